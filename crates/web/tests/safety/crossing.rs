//! Crossing from support to safeguarding, page by page: what starts it, what never does, at night, and in an emergency.

use axum::http::StatusCode;
use kernel::{PersonId, StreamKind};
use uuid::Uuid;

use crate::harness::{
    ASSESSOR, Answer, CHILD, FRONT_DOOR, MANAGER, NAVIGATOR, OTHER_MANAGER, POLICE, Reader, SCHOOL, Setting,
    UNQUALIFIED,
};

/// A concern about the child, seen by nobody yet.
pub async fn raised(setting: &Setting, values: &[(&str, &str)]) -> Uuid {
    let mut school = setting.practitioner(SCHOOL).await;
    let page = school.get(&format!("/concerns/new?child={CHILD}")).await;
    let sent = school.post("/concerns/new", &page, values).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let concern = sent.location.trim_start_matches("/concerns/").trim_end_matches("/followed");
    concern.parse().unwrap()
}

/// Takes a step of the diversion record, and answers with the page that follows.
pub async fn step(reader: &mut Reader, concern: Uuid, name: &str, values: &[(&str, &str)]) -> Answer {
    let sent = try_step(reader, concern, name, values).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{name}: {}", sent.text());
    reader.get(&format!("/concerns/{concern}/diversion")).await
}

pub async fn try_step(reader: &mut Reader, concern: Uuid, name: &str, values: &[(&str, &str)]) -> Answer {
    let path = format!("/concerns/{concern}/diversion/{name}");
    let page = reader.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{name}");
    reader.post(&path, &page, values).await
}

pub const NOTICED: (&str, &str) = ("what-was-noticed", "He was limp after the weekend");
pub const WHOLE: [(&str, &str); 6] = [
    ("facts.1.what", "Three doses of his medicine were missed in a week"),
    ("harm-from", "family"),
    ("harm-shown", "Two long seizures on Sunday. He could stop breathing."),
    ("harm-kind", "neglect"),
    ("harm-when", "happened"),
    ("reasonable-cause", "The pharmacy record and the seizure diary show it."),
];

/// Diverted by two people.
pub async fn diverted(setting: &Setting) -> Uuid {
    let concern = raised(setting, &[NOTICED]).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    step(&mut front_door, concern, "propose", &WHOLE).await;
    let mut manager = setting.practitioner(MANAGER).await;
    step(&mut manager, concern, "decide", &[("decision", "divert")]).await;
    concern
}

