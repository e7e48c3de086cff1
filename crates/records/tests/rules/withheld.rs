//! How somebody is reached who keeps that from the others of the family is in nothing that they read, whichever command wrote it.

use std::collections::BTreeSet;

use forms::Answer;
use jiff::civil::Date;
use kernel::{EntryId, Moment};
use records::child::{
    ChangeNotified, Child, ChildEvent, Comment, CommentAnswered, CommentKind, CommentMade, CommentOutcome,
    ContactWithheld, DraftShared, EndingNotified, FamilyTold, LetterIssued, LetterText, Met, NeedRecorded,
    NotMet, Plan, PlanShared, Register, Registered, ReviewHeld, Service, SignedOff, Source, ViewRecorded,
    VisitNotified, WithholdContact, Written,
};
use records::people::{Involved, SafeContact};
use records::{Author, Decided, Stream};
use uuid::Uuid;

use crate::scene::{ASSESSOR, PARENT, SUPERVISOR, Scene, capacity, person};

const OTHER_PARENT: u128 = 22;
const ADDRESS: &str = "7 Quiet Lane, Wendale";

/// Two parents of one child, who live apart; how one is reached is kept from the other.
fn apart() -> Scene {
    let mut scene = Scene::new();
    let register = Register(Registered { called: "Robin".into(), ..Registered::default() });
    scene.child(SUPERVISOR, &register).unwrap();
    for (who, value) in [(PARENT, ADDRESS), (OTHER_PARENT, "1 Old Road, Wendale")] {
        let contact = SafeContact { method: "letter".into(), value: value.into(), may_leave_message: false };
        let part = Involved {
            person: person(who),
            name: format!("Person {who}"),
            capacity: capacity("parent-carer"),
            relationship: String::new(),
            contact: Some(contact),
            from: scene.today(),
            until: None,
        };
        scene.child(SUPERVISOR, &records::child::Involve(part)).unwrap();
    }
    let withheld = ContactWithheld { person: person(PARENT), why: "A court ordered it.".into() };
    scene.child(SUPERVISOR, &WithholdContact(withheld)).unwrap();
    scene
}

fn refuses(scene: &Scene, author: u128, event: impl Into<ChildEvent>) -> bool {
    let decided = Decided { happened: Moment::At(scene.now), event: event.into() };
    let refusal = scene.child.refuses(&decided, &Scene::author(author));
    refusal.inspect(|refusal| assert_eq!(refusal.code(), "withheld-contact")).is_some()
}

fn at() -> String {
    format!("We meet at {} as usual.", ADDRESS.to_uppercase())
}

/// What practitioners write and a family reads, each with the address where a slip would put it.
fn slips(scene: &Scene) -> Vec<ChildEvent> {
    let day: Date = scene.today();
    vec![
        VisitNotified {
            visit: Uuid::from_u128(1),
            on: day,
            time: "10:00".into(),
            place: at(),
            who: "Her assessor".into(),
            sooner: String::new(),
        }
        .into(),
        Met { place: at(), how: "By sign".into(), views: String::new(), views_for_family: false }.into(),
        Met { place: "School".into(), how: "By sign".into(), views: at(), views_for_family: true }.into(),
        NotMet { why: at() }.into(),
        NeedRecorded { statement: at(), ..NeedRecorded::default() }.into(),
        NeedRecorded { met_by: at(), ..NeedRecorded::default() }.into(),
        DraftShared { words: at() }.into(),
        SignedOff { words: at() }.into(),
        Plan {
            services: vec![Service {
                service: Uuid::from_u128(2),
                need: Uuid::from_u128(3),
                what: "A break".into(),
                outcome: String::new(),
                amount: "4 hours a week".into(),
                quantity: None,
                ratio: String::new(),
                pattern: at(),
                provider: "Larkfield".into(),
                duty: "OB-12".into(),
                form: records::child::ServiceForm::Provided,
                rate: None,
                cost: None,
                sufficiency: None,
                contingency: String::new(),
                starts_on: day,
            }],
            contingency: String::new(),
            review_on: day,
        }
        .into(),
        PlanShared { words: at() }.into(),
        ReviewHeld { changed: at(), works: "Yes".into(), present: "All".into(), next_on: day }.into(),
        ChangeNotified {
            service: Uuid::from_u128(2),
            what: "Less".into(),
            why: at(),
            from: day,
            asked: String::new(),
        }
        .into(),
        EndingNotified { on: day, why: at(), agreed: String::new() }.into(),
    ]
}

