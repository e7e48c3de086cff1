//! Asking, from the first question to the receipt.

use axum::http::StatusCode;
use records::request::{Channel, WhoAsks};

use crate::harness::{NAVIGATOR, PARENT, World, YOUNG_PERSON};

#[tokio::test]
async fn a_parent_asks_and_gets_a_receipt() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.answer_all(PARENT).await;

    let check = browser.get("/ask/check").await;
    assert_eq!(check.status, StatusCode::OK);
    assert_eq!(check.one("h1"), "Check your answers before you send them");
    let text = check.text();
    assert!(text.contains("A person reads every request on the day it arrives"), "{text}");
    assert!(text.contains("Wendale Support for Disabled Children"), "{text}");
    assert!(text.contains("Designed from published evidence."), "{text}");
    assert!(text.contains("Wednesday 27 March 2019"), "{text}");
    assert!(check.all(".govuk-summary-list__actions a").iter().all(|link| link.contains("your answer to:")));

    let sent = browser.send("/ask/check", &[]).await;
    assert_eq!((sent.status, sent.location.as_str()), (StatusCode::SEE_OTHER, "/ask/sent"));
    let receipt = browser.get("/ask/sent").await;
    assert_eq!(receipt.one("h1"), "We have got your request");
    let text = receipt.text();
    assert!(text.contains("10:30 on Monday 23 November 2026"), "{text}");
    assert!(text.contains("By Monday 23 November 2026"), "the day of reading: {text}");
    assert!(text.contains("By Tuesday 24 November 2026"), "the day of the answer: {text}");
    assert!(text.contains("(WT 2026 chapter 3)"), "the clause is cited: {text}");
    assert!(text.contains("complaints@wendale.example"), "{text}");
    assert!(text.contains("01632 960120"), "{text}");
    let code = receipt.one(".alongside-code");
    assert_eq!(code.split('-').count(), 4);

    let again = browser.get("/ask/sent").await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(again.all(".alongside-code").is_empty(), "the code is shown once");

    let requests = world.requests().await;
    let [request] = requests.as_slice() else { panic!("one request") };
    let received = &request.received.as_ref().unwrap().fact;
    assert_eq!(received.channel, Channel::Web);
    assert_eq!(received.asker.name, "Ash <b>Fern</b>");
    assert_eq!(received.asker.who, WhoAsks::ParentCarer);
    assert_eq!(received.asker.contact.method, "text");
    assert_eq!(received.asker.contact.value, "07700 900123");
    assert!(!received.asker.contact.may_leave_message);
    assert_eq!(received.child.called, "Robin");
    assert_eq!(received.child.birth_date, Some(jiff::civil::date(2019, 3, 27)));
    assert!(received.care_may_fail, "`now` asks for help today");
    assert!(receipt.text().contains(&received.reference));
    assert!(received.answers.text("what-would-help").unwrap().contains("<script>"), "kept as written");
}

#[tokio::test]
async fn a_young_person_is_addressed_and_not_announced() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.answer_all(YOUNG_PERSON).await;
    let name = browser.get("/ask/child-name").await;
    assert_eq!(name.one("h1"), "What do you like to be called?");
    let check = browser.get("/ask/check").await;
    assert!(check.text().contains("We will not tell your parents or carers that you asked"));
    browser.send("/ask/check", &[]).await;
    let receipt = browser.get("/ask/sent").await;
    assert!(receipt.text().contains("We will not tell your parents or carers that you asked"));
    let requests = world.requests().await;
    let received = &requests[0].received.as_ref().unwrap().fact;
    assert_eq!(received.asker.who, WhoAsks::YoungPerson);
    assert_eq!(received.asker.name, "Sky", "asked once, as the child's name");
    assert_eq!(received.asker.contact.method, "someone-else");
    assert_eq!(received.child.age, "15");
    assert!(!received.care_may_fail);
}

#[tokio::test]
async fn a_question_says_where_it_stands_and_how_to_stop() {
    let world = World::new().await;
    let mut browser = world.browser();
    let first = browser.get("/ask").await.location;
    assert_eq!(first, "/ask/who-is-asking");
    let page = browser.get(&first).await;
    assert_eq!(page.one("h1"), "Who is asking for help?");
    assert_eq!(page.attribute(".govuk-back-link", "href"), "/");
    assert!(page.text().contains("What would help: question 1. You can stop and come back."));
    assert!(!page.text().contains("question 1 of"), "no total is promised");
    assert!(page.all("form button").contains(&"Save and come back later".to_owned()));
    assert!(page.text().contains("Nobody reads a request until you send it."));
    browser.answer("who-is-asking", &[("who-is-asking", "works-with-family")]).await;
    let second = browser.get("/ask/your-work").await;
    assert!(second.text().contains("question 2."));
    assert_eq!(second.attribute(".govuk-back-link", "href"), "/ask/who-is-asking");
}

