//! Decisions need by need: the failures that courts and the ombudsman found, each as a test that it cannot happen.

use records::child::{
    Allocate, DecideResources, Decision, DraftShared, Hundredths, NeedRecorded, Per, Quantity, RecordNeed,
    ResourcesDecided, Service, ServiceForm, ShareDraft, SignOff, SignedOff, Sufficiency, Unit,
};
use uuid::Uuid;

use crate::journey::{NEED, allocated, decided, need, plan, service};
use crate::scene::{ASSESSOR, RESOURCES, SUPERVISOR, Scene};

fn hours(whole: u32) -> Quantity {
    Quantity { amount: Hundredths(whole * 100), unit: Unit::Hours, per: Per::Week }
}

fn record(scene: &mut Scene, change: impl FnOnce(&mut NeedRecorded)) -> Result<usize, &'static str> {
    let mut command = need(Decision::Meet, "OB-12", "A trained sitter");
    change(&mut command.0);
    scene.child(ASSESSOR, &command).map_err(|(code, _)| code)
}

/// It stands what was tried to hear the child.
pub fn not_heard(scene: &mut Scene) {
    let (tried, why, next) = ("A call by video".into(), "Robin was away.".into(), "Meet in June".into());
    let tried = records::child::ViewsNotObtained { tried, why, next };
    scene.child(ASSESSOR, &records::child::RecordNotObtained(tried)).unwrap();
}

/// A need for this much, with this many people, decided.
pub fn decided_for(quantity: Quantity, ratio: &str) -> Scene {
    let mut scene = allocated();
    record(&mut scene, |need| {
        need.quantity = Some(quantity);
        need.ratio = ratio.into();
    })
    .unwrap();
    scene.child(ASSESSOR, &ShareDraft(DraftShared { words: String::new() })).unwrap();
    let away = records::child::NotMet { why: "Robin is away until June.".into() };
    scene.child(SUPERVISOR, &records::child::AgreeNotMet(away)).unwrap();
    not_heard(&mut scene);
    scene.child(SUPERVISOR, &SignOff(SignedOff { words: String::new() })).unwrap();
    scene
}

fn resources(quantity: Option<Quantity>, how: &str) -> DecideResources {
    let form = ServiceForm::Provided;
    DecideResources(ResourcesDecided { need: NEED, form, quantity, how: how.into() })
}

/// Staffordshire 22 014 266, Dudley 24 022 184.
#[test]
fn a_refusal_without_a_reason_cannot_be_recorded() {
    for decision in [Decision::NotNecessary, Decision::MetAlready, Decision::Unmet, Decision::Meet] {
        let mut scene = allocated();
        let outcome = record(&mut scene, |need| {
            need.decision = decision;
            need.why = "  ".into();
        });
        assert_eq!(outcome, Err("why-missing"), "{decision:?}");
    }
}

/// R (JL) v Islington [2009] EWHC 458 (Admin): criteria have no part in the absolute duty.
#[test]
fn islington_local_criteria_decide_no_absolute_duty() {
    let mut scene = allocated();
    let somewhere = |need: &mut NeedRecorded, criterion: &str, explained: &str| {
        need.duty = "OB-44".into();
        need.item = String::new();
        need.criterion = criterion.into();
        need.explained = explained.into();
    };
    assert_eq!(record(&mut scene, |need| somewhere(need, "2026-1 C1", "")), Err("criteria-have-no-part"));
    let turned_down = record(&mut scene, |need| {
        somewhere(need, "", "");
        need.decision = Decision::Unmet;
    });
    assert_eq!(turned_down, Err("duty-owed"));
    assert_eq!(
        record(&mut scene, |need| somewhere(need, "", "")),
        Err("explain-first"),
        "what section 20 means is explained before anybody agrees"
    );
    let explained = "On Tuesday, to both parents, with the leaflet; they can say no, and end it at any time.";
    assert_eq!(record(&mut scene, |need| somewhere(need, "", explained)), Ok(1));
}

