//! Help begins: who may, and where a disabled child's family is sent.

use axum::http::StatusCode;

use crate::harness::{ADMINISTRATOR, CHILD, HEALTH, POLICE, SCHOOL, Setting};

#[tokio::test]
async fn a_child_on_the_support_route_is_sent_there_and_strangers_see_nothing() {
    let setting = Setting::new().await;
    let mut school = setting.practitioner(SCHOOL).await;
    let page = school.get(&format!("/help/new?child={CHILD}")).await;
    assert!(page.says("is on the support route"), "{}", page.text());
    assert!(page.links_to(&format!("/children/{CHILD}")));
    assert!(!page.body.contains("name=\"begin-level\""), "nothing is begun twice");
    // Whoever may not see the child is not told that there is one.
    let mut health = setting.practitioner(HEALTH).await;
    assert_eq!(health.get(&format!("/help/new?child={CHILD}")).await.status, StatusCode::NOT_FOUND);
    for person in [POLICE, ADMINISTRATOR] {
        let mut reader = setting.practitioner(person).await;
        assert_eq!(reader.get("/help/new").await.status, StatusCode::NOT_FOUND);
        assert_eq!(reader.get("/help").await.status, StatusCode::NOT_FOUND);
    }
    let mut parent = setting.parent().await;
    assert_eq!(parent.get("/family/help").await.status, StatusCode::NOT_FOUND);
}
