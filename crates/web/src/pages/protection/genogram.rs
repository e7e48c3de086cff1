//! The family as an image: a line of boxes for each generation, parents joined to their children. It holds nothing that the
//! list below it does not; text, frames and lines say everything, and no colour does.

use govuk::Writer;

use super::image::{BOX, EDGE, HIGH, draw, image};

/// What somebody is to the child: the generation, from the oldest, and from whom a line leads to them.
struct Place {
    relation: &'static str,
    generation: usize,
    /// The relations of those who are joined to them from above.
    from: &'static [&'static str],
}

const PARENTS: &[&str] = &["mother", "father", "parent"];

/// Within a generation they stand in this order: the mother's side first, then the father's, then others.
const PLACES: [Place; 15] = [
    Place { relation: "grandparent-mother", generation: 0, from: &[] },
    Place { relation: "grandparent-father", generation: 0, from: &[] },
    Place { relation: "mother", generation: 1, from: &["grandparent-mother"] },
    Place { relation: "parent", generation: 1, from: &[] },
    Place { relation: "father", generation: 1, from: &["grandparent-father"] },
    Place { relation: "partner", generation: 1, from: &[] },
    Place { relation: "carer", generation: 1, from: &[] },
    Place { relation: "aunt-uncle", generation: 1, from: &[] },
    Place { relation: "friend", generation: 1, from: &[] },
    Place { relation: "sibling-mother", generation: 2, from: &["mother"] },
    Place { relation: "sibling", generation: 2, from: PARENTS },
    Place { relation: "child", generation: 2, from: PARENTS },
    Place { relation: "sibling-father", generation: 2, from: &["father"] },
    Place { relation: "step-sibling", generation: 2, from: &[] },
    Place { relation: "own-child", generation: 3, from: &["child"] },
];
const GENERATIONS: usize = 4;

/// Somebody in the image.
pub(super) struct Person {
    /// What they are to the child, as the form lists it.
    pub(super) relation: String,
    /// The lines of their box: name, what they are, where they live.
    pub(super) lines: [String; 3],
    /// Whether they live in another home than the child.
    pub(super) elsewhere: bool,
}

/// Between two boxes of a generation, and between two generations.
const GAP: u32 = 20;
const BETWEEN: u32 = 52;

/// Where somebody's box stands: its left and its upper edge.
struct Stood<'a> {
    person: &'a Person,
    place: &'static Place,
    left: u32,
    top: u32,
}

/// Draws it, described in words.
pub(super) fn write(writer: &mut Writer, title: &str, description: &str, people: &[Person]) {
    let stood = stand(people);
    let width = stood.iter().map(|stood| stood.left + BOX + EDGE).max().unwrap_or(BOX);
    let height = stood.iter().map(|stood| stood.top + HIGH + EDGE).max().unwrap_or(HIGH);
    image(writer, title, description, (width, height), |writer| {
        for child in &stood {
            for parent in stood.iter().filter(|parent| child.place.from.contains(&parent.place.relation)) {
                join(writer, parent, child);
            }
        }
        for one in &stood {
            let double = one.place.relation == "child";
            draw(writer, (one.left, one.top), &one.person.lines, one.person.elsewhere, double);
        }
    });
}

/// Whoever is nothing to the child that is known here is left to the list.
fn stand(people: &[Person]) -> Vec<Stood<'_>> {
    let mut taken = [0_u32; GENERATIONS];
    let mut rows = [false; GENERATIONS];
    let known = PLACES.iter().flat_map(|place| {
        people.iter().filter(|person| person.relation == place.relation).map(move |person| (place, person))
    });
    let known: Vec<_> = known.collect();
    for (place, _) in &known {
        rows[place.generation] = true;
    }
    let mut stood = Vec::new();
    for (place, person) in known {
        let above = rows[..place.generation].iter().filter(|row| **row).count();
        let above = u32::try_from(above).unwrap_or_default();
        let left = EDGE + taken[place.generation] * (BOX + GAP);
        taken[place.generation] += 1;
        stood.push(Stood { person, place, left, top: EDGE + above * (HIGH + BETWEEN) });
    }
    stood
}

fn join(writer: &mut Writer, parent: &Stood<'_>, child: &Stood<'_>) {
    let (from, to) = (parent.left + BOX / 2, child.left + BOX / 2);
    let (below, above) = (parent.top + HIGH, child.top);
    let middle = below + (above - below) / 2;
    writer
        .element("path")
        .attribute("d", &format!("M{from} {below}V{middle}H{to}V{above}"))
        .attribute("fill", "none")
        .attribute("stroke", "#505a5f")
        .attribute("stroke-width", "2")
        .empty();
}
