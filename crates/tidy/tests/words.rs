//! The message catalogue and the code agree: every message that a page names has words, every message has a page that
//! says it, and every refusal tells people what to do.
//!
//! Most names stand in the code as they are. A name that is put together (`failure-{}-title`) must be written down in
//! `crates/tidy/names.toml` with every value that may stand in its gaps; `UPDATE_EXPECT=1` writes the values that the
//! catalogue has, for a person to read before they are committed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenTree};
use regex_lite::Regex;
use serde::{Deserialize, Serialize};
use tidy::source::{each_sequence, files, read, root, rust_files, text, texts, tokens};

/// How the code asks the catalogue for words. The name is the first argument.
const ASKS: &[&str] = &["say", "with", "count", "has"];
/// Where names that are put together are written down.
const NAMES: &str = "crates/tidy/names.toml";

/// Every message of the catalogue, with the file it stands in.
fn catalogue() -> BTreeMap<String, String> {
    let name = Regex::new(r"(?m)^([a-z][a-z0-9-]*) *=").unwrap();
    let mut found = BTreeMap::new();
    for file in files().into_iter().filter(|file| file.starts_with("messages/en/") && file.contains(".ftl")) {
        for captures in name.captures_iter(&read(&file)) {
            let twice = found.insert(captures[1].to_owned(), file.clone());
            assert!(
                twice.is_none(),
                "{} stands in {file} and in {}",
                &captures[1],
                twice.unwrap_or_default()
            );
        }
    }
    assert!(!found.is_empty());
    found
}

/// Every code under which a command refuses, from the declarations of `crates/records` and of the shell above it.
fn refusal_codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for file in ["records", "application"].iter().flat_map(|name| rust_files(&format!("crates/{name}/src"))) {
        each_sequence(&tokens(&file), &mut |sequence| {
            for (at, token) in sequence.iter().enumerate() {
                let TokenTree::Ident(word) = token else { continue };
                let rest = &sequence[at + 1..];
                if word == "refusals" {
                    let Some(TokenTree::Group(declared)) = rest.get(1) else { continue };
                    codes.extend(declared_codes(&declared.stream().into_iter().collect::<Vec<_>>()));
                } else if word == "CODES" {
                    let list = rest
                        .iter()
                        .take_while(|token| !matches!(token, TokenTree::Punct(sign) if sign.as_char() == ';'))
                        .skip_while(|token| !matches!(token, TokenTree::Punct(sign) if sign.as_char() == '='))
                        .find_map(|token| match token {
                            TokenTree::Group(group) => Some(group.stream()),
                            _ => None,
                        });
                    codes.extend(
                        list.into_iter().flatten().filter_map(|token| text(&token)).map(|text| text.value),
                    );
                }
            }
        });
    }
    assert!(codes.len() > 20, "only {} codes were found", codes.len());
    codes
}

/// The second text of every `Variant = "message", "code", "rule";`.
fn declared_codes(declared: &[TokenTree]) -> Vec<String> {
    let body = declared.iter().find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    });
    let tokens: Vec<TokenTree> = body.into_iter().flatten().collect();
    tokens
        .split(|token| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ';'))
        .filter_map(|variant| variant.iter().filter_map(text).nth(1))
        .map(|text| text.value)
        .collect()
}

/// A text of the code that may name a message: as it is, or with gaps.
fn is_name(value: &str) -> bool {
    let plain = value
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-{}_".contains(&byte));
    plain && value.starts_with(|first: char| first.is_ascii_lowercase() || first == '{') && value.len() > 1
}

/// `failure-{}-title` of `failure-{name}-title`.
fn with_gaps(value: &str) -> String {
    Regex::new(r"\{[^}]*\}").unwrap().replace_all(value, "{}").into_owned()
}

/// Names that the code asks for by a text, and patterns that it puts names together from; each with where.
fn asked() -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let (mut names, mut patterns) = (BTreeMap::new(), BTreeMap::new());
    for file in rust_files("crates/web/src") {
        each_sequence(&tokens(&file), &mut |sequence| {
            for pair in sequence.windows(2) {
                let (TokenTree::Ident(word), TokenTree::Group(arguments)) = (&pair[0], &pair[1]) else {
                    continue;
                };
                if !ASKS.contains(&word.to_string().as_str())
                    || arguments.delimiter() != Delimiter::Parenthesis
                {
                    continue;
                }
                let arguments: Vec<TokenTree> = arguments.stream().into_iter().collect();
                if let Some(name) = arguments.first().and_then(text).filter(|name| is_name(&name.value)) {
                    names.insert(name.value, format!("{file}:{}", name.line));
                }
            }
            for trio in sequence.windows(3) {
                let (TokenTree::Ident(word), TokenTree::Group(arguments)) = (&trio[0], &trio[2]) else {
                    continue;
                };
                let pattern = arguments.stream().into_iter().next().and_then(|token| text(&token));
                if word == "format"
                    && let Some(pattern) =
                        pattern.filter(|pattern| is_name(&pattern.value) && pattern.value.contains('-'))
                {
                    patterns.insert(with_gaps(&pattern.value), format!("{file}:{}", pattern.line));
                }
            }
        });
    }
    (names, patterns)
}

