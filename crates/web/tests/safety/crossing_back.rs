//! What completes a diversion record, telling the family, the way back, and handing over.

use axum::http::StatusCode;
use kernel::StreamKind;
use uuid::Uuid;

use crate::crossing::{NOTICED, SUPPORT_EVENTS, diverted, raised, step, try_step};
use crate::harness::{CHILD, FRONT_DOOR, MANAGER, OTHER_MANAGER, PARENT, Reader, SCHOOL, Setting};

/// Diverted, with every child decided, and the discussion closed.
async fn closed(setting: &Setting) -> (Uuid, Reader) {
    let concern = diverted(setting).await;
    let mut manager = setting.practitioner(MANAGER).await;
    let decided = [
        ("children.1.called", "Robin"),
        ("children.1.decision", "enquiry"),
        ("children.1.why", "It is about him"),
    ];
    step(&mut manager, concern, "children", &decided).await;
    step(&mut manager, concern, "close", &[("closing", "enquiries"), ("closing-why", "To find out")]).await;
    (concern, manager)
}

#[tokio::test]
async fn the_discussion_closes_when_every_child_has_a_decision() {
    let setting = Setting::new().await;
    let concern = diverted(&setting).await;
    let mut manager = setting.practitioner(MANAGER).await;
    let close = [("closing", "enquiries"), ("closing-why", "To find out")];
    let refused = try_step(&mut manager, concern, "close", &close).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("No child of the household is named yet"));
    let form = manager.get(&format!("/concerns/{concern}/diversion/children")).await;
    assert_eq!(form.field("children.1.called"), "Robin Inventedly", "this child stands first");
    let two = [
        ("children.1.called", "Robin"),
        ("children.1.decision", "enquiry"),
        ("children.1.why", "It is about him"),
        ("children.2.called", "Wren"),
    ];
    let page = step(&mut manager, concern, "children", &two).await;
    assert!(page.says("By Tuesday 24 November 2026 Begun"));
    let refused = try_step(&mut manager, concern, "close", &close).await;
    assert!(refused.says("A child of the household has no decision yet"));
    assert_eq!(refused.field("closing-why"), "To find out");
    let dropped = try_step(&mut manager, concern, "children", &two[..3]).await;
    assert!(dropped.says("A child who was named before is missing"));
    assert!(dropped.summary_links_to("children"));
    let mut both = two.to_vec();
    both.extend([("children.2.decision", "no-enquiry"), ("children.2.why", "She lives with her gran")]);
    step(&mut manager, concern, "children", &both).await;
    let page = step(&mut manager, concern, "close", &close).await;
    assert!(page.says("The strategy discussion closed at") && page.says("started enquiries"));
}

