//! What a reader notices goes to the front door, leaves no trace in the request, and never waits for the rest of a form.

use axum::http::StatusCode;

use application::ReadReason;

use crate::harness::{FERN, NADIA, REQUEST, SAM, World, visible};
use crate::journey::{TRIAGE, asker, at, confirm, propose, proposed, read, triage};

const NOTICED: &str = "A bruise in the shape of a hand on the upper arm.";

fn with_harm(answer: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut fields: Vec<(&str, &str)> =
        TRIAGE.iter().copied().filter(|(name, _)| *name != "t9-facts-of-harm").collect();
    fields.extend([("t9-facts-of-harm", answer), ("t9-what-was-noticed", NOTICED)]);
    fields
}

#[tokio::test]
async fn harm_at_triage_leaves_no_trace_in_the_request() {
    let plain = World::with_request().await;
    let mut nadia = plain.as_practitioner(NADIA).await;
    read(&mut nadia).await;
    triage(&mut nadia).await;
    assert!(plain.concerns().await.is_empty());

    for answer in ["yes", "unsure"] {
        let world = World::with_request().await;
        let mut nadia = world.as_practitioner(NADIA).await;
        read(&mut nadia).await;
        nadia.get(&at("triage")).await;
        let sent = nadia.post(&at("triage"), &with_harm(answer)).await;
        assert!(sent.to.starts_with(&at("sent/")), "{}", visible(&sent.body));
        assert_eq!(world.request_events().await, plain.request_events().await, "byte by byte");
        let concerns = world.concerns().await;
        assert_eq!(concerns.len(), 1);
        assert_eq!(concerns[0].line.detail, NOTICED);
        assert_eq!(concerns[0].line.marks.contains(&"unsure".to_owned()), answer == "unsure");
        let page = nadia.get(&sent.to).await.words();
        assert!(page.contains(NOTICED) && page.contains("The request for support goes on"));
        assert!(page.contains("999") && page.contains("01632 960110") && page.contains("Nobody yet"));
        let request = nadia.get(&at("")).await;
        assert!(!request.body.contains(NOTICED) && !request.body.contains("/sent/"));
        assert!(request.words().contains("Propose the route"), "the request goes on");
        // Triage that is opened again says nothing of it either.
        assert!(!nadia.get(&at("triage")).await.body.contains(NOTICED));
        let mut fern = world.as_practitioner(FERN).await;
        assert!(fern.get("/today").await.body.contains("1 concern waits"));
    }
}

