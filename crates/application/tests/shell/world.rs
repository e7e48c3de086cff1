//! A small invented partnership on a database of its own.

use std::sync::Arc;

use access::{Actor, Policy};
use application::{Act, Application, PARTNERSHIP_STREAM, Parts, Unit, Worry};
use guidance::{Guidance, Protocol, Rules};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use kernel::{Capacity, Clock, FixedClock, Partnership, PersonId, SeededRandomness, StreamId, StreamKind};
use records::Author;
use records::child::{OpenSupport, Register, Registered, SupportOpened};
use records::concern::{About, Way};
use records::partnership::{AddAgency, Agency, Found, Founded, Join, Joined};
use records::people::{Involved, SafeContact};
use records::request::{Asker, Channel, ChildDescribed, Receive, Received, WhoAsks};
use store::{DatabaseUrl, OpenOptions, Store};
use tempfile::TempDir;
use uuid::Uuid;

pub const NAVIGATOR: u128 = 1;
pub const SUPERVISOR: u128 = 2;
pub const ASSESSOR: u128 = 3;
pub const SCHOOL: u128 = 4;
pub const FRONT_DOOR: u128 = 5;
pub const FRONT_DOOR_MANAGER: u128 = 6;
pub const ADMINISTRATOR: u128 = 7;
pub const PARENT: u128 = 20;
pub const STRANGER: u128 = 21;

pub struct World {
    pub application: Application,
    pub clock: Arc<FixedClock>,
    _folder: TempDir,
}

pub fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn capacity(name: &str) -> Capacity {
    Capacity::new(name).unwrap()
}

const STAFF: [(u128, &str, &str, bool); 7] = [
    (NAVIGATOR, "Nasrin Oduya", "navigator", false),
    (SUPERVISOR, "Sunniva Marlow", "practice-supervisor", true),
    (ASSESSOR, "Ade Brimble", "lead-assessor", true),
    (SCHOOL, "Perrin Vale", "school", false),
    (FRONT_DOOR, "Idris Quill", "front-door-practitioner", true),
    (FRONT_DOOR_MANAGER, "Femi Garrow", "front-door-manager", true),
    (ADMINISTRATOR, "Ines Thorpe", "administrator", false),
];

