//! Feeds every parser hostile input: chance bytes, and whole inputs with something broken. What is fed follows from a
//! seed, so a failure comes again.

use std::panic::{AssertUnwindSafe, catch_unwind};

use kernel::SeededRandomness;
use tidy::parsers::{PARSERS, Parser};

/// Inputs a parser. Those that read whole folders of data take longer for each, so they get fewer.
fn rounds(parser: &Parser) -> u64 {
    match parser.name {
        "forms" | "guidance" | "policy" | "vignette" => 300,
        "census" | "looked_after" | "page_form" | "protocol" | "question" | "replay" | "schedule" => 1_000,
        _ => 5_000,
    }
}

/// Pieces that parsers stumble over.
const PIECES: &[&[u8]] = &[
    b"\0",
    b"\xff\xfe",
    b"\xc3\x28",
    "\u{202e}".as_bytes(),
    "\u{feff}".as_bytes(),
    b"%",
    b"%00",
    b"=",
    b"&",
    b"\n",
    b"\r\n",
    b"'''",
    b"\"\"\"",
    b"[[",
    b"]]",
    b"{",
    b"}",
    b"-1",
    b"9223372036854775808",
    b"1e999",
    b"NaN",
    b"0000-00-00",
    b"<script>",
    b"\\u0000",
    b"+",
    b"/",
];

fn below(randomness: &SeededRandomness, limit: usize) -> usize {
    usize::try_from(randomness.next_number() % (limit.max(1) as u64)).unwrap_or_default()
}

/// One input: chance bytes, or a whole one with up to eight things done to it.
fn input(randomness: &SeededRandomness, seeds: &[Vec<u8>]) -> Vec<u8> {
    if seeds.is_empty() || below(randomness, 8) == 0 {
        return (0..below(randomness, 512)).map(|_| randomness.next_number().to_le_bytes()[0]).collect();
    }
    let mut bytes = seeds[below(randomness, seeds.len())].clone();
    for _ in 0..=below(randomness, 8) {
        let at = below(randomness, bytes.len() + 1);
        let end = (at + below(randomness, 40)).min(bytes.len());
        match below(randomness, 7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << below(randomness, 8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = PIECES[below(randomness, PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            3 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            4 => bytes.truncate(at),
            5 => {
                let other = &seeds[below(randomness, seeds.len())];
                let from = below(randomness, other.len() + 1);
                let until = (from + below(randomness, 200)).min(other.len());
                bytes.splice(at..end, other[from..until].iter().copied());
            }
            _ => {
                let piece = PIECES[below(randomness, PIECES.len())].repeat(below(randomness, 50));
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

#[test]
fn no_parser_panics() {
    for (number, parser) in PARSERS.iter().enumerate() {
        let seeds = (parser.seeds)();
        assert!(!seeds.is_empty(), "{} has nothing to begin from", parser.name);
        for whole in &seeds {
            (parser.feed)(whole);
        }
        let randomness = SeededRandomness::new(number as u64);
        for round in 0..rounds(parser) {
            let bytes = input(&randomness, &seeds);
            let fed = catch_unwind(AssertUnwindSafe(|| (parser.feed)(&bytes)));
            assert!(
                fed.is_ok(),
                "{} failed in round {round} on {:?}",
                parser.name,
                String::from_utf8_lossy(&bytes)
            );
        }
    }
}

#[test]
fn every_parser_has_a_fuzz_target_and_every_target_a_parser() {
    let manifest = tidy::source::read("fuzz/Cargo.toml");
    for parser in PARSERS {
        let name = parser.name;
        assert!(manifest.contains(&format!("name = \"{name}\"\n")), "fuzz/Cargo.toml has no target {name}");
        let target = tidy::source::read(format!("fuzz/fuzz_targets/{name}.rs"));
        assert!(
            target.contains(&format!("parsers::{name}")) || target.contains(&format!("\"{name}\"")),
            "{name}"
        );
    }
    let targets = manifest.matches("[[bin]]").count();
    assert_eq!(targets, PARSERS.len(), "fuzz/Cargo.toml has a target that is no parser");
}
