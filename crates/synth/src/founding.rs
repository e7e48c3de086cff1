//! The partnership itself: its agencies, its practitioners, their training, its protocol.

use application::{Application, PARTNERSHIP_STREAM, Unit};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Capacity, PersonId, london_date};
use records::Author;
use records::partnership::{
    AddAgency, Agency, Found, Founded, Join, Joined, Place, Placed, PublishProtocol, PublishedProtocol,
    RecordTraining, Training,
};

use crate::chance::Chance;
use crate::error::SynthError;

/// A practitioner of an invented partnership.
#[derive(Debug, Clone)]
pub(crate) struct Staff {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) agency: &'static str,
    pub(crate) capacities: Vec<Capacity>,
    pub(crate) title: String,
    pub(crate) telephone: String,
    pub(crate) social_work_qualified: bool,
}

impl Staff {
    /// The author of what this practitioner does in a capacity.
    pub(crate) fn acting(&self, capacity: &str) -> Result<Author, SynthError> {
        Ok(Author::new(self.person, named(capacity)?))
    }
}

pub(crate) fn named(capacity: &str) -> Result<Capacity, SynthError> {
    Capacity::new(capacity).map_err(|_| SynthError::Unknown(capacity.to_owned()))
}

/// Until when somebody's training is current.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Trained {
    /// Nobody asks it of them.
    NotAsked,
    /// The last day on which it is current.
    Until(Date),
}

/// A unit of work with what every founding step needs.
pub(crate) struct Founding<'a> {
    application: &'a Application,
    unit: Unit,
    at: Timestamp,
}

impl<'a> Founding<'a> {
    /// Founds the partnership, publishes the protocol in force, adds the agencies.
    pub(crate) async fn begin(application: &'a Application, at: Timestamp) -> Result<Self, SynthError> {
        let unit = Unit::begin(application).await?;
        let mut founding = Self { application, unit, at };
        let protocol = application.rules().protocol();
        let settings = protocol.settings();
        founding
            .decide("found", &Found(Founded { name: settings.partnership.name.clone(), fictional: true }))?;
        for (agency, name, kind) in AGENCIES {
            founding.decide(
                "add agency",
                &AddAgency(Agency {
                    agency: agency.to_owned(),
                    name: name.to_owned(),
                    kind: kind.to_owned(),
                }),
            )?;
        }
        let published = PublishedProtocol {
            protocol: protocol.id().to_owned(),
            version: protocol.version().to_owned(),
            digest: protocol.digest().to_owned(),
            from: london_date(at),
        };
        founding.decide("publish protocol", &PublishProtocol(published))?;
        Ok(founding)
    }

    /// Lets somebody join, with the training that the protocol asks of their capacities.
    pub(crate) fn join(&mut self, staff: &Staff, trained: Trained) -> Result<(), SynthError> {
        let joined = Joined {
            person: staff.person,
            name: staff.name.clone(),
            agency: staff.agency.to_owned(),
            capacities: staff.capacities.clone(),
            social_work_qualified: staff.social_work_qualified,
            telephone: staff.telephone.clone(),
        };
        self.decide("join", &Join(joined))?;
        let Trained::Until(expires_on) = trained else { return Ok(()) };
        let kinds: Vec<(String, u32)> = self
            .application
            .rules()
            .protocol()
            .settings()
            .training
            .iter()
            .filter(|kind| kind.required_of.iter().any(|capacity| staff.capacities.contains(capacity)))
            .map(|kind| (kind.id.clone(), kind.valid_months))
            .collect();
        for (kind, months) in kinds {
            let months = i32::try_from(months).unwrap_or(0);
            let completed_on = expires_on.saturating_sub(jiff::Span::new().months(months));
            let training = Training {
                person: staff.person,
                kind,
                completed_on: completed_on.min(london_date(self.at)),
                expires_on,
            };
            self.decide("record training", &RecordTraining(training))?;
        }
        Ok(())
    }

    /// Puts somebody into a team, from the partnership's first day on.
    pub(crate) fn place(&mut self, staff: &Staff, number: usize) -> Result<(), SynthError> {
        let team = TEAMS[number % TEAMS.len()].to_owned();
        let placed = Placed { person: staff.person, team, from: london_date(self.at) };
        self.decide("place", &Place(placed))
    }

    fn decide<C>(&mut self, step: &'static str, command: &C) -> Result<(), SynthError>
    where
        C: records::Command<Stream = records::partnership::Partnership>,
    {
        self.unit
            .decide(PARTNERSHIP_STREAM.id, command, &Author::default(), self.at)
            .map_err(|source| SynthError::Step { step, source })
    }

    /// Writes what there is when a batch is full.
    pub(crate) async fn commit_if_full(&mut self) -> Result<(), SynthError> {
        if self.unit.len() >= store::limits::BATCH_ENTRIES_MAX / 2 {
            let full = std::mem::replace(&mut self.unit, Unit::begin(self.application).await?);
            full.commit(self.at).await?;
            self.unit = Unit::begin(self.application).await?;
        }
        Ok(())
    }

    pub(crate) async fn commit(self) -> Result<(), SynthError> {
        Ok(self.unit.commit(self.at).await?)
    }
}

/// The teams of Wendale, by invented places.
const TEAMS: [&str; 4] = ["Dale team", "Moor team", "Beck team", "Fell team"];

/// The agencies of Wendale. All are invented.
const AGENCIES: [(&str, &str, &str); 6] = [
    ("wendale-council", "Wendale Council, children's services", "local-authority"),
    ("wendale-icb", "Wendale Integrated Care Board", "health"),
    ("wendale-police", "Wendale Police", "police"),
    ("highmoor-school", "Highmoor School", "education"),
    ("larkfield", "Larkfield Short Breaks", "voluntary"),
    ("wendale-advocacy", "Wendale Advocacy", "voluntary"),
];

/// Refuses a database in which a partnership has begun.
pub(crate) async fn must_be_empty(application: &Application) -> Result<(), SynthError> {
    let state = application.partnership_state().await?;
    if state.version > 0 { Err(SynthError::NotEmpty) } else { Ok(()) }
}

/// A practitioner of one capacity, for partnerships of any size.
pub(crate) fn staff(
    chance: &Chance,
    at: Timestamp,
    name: String,
    capacity: &str,
    (agency, title, number): (&'static str, &str, usize),
) -> Result<Staff, SynthError> {
    let social_work_qualified = matches!(
        capacity,
        "practice-supervisor" | "front-door-manager" | "front-door-practitioner" | "social-worker"
    );
    Ok(Staff {
        person: chance.person(at),
        name,
        agency,
        capacities: vec![named(capacity)?],
        title: title.to_owned(),
        telephone: format!("01632 960{:03}", number % 1000),
        social_work_qualified,
    })
}
