//! One visitor: a cookie, a token, and requests to the site without a network.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use regex_lite::Regex;
use tower::ServiceExt as _;

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// Where one is sent, if anywhere.
    pub fn location(&self) -> Option<&str> {
        self.headers.get(header::LOCATION).and_then(|location| location.to_str().ok())
    }

    fn token(&self) -> Option<String> {
        let token = Regex::new(r#"name="token" value="([0-9a-f]+)""#).unwrap();
        token.captures(&self.body).map(|captures| captures[1].to_owned())
    }
}

/// Somebody who visits the site.
pub struct Visitor {
    router: Router,
    cookie: Option<String>,
    pub token: String,
}

impl Visitor {
    /// Somebody whom nobody knows, with a session and its token, as every form has one.
    pub async fn anonymous(router: &Router) -> Self {
        let mut visitor = Self { router: router.clone(), cookie: None, token: String::new() };
        visitor.renew_token().await;
        visitor
    }

    /// Somebody of the cast, signed in with one click.
    pub async fn signed_in(router: &Router, field: &str, value: &str) -> Self {
        let mut visitor = Self::anonymous(router).await;
        let form = format!("token={}&{field}={value}", visitor.token);
        let answer = visitor.post("/sign-in/demonstration", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{field}={value} does not sign in: {}", answer.body);
        visitor.renew_token().await;
        visitor
    }

    /// The sign-in page has a form for everybody, so the token is read there.
    async fn renew_token(&mut self) {
        let answer = self.get("/sign-in").await;
        self.token = answer.token().expect("the sign-in page carries a token");
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&mut self, path: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .unwrap();
        self.send(request).await
    }

    async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if let Some(cookie) = &self.cookie {
            request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        if let Some(cookie) = parts.headers.get(header::SET_COOKIE).and_then(|cookie| cookie.to_str().ok()) {
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}
