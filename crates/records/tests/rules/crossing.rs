//! Crossing from support to safeguarding: what starts it, what never does, what completes it, and the way back.

use std::collections::BTreeMap;

use forms::{Answer, Answers, QuestionId};
use jiff::SignedDuration;
use kernel::Moment;
use records::concern::{
    About, AddPart, AnswerConcern, CloseDiscussion, Closing, ConcernAnswered, ConfirmDiversion,
    DecideDiversion, DiversionConfirmed, EarlierOpened, Emergency, EnquiryAbout, FamilyTelling, OpenEarlier,
    OutcomeRecorded, Part, ProposeDiversion, Raise, Raised, Raiser, RecordOutcome, RecordTalk,
    RefusedBecause, SetTellingReview, StartEnquiries, StrategyClosed, TalkHeld, TellFamily, ToldPerson, Way,
};
use uuid::Uuid;

use crate::scene::{
    FRONT_DOOR, FRONT_DOOR_MANAGER, OTHER_MANAGER, Outcome, PARENT, Scene, UNQUALIFIED, person,
};

pub const PROPOSAL: Uuid = Uuid::from_u128(0x900);
const NIGHT: &str = "2026-11-24T02:00:00Z";
const SUNDAY: &str = "2026-11-22T11:00:00Z";

/// Answers to the form, by question: words, or the values chosen.
pub fn answers(scene: &Scene, given: &[(&str, &str)]) -> Answers {
    let form = scene.forms.latest("diversion").unwrap();
    let mut answers = form.no_answers();
    for (question, value) in given {
        let question = form.question(question).unwrap();
        let answer = match question.kind {
            forms::Kind::ManyOf(_) => Answer::Choices(value.split(' ').map(str::to_owned).collect()),
            forms::Kind::OneOf(_) => Answer::Choice((*value).to_owned()),
            _ => Answer::Text((*value).to_owned()),
        };
        answers.set(&question.id, Some(answer));
    }
    answers
}

/// Children of the household: what each is called, the decision, why.
pub fn children(scene: &Scene, rows: &[(&str, &str, &str)]) -> AddPart {
    let mut answers = scene.forms.latest("diversion").unwrap().no_answers();
    let question = |id: &str| QuestionId::new(id).unwrap();
    let rows = rows
        .iter()
        .map(|(called, decision, why)| {
            let mut row = BTreeMap::from([(question("called"), Answer::Text((*called).to_owned()))]);
            if !decision.is_empty() {
                row.insert(question("decision"), Answer::Choice((*decision).to_owned()));
            }
            if !why.is_empty() {
                row.insert(question("why"), Answer::Text((*why).to_owned()));
            }
            row
        })
        .collect();
    answers.set(&question("children"), Some(Answer::Rows(rows)));
    AddPart { part: Part::Children, answers }
}

pub fn raised(scene: &mut Scene, harm_from: &str) {
    raise(scene, PARENT, harm_from).unwrap();
}

pub fn raise(scene: &mut Scene, who: u128, harm_from: &str) -> Outcome {
    let mut answers = scene.forms.latest("concern").unwrap().no_answers();
    if !harm_from.is_empty() {
        let chosen = harm_from.split(' ').map(str::to_owned).collect();
        answers.set(&QuestionId::new("harm-from").unwrap(), Some(Answer::Choices(chosen)));
    }
    let raise = Raise {
        raised: Raised {
            way: Way::Practitioner,
            about: About { child: Some(Uuid::from_u128(30)), request: None, described: "Robin".into() },
            answers,
            noticed: "He flinched".into(),
            immediate: false,
            unsure: harm_from.is_empty(),
            raiser: Raiser::default(),
        },
        telling_review_at: scene.now + SignedDuration::from_hours(24),
    };
    scene.concern(who, &raise)
}

pub fn propose(scene: &mut Scene, who: u128, given: &[(&str, &str)]) -> Outcome {
    let answers = answers(scene, given);
    scene.concern(who, &ProposeDiversion { proposal: PROPOSAL, answers })
}

