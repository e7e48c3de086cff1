//! One child, four agencies: from the raised concern to the end of the plan, over HTTP, each step by whoever takes it; and what
//! the family reads of it, which is nothing until a named person tells one of them.

use axum::http::StatusCode;
use kernel::StreamKind;

use crate::crossing::{NOTICED, WHOLE, raised, step};
use crate::harness::{
    Answer, CHAIR, CHILD, FRONT_DOOR, HEALTH, MANAGER, OTHER_MANAGER, PARENT, POLICE, Reader, SCHOOL,
    SOCIAL_WORKER, Setting,
};
use crate::no_trace::what_the_family_has;

/// A day in the three fields of a question.
fn day<'a>(fields: &'a [String; 3], date: [&'a str; 3]) -> [(&'a str, &'a str); 3] {
    [(&fields[0], date[0]), (&fields[1], date[1]), (&fields[2], date[2])]
}

fn fields(question: &str) -> [String; 3] {
    ["day", "month", "year"].map(|part| format!("{question}.{part}"))
}

pub async fn try_to(reader: &mut Reader, name: &str, values: &[(&str, &str)]) -> Answer {
    let path = format!("/protection/{CHILD}/{name}");
    let page = reader.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{name}");
    reader.post(&path, &page, values).await
}

pub async fn take(reader: &mut Reader, name: &str, values: &[(&str, &str)]) -> Answer {
    let sent = try_to(reader, name, values).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{name}: {}", sent.text());
    reader.get(&format!("/protection/{CHILD}")).await
}

/// The same, with a day.
async fn take_on(
    reader: &mut Reader,
    name: &str,
    question: &str,
    date: [&str; 3],
    values: &[(&str, &str)],
) -> Answer {
    let fields = fields(question);
    let mut all = day(&fields, date).to_vec();
    all.extend_from_slice(values);
    take(reader, name, &all).await
}

const TODAY: [&str; 3] = ["23", "11", "2026"];

async fn crossed(setting: &Setting) -> uuid::Uuid {
    let concern = raised(setting, &[NOTICED]).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    step(&mut front_door, concern, "propose", &WHOLE).await;
    let mut manager = setting.practitioner(MANAGER).await;
    let page = step(&mut manager, concern, "decide", &[("decision", "divert")]).await;
    assert!(page.links_to(&format!("/concerns/{concern}/protection")), "the diversion record leads on");
    concern
}

/// From the raised concern to enquiries that a social worker leads.
pub async fn enquired(setting: &Setting) -> uuid::Uuid {
    let concern = crossed(setting).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let path = format!("/concerns/{concern}/protection");
    let page = front_door.get(&path).await;
    // Nothing need be written.
    let sent = front_door.post(&path, &page, &[]).await;
    assert_eq!(sent.location, format!("/protection/{CHILD}"), "{}", sent.text());
    let core = [
        ("discussion-core", "social-care"),
        ("discussion-core", "police"),
        ("discussion-decided", "enquiries"),
    ];
    let page = take(&mut front_door, "discussion", &core).await;
    assert!(
        page.says("The strategy discussion was without: Health. Nobody has said why."),
        "{}",
        page.text()
    );
    assert!(page.says("No social worker leads yet"));
    let mut manager = setting.practitioner(MANAGER).await;
    let page = take(&mut manager, "lead", &[("person", &SOCIAL_WORKER.to_string())]).await;
    assert!(page.says("Wilf Ambry leads."));
    concern
}

