//! A practitioner disagrees, over HTTP: on the day of whoever must answer, through the stages, and in nothing that a family has.

use axum::http::StatusCode;

use crate::harness::{CHAIR, CHILD, MANAGER, NAVIGATOR, POLICE, SCHOOL, SOCIAL_WORKER, Setting};
use crate::no_trace::what_the_family_has;
use crate::protecting::{enquired, take, try_to};

const SAID: [(&str, &str); 3] = [
    ("disagree-about", "enquiries"),
    ("disagree-why", "The marks are not what the plan explains"),
    ("disagree-child", "He goes home to it tonight"),
];

#[tokio::test]
async fn a_school_disagrees_and_is_answered_stage_by_stage() {
    let setting = Setting::new().await;
    let before = what_the_family_has(&setting).await;
    enquired(&setting).await;
    setting.at("2026-11-23T11:00:00Z");
    let mut manager = setting.practitioner(MANAGER).await;
    take(&mut manager, "seat", &[("person", &SCHOOL.to_string())]).await;
    let mut school = setting.practitioner(SCHOOL).await;
    let record = format!("/protection/{CHILD}");
    let page = take(&mut school, "disagree", &SAID).await;
    assert!(page.says("Sky Teacher disagrees, and waits for an answer at stage 1."), "{}", page.text());
    assert!(
        page.links_to(&format!("{record}/disagree-next")) && !page.links_to(&format!("{record}/disagree"))
    );
    assert!(!page.links_to(&format!("{record}/disagree-answer")), "nobody answers themselves");

    // It stands on the lead's day, and leads to the answer at once.
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let today = worker.get("/today").await;
    assert!(today.links_to(&format!("{record}/disagree-answer")), "{}", today.text());
    let form = worker.get(&format!("{record}/disagree-answer")).await;
    assert!(
        form.says("He goes home to it tonight")
            && form.says("What Sky Teacher said")
            && form.says("Stage 1 of 3")
    );
    let answer = [("disagree-changes", "no"), ("disagree-answer", "The doctor saw him")];
    let page = take(&mut worker, "disagree-answer", &answer).await;
    assert!(page.says("was answered at stage 1"));
    assert!(!page.links_to(&format!("{record}/disagree-answer")));

    // The school takes it further; a safeguarding decision maker answers, and nobody else.
    setting.at("2026-11-23T12:00:00Z");
    let mut school = setting.practitioner(SCHOOL).await;
    assert!(school.get("/today").await.links_to(&format!("{record}/disagree-next")));
    take(&mut school, "disagree-next", &[("disagree-next", "further")]).await;
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let refused = try_to(&mut worker, "disagree-answer", &answer).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.field("disagree-answer"), "The doctor saw him", "what was written is kept");
    let mut manager = setting.practitioner(MANAGER).await;
    assert!(manager.get("/today").await.says("Answer the disagreement, as their managers"));
    take(&mut manager, "disagree-answer", &answer).await;
    let page = take(&mut school, "disagree-next", &[("disagree-next", "agreed")]).await;
    assert!(page.says("The disagreement was settled") && !page.says("disagrees"));
    assert_eq!(what_the_family_has(&setting).await, before);
}

#[tokio::test]
async fn whoever_has_no_part_in_it_neither_disagrees_nor_answers() {
    let setting = Setting::new().await;
    enquired(&setting).await;
    for person in [SCHOOL, POLICE, CHAIR, NAVIGATOR] {
        let mut reader = setting.practitioner(person).await;
        for step in ["disagree", "disagree-answer", "disagree-next", "chronology"] {
            let path = format!("/protection/{CHILD}/{step}");
            assert_eq!(reader.get(&path).await.status, StatusCode::NOT_FOUND, "{person} {step}");
        }
    }
}
