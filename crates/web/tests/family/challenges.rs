//! Saying that one does not agree, from both sides; and that it changes nothing else and is shown to nobody else.

use application::Act;
use axum::http::StatusCode;
use kernel::StreamKind;
use records::challenge::{Acknowledge, Acknowledged, Allocate, Answer, Answered, Outcome, Way};
use records::child::{HoldReview, LetterText, ReviewHeld};
use store::Page;
use uuid::Uuid;

use crate::browser::{Browser, Shown};
use crate::world::{
    ADVISER, ASSESSOR, CHILD, DAD, FRONT_DOOR_MANAGER, MUM, NAVIGATOR, SECOND_SUPERVISOR, STRANGER,
    SUPERVISOR, Stage, World, YOUNG, person,
};

const NEW: &str = "/family/challenge/new";

/// What a page carries along, as a browser sends it back.
fn carried(page: &Shown) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let form = page.body.split("</form>").next().unwrap_or_default();
    for part in form.split("type=\"hidden\" name=\"").skip(1) {
        let (name, rest) = part.split_once('"').unwrap();
        let value = rest.split_once("value=\"").unwrap().1.split_once('"').unwrap().0;
        let value = value.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
        fields.push((name.to_owned(), value));
    }
    fields
}

/// Answers one page and gives the next.
async fn answer(browser: &mut Browser, page: &Shown, field: &str, value: &str) -> Shown {
    let carried = carried(page);
    let mut fields: Vec<(&str, &str)> =
        carried.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    if !field.is_empty() {
        fields.push((field, value));
    }
    browser.send(NEW, &fields).await
}

/// A challenge in so many words, sent; the address of its page.
async fn challenge(browser: &mut Browser, way: &str, what: &str, words: &str) -> String {
    let page = browser.get(NEW).await;
    assert!(page.has("What would you like?"));
    let page = answer(browser, &page, "way", way).await;
    assert!(page.has("What is it about?"), "{}", page.own_words());
    let page = answer(browser, &page, "what-about", what).await;
    assert!(page.has("What is wrong?"));
    let page = answer(browser, &page, "your-words", words).await;
    assert!(page.has("What would put it right?"));
    let page = answer(browser, &page, "put-right", "").await;
    assert!(page.has("Check what you say") && page.has(words), "{}", page.own_words());
    let sent = answer(browser, &page, "", "").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.own_words());
    sent.location
}

fn id_in(address: &str) -> Uuid {
    address.rsplit('/').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn one_question_a_page_and_what_was_typed_is_kept() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let page = mum.get(NEW).await;
    let nothing = answer(&mut mum, &page, "way", "").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.has("Choose what you would like") && nothing.body.contains("href=\"#way\""));
    let page = answer(&mut mum, &page, "way", "complaint").await;
    let page = answer(&mut mum, &page, "what-about", "treated").await;
    let empty = answer(&mut mum, &page, "your-words", "  ").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer(&mut mum, &page, "your-words", "I was talked over.").await;
    let page = answer(&mut mum, &page, "put-right", "Listen.").await;
    for kept in ["Make a complaint", "How we were treated", "I was talked over.", "Listen."] {
        assert!(page.has(kept), "{kept}");
    }
    // Whoever goes back finds what they wrote, and comes back to the check.
    let back = answer(&mut mum, &page, "go", "your-words").await;
    assert!(back.has("I was talked over.") && back.has("What is wrong?"));
}

