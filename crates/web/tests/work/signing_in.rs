//! Signing in by the partnership's own provider, as far as the pages go: what is offered, what is closed, what is said when
//! it does not succeed. That a real provider is understood is shown in the browser's journeys.

use std::sync::Arc;

use axum::http::StatusCode;
use identity::{Answer, Begun, SignIn, SignInFailure, Waiting};
use jiff::Timestamp;
use kernel::Randomness;
use web::Settings;

use crate::harness::World;

/// A provider that is never there.
#[derive(Debug)]
struct Away;

#[async_trait::async_trait]
impl SignIn for Away {
    fn name(&self) -> &'static str {
        "Wendale Council"
    }

    async fn begin(&self, _: &dyn Randomness, _: Timestamp) -> Result<Begun, SignInFailure> {
        Err(SignInFailure::Away("no connection"))
    }

    async fn finish(&self, _: &Waiting, _: Answer, _: Timestamp) -> Result<String, SignInFailure> {
        Err(SignInFailure::Away("no connection"))
    }

    async fn way_out(&self, _: Timestamp) -> Option<String> {
        None
    }
}

fn with_provider(without_passwords: bool) -> Settings {
    Settings { identity: Some(Arc::new(Away)), without_passwords, ..Settings::default() }
}

#[tokio::test]
async fn without_a_provider_nothing_of_it_is_there() {
    let world = World::new().await;
    let mut browser = world.browser();
    for path in [
        "/sign-in/identity",
        "/sign-in/identity/answer?code=a&state=b",
        "/sign-out/done",
        "/sign-out/identity",
    ] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    // Nobody is locked out by an option that means something only with a provider.
    let world = World::with(Settings { without_passwords: true, ..Settings::default() }).await;
    assert!(world.browser().get("/sign-in").await.body.contains("type=\"password\""));
}

#[tokio::test]
async fn both_ways_are_offered_until_passwords_are_closed() {
    let world = World::with(with_provider(false)).await;
    let mut browser = world.browser();
    let page = browser.get("/sign-in").await;
    assert!(page.words().contains("Sign in with Wendale Council") && page.body.contains("type=\"password\""));
    let world = World::with(with_provider(true)).await;
    let mut browser = world.browser();
    let page = browser.get("/sign-in").await;
    assert!(
        page.words().contains("Sign in with Wendale Council") && !page.body.contains("type=\"password\"")
    );
    let fields = [("name", "ruth.adeyemi"), ("password", "long enough to be one")];
    assert_eq!(browser.post("/sign-in", &fields).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.post("/sign-in/code", &[("code", "123456")]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_does_not_succeed_is_said_and_signs_nobody_in() {
    let world = World::with(with_provider(true)).await;
    let mut browser = world.browser();
    browser.get("/sign-in").await;
    let away = browser.get("/sign-in/identity").await;
    assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(away.words().contains("Wendale Council does not answer at the moment"));
    assert!(away.body.contains("href=\"#identity\"") && away.body.contains("id=\"identity\""));
    let made_up = browser.get("/sign-in/identity/answer?code=a&state=b").await;
    assert_eq!(made_up.status, StatusCode::FORBIDDEN);
    assert!(made_up.words().contains("Begin again"));
    assert_eq!(browser.get("/today").await.to, "/sign-in");
    let nowhere = browser.get("/sign-out/identity").await;
    assert!(nowhere.words().contains("Close every window"));
}
