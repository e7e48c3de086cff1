//! From an opened support assessment to a shared plan, with the right people; and what stands in the way of each step.

use axum::http::StatusCode;
use records::child::LetterText;
use uuid::Uuid;

use crate::harness::{ASSESSOR, BOTH, Browser, PARENT, SUPERVISOR, World, day, day_names, person};

pub async fn met(browser: &mut Browser, child: Uuid) {
    let names = day_names("on");
    let mut fields = vec![
        ("place", "At the park, which Robin chose."),
        ("how", "With symbols, and Jo beside Robin."),
        ("views", "Robin pointed at the swings."),
    ];
    fields.extend(day(&names, "20", "11", "2026"));
    let sent = browser.send(&format!("/children/{child}/met"), &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}

const NEED: [(&str, &str); 6] = [
    ("statement", "Somebody to be with Robin on Saturdays"),
    ("duty", "OB-12"),
    ("decision", "meet"),
    ("why", "Robin is never left alone, and Jo does not sleep."),
    ("met_by", "A sitter on Saturdays"),
    ("item", "a"),
];

async fn need(browser: &mut Browser, child: Uuid) {
    let sent = browser.send(&format!("/children/{child}/needs/new"), &NEED).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}

fn whole(text: &LetterText) -> String {
    format!("{text:?}")
}

#[tokio::test]
async fn the_whole_journey() {
    let world = World::new().await;
    let child = world.allocated().await;
    let record = format!("/children/{child}");
    let mut assessor = world.browser(ASSESSOR).await;
    let mut supervisor = world.browser(SUPERVISOR).await;
    met(&mut assessor, child).await;
    need(&mut assessor, child).await;
    assessor.get(&record).await.says(&[
        "At the park, which Robin chose.",
        "Somebody to be with Robin on Saturdays",
        "Something is necessary, and will be arranged",
        "Chronically Sick and Disabled Persons Act 1970",
    ]);

    let draft = assessor.get(&format!("{record}/draft")).await;
    draft.says(&["Share the draft", "A letter goes to: Jo Larch.", "Comments are taken until"]);
    let sent =
        assessor.send(&format!("{record}/draft"), &[("words", "Please tell us what we missed.")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    world.later(30);

    let comment = world.comment(child, None, "It should be Sundays too.").await;
    assessor.get(&record).await.says(&["Comments waiting for an answer", "It should be Sundays too."]);
    let sign = format!("{record}/sign-off");
    let page = supervisor.get(&sign).await;
    page.says(&[
        "Still missing",
        "A comment of the family has no answer yet",
        "Has anyone noticed anything that belongs at the safety door?",
    ]);
    assert!(page.body.contains(&format!("/concerns/new?child={child}")));
    let blocked = supervisor.send(&sign, &[("words", "We agree with Ade.")]).await;
    assert_eq!(blocked.status, StatusCode::UNPROCESSABLE_ENTITY);
    blocked.says(&[
        "A comment of the family has no answer yet",
        "comments are answered by the decision",
        "We agree with Ade.",
    ]);

    let answer = format!("{record}/comments/{comment}/answer");
    let empty = assessor.send(&answer, &[("outcome", "kept"), ("words", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("outcome", "kept"), ("words", "We start with Saturdays and look again.")];
    assert_eq!(assessor.send(&answer, &fields).await.status, StatusCode::SEE_OTHER);

    supervisor.get(&sign).await.says(&["Everything that a decision needs is there."]);
    let signed = supervisor.send(&sign, &[("words", "We agree with Ade.")]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
    let state = world.state(child).await;
    let letter = state.letters.iter().find(|letter| letter.fact.kind == "decision").unwrap();
    assert_eq!(letter.fact.to, person(PARENT));
    assert_eq!(letter.author.person, Some(person(SUPERVISOR)));
    let words = whole(&letter.fact.text);
    for said in [
        "We will arrange help for one need.",
        "Somebody to be with Robin on Saturdays",
        "Robin is never left alone",
        "A sitter on Saturdays",
        "Chronically Sick and Disabled Persons Act 1970",
        "It should be Sundays too.",
        "We start with Saturdays and look again.",
        "three months",
        "unverified",
        "Ombudsman",
        "second look",
        "Wendale Advocacy",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    let path = format!("{record}/letters/{}", letter.fact.letter);
    supervisor.get(&path).await.says(&[
        "What we decided about help for Robin",
        "Dear Jo Larch",
        "If you disagree",
    ]);

    plan(&world, &mut assessor, child).await;
    let history = supervisor.get(&format!("{record}/history")).await;
    history.says(&["The record began", "The assessment was signed off", "The plan was shared", "wendale@1"]);
}

async fn plan(world: &World, assessor: &mut Browser, child: Uuid) {
    let record = format!("/children/{child}");
    let path = format!("{record}/plan");
    let shown = assessor.get(&path).await;
    shown.says(&["Make the plan", "Somebody to be with Robin on Saturdays"]);
    for (unit, value) in [("day", "23"), ("month", "2"), ("year", "2027")] {
        let name = format!("name=\"review.{unit}\"");
        let field = shown.body.split('<').find(|tag| tag.contains(&name)).unwrap();
        assert!(field.contains(&format!("value=\"{value}\"")), "the review that is promised: {field}");
        assert!(shown.body.contains(&format!("name=\"service.1.starts.{unit}\"")));
    }
    let need = shown.hidden("service.1.need");
    let names = [day_names("service.1.starts"), day_names("review")];
    let mut fields = vec![
        ("service.1.need", need.as_str()),
        ("service.1.what", "A sitter"),
        ("service.1.amount", ""),
        ("service.1.provider", "Wendale Sitters"),
        ("contingency", "Ring the support team."),
    ];
    fields.extend(day(&names[0], "5", "12", "2026"));
    fields.extend(day(&names[1], "23", "2", "2027"));
    let refused = assessor.send_from(&shown, &path, &fields, "text/html").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says(&["Say how much, and how often"]);
    assert!(refused.body.contains("href=\"#service.1.amount\"") && refused.body.contains("Wendale Sitters"));

    let more: Vec<_> = fields.iter().copied().chain([("more", need.as_str())]).collect();
    let added = assessor.send_from(&refused, &path, &more, "text/html").await;
    assert_eq!(added.status, StatusCode::OK);
    assert_eq!(added.hidden("service.2.need"), need);

    fields[2].1 = "4 hours each Saturday";
    let sent = assessor.send_from(&added, &path, &fields, "text/html").await;
    assert_eq!((sent.status, sent.location), (StatusCode::SEE_OTHER, format!("{path}/share")));
    assessor
        .get(&format!("{path}/share"))
        .await
        .says(&["4 hours each Saturday", "A letter goes to: Jo Larch."]);
    let shared = assessor.send(&format!("{path}/share"), &[("words", "")]).await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER, "{}", shared.text());
    let state = world.state(child).await;
    assert_eq!(state.stage(), "plan-shared");
    let letter = state.letters.iter().find(|letter| letter.fact.kind == "plan").unwrap();
    let words = whole(&letter.fact.text);
    for said in
        ["4 hours each Saturday", "Wendale Sitters", "Saturday 5 December 2026", "Tuesday 23 February 2027"]
    {
        assert!(words.contains(said), "{said}: {words}");
    }
    assessor.get(&record).await.says(&["Plan shared", "Wendale Sitters"]);
}

#[tokio::test]
async fn section_two_leaves_no_room_to_accept_a_need_and_not_meet_it() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    let path = format!("/children/{child}/needs/new");
    assessor.get(&path).await.says(&["neither criteria nor money come after it"]);
    let mut fields = NEED;
    fields[2].1 = "unmet";
    let refused = assessor.send(&path, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says(&[
        "Under this duty, a need that is accepted is met",
        "Chronically Sick and Disabled Persons Act 1970 section 2",
        "Robin is never left alone",
    ]);
    fields[1].1 = "DC-16";
    assert_eq!(assessor.send(&path, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    fields[1].1 = "OB-05";
    let uncited = assessor.send(&path, &fields).await;
    assert_eq!(uncited.status, StatusCode::UNPROCESSABLE_ENTITY);
    uncited.says(&["Choose the published criterion that this rests on"]);
    let cited: Vec<_> = fields.into_iter().chain([("criterion", "2026-1 C2")]).collect();
    assert_eq!(assessor.send(&path, &cited).await.status, StatusCode::SEE_OTHER);
    let need = world.state(child).await.assessment.needs[0].current().fact.need;
    let changed = assessor.send(&format!("/children/{child}/needs/{need}"), &NEED).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER);
    assessor.get(&format!("/children/{child}")).await.says(&["Before", "It is not met."]);
    let nowhere = format!("/children/{child}/needs/{}", Uuid::from_u128(9));
    assert_eq!(assessor.get(&nowhere).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_led_the_assessment_cannot_sign_it_off() {
    let world = World::new().await;
    let child = world.child().await;
    let record = format!("/children/{child}");
    let mut supervisor = world.browser(SUPERVISOR).await;
    supervisor.send(&format!("{record}/allocate"), &[("assessor", &person(BOTH).to_string())]).await;
    let mut both = world.browser(BOTH).await;
    met(&mut both, child).await;
    need(&mut both, child).await;
    both.send(&format!("{record}/draft"), &[("words", "")]).await;
    both.get(&format!("{record}/sign-off"))
        .await
        .says(&["You led this assessment, so you cannot sign it off"]);
    let shown = both.get(&format!("{record}/met")).await;
    let fields = [("words", "Decided.")];
    let refused = both.send_from(&shown, &format!("{record}/sign-off"), &fields, "text/html").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says(&["Another manager does"]);
    assert!(world.state(child).await.assessment.signed_off.is_none());
    assert_eq!(supervisor.send(&format!("{record}/sign-off"), &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_child_who_was_not_met_needs_a_managers_agreement() {
    let world = World::new().await;
    let child = world.allocated().await;
    let record = format!("/children/{child}");
    let mut assessor = world.browser(ASSESSOR).await;
    let mut supervisor = world.browser(SUPERVISOR).await;
    need(&mut assessor, child).await;
    assessor.send(&format!("{record}/draft"), &[("words", "")]).await;
    let blocked = supervisor.send(&format!("{record}/sign-off"), &[("words", "")]).await;
    blocked.says(&["The child has not been met"]);
    let agreed =
        supervisor.send(&format!("{record}/not-met"), &[("why", "Robin is in hospital far away.")]).await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER);
    let blocked = supervisor.send(&format!("{record}/sign-off"), &[("words", "")]).await;
    blocked.says(&["Nothing stands of what the child wants."]);
    let tried = [("tried", "A call by video"), ("why", "Robin slept"), ("next", "With the play nurse")];
    let known = assessor.send(&format!("{record}/views/not-obtained"), &tried).await;
    assert_eq!(known.status, StatusCode::SEE_OTHER);
    let late = assessor.send(&format!("{record}/ceiling"), &[("why", "Jo asked for more time.")]).await;
    assert_eq!(late.status, StatusCode::SEE_OTHER);
    assert_eq!(
        supervisor.send(&format!("{record}/sign-off"), &[("words", "")]).await.status,
        StatusCode::SEE_OTHER
    );
    let state = world.state(child).await;
    let letter = whole(&state.letters.last().unwrap().fact.text);
    assert!(letter.contains("Robin is in hospital far away.") && letter.contains("Jo asked for more time."));
    let after = assessor.send(&format!("{record}/assessment/k-home/open"), &[("why", "Late")]).await;
    assert_eq!(after.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_meeting_lies_in_the_past_and_says_where_and_how() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    let names = day_names("on");
    let path = format!("/children/{child}/met");
    let mut fields = vec![("place", "At home"), ("how", ""), ("views", "")];
    fields.extend(day(&names, "24", "11", "2026"));
    assessor.send(&path, &fields).await.says(&["This day is in the future", "At home"]);
    fields[3].1 = "32";
    assessor.send(&path, &fields).await.says(&["Give a real day"]);
    fields[3].1 = "20";
    assessor.send(&path, &fields).await.says(&["Say how the child took part"]);
}
