//! Three drafts, and what each must be found to do.

use expect_test::expect_file;
use simulation::{Bootstrap, Report, Shown, Simulation, Way};

use crate::invented::{no_route, records, simulation, sooner, thirty_days, today};

fn report(simulation: &Simulation) -> Report {
    let mut fold = simulation.begin();
    for record in records(7, 600) {
        simulation.add(&mut fold, &record);
    }
    simulation.report(&fold, "600 invented records")
}

#[test]
fn the_same_rules_change_nothing() {
    let report = report(&simulation(today(), None));
    assert!(report.clocks.is_empty(), "{:?}", report.clocks);
    assert!(!report.routes.changes);
    assert_eq!(report.routes.says[0], "This draft does not change who takes which route.");
    assert_eq!(report.differ.all.count, Shown::Number(0));
    assert_eq!(report.become_late.all.count, Shown::Number(0));
    for row in report.hours.iter().flat_map(|hours| &hours.rows) {
        assert!(row.all.is_none_or(|all| all.difference.iter().all(|hours| hours.minutes == 0)), "{row:?}");
    }
}

#[test]
fn half_the_time_to_name_an_assessor() {
    let report = report(&simulation(sooner(), Some(Bootstrap { turns: 200, seed: 4 })));
    assert!(!report.routes.changes);
    let allocate = report.clocks.iter().find(|clock| clock.id == "LS-ALLOCATE").unwrap();
    assert_eq!(allocate.limit_today.as_deref(), Some("5 working days"));
    assert_eq!(allocate.limit_in_draft.as_deref(), Some("2 working days"));
    assert!(allocate.would_have_been_late.all.count.number().unwrap() > 50, "{allocate:?}");
    assert_eq!(allocate.would_have_been_in_time.all.count, Shown::Number(0));
    // Nothing else is another.
    assert_eq!(report.clocks.iter().map(|clock| clock.id.as_str()).collect::<Vec<_>>(), ["LS-ALLOCATE"]);
    // What changes with every word of the data is left out.
    let mut text = report.markdown().replace(&format!("{} others", report.clocks_unchanged), "N others");
    for rules in [&report.today, &report.draft] {
        text = text.replace(&rules.digest[..16], "DIGEST");
    }
    expect_file!["../sooner.md"].assert_eq(&text);
}

#[test]
fn a_shorter_most_for_an_assessment() {
    let report = report(&simulation(thirty_days(), None));
    let clock = |id: &str| report.clocks.iter().find(|clock| clock.id == id).unwrap();
    let most = clock("K03");
    assert!(most.statutory);
    assert_eq!(most.limit_today.as_deref(), Some("45 working days"));
    assert_eq!(most.limit_in_draft.as_deref(), Some("30 working days"));
    let (open, moved) = (most.another_date.all.of.number(), most.another_date.all.count.number());
    assert_eq!(open, moved, "every open assessment is due sooner");
    assert!(most.moves.iter().all(|band| band.by.ends_with("earlier")), "{:?}", most.moves);
    assert!(most.becomes_late.all.count.number().unwrap() > 0);
    assert_eq!(clock("LS-DRAFT").limit_in_draft.as_deref(), Some("18 working days"));
    // A date that was missed must be told of, and that is work.
    let all = report.hours[0].rows[0].all.unwrap();
    assert!(all.difference[1].minutes > 0);
}

#[test]
fn no_route_of_its_own() {
    let report = report(&simulation(no_route(), None));
    let routes = &report.routes;
    assert!(routes.separate_route_today && !routes.separate_route_in_draft && routes.changes);
    assert_eq!(routes.moving.all.count, routes.moving.all.of, "nobody stays");
    assert!(routes.ways.iter().all(|row| row.draft == Way::General));
    assert_eq!(routes.no_longer_left_out.len(), 5);
    // What belongs to the levels of the route is gone; what the law asks stays.
    let gone = report.clocks.iter().find(|clock| clock.id == "LS-SHORT").unwrap();
    assert!(gone.ceases.all.number().unwrap() > 0);
    assert!(report.clocks.iter().all(|clock| clock.id != "K03" || clock.ceases.all == Shown::Number(0)));
    let assessors =
        report.hours[0].rows.iter().find(|row| row.capacity.as_deref() == Some("lead-assessor")).unwrap();
    assert!(assessors.all.unwrap().difference[1].minutes > 0);
}

/// The same records, rules and assumptions give the same bytes, in every form.
#[test]
fn twice_gives_the_same_bytes() {
    for draft in [sooner, thirty_days, no_route] {
        let made = || report(&simulation(draft(), Some(Bootstrap { turns: 50, seed: 9 })));
        let (one, other) = (made(), made());
        assert_eq!(one.markdown(), other.markdown());
        assert_eq!(one.json().unwrap(), other.json().unwrap());
        assert_eq!(one.csv().unwrap(), other.csv().unwrap());
    }
}

/// Every small number is hidden in all three forms, whatever the records.
#[test]
fn few_records_show_no_number_of_them() {
    for seed in 0..20 {
        let simulation = simulation(no_route(), Some(Bootstrap { turns: 20, seed }));
        let mut fold = simulation.begin();
        for record in records(seed, 4) {
            simulation.add(&mut fold, &record);
        }
        let report = simulation.report(&fold, "a few records");
        let numbers = |split: &simulation::Split| {
            std::iter::once(split.all).chain(split.groups).filter_map(Shown::number).collect::<Vec<_>>()
        };
        for counted in report.records.iter().map(|kind| &kind.records) {
            assert!(numbers(counted).iter().all(|number| *number == 0), "{counted:?}");
        }
        for row in &report.routes.ways {
            assert!(numbers(&row.records).iter().all(|number| *number == 0), "{row:?}");
        }
        for clock in &report.clocks {
            assert!(clock.another_date.all.of.number().is_none_or(|number| number == 0), "{clock:?}");
            assert!(clock.moves.iter().all(|band| band.records == Shown::Hidden), "{clock:?}");
        }
        assert!(report.hours[0].rows.iter().all(|row| row.all.is_none()), "{:?}", report.hours[0].rows);
        assert!(report.bootstrap.unwrap().intervals.iter().all(|one| one.value.abs() < f64::EPSILON));
    }
}
