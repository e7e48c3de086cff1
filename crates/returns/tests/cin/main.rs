//! The children in need census: each rule on its examples, broken files, and mutations against a naive reading.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod elsewhere;
mod examples;
mod hostile;
mod naive;
mod oracle;
mod outputs;
mod values;

use std::sync::LazyLock;

use guidance::Guidance;
use returns::cin::Options;
use returns::{Report, WorkingDays, Year};

/// The working days that guidance knows.
fn working_days() -> WorkingDays {
    let guidance = Guidance::embedded().unwrap();
    let calendar = guidance.calendar();
    WorkingDays::new(
        calendar.holidays().map(|holiday| holiday.date).collect(),
        calendar.known_from(),
        calendar.known_until(),
    )
}

fn options() -> &'static Options {
    static KNOWN: LazyLock<Options> = LazyLock::new(|| Options { year: None, working_days: working_days() });
    &KNOWN
}

fn check(text: &str) -> Report {
    returns::cin::validate(text.as_bytes(), options()).unwrap()
}

fn fired(report: &Report, code: &str) -> usize {
    report.findings.iter().filter(|finding| finding.rule.rule == code).count()
}

const LATEST: Year = Year::ending(2026);
