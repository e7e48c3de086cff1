//! What the source may hold: how long a file may be, where SQL may stand, what pure crates never reach for, which
//! words and addresses have no place here.

use std::path::Path;

use proc_macro2::{Delimiter, TokenTree};
use regex_lite::Regex;
use tidy::source::{each_sequence, files, paths, read, rust_files, texts, tokens};

/// A file that is longer than this holds two ideas.
const LINES_MAX: usize = 600;
/// Written by a program and compared by a test, so that their length is nobody's choice; and the one table of who may
/// do what and the one list of what may be chosen, which are read row by row and must each stay one.
const LONG: &[&str] = &[
    "Cargo.lock",
    "package-lock.json",
    "guidance/holidays.toml",
    "forms/code-sets.toml",
    "policies/matrix.txt",
    "policies/policies.toml",
    "crates/alongside/tests/command_line/help.txt",
    "crates/tidy/names.toml",
    "crates/web/tests/matrix/golden.txt",
];
/// Crates that do no I/O and know no clock and no chance.
const PURE: &[&str] = &[
    "access",
    "census",
    "documents",
    "forms",
    "guidance",
    "kernel",
    "measures",
    "press",
    "records",
    "returns",
    "rulebook",
    "simulation",
];
/// What they therefore never name.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "std::thread",
    "std::io::stdin",
    "std::io::stdout",
    "std::time",
    "std::path::absolute",
    "tokio",
    "rand",
    "getrandom",
    "rusqlite",
    "axum",
    "tracing",
    "jiff::Timestamp::now",
    "Timestamp::now",
    "jiff::Zoned::now",
    "Zoned::now",
    "Uuid::new_v4",
    "Uuid::now_v7",
    "println",
    "eprintln",
    "static_mut",
];

fn is_text(path: &str) -> bool {
    let end = Path::new(path).extension().and_then(|end| end.to_str()).unwrap_or_default();
    !matches!(end, "png" | "ico" | "jpg" | "woff2" | "input")
}

/// What a test writes, and holds against what it would write now.
fn is_snapshot(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "snap") || path.starts_with("docs/schemas/")
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = files()
        .into_iter()
        .filter(|path| is_text(path) && !LONG.contains(&path.as_str()) && !is_snapshot(path))
        .map(|path| (read(&path).lines().count(), path))
        .filter(|(lines, _)| *lines > LINES_MAX)
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "a file past {LINES_MAX} lines is two ideas: {long:#?}");
}

#[test]
fn pure_crates_reach_for_nothing_outside() {
    let mut found = Vec::new();
    for name in PURE {
        for file in rust_files(&format!("crates/{name}/src")) {
            for path in paths(&file) {
                let reached = OUTSIDE
                    .iter()
                    .any(|outside| path.value == *outside || path.value.starts_with(&format!("{outside}::")));
                if reached {
                    found.push(format!("{file}:{}: {}", path.line, path.value));
                }
            }
        }
    }
    assert!(found.is_empty(), "these crates are pure: {found:#?}");
}

#[test]
fn only_the_store_speaks_sql() {
    let sql = Regex::new(
        r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX|UNIQUE)|PRAGMA\s)",
    )
    .unwrap();
    let mut found = Vec::new();
    // Tests may look into a database to see that it was left alone.
    let sources = rust_files("crates").into_iter().filter(|file| file.contains("/src/"));
    for file in sources.filter(|file| !file.starts_with("crates/store/")) {
        for text in texts(&file) {
            if sql.is_match(&text.value) {
                found.push(format!("{file}:{}", text.line));
            }
        }
    }
    assert!(found.is_empty(), "SQL stands in crates/store alone: {found:#?}");
}

#[test]
fn warnings_are_expected_with_a_reason_and_never_allowed() {
    let mut found = Vec::new();
    for file in rust_files("crates").into_iter().filter(|file| !file.starts_with("crates/tidy/")) {
        for (number, line) in read(&file).lines().enumerate() {
            let attribute = line.trim_start();
            if attribute.starts_with("#[allow(") || attribute.starts_with("#![allow(") {
                found.push(format!("{file}:{}", number + 1));
            }
        }
    }
    assert!(found.is_empty(), "use #[expect(.., reason = \"..\")]: {found:#?}");
}

/// Every lib.rs and main.rs explains its crate in its first line.
#[test]
fn every_crate_says_what_it_is() {
    for file in rust_files("crates") {
        let is_first = file.ends_with("/src/lib.rs") || file.ends_with("/src/main.rs");
        assert!(!is_first || read(&file).starts_with("//! "), "{file} does not say what the crate is");
    }
}

#[test]
fn nothing_third_party_and_nothing_built_is_committed() {
    let font = Regex::new(r"\.(woff2?|ttf|otf|eot|min\.js|min\.css|sqlite|db)$").unwrap();
    for file in files() {
        assert!(!font.is_match(&file), "{file} is built or somebody else's");
        assert!(!file.contains("node_modules/") && !file.starts_with("build/"), "{file}");
    }
}

