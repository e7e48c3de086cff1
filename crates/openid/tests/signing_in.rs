//! A scripted provider: what it says can be wrong in every way that matters. That a real one is understood too is shown
//! in the browser's journeys.

#![expect(clippy::unwrap_used, reason = "what the tests share may fail as a test does")]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use data_encoding::{BASE64, BASE64URL_NOPAD};
use identity::{Answer, Begun, SignIn as _, SignInFailure};
use jiff::{SignedDuration, Timestamp};
use kernel::SeededRandomness;
use openid::http::{Request, Response, StatusCode};
use openid::{Fetch, FetchFailure, Provider, Settings, SettingsError};
use openidconnect::JsonWebKeyId;
use openidconnect::PrivateSigningKey as _;
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreJwsSigningAlgorithm};
use openidconnect::url::Url;
use serde_json::{Value, json};

const ISSUER: &str = "https://provider.example";
const SETTINGS: &str = r#"
name = "Wendale Council"
issuer = "https://provider.example"
client-id = "alongside"
address = "https://alongside.example"
account-claim = "preferred_username"
[second-factor]
methods = ["mfa", "otp"]
contexts = ["urn:example:strong"]
"#;
fn now() -> Timestamp {
    "2026-11-23T10:30:00Z".parse().unwrap()
}

/// A key of these tests: an Ed25519 key in PKCS#8 whose secret is one byte, thirty-two times.
fn key(number: u8) -> CoreEdDsaPrivateSigningKey {
    const HEADER: [u8; 16] =
        [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    let secret = BASE64.encode(&[&HEADER[..], &[number; 32]].concat());
    let label = ["PRIVATE", "KEY"].join(" ");
    let pem = format!("-----BEGIN {label}-----\n{secret}\n-----END {label}-----\n");
    let id = JsonWebKeyId::new(format!("key-{number}"));
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(id)).unwrap()
}

/// What the provider answers with.
#[derive(Default)]
struct Script {
    /// The claims of the statement.
    claims: Value,
    /// The key that signs, and those that are published.
    signs: u8,
    published: Vec<u8>,
    /// The algorithm that the statement claims, where it is not the true one.
    algorithm: Option<&'static str>,
    away: bool,
    refuses_code: bool,
    /// What was asked for, in order.
    asked: Vec<String>,
    /// The form of the last exchange.
    exchanged: BTreeMap<String, String>,
}

struct Scripted(Mutex<Script>);

fn statement(script: &Script) -> String {
    let header = json!({"alg": script.algorithm.unwrap_or("EdDSA"), "typ": "JWT", "kid": format!("key-{}", script.signs)});
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let signed = format!("{}.{}", part(&header), part(&script.claims));
    let signature = key(script.signs).sign(&CoreJwsSigningAlgorithm::EdDsa, signed.as_bytes()).unwrap();
    format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature))
}

