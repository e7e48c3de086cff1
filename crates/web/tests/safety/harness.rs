//! A tiny partnership behind a real router, and readers who click through it. Everybody in it is invented.

use std::sync::Arc;

use application::{Application, PARTNERSHIP_STREAM, Parts, Unit};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use guidance::{Guidance, Level, Protocol, Rules};
use http_body_util::BodyExt;
use jiff::Timestamp;
use kernel::{
    Capacity, Clock, FixedClock, Partnership, PersonId, Randomness, SeededRandomness, StreamId, StreamKind,
};
use records::Author;
use records::child::{Involve, OpenSupport, Register, Registered, SupportOpened};
use records::partnership::{AddAgency, Agency, Found, Founded, Join, Joined};
use records::people::{Involved, SafeContact};
use records::request::{Asker, Channel, ChildDescribed, Receive, Received, WhoAsks};
use scraper::{Html, Selector};
use store::{Batch, DatabaseUrl, OpenOptions, Store};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;
use web::{Demonstration, DemonstrationFamily, DemonstrationPractitioner, Settings, Site};

/// A Monday morning.
pub const NOW: &str = "2026-11-23T09:00:00Z";
pub const CHILD: Uuid = Uuid::from_u128(0xC1);
pub const REQUEST: Uuid = Uuid::from_u128(0xA1);

pub const FRONT_DOOR: PersonId = PersonId(Uuid::from_u128(1));
pub const MANAGER: PersonId = PersonId(Uuid::from_u128(2));
pub const OTHER_MANAGER: PersonId = PersonId(Uuid::from_u128(3));
pub const POLICE: PersonId = PersonId(Uuid::from_u128(4));
pub const ASSESSOR: PersonId = PersonId(Uuid::from_u128(5));
pub const SCHOOL: PersonId = PersonId(Uuid::from_u128(6));
pub const ADMINISTRATOR: PersonId = PersonId(Uuid::from_u128(7));
pub const NAVIGATOR: PersonId = PersonId(Uuid::from_u128(8));
pub const PARENT: PersonId = PersonId(Uuid::from_u128(9));
pub const UNQUALIFIED: PersonId = PersonId(Uuid::from_u128(10));
pub const SOCIAL_WORKER: PersonId = PersonId(Uuid::from_u128(11));
pub const CHAIR: PersonId = PersonId(Uuid::from_u128(12));
pub const HEALTH: PersonId = PersonId(Uuid::from_u128(13));
pub const SUPERVISOR: PersonId = PersonId(Uuid::from_u128(14));

const STAFF: [(PersonId, &str, &str, bool); 13] = [
    (FRONT_DOOR, "Femi Doorly", "front-door-practitioner", true),
    (MANAGER, "Maud Answerly", "front-door-manager", true),
    (OTHER_MANAGER, "Otto Reviewer", "front-door-manager", true),
    (POLICE, "Pia Constable", "police-safeguarding", false),
    (ASSESSOR, "Asa Lead", "lead-assessor", false),
    (SCHOOL, "Sky Teacher", "school", false),
    (ADMINISTRATOR, "Ada Accounts", "administrator", false),
    (NAVIGATOR, "Nia Way", "navigator", false),
    (UNQUALIFIED, "Una Listens", "front-door-practitioner", false),
    (SOCIAL_WORKER, "Wilf Ambry", "social-worker", true),
    (CHAIR, "Constance Vale", "conference-chair reviewing-officer", true),
    (HEALTH, "Hanna Nurse", "health-professional", false),
    (SUPERVISOR, "Sunniva Marlow", "practice-supervisor", true),
];

fn capacity(name: &str) -> Capacity {
    Capacity::new(name).unwrap()
}

/// The service, its clock and its folder.
pub struct Setting {
    pub application: Application,
    pub clock: Arc<FixedClock>,
    router: Router,
    code: String,
    _folder: TempDir,
}

