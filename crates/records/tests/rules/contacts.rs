//! A contact goes through its stages, each with a named person; what protects a child waits for none of them.

use forms::{Answer, Answers, QuestionId};
use jiff::SignedDuration;
use jiff::civil::date;
use records::child::LetterText;
use records::contact::{
    Acknowledge, Acknowledged, AgencyAnswered, AnswerForAgency, AskAgency, DecideContact, FamilyTold,
    HelpBegun, HoldBackFromFamily, LinkChild, Linked, LookFirst, Looked, Outcome, QUESTIONS, ReceiveContact,
    Recommend, Recommended, RecordHelpBegun, ReferrerTold, Settle, Settled, Shared, TellAboutContact,
    TellReferrer, Way, Who,
};
use uuid::Uuid;

use crate::scene::{FRONT_DOOR, FRONT_DOOR_MANAGER, OTHER_MANAGER, POLICE, SCHOOL, Scene, person};

pub const SAM: Uuid = Uuid::from_u128(0xC1);
const KIT: Uuid = Uuid::from_u128(0xC2);
const RECORD: Uuid = Uuid::from_u128(0xC9);

fn question(id: &str) -> QuestionId {
    QuestionId::new(id).unwrap()
}

fn answers(scene: &Scene, given: &[(&str, Answer)]) -> Answers {
    let mut answers = scene.forms.latest("contact").unwrap().no_answers();
    for (id, answer) in given {
        answers.set(&question(id), Some(answer.clone()));
    }
    answers
}

pub fn text(words: &str) -> Answer {
    Answer::Text(words.to_owned())
}

pub fn choice(value: &str) -> Answer {
    Answer::Choice(value.to_owned())
}

fn children(names: &[&str]) -> Answer {
    let row = |name: &&str| [(question("child-name"), text(name))].into_iter().collect();
    Answer::Rows(names.iter().map(row).collect())
}

pub fn receive(scene: &Scene, way: Way, given: &[(&str, Answer)]) -> ReceiveContact {
    ReceiveContact {
        way,
        received_at: scene.now,
        by: None,
        children: vec![SAM, KIT],
        answers: answers(scene, given),
    }
}

/// A neighbour rang about one child, and the front door looked.
fn looked(given: &[(&str, Answer)]) -> Scene {
    let mut scene = Scene::new();
    look(&mut scene, given);
    scene
}

pub fn look(scene: &mut Scene, given: &[(&str, Answer)]) {
    let mut all =
        vec![("contact-what", text("She cries at night")), ("contact-children", children(&["Sam"]))];
    all.extend(given.iter().cloned());
    let command = receive(scene, Way::Phone, &all);
    scene.contact(FRONT_DOOR, &command).unwrap();
    scene.contact(FRONT_DOOR, &LookFirst(Looked { words: "A worried neighbour".into() })).unwrap();
}

pub fn link(scene: &mut Scene, child: Uuid) {
    scene.contact(FRONT_DOOR, &LinkChild(Linked { child, who: Who::Nobody })).unwrap();
}

const SETTLED: [(&str, &str); 5] = [
    ("settle-protection", "no"),
    ("settle-services", "none"),
    ("settle-section-17", "no"),
    ("settle-section-47", "no"),
    ("settle-specialist", "nobody"),
];

fn settled() -> Vec<(&'static str, Answer)> {
    let answer = |(id, value): &(&'static str, &'static str)| {
        let words = matches!(*id, "settle-services" | "settle-specialist");
        (*id, if words { text(value) } else { choice(value) })
    };
    SETTLED.iter().map(answer).collect()
}

pub fn decide(scene: &Scene, child: Uuid, outcome: &str, more: &[(&str, Answer)]) -> DecideContact {
    let mut given = vec![("decide-outcome", choice(outcome)), ("decide-why", text("By the levels of need"))];
    given.extend(settled());
    given.extend(more.iter().cloned());
    DecideContact {
        child,
        request: Uuid::from_u128(0xA1),
        concern: Uuid::from_u128(0xB1),
        answers: answers(scene, &given),
    }
}

fn duties(scene: &Scene) -> Vec<String> {
    let listing = records::contact::list(&scene.contact, &scene.rules);
    listing.duties.iter().map(|duty| duty.scheduled.duty.clone()).collect()
}

