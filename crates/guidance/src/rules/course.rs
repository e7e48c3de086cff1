//! Which milestones start something that must happen.

use super::plan::Plotted;
use super::timeline::Timeline;
use crate::model::Origins;

/// A milestone that starts something, by its place; and what overtook it, where another of its chain did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start {
    pub place: usize,
    pub overtaken: Option<usize>,
}

impl Start {
    fn at(place: usize) -> Self {
        Self { place, overtaken: None }
    }
}

/// The milestones that start this course, in the order in which it names them: the latest first where that one counts.
pub(super) fn starts(timeline: &Timeline, course: &Plotted, found: &mut Vec<Start>) {
    found.clear();
    let mut all = timeline.named(&course.trigger).map(|(place, _)| place);
    match course.origins {
        Origins::Each => found.extend(all.map(Start::at)),
        Origins::First if !course.paired => found.extend(all.next().map(Start::at)),
        Origins::Latest if !course.paired => found.extend(all.next_back().map(Start::at)),
        Origins::First => first_of_each_key(timeline, all, found),
        Origins::Latest => first_of_each_key(timeline, all.rev(), found),
        Origins::Chain => found.extend(all.filter_map(|place| link(timeline, course, place))),
        Origins::OneAtATime => one_at_a_time(timeline, course, &all.collect::<Vec<_>>(), found),
    }
}

fn first_of_each_key(timeline: &Timeline, places: impl Iterator<Item = usize>, found: &mut Vec<Start>) {
    for place in places {
        let key = timeline.entry(place).key;
        if found.iter().all(|chosen| timeline.entry(chosen.place).key != key) {
            found.push(Start::at(place));
        }
    }
}

/// A link of a chain. Of several origins of one day before it was done, only the last is a link.
fn link(timeline: &Timeline, course: &Plotted, place: usize) -> Option<Start> {
    let origin = timeline.entry(place);
    let done = timeline.first_after(place, &course.stop, course.paired);
    let next = timeline
        .named(&course.trigger)
        .find(|(other, entry)| *other > place && (!course.paired || entry.key == origin.key));
    match next {
        Some((next, entry)) if done.is_none_or(|done| next < done) => {
            (entry.date > origin.date).then_some(Start { place, overtaken: Some(next) })
        }
        Some(_) | None => Some(Start::at(place)),
    }
}

/// The first, and again the first after that was done or ended.
fn one_at_a_time(timeline: &Timeline, course: &Plotted, places: &[usize], found: &mut Vec<Start>) {
    let same_key = |one: usize, other: usize| timeline.entry(one).key == timeline.entry(other).key;
    for place in places {
        let before = found.iter().rev().find(|start| !course.paired || same_key(start.place, *place));
        let free = before.is_none_or(|before| {
            let done = timeline.first_after(before.place, &course.stop, course.paired);
            let ended = timeline.first_ending(before.place, &course.lapses, course.paired);
            let over = done.into_iter().chain(ended).min();
            over.is_some_and(|over| *place >= over && (*place == over || timeline.follows(*place, over)))
        });
        if free {
            found.push(Start::at(*place));
        }
    }
}
