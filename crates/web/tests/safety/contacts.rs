//! Somebody gets in touch with the front door: written down, looked up, looked at, asked about, decided, told; each step over
//! HTTP by whoever takes it. What a family has is as before.

use axum::http::StatusCode;
use kernel::{PersonId, StreamKind};
use uuid::Uuid;

use crate::harness::{
    ASSESSOR, Answer, CHILD, FRONT_DOOR, MANAGER, NAVIGATOR, POLICE, Reader, SCHOOL, Setting, UNQUALIFIED,
};
use crate::no_trace::what_the_family_has;

const WORDS: &str = "She has not been at school since Monday";
const SECRET: &str = "Mrs Invented-Neighbour";

/// What the front door writes down of a telephone call.
pub const CALL: [(&str, &str); 8] = [
    ("contact-what", WORDS),
    ("contact-children.1.child-name", "Robyn Inventedly"),
    ("contact-name", SECRET),
    ("contact-at-work", "no"),
    ("contact-reach", "01632 960142"),
    ("contact-harm", "no"),
    ("contact-source", "source-1b"),
    ("contact-way", "phone"),
];

/// The five questions, answered.
const FIVE: [(&str, &str); 5] = [
    ("settle-protection", "no"),
    ("settle-services", "None"),
    ("settle-section-17", "no"),
    ("settle-section-47", "no"),
    ("settle-specialist", "Nobody"),
];

fn id_in(path: &str) -> Uuid {
    path.split('/').find_map(|part| part.parse().ok()).unwrap_or_else(|| panic!("no identifier in {path}"))
}

async fn send(reader: &mut Reader, path: &str, values: &[(&str, &str)]) -> Answer {
    let page = reader.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
    reader.post(path, &page, values).await
}

pub async fn written_down(setting: &Setting, values: &[(&str, &str)]) -> (Uuid, Reader) {
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let sent = send(&mut front_door, "/contacts/new", values).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    (id_in(&sent.location), front_door)
}

pub async fn step(reader: &mut Reader, contact: Uuid, name: &str, values: &[(&str, &str)]) {
    let path = format!("/contacts/{contact}/{name}");
    let sent = send(reader, &path, values).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{name}: {}", sent.text());
}

/// The page on which the only child is looked up.
async fn who(reader: &mut Reader, contact: Uuid) -> String {
    let page = reader.get(&format!("/contacts/{contact}")).await;
    let start = page.body.find(&format!("/contacts/{contact}/children/")).expect("a child to look up");
    page.body[start..].split('"').next().unwrap().to_owned()
}

