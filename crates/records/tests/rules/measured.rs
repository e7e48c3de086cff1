//! What streams contribute to the equality measures.

use forms::Answer;
use kernel::EntryId;
use measures::{Diagnosis, Disabled, Facts, Outcome};
use records::child::{
    CommentKind, CommentMade, MakeComment, Met, OpenSection, RecordMeeting, SectionOpened, Source, StrikeOut,
    StruckOut, Write, Written,
};
use records::concern::{About, Raise, Raised, Raiser, Way};
use records::measured::{of_child, of_concern, of_request};
use records::request::{Read, ReadRequest, Receive, Request, Withdraw, Withdrawn, YesNoUnsure};
use uuid::Uuid;

use crate::journey::allocated;
use crate::scene::{ASSESSOR, CHILD, NAVIGATOR, PARENT, SUPERVISOR, Scene};

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
        kind: CommentKind::Wrong,
        words: "That is not so".into(),
    };
    scene.child(PARENT, &MakeComment(comment)).unwrap();
    let met = Met { place: "At home".into(), how: "By signing".into(), views: "More garden".into() };
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
            way: Way::Practitioner,
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
