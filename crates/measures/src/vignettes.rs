//! Invented requests that are answered twice, once with the words that tell of a disability and once without: whether those
//! words alone change what is decided.
//!
//! A practitioner answers one version of each in one half of the year and the other in the other half, so that nobody sees
//! both together. Which comes first follows from who they are and from the place of the request in the list.

use std::collections::BTreeMap;

use guidance::Verified;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::definition::{Definitions, MonthDay};
use crate::figures::Cell;
use crate::pairs::Pairs;
use crate::publish::{Number, Percent, Publisher, percent};
use crate::statistics::{mcnemar, proportion, real};

/// The invented requests, and how they are answered.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vignettes {
    /// Where they come from.
    pub source: String,
    /// How well that was verified.
    pub verified: Verified,
    /// The day on which the second half of a year begins; the first begins with the year.
    pub second_half_begins: MonthDay,
    /// The answers to choose from.
    pub answers: Vec<VignetteAnswer>,
    /// The requests.
    pub requests: Vec<Vignette>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VignetteAnswer {
    /// How it is kept.
    pub value: String,
    /// How it reads.
    pub name: String,
    /// Whether it sends the family to safeguarding.
    #[serde(default)]
    pub sends: bool,
}

/// An invented request.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vignette {
    /// How it is named.
    pub id: String,
    /// The request. What stands between braces is said in one version and left out of the other.
    pub text: String,
}

impl Vignette {
    /// The request with or without what tells of a disability.
    pub fn version(&self, with_disability: bool) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut rest = self.text.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (inside, after) = after.split_once('}').unwrap_or((after, ""));
            if with_disability {
                text.push_str(inside);
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

/// A half of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Half {
    /// The year of the measures, by the calendar year in which it began.
    pub year: i16,
    /// Whether it is the second half.
    pub second: bool,
}

/// What somebody answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VignetteAnswered {
    /// Which request.
    pub vignette: String,
    /// In which half of which year.
    pub half: Half,
    /// Whether they read the version that tells of a disability.
    pub with_disability: bool,
    /// What they answered.
    pub answer: String,
}

impl Definitions {
    /// The half of the year in which a day lies.
    pub fn half_of(&self, day: Date) -> Half {
        let year = self.year_of(day);
        let begins = self.vignettes.second_half_begins;
        let second = [year, year.saturating_add(1)]
            .into_iter()
            .filter_map(|calendar| Date::new(calendar, begins.month, begins.day).ok())
            .any(|first| self.year_of(first) == year && first <= day);
        Half { year, second }
    }

    /// Which version somebody reads in a half: the other one in the other half.
    pub fn reads_disability(&self, person: Uuid, place: usize, half: Half) -> bool {
        let sum = person.as_bytes().iter().fold(0_usize, |sum, byte| sum.wrapping_add(usize::from(*byte)));
        (sum + place + usize::from(half.second)).is_multiple_of(2)
    }
}

/// Puts the answers of a year together, or those of all years; what was answered once only is no pair.
pub fn pair_up<'a>(
    definitions: &Definitions,
    answered: impl Iterator<Item = (Uuid, &'a VignetteAnswered)>,
    year: Option<i16>,
) -> Pairs {
    let mut versions: BTreeMap<(Uuid, &str, i16), [Option<bool>; 2]> = BTreeMap::new();
    for (person, each) in answered.filter(|(_, each)| year.is_none_or(|year| each.half.year == year)) {
        let known = definitions.vignettes.answers.iter().find(|answer| answer.value == each.answer);
        let Some(answer) = known else { continue };
        let pair = versions.entry((person, each.vignette.as_str(), each.half.year)).or_default();
        pair[usize::from(each.with_disability)] = Some(answer.sends);
    }
    versions.into_values().fold(Pairs::default(), |mut pairs, [without, with]| {
        match with.zip(without) {
            Some((true, true)) => pairs.both += 1,
            Some((true, false)) => pairs.only_first += 1,
            Some((false, true)) => pairs.only_second += 1,
            Some((false, false)) => pairs.neither += 1,
            None => {}
        }
        pairs
    })
}

/// What may be shown of the pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownPairs {
    /// How many there are.
    pub all: Number,
    /// The figures; none where there are few.
    pub found: Option<FoundPairs>,
}

/// The figures of enough pairs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FoundPairs {
    /// Sent to safeguarding with the words that tell of a disability.
    pub with: Percent,
    /// The same without them.
    pub without: Percent,
    /// `McNemar`'s probability if the words made no difference.
    pub probability: f64,
}