pub fn decide(scene: &mut Scene, who: u128, divert: bool, words: &str) -> Outcome {
    scene.concern(who, &DecideDiversion { proposal: PROPOSAL, divert, words: words.into() })
}

fn code(outcome: Outcome) -> &'static str {
    outcome.unwrap_err().0
}

fn open_duties(scene: &Scene) -> Vec<String> {
    let listed = records::concern::list(&scene.concern, &scene.rules).duties;
    listed.into_iter().map(|duty| duty.scheduled.clock.unwrap_or(duty.scheduled.duty)).collect()
}

#[test]
fn what_is_never_enough_alone_is_refused_with_the_rule_and_answered_the_same_day() {
    for listed in ["second-opinion", "cannot-cope", "complaining disagreeing", "alerting-sign missed-visits"]
    {
        let mut scene = Scene::new();
        raised(&mut scene, "family");
        propose(&mut scene, FRONT_DOOR, &[("grounds-listed", listed), ("harm-shown", "  ")]).unwrap();
        let refused = scene.concern.diversion.refused().expect("refused");
        assert_eq!(refused.fact.because, RefusedBecause::NeverSufficientAlone);
        // The concern stands on the list, and a written answer is due today.
        assert_eq!(scene.concern.stage(), "seen");
        assert!(
            open_duties(&scene).contains(&"LS-PROPOSAL-ANSWERED".to_owned()),
            "{:?}",
            open_duties(&scene)
        );
        assert_eq!(code(decide(&mut scene, FRONT_DOOR_MANAGER, true, "")), "no-proposal-waits");
        let answer = AnswerConcern(ConcernAnswered { words: "A second opinion is a right.".into() });
        scene.now += SignedDuration::from_mins(5);
        scene.concern(FRONT_DOOR_MANAGER, &answer).unwrap();
        assert!(!open_duties(&scene).contains(&"LS-PROPOSAL-ANSWERED".to_owned()));
        assert_eq!(scene.concern.stage(), "answered");
    }
}

#[test]
fn an_earlier_answer_does_not_stand_in_for_the_answer_to_a_refusal() {
    let mut scene = Scene::new();
    raised(&mut scene, "family");
    let answer = AnswerConcern(ConcernAnswered { words: "We look into it.".into() });
    scene.concern(FRONT_DOOR_MANAGER, &answer).unwrap();
    scene.now += SignedDuration::from_mins(5);
    propose(&mut scene, FRONT_DOOR, &[("grounds-listed", "complaining")]).unwrap();
    assert_eq!(scene.concern.stage(), "seen");
    assert!(open_duties(&scene).contains(&"LS-PROPOSAL-ANSWERED".to_owned()));
}

#[test]
fn a_pattern_counts_when_its_effect_is_said_and_an_injury_is_never_on_the_list() {
    let effect = "Three doses missed in a week; two long seizures since.";
    for given in [
        vec![("grounds-listed", "missed-visits"), ("harm-shown", effect)],
        vec![("grounds-listed", "explained-marks"), ("grounds-other", "new-injury")],
        vec![("grounds-listed", "safety-equipment"), ("grounds-other", "restraint-beyond-plan")],
        vec![("grounds-other", "care-missed")],
        vec![],
    ] {
        let mut scene = Scene::new();
        raised(&mut scene, "family");
        propose(&mut scene, FRONT_DOOR, &given).unwrap();
        assert!(scene.concern.diversion.waiting().is_some(), "{given:?}");
        assert_eq!(scene.concern.stage(), "proposed");
        decide(&mut scene, FRONT_DOOR_MANAGER, true, "").unwrap();
        let diversion = &scene.concern.diversion;
        let (decided, opened) = (diversion.decided.as_ref().unwrap(), diversion.opened.as_ref().unwrap());
        assert!(!decided.fact.alone && decided.at == opened.at, "it opens at once");
        assert_eq!(scene.concern.stage(), "diverted");
    }
}

