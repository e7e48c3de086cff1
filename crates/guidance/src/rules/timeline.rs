//! Milestones in an order that does not depend on how they were given.

use std::cmp::Ordering;

use super::Milestone;
use crate::guidance::Guidance;
use crate::model::{Course, Origins};

/// The milestones that the data knows, each under its one name, earliest first.
pub(super) struct Timeline<'a> {
    entries: Vec<Entry<'a>>,
}

/// One milestone in its place.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    place: usize,
    name: &'a str,
    pub(super) milestone: &'a Milestone,
}

impl<'a> Timeline<'a> {
    pub(super) fn new(guidance: &'a Guidance, milestones: &'a [Milestone]) -> Self {
        let mut entries: Vec<Entry<'a>> = milestones
            .iter()
            .map(|milestone| Entry { place: 0, name: guidance.canonical(&milestone.name), milestone })
            .collect();
        entries.sort_by(|one, other| in_order(one, other));
        entries.dedup_by(|one, other| one.milestone == other.milestone);
        for (place, entry) in entries.iter_mut().enumerate() {
            entry.place = place;
        }
        Self { entries }
    }

    fn named<'s>(
        &'s self,
        guidance: &'s Guidance,
        names: &'s [String],
    ) -> impl DoubleEndedIterator<Item = Entry<'a>> + 's {
        self.entries
            .iter()
            .copied()
            .filter(move |entry| names.iter().any(|name| guidance.canonical(name) == entry.name))
    }

    /// The milestones that start this course.
    pub(super) fn origins(&self, guidance: &Guidance, course: &Course) -> Vec<Entry<'a>> {
        let all: Vec<Entry<'a>> = self.named(guidance, &course.trigger).collect();
        let keeps = |entry: &Entry<'a>, chosen: &[Entry<'a>]| {
            course.origins == Origins::Each
                || !chosen
                    .iter()
                    .any(|other| !course.paired_by_key || other.milestone.key == entry.milestone.key)
        };
        let mut chosen = Vec::new();
        let ordered: Box<dyn Iterator<Item = Entry<'a>>> = match course.origins {
            Origins::First | Origins::Each => Box::new(all.into_iter()),
            Origins::Latest => Box::new(all.into_iter().rev()),
        };
        for entry in ordered {
            if keeps(&entry, &chosen) {
                chosen.push(entry);
            }
        }
        chosen
    }

    /// The first of these milestones that follows the origin.
    pub(super) fn first_after(
        &self,
        guidance: &Guidance,
        origin: &Entry<'a>,
        names: &[String],
        paired_by_key: bool,
    ) -> Option<Entry<'a>> {
        self.named(guidance, names).find(|entry| {
            let paired = !paired_by_key || entry.milestone.key == origin.milestone.key;
            paired && follows(entry, origin)
        })
    }

    /// The first of these milestones that follows the origin and ends it undone: one of its own, or one that ends all.
    pub(super) fn first_ending(
        &self,
        guidance: &Guidance,
        origin: &Entry<'a>,
        names: &[String],
        paired_by_key: bool,
    ) -> Option<Entry<'a>> {
        self.named(guidance, names).find(|entry| {
            let key = &entry.milestone.key;
            let ends = !paired_by_key || key.is_none() || *key == origin.milestone.key;
            ends && follows(entry, origin)
        })
    }

    /// The first answer to this duty by name that follows the origin.
    pub(super) fn answer(&self, answered: &str, origin: &Entry<'a>, duty: &str) -> Option<Entry<'a>> {
        self.entries.iter().copied().find(|entry| {
            entry.name == answered && entry.milestone.key.as_deref() == Some(duty) && follows(entry, origin)
        })
    }
}

impl Entry<'_> {
    /// Whether this one happened earlier. What happened at the same moment, or on the same day when a time of day
    /// is not known, did not.
    pub(super) fn is_earlier_than(&self, other: &Self) -> bool {
        let (one, other) = (self.milestone.at, other.milestone.at);
        match (one.instant(), other.instant()) {
            (Some(one), Some(other)) => one < other,
            _ => one.date() < other.date(),
        }
    }
}

/// Where a time of day is known for one only, the day decides: what happened on the same day may have followed.
fn follows(entry: &Entry<'_>, origin: &Entry<'_>) -> bool {
    if entry.place == origin.place {
        return false;
    }
    match (entry.milestone.at.instant(), origin.milestone.at.instant()) {
        (Some(one), Some(other)) => one >= other,
        _ if entry.name == origin.name => entry.milestone.at.date() > origin.milestone.at.date(),
        _ => entry.milestone.at.date() >= origin.milestone.at.date(),
    }
}

fn in_order(one: &Entry<'_>, other: &Entry<'_>) -> Ordering {
    let place = |entry: &Entry<'_>| {
        let at = entry.milestone.at;
        (at.date(), at.instant())
    };
    place(one)
        .cmp(&place(other))
        .then_with(|| one.name.cmp(other.name))
        .then_with(|| one.milestone.key.cmp(&other.milestone.key))
        .then_with(|| one.milestone.name.cmp(&other.milestone.name))
}
