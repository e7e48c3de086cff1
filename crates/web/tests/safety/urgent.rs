//! Urgent access: who may, with which reason, and who looks at it afterwards.

use access::Actor;
use application::{Failure, ReadReason};
use axum::http::StatusCode;
use kernel::{Capacity, PersonId, StreamId, StreamKind};
use uuid::Uuid;

use crate::harness::{
    ADMINISTRATOR, ASSESSOR, CHILD, FRONT_DOOR, MANAGER, NAVIGATOR, OTHER_MANAGER, POLICE, REQUEST, SCHOOL,
    Setting,
};

fn acting(setting: &Setting, person: PersonId, capacity: &str) -> Actor {
    Actor::Practitioner {
        partnership: setting.application.partnership().clone(),
        person,
        agency: "council".to_owned(),
        capacities: vec![Capacity::new(capacity).unwrap()],
    }
}

async fn opens(setting: &Setting, actor: &Actor) -> bool {
    match setting.application.open_child(actor, CHILD, ReadReason::work("child")).await {
        Ok(_) => true,
        Err(Failure::NotThere) => false,
        Err(failure) => panic!("{failure}"),
    }
}

#[tokio::test]
async fn a_reason_opens_it_and_nothing_else_does() {
    let setting = Setting::new().await;
    let actor = acting(&setting, FRONT_DOOR, "front-door-practitioner");
    assert!(!opens(&setting, &actor).await);
    let mut reader = setting.practitioner(FRONT_DOOR).await;
    let path = format!("/urgent/{CHILD}");
    let page = reader.get(&path).await;
    assert_eq!(page.heading(), "Open the record of Robin Inventedly with a reason");
    let back = reader.post(&path, &page, &[("reason", " \n")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.summary_links_to("reason"));
    assert!(!opens(&setting, &actor).await);
    let long = "a".repeat(5_001);
    let back = reader.post(&path, &back, &[("reason", &long)]).await;
    assert_eq!((back.status, back.field("reason")), (StatusCode::UNPROCESSABLE_ENTITY, long));
    let opened = reader.post(&path, &back, &[("reason", "A neighbour rang")]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    assert_eq!(opened.location, format!("/children/{CHILD}"));
    assert!(opens(&setting, &actor).await);
    assert!(!opens(&setting, &acting(&setting, POLICE, "police-safeguarding")).await);
    // A shift later a new reason is asked for.
    setting.at("2026-11-23T21:00:01Z");
    assert!(!opens(&setting, &actor).await);
}

#[tokio::test]
async fn to_other_capacities_there_is_no_such_page() {
    let setting = Setting::new().await;
    for person in [ADMINISTRATOR, SCHOOL, NAVIGATOR, ASSESSOR] {
        let mut reader = setting.practitioner(person).await;
        for path in [format!("/urgent/{CHILD}"), format!("/urgent/requests/{REQUEST}"), "/urgent".to_owned()]
        {
            assert_eq!(reader.get(&path).await.status, StatusCode::NOT_FOUND, "{person} {path}");
        }
        let page = reader.get("/concerns/new").await;
        let mut fields = crate::harness::hidden(&page.body, "/concerns/new");
        fields.push(("reason".to_owned(), "Let me in".to_owned()));
        let answer = reader.post_fields(&format!("/urgent/{CHILD}"), &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let mut reader = setting.practitioner(FRONT_DOOR).await;
    assert_eq!(reader.get(&format!("/urgent/{}", Uuid::from_u128(1))).await.status, StatusCode::NOT_FOUND);
    // Reviewing belongs to managers.
    assert_eq!(reader.get("/urgent").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn another_manager_looks_at_it() {
    let setting = Setting::new().await;
    let mut opener = setting.practitioner(MANAGER).await;
    let path = format!("/urgent/{CHILD}");
    let page = opener.get(&path).await;
    opener.post(&path, &page, &[("reason", "A neighbour rang")]).await;
    let own = opener.get("/urgent").await;
    assert!(own.says("You opened this yourself") && own.says("A neighbour rang"));
    assert!(!own.body.contains("name=\"finding\""));

    let mut reviewer = setting.practitioner(OTHER_MANAGER).await;
    assert!(reviewer.get("/concerns").await.says("Urgent openings: 1 waits to be looked at"));
    let list = reviewer.get("/urgent").await;
    assert!(list.says("Maud Answerly, Safeguarding decision maker"));
    assert!(list.says("Tuesday 24 November 2026, the next working day"));
    let review = format!("{path}/review");
    let back = reviewer.post(&review, &list, &[("finding", "")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The opener cannot send the reviewer's form.
    let forged = crate::harness::hidden(&list.body, &review);
    let read = forged.iter().find(|(name, _)| name == "read").unwrap().1.clone();
    let own = opener.get("/concerns/new").await;
    let mut fields = crate::harness::hidden(&own.body, "/concerns/new");
    fields.extend([("read".to_owned(), read), ("finding".to_owned(), "Fine".to_owned())]);
    assert_eq!(opener.post_fields(&review, &fields).await.status, StatusCode::NOT_FOUND);

    let done = reviewer.post(&review, &back, &[("finding", "It was right")]).await;
    assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, "/urgent"));
    assert!(reviewer.get("/urgent").await.says("None waits."));
}

#[tokio::test]
async fn a_request_opens_the_same_way() {
    let setting = Setting::new().await;
    let actor = acting(&setting, POLICE, "police-safeguarding");
    let reason = ReadReason::work("request");
    assert!(setting.application.open_request(&actor, REQUEST, reason).await.is_err());
    let mut police = setting.practitioner(POLICE).await;
    let path = format!("/urgent/requests/{REQUEST}");
    let page = police.get(&path).await;
    let opened = police.post(&path, &page, &[("reason", "A neighbour rang")]).await;
    assert_eq!(opened.location, format!("/requests/{REQUEST}"));
    assert!(setting.application.open_request(&actor, REQUEST, reason).await.is_ok());
    let mut manager = setting.practitioner(MANAGER).await;
    let list = manager.get("/urgent").await;
    let done = manager.post(&format!("{path}/review"), &list, &[("finding", "Right")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
}

/// Whether the row of the child's readings says that an opening waits; what is rebuilt must be what was kept.
async fn waits(setting: &Setting) -> bool {
    let (application, partnership) = (&setting.application, setting.application.partnership());
    let kept = application.store().all_projection_rows(partnership).await.unwrap();
    application.rebuild(|_| {}).await.unwrap();
    let rebuilt = application.store().all_projection_rows(partnership).await.unwrap();
    assert_eq!(rebuilt, kept);
    let stream = StreamId::new(StreamKind::ChildReads, CHILD);
    application.store().summary(partnership, stream).await.unwrap().unwrap().state == "urgent-unreviewed"
}

#[tokio::test]
async fn an_opening_waits_until_it_was_looked_at_also_after_a_rebuild() {
    let setting = Setting::new().await;
    let mut opener = setting.practitioner(MANAGER).await;
    let mut reviewer = setting.practitioner(OTHER_MANAGER).await;
    let path = format!("/urgent/{CHILD}");
    for time in ["2026-11-23T09:05:00Z", "2026-11-23T09:07:00Z"] {
        setting.at(time);
        let page = opener.get(&path).await;
        opener.post(&path, &page, &[("reason", "A neighbour rang")]).await;
        assert!(opens(&setting, &acting(&setting, MANAGER, "front-door-manager")).await);
        assert!(waits(&setting).await);
    }
    for still in [true, false] {
        let list = reviewer.get("/urgent").await;
        reviewer.post(&format!("{path}/review"), &list, &[("finding", "Right")]).await;
        assert_eq!(waits(&setting).await, still);
    }
    let page = opener.get(&path).await;
    opener.post(&path, &page, &[("reason", "Again")]).await;
    assert!(waits(&setting).await);
}