fn has(scene: &Scene, duty: &str) -> bool {
    duties(scene).iter().any(|known| known == duty)
}

fn tell(how: &str, words: &str) -> TellReferrer {
    TellReferrer(ReferrerTold {
        how: how.into(),
        words: words.into(),
        letter: Uuid::from_u128(0xE1),
        text: Some(LetterText::default()),
    })
}

#[test]
fn a_few_words_are_enough_and_a_child_need_not_be_named() {
    let mut scene = Scene::new();
    let nothing = receive(&scene, Way::Phone, &[]);
    assert_eq!(scene.contact(FRONT_DOOR, &nothing).unwrap_err().0, "contact-nothing-said");
    let words = receive(&scene, Way::Phone, &[("contact-what", text("A child cries"))]);
    assert_eq!(scene.contact(FRONT_DOOR, &words), Ok(1));
    assert_eq!(scene.contact.children().len(), 1, "there is a child, named or not");
    assert_eq!(scene.contact(FRONT_DOOR, &words).unwrap_err().0, "contact-already-received");
}

#[test]
fn clocks_run_from_true_receipt_and_not_from_the_future() {
    let mut scene = Scene::new();
    let words = [("contact-what", text("A child cries"))];
    let mut command = receive(&scene, Way::Letter, &words);
    command.received_at = scene.now + SignedDuration::from_hours(1);
    assert_eq!(scene.contact(FRONT_DOOR, &command).unwrap_err().0, "received-in-future");
    // It came on Friday; it is written down on Monday, when one working day ends.
    command.received_at = "2026-11-20T16:00:00Z".parse().unwrap();
    scene.contact(FRONT_DOOR, &command).unwrap();
    let listing = records::contact::list(&scene.contact, &scene.rules);
    for wanted in ["FD-01", "FD-02", "FD-08"] {
        let found = listing.duties.iter().find(|duty| duty.scheduled.duty == wanted).expect(wanted);
        assert_eq!(found.scheduled.due.date(), Some(date(2026, 11, 23)), "{wanted}");
    }
}

#[test]
fn what_a_request_owes_a_family_is_not_owed_for_a_contact() {
    let scene = looked(&[]);
    let known =
        ["FD-01", "FD-02", "FD-03", "FD-04", "FD-05", "FD-08", "LS-CONTACT-PARTNERS", "LS-HELP-BEGUN"];
    assert!(duties(&scene).iter().all(|duty| known.contains(&duty.as_str())), "{:?}", duties(&scene));
    // No duty of a contact stands in a pool of the support route.
    let listing = records::contact::list(&scene.contact, &scene.rules);
    for duty in &listing.duties {
        let responsible = duty.scheduled.responsible.as_str();
        assert!(matches!(responsible, "front-door-practitioner" | "front-door-manager"), "{responsible}");
    }
}

#[test]
fn acknowledging_and_deciding_do_not_close_each_other() {
    let mut scene = looked(&[]);
    assert!(has(&scene, "FD-01") && has(&scene, "FD-02"));
    let told = |how: &str, words: &str| Acknowledge(Acknowledged { how: how.into(), words: words.into() });
    assert_eq!(scene.contact(FRONT_DOOR, &told("unreached", " ")).unwrap_err().0, "contact-unreached-why");
    scene.contact(FRONT_DOOR, &told("phone", "")).unwrap();
    assert!(!has(&scene, "FD-01") && has(&scene, "FD-02"));
    assert_eq!(scene.contact(FRONT_DOOR, &told("phone", "")).unwrap_err().0, "contact-acknowledged");
}

#[test]
fn whoever_writes_by_a_page_is_answered_by_the_page() {
    let mut scene = Scene::new();
    let command = receive(&scene, Way::Page, &[("contact-what", text("A child cries"))]);
    scene.contact(SCHOOL, &command).unwrap();
    assert!(!has(&scene, "FD-01"));
    assert_eq!(scene.contact.made_by(), Some(person(SCHOOL)));
    // What the front door wrote down for somebody else is nobody's to follow.
    assert_eq!(looked(&[]).contact.made_by(), None);
}

