//! An invented partnership on a database of its own, and browsers that are signed in to its pages.

use std::sync::Arc;

use access::Policy;
use application::{Act, Application, PARTNERSHIP_STREAM, Parts, Unit};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use guidance::{Guidance, Level, Protocol, Rules};
use http_body_util::BodyExt;
use jiff::Timestamp;
use jiff::civil::date;
use kernel::{
    Capacity, Clock, FixedClock, Partnership, PersonId, SeededRandomness, StreamId, StreamKind, london_date,
};
use records::Author;
use records::child::{
    Child, CommentKind, CommentMade, Involve, MakeComment, OpenSupport, Register, Registered, SupportOpened,
};
use records::partnership::{AddAgency, Agency, Found, Founded, Join, Joined, RecordTraining, Training};
use records::people::{Involved, SafeContact};
use store::{DatabaseUrl, OpenOptions, Store};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;
use web::{Demonstration, DemonstrationPractitioner, Settings, Site, router};

pub const NAVIGATOR: u128 = 1;
pub const SUPERVISOR: u128 = 2;
pub const ASSESSOR: u128 = 3;
pub const UNTRAINED: u128 = 4;
pub const ADVISER: u128 = 5;
pub const SCHOOL: u128 = 6;
/// Both supervises and assesses, so that signing one's own assessment can be tried.
pub const BOTH: u128 = 7;
/// Decides how an accepted need is met.
pub const RESOURCES: u128 = 8;
pub const PARENT: u128 = 20;

const STAFF: [(u128, &str, &[&str], bool); 8] = [
    (NAVIGATOR, "Nasrin Oduya", &["navigator"], false),
    (SUPERVISOR, "Sunniva Marlow", &["practice-supervisor"], true),
    (ASSESSOR, "Ade Brimble", &["lead-assessor"], true),
    (UNTRAINED, "Tove Harker", &["lead-assessor"], true),
    (ADVISER, "Corin Vance", &["condition-adviser"], false),
    (SCHOOL, "Perrin Vale", &["school"], false),
    (BOTH, "Bryn Castell", &["practice-supervisor", "lead-assessor"], true),
    (RESOURCES, "Ottoline Reeve", &["resource-decision-maker"], false),
];

pub fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn capacity(name: &str) -> Capacity {
    Capacity::new(name).unwrap()
}

/// The partnership.
pub struct World {
    pub application: Application,
    pub clock: Arc<FixedClock>,
    router: Router,
    _folder: TempDir,
}

