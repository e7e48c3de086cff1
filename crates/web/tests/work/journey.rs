//! From the reading to the child's record, and the letter that says so.

use application::{Act, ReadReason};
use axum::http::StatusCode;
use records::child::Source;
use records::request;
use uuid::Uuid;

use crate::harness::{ASKER, Browser, NADIA, REQUEST, SAM, WOULD_HELP, World};

pub fn at(below: &str) -> String {
    if below.is_empty() { format!("/requests/{REQUEST}") } else { format!("/requests/{REQUEST}/{below}") }
}

pub async fn read(browser: &mut Browser) {
    let page = browser.get(&at("read")).await;
    assert_eq!(page.status, StatusCode::OK);
    let done = browser.post(&at("read"), &[("t1-immediate-danger", "no"), ("care-may-fail", "yes")]).await;
    assert_eq!((done.status, done.to), (StatusCode::SEE_OTHER, at("")));
}

pub const TRIAGE: [(&str, &str); 11] = [
    ("t2-asking-for-help", "yes"),
    ("t2-what-help", WOULD_HELP),
    ("t3-disabled", "yes"),
    ("t3-basis", "family-account"),
    ("t4-people.1.who", "Robin"),
    ("t4-people.1.how", "Signing"),
    ("t5-request-types", "short-break"),
    ("t6-urgency", "now"),
    ("t8-level", "short"),
    ("t8-family-view", "They are glad of a short one."),
    ("t9-facts-of-harm", "no"),
];

pub async fn triage(browser: &mut Browser) {
    browser.get(&at("triage")).await;
    let done = browser.post(&at("triage"), &TRIAGE).await;
    assert_eq!(
        (done.status, done.to),
        (StatusCode::SEE_OTHER, at("")),
        "{}",
        crate::harness::visible(&done.body)
    );
}

pub async fn asker(browser: &mut Browser) {
    browser.get(&at("asker")).await;
    let fields = [
        ("how", "Rang back on the number that the school holds"),
        ("relationship", "mum"),
        ("capacity", "parent-carer"),
        ("responsibility", "yes"),
    ];
    let done = browser.post(&at("asker"), &fields).await;
    assert_eq!((done.status, done.to), (StatusCode::SEE_OTHER, at("")));
}

pub const WHY: &str = "Robin is disabled and the nights are too much for one family.";

pub async fn propose(browser: &mut Browser) {
    browser.get(&at("route")).await;
    let fields = [("route", "support"), ("level", "short"), ("child", "new"), ("why", WHY)];
    let done = browser.post(&at("route"), &fields).await;
    assert_eq!((done.status, done.to), (StatusCode::SEE_OTHER, at("")));
}

pub async fn confirm(browser: &mut Browser) {
    let page = browser.get(&at("confirm")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.words().contains(WHY));
    let done = browser.post(&at("confirm"), &[("decision", "confirm")]).await;
    assert_eq!(
        (done.status, done.to),
        (StatusCode::SEE_OTHER, at("")),
        "{}",
        crate::harness::visible(&done.body)
    );
}

/// The navigator, who has read the request, triaged it, confirmed the asker and proposed the route.
pub async fn proposed(world: &World) -> Browser {
    let mut nadia = world.as_practitioner(NADIA).await;
    read(&mut nadia).await;
    triage(&mut nadia).await;
    asker(&mut nadia).await;
    propose(&mut nadia).await;
    nadia
}

/// The navigator, and the manager who confirmed what they proposed.
pub async fn routed(world: &World) -> (Browser, Browser) {
    let nadia = proposed(world).await;
    let mut sam = world.as_practitioner(SAM).await;
    confirm(&mut sam).await;
    (nadia, sam)
}

