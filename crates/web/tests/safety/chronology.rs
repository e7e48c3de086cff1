//! The chronology: from every record that the reader may see and no other, key events first, curated and never typed.

use axum::http::StatusCode;

use crate::harness::{Answer, CHILD, FRONT_DOOR, HEALTH, PARENT, Reader, SOCIAL_WORKER, Setting, hidden};
use crate::no_trace::what_the_family_has;
use crate::protecting::planned;

#[tokio::test]
async fn each_reads_what_they_may_see_by_record_and_whoever_raised_the_concern_stays_unnamed() {
    let setting = Setting::new().await;
    let before = what_the_family_has(&setting).await;
    planned(&setting).await;
    let path = format!("/protection/{CHILD}/chronology");
    let mut door = setting.practitioner(FRONT_DOOR).await;
    let page = door.get(&path).await;
    assert!(page.says("Enquiries under section 47 began") && page.says("The conference decided"));
    assert!(page.says("A concern was raised") && page.says("Sky Teacher"), "{}", page.text());
    assert!(!page.says("An agency gave its view"), "key events come first");
    assert!(door.get(&format!("{path}?show=everything")).await.says("An agency gave its view"));
    let concerns = door.get(&format!("{path}?show=everything&kind=concern")).await;
    assert!(
        concerns.says("It was decided to cross to safeguarding") && !concerns.says("The conference decided")
    );

    // A nurse at the table reads the protection, and nothing of the concern that it came of.
    let mut nurse = setting.practitioner(HEALTH).await;
    let page = nurse.get(&format!("{path}?show=everything")).await;
    assert!(page.says("An agency gave its view"));
    for kept in [
        "A concern was raised",
        "cross to safeguarding",
        "Sky Teacher, Wendale Council What was written : A concern",
        "The record began",
    ] {
        assert!(!page.says(kept), "{kept}");
    }
    assert_eq!(what_the_family_has(&setting).await, before);
}

/// Sends one of the many small forms of the page: its token, and these values.
async fn curate(reader: &mut Reader, page: &Answer, values: &[(&str, &str)]) -> Answer {
    let path = format!("/protection/{CHILD}/chronology");
    let mut fields = hidden(&page.body, &path);
    fields.retain(|(name, _)| name == "token" || name == "once");
    fields.extend(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    reader.post_fields(&path, &fields).await
}

#[tokio::test]
async fn whoever_leads_says_what_is_a_key_event_and_nothing_else_changes() {
    let setting = Setting::new().await;
    planned(&setting).await;
    let path = format!("/protection/{CHILD}/chronology");
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let everything = format!("{path}?show=everything");
    let page = worker.get(&everything).await;
    assert!(page.says("Put among the key events") && page.says("Take out of the key events"));
    let entry = page.body.split_once("An agency gave its view").unwrap().1;
    let entry = entry.split("name=\"entry\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields =
        [("entry", entry.as_str()), ("key", "yes"), ("show", "everything"), ("agency", ""), ("kind", "")];
    let sent = curate(&mut worker, &page, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert!(sent.location.starts_with(&format!("{everything}#entry-")), "{}", sent.location);
    assert!(worker.get(&path).await.says("An agency gave its view"));
    let page = worker.get(&path).await;
    let again = curate(&mut worker, &page, &fields).await;
    assert!(again.says("It stands so already."));
    let out = [("entry", entry.as_str()), ("key", "no")];
    assert_eq!(curate(&mut worker, &page, &out).await.status, StatusCode::SEE_OTHER);
    assert!(!worker.get(&path).await.says("An agency gave its view"));

    // Others read and do not curate; an entry that is none is none.
    let mut nurse = setting.practitioner(HEALTH).await;
    let page = nurse.get(&path).await;
    assert!(!page.says("Take out of the key events"));
    let elsewhere = [("entry", PARENT.to_string()), ("key", "yes".to_owned())];
    let elsewhere = elsewhere.each_ref().map(|(name, value)| (*name, value.as_str()));
    let page = worker.get(&path).await;
    assert!(curate(&mut worker, &page, &elsewhere).await.says("Choose an entry of this chronology"));
    let page = nurse.get(&format!("/protection/{CHILD}/disagree")).await;
    let mut fields = hidden(&page.body, &format!("/protection/{CHILD}/disagree"));
    fields.extend([("entry".to_owned(), entry), ("key".to_owned(), "no".to_owned())]);
    assert_eq!(nurse.post_fields(&path, &fields).await.status, StatusCode::NOT_FOUND);
}
