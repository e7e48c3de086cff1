//! The public page of a protocol.

use std::collections::BTreeSet;

use expect_test::expect_file;
use forms::{Library, reading_grade};
use guidance::{Protocol, Source};
use rulebook::protocol::public::{Block, PageWords, PublicProtocol};
use rulebook::protocol::render;

use crate::{GUIDANCE, TODAY, broken, embedded, rules};

/// A reader of nine to eleven; see `forms/README.md`.
const GRADE_MAX: f64 = 6.0;
/// Names of offices and laws are long, and cannot be shorter: parts that are made of them are not measured.
const NAMES: [&str; 2] = ["about", "checked"];

fn page(protocol: Protocol) -> PublicProtocol {
    PublicProtocol::of(&rules(protocol), &PageWords::embedded().unwrap(), TODAY)
}

#[test]
fn wendales_page() {
    let page = page(embedded("wendale"));
    expect_file!["wendale.md"].assert_eq(&render::markdown(&page));
    expect_file!["wendale.html"].assert_eq(&render::html(&page));
}

#[test]
fn it_is_easy_to_read() {
    for name in ["default", "wendale"] {
        let mut page = page(embedded(name));
        page.sections.retain(|section| !NAMES.contains(&section.id));
        for section in &page.sections {
            let one = PublicProtocol { sections: vec![section.clone()], ..page.clone() };
            // Each text is a sentence or more of its own.
            let texts: Vec<String> = one.texts().into_iter().skip(3).map(|text| format!("{text}.")).collect();
            let grade = reading_grade(&texts.join(" "));
            assert!(grade <= GRADE_MAX, "{name}, {}: grade {grade}", section.id);
        }
    }
}

#[test]
fn it_says_no_word_that_is_not_used() {
    let library = Library::embedded().unwrap();
    let not_used = library.words_not_used();
    for name in ["default", "wendale"] {
        let page = page(embedded(name));
        for text in page.texts() {
            let found = not_used.check_text(text);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}

#[test]
fn it_says_nothing_that_a_family_may_not_see() {
    let protocol = embedded("wendale");
    let unseen: Vec<_> =
        protocol.standards().iter().filter(|standard| !standard.shown_to_family).cloned().collect();
    assert!(unseen.len() > 5);
    let page = page(protocol);
    for standard in unseen {
        assert!(!page.texts().iter().any(|text| text.contains(&standard.must)), "{}", standard.id);
        assert!(!render::html(&page).contains(&standard.id));
    }
    // Also not when the words of the page name one.
    let text = Protocol::embedded_source("default").unwrap().text;
    let hidden = text.replacen(
        "responsible = \"front-door-practitioner\"\nshown_to_family = true",
        "responsible = \"front-door-practitioner\"\nshown_to_family = false",
        1,
    );
    assert_ne!(hidden, text);
    let hidden = self::page(Protocol::parse(&Source::new("hidden.toml", hidden), &GUIDANCE).unwrap());
    assert!(!hidden.texts().iter().any(|text| text.contains("a person reads what you sent")));
}

#[test]
fn every_promise_and_every_step_left_out_has_words_and_is_there() {
    let words = PageWords::embedded().unwrap();
    let template = embedded("default");
    for of in words.promised() {
        let standard = template.standard(of).is_some_and(|standard| standard.shown_to_family);
        assert!(standard || GUIDANCE.clock(of).is_some(), "{of}");
    }
    let said: BTreeSet<&str> = words.left_out().collect();
    let left_out: BTreeSet<&str> = template.settings().route.left_out.iter().map(String::as_str).collect();
    assert_eq!(said, left_out);
}

#[test]
fn it_says_what_was_not_verified_and_who_did_not_make_it() {
    let page = page(embedded("default"));
    let promises: Vec<_> = page
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| if let Block::Steps { steps } = block { Some(steps) } else { None })
        .flatten()
        .flat_map(|step| &step.promises)
        .collect();
    let of = |id: &str| promises.iter().find(|promise| promise.of == id).unwrap();
    assert!(of("K03").badge.is_some());
    assert!(of("K03").says.contains("45 working days"));
    assert!(of("LS-READ").badge.is_none());
    let texts = page.texts().join("\n");
    assert!(texts.contains("It belongs to no partnership"));
    assert!(texts.contains("no parent carer group yet"));
    assert!(texts.contains("WT 2026 chapter 3: from general knowledge"));
}

#[test]
fn a_tighter_limit_is_said_with_the_law_that_it_tightens() {
    let text = Protocol::embedded_source("wendale").unwrap().text + "\n[limits]\nK01 = 0\n";
    let page = page(Protocol::parse(&Source::new("w.toml", text), &GUIDANCE).unwrap());
    let html = render::html(&page);
    assert!(html.contains("On the same day, we tell you that it arrived."));
    assert!(html.contains("here it is less than the law allows"));
}

#[test]
fn the_file_stands_alone_and_is_well_formed() {
    let html = render::html(&page(embedded("wendale")));
    assert_eq!(html.matches("<h1>").count(), 1);
    for outside in ["<script", "<link", "src=", "@import", "url("] {
        assert!(!html.contains(outside), "{outside}");
    }
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "{target}");
    }
}

#[test]
fn what_a_protocol_says_is_text_and_never_markup() {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../guidance/tests/broken/whole.toml"))
            .unwrap();
    let text = text.replacen(
        "authority = \"Harrowdale Council\"",
        "authority = \"<script>alert(1)</script> {name} *A* & B\"",
        1,
    );
    let page = page(Protocol::parse(&Source::new("h.toml", text), &GUIDANCE).unwrap());
    let html = render::html(&page);
    assert!(!html.contains("<script"));
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; {name} *A* &amp; B"));
    assert!(render::markdown(&page).contains("\\<script\\>alert(1)\\</script\\> {name} \\*A\\* & B"));
}

#[test]
fn a_protocol_without_a_route_has_a_page_that_says_less() {
    let page = page(broken("no-separate-route"));
    assert!(page.sections.iter().any(|section| section.id == "who"));
    assert!(!page.texts().iter().any(|text| text.starts_with("We call it")));
}
