//! Every duty and obligation of the lists is encoded, and each has a worked example that holds. The examples stand in
//! `guidance/cases/`; their dates were worked out by hand.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its world should stop there")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use guidance::{Case, Due, Expected, Guidance, ListedAs, Protocol, Rules, Scheduled, Source};
use jiff::Timestamp;

/// How many duties the table of the whole system has.
const DUTIES: usize = 108;

/// How many obligations the table of the support route has.
const OBLIGATIONS: usize = 57;

static GUIDANCE: LazyLock<Arc<Guidance>> =
    LazyLock::new(|| Arc::new(Guidance::embedded().unwrap_or_else(|errors| panic!("{errors}"))));

/// The one local standard that no protocol may be without: a least time for comments. No law is behind it.
const NEVER_WITHOUT: &str = "LS-COMMENTS";

/// The law alone: the shipped protocol without its own standards and without a tighter limit.
static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let text = Protocol::embedded_source("default").unwrap().text;
    let mut table: toml::Table = text.parse().unwrap();
    let standards = table.get_mut("standard").and_then(toml::Value::as_array_mut).unwrap();
    standards.retain(|standard| standard.get("id").and_then(toml::Value::as_str) == Some(NEVER_WITHOUT));
    table.remove("limits");
    let source = Source::new("protocols/default.toml", toml::to_string(&table).unwrap());
    let protocol = Protocol::parse(&source, &GUIDANCE).unwrap_or_else(|errors| panic!("{errors}"));
    Rules::new(GUIDANCE.clone(), Arc::new(protocol))
});

fn ids(list: ListedAs) -> Vec<&'static str> {
    let sections = GUIDANCE.listed().iter().filter(|section| section.list == list);
    sections.flat_map(|section| section.ids.iter().map(String::as_str)).collect()
}

fn all_ids() -> Vec<&'static str> {
    [ids(ListedAs::Duties), ids(ListedAs::Obligations)].concat()
}

#[test]
fn the_lists_hold_every_duty_and_every_obligation() {
    assert_eq!(ids(ListedAs::Duties).len(), DUTIES);
    let numbers: Vec<String> = (1..=OBLIGATIONS).map(|number| format!("OB-{number:02}")).collect();
    assert_eq!(ids(ListedAs::Obligations), numbers);
}

#[test]
fn every_duty_and_every_obligation_is_encoded() {
    let missing: Vec<&str> =
        all_ids().into_iter().filter(|id| GUIDANCE.duties_known_as(id).next().is_none()).collect();
    assert_eq!(
        missing,
        Vec::<&str>::new(),
        "{} of {} are encoded",
        all_ids().len() - missing.len(),
        all_ids().len()
    );
}

#[test]
fn every_duty_has_a_worked_example() {
    let shown: BTreeSet<&str> = GUIDANCE.cases().iter().map(|case| case.duty.as_str()).collect();
    let without: Vec<&str> =
        GUIDANCE.duties().map(|duty| duty.id.as_str()).filter(|id| !shown.contains(id)).collect();
    assert_eq!(without, Vec::<&str>::new());
}

/// Running counts that the ledger of breaks shows.
const COUNTED_ON_A_PAGE: [&str; 4] = ["K38", "K39", "K60", "K70"];

/// Duties that always stand and that a page is about: the local protocol, published, is a page for everybody.
const PAGES_ABOUT: [&str; 1] = ["OB-11"];

/// Whether somebody meets this duty on a page: a record reports what starts it, a need may be decided under it, a ledger counts
/// it, or a page is about it.
fn is_on_a_page(id: &str) -> bool {
    let reported = |name: &String| {
        let canonical = GUIDANCE.milestone(name).and_then(|known| known.alias_of.as_ref()).unwrap_or(name);
        GUIDANCE.milestones().any(|known| {
            known.reported && (known.name == *canonical || known.alias_of.as_ref() == Some(canonical))
        })
    };
    GUIDANCE.duties_known_as(id).any(|duty| {
        let counted = duty.clock.as_deref().is_some_and(|clock| COUNTED_ON_A_PAGE.contains(&clock));
        let about = PAGES_ABOUT.contains(&duty.id.as_str());
        counted || about || duty.decides_needs || duty.course.trigger.iter().any(reported)
    })
}

