//! A tiny invented partnership with one family, whose journey is told by real commands.

use std::sync::Arc;

use access::{Actor, Policy};
use application::{Application, PARTNERSHIP_STREAM, Parts, Unit};
use forms::{Answer, Answers, Library, QuestionId};
use guidance::{Guidance, Level, Protocol, Rules};
use jiff::Timestamp;
use jiff::civil::date;
use kernel::{
    Capacity, EntryId, FixedClock, Moment, Partnership, PersonId, SeededRandomness, StreamId, StreamKind,
};
use records::child::{self, Decision, LetterBlock, LetterText, Source};
use records::partnership::{AddAgency, Agency, Found, Founded, Join, Joined, RecordTraining, Training};
use records::people::{Involved, SafeContact};
use records::request::{self, WhoAsks};
use records::{Author, Command};
use store::{Batch, DatabaseUrl, OpenOptions, Store};
use tempfile::TempDir;
use uuid::Uuid;
use web::{Demonstration, DemonstrationFamily, DemonstrationPractitioner, Settings, Site};

pub const MUM: u128 = 1;
pub const DAD: u128 = 2;
pub const STRANGER: u128 = 3;
pub const YOUNG: u128 = 4;
pub const NAVIGATOR: u128 = 11;
pub const SUPERVISOR: u128 = 12;
pub const ASSESSOR: u128 = 13;
pub const ADVISER: u128 = 14;
pub const FRONT_DOOR: u128 = 15;
pub const FRONT_DOOR_MANAGER: u128 = 16;
pub const SECOND_SUPERVISOR: u128 = 17;
pub const COMPLAINTS: u128 = 18;
pub const DATA_OWNER: u128 = 19;

pub const REQUEST: Uuid = Uuid::from_u128(0x100);
pub const CHILD: Uuid = Uuid::from_u128(0x200);
pub const STRANGERS_REQUEST: Uuid = Uuid::from_u128(0x300);
pub const YOUNG_REQUEST: Uuid = Uuid::from_u128(0x400);
pub const NEED: Uuid = Uuid::from_u128(0x500);
pub const LETTER_TO_MUM: Uuid = Uuid::from_u128(0x601);
pub const LETTER_TO_DAD: Uuid = Uuid::from_u128(0x602);

pub fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

pub fn entry(number: u128) -> EntryId {
    EntryId(Uuid::from_u128(0x700 + number))
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn capacity(name: &str) -> Capacity {
    Capacity::new(name).unwrap()
}

fn by(number: u128, name: &str) -> Author {
    Author::new(person(number), capacity(name))
}

/// How far the journey goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// A request was sent.
    Asked,
    /// Somebody read it and answered; nobody is confirmed.
    Answered,
    /// The assessment is being written.
    Assessing,
    /// The draft is with the family.
    Draft,
    /// Decided, with a plan.
    Planned,
}

/// The partnership, its site, and a code for each person.
pub struct World {
    pub application: Application,
    pub site: Site,
    codes: Vec<(u128, String)>,
    _folder: TempDir,
}

struct Story {
    unit: Unit,
    now: Timestamp,
}

impl Story {
    fn request<C: Command<Stream = request::Request>>(&mut self, id: Uuid, command: &C, author: &Author) {
        self.unit.decide(id, command, author, self.now).unwrap();
    }

    fn child<C: Command<Stream = child::Child>>(&mut self, command: &C, author: &Author) {
        self.unit.decide(CHILD, command, author, self.now).unwrap();
    }

    fn partnership<C: Command<Stream = records::partnership::Partnership>>(&mut self, command: &C) {
        self.unit.decide(PARTNERSHIP_STREAM.id, command, &Author::default(), self.now).unwrap();
    }
}