#[tokio::test]
async fn what_was_typed_comes_back_with_what_to_do() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.get("/ask").await;
    browser.get("/ask/who-is-asking").await;
    let missing = browser.send("/ask/who-is-asking", &[]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(missing.attribute(".govuk-error-summary a", "href"), "#who-is-asking");
    assert!(missing.one("title").starts_with("Error: "));
    browser.answer("who-is-asking", &[("who-is-asking", "parent-carer")]).await;

    let long = "ä".repeat(30_000);
    browser.get("/ask/what-would-help").await;
    let refused = browser.send("/ask/what-would-help", &[("what-would-help", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.one("textarea").chars().count(), 30_000, "nothing is cut off");

    browser.get("/ask/child-birth-date").await;
    let fields =
        [("child-birth-date.day", "31"), ("child-birth-date.month", "2"), ("child-birth-date.year", "2019")];
    let refused = browser.send("/ask/child-birth-date", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.attribute("input[name='child-birth-date.day']", "value"), "31");
    let target = refused.attribute(".govuk-error-summary a", "href");
    assert!(refused.html.contains(&format!("id=\"{}\"", target.trim_start_matches('#'))), "{target}");
}

#[tokio::test]
async fn an_answer_that_is_changed_leads_back_to_the_check() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.answer_all(PARENT).await;
    let page = browser.get("/ask/child-name?change=yes").await;
    assert_eq!(page.attribute("input[name=child-name]", "value"), "Robin");
    assert_eq!(page.attribute(".govuk-back-link", "href"), "/ask/check");
    let sent = browser.send("/ask/child-name", &[("child-name", "Rob"), ("change", "yes")]).await;
    assert_eq!(sent.location, "/ask/check");
    // A change that opens another question asks it first.
    browser.get("/ask/safe-contact?change=yes").await;
    let sent = browser.send("/ask/safe-contact", &[("safe-contact", "email"), ("change", "yes")]).await;
    assert_eq!(sent.location, "/ask/contact-email");
    assert_eq!(browser.get("/ask/check").await.location, "/ask/contact-email");
    // What is not asked any more is not there, and is not sent.
    assert_eq!(browser.get("/ask/contact-number").await.location, "/ask/contact-email");
    browser.answer("contact-email", &[("contact-email", "ash@fern.example"), ("change", "yes")]).await;
    browser.get("/ask/check").await;
    browser.send("/ask/check", &[]).await;
    let requests = world.requests().await;
    let received = &requests[0].received.as_ref().unwrap().fact;
    assert_eq!(received.asker.contact.value, "ash@fern.example");
    assert!(received.answers.get("contact-number").is_none());
}

#[tokio::test]
async fn the_answers_can_only_be_checked_once_all_were_met() {
    let world = World::new().await;
    let mut browser = world.browser();
    assert_eq!(browser.get("/ask/check").await.location, "/ask");
    assert_eq!(browser.get("/ask/sent").await.location, "/ask");
    browser.get("/ask").await;
    browser.answer("who-is-asking", &[("who-is-asking", "parent-carer")]).await;
    assert_eq!(browser.get("/ask/check").await.location, "/ask/your-relationship");
    assert_eq!(browser.get("/ask/there-is-no-such-question").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/ask/your-work").await.location, "/ask/your-relationship", "not asked");
    // A form that skips the check is refused with links to what is missing.
    let page = browser.get("/ask/your-relationship").await;
    assert_eq!(page.status, StatusCode::OK);
    let early = browser.send("/ask/check", &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(world.requests().await.is_empty());
    let target = early.attribute(".govuk-error-summary a", "href");
    assert!(early.html.contains(&format!("id=\"{}\"", target.trim_start_matches('#'))), "{target}");
}

#[tokio::test]
async fn going_back_and_sending_twice_is_fine() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.answer_all(PARENT).await;
    // Back, and the same answer again.
    browser.answer("your-name", &[("your-name", "Ash Fern")]).await;
    browser.get("/ask/check").await;
    let (token, once) = (browser.hidden("token"), browser.hidden("once"));
    let form = [("token", token.as_str()), ("once", once.as_str())];
    let first = browser.send_exactly("/ask/check", &form).await;
    let second = browser.send_exactly("/ask/check", &form).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert_eq!(second.attribute("main a.govuk-button", "href"), "/ask/sent");
    assert_eq!(world.requests().await.len(), 1);
    let receipt = browser.get("/ask/sent").await;
    assert_eq!(receipt.all(".alongside-code").len(), 1, "the code is still there to be shown");
    // A new request can begin afterwards.
    assert_eq!(browser.get("/ask").await.location, "/ask/who-is-asking");
}

#[tokio::test]
async fn several_people_can_be_listed_without_scripts() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.get("/ask").await;
    browser.answer("who-is-asking", &[("who-is-asking", "parent-carer")]).await;
    browser.answer("agree-to-contact-others", &[("agree-to-contact-others", "yes")]).await;
    let one =
        [("people-to-contact.1.who", "Ms Reed"), ("people-to-contact.1.scope", "ask-only"), ("then", "more")];
    assert_eq!(browser.answer("people-to-contact", &one).await, "/ask/people-to-contact");
    let page = browser.get("/ask/people-to-contact").await;
    assert_eq!(page.attribute("input[name='people-to-contact.1.who']", "value"), "Ms Reed");
    assert!(page.html.contains("name=\"people-to-contact.2.who\""), "room for another");
}

#[tokio::test]
async fn two_windows_lose_no_answer() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.get("/ask").await;
    browser.answer("who-is-asking", &[("who-is-asking", "parent-carer")]).await;
    browser.get("/ask/what-would-help").await;
    let token = browser.hidden("token");
    let (mut one, mut two) = (browser.beside(), browser.beside());
    let first = [("token", token.as_str()), ("what-would-help", "A break")];
    let second = [("token", token.as_str()), ("child-name", "Robin")];
    let (first, second) = tokio::join!(
        one.send_exactly("/ask/what-would-help", &first),
        two.send_exactly("/ask/child-name", &second)
    );
    assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(browser.get("/ask/what-would-help").await.one("textarea"), "A break");
    let name = browser.get("/ask/child-name").await;
    assert_eq!(name.attribute("input[name=child-name]", "value"), "Robin");
}

