//! A tiny partnership in a temporary database, and a browser that keeps its cookie and sends the forms it was given.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use application::{Application, PARTNERSHIP_STREAM, Parts, Unit};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{Method, Request, StatusCode};
use guidance::{Guidance, Protocol, Rules};
use jiff::Timestamp;
use kernel::{Capacity, FixedClock, Partnership, PersonId, SeededRandomness};
use records::Author;
use records::partnership::{AddAgency, Agency, Found, Founded, Join, Joined};
use scraper::{Html, Selector};
use store::{DatabaseUrl, OpenOptions, Store};
use tower::ServiceExt;
use uuid::Uuid;
use web::{Demonstration, DemonstrationPractitioner, Settings, Site};

/// A Monday morning in winter, half past ten in England.
pub const NOW: &str = "2026-11-23T10:30:00Z";

pub const NAVIGATOR: PersonId = PersonId(Uuid::from_u128(0xA1));
pub const FRONT_DOOR: PersonId = PersonId(Uuid::from_u128(0xA2));
pub const TEACHER: PersonId = PersonId(Uuid::from_u128(0xA3));

pub struct World {
    pub application: Application,
    pub clock: Arc<FixedClock>,
    router: Router,
    database: PathBuf,
    _folder: tempfile::TempDir,
}

impl World {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("alongside.db");
        let randomness = Arc::new(SeededRandomness::new(7));
        let store =
            Store::open(&DatabaseUrl::sqlite(&database), OpenOptions::new(randomness.clone())).unwrap();
        let guidance = Arc::new(Guidance::embedded().unwrap());
        let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
        let clock = Arc::new(FixedClock::new(NOW.parse().unwrap()));
        let application = Application::new(Parts {
            store,
            partnership: Partnership::new("wendale").unwrap(),
            rules: Arc::new(Rules::new(guidance, protocol)),
            forms: Arc::new(forms::Library::embedded().unwrap()),
            policy: Arc::new(access::Policy::embedded().unwrap()),
            clock: clock.clone(),
            randomness,
        });
        let people = [
            (NAVIGATOR, "Nia Navigator", "navigator"),
            (FRONT_DOOR, "Farah Frontdoor", "front-door-practitioner"),
            (TEACHER, "Tess Teacher", "school"),
        ];
        found(&application, &people).await;
        let practitioners = people
            .iter()
            .map(|(person, name, part)| DemonstrationPractitioner {
                person: *person,
                name: (*name).to_owned(),
                part: (*part).to_owned(),
            })
            .collect();
        let demonstration = Some(Demonstration { practitioners, families: Vec::new() });
        let site =
            Site::new(application.clone(), press::pdf, Settings { demonstration, ..Settings::default() })
                .unwrap();
        Self { application, clock, router: web::router(site), database, _folder: folder }
    }

    pub fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookie: String::new(), last: String::new() }
    }

    pub async fn signed_in(&self, person: PersonId) -> Browser {
        let mut browser = self.browser();
        browser.get("/sign-in").await;
        let person = person.to_string();
        let page = browser.send("/sign-in/demonstration", &[("person", &person)]).await;
        assert_eq!(page.location, "/today");
        browser
    }

    /// Everything the database holds, apart from who is signed in and how often something was tried.
    pub fn everything(&self) -> Vec<String> {
        let connection = rusqlite::Connection::open(&self.database).unwrap();
        let mut tables =
            connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
        let names: Vec<String> =
            tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let kept = names.into_iter().filter(|name| !["sessions", "attempts"].contains(&name.as_str()));
        let mut all = Vec::new();
        for table in kept {
            let mut rows = connection.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
            let columns = rows.column_count();
            let mut found = rows.query([]).unwrap();
            while let Some(row) = found.next().unwrap() {
                let values: Vec<rusqlite::types::Value> =
                    (0..columns).map(|column| row.get(column).unwrap()).collect();
                all.push(format!("{table} {values:?}"));
            }
        }
        all
    }

    /// The requests that were received, with their state.
    pub async fn requests(&self) -> Vec<records::request::Request> {
        let kind = kernel::StreamKind::Request;
        let partnership = self.application.partnership();
        let streams = self.application.store().streams(partnership, kind, None, 100).await.unwrap();
        let mut requests = Vec::new();
        for stream in streams {
            let loaded = self.application.store().load(partnership, stream).await.unwrap();
            let mut state = records::request::Request::default();
            for entry in loaded.entries {
                let bytes = entry.body.plain().unwrap();
                let body = records::decode(&entry.kind, bytes).unwrap();
                records::Stream::apply(
                    &mut state,
                    &records::Recorded {
                        entry: entry.entry,
                        version: entry.version,
                        recorded_at: entry.recorded_at,
                        author: Author { person: entry.actor, capacity: entry.capacity },
                        happened: body.happened,
                        event: body.event,
                    },
                );
            }
            requests.push(state);
        }
        requests
    }
}