/// R (JL) v Islington: criteria are published, cited with their version, and never applied in silence.
#[test]
fn a_criterion_is_cited_with_its_version_or_not_used() {
    let mut scene = allocated();
    let general = |need: &mut NeedRecorded, decision, criterion: &str| {
        need.duty = "OB-01".into();
        need.item = String::new();
        need.decision = decision;
        need.criterion = criterion.into();
    };
    assert_eq!(record(&mut scene, |need| general(need, Decision::Unmet, "")), Err("criterion-missing"));
    assert_eq!(record(&mut scene, |need| general(need, Decision::Unmet, "C1")), Err("unknown-criterion"));
    assert_eq!(
        record(&mut scene, |need| general(need, Decision::NotNecessary, "2025-1 C1")),
        Err("unknown-criterion")
    );
    assert_eq!(record(&mut scene, |need| general(need, Decision::Unmet, "2026-1 C2")), Ok(1));
    // Under section 2, criteria may inform what is necessary; they need not be used.
    let informed = |need: &mut NeedRecorded| need.decision = Decision::NotNecessary;
    assert_eq!(record(&mut scene, informed), Ok(1));
}

#[test]
fn under_section_2_it_is_said_which_of_the_listed_things_it_is() {
    let mut scene = allocated();
    assert_eq!(record(&mut scene, |need| need.item = String::new()), Err("item-missing"));
    assert_eq!(record(&mut scene, |need| need.item = "z".into()), Err("unknown-item"));
    assert_eq!(record(&mut scene, |need| need.item = "c".into()), Ok(1));
    assert_eq!(record(&mut scene, |need| need.duty = "DC-03".into()), Err("unknown-duty"));
}

/// R v Gloucestershire, ex parte Barry, and R (TS) v Hackney [2023] EWHC 3063 (Admin), whose panel decided otherwise than the
/// assessment: resources come after nothing that was accepted.
#[test]
fn barry_resources_cap_no_accepted_need() {
    let mut scene = decided_for(hours(10), "");
    let code = |scene: &mut Scene, command: &DecideResources| scene.child(RESOURCES, command).unwrap_err().0;
    assert_eq!(code(&mut scene, &resources(Some(hours(6)), "Six is what we can pay.")), "less-than-decided");
    let nights = Quantity { amount: Hundredths(5000), unit: Unit::Nights, per: Per::Week };
    assert_eq!(code(&mut scene, &resources(Some(nights), "Nights instead.")), "less-than-decided");
    assert_eq!(code(&mut scene, &resources(Some(hours(10)), "")), "how-met-missing");
    assert_eq!(scene.child(RESOURCES, &resources(Some(hours(12)), "Twelve, as a sitter.")), Ok(1));
    assert_eq!(scene.child(RESOURCES, &resources(Some(hours(10)), "Ten, from Brightwater.")), Ok(1));
    let short = Service { quantity: Some(hours(6)), ..service(NEED, "6 hours a week") };
    assert_eq!(scene.child(ASSESSOR, &plan(vec![short])).unwrap_err().0, "less-than-decided");
    assert_eq!(
        scene.child(ASSESSOR, &plan(vec![service(NEED, "some hours")])).unwrap_err().0,
        "less-than-decided",
        "what is not counted is not as much"
    );
    let two = |number, whole| Service {
        service: Uuid::from_u128(number),
        quantity: Some(hours(whole)),
        ..service(NEED, "a week")
    };
    assert_eq!(scene.child(ASSESSOR, &plan(vec![two(1, 4), two(2, 6)])), Ok(1));
}

#[test]
fn whoever_decides_resources_decides_how_and_never_whether() {
    let mut scene = allocated();
    assert_eq!(scene.child(RESOURCES, &resources(None, "Later")).unwrap_err().0, "not-signed-off");
    let mut scene = decided();
    assert_eq!(scene.child(ASSESSOR, &resources(None, "So")).unwrap_err().0, "own-assessment");
    assert_eq!(scene.child(SUPERVISOR, &resources(None, "So")).unwrap_err().0, "own-assessment");
    let before = scene.child.assessment.needs.clone();
    scene.child(RESOURCES, &resources(None, "As money, because the family wants it so.")).unwrap();
    assert_eq!(scene.child.assessment.needs, before, "the need and its decision stand");
    assert_eq!(scene.child(ASSESSOR, &plan(vec![])).unwrap_err().0, "need-without-service");
    let mut scene = allocated();
    record(&mut scene, |need| need.decision = Decision::MetAlready).unwrap();
    scene.child(ASSESSOR, &ShareDraft(DraftShared { words: String::new() })).unwrap();
    let away = records::child::NotMet { why: "Away.".into() };
    scene.child(SUPERVISOR, &records::child::AgreeNotMet(away)).unwrap();
    not_heard(&mut scene);
    scene.child(SUPERVISOR, &SignOff(SignedOff { words: String::new() })).unwrap();
    assert_eq!(scene.child(RESOURCES, &resources(None, "Give it")).unwrap_err().0, "need-not-accepted");
}

