//! What a family chooses to tell of the child's background, and which team took a request up.

use forms::{Answer, Answers, QuestionId};
use jiff::civil::date;
use kernel::PersonId;
use records::measured::{of_concern, of_request};
use records::partnership::{Place, Placed};
use records::request::{
    Neighbourhood, Read, ReadRequest, Receive, TellBackground, Withdraw, Withdrawn, YesNoUnsure,
};
use uuid::Uuid;

use crate::scene::{NAVIGATOR, PARENT, Scene, person};

const REQUEST: Uuid = Uuid::from_u128(50);

fn answers(scene: &Scene, told: &[(&str, &str)]) -> Answers {
    let mut answers = scene.forms.latest("background").unwrap().no_answers();
    for (question, value) in told {
        answers.set(&QuestionId::new(*question).unwrap(), Some(Answer::Choice((*value).to_owned())));
    }
    answers
}

fn tell(scene: &Scene, told: &[(&str, &str)], neighbourhood: Neighbourhood) -> TellBackground {
    TellBackground { answers: answers(scene, told), neighbourhood }
}

fn asked() -> Scene {
    let mut scene = Scene::new();
    scene.request(PARENT, &Receive(scene.received())).unwrap();
    scene
}

#[test]
fn it_is_told_changed_and_taken_back_and_the_neighbourhood_stays_with_whoever_looked_it_up() {
    let mut scene = asked();
    let facts = |scene: &Scene| of_request(REQUEST, &scene.request).requested.unwrap();
    let first = [("sex", "f"), ("ethnic-group", "apkn"), ("carer-disabled", "no")];
    let step = tell(&scene, &first, Neighbourhood::AsItStands);
    assert_eq!(scene.request(PARENT, &step), Ok(1));
    assert_eq!(scene.request(PARENT, &step), Ok(0), "the same again tells nothing");
    let found = facts(&scene);
    assert_eq!((found.sex.as_deref(), found.ethnicity.as_deref()), (Some("f"), Some("apkn")));
    assert_eq!((found.carer_disabled, found.deprivation), (Some(false), None));
    let step = tell(&scene, &first, Neighbourhood::Is(Some(3)));
    assert_eq!(scene.request(NAVIGATOR, &step), Ok(1));
    let fewer = [("sex", "not-said"), ("carer-disabled", "yes")];
    let step = tell(&scene, &fewer, Neighbourhood::AsItStands);
    assert_eq!(scene.request(PARENT, &step), Ok(1));
    let found = facts(&scene);
    assert_eq!((found.sex, found.ethnicity), (None, None), "rather not say, and taken back");
    assert_eq!((found.carer_disabled, found.deprivation), (Some(true), Some(3)));
    let step = tell(&scene, &[], Neighbourhood::Is(None));
    assert_eq!(scene.request(NAVIGATOR, &step), Ok(1));
    assert_eq!(facts(&scene).deprivation, None);
}

#[test]
fn nothing_waits_for_it_and_it_waits_for_nothing() {
    let mut scene = asked();
    scene.request(PARENT, &Withdraw(Withdrawn { reason: String::new(), words: String::new() })).unwrap();
    let step = tell(&scene, &[("sex", "m")], Neighbourhood::AsItStands);
    assert_eq!(scene.request(PARENT, &step), Ok(1), "also when the request is over");
    let listing = records::request::list(&scene.request, &scene.rules);
    assert!(listing.duties.iter().all(|duty| !duty.scheduled.name.contains("ackground")));
    let mut nothing = Scene::new();
    let step = tell(&nothing, &[("sex", "m")], Neighbourhood::AsItStands);
    assert_eq!(nothing.request(PARENT, &step).unwrap_err().0, "no-request");
}

#[test]
fn another_form_and_another_tenth_are_refused() {
    let mut scene = asked();
    let other = scene.forms.latest("comment").unwrap().no_answers();
    let step = TellBackground { answers: other, neighbourhood: Neighbourhood::AsItStands };
    assert_eq!(scene.request(PARENT, &step).unwrap_err().0, "form-not-known");
    for tenth in [0, 11] {
        let step = tell(&scene, &[], Neighbourhood::Is(Some(tenth)));
        assert_eq!(scene.request(NAVIGATOR, &step).unwrap_err().0, "no-such-tenth");
    }
}

#[test]
fn a_team_is_known_for_each_day() {
    let mut scene = Scene::new();
    let place = |team: &str, from| Place(Placed { person: person(NAVIGATOR), team: team.to_owned(), from });
    scene.partnership(&place("Dale", date(2026, 4, 1))).unwrap();
    scene.partnership(&place(" Moor ", date(2026, 9, 1))).unwrap();
    scene.partnership(&place("", date(2026, 11, 1))).unwrap();
    let on = |scene: &Scene, day| scene.partnership.team_on(person(NAVIGATOR), day).map(str::to_owned);
    for (day, team) in [
        (date(2026, 3, 31), None),
        (date(2026, 4, 1), Some("Dale")),
        (date(2026, 8, 31), Some("Dale")),
        (date(2026, 9, 1), Some("Moor")),
        (date(2026, 12, 1), None),
    ] {
        assert_eq!(on(&scene, day).as_deref(), team, "{day}");
    }
    scene.partnership(&place("Beck", date(2026, 9, 1))).unwrap();
    assert_eq!(on(&scene, date(2026, 9, 2)).as_deref(), Some("Beck"), "put right");
    let nobody =
        Placed { person: PersonId(Uuid::from_u128(999)), team: "Dale".into(), from: date(2026, 4, 1) };
    assert_eq!(scene.partnership(&Place(nobody)).unwrap_err().0, "unknown-practitioner");
    let long = place(&"a".repeat(61), date(2026, 4, 1));
    assert_eq!(scene.partnership(&long).unwrap_err().0, "team-too-long");
}

#[test]
fn whoever_looked_at_a_request_first_took_it_up() {
    let mut scene = asked();
    let facts = |scene: &Scene| of_request(REQUEST, &scene.request).requested.unwrap();
    assert_eq!(facts(&scene).taken_up, None);
    scene.request(NAVIGATOR, &ReadRequest(Read { care_may_fail: false })).unwrap();
    scene.request(NAVIGATOR, &scene.triaged(YesNoUnsure::Yes)).unwrap();
    let taken_up = facts(&scene).taken_up.unwrap();
    assert_eq!((taken_up.by, taken_up.on), (person(NAVIGATOR).0, scene.today()));
}

#[test]
fn facts_of_harm_are_stated_where_the_reader_of_a_request_noted_them() {
    use records::concern::{About, Raise, Raised, Raiser, Way};
    for (way, stated) in [(Way::Triage, 1), (Way::Practitioner, 0), (Way::SafetyLine, 0)] {
        let mut scene = Scene::new();
        let raise = Raise {
            raised: Raised {
                way,
                about: About { child: None, request: Some(REQUEST), described: String::new() },
                answers: scene.forms.latest("concern").unwrap().no_answers(),
                noticed: "A bruise".into(),
                immediate: false,
                unsure: false,
                raiser: Raiser::default(),
            },
            telling_review_at: scene.now,
        };
        scene.concern(NAVIGATOR, &raise).unwrap();
        assert_eq!(of_concern(&scene.concern).harm_stated.len(), stated, "{way:?}");
    }
}
