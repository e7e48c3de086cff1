//! What a screen reader is given: the file is read back and its tags, in their order, are compared with the document.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod back;

use back::{Element, read};
use documents::{Block, Document, Print, Symbol};
use jiff::civil::date;
use press::pdf;

fn page_of(page: usize, pages: usize) -> String {
    format!("Page {page} of {pages}")
}

fn letter() -> Document {
    let long = "We will look with you at what Sam and your family need. Nobody comes without asking first. "
        .repeat(6);
    let mut blocks = vec![
        Block::Paragraph("Monday 23 November 2026".to_owned()),
        Block::Paragraph("Dear Zoë Nguyễn".to_owned()),
        Block::Heading { level: 1, text: "We will arrange help for Sam".to_owned() },
        Block::Idea { symbol: Some(Symbol::Yes), words: "Our answer is yes.".to_owned() },
        Block::Heading { level: 2, text: "What happens by when".to_owned() },
        Block::Table(vec![
            (
                "Make the support plan".to_owned(),
                "Monday 7 December 2026. The rule is our own promise.".to_owned(),
            ),
            ("Send it".to_owned(), long.clone()),
        ]),
        Block::Heading { level: 2, text: "If you do not agree".to_owned() },
        Block::List(vec![
            "Ring Ama Field on 01632 960113.".to_owned(),
            "Make a complaint: complaints@wendale.example. It costs nothing.".to_owned(),
        ]),
    ];
    blocks.extend((0..6).map(|_| Block::Paragraph(long.clone())));
    Document {
        title: "We will arrange help for Sam".to_owned(),
        language: "en-GB".to_owned(),
        author: "Wendale Council".to_owned(),
        date: date(2026, 11, 23),
        blocks,
    }
}

/// The texts of the elements of these kinds, in the order of reading.
fn texts(elements: &[Element], kinds: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for element in elements {
        if kinds.contains(&element.kind.as_str()) {
            found.push(element.text());
        } else {
            found.extend(texts(&element.elements(), kinds));
        }
    }
    found
}

#[test]
fn it_is_read_in_the_order_in_which_it_is_written() {
    let letter = letter();
    for print in [Print::Ordinary, Print::Large] {
        let file = read(&pdf(&letter, print, &page_of).unwrap());
        file.check();
        let said = texts(&file.elements, &["H1", "H2", "P", "TH", "TD", "LBody"]);
        let written: Vec<String> = letter
            .texts()
            .into_iter()
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(said, written);
    }
}

#[test]
fn a_reader_is_told_the_language_the_title_and_that_it_is_tagged() {
    let file = read(&pdf(&letter(), Print::Ordinary, &page_of).unwrap());
    assert_eq!(file.language, "en-GB");
    assert_eq!(file.title, "We will arrange help for Sam");
    assert!(file.marked && file.shows_title);
    assert!(file.metadata.contains("pdfuaid"), "{}", file.metadata);
    assert!(file.metadata.contains("2026-11-23"), "{}", file.metadata);
}

#[test]
fn parts_are_what_they_are_on_the_page() {
    let file = read(&pdf(&letter(), Print::Ordinary, &page_of).unwrap());
    let count = |kind: &str| texts(&file.elements, &[kind]).len();
    assert_eq!([count("H1"), count("H2"), count("Table"), count("L")], [1, 2, 1, 1]);
    assert_eq!([count("TR"), count("TH"), count("TD"), count("LI"), count("Lbl")], [2, 2, 2, 2, 2]);
    assert_eq!(texts(&file.elements, &["Link"]), ["complaints@wendale.example"]);
    assert_eq!(file.links, ["mailto:complaints@wendale.example"]);
}

#[test]
fn pages_have_numbers_that_are_not_read_aloud() {
    let file = read(&pdf(&letter(), Print::Large, &page_of).unwrap());
    assert!(file.pages.len() > 2);
    let count = file.pages.len();
    for (at, page) in file.pages.iter().enumerate() {
        let foot = page_of(at + 1, count);
        assert!(page.artifacts.contains(&foot), "{foot}: {:?}", page.artifacts);
        assert!(!page.tagged.contains(&foot));
    }
}

#[test]
fn large_print_is_larger_throughout() {
    let smallest = |print| {
        let file = read(&pdf(&letter(), print, &page_of).unwrap());
        file.pages.iter().flat_map(|page| page.sizes.clone()).fold(f32::MAX, f32::min)
    };
    assert!(smallest(Print::Large) >= 18.0, "{}", smallest(Print::Large));
    assert!(smallest(Print::Ordinary) >= 12.0);
}

#[test]
fn the_same_document_makes_the_same_bytes() {
    let letter = letter();
    let once = pdf(&letter, Print::Ordinary, &page_of).unwrap();
    assert_eq!(once, pdf(&letter, Print::Ordinary, &page_of).unwrap());
    let later = Document { date: date(2026, 11, 24), ..letter };
    assert_ne!(once, pdf(&later, Print::Ordinary, &page_of).unwrap());
}

#[test]
fn a_letter_that_no_font_has_is_read_as_it_was_written() {
    let written = "Dear 李雷, we have your request.";
    let document = Document { blocks: vec![Block::Paragraph(written.to_owned())], ..letter() };
    let file = read(&pdf(&document, Print::Ordinary, &page_of).unwrap());
    assert_eq!(texts(&file.elements, &["P"]), [written]);
}

#[test]
fn strange_texts_are_set_or_refused_and_never_break() {
    let strange = [
        "",
        " ",
        "\u{0}\u{7}\n\n",
        "\u{202e}abc\u{202c}",
        "e\u{301}\u{301}\u{301}",
        "👩‍👧‍👦 🏳️‍🌈",
        "\u{feff}\u{200b}a\u{fffe}\u{e000}",
        "مرحبا Sam مرحبا",
        "שלום",
        &"x".repeat(3_000),
        &"a@b.c ".repeat(100),
    ];
    for text in strange {
        for block in [
            Block::Paragraph(text.to_owned()),
            Block::Heading { level: 1, text: text.to_owned() },
            Block::List(vec![text.to_owned(); 2]),
            Block::Table(vec![(text.to_owned(), text.to_owned())]),
            Block::Idea { symbol: Some(Symbol::Help), words: text.to_owned() },
        ] {
            let said = format!("{block:?}");
            let document = Document { blocks: vec![block], ..letter() };
            let made = pdf(&document, Print::Ordinary, &page_of);
            assert!(made.is_ok(), "{}: {:?}", said.chars().take(80).collect::<String>(), made.err());
        }
    }
}

#[test]
fn a_document_without_end_is_refused() {
    let blocks = vec![Block::Paragraph("word ".repeat(1_000)); 600];
    let refused = pdf(&Document { blocks, ..letter() }, Print::Large, &page_of);
    assert!(matches!(refused, Err(documents::DocumentError::TooLong)));
}