/// Waltham Forest 22 011 699: two people at once, when two are needed.
#[test]
fn waltham_forest_two_to_one_support_is_not_planned_as_one_to_one() {
    let mut scene = decided_for(hours(4), "2:1");
    let with = |ratio: &str| Service {
        quantity: Some(hours(4)),
        ratio: ratio.into(),
        ..service(NEED, "4 hours each Saturday")
    };
    assert_eq!(scene.child(ASSESSOR, &plan(vec![with("")])).unwrap_err().0, "ratio-below");
    assert_eq!(scene.child(ASSESSOR, &plan(vec![with("1:1")])).unwrap_err().0, "ratio-below");
    assert_eq!(scene.child(ASSESSOR, &plan(vec![with("2:1")])), Ok(1));
}

/// Liverpool 22 000 114, and the boy who was told that direct payments begin at "level 4".
#[test]
fn a_direct_payment_has_no_tier_gate() {
    for level in guidance::Level::ALL {
        let mut scene = decided();
        scene.child.assessment.opened.as_mut().unwrap().fact.level = *level;
        let money = Service {
            form: ServiceForm::DirectPayment,
            rate: Some(Hundredths(1650)),
            sufficiency: Some(Sufficiency {
                market_rate: Hundredths(1650),
                asked: "Three agencies, in November".into(),
                why_enough: String::new(),
            }),
            ..service(NEED, "4 hours each Saturday")
        };
        assert_eq!(scene.child(ASSESSOR, &plan(vec![money])), Ok(1), "{level}");
    }
}

#[test]
fn money_that_does_not_buy_the_help_is_no_direct_payment() {
    let mut scene = decided();
    let money = |rate: Option<u32>, market: u32, asked: &str, why: &str| Service {
        form: ServiceForm::Mixed,
        rate: rate.map(Hundredths),
        sufficiency: Some(Sufficiency {
            market_rate: Hundredths(market),
            asked: asked.into(),
            why_enough: why.into(),
        }),
        ..service(NEED, "4 hours each Saturday")
    };
    let code = |scene: &mut Scene, service| scene.child(ASSESSOR, &plan(vec![service])).unwrap_err().0;
    let unchecked = Service { sufficiency: None, ..money(Some(1200), 1650, "Three agencies", "") };
    assert_eq!(code(&mut scene, unchecked), "sufficiency-missing");
    assert_eq!(code(&mut scene, money(None, 1650, "Three agencies", "")), "sufficiency-missing");
    assert_eq!(code(&mut scene, money(Some(1200), 1650, "", "")), "sufficiency-missing");
    assert_eq!(code(&mut scene, money(Some(1200), 1650, "Three agencies", "")), "rate-too-low");
    let why = "Grandma wants to do it for this, and said so.";
    assert_eq!(scene.child(ASSESSOR, &plan(vec![money(Some(1200), 1650, "Three agencies", why)])), Ok(1));
}

#[test]
fn a_need_is_recorded_by_the_assessor_of_an_open_assessment() {
    let mut scene = decided();
    let again = RecordNeed(need(Decision::Meet, "OB-12", "A sitter").0);
    assert_eq!(scene.child(ASSESSOR, &again).unwrap_err().0, "signed-off");
    let other = Allocate { assessor: crate::scene::person(ASSESSOR), condition: None };
    assert_eq!(scene.child(SUPERVISOR, &other).unwrap_err().0, "signed-off");
}
