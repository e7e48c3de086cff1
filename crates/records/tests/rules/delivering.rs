//! Help that comes, help that does not, reviews, new assessments, notices, endings.

use jiff::civil::{Date, date};
use records::child::{
    Allocate, AnswerGap, AskForReview, ChangeNotified, DraftShared, EndSupport, EndingNotified, Episode,
    GapAnswered, GapReported, HoldReview, Hundredths, JoinRequest, Missed, NotMet, NotifyChange,
    NotifyEnding, OpenSupport, Per, Quantity, Reassess, RecordNeed, Remedy, ReportGap, RequestJoined,
    ReviewAsked, ReviewHeld, Service, ServiceStarted, ShareDraft, SignOff, SignedOff, StartService,
    SupportEnded, Unit,
};
use uuid::Uuid;

use crate::deciding::decided_for;
use crate::journey::{NEED, SERVICE, allocated, need, opened, plan, service};
use crate::scene::{ASSESSOR, PARENT, SUPERVISOR, Scene, person};

const GAP: Uuid = Uuid::from_u128(90);

pub fn hours(whole: u32) -> Quantity {
    Quantity { amount: Hundredths(whole * 100), unit: Unit::Hours, per: Per::Week }
}

pub fn saturday(whole: u32) -> Service {
    Service { quantity: Some(hours(whole)), ..service(NEED, "hours each Saturday") }
}

/// A plan with four hours a week.
pub fn planned() -> Scene {
    let mut scene = decided_for(hours(4), "");
    scene.days_later(1);
    scene.child(ASSESSOR, &plan(vec![saturday(4)])).unwrap();
    scene.days_later(1);
    scene
}

fn due(scene: &Scene, clock: &str) -> Vec<Date> {
    let listing = records::child::list(&scene.child, &scene.rules);
    let found = listing.duties.iter().filter(|duty| duty.scheduled.clock.as_deref() == Some(clock));
    found.filter_map(|duty| duty.scheduled.due.date()).collect()
}

fn episodes(scene: &Scene) -> Vec<Episode> {
    scene.child.episodes().into_iter().map(|(episode, _)| episode).collect()
}

/// Liverpool 22 000 114, Leicestershire 23 013 051: help that did not come was not seen, nor made good.
#[test]
fn a_gap_in_delivery_is_seen_counted_and_made_good() {
    let mut scene = planned();
    assert_eq!(due(&scene, "LS-START"), [date(2026, 12, 5)], "the first day is a duty");
    scene.days_later(14);
    let start = |on| StartService(ServiceStarted { service: SERVICE, on, words: String::new() });
    assert_eq!(scene.child(ASSESSOR, &start(date(2027, 12, 5))).unwrap_err().0, "in-future");
    scene.child(ASSESSOR, &start(date(2026, 12, 5))).unwrap();
    assert_eq!(scene.child(ASSESSOR, &start(date(2026, 12, 5))).unwrap_err().0, "already-started");
    assert_eq!(due(&scene, "LS-START"), []);
    let gap = |missed: u32, from| {
        ReportGap(GapReported {
            gap: GAP,
            service: SERVICE,
            from,
            until: None,
            missed: Hundredths(missed),
            words: "Nobody came, and nobody rang.".into(),
        })
    };
    assert_eq!(scene.child(PARENT, &gap(0, date(2026, 12, 5))).unwrap_err().0, "nothing-missed");
    assert_eq!(scene.child(PARENT, &gap(400, date(2027, 1, 1))).unwrap_err().0, "in-future");
    scene.child(PARENT, &gap(400, date(2026, 12, 5))).unwrap();
    assert_eq!(due(&scene, "LS-GAP").len(), 1, "it must be answered");
    assert!(episodes(&scene).contains(&Episode::Gap));
    let marks = records::child::list(&scene.child, &scene.rules).line.marks;
    assert!(marks.contains(&"gap-unanswered".to_owned()));
    let answer = |made_good: u32, words: &str| {
        AnswerGap(GapAnswered {
            gap: GAP,
            remedy: Remedy::MadeUp,
            made_good: Hundredths(made_good),
            words: words.into(),
        })
    };
    assert_eq!(scene.child(ASSESSOR, &answer(400, "")).unwrap_err().0, "why-missing");
    assert_eq!(scene.child(ASSESSOR, &answer(500, "More")).unwrap_err().0, "more-than-missed");
    scene.child(ASSESSOR, &answer(300, "The sitter was ill. Three hours more next week.")).unwrap();
    assert_eq!(
        scene.child.journey.missed(SERVICE),
        Missed { missed: Hundredths(400), made_good: Hundredths(300), unanswered: 0 }
    );
    assert_eq!(due(&scene, "LS-GAP"), []);
    assert_eq!(scene.child(ASSESSOR, &answer(100, "Again")).unwrap_err().0, "gap-answered");
}