#[test]
fn in_the_day_two_people_decide_and_one_is_a_manager_who_holds_no_resources() {
    let mut scene = Scene::new();
    raised(&mut scene, "family");
    propose(&mut scene, FRONT_DOOR_MANAGER, &[]).unwrap();
    assert_eq!(code(propose(&mut scene, FRONT_DOOR, &[])), "proposal-waits");
    for (who, refusal) in [
        (UNQUALIFIED, "decider-not-qualified"),
        (PARENT, "decider-not-qualified"),
        (FRONT_DOOR, "decider-not-a-manager"),
        (FRONT_DOOR_MANAGER, "decider-proposed"),
    ] {
        assert_eq!(code(decide(&mut scene, who, true, "Yes")), refusal, "{who}");
    }
    scene.give(OTHER_MANAGER, &["front-door-manager", "resource-decision-maker"]);
    assert_eq!(code(decide(&mut scene, OTHER_MANAGER, true, "Yes")), "decider-holds-resources");
    scene.give(OTHER_MANAGER, &["front-door-manager"]);
    decide(&mut scene, OTHER_MANAGER, true, "Yes").unwrap();
    assert_eq!(scene.concern.diversion.alone_since(), None);
    assert_eq!(code(propose(&mut scene, FRONT_DOOR, &[])), "discussion-open-already");
}

#[test]
fn at_night_one_qualified_person_acts_alone_and_a_manager_confirms() {
    for time in [NIGHT, SUNDAY] {
        let mut scene = Scene::new();
        scene.at(time);
        raised(&mut scene, "family");
        propose(&mut scene, FRONT_DOOR, &[]).unwrap();
        assert_eq!(code(decide(&mut scene, UNQUALIFIED, true, "")), "decider-not-qualified");
        // To refuse, there are always two, and one is a manager.
        assert_eq!(code(decide(&mut scene, FRONT_DOOR, false, "No")), "decider-not-a-manager");
        decide(&mut scene, FRONT_DOOR, true, "").unwrap();
        assert!(scene.concern.diversion.decided.as_ref().unwrap().fact.alone);
        assert!(scene.concern.diversion.opened.is_some());
        assert!(open_duties(&scene).contains(&"LS-CROSSING-CONFIRMED".to_owned()));
        scene.at("2026-11-24T09:30:00Z");
        let confirm =
            |agrees, words: &str| ConfirmDiversion(DiversionConfirmed { agrees, words: words.into() });
        assert_eq!(code(scene.concern(FRONT_DOOR, &confirm(true, ""))), "confirmer-not-a-manager");
        assert_eq!(code(scene.concern(OTHER_MANAGER, &confirm(false, " "))), "disagreeing-needs-why");
        scene.concern(OTHER_MANAGER, &confirm(true, "")).unwrap();
        assert!(!open_duties(&scene).contains(&"LS-CROSSING-CONFIRMED".to_owned()));
        assert_eq!(code(scene.concern(OTHER_MANAGER, &confirm(true, ""))), "already-confirmed");
    }
}

#[test]
fn a_manager_alone_at_night_does_not_confirm_themselves() {
    let mut scene = Scene::new();
    scene.at(NIGHT);
    raised(&mut scene, "family");
    propose(&mut scene, FRONT_DOOR_MANAGER, &[]).unwrap();
    decide(&mut scene, FRONT_DOOR_MANAGER, true, "").unwrap();
    let confirm = ConfirmDiversion(DiversionConfirmed { agrees: true, words: String::new() });
    assert_eq!(code(scene.concern(FRONT_DOOR_MANAGER, &confirm)), "confirmer-began");
}

#[test]
fn a_manager_who_decides_otherwise_answers_in_writing() {
    let mut scene = Scene::new();
    raised(&mut scene, "family");
    propose(&mut scene, FRONT_DOOR, &[]).unwrap();
    assert_eq!(code(decide(&mut scene, FRONT_DOOR_MANAGER, false, " ")), "refusal-needs-answer");
    decide(&mut scene, FRONT_DOOR_MANAGER, false, "The plan explains the marks.").unwrap();
    assert_eq!(scene.concern.answered.last().unwrap().fact.words, "The plan explains the marks.");
    assert!(!open_duties(&scene).contains(&"LS-PROPOSAL-ANSWERED".to_owned()));
    assert_eq!(scene.concern.stage(), "answered");
    // What is new may be proposed again.
    let again = ProposeDiversion { proposal: Uuid::from_u128(0x901), answers: answers(&scene, &[]) };
    scene.concern(FRONT_DOOR, &again).unwrap();
    assert_eq!(scene.concern.stage(), "proposed");
}

