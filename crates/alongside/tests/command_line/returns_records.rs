//! A return is taken over into an empty record and built again, byte for byte.

use returns::Year;
use returns::cin::example::census;

use crate::terminal::Terminal;

const AT: &str = "--made-at 2026-05-01T09:00:00";

pub fn record(database: &str) -> String {
    format!("--database sqlite:{database} --partnership eastmoor")
}

pub fn begun(databases: &[&str]) -> Terminal {
    let terminal = Terminal::new();
    for database in databases {
        answer(&terminal, &format!("begin {} --name 'Ada Moorfield'", record(database)), 0);
    }
    terminal
}

/// Standard output of a command that answers so.
pub fn answer(terminal: &Terminal, line: &str, status: i32) -> String {
    let output = terminal.run(line);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(status), "{line}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn write(terminal: &Terminal, name: &str, year: Year, edits: &[&str]) {
    std::fs::write(terminal.path(name), census(year, edits).unwrap()).unwrap();
}

/// Three children: one with enquiries and a plan, one whose referral went no further.
pub const CHILDREN: [&str; 15] = [
    "CINdetails/Section47/S47ActualStartDate = 2025-09-08",
    "CINdetails/Section47/DateOfInitialCPC = 2025-09-26",
    "CINdetails/Section47/ICPCnotRequired = 0",
    "CINdetails/ChildProtectionPlans/CPPstartDate = 2025-09-26",
    "CINdetails/ChildProtectionPlans/InitialCategoryOfAbuse = NEG",
    "CINdetails/ChildProtectionPlans/LatestCategoryOfAbuse = EMO",
    "CINdetails/ChildProtectionPlans/NumberOfPreviousCPP = 0",
    "CINdetails/ChildProtectionPlans/Reviews/CPPreviewDate[1] = 2025-12-19",
    "Child[2]/ChildIdentifiers/LAchildID = A0002",
    "Child[2]/ChildIdentifiers/UPN = H801200001001",
    "Child[3]/ChildIdentifiers/LAchildID = W0003",
    "-Child[3]/ChildIdentifiers/UPN",
    "Child[3]/ChildIdentifiers/UPNunknown = UN2",
    "-Child[3]/CINdetails/Assessments",
    "Child[3]/CINdetails/ReferralNFA = 1",
];

#[test]
fn what_is_built_is_taken_over_and_built_again_byte_for_byte() {
    let terminal = begun(&["a.db", "b.db"]);
    write(&terminal, "last.xml", Year::ending(2026), &CHILDREN);
    let said = answer(&terminal, &format!("import cin last.xml {}", record("a.db")), 0);
    assert!(
        said.contains("authority 999: 3 children. 3 new, 0 with more than before, 0 as they were."),
        "{said}"
    );
    assert!(said.contains("No name is in a census"), "{said}");
    assert!(said.contains("1 of 1 in time (100 %), 0 not done yet"), "{said}");
    let said = answer(&terminal, &format!("import cin last.xml {}", record("a.db")), 0);
    assert!(said.contains("0 new, 0 with more than before, 3 as they were."), "{said}");
    // By identifier, whatever the order of the file.
    let build = |database: &str, to: &str, year: &str| {
        format!("return build cin --year {year} --to {to} {AT} {}", record(database))
    };
    answer(&terminal, &build("a.db", "built.xml", "2026"), 1);
    let first = std::fs::read_to_string(terminal.path("built.xml")).unwrap();
    let place = |id: &str| first.find(&format!("<LAchildID>{id}</LAchildID>")).unwrap();
    assert!(place("A0002") < place("W0001") && place("W0001") < place("W0003"));
    let found = answer(&terminal, "return validate built.xml --format json", 1);
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found["schema_errors"].as_array().unwrap().len(), 0);
    answer(&terminal, &format!("import cin built.xml {}", record("b.db")), 0);
    answer(&terminal, &build("b.db", "again.xml", "2026"), 1);
    assert_eq!(std::fs::read_to_string(terminal.path("again.xml")).unwrap(), first);
    let printed = answer(&terminal, &format!("return build cin --year 2026 {AT} {}", record("b.db")), 1);
    assert_eq!(printed, first);
    // What was open goes on into the next year: not the referral that went no further.
    answer(&terminal, &build("a.db", "next.xml", "2026-27"), 1);
    let next = std::fs::read_to_string(terminal.path("next.xml")).unwrap();
    assert_eq!(next.matches("<Child>").count(), 2);
    assert!(
        next.contains("<CPPstartDate>2025-09-26</CPPstartDate>") && !next.contains("<Section47>"),
        "{next}"
    );
    // The same children for other readers.
    let other = |kind: &str, rest: &str| format!("return build {kind} --year 2026 {rest} {}", record("a.db"));
    answer(&terminal, &other("api", "--to all.json"), 0);
    let nothing = answer(&terminal, &other("api", "--before all.json"), 0);
    assert_eq!(nothing, "[\n\n]\n");
    answer(&terminal, &other("ssd", "--to tables"), 0);
    answer(&terminal, &other("ssd", "--to tables"), 2);
    let episodes = std::fs::read_to_string(terminal.path("tables").join("ssd_cin_episodes.csv")).unwrap();
    assert_eq!(episodes.lines().count(), 4, "{episodes}");
    answer(&terminal, &other("ssd", "--to columns --format parquet"), 0);
    let columns = std::fs::read(terminal.path("columns").join("ssd_cin_episodes.parquet")).unwrap();
    assert!(columns.starts_with(b"PAR1") && columns.ends_with(b"PAR1"));
    let verified = answer(&terminal, "verify --database sqlite:a.db", 0);
    assert!(!verified.is_empty());
}

