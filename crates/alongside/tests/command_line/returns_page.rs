//! The page that checks returns on this machine alone, over a socket: what comes in is answered, and nothing is kept.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use returns::Year;
use returns::cin::example::census;
use returns::ssda903::example::files;

use crate::serving::{Running, start};
use crate::terminal::Terminal;

const SERVE: &str = "return serve --listen 127.0.0.1:0";
const BOUNDARY: &str = "the-parts-of-a-form";

/// A form as a browser sends it: fields, each with a file's name or none.
fn form(parts: &[(&str, Option<&str>, &str)]) -> Vec<u8> {
    let part = |(name, file, text): &(&str, Option<&str>, &str)| {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{text}\r\n")
    };
    let body = parts.iter().map(part).chain([format!("--{BOUNDARY}--\r\n")]);
    body.collect::<String>().into_bytes()
}

fn ask(running: &Running, head: &str, body: &[u8]) -> String {
    let mut stream = TcpStream::connect(&running.address).unwrap();
    write!(stream, "{head}\r\nConnection: close\r\n\r\n").unwrap();
    stream.write_all(body).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn checked(running: &Running, parts: &[(&str, Option<&str>, &str)]) -> String {
    let (address, body) = (&running.address, form(parts));
    let head = format!(
        "POST /check HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n\
         Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {}",
        body.len()
    );
    ask(running, &head, &body)
}

fn faulty() -> String {
    census(Year::ending(2026), &["CINdetails/PrimaryNeedCode = N99"]).unwrap()
}

#[test]
fn a_return_is_answered_with_what_was_found() {
    let terminal = Terminal::new();
    let running = start(&terminal, SERVE, "Ctrl-C");
    let page = running.get("/");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("Check a return"), "{page}");
    for rule in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"] {
        assert!(page.contains(rule), "{page}");
    }
    assert!(page.contains("cache-control: no-store"), "{page}");
    // What it loads is its own, and no address of another place stands in it.
    for own in ["/report.css", "/report.js", "/form.js"] {
        assert!(running.get(own).starts_with("HTTP/1.1 200"), "{own}");
    }
    assert!(!page.split_once("\r\n\r\n").unwrap().1.contains("://"), "{page}");

    let found = checked(
        &running,
        &[("files", Some("census.xml"), &faulty()), ("last", Some(""), ""), ("year", None, "")],
    );
    assert!(
        found.starts_with("HTTP/1.1 200") && found.contains("8650") && found.contains("W0001"),
        "{found}"
    );
    assert!(found.contains("href=\"/report.css\"") && !found.contains("<style"), "{found}");
    // The same in another form.
    let rows = checked(&running, &[("files", Some("census.xml"), &faulty()), ("answer", None, "csv")]);
    assert!(
        rows.contains("attachment; filename=\"findings.csv\"") && rows.contains(",8650,error,"),
        "{rows}"
    );
    // By another year's rules, in which there is no such year's element.
    let other = checked(&running, &[("files", Some("census.xml"), &faulty()), ("year", None, "2022-23")]);
    assert!(other.contains("2022-23") && other.contains("no Sex in ChildIdentifiers"), "{other}");
    assert_eq!(running.stop(), Some(0));
}

#[test]
fn the_files_of_an_ssda903_are_checked_together() {
    let terminal = Terminal::new();
    let running = start(&terminal, SERVE, "Ctrl-C");
    let given = files(Year::ending(2026), &["Episodes/LS = X9"]).unwrap();
    let texts: Vec<(String, String)> =
        given.files.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect();
    let parts: Vec<_> =
        texts.iter().map(|(name, text)| ("files", Some(name.as_str()), text.as_str())).collect();
    let found = checked(&running, &parts);
    assert!(found.starts_with("HTTP/1.1 200") && found.contains("SSDA903 2025-26"), "{found}");
    assert!(found.contains("severity unknown"), "{found}");
    assert_eq!(running.stop(), Some(0));
}

