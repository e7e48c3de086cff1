//! Folding in any order and in any split gives the same; and what is counted adds up.

use proptest::prelude::*;
use simulation::{Bootstrap, Fold, Record, Shown, Simulation};

use crate::invented::{no_route, records, simulation, sooner, thirty_days, today};

fn folded<'a>(simulation: &Simulation, records: impl IntoIterator<Item = &'a Record>) -> Fold {
    let mut fold = simulation.begin();
    for record in records {
        simulation.add(&mut fold, record);
    }
    fold
}

fn simulations() -> [Simulation; 3] {
    let bootstrap = Some(Bootstrap { turns: 20, seed: 5 });
    [sooner(), thirty_days(), no_route()].map(|draft| simulation(draft, bootstrap))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_order_and_any_split(seed in 0..1_000_u64, split in 1..6_usize, shuffled in any::<u64>()) {
        let records = records(seed, 60);
        let mut mixed: Vec<&Record> = records.iter().collect();
        mixed.sort_by_key(|record| record.id.as_u128().wrapping_mul(u128::from(shuffled | 1)));
        for simulation in simulations() {
            let whole = folded(&simulation, &records);
            prop_assert_eq!(&folded(&simulation, mixed.iter().copied()), &whole);
            let mut together = simulation.begin();
            for part in mixed.chunks(mixed.len().div_ceil(split)).rev() {
                together.merge(&folded(&simulation, part.iter().copied()));
            }
            prop_assert_eq!(&together, &whole);
            prop_assert_eq!(simulation.report(&together, "x").json().unwrap(), simulation.report(&whole, "x").json().unwrap());
        }
    }

    /// The same rules on both sides: nothing differs for any record.
    #[test]
    fn the_same_rules_differ_in_nothing(seed in 0..1_000_u64) {
        let simulation = simulation(today(), None);
        let report = simulation.report(&folded(&simulation, &records(seed, 40)), "x");
        prop_assert_eq!(report.differ.all.count, Shown::Number(0));
        prop_assert!(report.clocks.is_empty());
    }

    /// Where numbers are shown, groups add up to all, hours of capacities to all capacities, and the draft less today to the
    /// difference.
    #[test]
    fn totals_add_up(seed in 0..1_000_u64) {
        for simulation in simulations() {
            let records = records(seed, 200);
            let fold = folded(&simulation, &records);
            prop_assert_eq!(fold.records(), 200);
            let report = simulation.report(&fold, "x");
            let adds_up = |all: Shown, groups: Vec<Shown>| {
                let shown: Option<Vec<u64>> = groups.into_iter().map(Shown::number).collect();
                all.number().zip(shown).is_none_or(|(all, groups)| all == groups.iter().sum::<u64>())
            };
            prop_assert!(adds_up(report.differ.all.count, report.differ.groups.map(|group| group.count).to_vec()));
            for clock in &report.clocks {
                for split in [&clock.another_date, &clock.becomes_late, &clock.would_have_been_late] {
                    prop_assert!(adds_up(split.all.count, split.groups.map(|group| group.count).to_vec()));
                    prop_assert!(adds_up(split.all.of, split.groups.map(|group| group.of).to_vec()));
                }
            }
            for hours in &report.hours {
                for value in 0..3 {
                    let of = |row: &simulation::HoursRow| row.all.map(|all| all.draft[value].minutes);
                    let parts: Option<Vec<i64>> = hours.rows.iter().skip(1).map(of).collect();
                    if let (Some(all), Some(parts)) = (of(&hours.rows[0]), parts) {
                        prop_assert_eq!(all, parts.iter().sum::<i64>());
                    }
                    for all in hours.rows.iter().filter_map(|row| row.all) {
                        let less = all.draft[value].minutes - all.today[value].minutes;
                        prop_assert_eq!(less, all.difference[value].minutes);
                    }
                }
            }
        }
    }
}