#[test]
fn what_the_list_says_of_pages_is_so() {
    for section in GUIDANCE.listed() {
        let there: Vec<&String> = section.ids.iter().filter(|id| is_on_a_page(id)).collect();
        assert_eq!(section.on_a_page.iter().collect::<Vec<_>>(), there, "{}", section.title);
    }
}

#[test]
fn what_is_on_a_page_or_in_a_return_is_on_the_list() {
    for section in GUIDANCE.listed() {
        for id in section.on_a_page.iter().chain(&section.in_a_return) {
            assert!(section.ids.contains(id), "{id} is not in \"{}\"", section.title);
        }
    }
}

fn noon(case: &Case) -> Timestamp {
    format!("{}T12:00:00Z", case.today.unwrap()).parse().unwrap()
}

/// What the rules make of the duty of a case.
fn found(case: &Case) -> Vec<Scheduled> {
    let scheduled = RULES.schedule(&case.milestones, &case.facts);
    let of_duty = scheduled.into_iter().filter(|item| item.duty == case.duty);
    of_duty.filter(|item| case.from.is_none_or(|from| item.origin.at.date() == from)).collect()
}

/// What is wrong with a worked example, if anything.
fn wrong(case: &Case) -> Option<String> {
    let duty = GUIDANCE.duty(&case.duty).unwrap();
    match &case.expected {
        Expected::Stands => (!duty.course.trigger.is_empty())
            .then(|| "it has a trigger, so it does not always stand".to_owned()),
        Expected::Nothing => {
            let found = found(case);
            (!found.is_empty()).then(|| format!("nothing should follow, and this does: {found:?}"))
        }
        Expected::Scheduled { due, clock, clause, status, met_on } => {
            let found = found(case);
            let [item] = &found[..] else { return Some(format!("{} items follow, not one", found.len())) };
            let met = item.stopped.map(kernel::Moment::date);
            let here = (
                item.due,
                item.clock.as_ref(),
                item.clause.as_ref(),
                item.status(noon(case)).to_string(),
                met,
            );
            let there = (*due, clock.as_ref(), Some(clause), status.clone(), *met_on);
            (here != there).then(|| format!("worked out {there:?}\n    found {here:?}"))
        }
    }
}

#[test]
fn every_worked_example_holds() {
    let wrong: Vec<String> = GUIDANCE
        .cases()
        .iter()
        .filter_map(|case| wrong(case).map(|wrong| format!("{}: {}\n    {wrong}", case.duty, case.says)))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), GUIDANCE.cases().len(), wrong.join("\n"));
}

#[test]
fn a_wrong_example_is_found() {
    let right = GUIDANCE.cases().iter().find(|case| case.duty == "AS-01").unwrap();
    let mut planted = right.clone();
    let Expected::Scheduled { due, .. } = &mut planted.expected else { panic!("it has a date") };
    *due = Due::NoLimit;
    assert!(wrong(&planted).is_some());
    planted.expected = Expected::Stands;
    assert!(wrong(&planted).is_some());
    planted.expected = Expected::Nothing;
    assert!(wrong(&planted).is_some());
}

#[test]
fn what_stands_stands_and_what_is_scheduled_has_an_example_with_dates() {
    let mut shown: BTreeMap<&str, bool> = BTreeMap::new();
    for case in GUIDANCE.cases() {
        let scheduled = case.expected != Expected::Stands;
        *shown.entry(case.duty.as_str()).or_default() |= scheduled;
    }
    for duty in GUIDANCE.duties() {
        let triggered = !duty.course.trigger.is_empty();
        assert_eq!(shown.get(duty.id.as_str()).copied().unwrap_or(triggered), triggered, "{}", duty.id);
    }
}
