//! One family's way from asking to a plan: the commands that people would give, at the times at which they would.

mod after;
mod background;
mod breaks;
mod record;
mod request;
mod views;

use application::{Application, Unit};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{EntryId, StreamId, StreamKind, london_date};
use records::reads::RecordRead;
use records::{Author, Command};
use uuid::Uuid;

use crate::chance::Chance;
use crate::error::SynthError;
use crate::family::Family;
use crate::founding::Staff;
use crate::stages::{Pace, Stage, Turns};
use crate::when::When;

/// The practitioners around one family.
#[derive(Clone, Copy)]
pub(crate) struct Team<'a> {
    pub(crate) navigator: &'a Staff,
    pub(crate) supervisor: &'a Staff,
    pub(crate) assessor: &'a Staff,
    pub(crate) adviser: &'a Staff,
    pub(crate) school: &'a Staff,
    /// Who decides how accepted needs are met, where somebody does.
    pub(crate) resources: Option<&'a Staff>,
}

/// A journey being made.
pub(crate) struct Journey<'a> {
    pub(crate) application: &'a Application,
    pub(crate) unit: &'a mut Unit,
    pub(crate) when: When<'a>,
    pub(crate) chance: &'a Chance,
    pub(crate) family: &'a Family,
    pub(crate) team: Team<'a>,
    pub(crate) turns: Turns,
    pub(crate) received_at: Timestamp,
    pace: Pace,
    /// The entries that were written, by their number in the situation.
    written: Vec<(usize, EntryId)>,
    needs: Vec<Uuid>,
    views: Vec<Uuid>,
}

/// Why a journey goes no further: its day has not come, or it has come as far as it should.
enum Reached {
    Here,
    Further,
}

impl<'a> Journey<'a> {
    #[expect(clippy::too_many_arguments, reason = "a journey is where all of these meet, and only here")]
    pub(crate) fn new(
        application: &'a Application,
        unit: &'a mut Unit,
        when: When<'a>,
        chance: &'a Chance,
        family: &'a Family,
        team: Team<'a>,
        turns: Turns,
        received_at: Timestamp,
    ) -> Self {
        Self {
            application,
            unit,
            when,
            chance,
            family,
            team,
            turns,
            received_at,
            pace: Pace::of(family.situation),
            written: Vec::new(),
            needs: Vec::new(),
            views: Vec::new(),
        }
    }

    /// Goes as far as the stage and the calendar allow.
    pub(crate) fn walk(&mut self, until: Stage) -> Result<(), SynthError> {
        if let Reached::Further = self.ask(until)? {
            self.assess(until)?;
        }
        self.more_reads()
    }

    fn request_stream(&self) -> StreamId {
        StreamId::new(StreamKind::Request, self.family.request)
    }

    fn child_stream(&self) -> StreamId {
        StreamId::new(StreamKind::Child, self.family.child)
    }

    fn request_day(&self) -> Date {
        london_date(self.received_at)
    }

    /// A time of day, some working days after the request; nothing when that day is still to come.
    fn day(&self, working_days: u32, hour: i8, minute: i8) -> Option<Timestamp> {
        let day = self.when.working_days_after(self.request_day(), working_days);
        (day <= self.when.today()).then(|| self.when.at(day, hour, minute).max(self.received_at))
    }

    fn on_request<C>(
        &mut self,
        step: &'static str,
        command: &C,
        author: &Author,
        at: Timestamp,
    ) -> Result<(), SynthError>
    where
        C: Command<Stream = records::request::Request>,
    {
        let request = self.family.request;
        self.unit.decide(request, command, author, at).map_err(|source| SynthError::Step { step, source })
    }

    fn on_child<C>(
        &mut self,
        step: &'static str,
        command: &C,
        author: &Author,
        at: Timestamp,
    ) -> Result<(), SynthError>
    where
        C: Command<Stream = records::child::Child>,
    {
        let child = self.family.child;
        self.unit.decide(child, command, author, at).map_err(|source| SynthError::Step { step, source })
    }

    /// Somebody opens a record for their own work on it.
    fn reads(&mut self, of: StreamId, author: &Author, page: &str, at: Timestamp) -> Result<(), SynthError> {
        let (Some(reader), Some(capacity)) = (author.person, author.capacity.clone()) else { return Ok(()) };
        let read = RecordRead {
            reader,
            capacity,
            page: page.to_owned(),
            reason: "work".to_owned(),
            urgent: false,
            kept_from_family: false,
        };
        self.unit.read(of, read, at).map_err(|source| SynthError::Step { step: "read", source })
    }

    /// The readings of ordinary days, spread between the request and now.
    pub(crate) fn more_reads(&mut self) -> Result<(), SynthError> {
        let stream = if self.held_child().is_some() { self.child_stream() } else { self.request_stream() };
        let readers = [
            self.team.assessor.acting("lead-assessor")?,
            self.team.supervisor.acting("practice-supervisor")?,
            self.team.navigator.acting("navigator")?,
        ];
        let since = self.received_at.as_second();
        let span = usize::try_from(self.when.now().as_second() - since).unwrap_or(0);
        let mut times: Vec<i64> = (0..self.turns.more_reads)
            .map(|_| since + i64::try_from(self.chance.below(span)).unwrap_or(0))
            .collect();
        times.sort_unstable();
        let page = if stream.kind == StreamKind::Child { "child" } else { "request" };
        for second in times {
            let reader = self.chance.pick(&readers).cloned().unwrap_or_default();
            let at = Timestamp::from_second(second).unwrap_or(self.received_at);
            self.reads(stream, &reader, page, at)?;
        }
        Ok(())
    }

    fn held_child(&self) -> Option<&records::child::Child> {
        self.unit.held(self.family.child)
    }
}
