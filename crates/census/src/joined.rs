//! What two readings of one child say together: two years, of which the later one knows better.

use jiff::civil::Date;

use crate::{Child, Details};

impl Child {
    /// This child with what a later reading says of the same one. Of a referral, and of what followed from it, that stands in
    /// both, the later reading is taken; what the earlier one alone says stays, because a later year leaves out what had ended
    /// before it.
    #[must_use]
    pub fn joined(self, later: Self) -> Self {
        let mut details = self.details;
        for newer in later.details {
            match details.iter_mut().find(|older| older.referred == newer.referred) {
                Some(older) => *older = std::mem::take(older).joined(newer),
                None => details.push(newer),
            }
        }
        details.sort_by_key(|details| details.referred);
        Self { details, ..later }
    }
}

impl Details {
    fn joined(self, later: Self) -> Self {
        Self {
            assessments: join(self.assessments, later.assessments, |one| one.started),
            plans: join(self.plans, later.plans, |one| one.started),
            enquiries: join(self.enquiries, later.enquiries, |one| one.started),
            protection_plans: join(self.protection_plans, later.protection_plans, |one| one.started),
            conference: later.conference.or(self.conference),
            pre_proceedings: later.pre_proceedings.or(self.pre_proceedings),
            ..later
        }
    }
}

/// What both say, by the day it began: a day that the later reading knows is told by it alone.
fn join<T>(mut earlier: Vec<T>, later: Vec<T>, began: impl Fn(&T) -> Option<Date>) -> Vec<T> {
    earlier.retain(|one| later.iter().all(|newer| began(newer) != began(one)));
    earlier.extend(later);
    earlier.sort_by_key(began);
    earlier
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::Assessment;

    fn assessment(month: i8, ended: Option<Date>) -> Assessment {
        Assessment { started: Some(date(2025, month, 1)), authorised: ended, ..Assessment::default() }
    }

    fn child(referred: Date, assessments: Vec<Assessment>) -> Child {
        let details = Details { referred: Some(referred), assessments, ..Details::default() };
        Child { details: vec![details], ..Child::default() }
    }

    #[test]
    fn the_later_reading_knows_better_and_the_earlier_one_is_not_lost() {
        let (first, other) = (date(2025, 1, 1), date(2025, 6, 1));
        let done = Some(date(2025, 2, 20));
        let earlier = child(first, vec![assessment(1, done), assessment(3, None)]);
        let later = child(first, vec![assessment(3, Some(date(2025, 4, 20)))]);
        let joined = earlier.clone().joined(later.clone());
        let expected = vec![assessment(1, done), assessment(3, Some(date(2025, 4, 20)))];
        assert_eq!(joined, child(first, expected));
        let apart = earlier.clone().joined(child(other, Vec::new()));
        assert_eq!(apart.details.len(), 2, "another referral stands beside it");
        assert_eq!(earlier.clone().joined(earlier.clone()), earlier);
    }
}
