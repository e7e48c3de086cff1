//! Whatever is missing and in whatever order things are tried: no missing field refuses or delays a strategy discussion
//! or an enquiry, and nothing crosses that no two people, or no one at night, answer for.

use jiff::SignedDuration;
use proptest::prelude::*;
use records::concern::{
    AddPart, AnswerConcern, CloseDiscussion, Closing, ConcernAnswered, ConfirmDiversion, DecideDiversion,
    DiversionConfirmed, Emergency, EnquiryAbout, MarkSeen, OutcomeRecorded, Part, ProposeDiversion,
    RecordOutcome, StartEnquiries, StrategyClosed,
};
use uuid::Uuid;

use crate::crossing::{answers, children, decide, propose, raised};
use crate::scene::{
    ASSESSOR, FRONT_DOOR, FRONT_DOOR_MANAGER, OTHER_MANAGER, PARENT, Scene, UNQUALIFIED, person,
};

/// Every question that a proposal may answer, with something that answers it.
const PROPOSAL_FIELDS: [(&str, &str); 9] = [
    ("opinion", "I think he is afraid"),
    ("grounds-listed", "second-opinion missed-visits"),
    ("grounds-other", "care-missed"),
    ("harm-from", "family"),
    ("harm-shown", "Two long seizures"),
    ("harm-kind", "neglect"),
    ("harm-when", "happened"),
    ("reasonable-cause", "The doses were missed"),
    ("decision-why", "x"),
];
const RAISED_FROM: [&str; 4] = ["", "family", "unknown", "care-worker"];
const TIMES: [&str; 4] =
    ["2026-11-23T10:00:00Z", "2026-11-23T02:00:00Z", "2026-11-22T11:00:00Z", "2031-06-02T11:00:00Z"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    /// The proposal with any of its fields left out is accepted, unless what is *there* is only what is never enough
    /// alone; and the decision on it opens the strategy discussion in the same moment.
    #[test]
    fn no_missing_field_refuses_or_delays_a_strategy_discussion(
        given in proptest::collection::vec(any::<bool>(), PROPOSAL_FIELDS.len()),
        from in 0..RAISED_FROM.len(),
        time in 0..TIMES.len(),
        seen in any::<bool>(),
    ) {
        let mut scene = Scene::new();
        scene.at(TIMES[time]);
        raised(&mut scene, RAISED_FROM[from]);
        if seen {
            scene.concern(FRONT_DOOR, &MarkSeen).unwrap();
        }
        let given: Vec<_> =
            PROPOSAL_FIELDS.iter().zip(given).filter(|(_, given)| *given).map(|(field, _)| *field).collect();
        let has = |name: &str| given.iter().any(|(field, _)| *field == name);
        let only_listed = has("grounds-listed") && !has("grounds-other") && !has("harm-shown");
        prop_assert!(propose(&mut scene, FRONT_DOOR, &given).is_ok());
        prop_assert_eq!(scene.concern.diversion.refused().is_some(), only_listed);
        if only_listed {
            // Danger does not wait even for that.
            prop_assert!(scene.concern(FRONT_DOOR, &StartEnquiries::default()).is_ok());
        } else {
            prop_assert!(decide(&mut scene, FRONT_DOOR_MANAGER, true, "").is_ok());
        }
        let opened = scene.concern.diversion.opened.as_ref().expect("open");
        prop_assert_eq!(opened.at, scene.now);
    }

    /// Enquiries begin whatever is known and whatever was done before, with every field of theirs left out or not.
    #[test]
    fn no_missing_field_refuses_or_delays_an_enquiry(
        ground in proptest::option::of(0..Emergency::ALL.len()),
        words in "[a-z ]{0,8}",
        from in 0..RAISED_FROM.len(),
        time in 0..TIMES.len(),
        before in proptest::collection::vec((0..BEFORE.len(), 0..PEOPLE.len()), 0..8),
        who in 0_usize..4,
    ) {
        let mut scene = Scene::new();
        scene.at(TIMES[time]);
        raised(&mut scene, RAISED_FROM[from]);
        for (step, who) in before {
            take(&mut scene, BEFORE[step], PEOPLE[who], 0);
        }
        let ground = ground.map(|ground| Emergency::ALL[ground].1);
        let start = StartEnquiries { ground, about: None, words };
        prop_assert!(scene.concern(FRONT_DOOR_PEOPLE[who], &start).is_ok());
        prop_assert!(scene.concern.diversion.opened.is_some());
        prop_assert_eq!(scene.concern.diversion.enquiry.as_ref().unwrap().at, scene.now);
    }
}

const FRONT_DOOR_PEOPLE: [u128; 4] = [FRONT_DOOR, UNQUALIFIED, FRONT_DOOR_MANAGER, OTHER_MANAGER];
const PEOPLE: [u128; 6] = [FRONT_DOOR, UNQUALIFIED, FRONT_DOOR_MANAGER, OTHER_MANAGER, ASSESSOR, PARENT];
const STEPS: u8 = 14;
/// Every step that begins no enquiries and ends nothing.
const BEFORE: [u8; 11] = [0, 1, 2, 3, 6, 7, 8, 10, 11, 12, 13];