async fn found(application: &Application, people: &[(PersonId, &str, &str)]) {
    let now: Timestamp = NOW.parse().unwrap();
    let author = Author::default();
    let id = PARTNERSHIP_STREAM.id;
    let mut unit = Unit::begin(application).await.unwrap();
    let founded = Founded { name: "Wendale".into(), fictional: true };
    unit.decide(id, &Found(founded), &author, now).unwrap();
    let agency = Agency {
        agency: "wendale-council".into(),
        name: "Wendale Council".into(),
        kind: "local-authority".into(),
    };
    unit.decide(id, &AddAgency(agency), &author, now).unwrap();
    for (person, name, capacity) in people {
        let joined = Joined {
            person: *person,
            name: (*name).to_owned(),
            agency: "wendale-council".into(),
            capacities: vec![Capacity::new(*capacity).unwrap()],
            social_work_qualified: false,
            telephone: "01632 960100".into(),
        };
        unit.decide(id, &Join(joined), &author, now).unwrap();
    }
    unit.commit(now).await.unwrap();
}

/// A page as it came.
#[derive(Debug, Clone)]
pub struct Shown {
    pub status: StatusCode,
    pub location: String,
    pub html: String,
}

impl Shown {
    pub fn all(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).unwrap();
        document
            .select(&selector)
            .map(|element| {
                let text: String = element.text().collect();
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    pub fn one(&self, selector: &str) -> String {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector} in {}", self.html);
        found[0].clone()
    }

    pub fn attribute(&self, selector: &str, name: &str) -> String {
        let document = Html::parse_document(&self.html);
        let found = document.select(&Selector::parse(selector).unwrap()).next();
        found.and_then(|element| element.attr(name)).unwrap_or_default().to_owned()
    }

    pub fn text(&self) -> String {
        self.all("body").join(" ")
    }
}

/// One browser, one session.
pub struct Browser {
    router: Router,
    pub cookie: String,
    last: String,
}

impl Browser {
    /// Another window of the same browser.
    pub fn beside(&self) -> Self {
        Self { router: self.router.clone(), cookie: self.cookie.clone(), last: String::new() }
    }