#[test]
fn the_lists_for_inspectors_look_back_over_the_end_of_a_year() {
    let terminal = begun(&["a.db", "b.db"]);
    write(&terminal, "last.xml", Year::ending(2026), &CHILDREN);
    answer(&terminal, &format!("import cin last.xml {}", record("a.db")), 0);
    let lists = |to: &str, rest: &str, database: &str| {
        format!("return build annex-a --to {to} {AT} {rest} {}", record(database))
    };
    let run = |line: &str| {
        let output = terminal.run(line);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (status, said) = run(&lists("a.xlsx", "--until 2026-02-15", "a.db"));
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("List 3, Referrals in the last six months: 3 rows"), "{said}");
    assert!(
        said.contains("List 7, Child protection plans now or ended in the last six months: 1 rows"),
        "{said}"
    );
    let whole = std::fs::read(terminal.path("a.xlsx")).unwrap();
    assert!(whole.starts_with(b"PK"));
    run(&lists("again.xlsx", "--until 2026-02-15", "a.db"));
    assert_eq!(
        std::fs::read(terminal.path("again.xlsx")).unwrap(),
        whole,
        "the same record is the same bytes"
    );
    // After the year's end, what was referred in it is still counted, and what goes on is still listed.
    let (_, said) = run(&lists("b.xlsx", "--from 2025-09-01 --until 2026-05-01", "a.db"));
    assert!(said.contains("List 3, Referrals in the last six months: 3 rows"), "{said}");
    assert!(
        said.contains("List 5, Section 47 enquiries and initial conferences in the last six months: 1 rows"),
        "{said}"
    );
    for (rest, database, why) in [
        ("--until 2999-01-01", "a.db", "is not here yet"),
        ("--from 2026-03-01 --until 2026-02-15", "a.db", "lies after"),
        ("--until 2020-02-15", "a.db", "nothing is known here of the year"),
        ("--until 2026-02-15", "b.db", "no child is in any of the lists"),
    ] {
        let (status, said) = run(&lists("none.xlsx", rest, database));
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains(why), "{why}: {said}");
    }
    assert!(!terminal.path("none.xlsx").exists());
}

#[test]
fn faults_are_listed_and_kept_and_nothing_is_taken_over_twice() {
    let terminal = begun(&["a.db"]);
    let year = Year::ending(2026);
    let faulty = [
        "Child[2]/ChildIdentifiers/LAchildID = W0001",
        "Child[3]/ChildIdentifiers/LAchildID = W0003",
        "Child[3]/CINdetails/CINreferralDate = 02/06/2025",
        "-Child[4]/ChildIdentifiers/LAchildID",
    ];
    write(&terminal, "faulty.xml", year, &faulty);
    let import = |file: &str| format!("import cin {file} {}", record("a.db"));
    let said = answer(&terminal, &import("faulty.xml"), 0);
    assert!(said.contains("4 children. 3 new"), "{said}");
    assert!(said.contains("write 2025-06-02 or 2025-02-06; which was meant is not guessed"), "{said}");
    assert!(said.contains("1 with the identifier of another child"), "{said}");
    assert!(said.contains("1 without an identifier"), "{said}");
    let said = answer(&terminal, &import("faulty.xml"), 0);
    assert!(said.contains("0 new, 0 with more than before, 3 as they were"), "{said}");
    // A file that breaks off is not taken over at all; half a file that was whole is gone on with.
    let whole = census(year, &CHILDREN).unwrap();
    std::fs::write(terminal.path("cut.xml"), &whole[..whole.len() - 200]).unwrap();
    answer(&terminal, &import("cut.xml"), 2);
    answer(&terminal, &import("nowhere.xml"), 2);
    let half = &CHILDREN[..10];
    write(&terminal, "half.xml", year, half);
    let said = answer(&terminal, &import("half.xml"), 0);
    assert!(said.contains("1 new, 1 with more than before"), "{said}");
    write(&terminal, "whole.xml", year, &CHILDREN);
    let said = answer(&terminal, &import("whole.xml"), 0);
    assert!(said.contains("0 new, 1 with more than before, 2 as they were"), "{said}");
    let other = census(year, &["Header/Source/LEA = 998"]).unwrap();
    std::fs::write(terminal.path("other.xml"), other).unwrap();
    let said = answer(&terminal, &import("other.xml"), 0);
    assert!(said.contains("1 new"), "an identifier belongs to the authority that gave it: {said}");
    let refused = terminal.run(&format!("return build cin --year 2026 {}", record("a.db")));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("several authorities"));
}