#[tokio::test]
async fn a_request_becomes_a_record_with_the_familys_words() {
    let world = World::with_request().await;
    let mut nadia = world.as_practitioner(NADIA).await;
    let list = nadia.get("/requests?stage=to-read").await;
    assert!(list.words().contains("Robin K7M-2QX"), "{}", list.words());
    read(&mut nadia).await;

    let page = nadia.get(&at("triage")).await;
    assert!(page.body.contains(WOULD_HELP), "what the asker wrote stands in the field");
    assert!(page.body.contains(
        "id=\"t5-request-types\" name=\"t5-request-types\" type=\"checkbox\" value=\"short-break\" checked"
    ));
    triage(&mut nadia).await;
    asker(&mut nadia).await;
    propose(&mut nadia).await;

    let mut sam = world.as_practitioner(SAM).await;
    assert!(sam.get("/today").await.words().contains("Routes to confirm"));
    confirm(&mut sam).await;

    let application = &world.application;
    let opened =
        application.open_request(&world.actor(SAM), REQUEST, ReadReason::work("test")).await.unwrap();
    let child = opened.state.child().unwrap();
    let record =
        application.open_child(&world.actor(SAM), child, ReadReason::work("test")).await.unwrap().state;
    assert_eq!(record.called(), "Robin");
    let support = &record.assessment.opened.as_ref().unwrap().fact;
    assert_eq!(Some(support.received_at), opened.state.received_at());
    assert_eq!(support.request_types, ["short-break"]);
    assert_eq!(support.disabled, Some(true));
    assert!(support.settled.contains_key("route.letter_sent"));
    let asker = record.involved.iter().find(|part| part.person == ASKER).unwrap();
    assert_eq!((asker.capacity.as_str(), asker.relationship.as_str()), ("parent-carer", "mum"));
    assert!(record.involved.iter().any(|part| part.person == NADIA));
    let said = |question: &str| record.entries.iter().find(|entry| entry.question == question).unwrap();
    let help = said("what-would-help");
    assert_eq!(help.current().answer.text(), Some(WOULD_HELP));
    assert_eq!((help.source, help.source_note.as_str()), (Source::Family, "Jo Hazel"));
    assert_eq!(help.current().happened.instant(), opened.state.received_at());
    assert_eq!(said("request-types").current().answer.chosen(), ["short-break"]);
    assert_eq!(said("time-and-senses").current().answer.text(), Some("Sit down and wait."));
    assert_eq!(said("how-it-shows").current().answer.text(), Some("Robin wakes five times a night."));

    let page = sam.get(&at("")).await;
    assert!(page.body.contains(&format!("href=\"/children/{child}\"")));
    let letter = opened.state.letters.iter().find(|letter| letter.fact.kind == "route").unwrap();
    assert_eq!(letter.fact.to, ASKER);
    let shown = sam.get(&at(&format!("letters/{}", letter.fact.letter))).await;
    let words = shown.words();
    let order = [
        "Our answer is yes",
        WHY,
        "Nadia Quill will talk to you",
        "What happens by when",
        "If you do not agree",
    ];
    let places: Vec<usize> =
        order.iter().map(|part| words.find(part).unwrap_or_else(|| panic!("{part}"))).collect();
    assert!(places.is_sorted(), "the decision comes first, then why, then how to challenge it: {places:?}");
    assert!(words.contains("November 2025") && words.contains("We have not yet checked this rule"));
}