/// As far as a plan.
pub async fn planned(setting: &Setting) {
    enquired(setting).await;
    setting.at("2026-11-23T11:00:00Z");
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let seen = [("seen-alone", "yes"), ("seen-said", "He pointed at the door and shook his head")];
    take_on(&mut worker, "seen", "seen-on", TODAY, &seen).await;
    let found = [
        ("conclude-outcome", "conference"),
        ("conclude-harm", "yes"),
        ("conclude-why", "The doses stay missed"),
    ];
    take(&mut worker, "conclude", &found).await;
    let mut manager = setting.practitioner(MANAGER).await;
    let page = manager.get(&format!("/protection/{CHILD}/authorise")).await;
    assert!(page.says("The doses stay missed"), "what is decided about stands before whoever decides");
    let page = take(&mut manager, "authorise", &[("authorise", "agree")]).await;
    assert!(page.says("A conference is needed and not called yet."));
    // Fifteen working days after the discussion that began the enquiries.
    assert!(page.says("Monday 14 December 2026"), "{}", page.text());
    setting.at("2026-11-23T12:00:00Z");
    let mut manager = setting.practitioner(MANAGER).await;
    take(&mut manager, "chair", &[("person", &CHAIR.to_string())]).await;
    for person in [POLICE, HEALTH, SCHOOL] {
        take(&mut manager, "seat", &[("person", &person.to_string())]).await;
    }
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let invited = [
        ("call-invited.1.invited-agency", "police"),
        ("call-invited.1.invited-name", "Pia Constable"),
        ("call-invited.2.invited-agency", "family"),
        ("call-invited.2.invited-name", "Pat"),
    ];
    let page = take_on(&mut worker, "call", "call-on", ["4", "12", "2026"], &invited).await;
    assert!(page.says("A conference is called for Friday 4 December 2026."));
    let calendar = format!("/protection/{CHILD}/calendar");
    assert!(page.links_to(&calendar));
    let file = worker.get(&calendar).await;
    assert!(file.body.contains("DTSTART;VALUE=DATE:20261204"), "{}", file.body);
    assert!(!file.body.contains("onference") && !file.body.contains("Robin"), "{}", file.body);
    for (person, agency) in [(POLICE, "police"), (HEALTH, "health"), (SCHOOL, "school")] {
        let mut member = setting.practitioner(person).await;
        let view =
            [("view-agency", agency), ("view-plan", "plan"), ("view-words", "He is not safe at night")];
        take(&mut member, "view", &view).await;
        assert_eq!(member.get(&format!("/protection/{CHILD}/hold")).await.status, StatusCode::NOT_FOUND);
    }
    setting.at("2026-12-04T15:00:00Z");
    let mut chair = setting.practitioner(CHAIR).await;
    let page = chair.get(&format!("/protection/{CHILD}/hold")).await;
    assert!(page.says("He is not safe at night"), "every agency's view stands before the decision");
    let decided = [
        ("hold-came", "social-care"),
        ("hold-came", "police"),
        ("hold-child", "He wants to stay at home, and it to stop"),
        ("hold-child-how", "told-somebody"),
        ("hold-decided", "plan"),
        ("hold-why", "It is likely to go on"),
        ("hold-category", "neglect"),
        ("hold-core-group.1.core-name", "Wilf Ambry"),
        ("hold-outline", "Who gives the medicine changes"),
    ];
    let page = take_on(&mut chair, "hold", "hold-on", ["4", "12", "2026"], &decided).await;
    assert!(page.says("The child has a protection plan since Friday 4 December 2026: Neglect."));
}