#[tokio::test]
async fn nothing_that_is_missing_holds_back_what_was_noticed() {
    let world = World::with_request().await;
    let mut nadia = world.as_practitioner(NADIA).await;
    read(&mut nadia).await;
    nadia.get(&at("triage")).await;
    let fields = [("t9-facts-of-harm", "yes"), ("t9-what-was-noticed", NOTICED)];
    let incomplete = nadia.post(&at("triage"), &fields).await;
    assert_eq!(incomplete.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(incomplete.words().contains("What you noticed is at the front door already"));
    assert_eq!(world.concerns().await.len(), 1);

    // Sent again with the rest put right, it is not raised a second time; with more words it is.
    let passed_on = nadia.hidden("passed-on");
    let mut again = with_harm("yes");
    again.push(("passed-on", &passed_on));
    let done = nadia.post(&at("triage"), &again).await;
    assert_eq!(done.to, at(&format!("sent/{passed_on}")));
    assert_eq!(world.concerns().await.len(), 1);

    // Not even the words are waited for.
    nadia.get(&at("triage")).await;
    nadia.post(&at("triage"), &[("t9-facts-of-harm", "unsure")]).await;
    let concerns = world.concerns().await;
    assert_eq!(concerns.len(), 2);
    assert!(concerns.iter().any(|line| line.line.detail.contains("has written nothing more yet")));
}

#[tokio::test]
async fn danger_at_the_reading_goes_first() {
    let plain = World::with_request().await;
    let mut nadia = plain.as_practitioner(NADIA).await;
    read(&mut nadia).await;

    let world = World::with_request().await;
    let mut nadia = world.as_practitioner(NADIA).await;
    let page = nadia.get(&at("read")).await.words();
    assert!(page.contains("999") && page.contains("01632 960110"));
    let danger = [("t1-immediate-danger", "yes"), ("t1-what-was-noticed", NOTICED)];
    let incomplete = nadia.post(&at("read"), &danger).await;
    assert_eq!(incomplete.status, StatusCode::UNPROCESSABLE_ENTITY);
    let concerns = world.concerns().await;
    assert_eq!(concerns.len(), 1);
    assert!(concerns[0].line.marks.contains(&"immediate".to_owned()));
    let passed_on = nadia.hidden("passed-on");
    let mut again = danger.to_vec();
    again.extend([("care-may-fail", "yes"), ("passed-on", passed_on.as_str())]);
    let sent = nadia.post(&at("read"), &again).await;
    assert_eq!(sent.to, at(&format!("sent/{passed_on}")));
    assert!(nadia.get(&sent.to).await.words().contains("999"), "the number stays on the screen");
    assert_eq!(world.concerns().await.len(), 1);
    assert_eq!(world.request_events().await, plain.request_events().await, "byte by byte");
}

/// The manager who confirms learns that something is open, and nothing of what it says; the navigator learns nothing.
#[tokio::test]
async fn open_concerns_show_to_the_manager_who_confirms_and_to_nobody_else() {
    let plain = World::with_request().await;
    let mut nadia_of_plain = proposed(&plain).await;
    let mut sam = plain.as_practitioner(SAM).await;
    let page = sam.get(&at("confirm")).await.words();
    assert!(page.contains("Nothing about this child is open at the front door today"), "{page}");

    let world = World::with_request().await;
    let mut nadia = world.as_practitioner(NADIA).await;
    read(&mut nadia).await;
    nadia.get(&at("triage")).await;
    nadia.post(&at("triage"), &with_harm("yes")).await;
    asker(&mut nadia).await;
    propose(&mut nadia).await;
    for page in ["", "route", "triage"] {
        let (here, there) = (nadia.get(&at(page)).await, nadia_of_plain.get(&at(page)).await);
        assert_eq!(here.words(), there.words(), "the navigator's pages say the same: {page}");
    }
    assert_eq!(nadia.get(&at("confirm")).await.status, StatusCode::NOT_FOUND);

    let mut sam = world.as_practitioner(SAM).await;
    let page = sam.get(&at("confirm")).await;
    let words = page.words();
    assert!(
        words.contains("Something about this child is open. It was raised on Monday 24 November 2025."),
        "{words}"
    );
    assert!(words.contains("Only you see this.") && words.contains("0808 157 0024"));
    assert!(!page.body.contains(NOTICED) && !page.body.contains("/concerns/0"), "nothing of what it says");
    confirm(&mut sam).await;

    // Whoever names the assessor learns it too, by the record that the request began.
    let opened =
        world.application.open_request(&world.actor(SAM), REQUEST, ReadReason::work("test")).await.unwrap();
    let child = opened.state.child().unwrap();
    let words = sam.get(&format!("/children/{child}/allocate")).await.words();
    assert!(
        words.contains("Something about this child is open. It was raised on Monday 24 November 2025."),
        "{words}"
    );
    let at_triage = nadia.get(&format!("/children/{child}")).await;
    assert!(!at_triage.body.contains("Something about this child is open"));

    // That somebody looked is logged, and kept from the family, whatever was found.
    for world in [&plain, &world] {
        let actor = world.actor(SAM);
        let opened = world.application.open_request(&actor, REQUEST, ReadReason::work("test")).await.unwrap();
        let reads = world.application.reads(&actor, &opened, REQUEST).await.unwrap();
        let looked: Vec<_> =
            reads.reads.iter().filter(|(_, read)| read.fact.page == "open-concerns").collect();
        assert!(!looked.is_empty() && looked.iter().all(|(_, read)| read.fact.kept_from_family));
    }
}
