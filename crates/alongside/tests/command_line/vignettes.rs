//! Worked family journeys on the command line: what is answered when everything comes as expected, when something does not, and
//! when a file speaks of what is not there.

use crate::terminal::Terminal;

const JOURNEY: &str = include_str!("../../../../vignettes/practitioners-disagree.toml");

fn folder() -> Terminal {
    let terminal = Terminal::new();
    let write = |name: &str, text: String| std::fs::write(terminal.path(name), text).unwrap();
    write("journey.toml", JOURNEY.to_owned());
    let event = "\"disagreement.raised\"";
    assert!(JOURNEY.contains(event));
    write("other.toml", JOURNEY.replacen(event, "\"plan.made\"", 1));
    write("slip.toml", JOURNEY.replacen("protection.disagree\"", "protection.disagre\"", 1));
    write("broken.toml", JOURNEY.replacen("[[step]]", "[[stop]]", 1));
    terminal
}

#[test]
fn a_journey_is_played_and_the_answer_says_what_came() {
    let terminal = folder();
    let told = |line: &str| {
        let output = terminal.run(line);
        let text = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(text).unwrap())
    };
    let (code, text) = told("vignette run journey.toml");
    assert_eq!(code, Some(0), "{text}");
    assert!(text.ends_with("came as expected\n"), "{text}");
    let (code, text) = told("vignette run journey.toml other.toml");
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("otherwise than expected") && text.contains("expected plan.made"), "{text}");
    let (code, text) = told("vignette run slip.toml");
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains("no command is called `protection.disagre`"), "{text}");
    for file in ["broken.toml", "nowhere.toml"] {
        let (code, text) = told(&format!("vignette run {file}"));
        assert_eq!(code, Some(2), "{text}");
        assert!(text.contains(file), "{text}");
    }
    let (code, text) = told("vignette run journey.toml --show");
    assert_eq!(code, Some(0));
    assert!(text.contains("owed in protection"), "{text}");
    let (_, text) = told("vignette commands");
    assert!(text.lines().any(|line| line == "protection.hold-discussion"), "{text}");
}
