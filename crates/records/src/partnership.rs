//! The partnership: its agencies, its practitioners, what they are trained in, and the protocol it published.

mod absence;
mod confirm;
mod document;
mod found;
mod join;
mod place;
mod protocol;
mod read_again;
mod retain;
mod system;
mod train;
mod vignette;

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::{Capacity, PersonId, StreamId, StreamKind};
use measures::{ReadingAgain, VignetteAnswered};

pub use absence::{
    Absence, AbsenceEnded, AbsenceRecorded, EndAbsence, EndAbsenceRefusal, RecordAbsence,
    RecordAbsenceRefusal,
};
pub use confirm::{ConfirmSource, ConfirmSourceRefusal, SourceConfirmed};
pub use document::{
    DOCUMENT_FORM, DocumentKind, DocumentPublished, PublishDocument, PublishDocumentRefusal, SignedFor,
};
pub use found::{AddAgency, AddAgencyRefusal, Agency, Found, FoundRefusal, Founded};
pub use join::{Join, JoinRefusal, Joined};
pub use place::{Place, PlaceRefusal, Placed};
pub use protocol::{PublishProtocol, PublishProtocolRefusal, PublishedProtocol};
pub use read_again::{REQUESTS_MAX, RecordReadingAgain, RecordReadingAgainRefusal};
pub use retain::{
    DestroyRecord, DestroyRecordRefusal, Destroyed, DestroyedStream, Hold, HoldPlaced, HoldReleased,
    PlaceHold, PlaceHoldRefusal, ReleaseHold, ReleaseHoldRefusal,
};
pub use system::{
    LetSystemIn, LetSystemInRefusal, PartnerSystem, ShutSystemOut, ShutSystemOutRefusal, SystemLetIn,
    SystemShutOut,
};
pub use train::{RecordTraining, RecordTrainingRefusal, Training};
pub use vignette::{AnswerVignette, AnswerVignetteRefusal, VignetteGiven};

use crate::request::{Noted, noted};
use crate::stream::{Recorded, Stream, events};

events! {
    /// What happens to a partnership.
    PartnershipEvent {
        "partnership.founded" => Founded(Founded),
        "agency.added" => AgencyAdded(Agency),
        "practitioner.joined" => Joined(Joined),
        "training.recorded" => Trained(Training),
        "protocol.published" => ProtocolPublished(PublishedProtocol),
        "source.confirmed" => SourceConfirmed(SourceConfirmed),
        "hold.placed" => HoldPlaced(HoldPlaced),
        "hold.released" => HoldReleased(HoldReleased),
        "record.destroyed" => Destroyed(Destroyed),
        "practitioner.placed" => Placed(Placed),
        "vignette.answered" => VignetteAnswered(VignetteAnswered),
        "requests.read-again" => ReadAgain(ReadingAgain),
        "document.published" => DocumentPublished(DocumentPublished),
        "absence.recorded" => AbsenceRecorded(AbsenceRecorded),
        "absence.ended" => AbsenceEnded(AbsenceEnded),
        "system.let_in" => SystemLetIn(SystemLetIn),
        "system.shut_out" => SystemShutOut(SystemShutOut),
    }
}

/// A practitioner as the partnership knows them today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practitioner {
    /// Who.
    pub person: PersonId,
    /// Their name, as families see it.
    pub name: String,
    /// Their agency's short name.
    pub agency: String,
    /// The capacities they may act in.
    pub capacities: Vec<Capacity>,
    /// Whether they are a registered social worker.
    pub social_work_qualified: bool,
    /// The telephone number that families are given.
    pub telephone: String,
    /// Their training.
    pub training: Vec<Training>,
}

impl Practitioner {
    /// Whether they may act in a capacity.
    pub fn may_act_as(&self, capacity: &str) -> bool {
        self.capacities.iter().any(|held| held.as_str() == capacity)
    }

    /// The last day on which every one of these kinds of training is current; absent when one was never done.
    pub fn trained_until(&self, kinds: &[String]) -> Option<Date> {
        kinds
            .iter()
            .map(|kind| {
                self.training.iter().filter(|done| done.kind == *kind).map(|done| done.expires_on).max()
            })
            .min()
            .flatten()
    }
}

/// The partnership's state.
#[derive(Debug, Clone, Default)]
pub struct Partnership {
    /// Its name, for people.
    pub name: String,
    /// Whether it is invented, for demonstration.
    pub fictional: bool,
    /// Its agencies by short name.
    pub agencies: BTreeMap<String, Agency>,
    /// Its practitioners.
    pub practitioners: BTreeMap<PersonId, Practitioner>,
    /// The protocol in force, and the ones before it.
    pub protocols: Vec<PublishedProtocol>,
    /// The clauses that were checked against their sources, each as it was last.
    pub confirmed: BTreeMap<String, SourceConfirmed>,
    /// Legal holds, released ones included, oldest first.
    pub holds: Vec<Hold>,
    /// Records that were destroyed, oldest first.
    pub destroyed: Vec<Noted<Destroyed>>,
    /// Who was in which team from which day on, in the order in which it was recorded.
    pub placed: BTreeMap<PersonId, Vec<Placed>>,
    /// What practitioners answered to invented requests. Counted together, and shown to nobody one by one.
    pub vignettes: Vec<VignetteGiven>,
    /// What came of requests that were read again, in the order in which it was recorded.
    pub read_again: Vec<ReadingAgain>,
    /// Versions of the partnership's documents, in the order in which they were published.
    pub documents: Vec<DocumentPublished>,
    /// Who is, was or will be away, in the order in which it was recorded.
    pub absences: Vec<Absence>,
    /// Systems of other agencies that were ever let in.
    pub systems: BTreeMap<PersonId, PartnerSystem>,
}

