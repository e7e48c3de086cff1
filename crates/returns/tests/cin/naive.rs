//! A second reading of every rule, written only for this test and in another manner: two hundred returns with faults put in
//! by a seed must give the same findings for both, each with its rule, its child and its line.

pub mod generate;
mod reading;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use returns::{Report, Severity, catalogue};

use self::generate::Generator;
use self::reading::{El, day, number, read};
use self::rules::{
    Child, DISABILITIES, Facts, OF_ASSESSMENTS, OF_CHILD, OF_MODULE_5, OF_MODULES, OF_PLANS, Rule,
};
use crate::check;

/// Returns that are generated.
const RETURNS: u64 = 200;
/// One in so many has texts that cannot be read.
const UNREADABLE: u64 = 4;
/// Rules that are asked of the whole return.
const OF_RETURN: [&str; 8] = ["100", "1520", "8510", "2883", "2886Q", "2887Q", "2888Q", "8995Q"];

/// Whose findings of which rule.
type Whose = (String, Option<String>);
/// Findings: their lines, in order.
type Found = BTreeMap<Whose, Vec<u32>>;

fn of_children() -> impl Iterator<Item = &'static Rule> {
    [OF_CHILD, OF_MODULES, OF_ASSESSMENTS, OF_PLANS, OF_MODULE_5].into_iter().flatten()
}

fn add(found: &mut Found, code: &str, child: Option<String>, lines: Vec<u32>) {
    if !lines.is_empty() {
        found.entry((code.to_owned(), child)).or_default().extend(lines);
    }
}

/// What the plain functions find.
fn naive(message: &El, facts: &Facts) -> Found {
    let mut found = Found::new();
    let children: Vec<Child> =
        message.all("Children").iter().flat_map(|all| all.all("Child")).map(Child::of).collect();
    for child in &children {
        for Rule(code, from, until, lines) in of_children() {
            if (*from..=*until).contains(&facts.year) {
                add(&mut found, code, child.id(), lines(child, facts));
            }
        }
    }
    of_return(message, &children, facts, &mut found);
    for lines in found.values_mut() {
        lines.sort_unstable();
    }
    found
}

/// The rules of the whole return.
fn of_return(message: &El, children: &[Child], facts: &Facts, found: &mut Found) {
    let about = &message.all("Header")[0].all("CollectionDetails")[0];
    let mut whole = |code: &str, wrong: bool, line: u32| {
        if wrong {
            add(found, code, None, vec![line]);
        }
    };
    let last = Some(number(facts.year, 3, 31));
    whole("100", about.day("ReferenceDate") != last, about.at("ReferenceDate"));
    let in_year = |held: Option<i64>| held.is_some_and(|held| (facts.start..=facts.end).contains(&held));
    let modules = || children.iter().flat_map(Child::modules);
    let starts = modules().flat_map(|module| module.all("ChildProtectionPlans"));
    let starts = starts.filter(|plan| in_year(plan.day("CPPstartDate"))).count();
    let held = modules().chain(modules().flat_map(|module| module.all("Section47")));
    let held = held.filter(|one| in_year(one.day("DateOfInitialCPC"))).count();
    whole("2883", starts > held, about.line);
    let born: Vec<&Child> = children.iter().filter(|child| !child.is_unborn()).collect();
    let unknown = |child: &&&Child| match facts.year {
        2025.. => ["", "U"].contains(&child.own.get("Sex")),
        _ => ["", "0"].contains(&child.own.get("GenderCurrent")),
    };
    // Two in a hundred are one in fifty.
    whole("2886Q", born.iter().filter(unknown).count() * 50 > born.len(), about.line);
    let codes = |child: &Child| {
        let codes = child.disabilities().into_iter().map(|code| code.text.clone());
        codes.filter(|code| code != "NONE").collect::<BTreeSet<String>>()
    };
    let used: BTreeSet<String> = children.iter().flat_map(codes).collect();
    let used = used.iter().filter(|code| DISABILITIES.contains(&code.as_str())).count();
    whole("2887Q", used < 8, about.line);
    let most = children.iter().map(|child| codes(child).len()).max().unwrap_or_default();
    whole("2888Q", most == 1, about.line);
    let fives = modules().filter(|module| !module.all("PreProceedingsandFGDM").is_empty()).count();
    whole("8995Q", facts.year > 2026 && fives == 0, about.line);
    for (code, item) in [("1520", "UPN"), ("8510", "LAchildID")] {
        for child in children.iter().filter(|child| child.own.has(item)) {
            let same = children.iter().filter(|other| other.own.get(item) == child.own.get(item)).count();
            if same > 1 {
                add(found, code, child.id(), vec![child.own.at(item)]);
            }
        }
    }
}

fn ours(report: &Report) -> Found {
    let mut found = Found::new();
    for one in &report.findings {
        let child = one.child.as_deref().map(str::to_owned);
        add(&mut found, &one.rule.rule, child, vec![one.place.line]);
    }
    for lines in found.values_mut() {
        lines.sort_unstable();
    }
    found
}

