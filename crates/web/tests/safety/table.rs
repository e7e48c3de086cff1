//! What is missing at the table, over HTTP: a serious incident, supervision, the partnership's documents. Nothing of the first two
//! is on a family page.

use access::Actor;
use application::PARTNERSHIP_STREAM;
use axum::http::StatusCode;
use kernel::{Capacity, PersonId};
use records::partnership::{Join, Joined};
use uuid::Uuid;

use crate::contacts::{CALL, link, step as contact_step, written_down};
use crate::crossing::raised;
use crate::harness::{
    ADMINISTRATOR, ASSESSOR, Answer, CHILD, FRONT_DOOR, MANAGER, NAVIGATOR, PARENT, POLICE, Reader, SCHOOL,
    SOCIAL_WORKER, SUPERVISOR, Setting,
};
use crate::no_trace::what_the_family_has;
use crate::protecting::{enquired, take, try_to};

/// The three fields of a day.
fn day(question: &str, day: &str) -> Vec<(String, String)> {
    let parts: Vec<&str> = day.split('-').collect();
    let named = [("year", parts[0]), ("month", parts[1]), ("day", parts[2])];
    named.map(|(unit, value)| (format!("{question}.{unit}"), value.to_owned())).into()
}

fn with<'a>(days: &'a [(String, String)], given: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    days.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(given.iter().copied()).collect()
}

