//! How long records are kept: a schedule as data, and the day from which a record may be destroyed, as a pure function.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Retained {
    /// A child's record, with the requests that led to it.
    Child,
    /// A request that led to no record.
    Request,
    /// A challenge.
    Challenge,
    /// A raised concern.
    Concern,
    /// A reply about how it was to be assessed.
    Feedback,
    /// A statutory return as a whole: what was found in it and what was explained.
    Return,
}

/// For which records a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RetainWhen {
    /// For all of that kind.
    Always,
    /// The child was accommodated, and so looked after.
    LookedAfter,
    /// There was an enquiry, or a discussion about significant harm.
    Enquired,
}

/// From what time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RetainFrom {
    /// The child's birth.
    Birth,
    /// It was received, raised or given.
    Received,
    /// It ended: help ended, the request went elsewhere or was withdrawn, the challenge was closed.
    Ended,
}

/// A time for which something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RetentionTerm {
    /// From when.
    pub from: RetainFrom,
    /// How many years.
    #[schemars(range(min = 1))]
    pub years: u16,
}

/// How long records of a kind are kept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RetentionRule {
    /// Its identifier: `RT-CHILD`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// For what.
    pub record: Retained,
    /// For which of them.
    pub when: RetainWhen,
    /// The clause it rests on.
    pub clause: String,
    /// Why it is so.
    pub why: String,
    /// Until when; the latest counts.
    pub until: Vec<RetentionTerm>,
}

/// What must be known of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionFacts {
    /// What it is.
    pub record: Retained,
    /// What is so of it, beside "always".
    pub when: BTreeSet<RetainWhen>,
    /// The days that are known.
    pub days: BTreeMap<RetainFrom, Date>,
}

impl RetentionFacts {
    /// A record of which nothing is known yet.
    pub fn of(record: Retained) -> Self {
        Self { record, when: BTreeSet::new(), days: BTreeMap::new() }
    }
}

/// Until when a record is kept, and because of which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep<'a> {
    /// It may be destroyed from this day on.
    Until(Date, &'a RetentionRule),
    /// It is not known when this rule ends, because this has no day.
    NotKnown(RetainFrom, &'a RetentionRule),
    /// No rule is for such a record; so it is kept.
    NoRule,
}

impl Keep<'_> {
    /// Whether the record may be destroyed on a day, as far as the schedule goes.
    pub fn is_over(&self, today: Date) -> bool {
        matches!(self, Self::Until(day, _) if *day <= today)
    }

    /// The rule.
    pub fn rule(&self) -> Option<&RetentionRule> {
        match self {
            Self::Until(_, rule) | Self::NotKnown(_, rule) => Some(rule),
            Self::NoRule => None,
        }
    }
}

/// Until when a record with these facts is kept: the latest of all that fits. What has no day is later than every day.
pub fn keep<'a>(schedule: &'a [RetentionRule], facts: &RetentionFacts) -> Keep<'a> {
    let mut latest = Keep::NoRule;
    let fits = |rule: &&RetentionRule| {
        rule.record == facts.record && (rule.when == RetainWhen::Always || facts.when.contains(&rule.when))
    };
    for rule in schedule.iter().filter(fits) {
        for term in &rule.until {
            // A day past the end of the calendar never comes, so it is kept as if it were not known.
            let day = facts
                .days
                .get(&term.from)
                .and_then(|day| day.checked_add(Span::new().try_years(term.years).ok()?).ok());
            latest = match (day, latest) {
                (_, unknown @ Keep::NotKnown(..)) => unknown,
                (None, _) => Keep::NotKnown(term.from, rule),
                (Some(day), Keep::Until(known, by)) if known >= day => Keep::Until(known, by),
                (Some(day), _) => Keep::Until(day, rule),
            };
        }
    }
    latest
}
