//! A terminal in an empty folder.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rusqlite::Connection;

/// The moment from which invented dates are counted back, so that identifiers are the same each time.
const NOW: &str = "2026-11-23T10:30:00Z";

/// A terminal in an empty folder of its own.
pub struct Terminal {
    folder: tempfile::TempDir,
}

impl Terminal {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A command, not yet started.
    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_alongside"));
        command.args(words(line)).current_dir(self.folder.path()).env("ALONGSIDE_LOG", "off");
        command
    }

    pub fn run(&self, line: &str) -> Output {
        self.command(line).output().unwrap()
    }

    /// What is typed and what is answered, one command after the other.
    pub fn transcript(&self, lines: &[&str]) -> String {
        let mut text = String::new();
        for line in lines {
            let output = self.run(line);
            let _ = writeln!(text, "$ alongside {line}");
            text.push_str(&self.plain(&output.stdout));
            text.push_str(&self.plain(&output.stderr));
            let _ = writeln!(text, "[{}]\n", output.status.code().map_or(-1, |code| code));
        }
        text
    }

    /// What was said, without what is different each time.
    fn plain(&self, said: &[u8]) -> String {
        let said = String::from_utf8(said.to_vec()).unwrap();
        let folder = self.folder.path().display().to_string();
        let mut text = String::new();
        for line in said.replace(&folder, "DIR").lines() {
            // How many there are follows from the invented data, which grows.
            let counts = ["entries", "events", "streams"].iter().any(|what| line.contains(what));
            let shown = |word: &str| if counts && is_count(word) { "N".to_owned() } else { masked(word) };
            let words = line.split(' ').map(shown).collect::<Vec<_>>().join(" ");
            let _ = writeln!(text, "{}", timeless(&words));
        }
        text
    }

    /// Makes a small invented partnership in `a.db`.
    pub fn invent(&self, children: usize) {
        let line = format!("synth --children {children} --seed 1 --now {NOW} --database sqlite:a.db");
        let output = self.run(&line);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Changes the database behind the program's back.
    pub fn tamper(&self, statements: &str) {
        let connection = Connection::open(self.path("a.db")).unwrap();
        connection.execute_batch(statements).unwrap();
    }

    /// One text out of the database.
    pub fn text(&self, question: &str) -> String {
        let connection = Connection::open(self.path("a.db")).unwrap();
        connection.query_row(question, [], |row| row.get(0)).unwrap()
    }
}

/// Splits at spaces, but not inside single quotes.
fn words(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (number, part) in line.split('\'').enumerate() {
        if number % 2 == 1 {
            out.push(part.to_owned());
        } else {
            out.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    out
}

/// A number of two digits or more.
fn is_count(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Hides keys, codes and secrets: they are new each time.
fn masked(word: &str) -> String {
    let is_key = word.starts_with("alongside/") && word.contains('+');
    let is_code = word.len() == 23 && word.split('-').filter(|part| part.len() == 5).count() == 4;
    let is_digest =
        word.len() == 13 && word.ends_with(';') && word.bytes().take(12).all(|byte| byte.is_ascii_hexdigit());
    let is_secret =
        word.len() == 32 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    match word {
        _ if is_key => "KEY".to_owned(),
        _ if is_digest => "DIGEST;".to_owned(),
        _ if is_code => "PASSWORD".to_owned(),
        _ if is_secret => "SECRET".to_owned(),
        _ => match word.split_once("secret=") {
            Some((before, after)) => {
                let rest = after.split_once('&').map_or("", |(_, rest)| rest);
                format!("{before}secret=SECRET&{rest}")
            }
            None => word.to_owned(),
        },
    }
}

fn timeless(line: &str) -> String {
    if line.contains("SQLite 3.") {
        return "engine        SQLite 3".to_owned();
    }
    match (line.split_once(" events in "), line.split_once(" s; ")) {
        (Some((before, _)), Some((_, after))) => format!("{before} events in SECONDS s; {after}"),
        _ => line.to_owned(),
    }
}
