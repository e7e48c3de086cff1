//! Milestones in an order that does not depend on how they were given, one at a time or together.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use jiff::civil::Date;
use kernel::Moment;

use super::Milestone;
use super::plan::Plan;

/// The place of a known milestone's name in the plan; names are in order there.
pub(super) type Name = usize;

/// The place of a key among those of one timeline.
type Key = usize;

/// One milestone in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// The name under which it was given.
    name: Name,
    /// Its one name.
    pub called: Name,
    /// What pairs it with others.
    pub key: Option<Key>,
    /// When it happened.
    pub at: Moment,
    /// That day in England.
    pub date: Date,
}

/// The milestones that the data knows, each under its one name, earliest first.
#[derive(Debug, Clone)]
pub(super) struct Timeline {
    entries: Vec<Entry>,
    /// How often each of them was given: what two records report is gone only when both take it back.
    times: Vec<u32>,
    keys: BTreeMap<String, Key>,
    texts: Vec<String>,
    present: FixedBitSet,
}

impl Timeline {
    pub(super) fn new(plan: &Plan, milestones: &[Milestone]) -> Self {
        let mut timeline = Self {
            entries: Vec::with_capacity(milestones.len()),
            times: Vec::new(),
            keys: BTreeMap::new(),
            texts: Vec::new(),
            present: FixedBitSet::with_capacity(plan.names()),
        };
        for milestone in milestones {
            if let Some(entry) = timeline.read(plan, milestone) {
                timeline.entries.push(entry);
            }
        }
        let mut entries = std::mem::take(&mut timeline.entries);
        entries.sort_unstable_by(|one, other| timeline.in_order(one, other));
        for entry in entries {
            if timeline.entries.last() == Some(&entry) {
                if let Some(times) = timeline.times.last_mut() {
                    *times += 1;
                }
            } else {
                timeline.present.insert(entry.called);
                timeline.entries.push(entry);
                timeline.times.push(1);
            }
        }
        timeline
    }

    /// A milestone as an entry, with its key remembered; nothing for one that the data does not know.
    fn read(&mut self, plan: &Plan, milestone: &Milestone) -> Option<Entry> {
        let name = plan.name(&milestone.name)?;
        let key = milestone.key.as_ref().map(|text| {
            self.keys.get(text).copied().unwrap_or_else(|| {
                let key = self.texts.len();
                self.keys.insert(text.clone(), key);
                self.texts.push(text.clone());
                key
            })
        });
        Some(Entry { name, called: plan.called(name), key, at: milestone.at, date: milestone.at.date() })
    }

    /// Adds a milestone. Nothing when that changes nothing: it is not known, or already there.
    pub(super) fn add(&mut self, plan: &Plan, milestone: &Milestone) -> Option<Entry> {
        let entry = self.read(plan, milestone)?;
        match self.entries.binary_search_by(|other| self.in_order(other, &entry)) {
            Ok(place) => {
                self.times[place] = self.times[place].saturating_add(1);
                None
            }
            Err(place) => {
                self.entries.insert(place, entry);
                self.times.insert(place, 1);
                self.present.insert(entry.called);
                Some(entry)
            }
        }
    }

    /// Takes a milestone away. The answer is whether it was there, and the entry when it is there no longer.
    pub(super) fn remove(&mut self, plan: &Plan, milestone: &Milestone) -> (bool, Option<Entry>) {
        let Some(entry) = self.read(plan, milestone) else { return (false, None) };
        let Ok(place) = self.entries.binary_search_by(|other| self.in_order(other, &entry)) else {
            return (false, None);
        };
        if self.times[place] > 1 {
            self.times[place] -= 1;
            return (true, None);
        }
        self.entries.remove(place);
        self.times.remove(place);
        if self.entries.iter().all(|other| other.called != entry.called) {
            self.present.set(entry.called, false);
        }
        (true, Some(entry))
    }

    /// Which names are there at all.
    pub(super) fn present(&self) -> &FixedBitSet {
        &self.present
    }

    /// Where an entry stands.
    pub(super) fn place(&self, entry: &Entry) -> Option<usize> {
        self.entries.binary_search_by(|other| self.in_order(other, entry)).ok()
    }

    pub(super) fn entry(&self, place: usize) -> &Entry {
        &self.entries[place]
    }

    /// The text of a key.
    pub(super) fn key(&self, key: Key) -> &str {
        &self.texts[key]
    }