#[test]
fn looking_first_says_what_it_is_and_makes_an_owner() {
    let mut scene = Scene::new();
    let command = receive(&scene, Way::Phone, &[("contact-what", text("A child cries"))]);
    scene.contact(FRONT_DOOR, &command).unwrap();
    assert_eq!(scene.contact.stage(), "contact-to-look");
    assert!(has(&scene, "FD-08"));
    let empty = LookFirst(Looked { words: " ".into() });
    assert_eq!(scene.contact(FRONT_DOOR, &empty).unwrap_err().0, "contact-look-words");
    scene.contact(FRONT_DOOR, &LookFirst(Looked { words: "A neighbour".into() })).unwrap();
    assert_eq!(
        (scene.contact.stage(), scene.contact.owner()),
        ("contact-to-decide", Some(person(FRONT_DOOR)))
    );
    assert!(!has(&scene, "FD-08"));
}

#[test]
fn each_agency_has_a_line_of_its_own_with_its_reason() {
    let mut scene = looked(&[]);
    let ask = |agency: &str, who: Option<u128>| AskAgency {
        agency: agency.into(),
        person: who.map(person),
        words: "Is she known to you? Because of what the neighbour says".into(),
    };
    assert_eq!(scene.contact(FRONT_DOOR, &ask("police", Some(SCHOOL))).unwrap_err().0, "agency-not-theirs");
    scene.contact(FRONT_DOOR, &ask("police", Some(POLICE))).unwrap();
    scene.contact(FRONT_DOOR, &ask("health", None)).unwrap();
    assert_eq!(scene.contact.stage(), "contact-with-partners");
    let waits = duties(&scene).iter().filter(|duty| *duty == "LS-CONTACT-PARTNERS").count();
    assert_eq!(waits, 2);
    let listing = records::contact::list(&scene.contact, &scene.rules);
    let whose: Vec<_> = listing.duties.iter().filter_map(|duty| duty.person).collect();
    assert!(whose.contains(&person(POLICE)), "whoever was asked by name has it on their own list");

    let said = |agency: &str, shared, knows: &str, why: &str, by: &str| {
        AnswerForAgency(AgencyAnswered {
            agency: agency.into(),
            shared,
            knows: knows.into(),
            why: why.into(),
            said_by: by.into(),
        })
    };
    for (who, command, code) in [
        (POLICE, said("health", Shared::KnowsNothing, "", "", ""), "agency-not-yours"),
        (POLICE, said("police", Shared::Shares, "", "To protect", ""), "agency-nothing-said"),
        (POLICE, said("police", Shared::Shares, "One call", " ", ""), "agency-why-missing"),
        (POLICE, said("police", Shared::Keeps, "", "", ""), "agency-why-missing"),
        (FRONT_DOOR, said("health", Shared::KnowsNothing, "", "", ""), "agency-who-missing"),
    ] {
        assert_eq!(scene.contact(who, &command).unwrap_err().0, code);
    }
    scene.contact(POLICE, &said("police", Shared::Keeps, "", "It would harm an inquiry", "")).unwrap();
    assert_eq!(scene.contact.stage(), "contact-with-partners");
    scene.contact(FRONT_DOOR, &said("health", Shared::KnowsNothing, "", "", "Nurse Vale")).unwrap();
    assert_eq!(scene.contact.stage(), "contact-to-decide");
    assert!(!has(&scene, "LS-CONTACT-PARTNERS"));
}

#[test]
fn whoever_was_asked_reads_it_only_until_it_is_decided() {
    let mut scene = looked(&[]);
    let words = "Is she known?".to_owned();
    let ask = AskAgency { agency: "police".into(), person: Some(person(POLICE)), words };
    scene.contact(FRONT_DOOR, &ask).unwrap();
    assert!(scene.contact.asked_now().any(|(who, _)| who == person(POLICE)));
    link(&mut scene, SAM);
    let command = decide(&scene, SAM, "no-further-action", &[]);
    scene.contact(FRONT_DOOR_MANAGER, &command).unwrap();
    assert_eq!(scene.contact.asked_now().count(), 0);
    assert!(!has(&scene, "LS-CONTACT-PARTNERS"), "nobody is waited for any more");
}

