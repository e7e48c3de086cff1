//! Who leads: somebody trained, or somebody with an adviser beside them; never nobody, never in silence.

use axum::http::StatusCode;

use crate::harness::{ADVISER, ASSESSOR, SUPERVISOR, UNTRAINED, World, person};

#[tokio::test]
async fn a_trained_assessor_is_named_and_the_family_is_told() {
    let world = World::new().await;
    let child = world.child().await;
    let mut supervisor = world.browser(SUPERVISOR).await;
    let path = format!("/children/{child}/allocate");
    let page = supervisor.get(&path).await;
    page.says(&[
        "Name a lead assessor",
        "Training current until Wednesday 30 June 2027",
        "Training out of date since Sunday 31 May 2026",
    ]);
    let sent = supervisor.send(&path, &[("assessor", &person(ASSESSOR).to_string())]).await;
    assert_eq!((sent.status, sent.location), (StatusCode::SEE_OTHER, format!("/children/{child}")));
    let state = world.state(child).await;
    assert_eq!(state.assessor(), Some(person(ASSESSOR)));
    assert!(state.assessment.allocated[0].fact.condition.is_none());
    let letter = &state.letters[0].fact;
    assert_eq!((letter.kind.as_str(), letter.text.to.as_str()), ("allocated", "Jo Larch"));
    supervisor.get(&format!("/children/{child}")).await.says(&["Ade Brimble", "Assessing"]);
}

#[tokio::test]
async fn without_current_training_it_is_refused_and_an_adviser_is_the_way_through() {
    let world = World::new().await;
    let child = world.child().await;
    let before = world.version(child).await;
    let mut supervisor = world.browser(SUPERVISOR).await;
    let path = format!("/children/{child}/allocate");
    let untrained = person(UNTRAINED).to_string();
    let refused = supervisor.send(&path, &[("assessor", &untrained), ("why", "Ade is on leave.")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says(&[
        "There is a problem",
        "training is missing or out of date",
        "M-18: an assessor's training is recorded and current",
        "Ade is on leave.",
    ]);
    assert!(refused.body.contains("href=\"#assessor\""));
    assert_eq!(world.version(child).await, before);

    let adviser = person(ADVISER).to_string();
    let silent = supervisor.send(&path, &[("assessor", &untrained), ("adviser", &adviser)]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    silent.says(&["Say why, in words the family will read"]);

    let fields = [("assessor", untrained.as_str()), ("adviser", &adviser), ("why", "Ade is on leave.")];
    let sent = supervisor.send(&path, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let state = world.state(child).await;
    assert_eq!(state.assessment.allocated[0].fact.condition.as_ref().unwrap().adviser, person(ADVISER));
    let letter = format!("{:?}", state.letters[0].fact.text);
    assert!(letter.contains("Corin Vance") && letter.contains("Ade is on leave."), "{letter}");
    supervisor
        .get(&format!("/children/{child}"))
        .await
        .says(&["Corin Vance advises as condition adviser", "Ade is on leave."]);
    supervisor.get("/children").await.says(&["Robin", "Gap in training"]);
}

#[tokio::test]
async fn nobody_chosen_is_said_at_the_field() {
    let world = World::new().await;
    let child = world.child().await;
    let mut supervisor = world.browser(SUPERVISOR).await;
    let refused = supervisor.send(&format!("/children/{child}/allocate"), &[("why", "kept")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says(&["Choose who leads", "kept"]);
}
