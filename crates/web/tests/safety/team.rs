//! Who has what, and promises that nobody has acted on: for managers, of what they may list.

use axum::http::StatusCode;

use crate::contacts::{CALL, step, written_down};
use crate::harness::{ASSESSOR, FRONT_DOOR, MANAGER, NAVIGATOR, POLICE, Setting};

#[tokio::test]
async fn a_manager_sees_who_has_what_and_nobody_else_does() {
    let setting = Setting::new().await;
    let (contact, mut front_door) = written_down(&setting, &CALL).await;
    step(&mut front_door, contact, "look", &[("look-words", "A neighbour is worried")]).await;
    let mut manager = setting.practitioner(MANAGER).await;
    let page = manager.get("/team").await;
    let list = format!("/team/{FRONT_DOOR}");
    assert!(page.links_to(&list) && page.says("Femi Doorly"), "{}", page.text());
    let one = manager.get(&list).await;
    assert!(one.says("What Femi Doorly has") && one.says("Robyn Inventedly"), "{}", one.text());
    // The support route is not the front door's to oversee where it may not list it.
    assert!(!manager.get(&format!("/team/{ASSESSOR}")).await.says("Robin"));
    for person in [FRONT_DOOR, NAVIGATOR, ASSESSOR, POLICE] {
        let mut reader = setting.practitioner(person).await;
        assert_eq!(reader.get("/team").await.status, StatusCode::NOT_FOUND, "{person}");
        assert_eq!(reader.get(&list).await.status, StatusCode::NOT_FOUND, "{person}");
    }
}

#[tokio::test]
async fn silence_is_past_its_day_with_nothing_written_since() {
    let setting = Setting::new().await;
    let (contact, _) = written_down(&setting, &CALL).await;
    let mut manager = setting.practitioner(MANAGER).await;
    assert!(!manager.get("/team").await.says("Robyn Inventedly"), "nothing is late");
    setting.at("2026-11-26T09:00:00Z");
    // Three days later everybody signs in again.
    let mut manager = setting.practitioner(MANAGER).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let page = manager.get("/team").await;
    assert!(page.says("Robyn Inventedly") && page.says("Last written"), "{}", page.text());
    // Late it stays; silent it is no longer, because somebody has written.
    step(&mut front_door, contact, "look", &[("look-words", "A neighbour is worried")]).await;
    let page = manager.get("/team").await;
    assert!(!page.says("Robyn Inventedly"), "{}", page.text());
    assert!(page.says("is late") || page.says("are late"), "{}", page.text());
}