    pub async fn raw(&mut self, request: Request<Body>) -> Shown {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let header = |name| {
            response
                .headers()
                .get(name)
                .and_then(|value: &axum::http::HeaderValue| value.to_str().ok())
                .unwrap_or_default()
                .to_owned()
        };
        let location = header(LOCATION);
        let cookie = header(SET_COOKIE);
        if let Some(cookie) = cookie.split(';').next().filter(|cookie| !cookie.is_empty()) {
            cookie.clone_into(&mut self.cookie);
        }
        let bytes = to_bytes(response.into_body(), 8 << 20).await.unwrap();
        Shown { status, location, html: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    pub async fn get(&mut self, path: &str) -> Shown {
        let request = Request::builder().uri(path).header(COOKIE, &self.cookie).body(Body::empty()).unwrap();
        let shown = self.raw(request).await;
        shown.html.clone_into(&mut self.last);
        shown
    }

    /// The hidden fields of the first form of the page last shown.
    pub fn hidden(&self, name: &str) -> String {
        let shown = Shown { status: StatusCode::OK, location: String::new(), html: self.last.clone() };
        shown.attribute(&format!("input[type=hidden][name={name}]"), "value")
    }

    /// Sends fields as they stand.
    pub async fn send_exactly(&mut self, path: &str, fields: &[(&str, &str)]) -> Shown {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(COOKIE, &self.cookie)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let shown = self.raw(request).await;
        if shown.status != StatusCode::SEE_OTHER {
            shown.html.clone_into(&mut self.last);
        }
        shown
    }

    /// Sends a form of the page last shown, as if from this address.
    pub async fn send_from(&mut self, from: SocketAddr, path: &str, fields: &[(&str, &str)]) -> Shown {
        let token = self.hidden("token");
        let mut all = vec![("token", token.as_str())];
        all.extend(fields);
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(COOKIE, &self.cookie)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(serde_urlencoded::to_string(&all).unwrap()))
            .unwrap();
        request.extensions_mut().insert(ConnectInfo(from));
        self.raw(request).await
    }

    /// Sends a form of the page last shown, with its hidden tokens.
    pub async fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Shown {
        let (token, once) = (self.hidden("token"), self.hidden("once"));
        let mut all = vec![("token", token.as_str()), ("once", once.as_str())];
        all.extend(fields);
        self.send_exactly(path, &all).await
    }

    /// Opens a question and answers it; gives where that leads.
    pub async fn answer(&mut self, question: &str, fields: &[(&str, &str)]) -> String {
        let path = format!("/ask/{question}");
        let shown = self.get(&path).await;
        assert_eq!(shown.status, StatusCode::OK, "{question}: {}", shown.location);
        let sent = self.send(&path, fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{question}: {}", sent.html);
        sent.location
    }

    /// Begins to ask or goes on, answers what is given, leaves the rest out, and ends at the answers to check.
    pub async fn answer_all(&mut self, answers: &[(&str, &[(&str, &str)])]) {
        let begun = self.get("/ask").await;
        let go_on = begun.attribute("main a.govuk-button", "href");
        let mut at = if begun.location.is_empty() { go_on } else { begun.location };
        for _ in 0..40 {
            if at == "/ask/check" {
                return;
            }
            let question = at.strip_prefix("/ask/").unwrap().to_owned();
            let fields =
                answers.iter().find(|(name, _)| *name == question).map_or(&[][..], |(_, fields)| fields);
            at = self.answer(&question, fields).await;
        }
        panic!("the questions do not end; at {at}");
    }
}

/// A parent's answers, in the form's order.
pub const PARENT: &[(&str, &[(&str, &str)])] = &[
    ("who-is-asking", &[("who-is-asking", "parent-carer")]),
    ("your-relationship", &[("your-relationship", "mum")]),
    (
        "what-would-help",
        &[("what-would-help", "A break at weekends.\nSomeone who knows <script>alert(1)</script> signing.")],
    ),
    ("kinds-of-help", &[("kinds-of-help", "not-sure")]),
    ("how-soon", &[("how-soon", "now")]),
    ("child-name", &[("child-name", "Robin")]),
    (
        "child-birth-date",
        &[("child-birth-date.day", "27"), ("child-birth-date.month", "3"), ("child-birth-date.year", "2019")],
    ),
    ("agree-to-contact-others", &[("agree-to-contact-others", "nobody-yet")]),
    ("your-name", &[("your-name", "Ash <b>Fern</b>")]),
    ("safe-contact", &[("safe-contact", "text")]),
    ("contact-number", &[("contact-number", "07700 900123")]),
    ("safe-message", &[("safe-message", "do-not-say-who")]),
];

/// A young person's answers.
pub const YOUNG_PERSON: &[(&str, &[(&str, &str)])] = &[
    ("who-is-asking", &[("who-is-asking", "child-or-young-person")]),
    ("what-would-help", &[("what-would-help", "Someone to go swimming with")]),
    ("kinds-of-help", &[("kinds-of-help", "not-sure")]),
    ("how-soon", &[("how-soon", "weeks")]),
    ("child-name", &[("child-name", "Sky")]),
    ("child-age", &[("child-age", "15")]),
    ("tell-parents", &[("tell-parents", "no")]),
    ("agree-to-contact-others", &[("agree-to-contact-others", "nobody-yet")]),
    ("safe-contact", &[("safe-contact", "someone-i-trust")]),
    ("contact-trusted-person", &[("contact-trusted-person", "Ms Reed at Highmoor School")]),
];
