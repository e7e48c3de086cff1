//! The practitioners whom all vignettes know, and the partnership they work in.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::Actor;
use application::{Application, PARTNERSHIP_STREAM, Unit};
use jiff::{Span, Timestamp};
use kernel::{Capacity, PersonId, london_date};
use records::partnership::{
    AddAgency, Agency, Found, Founded, Join, Joined, Partnership, PublishProtocol, PublishedProtocol,
    RecordTraining, Training,
};
use records::{Author, Command};

use crate::file::{CastFile, PractitionerWritten, Vignette};
use crate::play::PlayError;
use crate::world::World;

/// Everybody's: one practitioner of each capacity, with a name of their own.
const CAST: &str = include_str!("../../../vignettes/cast.toml");
/// Somebody who has not signed in.
pub(crate) const NOBODY: &str = "nobody";
/// A number kept free for drama.
const TELEPHONE: &str = "01632 960 001";

/// Who works in a vignette's partnership.
pub struct Cast {
    agencies: BTreeMap<String, String>,
    practitioners: BTreeMap<String, PractitionerWritten>,
}

impl Cast {
    /// The practitioners whom all vignettes know, with those that this one adds or replaces.
    ///
    /// # Errors
    /// When the shipped file does not read.
    pub fn of(vignette: &Vignette) -> Result<Self, PlayError> {
        let file: CastFile = toml::from_str(CAST)?;
        let named = file.practitioner.into_iter().chain(vignette.practitioner.iter().cloned());
        let practitioners = named.map(|each| (each.key.clone(), each)).collect();
        Ok(Self { agencies: file.agency, practitioners })
    }

    /// What steps call the practitioners.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.practitioners.keys().map(String::as_str)
    }

    /// The one of this name.
    pub(crate) fn get(&self, key: &str) -> Option<&PractitionerWritten> {
        self.practitioners.get(key)
    }

    /// Founds the partnership and lets everybody join, with the training that the protocol asks of them.
    pub(crate) async fn found(
        &self,
        application: &Application,
        world: &World,
        at: Timestamp,
    ) -> Result<(), PlayError> {
        let rules = Arc::clone(application.rules());
        let protocol = rules.protocol();
        let settings = protocol.settings();
        let mut founding = Founding { unit: Unit::begin(application).await?, at };
        let mut trained = Vec::new();
        founding.decide(&Found(Founded { name: settings.partnership.name.clone(), fictional: true }))?;
        for (agency, kind) in &self.agencies {
            let (agency, name) = (agency.clone(), agency.clone());
            founding.decide(&AddAgency(Agency { agency, name, kind: kind.clone() }))?;
        }
        let from = london_date(at);
        founding.decide(&PublishProtocol(PublishedProtocol {
            protocol: protocol.id().to_owned(),
            version: protocol.version().to_owned(),
            digest: protocol.digest().to_owned(),
            from,
        }))?;
        for practitioner in self.practitioners.values() {
            let person = PersonId(world.identifier(&practitioner.key)?);
            let capacities = capacities(practitioner)?;
            for kind in &settings.training {
                if !kind.required_of.iter().any(|capacity| capacities.contains(capacity)) {
                    continue;
                }
                let months = Span::new().months(i64::from(kind.valid_months));
                let completed_on = if practitioner.training_lapsed {
                    from.saturating_sub(months).saturating_sub(Span::new().days(1))
                } else {
                    from
                };
                let expires_on = completed_on.saturating_add(months);
                trained.push(Training { person, kind: kind.id.clone(), completed_on, expires_on });
            }
            founding.decide(&Join(Joined {
                person,
                name: practitioner.name.clone(),
                agency: practitioner.agency.clone(),
                capacities,
                social_work_qualified: practitioner.social_work_qualified,
                telephone: TELEPHONE.to_owned(),
            }))?;
        }
        for training in trained {
            founding.decide(&RecordTraining(training))?;
        }
        founding.unit.commit(at).await?;
        Ok(())
    }
}

/// What a practitioner may act as.
pub(crate) fn capacities(practitioner: &PractitionerWritten) -> Result<Vec<Capacity>, PlayError> {
    practitioner.capacities.iter().map(|name| capacity(name)).collect()
}

/// A capacity by its name.
pub(crate) fn capacity(name: &str) -> Result<Capacity, PlayError> {
    Capacity::new(name).map_err(|_| PlayError::NoSuchCapacity(name.to_owned()))
}

/// Somebody as they come to the service.
pub(crate) fn actor(
    application: &Application,
    cast: &Cast,
    world: &World,
    by: &str,
    acting: Option<&str>,
) -> Result<Actor, PlayError> {
    let partnership = application.partnership().clone();
    if by == NOBODY {
        return Ok(Actor::Anonymous { partnership });
    }
    let person = PersonId(world.identifier(by)?);
    let Some(practitioner) = cast.get(by) else { return Ok(Actor::Family { partnership, person }) };
    let capacities = match acting {
        Some(name) => vec![capacity(name)?],
        None => capacities(practitioner)?,
    };
    Ok(Actor::Practitioner { partnership, person, agency: practitioner.agency.clone(), capacities })
}

struct Founding {
    unit: Unit,
    at: Timestamp,
}

impl Founding {
    fn decide<C: Command<Stream = Partnership>>(&mut self, command: &C) -> Result<(), PlayError> {
        Ok(self.unit.decide(PARTNERSHIP_STREAM.id, command, &Author::default(), self.at)?)
    }
}