#[test]
fn a_review_is_light_and_anybody_in_the_family_may_ask_for_it() {
    let mut scene = planned();
    assert_eq!(due(&scene, "LS-REVIEW-FIRST"), [date(2027, 2, 24)], "three months after the plan");
    scene.child(PARENT, &AskForReview(ReviewAsked { words: String::new() })).unwrap();
    assert_eq!(due(&scene, "LS-REVIEW-ASKED").len(), 1);
    assert!(episodes(&scene).contains(&Episode::ReviewAsked));
    scene.days_later(3);
    let held = |changed: &str, works: &str| {
        HoldReview(ReviewHeld {
            changed: changed.into(),
            works: works.into(),
            present: "Robin, Mum, Ade".into(),
            next_on: date(2027, 6, 1),
        })
    };
    assert_eq!(scene.child(ASSESSOR, &held("", "Yes")).unwrap_err().0, "changed-missing");
    assert_eq!(scene.child(ASSESSOR, &held("Robin sleeps better.", "")).unwrap_err().0, "works-missing");
    let before = scene.child.plan().cloned();
    scene.child(ASSESSOR, &held("Robin sleeps better.", "Robin asks for Saturdays.")).unwrap();
    assert_eq!(scene.child.plan().cloned(), before, "a review changes no service");
    assert_eq!((due(&scene, "LS-REVIEW-ASKED"), due(&scene, "LS-REVIEW-FIRST")), (vec![], vec![]));
    assert_eq!(due(&scene, "LS-REVIEW"), [date(2027, 5, 28)], "six months after the last");
}

pub fn notice(from: Date, asked: &str) -> NotifyChange {
    NotifyChange(ChangeNotified {
        service: SERVICE,
        what: "Two hours instead of four".into(),
        why: "Robin goes to the club now, which the new assessment shows.".into(),
        from,
        asked: asked.into(),
    })
}

pub fn reassess() -> Reassess {
    Reassess {
        why: "Robin changed schools.".into(),
        level: guidance::Level::Short,
        sections: vec!["i-leisure".into()],
    }
}

/// A new assessment, decided, with two hours in place of four.
pub fn reassessed(mut scene: Scene) -> Scene {
    scene.child(ASSESSOR, &reassess()).unwrap();
    scene.child(SUPERVISOR, &Allocate { assessor: person(ASSESSOR), condition: None }).unwrap();
    let mut again = need(records::child::Decision::Meet, "OB-12", "A sitter");
    again.0.quantity = Some(hours(2));
    scene.child(ASSESSOR, &RecordNeed(again.0)).unwrap();
    scene.child(ASSESSOR, &ShareDraft(DraftShared { words: String::new() })).unwrap();
    let away = NotMet { why: "Robin is at camp.".into() };
    scene.child(SUPERVISOR, &records::child::AgreeNotMet(away)).unwrap();
    crate::deciding::not_heard(&mut scene);
    scene.child(SUPERVISOR, &SignOff(SignedOff { words: String::new() })).unwrap();
    scene
}

#[test]
fn no_service_becomes_less_without_a_new_assessment_and_notice() {
    let mut scene = planned();
    let code = |scene: &mut Scene, services| scene.child(ASSESSOR, &plan(services)).unwrap_err().0;
    let other = Service { service: Uuid::from_u128(46), ..saturday(4) };
    assert_eq!(code(&mut scene, vec![other.clone()]), "cut-without-reassessment", "it may not vanish");
    let fewer = Service { ratio: "1:1".into(), ..saturday(4) };
    scene.child(ASSESSOR, &plan(vec![Service { ratio: "2:1".into(), ..saturday(6) }])).unwrap();
    assert_eq!(code(&mut scene, vec![saturday(4)]), "cut-without-reassessment");
    assert_eq!(code(&mut scene, vec![fewer]), "cut-without-reassessment", "nor lose a person");
    let far = date(2027, 3, 1);
    assert_eq!(scene.child(ASSESSOR, &notice(far, "")).unwrap_err().0, "cut-without-reassessment");
    scene.days_later(1);
    let mut scene = reassessed(scene);
    scene.days_later(1);
    assert_eq!(code(&mut scene, vec![saturday(2)]), "notice-missing");
    assert_eq!(scene.child(ASSESSOR, &notice(scene.today(), "")).unwrap_err().0, "change-too-soon");
    scene.child(ASSESSOR, &notice(far, "")).unwrap();
    assert_eq!(code(&mut scene, vec![saturday(2)]), "notice-runs");
    assert!(episodes(&scene).contains(&Episode::ChangeNotified));
    scene.days_later(100);
    let services = vec![saturday(2)];
    let later = records::child::Plan { review_on: date(2027, 9, 1), ..plan(services).0 };
    assert_eq!(scene.child(ASSESSOR, &records::child::MakePlan(later)), Ok(1));
    assert_eq!(scene.child.plans.len(), 3, "the plans before it stay");
}

#[test]
fn a_family_may_ask_for_less_and_have_it_at_once() {
    let mut scene = planned();
    scene.child(ASSESSOR, &plan(vec![saturday(6)])).unwrap();
    scene.days_later(1);
    let asked = notice(scene.today(), "We would like our Saturdays to ourselves again.");
    scene.child(ASSESSOR, &asked).unwrap();
    assert_eq!(scene.child(ASSESSOR, &plan(vec![saturday(4)])), Ok(1));
}

