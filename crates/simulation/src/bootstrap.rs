//! How much a figure hangs on which records there happen to be: a bootstrap, from a seed.
//!
//! Each record counts 0, 1, 2, … times in each turn, as often as a Poisson number of mean 1 says, which follows from the seed,
//! the turn and the record alone. So the turns need no record kept in memory, and give the same in any order and any split.
//! Each turn is brought to the number of records that there are, as drawing exactly so many would.

use kernel::SeededRandomness;
use serde::Serialize;
use uuid::Uuid;

use crate::record::Group;

/// How many turns, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bootstrap {
    /// Turns.
    pub turns: u32,
    /// The seed.
    pub seed: u64,
}

impl Bootstrap {
    /// The most turns: past this an interval no longer changes, and memory would grow for nothing.
    pub const TURNS_MAX: u32 = 10_000;
}

/// How many figures have an interval.
pub(crate) const FIGURES: usize = 4;

/// What a record adds to the figures that have an interval, in their order: it changes its way; something of it becomes late;
/// the difference in minutes so far, and in the months ahead, both by the central values.
pub(crate) type Added = [i64; FIGURES];

/// One turn: how often records counted, and what they added, by group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Turn {
    pub records: u64,
    pub added: [[i64; FIGURES]; Group::ALL.len()],
}

/// All turns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Turns(pub Vec<Turn>);

impl Turns {
    pub(crate) fn new(bootstrap: Option<Bootstrap>) -> Self {
        let turns = bootstrap.map_or(0, |bootstrap| bootstrap.turns.min(Bootstrap::TURNS_MAX));
        Self(vec![Turn::default(); turns as usize])
    }

    /// Adds a record to every turn, as often as chance has it.
    pub(crate) fn add(&mut self, bootstrap: Bootstrap, id: Uuid, group: Group, added: &Added) {
        if self.0.is_empty() {
            return;
        }
        let (high, low) = id.as_u64_pair();
        let record = SeededRandomness::new(bootstrap.seed ^ SeededRandomness::new(high).next_number() ^ low);
        let chance = SeededRandomness::new(record.next_number());
        for turn in &mut self.0 {
            let times = times(chance.next_number());
            turn.records += times;
            for (sum, added) in turn.added[group.place()].iter_mut().zip(added) {
                *sum += i64::try_from(times).unwrap_or(0) * added;
            }
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        for (turn, other) in self.0.iter_mut().zip(&other.0) {
            turn.records += other.records;
            for (sums, others) in turn.added.iter_mut().zip(&other.added) {
                for (sum, other) in sums.iter_mut().zip(others) {
                    *sum += other;
                }
            }
        }
    }

    /// The middle part of what the turns give for a figure, of a group or of all, each turn brought to so many records.
    pub(crate) fn interval(
        &self,
        figure: usize,
        group: Option<Group>,
        records: u64,
        confidence: f64,
    ) -> Option<(i64, i64)> {
        let value = |turn: &Turn| {
            let sum: i64 = match group {
                Some(group) => turn.added[group.place()][figure],
                None => turn.added.iter().map(|group| group[figure]).sum(),
            };
            let scaled =
                (turn.records > 0).then(|| i128::from(sum) * i128::from(records) / i128::from(turn.records));
            scaled.and_then(|scaled| i64::try_from(scaled).ok())
        };
        let mut values: Vec<i64> = self.0.iter().filter_map(value).collect();
        values.sort_unstable();
        let last = values.len().checked_sub(1)?;
        let outside = (1.0 - confidence) / 2.0;
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most ten thousand turns, and a part of them between none and all"
        )]
        let place = |part: f64| ((last as f64) * part).round() as usize;
        Some((values[place(outside)], values[last - place(outside)]))
    }
}

/// A Poisson number of mean 1 from a number of 64 random bits.
fn times(random: u64) -> u64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "53 bits of chance are more than a bootstrap can tell apart"
    )]
    let mut left = (random >> 11) as f64 / (1_u64 << 53) as f64;
    let mut chance = (-1.0_f64).exp();
    let mut times = 0;
    while left >= chance && chance > 0.0 {
        left -= chance;
        times += 1;
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        {
            chance /= times as f64;
        }
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_counts_once_on_average() {
        let chance = SeededRandomness::new(3);
        let drawn: Vec<u64> = (0..20_000).map(|_| times(chance.next_number())).collect();
        let (sum, none) = (drawn.iter().sum::<u64>(), drawn.iter().filter(|times| **times == 0).count());
        assert!((19_600..20_400).contains(&sum), "{sum}");
        assert!((7_100..7_600).contains(&none), "{none}: 36.8 in a hundred are left out");
        assert!(drawn.iter().max().unwrap() > &4);
    }

    #[test]
    fn what_every_record_adds_has_no_spread() {
        let bootstrap = Bootstrap { turns: 50, seed: 1 };
        let mut turns = Turns::new(Some(bootstrap));
        for number in 0..200 {
            turns.add(
                bootstrap,
                Uuid::from_u128(number),
                Group::Disabled,
                &[1, 0, -30, i64::from(number < 100)],
            );
        }
        assert_eq!(turns.interval(0, None, 200, 0.95), Some((200, 200)));
        assert_eq!(turns.interval(2, Some(Group::Disabled), 200, 0.95), Some((-6000, -6000)));
        let (low, high) = turns.interval(3, None, 200, 0.95).unwrap();
        assert!(low < 100 && 100 < high && low > 70 && high < 130, "{low} to {high}");
    }
}