pub async fn link(reader: &mut Reader, contact: Uuid, to: &str) {
    let path = who(reader, contact).await;
    let sent = send(reader, &path, &[("who", to)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}

fn decision<'a>(outcome: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut values = vec![("decide-outcome", outcome), ("decide-why", "By the levels of need")];
    values.extend(FIVE);
    values.extend_from_slice(more);
    values
}

#[tokio::test]
async fn from_the_telephone_to_whoever_rang_being_told() {
    let setting = Setting::new().await;
    let before = what_the_family_has(&setting).await;
    let (contact, mut front_door) = written_down(&setting, &CALL).await;
    let board = front_door.get("/contacts").await;
    assert!(board.says("1 contact that nobody has looked at") && board.says("Robyn Inventedly"));
    assert!(board.says("Nobody yet"), "{}", board.text());

    // The child is known under a name that sounds like it. Why is said.
    let path = who(&mut front_door, contact).await;
    let page = front_door.get(&path).await;
    assert!(page.says("Robin Inventedly") && page.says("Why:"), "{}", page.text());
    let missing = front_door.post(&path, &page, &[]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let stranger = front_door.post(&path, &page, &[("who", &format!("record-{}", Uuid::from_u128(9)))]).await;
    assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY, "only whoever was shown can be chosen");
    link(&mut front_door, contact, &format!("record-{CHILD}")).await;

    step(&mut front_door, contact, "look", &[("look-words", "A neighbour is worried")]).await;
    step(&mut front_door, contact, "acknowledge", &[("acknowledge-how", "phone")]).await;
    let asked = [("ask-which", "police"), ("ask-words", "Is she known?"), ("person", &POLICE.to_string())];
    step(&mut front_door, contact, "ask-agency", &asked).await;

    // Whoever was asked reads what was said, but not who rang; and sees it on their own list.
    let mut police = setting.practitioner(POLICE).await;
    assert!(police.get("/contacts").await.says("1 contact waits for a partner"));
    let page = police.get(&format!("/contacts/{contact}")).await;
    assert!(page.says(WORDS) && !page.says(SECRET), "{}", page.text());
    assert_eq!(police.get(&format!("/contacts/{contact}/decide")).await.status, StatusCode::NOT_FOUND);
    assert!(police.get("/today").await.says("Say what the agency knows and may share"));
    let answer = [
        ("agency-which", "police"),
        ("agency-shared", "shares"),
        ("agency-knows", "Nothing since March"),
        ("agency-why", "To see whether she is safe"),
    ];
    step(&mut police, contact, "agency", &answer).await;

    let recommend = [("recommend-outcome", "no-further-action"), ("recommend-why", "She has measles")];
    step(&mut front_door, contact, "recommend", &recommend).await;
    assert_eq!(front_door.get(&format!("/contacts/{contact}/decide")).await.status, StatusCode::NOT_FOUND);
    let mut manager = setting.practitioner(MANAGER).await;
    let path = format!("/contacts/{contact}/decide");
    let page = manager.get(&path).await;
    assert!(page.says("Nothing since March") && page.says("She has measles") && page.says("levels of need"));
    let blank = manager.post(&path, &page, &[("decide-outcome", "advice"), ("decide-why", "Told")]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(blank.summary_links_to("settle-protection"), "{}", blank.text());
    assert_eq!(blank.field("decide-why"), "Told");
    step(&mut manager, contact, "decide", &decision("no-further-action", &[])).await;
    assert_eq!(
        police.get(&format!("/contacts/{contact}")).await.status,
        StatusCode::NOT_FOUND,
        "it is decided"
    );

    let path = format!("/contacts/{contact}/tell");
    let page = front_door.get(&path).await;
    let silent = front_door.post(&path, &page, &[("tell-how", "phone")]).await;
    assert!(silent.says("Write what they may know of why"), "{}", silent.text());
    step(&mut front_door, contact, "tell", &[("tell-how", "phone"), ("tell-words", "She is seen to")]).await;
    let page = front_door.get(&format!("/contacts/{contact}")).await;
    let letter = page.body.split('"').find(|part| part.contains("/letters/")).unwrap().to_owned();
    let shown = front_door.get(&letter).await;
    assert!(shown.says("She is seen to") && shown.says("We cannot tell you about a family"));
    assert!(!shown.says("Robyn"), "a neighbour is told nothing of the family: {}", shown.text());
    let family = [("family-to", "Pat"), ("family-how", "phone"), ("family-words", "The family hub helps")];
    step(&mut manager, contact, "family", &family).await;
    let board = front_door.get("/contacts").await;
    assert!(board.says("Closed, the latest") && !board.says("contacts to decide"));
    assert_eq!(what_the_family_has(&setting).await, before);
}

#[tokio::test]
async fn danger_now_needs_one_answer_and_is_a_raised_concern() {
    for person in [FRONT_DOOR, SCHOOL, ASSESSOR] {
        let setting = Setting::new().await;
        let mut reader = setting.practitioner(person).await;
        let sent = send(&mut reader, "/contacts/new", &[("contact-danger", "yes")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        assert!(sent.location.starts_with("/concerns/") && sent.location.ends_with("/followed"));
        assert_eq!(setting.concerns("unseen").await.len(), 1);
    }
}

#[tokio::test]
async fn a_practitioner_of_any_agency_gets_in_touch_and_follows_it() {
    let setting = Setting::new().await;
    let mut school = setting.practitioner(SCHOOL).await;
    let values =
        [("contact-what", WORDS), ("contact-children.1.child-name", "Kit"), ("contact-source", "source-2a")];
    let sent = send(&mut school, "/contacts/new", &values).await;
    assert!(sent.location.ends_with("/followed"), "{}", sent.text());
    let page = school.get(&sent.location).await;
    assert!(page.says("The front door has it") && page.says("Nothing is decided yet"));
    let contact = id_in(&sent.location);
    for path in [format!("/contacts/{contact}"), format!("/contacts/{contact}/look")] {
        assert_eq!(school.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let mut navigator = setting.practitioner(NAVIGATOR).await;
    assert_eq!(navigator.get(&sent.location).await.status, StatusCode::NOT_FOUND, "somebody else's");

    // They are told what was decided, by name, because they work with the family; and that nothing of it is a discussion.
    let mut manager = setting.practitioner(MANAGER).await;
    link(&mut manager, contact, "nobody").await;
    step(&mut manager, contact, "decide", &decision("section-17", &[])).await;
    let decided = manager.get(&format!("/contacts/{contact}")).await;
    // Help begins from there, on the day of the contact and not of the click.
    let begins = format!("/help/new?contact={contact}&on=2026-11-23");
    assert!(decided.links_to(&begins), "{}", decided.body);
    let begin = manager.get(&begins).await;
    assert_eq!((begin.status, begin.field("begin-on.day").as_str()), (StatusCode::OK, "23"));
    step(&mut manager, contact, "tell", &[("tell-how", "email")]).await;
    let page = school.get(&sent.location).await;
    assert!(page.says("Kit: there is an assessment"), "{}", page.text());
}

#[tokio::test]
async fn a_strategy_discussion_needs_the_outcome_alone_and_raises_a_concern() {
    let setting = Setting::new().await;
    let before = what_the_family_has(&setting).await;
    let (contact, mut front_door) = written_down(&setting, &CALL).await;
    link(&mut front_door, contact, &format!("record-{CHILD}")).await;
    let mut manager = setting.practitioner(MANAGER).await;
    let path = format!("/contacts/{contact}/decide");
    let sent = send(&mut manager, &path, &[("decide-outcome", "strategy-discussion")]).await;
    assert!(sent.location.starts_with("/concerns/"), "{}", sent.text());
    let concern = manager.get(&sent.location).await;
    assert!(concern.says(WORDS) && concern.says("01632 960142"), "{}", concern.text());
    assert_eq!(setting.concerns("unseen").await, [id_in(&sent.location)]);
    let page = manager.get(&format!("/contacts/{contact}")).await;
    assert!(page.says("Not answered yet") && page.links_to(&sent.location), "{}", page.text());
    step(&mut manager, contact, "settle", &FIVE).await;
    assert_eq!(what_the_family_has(&setting).await, before);
}

#[tokio::test]
async fn a_disabled_child_for_whom_help_is_asked_goes_to_the_support_route_by_default() {
    let setting = Setting::new().await;
    let mut call = CALL.to_vec();
    call.extend([("contact-help", "yes"), ("contact-disabled", "yes")]);
    let (contact, mut front_door) = written_down(&setting, &call).await;
    link(&mut front_door, contact, "nobody").await;
    let mut manager = setting.practitioner(MANAGER).await;
    let path = format!("/contacts/{contact}/decide");
    let page = manager.get(&path).await;
    assert!(page.says("this goes to the support route"), "{}", page.text());
    let elsewhere = manager.post(&path, &page, &decision("section-17", &[])).await;
    assert!(elsewhere.summary_links_to("decide-not-support"), "{}", elsewhere.text());
    step(
        &mut manager,
        contact,
        "decide",
        &decision("support-route", &[("decide-help", "Somebody to swim with")]),
    )
    .await;
    let page = manager.get(&format!("/contacts/{contact}")).await;
    let request = page.body.split('"').find(|part| part.starts_with("/requests/")).unwrap().to_owned();
    let mut navigator = setting.practitioner(NAVIGATOR).await;
    let page = navigator.get(&request).await;
    assert!(page.says("Somebody to swim with"), "{}", page.text());
    assert!(!page.says(WORDS), "what was said to the front door stays there");
    // The clocks of the request run from when the call came.
    let loaded = setting.version(StreamKind::Request, id_in(&request)).await;
    assert_eq!(loaded, 1);
}

#[tokio::test]
async fn contacts_about_the_same_child_are_linked_and_counted() {
    let setting = Setting::new().await;
    let (first, mut front_door) = written_down(&setting, &CALL).await;
    link(&mut front_door, first, "nobody").await;
    let mut manager = setting.practitioner(MANAGER).await;
    step(&mut manager, first, "decide", &decision("advice", &[])).await;

    let mut again = CALL.to_vec();
    again[1].1 = "Robin Inventedley";
    let (second, mut front_door) = written_down(&setting, &again).await;
    let page = front_door.get(&format!("/contacts/{second}")).await;
    assert!(page.says("there may be more"), "nobody has looked up: {}", page.text());
    let path = who(&mut front_door, second).await;
    let found = front_door.get(&path).await;
    assert!(found.says("Is in an earlier contact"), "{}", found.text());
    let earlier = found.body.split('"').find(|part| part.starts_with("contact-0")).unwrap().to_owned();
    link(&mut front_door, second, &earlier).await;
    let page = front_door.get(&format!("/contacts/{second}")).await;
    assert!(page.says("1 other contact about these children"), "{}", page.text());
    assert!(page.says("Information and advice") && page.links_to(&format!("/contacts/{first}")));
    let page = front_door.get(&format!("/contacts/{first}")).await;
    assert!(page.links_to(&format!("/contacts/{second}")), "each names the other");
}

#[tokio::test]
async fn who_may_go_where() {
    let setting = Setting::new().await;
    let (contact, _) = written_down(&setting, &CALL).await;
    let pages = ["", "/look", "/ask-agency", "/recommend", "/decide", "/family", "/followed"];
    let allowed = |person: PersonId| -> &'static [&'static str] {
        match person {
            MANAGER => &["", "/look", "/ask-agency", "/recommend", "/decide", "/family"],
            FRONT_DOOR | UNQUALIFIED => &["", "/look", "/ask-agency", "/recommend"],
            _ => &[],
        }
    };
    for person in [MANAGER, FRONT_DOOR, UNQUALIFIED, POLICE, SCHOOL, NAVIGATOR, ASSESSOR] {
        let mut reader = setting.practitioner(person).await;
        for page in pages {
            let answer = reader.get(&format!("/contacts/{contact}{page}")).await;
            let expected =
                if allowed(person).contains(&page) { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(answer.status, expected, "{person} {page}");
        }
    }
    let mut parent = setting.parent().await;
    assert_ne!(parent.get(&format!("/contacts/{contact}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_late_is_said_in_words() {
    let setting = Setting::new().await;
    let (contact, _) = written_down(&setting, &CALL).await;
    setting.at("2026-11-26T09:00:00Z");
    let mut manager = setting.practitioner(MANAGER).await;
    let board = manager.get("/contacts").await;
    assert!(board.says("Look first") && board.says("Late"), "{}", board.text());
    let page = manager.get(&format!("/contacts/{contact}")).await;
    assert!(page.says("Source not verified"), "each date with its badge: {}", page.text());
}
