//! What may be asked of law and guidance, as people and programs ask it.

use std::io::Write as _;
use std::process::Stdio;

use expect_test::expect_file;

use crate::terminal::Terminal;

const WRONG: &str = "[[clause]]\nid = \"XX-1\"\nedtion = \"CA-1989\"\nplace = 7\n";

#[test]
fn wrong_questions_are_answered_with_what_to_ask() {
    let terminal = Terminal::new();
    std::fs::create_dir(terminal.path("empty")).unwrap();
    std::fs::create_dir(terminal.path("wrong")).unwrap();
    std::fs::write(terminal.path("wrong/a.toml"), WRONG).unwrap();
    std::fs::write(
        terminal.path("wrong.json"),
        "{\"today\": \"2026-11-23\", \"milestones\": [{\"milestone\": \"a\"}]}",
    )
    .unwrap();
    std::fs::write(terminal.path("loose.toml"), "id = \"loose\"\nnaem = \"Loose\"\n").unwrap();
    let lines = [
        "guidance",
        "guidance due K03",
        "guidance due K03 --from yesterday",
        "guidance due K3 --from 2026-11-23",
        "guidance due K38 --from 2026-11-23",
        "guidance due K03 --from 2026-11-23 --edition CA-1989",
        "guidance due K03 --from 2026-11-23 --protocol nowhere",
        "guidance due K03 --from 2026-11-23 --protocol loose.toml",
        "guidance count K38 --stay 2026-04-09/2026-04-01",
        "guidance show K0",
        "guidance list --kind moons",
        "guidance diff WT-2018 WT-2018",
        "guidance replay missing.json",
        "guidance replay wrong.json",
        "guidance schema moons",
        "guidance list --guidance missing",
        "guidance list --guidance empty",
        "guidance list --guidance wrong",
        "guidance lint --guidance wrong",
    ];
    expect_file!["guidance.txt"].assert_eq(&terminal.transcript(&lines));
}

#[test]
fn a_program_reads_the_answers() {
    let terminal = Terminal::new();
    let json = |line: &str| -> serde_json::Value {
        let output = terminal.run(line);
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let due = json("guidance due K03 --from 2026-11-23 --format json");
    for key in ["clock", "from", "due", "edition", "clause", "verified", "skipped", "explanation"] {
        assert!(due.get(key).is_some(), "{key}");
    }
    assert_eq!(due["due"], "2027-01-28");
    assert_eq!(
        json("guidance due K03 --from 2026-11-23 --edition WT-2018 --format json")["edition"],
        "WT-2018"
    );
    for kind in ["clocks", "duties", "clauses", "editions", "milestones", "checks"] {
        assert!(
            json(&format!("guidance list --kind {kind} --format json")).as_array().unwrap().len() > 3,
            "{kind}"
        );
    }
    assert!(json("guidance coverage --format json")["totals"].is_array());
    assert!(json("guidance lint --format json")["findings"].is_array());
    assert!(json("guidance diff WT-2018 WT-2026 --format json")["clauses"].is_array());
    assert!(json("guidance schema guidance")["properties"]["clause"].is_object());
}

#[test]
fn what_happened_comes_from_standard_input_too() {
    let terminal = Terminal::new();
    let mut process = terminal
        .command("guidance replay -")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let happened =
        br#"{"today": "2026-11-25", "milestones": [{"milestone": "referral.received", "on": "2026-11-23"}]}"#;
    process.stdin.take().unwrap().write_all(happened).unwrap();
    let output = process.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let duties: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let tell = duties.as_array().unwrap().iter().find(|duty| duty["id"] == "FD-01").unwrap();
    assert_eq!((tell["clock"].as_str(), tell["status"].as_str()), (Some("K01"), Some("overdue")));
}