#[test]
fn a_qualified_manager_signs_and_none_of_the_five_questions_is_blank() {
    let mut scene = looked(&[]);
    let command = decide(&scene, SAM, "advice", &[]);
    assert_eq!(scene.contact(FRONT_DOOR, &command).unwrap_err().0, "contact-not-a-manager");
    assert_eq!(scene.contact(FRONT_DOOR_MANAGER, &command).unwrap_err().0, "contact-not-linked");
    link(&mut scene, SAM);
    for blank in QUESTIONS {
        let mut command = decide(&scene, SAM, "advice", &[]);
        command.answers.set(&question(blank), None);
        assert_eq!(
            scene.contact(FRONT_DOOR_MANAGER, &command).unwrap_err().0,
            "contact-left-blank",
            "{blank}"
        );
    }
    let mut silent = decide(&scene, SAM, "advice", &[]);
    silent.answers.set(&question("decide-why"), None);
    assert_eq!(scene.contact(FRONT_DOOR_MANAGER, &silent).unwrap_err().0, "contact-why-missing");
    scene.contact(FRONT_DOOR_MANAGER, &command).unwrap();
    assert!(!has(&scene, "FD-02") && !has(&scene, "FD-03"));
    assert_eq!(scene.contact(OTHER_MANAGER, &command).unwrap_err().0, "contact-child-decided");
}

#[test]
fn protection_needed_is_a_strategy_discussion_and_nothing_else() {
    for answered in ["settle-protection", "settle-section-47"] {
        let mut scene = looked(&[]);
        link(&mut scene, SAM);
        let yes = [(answered, choice("yes"))];
        for (name, outcome) in Outcome::ALL {
            let mut given = settled();
            given.extend(yes.iter().cloned());
            given.push(("decide-help", text("A break")));
            let command = decide(&scene, SAM, name, &given);
            let expected =
                if outcome == Outcome::StrategyDiscussion { None } else { Some("contact-needs-discussion") };
            let kept = scene.contact.clone();
            let refused = scene.contact(FRONT_DOOR_MANAGER, &command).err().map(|(code, _)| code);
            assert_eq!(refused, expected, "{answered} {name}");
            scene.contact = kept;
        }
    }
}

/// No field that is missing keeps a child from a strategy discussion; what is missing stays owed.
#[test]
fn a_strategy_discussion_waits_for_no_answer() {
    let mut scene = Scene::new();
    let command = receive(&scene, Way::Phone, &[("contact-what", text("A bruise"))]);
    scene.contact(FRONT_DOOR, &command).unwrap();
    // Nobody has looked, nobody has looked up who the child is, no question is answered, no reason is written.
    let given = answers(&scene, &[("decide-outcome", choice("strategy-discussion"))]);
    let (request, concern) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let bare = DecideContact { child: SAM, request, concern, answers: given.clone() };
    scene.contact(FRONT_DOOR_MANAGER, &bare).unwrap();
    assert_eq!(scene.contact.decision(SAM).unwrap().fact.concern, Some(concern));
    assert!(has(&scene, "FD-03"), "the five questions stay owed");
    assert_eq!(scene.contact.stage(), "contact-to-tell");
    let settle = |answers: Answers| Settle(Settled { child: SAM, answers });
    assert_eq!(scene.contact(FRONT_DOOR_MANAGER, &settle(given)).unwrap_err().0, "contact-left-blank");
    let whole = settle(answers(&scene, &settled()));
    assert_eq!(scene.contact(FRONT_DOOR, &whole).unwrap_err().0, "contact-not-a-manager");
    scene.contact(FRONT_DOOR_MANAGER, &whole).unwrap();
    assert!(!has(&scene, "FD-03"));
    assert_eq!(scene.contact(FRONT_DOOR_MANAGER, &whole).unwrap_err().0, "contact-nothing-to-settle");
    // Who the child is can still be said.
    link(&mut scene, SAM);
}

#[test]
fn a_disabled_child_for_whom_help_is_asked_goes_to_the_support_route() {
    let asked = [
        ("contact-help", choice("yes")),
        ("contact-disabled", choice("yes")),
        ("contact-harm", choice("no")),
    ];
    for (name, outcome) in Outcome::ALL {
        let mut scene = looked(&asked);
        link(&mut scene, SAM);
        let command = decide(&scene, SAM, name, &[("decide-help", text("Somebody to swim with"))]);
        let refused = scene.contact(FRONT_DOOR_MANAGER, &command).err().map(|(code, _)| code);
        let free = matches!(outcome, Outcome::SupportRoute | Outcome::StrategyDiscussion);
        assert_eq!(refused, (!free).then_some("contact-support-route"), "{name}");
        if !free {
            let said = [("decide-not-support", text("The mother asks for family help instead"))];
            let command = decide(&scene, SAM, name, &said);
            scene.contact(FRONT_DOOR_MANAGER, &command).unwrap();
        }
    }
    // Facts of harm, or nobody knowing, make no default.
    for harm in ["yes", "unsure"] {
        let mut given = asked.to_vec();
        given.push(("contact-harm", choice(harm)));
        assert!(!looked(&given).contact.received.unwrap().fact.is_for_support(), "{harm}");
    }
}

