//! Systems of other agencies send contacts: by a key, once, as the page does; what is wrong is said in place.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::harness::{ADMINISTRATOR, FRONT_DOOR, MANAGER, Setting};
use crate::no_trace::what_the_family_has;

struct Answered {
    status: StatusCode,
    body: serde_json::Value,
}

async fn send(setting: &Setting, key: &str, once: Option<Uuid>, body: &str) -> Answered {
    let mut request = Request::builder()
        .method("POST")
        .uri("/api/contacts")
        .header("authorization", format!("Bearer {key}"))
        .header("content-type", "application/json");
    if let Some(once) = once {
        request = request.header("idempotency-key", once.to_string());
    }
    let request = request.body(Body::from(body.to_owned())).unwrap();
    let answer = setting.service().oneshot(request).await.unwrap();
    let status = answer.status();
    let bytes = axum::body::to_bytes(answer.into_body(), 100_000).await.unwrap();
    Answered { status, body: serde_json::from_slice(&bytes).unwrap_or_default() }
}

/// Lets a system in, and answers its key.
async fn key(setting: &Setting) -> String {
    let mut administrator = setting.practitioner(ADMINISTRATOR).await;
    let page = administrator.get("/systems").await;
    let agency = page.body.split("<option value=\"").nth(2).unwrap().split('"').next().unwrap().to_owned();
    let refused = administrator.post("/systems", &page, &[("agency", agency.as_str()), ("name", "")]).await;
    assert!(refused.says("Give the system a name"), "{}", refused.text());
    let page = administrator.get("/systems").await;
    let made = administrator
        .post("/systems", &page, &[("agency", agency.as_str()), ("name", "School records")])
        .await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    let key = made.body.split("alongside-code\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(!administrator.get("/systems").await.body.contains(&key), "it is shown once");
    key
}

const CONTACT: &str = r#"{
    "said": "He comes to school hungry and tired.",
    "children": [{"name": "Robyn Inventedly", "born": "2015-03-27", "address": "2 Mill Lane"}],
    "caller": {"name": "The school office", "reach": "01632 960 700"},
    "harm": "no", "asks_for_help": "yes", "family_knows": "yes"
}"#;

#[tokio::test]
async fn a_system_sends_a_contact_once_and_the_front_door_has_it() {
    let setting = Setting::new().await;
    let before = what_the_family_has(&setting).await;
    let key = key(&setting).await;
    let once = Uuid::from_u128(0x77);
    let sent = send(&setting, &key, Some(once), CONTACT).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    let id = sent.body["id"].as_str().unwrap().to_owned();
    let again = send(&setting, &key, Some(once), CONTACT).await;
    assert_eq!((again.status, again.body["again"].as_bool()), (StatusCode::OK, Some(true)), "{}", again.body);
    let mut front_door = setting.practitioner(FRONT_DOOR).await;
    let page = front_door.get(&format!("/contacts/{id}")).await;
    for said in [
        "Robyn Inventedly",
        "He comes to school hungry and tired.",
        "From another agency",
        "The school office",
    ] {
        assert!(page.says(said), "{said}: {}", page.text());
    }
    assert_eq!(before, what_the_family_has(&setting).await, "a family page changed");
}

#[tokio::test]
async fn what_must_be_put_right_is_said_in_place_and_danger_waits_for_nothing() {
    let setting = Setting::new().await;
    let key = key(&setting).await;
    let number = std::cell::Cell::new(0x100_u128);
    let once = || {
        number.set(number.get() + 1);
        Some(Uuid::from_u128(number.get()))
    };
    for (body, once, status, code) in [
        (CONTACT, None, StatusCode::BAD_REQUEST, "no-idempotency-key"),
        ("{", once(), StatusCode::BAD_REQUEST, "not-a-contact"),
        (r#"{"said": "x", "score": 7}"#, once(), StatusCode::BAD_REQUEST, "not-a-contact"),
        (r#"{"said": " "}"#, once(), StatusCode::UNPROCESSABLE_ENTITY, "to-put-right"),
        (r#"{"said": "x", "harm": "perhaps"}"#, once(), StatusCode::UNPROCESSABLE_ENTITY, "to-put-right"),
    ] {
        let sent = send(&setting, &key, once, body).await;
        assert_eq!((sent.status, sent.body["code"].as_str()), (status, Some(code)), "{body}: {}", sent.body);
    }
    let sent = send(&setting, &key, once(), r#"{"said": "x", "harm": "perhaps"}"#).await;
    assert_eq!(sent.body["errors"][0]["pointer"], "/harm", "{}", sent.body);
    let danger = r#"{"said": "He is being hit now.", "danger_now": true, "harm": "perhaps"}"#;
    let sent = send(&setting, &key, once(), danger).await;
    assert_eq!(
        (sent.status, sent.body["received"].as_str()),
        (StatusCode::CREATED, Some("concern")),
        "{}",
        sent.body
    );
    let concern = sent.body["id"].as_str().unwrap().to_owned();
    let mut manager = setting.practitioner(MANAGER).await;
    assert!(manager.get(&format!("/concerns/{concern}")).await.says("He is being hit now."));
}

#[tokio::test]
async fn a_key_that_was_withdrawn_opens_nothing_and_wrong_ones_are_counted() {
    let setting = Setting::new().await;
    let key = key(&setting).await;
    assert_eq!(send(&setting, &key, Some(Uuid::from_u128(0x99)), CONTACT).await.status, StatusCode::CREATED);
    for who in [MANAGER, FRONT_DOOR] {
        let mut reader = setting.practitioner(who).await;
        assert_eq!(reader.get("/systems").await.status, StatusCode::NOT_FOUND);
    }
    let mut administrator = setting.practitioner(ADMINISTRATOR).await;
    let page = administrator.get("/systems").await;
    let withdraw = page.body.split("action=\"").find(|part| part.contains("/withdraw\"")).unwrap();
    let withdraw = withdraw.split('"').next().unwrap().to_owned();
    let done = administrator.post(&withdraw, &page, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let refused = send(&setting, &key, Some(Uuid::from_u128(0x99)), CONTACT).await;
    assert_eq!((refused.status, refused.body["code"].as_str()), (StatusCode::UNAUTHORIZED, Some("no-key")));
    let mut last = StatusCode::OK;
    for number in 0..12 {
        last = send(&setting, "alongside-0000", Some(Uuid::from_u128(number)), CONTACT).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
