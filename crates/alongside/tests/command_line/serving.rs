//! The demonstration starts, answers, stops when asked, and knows its people again.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::terminal::Terminal;

/// A demonstration that runs, with what it said.
struct Running {
    process: Child,
    address: String,
    said: String,
}

fn start(terminal: &Terminal) -> Running {
    let mut command = terminal.command("demo --listen 127.0.0.1:0 --data demonstration");
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let mut said = String::new();
    let mut address = None;
    for line in &mut lines {
        let line = line.unwrap();
        said.push_str(&line);
        said.push('\n');
        if let Some((_, rest)) = line.split_once("is ready:  http://") {
            address = Some(rest.to_owned());
        }
        if line.contains("Ctrl-C") {
            break;
        }
    }
    Running { process, address: address.unwrap(), said }
}

impl Running {
    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let address = &self.address;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn stop(mut self) -> Option<i32> {
        let ended = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(ended.success());
        self.process.wait().unwrap().code()
    }
}

#[test]
fn the_demonstration_answers_stops_when_asked_and_knows_its_people_again() {
    let terminal = Terminal::new();
    let first = start(&terminal);
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

    let again = start(&terminal);
    assert_eq!(codes(&again.said), before);
    assert_eq!(again.stop(), Some(0));
    let proven = terminal.run("verify --database sqlite:demonstration/alongside.db");
    assert_eq!(proven.status.code(), Some(0), "{}", String::from_utf8_lossy(&proven.stdout));

    std::fs::remove_file(terminal.folder().join("demonstration/wendale.json")).unwrap();
    let cut = terminal.run("demo --listen 127.0.0.1:0 --data demonstration");
    assert_eq!(cut.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&cut.stderr).contains("delete the folder and start again"));
}