#[test]
fn the_support_route_begins_with_words_that_the_family_may_read() {
    let mut scene = looked(&[]);
    link(&mut scene, SAM);
    let silent = decide(&scene, SAM, "support-route", &[]);
    assert_eq!(scene.contact(FRONT_DOOR_MANAGER, &silent).unwrap_err().0, "contact-help-missing");
}

#[test]
fn each_child_has_a_decision_and_the_clock_stops_with_the_last() {
    let mut scene = Scene::new();
    let both = [("contact-what", text("They are alone")), ("contact-children", children(&["Sam", "Kit"]))];
    let command = receive(&scene, Way::Phone, &both);
    scene.contact(FRONT_DOOR, &command).unwrap();
    link(&mut scene, SAM);
    link(&mut scene, KIT);
    let command = decide(&scene, SAM, "family-help", &[]);
    scene.contact(FRONT_DOOR_MANAGER, &command).unwrap();
    assert!(has(&scene, "FD-02"), "one child is still undecided");
    assert_eq!(scene.contact(FRONT_DOOR, &tell("phone", "")).unwrap_err().0, "contact-not-decided");
    let command = decide(&scene, KIT, "no-further-action", &[]);
    scene.contact(FRONT_DOOR_MANAGER, &command).unwrap();
    assert!(!has(&scene, "FD-02"));
    assert!(has(&scene, "FD-05") && has(&scene, "LS-HELP-BEGUN") && has(&scene, "FD-04"));
}

#[test]
fn whoever_got_in_touch_is_told_also_when_nothing_is_done_and_why() {
    let mut scene = looked(&[]);
    link(&mut scene, SAM);
    let command = decide(&scene, SAM, "no-further-action", &[]);
    scene.contact(FRONT_DOOR_MANAGER, &command).unwrap();
    let listing = records::contact::list(&scene.contact, &scene.rules);
    let telling = listing.duties.iter().find(|duty| duty.scheduled.duty == "FD-04").expect("it is owed");
    assert_eq!(telling.scheduled.due.date(), Some(date(2026, 11, 24)), "a clock on telling");
    assert_eq!(scene.contact(FRONT_DOOR, &tell("phone", " ")).unwrap_err().0, "contact-nothing-done-why");
    assert_eq!(scene.contact(FRONT_DOOR, &tell("unreached", "")).unwrap_err().0, "contact-unreached-why");
    let mut lost = tell("phone", "She is well");
    lost.0.text = None;
    assert_eq!(scene.contact(FRONT_DOOR, &lost).unwrap_err().0, "contact-no-letter");
    scene.contact(FRONT_DOOR, &tell("phone", "She is well")).unwrap();
    assert!(!has(&scene, "FD-04"));
    assert_eq!(scene.contact(FRONT_DOOR, &tell("phone", "Again")).unwrap_err().0, "contact-referrer-told");
}

