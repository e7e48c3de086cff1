//! Sections, entries, drafts, corrections: no word is lost.

use axum::http::StatusCode;
use uuid::Uuid;

use crate::harness::{ASSESSOR, Browser, SUPERVISOR, World, day, day_names};

const QUESTION: &str = "usual-day";

fn path_of(child: Uuid) -> String {
    format!("/children/{child}/assessment/e-day/{QUESTION}")
}

async fn write(browser: &mut Browser, child: Uuid, words: &str) {
    let names = day_names("said");
    let mut fields = vec![(QUESTION, words), ("source", "family"), ("source-note", "Jo, on the telephone")];
    fields.extend(day(&names, "22", "11", "2026"));
    let sent = browser.send(&path_of(child), &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}

#[tokio::test]
async fn an_entry_has_its_author_source_and_days() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    assessor.get(&format!("/children/{child}/assessment")).await.says(&[
        "E. Care in the day",
        "Nothing yet",
        "K. ",
    ]);
    assessor.get(&path_of(child)).await.says(&[
        "What happens on a usual day?",
        "As much as they like",
        "a report they already have will do",
    ]);
    write(&mut assessor, child, "Robin wakes at 5 & eats with help.").await;
    let section = assessor.get(&format!("/children/{child}/assessment/e-day")).await;
    section.says(&[
        "Robin wakes at 5 & eats with help.",
        "The family’s words (Jo, on the telephone), 22 November 2026",
        "Written by Ade Brimble, Lead assessor on 23 November 2026, 09:00",
    ]);
    assessor.get(&format!("/children/{child}/assessment")).await.says(&["1 of 4 answered"]);
    assessor
        .get(&format!("/children/{child}"))
        .await
        .says(&["1 entry, the latest on Monday 23 November 2026"]);
}