#[async_trait]
impl Fetch for Scripted {
    async fn fetch(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, FetchFailure> {
        let mut script = self.0.lock().unwrap();
        let path = request.uri().path().to_owned();
        script.asked.push(path.clone());
        if script.away {
            return Err(FetchFailure("no connection"));
        }
        let (status, body) = match path.as_str() {
            "/.well-known/openid-configuration" | "/a/.well-known/openid-configuration" => (
                StatusCode::OK,
                json!({
                    "issuer": ISSUER,
                    "authorization_endpoint": format!("{ISSUER}/authorise"),
                    "token_endpoint": format!("{ISSUER}/token"),
                    "end_session_endpoint": format!("{ISSUER}/leave"),
                    "jwks_uri": format!("{ISSUER}/keys"),
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
                }),
            ),
            "/keys" => {
                let keys: Vec<Value> = script
                    .published
                    .iter()
                    .map(|number| serde_json::to_value(key(*number).as_verification_key()).unwrap())
                    .collect();
                (StatusCode::OK, json!({ "keys": keys }))
            }
            "/token" if script.refuses_code => (StatusCode::BAD_REQUEST, json!({"error": "invalid_grant"})),
            "/token" => {
                let form = format!("http://any/?{}", String::from_utf8_lossy(request.body()));
                script.exchanged = Url::parse(&form).unwrap().query_pairs().into_owned().collect();
                let id_token = statement(&script);
                (
                    StatusCode::OK,
                    json!({"access_token": "unused", "token_type": "Bearer", "id_token": id_token}),
                )
            }
            other => panic!("nobody should ask for {other}"),
        };
        let answer = Response::builder().status(status).header("content-type", "application/json");
        Ok(answer.body(body.to_string().into_bytes()).unwrap())
    }
}

struct World {
    script: Arc<Scripted>,
    provider: Provider,
    randomness: SeededRandomness,
}

fn world_with(settings: &str) -> World {
    let script = Arc::new(Scripted(Mutex::new(Script { published: vec![0], ..Script::default() })));
    let settings = Settings::from_toml(settings).unwrap();
    let provider = Provider::new(settings, Some("hush".to_owned()), script.clone());
    World { script, provider, randomness: SeededRandomness::new(5) }
}

fn query(address: &str) -> BTreeMap<String, String> {
    Url::parse(address).unwrap().query_pairs().into_owned().collect()
}

impl World {
    async fn begin(&self) -> Begun {
        self.provider.begin(&self.randomness, now()).await.unwrap()
    }

    /// Signs in with these changes to the statement, at this time.
    async fn sign_in(&self, changes: Value, at: Timestamp) -> Result<String, SignInFailure> {
        let begun = self.begin().await;
        self.finish(&begun, changes, at).await
    }

    async fn finish(&self, begun: &Begun, changes: Value, at: Timestamp) -> Result<String, SignInFailure> {
        let sent = query(&begun.address);
        let mut claims = json!({
            "iss": ISSUER,
            "aud": "alongside",
            "sub": "Subject-1",
            "nonce": sent["nonce"],
            "iat": now().as_second(),
            "exp": now().as_second() + 300,
            "amr": ["pwd", "otp"],
            "preferred_username": "Ruth.Adeyemi",
        });
        for (name, value) in changes.as_object().unwrap() {
            if value.is_null() {
                claims.as_object_mut().unwrap().remove(name);
            } else {
                claims[name] = value.clone();
            }
        }
        self.script.0.lock().unwrap().claims = claims;
        let answer =
            Answer { code: Some("a-code".to_owned()), state: Some(sent["state"].clone()), error: None };
        self.provider.finish(&begun.waiting, answer, at).await
    }

