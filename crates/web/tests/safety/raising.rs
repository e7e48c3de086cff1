//! A practitioner raises a concern and follows it.

use axum::http::StatusCode;
use kernel::StreamKind;
use uuid::Uuid;

use crate::harness::{
    ADMINISTRATOR, ASSESSOR, CHILD, FRONT_DOOR, NAVIGATOR, POLICE, REQUEST, Reader, SCHOOL, Setting,
};

/// The link, and the button: two requests. Answers with the page that follows it.
async fn raise(reader: &mut Reader, link: &str, values: &[(&str, &str)]) -> String {
    let page = reader.get(link).await;
    assert_eq!(page.status, StatusCode::OK);
    let answer = reader.post("/concerns/new", &page, values).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location
}

#[tokio::test]
async fn in_two_requests_and_then_it_is_followed() {
    let setting = Setting::new().await;
    let mut assessor = setting.practitioner(ASSESSOR).await;
    let reads_before = setting.version(StreamKind::ChildReads, CHILD).await;
    let page = assessor.get(&format!("/concerns/new?child={CHILD}")).await;
    assert!(page.says("About: Robin Inventedly") && page.links_to("tel:999"));
    // Showing the name is not an opening of the record.
    assert_eq!(setting.version(StreamKind::ChildReads, CHILD).await, reads_before);
    let sent = assessor
        .post("/concerns/new", &page, &[("what-was-noticed", "Bruise"), ("immediate-danger", "unsure")])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);

    setting.at("2026-11-23T09:10:00Z");
    let followed = assessor.get(&sent.location).await;
    assert_eq!(followed.heading(), "Your concern was sent");
    for words in
        ["09:00 on Monday 23 November 2026", "Not seen yet. It was sent 10 minutes ago", "0808 157 0024"]
    {
        assert!(followed.says(words), "{words}");
    }
    assert!(followed.says("You said that you are not sure"));
    assert!(followed.links_to(&format!("/children/{CHILD}")));

    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let list = front_door.get("/concerns").await;
    assert!(list.says("Robin") && list.says("Bruise") && list.says("Unsure: talk today"));
    assert!(list.says("10 minutes ago"));
    let concern = setting.concerns("unseen").await[0];
    let page = front_door.get(&format!("/concerns/{concern}")).await;
    assert!(page.says("Asa Lead") && page.says("01632 960177"));
    let seen = front_door.post(&format!("/concerns/{concern}/seen"), &page, &[]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    let followed = assessor.get(&sent.location).await;
    assert!(followed.says("Seen by Femi Doorly at 09:10 on Monday 23 November 2026"));
    assert!(followed.says("0808 157 0024"));
}