impl Partnership {
    /// A practitioner by person.
    pub fn practitioner(&self, person: PersonId) -> Option<&Practitioner> {
        self.practitioners.get(&person)
    }

    /// The team of a practitioner on a day; none where nobody recorded one, or they left it.
    pub fn team_on(&self, person: PersonId, day: Date) -> Option<&str> {
        let placed = self.placed.get(&person)?.iter().filter(|placed| placed.from <= day);
        // Of two recorded for one day, the later stands.
        let latest = placed.max_by_key(|placed| placed.from)?;
        (!latest.team.is_empty()).then_some(latest.team.as_str())
    }

    /// The name of a practitioner, or of another agency's system.
    pub fn name_of(&self, person: Option<PersonId>) -> Option<&str> {
        let person = person?;
        let practitioner = self.practitioner(person).map(|practitioner| practitioner.name.as_str());
        practitioner.or_else(|| self.systems.get(&person).map(|system| system.let_in.name.as_str()))
    }

    /// Whether a person is a social-work-qualified manager: the only one who may confirm or sign.
    pub fn is_social_work_manager(&self, person: Option<PersonId>) -> bool {
        person.and_then(|person| self.practitioner(person)).is_some_and(|practitioner| {
            practitioner.social_work_qualified
                && (practitioner.may_act_as("practice-supervisor")
                    || practitioner.may_act_as("front-door-manager"))
        })
    }

    /// The holds that stand on a record.
    pub fn holds_on(&self, record: StreamId) -> impl Iterator<Item = &Hold> {
        self.holds.iter().filter(move |hold| hold.released.is_none() && hold.placed.fact.record == record)
    }

    /// Everybody who may act in a capacity.
    pub fn who_may_act_as<'a>(&'a self, capacity: &'a str) -> impl Iterator<Item = &'a Practitioner> {
        self.practitioners.values().filter(move |practitioner| practitioner.may_act_as(capacity))
    }
}

impl Stream for Partnership {
    const KIND: StreamKind = StreamKind::Partnership;
    type Event = PartnershipEvent;

    fn apply(&mut self, recorded: &Recorded<PartnershipEvent>) {
        match recorded.event.clone() {
            PartnershipEvent::Founded(founded) => {
                self.name = founded.name;
                self.fictional = founded.fictional;
            }
            PartnershipEvent::AgencyAdded(agency) => {
                self.agencies.insert(agency.agency.clone(), agency);
            }
            PartnershipEvent::Joined(joined) => {
                let training = self
                    .practitioners
                    .remove(&joined.person)
                    .map(|before| before.training)
                    .unwrap_or_default();
                self.practitioners.insert(joined.person, joined.into_practitioner(training));
            }
            PartnershipEvent::Trained(training) => {
                if let Some(practitioner) = self.practitioners.get_mut(&training.person) {
                    practitioner.training.push(training);
                }
            }
            PartnershipEvent::AbsenceRecorded(recorded) => {
                self.absences.push(Absence { recorded, ended: false });
            }
            PartnershipEvent::AbsenceEnded(fact) => {
                let known = self.absences.iter_mut().find(|absence| absence.recorded.absence == fact.absence);
                if let Some(absence) = known {
                    absence.ended = true;
                }
            }
            PartnershipEvent::SystemLetIn(let_in) => {
                self.systems.insert(let_in.system, PartnerSystem { let_in, shut_out: false });
            }
            PartnershipEvent::SystemShutOut(fact) => {
                if let Some(system) = self.systems.get_mut(&fact.system) {
                    system.shut_out = true;
                }
            }
            PartnershipEvent::DocumentPublished(document) => self.documents.push(document),
            PartnershipEvent::ReadAgain(reading) => self.read_again.push(reading),
            PartnershipEvent::VignetteAnswered(answered) => {
                let person = recorded.author.person;
                self.vignettes.extend(person.map(|person| VignetteGiven { person, answered }));
            }
            PartnershipEvent::Placed(placed) => {
                self.placed.entry(placed.person).or_default().push(placed);
            }
            PartnershipEvent::ProtocolPublished(protocol) => self.protocols.push(protocol),
            PartnershipEvent::SourceConfirmed(confirmed) => {
                self.confirmed.insert(confirmed.clause.clone(), confirmed);
            }
            PartnershipEvent::HoldPlaced(fact) => {
                self.holds.push(Hold { placed: noted(recorded, fact), released: None });
            }
            PartnershipEvent::HoldReleased(fact) => {
                if let Some(hold) = self.holds.iter_mut().find(|hold| hold.placed.fact.hold == fact.hold) {
                    hold.released = Some(noted(recorded, fact));
                }
            }
            PartnershipEvent::Destroyed(fact) => self.destroyed.push(noted(recorded, fact)),
        }
    }
}
