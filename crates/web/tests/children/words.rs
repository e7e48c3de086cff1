//! Words that no page of the support route uses, in what these pages and letters say; and that no message is missing.

use std::collections::BTreeSet;
use std::path::Path;

use web::{MESSAGES, Wording};

fn catalogue(name: &str) -> String {
    MESSAGES.get_file(name).unwrap().contents_utf8().unwrap().to_owned()
}

/// The one sentence of supervision that leads to the safety door, and the name of its link.
const OF_THE_SAFETY_DOOR: [&str; 1] = ["children-sign-noticed-link"];

#[test]
fn no_word_of_suspicion() {
    let library = forms::Library::embedded().unwrap();
    for name in [
        "children.ftl",
        "children-assessment.ftl",
        "children-decision.ftl",
        "children-people.ftl",
        "children-journey.ftl",
        "family-journey.ftl",
        "refusals-journey.ftl",
        "letters-journey.ftl",
        "letters-assessment.ftl",
        "refusals-children.ftl",
        "children-breaks.ftl",
        "children-views.ftl",
        "refusals-breaks.ftl",
    ] {
        for line in catalogue(name).lines().filter(|line| !line.starts_with('#')) {
            let (message, said) = line.split_once(" = ").unwrap_or(("", line));
            // What is said not to be asked has to be named.
            let not_asked = message.starts_with("letter-not-asked-");
            if !OF_THE_SAFETY_DOOR.contains(&message) && !not_asked {
                let found = library.check_words(said);
                assert!(found.is_empty(), "{name}: {line}: {found:?}");
            }
        }
    }
}

/// The files of a folder and of those below it.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let found = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    found.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn every_message_that_the_pages_name_is_in_the_catalogue() {
    let words = Wording::english().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages/children");
    let mut named = BTreeSet::new();
    for file in files(&folder) {
        let text = std::fs::read_to_string(file).unwrap();
        for quoted in text.split('"').skip(1).step_by(2) {
            let is_name = quoted.starts_with("children-") || quoted.starts_with("letter-");
            let whole = !quoted.contains(['{', ' ']) && !quoted.ends_with('-');
            if is_name && whole {
                named.insert(quoted.to_owned());
            }
        }
    }
    // Names that others are made from, and a class of ours.
    let parts = [
        "letter-draft",
        "letter-decided",
        "children-capacity",
        "children-contact-",
        "children-person-message",
        "children-delivery-",
    ];
    let missing: Vec<_> =
        named.iter().filter(|name| !words.has(name) && !parts.contains(&name.as_str())).collect();
    assert!(named.len() > 100, "the pages name {} messages", named.len());
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_refusal_says_what_to_do() {
    use records::child;
    let words = Wording::english().unwrap();
    let codes = [
        child::AllocateRefusal::CODES,
        child::OpenSectionRefusal::CODES,
        child::WriteRefusal::CODES,
        child::CorrectRefusal::CODES,
        child::StrikeOutRefusal::CODES,
        child::AnswerCommentRefusal::CODES,
        child::RecordMeetingRefusal::CODES,
        child::AgreeNotMetRefusal::CODES,
        child::ShareDraftRefusal::CODES,
        child::RecordCeilingReasonRefusal::CODES,
        child::RecordNeedRefusal::CODES,
        child::SignOffRefusal::CODES,
        child::MakePlanRefusal::CODES,
        child::SharePlanRefusal::CODES,
        child::IssueLetterRefusal::CODES,
        child::InvolveRefusal::CODES,
    ];
    for code in codes.concat() {
        let own = words.has(&format!("children-refusal-{code}"));
        assert!(own || words.has(&format!("refusal-{code}")), "{code}");
    }
}

#[test]
fn everything_that_can_happen_has_a_name_in_the_history() {
    let words = Wording::english().unwrap();
    for kind in records::child::ChildEvent::KINDS {
        let name = format!("children-event-{}", kind.replace(['.', '_'], "-"));
        assert!(words.has(&name), "{name}");
    }
}

#[test]
fn letters_are_for_a_reading_age_of_nine_to_eleven() {
    let said: Vec<String> = catalogue("letters-assessment.ftl")
        .lines()
        .filter(|line| line.starts_with("letter-"))
        .filter_map(|line| line.split_once(" = ").map(|(_, said)| said.to_owned()))
        .filter(|said| !said.starts_with("{ $number"))
        .collect();
    let grade = forms::reading_grade(&said.join(" "));
    assert!(grade < 6.5, "{grade}");
}

#[test]
fn what_the_journey_says_to_families_is_for_the_same_reading_age() {
    for name in ["letters-journey.ftl", "family-journey.ftl"] {
        let said: Vec<String> = catalogue(name)
            .lines()
            .filter(|line| line.starts_with("letter-") || line.starts_with("family-"))
            .filter_map(|line| line.split_once(" = ").map(|(_, said)| said.to_owned()))
            .filter(|said| !said.starts_with("{ $number"))
            .collect();
        let grade = forms::reading_grade(&said.join(" "));
        assert!(grade < 6.5, "{name}: {grade}");
    }
}