#[test]
fn an_emergency_has_no_proposer_step() {
    for (ground, who, alone) in [
        (Some(Emergency::ProtectionOrder), FRONT_DOOR_MANAGER, false),
        (Some(Emergency::ImmediateDanger), UNQUALIFIED, true),
        (None, FRONT_DOOR, true),
    ] {
        let mut scene = Scene::new();
        raised(&mut scene, "");
        scene.concern(who, &StartEnquiries { ground, ..StartEnquiries::default() }).unwrap();
        let diversion = &scene.concern.diversion;
        let enquiry = diversion.enquiry.as_ref().unwrap();
        assert!(enquiry.fact.emergency && diversion.opened.is_some() && diversion.proposals.is_empty());
        assert_eq!(diversion.alone_since().is_some(), alone);
        assert!(scene.concern.seen.is_some(), "whoever acts has seen it");
        assert_eq!(code(scene.concern(who, &StartEnquiries::default())), "enquiries-begun");
    }
}

#[test]
fn harm_from_outside_the_family_opens_no_enquiry_about_parenting() {
    let mut scene = Scene::new();
    raised(&mut scene, "care-worker setting");
    for duty in ["K31", "LS-SETTING"] {
        assert!(open_duties(&scene).contains(&duty.to_owned()), "{:?}", open_duties(&scene));
    }
    let parenting = StartEnquiries { about: Some(EnquiryAbout::Parenting), ..StartEnquiries::default() };
    let refused = scene.concern(FRONT_DOOR, &parenting).unwrap_err();
    assert_eq!(refused.0, "not-about-parenting");
    assert!(refused.1.contains("parents are partners"));
    // The enquiry about the harm itself is not held up, and is about nothing else.
    scene.concern(FRONT_DOOR, &StartEnquiries::default()).unwrap();
    assert_eq!(scene.concern.diversion.enquiry.as_ref().unwrap().fact.about, EnquiryAbout::HarmOutside);
    let told = [("officer-told", "told"), ("officer-details", "I rang the officer at 10:00.")];
    let officer = AddPart { part: Part::Officer, answers: answers(&scene, &told) };
    scene.concern(FRONT_DOOR, &officer).unwrap();
    assert!(!open_duties(&scene).contains(&"K31".to_owned()));
    assert!(open_duties(&scene).contains(&"LS-SETTING".to_owned()));

    // Where the family is among them, or nobody knows, parenting may be looked at; the officer is told all the same.
    for from in ["family", "unknown", "care-worker family"] {
        let mut scene = Scene::new();
        raised(&mut scene, from);
        assert_eq!(open_duties(&scene).contains(&"K31".to_owned()), from.contains("care-worker"), "{from}");
        scene.concern(FRONT_DOOR, &parenting).unwrap();
    }
}

#[test]
fn no_child_of_the_household_is_left_undecided() {
    let mut scene = Scene::new();
    raised(&mut scene, "family");
    let close = CloseDiscussion(StrategyClosed { decided: Closing::Enquiries, why: "Two seizures".into() });
    assert_eq!(code(scene.concern(FRONT_DOOR, &close)), "no-discussion");
    propose(&mut scene, FRONT_DOOR, &[]).unwrap();
    decide(&mut scene, FRONT_DOOR_MANAGER, true, "").unwrap();
    assert_eq!(code(scene.concern(FRONT_DOOR, &close)), "no-child-named");
    let both = [("Robin", "enquiry", "It is about him"), ("Wren", "", "")];
    let added = children(&scene, &both);
    scene.concern(FRONT_DOOR, &added).unwrap();
    assert!(!scene.concern.diversion.part(Part::Children).unwrap().fact.complete);
    assert_eq!(code(scene.concern(FRONT_DOOR, &close)), "child-undecided");
    // Leaving a child out is no way round.
    let dropped = children(&scene, &both[..1]);
    assert_eq!(code(scene.concern(FRONT_DOOR, &dropped)), "child-left-out");
    // A decision without a reason is none.
    let unreasoned = children(&scene, &[both[0], ("Wren", "no-enquiry", "")]);
    scene.concern(FRONT_DOOR, &unreasoned).unwrap();
    assert_eq!(code(scene.concern(FRONT_DOOR, &close)), "child-undecided");
    // Enquiries do not wait for any of it.
    scene.concern(FRONT_DOOR, &StartEnquiries::default()).unwrap();
    let decided = children(&scene, &[both[0], ("Wren", "no-enquiry", "She lives with her gran")]);
    scene.concern(FRONT_DOOR, &decided).unwrap();
    assert!(!open_duties(&scene).contains(&"LS-CROSSING-CHILDREN".to_owned()));
    scene.concern(FRONT_DOOR, &close).unwrap();
    assert_eq!(code(scene.concern(FRONT_DOOR, &close)), "no-discussion");
}

