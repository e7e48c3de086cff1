//! The same children for other readers, each with a golden file.

use std::fmt::Write as _;

use census::Child;
use expect_test::{expect, expect_file};
use jiff::civil::date;
use returns::cin::example::census;
use returns::cin::read;
use returns::elsewhere::annex_a::{Care, Cell, Episode, Lists, lists};
use returns::elsewhere::{dataset, payload};

use crate::{LATEST, options};

/// Two children: one with enquiries, a conference and a plan, one closed; and one without an identifier.
fn children() -> Vec<Child> {
    let edits = [
        "CINdetails/Section47/S47ActualStartDate = 2025-09-08",
        "CINdetails/Section47/InitialCPCtarget = 2025-09-29",
        "CINdetails/Section47/DateOfInitialCPC = 2025-09-26",
        "CINdetails/Section47/ICPCnotRequired = 0",
        "CINdetails/Section47[2]/S47ActualStartDate = 2025-09-08",
        "CINdetails/Section47[2]/ICPCnotRequired = 1",
        "CINdetails/ChildProtectionPlans/CPPstartDate = 2025-09-26",
        "CINdetails/ChildProtectionPlans/InitialCategoryOfAbuse = NEG",
        "CINdetails/ChildProtectionPlans/LatestCategoryOfAbuse = EMO",
        "CINdetails/ChildProtectionPlans/NumberOfPreviousCPP = 0",
        "CINdetails/ChildProtectionPlans/Reviews/CPPreviewDate = 2025-12-19",
        "CINdetails/CINPlanDates/CINPlanStartDate = 2025-09-10",
        "CINdetails/CINPlanDates/CINPlanEndDate = 2025-09-26",
        "Child[2]/ChildIdentifiers/LAchildID = W0002",
        "-Child[2]/ChildIdentifiers/UPN",
        "Child[2]/ChildIdentifiers/UPNunknown = UN2",
        "Child[2]/CINdetails/CINclosureDate = 2026-01-20",
        "Child[2]/CINdetails/ReasonForClosure = RC7",
        "Child[2]/CINdetails/DateOfInitialCPC = 2025-09-12",
        "-Child[3]/ChildIdentifiers/LAchildID",
    ];
    read(census(LATEST, &edits).unwrap().as_bytes(), options()).unwrap().0.children
}

#[test]
fn the_payload_is_whole_or_what_has_changed() {
    let mut children = children();
    let whole = payload::payload(&children, None).unwrap();
    expect_file!["payload.json"].assert_eq(&whole.text);
    assert_eq!((whole.sent, whole.purged, whole.without_identifier), (2, 0, 1));
    let same = payload::payload(&children, Some(&whole.text)).unwrap();
    assert_eq!((same.text.as_str(), same.sent, same.purged), ("[\n\n]\n", 0, 0));
    // One says something else, one is gone, and the order in which they come changes nothing.
    children[1].details[0].closure = Some("RC9".into());
    let gone = children.remove(0);
    let change = payload::payload(&children, Some(&whole.text)).unwrap();
    assert_eq!((change.sent, change.purged), (1, 1));
    expect![[r#"
        [
        {
          "la_child_id": "W0001",
          "mis_child_id": "W0001",
          "purge": true
        },"#]]
    .assert_eq(&change.text[..change.text.find("},").unwrap() + 2]);
    assert!(change.text.contains(r#""closure_reason": "RC9""#));
    // Whoever was taken back is not taken back again.
    let again = payload::payload(&children, Some(&change.text)).unwrap();
    assert_eq!((again.sent, again.purged), (0, 0));
    children.push(gone);
    children.reverse();
    let back = payload::payload(&children, Some(&change.text)).unwrap();
    assert_eq!((back.sent, back.purged), (1, 0));
    for wrong in ["", "{}", "[1]", "[{}]"] {
        assert!(payload::payload(&children, Some(wrong)).is_err(), "{wrong}");
    }
}

#[test]
fn the_tables_have_a_row_for_each_thing_that_a_census_says() {
    let tables = dataset::tables(&children());
    let mut all = String::new();
    for table in &tables {
        assert!(!table.is_empty(), "{}", table.name);
        writeln!(all, "{}.csv\n{}", table.name, table.csv().unwrap().replace("\r\n", "\n")).unwrap();
    }
    expect_file!["dataset.txt"].assert_eq(&all);
}

fn episode(from: (i8, i8), until: Option<(i8, i8)>, began: bool, moved: bool, legal: &str) -> Episode {
    let day = |(month, day)| date(2025, month, day);
    Episode {
        from: day(from),
        until: until.map(day),
        began,
        moved,
        legal: legal.into(),
        need: "N1".into(),
        place: "U1".into(),
        provider: "PR1".into(),
        ended: None,
    }
}

/// One child twice looked after this year, and one of whom no census says anything.
fn cares() -> [Care; 2] {
    let mut first = episode((2, 1), Some((4, 1)), true, true, "C1");
    first.ended = Some("E4A".into());
    let episodes = vec![
        first,
        episode((7, 1), Some((8, 1)), true, true, "C1"),
        episode((8, 1), Some((9, 1)), false, false, "D1"),
        episode((9, 1), None, false, true, "D1"),
    ];
    let days = vec![date(2025, 7, 20), date(2025, 10, 1), date(2026, 6, 1)];
    let known =
        Care { child: "W0002".into(), episodes, reviews: days.clone(), missing: days, ..Care::default() };
    let other = Care { child: "W0009".into(), ..known.clone() };
    [known, other]
}

fn shown(lists: &Lists) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::Empty => "-".to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Day(day) => day.to_string(),
        Cell::Number(number) => format!("#{number}"),
    };
    let mut text = String::new();
    for line in &lists.about {
        writeln!(text, "{}", line.join(" | ")).unwrap();
    }
    for list in &lists.made {
        writeln!(text, "\n{}: {}, since {}", list.sheet, list.title, list.from).unwrap();
        for row in &list.rows {
            writeln!(text, "{}", row[0..1].iter().map(cell).collect::<String>()).unwrap();
            for (column, value) in list.columns.iter().zip(row).skip(1) {
                assert!(column.filled || *value == Cell::Empty, "{}", column.name);
                if column.filled {
                    writeln!(text, "    {}: {}", column.name, cell(value)).unwrap();
                }
            }
        }
    }
    text
}

#[test]
fn the_lists_for_inspectors_say_what_is_known_and_name_what_is_not() {
    let made = lists(&children(), &cares(), None, date(2026, 2, 15)).unwrap();
    assert_eq!(made.without_identifier, 1);
    expect_file!["annex_a.txt"].assert_eq(&shown(&made));
    // Another order changes nothing, and what comes after the last day is not said.
    let mut turned = children();
    turned.reverse();
    assert_eq!(lists(&turned, &cares(), None, date(2026, 2, 15)).unwrap(), made);
    let early = lists(&children(), &cares(), Some(date(2025, 9, 1)), date(2025, 9, 20)).unwrap();
    let text = shown(&early);
    for later in ["2025-09-26", "2025-10-01", "2025-12-19", "2026", "Closed", "Protection plan"] {
        assert!(!text.split_once("List 3:").unwrap().1.contains(later), "{later}: {text}");
    }
}