    fn asked(&self) -> usize {
        self.script.0.lock().unwrap().asked.len()
    }
}

#[tokio::test]
async fn somebody_with_a_second_factor_is_who_the_provider_says() {
    let world = world_with(SETTINGS);
    let begun = world.begin().await;
    let sent = query(&begun.address);
    assert!(begun.address.starts_with("https://provider.example/authorise?"));
    for (name, value) in [
        ("client_id", "alongside"),
        ("response_type", "code"),
        ("redirect_uri", "https://alongside.example/sign-in/identity/answer"),
        ("scope", "openid profile"),
        ("code_challenge_method", "S256"),
        ("acr_values", "urn:example:strong"),
    ] {
        assert_eq!(sent[name], value, "{name}");
    }
    assert_eq!(world.finish(&begun, json!({}), now()).await.unwrap(), "ruth.adeyemi");
    let exchanged = world.script.0.lock().unwrap().exchanged.clone();
    assert_eq!(exchanged["code"], "a-code");
    assert_eq!(exchanged["redirect_uri"], sent["redirect_uri"]);
    assert!(exchanged["code_verifier"].len() >= 43, "a verifier of 256 random bits");
    assert_ne!(exchanged["code_verifier"], sent["code_challenge"]);
    let other = world.begin().await;
    for name in ["state", "nonce", "code_challenge"] {
        assert_ne!(query(&other.address)[name], sent[name], "{name} is new each time");
    }
}

/// Every way in which a statement can be wrong, each by itself.
#[tokio::test]
async fn a_statement_that_does_not_hold_signs_nobody_in() {
    let proven = |why| Err(SignInFailure::NotProven(why));
    let soon = now().as_second() + 3_600;
    for (changes, expected) in [
        (json!({"aud": "another-service"}), proven("it was made for another service (audience)")),
        (
            json!({"aud": ["alongside", "another-service"]}),
            proven("it was made for another service (audience)"),
        ),
        (json!({"iss": "https://elsewhere.example"}), proven("another provider made it (issuer)")),
        (json!({"nonce": "another"}), proven("it answers another question (nonce)")),
        (json!({"nonce": null}), proven("it answers another question (nonce)")),
        (json!({"exp": now().as_second() - 1}), proven("it has expired, or was made in the future")),
        (json!({"iat": soon, "exp": soon + 60}), proven("it has expired, or was made in the future")),
        (json!({"amr": ["pwd"]}), Err(SignInFailure::NoSecondFactor)),
        (json!({"amr": null}), Err(SignInFailure::NoSecondFactor)),
        (json!({"amr": null, "acr": "urn:example:weak"}), Err(SignInFailure::NoSecondFactor)),
        (json!({"amr": null, "acr": "urn:example:strong"}), Ok("ruth.adeyemi".to_owned())),
        (json!({"amr": ["mfa"]}), Ok("ruth.adeyemi".to_owned())),
        (json!({"preferred_username": null}), Err(SignInFailure::NoAccount)),
        (json!({"preferred_username": " "}), Err(SignInFailure::NoAccount)),
    ] {
        assert_eq!(world_with(SETTINGS).sign_in(changes.clone(), now()).await, expected, "{changes}");
    }
}

#[tokio::test]
async fn only_the_providers_own_signature_counts() {
    let world = world_with(SETTINGS);
    world.script.0.lock().unwrap().signs = 1;
    let wrong = Err(SignInFailure::NotProven("its signature is not the provider's"));
    assert_eq!(world.sign_in(json!({}), now()).await, wrong);
    for algorithm in ["none", "HS256"] {
        let world = world_with(SETTINGS);
        world.script.0.lock().unwrap().algorithm = Some(algorithm);
        assert!(
            matches!(world.sign_in(json!({}), now()).await, Err(SignInFailure::NotProven(_))),
            "{algorithm}"
        );
    }
}

#[tokio::test]
async fn a_change_of_keys_is_noticed_and_no_reason_to_ask_all_the_time() {
    let world = world_with(SETTINGS);
    let later = now() + SignedDuration::from_secs(120);
    let begun = world.begin().await;
    {
        let mut script = world.script.0.lock().unwrap();
        (script.signs, script.published) = (1, vec![1]);
    }
    assert_eq!(world.finish(&begun, json!({}), later).await.unwrap(), "ruth.adeyemi");
    let asked = world.asked();
    world.script.0.lock().unwrap().signs = 0;
    assert!(world.finish(&begun, json!({}), later).await.is_err());
    assert_eq!(world.asked(), asked + 1, "only the code was exchanged");
    let old = world.provider.begin(&world.randomness, later + SignedDuration::from_mins(61)).await;
    assert!(old.is_ok());
    assert_eq!(world.asked(), asked + 3, "after an hour it is asked again");
}

#[tokio::test]
async fn an_answer_counts_only_where_it_was_asked_for_and_in_time() {
    let world = world_with(SETTINGS);
    let begun = world.begin().await;
    let state = query(&begun.address)["state"].clone();
    let answer = |state: Option<&str>, error: Option<&str>| Answer {
        code: Some("a-code".to_owned()),
        state: state.map(str::to_owned),
        error: error.map(str::to_owned),
    };
    let before = world.asked();
    for (answer, at, expected) in [
        (answer(None, None), now(), SignInFailure::NotBegun),
        (answer(Some("another"), None), now(), SignInFailure::NotBegun),
        (answer(Some("another"), Some("access_denied")), now(), SignInFailure::NotBegun),
        (answer(Some(&state), None), now() + SignedDuration::from_mins(15), SignInFailure::NotBegun),
        (answer(Some(&state), None), now() - SignedDuration::from_secs(1), SignInFailure::NotBegun),
        (answer(Some(&state), Some("access_denied")), now(), SignInFailure::Refused),
    ] {
        assert_eq!(world.provider.finish(&begun.waiting, answer, at).await, Err(expected));
    }
    assert_eq!(world.asked(), before, "nothing was exchanged");
    world.script.0.lock().unwrap().refuses_code = true;
    assert_eq!(world.sign_in(json!({}), now()).await, Err(SignInFailure::Refused));
}

#[tokio::test]
async fn a_provider_that_is_away_is_said_to_be_away() {
    let world = world_with(SETTINGS);
    world.script.0.lock().unwrap().away = true;
    let begun = world.provider.begin(&world.randomness, now()).await;
    assert_eq!(begun.unwrap_err(), SignInFailure::Away("no connection"));
    assert_eq!(world.provider.way_out(now()).await, None);
    world.script.0.lock().unwrap().away = false;
    let begun = world.begin().await;
    world.script.0.lock().unwrap().away = true;
    assert_eq!(world.finish(&begun, json!({}), now()).await, Err(SignInFailure::Away("no connection")));
    world.script.0.lock().unwrap().away = false;
    let out = world.provider.way_out(now()).await.unwrap();
    assert!(out.starts_with("https://provider.example/leave?"), "{out}");
    let elsewhere =
        SETTINGS.replace("issuer = \"https://provider.example\"", "issuer = \"https://provider.example/a\"");
    let world = world_with(&elsewhere);
    assert!(world.provider.begin(&world.randomness, now()).await.is_err());
}

#[tokio::test]
async fn the_claim_that_names_the_account_is_the_partnerships_choice() {
    for (claim, changes, expected) in [
        ("sub", json!({}), Ok("Subject-1")),
        ("staff_number", json!({"staff_number": "W-77"}), Ok("w-77")),
        ("staff_number", json!({}), Err(SignInFailure::NoAccount)),
        ("staff_number", json!({"staff_number": 77}), Err(SignInFailure::NoAccount)),
        (
            "email",
            json!({"email": "Ruth@wendale.example", "email_verified": true}),
            Ok("ruth@wendale.example"),
        ),
        (
            "email",
            json!({"email": "ruth@wendale.example", "email_verified": false}),
            Err(SignInFailure::NoAccount),
        ),
        ("email", json!({"email": "ruth@wendale.example"}), Err(SignInFailure::NoAccount)),
    ] {
        let world = world_with(&SETTINGS.replace("preferred_username", claim));
        let found = world.sign_in(changes.clone(), now()).await;
        assert_eq!(found, expected.map(str::to_owned), "{claim} {changes}");
    }
}

#[test]
fn settings_that_would_be_unsafe_are_refused() {
    for (from, to) in [
        ("https://provider.example", "http://provider.example"),
        ("https://provider.example", "https://name:word@provider.example"),
        ("https://provider.example", "provider"),
        ("https://alongside.example", "http://alongside.example"),
        ("https://alongside.example", "https://alongside.example/path"),
        ("client-id = \"alongside\"", "client-id = \"\""),
        ("client-id = \"alongside\"", "client-id = \"alongside\"\nclient-secret = \"hush\""),
        ("methods = [\"mfa\", \"otp\"]", "methods = [\"\"]"),
    ] {
        let text = SETTINGS.replace(from, to);
        assert_ne!(text, SETTINGS);
        assert!(Settings::from_toml(&text).is_err(), "{to}");
    }
    let without = "methods = [\"mfa\", \"otp\"]\ncontexts = [\"urn:example:strong\"]\n";
    let none = Settings::from_toml(&SETTINGS.replace(without, ""));
    assert_eq!(none, Err(SettingsError::NoSecondFactor));
    let here = SETTINGS.replace("https://", "http://").replace("provider.example", "127.0.0.1:9000");
    assert!(Settings::from_toml(&here.replace("alongside.example", "localhost:8080")).is_ok());
}