#[tokio::test]
async fn everybody_raises_and_nobody_else_reads() {
    let setting = Setting::new().await;
    for (number, person) in [ADMINISTRATOR, SCHOOL, NAVIGATOR, POLICE].into_iter().enumerate() {
        let mut reader = setting.practitioner(person).await;
        let followed =
            raise(&mut reader, &format!("/concerns/new?child={CHILD}"), &[("what-was-noticed", "x")]).await;
        assert_eq!(reader.get(&followed).await.status, StatusCode::OK);
        assert_eq!(setting.concerns("unseen").await.len(), number + 1);
        let concern = followed.trim_end_matches("/followed").to_owned();
        for path in [&concern, &format!("{concern}/answer"), &format!("{concern}/telling")] {
            assert_eq!(reader.get(path).await.status, StatusCode::NOT_FOUND, "{person} {path}");
        }
        if person != POLICE {
            assert_eq!(reader.get("/concerns").await.status, StatusCode::NOT_FOUND, "{person}");
        }
        let mut other = setting.practitioner(ASSESSOR).await;
        assert_eq!(other.get(&followed).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_link_tells_nobody_whether_there_is_such_a_record() {
    let setting = Setting::new().await;
    let mut administrator = setting.practitioner(ADMINISTRATOR).await;
    let known = administrator.get(&format!("/concerns/new?child={CHILD}")).await;
    let unknown = administrator.get(&format!("/concerns/new?child={}", Uuid::from_u128(77))).await;
    assert!(known.says("the record you came from") && unknown.says("the record you came from"));
    assert!(!known.says("Robin"));
    let mut navigator = setting.practitioner(NAVIGATOR).await;
    let request = navigator.get(&format!("/concerns/new?request={REQUEST}")).await;
    assert!(request.says("About: Robin"));
    for odd in ["/concerns/new?child=nothing", "/concerns/new?child=", "/concerns/new"] {
        assert_eq!(navigator.get(odd).await.status, StatusCode::OK, "{odd}");
    }
}

#[tokio::test]
async fn only_what_was_noticed_is_needed_and_danger_alone_is_enough() {
    let setting = Setting::new().await;
    let mut reader = setting.practitioner(SCHOOL).await;
    let page = reader.get("/concerns/new").await;
    let back =
        reader.post("/concerns/new", &page, &[("when-noticed", "Today"), ("immediate-danger", "no")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(back.field("when-noticed"), "Today");
    assert!(back.summary_links_to("what-was-noticed"));
    raise(&mut reader, "/concerns/new", &[("immediate-danger", "yes")]).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let list = front_door.get("/concerns").await;
    assert!(list.says("Danger now") && list.says("Nobody named"));
}

#[tokio::test]
async fn a_stale_form_keeps_its_words_and_a_second_press_is_counted_once() {
    let setting = Setting::new().await;
    let mut reader = setting.practitioner(SCHOOL).await;
    let fields = [
        ("what-was-noticed".to_owned(), "<b>Bruise</b>".to_owned()),
        ("child".to_owned(), CHILD.to_string()),
    ];
    let back = reader.post_fields("/concerns/new", &fields).await;
    assert_eq!(back.status, StatusCode::FORBIDDEN);
    assert_eq!(back.field("what-was-noticed"), "<b>Bruise</b>");
    assert_eq!(back.field("child"), CHILD.to_string());
    let first = reader.post("/concerns/new", &back, &[("what-was-noticed", "<b>Bruise</b>")]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let second = reader.post("/concerns/new", &back, &[("what-was-noticed", "<b>Bruise</b>")]).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert_eq!(setting.concerns("unseen").await.len(), 1);
}

#[tokio::test]
async fn a_session_that_ended_while_writing_loses_no_word() {
    let setting = Setting::new().await;
    let mut reader = setting.practitioner(SCHOOL).await;
    let page = reader.get(&format!("/concerns/new?child={CHILD}")).await;
    // So long that every session has ended.
    setting.at("2026-11-25T09:00:00Z");
    let back = reader.post("/concerns/new", &page, &[("what-was-noticed", "<b>Bruise</b>")]).await;
    assert_eq!(back.status, StatusCode::FORBIDDEN);
    assert!(back.says("you were signed out while you were writing") && back.links_to("tel:999"));
    assert_eq!(back.field("what-was-noticed"), "<b>Bruise</b>");
    assert!(back.links_to("/sign-in") && back.summary_links_to("what-was-noticed"));
    assert!(!back.says("Robin"), "nobody is told whom it is about");
    // Signed in again in the same browser, the page that was left open sends what it holds.
    let sign_in = reader.get("/sign-in").await;
    let person = SCHOOL.to_string();
    reader.post("/sign-in/demonstration", &sign_in, &[("person", &person)]).await;
    let words = [("what-was-noticed", "<b>Bruise</b>")];
    let again = reader.post("/concerns/new", &back, &words).await;
    assert_eq!((again.status, again.field("child")), (StatusCode::FORBIDDEN, CHILD.to_string()));
    let sent = reader.post("/concerns/new", &again, &words).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(setting.concerns("unseen").await.len(), 1);
    // Whoever sends nothing is sent to sign in.
    let mut visitor = setting.visitor();
    let empty = visitor.post_fields("/concerns/new", &[]).await;
    assert_eq!((empty.status, empty.location.as_str()), (StatusCode::SEE_OTHER, "/sign-in"));
}

#[tokio::test]
async fn whom_the_harm_comes_from_stands_in_the_list() {
    let setting = Setting::new().await;
    let mut reader = setting.practitioner(SCHOOL).await;
    let values = [("what-was-noticed", "x"), ("harm-from", "care-worker"), ("harm-from", "peer")];
    raise(&mut reader, "/concerns/new", &values).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let list = front_door.get("/concerns").await;
    assert!(list.says("From a care worker") && list.says("From another child"));
}