/// The years, with the years of rules that differ.
const YEARS: [i64; 5] = [2026, 2027, 2025, 2024, 2023];

#[test]
fn both_readings_find_the_same_two_hundred_times() {
    let (mut fired, mut wrong) = (BTreeMap::<String, usize>::new(), Vec::new());
    let (mut findings, mut not_evaluated) = (0, 0);
    for seed in 0..RETURNS {
        let year = YEARS[usize::try_from(seed).unwrap() % YEARS.len()];
        let text = Generator::new(seed, year, seed % UNREADABLE == 0).census();
        let report = check(&text);
        assert_eq!(report.unreadable, None, "seed {seed}");
        let message = read(&text);
        let (ours, theirs) = (ours(&report), naive(&message, &Facts::of(year)));
        // What could not be asked stands at a text that cannot be read, and is left out of both.
        let unreadable: BTreeSet<u32> = message.unreadable().into_iter().collect();
        let mut left_out: BTreeSet<Whose> = BTreeSet::new();
        for one in &report.not_evaluated {
            let line = one.place.map(|place| place.line);
            let child = one.child.as_deref().map(str::to_owned);
            let known = line.is_some_and(|line| unreadable.contains(&line));
            if one.rule.rule == "2883" {
                left_out.insert(("2883".to_owned(), None));
            } else if !known {
                wrong.push(format!(
                    "seed {seed}: {} not evaluated for {child:?}: {}",
                    one.rule.rule, one.reason
                ));
            }
            left_out.insert((one.rule.rule.clone(), child));
            not_evaluated += 1;
        }
        let whose: BTreeSet<&Whose> = ours.keys().chain(theirs.keys()).collect();
        for whose in whose.into_iter().filter(|whose| !left_out.contains(*whose)) {
            let (one, other) = (ours.get(whose), theirs.get(whose));
            if one != other {
                wrong.push(format!("seed {seed} ({year}), {whose:?}: ours {one:?}, theirs {other:?}"));
            }
            findings += other.map_or(0, Vec::len);
            *fired.entry(whose.0.clone()).or_default() += other.map_or(0, Vec::len);
        }
    }
    let shown: Vec<&String> = wrong.iter().take(40).collect();
    assert!(wrong.is_empty(), "{} differ: {shown:#?}", wrong.len());
    // Nothing was compared that is not there: each rule of the catalogue fired in both, and more than once.
    for rule in catalogue::cin().unwrap() {
        let times = fired.get(&rule.code).copied().unwrap_or_default();
        assert!(times > 2, "{} fired {times} times", rule.code);
    }
    assert_eq!(fired.len(), 121);
    assert!(findings > 10_000 && not_evaluated > 100, "{findings} findings, {not_evaluated} not evaluated");
    println!("{findings} findings of {} rules are the same; {not_evaluated} could not be asked", fired.len());
}

#[test]
fn the_plain_functions_are_of_the_rules_and_years_of_the_catalogue() {
    for year in YEARS {
        let plain = of_children().filter(|Rule(_, from, until, _)| (*from..=*until).contains(&year));
        let whole = OF_RETURN.iter().filter(|code| **code != "8995Q" || year > 2026).copied();
        let plain: BTreeSet<&str> = plain.map(|rule| rule.0).chain(whole).collect();
        let rules = catalogue::cin().unwrap();
        let held =
            rules.iter().filter(|rule| i64::from(rule.years.from.map_or(0, returns::Year::ends)) <= year);
        let held = held.filter(|rule| rule.years.until.is_none_or(|until| i64::from(until.ends()) >= year));
        let held: BTreeSet<&str> = held.map(|rule| rule.code.as_str()).collect();
        assert_eq!(plain, held, "{year}");
    }
    // The seven that the sector's validator never reports are errors and queries like any other.
    for code in ["8540", "8614", "8869", "8870Q", "8898", "8945Q", "8950Q"] {
        let rules = catalogue::cin().unwrap();
        let rule = rules.iter().find(|rule| rule.code == code).unwrap();
        assert!(rule.differs.contains("never") && rule.severity != Severity::Integrity, "{code}");
    }
}

#[test]
fn the_plain_reading_counts_days_as_the_calendar_does() {
    assert_eq!(day("2024-02-29").map(|day| day + 1), day("2024-03-01"));
    assert_eq!(day("2025-02-29"), None);
    assert_eq!(day("2026-01-01").map(|day| day - 1), day("2025-12-31"));
    let whole = read("<Message><A>1 &amp; 2</A>\n<!-- <A>3</A>\n--><A/>\n<B><A>4</A></B></Message>");
    let lines: Vec<u32> = whole.all("A").iter().map(|one| one.line).collect();
    assert_eq!((lines, whole.get("A")), (vec![1, 3], "1 & 2"));
    assert_eq!(whole.all("B")[0].at("A"), 4);
}
