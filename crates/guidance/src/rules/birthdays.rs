//! Milestones that are birthdays: which age, and from when it is in sight, is data.

use jiff::Span;
use jiff::civil::Date;
use kernel::Moment;

use super::Milestone;
use crate::guidance::Guidance;

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

/// From when a duty that waits for a birthday is in sight; nothing for every other.
pub(super) fn in_sight(guidance: &Guidance, origin: &Milestone) -> Option<Date> {
    let known = guidance.milestone(&origin.name).filter(|known| known.at_age.is_some() && !known.already)?;
    let before = Span::new().try_months(i64::from(known.seen_months_before)).ok()?;
    origin.at.date().checked_sub(before).ok()
}
