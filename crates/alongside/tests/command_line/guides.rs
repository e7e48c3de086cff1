//! The guides show what the commands answer. `UPDATE_EXPECT=1` writes the answers into them again; read what changed.

use std::fmt::Write as _;
use std::path::Path;

use crate::terminal::Terminal;

/// How a command begins inside a guide.
const ASKS: &str = "$ alongside ";
/// Answers that are longer are shown by their beginning.
const LINES_MAX: usize = 24;

/// A guide with every answer as it is now.
pub fn answered(guide: &str, terminal: &Terminal) -> String {
    let mut text = String::new();
    let mut inside_answer = false;
    let mut fence = false;
    for line in guide.lines() {
        if line.starts_with("```") {
            fence = line != "```";
            inside_answer = false;
        }
        if let Some(asked) = line.strip_prefix(ASKS).filter(|_| fence) {
            let between = if inside_answer { "\n" } else { "" };
            let _ = writeln!(text, "{between}{line}");
            let output = terminal.command(asked).output().unwrap();
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8(said).unwrap();
            for answer in said.lines().take(LINES_MAX) {
                let _ = writeln!(text, "{answer}");
            }
            if said.lines().count() > LINES_MAX {
                let _ = writeln!(text, "…");
            }
            inside_answer = true;
        } else if !inside_answer {
            let _ = writeln!(text, "{line}");
        }
    }
    text
}

#[test]
fn the_guide_to_guidance_says_what_the_commands_answer() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guides");
    let terminal = Terminal::new();
    std::fs::copy(docs.join("happened.json"), terminal.path("happened.json")).unwrap();
    let path = docs.join("guidance.md");
    let guide = std::fs::read_to_string(&path).unwrap();
    assert!(guide.matches(ASKS).count() > 5, "the guide asks something");
    let whole = std::fs::read_to_string(docs.join("happened.json")).unwrap();
    assert!(guide.contains(&whole), "the guide shows the file that it replays");
    expect_test::expect_file![path].assert_eq(&answered(&guide, &terminal));
}
