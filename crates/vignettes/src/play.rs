//! Playing a vignette: each step through the service, at its time, by its person.

use std::collections::BTreeSet;
use std::sync::Arc;

use access::{Actor, Policy};
use application::{
    Act, Application, Failure, NamedError, PARTNERSHIP_STREAM, Parts, ReadReason, named_command,
};
use guidance::{Bound, Due, Rules};
use jiff::civil::DateTime;
use jiff::{Span, Timestamp, ToSpan as _};
use kernel::{FixedClock, Partnership, Randomness, SeededRandomness, StreamId, StreamKind};
use kernel::{london_date, london_datetime, london_instant, new_identifier};
use serde_json::Value;
use store::{Store, StoredEntry};
use thiserror::Error;

use crate::cast::{Cast, NOBODY, actor};
use crate::file::{Given, Opening, Owed, Step, Vignette};
use crate::told::{Difference, Played, StepPlayed, listed};
use crate::world::World;

/// What every identifier of a vignette follows from, so that two runs are alike.
const SEED: u64 = 0x7669_676e;
/// The code of a step that the table does not let this person see.
const NOT_THERE: &str = "not-there";
/// The partnership of a vignette.
const PARTNERSHIP: &str = "vignette";
/// The events of a letter: from a child's record, and about a request.
const LETTERS: [&str; 2] = ["letter.issued", "request.letter_issued"];

/// What a vignette is played on.
pub struct Ground {
    /// A store in which nothing is.
    pub store: Store,
    /// The edition and protocol.
    pub rules: Arc<Rules>,
    /// The forms.
    pub forms: Arc<forms::Library>,
    /// Who may see or do what.
    pub policy: Arc<Policy>,
}

