//! Returns that are several files: those on children looked after, and tables of the Standard Safeguarding Dataset. Each is
//! taken over into an empty record and built again, byte for byte.

use std::collections::BTreeMap;

use returns::Year;
use returns::cin::example::census;
use returns::ssda903::example::files;

use crate::returns_records::{CHILDREN, answer, begun, record};
use crate::terminal::Terminal;

const YEAR: Year = Year::ending(2026);

/// Writes the files of a return into a folder, and names them.
fn put(terminal: &Terminal, folder: &str, edits: &[&str]) -> String {
    std::fs::create_dir(terminal.path(folder)).unwrap();
    let mut names = Vec::new();
    for (name, bytes) in files(YEAR, edits).unwrap().files {
        let name = format!("{folder}/{name}");
        std::fs::write(terminal.path(&name), bytes).unwrap();
        names.push(name);
    }
    names.join(" ")
}

/// What a folder holds.
fn held(terminal: &Terminal, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(terminal.path(folder)).unwrap().map(Result::unwrap);
    let read = |entry: std::fs::DirEntry| {
        (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())
    };
    entries.map(read).collect()
}

fn named(terminal: &Terminal, folder: &str) -> String {
    let names = held(terminal, folder).into_keys().map(|name| format!("{folder}/{name}"));
    names.collect::<Vec<_>>().join(" ")
}

const AWAY: [&str; 9] = [
    "Header[2]/CHILD = 0900",
    "Header[2]/SEX = F",
    "Header[2]/ETHNIC = MOTH",
    "Header[2]/UPN = UN4",
    "Header[2]/MOTHER = 0",
    "Episodes/DEC = 01/09/2025",
    "Episodes/REC = E4A",
    "Missing/MISSING = M",
    "Missing/MIS_START = 31/02/2026",
];

#[test]
fn a_return_on_children_looked_after_is_taken_over_and_built_again_byte_for_byte() {
    let terminal = begun(&["a.db", "b.db"]);
    let last = put(&terminal, "last", &AWAY);
    let import = |files: &str, database: &str, rest: &str| {
        format!("import ssda903 {files} --year 2026 {rest} {}", record(database))
    };
    answer(&terminal, &import(&last, "a.db", ""), 2);
    let said = answer(&terminal, &import(&last, "a.db", "--authority 999"), 0);
    assert!(
        said.contains("authority 999: 2 children. 2 new, 0 with more than before, 0 as they were."),
        "{said}"
    );
    assert!(said.contains("Nobody's name was taken over") && said.contains("1004 (1)"), "{said}");
    let said = answer(&terminal, &import(&last, "a.db", ""), 0);
    assert!(said.contains("0 new, 0 with more than before, 2 as they were."), "{said}");
    let build = |database: &str, to: &str, year: &str| {
        format!("return build ssda903 --year {year} --to {to} {}", record(database))
    };
    answer(&terminal, &build("a.db", "built", "2026"), 1);
    answer(&terminal, &build("a.db", "built", "2026"), 2);
    let first = held(&terminal, "built");
    let header = String::from_utf8(first["header.csv"].clone()).unwrap();
    assert!(header.contains("0900,F") && header.find("0900") < header.find("1001"), "{header}");
    let missing = String::from_utf8(first["missing.csv"].clone()).unwrap();
    assert!(missing.contains("31/02/2026"), "what no rule has so stands as it was said: {missing}");
    assert!(!first.contains_key("oc2.csv"), "nothing is said of what nobody recorded");
    let validated = terminal.run(&format!("return validate {} --year 2026", named(&terminal, "built")));
    assert_eq!(validated.status.code(), Some(1));
    answer(&terminal, &import(&named(&terminal, "built"), "b.db", "--authority 999"), 0);
    answer(&terminal, &build("b.db", "again", "2026"), 1);
    assert_eq!(held(&terminal, "again"), first);
}

