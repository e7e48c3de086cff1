//! What a family chooses to tell, so that it can be counted whether families are treated alike.

use axum::http::StatusCode;

use crate::browser::Browser;
use crate::world::{ASSESSOR, CHILD, DAD, MUM, NAVIGATOR, REQUEST, SUPERVISOR, Stage, World};

const PAGE: &str = "/family/background";

#[tokio::test]
async fn whoever_asked_tells_changes_and_takes_back_and_nobody_must() {
    let world = World::new(Stage::Assessing).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    assert!(mum.get("/family/request").await.body.contains("href=\"/family/background\""));
    let page = mum.get(PAGE).await;
    for words in [
        "Help us check that we are fair",
        "It does not change the help you get",
        "I would rather not say",
        "To see if all groups get the same help.",
        "not yet reviewed by parent carer groups",
    ] {
        assert!(page.has(words) || page.has(&words.replace("not yet", "Not yet")), "{words}");
    }
    assert!(!page.body.contains(" checked"), "nothing is chosen for anybody");
    let nothing = mum.submit(&page, PAGE, &[]).await;
    assert_eq!((nothing.status, nothing.location.as_str()), (StatusCode::SEE_OTHER, PAGE));
    let page = mum.get(PAGE).await;
    let sent = mum.submit(&page, PAGE, &[("sex", "f"), ("ethnic-group", "bafr")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let page = mum.get(PAGE).await;
    assert!(page.has("Thank you. We have kept what you chose."));
    assert_eq!(page.body.matches(" checked").count(), 2);
    let file = mum.get("/family/download").await;
    assert!(file.has("Black African") && file.has("Female"));
    let wrong = mum.submit(&page, PAGE, &[("sex", "unheard-of")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = mum.get(PAGE).await;
    mum.submit(&page, PAGE, &[]).await;
    let page = mum.get(PAGE).await;
    assert!(!page.body.contains(" checked"), "taken back");
}

#[tokio::test]
async fn nobody_who_decides_and_nobody_else_of_the_family_reads_it() {
    let world = World::new(Stage::Assessing).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let page = mum.get(PAGE).await;
    mum.submit(&page, PAGE, &[("ethnic-group", "bafr"), ("carer-disabled", "yes")]).await;
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    assert_eq!(dad.get(PAGE).await.status, StatusCode::NOT_FOUND);
    for own in ["/family/request", "/family/record", "/family/download"] {
        let shown = dad.get(own).await;
        assert!(!shown.has("Black African") && !shown.body.contains("/family/background"), "{own}");
    }
    let theirs = format!("/requests/{REQUEST}/background");
    for who in [SUPERVISOR, ASSESSOR] {
        let mut staff = world.staff(who).await;
        assert_eq!(staff.get(&theirs).await.status, StatusCode::NOT_FOUND, "{who}");
        for page in [
            format!("/requests/{REQUEST}"),
            format!("/children/{CHILD}"),
            format!("/children/{CHILD}/people"),
        ] {
            let shown = staff.get(&page).await;
            assert!(!shown.has("Black African") && !shown.body.contains("/background"), "{page} for {who}");
        }
    }
    let mut navigator = world.staff(NAVIGATOR).await;
    let request = navigator.get(&format!("/requests/{REQUEST}")).await;
    assert!(
        request.body.contains(&theirs) && !request.has("Black African"),
        "a way to it, and not what it says"
    );
}

#[tokio::test]
async fn the_navigator_enters_it_for_them_with_the_neighbourhood() {
    let world = World::new(Stage::Assessing).await;
    let theirs = format!("/requests/{REQUEST}/background");
    let mut navigator = world.staff(NAVIGATOR).await;
    let page = navigator.get(&theirs).await;
    assert!(page.has("Ask only if the family is happy to say"));
    let wrong = navigator.submit(&page, &theirs, &[("sex", "f"), ("deprivation", "11")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("Choose a tenth from 1 to 10"));
    assert!(wrong.body.contains("value=\"f\" checked"), "what was chosen stays");
    let page = navigator.get(&theirs).await;
    let sent = navigator.submit(&page, &theirs, &[("sex", "f"), ("deprivation", "3")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let page = mum.get(PAGE).await;
    assert!(page.has("We have noted that you live in group 3."));
    assert!(!page.has("Thank you. We have kept"), "she has not told it herself");
    mum.submit(&page, PAGE, &[("sex", "not-said")]).await;
    assert!(mum.get(PAGE).await.has("group 3"), "what she did not say stays");
}