impl World {
    pub async fn new(stage: Stage) -> Self {
        let folder = TempDir::new().unwrap();
        let url = DatabaseUrl::sqlite(folder.path().join("alongside.db"));
        let store = Store::open(&url, OpenOptions::new(Arc::new(SeededRandomness::new(1)))).unwrap();
        let guidance = Guidance::embedded().unwrap();
        let protocol = Protocol::embedded("wendale", &guidance).unwrap();
        let clock = Arc::new(FixedClock::new(at("2026-11-01T09:00:00Z")));
        let application = Application::new(Parts {
            store,
            partnership: Partnership::new("wendale").unwrap(),
            rules: Arc::new(Rules::new(Arc::new(guidance), Arc::new(protocol))),
            forms: Arc::new(Library::embedded().unwrap()),
            policy: Arc::new(Policy::embedded().unwrap()),
            clock: clock.clone(),
            randomness: Arc::new(SeededRandomness::new(2)),
        });
        let mut telling =
            Story { unit: Unit::begin(&application).await.unwrap(), now: at("2026-11-01T09:00:00Z") };
        found(&mut telling);
        tell(&mut telling, application.forms(), stage);
        let end = at("2026-12-14T10:00:00Z");
        telling.unit.commit(end).await.unwrap();
        clock.set(end);
        let codes = give_codes(&application, stage).await;
        let families = codes
            .iter()
            .map(|(_, code)| DemonstrationFamily {
                name: "Somebody".to_owned(),
                part: "a part".to_owned(),
                code: code.clone(),
            })
            .collect();
        let demonstration = Some(Demonstration { practitioners: staff(), families });
        let site =
            Site::new(application.clone(), press::pdf, Settings { demonstration, ..Settings::default() })
                .unwrap();
        Self { application, site, codes, _folder: folder }
    }

    pub fn router(&self) -> axum::Router {
        web::router(self.site.clone())
    }

    pub fn code(&self, number: u128) -> &str {
        &self.codes.iter().find(|(person, _)| *person == number).unwrap().1
    }

    /// A code of a person's own to the child's record.
    pub async fn code_to_record(&mut self, number: u128) -> String {
        let mut batch = Batch::new(self.application.partnership().clone(), self.application.now());
        let (kept, given) =
            self.application.make_code(person(number), StreamId::new(StreamKind::Child, CHILD));
        batch.codes.push(kept);
        self.application.store().append(batch).await.unwrap();
        let mut settings = self.site.settings().clone();
        if let Some(demonstration) = &mut settings.demonstration {
            demonstration.families.push(DemonstrationFamily {
                name: "Somebody".to_owned(),
                part: "a part".to_owned(),
                code: given.text.clone(),
            });
        }
        self.site = Site::new(self.application.clone(), press::pdf, settings).unwrap();
        given.text
    }

    /// A practitioner in a browser, signed in.
    pub async fn staff(&self, number: u128) -> crate::browser::Browser {
        crate::browser::Browser::as_practitioner(self.router(), &person(number).to_string()).await
    }

    pub fn practitioner(&self, number: u128, name: &str) -> Actor {
        Actor::Practitioner {
            partnership: self.application.partnership().clone(),
            person: person(number),
            agency: "council".to_owned(),
            capacities: vec![capacity(name)],
        }
    }
}

/// Everybody who works here, for signing in with one click.
fn staff() -> Vec<DemonstrationPractitioner> {
    (NAVIGATOR..=DATA_OWNER)
        .map(|number| DemonstrationPractitioner {
            person: person(number),
            name: "Somebody".to_owned(),
            part: "a part".to_owned(),
        })
        .collect()
}

async fn give_codes(application: &Application, stage: Stage) -> Vec<(u128, String)> {
    let mut batch = Batch::new(application.partnership().clone(), application.now());
    let mut codes = Vec::new();
    let mut reaches = vec![
        (MUM, StreamId::new(StreamKind::Request, REQUEST)),
        (STRANGER, StreamId::new(StreamKind::Request, STRANGERS_REQUEST)),
        (YOUNG, StreamId::new(StreamKind::Request, YOUNG_REQUEST)),
    ];
    if stage >= Stage::Assessing {
        reaches.push((DAD, StreamId::new(StreamKind::Child, CHILD)));
    }
    for (number, reach) in reaches {
        let (kept, given) = application.make_code(person(number), reach);
        batch.codes.push(kept);
        codes.push((number, given.text));
    }
    application.store().append(batch).await.unwrap();
    codes
}