impl World {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::new("2026-11-23T09:00:00Z".parse().unwrap()));
        let randomness = Arc::new(SeededRandomness::new(11));
        let url: DatabaseUrl = format!("sqlite:{}/record.db", folder.path().display()).parse().unwrap();
        let guidance = Arc::new(Guidance::embedded().unwrap());
        let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
        let application = Application::new(Parts {
            store: Store::open(&url, OpenOptions::new(randomness.clone())).unwrap(),
            partnership: Partnership::new("wendale").unwrap(),
            rules: Arc::new(Rules::new(guidance, protocol)),
            forms: Arc::new(forms::Library::embedded().unwrap()),
            policy: Arc::new(Policy::embedded().unwrap()),
            clock: clock.clone(),
            randomness,
        });
        found(&application, clock.now()).await;
        let practitioners = STAFF.iter().map(|(number, name, ..)| DemonstrationPractitioner {
            person: person(*number),
            name: (*name).into(),
            part: String::new(),
        });
        let demonstration =
            Demonstration { practitioners: practitioners.collect(), ..Demonstration::default() };
        let settings = Settings { demonstration: Some(demonstration), ..Settings::default() };
        let router = router(Site::new(application.clone(), press::pdf, settings).unwrap());
        Self { application, clock, router, _folder: folder }
    }

    pub fn later(&self, minutes: i64) {
        self.clock.set(self.clock.now() + jiff::SignedDuration::from_mins(minutes));
    }

    /// A child's record whose support assessment was just opened.
    pub async fn child(&self) -> Uuid {
        let child = self.application.new_identifier();
        let author = Author::new(person(SUPERVISOR), capacity("practice-supervisor"));
        let now = self.clock.now();
        let mut unit = Unit::begin(&self.application).await.unwrap();
        let registered = Registered {
            called: "Robin".into(),
            full_name: "Robin Larch".into(),
            birth_date: Some(date(2018, 3, 27)),
        };
        unit.decide(child, &Register(registered), &author, now).unwrap();
        let contact =
            SafeContact { method: "text".into(), value: "01632 960 123".into(), may_leave_message: false };
        let parent = Involved {
            person: person(PARENT),
            name: "Jo Larch".into(),
            capacity: capacity("parent-carer"),
            relationship: "Mum".into(),
            contact: Some(contact),
            from: london_date(now),
            until: None,
        };
        unit.decide(child, &Involve(parent), &author, now).unwrap();
        unit.decide(child, &OpenSupport(support(now)), &author, now).unwrap();
        unit.commit(now).await.unwrap();
        child
    }

    /// The same, with the trained assessor leading.
    pub async fn allocated(&self) -> Uuid {
        let child = self.child().await;
        let mut supervisor = self.browser(SUPERVISOR).await;
        let path = format!("/children/{child}/allocate");
        let sent = supervisor.send(&path, &[("assessor", &person(ASSESSOR).to_string())]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        child
    }

    /// The school takes part in the record.
    pub async fn school_takes_part(&self, child: Uuid) {
        let supervisor = access::Actor::Practitioner {
            partnership: self.application.partnership().clone(),
            person: person(SUPERVISOR),
            agency: "council".into(),
            capacities: vec![capacity("practice-supervisor")],
        };
        let school = Involved {
            person: person(SCHOOL),
            name: "Perrin Vale".into(),
            capacity: capacity("school"),
            relationship: String::new(),
            contact: None,
            from: london_date(self.clock.now()),
            until: None,
        };
        self.application.execute(&supervisor, Act::on(child, Involve(school))).await.unwrap();
    }

    /// A comment of the parent on an entry, or on the whole.
    pub async fn comment(&self, child: Uuid, entry: Option<kernel::EntryId>, words: &str) -> Uuid {
        let comment = self.application.new_identifier();
        let actor = access::Actor::Family {
            partnership: self.application.partnership().clone(),
            person: person(PARENT),
        };
        let made =
            CommentMade { comment, entry, need: None, kind: CommentKind::Disagree, words: words.into() };
        self.application.execute(&actor, Act::on(child, MakeComment(made))).await.unwrap();
        comment
    }

    /// The record as it stands.
    pub async fn state(&self, child: Uuid) -> Child {
        let stream = StreamId::new(StreamKind::Child, child);
        let loaded = self.application.store().load(self.application.partnership(), stream).await.unwrap();
        let mut state = Child::default();
        for stored in &loaded.entries {
            let body = records::decode(&stored.kind, stored.body.plain().unwrap()).unwrap();
            records::Stream::apply(
                &mut state,
                &records::Recorded {
                    entry: stored.entry,
                    version: stored.version,
                    recorded_at: stored.recorded_at,
                    author: Author { person: stored.actor, capacity: stored.capacity.clone() },
                    happened: body.happened,
                    event: body.event,
                },
            );
        }
        state
    }

    /// How many entries a record has.
    pub async fn version(&self, child: Uuid) -> u64 {
        let stream = StreamId::new(StreamKind::Child, child);
        self.application.store().load(self.application.partnership(), stream).await.unwrap().version
    }

    /// A browser in which nobody is signed in.
    pub fn anybody(&self) -> Browser {
        Browser { router: self.router.clone(), cookie: String::new() }
    }

    /// A browser in which a practitioner is signed in.
    pub async fn browser(&self, number: u128) -> Browser {
        let mut browser = self.anybody();
        let page = browser.get("/sign-in").await;
        let fields = [("token", page.hidden("token")), ("person", person(number).to_string())];
        let sent = browser.post("/sign-in/demonstration", &fields, "text/html").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        browser
    }
}

async fn found(application: &Application, now: Timestamp) {
    let nobody = Author::default();
    let stream = PARTNERSHIP_STREAM.id;
    let mut unit = Unit::begin(application).await.unwrap();
    unit.decide(stream, &Found(Founded { name: "Wendale".into(), fictional: true }), &nobody, now).unwrap();
    let agency =
        Agency { agency: "council".into(), name: "Wendale Council".into(), kind: "local-authority".into() };
    unit.decide(stream, &AddAgency(agency), &nobody, now).unwrap();
    for (number, name, capacities, qualified) in STAFF {
        let joined = Joined {
            person: person(number),
            name: name.into(),
            agency: "council".into(),
            capacities: capacities.iter().map(|name| capacity(name)).collect(),
            social_work_qualified: qualified,
            telephone: "01632 960 001".into(),
        };
        unit.decide(stream, &Join(joined), &nobody, now).unwrap();
    }
    for (number, expires_on) in
        [(ASSESSOR, date(2027, 6, 30)), (BOTH, date(2027, 6, 30)), (UNTRAINED, date(2026, 5, 31))]
    {
        for kind in ["disability", "abuse-of-disabled-children"] {
            let training = Training {
                person: person(number),
                kind: kind.into(),
                completed_on: date(2025, 1, 15),
                expires_on,
            };
            unit.decide(stream, &RecordTraining(training), &nobody, now).unwrap();
        }
    }
    unit.commit(now).await.unwrap();
}

