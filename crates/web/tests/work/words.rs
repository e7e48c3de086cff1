//! The words of the support route, on its pages and in its letters.

use application::ReadReason;
use records::child::{LetterBlock, LetterText};

use crate::harness::{NADIA, REQUEST, SAM, World};
use crate::journey::{asker, at, confirm, propose, read, routed, triage};

/// Messages about the one door, which alone use its words.
const ABOUT_THE_DOOR: [&str; 2] = ["passed-on-", "sent-"];

#[test]
fn no_message_of_the_support_route_uses_a_word_that_it_does_not_use() {
    let library = forms::Library::embedded().unwrap();
    for name in ["work.ftl", "work-today.ftl", "work-request.ftl", "refusals-work.ftl", "letters-route.ftl"] {
        let text = web::MESSAGES.get_file(name).unwrap().contents_utf8().unwrap();
        let mut about_the_door = false;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if !line.starts_with(char::is_whitespace) && !line.starts_with('}') {
                about_the_door = ABOUT_THE_DOOR.iter().any(|prefix| line.starts_with(prefix));
            }
            let words = line.split_once('=').map_or(line, |(_, words)| words);
            if !about_the_door {
                assert_eq!(library.check_words(words), [], "{name}: {line}");
            }
        }
    }
}

fn text_of(letter: &LetterText) -> Vec<String> {
    let mut all = vec![letter.subject.clone()];
    for block in &letter.blocks {
        match block {
            LetterBlock::Heading(text) | LetterBlock::Paragraph(text) => all.push(text.clone()),
            LetterBlock::List(items) => all.extend(items.iter().cloned()),
            // Names of duties and of laws are quoted, with their dates.
            LetterBlock::Table(rows) => all.extend(rows.iter().map(|(name, _)| name.clone())),
        }
    }
    all
}

#[tokio::test]
async fn the_route_letter_is_easy_to_read() {
    let world = World::with_request().await;
    let (_, mut sam) = routed(&world).await;
    let opened =
        world.application.open_request(&world.actor(SAM), REQUEST, ReadReason::work("test")).await.unwrap();
    let letter = &opened.state.letters[0].fact.text;
    let text = text_of(letter).join(".\n");
    let library = forms::Library::embedded().unwrap();
    assert_eq!(library.check_words(&text), []);
    // Six years of school is eleven years of age.
    let grade = forms::reading_grade(&text);
    assert!(grade <= 6.0, "grade {grade}: {text}");
    let page = sam.get(&at(&format!("letters/{}", opened.state.letters[0].fact.letter))).await;
    assert_eq!(library.check_words(&page.words()), []);
}

#[tokio::test]
async fn every_page_of_a_request_has_one_heading_and_no_message_is_missing() {
    let world = World::with_request().await;
    let mut nadia = world.as_practitioner(NADIA).await;
    let mut looked_at = Vec::new();
    for path in [
        at("read"),
        at("asker"),
        at("interim"),
        at(""),
        "/today".into(),
        "/requests".into(),
        "/search".into(),
    ] {
        looked_at.push(nadia.get(&path).await);
    }
    read(&mut nadia).await;
    looked_at.push(nadia.get(&at("triage")).await);
    triage(&mut nadia).await;
    looked_at.push(nadia.get(&at("route")).await);
    looked_at.push(nadia.get(&at("")).await);
    asker(&mut nadia).await;
    propose(&mut nadia).await;
    let mut sam = world.as_practitioner(SAM).await;
    looked_at.push(sam.get(&at("confirm")).await);
    confirm(&mut sam).await;
    looked_at.push(sam.get(&at("")).await);
    for page in looked_at {
        let words = page.words();
        assert_eq!(page.body.matches("<h1").count(), 1, "{words}");
        assert!(!words.contains('['), "a message is missing: {words}");
    }
}
