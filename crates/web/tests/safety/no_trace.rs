//! A concern, and all that follows from it, leaves nothing in what a family is shown.

use access::Actor;
use application::ReadReason;
use axum::http::StatusCode;
use kernel::{StreamId, StreamKind};

use crate::harness::{ASSESSOR, CHILD, FRONT_DOOR, MANAGER, OTHER_MANAGER, PARENT, REQUEST, Setting};

/// Everything of the family's own records, and what the family may see of who looked.
pub async fn what_the_family_has(setting: &Setting) -> Vec<String> {
    let application = &setting.application;
    let (store, partnership) = (application.store(), application.partnership());
    let mut shown = Vec::new();
    for stream in [StreamId::new(StreamKind::Child, CHILD), StreamId::new(StreamKind::Request, REQUEST)] {
        let loaded = store.load(partnership, stream).await.unwrap();
        let summary = store.summary(partnership, stream).await.unwrap();
        let duties = store.duties_of_stream(partnership, stream).await.unwrap();
        let involved = store.involvements_of_stream(partnership, stream).await.unwrap();
        shown.push(format!("{loaded:?}\n{summary:?}\n{duties:?}\n{involved:?}"));
    }
    let family = Actor::Family { partnership: partnership.clone(), person: PARENT };
    let opened = application.open_child(&family, CHILD, ReadReason::work("family")).await.unwrap();
    let reads = application.reads(&family, &opened, CHILD).await.unwrap();
    let others: Vec<_> = reads.shown_to_family().filter(|read| read.fact.reader != PARENT).collect();
    shown.push(format!("{others:?}"));
    shown
}

#[tokio::test]
async fn the_familys_records_and_its_list_of_readers_are_as_before() {
    let setting = Setting::new().await;
    let before = what_the_family_has(&setting).await;

    let mut assessor = setting.practitioner(ASSESSOR).await;
    let page = assessor.get(&format!("/concerns/new?child={CHILD}")).await;
    assessor.post("/concerns/new", &page, &[("what-was-noticed", "Bruise")]).await;
    let concern = setting.concerns("unseen").await[0];
    assert_eq!(what_the_family_has(&setting).await, before);

    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let page = front_door.get(&format!("/concerns/{concern}")).await;
    front_door.post(&format!("/concerns/{concern}/seen"), &page, &[]).await;
    let mut manager = setting.practitioner(MANAGER).await;
    let page = manager.get(&format!("/concerns/{concern}/answer")).await;
    manager.post(&format!("/concerns/{concern}/answer"), &page, &[("words", "We visit")]).await;
    let page = manager.get(&format!("/concerns/{concern}/telling")).await;
    let values = [("why", "Not safe"), ("review-day", "24"), ("review-month", "11"), ("review-year", "2026")];
    let set = manager.post(&format!("/concerns/{concern}/telling"), &page, &values).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER);
    for path in [format!("/urgent/{CHILD}"), format!("/urgent/requests/{REQUEST}")] {
        let page = manager.get(&path).await;
        let opened = manager.post(&path, &page, &[("reason", "The concern")]).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER);
    }
    let actor = Actor::Practitioner {
        partnership: setting.application.partnership().clone(),
        person: MANAGER,
        agency: "council".to_owned(),
        capacities: vec![kernel::Capacity::new("front-door-manager").unwrap()],
    };
    setting.application.open_child(&actor, CHILD, ReadReason::work("child")).await.unwrap();
    let mut reviewer = setting.practitioner(OTHER_MANAGER).await;
    let list = reviewer.get("/urgent").await;
    let path = format!("/urgent/{CHILD}/review");
    let looked_at = reviewer.post(&path, &list, &[("finding", "Right")]).await;
    assert_eq!(looked_at.status, StatusCode::SEE_OTHER);

    assert_eq!(what_the_family_has(&setting).await, before);
}

#[tokio::test]
async fn the_pages_a_family_reads_here_are_byte_for_byte_as_before() {
    let setting = Setting::new().await;
    let mut parent = setting.parent().await;
    let plain = |body: String| {
        // Only the tokens of a form differ from one showing to the next.
        let once = crate::harness::hidden(&body, "/safety");
        once.iter().fold(body, |body, (_, value)| body.replace(value.as_str(), ""))
    };
    let before = plain(parent.get("/safety").await.body);
    let page = parent.get("/safety").await;
    parent.post("/safety", &page, &[("what-is-happening", "he hits us")]).await;
    assert_eq!(plain(parent.get("/safety").await.body), before);
}
