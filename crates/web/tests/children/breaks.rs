//! Short breaks on practitioners' pages: what changes is said before it is booked, and nothing is refused for its days.

use axum::http::StatusCode;
use records::child::{Basis, Cause};
use uuid::Uuid;

use crate::harness::{ASSESSOR, Answered, Browser, NAVIGATOR, SCHOOL, SUPERVISOR, World, day, day_names};

async fn arrange(browser: &mut Browser, child: Uuid, place: &str, more: &[(&str, &str)]) -> Answered {
    let from = day_names("from");
    let mut fields =
        vec![("provider", "Brightwater Breaks"), ("place", place), ("basis", "section_20_light")];
    fields.push(("explained", "Read through with Jo. She asked who decides; nothing changes."));
    fields.extend(day(&from, "23", "11", "2026"));
    fields.extend(more);
    browser.send(&format!("/children/{child}/breaks/new"), &fields).await
}

/// The fields of a stay from a day at four to a day at five.
fn stay<'a>(
    names: &'a [[String; 3]; 2],
    from: (&'a str, &'a str),
    until: (&'a str, &'a str),
) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("starts.time", "16:00"), ("ends.time", "17:00"), ("note", "")];
    fields.extend(day(&names[0], from.0, from.1, "2026"));
    fields.extend(day(&names[1], until.0, until.1, "2026"));
    fields
}

fn names() -> [[String; 3]; 2] {
    [day_names("starts"), day_names("ends")]
}

#[tokio::test]
async fn a_stay_past_the_number_is_explained_and_then_booked() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    let ledger = format!("/children/{child}/breaks");
    assessor.get(&ledger).await.says(&["No breaks are arranged."]);
    let arranged = arrange(&mut assessor, child, "Seagull House", &[]).await;
    assert_eq!((arranged.status, arranged.location.as_str()), (StatusCode::SEE_OTHER, ledger.as_str()));
    let arrangement = world.state(child).await.breaks.arrangements[0].id();
    let book = format!("{ledger}/{arrangement}/stay");

    let names = names();
    let weekend = assessor.send(&book, &stay(&names, ("27", "11"), ("29", "11"))).await;
    assert_eq!(weekend.status, StatusCode::SEE_OTHER, "{}", weekend.text());
    assessor.get(&ledger).await.says(&[
        "Seagull House (Brightwater Breaks)",
        "From 16:00 on Friday 27 November 2026 until 17:00 on Sunday 29 November 2026",
        "3 days",
        "Booked",
        "No number here limits the breaks that your family may have.",
        "Care Planning Regulations 2010 regulation 48",
        "Agree the plan for the breaks",
        "Visit early in the breaks",
        "unverified",
    ]);

    // Eighteen days: the page says what changes, keeps what was typed, and books it.
    let long = stay(&names, ("1", "12"), ("18", "12"));
    let shown = assessor.get(&book).await;
    let told = assessor.send_from(&shown, &book, &long, "text/html").await;
    assert_eq!(told.status, StatusCode::OK, "this is no error");
    told.says(&[
        "What changes for the family if you go on",
        "From the stay that begins on Tuesday 1 December 2026, other rules apply. The stay can go ahead.",
        "This does not limit the breaks.",
        "The stay is 18 days long. After 17 days without going home, other rules apply.",
        "What stays the same",
        "You can have the stay as it is.",
        "Book it, with the other rules",
    ]);
    assert!(told.body.contains("value=\"16:00\""), "what was typed is kept");
    assert_eq!(world.state(child).await.breaks.arrangements[0].stays.len(), 1, "nothing is booked yet");
    let mut unexplained = long.clone();
    unexplained.extend([("step", "confirm"), ("change_explained", "")]);
    let asked = assessor.send_from(&told, &book, &unexplained, "text/html").await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    asked.says(&["The break can go ahead", "never refuses a break"]);
    let mut explained = long;
    explained.extend([("step", "confirm"), ("change_explained", "Told Jo at home. She wants the stay.")]);
    let booked = assessor.send_from(&asked, &book, &explained, "text/html").await;
    assert_eq!(booked.status, StatusCode::SEE_OTHER, "{}", booked.text());
    let state = world.state(child).await;
    let arrangement = &state.breaks.arrangements[0];
    assert_eq!((arrangement.basis(), arrangement.stays.len()), (Basis::Section20Full, 2));
    assert!(matches!(&arrangement.regimes[0].fact.causes[..], [Cause::Days { number: 18, .. }]));
    assessor.get(&ledger).await.says(&[
        "Section 20, with all the rules for looked-after children, from Tuesday 1 December 2026",
        "Told Jo at home. She wants the stay.",
        "Make the care plan",
        "Hold the first review",
        "Name an independent reviewing officer",
    ]);
}