#[tokio::test]
async fn pressing_send_twice_at_once_sends_once() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.answer_all(PARENT).await;
    browser.get("/ask/check").await;
    let (token, once) = (browser.hidden("token"), browser.hidden("once"));
    let form = [("token", token.as_str()), ("once", once.as_str())];
    let (mut left, mut right) = (browser.beside(), browser.beside());
    let sent = tokio::join!(left.send_exactly("/ask/check", &form), right.send_exactly("/ask/check", &form));
    let mut statuses = [sent.0.status, sent.1.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    assert_eq!(world.requests().await.len(), 1);
    let receipt = browser.get("/ask/sent").await;
    assert_eq!(receipt.all(".alongside-code").len(), 1);
}

#[tokio::test]
async fn one_who_happens_to_be_signed_in_asks_like_anybody() {
    let world = World::new().await;
    let mut browser = world.signed_in(NAVIGATOR).await;
    browser.answer_all(PARENT).await;
    browser.get("/ask/check").await;
    assert_eq!(browser.send("/ask/check", &[]).await.location, "/ask/sent");
    let requests = world.requests().await;
    assert_eq!(requests[0].received.as_ref().unwrap().author.person, None);
    assert_eq!(requests[0].received.as_ref().unwrap().fact.entered_by, None);
}

#[tokio::test]
async fn no_page_uses_the_words_of_suspicion() {
    let world = World::new().await;
    let library = world.application.forms();
    let mut browser = world.browser();
    browser.answer_all(YOUNG_PERSON).await;
    let mut pages = Vec::new();
    for question in library.latest("ask").unwrap().questions() {
        pages.push(browser.get(&format!("/ask/{}", question.id)).await);
    }
    for path in ["/ask", "/ask/check", "/return"] {
        pages.push(browser.get(path).await);
    }
    browser.get("/ask/child-name").await;
    browser.send("/ask/child-name", &[("then", "save"), ("child-name", "Sky")]).await;
    pages.push(browser.get("/ask/save").await);
    browser.get("/ask/check").await;
    browser.send("/ask/check", &[]).await;
    pages.push(browser.get("/ask/sent").await);
    for page in pages.iter().filter(|page| page.status == StatusCode::OK) {
        let found = library.check_words(&page.text());
        assert!(found.is_empty(), "{}: {found:?}", page.one("title"));
        assert!(!page.html.contains('['), "a message is missing: {}", page.text());
        assert_eq!(page.all("h1").len(), 1, "{}", page.one("title"));
        assert_eq!(page.all(".govuk-exit-this-page").len(), 1, "a way out");
        assert!(page.text().contains("If someone is being hurt or is not safe now"));
    }
}
