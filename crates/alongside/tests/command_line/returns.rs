//! Statutory returns on the command line: what is answered, and that the guide says it.

use returns::Year;
use returns::cin::example::census;
use returns::ssda903::example::files;

use crate::terminal::Terminal;

/// A census with a few faults, and one without any that a single child can be without.
fn folder() -> Terminal {
    let terminal = Terminal::new();
    let year = Year::ending(2026);
    let faulty = census(
        year,
        &[
            "CINdetails/Assessments/AssessmentActualStartDate = 2025-08-31",
            "CINdetails/PrimaryNeedCode = N99",
            "Child[2]/ChildIdentifiers/LAchildID = W0002",
            "Child[2]/ChildIdentifiers/UPN = H801200001001",
            "Child[2]/CINdetails/CINreferralDate = 02/06/2025",
        ],
    );
    std::fs::write(terminal.path("census.xml"), faulty.unwrap()).unwrap();
    let codes = ["MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS"];
    let edits: Vec<String> = codes
        .iter()
        .enumerate()
        .map(|(at, code)| format!("ChildCharacteristics/Disabilities/Disability[{}] = {code}", at + 1))
        .collect();
    std::fs::write(terminal.path("clean.xml"), census(year, &edits).unwrap()).unwrap();
    std::fs::write(terminal.path("cut.xml"), &census(year, &edits).unwrap()[..900]).unwrap();
    for (name, bytes) in files(year, &["Episodes/LS = X9"]).unwrap().files {
        std::fs::write(terminal.path(&name), bytes).unwrap();
    }
    std::fs::create_dir(terminal.path("last")).unwrap();
    for (name, bytes) in files::<&str>(Year::ending(2025), &[]).unwrap().files {
        std::fs::write(terminal.path("last").join(name), bytes).unwrap();
    }
    terminal
}

#[test]
fn a_return_is_checked_and_the_answer_says_what_was_found() {
    let terminal = folder();
    let answers = |line: &str| terminal.run(line).status.code();
    assert_eq!(answers("return validate clean.xml"), Some(0));
    assert_eq!(answers("return validate census.xml"), Some(1));
    assert_eq!(answers("return validate cut.xml"), Some(2));
    assert_eq!(answers("return validate nowhere.xml"), Some(2));
    assert_eq!(answers("return validate census.xml --year 2018-19"), Some(2));
    assert_eq!(
        answers("return validate Header.csv Episodes.csv Reviews.csv PrevPerm.csv --format csv"),
        Some(1)
    );
    for format in ["json", "csv", "sarif", "html", "table"] {
        let line = format!("return validate census.xml --format {format} --to out.{format}");
        assert_eq!(answers(&line), Some(1), "{format}");
        assert!(std::fs::metadata(terminal.path(&format!("out.{format}"))).unwrap().len() > 500, "{format}");
    }
    let text = std::fs::read_to_string(terminal.path("out.json")).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let rules: Vec<&str> =
        value["findings"].as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap()).collect();
    assert!(rules.contains(&"1103") && rules.contains(&"8650"), "{rules:?}");
    let not = &value["not_evaluated"].as_array().unwrap()[0];
    assert_eq!(not["child"], "W0002");
    // The same file gives the same bytes, on however many threads.
    let again = terminal.run("return validate census.xml --format json");
    assert_eq!(String::from_utf8(again.stdout).unwrap(), text);
}

#[test]
fn the_guide_to_returns_says_what_the_commands_answer() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guides/returns.md");
    let guide = std::fs::read_to_string(&path).unwrap();
    let terminal = folder();
    let begun =
        terminal.run("begin --database sqlite:record.db --partnership wendale --name 'Ada Moorfield'");
    assert_eq!(begun.status.code(), Some(0));
    let answered = crate::guides::answered(&guide, &terminal);
    expect_test::expect_file![path].assert_eq(&answered);
}