/// A name that is put together, and every value that may stand in its gaps, in order where it has several.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    /// Patterns that name messages.
    #[serde(default)]
    names: BTreeMap<String, BTreeSet<String>>,
    /// Patterns of the code that look like names and are something else: fields, anchors, classes.
    #[serde(default)]
    other: BTreeSet<String>,
}

fn matcher(pattern: &str) -> Regex {
    Regex::new(&format!("^{}$", pattern.replace("{}", "([a-z0-9-]*)"))).unwrap()
}

/// The values in the gaps of a name, joined by a space; nothing when it does not fit.
fn values(pattern: &str, name: &str) -> Option<String> {
    let captures = matcher(pattern).captures(name)?;
    let parts: Vec<&str> = captures.iter().skip(1).flatten().map(|part| part.as_str()).collect();
    Some(parts.join(" "))
}

fn fill(pattern: &str, value: &str) -> String {
    value.split(' ').fold(pattern.to_owned(), |name, part| name.replacen("{}", part, 1))
}

/// `refusal-{}` is closed by the commands themselves.
const REFUSAL: &str = "refusal-{}";

#[test]
fn names_that_are_put_together_are_written_down_and_have_words() {
    let catalogue = catalogue();
    let (_, patterns) = asked();
    let mut known: Names = toml::from_str(&read(NAMES)).unwrap_or_else(|error| panic!("{NAMES}: {error}"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        known.names.retain(|pattern, _| patterns.contains_key(pattern));
        known.other.retain(|pattern| patterns.contains_key(pattern));
        let other = known.other.clone();
        for pattern in patterns.keys().filter(|pattern| *pattern != REFUSAL && !other.contains(*pattern)) {
            let found: BTreeSet<String> = catalogue.keys().filter_map(|name| values(pattern, name)).collect();
            if pattern.starts_with('{') {
                // Everything would fit: a person says what is meant.
                known.names.entry(pattern.clone()).or_default();
            } else if found.is_empty() {
                known.other.insert(pattern.clone());
            } else {
                known.names.insert(pattern.clone(), found);
            }
        }
        let head = "# Names of messages that the code puts together, with every value of their gaps; and texts of the\n\
                    # code that look like such names and are not. Compared with the code by the tests of this crate.\n\n";
        std::fs::write(root().join(NAMES), format!("{head}{}", toml::to_string_pretty(&known).unwrap()))
            .unwrap();
    }
    for (pattern, place) in patterns.iter().filter(|(pattern, _)| *pattern != REFUSAL) {
        let listed = known.names.contains_key(pattern) || known.other.contains(pattern);
        assert!(listed, "{place} puts a name together from {pattern}: write it into {NAMES}");
    }
    let mut wrong = Vec::new();
    for (pattern, values) in &known.names {
        assert!(
            patterns.contains_key(pattern),
            "no code puts a name together from {pattern}: take it out of {NAMES}"
        );
        let missing =
            values.iter().map(|value| fill(pattern, value)).filter(|name| !catalogue.contains_key(name));
        wrong.extend(missing);
    }
    assert!(wrong.is_empty(), "these names have no words in messages/en: {wrong:#?}");
}

#[test]
fn every_name_has_words() {
    let catalogue = catalogue();
    let (names, _) = asked();
    assert!(names.len() > 20, "only {} names were found", names.len());
    let missing: Vec<String> = names
        .iter()
        .filter(|(name, _)| !name.contains('{') && name.contains('-') && !catalogue.contains_key(*name))
        .map(|(name, place)| format!("{place}: {name}"))
        .collect();
    assert!(missing.is_empty(), "these names have no words in messages/en: {missing:#?}");
}

#[test]
fn every_message_is_said_somewhere() {
    let known: Names = toml::from_str(&read(NAMES)).unwrap();
    let mut said: BTreeSet<String> =
        rust_files("crates/web/src").iter().flat_map(|file| texts(file)).map(|text| text.value).collect();
    said.extend(
        known.names.iter().flat_map(|(pattern, values)| values.iter().map(|value| fill(pattern, value))),
    );
    said.extend(refusal_codes().iter().map(|code| format!("refusal-{code}")));
    let mut silent: Vec<String> = catalogue()
        .into_iter()
        .filter(|(name, _)| !said.contains(name))
        .map(|(name, file)| format!("{file}: {name}"))
        .collect();
    silent.sort();
    assert!(silent.is_empty(), "no page says these: {silent:#?}");
}

#[test]
fn every_refusal_says_what_to_do() {
    let catalogue = catalogue();
    let silent: Vec<String> = refusal_codes()
        .into_iter()
        .map(|code| format!("refusal-{code}"))
        .filter(|name| !catalogue.contains_key(name))
        .collect();
    assert!(silent.is_empty(), "these refusals have no words in messages/en: {silent:#?}");
}
