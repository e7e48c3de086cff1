//! The local protocol: an overlay on the guidance that may add or tighten, never loosen.

mod checks;
mod contents;
mod overlay;
mod raw;
mod said;
mod settings;

use std::collections::BTreeMap;

use kernel::Capacity;

use crate::guidance::Guidance;
use crate::model::Course;
use crate::problem::{Problem, ProtocolRefusals};
use crate::source::{Source, digest_of, embedded_protocol, embedded_protocol_names};
use crate::vocabulary::Limit;

pub use checks::{Check, CheckOutcome, JudgedOn};
pub use contents::{
    Agreed, Assessment, Challenge, Contents, FamilyHelp, Group, Involvement, LeadPractitioner, LevelsOfNeed,
    Publication, Recording, ReturnedFromCare, ReviewPoint, Specialist, SpecialistAssessment, Views,
};
pub use said::Said;
pub use settings::{
    CoProduction, ConcernSettings, Contact, Criteria, Criterion, EqualitySettings, FiguresSettings,
    PartnershipSettings, Reading, RouteSettings, SafetyLine, Service, Settings, Training,
};

/// A step of the timetable of an assessment, each the number of working days from the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timetable {
    /// Its name: `full`, `ehc`.
    pub name: String,
    /// The statutory clock it must fit into.
    pub ceiling: String,
    /// The draft is shared by this working day.
    pub draft: u32,
    /// Comments are taken until this working day.
    pub comments: u32,
    /// It is decided by this working day.
    pub decision: u32,
}

/// A local service standard: what the partnership promises beyond law and guidance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// Its identifier: `LS-ALLOCATE`.
    pub id: String,
    /// Its name in plain words.
    pub name: String,
    /// What must happen.
    pub must: String,
    /// Why it was promised.
    pub why: String,
    /// What starts, stops and ends it.
    pub course: Course,
    /// Its limit.
    pub limit: Option<Limit>,
    /// The day of a timetable that gives the limit: `full.draft`.
    pub by: Option<String>,
    /// It is due with the first of these (duties or standards) that applies.
    pub due_with: Vec<String>,
    /// The duty it gives a number to, or tightens.
    pub duty: Option<String>,
    /// Who is responsible.
    pub responsible: Capacity,
    /// Whether a family may see it.
    pub shown_to_family: bool,
}

/// A local protocol, accepted: it fits the guidance it was read against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protocol {
    id: String,
    version: String,
    name: String,
    settings: Settings,
    limits: BTreeMap<String, u32>,
    timetables: BTreeMap<String, Timetable>,
    standards: Vec<Standard>,
    said: said::Sayings,
    digest: String,
    source: Source,
}

impl Protocol {
    /// Reads a protocol and holds it against the guidance.
    pub fn parse(source: &Source, guidance: &Guidance) -> Result<Self, ProtocolRefusals> {
        overlay::parse(source, guidance)
    }

    /// A protocol that is compiled in: `default`, `wendale`.
    pub fn embedded(name: &str, guidance: &Guidance) -> Result<Self, ProtocolRefusals> {
        let Some(source) = embedded_protocol(name) else {
            let here = Source::new(format!("protocols/{name}.toml"), "");
            let problem = Problem::at(&here, &(0..0), "name", format!("no protocol is called `{name}`"));
            let names = embedded_protocol_names().join(", ");
            return Err(ProtocolRefusals(vec![problem.with_hint(format!("there are {names}"))]));
        };
        Self::parse(&source, guidance)
    }

    /// The names of the protocols that are compiled in.
    pub fn embedded_names() -> Vec<String> {
        embedded_protocol_names()
    }

    /// The text of a protocol that is compiled in.
    pub fn embedded_source(name: &str) -> Option<Source> {
        embedded_protocol(name)
    }

    /// Its identifier.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the partnership is invented.
    pub fn is_fictional(&self) -> bool {
        self.settings.partnership.fictional
    }

    /// What the pages need.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The local service standards, by identifier.
    pub fn standards(&self) -> &[Standard] {
        &self.standards
    }

    /// A local service standard.
    pub fn standard(&self, id: &str) -> Option<&Standard> {
        self.standards.iter().find(|standard| standard.id == id)
    }

    /// A timetable, by name.
    pub fn timetable(&self, name: &str) -> Option<&Timetable> {
        self.timetables.get(name)
    }

    /// The tighter limit that this protocol sets for a statutory clock.
    pub fn tightened(&self, clock: &str) -> Option<u32> {
        self.limits.get(clock).copied()
    }

    /// The protocol without its promises and its tighter limits: what law and guidance alone ask.
    #[must_use]
    pub fn without_promises(mut self) -> Self {
        self.limits.clear();
        self.standards.clear();
        self
    }

    /// How the protocol answers each question of the guidance, on that day and under those editions.
    pub fn checks(&self, guidance: &Guidance, on: &JudgedOn) -> Vec<Check> {
        checks::Judging { protocol: self, guidance, on }.all()
    }

    /// Everything it says, by key, with the file and the line. What it takes from the protocol it is based on is there too.
    pub fn says(&self) -> impl Iterator<Item = &Said> {
        self.said.values()
    }

    /// The tighter limits that it sets for statutory clocks, by clock.
    pub fn limits(&self) -> impl Iterator<Item = (&str, u32)> {
        self.limits.iter().map(|(clock, limit)| (clock.as_str(), *limit))
    }

    /// Its timetables, by name.
    pub fn timetables(&self) -> impl Iterator<Item = &Timetable> {
        self.timetables.values()
    }

    /// The text it was read from, without the one it is based on: whoever reads it against other guidance begins from this.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The SHA-256 of its text (and of the protocol it is based on), in hexadecimal.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

fn digest(sources: &[Source]) -> String {
    digest_of(sources)
}

/// The kind of file that a protocol is written in, with its JSON Schema.
pub(crate) fn schema() -> schemars::Schema {
    schemars::schema_for!(raw::RawProtocol)
}
