//! Everything that anybody can try, for tests that try it in any order. Each move is a command with made-up facts; what
//! varies between two throws of the same move is chosen by a number.

use forms::Answer;
use jiff::civil::date;
use kernel::EntryId;
use records::child::{
    AdviserCondition, AgreeNotMet, AgreementRecorded, Allocate, AnswerComment, CeilingReason,
    CommentAnswered, CommentKind, CommentMade, CommentOutcome, Correct, Decision, DraftShared,
    EndInvolvement, Involve, InvolvementEnded, IssueLetter, LetterIssued, LetterText, MakeComment, MakePlan,
    Met, NeedRecorded, NotMet, OpenSection, OpenSupport, Plan, PlanShared, RecordAgreement,
    RecordCeilingReason, RecordMeeting, RecordNeed, RecordShare, Register, Registered, SectionOpened,
    Service, ShareDraft, SharePlan, Shared, SignOff, SignedOff, Source, StrikeOut, StruckOut, SupportOpened,
    Write, Written,
};
use records::concern::{
    About, AnswerConcern, ConcernAnswered, MarkSeen, Raise, Raised, Raiser, SetTellingReview, Way,
};
use records::people::Involved;
use records::request::{
    ConfirmRoute, Read, ReadRequest, Receive, ReturnRoute, Route, RouteReturned, Withdraw, Withdrawn,
    YesNoUnsure,
};
use uuid::Uuid;

use crate::moves_of_breaks;
use crate::scene::{
    ADVISER, ASSESSOR, FRONT_DOOR_MANAGER, LAPSED, NAVIGATOR, Outcome, PARENT, SUPERVISOR, Scene, capacity,
    person,
};

/// Everybody who tries.
pub const PEOPLE: [u128; 7] = [NAVIGATOR, SUPERVISOR, ASSESSOR, LAPSED, ADVISER, FRONT_DOOR_MANAGER, PARENT];

/// Who tries, and which of the facts are taken.
#[derive(Debug, Clone, Copy)]
pub struct Throw {
    pub who: u128,
    pub number: u8,
}

impl Throw {
    /// One of three identifiers, so that moves meet.
    pub fn identifier(self, base: u128) -> Uuid {
        Uuid::from_u128(base + u128::from(self.number % 3))
    }

    pub fn one_of<T: Copy>(self, choices: &[T]) -> T {
        choices[usize::from(self.number) % choices.len()]
    }

    /// Words, or nothing: every fourth form is sent empty.
    pub fn words(self, words: &str) -> String {
        if self.number % 4 == 3 { String::new() } else { words.to_owned() }
    }
}