#[test]
fn the_family_is_told_that_nothing_more_is_done_or_somebody_says_why_not_yet() {
    let mut scene = looked(&[]);
    let told = |to: &str, words: &str| {
        TellAboutContact(FamilyTold { to: to.into(), how: "phone".into(), words: words.into() })
    };
    assert_eq!(
        scene.contact(FRONT_DOOR_MANAGER, &told("Mum", "All")).unwrap_err().0,
        "contact-nothing-to-tell"
    );
    link(&mut scene, SAM);
    let command = decide(&scene, SAM, "no-further-action", &[]);
    scene.contact(FRONT_DOOR_MANAGER, &command).unwrap();
    assert_eq!(scene.contact(FRONT_DOOR_MANAGER, &told(" ", "All")).unwrap_err().0, "contact-told-who");
    assert_eq!(scene.contact(FRONT_DOOR_MANAGER, &told("Mum", " ")).unwrap_err().0, "contact-told-words");

    let not_yet = |why: &str, review_at| HoldBackFromFamily { why: why.into(), review_at };
    let later = scene.now + SignedDuration::from_hours(48);
    let now = scene.now;
    assert_eq!(
        scene.contact(FRONT_DOOR_MANAGER, &not_yet(" ", later)).unwrap_err().0,
        "contact-not-told-why"
    );
    assert_eq!(scene.contact(FRONT_DOOR_MANAGER, &not_yet("Unsafe", now)).unwrap_err().0, "review-in-past");
    scene.contact(FRONT_DOOR_MANAGER, &not_yet("She may be hurt", later)).unwrap();
    assert!(!has(&scene, "FD-05") && has(&scene, "LS-TELLING"), "{:?}", duties(&scene));
    scene.contact(FRONT_DOOR_MANAGER, &told("Mum", "Nothing more; the family hub is in Mill Lane")).unwrap();
    assert!(!has(&scene, "FD-05") && !has(&scene, "LS-TELLING"), "{:?}", duties(&scene));
}

#[test]
fn a_decision_to_help_stays_owed_until_help_has_begun() {
    for (name, begins) in [("family-help", true), ("section-17", true), ("advice", false)] {
        let mut scene = looked(&[]);
        link(&mut scene, SAM);
        let command = decide(&scene, SAM, name, &[]);
        scene.contact(FRONT_DOOR_MANAGER, &command).unwrap();
        assert_eq!(has(&scene, "LS-HELP-BEGUN"), begins, "{name}");
        let begun = RecordHelpBegun(HelpBegun { child: SAM, note: String::new() });
        assert_eq!(scene.contact(FRONT_DOOR, &begun).is_ok(), begins, "{name}");
        assert!(!has(&scene, "LS-HELP-BEGUN"), "{name}");
        assert_eq!(scene.contact(FRONT_DOOR, &begun).unwrap_err().0, "contact-no-help-to-begin");
    }
}

#[test]
fn a_contact_closes_when_everything_that_follows_at_the_front_door_is_done() {
    let mut scene = looked(&[]);
    link(&mut scene, SAM);
    let recommend =
        Recommend(Recommended { child: SAM, outcome: Outcome::Section17, why: "Twice now".into() });
    scene.contact(FRONT_DOOR, &recommend).unwrap();
    let command = decide(&scene, SAM, "section-17", &[]);
    scene.contact(FRONT_DOOR_MANAGER, &command).unwrap();
    assert_eq!(scene.contact(FRONT_DOOR, &recommend).unwrap_err().0, "contact-child-decided");
    assert_eq!(scene.contact.stage(), "contact-to-tell");
    scene.contact(FRONT_DOOR, &tell("letter", "")).unwrap();
    assert_eq!(scene.contact.stage(), "contact-to-tell");
    scene.contact(FRONT_DOOR, &RecordHelpBegun(HelpBegun { child: SAM, note: String::new() })).unwrap();
    assert_eq!(scene.contact.stage(), "contact-closed");
}

#[test]
fn contacts_about_the_same_child_find_one_another() {
    let mut scene = looked(&[]);
    assert_eq!(scene.contact.identity(SAM), SAM, "a record that begins from here has this identifier");
    let to = |who| LinkChild(Linked { child: SAM, who });
    scene.contact(FRONT_DOOR, &to(Who::SameAs(KIT))).unwrap();
    assert_eq!(scene.contact.identity(SAM), KIT);
    scene.contact(FRONT_DOOR, &to(Who::Known(RECORD))).unwrap();
    assert_eq!(scene.contact.identity(SAM), RECORD, "what was said last stands");
    let names = records::contact::list(&scene.contact, &scene.rules).names;
    assert_eq!(names, [records::contact::about_child(RECORD)]);
    assert_eq!(
        scene.contact(FRONT_DOOR, &LinkChild(Linked { child: KIT, who: Who::Nobody })).unwrap_err().0,
        "no-contact-child"
    );
    let command = decide(&scene, SAM, "advice", &[]);
    scene.contact(FRONT_DOOR_MANAGER, &command).unwrap();
    assert_eq!(scene.contact(FRONT_DOOR, &to(Who::Nobody)).unwrap_err().0, "contact-child-decided");
}
