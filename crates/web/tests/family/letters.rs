//! Letters in every way in which they can be read.

use axum::http::StatusCode;
use scraper::{Html, Selector};

use crate::browser::Browser;
use crate::world::{DAD, LETTER_TO_DAD, LETTER_TO_MUM, MUM, Stage, World};

#[path = "../../../press/tests/back/mod.rs"]
mod back;

/// The texts of a letter's page, in the order in which they are read.
fn page_texts(body: &str) -> Vec<String> {
    let page = Html::parse_document(body);
    let selector = Selector::parse("article.alongside-letter :is(h1, h2, p, li, dt, dd)").unwrap();
    let text = |element: scraper::ElementRef<'_>| {
        element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    page.select(&selector).map(text).collect()
}

fn pdf_texts(elements: &[back::Element], found: &mut Vec<String>) {
    for element in elements {
        match element.kind.as_str() {
            "H1" | "H2" | "P" | "TH" | "TD" | "LBody" => found.push(element.text()),
            "Lbl" => {}
            _ => pdf_texts(&element.elements(), found),
        }
    }
}

#[tokio::test]
async fn a_letter_is_shown_first_in_the_way_its_reader_asked_for() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let first = mum.get(&format!("/family/letters/{LETTER_TO_MUM}")).await;
    assert!(
        first.body.contains("alongside-letter--large")
            && first.has("You asked us to write to you like this.")
    );
    let plain = mum.get(&format!("/family/letters/{LETTER_TO_MUM}/standard-print")).await;
    assert!(plain.body.contains("alongside-letter--plain") && !plain.has("You asked us"));
    // What one parent asked for is not what the other is given.
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    let first = dad.get(&format!("/family/letters/{LETTER_TO_DAD}")).await;
    assert!(first.body.contains("alongside-letter--plain"));
}

#[tokio::test]
async fn every_edition_is_on_paper_too_and_is_read_as_its_page_is() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    for edition in ["standard-print", "large-print", "easy-read"] {
        let place = format!("/family/letters/{LETTER_TO_MUM}/{edition}");
        let page = mum.get(&place).await;
        assert_eq!(page.status, StatusCode::OK);
        let (status, kind, disposition, bytes) = mum.file(&format!("{place}/pdf")).await;
        assert_eq!((status, kind.as_str()), (StatusCode::OK, "application/pdf"));
        // The name of the file tells nobody anything.
        assert_eq!(disposition, "attachment; filename=\"alongside.pdf\"");
        let file = back::read(&bytes);
        file.check();
        assert_eq!(file.title, "Robin will have a night away each month, Dana");
        let mut read = Vec::new();
        pdf_texts(&file.elements, &mut read);
        assert_eq!(read, page_texts(&page.body), "{edition}");
        assert_eq!(bytes, mum.file(&format!("{place}/pdf")).await.3, "the same letter makes the same file");
    }
}

#[tokio::test]
async fn a_letter_that_was_not_written_in_easy_read_says_so() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let shown = mum.get(&format!("/family/letters/{LETTER_TO_MUM}/easy-read")).await;
    assert!(shown.has("This letter was not written in easy read."));
    assert!(shown.has("has not been tested with disabled people yet"));
    assert!(shown.has("Because sleep is needed."));
}

#[tokio::test]
async fn editions_that_are_not_there_and_letters_to_others_are_not_there() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    for place in [
        format!("/family/letters/{LETTER_TO_MUM}/braille"),
        format!("/family/letters/{LETTER_TO_MUM}/braille/pdf"),
        format!("/family/letters/{LETTER_TO_DAD}/easy-read"),
        format!("/family/letters/{LETTER_TO_DAD}/easy-read/pdf"),
    ] {
        assert_eq!(mum.get(&place).await.status, StatusCode::NOT_FOUND, "{place}");
    }
}
