//! The same record on a server: begun, looked after, served; and a database that goes away and comes back.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::cluster::Cluster;
use crate::proxy::Proxy;
use crate::serving::start;
use crate::terminal::Terminal;

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn begun(answer: &str, status: &str) -> bool {
    answer.starts_with(&format!("HTTP/1.1 {status}"))
}

#[test]
fn a_record_on_a_server_is_begun_looked_after_and_served_while_the_server_comes_and_goes() {
    let cluster = Cluster::new();
    let terminal = Terminal::new();
    let url = cluster.url(&cluster.database());
    let done = |line: &str| {
        let output = terminal.run(line);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(0), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        said
    };
    let early = terminal.run(&format!("verify --database {url}"));
    assert!(String::from_utf8_lossy(&early.stderr).contains("there is no record in postgres://"));
    assert!(done(&format!("migrate --database {url}")).contains("PostgreSQL"));
    let record = format!("--database {url} --partnership eastmoor");
    done(&format!("begin {record} --name Ada"));
    done(&format!(
        "account add {record} --name Bo --account bo --agency local-authority --capacity navigator"
    ));
    assert!(done(&format!("doctor --database {url}")).contains("signing key   among the keys"));
    assert!(done(&format!("rebuild --database {url}")).contains("made again"));
    assert!(done(&format!("verify --database {url}")).contains("proven"));

    let serve =
        format!("serve --listen 127.0.0.1:0 --operations 127.0.0.1:0 --attachments file:kept {record}");
    let (one, two) = (start(&terminal, &serve, "Operations"), start(&terminal, &serve, "Operations"));
    let operations: Vec<String> = [&one, &two]
        .iter()
        .map(|running| {
            let (_, rest) = running.said.split_once("Operations on http://").unwrap();
            rest.split_once(": ").unwrap().0.to_owned()
        })
        .collect();
    let ready = || operations.iter().map(|address| get(address, "/readyz")).collect::<Vec<_>>();
    for running in [&one, &two] {
        let page = running.get("/sign-in");
        assert!(begun(&page, "200"), "{page}");
    }
    assert!(ready().iter().all(|answer| begun(answer, "200")), "{:?}", ready());
    cluster.stop();
    for running in [&one, &two] {
        let page = running.get("/sign-in");
        assert!(begun(&page, "503"), "{page}");
        assert!(page.contains("it is never counted twice") && page.contains("retry-after: "), "{page}");
    }
    assert!(ready().iter().all(|answer| begun(answer, "503")), "{:?}", ready());
    assert!(get(&operations[0], "/metrics").contains("alongside_database_up 0"));
    assert!(
        begun(&get(&operations[0], "/livez"), "200"),
        "a database that is away is no reason to end the process"
    );
    cluster.start();
    for running in [&one, &two] {
        let page = running.get("/sign-in");
        assert!(begun(&page, "200"), "{page}");
    }
    let figures = get(&operations[0], "/metrics");
    for line in [
        "alongside_database_up 1",
        "alongside_requests_total{status=\"2xx\"} 2",
        "alongside_request_seconds_count 3",
    ] {
        assert!(figures.contains(line), "{line}: {figures}");
    }
    assert!(ready().iter().all(|answer| begun(answer, "200")), "{:?}", ready());
    assert_eq!((one.stop(), two.stop()), (Some(0), Some(0)));
    assert!(done(&format!("verify --database {url}")).contains("0 not yet"));

    // The way to a laptop and back.
    assert!(done(&format!("copy --from {url} --to sqlite:laptop.db")).contains("proven"));
    assert!(done("verify --database sqlite:laptop.db").contains("proven"));
    let back = cluster.url(&cluster.database());
    assert!(done(&format!("copy --from sqlite:laptop.db --to {back}")).contains("proven"));
    assert!(done(&format!("rebuild --database {back}")).contains("made again"));
    let refused = terminal.run(&format!("copy --from sqlite:laptop.db --to {url}"));
    assert_eq!(refused.status.code(), Some(0), "an earlier copy of the same record is brought up to date");
}

/// The network between a program and its server is cut and mended; the address stands in a variable, and nowhere else.
#[test]
fn a_network_that_is_cut_is_said_on_the_page_and_nothing_need_be_started_again() {
    let cluster = Cluster::new();
    let terminal = Terminal::new();
    let proxy = Proxy::before(cluster.folder());
    let url = proxy.url(&cluster.database());
    let begun_record = terminal
        .command("begin --partnership eastmoor --name Ada")
        .env("ALONGSIDE_DATABASE", &url)
        .output()
        .unwrap();
    assert!(begun_record.status.success(), "{}", String::from_utf8_lossy(&begun_record.stderr));
    let verified = terminal.command("verify").env("ALONGSIDE_DATABASE", &url).output().unwrap();
    assert!(String::from_utf8_lossy(&verified.stdout).contains("proven"));
    let serve =
        format!("serve --listen 127.0.0.1:0 --attachments file:kept --partnership eastmoor --database {url}");
    let running = start(&terminal, &serve, "Serving");
    for _ in 0..2 {
        assert!(begun(&running.get("/sign-in"), "200"));
        proxy.cut();
        let page = running.get("/sign-in");
        assert!(begun(&page, "503") && page.contains("it is never counted twice"), "{page}");
        proxy.mend();
    }
    assert!(begun(&running.get("/sign-in"), "200"));
    assert_eq!(running.stop(), Some(0));
    let unread = terminal
        .command("verify")
        .env("ALONGSIDE_DATABASE", "postgres://a:secret@h/x?port=y")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&unread.stderr);
    assert!(
        said.contains("what stands in ALONGSIDE_DATABASE cannot be used") && !said.contains("secret"),
        "{said}"
    );
}