#[test]
fn whatever_a_practitioner_writes_for_the_family_the_address_is_not_in_it() {
    let scene = apart();
    let slips = slips(&scene);
    let kinds: BTreeSet<_> = slips.iter().map(records::Event::kind).collect();
    assert_eq!(kinds.len(), 11, "{kinds:?}");
    for slip in slips {
        assert!(refuses(&scene, ASSESSOR, slip.clone()), "{slip:?}");
        // Where nobody keeps an address from anybody, it may stand.
        let mut open = scene.beside();
        open.child = Child { withheld: Vec::new(), ..scene.child.clone() };
        assert!(!refuses(&open, ASSESSOR, slip.clone()), "{slip:?}");
        // Whoever says it themselves is never refused.
        assert!(!refuses(&scene, PARENT, slip.clone()), "{slip:?}");
    }
}

#[test]
fn it_may_stand_where_only_those_read_it_who_know() {
    let scene = apart();
    let letter = |to: u128| LetterIssued {
        letter: Uuid::from_u128(4),
        kind: "other".into(),
        to: person(to),
        text: LetterText {
            easy: vec![records::child::EasyIdea { picture: String::new(), words: at() }],
            ..LetterText::default()
        },
    };
    let told = |to: &[u128]| FamilyTold {
        telling: Uuid::from_u128(5),
        to: to.iter().copied().map(person).collect(),
        how: "letter".into(),
        words: at(),
    };
    assert!(refuses(&scene, SUPERVISOR, letter(OTHER_PARENT)), "in easy read too");
    assert!(!refuses(&scene, SUPERVISOR, letter(PARENT)));
    assert!(refuses(&scene, SUPERVISOR, told(&[OTHER_PARENT])));
    assert!(refuses(&scene, SUPERVISOR, told(&[PARENT, OTHER_PARENT])));
    assert!(!refuses(&scene, SUPERVISOR, told(&[PARENT])));

    let kept = Met { place: "School".into(), how: "By sign".into(), views: at(), views_for_family: false };
    assert!(!refuses(&scene, ASSESSOR, kept), "the family does not read what the child keeps");
    let said = ViewRecorded {
        view: Uuid::from_u128(6),
        answers: scene.forms.latest("protection").unwrap().no_answers(),
        need: None,
        attachment: None,
    };
    assert!(!refuses(&scene, ASSESSOR, said));
    let written = |source: Source| Written {
        entry: EntryId(Uuid::from_u128(7)),
        form: "assessment@1".into(),
        section: "q-strengths".into(),
        question: "what-goes-well".into(),
        answer: Answer::Text(at()),
        source,
        source_note: String::new(),
    };
    assert!(refuses(&scene, ASSESSOR, written(Source::Practitioner)));
    assert!(refuses(&scene, ASSESSOR, written(Source::Report)));
    assert!(!refuses(&scene, ASSESSOR, written(Source::Family)), "a family's own words are never refused");
    let part = scene.child.involved[0].clone();
    assert!(!refuses(&scene, SUPERVISOR, part), "how somebody is reached stands with them");
}

#[test]
fn the_answer_to_a_comment_is_read_by_whoever_made_it() {
    let mut scene = apart();
    let made = |number: u128| CommentMade {
        comment: Uuid::from_u128(number),
        entry: None,
        need: None,
        kind: CommentKind::Missing,
        words: "Where?".into(),
    };
    for (who, number) in [(PARENT, 1), (OTHER_PARENT, 2)] {
        scene.child(who, &records::child::MakeComment(made(number))).unwrap();
    }
    let answered = |comment: &Comment| CommentAnswered {
        comment: comment.made.fact.comment,
        outcome: CommentOutcome::Changed,
        words: at(),
    };
    let comments = scene.child.comments.clone();
    assert!(!refuses(&scene, ASSESSOR, answered(&comments[0])));
    assert!(refuses(&scene, ASSESSOR, answered(&comments[1])));
}

#[test]
fn no_command_reaches_a_record_past_it() {
    let mut scene = apart();
    let not_met = records::child::AgreeNotMet(NotMet { why: at() });
    assert_eq!(scene.child(SUPERVISOR, &not_met).unwrap_err().0, "no-support");
    let agreement = |scope: String| {
        records::child::RecordAgreement(records::child::AgreementRecorded {
            by: person(OTHER_PARENT),
            with: "Larkfield".into(),
            scope,
            given: true,
            until: None,
        })
    };
    assert_eq!(scene.child(ASSESSOR, &agreement(at())).unwrap_err().0, "withheld-contact");
    assert_eq!(scene.child(ASSESSOR, &agreement("When they come.".into())), Ok(1));
    let nobody = Author::default();
    let decided = Decided { happened: Moment::At(scene.now), event: NotMet { why: at() }.into() };
    assert!(scene.child.refuses(&decided, &nobody).is_some(), "what nobody signed is looked at too");
}