#[tokio::test]
async fn a_complaint_is_made_answered_and_its_promise_kept_in_sight() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let address = challenge(&mut mum, "complaint", "plan", "The nights do not come.").await;
    let page = mum.get(&address).await;
    // Monday 14 December 2026, ten working days later, Christmas between.
    for words in
        ["Your complaint", "It has arrived.", "The nights do not come.", "By Wednesday 30 December 2026"]
    {
        assert!(page.has(words), "{words}: {}", page.own_words());
    }
    assert!(page.has("Not yet checked") && page.has("regulation 14"), "the clause and its badge");
    for way in ["Ombudsman", "mediation and the special educational needs tribunal", "A court can look"] {
        assert!(page.has(way), "the ways that fit a plan: {way}");
    }

    let id = id_in(&address);
    let application = &world.application;
    let complaints = world.practitioner(crate::world::COMPLAINTS, "complaints-manager");
    application.execute(&complaints, Act::on(id, Acknowledge(Acknowledged::default()))).await.unwrap();
    let mut staff = world.staff(crate::world::COMPLAINTS).await;
    assert!(staff.get("/today").await.has("Answer the complaint at stage 1"), "it is due on Today");
    assert!(staff.get("/challenges").await.has("Dana Marsh"));
    let page = staff.get(&format!("/challenges/{id}/allocate")).await;
    assert!(page.has("Second Hart") && !page.has("Sol Hart"), "only somebody uninvolved is offered");
    let other = person(SECOND_SUPERVISOR).to_string();
    let involved = person(SUPERVISOR).to_string();
    let path = format!("/challenges/{id}/allocate");
    let refused = staff.submit(&page, &path, &[("to", &involved)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Choose somebody else."));
    assert_eq!(staff.submit(&page, &path, &[("to", &other)]).await.status, StatusCode::SEE_OTHER);

    let mut manager = world.staff(SECOND_SUPERVISOR).await;
    let path = format!("/challenges/{id}/answer");
    let page = manager.get(&path).await;
    let fields = [
        ("outcome", "upheld"),
        ("why", "You are right: nobody told you."),
        ("what-1", "Find another house for the nights."),
        ("by-1.day", "18"),
        ("by-1.month", "12"),
        ("by-1.year", "2026"),
    ];
    let without_why = manager.submit(&page, &path, &fields[..1]).await;
    assert_eq!(without_why.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = manager.submit(&page, &path, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.own_words());

    let page = mum.get(&address).await;
    for words in [
        "You are right",
        "You are right: nobody told you.",
        "Find another house for the nights.",
        "By Friday 18 December 2026.",
        "We still owe you what we promised.",
        "Carry out what was agreed",
    ] {
        assert!(page.has(words), "{words}: {}", page.own_words());
    }
    let letters = mum.get("/family/letters").await;
    assert!(letters.has("You are right, and we will put it right"));
    let letter = letters.body.split("/family/letters/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let letter = mum.get(&format!("/family/letters/{letter}")).await;
    let decision = letter.body.find("You are right, and we will put it right").unwrap();
    assert!(decision < letter.body.find("nobody told you").unwrap(), "the decision first");
    assert!(letter.has("Ask for stage 2."), "and how to go on: {}", letter.own_words());
    assert!(mum.get("/family/download").await.has("The nights do not come."));

    let state = application
        .open_challenge(&complaints, id, application::ReadReason::work("challenge"))
        .await
        .unwrap()
        .state;
    let action = state.open_actions().next().unwrap().action;
    let path = format!("/challenges/{id}/actions/{action}");
    let page = staff.get(&path).await;
    let done = staff.submit(&page, &path, &[("words", "Elm House begins on Saturday.")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(mum.get(&address).await.has("Elm House begins on Saturday."));
    assert_eq!(staff.get(&path).await.status, StatusCode::NOT_FOUND, "what is done is not done again");

    let path = format!("{address}/stage");
    let page = mum.get(&path).await;
    assert!(page.has("Ask for stage 2"));
    assert_eq!(mum.submit(&page, &path, &[("words", "")]).await.status, StatusCode::SEE_OTHER);
    assert!(mum.get(&address).await.has("Begin stage 2"));
}

#[tokio::test]
async fn a_link_beside_a_decision_says_what_it_is_about() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let plan = mum.get("/family/plan").await;
    let link = format!("{NEW}?what=decision&need={}", crate::world::NEED);
    assert!(plan.body.contains(&link.replace('&', "&amp;")), "the plan leads there");
    let page = mum.get(&link).await;
    let page = answer(&mut mum, &page, "way", "second-look").await;
    assert!(page.has("What is wrong?"), "what it is about is known already");
    let page = answer(&mut mum, &page, "your-words", "One night is too few.").await;
    let page = answer(&mut mum, &page, "put-right", "").await;
    let sent = answer(&mut mum, &page, "", "").await;
    assert!(mum.get(&sent.location).await.has("Sleep for the whole family"), "the decision stands beside it");
}

#[tokio::test]
async fn a_challenge_is_shown_to_nobody_else() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let address = challenge(&mut mum, "complaint", "treated", "Sam was asked and I was not.").await;
    let id = id_in(&address);
    for number in [DAD, STRANGER, YOUNG] {
        let mut other = Browser::with_code(world.router(), world.code(number)).await;
        for path in [address.clone(), format!("{address}/stage"), format!("{address}/withdraw")] {
            assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{path} for {number}");
        }
        for path in ["/family", "/family/challenge", "/family/letters", "/family/download", "/family/reads"] {
            assert!(!other.get(path).await.has("Sam was asked and I was not."), "{path} for {number}");
        }
    }
    for number in [ASSESSOR, SUPERVISOR, NAVIGATOR, ADVISER, FRONT_DOOR_MANAGER, SECOND_SUPERVISOR] {
        let mut other = world.staff(number).await;
        assert_eq!(other.get(&format!("/challenges/{id}")).await.status, StatusCode::NOT_FOUND, "{number}");
        assert!(!other.get("/challenges").await.has("Dana Marsh"), "{number}");
    }
}

/// Every page of the other parent, and every page of the record for its assessor.
async fn everything_else(world: &World) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    // The page of readings grows with the readings of this very test; it is looked at by itself below.
    for path in crate::pages::PAGES.into_iter().filter(|path| *path != "/family/reads") {
        pages.push((format!("{path} for the other parent"), dad.get(path).await.steady()));
    }
    let mut assessor = world.staff(ASSESSOR).await;
    for below in ["", "/assessment", "/people", "/plan"] {
        let shown = assessor.get(&format!("/children/{CHILD}{below}")).await;
        let chance = regex_lite::Regex::new(r#"name="(token|once)" value="[^"]*""#).unwrap();
        pages.push((format!("{below} for the assessor"), chance.replace_all(&shown.body, "").into_owned()));
    }
    pages
}

#[tokio::test]
async fn complaining_changes_nothing_else() {
    let world = World::new(Stage::Planned).await;
    let application = &world.application;
    let state = || async {
        let supervisor = world.practitioner(SUPERVISOR, "practice-supervisor");
        let opened =
            application.open_child(&supervisor, CHILD, application::ReadReason::work("child")).await.unwrap();
        let stream = kernel::StreamId::new(StreamKind::Child, CHILD);
        format!("{:?} {:?} {:?}", opened.version, opened.state, application.duties_of(stream).await.unwrap())
    };
    let before = (everything_else(&world).await, state().await);
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    for (way, what) in
        [("complaint", "decision"), ("second-look", "plan"), ("route", "route"), ("talk", "late")]
    {
        challenge(&mut mum, way, what, "I do not agree.").await;
    }
    let complaints = world.practitioner(crate::world::COMPLAINTS, "complaints-manager");
    let found = application.list(&complaints, StreamKind::Challenge, None, Page::whole()).await.unwrap();
    assert_eq!(found.total, 4);
    for row in found.rows {
        let opened = application
            .open_challenge(&complaints, row.stream.id, application::ReadReason::work("challenge"))
            .await
            .unwrap();
        let about = opened.state.made.as_ref().unwrap().fact.about.clone();
        let deciders = application.deciders(&about).await.unwrap();
        let to = if opened.state.way() == Some(Way::Talk) { ASSESSOR } else { SECOND_SUPERVISOR };
        if opened.state.way() != Some(Way::Talk) {
            let allocate =
                Allocate { to: person(to), independent: String::new(), deciders: deciders.clone() };
            application.execute(&complaints, Act::on(row.stream.id, allocate)).await.unwrap();
        }
        let capacity = if to == ASSESSOR { "lead-assessor" } else { "practice-supervisor" };
        let answered = Answered {
            stage: opened.state.current_stage(),
            outcome: Outcome::NotUpheld,
            why: "It is right.".to_owned(),
            actions: Vec::new(),
            letter: application.new_identifier(),
            text: LetterText::default(),
        };
        let answer = Act::on(row.stream.id, Answer { answered, deciders });
        application.execute(&world.practitioner(to, capacity), answer).await.unwrap();
    }
    let after = (everything_else(&world).await, state().await);
    for (one, other) in before.0.iter().zip(&after.0) {
        assert!(one.1 == other.1, "{} changed", one.0);
    }
    assert_eq!(before.1, after.1);
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    let reads = dad.get("/family/reads").await;
    assert!(
        reads.has("Ama Field") && !reads.has("Cole Penn") && !reads.has("Second Hart"),
        "nobody read for it"
    );
}

#[tokio::test]
async fn harm_in_a_complaint_is_passed_on_and_leaves_no_trace() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let address =
        challenge(&mut mum, "complaint", "treated", "The driver held Robin's arm. It was red.").await;
    let id = id_in(&address);
    let family = |page: Shown| page.steady();
    let before = family(mum.get(&address).await);
    let home = family(mum.get("/family").await);
    let mut staff = world.staff(crate::world::COMPLAINTS).await;
    let page_before = staff.get(&format!("/challenges/{id}")).await.own_words();
    let path = format!("/challenges/{id}/pass-on");
    let page = staff.get(&path).await;
    let fields =
        [("noticed", "A driver held a child by the arm; it was red."), ("danger", "no"), ("told", "yes")];
    let sent = staff.submit(&page, &path, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.own_words());
    assert!(sent.location.starts_with("/concerns/") && sent.location.ends_with("/followed"));
    let manager = world.practitioner(FRONT_DOOR_MANAGER, "front-door-manager");
    let found = world.application.list(&manager, StreamKind::Concern, None, Page::whole()).await.unwrap();
    assert_eq!(found.total, 1);
    assert!(found.rows[0].line.detail.contains("by the arm"));
    let opened = world
        .application
        .open_concern(&manager, found.rows[0].stream.id, application::ReadReason::work("concern"))
        .await
        .unwrap();
    let raised = opened.state.raised.unwrap().fact;
    assert_eq!(raised.about.child, Some(CHILD));
    assert!(raised.noticed.contains("knows that it is passed on"));
    assert_eq!(before, family(mum.get(&address).await), "the challenge goes on as it was");
    assert_eq!(home, family(mum.get("/family").await));
    assert_eq!(page_before, staff.get(&format!("/challenges/{id}")).await.own_words());
}

#[tokio::test]
async fn a_challenge_by_telephone_stands_on_the_page_of_whoever_made_it() {
    let world = World::new(Stage::Planned).await;
    let mut staff = world.staff(NAVIGATOR).await;
    let path = "/challenges/new";
    let page = staff.get(path).await;
    assert!(page.body.contains("value=\"complaint\" checked"), "a complaint, unless they say otherwise");
    let fields = [
        ("name", "Sam Marsh"),
        ("reference", "AAA-111"),
        ("channel", "phone"),
        ("received.day", "11"),
        ("received.month", "12"),
        ("received.year", "2026"),
        ("time", "16:40"),
        ("way", "complaint"),
        ("what-about", "late"),
        ("your-words", "Nobody rings me."),
    ];
    let back = staff.submit(&page, path, &fields[1..]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = staff.submit(&page, path, &fields).await;
    assert_eq!((sent.status, sent.location.as_str()), (StatusCode::SEE_OTHER, "/challenges/entered"));
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    let list = dad.get("/family/challenge").await;
    assert!(list.has("Friday 11 December 2026"), "its true day: {}", list.own_words());
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    assert!(!mum.get("/family/challenge").await.has("11 December"), "nobody else's");
}

#[tokio::test]
async fn taking_it_back_needs_no_reason() {
    let world = World::new(Stage::Answered).await;
    let mut stranger = Browser::with_code(world.router(), world.code(STRANGER)).await;
    let address = challenge(&mut stranger, "talk", "other", "I have a question.").await;
    let path = format!("{address}/withdraw");
    let page = stranger.get(&path).await;
    assert_eq!(stranger.submit(&page, &path, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(stranger.get(&address).await.has("You took it back on Monday 14 December 2026."));
    assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn how_it_was_is_counted_and_read_by_nobody_one_by_one() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let path = "/family/feedback";
    let page = mum.get(path).await;
    assert!(page.has("Did you feel blamed?"));
    assert_eq!(mum.submit(&page, path, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let given = [("respectful", "no"), ("felt-blamed", "yes"), ("not-needed", "rooms")];
    assert_eq!(mum.submit(&page, path, &given).await.status, StatusCode::SEE_OTHER);
    assert!(mum.get(path).await.has("Thank you."));
    let again = mum.submit(&page, path, &given).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "once for each step");
    // A review is another step: what somebody said of the decision stands, and they are asked again.
    let reviewed = HoldReview(ReviewHeld {
        changed: "Robin sleeps better.".to_owned(),
        works: "The sitter comes.".to_owned(),
        present: "Robin and Dana".to_owned(),
        next_on: world.application.today().checked_add(jiff::Span::new().months(6)).unwrap(),
    });
    let assessor = world.practitioner(ASSESSOR, "lead-assessor");
    // And each further review is asked about anew.
    for _ in 0..2 {
        world.application.execute(&assessor, Act::on(CHILD, reviewed.clone())).await.unwrap();
        let page = mum.get(path).await;
        assert!(page.has("We looked at your help again. How was it?"));
        assert_eq!(mum.submit(&page, path, &given).await.status, StatusCode::SEE_OTHER);
        assert!(mum.get(path).await.has("Thank you."));
        assert_eq!(mum.submit(&page, path, &given).await.status, StatusCode::CONFLICT);
    }
    for number in [ASSESSOR, SUPERVISOR, crate::world::COMPLAINTS, NAVIGATOR] {
        assert_eq!(
            world.staff(number).await.get("/feedback").await.status,
            StatusCode::NOT_FOUND,
            "{number}"
        );
    }
    let mut owner = world.staff(crate::world::DATA_OWNER).await;
    let figures = owner.get("/feedback").await;
    assert!(figures.has("Too few people replied"), "one reply is no figure");
    assert!(!figures.has("Dana"));
}

#[tokio::test]
async fn a_phrase_is_asked_for_only_of_those_who_set_one_and_a_new_code_ends_it() {
    let world = World::new(Stage::Planned).await;
    let code = world.code(MUM).to_owned();
    let mut mum = Browser::with_code(world.router(), &code).await;
    let path = "/family/phrase";
    let page = mum.get(path).await;
    assert_eq!(
        mum.submit(&page, path, &[("phrase", "short")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let kept = mum.submit(&page, path, &[("phrase", "Kettle river Tuesday")]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);

    let mut again = Browser::new(world.router());
    let page = again.get("/return").await;
    let sent = again.submit(&page, "/return", &[("code", &code)]).await;
    assert_eq!(sent.location, "/return/phrase");
    assert_eq!(again.get("/family").await.location, "/return", "the code alone opens nothing");
    let page = again.get("/return/phrase").await;
    let wrong = again.submit(&page, "/return/phrase", &[("phrase", "kettle lake tuesday")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = again.submit(&page, "/return/phrase", &[("phrase", " kettle  RIVER tuesday ")]).await;
    assert_eq!(right.location, "/family");
    assert_eq!(again.get("/family").await.status, StatusCode::OK);

    // It signs nobody in as a practitioner.
    let mut thief = Browser::new(world.router());
    let page = thief.get("/sign-in").await;
    let name = format!("family/{}", person(MUM));
    let tried =
        thief.submit(&page, "/sign-in", &[("name", &name), ("password", "kettle river tuesday")]).await;
    assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY);

    let navigator = world.practitioner(NAVIGATOR, "navigator");
    let reach = kernel::StreamId::new(StreamKind::Request, crate::world::REQUEST);
    let given = world.application.give_code(&navigator, person(MUM), reach).await.unwrap();
    let mut renewed = Browser::new(world.router());
    let page = renewed.get("/return").await;
    let sent = renewed.submit(&page, "/return", &[("code", &given.text)]).await;
    assert_eq!(sent.location, "/family", "a new code ends the phrase");
}