/// Tries one step. The number tells proposals apart.
fn take(scene: &mut Scene, step: u8, who: u128, number: u128) {
    let proposal = Uuid::from_u128(number);
    let latest = scene.concern.diversion.waiting().map_or(proposal, |waiting| waiting.made.fact.proposal);
    let decision = |divert| DecideDiversion { proposal: latest, divert, words: "Because".into() };
    let _tried = match step {
        0 => scene.concern(who, &ProposeDiversion { proposal, answers: answers(scene, &[]) }),
        1 => {
            let listed = answers(scene, &[("grounds-listed", "complaining")]);
            scene.concern(who, &ProposeDiversion { proposal, answers: listed })
        }
        2 => scene.concern(who, &decision(true)),
        3 => scene.concern(who, &decision(false)),
        4 => scene.concern(who, &StartEnquiries::default()),
        5 => {
            let about = Some(EnquiryAbout::Parenting);
            scene.concern(who, &StartEnquiries { about, ..StartEnquiries::default() })
        }
        6 => scene.concern(who, &children(scene, &[("Robin", "enquiry", "About him"), ("Wren", "", "")])),
        7 => {
            let both = [("Robin", "enquiry", "About him"), ("Wren", "no-enquiry", "Lives elsewhere")];
            scene.concern(who, &children(scene, &both))
        }
        8 => {
            let closed = StrategyClosed { decided: Closing::Support, why: "Help is needed".into() };
            scene.concern(who, &CloseDiscussion(closed))
        }
        9 => {
            let outcome = OutcomeRecorded { substantiated: false, why: "Explained".into() };
            scene.concern(who, &RecordOutcome(outcome))
        }
        10 => {
            let confirmed = DiversionConfirmed { agrees: true, words: String::new() };
            scene.concern(who, &ConfirmDiversion(confirmed))
        }
        11 => {
            let source = answers(scene, &[("harm-from", "care-worker")]);
            scene.concern(who, &AddPart { part: Part::Source, answers: source })
        }
        12 => scene.concern(who, &AnswerConcern(ConcernAnswered { words: "Read".into() })),
        _ => {
            scene.now += SignedDuration::from_hours(5);
            Ok(0)
        }
    };
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    /// In any order, by anybody.
    #[test]
    fn nothing_crosses_that_nobody_answers_for(
        from in 0..RAISED_FROM.len(),
        steps in proptest::collection::vec((0_u8..STEPS, 0..PEOPLE.len()), 1..20),
    ) {
        let mut scene = Scene::new();
        raised(&mut scene, RAISED_FROM[from]);
        for (number, (step, who)) in steps.into_iter().enumerate() {
            let outside = scene.concern.comes_from_outside_alone();
            let had_enquiry = scene.concern.diversion.enquiry.is_some();
            take(&mut scene, step, PEOPLE[who], number as u128);
            let diversion = &scene.concern.diversion;
            if let Some(enquiry) = diversion.enquiry.as_ref().filter(|_| !had_enquiry) {
                prop_assert!(!outside || enquiry.fact.about == EnquiryAbout::HarmOutside);
            }
        }
        let diversion = &scene.concern.diversion;
        if let Some(decided) = &diversion.decided {
            let proposer = diversion.proposals.last().unwrap().made.author.person;
            let known = scene.partnership.practitioner(decided.author.person.unwrap()).unwrap();
            prop_assert!(known.social_work_qualified);
            if decided.fact.alone {
                prop_assert!(!scene.rules.in_office_hours(decided.at));
            } else {
                prop_assert_ne!(proposer, decided.author.person);
                prop_assert!(scene.partnership.is_social_work_manager(decided.author.person));
            }
        }
        if let Some(opened) = &diversion.opened {
            prop_assert!(opened.author.person.is_some());
            prop_assert!(diversion.decided.is_some() || diversion.enquiry.is_some());
        }
        if diversion.closed.is_some() {
            prop_assert!(diversion.undecided().is_empty() && !diversion.children().is_empty());
        }
        if let Some(confirmed) = &diversion.confirmed {
            prop_assert!(diversion.beginners().all(|began| Some(began) != confirmed.author.person));
        }
        if let Some(outcome) = &diversion.outcome {
            prop_assert!(diversion.closed.is_some());
            prop_assert!(scene.partnership.is_social_work_manager(outcome.author.person));
            prop_assert_ne!(outcome.author.person, Some(person(PARENT)));
        }
        // A refusal is owed an answer until there is one after it.
        if let Some(refused) = diversion.refused() {
            let answered = scene.concern.answered.iter().any(|answered| answered.at >= refused.at);
            prop_assert_eq!(scene.concern.is_answered(), answered);
        }
    }
}