/// Hides what is small.
pub fn publish_pairs(definitions: &Definitions, pairs: Pairs) -> ShownPairs {
    let publisher = Publisher { definitions };
    let all = pairs.all();
    let with = Cell { yes: pairs.both + pairs.only_first, of: all };
    let without = Cell { yes: pairs.both + pairs.only_second, of: all };
    let open = [with, without].into_iter().all(|cell| publisher.may_work_out(cell, publisher.plain()));
    let method = &definitions.method;
    let as_percent = |cell: Cell| {
        let interval = proportion(cell.yes, cell.of, method.confidence, method.exact_below);
        percent(real(cell.yes) / real(cell.of), interval)
    };
    ShownPairs {
        all: publisher.number(all, definitions.small_numbers.show_from),
        found: open.then(|| FoundPairs {
            with: as_percent(with),
            without: as_percent(without),
            probability: mcnemar(pairs.only_first, pairs.only_second),
        }),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn definitions() -> Definitions {
        let guidance = guidance::Guidance::embedded().expect("the guidance reads");
        Definitions::from_guidance(&guidance).expect("it defines the measures")
    }

    #[test]
    fn the_versions_differ_by_what_stands_between_braces_alone() {
        let request = Vignette {
            id: "one".into(),
            text: "Ayla is nine{ and autistic}. She wakes{, as many do,} at two.".into(),
        };
        assert_eq!(request.version(true), "Ayla is nine and autistic. She wakes, as many do, at two.");
        assert_eq!(request.version(false), "Ayla is nine. She wakes at two.");
        for each in &definitions().vignettes.requests {
            let (with, without) = (each.version(true), each.version(false));
            assert!(with.len() > without.len() && !with.contains(['{', '}']), "{}", each.id);
            assert!(
                !without.contains("  ") && !without.contains(" .") && !without.contains(" ,"),
                "{without}"
            );
        }
    }

    #[test]
    fn nobody_reads_both_versions_in_one_half_and_everybody_reads_both_in_a_year() {
        let definitions = definitions();
        let (first, second) = (Half { year: 2026, second: false }, Half { year: 2026, second: true });
        let mut with_first = 0;
        for person in (0..40_u128).map(Uuid::from_u128) {
            for place in 0..definitions.vignettes.requests.len() {
                let reads = definitions.reads_disability(person, place, first);
                assert_ne!(reads, definitions.reads_disability(person, place, second));
                with_first += usize::from(reads);
            }
        }
        assert_eq!(with_first * 2, 40 * definitions.vignettes.requests.len(), "half of them come first");
    }

    #[test]
    fn a_year_has_two_halves() {
        let definitions = definitions();
        for (day, year, second) in [
            (date(2026, 4, 1), 2026, false),
            (date(2026, 9, 30), 2026, false),
            (date(2026, 10, 1), 2026, true),
            (date(2027, 3, 31), 2026, true),
            (date(2027, 4, 1), 2027, false),
        ] {
            assert_eq!(definitions.half_of(day), Half { year, second }, "{day}");
        }
    }

    #[test]
    fn pairs_are_of_one_person_one_request_and_one_year() {
        let definitions = definitions();
        let answers = &definitions.vignettes.answers;
        let value = |sends: bool| {
            answers.iter().find(|answer| answer.sends == sends).expect("both exist").value.clone()
        };
        let answered = |year, second, with, sends| VignetteAnswered {
            vignette: "one".to_owned(),
            half: Half { year, second },
            with_disability: with,
            answer: value(sends),
        };
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let all = [
            (one, answered(2026, false, true, true)),
            (one, answered(2026, true, false, false)),
            (two, answered(2026, false, false, false)),
            (two, answered(2027, false, true, true)),
            (two, answered(2027, true, false, true)),
        ];
        let pairs = |year| pair_up(&definitions, all.iter().map(|(person, each)| (*person, each)), year);
        assert_eq!(pairs(None), Pairs { both: 1, only_first: 1, ..Pairs::default() });
        assert_eq!(pairs(Some(2026)), Pairs { only_first: 1, ..Pairs::default() });
        assert_eq!(publish_pairs(&definitions, pairs(None)).found, None, "two pairs say nothing");
        let many = Pairs { both: 10, only_first: 30, only_second: 8, neither: 52 };
        let found = publish_pairs(&definitions, many).found.expect("there are enough");
        assert_eq!((found.with.value, found.without.value), (40, 18));
        assert!(found.probability < 0.001);
    }
}