/// Why a vignette cannot be played to its end.
#[derive(Debug, Error)]
pub enum PlayError {
    /// The practitioners whom all vignettes know do not read.
    #[error("the practitioners whom all vignettes know cannot be read: {0}")]
    Cast(#[from] toml::de::Error),
    /// Nobody and nothing is called that.
    #[error("nobody and nothing is called `{0}`; put it under `people` or `things`")]
    NoSuchName(String),
    /// No capacity is called that.
    #[error("no capacity is called `{0}`")]
    NoSuchCapacity(String),
    /// No form is called that.
    #[error("no form is called `{0}`")]
    NoSuchForm(String),
    /// The form does not ask that.
    #[error("the form does not ask `{0}`")]
    NotAsked(String),
    /// An answer that the form refuses.
    #[error("the answer to `{0}` is refused: {1}")]
    Answer(String, String),
    /// A command that is none.
    #[error(transparent)]
    Command(#[from] NamedError),
    /// A command without whose record it is given on.
    #[error("`{0}` does not say on whose record it is given")]
    NoRecord(String),
    /// A kind of record that is none, or cannot be opened.
    #[error("no record of the kind `{0}` can be looked at")]
    NoSuchRecord(String),
    /// A time that is none.
    #[error("`{0}` is no length of time")]
    Time(String),
    /// A time before the step before.
    #[error("it is taken before the step before it")]
    Backwards,
    /// The service itself failed.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// What was written cannot be read back.
    #[error(transparent)]
    Load(#[from] store::LoadError),
    /// What was written cannot be turned into what a command holds.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// It happened in this step.
    #[error("step {number} ({says}): {source}")]
    Step {
        /// Its number.
        number: usize,
        /// What happens in it.
        says: String,
        /// What it is.
        source: Box<PlayError>,
    },
}

/// Plays it on an empty ground.
///
/// # Errors
/// When the file speaks of what is not there, or the service fails. What comes otherwise than expected is no error: it stands
/// in what was played.
pub async fn play(vignette: &Vignette, ground: Ground) -> Result<Played, PlayError> {
    let begins = instant(vignette.begins)?;
    let mut service = Player::new(vignette, ground, begins)?;
    service.cast.found(&service.application, &service.world, begins).await?;
    let mut steps = Vec::with_capacity(vignette.step.len());
    for (number, step) in (1..).zip(&vignette.step) {
        let played = service.step(step).await;
        let says = step.says.clone();
        steps.push(played.map_err(|source| PlayError::Step { number, says, source: Box::new(source) })?);
    }
    Ok(Played { name: vignette.name.clone(), steps })
}

struct Player {
    application: Application,
    clock: Arc<FixedClock>,
    now: Timestamp,
    begun: bool,
    world: World,
    cast: Cast,
}

impl Player {
    fn new(vignette: &Vignette, ground: Ground, begins: Timestamp) -> Result<Self, PlayError> {
        let clock = Arc::new(FixedClock::new(begins));
        let randomness: Arc<dyn Randomness> = Arc::new(SeededRandomness::new(SEED));
        let cast = Cast::of(vignette)?;
        let mut world = World::default();
        let names = vignette.people.keys().chain(vignette.things.keys()).map(String::as_str);
        for name in cast.keys().chain(names) {
            world.name(name, new_identifier(clock.as_ref(), randomness.as_ref()));
        }
        let partnership =
            Partnership::new(PARTNERSHIP).map_err(|_| PlayError::NoSuchName(PARTNERSHIP.to_owned()))?;
        let application = Application::new(Parts {
            store: ground.store,
            partnership,
            rules: ground.rules,
            forms: ground.forms,
            policy: ground.policy,
            clock: Arc::<FixedClock>::clone(&clock),
            randomness,
        });
        Ok(Self { application, clock, now: begins, begun: false, world, cast })
    }

    fn actor(&self, by: &str, acting: Option<&str>) -> Result<Actor, PlayError> {
        let by = if by.is_empty() { NOBODY } else { by };
        actor(&self.application, &self.cast, &self.world, by, acting)
    }

    async fn step(&mut self, step: &Step) -> Result<StepPlayed, PlayError> {
        let at = self.time(step)?;
        if at < self.now {
            return Err(PlayError::Backwards);
        }
        self.now = at;
        self.clock.set(at);
        let mut act = Act::new();
        let mut touched = Vec::new();
        for given in &step.commands {
            let (stream, added) = self.add(act, given)?;
            act = added;
            if !touched.contains(&stream) {
                touched.push(stream);
            }
        }
        let before = self.versions(&touched).await?;
        let refused = if touched.is_empty() { None } else { self.take(step, act).await? };
        let (mut events, mut letters) = (Vec::new(), Vec::new());
        for (stream, before) in touched.iter().zip(before) {
            let loaded = self.application.store().load(self.application.partnership(), *stream).await?;
            let new: Vec<_> = loaded.entries.iter().filter(|entry| entry.version > before).collect();
            events.extend(new.iter().map(|entry| entry.kind.clone()));
            letters.extend(new.iter().filter_map(|entry| letter(entry)));
            if let (Some(name), Some(last)) = (&step.entry, new.last()) {
                self.world.name(name, last.entry.0);
            }
        }
        let mut owed = Vec::new();
        for stream in &touched {
            if *stream != PARTNERSHIP_STREAM {
                owed.push((stream.kind.as_str().to_owned(), self.owed(*stream).await?));
            }
        }
        let differences = self.differences(step, refused.as_deref(), &events, &letters).await?;
        let says = step.says.clone();
        Ok(StepPlayed { says, at: london_datetime(at), refused, events, letters, owed, differences })
    }

    fn time(&mut self, step: &Step) -> Result<Timestamp, PlayError> {
        let first = !std::mem::replace(&mut self.begun, true);
        match (step.at, &step.after) {
            (Some(at), _) => instant(at),
            (None, Some(after)) => {
                let span: Span = after.parse().map_err(|_| PlayError::Time(after.clone()))?;
                let at = london_datetime(self.now).checked_add(span);
                instant(at.map_err(|_| PlayError::Time(after.clone()))?)
            }
            (None, None) if first => Ok(self.now),
            (None, None) => Ok(self.now.saturating_add(1.minute()).unwrap_or(self.now)),
        }
    }

    fn add(&self, act: Act, given: &Given) -> Result<(StreamId, Act), PlayError> {
        let command = named_command(&given.command)?;
        let id = match (&given.on, command.kind) {
            (_, StreamKind::Partnership) => PARTNERSHIP_STREAM.id,
            (Some(on), _) => self.world.identifier(on)?,
            (None, _) => return Err(PlayError::NoRecord(given.command.clone())),
        };
        let written = self.world.written(&given.with, self.application.forms(), london_date(self.now))?;
        Ok((StreamId::new(command.kind, id), act.and_named(id, command, &written)?))
    }

    /// Takes the step; the code of its refusal, if it is refused.
    async fn take(&self, step: &Step, act: Act) -> Result<Option<String>, PlayError> {
        let actor = self.actor(&step.by, step.acting.as_deref())?;
        match self.application.execute(&actor, act).await {
            Ok(_) => Ok(None),
            Err(Failure::Refused(refusal)) => Ok(Some(refusal.code().to_owned())),
            Err(Failure::NotThere) => Ok(Some(NOT_THERE.to_owned())),
            Err(failure) => Err(failure.into()),
        }
    }

    async fn versions(&self, streams: &[StreamId]) -> Result<Vec<u64>, PlayError> {
        let loaded = self.application.store().load_many(self.application.partnership(), streams).await?;
        Ok(loaded.iter().map(|each| each.version).collect())
    }

    /// The open duties of a record.
    async fn owed(&self, stream: StreamId) -> Result<BTreeSet<String>, PlayError> {
        let duties = self.application.duties_of(stream).await?;
        let written = duties.into_iter().map(|duty| {
            let name = duty.scheduled.duty;
            // Some promises say when something may happen at the earliest.
            let until = if duty.scheduled.bound == Bound::Min { "not before" } else { "by" };
            match duty.scheduled.due {
                Due::On(day) => format!("{name} {until} {day}"),
                Due::At(at) => format!("{name} {until} {}", london_datetime(at).strftime("%Y-%m-%dT%H:%M")),
                Due::NoLimit | Due::BeyondKnownHolidays => name,
            }
        });
        Ok(written.collect())
    }

    async fn differences(
        &self,
        step: &Step,
        refused: Option<&str>,
        events: &[String],
        letters: &[String],
    ) -> Result<Vec<Difference>, PlayError> {
        let mut found = Vec::new();
        let expected = if step.not_there { Some(NOT_THERE) } else { step.refused.as_deref() };
        if expected != refused {
            let words =
                |code: Option<&str>| code.map_or("that it is taken".to_owned(), |code| format!("`{code}`"));
            found.push(different("the step", words(expected), words(refused)));
        }
        for (of, expected, came) in [("events", &step.events, events), ("letters", &step.letters, letters)] {
            if let Some(expected) = expected
                && expected != came
            {
                let names = |names: &[String]| listed(&names.iter().map(String::as_str).collect::<Vec<_>>());
                found.push(different(of, names(expected), names(came)));
            }
        }
        for owed in &step.owed {
            found.extend(self.compare_owed(owed).await?);
        }
        for opening in &step.opens {
            found.extend(self.compare_opening(opening).await?);
        }
        Ok(found)
    }

    async fn compare_owed(&self, expected: &Owed) -> Result<Option<Difference>, PlayError> {
        let kind = kind(&expected.record)?;
        let came = self.owed(StreamId::new(kind, self.world.identifier(&expected.of)?)).await?;
        let only = |left: &BTreeSet<String>, right: &BTreeSet<String>| {
            listed(&left.difference(right).map(String::as_str).collect::<Vec<_>>())
        };
        let of = format!("owed in {} {}", expected.record, expected.of);
        let differs = came != expected.duties;
        Ok(differs.then(|| different(of, only(&expected.duties, &came), only(&came, &expected.duties))))
    }

    async fn compare_opening(&self, expected: &Opening) -> Result<Option<Difference>, PlayError> {
        let actor = self.actor(&expected.who, None)?;
        let id = self.world.identifier(&expected.of)?;
        let reason = ReadReason::work("record");
        let opened = match kind(&expected.record)? {
            StreamKind::Child => self.application.open_child(&actor, id, reason).await.map(drop),
            StreamKind::Request => self.application.open_request(&actor, id, reason).await.map(drop),
            StreamKind::Concern => self.application.open_concern(&actor, id, reason).await.map(drop),
            StreamKind::Challenge => self.application.open_challenge(&actor, id, reason).await.map(drop),
            StreamKind::Protection => self.application.open_protection(&actor, id, reason).await.map(drop),
            StreamKind::Contact => self.application.open_contact(&actor, id, reason).await.map(drop),
            StreamKind::Help => self.application.open_help(&actor, id, reason).await.map(drop),
            StreamKind::LookedAfter => self.application.open_looked_after(&actor, id, reason).await.map(drop),
            StreamKind::Place => self.application.open_place(&actor, id, reason).await.map(drop),
            _ => return Err(PlayError::NoSuchRecord(expected.record.clone())),
        };
        let may = match opened {
            Ok(()) => true,
            Err(Failure::NotThere) => false,
            Err(failure) => return Err(failure.into()),
        };
        let words = |may: bool| if may { "that it opens" } else { "that there is nothing there" }.to_owned();
        let of = format!("{} of {} for {}", expected.record, expected.of, expected.who);
        Ok((may != expected.may).then(|| different(of, words(expected.may), words(may))))
    }
}

/// Which letter an entry is, if it is one.
fn letter(entry: &StoredEntry) -> Option<String> {
    let body: Value = serde_json::from_slice(entry.body.plain()?).ok()?;
    let letter = LETTERS.contains(&entry.kind.as_str()).then(|| body.pointer("/event")).flatten()?;
    // An event is one value under its name.
    letter.as_object()?.values().find_map(|fact| Some(fact.get("kind")?.as_str()?.to_owned()))
}

fn different(of: impl Into<String>, expected: String, came: String) -> Difference {
    Difference { of: of.into(), expected, came }
}

fn kind(name: &str) -> Result<StreamKind, PlayError> {
    name.parse().map_err(|_| PlayError::NoSuchRecord(name.to_owned()))
}

fn instant(at: DateTime) -> Result<Timestamp, PlayError> {
    london_instant(at).ok_or_else(|| PlayError::Time(at.to_string()))
}