/// A move: its name, and how it is tried.
pub type Move = (&'static str, fn(&mut Scene, Throw) -> Outcome);

/// All of them.
pub const MOVES: &[Move] = &[
    ("receive", |scene, throw| scene.request(throw.who, &Receive(scene.received()))),
    ("read", |scene, throw| {
        scene.request(throw.who, &ReadRequest(Read { care_may_fail: throw.number.is_multiple_of(2) }))
    }),
    ("triage", |scene, throw| {
        let disabled = throw.one_of(&[YesNoUnsure::Yes, YesNoUnsure::No, YesNoUnsure::Unsure]);
        scene.request(throw.who, &scene.triaged(disabled))
    }),
    ("confirm asker", |scene, throw| scene.request(throw.who, &Scene::asker_confirmed())),
    ("propose route", |scene, throw| {
        scene.request(throw.who, &Scene::proposed(throw.one_of(&[Route::Support, Route::NotTakenUp])))
    }),
    ("confirm route", |scene, throw| scene.request(throw.who, &ConfirmRoute)),
    ("return route", |scene, throw| {
        scene.request(throw.who, &ReturnRoute(RouteReturned { why: throw.words("Look again") }))
    }),
    ("withdraw", |scene, throw| {
        let withdrawn = Withdrawn { reason: "other".into(), words: String::new() };
        scene.request(throw.who, &Withdraw(withdrawn))
    }),
    ("register", |scene, throw| {
        scene.child(throw.who, &Register(Registered { called: "Robin".into(), ..Registered::default() }))
    }),
    ("involve", |scene, throw| {
        let part = Involved {
            person: person(PARENT),
            name: "Jo Larch".into(),
            capacity: capacity("parent-carer"),
            relationship: "Mum".into(),
            contact: None,
            from: scene.today(),
            until: None,
        };
        scene.child(throw.who, &Involve(part))
    }),
    ("end involvement", |scene, throw| {
        let ended = InvolvementEnded {
            person: person(PARENT),
            capacity: capacity("parent-carer"),
            until: scene.today(),
            why: throw.words("They asked us to."),
        };
        scene.child(throw.who, &EndInvolvement(ended))
    }),
    ("open support", open_support),
    ("allocate", |scene, throw| {
        scene.child(throw.who, &Allocate { assessor: person(ASSESSOR), condition: None })
    }),
    ("allocate with adviser", |scene, throw| {
        let condition =
            AdviserCondition { adviser: person(ADVISER), why: throw.words("Nobody trained is free.") };
        scene.child(throw.who, &Allocate { assessor: person(LAPSED), condition: Some(condition) })
    }),
    ("open section", |scene, throw| {
        let section = throw.one_of(&["e-day", "f-night", "k-home", "no-such-section"]);
        let opened = SectionOpened { section: section.into(), why: throw.words("The family asked.") };
        scene.child(throw.who, &OpenSection(opened))
    }),
    ("write", write),
    ("correct", |scene, throw| {
        let entry = EntryId(throw.identifier(300));
        let based_on = 1 + u32::from(throw.number % 2);
        let answer = Answer::Text(format!("Corrected {}", throw.number));
        scene.child(throw.who, &Correct { entry, based_on, answer, why: String::new() })
    }),
    ("strike out", |scene, throw| {
        let struck = StruckOut { entry: EntryId(throw.identifier(300)), why: throw.words("Not theirs.") };
        scene.child(throw.who, &StrikeOut(struck))
    }),
    ("comment", |scene, throw| {
        let made = CommentMade {
            comment: throw.identifier(200),
            entry: None,
            need: None,
            kind: CommentKind::Wrong,
            words: throw.words("Not so"),
        };
        scene.child(throw.who, &MakeComment(made))
    }),
    ("answer comment", |scene, throw| {
        let answered = CommentAnswered {
            comment: throw.identifier(200),
            outcome: CommentOutcome::Changed,
            words: throw.words("Thank you"),
        };
        scene.child(throw.who, &AnswerComment(answered))
    }),
    ("meet", |scene, throw| {
        let met = Met {
            place: throw.words("At home, as Robin chose"),
            how: "By play".into(),
            views: "Likes trains".into(),
            views_for_family: false,
        };
        let happened = scene.moment();
        scene.child(throw.who, &RecordMeeting { met, happened })
    }),
    ("agree not met", |scene, throw| {
        scene.child(throw.who, &AgreeNotMet(NotMet { why: throw.words("Away") }))
    }),
    ("give ceiling reason", |scene, throw| {
        let reason = CeilingReason { why: throw.words("The family asked for more time.") };
        scene.child(throw.who, &RecordCeilingReason(reason))
    }),
    ("record need", record_need),
    ("share draft", |scene, throw| scene.child(throw.who, &ShareDraft(DraftShared { words: String::new() }))),
    ("sign off", |scene, throw| scene.child(throw.who, &SignOff(SignedOff { words: String::new() }))),
    ("make plan", make_plan),
    ("share plan", |scene, throw| scene.child(throw.who, &SharePlan(PlanShared { words: String::new() }))),
    ("issue letter", |scene, throw| {
        let letter = LetterIssued {
            letter: throw.identifier(400),
            kind: throw.one_of(&["route", "decision", "plan"]).into(),
            to: person(PARENT),
            text: LetterText::default(),
        };
        scene.child(throw.who, &IssueLetter(letter))
    }),
    ("record agreement", |scene, throw| {
        let answer = AgreementRecorded {
            by: person(throw.one_of(&[PARENT, NAVIGATOR])),
            with: "Larkfield School".into(),
            scope: throw.words("How school days go"),
            given: throw.number.is_multiple_of(2),
            until: throw.one_of(&[None, Some(date(2026, 11, 25))]),
        };
        scene.child(throw.who, &RecordAgreement(answer))
    }),
    ("record share", |scene, throw| {
        let share = Shared {
            with: "Larkfield School".into(),
            what: "That a support assessment is open".into(),
            why: "To hear how school days go".into(),
            purpose: "To plan lessons".into(),
            under: None,
            basis: throw.one_of(&["UKGDPR-6-1-e", "agreement", "CA04-16LA"]).into(),
            passed_on: !throw.number.is_multiple_of(5),
            without_agreement: throw.one_of(&["", "", "The law says that we must."]).into(),
        };
        scene.child(throw.who, &RecordShare(share))
    }),
    ("arrange breaks", moves_of_breaks::arrange),
    ("book stay", moves_of_breaks::book),
    ("cancel stay", moves_of_breaks::cancel),
    ("child says", moves_of_breaks::say),
    ("answer view", moves_of_breaks::answer),
    ("not obtained", moves_of_breaks::not_obtained),
    ("child wishes", moves_of_breaks::wish),
    ("follow wish", moves_of_breaks::follow),
    ("raise", raise),
    ("see", |scene, throw| scene.concern(throw.who, &MarkSeen)),
    ("answer concern", |scene, throw| {
        let answered = ConcernAnswered { words: throw.words("We talk with the school today.") };
        scene.concern(throw.who, &AnswerConcern(answered))
    }),
    ("review telling", |scene, throw| {
        let review_at = scene.now + jiff::SignedDuration::from_hours(20);
        let why = throw.words("The police are on their way.");
        scene.concern(throw.who, &SetTellingReview { why, review_at })
    }),
];

fn open_support(scene: &mut Scene, throw: Throw) -> Outcome {
    let support = SupportOpened {
        request: throw.identifier(50),
        reference: "K7M-2QX".into(),
        received_at: scene.now,
        level: throw.one_of(&[guidance::Level::Full, guidance::Level::Short, guidance::Level::SelfAssessed]),
        request_types: vec!["short-break".into()],
        sections: vec!["a-request".into(), "i-leisure".into()],
        why: "You asked for a short break.".into(),
        ehc_advice: throw.number.is_multiple_of(5),
        disabled: Some(true),
        settled: std::collections::BTreeMap::new(),
        asked_by: None,
    };
    scene.child(throw.who, &OpenSupport(support))
}

fn write(scene: &mut Scene, throw: Throw) -> Outcome {
    let (section, question) =
        throw.one_of(&[("i-leisure", "likes"), ("e-day", "day-words"), ("k-home", "home-words")]);
    let question = scene
        .forms
        .latest("assessment")
        .and_then(|form| form.section(section))
        .map_or_else(|| question.to_owned(), |section| section.questions[0].id.as_str().to_owned());
    let written = Written {
        entry: EntryId(throw.identifier(300)),
        form: throw.one_of(&["assessment@1", "assessment@1", "assessment@99"]).into(),
        section: section.into(),
        question,
        answer: Answer::Text("Trains".into()),
        source: Source::Family,
        source_note: String::new(),
    };
    scene.child(throw.who, &Write { written, happened: None })
}

fn record_need(scene: &mut Scene, throw: Throw) -> Outcome {
    let duty = throw.one_of(&["OB-12", "OB-01"]);
    let need = NeedRecorded {
        need: throw.identifier(100),
        statement: throw.words("A sitter"),
        duty: duty.into(),
        item: if duty == "OB-12" { "a".into() } else { String::new() },
        decision: Decision::ALL[usize::from(throw.number) % Decision::ALL.len()].1,
        why: "Because".into(),
        met_by: "A sitter".into(),
        ..NeedRecorded::default()
    };
    scene.child(throw.who, &RecordNeed(need))
}

fn make_plan(scene: &mut Scene, throw: Throw) -> Outcome {
    let service = |need| Service {
        need,
        what: "A sitter".into(),
        amount: "Weekly".into(),
        provider: "Brightwater Breaks".into(),
        duty: "OB-12".into(),
        starts_on: scene.today(),
        ..Service::default()
    };
    let needs = scene.child.assessment.needs.iter().map(|need| need.current().fact.need);
    let kept = usize::from(throw.number % 3) + 1;
    let services = needs.take(kept).map(service).collect();
    let plan = Plan { services, contingency: String::new(), review_on: scene.today() };
    scene.child(throw.who, &MakePlan(plan))
}

/// Somebody raises a concern with something in it.
pub fn raise(scene: &mut Scene, throw: Throw) -> Outcome {
    let raised = Raised {
        way: throw.one_of(&[Way::Practitioner, Way::SafetyLine, Way::Triage]),
        about: About::default(),
        answers: scene.forms.latest("concern").unwrap().no_answers(),
        noticed: "A new bruise that nobody explains".into(),
        immediate: throw.number.is_multiple_of(2),
        unsure: throw.number.is_multiple_of(3),
        raiser: Raiser::default(),
    };
    scene.concern(throw.who, &Raise { raised, telling_review_at: scene.now })
}