/// Diverted, with every child decided, and closed.
fn closed() -> Scene {
    let mut scene = Scene::new();
    raised(&mut scene, "family");
    propose(&mut scene, FRONT_DOOR, &[]).unwrap();
    decide(&mut scene, FRONT_DOOR_MANAGER, true, "").unwrap();
    let added = children(&scene, &[("Robin", "enquiry", "It is about him")]);
    scene.concern(FRONT_DOOR, &added).unwrap();
    let close = CloseDiscussion(StrategyClosed { decided: Closing::Enquiries, why: "To find out".into() });
    scene.concern(FRONT_DOOR, &close).unwrap();
    scene
}

#[test]
fn it_comes_back_when_it_is_not_borne_out() {
    let mut scene = closed();
    assert!(scene.concern.diversion.enquiry.is_some(), "closing with enquiries begins them");
    let outcome =
        |substantiated, why: &str| RecordOutcome(OutcomeRecorded { substantiated, why: why.into() });
    assert_eq!(code(scene.concern(FRONT_DOOR, &outcome(false, "x"))), "outcome-not-a-manager");
    assert_eq!(code(scene.concern(FRONT_DOOR_MANAGER, &outcome(false, ""))), "outcome-needs-why");
    let open = |why: &str| OpenEarlier(EarlierOpened { for_concern: Uuid::from_u128(0x77), why: why.into() });
    assert_eq!(code(scene.concern(FRONT_DOOR_MANAGER, &open("x"))), "not-set-aside");
    scene.now += SignedDuration::from_hours(1);
    scene.concern(FRONT_DOOR_MANAGER, &outcome(false, "The tests explain it")).unwrap();
    assert_eq!(scene.concern.stage(), "way-back", "somebody must tell the family, and find it for that");
    assert!(open_duties(&scene).contains(&"LS-WAY-BACK-TOLD".to_owned()));
    assert_eq!(code(scene.concern(FRONT_DOOR_MANAGER, &outcome(true, "x"))), "has-outcome");
    assert_eq!(code(scene.concern(FRONT_DOOR_MANAGER, &open("x"))), "not-set-aside");
    let told = telling(&scene);
    scene.concern(FRONT_DOOR_MANAGER, &told).unwrap();
    assert_eq!(scene.concern.stage(), "set-aside");
    assert!(open_duties(&scene).is_empty(), "{:?}", open_duties(&scene));
    // It is in the record, and opens with a reason, to whoever gives one.
    assert!(!scene.concern.diversion.is_open_again_to(person(OTHER_MANAGER)));
    assert_eq!(code(scene.concern(OTHER_MANAGER, &open(" "))), "earlier-needs-why");
    scene.concern(OTHER_MANAGER, &open("A new worry about the same child")).unwrap();
    assert!(scene.concern.diversion.is_open_again_to(person(OTHER_MANAGER)));
    assert!(!scene.concern.diversion.is_open_again_to(person(FRONT_DOOR)));
    let summary = scene.concern.summary().unwrap();
    assert_eq!((summary.substantiated, summary.from_outside, summary.complete), (Some(false), false, false));
}

