//! What each count looks at: who is counted, and of whom.

use std::collections::BTreeMap;

use guidance::Rules;
use jiff::Span;
use jiff::civil::Date;

use crate::definition::{Count, Definitions, Part};
use crate::facts::{Disabled, Outcome};
use crate::people::Subject;
use crate::working_days::WorkingDays;

/// One thing that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Counted, and it is so.
    Yes,
    /// Counted, and it is not so.
    No,
    /// So many days.
    Days(u32),
}

impl From<bool> for Seen {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// What counting may look at beside the facts.
pub(crate) struct Looking {
    pub today: Date,
    days: WorkingDays,
    /// Days from the request to the first dispute, of the middle family of each month.
    until_dispute: BTreeMap<(i16, i8), i32>,
}

/// A part with its limit looked up.
pub(crate) struct Counter<'a> {
    pub part: &'a Part,
    limit: Option<u32>,
}

impl<'a> Counter<'a> {
    pub fn of(part: &'a Part, rules: &Rules) -> Self {
        let clock = part.clock.as_deref().and_then(|clock| rules.guidance().clock(clock));
        let timetable = part.timetable.as_deref().and_then(|name| rules.protocol().timetable(name));
        let limit = clock.map(|clock| clock.limit.count).or(timetable.map(|timetable| timetable.decision));
        Self { part, limit }
    }
}

