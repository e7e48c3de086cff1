//! Several people of one family, each with rights of their own.

use forms::Answer;
use guidance::Level;
use kernel::EntryId;
use records::child::{
    AgreeReading, Allocate, ContactWithheld, Involve, IssueLetter, LetterBlock, LetterIssued, LetterText,
    OpenForYoungPerson, OpenSupport, ReadingAgreed, Register, Registered, Source, SupportOpened,
    WithholdContact, Write, Written,
};
use records::people::{Involved, SafeContact};
use uuid::Uuid;

use crate::scene::{ASSESSOR, NAVIGATOR, PARENT, SUPERVISOR, Scene, capacity, person};

const YOUNG_PERSON: u128 = 21;
const OTHER_PARENT: u128 = 22;

fn opened(scene: &Scene) -> SupportOpened {
    SupportOpened {
        request: Uuid::from_u128(50),
        reference: "K7M-2QX".into(),
        received_at: scene.now,
        level: Level::Short,
        request_types: vec![],
        sections: vec!["q-strengths".into()],
        why: "You asked.".into(),
        ehc_advice: false,
        disabled: Some(true),
        settled: std::collections::BTreeMap::new(),
        asked_by: None,
    }
}

fn part(scene: &Scene, who: u128, capacity_name: &str, contact: &str) -> Involve {
    Involve(Involved {
        person: person(who),
        name: format!("Person {who}"),
        capacity: capacity(capacity_name),
        relationship: String::new(),
        contact: Some(SafeContact {
            method: "letter".into(),
            value: contact.into(),
            may_leave_message: false,
        }),
        from: scene.today(),
        until: None,
    })
}

fn registered() -> Scene {
    let mut scene = Scene::new();
    let register = Register(Registered { called: "Robin".into(), ..Registered::default() });
    scene.child(SUPERVISOR, &register).unwrap();
    scene
}

fn refused(outcome: Result<usize, (&'static str, &'static str)>) -> &'static str {
    outcome.unwrap_err().0
}

#[test]
fn a_young_person_joining_a_record_is_not_announced_to_parents() {
    let mut scene = registered();
    scene.child(SUPERVISOR, &part(&scene, PARENT, "parent-carer", "1 Old Road")).unwrap();
    let asks = OpenForYoungPerson { person: person(YOUNG_PERSON), opened: opened(&scene) };
    assert_eq!(refused(scene.child(SUPERVISOR, &asks)), "young-person-not-agreed");
    assert!(scene.child.assessment.opened.is_none(), "nothing that a parent could read was written");
    assert_eq!(
        refused(scene.child(SUPERVISOR, &AgreeReading(ReadingAgreed { how: " ".into() }))),
        "reading-how-missing"
    );
    let agreed =
        AgreeReading(ReadingAgreed { how: "Robin told me on the telephone that mum may know.".into() });
    scene.child(NAVIGATOR, &agreed).unwrap();
    assert_eq!(scene.child(SUPERVISOR, &asks), Ok(1));
    assert!(!scene.child.is_kept_from_parents());
}

#[test]
fn no_parent_joins_a_young_persons_own_record_until_they_agree() {
    let mut scene = registered();
    let asks = OpenForYoungPerson { person: person(YOUNG_PERSON), opened: opened(&scene) };
    assert_eq!(scene.child(SUPERVISOR, &asks), Ok(2));
    scene.child(SUPERVISOR, &part(&scene, YOUNG_PERSON, "young-person", "text me")).unwrap();
    let parent = part(&scene, PARENT, "parent-carer", "1 Old Road");
    assert_eq!(refused(scene.child(NAVIGATOR, &parent)), "young-person-not-agreed");
    let advocate = part(&scene, 33, "supporter", "01632 960 555");
    assert_eq!(scene.child(NAVIGATOR, &advocate), Ok(1), "somebody they chose takes part");
    assert_eq!(refused(scene.child(SUPERVISOR, &OpenSupport(opened(&scene)))), "support-already-open");
    let owed = |scene: &Scene| {
        let duties = records::child::list(&scene.child, &scene.rules).duties;
        duties.iter().any(|listed| listed.scheduled.duty == "DC-04")
    };
    assert!(!owed(&scene), "an offer to a parent would tell them");
    scene.child(NAVIGATOR, &AgreeReading(ReadingAgreed { how: "They said so.".into() })).unwrap();
    assert!(owed(&scene));
    assert_eq!(scene.child(NAVIGATOR, &parent), Ok(1));
}

#[test]
fn an_address_that_must_not_be_known_is_told_to_nobody_else_of_the_family() {
    const ADDRESS: &str = "7 Quiet Lane, Wendale";
    let mut scene = registered();
    scene.child(SUPERVISOR, &OpenSupport(opened(&scene))).unwrap();
    scene.child(SUPERVISOR, &part(&scene, PARENT, "parent-carer", ADDRESS)).unwrap();
    scene.child(SUPERVISOR, &part(&scene, OTHER_PARENT, "parent-carer", "1 Old Road")).unwrap();
    scene.child(SUPERVISOR, &Allocate { assessor: person(ASSESSOR), condition: None }).unwrap();
    let withhold =
        |who| WithholdContact(ContactWithheld { person: person(who), why: "A court ordered it.".into() });
    assert_eq!(refused(scene.child(ASSESSOR, &withhold(99))), "not-involved");
    scene.child(ASSESSOR, &withhold(PARENT)).unwrap();
    assert_eq!(refused(scene.child(ASSESSOR, &withhold(PARENT))), "already-withheld");

    let letter = |to: u128, words: &str| {
        IssueLetter(LetterIssued {
            letter: Uuid::from_u128(9),
            kind: "draft".into(),
            to: person(to),
            text: LetterText {
                blocks: vec![LetterBlock::Table(vec![("Where".into(), words.into())])],
                ..LetterText::default()
            },
        })
    };
    for words in [ADDRESS, "at 7, QUIET LANE (Wendale)", "7quietlanewendale"] {
        assert_eq!(
            refused(scene.child(SUPERVISOR, &letter(OTHER_PARENT, words))),
            "withheld-contact",
            "{words}"
        );
    }
    assert_eq!(
        scene.child(SUPERVISOR, &letter(PARENT, ADDRESS)),
        Ok(1),
        "their own address is theirs to read"
    );
    assert_eq!(scene.child(SUPERVISOR, &letter(OTHER_PARENT, "at 1 Old Road")), Ok(1));

    let write = |number: u128, source: Source| Write {
        written: Written {
            entry: EntryId(Uuid::from_u128(number)),
            form: "assessment@1".into(),
            section: "q-strengths".into(),
            question: "what-goes-well".into(),
            answer: Answer::Text(format!("I met Robin at {ADDRESS}.")),
            source,
            source_note: String::new(),
        },
        happened: None,
    };
    assert_eq!(refused(scene.child(ASSESSOR, &write(1, Source::Practitioner))), "withheld-contact");
    assert_eq!(scene.child(ASSESSOR, &write(2, Source::Family)), Ok(1), "their own words are never refused");
}
