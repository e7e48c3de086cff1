//! No number and no code of a return is written in what asks its rules: they stand in `returns/`, where a new year changes them.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What asks rules: the functions of single rules, and the tables they are read into.
const ASKING: [&str; 6] =
    ["cin/check.rs", "cin/logic", "cin/totals.rs", "ssda903/check.rs", "ssda903/logic", "ssda903/logic.rs"];
/// Codes that are words of XML and CSV besides: no and yes.
const WORDS: [&str; 4] = ["0", "1", "false", "true"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            rust_files(&entry.unwrap().path(), found);
        }
    } else {
        found.push(path.to_owned());
    }
}

/// The code of a file without its tests, remarks left aside, line by line with its number.
fn lines(path: &Path) -> Vec<(usize, String)> {
    let text = std::fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap();
    let plain = |line: &str| line.split("//").next().unwrap_or_default().to_owned();
    code.lines().map(plain).enumerate().map(|(at, line)| (at + 1, line)).collect()
}

fn texts(line: &str) -> Vec<&str> {
    line.split('"').skip(1).step_by(2).collect()
}

fn numbers(line: &str) -> Vec<&str> {
    let outside = line.split('"').step_by(2);
    let words =
        outside.flat_map(|code| code.split(|letter: char| !letter.is_alphanumeric() && letter != '_'));
    words.filter(|word| word.starts_with(|first: char| first.is_ascii_digit())).collect()
}

fn asking() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in ASKING {
        rust_files(&root().join("src").join(path), &mut files);
    }
    files
}

#[test]
fn what_asks_a_rule_holds_no_number_of_it() {
    let files = asking();
    assert!(files.len() > 8, "{files:?}");
    for file in files {
        for (at, line) in lines(&file) {
            for number in numbers(&line) {
                // One, two and nothing are counts of things that stand beside each other.
                let fine = ["0", "1", "2"].contains(&number) || line.contains("const ");
                assert!(fine, "{}:{at}: {number} belongs in returns/", file.display());
            }
        }
    }
}

#[test]
fn no_code_of_a_set_is_written_in_the_crate() {
    let mut codes = BTreeSet::new();
    for name in ["cin", "ssda903"] {
        let path = root().join("../../returns").join(name).join("codes.toml");
        let file: toml::Table = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for set in file["set"].as_array().unwrap() {
            let listed = set["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap());
            codes.extend(listed.filter(|code| !WORDS.contains(code)).map(str::to_owned));
        }
    }
    assert!(["NONE", "X1", "V3", "21", "UN7"].iter().all(|code| codes.contains(*code)));
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    for file in files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "rs")) {
        for (at, line) in lines(file) {
            // Tables of functions are headed by the codes of rules, which are names.
            let heads = line.trim_start().starts_with("(\"");
            for text in texts(&line).into_iter().skip(usize::from(heads)) {
                assert!(!codes.contains(text), "{}:{at}: {text} belongs in returns/", file.display());
            }
        }
    }
}

#[test]
fn a_planted_number_and_a_planted_code_are_found() {
    assert_eq!(numbers("let due = from + 45;"), ["45"]);
    assert_eq!(numbers("\"within 45 days\""), Vec::<&str>::new());
    assert_eq!(texts("if code == \"X1\" && \"V3\" == code {"), ["X1", "V3"]);
}
