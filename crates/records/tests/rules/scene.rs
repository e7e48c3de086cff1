//! A small invented partnership in memory, in which commands are decided one after the other.

use std::sync::{Arc, LazyLock};

use forms::Library as Forms;
use guidance::{Guidance, Protocol, Rules};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use kernel::{Capacity, EntryId, Moment, PersonId};
use records::challenge::Challenge;
use records::child::Child;
use records::concern::Concern;
use records::contact::Contact;
use records::help::Help;
use records::history::History;
use records::partnership::{
    AddAgency, Agency, Found, Founded, Join, Joined, Partnership, RecordTraining, Training,
};
use records::people::SafeContact;
use records::protection::Protection;
use records::request::{
    Asker, AskerConfirmed, Channel, ChildDescribed, ChildLink, ConfirmAsker, ConfirmRoute, ProposeRoute,
    Read, ReadRequest, Receive, Received, Request, Route, RouteProposed, Triage, Triaged, WhoAsks,
    YesNoUnsure,
};
use records::{Author, Command, Context, Recorded, Stream};
use uuid::Uuid;

/// The people of the scene.
pub const NAVIGATOR: u128 = 1;
pub const SUPERVISOR: u128 = 2;
pub const ASSESSOR: u128 = 3;
pub const LAPSED: u128 = 4;
pub const ADVISER: u128 = 5;
pub const FRONT_DOOR_MANAGER: u128 = 6;
pub const FRONT_DOOR: u128 = 7;
pub const OTHER_MANAGER: u128 = 8;
pub const UNQUALIFIED: u128 = 9;
pub const UNINVOLVED: u128 = 10;
pub const COMPLAINTS: u128 = 11;
pub const RESOURCES: u128 = 12;
pub const SOCIAL_WORKER: u128 = 13;
pub const CHAIR: u128 = 14;
pub const POLICE: u128 = 15;
pub const SCHOOL: u128 = 16;
pub const PARENT: u128 = 20;
pub const YOUNG_PERSON: u128 = 21;
pub const CHILD: u128 = 30;

static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms::embedded().unwrap());
static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let guidance = Arc::new(Guidance::embedded().unwrap());
    let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
    Rules::new(guidance, protocol)
});

/// What came of a command: nothing, or the code and the rule of its refusal.
pub type Outcome = Result<usize, (&'static str, &'static str)>;

pub struct Scene {
    pub now: Timestamp,
    pub rules: Rules,
    pub forms: &'static Forms,
    pub partnership: Partnership,
    pub request: Request,
    pub child: Child,
    pub concern: Concern,
    pub challenge: Challenge,
    pub protection: Protection,
    pub contact: Contact,
    pub help: Help,
    pub history: History,
    pub version: u64,
}

pub fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

pub fn capacity(name: &str) -> Capacity {
    Capacity::new(name).unwrap()
}

impl Scene {
    /// The partnership with its practitioners, on a Monday morning.
    pub fn new() -> Self {
        let mut scene = Self {
            now: "2026-11-23T09:00:00Z".parse().unwrap(),
            rules: RULES.clone(),
            forms: &FORMS,
            partnership: Partnership::default(),
            request: Request::default(),
            child: Child::default(),
            concern: Concern::default(),
            challenge: Challenge::default(),
            protection: Protection::default(),
            contact: Contact::default(),
            help: Help::default(),
            history: History::default(),
            version: 0,
        };
        scene.partnership(&Found(Founded { name: "Wendale".into(), fictional: true })).unwrap();
        let agency = Agency {
            agency: "council".into(),
            name: "Wendale Council".into(),
            kind: "local-authority".into(),
        };
        scene.partnership(&AddAgency(agency)).unwrap();
        for (number, name, capacities, qualified) in [
            (NAVIGATOR, "Nasrin Oduya", vec!["navigator"], false),
            (SUPERVISOR, "Sunniva Marlow", vec!["practice-supervisor"], true),
            (ASSESSOR, "Ade Brimble", vec!["lead-assessor"], true),
            (LAPSED, "Lowri Tamsin", vec!["lead-assessor"], false),
            (ADVISER, "Corin Asher", vec!["condition-adviser"], false),
            (FRONT_DOOR_MANAGER, "Femi Garrow", vec!["front-door-manager"], true),
            (FRONT_DOOR, "Idris Quill", vec!["front-door-practitioner"], true),
            (OTHER_MANAGER, "Orla Heath", vec!["front-door-manager"], true),
            (UNQUALIFIED, "Una Fell", vec!["front-door-practitioner"], false),
            (UNINVOLVED, "Noor Halewood", vec!["practice-supervisor"], true),
            (COMPLAINTS, "Piers Amble", vec!["complaints-manager"], false),
            (RESOURCES, "Ottoline Reeve", vec!["resource-decision-maker"], false),
            (SOCIAL_WORKER, "Wilf Ambry", vec!["social-worker"], true),
            (CHAIR, "Constance Vale", vec!["conference-chair", "reviewing-officer"], true),
            (POLICE, "Pell Harrow", vec!["police-safeguarding"], false),
            (SCHOOL, "Tilda Crane", vec!["school"], false),
        ] {
            let joined = Joined {
                person: person(number),
                name: name.into(),
                agency: "council".into(),
                capacities: capacities.into_iter().map(capacity).collect(),
                social_work_qualified: qualified,
                telephone: "01632 960 001".into(),
            };
            scene.partnership(&Join(joined)).unwrap();
        }
        for kind in scene.training_kinds() {
            scene.train(ASSESSOR, &kind, date(2026, 1, 10), date(2028, 1, 10));
            scene.train(LAPSED, &kind, date(2023, 1, 10), date(2025, 1, 10));
        }
        scene
    }