fn found(story: &mut Story) {
    story.partnership(&Found(Founded { name: "Wendale".to_owned(), fictional: true }));
    story.partnership(&AddAgency(Agency {
        agency: "council".to_owned(),
        name: "Wendale Council".to_owned(),
        kind: "local-authority".to_owned(),
    }));
    for (number, name, part, qualified) in [
        (NAVIGATOR, "Nia Pell", "navigator", false),
        (SUPERVISOR, "Sol Hart", "practice-supervisor", true),
        (ASSESSOR, "Ama Field", "lead-assessor", true),
        (ADVISER, "Ada Brook", "condition-adviser", false),
        (FRONT_DOOR, "Finn Lake", "front-door-practitioner", true),
        (FRONT_DOOR_MANAGER, "Mara Stone", "front-door-manager", true),
        (SECOND_SUPERVISOR, "Second Hart", "practice-supervisor", true),
        (COMPLAINTS, "Cole Penn", "complaints-manager", false),
        (DATA_OWNER, "Dot Count", "data-owner", false),
    ] {
        story.partnership(&Join(Joined {
            person: person(number),
            name: name.to_owned(),
            agency: "council".to_owned(),
            capacities: vec![capacity(part)],
            social_work_qualified: qualified,
            telephone: format!("01632 9601{number}"),
        }));
    }
    story.partnership(&RecordTraining(Training {
        person: person(ASSESSOR),
        kind: "disability".to_owned(),
        completed_on: date(2024, 1, 8),
        expires_on: date(2026, 1, 8),
    }));
}

/// A request as the form makes it.
fn received(
    forms: &Library,
    number: u128,
    (name, reference): (&str, &str),
    who: WhoAsks,
    help: &str,
    when: Timestamp,
) -> request::Receive {
    let form = forms.latest("ask").unwrap();
    let mut answers: Answers = form.no_answers();
    let mut set = |question: &str, answer: Answer| {
        answers.set(&QuestionId::new(question).unwrap(), Some(answer));
    };
    let asking = if who == WhoAsks::YoungPerson { "child-or-young-person" } else { "parent-carer" };
    set("who-is-asking", Answer::Choice(asking.to_owned()));
    set("what-would-help", Answer::Text(help.to_owned()));
    if number == MUM {
        set("your-formats", Answer::Choices(vec!["large-print".to_owned()]));
    }
    set("contact-number", Answer::Text(format!("01632 96030{number}")));
    request::Receive(request::Received {
        reference: reference.to_owned(),
        channel: request::Channel::Web,
        received_at: when,
        asker: request::Asker {
            person: person(number),
            name: name.to_owned(),
            who,
            contact: SafeContact {
                method: "phone".to_owned(),
                value: format!("01632 96030{number}"),
                may_leave_message: true,
            },
        },
        child: request::ChildDescribed { called: "Robin".to_owned(), ..request::ChildDescribed::default() },
        answers,
        care_may_fail: false,
        entered_by: None,
    })
}

fn tell(story: &mut Story, forms: &Library, stage: Stage) {
    let navigator = by(NAVIGATOR, "navigator");
    story.now = at("2026-11-02T10:00:00Z");
    let help = "A night off each month, so that I can sleep.";
    let mums = received(forms, MUM, ("Dana Marsh", "AAA-111"), WhoAsks::ParentCarer, help, story.now);
    story.request(REQUEST, &mums, &by(MUM, "asker"));
    story.now = at("2026-11-02T10:30:00Z");
    let help = "Tell me about Robin Marsh.";
    let strangers =
        received(forms, STRANGER, ("Jo Reed", "BBB-222"), WhoAsks::FamilyOrFriend, help, story.now);
    story.request(STRANGERS_REQUEST, &strangers, &by(STRANGER, "asker"));
    let help = "I want somebody of my own to talk to.";
    let youngs = received(forms, YOUNG, ("Robin Marsh", "CCC-333"), WhoAsks::YoungPerson, help, story.now);
    story.request(YOUNG_REQUEST, &youngs, &by(YOUNG, "asker"));
    if stage == Stage::Asked {
        return;
    }
    story.now = at("2026-11-02T15:00:00Z");
    story.request(REQUEST, &request::ReadRequest(request::Read { care_may_fail: false }), &navigator);
    let answered = request::Answered { words: "Thank you. I will ring you on Tuesday.".to_owned() };
    story.request(REQUEST, &request::Answer(answered), &navigator);
    if stage >= Stage::Assessing {
        route(story, forms);
        assess(story);
    }
    if stage >= Stage::Draft {
        draft(story);
    }
    if stage >= Stage::Planned {
        decide(story);
    }
}