#[tokio::test]
async fn nothing_is_told_until_a_named_person_tells_and_then_to_those_alone() {
    let setting = Setting::new().await;
    let mut parent = setting.parent().await;
    let before = parent.get("/family").await;
    let (concern, mut manager) = closed(&setting).await;
    assert_eq!(parent.get("/family").await.body, before.body, "byte for byte");
    let path = format!("/concerns/{concern}/tell");
    let page = manager.get(&path).await;
    assert!(page.says("Pat, Parent carer") && !page.says("Sky Teacher"));
    assert_eq!(parent.get("/family").await.body, before.body, "looking whom to tell tells nothing");
    let back = manager.post(&path, &page, &[("told-words", "We looked into it.")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(back.field("told-words"), "We looked into it.");
    for field in ["told-to", "told-how"] {
        assert!(back.summary_links_to(field), "{field}");
    }
    assert_eq!(setting.version(StreamKind::Child, CHILD).await, SUPPORT_EVENTS);
    let person = PARENT.to_string();
    let values = [
        ("told-to", person.as_str()),
        ("told-how", "in-person"),
        ("told-when.day", "23"),
        ("told-when.month", "11"),
        ("told-when.year", "2026"),
        ("told-words", "His medicine was missed. We help you to get it right."),
    ];
    let future: Vec<_> = values
        .iter()
        .map(|(name, value)| (*name, if *name == "told-when.day" { "24" } else { value }))
        .collect();
    assert_eq!(manager.post(&path, &page, &future).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = manager.post(&path, &page, &values).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(setting.version(StreamKind::Child, CHILD).await, SUPPORT_EVENTS + 1);
    let told = parent.get("/family").await;
    for words in [
        "What we told you",
        "Maud Answerly told you in person, on Monday 23 November 2026",
        "His medicine was missed. We help you to get it right.",
        "Your support goes on.",
    ] {
        assert!(told.says(words), "{words}: {}", told.text());
    }
    assert!(parent.get("/family/download").await.says("His medicine was missed."));
    for words in ["concern", "limp", "Sky Teacher", "seizure", "strategy"] {
        assert!(!told.text().to_lowercase().contains(words), "{words}");
    }
    let page = manager.get(&format!("/concerns/{concern}/diversion")).await;
    assert!(page.says("Maud Answerly told Pat: His medicine was missed."));
    assert!(!page.says("Tell the family, or record why not yet"));
}

#[tokio::test]
async fn it_comes_back_and_opens_again_only_with_a_reason() {
    let setting = Setting::new().await;
    let (concern, _) = closed(&setting).await;
    setting.at("2026-11-23T11:00:00Z");
    let mut manager = setting.practitioner(MANAGER).await;
    let outcome = [("outcome", "not-substantiated"), ("outcome-why", "The tests explain it.")];
    let page = step(&mut manager, concern, "outcome", &outcome).await;
    assert!(
        page.says("It was not borne out")
            && page.says("Tell the family that it was not borne out and is set aside")
    );
    assert!(manager.get("/concerns").await.says("Not borne out, the family still to be told (1)"));
    let path = format!("/concerns/{concern}/tell");
    let form = manager.get(&path).await;
    let person = PARENT.to_string();
    let values = [
        ("told-to", person.as_str()),
        ("told-how", "phone"),
        ("told-when.day", "23"),
        ("told-when.month", "11"),
        ("told-when.year", "2026"),
        ("told-words", "We looked. It was not so, and it is set aside."),
    ];
    let done = manager.post(&path, &form, &values).await;
    assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, "/concerns"));
    // Out of every default view, for everybody.
    for person in [FRONT_DOOR, MANAGER, OTHER_MANAGER] {
        let mut reader = setting.practitioner(person).await;
        for page in ["/concerns", "/concerns/handover", "/today"] {
            assert!(!reader.get(page).await.body.contains(&concern.to_string()), "{page}");
        }
        for page in ["", "/diversion", "/diversion/children", "/answer", "/tell"] {
            let path = format!("/concerns/{concern}{page}");
            assert_eq!(reader.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
    // The raiser still reads what was answered; nothing there tells an outcome.
    let mut school = setting.practitioner(SCHOOL).await;
    assert_eq!(school.get(&format!("/concerns/{concern}/followed")).await.status, StatusCode::OK);

    // A new concern about the same child: whoever decides it opens the earlier one with a reason, and nobody else.
    let new = raised(&setting, &[NOTICED]).await;
    let earlier = format!("/concerns/{new}/earlier/{concern}");
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    assert_eq!(front_door.get(&earlier).await.status, StatusCode::NOT_FOUND);
    assert!(!front_door.get(&format!("/concerns/{new}/diversion")).await.links_to(&earlier));
    let mut other = setting.practitioner(OTHER_MANAGER).await;
    let page = other.get(&format!("/concerns/{new}/diversion")).await;
    assert!(page.links_to(&earlier) && !page.says("The tests explain it."));
    let unrelated = format!("/concerns/{new}/earlier/{new}");
    assert_eq!(other.get(&unrelated).await.status, StatusCode::NOT_FOUND);
    let form = other.get(&earlier).await;
    let back = other.post(&earlier, &form, &[("earlier-why", "  ")]).await;
    assert!(back.summary_links_to("earlier-why"));
    let opened = other.post(&earlier, &form, &[("earlier-why", "Is it the same mark?")]).await;
    assert_eq!(opened.location, format!("/concerns/{concern}"));
    let page = other.get(&opened.location).await;
    assert!(page.says("opened it again, for a new decision: Is it the same mark?"));
    assert!(page.says("The tests explain it."));
    assert_eq!(manager.get(&format!("/concerns/{concern}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_borne_out_stays_in_view() {
    let setting = Setting::new().await;
    let (concern, mut manager) = closed(&setting).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let outcome = [("outcome", "substantiated"), ("outcome-why", "He told us.")];
    let refused = try_step(&mut front_door, concern, "outcome", &outcome).await;
    assert!(refused.says("A social-work-qualified manager records the outcome"));
    let page = step(&mut manager, concern, "outcome", &outcome).await;
    assert!(page.says("Significant harm was found, or is likely"));
    assert_eq!(setting.concerns("answered").await, [concern]);
}

#[tokio::test]
async fn the_handover_sheet_says_what_the_next_shift_must_know() {
    let setting = Setting::new().await;
    let unseen = raised(&setting, &[("what-was-noticed", "A neighbour heard screaming")]).await;
    let crossed = diverted(&setting).await;
    setting.at("2026-11-23T17:30:00Z");
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let sheet = front_door.get("/concerns/handover").await;
    assert_eq!(sheet.heading(), "Handover sheet");
    for words in [
        "As at 17:30 on Monday 23 November 2026",
        "Seen by nobody yet (1)",
        "A neighbour heard screaming",
        "Strategy discussion or enquiries (1)",
        "Proposals to decide (0)",
        "Seen by nobody",
        "Femi Doorly",
        "Overdue See the concern: 09:30 on Monday 23 November 2026",
        "Decide about every child: Tuesday 24 November 2026",
        "0808 157 0024",
    ] {
        assert!(sheet.says(words), "{words}: {}", sheet.text());
    }
    for concern in [unseen, crossed] {
        assert!(sheet.links_to(&format!("/concerns/{concern}")));
    }
    let mut school = setting.practitioner(SCHOOL).await;
    assert_eq!(school.get("/concerns/handover").await.status, StatusCode::NOT_FOUND);
}
