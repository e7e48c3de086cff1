//! A draft tried on records, as people meet it.

use std::fs;

use expect_test::expect_file;

use crate::terminal::Terminal;

/// A draft that names a lead assessor in half the time.
const SOONER: &str = include_str!("../../../simulation/tests/drafts/sooner.toml");
/// A draft in which disabled children have no route of their own.
const NO_ROUTE: &str = include_str!("../../../simulation/tests/drafts/no-route.toml");
/// A draft whose timetable fits that edition.
const THIRTY_DAYS: &str = include_str!("../../../simulation/tests/drafts/thirty-days.toml");
/// An edition in which an assessment takes at most thirty working days.
const THIRTY_DAYS_CLOCKS: &str = include_str!("../../../simulation/tests/drafts/thirty-days/clocks.toml");

fn with_drafts() -> Terminal {
    let terminal = Terminal::new();
    for (file, text) in
        [("sooner.toml", SOONER), ("no-route.toml", NO_ROUTE), ("thirty-days.toml", THIRTY_DAYS)]
    {
        fs::write(terminal.path(file), text).unwrap();
    }
    fs::create_dir(terminal.path("edition")).unwrap();
    fs::write(terminal.path("edition/clocks.toml"), THIRTY_DAYS_CLOCKS).unwrap();
    terminal
}

fn asked(terminal: &Terminal, line: &str) -> String {
    let output = terminal.run(line);
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn over_invented_records_twice_the_same_bytes() {
    let terminal = with_drafts();
    let edition =
        "what-if --edition edition --protocol thirty-days.toml --children 40 --seed 3 --today 2026-11-23";
    for format in ["markdown", "json", "csv"] {
        let line = format!("{edition} --bootstrap 20 --format {format}");
        let once = asked(&terminal, &line);
        assert_eq!(once, asked(&terminal, &line));
        assert!(once.contains("30 working days"), "{once}");
        let file = format!("report.{format}");
        asked(&terminal, &format!("{line} --to {file}"));
        assert_eq!(fs::read_to_string(terminal.path(&file)).unwrap().trim_end(), once.trim_end());
    }
}

#[test]
fn over_a_partnerships_own_records() {
    let terminal = with_drafts();
    terminal.invent(40);
    let over = "--database sqlite:a.db --partnership wendale --in-force wendale";
    // The day of the latest event is found, and it is the same as when it is given.
    let found = asked(&terminal, &format!("what-if --protocol sooner.toml {over}"));
    assert!(found.contains("This draft does not change who takes which route."), "{found}");
    assert!(found.contains("5 working days → 2 working days"), "{found}");
    let gone = asked(&terminal, &format!("what-if --protocol no-route.toml {over} --today 2026-11-23"));
    assert!(gone.contains("the draft has none"), "{gone}");
    // Nothing changes where the draft is what is in force.
    let same = asked(&terminal, &format!("what-if --protocol wendale {over} --today 2026-11-23"));
    assert!(same.contains("None. "), "{same}");
}

#[test]
fn what_cannot_be_tried_is_said() {
    let terminal = with_drafts();
    terminal.invent(2);
    let lines = [
        "what-if --protocol sooner.toml",
        "what-if --children 10 --today 2026-11-23",
        "what-if --protocol sooner.toml --children 10",
        "what-if --protocol sooner.toml --database sqlite:a.db",
        "what-if --protocol sooner.toml --database sqlite:a.db --partnership wendale --alone",
        "what-if --protocol missing.toml --children 1 --today 2026-11-23",
        "what-if --edition missing --children 1 --today 2026-11-23",
        "what-if --edition edition --children 1 --today 2026-11-23",
        "what-if --protocol sooner.toml --children 1 --today 2026-11-23 --to sooner.toml",
        "what-if --protocol sooner.toml --children 1 --today 2026-11-23 --assumptions sooner.toml",
    ];
    expect_file!["what_if.txt"].assert_eq(&terminal.transcript(&lines));
}