fn support(received_at: Timestamp) -> SupportOpened {
    let sections = ["a-request", "b-child", "e-day", "i-leisure", "p-child-views"];
    SupportOpened {
        request: Uuid::from_u128(50),
        reference: "K7M-2QX".into(),
        received_at,
        level: Level::Full,
        request_types: vec!["short-break".into()],
        sections: sections.map(str::to_owned).into(),
        why: "You asked for a short break.".into(),
        ehc_advice: false,
        disabled: Some(true),
        settled: std::collections::BTreeMap::new(),
        asked_by: Some(person(PARENT)),
    }
}

/// What came back.
pub struct Answered {
    pub status: StatusCode,
    pub location: String,
    pub body: String,
}

impl Answered {
    /// The value of a hidden field.
    pub fn hidden(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let after = self.body.split_once(&start).map_or("", |(_, after)| after);
        after.split_once('"').map_or("", |(value, _)| value).to_owned()
    }

    /// The text of the page's main part, without markup.
    pub fn text(&self) -> String {
        let main = self.body.split_once("<main").map_or(self.body.as_str(), |(_, main)| main);
        let main = main.split_once("</main>").map_or(main, |(main, _)| main);
        let mut text = String::new();
        let mut inside = false;
        for character in main.chars() {
            match character {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                _ if !inside => text.push(character),
                _ => {}
            }
        }
        let text = text.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Fails unless the page says all of this.
    #[track_caller]
    pub fn says(&self, all: &[&str]) {
        let text = self.text();
        for words in all {
            assert!(text.contains(words), "“{words}” is not on the page ({}):\n{text}", self.status);
        }
        assert!(!text.contains("[children"), "a message is missing:\n{text}");
        assert!(!text.contains("[refusal") && !text.contains("[letter"), "a message is missing:\n{text}");
    }
}

/// A browser with its session.
pub struct Browser {
    router: Router,
    cookie: String,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Answered {
        let request = Request::get(path).header(header::COOKIE, &self.cookie).body(Body::empty()).unwrap();
        self.answer(request).await
    }

    /// Loads the page of a form, and sends the form with these fields.
    pub async fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Answered {
        self.send_to(path, path, fields).await
    }

    /// Loads the page of a form, and sends its fields to an address.
    pub async fn send_to(&mut self, page: &str, address: &str, fields: &[(&str, &str)]) -> Answered {
        let shown = self.get(page).await;
        if page == address {
            for (name, _) in fields {
                // What no field is named after would be sent by no browser.
                assert!(shown.body.contains(&format!("name=\"{name}\"")), "{page} has no field {name}");
            }
        }
        self.send_from(&shown, address, fields, "text/html").await
    }

    /// Sends a form that was loaded before.
    pub async fn send_from(
        &mut self,
        shown: &Answered,
        address: &str,
        fields: &[(&str, &str)],
        accept: &str,
    ) -> Answered {
        let mut all = vec![("token", shown.hidden("token")), ("once", shown.hidden("once"))];
        for name in ["revision", "section", "question", "based_on"] {
            let given = fields.iter().any(|(field, _)| *field == name);
            let value = shown.hidden(name);
            if !given && !value.is_empty() {
                all.push((name, value));
            }
        }
        all.extend(fields.iter().map(|(name, value)| (*name, (*value).to_owned())));
        self.post(address, &all, accept).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, String)], accept: &str) -> Answered {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, accept)
            .body(Body::from(body))
            .unwrap();
        self.answer(request).await
    }

    async fn answer(&mut self, request: Request<Body>) -> Answered {
        let response = self.router.clone().oneshot(request).await.unwrap();
        if let Some(cookie) = response.headers().get(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            cookie.split(';').next().unwrap().clone_into(&mut self.cookie);
        }
        let status = response.status();
        let location = response
            .headers()
            .get(header::LOCATION)
            .map_or_else(String::new, |location| location.to_str().unwrap().to_owned());
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Answered { status, location, body: String::from_utf8(bytes.to_vec()).unwrap() }
    }
}

/// A day in the three fields of a date.
pub fn day<'a>(
    name: &'a [String; 3],
    day: &'a str,
    month: &'a str,
    year: &'a str,
) -> [(&'a str, &'a str); 3] {
    [(&name[0], day), (&name[1], month), (&name[2], year)]
}

/// The names of the three fields of a date.
pub fn day_names(name: &str) -> [String; 3] {
    ["day", "month", "year"].map(|part| format!("{name}.{part}"))
}
