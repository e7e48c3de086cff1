//! Wendale at a moment that stands still, and browsers without scripts.

use std::sync::Arc;

use application::{Application, Parts};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use guidance::{Guidance, Protocol, Rules};
use jiff::Timestamp;
use kernel::{FixedClock, Partnership, SeededRandomness};
use regex_lite::Regex;
use store::{DatabaseUrl, OpenOptions, Store};
use synth::{Cast, Options, Persona};
use tower::ServiceExt as _;
use web::{Demonstration, DemonstrationFamily, DemonstrationPractitioner, Settings, Site, router};

const NOW: &str = "2026-11-23T10:30:00Z";

pub struct World {
    pub application: Application,
    pub router: Router,
    _folder: tempfile::TempDir,
}

pub struct Shown {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

fn application(folder: &tempfile::TempDir) -> Application {
    let url = DatabaseUrl::sqlite(folder.path().join("alongside.db"));
    let randomness = Arc::new(SeededRandomness::new(7));
    let guidance = Arc::new(Guidance::embedded().unwrap());
    let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
    Application::new(Parts {
        store: Store::open(&url, OpenOptions::new(randomness.clone())).unwrap(),
        partnership: Partnership::new("wendale").unwrap(),
        rules: Arc::new(Rules::new(guidance, protocol)),
        forms: Arc::new(forms::Library::embedded().unwrap()),
        policy: Arc::new(access::Policy::embedded().unwrap()),
        clock: Arc::new(FixedClock::new(now())),
        randomness,
    })
}

pub fn now() -> Timestamp {
    NOW.parse().unwrap()
}

impl World {
    /// The invented partnership with its cast.
    pub async fn wendale() -> (Self, Cast) {
        let folder = tempfile::tempdir().unwrap();
        let application = application(&folder);
        let cast = synth::wendale(&application, now(), |_, _| ()).await.unwrap();
        let practitioners = cast.practitioners().into_iter().map(|persona| DemonstrationPractitioner {
            person: persona.person,
            name: persona.name.clone(),
            part: persona.title.clone(),
        });
        let families = cast.families().into_iter().map(|family| DemonstrationFamily {
            name: family.name.clone(),
            part: family.about.clone(),
            code: family.code.clone(),
        });
        let demonstration =
            Demonstration { practitioners: practitioners.collect(), families: families.collect() };
        let settings = Settings { demonstration: Some(demonstration), ..Settings::default() };
        let router = router(Site::new(application.clone(), press::pdf, settings).unwrap());
        (Self { application, router, _folder: folder }, cast)
    }

    /// An invented partnership of so many children, for numbers that are not all small. It has no data owner of its own.
    pub async fn large(children: usize) -> (Application, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let application = application(&folder);
        let options = Options { children, seed: 5, now: now() };
        synth::partnership(&application, options, |_| ()).await.unwrap();
        (application, folder)
    }

    pub async fn practitioner(&self, persona: &Persona) -> Browser {
        self.signed_in("person", &persona.person.to_string()).await
    }

    pub async fn family(&self, code: &str) -> Browser {
        self.signed_in("code", code).await
    }

    async fn signed_in(&self, field: &str, value: &str) -> Browser {
        let mut browser = self.anybody();
        let page = browser.get("/sign-in").await;
        let token = Regex::new(r#"name="token" value="([0-9a-f]+)""#).unwrap();
        let form = format!("token={}&{field}={value}", &token.captures(&page.body).unwrap()[1]);
        let request = Request::post("/sign-in/demonstration")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .unwrap();
        assert_eq!(browser.send(request).await.status, StatusCode::SEE_OTHER);
        browser
    }

    pub fn anybody(&self) -> Browser {
        Browser { router: self.router.clone(), cookie: None }
    }
}

pub struct Browser {
    router: Router,
    cookie: Option<String>,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Shown {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form, with the token of a page that has one.
    pub async fn post(&mut self, page: &str, to: &str, fields: &[(&str, &str)]) -> Shown {
        let page = self.get(page).await;
        let token = Regex::new(r#"name="token" value="([0-9a-f]+)""#).unwrap();
        let token = token.captures(&page.body).map_or(String::new(), |found| found[1].to_owned());
        let fields: Vec<_> =
            std::iter::once(("token", token.as_str())).chain(fields.iter().copied()).collect();
        let request = Request::post(to)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(serde_urlencoded::to_string(fields).unwrap()))
            .unwrap();
        self.send(request).await
    }

    /// Sends files as a browser does, after the token of a page that has one.
    pub async fn upload(&mut self, page: &str, to: &str, files: &[(&str, &str, &[u8])]) -> Shown {
        const MARK: &str = "----what-stands-between-the-parts";
        let page = self.get(page).await;
        let token = Regex::new(r#"name="token" value="([0-9a-f]+)""#).unwrap();
        let token = token.captures(&page.body).map_or(String::new(), |found| found[1].to_owned());
        let mut body =
            format!("--{MARK}\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n")
                .into_bytes();
        for (field, name, bytes) in files {
            let head = format!(
                "--{MARK}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{MARK}--\r\n").into_bytes());
        let kind = format!("multipart/form-data; boundary={MARK}");
        self.send(Request::post(to).header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()).await
    }

    async fn send(&mut self, mut request: Request<Body>) -> Shown {
        if let Some(cookie) = &self.cookie {
            request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        if let Some(cookie) = parts.headers.get(header::SET_COOKIE).and_then(|cookie| cookie.to_str().ok()) {
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        Shown { status: parts.status, headers: parts.headers, body }
    }
}
