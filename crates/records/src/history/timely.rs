//! Whether what returns say was done in time: assessments and initial conferences, against the clocks of the guidance.

use guidance::Rules;
use jiff::civil::Date;
use serde::Serialize;

use super::History;

/// The clock of an assessment, from the referral to its end.
const ASSESSMENT: &str = "K03";
/// The clock of the initial child protection conference, from the day on which enquiries began.
const CONFERENCE: &str = "K04";

/// How many were in time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Timely {
    /// Done within the limit.
    pub in_time: u64,
    /// Done later.
    pub late: u64,
    /// Not done when the return was made.
    pub open: u64,
}

impl Timely {
    fn add(&mut self, other: Self) {
        self.in_time += other.in_time;
        self.late += other.late;
        self.open += other.open;
    }

    /// How many were done.
    pub fn done(self) -> u64 {
        self.in_time + self.late
    }
}

/// What returns say was done in time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Timeliness {
    /// Assessments, counted from the referral; of several in one referral the first.
    pub assessments: Timely,
    /// Initial child protection conferences, counted from the beginning of enquiries.
    pub conferences: Timely,
}

impl Timeliness {
    /// Adds another child's.
    pub fn add(&mut self, other: Self) {
        self.assessments.add(other.assessments);
        self.conferences.add(other.conferences);
    }
}

/// What the returns of a child say was done in time.
pub fn timely(history: &History, rules: &Rules) -> Timeliness {
    let mut found = Timeliness::default();
    for details in history.referrals() {
        let first = details.assessments.iter().min_by_key(|assessment| assessment.started);
        if let (Some(referred), Some(first)) = (details.referred, first) {
            count(&mut found.assessments, rules, ASSESSMENT, referred, first.authorised);
        }
        for enquiry in &details.enquiries {
            let needed = enquiry.conference_not_required != Some(true);
            if let (Some(began), true) = (enquiry.started, needed) {
                count(&mut found.conferences, rules, CONFERENCE, began, enquiry.conference);
            }
        }
    }
    found
}

/// Counts one thing. What lies past the known bank holidays is not counted, and neither is a day before the first.
fn count(into: &mut Timely, rules: &Rules, clock: &str, from: Date, done: Option<Date>) {
    let Some(clock) = rules.guidance().clock(clock) else { return };
    let Some(done) = done else {
        into.open += 1;
        return;
    };
    let days = rules.guidance().calendar().working_days_between(from, done);
    match days {
        Ok(days) if done >= from && days <= clock.limit.count => into.in_time += 1,
        Ok(_) if done >= from => into.late += 1,
        _ => {}
    }
}