#[tokio::test]
async fn the_front_door_records_an_incident_and_the_council_notifies() {
    let setting = Setting::new().await;
    enquired(&setting).await;
    let before = what_the_family_has(&setting).await;
    let known = day("incident-on", "2026-11-23");
    let incident = [
        ("incident-what", "seriously-harmed"),
        ("incident-suspected", "yes"),
        ("incident-looked-after", "no"),
        ("incident-where", "here"),
    ];
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let refused = try_to(&mut front_door, "incident", &with(&known, &incident[1..])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = take(&mut front_door, "incident", &with(&known, &incident)).await;
    assert!(page.says("A serious incident is known since Monday 23 November 2026."), "{}", page.text());
    assert!(page.says("Monday 30 November 2026"), "{}", page.text());
    for who in [FRONT_DOOR, SOCIAL_WORKER, POLICE, SCHOOL] {
        let mut reader = setting.practitioner(who).await;
        let path = format!("/protection/{CHILD}/incident-panel");
        assert_eq!(reader.get(&path).await.status, StatusCode::NOT_FOUND, "{who:?}");
    }
    let mut manager = setting.practitioner(MANAGER).await;
    let notified = day("panel-on", "2026-11-23");
    let dissent = [("panel-partners", "disagree"), ("panel-words", "The police think it was an accident.")];
    let page = take(&mut manager, "incident-panel", &with(&notified, &dissent)).await;
    assert!(page.says("The council notified the incident; a partner thought otherwise"), "{}", page.text());
    assert!(page.says("Monday 14 December 2026"), "the rapid review is due: {}", page.text());
    // A record may begin with it, and another area leads.
    let fresh = manager.get("/protection/new/incident").await;
    assert_eq!(fresh.status, StatusCode::OK);
    let elsewhere = [
        ("incident-called", "Wren"),
        ("incident-what", "died"),
        ("incident-suspected", "yes"),
        ("incident-looked-after", "no"),
        ("incident-where", "elsewhere"),
        ("incident-other-area", "Northmoor"),
    ];
    let begun = manager.post("/protection/new/incident", &fresh, &with(&known, &elsewhere)).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let list = manager.get("/protection").await;
    assert!(list.says("Wren") && list.says("Serious incident"), "{}", list.text());
    assert_eq!(before, what_the_family_has(&setting).await, "a family page changed");
}

#[tokio::test]
async fn supervision_is_read_by_those_at_work_and_its_task_stands_on_a_list() {
    let setting = Setting::new().await;
    enquired(&setting).await;
    let before = what_the_family_has(&setting).await;
    let path = format!("/protection/{CHILD}/supervise");
    for who in [FRONT_DOOR, SOCIAL_WORKER, POLICE, SCHOOL] {
        let mut reader = setting.practitioner(who).await;
        assert_eq!(reader.get(&path).await.status, StatusCode::NOT_FOUND, "{who:?}");
    }
    let mut manager = setting.practitioner(MANAGER).await;
    let (on, by) = (day("supervise-on", "2026-11-23"), day("supervise-by", "2026-11-27"));
    let days: Vec<(String, String)> = on.into_iter().chain(by).collect();
    let worker = SOCIAL_WORKER.to_string();
    let given = [
        ("person", worker.as_str()),
        ("supervise-decided", "Go on, and see him at school."),
        ("supervise-why", "He says more there."),
        ("supervise-do", "See him at school, alone."),
    ];
    let refused = try_to(&mut manager, "supervise", &with(&days, &given[1..])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Choose who does what is to be done."), "{}", refused.text());
    take(&mut manager, "supervise", &with(&days, &given)).await;
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let record = worker.get(&format!("/protection/{CHILD}")).await;
    assert!(record.says("See him at school, alone."), "{}", record.text());
    assert!(record.says("Friday 27 November 2026"), "{}", record.text());
    assert!(worker.get("/today").await.says("Do what supervision decided"));
    take(&mut worker, "supervised", &[("supervised-words", "Seen on Wednesday.")]).await;
    assert!(!worker.get("/today").await.says("Do what supervision decided"));
    assert_eq!(before, what_the_family_has(&setting).await, "a family page changed");

    // Nobody talks about the child for longer than the protocol says.
    assert!(!manager.get("/team").await.says("Talk about this child in supervision"));
    setting.at("2026-12-28T09:00:00Z");
    let mut manager = setting.practitioner(MANAGER).await;
    let team = manager.get("/team").await;
    assert!(team.says("Not talked about in supervision within its time: 1 child"), "{}", team.text());
    assert!(team.says("Talk about this child in supervision"), "{}", team.text());
}

/// Publishes the yearly report.
async fn publish(reader: &mut Reader, left_out: &str) -> Answer {
    let mut days = day("publish-on", "2026-11-20");
    days.extend(day("publish-from", "2026-11-20"));
    for row in 1..=3 {
        days.extend(day(&format!("publish-signed.{row}.signed-on"), "2026-11-16"));
    }
    let given = [
        ("publish-kind", "yearly-report"),
        ("publish-title", "What changed for children"),
        ("publish-version", "2026"),
        ("publish-owner", "The business manager"),
        ("publish-signed.1.signed-for", "local-authority"),
        ("publish-signed.1.signed-by", "The chief executive"),
        ("publish-signed.2.signed-for", "health"),
        ("publish-signed.2.signed-by", "The chief executive of the board"),
        ("publish-signed.3.signed-for", "police"),
        ("publish-signed.3.signed-by", "The chief constable"),
        ("publish-summary", "Fewer children waited for help."),
    ];
    let given: Vec<_> = given.into_iter().filter(|(name, _)| *name != left_out).collect();
    let page = reader.get("/documents/new").await;
    reader.post("/documents/new", &page, &with(&days, &given)).await
}

#[tokio::test]
async fn anybody_reads_the_documents_and_one_person_publishes_them() {
    let setting = Setting::new().await;
    for who in [MANAGER, FRONT_DOOR, POLICE] {
        let mut reader = setting.practitioner(who).await;
        assert_eq!(reader.get("/documents/new").await.status, StatusCode::NOT_FOUND, "{who:?}");
    }
    let mut administrator = setting.practitioner(ADMINISTRATOR).await;
    let refused = publish(&mut administrator, "publish-summary").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Write what it says"), "{}", refused.text());
    let done = publish(&mut administrator, "").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let mut anybody = setting.visitor();
    let page = anybody.get("/documents").await;
    for said in [
        "What changed for children",
        "The police: The chief constable, Monday 16 November 2026",
        "Fewer children waited for help.",
        "Saturday 20 November 2027",
    ] {
        assert!(page.says(said), "{said}: {}", page.text());
    }
    assert_eq!(setting.parent().await.get("/documents").await.status, StatusCode::OK, "{PARENT}");
}

#[tokio::test]
async fn what_was_said_over_time_is_read_by_one_and_by_nobody_else() {
    let setting = Setting::new().await;
    let before = what_the_family_has(&setting).await;
    let path = format!("/over-time/{CHILD}");
    let mut manager = setting.practitioner(MANAGER).await;
    assert_eq!(manager.get(&path).await.status, StatusCode::NOT_FOUND, "nothing was said yet");
    let concern = raised(&setting, &[("what-was-noticed", "A bruise, and no word about it")]).await;
    let (contact, mut front_door) = written_down(&setting, &CALL).await;
    link(&mut front_door, contact, &format!("record-{CHILD}")).await;
    let page = manager.get(&path).await;
    assert!(page.says("A bruise, and no word about it"), "{}", page.text());
    assert!(page.says("This is no score.") && page.says("A contact with the front door"), "{}", page.text());
    assert!(page.links_to(&format!("/concerns/{concern}")) && page.links_to(&format!("/contacts/{contact}")));
    let only = manager.get(&format!("{path}?agency=Wendale+Council")).await;
    assert!(only.says("A bruise") && !only.links_to(&format!("/contacts/{contact}")), "{}", only.text());
    assert!(manager.get(&format!("/concerns/{concern}")).await.links_to(&path));
    for who in [FRONT_DOOR, SOCIAL_WORKER, SUPERVISOR, POLICE, SCHOOL, NAVIGATOR, ASSESSOR] {
        let mut reader = setting.practitioner(who).await;
        assert_eq!(reader.get(&path).await.status, StatusCode::NOT_FOUND, "{who:?}");
    }
    assert!(
        !setting.practitioner(FRONT_DOOR).await.get(&format!("/concerns/{concern}")).await.links_to(&path)
    );
    contact_step(&mut front_door, contact, "look", &[("look-words", "A neighbour is worried")]).await;
    assert_eq!(before, what_the_family_has(&setting).await, "a family page changed");
}

#[tokio::test]
async fn whoever_covers_reads_for_these_days_and_it_ends_by_the_clock() {
    let setting = Setting::new().await;
    enquired(&setting).await;
    // Another social worker, who has nothing to do with this child.
    let other = PersonId(Uuid::from_u128(0x51));
    let joined = Joined {
        person: other,
        name: "Nell Sparrow".to_owned(),
        agency: "council".to_owned(),
        capacities: vec![Capacity::new("social-worker").unwrap()],
        social_work_qualified: true,
        telephone: "01632 960199".to_owned(),
    };
    let application = &setting.application;
    application.execute_by_itself(PARTNERSHIP_STREAM.id, &Join(joined)).await.unwrap();
    let record = format!("/protection/{CHILD}");
    let covering = Actor::Practitioner {
        partnership: application.partnership().clone(),
        person: other,
        agency: "council".to_owned(),
        capacities: vec![Capacity::new("social-worker").unwrap()],
    };
    let opens = async || {
        let reason = application::ReadReason::work("protection");
        application.open_protection(&covering, CHILD, reason).await.is_ok()
    };
    assert!(!opens().await);

    let away = format!("/team/{SOCIAL_WORKER}/away");
    for who in [FRONT_DOOR, SOCIAL_WORKER, POLICE] {
        let mut reader = setting.practitioner(who).await;
        assert_eq!(reader.get(&away).await.status, StatusCode::NOT_FOUND, "{who:?}");
    }
    let mut manager = setting.practitioner(MANAGER).await;
    let page = manager.get(&away).await;
    let refused = manager.post(&away, &page, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Choose who covers"), "{}", refused.text());
    let days: Vec<_> = day("from", "2026-11-24").into_iter().chain(day("until", "2026-11-25")).collect();
    let cover = other.to_string();
    let page = manager.get(&away).await;
    let sent = manager.post(&away, &page, &with(&days, &[("cover", cover.as_str())])).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let team = manager.get("/team").await;
    assert!(team.says("Away, now or soon: 1 person") && team.says("Nell Sparrow"), "{}", team.text());

    assert!(!opens().await, "it has not begun");
    setting.at("2026-11-24T09:00:00Z");
    assert!(opens().await);
    let covered = application.covered(&covering).await.unwrap();
    assert_eq!(covered.len(), 1);
    assert!(covered[0].records.iter().any(|line| line.stream.id == CHILD));
    assert!(!covered[0].duties.is_empty());
    let mut worker = setting.practitioner(SOCIAL_WORKER).await;
    let today = worker.get("/today").await;
    assert!(today.says("Nell Sparrow covers"), "{}", today.text());
    assert_eq!(worker.get(&record).await.status, StatusCode::OK, "whoever is away keeps their own");
    setting.at("2026-11-26T09:00:00Z");
    assert!(!opens().await, "it ended by itself");
    assert!(application.covered(&covering).await.unwrap().is_empty());
}
