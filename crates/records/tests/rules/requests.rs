//! Asking, and what becomes of it.

use records::request::{
    Answer, Answered, ConfirmRoute, DecideInterimHelp, Enter, InterimDecided, Read, ReadRequest, Receive,
    ReturnRoute, Route, RouteReturned, WhoAsks, Withdraw, Withdrawn, YesNoUnsure,
};

use crate::scene::{ASSESSOR, NAVIGATOR, PARENT, SUPERVISOR, Scene, person};

#[test]
fn anybody_may_ask_and_a_request_is_received_once() {
    let mut scene = Scene::new();
    let received = scene.received();
    assert_eq!(scene.request(PARENT, &Receive(received.clone())), Ok(1));
    assert_eq!(scene.request(PARENT, &Receive(received)).unwrap_err().0, "already-received");
    assert_eq!(scene.request.stage(), "to-read");
}

#[test]
fn a_request_needs_something_asked_and_a_true_time() {
    let mut scene = Scene::new();
    let mut nothing = scene.received();
    nothing.answers.values.clear();
    assert_eq!(scene.request(PARENT, &Receive(nothing)).unwrap_err().0, "nothing-asked");
    let mut tomorrow = scene.received();
    tomorrow.received_at += jiff::SignedDuration::from_hours(1);
    assert_eq!(scene.request(PARENT, &Receive(tomorrow)).unwrap_err().0, "received-in-future");
}

#[test]
fn a_request_by_telephone_says_who_wrote_it_down_and_keeps_its_true_time() {
    let mut scene = Scene::new();
    let by_page = scene.received();
    assert_eq!(scene.request(NAVIGATOR, &Enter(by_page.clone())).unwrap_err().0, "entered-by-page");
    let mut by_telephone = by_page;
    by_telephone.channel = records::request::Channel::Phone;
    by_telephone.received_at -= jiff::SignedDuration::from_hours(70);
    by_telephone.entered_by = Some(person(NAVIGATOR));
    assert_eq!(scene.request(NAVIGATOR, &Enter(by_telephone.clone())), Ok(1));
    let listing = records::request::list(&scene.request, &scene.rules);
    let acknowledging = listing.duties.iter().find(|duty| duty.scheduled.duty == "FD-01").unwrap();
    // Received on Friday, so the working day to acknowledge it is Monday, which is today.
    assert_eq!(acknowledging.scheduled.due.date(), Some(scene.today()));
}

#[test]
fn danger_is_looked_for_before_anything_else() {
    let mut scene = Scene::new();
    scene.request(PARENT, &Receive(scene.received())).unwrap();
    let triage = scene.triaged(YesNoUnsure::Yes);
    assert_eq!(scene.request(NAVIGATOR, &triage).unwrap_err().0, "not-read");
    scene.request(NAVIGATOR, &ReadRequest(Read { care_may_fail: true })).unwrap();
    assert_eq!(
        scene.request(NAVIGATOR, &ReadRequest(Read { care_may_fail: true })).unwrap_err().0,
        "already-read"
    );
    assert_eq!(scene.request(NAVIGATOR, &triage), Ok(1));
}

#[test]
fn care_that_may_fail_makes_interim_help_due_and_never_moves_the_route() {
    let mut scene = Scene::new();
    let mut received = scene.received();
    received.care_may_fail = true;
    scene.request(PARENT, &Receive(received)).unwrap();
    let due = |scene: &Scene| {
        let listing = records::request::list(&scene.request, &scene.rules);
        listing.duties.iter().filter(|duty| duty.scheduled.origin.name == "interim.asked").count()
    };
    assert!(due(&scene) > 0, "help the same day is due");
    let interim = |explained: &str| {
        DecideInterimHelp(InterimDecided {
            starts: true,
            words: "Bramble House from tonight, for two nights.".into(),
            away: true,
            explained: explained.into(),
        })
    };
    assert_eq!(scene.request(NAVIGATOR, &interim("")).unwrap_err().0, "explain-first");
    let explained =
        "By telephone at six, to both parents: what section 20 means, and that they can end it at any time.";
    scene.request(NAVIGATOR, &interim(explained)).unwrap();
    assert_eq!(due(&scene), 0);
    assert_eq!(scene.request.stage(), "to-read", "the request is where it was");
}

