//! The shipped rules, the shipped rules with an invented page added, and short ways to write milestones.

use std::sync::{Arc, LazyLock};

use guidance::{Due, Facts, Guidance, Milestone, Protocol, Rules, Scheduled, Source};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Moment;

/// An edition, a clause and milestones for what no law says.
const PAGE: &str = r#"
[[edition]]
id = "INVENTED"
kind = "guidance"
title = "Invented guidance"
short = "Invented"
in_force_from = 1900-01-01
source = "invented for tests"
verified = "primary"

[[clause]]
id = "INVENTED-1"
edition = "INVENTED"
place = "paragraph 1"
requires = "Whatever a test needs."
source = "invented for tests"
verified = "primary"

"#;

/// The milestones of the invented page.
pub const NAMES: [&str; 8] = [
    "invented.start",
    "invented.other_start",
    "invented.done",
    "invented.ended",
    "invented.visit",
    "invented.away",
    "invented.back",
    "invented.moved",
];

static SHIPPED: LazyLock<Rules> = LazyLock::new(|| rules_of(&Guidance::embedded_sources()));

/// The rules as they are shipped, with the protocol of the invented partnership.
pub fn shipped() -> &'static Rules {
    &SHIPPED
}

/// Rules from these texts.
pub fn rules_of(sources: &[Source]) -> Rules {
    let guidance = Arc::new(Guidance::from_sources(sources).unwrap());
    let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
    Rules::new(guidance, protocol)
}

/// The shipped rules with these tables added to an invented page.
pub fn with(tables: &str) -> Rules {
    let mut page = PAGE.to_owned();
    for name in NAMES {
        page.push_str(&format!("[[milestone]]\nname = \"{name}\"\nmeans = \"It is invented.\"\n\n"));
    }
    page.push_str(tables);
    let mut sources = Guidance::embedded_sources();
    sources.push(Source::new("guidance/invented.toml", page));
    rules_of(&sources)
}

/// A clock of the invented page.
pub fn clock(id: &str, more: &str) -> String {
    let base = "origin = \"invented.start\"\nstop = \"invented.done\"\nclauses = [\"INVENTED-1\"]\nverified = \"primary\"";
    format!("[[clock]]\nid = \"{id}\"\nduty = \"D-{id}\"\n{base}\n{more}\n\n")
}

/// A duty of the invented page, with the clock of the same name.
pub fn duty(clock: &str, more: &str) -> String {
    let base = "responsible = \"lead-assessor\"\nclauses = [\"INVENTED-1\"]\nshown_to_family = true";
    format!(
        "[[duty]]\nid = \"D-{clock}\"\nname = \"Do it\"\nmust = \"Do it.\"\nclock = \"{clock}\"\n{base}\n{more}\n\n"
    )
}

/// A milestone of a day.
pub fn on(name: &str, day: &str) -> Milestone {
    Milestone::new(name, Moment::On(day.parse().unwrap()))
}

/// A milestone of an instant.
pub fn at(name: &str, instant: &str) -> Milestone {
    Milestone::new(name, Moment::At(instant.parse().unwrap()))
}

/// The same, with a key.
pub fn keyed(mut milestone: Milestone, key: &str) -> Milestone {
    milestone.key = Some(key.to_owned());
    milestone
}

/// Noon in England in winter.
pub fn noon(day: &str) -> Timestamp {
    format!("{day}T12:00:00Z").parse().unwrap()
}

pub fn due(day: &str) -> Due {
    Due::On(day.parse::<Date>().unwrap())
}

/// Everything that goes by this clock or duty, in order.
pub fn all<'a>(scheduled: &'a [Scheduled], name: &str) -> Vec<&'a Scheduled> {
    scheduled.iter().filter(|item| item.clock.as_deref() == Some(name) || item.duty == name).collect()
}

/// The one that goes by this clock or duty.
pub fn one(scheduled: &[Scheduled], name: &str) -> Scheduled {
    match all(scheduled, name).as_slice() {
        [only] => (*only).clone(),
        found => panic!("{} are scheduled for {name}", found.len()),
    }
}

/// What is scheduled when nothing else is known.
pub fn schedule(rules: &Rules, milestones: &[Milestone]) -> Vec<Scheduled> {
    rules.schedule(milestones, &Facts::default())
}
