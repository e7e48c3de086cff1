//! What serves starts, answers, stops when asked, and finds everything again.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::terminal::Terminal;

/// A demonstration that runs, with what it said.
pub struct Running {
    process: Child,
    pub address: String,
    pub said: String,
}

/// Starts something that serves, and reads what it says up to a line that has `last` in it.
pub fn start(terminal: &Terminal, line: &str, last: &str) -> Running {
    begin(terminal.command(line), last)
}

/// Starts a command that serves, and reads what it says up to a line that has `last` in it.
pub fn begin(mut command: Command, last: &str) -> Running {
    let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let mut said = String::new();
    let mut address = None;
    for line in &mut lines {
        let line = line.unwrap();
        said.push_str(&line);
        said.push('\n');
        if let (None, Some((_, rest))) = (&address, line.split_once("http://")) {
            address = Some(rest.to_owned());
        }
        if line.contains(last) {
            break;
        }
    }
    Running { process, address: address.unwrap(), said }
}

impl Running {
    pub fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let address = &self.address;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    pub fn stop(mut self) -> Option<i32> {
        let ended = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(ended.success());
        self.process.wait().unwrap().code()
    }
}

pub const DEMONSTRATION: &str = "demo --listen 127.0.0.1:0 --data demonstration";

#[test]
fn the_demonstration_answers_stops_when_asked_and_knows_its_people_again() {
    let terminal = Terminal::new();
    let first = start(&terminal, DEMONSTRATION, "Ctrl-C");
    assert!(first.get("/healthz").starts_with("HTTP/1.1 200"), "{}", first.get("/healthz"));
    let page = first.get("/sign-in");
    assert!(page.contains("Ruth Adeyemi-Cole"), "{page}");
    let codes = |said: &str| {
        let code = |line: &&str| line.starts_with("  ") && line.contains('-') && !line.contains("http");
        said.lines().filter(code).map(str::to_owned).collect::<Vec<_>>()
    };
    let before = codes(&first.said);
    assert_eq!(before.len(), 3, "{}", first.said);
    // The address is taken, and whoever comes second is told.
    let listen = format!("demo --listen {} --data other", first.address);
    let second = terminal.run(&listen);
    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&second.stderr).contains("choose another with --listen"));
    assert_eq!(first.stop(), Some(0));

    let again = start(&terminal, DEMONSTRATION, "Ctrl-C");
    assert_eq!(codes(&again.said), before);
    assert_eq!(again.stop(), Some(0));
    let proven = terminal.run("verify --database sqlite:demonstration/alongside.db");
    assert_eq!(proven.status.code(), Some(0), "{}", String::from_utf8_lossy(&proven.stdout));

    std::fs::remove_file(terminal.folder().join("demonstration/wendale.json")).unwrap();
    let cut = terminal.run("demo --listen 127.0.0.1:0 --data demonstration");
    assert_eq!(cut.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&cut.stderr).contains("delete the folder and start again"));
}

#[test]
fn a_partnership_is_served_and_its_checkpoints_are_kept_elsewhere_too() {
    let terminal = Terminal::new();
    let record = "--database sqlite:a.db --partnership eastmoor --checkpoints elsewhere";
    let begun = terminal.run(&format!("begin {record} --name Ada"));
    assert!(begun.status.success(), "{}", String::from_utf8_lossy(&begun.stderr));
    let running = start(&terminal, &format!("serve --listen 127.0.0.1:0 {record}"), "Serving");
    let ready = running.get("/healthz");
    assert!(ready.starts_with("HTTP/1.1 200"), "{ready}");
    assert!(ready.to_lowercase().contains("strict-transport-security"), "{ready}");
    // Nobody signs in with one click where it is not a demonstration.
    assert!(!running.get("/sign-in").contains("/sign-in/demonstration"));
    assert_eq!(running.stop(), Some(0));
    let mut kept = std::fs::read_dir(terminal.path("elsewhere")).unwrap();
    let kept = kept.next().unwrap().unwrap().path();
    let line = format!("verify --database sqlite:a.db --checkpoint {}", kept.display());
    assert_eq!(terminal.run(&line).status.code(), Some(0));
}