#[tokio::test]
async fn four_agencies_carry_one_child_from_the_discussion_to_the_end_of_the_plan() {
    let setting = Setting::new().await;
    planned(&setting).await;
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let line = [
        ("plan-lines.1.line-who", "The community nurse"),
        ("plan-lines.1.line-what", "Gives the medicine with Pat"),
        ("plan-lines.1.line-when", "Each evening from Monday"),
        ("plan-lines.1.line-change", "No dose is missed"),
        ("plan-visits", "10"),
    ];
    let page = take(&mut worker, "plan", &line).await;
    // The core group in working days, the review in months, the visit as the plan says.
    for due in ["Friday 18 December 2026", "Thursday 4 March 2027", "Monday 14 December 2026"] {
        assert!(page.says(due), "{due}: {}", page.text());
    }
    assert!(page.says("the plan says how many days may lie between two visits"));
    setting.at("2026-12-08T10:00:00Z");
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let visit = [("visit-seen", "alone"), ("visit-said", "He showed his chart")];
    let page = take_on(&mut worker, "visit", "visit-on", ["8", "12", "2026"], &visit).await;
    assert!(page.says("Friday 18 December 2026"));
    let core = [("core-came", "social-care"), ("core-changed", "No dose was missed this week")];
    take_on(&mut worker, "core-group", "core-on", ["8", "12", "2026"], &core).await;
    let today = worker.get("/today").await;
    assert!(today.links_to(&format!("/protection/{CHILD}")), "{}", today.text());
    setting.at("2027-02-22T10:00:00Z");
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let invited =
        [("call-invited.1.invited-agency", "health"), ("call-invited.1.invited-name", "Hanna Nurse")];
    take_on(&mut worker, "call", "call-on", ["22", "2", "2027"], &invited).await;
    let mut chair = setting.practitioner(CHAIR).await;
    let early = [("end-because", "review"), ("end-told", "police"), ("end-offered", "Family help")];
    let ends = fields("end-on");
    let mut values = day(&ends, ["22", "2", "2027"]).to_vec();
    values.extend_from_slice(&early);
    values.push(("end-answer", "yes"));
    let refused = try_to(&mut chair, "end", &values).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("No review has decided that the plan is not needed"));
    let decided = [
        ("hold-came", "social-care"),
        ("hold-child", "It is better"),
        ("hold-child-how", "came"),
        ("hold-decided", "no-plan"),
        ("hold-why", "No dose was missed for eleven weeks"),
    ];
    let page = take_on(&mut chair, "hold", "hold-on", ["22", "2", "2027"], &decided).await;
    assert!(page.says("A review decided that the plan is not needed any more"));
    take(&mut chair, "end", &values).await;
    let list = chair.get("/protection").await;
    assert!(list.says("Ended") && !list.says("Enquiries"));
    // The support went on untouched beside all of it.
    assert_eq!(setting.version(StreamKind::Child, CHILD).await, 5);
}