/// Nothing that was shown is shown again, and the help goes on meanwhile.
#[test]
fn a_new_assessment_keeps_what_was_written_and_the_help() {
    let mut scene = planned();
    assert_eq!(
        scene.child(ASSESSOR, &Reassess { why: " ".into(), ..reassess() }).unwrap_err().0,
        "why-missing"
    );
    let (entries, plan) = (scene.child.entries.len(), scene.child.plan().cloned());
    scene.child(ASSESSOR, &reassess()).unwrap();
    assert_eq!(scene.child(ASSESSOR, &reassess()).unwrap_err().0, "support-already-open");
    assert_eq!((scene.child.entries.len(), scene.child.plan().cloned()), (entries, plan));
    assert_eq!(scene.child.earlier.len(), 1);
    assert_eq!(scene.child.open_sections(), ["i-leisure"]);
    let side_by_side = episodes(&scene);
    assert!(side_by_side.contains(&Episode::Reassessing) && side_by_side.contains(&Episode::Active));
    let listing = records::child::list(&scene.child, &scene.rules);
    assert!(listing.duties.iter().any(|duty| duty.scheduled.duty == "AS-01"), "its own dates run");
    assert!(!listing.duties.iter().any(|duty| duty.scheduled.duty == "FD-02"), "nobody waits for an answer");
}

#[test]
fn a_second_request_joins_and_is_never_refused() {
    let mut scene = allocated();
    let join = JoinRequest {
        joined: RequestJoined {
            request: Uuid::from_u128(51),
            reference: "P2N-7RT".into(),
            received_at: scene.now,
            request_types: vec!["equipment".into()],
            sections: vec!["l-equipment".into(), "i-leisure".into()],
            why: "You asked for a bath seat as well.".into(),
            ehc_advice: false,
        },
        asked_by: person(PARENT),
    };
    scene.child(SUPERVISOR, &join).unwrap();
    assert_eq!(scene.child.open_sections(), ["a-request", "b-child", "i-leisure", "l-equipment"]);
    assert_eq!(scene.child(SUPERVISOR, &join).unwrap_err().0, "joined-already");
    // Once it is decided, a request opens the next one.
    let support = opened().child.assessment.opened.unwrap().fact;
    let mut scene = planned();
    assert_eq!(scene.child(SUPERVISOR, &join).unwrap_err().0, "no-support");
    assert_eq!(scene.child(SUPERVISOR, &OpenSupport(support)), Ok(1));
    assert_eq!(scene.child.earlier.len(), 1);
}

#[test]
fn support_ends_by_agreement_or_with_reasons_and_notice_and_it_is_easy_to_come_back() {
    let mut scene = planned();
    let ending = |on, why: &str, agreed: &str| {
        NotifyEnding(EndingNotified { on, why: why.into(), agreed: agreed.into() })
    };
    let end = EndSupport(SupportEnded { words: "Come back at any time.".into() });
    assert_eq!(scene.child(ASSESSOR, &end).unwrap_err().0, "ending-not-notified");
    let today = scene.today();
    assert_eq!(scene.child(ASSESSOR, &ending(today, "", "")).unwrap_err().0, "why-missing");
    assert_eq!(scene.child(ASSESSOR, &ending(today, "Moved", "")).unwrap_err().0, "ending-too-soon");
    scene.child(ASSESSOR, &ending(date(2027, 1, 29), "You moved to Eastmere.", "")).unwrap();
    assert_eq!(scene.child(ASSESSOR, &end).unwrap_err().0, "ending-notice-runs");
    assert!(episodes(&scene).contains(&Episode::Ending));
    scene.days_later(80);
    scene.child(ASSESSOR, &end).unwrap();
    assert_eq!((scene.child.stage(), episodes(&scene)), ("ended", vec![Episode::Ended]));
    let listing = records::child::list(&scene.child, &scene.rules);
    let left: Vec<_> = listing.duties.iter().map(|duty| duty.scheduled.duty.as_str()).collect();
    assert_eq!(left, ["DC-02", "FD-04"], "only the route letter, which this scene never sent, is still owed");
    scene.days_later(1);
    let support = opened().child.assessment.opened.unwrap().fact;
    scene.child(SUPERVISOR, &OpenSupport(support)).unwrap();
    assert_eq!(scene.child.stage(), "to-allocate");
    assert!(!scene.child.is_ended() && scene.child.plan().is_some(), "what was agreed before is there");
    // While an assessment is open, only the family ends it.
    let mut scene = allocated();
    let today = scene.today();
    assert_eq!(scene.child(ASSESSOR, &ending(today, "Enough", "")).unwrap_err().0, "still-assessed");
    assert_eq!(scene.child(ASSESSOR, &ending(today, "You moved", "We are off to Wales")), Ok(1));
}
