//! The family and network over HTTP: an image and the same in words, on the day that is asked for, and for no family page.

use axum::http::StatusCode;

use crate::harness::{CHILD, HEALTH, SCHOOL, SOCIAL_WORKER, Setting};
use crate::no_trace::what_the_family_has;
use crate::protecting::{planned, take};

#[tokio::test]
async fn the_lead_writes_it_the_table_reads_it_and_the_image_says_what_the_list_says() {
    let setting = Setting::new().await;
    planned(&setting).await;
    let before = what_the_family_has(&setting).await;
    let path = format!("/protection/{CHILD}/family");
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    assert_eq!(worker.get(&path).await.status, StatusCode::NOT_FOUND, "nothing is written yet");
    let people = [
        ("network-people.1.member-name", "Robin"),
        ("network-people.1.member-relation", "child"),
        ("network-people.1.member-home", "With Mum"),
        ("network-people.2.member-name", "Sid Larch"),
        ("network-people.2.member-relation", "father"),
        ("network-people.2.member-home", "His flat"),
        ("network-people.2.member-tie", "strained"),
        ("network-people.3.member-name", "The baby"),
        ("network-people.3.member-relation", "sibling-mother"),
        ("network-people.3.member-born.day", "1"),
        ("network-people.3.member-born.month", "3"),
        ("network-people.3.member-born.year", "2027"),
        ("network-people.4.member-name", "Ida"),
        ("network-people.4.member-relation", "grandparent-father"),
        ("network-people.4.member-until.day", "1"),
        ("network-people.4.member-until.month", "12"),
        ("network-people.4.member-until.year", "2026"),
    ];
    let page = take(&mut worker, "network", &people).await;
    assert!(page.links_to(&path));
    let page = worker.get(&path).await;
    for said in [
        "Sid Larch",
        "His flat: Sid Larch",
        "With Mum: Robin",
        "expected on Monday 1 March 2027",
        "Not born yet",
        "Around this child",
    ] {
        assert!(page.says(said), "{said}: {}", page.text());
    }
    assert!(
        page.body.contains("role=\"img\"") && page.body.contains("stroke-dasharray"),
        "a home elsewhere is a broken frame"
    );
    // How it is stands on the line, in the image's description and in the list.
    assert_eq!(page.body.matches("Difficult").count(), 3, "{}", page.body);
    assert!(!page.says("Ida"), "she left on 1 December");
    // From the day after, it was different.
    assert!(page.says("Wednesday 2 December 2026"));

    let mut nurse = setting.practitioner(HEALTH).await;
    assert!(nurse.get(&path).await.says("Sid Larch"));
    assert_eq!(nurse.get(&format!("/protection/{CHILD}/network")).await.status, StatusCode::NOT_FOUND);
    // What was written stands in the form again.
    let form = worker.get(&format!("/protection/{CHILD}/network")).await;
    assert_eq!(form.field("network-people.2.member-home"), "His flat");
    let mut parent = setting.parent().await;
    assert_eq!(parent.get(&path).await.status, StatusCode::SEE_OTHER);
    assert_eq!(what_the_family_has(&setting).await, before);
    let mut other = setting.practitioner(SCHOOL).await;
    assert_eq!(other.get(&path).await.status, StatusCode::OK, "the school has a seat");
}