#[tokio::test]
async fn wanting_a_second_opinion_and_nothing_else_is_refused_and_answered_in_writing() {
    let setting = Setting::new().await;
    let concern =
        raised(&setting, &[("what-was-noticed", "Mum wants a second opinion"), ("harm-from", "family")])
            .await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let page = step(&mut front_door, concern, "propose", &[("grounds-listed", "second-opinion")]).await;
    for words in [
        "The proposal was refused: what was given as grounds is never enough alone",
        "seeking a second opinion and the like are never the whole ground",
        "The concern still stands. A named social-work-qualified manager answers it in writing today",
        "A named social-work-qualified manager answers in writing, on the same day; the concern stands",
        "Seeking a second opinion or a diagnosis",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    assert!(front_door.get("/concerns").await.says("Seen, not answered (1)"), "it stands on the list");
    // What was written is not lost: it stands in the form when somebody adds what effect it has.
    let again = front_door.get(&format!("/concerns/{concern}/diversion/propose")).await;
    assert!(again.body.contains("value=\"second-opinion\" checked"));

    let mut manager = setting.practitioner(MANAGER).await;
    let page = manager.get(&format!("/concerns/{concern}/diversion")).await;
    assert!(page.links_to(&format!("/concerns/{concern}/answer")));
    setting.at("2026-11-23T09:20:00Z");
    let path = format!("/concerns/{concern}/answer");
    let page = manager.get(&path).await;
    let words = "A second opinion is a right. Nothing follows from asking for one.";
    manager.post(&path, &page, &[("words", words)]).await;
    let mut school = setting.practitioner(SCHOOL).await;
    let followed = school.get(&format!("/concerns/{concern}/followed")).await;
    assert!(followed.says(words) && followed.says("Maud Answerly"));
    let page = manager.get(&format!("/concerns/{concern}/diversion")).await;
    assert!(page.says("A manager has answered it in writing") && !page.says("A named social-work-qualified manager answers in writing, on the same day; the concern stands"));
}

#[tokio::test]
async fn missed_medicine_with_its_effect_is_accepted_and_opens_the_discussion_at_once() {
    let setting = Setting::new().await;
    let concern = raised(&setting, &[NOTICED]).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let form = front_door.get(&format!("/concerns/{concern}/diversion/propose")).await;
    assert_eq!(form.field("facts.1.what"), NOTICED.1, "what was noticed is the first fact");
    let mut values = WHOLE.to_vec();
    values.push(("grounds-listed", "missed-visits"));
    let page = step(&mut front_door, concern, "propose", &values).await;
    assert!(page.says("Femi Doorly proposed to cross to safeguarding at 09:00 on Monday 23 November 2026"));
    assert!(
        page.says("A social-work-qualified manager who did not propose it")
            && page.says("10:00 on Monday 23 November 2026")
    );

    // Who proposed does not decide, nor does anybody who is no manager, in the day.
    let refused = try_step(&mut front_door, concern, "decide", &[("decision", "divert")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("A social-work-qualified manager decides this in office hours"));
    assert!(refused.summary_links_to("decision"));

    setting.at("2026-11-23T09:40:00Z");
    let mut manager = setting.practitioner(MANAGER).await;
    let page = manager.get(&format!("/concerns/{concern}/diversion/decide")).await;
    assert!(page.says("Two long seizures on Sunday") && page.says(NOTICED.1));
    let page = step(&mut manager, concern, "decide", &[("decision", "divert")]).await;
    assert!(page.says("The strategy discussion is open since 09:40 on Monday 23 November 2026"));
    assert!(
        page.says("Hold the strategy discussion: a social worker") && page.says("make enquiries at once")
    );
    for (name, status) in [
        ("significance", "Done at 09:00"),
        ("source", "Done at 09:00"),
        ("agencies", "By Tuesday 24 November 2026 To do"),
        ("children", "By Tuesday 24 November 2026 To do"),
        ("alternatives", "By Tuesday 24 November 2026 To do"),
        ("adviser", "By Tuesday 24 November 2026 To do"),
        ("agreement", "By Tuesday 24 November 2026 To do"),
    ] {
        assert!(page.links_to(&format!("/concerns/{concern}/diversion/{name}")), "{name}");
        assert!(page.says(status), "{name}: {status}");
    }
    assert!(!page.links_to(&format!("/concerns/{concern}/diversion/officer")));
    // Shown overdue, and never a bar: enquiries begin with all of it open.
    setting.at("2026-11-26T09:00:00Z");
    let mut manager = setting.practitioner(MANAGER).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let page = manager.get(&format!("/concerns/{concern}/diversion")).await;
    assert!(page.says("By Tuesday 24 November 2026 Overdue"), "{}", page.text());
    let page = step(&mut front_door, concern, "enquiries", &[]).await;
    assert!(page.says("and enquiries have begun"));
    assert_eq!(
        setting.version(StreamKind::Child, CHILD).await,
        SUPPORT_EVENTS,
        "the support goes on as it was"
    );
}

/// The entries of the child's record, as the setting begins it.
pub const SUPPORT_EVENTS: u64 = 5;

#[tokio::test]
async fn no_field_of_a_proposal_is_needed() {
    let setting = Setting::new().await;
    let concern = raised(&setting, &[NOTICED]).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let page = step(&mut front_door, concern, "propose", &[]).await;
    assert!(page.says("proposed to cross to safeguarding"));
    let mut manager = setting.practitioner(MANAGER).await;
    // The decision itself cannot be guessed; everything else can wait.
    let asked = try_step(&mut manager, concern, "decide", &[]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.summary_links_to("decision"));
    let page = step(&mut manager, concern, "decide", &[("decision", "divert")]).await;
    assert!(page.says("The strategy discussion is open"));
    assert!(page.links_to(&format!("/concerns/{concern}/diversion/significance")));
}

#[tokio::test]
async fn at_two_in_the_morning_one_duty_worker_acts_and_a_second_person_confirms() {
    let setting = Setting::new().await;
    setting.at("2026-11-24T02:00:00Z");
    let concern = raised(&setting, &[NOTICED]).await;
    let mut duty = setting.practitioner(FRONT_DOOR).await;
    step(&mut duty, concern, "propose", &[]).await;
    // To stay on the support route is no decision for one alone.
    let stay = [("decision", "stay"), ("decision-why", "No")];
    let refused = try_step(&mut duty, concern, "decide", &stay).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = step(&mut duty, concern, "decide", &[("decision", "divert")]).await;
    assert!(page.says("Femi Doorly decided to cross, alone, out of hours"));
    assert!(
        page.says("A second social-work-qualified manager looks at it and agrees")
            && page.says("Wednesday 25 November 2026")
    );
    setting.at("2026-11-24T09:00:00Z");
    let mut manager = setting.practitioner(MANAGER).await;
    let mut duty = setting.practitioner(FRONT_DOOR).await;
    let refused = try_step(&mut duty, concern, "confirm", &[("confirmation", "agree")]).await;
    assert!(refused.says("A social-work-qualified manager confirms this"));
    let page = step(&mut manager, concern, "confirm", &[("confirmation", "agree")]).await;
    assert!(page.says("Maud Answerly confirmed it as the second person"));
    assert!(!page.links_to(&format!("/concerns/{concern}/diversion/confirm")));
}

#[tokio::test]
async fn in_an_emergency_an_empty_page_starts_enquiries() {
    let setting = Setting::new().await;
    let concern = raised(&setting, &[("immediate-danger", "yes")]).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let form = front_door.get(&format!("/concerns/{concern}/diversion/emergency")).await;
    assert!(form.links_to("tel:999"), "the numbers come first");
    let page = step(&mut front_door, concern, "emergency", &[]).await;
    assert!(page.says("and enquiries have begun") && page.says("as an emergency"));
    assert!(page.says("A second social-work-qualified manager looks at it and agrees"));
    let late = try_step(&mut front_door, concern, "emergency", &[]).await;
    assert!(late.says("Enquiries have begun already"));
    assert_eq!(setting.concerns("diverted").await, [concern], "whoever acts has seen it");
}

#[tokio::test]
async fn harm_by_a_respite_worker_opens_no_enquiry_about_parenting() {
    let setting = Setting::new().await;
    let concern =
        raised(&setting, &[("what-was-noticed", "Finger marks after respite"), ("harm-from", "care-worker")])
            .await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let page = front_door.get(&format!("/concerns/{concern}/diversion")).await;
    assert!(page.says("The parents are partners, and no enquiry about parenting opens"));
    assert!(page.says("Tell the council's designated officer that") && page.says("Source not verified"));
    let parenting = [("enquiry-about", "parenting")];
    let refused = try_step(&mut front_door, concern, "emergency", &parenting).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("so no enquiry about parenting opens, and the parents are partners"));
    let form = front_door.get(&format!("/concerns/{concern}/diversion/propose")).await;
    assert!(form.body.contains("value=\"care-worker\" checked"), "whoever raised it has said so");
    step(
        &mut front_door,
        concern,
        "propose",
        &[("harm-from", "care-worker"), ("grounds-other", "new-injury")],
    )
    .await;
    let mut manager = setting.practitioner(MANAGER).await;
    step(&mut manager, concern, "decide", &[("decision", "divert")]).await;
    let page = step(&mut manager, concern, "enquiries", &[]).await;
    assert!(page.says("started enquiries about harm from outside the family"));
    for name in ["officer", "setting"] {
        assert!(page.links_to(&format!("/concerns/{concern}/diversion/{name}")), "{name}");
    }
    let told = [("officer-told", "told"), ("officer-details", "I rang her at 09:30.")];
    let page = step(&mut front_door, concern, "officer", &told).await;
    assert!(!page.says("Tell the council's designated officer that"));
    // Half an answer is kept, and is not the whole.
    let page =
        step(&mut front_door, concern, "setting", &[("setting-considered", "He stays at home for now.")])
            .await;
    assert!(page.says("By Tuesday 24 November 2026 Begun"));
    let form = front_door.get(&format!("/concerns/{concern}/diversion/setting")).await;
    assert_eq!(form.field("setting-considered"), "He stays at home for now.");
}

#[tokio::test]
async fn whoever_is_unsure_is_talked_with_by_a_manager_today() {
    let setting = Setting::new().await;
    let concern = raised(&setting, &[NOTICED, ("immediate-danger", "unsure")]).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let talk = format!("/concerns/{concern}/diversion/talk");
    assert_eq!(front_door.get(&talk).await.status, StatusCode::NOT_FOUND);
    assert!(front_door.get(&format!("/concerns/{concern}")).await.says("talks it through, on the same day"));
    let mut manager = setting.practitioner(MANAGER).await;
    assert!(manager.get(&format!("/concerns/{concern}/diversion")).await.links_to(&talk));
    let page = step(
        &mut manager,
        concern,
        "talk",
        &[("talk-with", "Sky Teacher"), ("talk-words", "She saw it twice.")],
    )
    .await;
    assert!(page.says("Maud Answerly talked it through with Sky Teacher: She saw it twice."));
    assert!(!page.links_to(&talk));
}

#[tokio::test]
async fn only_the_front_door_sees_any_of_it() {
    let setting = Setting::new().await;
    let concern = diverted(&setting).await;
    let pages =
        ["", "/propose", "/decide", "/emergency", "/children", "/talk", "/outcome", "/nothing-like-it"];
    let everybody: [PersonId; 4] = [SCHOOL, ASSESSOR, NAVIGATOR, POLICE];
    for person in everybody {
        let mut reader = setting.practitioner(person).await;
        for page in pages {
            let path = format!("/concerns/{concern}/diversion{page}");
            assert_eq!(reader.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(reader.get(&format!("/concerns/{concern}/tell")).await.status, StatusCode::NOT_FOUND);
    }
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    assert_eq!(front_door.get(&format!("/concerns/{concern}/tell")).await.status, StatusCode::NOT_FOUND);
    let nothing = front_door.get(&format!("/concerns/{concern}/diversion/nothing-like-it")).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    let mut manager = setting.practitioner(OTHER_MANAGER).await;
    for page in ["", "/propose", "/decide", "/emergency", "/children", "/outcome"] {
        let path = format!("/concerns/{concern}/diversion{page}");
        assert_eq!(manager.get(&path).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_comes_back_with_the_words() {
    let setting = Setting::new().await;
    let concern = raised(&setting, &[NOTICED]).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let odd = [("harm-when", "sometime"), ("opinion", "<b>I think</b>")];
    let back = try_step(&mut front_door, concern, "propose", &odd).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(back.field("opinion"), "<b>I think</b>");
    assert!(back.summary_links_to("harm-when"));
    // Another row is no sending.
    let more = try_step(&mut front_door, concern, "propose", &[("facts.1.what", "x"), ("more", "yes")]).await;
    assert_eq!((more.status, more.field("facts.1.what")), (StatusCode::OK, "x".to_owned()));
    assert_eq!(more.field("facts.2.what"), "");
    assert_eq!(setting.concerns("unseen").await, [concern]);
    // A second press counts once.
    let path = format!("/concerns/{concern}/diversion/propose");
    let page = front_door.get(&path).await;
    assert_eq!(front_door.post(&path, &page, &[]).await.status, StatusCode::SEE_OTHER);
    let second = front_door.post(&path, &page, &[]).await.status;
    assert!(matches!(second, StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY), "{second}");
}

#[tokio::test]
async fn the_way_to_decide_is_shown_to_those_alone_who_would_not_be_refused() {
    let setting = Setting::new().await;
    let concern = raised(&setting, &[NOTICED]).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    step(&mut front_door, concern, "propose", &WHOLE).await;
    let page = format!("/concerns/{concern}/diversion");
    let decide = format!("{page}/decide");
    // In the day: not whoever proposed, not somebody without the qualification.
    for (person, shown) in [(FRONT_DOOR, false), (UNQUALIFIED, false), (MANAGER, true), (OTHER_MANAGER, true)]
    {
        let seen = setting.practitioner(person).await.get(&page).await;
        assert_eq!(seen.links_to(&decide), shown, "{person} in the day");
        assert!(seen.links_to(&format!("{page}/emergency")), "enquiries can always be started at once");
    }
    // At night one social-work-qualified person may decide alone, also what they proposed.
    setting.at("2026-11-24T02:00:00Z");
    for (person, shown) in [(FRONT_DOOR, true), (UNQUALIFIED, false), (MANAGER, true)] {
        let seen = setting.practitioner(person).await.get(&page).await;
        assert_eq!(seen.links_to(&decide), shown, "{person} at night");
    }
}