fn route(story: &mut Story, forms: &Library) {
    let (navigator, supervisor) = (by(NAVIGATOR, "navigator"), by(SUPERVISOR, "practice-supervisor"));
    story.now = at("2026-11-03T10:00:00Z");
    let triaged = request::Triaged {
        answers: forms.latest("triage").unwrap().no_answers(),
        disabled: request::YesNoUnsure::Yes,
        request_types: vec!["short-break".to_owned()],
    };
    story.request(REQUEST, &request::Triage(triaged), &navigator);
    let confirmed = request::AskerConfirmed {
        how: "Rang the number that the school holds".to_owned(),
        relationship: "mum".to_owned(),
        capacity: capacity("parent-carer"),
        parental_responsibility: Some(true),
    };
    story.request(REQUEST, &request::ConfirmAsker(confirmed), &navigator);
    let interim = request::InterimDecided {
        starts: true,
        words: "A sitter on Fridays.".to_owned(),
        ..request::InterimDecided::default()
    };
    story.request(REQUEST, &request::DecideInterimHelp(interim), &navigator);
    let proposed = request::RouteProposed {
        route: request::Route::Support,
        level: Level::Short,
        why: "Robin is disabled and nights are hard.".to_owned(),
        link: Some(request::ChildLink::New(CHILD)),
    };
    story.request(REQUEST, &request::ProposeRoute(proposed), &navigator);
    story.now = at("2026-11-03T11:00:00Z");
    story.request(REQUEST, &request::ConfirmRoute, &supervisor);
    story.child(
        &child::Register(child::Registered {
            called: "Robin".to_owned(),
            full_name: "Robin Marsh".to_owned(),
            birth_date: None,
        }),
        &supervisor,
    );
    for (number, name, relationship, from) in
        [(MUM, "Dana Marsh", "mum", date(2026, 11, 3)), (DAD, "Sam Marsh", "dad", date(2026, 11, 3))]
    {
        let part = Involved {
            person: person(number),
            name: name.to_owned(),
            capacity: capacity("parent-carer"),
            relationship: relationship.to_owned(),
            contact: Some(SafeContact {
                method: "phone".to_owned(),
                value: format!("01632 96030{number}"),
                may_leave_message: false,
            }),
            from,
            until: None,
        };
        story.child(&child::Involve(part), &supervisor);
    }
    let opened = child::SupportOpened {
        request: REQUEST,
        reference: "AAA-111".to_owned(),
        received_at: at("2026-11-02T10:00:00Z"),
        level: Level::Short,
        request_types: vec!["short-break".to_owned()],
        sections: ["a-request", "f-night", "p-child-views", "q-strengths"].map(str::to_owned).into(),
        why: "Robin is disabled and nights are hard.".to_owned(),
        ehc_advice: false,
        disabled: Some(true),
        settled: [("request.read".to_owned(), Moment::At(at("2026-11-02T15:00:00Z")))].into(),
        asked_by: Some(person(MUM)),
    };
    story.child(&child::OpenSupport(opened), &supervisor);
    story.now = at("2026-11-03T12:00:00Z");
    let allocate = child::Allocate {
        assessor: person(ASSESSOR),
        condition: Some(child::AdviserCondition {
            adviser: person(ADVISER),
            why: "Everybody else is away this month.".to_owned(),
        }),
    };
    story.child(&allocate, &supervisor);
}