    /// The milestone as it was given.
    pub(super) fn milestone(&self, plan: &Plan, entry: &Entry) -> Milestone {
        Milestone {
            name: plan.text(entry.name).to_owned(),
            key: entry.key.map(|key| self.key(key).to_owned()),
            at: entry.at,
        }
    }

    /// The places of the milestones with these names, earliest first.
    pub(super) fn named<'s>(
        &'s self,
        names: &'s FixedBitSet,
    ) -> impl DoubleEndedIterator<Item = (usize, &'s Entry)> {
        let here = if names.is_disjoint(&self.present) { &[] } else { self.entries.as_slice() };
        here.iter().enumerate().filter(|(_, entry)| names.contains(entry.called))
    }

    /// The first of these milestones that follows the origin.
    pub(super) fn first_after(&self, origin: usize, names: &FixedBitSet, paired: bool) -> Option<usize> {
        let key = self.entries[origin].key;
        self.following(origin, names).find(|place| !paired || self.entries[*place].key == key)
    }

    /// The first of these milestones that follows the origin and ends it undone: one of its own, or one that ends all.
    pub(super) fn first_ending(&self, origin: usize, names: &FixedBitSet, paired: bool) -> Option<usize> {
        let key = self.entries[origin].key;
        self.following(origin, names).find(|place| {
            let other = self.entries[*place].key;
            !paired || other.is_none() || other == key
        })
    }

    /// The first milestone of this name that follows the origin and whose key is this text.
    pub(super) fn first_for(&self, origin: usize, name: Name, key: &str) -> Option<usize> {
        if !self.present.contains(name) {
            return None;
        }
        let key = self.keys.get(key).copied()?;
        let others = self.on_or_after(origin);
        others
            .filter(|(_, entry)| entry.called == name && entry.key == Some(key))
            .map(|(place, _)| place)
            .find(|place| self.follows(*place, origin))
    }

    fn following<'s>(
        &'s self,
        origin: usize,
        names: &'s FixedBitSet,
    ) -> impl Iterator<Item = usize> + use<'s> {
        let some = !names.is_disjoint(&self.present);
        let others = some.then(|| self.on_or_after(origin)).into_iter().flatten();
        others
            .filter(|(_, entry)| names.contains(entry.called))
            .map(|(place, _)| place)
            .filter(move |place| self.follows(*place, origin))
    }

    /// The entries from the first one of the origin's day on: nothing of an earlier day follows it.
    fn on_or_after(&self, origin: usize) -> impl Iterator<Item = (usize, &Entry)> {
        let day = self.entries[origin].date;
        let earlier = self.entries[..origin].iter().rev().take_while(|entry| entry.date == day).count();
        self.entries.iter().enumerate().skip(origin - earlier)
    }

    /// Where a time of day is known for one only, the day decides: what happened on the same day may have followed. One
    /// milestone of a kind follows another of the same kind only when it came later.
    pub(super) fn follows(&self, place: usize, origin: usize) -> bool {
        if place == origin {
            return false;
        }
        let (entry, origin) = (&self.entries[place], &self.entries[origin]);
        let same_kind = entry.called == origin.called;
        match (entry.at.instant(), origin.at.instant()) {
            (Some(one), Some(other)) if same_kind => one > other,
            (Some(one), Some(other)) => one >= other,
            _ if same_kind => entry.date > origin.date,
            _ => entry.date >= origin.date,
        }
    }

    fn in_order(&self, one: &Entry, other: &Entry) -> Ordering {
        let place = |entry: &Entry| (entry.date, entry.at.instant(), entry.called);
        let text = |entry: &Entry| entry.key.map(|key| self.texts[key].as_str());
        place(one)
            .cmp(&place(other))
            .then_with(|| if one.key == other.key { Ordering::Equal } else { text(one).cmp(&text(other)) })
            .then_with(|| one.name.cmp(&other.name))
    }
}

impl Entry {
    /// Whether this one happened earlier.
    pub(super) fn is_earlier_than(&self, other: &Self) -> bool {
        is_earlier(self.at, other.at)
    }
}

/// Whether one moment is earlier. What happened at the same moment, or on the same day when a time of day is not known, is
/// not.
pub(super) fn is_earlier(one: Moment, other: Moment) -> bool {
    match (one.instant(), other.instant()) {
        (Some(one), Some(other)) => one < other,
        _ => one.date() < other.date(),
    }
}
