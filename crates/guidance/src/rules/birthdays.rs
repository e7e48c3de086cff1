//! Milestones that are birthdays: which age, and from when it is in sight, is data.

use jiff::Span;
use jiff::civil::Date;
use kernel::Moment;

use super::Milestone;
use crate::guidance::Guidance;

/// When a child was born, or is expected to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Birth {
    /// Born on this day.
    Born(Date),
    /// Not born yet; expected on this day.
    Expected(Date),
}

/// The birthdays that the data names, for a child born on this day whose support opened on that day.
pub(super) fn of(guidance: &Guidance, born: Date, opened: Date) -> Vec<Milestone> {
    let marked = guidance.milestones().filter_map(|known| Some((known, known.at_age?)));
    marked
        .filter_map(|(known, age)| {
            let birthday = born.checked_add(Span::new().try_years(i64::from(age)).ok()?).ok()?;
            let past = birthday <= opened;
            let day = if past { opened } else { birthday };
            (known.already == past).then(|| Milestone::new(known.name.clone(), Moment::On(day)))
        })
        .collect()
}
