//! A child who lives away from home, and a place where children may be harmed, over HTTP: each step by whoever takes it; and what
//! the family reads of it, which is nothing until a named person tells one of them.

use axum::http::StatusCode;

use crate::harness::{
    Answer, CHAIR, CHILD, FRONT_DOOR, MANAGER, PARENT, POLICE, Reader, SCHOOL, SOCIAL_WORKER, Setting,
};
use crate::no_trace::what_the_family_has;

const BEGIN: [(&str, &str); 6] = [
    ("begin-legal", "v2"),
    ("begin-need", "n3"),
    ("begin-why", "Their mother is in hospital"),
    ("begin-place", "u6"),
    ("begin-provider", "pr1"),
    ("begin-rule", "other"),
];

async fn step(reader: &mut Reader, name: &str, values: &[(&str, &str)]) -> Answer {
    let path = format!("/looked-after/{CHILD}/{name}");
    let page = reader.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{name}: {}", page.text());
    let today = [("day", "23"), ("month", "11"), ("year", "2026")];
    let mut all = values.to_vec();
    let fields = today.map(|(part, value)| (format!("{name}-on.{part}"), value));
    all.extend(fields.iter().map(|(field, value)| (field.as_str(), *value)));
    let sent = reader.post(&path, &page, &all).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{name}: {}", sent.text());
    reader.get(&format!("/looked-after/{CHILD}")).await
}

/// Looked after, with a social worker and a reviewing officer.
async fn looked_after(setting: &Setting) {
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let page = worker.get(&format!("/looked-after/{CHILD}")).await;
    assert!(page.says("You do not work on such a record of this child."), "{}", page.text());
    let page = step(&mut worker, "begin", &BEGIN).await;
    assert!(page.says("Looked after since Monday 23 November 2026"), "{}", page.text());
    assert!(page.says("No social worker is named yet."));
    let mut manager = setting.practitioner(MANAGER).await;
    step(&mut manager, "worker", &[("person", &SOCIAL_WORKER.to_string())]).await;
    let page = step(&mut manager, "reviewer", &[("person", &CHAIR.to_string())]).await;
    assert!(page.says("The independent reviewing officer is Constance Vale."), "{}", page.text());
}

#[tokio::test]
async fn from_the_first_day_to_the_review_each_step_by_whoever_takes_it() {
    let setting = Setting::new().await;
    looked_after(&setting).await;
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let page = worker.get(&format!("/looked-after/{CHILD}")).await;
    // A week for the first visit, ten working days for the care plan.
    assert!(page.says("Monday 30 November 2026") && page.says("Monday 7 December 2026"), "{}", page.text());
    let today = worker.get("/today").await;
    assert!(today.links_to(&format!("/looked-after/{CHILD}/visit")), "{}", today.text());
    // What the principles ask is read first, with its clause and how well it was checked, and nothing is ticked.
    let page = worker.get(&format!("/looked-after/{CHILD}/visit")).await;
    assert!(page.says("Before you go") && page.links_to("/clauses/WT2026-partnership"), "{}", page.text());
    assert!(!page.body.contains("type=\"checkbox\""));
    let visit = [("visit-seen", "alone"), ("visit-said", "They showed the garden")];
    let page = step(&mut worker, "visit", &visit).await;
    assert!(page.says("They showed the garden"));
    // Who does the work does not record the review.
    assert!(!page.links_to(&format!("/looked-after/{CHILD}/review")));
    let review = format!("/looked-after/{CHILD}/review");
    assert_eq!(worker.get(&review).await.status, StatusCode::NOT_FOUND);
    let mut officer = setting.practitioner(CHAIR).await;
    let held =
        [("review-how", "pn1"), ("review-child", "They said no"), ("review-decided", "Calls each day")];
    let page = step(&mut officer, "review", &held).await;
    assert!(page.says("They said no"), "{}", page.text());
    assert_eq!(officer.get(&format!("/looked-after/{CHILD}/change")).await.status, StatusCode::NOT_FOUND);
    // What is missing comes back with what was typed.
    let path = format!("/looked-after/{CHILD}/change");
    let page = worker.get(&path).await;
    let half = [
        ("change-on.day", "23"),
        ("change-on.month", "11"),
        ("change-on.year", "2026"),
        ("change-place", "u1"),
        ("change-why", "An aunt"),
    ];
    let sent = worker.post(&path, &page, &half).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.says("For a new home, choose who provides it") && sent.says("An aunt"), "{}", sent.text());
}