impl World {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url: DatabaseUrl = format!("sqlite:{}/record.db", folder.path().display()).parse().unwrap();
        Self::at(&url, folder).await
    }

    /// In this database.
    pub async fn at(url: &DatabaseUrl, folder: TempDir) -> Self {
        let clock = Arc::new(FixedClock::new("2026-11-23T09:00:00Z".parse().unwrap()));
        let randomness = Arc::new(SeededRandomness::new(11));
        let store = Store::open(url, OpenOptions::new(randomness.clone())).unwrap();
        let guidance = Arc::new(Guidance::embedded().unwrap());
        let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
        let application = Application::new(Parts {
            store,
            partnership: Partnership::new("wendale").unwrap(),
            rules: Arc::new(Rules::new(guidance, protocol)),
            forms: Arc::new(forms::Library::embedded().unwrap()),
            policy: Arc::new(Policy::embedded().unwrap()),
            clock: clock.clone(),
            randomness,
        });
        let world = Self { application, clock, _folder: folder };
        world.found().await;
        world
    }

    async fn found(&self) {
        let now = self.clock.now();
        let nobody = Author::default();
        let mut unit = Unit::begin(&self.application).await.unwrap();
        let stream = PARTNERSHIP_STREAM.id;
        unit.decide(stream, &Found(Founded { name: "Wendale".into(), fictional: true }), &nobody, now)
            .unwrap();
        let agency = Agency {
            agency: "council".into(),
            name: "Wendale Council".into(),
            kind: "local-authority".into(),
        };
        unit.decide(stream, &AddAgency(agency), &nobody, now).unwrap();
        for (number, name, acting, qualified) in STAFF {
            let joined = Joined {
                person: person(number),
                name: name.into(),
                agency: "council".into(),
                capacities: vec![capacity(acting)],
                social_work_qualified: qualified,
                telephone: "01632 960 001".into(),
            };
            unit.decide(stream, &Join(joined), &nobody, now).unwrap();
        }
        unit.commit(now).await.unwrap();
    }

    pub fn later(&self, minutes: i64) {
        self.clock.set(self.clock.now() + SignedDuration::from_mins(minutes));
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn practitioner(&self, number: u128) -> Actor {
        let (_, _, acting, _) = STAFF.into_iter().find(|(who, ..)| *who == number).unwrap();
        Actor::Practitioner {
            partnership: self.application.partnership().clone(),
            person: person(number),
            agency: "council".into(),
            capacities: vec![capacity(acting)],
        }
    }

    pub fn family(&self, number: u128) -> Actor {
        Actor::Family { partnership: self.application.partnership().clone(), person: person(number) }
    }

    pub fn anybody(&self) -> Actor {
        Actor::Anonymous { partnership: self.application.partnership().clone() }
    }

    pub fn receive(&self, who: u128) -> Receive {
        let mut answers = self.application.forms().latest("ask").unwrap().no_answers();
        let question = forms::QuestionId::new("what-would-help").unwrap();
        answers.set(&question, Some(forms::Answer::Text("A sitter on Saturdays.".into())));
        Receive(Received {
            reference: "K7M-2QX".into(),
            channel: Channel::Web,
            received_at: self.now(),
            asker: Asker {
                person: person(who),
                name: "Jo Larch".into(),
                who: WhoAsks::ParentCarer,
                contact: SafeContact {
                    method: "phone".into(),
                    value: "01632 960 123".into(),
                    may_leave_message: true,
                },
            },
            child: ChildDescribed { called: "Robin".into(), ..ChildDescribed::default() },
            answers,
            care_may_fail: false,
            entered_by: None,
        })
    }

    /// A request sent by the pages.
    pub async fn requested(&self, who: u128) -> Uuid {
        let request = self.application.new_identifier();
        self.application.execute(&self.anybody(), Act::on(request, self.receive(who))).await.unwrap();
        request
    }

    /// A child's record on the support route, with a parent and an assessor.
    pub async fn child(&self) -> Uuid {
        self.child_born(None).await.0
    }

    /// A concern that a practitioner raises about a child.
    pub async fn raise_about(&self, who: u128, child: Uuid) -> Uuid {
        let worry = Worry {
            way: Way::Practitioner,
            about: About { child: Some(child), request: None, described: "Robin".into() },
            noticed: "A bruise".into(),
            immediate: false,
            unsure: false,
            reach: String::new(),
            answers: self.application.forms().latest("concern").unwrap().no_answers(),
        };
        self.application.raise_concern(&self.practitioner(who), worry, None).await.unwrap()
    }

    /// A child's record, for a child born on this day, and the request that led to it.
    pub async fn child_born(&self, birth_date: Option<Date>) -> (Uuid, Uuid) {
        let child = self.application.new_identifier();
        let request = self.requested(PARENT).await;
        let author = Author::new(person(SUPERVISOR), capacity("practice-supervisor"));
        let now = self.now();
        let mut unit = Unit::begin(&self.application).await.unwrap();
        let registered = Registered { called: "Robin".into(), full_name: "Robin Larch".into(), birth_date };
        unit.decide(child, &Register(registered), &author, now).unwrap();
        for (number, name, acting) in
            [(PARENT, "Jo Larch", "parent-carer"), (ASSESSOR, "Ade Brimble", "lead-assessor")]
        {
            let part = Involved {
                person: person(number),
                name: name.into(),
                capacity: capacity(acting),
                relationship: String::new(),
                contact: None,
                from: kernel::london_date(now),
                until: None,
            };
            unit.decide(child, &records::child::Involve(part), &author, now).unwrap();
        }
        let support = self.support(request);
        unit.decide(child, &OpenSupport(support), &author, now).unwrap();
        unit.commit(now).await.unwrap();
        (child, request)
    }

    /// Support that opens with a request.
    pub fn support(&self, request: Uuid) -> SupportOpened {
        SupportOpened {
            request,
            reference: "K7M-2QX".into(),
            received_at: self.now(),
            level: guidance::Level::Short,
            request_types: vec!["short-break".into()],
            sections: vec!["i-leisure".into()],
            why: "You asked for a short break.".into(),
            ehc_advice: false,
            disabled: Some(true),
            settled: std::collections::BTreeMap::new(),
            asked_by: None,
        }
    }

    /// A question of a section of the assessment that is answered in words.
    pub fn question_of(&self, section: &str) -> String {
        let form = self.application.forms().latest("assessment").unwrap();
        let questions = &form.section(section).unwrap().questions;
        let is_text = |question: &&forms::Question| {
            !question.intimate && matches!(question.kind, forms::Kind::LongText { .. })
        };
        questions.iter().find(is_text).unwrap().id.as_str().to_owned()
    }

    /// How many entries a stream has.
    pub async fn version(&self, kind: StreamKind, id: Uuid) -> u64 {
        let stream = StreamId::new(kind, id);
        self.application.store().load(self.application.partnership(), stream).await.unwrap().version
    }
}