/// Addresses are of nobody, except where a standard says so.
#[test]
fn no_address_of_a_real_person() {
    let address = Regex::new(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[a-z]{2,}").unwrap();
    let free =
        Regex::new(r"@([a-z0-9-]+\.)*(example|example\.(org|com|net)|test|invalid|localhost)$").unwrap();
    for file in files().iter().filter(|file| is_text(file) && !file.ends_with("-lock.json")) {
        let text = read(file);
        for found in address.find_iter(&text) {
            assert!(free.is_match(found.as_str()), "{file} has the address {}", found.as_str());
        }
    }
}

/// The lock files name packages and hashes, never where one machine got them; and no file names a machine's folders.
#[test]
fn no_machine_is_named() {
    let lock = read("Cargo.lock");
    for line in lock.lines().filter(|line| line.starts_with("source = ")) {
        assert_eq!(line, "source = \"registry+https://github.com/rust-lang/crates.io-index\"");
    }
    assert!(!read("package-lock.json").contains("\"resolved\""), "package-lock.json names a registry");
    let folder = Regex::new(r#"(^|[\s"'`(=])/(work|home|root|farm)/[a-z]"#).unwrap();
    for file in files().iter().filter(|file| is_text(file) && !file.starts_with("crates/tidy/")) {
        for (number, line) in read(file).lines().enumerate() {
            assert!(!folder.is_match(line), "{file}:{} names a folder of one machine", number + 1);
        }
    }
}

/// The project explains itself; it does not refer to papers that a reader does not have.
#[test]
fn nothing_is_left_to_do_and_nothing_refers_to_what_is_not_here() {
    let left = Regex::new(r"\b(TODO|FIXME|XXX|HACK|TBA|TBD)\b|\b[Rr]ulings? \d|\b[Ii]ssue #?\d").unwrap();
    for file in files().iter().filter(|file| is_text(file) && !file.starts_with("crates/tidy/")) {
        for (number, line) in read(file).lines().enumerate() {
            assert!(!left.is_match(line), "{file}:{}: {}", number + 1, line.trim());
        }
    }
}

/// Every endpoint that takes a form takes a `Submitted`, or with a file an `Uploaded`: its type, its size and its token are
/// checked there alone.
#[test]
fn every_post_takes_a_submitted_form() {
    let mut checked = 0;
    for file in rust_files("crates/web/src/routes") {
        let uses = paths(&file);
        each_sequence(&tokens(&file), &mut |sequence| {
            for entry in
                sequence.split(|token| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ','))
            {
                let words: Vec<String> = entry.iter().map(ToString::to_string).collect();
                if words.first().map(String::as_str) != Some("post") || words.len() < 6 {
                    continue;
                }
                // Another agency's system has a key and no session: it sends JSON, and no browser can send it for somebody.
                if words.iter().any(|word| word == "System") {
                    continue;
                }
                let handler: String =
                    words[words.iter().position(|word| word == ">").unwrap_or(0) + 1..].concat();
                // A page that stands on a skeleton is a handler of the skeleton, made for the page.
                let handler = handler.split("::<").next().unwrap_or_default();
                let page = page_of(handler, &uses.iter().map(|path| path.value.clone()).collect::<Vec<_>>());
                let function = handler.rsplit("::").next().unwrap_or_default();
                assert!(
                    takes_submitted(&page, function),
                    "{handler} in {page} does not take a Submitted form"
                );
                checked += 1;
            }
        });
    }
    assert!(checked >= 3, "only {checked} endpoints were found");
}

/// The file of a handler such as `ask::question::submit`, by the `use` lines of its table.
fn page_of(handler: &str, uses: &[String]) -> String {
    let parts: Vec<&str> = handler.split("::").collect();
    let (first, rest) = (parts[0], &parts[1..parts.len() - 1]);
    let full = uses
        .iter()
        .find(|path| path.starts_with("crate::pages") && path.ends_with(&format!("::{first}")))
        .cloned()
        .unwrap_or_else(|| format!("crate::pages::{first}"));
    let path: Vec<&str> = full.split("::").skip(1).chain(rest.iter().copied()).collect();
    format!("crates/web/src/{}.rs", path.join("/"))
}

fn takes_submitted(page: &str, function: &str) -> bool {
    let mut takes = false;
    each_sequence(&tokens(page), &mut |sequence| {
        for (at, token) in sequence.iter().enumerate() {
            let named = matches!(token, TokenTree::Ident(word) if word == "fn")
                && matches!(sequence.get(at + 1), Some(TokenTree::Ident(name)) if name == function);
            let parameters = sequence[at..].iter().find_map(|token| match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    Some(group.to_string())
                }
                _ => None,
            });
            takes |= named
                && parameters.is_some_and(|parameters| {
                    ["Submitted", "Uploaded"].iter().any(|form| parameters.contains(form))
                });
        }
    });
    takes
}