#[tokio::test]
async fn pitfall_16_only_a_social_worker_can_be_chosen_to_lead() {
    let setting = Setting::new().await;
    enquired(&setting).await;
    let mut manager = setting.practitioner(MANAGER).await;
    let path = format!("/protection/{CHILD}/lead");
    let page = manager.get(&path).await;
    assert!(page.says("Wilf Ambry, Social worker") && !page.says("Sky Teacher"));
    let refused = manager.post(&path, &page, &[("person", &SCHOOL.to_string())]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Choose who it is") && refused.summary_links_to("person"));
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    assert_eq!(front_door.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_a_refusal_sends_back_is_kept_and_linked() {
    let setting = Setting::new().await;
    enquired(&setting).await;
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let words = "Two injuries that nobody explains";
    let fields = [("conclude-outcome", "services"), ("conclude-harm", "yes"), ("conclude-why", words)];
    let refused = try_to(&mut worker, "conclude", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Nobody has recorded that the child was seen"));
    assert_eq!(refused.field("conclude-why"), words);
    assert!(refused.summary_links_to("conclude-outcome"));
}

#[tokio::test]
async fn nobody_sees_a_childs_protection_without_a_part_in_it() {
    let setting = Setting::new().await;
    enquired(&setting).await;
    let path = format!("/protection/{CHILD}");
    for person in [POLICE, HEALTH, SCHOOL, CHAIR] {
        let mut other = setting.practitioner(person).await;
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{person}");
        assert!(other.get("/protection").await.says("Nobody."));
    }
    let mut reviewer = setting.practitioner(OTHER_MANAGER).await;
    assert_eq!(reviewer.get(&path).await.status, StatusCode::OK);
    let mut police = setting.practitioner(POLICE).await;
    take(&mut reviewer, "seat", &[("person", &POLICE.to_string())]).await;
    assert!(police.get("/protection").await.links_to(&path));
    assert!(!police.get(&path).await.links_to(&format!("{path}/lead")));
}

#[tokio::test]
async fn the_hours_of_police_protection_need_a_time_and_stand_on_the_record() {
    let setting = Setting::new().await;
    enquired(&setting).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let on = fields("order-on");
    let mut values = day(&on, TODAY).to_vec();
    values.push(("order-kind", "police-protection"));
    let refused = try_to(&mut front_door, "order", &values).await;
    assert!(refused.says("Write the time at which it began, like 14:30"));
    values.push(("order-time", "half past"));
    assert_eq!(try_to(&mut front_door, "order", &values).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    values.pop();
    values.push(("order-time", "08:30"));
    let page = take(&mut front_door, "order", &values).await;
    assert!(page.says("Police protection runs since 08:30 on Monday 23 November 2026."));
    assert!(page.says("08:30 on Thursday 26 November 2026"), "{}", page.text());
}

#[tokio::test]
async fn a_second_child_of_the_same_discussion_has_a_record_of_their_own() {
    let setting = Setting::new().await;
    let concern = crossed(&setting).await;
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let path = format!("/concerns/{concern}/protection");
    let page = front_door.get(&path).await;
    front_door.post(&path, &page, &[]).await;
    let expected = fields("convene-expected");
    let mut values = day(&expected, ["1", "3", "2027"]).to_vec();
    values.push(("convene-called", "The baby"));
    take(&mut front_door, "another", &values).await;
    let list = front_door.get("/protection").await;
    assert!(list.says("The baby Not born yet") && list.says("Robin"), "{}", list.text());
    // The way from the raised concern still finds the child whom it is about.
    assert_eq!(front_door.get(&path).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nothing_reaches_the_family_until_a_named_person_tells_and_then_that_person_alone() {
    let setting = Setting::new().await;
    let before = what_the_family_has(&setting).await;
    planned(&setting).await;
    assert_eq!(what_the_family_has(&setting).await, before);
    let mut parent = setting.parent().await;
    assert_eq!(parent.get("/family/protection").await.status, StatusCode::NOT_FOUND);
    assert!(!parent.get("/family").await.links_to("/family/protection"));

    setting.at("2026-12-04T16:00:00Z");
    let mut manager = setting.practitioner(MANAGER).await;
    let mut parent = setting.parent().await;
    let words = "We look into Robin's missed medicine. There is a plan to keep him safe.";
    let when = fields("tell-when");
    let mut values = day(&when, ["4", "12", "2026"]).to_vec();
    let parent_id = PARENT.to_string();
    values.extend([("person", parent_id.as_str()), ("tell-how", "in-person"), ("tell-words", words)]);
    take(&mut manager, "tell", &values).await;

    let page = parent.get("/family/protection").await;
    for said in [
        words,
        "This is how things stood on Friday 4 December 2026",
        "A meeting on Friday 4 December 2026 decided that your child needs a plan to keep them safe.",
        "Wilf Ambry",
        "01632 960177",
    ] {
        assert!(page.says(said), "{said}: {}", page.text());
    }
    // Neither what agencies said, nor what stands in the record, nor any word of the concern.
    for kept in ["He is not safe at night", "Neglect", "limp", "seizures", "Pia Constable", "nquir"] {
        assert!(!page.says(kept), "{kept}");
    }
    assert!(parent.get("/family").await.links_to("/family/protection"));

    // What comes later needs a telling of its own.
    setting.at("2026-12-10T10:00:00Z");
    let mut parent = setting.parent().await;
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let invited =
        [("call-invited.1.invited-agency", "health"), ("call-invited.1.invited-name", "Hanna Nurse")];
    take_on(&mut worker, "call", "call-on", ["20", "1", "2027"], &invited).await;
    assert!(!parent.get("/family/protection").await.says("20 January 2027"));
    // What was handed to this person is shown to this person.
    let line = [
        ("plan-lines.1.line-who", "The community nurse"),
        ("plan-lines.1.line-what", "Gives the medicine with Pat"),
        ("plan-lines.1.line-when", "Each evening"),
        ("plan-lines.1.line-change", "No dose is missed"),
    ];
    take(&mut worker, "plan", &line).await;
    assert!(!parent.get("/family/protection").await.says("Gives the medicine with Pat"));
    let shared = [
        ("report-what", "plan"),
        ("report-of", "social-care"),
        ("person", parent_id.as_str()),
        ("report-how", "Read through together; Pat has a copy"),
    ];
    take_on(&mut worker, "report", "report-on", ["10", "12", "2026"], &shared).await;
    let page = parent.get("/family/protection").await;
    assert!(page.says("Gives the medicine with Pat") && page.says("Thursday 10 December 2026"));
}
