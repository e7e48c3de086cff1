//! Several people of one family, each with rights of their own, over HTTP.

use application::Act;
use axum::http::StatusCode;
use records::child::{OpenForYoungPerson, SupportOpened};
use records::request::{AskerConfirmed, ConfirmAsker, ReadRequest};

use crate::browser::Browser;
use crate::pages::PAGES;
use crate::world::{ASSESSOR, CHILD, DAD, MUM, SUPERVISOR, Stage, World, YOUNG, YOUNG_REQUEST, at, person};

async fn read_by(world: &World, number: u128) -> Vec<String> {
    let mut browser = Browser::with_code(world.router(), world.code(number)).await;
    let mut pages = Vec::new();
    for page in PAGES.into_iter().filter(|page| *page != "/family/reads") {
        pages.push(browser.get(page).await.steady());
    }
    pages
}

#[tokio::test]
async fn a_young_persons_request_never_opens_in_a_record_that_a_parent_reads() {
    let world = World::new(Stage::Planned).await;
    let before = (read_by(&world, MUM).await, read_by(&world, DAD).await);
    let navigator = world.practitioner(crate::world::NAVIGATOR, "navigator");
    let supervisor = world.practitioner(SUPERVISOR, "practice-supervisor");
    let application = &world.application;
    let read = ReadRequest(records::request::Read { care_may_fail: false });
    application.execute(&navigator, Act::on(YOUNG_REQUEST, read)).await.unwrap();
    let confirmed = ConfirmAsker(AskerConfirmed {
        how: "Met at school.".to_owned(),
        relationship: "themselves".to_owned(),
        capacity: kernel::Capacity::new("young-person").unwrap(),
        parental_responsibility: None,
    });
    application.execute(&navigator, Act::on(YOUNG_REQUEST, confirmed)).await.unwrap();
    let opened = SupportOpened {
        request: YOUNG_REQUEST,
        reference: "CCC-333".to_owned(),
        received_at: at("2026-12-01T10:00:00Z"),
        level: guidance::Level::Short,
        request_types: Vec::new(),
        sections: Vec::new(),
        why: "Robin asked for somebody of their own.".to_owned(),
        ehc_advice: false,
        disabled: Some(true),
        settled: std::collections::BTreeMap::new(),
        asked_by: Some(person(YOUNG)),
    };
    let asks = OpenForYoungPerson { person: person(YOUNG), opened };
    let refused = application.execute(&supervisor, Act::on(CHILD, asks)).await.unwrap_err();
    assert!(refused.to_string().contains("has not agreed"), "{refused}");
    let after = (read_by(&world, MUM).await, read_by(&world, DAD).await);
    assert!(before == after, "nothing that a parent reads says that a young person asked");

    // What the young person said is recorded on the page of people, by a practitioner.
    let mut staff = world.staff(SUPERVISOR).await;
    let page = staff.get(&format!("/children/{CHILD}/people")).await;
    assert!(page.has("A young person who asks for themselves"));
    let path = format!("/children/{CHILD}/people/agreed");
    let empty = staff.submit(&page, &path, &[("how", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = [("how", "Robin told me that mum may know.")];
    assert_eq!(staff.submit(&page, &path, &said).await.status, StatusCode::SEE_OTHER);
    assert!(staff.get(&format!("/children/{CHILD}/people")).await.has("Robin told me that mum may know."));
    assert!(!read_by(&world, DAD).await.iter().any(|page| page.contains("Robin told me that mum may know.")));
}

#[tokio::test]
async fn an_address_that_must_not_be_known_stands_on_no_page_of_anybody_else() {
    let world = World::new(Stage::Assessing).await;
    let number = "01632 960301";
    let mut staff = world.staff(ASSESSOR).await;
    let people = format!("/children/{CHILD}/people");
    let page = staff.get(&people).await;
    let path = format!("{people}/{}/withhold", person(MUM));
    assert_eq!(staff.submit(&page, &path, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(staff.get(&people).await.has("Kept from everybody else of the family"));

    let path = format!("/children/{CHILD}/assessment/q-strengths/what-goes-well");
    let page = staff.get(&path).await;
    let slip = format!("I rang Dana on {number} and Robin sang.");
    let fields = [("what-goes-well", slip.as_str()), ("source", "practitioner")];
    let refused = staff.submit(&page, &path, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.own_words());
    assert!(refused.has("keeps it from others of the family"), "{}", refused.own_words());
    assert!(refused.has(&slip), "the text is kept");
    for page in read_by(&world, DAD).await {
        assert!(!page.contains(number));
    }
}