    fn training_kinds(&self) -> Vec<String> {
        let training = &self.rules.protocol().settings().training;
        let kinds: Vec<String> = training.iter().map(|kind| kind.id.clone()).collect();
        assert!(!kinds.is_empty(), "the protocol asks for training");
        kinds
    }

    fn train(
        &mut self,
        who: u128,
        kind: &str,
        completed_on: jiff::civil::Date,
        expires_on: jiff::civil::Date,
    ) {
        let training = Training { person: person(who), kind: kind.into(), completed_on, expires_on };
        self.partnership(&RecordTraining(training)).unwrap();
    }

    /// Changes what somebody of the scene may act as.
    pub fn give(&mut self, who: u128, capacities: &[&str]) {
        let known = self.partnership.practitioner(person(who)).unwrap();
        let joined = Joined {
            person: known.person,
            name: known.name.clone(),
            agency: known.agency.clone(),
            capacities: capacities.iter().map(|name| capacity(name)).collect(),
            social_work_qualified: known.social_work_qualified,
            telephone: known.telephone.clone(),
        };
        self.partnership(&Join(joined)).unwrap();
    }

    pub fn author(who: u128) -> Author {
        let acting = match who {
            NAVIGATOR => "navigator",
            SUPERVISOR | UNINVOLVED => "practice-supervisor",
            COMPLAINTS => "complaints-manager",
            ASSESSOR | LAPSED => "lead-assessor",
            ADVISER => "condition-adviser",
            YOUNG_PERSON => "young-person",
            FRONT_DOOR_MANAGER | OTHER_MANAGER => "front-door-manager",
            FRONT_DOOR | UNQUALIFIED => "front-door-practitioner",
            RESOURCES => "resource-decision-maker",
            SOCIAL_WORKER => "social-worker",
            CHAIR => "conference-chair",
            POLICE => "police-safeguarding",
            SCHOOL => "school",
            _ => "parent-carer",
        };
        Author::new(person(who), capacity(acting))
    }

    pub fn decide<C: Command>(&mut self, author: &Author, state: &mut C::Stream, command: &C) -> Outcome {
        let context = Context {
            now: self.now,
            author,
            partnership: &self.partnership,
            rules: &self.rules,
            forms: self.forms,
        };
        let events =
            records::decide(command, state, &context).map_err(|refusal| (refusal.code(), refusal.rule()))?;
        for decided in &events {
            self.version += 1;
            state.apply(&Recorded {
                entry: EntryId(Uuid::from_u128(u128::from(self.version) + 1000)),
                version: self.version,
                recorded_at: self.now,
                author: author.clone(),
                happened: decided.happened,
                event: decided.event.clone(),
            });
        }
        Ok(events.len())
    }

    pub fn partnership<C: Command<Stream = Partnership>>(&mut self, command: &C) -> Outcome {
        let mut state = self.partnership.clone();
        let outcome = self.decide(&Author::default(), &mut state, command);
        self.partnership = state;
        outcome
    }

    pub fn partnership_by<C: Command<Stream = Partnership>>(&mut self, who: u128, command: &C) -> Outcome {
        let mut state = self.partnership.clone();
        let outcome = self.decide(&Self::author(who), &mut state, command);
        self.partnership = state;
        outcome
    }

    pub fn request<C: Command<Stream = Request>>(&mut self, who: u128, command: &C) -> Outcome {
        let mut state = std::mem::take(&mut self.request);
        let outcome = self.decide(&Self::author(who), &mut state, command);
        self.request = state;
        outcome
    }

    pub fn child<C: Command<Stream = Child>>(&mut self, who: u128, command: &C) -> Outcome {
        let mut state = std::mem::take(&mut self.child);
        let outcome = self.decide(&Self::author(who), &mut state, command);
        self.child = state;
        outcome
    }

    pub fn concern<C: Command<Stream = Concern>>(&mut self, who: u128, command: &C) -> Outcome {
        let mut state = std::mem::take(&mut self.concern);
        let outcome = self.decide(&Self::author(who), &mut state, command);
        self.concern = state;
        outcome
    }

    pub fn help<C: Command<Stream = Help>>(&mut self, who: u128, command: &C) -> Outcome {
        let mut state = std::mem::take(&mut self.help);
        let outcome = self.decide(&Self::author(who), &mut state, command);
        self.help = state;
        outcome
    }

