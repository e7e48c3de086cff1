//! The restore drill: a record is backed up while it is served, restored elsewhere, and is the same.

use age::secrecy::ExposeSecret as _;
use age::x25519::Identity;

use crate::cluster::Cluster;
use crate::serving::start;
use crate::terminal::Terminal;

fn done(terminal: &Terminal, line: &str) -> String {
    let output = terminal.run(line);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{line}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

fn refused(terminal: &Terminal, line: &str) -> String {
    let output = terminal.run(line);
    assert_eq!(output.status.code(), Some(2), "{line}: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What an export says of a record: every entry, every checkpoint, the key.
fn exported(terminal: &Terminal, database: &str, name: &str) -> String {
    done(terminal, &format!("export --database {database} --to {name}"));
    std::fs::read_to_string(terminal.path(name)).unwrap()
}

#[test]
fn a_record_is_backed_up_while_it_is_served_and_restored_on_either_engine() {
    let cluster = Cluster::new();
    let terminal = Terminal::new();
    let server = cluster.url(&cluster.database());
    let identity = Identity::generate();
    let recipient = identity.to_public();
    std::fs::write(terminal.path("identity"), identity.to_string().expose_secret()).unwrap();
    std::fs::write(terminal.path("stranger"), Identity::generate().to_string().expose_secret()).unwrap();
    std::fs::create_dir(terminal.path("safe")).unwrap();

    // From SQLite, while it is served.
    done(&terminal, "begin --database sqlite:a.db --partnership eastmoor --name Ada");
    let running = start(
        &terminal,
        "serve --listen 127.0.0.1:0 --database sqlite:a.db --partnership eastmoor",
        "Serving",
    );
    let said = done(&terminal, "backup --database sqlite:a.db --to one --keys-to safe/one");
    assert!(said.contains("proven") && said.contains("safe/one: keep it elsewhere"), "{said}");
    assert_eq!(running.stop(), Some(0));
    let before = exported(&terminal, "sqlite:a.db", "before");
    let kept = std::fs::read(terminal.path("one")).unwrap();
    // To PostgreSQL; the backup stays as it is, and is never restored over anything.
    let restore = format!("restore --from one --keys-from safe/one --database {server}");
    assert!(done(&terminal, &restore).contains("proven"));
    assert_eq!(exported(&terminal, &server, "restored"), before);
    assert_eq!(std::fs::read(terminal.path("one")).unwrap(), kept);
    assert!(refused(&terminal, &restore).contains("is not empty"));
    assert!(
        refused(&terminal, "restore --from one --keys-from safe/one --database sqlite:a.db")
            .contains("is not empty")
    );
    let again = refused(&terminal, "backup --database sqlite:a.db --to one --keys-to safe/two");
    assert!(again.contains("one exists; a backup is never written over another"), "{again}");

    // From PostgreSQL, encrypted for two, to SQLite.
    let other = Identity::generate().to_public();
    let line =
        format!("backup --database {server} --to two --age-recipient {recipient} --age-recipient {other}");
    assert!(done(&terminal, &line).contains("two.keys: keep it elsewhere"));
    for file in ["two", "two.keys"] {
        let bytes = std::fs::read(terminal.path(file)).unwrap();
        assert!(bytes.starts_with(b"age-encryption.org/v1\n"), "{file}");
        assert!(!bytes.windows(16).any(|part| part == b"SQLite format 3\0"), "{file}");
    }
    let restore = "restore --from two --database sqlite:b.db";
    assert!(refused(&terminal, restore).contains("give the file with the identity by --age-identity"));
    let stranger = refused(&terminal, &format!("{restore} --age-identity stranger"));
    assert!(stranger.contains("two does not open"), "{stranger}");
    assert!(!terminal.path("b.db").exists());
    done(&terminal, &format!("{restore} --age-identity stranger --age-identity identity"));
    assert_eq!(exported(&terminal, "sqlite:b.db", "back"), before);
    // It is served from there, and signs with the same key.
    let restarted = start(
        &terminal,
        "serve --listen 127.0.0.1:0 --database sqlite:b.db --partnership eastmoor",
        "Serving",
    );
    assert_eq!(restarted.stop(), Some(0));
    assert!(done(&terminal, "verify --database sqlite:b.db").contains("0 not yet"));

    // Files of different backups, cut short, or of something else.
    done(&terminal, "begin --database sqlite:other.db --partnership westmoor --name Bo");
    done(&terminal, "backup --database sqlite:other.db --to three");
    let mixed = refused(&terminal, "restore --from three --keys-from safe/one --database sqlite:c.db");
    assert!(mixed.contains("not the two files of one backup"), "{mixed}");
    std::fs::write(terminal.path("half"), &kept[..kept.len() / 2]).unwrap();
    refused(&terminal, "restore --from half --keys-from safe/one --database sqlite:c.db");
    let sealed = std::fs::read(terminal.path("two")).unwrap();
    std::fs::write(terminal.path("two.half"), &sealed[..sealed.len() / 2]).unwrap();
    let half = "restore --from two.half --keys-from two.keys --database sqlite:c.db --age-identity identity";
    refused(&terminal, half);
    assert!(!terminal.path("c.db").exists());
    assert!(
        refused(&terminal, "backup --database sqlite:a.db --to four --age-recipient me")
            .contains("age-keygen")
    );
    assert!(!terminal.path("four").exists());
}