impl Setting {
    pub async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Arc::new(FixedClock::new(NOW.parse().unwrap()));
        let randomness: Arc<dyn Randomness> = Arc::new(SeededRandomness::new(11));
        let url = DatabaseUrl::sqlite(folder.path().join("alongside.db"));
        let store = Store::open(&url, OpenOptions::new(Arc::clone(&randomness))).unwrap();
        let guidance = Arc::new(Guidance::embedded().unwrap());
        let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
        let application = Application::new(Parts {
            store,
            partnership: Partnership::new("wendale").unwrap(),
            rules: Arc::new(Rules::new(guidance, protocol)),
            forms: Arc::new(forms::Library::embedded().unwrap()),
            policy: Arc::new(access::Policy::embedded().unwrap()),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            randomness,
        });
        found(&application).await;
        let (kept, given) = application.make_code(PARENT, StreamId::new(StreamKind::Child, CHILD));
        let mut batch = Batch::new(application.partnership().clone(), application.now());
        batch.codes.push(kept);
        application.store().append(batch).await.unwrap();
        let practitioners = STAFF.map(|(person, name, part, _)| DemonstrationPractitioner {
            person,
            name: name.to_owned(),
            part: part.to_owned(),
        });
        let family = DemonstrationFamily {
            name: "Pat".to_owned(),
            part: "parent".to_owned(),
            code: given.text.clone(),
        };
        let demonstration = Demonstration { practitioners: practitioners.into(), families: vec![family] };
        let settings = Settings { demonstration: Some(demonstration), ..Settings::default() };
        let router = web::router(Site::new(application.clone(), press::pdf, settings).unwrap());
        Self { application, clock, router, code: given.text, _folder: folder }
    }

    /// The service itself, for what is no browser.
    pub fn service(&self) -> Router {
        self.router.clone()
    }

    /// Somebody who has not signed in.
    pub fn visitor(&self) -> Reader {
        Reader { router: self.router.clone(), cookie: String::new() }
    }

    pub async fn practitioner(&self, person: PersonId) -> Reader {
        self.signed_in("person", &person.to_string()).await
    }

    /// Somebody with a code that was given on a page.
    pub async fn with_code(&self, code: &str) -> Reader {
        let mut reader = self.visitor();
        let page = reader.get("/return").await;
        let answer = reader.post("/return", &page, &[("code", code)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        reader
    }

    pub async fn parent(&self) -> Reader {
        self.signed_in("code", &self.code).await
    }

    async fn signed_in(&self, field: &str, value: &str) -> Reader {
        let mut reader = self.visitor();
        let page = reader.get("/sign-in").await;
        let answer = reader.post("/sign-in/demonstration", &page, &[(field, value)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        reader
    }

    pub fn at(&self, time: &str) {
        self.clock.set(time.parse().unwrap());
    }

    /// How many entries a stream has.
    pub async fn version(&self, kind: StreamKind, id: Uuid) -> u64 {
        let stream = StreamId::new(kind, id);
        self.application.store().load(self.application.partnership(), stream).await.unwrap().version
    }

    /// The concerns of a stage, by their identifiers.
    pub async fn concerns(&self, stage: &str) -> Vec<Uuid> {
        let filter = store::SummaryFilter { state: Some(stage.to_owned()), owner: None };
        let page = store::Page::whole();
        let store = self.application.store();
        let found = store
            .summaries(self.application.partnership(), StreamKind::Concern, &filter, page)
            .await
            .unwrap();
        found.rows.iter().map(|row| row.stream.id).collect()
    }
}

async fn found(application: &Application) {
    let now = application.now();
    let mut unit = Unit::begin(application).await.unwrap();
    let nobody = Author::default();
    let name = "Wendale".to_owned();
    unit.decide(PARTNERSHIP_STREAM.id, &Found(Founded { name, fictional: true }), &nobody, now).unwrap();
    let agency = Agency {
        agency: "council".to_owned(),
        name: "Wendale Council".to_owned(),
        kind: "local-authority".to_owned(),
    };
    unit.decide(PARTNERSHIP_STREAM.id, &AddAgency(agency), &nobody, now).unwrap();
    for (person, name, part, social_work_qualified) in STAFF {
        let joined = Joined {
            person,
            name: name.to_owned(),
            agency: "council".to_owned(),
            capacities: part.split(' ').map(capacity).collect(),
            social_work_qualified,
            telephone: "01632 960177".to_owned(),
        };
        unit.decide(PARTNERSHIP_STREAM.id, &Join(joined), &nobody, now).unwrap();
    }
    unit.commit(now).await.unwrap();
    family(application, now).await;
}

/// A child on the support route, with the request it began with.
async fn family(application: &Application, now: Timestamp) {
    let mut unit = Unit::begin(application).await.unwrap();
    let navigator = Author::new(NAVIGATOR, capacity("navigator"));
    let contact = SafeContact {
        method: "phone".to_owned(),
        value: "01632 960188".to_owned(),
        may_leave_message: false,
    };
    let mut answers = application.forms().latest("ask").unwrap().no_answers();
    let would_help = forms::QuestionId::new("what-would-help").unwrap();
    answers.set(&would_help, Some(forms::Answer::Text("Somebody to swim with".to_owned())));
    let received = Received {
        reference: "K7M-2QX".to_owned(),
        channel: Channel::Web,
        received_at: now,
        asker: Asker {
            person: PARENT,
            name: "Pat".to_owned(),
            who: WhoAsks::ParentCarer,
            contact: contact.clone(),
        },
        child: ChildDescribed { called: "Robin".to_owned(), ..ChildDescribed::default() },
        answers,
        care_may_fail: false,
        entered_by: None,
    };
    let asker = Author::new(PARENT, capacity("asker"));
    unit.decide(REQUEST, &Receive(received), &asker, now).unwrap();
    let registered = Registered {
        called: "Robin".to_owned(),
        full_name: "Robin Inventedly".to_owned(),
        ..Registered::default()
    };
    unit.decide(CHILD, &Register(registered), &navigator, now).unwrap();
    let opened = SupportOpened {
        request: REQUEST,
        reference: "K7M-2QX".to_owned(),
        received_at: now,
        level: Level::Full,
        request_types: Vec::new(),
        sections: Vec::new(),
        why: "Robin is disabled and Pat asks for help.".to_owned(),
        ehc_advice: false,
        disabled: Some(true),
        settled: std::collections::BTreeMap::default(),
        asked_by: None,
    };
    unit.decide(CHILD, &OpenSupport(opened), &navigator, now).unwrap();
    let parts = [
        (PARENT, "Pat", "parent-carer", Some(contact)),
        (ASSESSOR, "Asa Lead", "lead-assessor", None),
        (SCHOOL, "Sky Teacher", "school", None),
    ];
    for (person, name, part, contact) in parts {
        let involved = Involved {
            person,
            name: name.to_owned(),
            capacity: capacity(part),
            relationship: String::new(),
            contact,
            from: application.today(),
            until: None,
        };
        unit.decide(CHILD, &Involve(involved), &navigator, now).unwrap();
    }
    unit.commit(now).await.unwrap();
}

/// Somebody at a browser.
pub struct Reader {
    router: Router,
    cookie: String,
}

/// A page that came back.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub body: String,
}

impl Answer {
    /// What a reader sees, white space made one space.
    pub fn text(&self) -> String {
        let html = Html::parse_document(&self.body);
        let body = html.select(&Selector::parse("body").unwrap()).next();
        let text: String = body.map(|body| body.text().collect::<Vec<_>>().join(" ")).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    pub fn heading(&self) -> String {
        let html = Html::parse_document(&self.body);
        let headings: Vec<String> = html
            .select(&Selector::parse("h1").unwrap())
            .map(|heading| heading.text().collect::<String>().trim().to_owned())
            .collect();
        assert_eq!(headings.len(), 1, "{headings:?}");
        headings[0].clone()
    }

    /// What stands in a field.
    pub fn field(&self, name: &str) -> String {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse(&format!("textarea[name='{name}'], input[name='{name}']")).unwrap();
        let field = html.select(&selector).next().unwrap_or_else(|| panic!("no field {name}"));
        match field.value().attr("value") {
            Some(value) => value.to_owned(),
            None => field.text().collect(),
        }
    }

    /// Whether an element with this identifier is there, and the summary links to it.
    pub fn summary_links_to(&self, id: &str) -> bool {
        let html = Html::parse_document(&self.body);
        let link = Selector::parse(&format!(".govuk-error-summary a[href='#{id}']")).unwrap();
        let field = Selector::parse(&format!("[id='{id}']")).unwrap();
        html.select(&link).next().is_some() && html.select(&field).next().is_some()
    }

    pub fn links_to(&self, href: &str) -> bool {
        let html = Html::parse_document(&self.body);
        html.select(&Selector::parse(&format!("a[href='{href}']")).unwrap()).next().is_some()
    }
}

impl Reader {
    async fn send(&mut self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        if let Some(cookie) = response.headers().get(header::SET_COOKIE) {
            cookie.to_str().unwrap().split(';').next().unwrap().clone_into(&mut self.cookie);
        }
        let status = response.status();
        let location = response
            .headers()
            .get(header::LOCATION)
            .map_or_else(String::new, |location| location.to_str().unwrap().to_owned());
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        let answer = Answer { status, location, body };
        let text = answer.text();
        // A name that the catalogue lacks is shown in brackets.
        for part in text.split('[').skip(1) {
            let name = part.split(']').next().unwrap_or_default();
            assert!(name.contains(' ') || !name.contains('-'), "no words for {name}");
        }
        answer
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, &self.cookie).body(Body::empty()).unwrap();
        self.send(request).await
    }

    /// Sends a form of a page, with its hidden fields and these values.
    pub async fn post(&mut self, path: &str, page: &Answer, values: &[(&str, &str)]) -> Answer {
        let mut fields = hidden(&page.body, path);
        fields.extend(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.post_fields(path, &fields).await
    }

    pub async fn post_fields(&mut self, path: &str, fields: &[(String, String)]) -> Answer {
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(serde_urlencoded::to_string(fields).unwrap()))
            .unwrap();
        self.send(request).await
    }
}

/// The hidden fields of the first form with this action.
pub fn hidden(page: &str, action: &str) -> Vec<(String, String)> {
    let html = Html::parse_document(page);
    let selector = Selector::parse(&format!("form[action='{action}']")).unwrap();
    let form = html.select(&selector).next().unwrap_or_else(|| panic!("no form for {action}"));
    form.select(&Selector::parse("input[type=hidden]").unwrap())
        .filter(|field| !matches!(field.value().attr("name"), Some("person" | "code")))
        .map(|field| {
            let value = |name| field.value().attr(name).unwrap_or_default().to_owned();
            (value("name"), value("value"))
        })
        .collect()
}
