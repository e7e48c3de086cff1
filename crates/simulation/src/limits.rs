//! What each set of rules says of its clocks: the limit, who answers, and whether it repeats.

use std::collections::BTreeMap;

use guidance::{Bound, Course, Limit, Rules, Unit};
use jiff::Span;
use jiff::civil::Date;
use kernel::Capacity;
use serde::Serialize;

/// The most times that one item is looked ahead: once a day for five years, the furthest that may be asked for.
const REPEATS_MAX: u64 = 5 * 366;

/// A clock, a local standard, or a duty without either, in one set of rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Ruled {
    /// Its name in plain words.
    pub name: String,
    /// Its limit, in words.
    pub limit: String,
    /// Who answers for it.
    pub responsible: Capacity,
    /// Whether it is law or guidance.
    pub statutory: bool,
    /// The number, where there is one.
    pub number: Option<Limit>,
    /// Whether its end is its next beginning.
    pub repeats: bool,
}

/// Clocks, standards and duties by the identifier under which they are counted.
pub(crate) type Ruling = BTreeMap<String, Ruled>;

/// Everything that these rules hold on a day.
pub(crate) fn ruling(rules: &Rules, on: Date) -> Ruling {
    let (guidance, protocol) = (rules.guidance(), rules.protocol());
    let mut ruling = Ruling::new();
    for duty in guidance.duties().filter(|duty| duty.in_force.contains(on)) {
        let clock = duty.clock.as_deref().and_then(|id| guidance.clock_on(id, on));
        let (id, number) = match clock {
            None => (duty.id.clone(), None),
            Some(clock) => {
                let count = protocol.tightened(&clock.id).unwrap_or(clock.limit.count);
                (clock.id.clone(), Some(Limit { count, ..clock.limit }))
            }
        };
        // One clock may serve several duties: the first that has a name stands for them.
        ruling.entry(id).or_insert_with(|| Ruled {
            name: duty.name.clone(),
            limit: words(number),
            responsible: duty.responsible.clone(),
            statutory: true,
            number,
            repeats: repeats(&duty.course),
        });
    }
    for standard in protocol.standards() {
        let limit = if standard.due_with.is_empty() {
            words(standard.limit)
        } else {
            format!("with the first of {}", standard.due_with.join(", "))
        };
        ruling.insert(
            standard.id.clone(),
            Ruled {
                name: standard.name.clone(),
                limit,
                responsible: standard.responsible.clone(),
                statutory: false,
                number: standard.limit,
                repeats: repeats(&standard.course),
            },
        );
    }
    ruling
}

fn words(limit: Option<Limit>) -> String {
    match limit {
        None => "no limit".to_owned(),
        Some(limit) if limit.bound == Bound::Min => format!("at least {limit}"),
        Some(limit) if limit.count == 0 => "the same day".to_owned(),
        Some(limit) => limit.to_string(),
    }
}

fn repeats(course: &Course) -> bool {
    course.trigger.iter().any(|trigger| course.stop.contains(trigger))
}

/// How often something that repeats falls due again after this date, until another.
pub(crate) fn again(rules: &Rules, limit: Limit, first: Date, until: Date) -> u64 {
    let mut times = 0;
    let mut at = first;
    while times < REPEATS_MAX {
        match next(rules, limit, at) {
            Some(date) if at < date && date <= until => at = date,
            _ => break,
        }
        times += 1;
    }
    times
}

/// The date that a limit gives. What is counted in hours falls due at least a day later: nobody plans a year in hours.
fn next(rules: &Rules, limit: Limit, from: Date) -> Option<Date> {
    let count = i64::from(limit.count);
    let span = match limit.unit {
        Unit::WorkingDays => {
            let counted = rules.guidance().calendar().add_working_days(from, limit.count);
            return counted.ok().map(|counted| counted.due);
        }
        Unit::CalendarDays => Span::new().try_days(count),
        Unit::Weeks => Span::new().try_weeks(count),
        Unit::Months => Span::new().try_months(count),
        Unit::Hours | Unit::Minutes => return from.tomorrow().ok(),
    };
    from.checked_add(span.ok()?).ok()
}