#[test]
fn what_is_borne_out_stays_in_the_lists() {
    let mut scene = closed();
    let outcome = RecordOutcome(OutcomeRecorded { substantiated: true, why: "He told us".into() });
    scene.concern(FRONT_DOOR_MANAGER, &outcome).unwrap();
    assert_eq!(scene.concern.stage(), "answered");
    assert!(!scene.concern.diversion.is_set_aside());
}

fn telling(scene: &Scene) -> TellFamily {
    TellFamily {
        telling: FamilyTelling {
            telling: Uuid::from_u128(0x55),
            to: vec![ToldPerson { person: Some(person(PARENT)), name: "Jo Larch".into() }],
            how: "in-person".into(),
            words: "We looked into it.".into(),
        },
        happened: scene.moment(),
    }
}

#[test]
fn telling_names_who_how_and_in_which_words() {
    let mut scene = closed();
    let mut nobody = telling(&scene);
    nobody.telling.to.clear();
    let mut unsaid = telling(&scene);
    unsaid.telling.words = " ".into();
    let mut how = telling(&scene);
    how.telling.how = String::new();
    let mut future = telling(&scene);
    future.happened = Moment::On(jiff::civil::date(2027, 1, 1));
    for (command, refusal) in [
        (nobody, "nobody-told"),
        (unsaid, "told-words-missing"),
        (how, "told-how-missing"),
        (future, "told-in-future"),
    ] {
        assert_eq!(code(scene.concern(FRONT_DOOR_MANAGER, &command)), refusal);
    }
    assert!(open_duties(&scene).contains(&"LS-CROSSING-TOLD".to_owned()));
    let told = telling(&scene);
    scene.concern(FRONT_DOOR_MANAGER, &told).unwrap();
    assert!(!open_duties(&scene).contains(&"LS-CROSSING-TOLD".to_owned()));
}

#[test]
fn a_lawful_delay_has_a_reason_an_owner_and_a_time() {
    let mut scene = closed();
    let review_at = scene.now + SignedDuration::from_hours(48);
    let delay = SetTellingReview { why: "The police ask us to wait".into(), review_at };
    scene.concern(FRONT_DOOR_MANAGER, &delay).unwrap();
    assert!(!open_duties(&scene).contains(&"LS-CROSSING-TOLD".to_owned()));
    // It is looked at again when they said, each time, until the family is told.
    let looked_at = |scene: &Scene| {
        let listed = records::concern::list(&scene.concern, &scene.rules).duties;
        let mut telling = listed.into_iter().filter(|duty| duty.scheduled.duty == "LS-TELLING");
        let due = telling.next().map(|duty| duty.scheduled.due);
        assert!(telling.next().is_none());
        due
    };
    assert_eq!(looked_at(&scene), Some(guidance::Due::At(review_at)));
    scene.days_later(2);
    let review_at = scene.now + SignedDuration::from_hours(72);
    let delay = SetTellingReview { why: "They still ask us to wait".into(), review_at };
    scene.concern(FRONT_DOOR_MANAGER, &delay).unwrap();
    assert_eq!(looked_at(&scene), Some(guidance::Due::At(review_at)));
    let told = telling(&scene);
    scene.concern(FRONT_DOOR_MANAGER, &told).unwrap();
    assert_eq!(looked_at(&scene), None);
}

#[test]
fn whoever_is_unsure_talks_with_a_manager_the_same_day() {
    let mut scene = Scene::new();
    raised(&mut scene, "");
    assert!(open_duties(&scene).contains(&"LS-TALK".to_owned()));
    let talk = |with: &str, words: &str| RecordTalk(TalkHeld { with: with.into(), words: words.into() });
    assert_eq!(code(scene.concern(FRONT_DOOR, &talk("Jo", "x"))), "talk-not-a-manager");
    assert_eq!(code(scene.concern(FRONT_DOOR_MANAGER, &talk("", "x"))), "talk-with-missing");
    assert_eq!(code(scene.concern(FRONT_DOOR_MANAGER, &talk("Jo", ""))), "talk-words-missing");
    scene.concern(FRONT_DOOR_MANAGER, &talk("Jo", "She saw it twice")).unwrap();
    assert!(!open_duties(&scene).contains(&"LS-TALK".to_owned()));
}