impl Looking {
    pub fn new(definitions: &Definitions, rules: &Rules, subjects: &[Subject<'_>], today: Date) -> Self {
        let matched = definitions.measures.iter().flat_map(|measure| &measure.parts);
        let any = matched.into_iter().any(|part| part.count == Count::ContactAfterDispute);
        let until_dispute = if any { until_dispute(subjects) } else { BTreeMap::new() };
        Self { today, days: WorkingDays::of(rules.guidance().calendar()), until_dispute }
    }

    /// Shows everything that a part counts of a child in a year.
    pub fn look(&self, counter: &Counter<'_>, subject: &Subject<'_>, mut see: impl FnMut(Seen)) {
        let request = subject.request;
        let assessed = subject.assessed;
        let decided = assessed.filter(|assessed| assessed.decided_on.is_some());
        let one = |yes: bool| Some(Seen::from(yes));
        let single = match counter.part.count {
            Count::Diverted => request.and_then(|_| one(subject.was_diverted())),
            Count::EnquiryBegun => one(subject.enquiries().next().is_some()),
            Count::HarmFound => {
                assessed.and_then(|_| one(subject.enquiries().any(|each| each.substantiated == Some(true))))
            }
            Count::Refused => request.and_then(|request| one(request.outcome == Some(Outcome::NotTakenUp))),
            Count::WithdrawnForProcess => request.and_then(|request| {
                one(request.withdrawn.as_ref().is_some_and(|why| counter.part.reasons.contains(why)))
            }),
            Count::DisabilityRecorded => request
                .and_then(|request| one(matches!(request.disabled, Some(Disabled::Yes | Disabled::No)))),
            Count::SectionOpened => assessed.and_then(|assessed| one(assessed.sections_opened > 0)),
            Count::DecisionDays => self.decision_days(subject).map(Seen::Days),
            // The shorter track has a timetable of its own.
            Count::OverStandard if assessed.is_some_and(|assessed| assessed.ehc) => None,
            Count::OverCeiling | Count::OverStandard => self.over(counter.limit, subject).map(Seen::from),
            Count::NeedUnmet => decided.and_then(|decided| one(decided.needs_unmet > 0)),
            Count::ViewsRecorded => decided.and_then(|decided| one(decided.views)),
            Count::ContactAfterDispute => self.contact_after(counter, subject).map(Seen::from),
            _ => None,
        };
        match single {
            Some(seen) => see(seen),
            None => self.look_at_many(counter.part.count, subject, see),
        }
    }

    /// Counts of which a child may have several.
    fn look_at_many(&self, count: Count, subject: &Subject<'_>, mut see: impl FnMut(Seen)) {
        let person = subject.person;
        let challenges = person.challenges.iter().filter(|challenge| subject.covers(challenge.made_on));
        let diversions = person.diversions.iter().filter(|diversion| subject.covers(diversion.on));
        let replies = person.replies.iter().filter(|reply| subject.covers(reply.asked_on));
        let deliveries = person.deliveries.iter().filter(|delivery| subject.covers(delivery.from));
        let carers = person.carers.iter().filter(|carer| subject.covers(carer.from));
        match count {
            Count::ChallengeUpheld => challenges.for_each(|each| see((each.upheld == Some(true)).into())),
            Count::ChallengeDays => challenges
                .filter_map(|each| self.days.between(each.made_on, each.answered_on?))
                .for_each(|days| see(Seen::Days(days))),
            Count::EnquirySubstantiated => {
                subject.enquiries().filter_map(|each| each.substantiated).for_each(|found| see(found.into()));
            }
            Count::HarmDays => subject
                .enquiries()
                .filter_map(|each| subject.days_to(each))
                .for_each(|days| see(Seen::Days(days))),
            Count::DiversionComplete => diversions.for_each(|each| see(each.complete.into())),
            Count::DiversionAlternatives => diversions.for_each(|each| see(each.alternatives.into())),
            Count::IntrusionReported => {
                replies.filter_map(|each| each.intrusion).for_each(|intrusion| see(intrusion.into()));
            }
            Count::FeedbackReplied => replies.for_each(|each| see(each.intrusion.is_some().into())),
            Count::HoursShort => deliveries
                .filter_map(|each| {
                    each.planned_minutes.filter(|planned| *planned > 0).map(|planned| (planned, each))
                })
                .for_each(|(planned, each)| see((each.delivered_minutes.unwrap_or(0) < planned).into())),
            Count::DirectPaymentRefused => {
                deliveries
                    .filter_map(|each| each.direct_payment_refused)
                    .for_each(|refused| see(refused.into()));
            }
            Count::CarerOffered => carers.for_each(|each| see(each.offered.into())),
            Count::CarerAccepted => {
                carers.filter(|each| each.offered).for_each(|each| see(each.accepted.into()));
            }
            Count::CarerDone => carers.filter(|each| each.accepted).for_each(|each| see(each.done.into())),
            Count::AdviserBeside => {
                let allocations = subject.assessed.into_iter().flat_map(|assessed| &assessed.allocations);
                allocations.filter(|each| !each.trained).for_each(|each| see(each.adviser.into()));
            }
            _ => {}
        }
    }

    fn decision_days(&self, subject: &Subject<'_>) -> Option<u32> {
        let assessed = subject.assessed?;
        self.days.between(assessed.received_on, assessed.decided_on?)
    }

    /// Whether the decision came, or is still to come, later than a limit; nothing while it may still come in time.
    fn over(&self, limit: Option<u32>, subject: &Subject<'_>) -> Option<bool> {
        let (assessed, limit) = (subject.assessed?, limit?);
        let days = self.days.between(assessed.received_on, assessed.decided_on.unwrap_or(self.today))?;
        match assessed.decided_on {
            Some(_) => Some(days > limit),
            None => (days > limit).then_some(true),
        }
    }

    /// Whether safeguarding was contacted in the days after a dispute; or, for a family without one, in the days after the
    /// day on which the middle family of the same month had one. Nothing while those days are not over, unless it was.
    fn contact_after(&self, counter: &Counter<'_>, subject: &Subject<'_>) -> Option<bool> {
        // A reply alone is no family that could have complained.
        if subject.request.is_none() && subject.assessed.is_none() {
            return None;
        }
        let within = Span::new().days(counter.part.within_days?);
        let disputed = subject.person.disputes.iter().copied().filter(|day| subject.covers(*day)).min();
        let from = if let Some(day) = disputed {
            day
        } else {
            let after = *self.until_dispute.get(&month_of(subject.received_on))?;
            subject.received_on.checked_add(Span::new().days(after)).ok()?
        };
        let until = from.checked_add(within).ok()?;
        let contacted = subject.person.contacts.iter().any(|day| from < *day && *day <= until);
        (contacted || until <= self.today).then_some(contacted)
    }
}

pub(crate) fn month_of(day: Date) -> (i16, i8) {
    (day.year(), day.month())
}

/// Days from the request to the first dispute of the middle family, by the month of the request.
fn until_dispute(subjects: &[Subject<'_>]) -> BTreeMap<(i16, i8), i32> {
    let mut days: BTreeMap<(i16, i8), Vec<i32>> = BTreeMap::new();
    for subject in subjects {
        let first = subject.person.disputes.iter().filter(|day| subject.covers(**day)).min();
        let after = first.and_then(|day| subject.received_on.until(*day).ok()).map(|span| span.get_days());
        if let Some(after) = after {
            days.entry(month_of(subject.received_on)).or_default().push(after);
        }
    }
    let middle = |mut all: Vec<i32>| {
        all.sort_unstable();
        all[all.len() / 2]
    };
    days.into_iter().map(|(month, all)| (month, middle(all))).collect()
}

/// Assessors to whom an assessment was allocated, each with whether their training was current every time.
pub(crate) fn assessors(subjects: &[&Subject<'_>]) -> Vec<bool> {
    let mut trained = BTreeMap::new();
    let allocations = subjects.iter().filter_map(|subject| subject.assessed);
    for allocation in allocations.flat_map(|assessed| &assessed.allocations) {
        *trained.entry(allocation.assessor).or_insert(true) &= allocation.trained;
    }
    trained.into_values().collect()
}
