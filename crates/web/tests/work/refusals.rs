//! What is refused comes back with its text; what is not for somebody is not there.

use axum::http::StatusCode;
use records::request as r;

use crate::harness::{ASSESSOR, FERN, NADIA, NORA, SCHOOL, World};
use crate::journey::{TRIAGE, WHY, asker, at, propose, proposed, read, triage};

#[tokio::test]
async fn nobody_else_finds_a_request() {
    let world = World::with_request().await;
    let pages = ["", "read", "triage", "asker", "interim", "route", "confirm", "code"];
    for person in [SCHOOL, ASSESSOR] {
        let mut browser = world.as_practitioner(person).await;
        browser.get("/today").await;
        for page in pages {
            assert_eq!(browser.get(&at(page)).await.status, StatusCode::NOT_FOUND, "{person} {page}");
        }
        for page in ["read", "triage", "asker", "interim", "route", "confirm", "code", "answer", "receipt"] {
            browser.get("/sign-out").await;
            let answered = browser.post(&at(page), &[("words", "Hello")]).await;
            assert_eq!(answered.status, StatusCode::NOT_FOUND, "{person} {page}");
        }
    }
    // The front door reads for danger, and that is all that it does with a request.
    let mut fern = world.as_practitioner(FERN).await;
    for page in ["", "read"] {
        assert_eq!(fern.get(&at(page)).await.status, StatusCode::OK, "{page}");
    }
    for page in ["triage", "asker", "interim", "route", "confirm", "code"] {
        assert_eq!(fern.get(&at(page)).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let missing = format!("/requests/{}", uuid::Uuid::from_u128(99));
    let mut nadia = world.as_practitioner(NADIA).await;
    assert_eq!(nadia.get(&missing).await.status, StatusCode::NOT_FOUND);
    let mut anybody = world.browser();
    for path in [at(""), missing, "/today".to_owned(), "/requests".to_owned(), "/search".to_owned()] {
        assert_eq!(anybody.get(&path).await.to, "/sign-in", "{path}");
    }
}

#[tokio::test]
async fn a_navigator_cannot_confirm_what_they_proposed() {
    let world = World::with_request().await;
    let mut nora = world.as_practitioner(NORA).await;
    read(&mut nora).await;
    triage(&mut nora).await;
    asker(&mut nora).await;
    propose(&mut nora).await;
    let page = nora.get(&at("")).await;
    assert!(page.words().contains("Nora Fell proposed a route. Another person"));
    assert!(!page.body.contains(&at("confirm")));
    assert_eq!(nora.get(&at("confirm")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(nora.post(&at("confirm"), &[("decision", "confirm")]).await.status, StatusCode::NOT_FOUND);
    let mut nadia = world.as_practitioner(NADIA).await;
    assert_eq!(nadia.get(&at("confirm")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_refused_proposal_keeps_its_text() {
    let world = World::with_request().await;
    let mut nadia = world.as_practitioner(NADIA).await;
    read(&mut nadia).await;
    triage(&mut nadia).await;
    nadia.get(&at("route")).await;
    let fields = [("route", "support"), ("level", "full"), ("child", "new"), ("why", WHY)];
    let refused = nadia.post(&at("route"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(WHY) && refused.body.contains("href=\"#route\""));
    assert!(refused.words().contains("Confirm who the asker is first"));
    assert!(refused.body.contains("value=\"full\" checked"));

    let fields = [("route", "not-taken-up"), ("level", "full"), ("why", WHY)];
    let refused = nadia.post(&at("route"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains("Children Act 1989 section 17(10)"));

    asker(&mut nadia).await;
    nadia.get(&at("route")).await;
    for (missing, field) in [("why", "#why"), ("child", "#child"), ("level", "#level"), ("route", "#route")] {
        let fields: Vec<(&str, &str)> =
            [("route", "support"), ("level", "full"), ("child", "new"), ("why", WHY)]
                .into_iter()
                .filter(|(name, _)| *name != missing)
                .collect();
        let refused = nadia.post(&at("route"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{missing}");
        assert!(refused.body.contains(&format!("href=\"{field}\"")), "{missing}");
    }
    let searched = nadia.post(&at("route"), &[("why", WHY), ("search", "Zed"), ("do", "search")]).await;
    assert_eq!(searched.status, StatusCode::OK);
    assert!(searched.body.contains(WHY) && searched.words().contains("Nobody with such a name"));
}

#[tokio::test]
async fn a_returned_proposal_says_why_and_can_be_made_again() {
    let world = World::with_request().await;
    let mut nadia = proposed(&world).await;
    let mut nora = world.as_practitioner(NORA).await;
    nora.get(&at("confirm")).await;
    let refused = nora.post(&at("confirm"), &[("decision", "return"), ("why", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("href=\"#why\"") && refused.body.contains("value=\"return\" checked"));
    let done = nora.post(&at("confirm"), &[("decision", "return"), ("why", "Ask about a full one.")]).await;
    assert_eq!(done.to, at(""));
    assert!(nadia.get(&at("route")).await.words().contains("Ask about a full one."));
    propose(&mut nadia).await;
}

#[tokio::test]
async fn an_incomplete_triage_keeps_what_was_typed() {
    let world = World::with_request().await;
    let mut nadia = world.as_practitioner(NADIA).await;
    assert_eq!(nadia.get(&at("triage")).await.to, at("read"), "danger is looked for first");
    read(&mut nadia).await;
    nadia.get(&at("triage")).await;
    let fields: Vec<(&str, &str)> = TRIAGE.iter().copied().filter(|(name, _)| *name != "t3-basis").collect();
    let refused = nadia.post(&at("triage"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("href=\"#t3-basis\"") && refused.body.contains("They are glad of a short one.")
    );
    let hostile = "<script>alert(1)</script>";
    let mut fields = fields.clone();
    fields.push(("t2-what-help", hostile));
    let refused = nadia.post(&at("triage"), &fields).await;
    assert!(!refused.body.contains(hostile));
}

#[tokio::test]
async fn a_replayed_or_forged_form_changes_nothing() {
    let world = World::with_request().await;
    let mut nadia = world.as_practitioner(NADIA).await;
    nadia.get(&at("")).await;
    let (token, once) = (nadia.hidden("token"), nadia.hidden("once"));
    let words = ("words", "We ring today.");
    let forged = nadia.post_bare(&at("answer"), &[("token", "guessed"), words]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let fields = [("token", token.as_str()), ("once", once.as_str()), words];
    assert_eq!(nadia.post_bare(&at("answer"), &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(nadia.post_bare(&at("answer"), &fields).await.status, StatusCode::CONFLICT);
    let answers = world.request_events().await.iter().filter(|(kind, _)| kind == "request.answered").count();
    assert_eq!(answers, 1);
    let empty = nadia.get(&at("")).await;
    assert_eq!(empty.status, StatusCode::OK);
    let refused = nadia.post(&at("answer"), &[("words", "  ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("href=\"#words\""));
}

#[test]
fn every_refusal_has_its_words() {
    let words = web::Wording::english().unwrap();
    let codes = [
        r::ReadRefusal::CODES,
        r::AnswerRefusal::CODES,
        r::TriageRefusal::CODES,
        r::ConfirmAskerRefusal::CODES,
        r::DecideInterimHelpRefusal::CODES,
        r::ProposeRouteRefusal::CODES,
        r::ReturnRouteRefusal::CODES,
        r::ConfirmRouteRefusal::CODES,
        r::IssueLetterRefusal::CODES,
        records::child::RegisterRefusal::CODES,
    ];
    for code in codes.concat() {
        assert!(words.has(&format!("refusal-{code}")), "{code}");
    }
}
