//! What the front door does with a concern.

use axum::http::StatusCode;
use kernel::{Capacity, StreamKind};
use records::concern::{Escalate, Escalated};
use uuid::Uuid;

use crate::harness::{FRONT_DOOR, MANAGER, NAVIGATOR, OTHER_MANAGER, SCHOOL, Setting, hidden};

async fn raised(setting: &Setting) -> Uuid {
    let mut school = setting.practitioner(SCHOOL).await;
    let page = school.get("/concerns/new").await;
    school.post("/concerns/new", &page, &[("what-was-noticed", "Bruise")]).await;
    setting.concerns("unseen").await[0]
}

#[tokio::test]
async fn the_first_to_see_it_is_the_one_recorded() {
    let setting = Setting::new().await;
    let concern = raised(&setting).await;
    let path = format!("/concerns/{concern}/seen");
    let mut first = setting.practitioner(FRONT_DOOR).await;
    let mut second = setting.practitioner(MANAGER).await;
    let page_of_first = first.get(&format!("/concerns/{concern}")).await;
    let page_of_second = second.get(&format!("/concerns/{concern}")).await;
    assert_eq!(first.post(&path, &page_of_first, &[]).await.status, StatusCode::SEE_OTHER);
    let late = second.post(&path, &page_of_second, &[]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.says("Somebody has seen it already") && late.says("seen by Femi Doorly"));
    assert!(second.get("/concerns").await.says("Seen by Femi Doorly"));
}

#[tokio::test]
async fn only_a_manager_answers_and_the_raiser_reads_it() {
    let setting = Setting::new().await;
    let concern = raised(&setting).await;
    let path = format!("/concerns/{concern}/answer");
    let mut practitioner = setting.practitioner(FRONT_DOOR).await;
    assert_eq!(practitioner.get(&path).await.status, StatusCode::NOT_FOUND);
    assert!(!practitioner.get(&format!("/concerns/{concern}")).await.links_to(&path));
    let mut manager = setting.practitioner(MANAGER).await;
    assert!(manager.get(&format!("/concerns/{concern}")).await.links_to(&path));
    let page = manager.get(&path).await;
    let theirs = practitioner.get("/concerns/new").await;
    let mut fields = hidden(&theirs.body, "/concerns/new");
    fields.push(("words".to_owned(), "Nothing to do.".to_owned()));
    assert_eq!(practitioner.post_fields(&path, &fields).await.status, StatusCode::NOT_FOUND);
    let back = manager.post(&path, &page, &[("words", "  ")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.summary_links_to("words"));
    let done = manager.post(&path, &back, &[("words", "We visit today.")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let mut school = setting.practitioner(SCHOOL).await;
    let followed = school.get(&format!("/concerns/{concern}/followed")).await;
    assert!(followed.says("We visit today.") && followed.says("Maud Answerly"));
    // Answered is not seen: somebody must still say that they have seen it.
    let printed = manager.get(&format!("/concerns/{concern}")).await;
    assert!(printed.says("answered by Maud Answerly: We visit today."));
}

#[tokio::test]
async fn not_telling_has_a_reason_an_owner_and_a_day() {
    let setting = Setting::new().await;
    let concern = raised(&setting).await;
    let path = format!("/concerns/{concern}/telling");
    let mut practitioner = setting.practitioner(FRONT_DOOR).await;
    assert_eq!(practitioner.get(&path).await.status, StatusCode::NOT_FOUND);
    let mut manager = setting.practitioner(MANAGER).await;
    let page = manager.get(&path).await;
    assert!(page.says("Nobody has decided yet") && page.says("Tuesday 24 November 2026"));
    assert_eq!((page.field("review-day"), page.field("review-month")), ("24".to_owned(), "11".to_owned()));
    let why = "He would move the child";
    let date = |day: &'static str| [("review-day", day), ("review-month", "11"), ("review-year", "2026")];
    let with = |day: &'static str, why: &'static str| {
        let mut values = vec![("why", why)];
        values.extend(date(day));
        values
    };
    for (day, why_sent, target) in [("24", "", "why"), ("20", why, "review-day"), ("31", why, "review-day")] {
        let back = manager.post(&path, &page, &with(day, why_sent)).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        assert!(back.summary_links_to(target), "{day} {target}");
        assert_eq!((back.field("why").as_str(), back.field("review-day").as_str()), (why_sent, day));
    }
    let done = manager.post(&path, &page, &with("25", why)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let page = manager.get(&path).await;
    assert!(
        page.says("Maud Answerly decided so") && page.says("Wednesday 25 November 2026") && page.says(why)
    );
}

#[tokio::test]
async fn what_nobody_saw_is_shown_to_have_gone_on() {
    let setting = Setting::new().await;
    let concern = raised(&setting).await;
    setting.at("2026-11-23T09:31:00Z");
    let to = vec![Capacity::new("front-door-manager").unwrap()];
    setting.application.execute_by_itself(concern, &Escalate(Escalated { to })).await.unwrap();
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let list = front_door.get("/concerns").await;
    assert!(list.says("Passed on to the out-of-hours team and the manager"));
    let page = front_door.get(&format!("/concerns/{concern}")).await;
    assert!(page.says("Wendale Out-of-Hours Team (0808 157 0024)") && page.says("Overdue"));
    let mut school = setting.practitioner(SCHOOL).await;
    let followed = school.get(&format!("/concerns/{concern}/followed")).await;
    assert!(followed.says("because nobody had seen it"));
}

#[tokio::test]
async fn the_alert_is_on_every_page_of_the_front_door_and_of_nobody_else() {
    let setting = Setting::new().await;
    let alert = "nobody has seen it yet. Open the front door’s list";
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    assert!(!front_door.get("/concerns/new").await.says(alert));
    let concern = raised(&setting).await;
    assert!(front_door.get("/concerns/new").await.says(alert));
    for person in [NAVIGATOR, SCHOOL] {
        assert!(!setting.practitioner(person).await.get("/concerns/new").await.says(alert));
    }
    let page = front_door.get(&format!("/concerns/{concern}")).await;
    front_door.post(&format!("/concerns/{concern}/seen"), &page, &[]).await;
    assert!(!front_door.get("/concerns/new").await.says(alert));
}

#[tokio::test]
async fn each_reading_of_a_concern_is_kept_beside_it() {
    let setting = Setting::new().await;
    let concern = raised(&setting).await;
    let mut manager = setting.practitioner(OTHER_MANAGER).await;
    for number in 1..=2 {
        manager.get(&format!("/concerns/{concern}")).await;
        assert_eq!(setting.version(StreamKind::ConcernReads, concern).await, number);
    }
    assert_eq!(manager.get(&format!("/concerns/{}", Uuid::from_u128(5))).await.status, StatusCode::NOT_FOUND);
}
