//! A tiny invented partnership and a browser without scripts.

use std::sync::Arc;

use access::Actor;
use application::{Act, Application, PARTNERSHIP_STREAM, Parts, Unit};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use forms::{Answer, Answers};
use guidance::{Guidance, Protocol, Rules};
use jiff::Timestamp;
use kernel::{Capacity, FixedClock, Partnership, PersonId, SeededRandomness, StreamId, StreamKind};
use records::Author;
use records::partnership::{AddAgency, Agency, Found, Founded, Join, Joined};
use records::people::SafeContact;
use records::request::{Asker, Channel, ChildDescribed, Enter, Receive, Received, WhoAsks};
use store::{DatabaseUrl, OpenOptions, Store};
use tower::ServiceExt;
use uuid::Uuid;
use web::{Demonstration, DemonstrationPractitioner, Settings, Site};

pub const NOW: &str = "2025-11-24T10:30:00Z";
pub const REQUEST: Uuid = Uuid::from_u128(0x1001);
pub const ASKER: PersonId = PersonId(Uuid::from_u128(0x2001));
pub const NADIA: PersonId = PersonId(Uuid::from_u128(1));
/// Both navigator and practice supervisor.
pub const NORA: PersonId = PersonId(Uuid::from_u128(2));
pub const SAM: PersonId = PersonId(Uuid::from_u128(3));
pub const FERN: PersonId = PersonId(Uuid::from_u128(4));
pub const SCHOOL: PersonId = PersonId(Uuid::from_u128(5));
pub const ASSESSOR: PersonId = PersonId(Uuid::from_u128(6));
pub const ADMINISTRATOR: PersonId = PersonId(Uuid::from_u128(7));

/// What the asker wrote; looked for in records and letters.
pub const WOULD_HELP: &str = "Somebody to sit with Robin two nights a week, so that we sleep.";

const PRACTITIONERS: [(PersonId, &str, &[&str], bool); 7] = [
    (NADIA, "Nadia Quill", &["navigator"], false),
    (NORA, "Nora Fell", &["navigator", "practice-supervisor"], true),
    (SAM, "Sam Teasel", &["practice-supervisor"], true),
    (FERN, "Fern Lark", &["front-door-practitioner"], false),
    (SCHOOL, "Ola Wren", &["school"], false),
    (ASSESSOR, "Ash Bramble", &["lead-assessor"], false),
    (ADMINISTRATOR, "Ada Sorrel", &["administrator"], false),
];

pub struct World {
    pub application: Application,
    pub router: Router,
    _folder: tempfile::TempDir,
}

impl World {
    pub async fn new() -> Self {
        Self::with(Settings::default()).await
    }

    /// A site that is run in another way.
    pub async fn with(settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::sqlite(folder.path().join("alongside.db"));
        let randomness = Arc::new(SeededRandomness::new(11));
        let guidance = Arc::new(Guidance::embedded().unwrap());
        let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
        let application = Application::new(Parts {
            store: Store::open(&url, OpenOptions::new(randomness.clone())).unwrap(),
            partnership: Partnership::new("wendale").unwrap(),
            rules: Arc::new(Rules::new(guidance, protocol)),
            forms: Arc::new(forms::Library::embedded().unwrap()),
            policy: Arc::new(access::Policy::embedded().unwrap()),
            clock: Arc::new(FixedClock::new(now())),
            randomness,
        });
        found(&application).await;
        let practitioners = PRACTITIONERS
            .iter()
            .map(|(person, name, capacities, _)| DemonstrationPractitioner {
                person: *person,
                name: (*name).to_owned(),
                part: capacities.join(", "),
            })
            .collect();
        let demonstration = Some(Demonstration { practitioners, families: Vec::new() });
        let site =
            Site::new(application.clone(), press::pdf, Settings { demonstration, ..settings }).unwrap();
        Self { application, router: web::router(site), _folder: folder }
    }

    /// A world in which one request has been received by the pages.
    pub async fn with_request() -> Self {
        let world = Self::new().await;
        let partnership = world.application.partnership().clone();
        let received = world.received(Channel::Web, None);
        let act = Act::on(REQUEST, Receive(received));
        world.application.execute(&Actor::Anonymous { partnership }, act).await.unwrap();
        world
    }

    /// A world in which a navigator wrote down a request that came by telephone.
    pub async fn with_call() -> Self {
        let world = Self::new().await;
        let act = Act::on(REQUEST, Enter(world.received(Channel::Phone, Some(NADIA))));
        world.application.execute(&world.actor(NADIA), act).await.unwrap();
        world
    }

    pub fn actor(&self, person: PersonId) -> Actor {
        let (_, _, capacities, _) = PRACTITIONERS.iter().find(|known| known.0 == person).unwrap();
        Actor::Practitioner {
            partnership: self.application.partnership().clone(),
            person,
            agency: "council".to_owned(),
            capacities: capacities.iter().map(|name| Capacity::new(*name).unwrap()).collect(),
        }
    }

    fn received(&self, channel: Channel, entered_by: Option<PersonId>) -> Received {
        Received {
            reference: "K7M-2QX".to_owned(),
            channel,
            received_at: "2025-11-24T08:15:00Z".parse().unwrap(),
            asker: Asker {
                person: ASKER,
                name: "Jo Hazel".to_owned(),
                who: WhoAsks::ParentCarer,
                contact: SafeContact {
                    method: "phone".to_owned(),
                    value: "01632 960777".to_owned(),
                    may_leave_message: false,
                },
            },
            child: ChildDescribed { called: "Robin".to_owned(), birth_date: None, age: "9".to_owned() },
            answers: self.answers(),
            care_may_fail: true,
            entered_by,
        }
    }

