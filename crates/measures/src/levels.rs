//! The levels of what is adjusted for: of each child in a year one, and which of them a regression has a column for.

use std::collections::BTreeMap;

use crate::adjusted::Covariate;
use crate::counting::month_of;
use crate::definition::{Definitions, GroupingKind};
use crate::people::Subject;

/// The level that stands for what is not recorded: a category of its own.
const MISSING: usize = 0;

/// The level of each subject.
pub(crate) struct Levels {
    pub covariate: Covariate,
    /// In the order of the subjects.
    each: Vec<usize>,
    /// How many levels there are, the missing one included.
    count: usize,
}

impl Levels {
    pub fn of(covariate: Covariate, definitions: &Definitions, subjects: &[&Subject<'_>]) -> Self {
        let mut known: BTreeMap<Level<'_>, usize> = BTreeMap::new();
        let each: Vec<usize> = subjects
            .iter()
            .map(|subject| match level(covariate, definitions, subject) {
                None => MISSING,
                Some(level) => {
                    let next = known.len() + 1;
                    *known.entry(level).or_insert(next)
                }
            })
            .collect();
        Self { covariate, each, count: known.len() + 1 }
    }

    pub fn at(&self, place: usize) -> usize {
        self.each[place]
    }

    /// How many subjects have a level that is recorded.
    pub fn recorded(&self) -> u64 {
        self.each.iter().filter(|level| **level != MISSING).count() as u64
    }
}

/// What tells levels apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level<'a> {
    Number(i64),
    Name(&'a str),
}

/// The level of a covariate; nothing where it is not recorded.
fn level<'a>(covariate: Covariate, definitions: &Definitions, subject: &Subject<'a>) -> Option<Level<'a>> {
    let request = subject.request?;
    let number = |number: i64| Some(Level::Number(number));
    let group = |kind: GroupingKind, said: &str| {
        let place = definitions.grouping(kind)?.said(said)?;
        i64::try_from(place).ok().map(Level::Number)
    };
    match covariate {
        Covariate::Age => {
            let age = request.age?;
            let bands = &definitions.adjustment.age_bands;
            bands.iter().rev().find(|first| **first <= age).and_then(|first| number(i64::from(*first)))
        }
        Covariate::Sex => group(GroupingKind::Sex, subject.background(|request| request.sex.as_deref())?),
        Covariate::Ethnicity => {
            group(GroupingKind::Ethnicity, subject.background(|request| request.ethnicity.as_deref())?)
        }
        Covariate::Deprivation => number(i64::from(subject.background(|request| request.deprivation)?)),
        Covariate::Source => number(request.source as i64),
        Covariate::HarmStated => number(i64::from(subject.harm_stated()?)),
        Covariate::Team => subject.team().map(Level::Name),
        Covariate::Month => {
            let (year, month) = month_of(subject.received_on);
            number(i64::from(year) * 100 + i64::from(month))
        }
    }
}

/// Which column each level has, counted from 0; none for the level that the others are compared with.
pub(crate) struct Columns {
    pub of: Vec<Option<usize>>,
    pub count: usize,
}

/// A column for each level but the most frequent; levels with fewer than `rare_below` are taken together.
pub(crate) fn columns(levels: &Levels, places: impl Iterator<Item = usize>, rare_below: u64) -> Columns {
    let mut sizes = vec![0_u64; levels.count];
    for place in places {
        sizes[levels.at(place)] += 1;
    }
    let reference =
        (0..sizes.len()).max_by_key(|level| (sizes[*level], std::cmp::Reverse(*level))).unwrap_or(MISSING);
    let others = || (0..sizes.len()).filter(|level| *level != reference && sizes[*level] > 0);
    let (rare, frequent): (Vec<usize>, Vec<usize>) = others().partition(|level| sizes[*level] < rare_below);
    let mut of = vec![None; sizes.len()];
    let mut count = 0;
    for level in frequent {
        of[level] = Some(count);
        count += 1;
    }
    // The rare levels share a column, unless they are rare together too: then they stand with the most frequent.
    if rare.iter().map(|level| sizes[*level]).sum::<u64>() >= rare_below {
        for level in rare {
            of[level] = Some(count);
        }
        count += 1;
    }
    Columns { of, count }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(levels: &[usize]) -> Levels {
        let count = levels.iter().max().map_or(1, |most| most + 1);
        Levels { covariate: Covariate::Team, each: levels.to_vec(), count }
    }

    fn found(of: &[usize], rare_below: u64) -> (Vec<Option<usize>>, usize) {
        let levels = levels(of);
        let columns = columns(&levels, 0..of.len(), rare_below);
        (columns.of, columns.count)
    }

    #[test]
    fn the_most_frequent_level_is_what_others_are_compared_with() {
        let all = [0, 0, 0, 1, 1, 2, 2, 2, 2, 3];
        assert_eq!(found(&all, 1), (vec![Some(0), Some(1), None, Some(2)], 3));
        assert_eq!(
            found(&all, 2),
            (vec![Some(0), Some(1), None, None], 2),
            "one alone is too rare for a column"
        );
        assert_eq!(found(&all, 3), (vec![Some(0), Some(1), None, Some(1)], 2), "two rare levels share one");
    }

    #[test]
    fn one_level_has_no_column() {
        assert_eq!(found(&[1, 1, 1], 1), (vec![None, None], 0));
        assert_eq!(found(&[], 1).1, 0);
    }
}
