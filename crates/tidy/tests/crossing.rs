//! Crossing from support to safeguarding is begun by a signed-in person's command and by nothing else: each of its commands
//! is made in one place, and each of its events in the one file that decides it. No import, batch, interface, rule or
//! score can begin one, because none of them names these.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenTree};
use tidy::source::{each_sequence, rust_files, tokens};

/// Where the pages make the commands.
const PAGE: &str = "crates/web/src/pages/safety/step.rs";
/// Where the commands decide.
const DECIDES: &str = "crates/records/src/concern/diversion/";

/// What may be made, and where. A command's own file declares it; an event's own file declares it, and the files named
/// here decide it.
const COMMANDS: [&str; 4] = ["ProposeDiversion", "DecideDiversion", "StartEnquiries", "ConfirmDiversion"];
const EVENTS: [(&str, &[&str]); 4] = [
    ("Proposed", &["propose.rs"]),
    ("DiversionDecided", &["decide.rs"]),
    ("StrategyOpened", &["decide.rs", "enquire.rs"]),
    ("EnquiryStarted", &["close.rs", "enquire.rs"]),
];

/// The files in which something of this name is put together: its name, and then braces or parentheses, where it is
/// neither declared, implemented, matched nor listed.
fn made_in(name: &str) -> Vec<String> {
    let mut found = BTreeMap::new();
    for file in rust_files("crates").into_iter().filter(|file| file.contains("/src/")) {
        each_sequence(&tokens(&file), &mut |sequence| {
            for (at, token) in sequence.iter().enumerate() {
                if !matches!(token, TokenTree::Ident(word) if word == name) {
                    continue;
                }
                let before = at.checked_sub(1).map(|before| sequence[before].to_string()).unwrap_or_default();
                let declared = ["struct", "for", "enum", "type", "use", "=>"].contains(&before.as_str());
                // A variant of the enumeration of events carries the same name as what it holds.
                let path = before == ":";
                let braces = matches!(sequence.get(at + 1), Some(TokenTree::Group(group))
                    if matches!(group.delimiter(), Delimiter::Brace | Delimiter::Parenthesis));
                let default = sequence.get(at + 1).is_some_and(|next| next.to_string() == ":");
                if !declared && !path && (braces || default) {
                    *found.entry(file.clone()).or_insert(0) += 1;
                }
            }
        });
    }
    found.into_keys().collect()
}

#[test]
fn each_command_is_made_by_the_page_of_a_signed_in_person_alone() {
    for name in COMMANDS {
        assert_eq!(made_in(name), [PAGE], "{name} is made somewhere else too");
    }
}

#[test]
fn each_event_is_made_by_its_own_decision_alone() {
    for (name, files) in EVENTS {
        let expected: Vec<String> = files.iter().map(|file| format!("{DECIDES}{file}")).collect();
        let found: Vec<String> = made_in(name)
            .into_iter()
            // The list of events of the stream names what each holds.
            .filter(|file| file != "crates/records/src/concern.rs")
            .collect();
        assert_eq!(found, expected, "{name} is made somewhere else too");
    }
}