fn assess(story: &mut Story) {
    let assessor = by(ASSESSOR, "lead-assessor");
    story.now = at("2026-11-10T14:00:00Z");
    let opened = child::SectionOpened {
        section: "i-leisure".to_owned(),
        why: "You told me about the swimming club.".to_owned(),
    };
    story.child(&child::OpenSection(opened), &assessor);
    for (number, section, question, words, source, note) in [
        (1, "a-request", "what-would-help", "Mum says: a night off each month.", Source::Family, "Mum"),
        (2, "a-request", "what-would-help", "Dad says: help with the car.", Source::Family, "Sam Marsh"),
        (3, "f-night", "usual-night", "Mum says: up four times, wet beds.", Source::Family, "Dana"),
        (4, "q-strengths", "what-goes-well", "Robin sings in the bath.", Source::Practitioner, ""),
        (5, "p-child-views", "child-says", "Robin pointed at the swing.", Source::Child, ""),
        (6, "i-leisure", "likes", "Robin rides ponies.", Source::Practitioner, ""),
    ] {
        let written = child::Written {
            entry: entry(number),
            form: "assessment@1".to_owned(),
            section: section.to_owned(),
            question: question.to_owned(),
            answer: Answer::Text(words.to_owned()),
            source,
            source_note: note.to_owned(),
        };
        let happened = Some(Moment::On(date(2026, 11, 9)));
        story.child(&child::Write { written, happened }, &assessor);
    }
    story.now = at("2026-11-11T14:00:00Z");
    let correct = child::Correct {
        entry: entry(4),
        based_on: 1,
        answer: Answer::Text("Robin sings in the shower.".to_owned()),
        why: "I had misheard.".to_owned(),
    };
    story.child(&correct, &assessor);
    let struck =
        child::StruckOut { entry: entry(6), why: "This was about somebody else. I am sorry.".to_owned() };
    story.child(&child::StrikeOut(struck), &assessor);
    let met = child::Met {
        place: "The park. Robin chose it.".to_owned(),
        how: "With picture cards.".to_owned(),
        views: "More swings.".to_owned(),
        views_for_family: true,
    };
    story.child(&child::RecordMeeting { met, happened: Moment::On(date(2026, 11, 11)) }, &assessor);
    story.now = at("2026-11-12T09:00:00Z");
    let disagree = child::CommentMade {
        comment: Uuid::from_u128(0x801),
        entry: Some(entry(4)),
        need: None,
        kind: child::CommentKind::Disagree,
        words: "Sam here: Robin hums.".to_owned(),
    };
    story.child(&child::MakeComment(disagree), &by(DAD, "parent-carer"));
}

fn draft(story: &mut Story) {
    let assessor = by(ASSESSOR, "lead-assessor");
    story.now = at("2026-11-16T09:00:00Z");
    let need = child::NeedRecorded {
        need: NEED,
        statement: "Sleep for the whole family".to_owned(),
        duty: "OB-12".to_owned(),
        decision: Decision::Meet,
        why: "Nobody can go on without sleep.".to_owned(),
        met_by: "One night away each month".to_owned(),
        item: "f".to_owned(),
        ..child::NeedRecorded::default()
    };
    story.child(&child::RecordNeed(need), &assessor);
    let shared = child::DraftShared { words: "Please tell me what I got wrong.".to_owned() };
    story.child(&child::ShareDraft(shared), &assessor);
}

fn decide(story: &mut Story) {
    let (assessor, supervisor) = (by(ASSESSOR, "lead-assessor"), by(SUPERVISOR, "practice-supervisor"));
    story.now = at("2026-11-20T09:00:00Z");
    let answer = child::CommentAnswered {
        comment: Uuid::from_u128(0x801),
        outcome: child::CommentOutcome::Kept,
        words: "Both can be true, Sam.".to_owned(),
    };
    story.child(&child::AnswerComment(answer), &assessor);
    story.now = at("2026-11-23T09:00:00Z");
    story.child(
        &child::SignOff(child::SignedOff { words: "Thank you for your time.".to_owned() }),
        &supervisor,
    );
    for (letter, to, name) in [(LETTER_TO_MUM, MUM, "Dana"), (LETTER_TO_DAD, DAD, "Sam")] {
        let issued = child::LetterIssued {
            letter,
            kind: "decision".to_owned(),
            to: person(to),
            text: LetterText {
                to: name.to_owned(),
                subject: format!("Robin will have a night away each month, {name}"),
                blocks: vec![LetterBlock::Paragraph("Because sleep is needed.".to_owned())],
                from: "Ama Field\n01632 960113".to_owned(),
                easy: Vec::new(),
            },
        };
        story.child(&child::IssueLetter(issued), &supervisor);
    }
    story.now = at("2026-11-25T09:00:00Z");
    let plan = child::Plan {
        services: vec![child::Service {
            need: NEED,
            what: "A night at Hill House".to_owned(),
            amount: "One night each month".to_owned(),
            provider: "Hill House (invented)".to_owned(),
            duty: "OB-12".to_owned(),
            starts_on: date(2026, 12, 5),
            service: Uuid::from_u128(0x501),
            ..child::Service::default()
        }],
        contingency: "Ring Ama and she finds another night.".to_owned(),
        review_on: date(2027, 2, 25),
    };
    story.child(&child::MakePlan(plan), &assessor);
    let shared = child::PlanShared { words: "Here is your plan.".to_owned() };
    story.child(&child::SharePlan(shared), &assessor);
}
