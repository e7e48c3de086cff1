//! What a family does on the journey after the ask: says that help did not come, asks for a review, puts the assessment on
//! hold, asks for an assessment of what one needs oneself.

use application::{Act, ReadReason};
use axum::http::StatusCode;
use records::child::{Child, LinkedRecorded, LinkedStep, NotifyVisit, RecordLinked, VisitNotified};

use crate::browser::Browser;
use crate::world::{ASSESSOR, CHILD, DAD, MUM, STRANGER, Stage, World, YOUNG, person};

async fn record(world: &World) -> Child {
    let assessor = world.practitioner(ASSESSOR, "lead-assessor");
    world.application.open_child(&assessor, CHILD, ReadReason::work("child")).await.unwrap().state
}

#[tokio::test]
async fn a_family_says_that_help_did_not_come() {
    let world = World::new(Stage::Planned).await;
    let service = record(&world).await.plan().unwrap().fact.services[0].service;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let plan = mum.get("/family/plan").await;
    assert!(plan.has("Tell us that it did not come"), "{}", plan.own_words());
    let path = format!("/family/services/{service}/gap");
    let page = mum.get(&path).await;
    assert!(page.has("It is not your fault, and it does not change your plan."));
    let fields = [("from.day", "5"), ("from.month", "12"), ("from.year", "2026"), ("words", "Nobody rang.")];
    let back = mum.submit(&page, &path, &fields).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.has("Say how much was missed") && back.has("Nobody rang."), "{}", back.own_words());
    let whole: Vec<_> = fields.into_iter().chain([("missed", "1")]).collect();
    let sent = mum.submit(&page, &path, &whole).await;
    assert_eq!((sent.status, sent.location.as_str()), (StatusCode::SEE_OTHER, "/family/plan"));
    let plan = mum.get("/family/plan").await;
    assert!(
        plan.has("What was missed: 1.") && plan.has("Nobody rang.") && plan.has("You will get an answer")
    );
    let home = mum.get("/family").await;
    assert!(home.has("Make up for help that did not come"), "its answer is due: {}", home.own_words());
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    let plan = dad.get("/family/plan").await;
    assert!(plan.has("What was missed: 1."), "that help did not come is everybody's to know");
    assert!(!plan.has("Nobody rang."), "what one person said is theirs");
    for stranger in [STRANGER, YOUNG] {
        let mut other = Browser::with_code(world.router(), world.code(stranger)).await;
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_review_can_be_asked_for_without_a_reason() {
    let world = World::new(Stage::Planned).await;
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    let page = dad.get("/family/review").await;
    assert!(page.has("You do not have to say why."));
    let sent = dad.submit(&page, "/family/review", &[("words", "")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(record(&world).await.journey.reviews_asked.len(), 1);
    assert!(dad.get("/family").await.has("Look at the plan because somebody asked"));
    let replayed = dad.submit(&page, "/family/review", &[("words", "")]).await;
    assert_eq!(replayed.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn whoever_asked_puts_it_on_hold_and_takes_it_up_again() {
    let world = World::new(Stage::Assessing).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    assert!(mum.get("/family").await.has("Put the assessment on hold"));
    let page = mum.get("/family/hold").await;
    let sent = mum.submit(&page, "/family/hold", &[("words", "Granny died.")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.own_words());
    let home = mum.get("/family").await;
    assert!(home.has("The assessment is on hold, as you wished.") && home.has("Finish the short assessment"));
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    assert_eq!(dad.get("/family/hold").await.status, StatusCode::NOT_FOUND, "it is not his");
    assert!(!dad.get("/family").await.has("Granny died."));
    let page = mum.get("/family/hold").await;
    assert!(page.has("Go on with the assessment"));
    let sent = mum.submit(&page, "/family/hold", &[("words", "")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert!(record(&world).await.paused().is_none());
}

#[tokio::test]
async fn what_a_parent_needs_is_theirs_to_want_and_nobody_elses_to_see() {
    let world = World::new(Stage::Assessing).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let page = mum.get("/family/own-needs").await;
    assert!(page.has("This is about you.") && page.has("Please look at what I need"));
    let back = mum.submit(&page, "/family/own-needs", &[("words", "I am so tired.")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.has("I am so tired."));
    let fields = [("answer", "asked"), ("words", "I am so tired.")];
    let sent = mum.submit(&page, "/family/own-needs", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.own_words());
    let linked = record(&world).await.journey.linked[0].first().fact.clone();
    assert_eq!((linked.person, linked.kind.as_str()), (Some(person(MUM)), "parent-carer"));
    let done = RecordLinked {
        recorded: LinkedRecorded {
            step: LinkedStep::Done,
            words: "Two evenings a week.".to_owned(),
            ..linked
        },
        happened: None,
    };
    let assessor = world.practitioner(ASSESSOR, "lead-assessor");
    world.application.execute(&assessor, Act::on(CHILD, done)).await.unwrap();
    assert!(mum.get("/family/own-needs").await.has("Two evenings a week."));
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    for page in ["/family", "/family/plan", "/family/record", "/family/own-needs", "/family/download"] {
        let shown = dad.get(page).await;
        assert!(!shown.has("Two evenings a week.") && !shown.has("I am so tired."), "{page}");
    }
    // An answer about somebody else is refused, whoever sends it.
    let other = world.application.new_identifier();
    let about_mum = LinkedRecorded {
        linked: other,
        kind: "parent-carer".to_owned(),
        person: Some(person(MUM)),
        name: "Dana".to_owned(),
        step: LinkedStep::Asked,
        words: String::new(),
        parts: std::collections::BTreeMap::new(),
    };
    let actor =
        access::Actor::Family { partnership: world.application.partnership().clone(), person: person(DAD) };
    let refused =
        world.application.execute(&actor, Act::on(CHILD, records::child::AskForOwn(about_mum))).await;
    assert!(matches!(refused, Err(application::Failure::Refused(refusal)) if refusal.code() == "not-own"));
}

#[tokio::test]
async fn a_visit_goes_into_ones_own_calendar_and_says_nothing_of_what_it_is() {
    let world = World::new(Stage::Assessing).await;
    let visit = world.application.new_identifier();
    let told = VisitNotified {
        visit,
        on: world.application.today().checked_add(jiff::Span::new().days(14)).unwrap(),
        time: "Half past nine".to_owned(),
        place: "Your kitchen; use the back door".to_owned(),
        who: "Ade Brimble".to_owned(),
        sooner: String::new(),
    };
    let assessor = world.practitioner(ASSESSOR, "lead-assessor");
    world.application.execute(&assessor, Act::on(CHILD, NotifyVisit(told))).await.unwrap();
    let path = format!("/family/visits/{visit}/calendar");
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let page = mum.get("/family").await;
    assert!(page.has("Add to my calendar") && page.body.contains(&path));
    let file = mum.get(&path).await;
    assert_eq!(file.status, StatusCode::OK);
    let file = file.body.replace("\r\n ", "");
    assert!(file.contains("SUMMARY:Appointment\r\n") && file.contains("Half past nine"));
    assert!(file.contains("LOCATION:Your kitchen\\; use the back door\r\n"), "{file}");
    assert!(!file.contains("Ade") && !file.contains("Robin") && !file.contains("assess"), "{file}");
    let mut stranger = Browser::with_code(world.router(), world.code(STRANGER)).await;
    assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
    // The file that a family keeps leads nowhere.
    assert!(!mum.get("/family/download").await.body.contains(&path));
}