#[tokio::test]
async fn what_became_of_a_stay_is_written_down() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    arrange(&mut assessor, child, "Seagull House", &[]).await;
    let arrangement = world.state(child).await.breaks.arrangements[0].id();
    let names = names();
    let book = format!("/children/{child}/breaks/{arrangement}/stay");
    for (from, until) in [(("23", "11"), ("24", "11")), (("4", "12"), ("6", "12"))] {
        let booked = assessor.send(&book, &stay(&names, from, until)).await;
        assert_eq!(booked.status, StatusCode::SEE_OTHER, "{}", booked.text());
    }
    let wrong = assessor.send(&book, &stay(&names, ("6", "12"), ("4", "12"))).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.says(&["The stay ends before it begins."]);
    let mut no_time = stay(&names, ("6", "12"), ("8", "12"));
    no_time[0].1 = "half past";
    assessor.send(&book, &no_time).await.says(&["Give a time of day, such as 16:30"]);
    assessor.send(&book, &stay(&names, ("31", "11"), ("8", "12"))).await.says(&["Give a real day"]);

    world.later(3 * 24 * 60);
    let mut assessor = world.browser(ASSESSOR).await;
    let stays: Vec<Uuid> =
        world.state(child).await.breaks.arrangements[0].stays.iter().map(records::child::Stay::id).collect();
    let address = |stay: Uuid| format!("/children/{child}/stays/{stay}");
    let mut held = stay(&names, ("23", "11"), ("24", "11"));
    held.retain(|(name, _)| *name != "note");
    held.extend([("became", "held"), ("said", "Robin fed the ducks.")]);
    let kept = assessor.send(&address(stays[0]), &held).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let off = [("became", "cancelled-provider"), ("said", "")];
    let refused = assessor.send(&address(stays[1]), &off).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a promised break has a reason");
    let off = [("became", "cancelled-provider"), ("said", "No night staff. Next weekend instead.")];
    assert_eq!(assessor.send(&address(stays[1]), &off).await.status, StatusCode::SEE_OTHER);
    assessor.get(&format!("/children/{child}/breaks")).await.says(&[
        "Took place",
        "Robin fed the ducks.",
        "Did not come",
        "The provider called it off",
        "No night staff. Next weekend instead.",
    ]);
    assessor.get(&address(stays[0])).await.says(&["what became of this stay, and it stays as it was"]);
    let on = day_names("on");
    let mut visited = vec![("what", "visited"), ("words", "Robin showed me the ducks.")];
    visited.extend(day(&on, "24", "11", "2026"));
    let oversee = format!("/children/{child}/breaks/{arrangement}/oversee");
    assert_eq!(assessor.send(&oversee, &visited).await.status, StatusCode::SEE_OTHER);
    assessor.get(&format!("/children/{child}/breaks")).await.says(&["Robin showed me the ducks."]);
    let mut end = vec![("why", "Jo asked to stop.")];
    end.extend(day(&on, "26", "11", "2026"));
    let ended = assessor.send(&format!("/children/{child}/breaks/{arrangement}/end"), &end).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text());
    assessor.get(&format!("/children/{child}/breaks")).await.says(&["Jo asked to stop."]);
}

#[tokio::test]
async fn a_second_place_is_explained_too() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    arrange(&mut assessor, child, "Seagull House", &[]).await;
    let told = arrange(&mut assessor, child, "Harbour House", &[]).await;
    told.says(&["The breaks are in more than one place or with more than one carer."]);
    assert_eq!(world.state(child).await.breaks.arrangements.len(), 1);
    let from = day_names("from");
    let mut fields = vec![
        ("provider", "Brightwater Breaks"),
        ("place", "Harbour House"),
        ("basis", "section_20_light"),
        ("explained", "As before."),
        ("step", "confirm"),
        ("change_explained", "Told Jo by telephone."),
    ];
    fields.extend(day(&from, "23", "11", "2026"));
    let address = format!("/children/{child}/breaks/new");
    let arranged = assessor.send_from(&told, &address, &fields, "text/html").await;
    assert_eq!(arranged.status, StatusCode::SEE_OTHER, "{}", arranged.text());
    let bases: Vec<Basis> =
        world.state(child).await.breaks.arrangements.iter().map(records::child::Arrangement::basis).collect();
    assert_eq!(bases, [Basis::Section20Full; 2]);
}

#[tokio::test]
async fn who_may_not_plan_reads_the_ledger_or_has_no_such_page() {
    let world = World::new().await;
    let child = world.allocated().await;
    let mut assessor = world.browser(ASSESSOR).await;
    arrange(&mut assessor, child, "Seagull House", &[]).await;
    let arrangement = world.state(child).await.breaks.arrangements[0].id();
    for reader in [SUPERVISOR, NAVIGATOR] {
        let mut browser = world.browser(reader).await;
        let ledger = browser.get(&format!("/children/{child}/breaks")).await;
        assert_eq!(ledger.status, StatusCode::OK);
        assert!(!ledger.text().contains("Book a stay"), "no control for who may not use it");
        for page in ["new".to_owned(), format!("{arrangement}/stay"), format!("{arrangement}/regime")] {
            let status = browser.get(&format!("/children/{child}/breaks/{page}")).await.status;
            assert_eq!(status, StatusCode::NOT_FOUND, "{reader} {page}");
        }
    }
    let outside = world.browser(SCHOOL).await.get(&format!("/children/{child}/breaks")).await;
    assert_eq!(outside.status, StatusCode::NOT_FOUND);
    let nowhere = assessor.get(&format!("/children/{child}/breaks/{}/stay", Uuid::from_u128(9))).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

/// A school that is involved knows the plan; where a child stays, and on which legal footing, is not theirs to read.
#[tokio::test]
async fn a_school_that_is_involved_does_not_read_the_ledger_of_breaks() {
    let world = World::new().await;
    let child = world.allocated().await;
    world.school_takes_part(child).await;
    arrange(&mut world.browser(ASSESSOR).await, child, "Seagull House", &[]).await;
    let ledger = format!("/children/{child}/breaks");
    let mut school = world.browser(SCHOOL).await;
    let record = school.get(&format!("/children/{child}")).await;
    assert_eq!(record.status, StatusCode::OK);
    assert!(!record.body.contains(&ledger) && !record.text().contains("Seagull House"));
    assert_eq!(school.get(&ledger).await.status, StatusCode::NOT_FOUND);
}
