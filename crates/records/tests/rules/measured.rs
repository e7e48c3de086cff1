//! What streams contribute to the equality measures.

use forms::Answer;
use kernel::EntryId;
use measures::{Diagnosis, Disabled, Diversion, Facts, Outcome};
use records::challenge::{Make, Way};
use records::child::{
    AnswerGap, CommentKind, CommentMade, GapAnswered, GapReported, Hundredths, LinkedStep, MakeComment, Met,
    OpenSection, Reassess, RecordMeeting, Remedy, ReportGap, SectionOpened, ServiceStarted, Source,
    StartService, StrikeOut, StruckOut, Write, Written,
};
use records::concern::{self, About, Raise, Raised, Raiser};
use records::feedback::Feedback;
use records::measured::{of_challenge, of_child, of_concern, of_feedback, of_protection, of_request};
use records::request::{Read, ReadRequest, Receive, Request, Withdraw, Withdrawn, YesNoUnsure};
use uuid::Uuid;

use crate::beside::{step, take_part};
use crate::delivering::planned;
use crate::journey::{SERVICE, allocated};
use crate::scene::{
    ASSESSOR, CHILD, FRONT_DOOR, FRONT_DOOR_MANAGER, NAVIGATOR, PARENT, SOCIAL_WORKER, SUPERVISOR, Scene,
};
use crate::{challenges, crossing, feedback, protecting};

const REQUEST: Uuid = Uuid::from_u128(50);

