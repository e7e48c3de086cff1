//! The milestones of a place: for each child who may be harmed there, that it was suspected, and what was decided.

use guidance::{Facts, Milestone};
use kernel::Moment;

use super::passed_for;
use crate::place::Place;

/// Everything that it has passed.
pub(crate) fn of_place(place: &Place) -> (Vec<Milestone>, Facts) {
    let mut milestones = Vec::new();
    for link in &place.links {
        let key = link.linked.fact.link;
        milestones.push(passed_for("harm_outside_home.suspected", key, Moment::At(link.linked.at)));
        for decided in &link.decided {
            milestones.push(passed_for("harm_outside_home.decided", key, Moment::At(decided.at)));
        }
    }
    (milestones, Facts::default())
}