#[test]
fn the_support_route_needs_triage_a_confirmed_asker_and_two_people() {
    let mut scene = Scene::new();
    let propose = Scene::proposed(Route::Support);
    scene.request(PARENT, &Receive(scene.received())).unwrap();
    assert_eq!(scene.request(NAVIGATOR, &propose).unwrap_err().0, "not-triaged");
    scene.request(NAVIGATOR, &ReadRequest(Read { care_may_fail: false })).unwrap();
    scene.request(NAVIGATOR, &scene.triaged(YesNoUnsure::Unsure)).unwrap();
    assert_eq!(scene.request(NAVIGATOR, &propose).unwrap_err().0, "asker-not-confirmed");
    scene.request(NAVIGATOR, &Scene::asker_confirmed()).unwrap();
    assert_eq!(scene.request(NAVIGATOR, &propose), Ok(1));
    assert_eq!(scene.request(NAVIGATOR, &ConfirmRoute).unwrap_err().0, "not-a-manager");
    assert_eq!(scene.request(ASSESSOR, &ConfirmRoute).unwrap_err().0, "not-a-manager");
    let back = ReturnRoute(RouteReturned { why: "Please say what the school can do.".into() });
    assert_eq!(scene.request(SUPERVISOR, &back), Ok(1));
    assert_eq!(scene.request.stage(), "to-triage");
    assert_eq!(scene.request(SUPERVISOR, &propose), Ok(1));
    assert_eq!(scene.request(SUPERVISOR, &ConfirmRoute).unwrap_err().0, "same-person");
    assert_eq!(scene.request(NAVIGATOR, &propose), Ok(1));
    assert_eq!(scene.request(SUPERVISOR, &ConfirmRoute), Ok(1));
    assert_eq!(scene.request.stage(), "routed");
}

#[test]
fn a_child_who_is_or_may_be_disabled_cannot_be_turned_away() {
    for (disabled, expected) in [
        (YesNoUnsure::Yes, Err("disabled-not-taken-up")),
        (YesNoUnsure::Unsure, Err("disabled-not-taken-up")),
        (YesNoUnsure::No, Ok(1)),
    ] {
        let mut scene = Scene::new();
        scene.request(PARENT, &Receive(scene.received())).unwrap();
        scene.request(NAVIGATOR, &ReadRequest(Read { care_may_fail: false })).unwrap();
        scene.request(NAVIGATOR, &scene.triaged(disabled)).unwrap();
        let outcome = scene.request(NAVIGATOR, &Scene::proposed(Route::NotTakenUp));
        assert_eq!(outcome.map_err(|(code, _)| code), expected, "{disabled:?}");
    }
}

/// What was found out between the proposal and its confirmation counts.
#[test]
fn a_child_found_to_be_disabled_after_the_proposal_is_not_turned_away() {
    for now in [YesNoUnsure::Yes, YesNoUnsure::Unsure] {
        let mut scene = Scene::new();
        scene.request(PARENT, &Receive(scene.received())).unwrap();
        scene.request(NAVIGATOR, &ReadRequest(Read { care_may_fail: false })).unwrap();
        scene.request(NAVIGATOR, &scene.triaged(YesNoUnsure::No)).unwrap();
        scene.request(NAVIGATOR, &Scene::proposed(Route::NotTakenUp)).unwrap();
        scene.request(NAVIGATOR, &scene.triaged(now)).unwrap();
        assert_eq!(scene.request(SUPERVISOR, &ConfirmRoute).unwrap_err().0, "disabled-not-taken-up");
        scene.request(NAVIGATOR, &scene.triaged(YesNoUnsure::No)).unwrap();
        assert_eq!(scene.request(SUPERVISOR, &ConfirmRoute), Ok(1));
    }
}

#[test]
fn a_young_persons_request_is_theirs_alone() {
    const YOUNG_PERSON: u128 = 21;
    let mut scene = Scene::new();
    let mut received = scene.received();
    received.asker.who = WhoAsks::YoungPerson;
    received.asker.person = person(YOUNG_PERSON);
    scene.request(YOUNG_PERSON, &Receive(received)).unwrap();
    let withdraw = Withdraw(Withdrawn { reason: "no-longer-needed".into(), words: String::new() });
    assert_eq!(scene.request(PARENT, &withdraw).unwrap_err().0, "not-theirs");
    assert_eq!(scene.request(NAVIGATOR, &withdraw).unwrap_err().0, "not-theirs");
    let odd = Withdraw(Withdrawn { reason: "because".into(), words: String::new() });
    assert_eq!(scene.request(YOUNG_PERSON, &odd).unwrap_err().0, "reason-unknown");
    let no_reason = Withdraw(Withdrawn { reason: String::new(), words: "I changed my mind".into() });
    assert_eq!(scene.request(YOUNG_PERSON, &no_reason), Ok(1), "nobody has to say why");
    let answer = Answer(Answered { words: "Come back at any time.".into() });
    assert_eq!(scene.request(NAVIGATOR, &answer), Ok(1), "the asker is still answered");
    let listing = records::request::list(&scene.request, &scene.rules);
    let open: Vec<_> = listing.duties.iter().map(|duty| duty.scheduled.duty.as_str()).collect();
    assert!(!open.contains(&"AS-01"), "nothing is assessed after a withdrawal: {open:?}");
}

#[test]
fn the_clocks_go_on_in_the_childs_record_and_stop_in_the_request() {
    let scene = Scene::routed();
    let listing = records::request::list(&scene.request, &scene.rules);
    assert_eq!(listing.duties.len(), 0);
    let settled = records::settled_by(&scene.request);
    assert!(settled.contains_key("request.read"), "{settled:?}");
    assert!(settled.contains_key("asker.confirmed"));
    assert!(!settled.contains_key("support.requested"), "its origin travels on its own");
}
