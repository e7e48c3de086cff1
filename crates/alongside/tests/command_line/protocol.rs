//! What is asked of a local protocol.

use std::path::Path;

use expect_test::expect_file;

use crate::terminal::Terminal;

/// A file of the shipped protocols, or of those broken on purpose.
fn copied(terminal: &Terminal, from: &str, name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::copy(root.join(from), terminal.path(name)).unwrap();
}

/// The names of the files that the shipped protocol has beside it.
fn parts_of_default() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../protocols/default");
    let parts =
        std::fs::read_dir(folder).unwrap().map(|part| part.unwrap().file_name().into_string().unwrap());
    parts.collect()
}

#[test]
fn a_protocol_is_checked_compared_and_published() {
    let terminal = Terminal::new();
    copied(&terminal, "crates/guidance/tests/broken/whole.toml", "whole.toml");
    copied(&terminal, "crates/guidance/tests/broken/bedroom-not-left-out.toml", "bedroom.toml");
    copied(&terminal, "crates/guidance/tests/broken/unknown-names.toml", "unknown.toml");
    let lines = [
        "protocol check whole.toml --today 2026-11-23 --format json --edition WT-2032",
        "protocol check unknown.toml --today 2026-11-23",
        "protocol check missing.toml",
        "protocol check nowhere",
        "protocol diff whole.toml bedroom.toml --today 2026-11-23",
        "protocol publish whole.toml --today 2026-11-23 --to page.md",
        "protocol publish whole.toml --to missing/page.html",
    ];
    expect_file!["protocol.txt"].assert_eq(&terminal.transcript(&lines));
    assert!(std::fs::read_to_string(terminal.path("page.md")).unwrap().contains("# What happens"));
    let answers = |line: &str| terminal.run(line).status.code();
    assert_eq!(answers("protocol check wendale --today 2026-11-23"), Some(0));
    assert_eq!(answers("protocol check wendale --today 2027-11-23"), Some(1));
    assert_eq!(answers("protocol check default --format sarif"), Some(1));
    assert_eq!(answers("protocol check bedroom.toml --format json"), Some(1));
    let page = terminal.run("protocol publish wendale --to -");
    assert!(String::from_utf8(page.stdout).unwrap().starts_with("<!DOCTYPE html>"));
}

/// The shipped template stands in a file and a folder of its name; both together are the protocol, also when copied.
#[test]
fn a_protocol_has_its_parts_in_a_folder_of_its_name() {
    let terminal = Terminal::new();
    copied(&terminal, "protocols/default.toml", "ours.toml");
    std::fs::create_dir(terminal.path("ours")).unwrap();
    for part in parts_of_default() {
        copied(&terminal, &format!("protocols/default/{part}"), &format!("ours/{part}"));
    }
    let same = terminal.run("protocol diff default ours.toml");
    assert!(String::from_utf8(same.stdout).unwrap().contains("They say the same."));
    // A mistake in a part is shown in that part.
    let part = terminal.path("ours/every-child.toml");
    let text = std::fs::read_to_string(&part).unwrap().replacen("timely =", "timly =", 1);
    std::fs::write(&part, text).unwrap();
    let wrong = terminal.run("protocol check ours.toml");
    assert_eq!(wrong.status.code(), Some(2));
    let said = String::from_utf8(wrong.stderr).unwrap();
    assert!(said.contains("every-child.toml:5") && said.contains("did you mean `timely`?"), "{said}");
}
