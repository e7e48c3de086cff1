//! A meeting of the family's own, and what comes before and in court, over HTTP: each step by whoever takes it, and nothing of it
//! on a family page.

use axum::http::StatusCode;

use crate::harness::{CHILD, FRONT_DOOR, MANAGER, PARENT, POLICE, SCHOOL, SOCIAL_WORKER, Setting};
use crate::no_trace::what_the_family_has;
use crate::protecting::{enquired, take, try_to};

const OFFERED_ON: [(&str, &str); 3] =
    [("family-offer-on.day", "23"), ("family-offer-on.month", "11"), ("family-offer-on.year", "2026")];

#[tokio::test]
async fn the_lead_offers_a_meeting_and_a_manager_decides_about_court() {
    let setting = Setting::new().await;
    enquired(&setting).await;
    let before = what_the_family_has(&setting).await;
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let refused =
        try_to(&mut worker, "family-offer", &[&OFFERED_ON[..], &[("family-offer", "offered")]].concat())
            .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Write to whom the meeting is offered."), "{}", refused.text());
    let offer = [("family-offer", "offered"), ("family-offer-whom", "Jo Larch, in the letter")];
    let page = take(&mut worker, "family-offer", &[&OFFERED_ON[..], &offer].concat()).await;
    assert!(page.says("A meeting of the family was offered on Monday 23 November 2026."), "{}", page.text());
    let page = take(&mut worker, "family-answer", &[("family-answer", "accepted")]).await;
    assert!(page.says("The family accepted the meeting"), "{}", page.text());
    let met = [
        ("family-met-on.day", "23"),
        ("family-met-on.month", "11"),
        ("family-met-on.year", "2026"),
        ("family-met-plan", "Nan has him from Friday to Sunday."),
    ];
    let page = take(&mut worker, "family-met", &met).await;
    assert!(page.says("Nan has him from Friday to Sunday."), "{}", page.text());

    // Nobody but a manager goes towards court.
    let path = format!("/protection/{CHILD}/proceedings");
    for who in [SOCIAL_WORKER, POLICE, SCHOOL, FRONT_DOOR] {
        let mut reader = setting.practitioner(who).await;
        assert_eq!(reader.get(&path).await.status, StatusCode::NOT_FOUND, "{who:?}");
    }
    let mut manager = setting.practitioner(MANAGER).await;
    let on = |question: &str| {
        [("day", "23"), ("month", "11"), ("year", "2026")]
            .map(|(part, value)| (format!("{question}.{part}"), value))
    };
    for (name, question, given, said) in [
        (
            "proceedings",
            "proceedings-on",
            ("proceedings-why", "He was hurt again."),
            "Care proceedings are considered since",
        ),
        (
            "proceedings-decide",
            "proceedings-decided-on",
            ("proceedings-decided-why", "It was not kept to."),
            "The court was asked on",
        ),
        (
            "proceedings-end",
            "proceedings-ended-on",
            ("proceedings-order", "A care order."),
            "The court made its final order",
        ),
    ] {
        let day = on(question);
        let mut values: Vec<(&str, &str)> = day.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        values.push(given);
        if name == "proceedings-decide" {
            values.push(("proceedings-decision", "court"));
        }
        let page = take(&mut manager, name, &values).await;
        assert!(page.says(said), "{name}: {}", page.text());
        if name == "proceedings-decide" {
            // Twenty-six weeks after Monday 23 November 2026.
            assert!(page.says("Monday 24 May 2027"), "{}", page.text());
        }
    }
    assert_eq!(what_the_family_has(&setting).await, before, "nothing of it is the family's to stumble on");
    let mut parent = setting.parent().await;
    assert_eq!(parent.get(&path).await.status, StatusCode::SEE_OTHER, "{PARENT:?}");
}