#[tokio::test]
async fn a_child_who_is_missing_is_recorded_by_the_front_door_and_offered_a_talk() {
    let setting = Setting::new().await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let missing =
        [("missing-kind", "m"), ("missing-words", "Not at school; police told"), ("missing-time", "08:00")];
    let page = step(&mut front_door, "missing", &missing).await;
    assert!(page.says("Missing since"), "{}", page.text());
    let list = front_door.get("/looked-after").await;
    assert!(list.says("Missing now") && list.links_to(&format!("/looked-after/{CHILD}")));
    let back = [("returned-time", "08:30"), ("returned-words", "Cold")];
    let page = step(&mut front_door, "returned", &back).await;
    assert!(page.says("Thursday 26 November 2026"), "seventy-two hours: {}", page.text());
    let offered = [("interview-offered-by", "A youth worker"), ("interview-answer", "yes")];
    let page = step(&mut front_door, "interview-offered", &offered).await;
    assert!(!page.says("Thursday 26 November 2026"), "{}", page.text());
    // A time of day that is none comes back.
    let path = format!("/looked-after/{CHILD}/missing");
    let page = front_door.get(&path).await;
    let sent = front_door.post(&path, &page, &[("missing-time", "late")]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn nothing_of_care_or_of_a_place_reaches_the_family_until_a_named_person_tells() {
    let setting = Setting::new().await;
    let before = what_the_family_has(&setting).await;
    looked_after(&setting).await;
    let place = place(&setting).await;
    assert_eq!(what_the_family_has(&setting).await, before);
    let mut parent = setting.parent().await;
    assert_eq!(parent.get("/family/care").await.status, StatusCode::NOT_FOUND);
    assert!(!parent.get("/family").await.links_to("/family/care"));
    let words = "Robin lives with a foster carer while you are in hospital.";
    let mut manager = setting.practitioner(MANAGER).await;
    step(&mut manager, "tell", &[("person", &PARENT.to_string()), ("tell-words", words)]).await;
    let page = parent.get("/family/care").await;
    for said in [words, "The social worker is Wilf Ambry.", "Constance Vale"] {
        assert!(page.says(said), "{said}: {}", page.text());
    }
    for hidden in ["pathway plan", "hospital and", "underpass", "Foster home"] {
        assert!(!page.says(hidden), "{hidden}: {}", page.text());
    }
    assert_eq!(parent.get(&format!("/looked-after/{CHILD}")).await.status, StatusCode::SEE_OTHER);
    assert_eq!(parent.get(&place).await.status, StatusCode::SEE_OTHER);
}

/// A place to which the child is linked, for social care, the front door and the police alone; a school takes part. Its address.
async fn place(setting: &Setting) -> String {
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let page = front_door.get("/places/new").await;
    let open = [
        ("open-kind", "place"),
        ("open-name", "The underpass"),
        ("open-why", "Parcels are handed over there in the evening"),
    ];
    let sent = front_door.post("/places/new", &page, &open).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let place = sent.location;
    let list = front_door.get(&format!("/places?child={CHILD}")).await;
    let path = format!("{place}/children/{CHILD}/link");
    assert!(list.links_to(&path), "{}", list.text());
    let page = front_door.get(&path).await;
    assert!(page.says("It says nothing else about the child"));
    let sent =
        front_door.post(&path, &page, &[("link-why", "Seen there, afraid"), ("link-seen-by", "core")]).await;
    assert_eq!(sent.location, place, "{}", sent.text());
    for person in [POLICE, SCHOOL] {
        let path = format!("{place}/partner");
        let page = front_door.get(&path).await;
        let sent = front_door.post(&path, &page, &[("person", &person.to_string())]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    }
    place
}

#[tokio::test]
async fn a_link_changes_nothing_of_the_child_but_the_mark_for_those_who_may_see_it() {
    let setting = Setting::new().await;
    looked_after(&setting).await;
    let children = |reader: Answer| reader.text();
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let record = format!("/looked-after/{CHILD}");
    let (list, today) = (worker.get("/looked-after").await, worker.get("/today").await);
    let (list, today) = (children(list), children(today));
    let before = what_the_family_has(&setting).await;
    let place = place(&setting).await;
    assert_eq!(what_the_family_has(&setting).await, before);
    assert_eq!(children(worker.get("/looked-after").await), list);
    assert_eq!(children(worker.get("/today").await), today);
    // The social worker was not named for the place, so nothing shows.
    assert!(!worker.get(&record).await.says("The underpass"));
    assert_eq!(worker.get(&place).await.status, StatusCode::NOT_FOUND);
    // The front door sees the mark, and the police the link; the school takes part and does not see who is linked.
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    assert!(front_door.get(&record).await.links_to(&place));
    let mut police = setting.practitioner(POLICE).await;
    assert!(police.get(&place).await.says("Seen there, afraid"));
    let mut school = setting.practitioner(SCHOOL).await;
    let page = school.get(&place).await;
    assert!(page.says("Nobody whom you may see is linked.") && !page.says("Seen there, afraid"));
    // Whether section 17 or section 47 applies is asked, and a manager answers.
    let mut manager = setting.practitioner(MANAGER).await;
    let page = manager.get(&place).await;
    assert!(page.says("It is not decided yet whether section 17 or section 47 applies."), "{}", page.text());
    let decide = page.body.split("href=\"").find(|rest| rest.contains("/decide\"")).unwrap();
    let decide = decide.split('"').next().unwrap().to_owned();
    assert_eq!(front_door.get(&decide).await.status, StatusCode::NOT_FOUND);
    let page = manager.get(&decide).await;
    let which = [("decide-which", "section-17"), ("decide-why", "Their parents keep them safe with help")];
    assert_eq!(manager.post(&decide, &page, &which).await.location, place);
    assert!(manager.get(&place).await.says("Their parents keep them safe with help"));
}

#[tokio::test]
async fn what_the_yearly_return_will_fail_stands_with_the_record_and_who_the_child_is_is_recorded_there() {
    let setting = Setting::new().await;
    looked_after(&setting).await;
    let path = format!("/looked-after/{CHILD}/return");
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let record = worker.get(&format!("/looked-after/{CHILD}")).await;
    assert!(record.links_to(&path), "{}", record.text());
    let page = worker.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.says("identifier of this child is not recorded"), "{}", page.text());
    assert!(
        page.says("Rule 392b (Episodes/HOME_POST)") && page.says("Rule INT03 (Episodes/CHILD)"),
        "{}",
        page.text()
    );
    let long = "1".repeat(400);
    let sent = worker.post(&path, &page, &[("return-identifier", &long)]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let known = [("return-identifier", "W0077"), ("return-sex", "f"), ("return-ethnicity", "wbri")];
    let sent = worker.post(&path, &page, &known).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = worker.get(&path).await;
    assert!(!page.says("is not recorded") && !page.says("Rule 103"), "{}", page.text());
    assert!(page.body.contains("W0077"));
    // Whoever may see the record and answers for no return has no such page; nor has the family.
    let mut officer = setting.practitioner(CHAIR).await;
    assert_eq!(officer.get(&path).await.status, StatusCode::NOT_FOUND);
    assert!(!officer.get(&format!("/looked-after/{CHILD}")).await.links_to(&path));
    // The record of help has a page of its own, and there is none where there is no help.
    assert_eq!(worker.get(&format!("/help/{CHILD}/return")).await.status, StatusCode::NOT_FOUND);
}
