//! Simple pictures of our own, for easy read. Each is a few strokes on a square of 48; the same strokes make the picture
//! of a page and that of a printed letter.

use std::fmt::Write as _;

/// The side of the square on which a picture is drawn.
pub const SIDE: f32 = 48.0;

/// One stroke.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// A line through these points.
    Line(&'static [(f32, f32)]),
    /// A line through these points and back to the first.
    Closed(&'static [(f32, f32)]),
    /// A circle.
    Circle {
        /// Its middle, from the left.
        x: f32,
        /// Its middle, from the top.
        y: f32,
        /// Its radius.
        radius: f32,
    },
}

use Shape::{Circle, Closed, Line};

macro_rules! symbols {
    ($($(#[$documentation:meta])* $variant:ident = $name:literal: [$($shape:expr),+ $(,)?],)+) => {
        /// A picture.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Symbol {
            $($(#[$documentation])* $variant,)+
        }

        impl Symbol {
            /// Every picture.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name, as letters are kept with it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Its strokes.
            pub const fn shapes(self) -> &'static [Shape] {
                match self { $(Self::$variant => &[$($shape),+],)+ }
            }
        }
    };
}

symbols! {
    /// An envelope: this letter, or another.
    Letter = "letter": [Closed(&[(4.0, 11.0), (44.0, 11.0), (44.0, 37.0), (4.0, 37.0)]), Line(&[(4.0, 11.0), (24.0, 27.0), (44.0, 11.0)])],
    /// A tick in a circle: yes.
    Yes = "yes": [Circle { x: 24.0, y: 24.0, radius: 20.0 }, Line(&[(14.0, 25.0), (21.0, 32.0), (34.0, 16.0)])],
    /// A cross in a circle: no.
    No = "no": [Circle { x: 24.0, y: 24.0, radius: 20.0 }, Line(&[(16.0, 16.0), (32.0, 32.0)]), Line(&[(32.0, 16.0), (16.0, 32.0)])],
    /// One person.
    Person = "person": [Circle { x: 24.0, y: 14.0, radius: 8.0 }, Line(&[(8.0, 44.0), (10.0, 32.0), (18.0, 27.0), (30.0, 27.0), (38.0, 32.0), (40.0, 44.0)])],
    /// Two people side by side: help.
    Help = "help": [
        Circle { x: 14.0, y: 13.0, radius: 6.0 }, Circle { x: 34.0, y: 13.0, radius: 6.0 },
        Line(&[(4.0, 42.0), (6.0, 27.0), (14.0, 23.0), (24.0, 31.0)]), Line(&[(44.0, 42.0), (42.0, 27.0), (34.0, 23.0), (24.0, 31.0)]),
    ],
    /// A telephone with its buttons.
    Telephone = "telephone": [
        Closed(&[(14.0, 3.0), (34.0, 3.0), (34.0, 45.0), (14.0, 45.0)]), Line(&[(14.0, 11.0), (34.0, 11.0)]),
        Line(&[(14.0, 36.0), (34.0, 36.0)]), Circle { x: 24.0, y: 40.5, radius: 1.5 },
    ],
    /// A leaf of a calendar: a date.
    Date = "date": [
        Closed(&[(5.0, 10.0), (43.0, 10.0), (43.0, 43.0), (5.0, 43.0)]), Line(&[(5.0, 19.0), (43.0, 19.0)]),
        Line(&[(15.0, 5.0), (15.0, 13.0)]), Line(&[(33.0, 5.0), (33.0, 13.0)]), Line(&[(17.0, 31.0), (22.0, 36.0), (31.0, 25.0)]),
    ],
    /// A clock: late, or time to wait.
    Clock = "clock": [Circle { x: 24.0, y: 24.0, radius: 20.0 }, Line(&[(24.0, 11.0), (24.0, 24.0), (33.0, 30.0)])],
    /// A bubble of speech: say it.
    Say = "say": [
        Closed(&[(4.0, 7.0), (44.0, 7.0), (44.0, 33.0), (24.0, 33.0), (14.0, 43.0), (14.0, 33.0), (4.0, 33.0)]),
        Line(&[(12.0, 16.0), (36.0, 16.0)]), Line(&[(12.0, 24.0), (30.0, 24.0)]),
    ],
    /// A bubble with a question mark: why, or a question.
    Question = "question": [
        Closed(&[(4.0, 5.0), (44.0, 5.0), (44.0, 35.0), (24.0, 35.0), (14.0, 45.0), (14.0, 35.0), (4.0, 35.0)]),
        Line(&[(18.0, 15.0), (20.0, 11.0), (28.0, 11.0), (30.0, 15.0), (29.0, 18.0), (24.0, 21.0), (24.0, 24.0)]),
        Circle { x: 24.0, y: 29.0, radius: 1.0 },
    ],
    /// A book: the law, or a rule.
    Rule = "rule": [
        Closed(&[(4.0, 9.0), (24.0, 13.0), (44.0, 9.0), (44.0, 38.0), (24.0, 42.0), (4.0, 38.0)]), Line(&[(24.0, 13.0), (24.0, 42.0)]),
    ],
    /// A sheet with lines: a plan, or a paper.
    Paper = "paper": [
        Closed(&[(9.0, 3.0), (30.0, 3.0), (39.0, 12.0), (39.0, 45.0), (9.0, 45.0)]), Line(&[(30.0, 3.0), (30.0, 12.0), (39.0, 12.0)]),
        Line(&[(16.0, 21.0), (32.0, 21.0)]), Line(&[(16.0, 29.0), (32.0, 29.0)]), Line(&[(16.0, 37.0), (26.0, 37.0)]),
    ],
    /// A house.
    Home = "home": [Line(&[(3.0, 25.0), (24.0, 5.0), (45.0, 25.0)]), Line(&[(9.0, 20.0), (9.0, 43.0), (39.0, 43.0), (39.0, 20.0)]), Line(&[(20.0, 43.0), (20.0, 29.0), (28.0, 29.0), (28.0, 43.0)])],
    /// Two arrows apart: you choose.
    Choose = "choose": [
        Line(&[(24.0, 44.0), (24.0, 27.0), (9.0, 12.0)]), Line(&[(24.0, 27.0), (39.0, 12.0)]),
        Line(&[(8.0, 21.0), (8.0, 11.0), (18.0, 11.0)]), Line(&[(30.0, 11.0), (40.0, 11.0), (40.0, 21.0)]),
    ],
}

impl Symbol {
    /// The picture of this name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|symbol| symbol.name() == name)
    }

    /// The strokes as the data of an SVG path, on a square of 48.
    pub fn path(self) -> String {
        let mut path = String::new();
        for shape in self.shapes() {
            match shape {
                Line(points) | Closed(points) => {
                    for (at, (x, y)) in points.iter().enumerate() {
                        // Writing to a text cannot fail.
                        let _ = write!(path, "{}{x} {y}", if at == 0 { 'M' } else { 'L' });
                    }
                    if matches!(shape, Closed(_)) {
                        path.push('Z');
                    }
                }
                Circle { x, y, radius } => {
                    let (left, wide) = (x - radius, radius * 2.0);
                    let _ = write!(
                        path,
                        "M{left} {y}a{radius} {radius} 0 1 0 {wide} 0a{radius} {radius} 0 1 0 -{wide} 0"
                    );
                }
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_has_a_name_of_its_own_and_stays_on_its_square() {
        let within = |value: f32| (0.0..=SIDE).contains(&value);
        for symbol in Symbol::ALL {
            assert_eq!(Symbol::named(symbol.name()), Some(*symbol));
            for shape in symbol.shapes() {
                match shape {
                    Line(points) | Closed(points) => {
                        assert!(points.len() > 1 && points.iter().all(|(x, y)| within(*x) && within(*y)));
                    }
                    Circle { x, y, radius } => {
                        assert!([x - radius, x + radius, y - radius, y + radius].into_iter().all(within));
                    }
                }
            }
            assert!(symbol.path().starts_with('M'));
        }
        assert_eq!(Symbol::named("unicorn"), None);
    }
}