    fn answers(&self) -> Answers {
        let form = self.application.forms().latest("ask").unwrap();
        let mut answers = form.no_answers();
        let text = |text: &str| Answer::Text(text.to_owned());
        for (id, answer) in [
            ("who-is-asking", Answer::Choice("parent-carer".to_owned())),
            ("your-relationship", text("mum")),
            ("what-would-help", text(WOULD_HELP)),
            ("kinds-of-help", Answer::Choices(vec!["short-break".to_owned(), "not-sure".to_owned()])),
            ("how-soon", Answer::Choice("now".to_owned())),
            ("child-name", text("Robin")),
            ("daily-life", text("Robin wakes five times a night.")),
            ("child-communication", Answer::Choices(vec!["signing".to_owned()])),
            ("child-adjustments", text("Sit down and wait.")),
            ("your-name", text("Jo Hazel")),
            ("safe-contact", Answer::Choice("phone".to_owned())),
            ("contact-number", text("01632 960777")),
            ("your-adjustments", text("Ring after ten.")),
        ] {
            let question = form.question(id).unwrap_or_else(|| panic!("the form asks {id}"));
            answers.set(&question.id, Some(answer));
        }
        answers
    }

    pub fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookie: None, page: String::new() }
    }

    pub async fn as_practitioner(&self, person: PersonId) -> Browser {
        let mut browser = self.browser();
        browser.get("/sign-in").await;
        let signed_in = browser.post("/sign-in/demonstration", &[("person", &person.to_string())]).await;
        assert_eq!(signed_in.to, "/today");
        browser
    }

    /// Every stored event of the request, by kind and in its bytes.
    pub async fn request_events(&self) -> Vec<(String, String)> {
        let stream = StreamId::new(StreamKind::Request, REQUEST);
        let loaded = self.application.store().load(self.application.partnership(), stream).await.unwrap();
        loaded
            .entries
            .iter()
            .map(|entry| {
                let body = String::from_utf8(entry.body.plain().unwrap().to_vec()).unwrap();
                (entry.kind.clone(), body)
            })
            .collect()
    }

    /// The lines of the concerns that stand at the front door.
    pub async fn concerns(&self) -> Vec<application::LineShown> {
        let page = store::Page::whole();
        self.application.list(&self.actor(FERN), StreamKind::Concern, None, page).await.unwrap().rows
    }
}

pub fn now() -> Timestamp {
    NOW.parse().unwrap()
}

async fn found(application: &Application) {
    let mut unit = Unit::begin(application).await.unwrap();
    let nobody = Author::default();
    let id = PARTNERSHIP_STREAM.id;
    let founded = Founded { name: "Wendale".to_owned(), fictional: true };
    unit.decide(id, &Found(founded), &nobody, now()).unwrap();
    let agency = Agency {
        agency: "council".to_owned(),
        name: "Wendale Council".to_owned(),
        kind: "local-authority".to_owned(),
    };
    unit.decide(id, &AddAgency(agency), &nobody, now()).unwrap();
    for (person, name, capacities, social_work_qualified) in PRACTITIONERS {
        let joined = Joined {
            person,
            name: name.to_owned(),
            agency: "council".to_owned(),
            capacities: capacities.iter().map(|name| Capacity::new(*name).unwrap()).collect(),
            social_work_qualified,
            telephone: "01632 960101".to_owned(),
        };
        unit.decide(id, &Join(joined), &nobody, now()).unwrap();
    }
    unit.commit(now()).await.unwrap();
}

/// A browser without scripts: it keeps its cookie and the last page.
pub struct Browser {
    router: Router,
    cookie: Option<String>,
    pub page: String,
}

/// An answer.
pub struct Answered {
    pub status: StatusCode,
    pub to: String,
    pub body: String,
}

impl Answered {
    /// The words that a reader sees in the main part, without markup.
    pub fn words(&self) -> String {
        let main = self.body.split("<main").nth(1).and_then(|rest| rest.split("</main>").next());
        visible(main.unwrap_or(&self.body))
    }
}

/// Text without tags, with the few entities that the writer makes put back.
pub fn visible(markup: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for character in markup.chars() {
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
    let text = text.replace("&#39;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Answered {
        let request = Request::get(path);
        self.send(request, String::new()).await
    }

    /// Sends a form of the last page, with its hidden fields.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let hidden = [("token", self.hidden("token")), ("once", self.hidden("once"))];
        let mut all: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
        all.extend_from_slice(fields);
        self.post_bare(path, &all).await
    }

    /// Sends a form with these fields and no others.
    pub async fn post_bare(&mut self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, body).await
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: String) -> Answered {
        let request = match &self.cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        };
        let request = request.body(Body::from(body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let header = |name| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        if let Some(cookie) = header(header::SET_COOKIE) {
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
        let (status, to) = (response.status(), header(header::LOCATION).unwrap_or_default());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        if status.is_success() || status == StatusCode::UNPROCESSABLE_ENTITY {
            self.page.clone_from(&body);
        }
        Answered { status, to, body }
    }

    /// The value of a hidden field of the last page.
    pub fn hidden(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let rest = self.page.split(&start).nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    }
}
