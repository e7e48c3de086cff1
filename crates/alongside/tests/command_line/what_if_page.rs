//! The files that the page gives are those of the command line, byte for byte.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::serving::{DEMONSTRATION, Running, start};
use crate::terminal::Terminal;

/// A draft that names a lead assessor in half the time.
const SOONER: &str = include_str!("../../../simulation/tests/drafts/sooner.toml");
/// What the worker of a demonstration does by itself, it does in the first seconds; then nothing of the record changes.
const ROUNDS_MAX: usize = 5;

/// Somebody who is signed in, over plain HTTP.
struct Reader<'a> {
    running: &'a Running,
    cookie: String,
}

impl Reader<'_> {
    fn send(&mut self, method: &str, path: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.running.address).unwrap();
        let (address, cookie) = (&self.running.address, &self.cookie);
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        if let Some(cookie) = header(&answer, "set-cookie") {
            cookie.split(';').next().unwrap().clone_into(&mut self.cookie);
        }
        answer
    }
}

fn header(answer: &str, name: &str) -> Option<String> {
    let (head, _) = answer.split_once("\r\n\r\n")?;
    let line = head.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}:")))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// What follows a text, up to the next quotation mark.
fn after<'a>(page: &'a str, text: &str) -> &'a str {
    page.split_once(text).unwrap().1.split('"').next().unwrap()
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}

/// The file of a trial in this form, and the day that it is of.
fn from_the_page(running: &Running, format: &str) -> (String, String) {
    let mut owner = Reader { running, cookie: String::new() };
    let page = owner.send("GET", "/sign-in", "");
    let row = page.split("<tr").find(|row| row.contains("Answers for figures")).unwrap();
    let (token, person) = (after(row, "name=\"token\" value=\""), after(row, "name=\"person\" value=\""));
    owner.send("POST", "/sign-in/demonstration", &format!("token={token}&person={person}"));
    let form = owner.send("GET", "/what-if", "");
    let token = after(&form, "name=\"token\" value=\"");
    let begun = owner.send("POST", "/what-if", &format!("token={token}&protocol={}", encoded(SOONER)));
    let trial = header(&begun, "location").unwrap();
    let page = owner.send("GET", &trial, "");
    let day = page.split_once("--today ").unwrap().1.split_whitespace().next().unwrap().to_owned();
    let file = owner.send("GET", &format!("{trial}/{format}"), "");
    (file.split_once("\r\n\r\n").unwrap().1.to_owned(), day)
}

#[test]
fn the_page_gives_the_bytes_of_the_command_line() {
    let terminal = Terminal::new();
    fs::write(terminal.path("draft.toml"), SOONER).unwrap();
    for format in ["markdown", "json", "csv"] {
        let mut rounds = 0;
        loop {
            let running = start(&terminal, DEMONSTRATION, "Ctrl-C");
            let (page, day) = from_the_page(&running, format);
            assert_eq!(running.stop(), Some(0));
            let file = format!("{format}-{rounds}");
            let line = format!(
                "what-if --protocol draft.toml --in-force wendale --database sqlite:demonstration/alongside.db \
                 --partnership wendale --today {day} --format {format} --to {file}"
            );
            let output = terminal.run(&line);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let written = fs::read_to_string(terminal.path(&file)).unwrap();
            rounds += 1;
            if page == written {
                break;
            }
            assert!(rounds < ROUNDS_MAX, "{format}: {page}\n---\n{written}");
        }
    }
}
