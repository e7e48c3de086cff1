//! What a running count comes to. It is no date: it says which legal regime applies, and never limits anything.

use std::fmt;
use std::sync::Arc;

use guidance::{Counting, Guidance, Rules, Stretch, Unit, Verified, full_date};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::due;
use crate::not_answered::NotAnswered;
use crate::{said, text};

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountAnswer {
    /// The clock.
    pub clock: String,
    /// The most that the stays come to, in one stay or in one window.
    pub number: u32,
    /// The number of law or guidance.
    pub limit: u32,
    /// Of what.
    pub unit: Unit,
    /// The months in which it adds up; without them each stay counts by itself.
    pub window_months: Option<u32>,
    /// The first day of the stay, or of the window, that holds the most.
    pub counted_from: Option<Date>,
    /// Its last day.
    pub counted_until: Option<Date>,
    /// Whether that is past the number.
    pub past: bool,
    /// The first day past it.
    pub passed_on: Option<Date>,
    /// The clause that is cited.
    pub clause: Option<String>,
    /// How it is cited.
    pub citation: Option<String>,
    /// How well number and clause were checked.
    pub verified: Verified,
    /// What is not certain.
    pub doubts: Option<String>,
}

/// Counts stays by this clock, as it is in force on the day.
pub fn count(
    guidance: &Guidance,
    clock: &str,
    stays: &[Stretch],
    on: Date,
) -> Result<CountAnswer, NotAnswered> {
    let known = guidance.clock_on(clock, on).ok_or_else(|| {
        let counters = guidance.clocks().filter(|clock| clock.counting == Counting::Counter);
        NotAnswered::unknown("count", clock, counters.map(|clock| clock.id.as_str()))
    })?;
    if known.counting != Counting::Counter {
        return Err(NotAnswered::NoCounter { clock: clock.to_owned() });
    }
    let bare = crate::law_alone().map_err(NotAnswered::NotComparable)?;
    let rules = Rules::new(Arc::new(guidance.clone()), Arc::new(bare));
    let counter = rules.counter(clock, on).ok_or_else(|| due::counter(known))?;
    let counted = counter.count(stays);
    let clause = said::cited(guidance, &known.clauses, on);
    Ok(CountAnswer {
        clock: known.id.clone(),
        number: counted.map_or(0, |counted| counted.number),
        limit: known.limit.count,
        unit: known.limit.unit,
        window_months: known.window.map(|window| window.count),
        counted_from: counted.map(|counted| counted.from),
        counted_until: counted.map(|counted| counted.until),
        past: counter.is_past(counted),
        passed_on: counter.passed_on(stays),
        clause: clause.map(|clause| clause.id.clone()),
        citation: clause.map(|clause| clause.citation.clone()),
        verified: clause.map_or(known.verified, |clause| clause.verified.min(known.verified)),
        doubts: known.doubts.clone(),
    })
}

/// A stay as it is typed: `2026-04-01/2026-04-09`, the last day included, or two instants, the last one not.
pub fn stay(text: &str) -> Result<Stretch, String> {
    let wrong = |why: &str| format!("`{text}` is no stay: {why}; write it as 2026-04-01/2026-04-09");
    let (from, until) = text.split_once('/').ok_or_else(|| wrong("it has no `/`"))?;
    let from = crate::moment(from).map_err(|why| wrong(&why))?;
    let until = crate::moment(until).map_err(|why| wrong(&why))?;
    let starts = |day: Date| kernel::london_instant(day.at(0, 0, 0, 0));
    let begins: Option<Timestamp> = from.instant().or_else(|| starts(from.date()));
    let ends = match until.instant() {
        Some(instant) => Some(instant),
        None => until.date().tomorrow().ok().and_then(starts),
    };
    match (begins, ends) {
        (Some(from), Some(until)) if from < until => Ok(Stretch { from, until }),
        (Some(_), Some(_)) => Err(wrong("it ends before it begins")),
        _ => Err(wrong("no calendar has these days")),
    }
}

impl fmt::Display for CountAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = |count: u32| self.unit.words(count);
        let within = match self.window_months {
            Some(months) => format!("in any {}", text::many(months as usize, "month", "months")),
            None => "in one stay".to_owned(),
        };
        let days = self.counted_from.zip(self.counted_until);
        let days = days.map(|(from, until)| format!("{} to {}", full_date(from), full_date(until)));
        let past = match (self.past, self.passed_on) {
            (true, Some(day)) => format!("yes, on {}", full_date(day)),
            (true, None) => "yes".to_owned(),
            (false, _) => "no".to_owned(),
        };
        let pairs = [
            ("  counted", format!("{} {}", self.number, unit(self.number))),
            ("  most of them", days.unwrap_or_default()),
            ("  the number", format!("{} {} {within}", self.limit, unit(self.limit))),
            ("  past it", past),
            ("  clause", self.citation.clone().unwrap_or_default()),
            ("  checked", said::checked(self.verified).to_owned()),
            ("  doubts", self.doubts.clone().unwrap_or_default()),
        ];
        write!(formatter, "{}\n{}", self.clock, text::pairs(&pairs))
    }
}
