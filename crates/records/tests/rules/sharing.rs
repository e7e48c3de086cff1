//! Agreement is asked and its scope recorded before another agency is contacted for support; it is not the lawful footing,
//! and its absence takes a reason and prevents nothing.

use jiff::civil::date;
use kernel::PersonId;
use records::child::{
    AgreementRecorded, Involve, RecordAgreement, RecordShare, Register, Registered, Shared,
};
use records::people::Involved;

use crate::scene::{NAVIGATOR, PARENT, Scene, capacity, person};

const OTHER_PARENT: u128 = 21;
const SCHOOL: &str = "Larkfield School";

fn scene() -> Scene {
    let mut scene = Scene::new();
    let registered = Registered { called: "Robin".into(), ..Registered::default() };
    scene.child(NAVIGATOR, &Register(registered)).unwrap();
    for (number, name) in [(PARENT, "Jo Larch"), (OTHER_PARENT, "Sid Larch")] {
        let part = Involved {
            person: person(number),
            name: name.into(),
            capacity: capacity("parent-carer"),
            relationship: String::new(),
            contact: None,
            from: scene.today(),
            until: None,
        };
        scene.child(NAVIGATOR, &Involve(part)).unwrap();
    }
    scene
}

fn answer(by: PersonId, given: bool) -> AgreementRecorded {
    AgreementRecorded { by, with: SCHOOL.into(), scope: "How school days go".into(), given, until: None }
}

fn share() -> Shared {
    Shared {
        with: " larkfield school ".into(),
        what: "That a support assessment is open".into(),
        why: "To hear how school days go".into(),
        purpose: "To plan lessons".into(),
        under: None,
        basis: "UKGDPR-6-1-e".into(),
        passed_on: true,
        without_agreement: String::new(),
    }
}

fn record(scene: &mut Scene, fact: Shared) -> Result<usize, &'static str> {
    scene.child(NAVIGATOR, &RecordShare(fact)).map_err(|(code, _)| code)
}

fn ask(scene: &mut Scene, fact: AgreementRecorded) -> Result<usize, &'static str> {
    scene.child(NAVIGATOR, &RecordAgreement(fact)).map_err(|(code, _)| code)
}

#[test]
fn an_agency_is_contacted_for_support_after_the_family_was_asked() {
    let mut scene = scene();
    assert_eq!(record(&mut scene, share()), Err("not-agreed"));
    ask(&mut scene, answer(person(PARENT), true)).unwrap();
    assert_eq!(record(&mut scene, share()), Ok(1));
}

#[test]
fn whoever_was_asked_last_word_counts_and_each_speaks_for_themselves() {
    let mut scene = scene();
    ask(&mut scene, answer(person(PARENT), true)).unwrap();
    ask(&mut scene, answer(person(OTHER_PARENT), false)).unwrap();
    assert_eq!(record(&mut scene, share()), Err("not-agreed"), "one of two says no");
    ask(&mut scene, answer(person(OTHER_PARENT), true)).unwrap();
    assert_eq!(record(&mut scene, share()), Ok(1), "they changed their mind");
    ask(&mut scene, answer(person(PARENT), false)).unwrap();
    assert_eq!(record(&mut scene, share()), Err("not-agreed"), "an agreement can be taken back");
}

#[test]
fn an_agreement_holds_until_its_last_day() {
    let mut scene = scene();
    let until = AgreementRecorded { until: Some(date(2026, 11, 24)), ..answer(person(PARENT), true) };
    ask(&mut scene, until).unwrap();
    assert_eq!(record(&mut scene, share()), Ok(1));
    scene.now = "2026-11-25T09:00:00Z".parse().unwrap();
    assert_eq!(record(&mut scene, share()), Err("not-agreed"));
    let over = AgreementRecorded { until: Some(date(2026, 11, 24)), ..answer(person(PARENT), true) };
    assert_eq!(ask(&mut scene, over), Err("until-in-past"));
}

#[test]
fn pitfall_17_a_refusal_takes_a_reason_and_prevents_nothing() {
    let mut scene = scene();
    ask(&mut scene, answer(person(PARENT), false)).unwrap();
    let with_reason = Shared { without_agreement: "The school asked us to by law.".into(), ..share() };
    assert_eq!(record(&mut scene, with_reason), Ok(1));
    let refused = Shared { passed_on: false, ..share() };
    assert_eq!(record(&mut scene, refused), Ok(1), "not passing something on needs nobody's agreement");
}

#[test]
fn pitfall_17_each_share_names_its_footing_and_agreement_is_not_one() {
    let mut scene = scene();
    ask(&mut scene, answer(person(PARENT), true)).unwrap();
    for basis in ["", "agreement", "CSDPA-2"] {
        let fact = Shared { basis: basis.into(), ..share() };
        assert_eq!(record(&mut scene, fact), Err("basis-missing"), "{basis:?}");
    }
}

#[test]
fn what_is_missing_is_named() {
    let mut scene = scene();
    for (fact, code) in [
        (Shared { with: " ".into(), ..share() }, "with-missing"),
        (Shared { what: String::new(), ..share() }, "what-missing"),
        (Shared { why: String::new(), ..share() }, "why-missing"),
    ] {
        assert_eq!(record(&mut scene, fact), Err(code));
    }
    for (fact, code) in [
        (answer(person(NAVIGATOR), true), "agreement-by-missing"),
        (AgreementRecorded { with: String::new(), ..answer(person(PARENT), true) }, "with-missing"),
        (AgreementRecorded { scope: String::new(), ..answer(person(PARENT), true) }, "scope-missing"),
    ] {
        assert_eq!(ask(&mut scene, fact), Err(code));
    }
}
