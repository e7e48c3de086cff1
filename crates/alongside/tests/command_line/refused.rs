//! A database that cannot be used is refused at the start, with what to do.

use std::fmt::Write as _;

use expect_test::expect_file;

use crate::terminal::Terminal;

#[test]
fn a_database_that_cannot_be_used_is_refused_with_what_to_do() {
    let mut text = String::new();
    let mut refuse = |what: &str, spoil: &dyn Fn(&Terminal)| {
        let terminal = Terminal::new();
        terminal.invent(1);
        spoil(&terminal);
        let _ = writeln!(text, "# {what}");
        text.push_str(&terminal.transcript(&[
            "serve --listen 127.0.0.1:0 --database sqlite:a.db --partnership wendale --protocol wendale",
            "verify --database sqlite:a.db",
        ]));
    };
    refuse("not a database", &|terminal| {
        std::fs::write(terminal.path("a.db"), "Dear all, the minutes are attached.\n".repeat(99)).unwrap();
    });
    refuse("a page overwritten", &|terminal| {
        let mut bytes = std::fs::read(terminal.path("a.db")).unwrap();
        bytes[100..4000].fill(0x5A);
        std::fs::write(terminal.path("a.db"), bytes).unwrap();
    });
    refuse("a later release", &|terminal| {
        terminal.tamper(
            "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
             VALUES (900, 'later', '2031-01-01T00:00:00Z', '1')",
        );
    });
    refuse("somebody else's database", &|terminal| {
        terminal.tamper("PRAGMA application_id = 77");
    });
    refuse("the keys are gone", &|terminal| {
        std::fs::remove_file(terminal.path("a.keys.db")).unwrap();
    });
    refuse("the database is gone, and its keys are there", &|terminal| {
        std::fs::remove_file(terminal.path("a.db")).unwrap();
    });
    expect_file!["refused.txt"].assert_eq(&text);
}

#[test]
fn what_is_not_there_is_named() {
    let terminal = Terminal::new();
    terminal.invent(1);
    let lines = [
        "verify --database sqlite:b.db",
        "export --database sqlite:b.db --to b.jsonl",
        "rebuild --database sqlite:b.db",
        "doctor --database sqlite:b.db",
        "verify --database sqlite:a.db --partnership eastmoor",
        "verify --database sqlite:a.db --checkpoint missing",
        "export --database sqlite:a.db --to missing/a.jsonl",
        "rebuild --database sqlite:a.db",
        "serve --listen 127.0.0.1:0 --database sqlite:a.db --partnership wendale",
        "serve --listen 127.0.0.1:0 --database sqlite:a.db --partnership eastmoor",
        "serve --listen 127.0.0.1:0 --database sqlite:a.db --partnership wendale --protocol elsewhere",
        "serve --listen 127.0.0.1:0 --database sqlite:a.db --partnership wendale --protocol missing.toml",
        "serve --listen 127.0.0.1:0 --database sqlite:a.db --partnership wendale --guidance missing",
        "synth --children 1 --database sqlite:a.db",
        "demo --data a.db/inside",
    ];
    expect_file!["not_there.txt"].assert_eq(&terminal.transcript(&lines));
    assert!(!terminal.path("b.db").exists(), "looking never makes a database");
}

/// A protocol that loosens a statutory limit is refused with the clause.
#[test]
fn a_protocol_that_loosens_the_law_is_refused_with_the_clause() {
    let terminal = Terminal::new();
    let based_on = "based_on = \"default\"\n";
    let protocol = include_str!("../../../../protocols/wendale.toml")
        .replace("id = \"wendale\"", "id = \"loose\"")
        .replace(based_on, &format!("{based_on}\n[limits]\nK03 = 60\n"));
    std::fs::write(terminal.path("loose.toml"), protocol).unwrap();
    let line = "begin --database sqlite:a.db --partnership loose --name Ada --protocol loose.toml";
    expect_file!["loosened.txt"].assert_eq(&terminal.transcript(&[line]));
    assert!(!terminal.path("a.db").exists(), "nothing begins by rules that are refused");
}