#[test]
fn what_cannot_be_checked_says_why() {
    let terminal = Terminal::new();
    let running = start(&terminal, SERVE, "Ctrl-C");
    let said = |parts: &[(&str, Option<&str>, &str)], status: &str, text: &str| {
        let answer = checked(&running, parts);
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")) && answer.contains(text),
            "{text}: {answer}"
        );
    };
    said(&[("files", Some(""), "")], "422", "Choose the files of the return");
    said(
        &[("files", Some("a.xml"), "<a/>"), ("files", Some("b.xml"), "<b/>")],
        "422",
        "a census is one file",
    );
    said(&[("files", Some("a.xml"), &faulty()), ("year", None, "20x6")], "422", "is not a collection year");
    let many: Vec<_> = (0..60).map(|_| ("files", Some("a.csv"), "CHILD")).collect();
    said(&many, "422", "40 files at most");
    // A file that is no return has its page, which says where reading stopped.
    said(&[("files", Some("a.xml"), "PK\u{3}\u{4}")], "200", "zip archive");
    said(&[("files", Some("a.xml"), &faulty()[..900])], "200", "breaks off");
    let address = &running.address;
    let head = format!(
        "POST /check HTTP/1.1\r\nHost: {address}\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n\
         Content-Length: 999999999999"
    );
    let large = ask(&running, &head, b"");
    assert!(large.starts_with("HTTP/1.1 413") && large.contains("return validate"), "{large}");
    let pieces = ask(
        &running,
        &format!(
            "POST /check HTTP/1.1\r\nHost: {address}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 3"
        ),
        b"--x",
    );
    assert!(pieces.starts_with("HTTP/1.1 400") && pieces.contains("send it again"), "{pieces}");
    assert_eq!(running.stop(), Some(0));
}

#[test]
fn only_this_machine_and_its_own_page_are_answered() {
    let terminal = Terminal::new();
    for elsewhere in ["0.0.0.0:0", "192.0.2.1:8903", "[::]:0"] {
        let refused = terminal.run(&format!("return serve --listen {elsewhere}"));
        assert_eq!(refused.status.code(), Some(2), "{elsewhere}");
        assert!(String::from_utf8_lossy(&refused.stderr).contains("loopback only"), "{elsewhere}");
    }
    let running = start(&terminal, SERVE, "Ctrl-C");
    let address = &running.address;
    for head in [
        "GET / HTTP/1.1\r\nHost: rebound.example".to_owned(),
        format!("GET / HTTP/1.1\r\nHost: {address}\r\nOrigin: http://other.example"),
        format!("POST /check HTTP/1.1\r\nHost: {address}\r\nOrigin: null\r\nContent-Length: 0"),
    ] {
        let answer = ask(&running, &head, b"");
        assert!(answer.starts_with("HTTP/1.1 403"), "{head}: {answer}");
    }
    assert_eq!(running.stop(), Some(0));
}

#[test]
fn nothing_of_a_return_is_written_anywhere() {
    let terminal = Terminal::new();
    let log = std::fs::File::create(terminal.path("log")).unwrap();
    let mut command = terminal.command(SERVE);
    command.env("ALONGSIDE_LOG", "trace").stderr(log).env("TMPDIR", terminal.path("temporary"));
    std::fs::create_dir(terminal.path("temporary")).unwrap();
    let running = crate::serving::begin(command, "Ctrl-C");
    let found = checked(&running, &[("files", Some("wendale-census.xml"), &faulty())]);
    assert!(found.contains("W0001"), "{found}");
    assert_eq!(running.stop(), Some(0));
    let names = |path| {
        let entries = std::fs::read_dir(path).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>()
    };
    let mut left = names(terminal.folder().to_owned());
    left.sort();
    assert_eq!(left, ["log", "temporary"]);
    assert_eq!(names(terminal.path("temporary")), Vec::<String>::new());
    let log = std::fs::read_to_string(terminal.path("log")).unwrap();
    for word in ["W0001", "wendale-census", "N99", "B801200005001"] {
        assert!(!log.contains(word), "{word} stands in the log: {log}");
    }
}