#[test]
fn a_request_contributes_who_asked_when_and_what_became_of_it() {
    assert!(of_request(REQUEST, &Request::default()).is_empty());
    let mut scene = Scene::new();
    let mut received = scene.received();
    received.child.birth_date = Some(jiff::civil::date(2018, 11, 24));
    scene.request(PARENT, &Receive(received)).unwrap();
    let facts = |scene: &Scene| of_request(REQUEST, &scene.request).requested.unwrap();
    assert_eq!(facts(&scene).age, Some(7), "the eighth birthday is tomorrow");
    assert_eq!((facts(&scene).disabled, facts(&scene).outcome), (None, None));
    scene.request(NAVIGATOR, &ReadRequest(Read { care_may_fail: false })).unwrap();
    scene.request(NAVIGATOR, &scene.triaged(YesNoUnsure::Unsure)).unwrap();
    let mut again = scene.triaged(YesNoUnsure::Yes);
    let basis = forms::QuestionId::new("t3-basis").unwrap();
    again
        .0
        .answers
        .set(&basis, Some(Answer::Choices(vec!["family-account".into(), "awaiting-diagnosis".into()])));
    scene.request(NAVIGATOR, &again).unwrap();
    let found = facts(&scene);
    assert_eq!((found.disabled, found.disabled_ever), (Some(Disabled::MightBe), true), "contact comes first");
    assert_eq!(found.diagnosis, Some(Diagnosis::Awaiting));
    let withdrawn = Withdrawn { reason: "fear-of-process".into(), words: "I am afraid".into() };
    scene.request(PARENT, &Withdraw(withdrawn)).unwrap();
    assert_eq!(facts(&scene).withdrawn.as_deref(), Some("fear-of-process"));
    let text = serde_json::to_string(&of_request(REQUEST, &scene.request)).unwrap();
    for word in ["Robin", "Jo Larch", "afraid", "K7M", "01632", "2018"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
}

#[test]
fn a_confirmed_route_ties_the_request_to_the_child() {
    let scene = Scene::routed();
    let facts = of_request(REQUEST, &scene.request);
    assert_eq!((facts.request, facts.child), (Some(REQUEST), Some(Uuid::from_u128(CHILD))));
    assert_eq!(facts.requested.unwrap().outcome, Some(Outcome::Support));
}

#[test]
fn a_child_contributes_codes_views_and_days_and_no_word() {
    let mut scene = allocated();
    let child = Uuid::from_u128(CHILD);
    let open = SectionOpened { section: "d-disability-health".into(), why: "Robin's epilepsy".into() };
    scene.child(ASSESSOR, &OpenSection(open)).unwrap();
    let write = |entry: u128, codes: &[&str]| Write {
        written: Written {
            entry: EntryId(Uuid::from_u128(entry)),
            form: "assessment@1".into(),
            section: "d-disability-health".into(),
            question: "areas".into(),
            answer: Answer::Choices(codes.iter().map(|code| (*code).to_owned()).collect()),
            source: Source::Family,
            source_note: String::new(),
        },
        happened: None,
    };
    scene.child(ASSESSOR, &write(70, &["con", "aut"])).unwrap();
    scene.child(ASSESSOR, &write(71, &["vis"])).unwrap();
    let strike = StruckOut { entry: EntryId(Uuid::from_u128(71)), why: "another child's".into() };
    scene.child(ASSESSOR, &StrikeOut(strike)).unwrap();
    let comment = CommentMade {
        comment: Uuid::from_u128(80),
        entry: None,
        need: None,
        kind: CommentKind::Wrong,
        words: "That is not so".into(),
    };
    scene.child(PARENT, &MakeComment(comment)).unwrap();
    let met = Met {
        place: "At home".into(),
        how: "By signing".into(),
        views: "More garden".into(),
        views_for_family: false,
    };
    let happened = scene.moment();
    scene.child(ASSESSOR, &RecordMeeting { met, happened }).unwrap();
    let facts = of_child(child, &scene.child);
    let assessed = facts.assessed.clone().unwrap();
    assert_eq!(assessed.codes, ["aut", "con"], "what is struck out does not count");
    assert_eq!((assessed.sections_opened, assessed.views, assessed.decided_on), (1, true, None));
    assert!(assessed.allocations[0].trained && !assessed.allocations[0].adviser);
    assert_eq!(facts.disputes, [scene.today()]);
    let text = serde_json::to_string(&facts).unwrap();
    for word in ["Robin", "garden", "epilepsy", "That is not so", "signing", "K7M"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
}

#[test]
fn a_concern_contributes_a_day_and_whom_it_is_about_and_nothing_else() {
    let mut scene = Scene::new();
    let raise = |about: About, scene: &Scene| Raise {
        raised: Raised {
            way: concern::Way::Practitioner,
            about,
            answers: scene.forms.latest("concern").unwrap().no_answers(),
            noticed: "A bruise".into(),
            immediate: false,
            unsure: false,
            raiser: Raiser { name: "Sunniva".into(), contact: None },
        },
        telling_review_at: scene.now,
    };
    let about = About { child: Some(Uuid::from_u128(CHILD)), request: None, described: "Robin".into() };
    scene.concern(SUPERVISOR, &raise(about, &scene)).unwrap();
    let facts = of_concern(&scene.concern);
    let expected = Facts {
        child: Some(Uuid::from_u128(CHILD)),
        safeguarding_contacts: vec![scene.today()],
        ..Facts::default()
    };
    assert_eq!(facts, expected);
    let mut other = Scene::new();
    let described = About { described: "a boy in Kiln Street".into(), ..About::default() };
    other.concern(SUPERVISOR, &raise(described, &other)).unwrap();
    assert!(of_concern(&other.concern).is_empty());
}

#[test]
fn a_diversion_counts_from_the_day_it_crossed_and_not_when_it_was_proposed() {
    let mut scene = Scene::new();
    crossing::raised(&mut scene, "family");
    let whole = [
        ("harm-from", "family"),
        ("harm-shown", "Two seizures"),
        ("harm-kind", "neglect"),
        ("harm-when", "happened"),
        ("reasonable-cause", "The doses were missed"),
    ];
    crossing::propose(&mut scene, FRONT_DOOR, &whole).unwrap();
    assert!(of_concern(&scene.concern).diversions.is_empty());
    crossing::decide(&mut scene, FRONT_DOOR_MANAGER, true, "").unwrap();
    let facts = of_concern(&scene.concern);
    let expected = Diversion { on: scene.today(), complete: false, alternatives: false, from_outside: false };
    assert_eq!((facts.child, facts.diversions), (Some(Uuid::from_u128(CHILD)), vec![expected]));
}

#[test]
fn a_route_challenge_is_told_apart_from_other_ways_and_names_nobody() {
    for (way, challenges, disputes) in
        [(Way::Talk, 0, 0), (Way::SecondLook, 0, 1), (Way::Complaint, 0, 1), (Way::Route, 1, 1)]
    {
        let mut scene = Scene::routed();
        let made = challenges::made(&scene, way);
        scene.challenge(PARENT, &Make(made)).unwrap();
        let facts = of_challenge(&scene.challenge);
        assert_eq!((facts.challenges.len(), facts.disputes.len()), (challenges, disputes), "{way:?}");
        assert!(facts.challenges.iter().all(|challenge| challenge.upheld.is_none()));
        let text = serde_json::to_string(&facts).unwrap();
        assert!(!text.contains("Saturdays") && !text.contains("Jo Larch") && !text.contains("Q4H"), "{text}");
    }
}

#[test]
fn every_parent_carer_counts_whether_an_assessment_was_offered_or_not() {
    let mut scene = allocated();
    take_part(&mut scene, PARENT);
    take_part(&mut scene, 22);
    scene.child(ASSESSOR, &step(1, "parent-carer", Some(PARENT), LinkedStep::Offered, "")).unwrap();
    let carers = of_child(Uuid::from_u128(CHILD), &scene.child).carers;
    let found: Vec<_> = carers.iter().map(|carer| (carer.offered, carer.accepted, carer.done)).collect();
    assert_eq!(found, [(true, false, false), (false, false, false)]);
}

#[test]
fn a_reply_says_whether_intrusion_was_reported_and_names_no_record() {
    let scene = Scene::new();
    for (answers, intrusion) in [
        (vec![("felt-blamed", "partly")], Some(true)),
        (vec![("felt-blamed", "no"), ("choice-rooms", "yes")], Some(false)),
        (vec![("choice-talk", "no")], Some(true)),
        (vec![("respectful", "yes")], None),
    ] {
        let mut reply = Feedback::default();
        let given = feedback::given(&scene, 1, &answers);
        feedback::give(&scene, &mut reply, given).unwrap();
        let facts = of_feedback(&reply);
        assert_eq!((facts.child, facts.request), (None, None));
        assert_eq!(facts.replies[0].intrusion, intrusion, "{answers:?}");
    }
}

#[test]
fn hours_that_did_not_come_count_unless_they_were_made_up() {
    let minutes = |scene: &Scene| {
        let facts = of_child(Uuid::from_u128(CHILD), &scene.child);
        facts.deliveries.iter().map(|each| (each.planned_minutes, each.delivered_minutes)).collect::<Vec<_>>()
    };
    let mut scene = planned();
    assert_eq!(minutes(&scene), [], "what has not begun is no delivery yet");
    let start = StartService(ServiceStarted { service: SERVICE, on: scene.today(), words: String::new() });
    scene.child(ASSESSOR, &start).unwrap();
    assert_eq!(minutes(&scene), [(Some(240), Some(240))]);
    let gap = Uuid::from_u128(71);
    let missed = GapReported {
        gap,
        service: SERVICE,
        from: scene.today(),
        until: None,
        missed: Hundredths(150),
        words: "Nobody came.".into(),
    };
    scene.child(PARENT, &ReportGap(missed)).unwrap();
    assert_eq!(minutes(&scene), [(Some(240), Some(150))]);
    let mut paid = scene.beside();
    let answer = |remedy| {
        AnswerGap(GapAnswered {
            gap,
            remedy,
            made_good: Hundredths(150),
            words: "The sitter was ill.".into(),
        })
    };
    paid.child(ASSESSOR, &answer(Remedy::Paid)).unwrap();
    assert_eq!(minutes(&paid), [(Some(240), Some(150))], "money is no hours");
    scene.child(ASSESSOR, &answer(Remedy::MadeUp)).unwrap();
    assert_eq!(minutes(&scene), [(Some(240), Some(240))]);
}

#[test]
fn an_assessment_counts_also_when_there_is_a_new_one() {
    let mut scene = planned();
    let before = of_child(Uuid::from_u128(CHILD), &scene.child).assessed.unwrap();
    let again = Reassess {
        why: "Robin has grown.".into(),
        level: guidance::Level::Short,
        sections: vec!["a-request".into()],
    };
    scene.child(SUPERVISOR, &again).unwrap();
    let facts = of_child(Uuid::from_u128(CHILD), &scene.child);
    assert_eq!(facts.earlier, [before]);
    assert_eq!(facts.assessed.unwrap().decided_on, None);
}

#[test]
fn enquiries_contribute_when_they_began_and_what_they_led_to_and_nothing_anybody_wrote() {
    let child = Uuid::from_u128(CHILD);
    let mut scene = protecting::enquired();
    let facts = |scene: &Scene| of_protection(child, &scene.protection);
    assert!(of_protection(child, &Scene::new().protection).is_empty());
    let open = facts(&scene).enquiries;
    assert_eq!((open.len(), open[0].on, open[0].substantiated), (1, scene.today(), None));
    protecting::step(&mut scene, SOCIAL_WORKER, "seen", &[("seen-alone", "yes")]).unwrap();
    protecting::step(&mut scene, SOCIAL_WORKER, "conclude", protecting::CONCLUDE).unwrap();
    assert_eq!(facts(&scene).enquiries[0].substantiated, None, "a manager has not agreed yet");
    protecting::step(&mut scene, FRONT_DOOR_MANAGER, "authorise", &[]).unwrap();
    assert_eq!(facts(&scene).enquiries[0].substantiated, Some(true));
    let text = serde_json::to_string(&facts(&scene)).unwrap();
    for word in ["Robin", "injuries"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
}
