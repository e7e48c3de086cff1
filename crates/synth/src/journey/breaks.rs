//! Short breaks after the plan: an arrangement, the stays so far, and the next ones.

use guidance::Stretch;
use jiff::civil::{Date, Weekday};
use jiff::{Span, Timestamp};
use kernel::{Moment, london_date, london_instant};
use records::Author;
use records::child::{
    ArrangeBreaks, Basis, BookStay, BreaksArranged, BreaksOverseen, CancelStay, CancelledBy, HoldStay,
    Oversight, RecordOversight, StayBooked, StayCancelled, StayHeld,
};
use uuid::Uuid;

use super::Journey;
use crate::error::SynthError;
use crate::stages::BreaksTurn;

/// Days between one stay and the next, in invented arrangements.
const DAYS_BETWEEN: i32 = 14;
/// How far ahead stays are booked, in days.
const DAYS_AHEAD: i32 = 45;
/// A long stay in the holidays, in days: longer than the light rules are for.
const LONG_STAY_DAYS: i32 = 20;

/// One stay as it is planned.
struct Planned {
    stay: Uuid,
    stretch: Stretch,
}

fn hour(day: Date, hour: i8) -> Option<Timestamp> {
    london_instant(day.at(hour, 0, 0, 0))
}

fn later(day: Date, days: i32) -> Date {
    day.checked_add(Span::new().days(days)).unwrap_or(day)
}

impl Journey<'_> {
    /// From the first agreement to the stays of the coming weeks.
    pub(super) fn breaks(&mut self, shared_at: Timestamp) -> Result<(), SynthError> {
        if self.turns.breaks == BreaksTurn::None {
            return Ok(());
        }
        let first = self.when.working_days_after(london_date(shared_at), 1);
        let Some(at) = hour(first, 11).filter(|at| *at <= self.when.now()) else { return Ok(()) };
        let assessor = self.team.assessor.acting("lead-assessor")?;
        let arrangement = self.chance.identifier(at);
        let explained = self.fill(
            "We read through what section 20 means, twice. {asker} asked whether anything changes in who decides. \
             Nothing does.",
        );
        let arranged = BreaksArranged {
            arrangement,
            basis: Basis::Section20Light,
            provider: "Larkfield Short Breaks".to_owned(),
            place: "Larkfield House".to_owned(),
            from: first,
            explained,
        };
        let command = ArrangeBreaks { arranged, change_explained: String::new() };
        self.on_child("arrange breaks", &command, &assessor, at)?;
        self.oversee(
            arrangement,
            Oversight::PlanAgreed,
            "Agreed with {child}, {asker} and the reviewing officer.",
            at,
        )?;
        let planned = self.book(arrangement, first, &assessor, at)?;
        self.live(arrangement, &planned, &assessor)?;
        if self.turns.breaks == BreaksTurn::LongStay {
            self.book_long_stay(arrangement, &assessor)?;
        }
        Ok(())
    }

    fn oversee(
        &mut self,
        arrangement: Uuid,
        what: Oversight,
        words: &str,
        at: Timestamp,
    ) -> Result<(), SynthError> {
        let assessor = self.team.assessor.acting("lead-assessor")?;
        let overseen = BreaksOverseen { arrangement, what, words: self.fill(words) };
        let command = RecordOversight { overseen, happened: Moment::At(at) };
        self.on_child("oversee breaks", &command, &assessor, at)
    }

    /// A weekend every other week, from the next Friday on.
    fn book(
        &mut self,
        arrangement: Uuid,
        first: Date,
        assessor: &Author,
        at: Timestamp,
    ) -> Result<Vec<Planned>, SynthError> {
        let mut friday = first.tomorrow().unwrap_or(first);
        while friday.weekday() != Weekday::Friday {
            friday = friday.tomorrow().unwrap_or(friday);
        }
        let mut planned = Vec::new();
        while friday <= later(self.when.today(), DAYS_AHEAD) {
            let Some(stretch) = hour(friday, 16).zip(hour(later(friday, 2), 16)) else { break };
            let stretch = Stretch { from: stretch.0, until: stretch.1 };
            let stay = self.chance.identifier(at);
            let note = self.fill("{child} brings the blue blanket.");
            let booked = StayBooked { stay, arrangement, starts: stretch.from, ends: stretch.until, note };
            let command = BookStay { booked, change_explained: String::new() };
            self.on_child("book stay", &command, assessor, at)?;
            planned.push(Planned { stay, stretch });
            friday = later(friday, DAYS_BETWEEN);
        }
        Ok(planned)
    }

    /// The stays that are over: held, or called off by the provider.
    fn live(&mut self, arrangement: Uuid, planned: &[Planned], assessor: &Author) -> Result<(), SynthError> {
        for (number, planned) in planned.iter().enumerate() {
            let monday = later(london_date(planned.stretch.until), 1);
            let Some(at) = hour(monday, 9).filter(|at| *at <= self.when.now()) else { return Ok(()) };
            let stay = planned.stay;
            if number == 1 {
                let why = "Nobody could be found for the nights. We offered the next weekend too.".to_owned();
                let cancelled = StayCancelled { stay, by: CancelledBy::Provider, why };
                self.on_child("cancel stay", &CancelStay(cancelled), assessor, at)?;
                continue;
            }
            let how = self.fill("{child} slept until six and fed the ducks twice.");
            let held = StayHeld { stay, started: planned.stretch.from, ended: planned.stretch.until, how };
            self.on_child("hold stay", &HoldStay(held), assessor, at)?;
            if number == 0 {
                let words = "{assessor} was there on Saturday. {child} showed {him} the ducks.";
                self.oversee(arrangement, Oversight::Visited, words, at)?;
            }
        }
        Ok(())
    }

    /// A stay that is longer than the light rules are for: explained, agreed and booked.
    fn book_long_stay(&mut self, arrangement: Uuid, assessor: &Author) -> Result<(), SynthError> {
        let first = later(self.when.today(), DAYS_AHEAD + DAYS_BETWEEN);
        let Some((starts, ends)) = hour(first, 10).zip(hour(later(first, LONG_STAY_DAYS), 16)) else {
            return Ok(());
        };
        let at = self.when.now();
        let note = self.fill("{asker} has an operation. {child} stays until {asker} can lift again.");
        let booked = StayBooked { stay: self.chance.identifier(at), arrangement, starts, ends, note };
        let change_explained = self.fill(
            "We went through what changes and what stays the same with {asker}, and with {child} with photos. They \
             want the stay.",
        );
        self.on_child("book long stay", &BookStay { booked, change_explained }, assessor, at)
    }
}
