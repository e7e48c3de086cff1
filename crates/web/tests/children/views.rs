//! What the child said, on practitioners' pages: written in the child's own terms, looked at before the decision, told back.

use axum::http::StatusCode;
use uuid::Uuid;

use crate::harness::{ASSESSOR, Answered, Browser, NAVIGATOR, SCHOOL, SUPERVISOR, World, day, day_names};

async fn say(browser: &mut Browser, child: Uuid, fields: &[(&str, &str)]) -> Answered {
    let on = day_names("on");
    let mut all = day(&on, "23", "11", "2026").to_vec();
    all.extend(fields);
    browser.send(&format!("/children/{child}/views/new"), &all).await
}

const SAID: [(&str, &str); 4] = [
    ("said", "Ducks. Again ducks."),
    ("ways", "device"),
    ("sure-the-child", "sure"),
    ("who-may-read", "helpers-only"),
];

#[tokio::test]
async fn what_the_child_said_is_written_answered_and_told() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    let list = format!("/children/{child}/views");
    assessor.get(&list).await.says(&["Nothing is written down yet."]);
    let empty = say(&mut assessor, child, &[("said", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    empty.says(&[
        "Write what the child said, signed or showed",
        "Choose how the child told it",
        "Choose who may read this",
    ]);
    let page = assessor.get(&format!("{list}/new")).await;
    page.says(&["Only if you chose: Being with them and watching", "Why we ask"]);
    assert!(!page.text().to_lowercase().contains("unable to communicate"));
    let kept = say(&mut assessor, child, &SAID).await;
    assert_eq!(
        (kept.status, kept.location.as_str()),
        (StatusCode::SEE_OTHER, list.as_str()),
        "{}",
        kept.text()
    );
    assessor.get(&list).await.says(&[
        "Ducks. Again ducks.",
        "A device or board",
        "Only the people who help us",
        "Nothing stands yet of what was done",
        "Say what was done about what the child said",
    ]);
    let view = world.state(child).await.views.said[0].id();
    let answer = format!("{list}/{view}/answer");
    assessor.send(&answer, &[("done", "x")]).await.says(&["Choose what came of it"]);
    let no = assessor.send(&answer, &[("outcome", "not_done"), ("done", ""), ("why", "")]).await;
    no.says(&["Say why, in words for the child"]);
    let planned = [("outcome", "planned"), ("done", "You go to the ducks each Saturday."), ("why", "")];
    assert_eq!(assessor.send(&answer, &planned).await.status, StatusCode::SEE_OTHER);
    assessor.get(&list).await.says(&[
        "It will be done. Ade Brimble",
        "You go to the ducks each Saturday.",
        "The child was not told yet",
        "Tell the child what was done",
        "10 working days",
    ]);
    let on = day_names("on");
    let mut told = vec![("how", "On the tablet. Robin clapped.")];
    told.extend(day(&on, "23", "11", "2026"));
    assert_eq!(assessor.send(&format!("{list}/{view}/told"), &told).await.status, StatusCode::SEE_OTHER);
    told[0].1 = "A page with symbols";
    assert_eq!(assessor.send(&format!("{list}/copy"), &told).await.status, StatusCode::SEE_OTHER);
    let shown = assessor.get(&list).await;
    shown
        .says(&["Robin clapped.", "The child has a copy since Monday 23 November 2026: A page with symbols"]);
    assert!(!shown.text().contains("The child was not told yet"));
}

#[tokio::test]
async fn watching_takes_two_places_and_the_page_has_room_for_them() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    let page = assessor.get(&format!("/children/{child}/views/new")).await;
    assert!(page.body.contains("name=\"places-seen.2.where\""));
    let mut fields =
        vec![("said", "Stood at the gate."), ("ways", "watching"), ("who-may-read", "family-too")];
    fields.push(("places-seen.1.where", "At home"));
    let one = say(&mut assessor, child, &fields).await;
    assert_eq!(one.status, StatusCode::UNPROCESSABLE_ENTITY);
    one.says(&["Watching in one place is not enough."]);
    fields.push(("places-seen.2.where", "At school"));
    assert_eq!(say(&mut assessor, child, &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_decision_page_says_what_is_missing_and_leads_there() {
    let world = World::new().await;
    let child = world.allocated().await;
    let sign = format!("/children/{child}/sign-off");
    let mut supervisor = world.browser(SUPERVISOR).await;
    let page = supervisor.get(&sign).await;
    page.says(&["Nothing stands of what the child wants."]);
    assert!(page.body.contains(&format!("href=\"/children/{child}/views\"")));
    let mut assessor = world.browser(ASSESSOR).await;
    say(&mut assessor, child, &SAID).await;
    supervisor
        .get(&sign)
        .await
        .says(&["For something that the child said, nothing stands of what was done about it."]);
    let other = world.allocated().await;
    let fields =
        [("tried", "Talking mats, twice"), ("why", "Robin was ill"), ("next", "With the play nurse")];
    let kept = assessor.send(&format!("/children/{other}/views/not-obtained"), &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let page = supervisor.get(&format!("/children/{other}/sign-off")).await;
    assert!(!page.text().contains("Nothing stands of what the child wants."));
}

#[tokio::test]
async fn a_wish_to_speak_in_private_is_followed_through() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    let on = day_names("on");
    let mut wish = vec![("with", "Ms Vale, my teacher"), ("words", "Pointed at the photo of Ms Vale")];
    wish.extend(day(&on, "23", "11", "2026"));
    let kept = assessor.send(&format!("/children/{child}/wishes/new"), &wish).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let wish = world.state(child).await.views.wishes[0].id();
    let follow = format!("/children/{child}/wishes/{wish}");
    let page = assessor.get(&follow).await;
    assert!(!page.body.contains("value=\"advocate_told\""), "nobody has said no");
    page.says(&["It is the child’s right, and it says nothing about the parents."]);
    let no = [("step", "not_agreed"), ("words", "Jo would like to be there.")];
    assert_eq!(assessor.send(&follow, &no).await.status, StatusCode::SEE_OTHER);
    let list = format!("/children/{child}/views");
    let mut supervisor = world.browser(SUPERVISOR).await;
    supervisor.get(&list).await.says(&[
        "Tell the supervisor of the child's wish today",
        "Tell an independent advocate of the child's wish today",
        "the same day, Monday 23 November 2026",
        "Due today",
    ]);
    supervisor.get("/today").await.says(&["Tell an independent advocate of the child's wish today"]);
    for step in ["supervisor_told", "advocate_told", "honoured"] {
        let sent = assessor.send(&follow, &[("step", step), ("words", "Done.")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{step}: {}", sent.text());
    }
    let shown = assessor.get(&list).await;
    assert!(!shown.text().contains("Due today"), "{}", shown.text());
}

#[tokio::test]
async fn what_a_child_said_is_read_by_those_who_act_on_it() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    say(&mut assessor, child, &SAID).await;
    let view = world.state(child).await.views.said[0].id();
    let mut navigator = world.browser(NAVIGATOR).await;
    for page in ["views".to_owned(), format!("views/{view}/answer"), format!("views/{view}/told")] {
        let status = navigator.get(&format!("/children/{child}/{page}")).await.status;
        assert_eq!(status, StatusCode::NOT_FOUND, "{page}");
    }
    // The navigator may be the one who meets the child first: they write, and go back to what they may read.
    let kept = say(&mut navigator, child, &SAID).await;
    assert_eq!(kept.location, format!("/children/{child}#met"));
    let mut school = world.browser(SCHOOL).await;
    for page in ["views", "views/new", "wishes/new"] {
        let status = school.get(&format!("/children/{child}/{page}")).await.status;
        assert_eq!(status, StatusCode::NOT_FOUND, "{page}");
    }
}
