//! A record that is as it was written is proven; one that is not names the first place.

use std::fmt::Write as _;

use expect_test::expect_file;

use crate::terminal::Terminal;

const VERIFY: &str = "verify --database sqlite:a.db";

#[test]
fn a_good_record_is_proven_from_the_database_and_from_an_export() {
    let terminal = Terminal::new();
    let lines = [
        "synth --children 6 --seed 1 --now 2026-11-23T10:30:00Z --database sqlite:a.db",
        VERIFY,
        "verify --database sqlite:a.db --partnership wendale",
        "export --database sqlite:a.db --to a.jsonl",
        "verify --export a.jsonl",
        "export --database sqlite:a.db --to a.jsonl",
        "rebuild --database sqlite:a.db --protocol wendale",
        VERIFY,
        "doctor --database sqlite:a.db",
    ];
    expect_file!["good.txt"].assert_eq(&terminal.transcript(&lines));
}

#[test]
fn an_altered_record_names_the_first_altered_entry() {
    let changes = [
        (
            "a word of an entry",
            "UPDATE entries SET payload = zeroblob(length(payload)) WHERE stream_kind = 'child' AND version = 4",
        ),
        ("an entry taken away", "DELETE FROM entries WHERE stream_kind = 'request' AND version = 2"),
        (
            "the last entry of a stream taken away",
            "DELETE FROM entries WHERE rowid = (SELECT max(rowid) FROM entries)",
        ),
        ("a leaf of the log", "UPDATE log_leaves SET hash = zeroblob(32) WHERE position = 17"),
        ("a signature", "UPDATE log_checkpoints SET note = replace(note, 'signed 2026', 'signed 2025')"),
        (
            "two entries in each other's place",
            "UPDATE entries SET version = 900 WHERE stream_kind = 'child' AND version = 2;
             UPDATE entries SET version = 2 WHERE stream_kind = 'child' AND version = 3;
             UPDATE entries SET version = 3 WHERE stream_kind = 'child' AND version = 900;",
        ),
    ];
    let mut text = String::new();
    for (what, statements) in changes {
        let terminal = Terminal::new();
        terminal.invent(4);
        terminal.tamper(statements);
        let _ = writeln!(text, "# {what}");
        text.push_str(&terminal.transcript(&[VERIFY]));
    }
    expect_file!["altered.txt"].assert_eq(&text);
}

/// A record cut back to an older signed state agrees with itself; only a checkpoint kept elsewhere tells.
#[test]
fn a_truncated_record_is_told_by_a_checkpoint_kept_elsewhere() {
    let terminal = Terminal::new();
    terminal.invent(16);
    let note = terminal.text("SELECT note FROM log_checkpoints ORDER BY size DESC LIMIT 1");
    let kept = terminal.text("SELECT CAST(min(size) AS TEXT) FROM log_checkpoints");
    std::fs::write(terminal.path("kept.checkpoint"), note).unwrap();
    let with = "verify --database sqlite:a.db --checkpoint kept.checkpoint";
    std::fs::create_dir(terminal.path("elsewhere")).unwrap();
    let size = terminal.text("SELECT CAST(max(size) AS TEXT) FROM log_checkpoints");
    let name = format!("elsewhere/wendale-{size:0>20}.checkpoint");
    std::fs::copy(terminal.path("kept.checkpoint"), terminal.path(&name)).unwrap();
    let before = terminal.transcript(&[
        VERIFY,
        with,
        "doctor --database sqlite:a.db --checkpoints elsewhere",
        "doctor --database sqlite:a.db --checkpoints nowhere",
    ]);
    terminal.tamper(&format!(
        "DELETE FROM entries WHERE (stream_kind, stream, version) IN
             (SELECT stream_kind, stream, version FROM log_leaves WHERE position >= {kept});
         DELETE FROM log_leaves WHERE position >= {kept};
         DELETE FROM log_checkpoints WHERE size > {kept};
         DELETE FROM log_frontiers;"
    ));
    let doctor = "doctor --database sqlite:a.db --checkpoints elsewhere";
    let after = terminal.transcript(&[VERIFY, with, doctor]);
    expect_file!["truncated.txt"].assert_eq(&format!("# whole\n{before}# cut back\n{after}"));
}

#[test]
fn a_damaged_export_names_its_line() {
    let terminal = Terminal::new();
    terminal.invent(3);
    terminal.run("export --database sqlite:a.db --to whole.jsonl");
    let whole = std::fs::read_to_string(terminal.path("whole.jsonl")).unwrap();
    let cut: String = whole.split_inclusive('\n').take(30).collect();
    std::fs::write(terminal.path("cut.jsonl"), cut).unwrap();
    std::fs::write(terminal.path("other.jsonl"), "This is a letter.\n").unwrap();
    let lines = [
        "verify --export cut.jsonl",
        "verify --export other.jsonl",
        "verify --export missing.jsonl",
        "verify --export whole.jsonl --key alongside",
        "verify --export .",
    ];
    expect_file!["damaged_exports.txt"].assert_eq(&terminal.transcript(&lines));
}