#[tokio::test]
async fn what_is_typed_stays_when_it_is_refused() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    let names = day_names("said");
    let mut fields = vec![(QUESTION, "<script>alert(1)</script>"), ("source-note", "Grandad")];
    fields.extend(day(&names, "24", "11", "2026"));
    let refused = assessor.send(&path_of(child), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says(&["Choose whose words these are", "This day is in the future"]);
    assert!(refused.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(!refused.body.contains("<script>alert"));
    assert!(refused.body.contains("value=\"Grandad\"") && refused.body.contains("value=\"24\""));
    assert!(world.state(child).await.entries.is_empty());
    let empty = assessor.send(&path_of(child), &[("source", "family")]).await;
    empty.says(&["Write something, or go back without adding an entry"]);
}

#[tokio::test]
async fn a_closed_section_refuses_until_it_is_opened_with_a_reason() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    let section = format!("/children/{child}/assessment/k-home");
    let page = assessor.get(&section).await;
    page.says(&["This section is closed"]);
    let question =
        world.application.forms().latest("assessment").unwrap().section("k-home").unwrap().questions[0]
            .clone();
    let address = format!("{section}/{}", question.id);
    let names = day_names("said");
    let mut fields = vec![(question.id.as_str(), "The bathroom is upstairs."), ("source", "family")];
    fields.extend(day(&names, "23", "11", "2026"));
    let refused = assessor.send(&address, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says(&["This section is closed. Open it first", "The bathroom is upstairs."]);
    let silent = assessor.send(&format!("{section}/open"), &[("why", " ")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let opened = assessor.send(&format!("{section}/open"), &[("why", "Jo asked about the bathroom.")]).await;
    assert_eq!((opened.status, opened.location), (StatusCode::SEE_OTHER, section.clone()));
    assessor
        .get(&format!("/children/{child}/assessment"))
        .await
        .says(&["Opened because: Jo asked about the bathroom."]);
    assert_eq!(assessor.send(&address, &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn two_people_who_edit_never_lose_a_word() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut first = world.browser(ASSESSOR).await;
    let mut second = world.browser(ASSESSOR).await;
    write(&mut first, child, "Robin wakes at five.").await;
    let entry = world.state(child).await.entries[0].entry;
    let path = format!("/children/{child}/entries/{entry}/correct");
    let (shown_first, shown_second) = (first.get(&path).await, second.get(&path).await);
    let fields = [(QUESTION, "Robin wakes at six."), ("why", "Jo rang.")];
    let sent = first.send_from(&shown_first, &path, &fields, "text/html").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    world.later(1);
    let fields = [(QUESTION, "Robin wakes at five and is tired."), ("why", "Jo wrote.")];
    let conflict = second.send_from(&shown_second, &path, &fields, "text/html").await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    conflict.says(&[
        "Somebody changed these words first",
        "What stands now, by Ade Brimble, 23 November 2026, 09:00 Robin wakes at six.",
        "What you wrote Robin wakes at five and is tired.",
        "Jo wrote.",
    ]);
    assert!(conflict.body.contains("alongside-two-texts"));
    assert_eq!(conflict.hidden("based_on"), "2");
    let fields = [(QUESTION, "Robin wakes at six and is tired."), ("why", "Both.")];
    let merged = second.send_from(&conflict, &path, &fields, "text/html").await;
    assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.text());
    let state = world.state(child).await;
    let texts: Vec<_> =
        state.entries[0].revisions.iter().map(|each| each.answer.text().unwrap().to_owned()).collect();
    assert_eq!(texts, ["Robin wakes at five.", "Robin wakes at six.", "Robin wakes at six and is tired."]);
    first.get(&format!("/children/{child}/assessment/e-day")).await.says(&[
        "2 earlier texts",
        "Robin wakes at five.",
        "Why it was changed: Both.",
    ]);
}

#[tokio::test]
async fn an_entry_is_struck_out_and_stays_readable() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    write(&mut assessor, child, "This belongs to another child.").await;
    let entry = world.state(child).await.entries[0].entry;
    let path = format!("/children/{child}/entries/{entry}/strike-out");
    let mut supervisor = world.browser(SUPERVISOR).await;
    assert_eq!(supervisor.send(&path, &[("why", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(supervisor.send(&path, &[("why", "Another child.")]).await.status, StatusCode::SEE_OTHER);
    let page = assessor.get(&format!("/children/{child}/assessment/e-day")).await;
    page.says(&["This belongs to another child.", "Struck out by Sunniva Marlow", "Why: Another child."]);
    assert!(page.body.contains("alongside-entry--struck"));
}

#[tokio::test]
async fn a_draft_saves_itself_is_shown_again_and_ends_with_the_entry() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    let shown = assessor.get(&path_of(child)).await;
    let saving = shown.body.split_once("data-autosave=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    assert!(saving.starts_with(&format!("/children/{child}/drafts/")));
    let fields = [(QUESTION, "Half a sentence"), ("source", "family")];
    let saved = assessor.send_from(&shown, &saving, &fields, "application/json").await;
    assert_eq!((saved.status, saved.body.as_str()), (StatusCode::OK, r#"{"fields":{"revision":"1"}}"#));

    // Another window that still shows the first revision is told, and nothing is overwritten.
    let stale = [(QUESTION, "Another half"), ("source", "family")];
    let conflict = assessor.send_from(&shown, &saving, &stale, "application/json").await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    let both = assessor.send_from(&shown, &saving, &stale, "text/html").await;
    assert_eq!(both.status, StatusCode::CONFLICT);
    both.says(&["Half a sentence", "Another half", "Saved in the other window", "Typed here"]);
    assert_eq!(both.hidden("revision"), "1");

    // Neither does adding the entry from that window throw the other text away.
    let mut adding = stale.to_vec();
    let names = day_names("said");
    adding.extend(day(&names, "23", "11", "2026"));
    let stopped = assessor.send_from(&shown, &path_of(child), &adding, "text/html").await;
    assert_eq!(stopped.status, StatusCode::CONFLICT);
    assert!(world.state(child).await.entries.is_empty());

    let again = assessor.get(&path_of(child)).await;
    again.says(&["Half a sentence", "Your draft of 23 November 2026, 09:00"]);
    let mut whole = vec![(QUESTION, "A whole sentence."), ("source", "family")];
    whole.extend(day(&names, "23", "11", "2026"));
    let sent = assessor.send_from(&again, &path_of(child), &whole, "text/html").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert!(!assessor.get(&path_of(child)).await.text().contains("Half a sentence"));
}

#[tokio::test]
async fn a_draft_is_saved_by_a_button_and_is_its_writers_alone() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    let shown = assessor.get(&path_of(child)).await;
    let saving = shown.body.split_once("data-autosave=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let fields = [(QUESTION, "Half a sentence"), ("source", "family")];
    let saved = assessor.send_from(&shown, &saving, &fields, "text/html").await;
    assert_eq!((saved.status, saved.location), (StatusCode::SEE_OTHER, path_of(child)));
    // Somebody else who knows the address saves nothing there.
    let mut supervisor = world.browser(SUPERVISOR).await;
    let theirs = supervisor.get(&format!("/children/{child}/allocate")).await;
    let fields = [(QUESTION, "Not mine"), ("section", "e-day"), ("question", QUESTION), ("revision", "1")];
    let sent = supervisor.send_from(&theirs, &saving, &fields, "application/json").await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_form_counts_once_and_only_with_its_token() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    let path = format!("/children/{child}/assessment/k-home/open");
    let shown = assessor.get(&path).await;
    let fields = [("why", "Jo asked.")];
    assert_eq!(assessor.send_from(&shown, &path, &fields, "text/html").await.status, StatusCode::SEE_OTHER);
    let version = world.version(child).await;
    let ceiling = format!("/children/{child}/ceiling");
    let replayed = assessor.send_from(&shown, &ceiling, &fields, "text/html").await;
    assert_eq!(replayed.status, StatusCode::CONFLICT);
    let forged = assessor.post(&ceiling, &[("why", "Forged".into())], "text/html").await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert_eq!(world.version(child).await, version);
}