#[test]
fn what_nobody_signed_in_asked_for_never_crosses() {
    let mut scene = Scene::new();
    scene.at(NIGHT);
    raised(&mut scene, "family");
    let proposed = ProposeDiversion { proposal: PROPOSAL, answers: answers(&scene, &[]) };
    assert_eq!(code(scene.concern_by_itself(&proposed)), "nobody-named-crossing");
    assert_eq!(code(scene.concern_by_itself(&StartEnquiries::default())), "nobody-named-crossing");
    scene.concern(FRONT_DOOR, &proposed).unwrap();
    let decided = DecideDiversion { proposal: PROPOSAL, divert: true, words: String::new() };
    assert_eq!(code(scene.concern_by_itself(&decided)), "nobody-named-crossing");
    assert!(scene.concern.diversion.opened.is_none());
}

#[test]
fn the_summary_counts_what_the_measures_ask() {
    let mut scene = Scene::new();
    assert!(scene.concern.summary().is_none());
    raised(&mut scene, "family");
    let fresh = scene.concern.summary().unwrap();
    assert_eq!((fresh.proposed, fresh.refused, fresh.diverted_at, fresh.complete), (0, 0, None, false));
    assert_eq!(fresh.child, Some(Uuid::from_u128(30)));
    scene.now += SignedDuration::from_mins(40);
    let whole = [
        ("harm-from", "family"),
        ("harm-shown", "Two seizures"),
        ("harm-kind", "neglect"),
        ("harm-when", "happened"),
        ("reasonable-cause", "The doses were missed"),
    ];
    propose(&mut scene, FRONT_DOOR, &whole).unwrap();
    scene.now += SignedDuration::from_secs(30);
    decide(&mut scene, FRONT_DOOR_MANAGER, true, "").unwrap();
    for said in ["LS-CROSSING-HARM", "LS-CROSSING-FROM-WHOM"] {
        assert!(!open_duties(&scene).contains(&said.to_owned()), "{said}: it was said before it was due");
    }
    assert!(!scene.concern.summary().unwrap().complete);
    let parts: Vec<Part> = scene.concern.parts_asked().collect();
    assert!(!parts.contains(&Part::Officer) && !parts.contains(&Part::Setting));
    for (part, given) in [
        (
            Part::Alternatives,
            vec![
                ("alternative-impairment", "No: epilepsy, under control when medicine is given"),
                ("alternative-unmet-need", "No"),
                ("alternative-services", "No"),
            ],
        ),
        (Part::Adviser, vec![("adviser-name", "Sister Bell"), ("adviser-words", "Doses matter")]),
        (Part::Agreement, vec![("agreement", "given"), ("agreement-why", "Mum agreed")]),
    ] {
        let add = AddPart { part, answers: answers(&scene, &given) };
        scene.concern(FRONT_DOOR, &add).unwrap();
    }
    let added = children(&scene, &[("Robin", "enquiry", "It is about him")]);
    scene.concern(FRONT_DOOR, &added).unwrap();
    let mut agencies = scene.forms.latest("diversion").unwrap().no_answers();
    let question = |id: &str| QuestionId::new(id).unwrap();
    let row = BTreeMap::from([(question("agency"), Answer::Text("Police".into()))]);
    agencies.set(&question("agencies"), Some(Answer::Rows(vec![row])));
    scene.concern(FRONT_DOOR, &AddPart { part: Part::Agencies, answers: agencies }).unwrap();
    assert!(!scene.concern.summary().unwrap().complete, "telling is not decided");
    let told = telling(&scene);
    scene.concern(FRONT_DOOR_MANAGER, &told).unwrap();
    let summary = scene.concern.summary().unwrap();
    assert!(summary.complete && summary.alternatives);
    let waited = summary.raised_at.duration_until(summary.diverted_at.unwrap());
    assert_eq!(waited, SignedDuration::from_secs(40 * 60 + 30));
    let empty = AddPart { part: Part::Adviser, answers: answers(&scene, &[]) };
    assert_eq!(code(scene.concern(FRONT_DOOR, &empty)), "nothing-added");
}