#[tokio::test]
async fn the_receipt_of_a_call_is_a_letter_once() {
    let world = World::with_call().await;
    let mut nadia = world.as_practitioner(NADIA).await;
    assert!(nadia.get(&at("")).await.words().contains("the family has no receipt yet"));
    assert_eq!(nadia.post(&at("receipt"), &[]).await.to, at(""));
    let page = nadia.get(&at("")).await;
    assert!(page.words().contains("We have your request for Robin"));
    assert!(!page.words().contains("the family has no receipt yet"));
    assert_eq!(nadia.post(&at("receipt"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_code_is_shown_once() {
    let world = World::with_request().await;
    let mut nadia = world.as_practitioner(NADIA).await;
    nadia.get(&at("")).await;
    assert_eq!(nadia.post(&at("code"), &[]).await.to, at("code"));
    let page = nadia.get(&at("code")).await;
    let code = page.body.split("alongside-code\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let opened = world.application.open_with_code(&code, b"here").await.unwrap();
    assert_eq!((opened.person, opened.reach.id), (ASKER, REQUEST));
    assert!(page.words().contains("01632 960777"), "it is passed on by the safe method only");
    assert_eq!(nadia.get(&at("code")).await.to, at(""));
}

#[tokio::test]
async fn we_write_back_and_decide_about_help() {
    let world = World::with_request().await;
    let mut nadia = world.as_practitioner(NADIA).await;
    nadia.get(&at("")).await;
    assert_eq!(nadia.post(&at("answer"), &[("words", "We ring you today at four.")]).await.to, at(""));
    assert!(nadia.get(&at("interim")).await.words().contains("section 20"));
    let done = nadia.post(&at("interim"), &[("starts", "yes"), ("words", "A sitter comes tonight.")]).await;
    assert_eq!(done.to, at(""));
    let words = nadia.get(&at("")).await.words();
    assert!(words.contains("We ring you today at four.") && words.contains("A sitter comes tonight."));
}

#[tokio::test]
async fn what_is_not_taken_up_says_each_criterion() {
    let world = World::with_request().await;
    let mut nadia = world.as_practitioner(NADIA).await;
    read(&mut nadia).await;
    nadia.get(&at("triage")).await;
    let fields: Vec<(&str, &str)> = TRIAGE
        .iter()
        .filter(|(name, _)| *name != "t3-basis")
        .map(|(name, value)| if *name == "t3-disabled" { (*name, "no") } else { (*name, *value) })
        .collect();
    assert_eq!(nadia.post(&at("triage"), &fields).await.to, at(""));
    nadia.get(&at("route")).await;
    let fields = [("route", "not-taken-up"), ("level", "short"), ("why", "Robin's school gives this help.")];
    assert_eq!(nadia.post(&at("route"), &fields).await.to, at(""));
    let mut sam = world.as_practitioner(SAM).await;
    confirm_any(&mut sam).await;
    let opened =
        world.application.open_request(&world.actor(SAM), REQUEST, ReadReason::work("test")).await.unwrap();
    assert_eq!(opened.state.child(), None);
    let letter = &opened.state.letters[0].fact;
    let shown = sam.get(&at(&format!("letters/{}", letter.letter))).await.words();
    assert!(shown.contains("Is the child disabled, or might they be? (Children Act 1989 section 17(11)) No"));
    assert!(shown.contains("Robin's school gives this help.") && shown.contains("If you do not agree"));
}

async fn confirm_any(browser: &mut Browser) {
    browser.get(&at("confirm")).await;
    assert_eq!(browser.post(&at("confirm"), &[("decision", "confirm")]).await.to, at(""));
}

#[tokio::test]
async fn a_request_for_an_existing_record_joins_it() {
    let world = World::with_request().await;
    let (mut nadia, _) = routed(&world).await;
    // The child is found by name, and by the sound of it, when the next request is routed.
    nadia.get("/search").await;
    let found = nadia.post("/search", &[("words", "Robyn")]).await;
    assert!(found.words().contains("Children") && found.words().contains("Robin"), "{}", found.words());
}

#[tokio::test]
async fn a_second_request_joins_the_open_assessment_and_is_never_refused() {
    let world = World::with_request().await;
    let (_, mut sam) = routed(&world).await;
    let application = &world.application;
    let first = application.open_request(&world.actor(SAM), REQUEST, ReadReason::work("test")).await.unwrap();
    let (first, child) = (first.state.received.clone().unwrap().fact, first.state.child().unwrap());

    let second = Uuid::from_u128(0x1002);
    let anybody = access::Actor::Anonymous { partnership: application.partnership().clone() };
    let received = request::Received { reference: "P2N-7RT".to_owned(), ..first };
    application.execute(&anybody, Act::on(second, request::Receive(received))).await.unwrap();
    let triaged = request::Triaged {
        answers: application.forms().latest("triage").unwrap().no_answers(),
        disabled: request::YesNoUnsure::Yes,
        request_types: vec!["equipment".to_owned()],
    };
    let confirmed = request::AskerConfirmed {
        how: "Rang back".to_owned(),
        relationship: "mum".to_owned(),
        capacity: kernel::Capacity::new("parent-carer").unwrap(),
        parental_responsibility: Some(true),
    };
    let proposed = request::RouteProposed {
        route: request::Route::Support,
        level: guidance::Level::Short,
        why: "You asked for a bath seat as well.".to_owned(),
        link: Some(request::ChildLink::Existing(child)),
    };
    let act = Act::on(second, request::ReadRequest(request::Read { care_may_fail: false }))
        .and(second, request::Triage(triaged))
        .and(second, request::ConfirmAsker(confirmed))
        .and(second, request::ProposeRoute(proposed));
    application.execute(&world.actor(NADIA), act).await.unwrap();
    let path = format!("/requests/{second}/confirm");
    sam.get(&path).await;
    let done = sam.post(&path, &[("decision", "confirm")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", crate::harness::visible(&done.body));

    let record =
        application.open_child(&world.actor(SAM), child, ReadReason::work("test")).await.unwrap().state;
    assert_eq!(record.assessment.joined.len(), 1);
    assert!(record.earlier.is_empty(), "one assessment, with both requests");
    let opened = record.open_sections();
    assert!(opened.contains(&"l-equipment"), "what it asks for is open: {opened:?}");
    assert_eq!(record.entries.iter().filter(|entry| entry.question == "what-would-help").count(), 2);
}