    pub fn protection<C: Command<Stream = Protection>>(&mut self, who: u128, command: &C) -> Outcome {
        let mut state = std::mem::take(&mut self.protection);
        let outcome = self.decide(&Self::author(who), &mut state, command);
        self.protection = state;
        outcome
    }

    pub fn contact<C: Command<Stream = Contact>>(&mut self, who: u128, command: &C) -> Outcome {
        let mut state = std::mem::take(&mut self.contact);
        let outcome = self.decide(&Self::author(who), &mut state, command);
        self.contact = state;
        outcome
    }

    pub fn history<C: Command<Stream = History>>(&mut self, who: u128, command: &C) -> Outcome {
        let mut state = std::mem::take(&mut self.history);
        let outcome = self.decide(&Self::author(who), &mut state, command);
        self.history = state;
        outcome
    }

    /// The same partnership and the same records, with room for one more concern.
    pub fn beside(&self) -> Self {
        Self {
            now: self.now,
            rules: self.rules.clone(),
            forms: self.forms,
            partnership: self.partnership.clone(),
            request: self.request.clone(),
            child: self.child.clone(),
            concern: Concern::default(),
            challenge: self.challenge.clone(),
            protection: self.protection.clone(),
            contact: self.contact.clone(),
            help: self.help.clone(),
            history: self.history.clone(),
            version: self.version,
        }
    }

    /// A concern decided by nobody: what no person asked for.
    pub fn concern_by_itself<C: Command<Stream = Concern>>(&mut self, command: &C) -> Outcome {
        let mut state = std::mem::take(&mut self.concern);
        let outcome = self.decide(&Author::default(), &mut state, command);
        self.concern = state;
        outcome
    }

    pub fn at(&mut self, time: &str) {
        self.now = time.parse().unwrap();
    }

    pub fn challenge<C: Command<Stream = Challenge>>(&mut self, who: u128, command: &C) -> Outcome {
        let mut state = std::mem::take(&mut self.challenge);
        let outcome = self.decide(&Self::author(who), &mut state, command);
        self.challenge = state;
        outcome
    }

    /// What would come of a command, without doing it.
    pub fn try_challenge<C: Command<Stream = Challenge>>(&mut self, who: u128, command: &C) -> Outcome {
        let kept = self.challenge.clone();
        let outcome = self.challenge(who, command);
        self.challenge = kept;
        outcome
    }

    pub fn days_later(&mut self, days: i64) {
        self.now += SignedDuration::from_hours(24 * days);
    }

    pub fn today(&self) -> jiff::civil::Date {
        kernel::london_date(self.now)
    }

    pub fn moment(&self) -> Moment {
        Moment::At(self.now)
    }

    /// A request by the pages, from a parent.
    pub fn received(&self) -> Received {
        let mut answers = self.forms.latest("ask").unwrap().no_answers();
        let question = |id: &str| forms::QuestionId::new(id).unwrap();
        let text = |words: &str| Some(forms::Answer::Text(words.into()));
        answers.set(&question("what-would-help"), text("Somebody to sit with Robin on Saturdays."));
        answers.set(&question("child-name"), text("Robin"));
        Received {
            reference: "K7M-2QX".into(),
            channel: Channel::Web,
            received_at: self.now,
            asker: Asker {
                person: person(PARENT),
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
        }
    }

    pub fn triaged(&self, disabled: YesNoUnsure) -> Triage {
        let answers = self.forms.latest("triage").unwrap().no_answers();
        Triage(Triaged { answers, disabled, request_types: vec!["short-break".into()] })
    }

    pub fn proposed(route: Route) -> ProposeRoute {
        ProposeRoute(RouteProposed {
            route,
            level: guidance::Level::Short,
            why: "You asked for a short break, and Robin needs somebody who knows epilepsy.".into(),
            link: (route == Route::Support).then(|| ChildLink::New(Uuid::from_u128(CHILD))),
        })
    }

    pub fn asker_confirmed() -> ConfirmAsker {
        ConfirmAsker(AskerConfirmed {
            how: "Called back on the number that the school holds.".into(),
            relationship: "mum".into(),
            capacity: capacity("parent-carer"),
            parental_responsibility: Some(true),
        })
    }

    /// As far as a confirmed support route.
    pub fn routed() -> Self {
        let mut scene = Self::new();
        scene.request(PARENT, &Receive(scene.received())).unwrap();
        scene.request(NAVIGATOR, &ReadRequest(Read { care_may_fail: false })).unwrap();
        scene.request(NAVIGATOR, &scene.triaged(YesNoUnsure::Yes)).unwrap();
        scene.request(NAVIGATOR, &Self::asker_confirmed()).unwrap();
        scene.request(NAVIGATOR, &Self::proposed(Route::Support)).unwrap();
        scene.request(SUPERVISOR, &ConfirmRoute).unwrap();
        scene
    }
}