#[test]
fn what_was_open_goes_on_and_a_census_of_the_same_child_stands_beside() {
    let terminal = begun(&["a.db"]);
    let last = put(&terminal, "last", &[]);
    let strange = "CHILD,DOB,REVIEW,REVIEW_CODE,WORKER\r\n,12/05/2014,01/06/2025,PN1,\r\n1001,12/05/2014,02/06/2025,PN1,Wilf\r\n";
    std::fs::write(terminal.path("last/Reviews.csv"), strange).unwrap();
    let import = format!("import ssda903 {last} --authority 999 {}", record("a.db"));
    let said = answer(&terminal, &import, 0);
    assert!(
        said.contains("the row names no child") && said.contains("has no column \"WORKER\": 1"),
        "{said}"
    );
    let next = format!("return build ssda903 --year 2026-27 --to next {}", record("a.db"));
    let built = terminal.run(&next);
    let told = String::from_utf8_lossy(&built.stderr).into_owned();
    assert!(
        told.contains("1 children.") && told.contains("no record says anything of them: Reviews, UASC"),
        "{told}"
    );
    let episodes = String::from_utf8(held(&terminal, "next")["episodes.csv"].clone()).unwrap();
    assert_eq!(episodes.lines().count(), 2, "{episodes}");
    let text = census(YEAR, &["ChildIdentifiers/LAchildID = 1001"]).unwrap();
    std::fs::write(terminal.path("census.xml"), text).unwrap();
    let said = answer(&terminal, &format!("import cin census.xml {}", record("a.db")), 0);
    assert!(said.contains("0 new, 1 with more than before"), "the same child: {said}");
    let nothing = format!("return build ssda903 --year 2024 --to none {}", record("a.db"));
    answer(&terminal, &nothing, 2);
    assert!(!terminal.path("none").exists(), "nothing is written where nothing is to say");
    answer(&terminal, "verify --database sqlite:a.db", 0);
}

#[test]
fn tables_are_taken_over_and_built_again_byte_for_byte() {
    let terminal = begun(&["a.db", "b.db"]);
    std::fs::write(terminal.path("census.xml"), census(YEAR, &CHILDREN).unwrap()).unwrap();
    answer(&terminal, &format!("import cin census.xml {}", record("a.db")), 0);
    let build =
        |database: &str, to: &str| format!("return build ssd --year 2026 --to {to} {}", record(database));
    answer(&terminal, &build("a.db", "tables"), 0);
    let first = held(&terminal, "tables");
    let import = |rest: &str| format!("import ssd tables --year 2026 {rest} {}", record("b.db"));
    let said = answer(&terminal, &import("--authority 999"), 0);
    assert!(said.contains("3 children. 3 new") && said.contains("1 of 1 in time"), "{said}");
    answer(&terminal, &build("b.db", "again"), 0);
    assert_eq!(held(&terminal, "again"), first);
    // What is nobody's or has no place is said; what cannot be read is kept with the child.
    std::fs::write(terminal.path("tables/ssd_address.csv"), "addr_person_id\r\nW0001\r\n").unwrap();
    let plans = String::from_utf8(first["ssd_cin_plans.csv"].clone()).unwrap();
    let more = "p1,nowhere,W0001,2025-06-01,\r\np2,nowhere,nobody,2025-06-01,\r\n";
    std::fs::write(terminal.path("tables/ssd_cin_plans.csv"), plans + more).unwrap();
    let said = answer(&terminal, &import(""), 0);
    assert!(said.contains("0 new, 1 with more than before, 2 as they were"), "{said}");
    assert!(said.contains("ssd_address.csv:1: no census says what this table holds"), "{said}");
    assert_eq!(said.matches("ssd_cin_episodes has no line with the cinp_referral_id").count(), 2, "{said}");
    std::fs::remove_file(terminal.path("tables/ssd_person.csv")).unwrap();
    answer(&terminal, &import(""), 2);
}
