//! How a child is protected: what starts each clock, who may do what, what never waits, and what an end needs.

use std::collections::BTreeMap;

use forms::{Answer, Answers, Kind, QuestionId};
use guidance::Due;
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use kernel::Moment;
use records::protection::{
    AnswerDisagreement, AnswerFamilyMeeting, CallConference, CloseHousehold, ConsiderProceedings, Convene,
    DecideConclusion, DecideProceedings, Disagree, EndOrder, EndPlan, EndProceedings, ExtendOrder,
    FollowDisagreement, FollowSupervision, GiveView, HoldBack, HoldConference, HoldCoreGroup, HoldDiscussion,
    HoldFamilyMeeting, HoldProceedingsMeeting, NameChair, NameLead, NotifyPanel, OfferFamilyMeeting,
    ProposeConclusion, RecordIncident, RecordOrder, RecordSeen, RecordTransfer, RecordVisit, SendRapidReview,
    SettleLeadArea, ShareReport, Supervise, TellPartners, WriteNetwork, WritePlan,
};
use uuid::Uuid;

use crate::scene::{
    ASSESSOR, CHAIR, FRONT_DOOR, FRONT_DOOR_MANAGER, OTHER_MANAGER, Outcome, PARENT, POLICE, SCHOOL,
    SOCIAL_WORKER, Scene, person,
};

/// Answers to the form: words, values chosen with spaces between, days, and rows as `field=words` with bars between.
pub fn answers(scene: &Scene, given: &[(&str, &str)]) -> Answers {
    answers_to(scene, "protection", given)
}

/// The same, to another form.
/// The same for any form.
pub fn answers_to(scene: &Scene, form: &str, given: &[(&str, &str)]) -> Answers {
    let form = scene.forms.latest(form).unwrap();
    let mut answers = form.no_answers();
    for (question, value) in given {
        let question = form.question(question).unwrap_or_else(|| panic!("{question}"));
        let answer = match &question.kind {
            Kind::ManyOf(_) => Answer::Choices(value.split(' ').map(str::to_owned).collect()),
            Kind::OneOf(_) => Answer::Choice((*value).to_owned()),
            Kind::Date { .. } => Answer::Date(value.parse().unwrap()),
            Kind::Number { .. } => Answer::Number(value.parse().unwrap()),
            Kind::Group { fields, .. } => Answer::Rows(
                value
                    .split('|')
                    .map(|row| {
                        let cells = row.split(';').map(|cell| {
                            let (name, text) = cell.split_once('=').unwrap();
                            let field = fields.iter().find(|field| field.id.as_str() == name).unwrap();
                            let answer = match field.kind {
                                Kind::OneOf(_) => Answer::Choice(text.into()),
                                Kind::Date { .. } => Answer::Date(text.parse().unwrap()),
                                _ => Answer::Text(text.into()),
                            };
                            (QuestionId::new(name).unwrap(), answer)
                        });
                        cells.collect::<BTreeMap<_, _>>()
                    })
                    .collect(),
            ),
            _ => Answer::Text((*value).to_owned()),
        };
        answers.set(&question.id, Some(answer));
    }
    answers
}

/// An identifier that no other step of the scene has.
fn next(scene: &Scene) -> Uuid {
    Uuid::from_u128(0x5000 + u128::from(scene.version))
}

/// Takes one step, by the name of its section in the form.
pub fn step(scene: &mut Scene, who: u128, name: &str, given: &[(&str, &str)]) -> Outcome {
    let (answers, id) = (answers(scene, given), next(scene));
    let discussion = |waits: bool| {
        let state = &scene.protection;
        let found = if waits { state.waiting_discussion() } else { state.unclosed_discussion() };
        found.map_or(Uuid::nil(), |found| found.convened.fact.discussion)
    };
    let (waiting, unclosed) = (discussion(true), discussion(false));
    let today = Moment::On(scene.today());
    let called = "Robin".to_owned();
    match name {
        "convene" => {
            let convene = Convene { discussion: id, meeting: id, concern: None, called, answers };
            scene.protection(who, &convene)
        }
        "discussion" => scene.protection(who, &HoldDiscussion { discussion: waiting, enquiry: id, answers }),
        "household" => scene.protection(who, &CloseHousehold { discussion: unclosed, answers }),
        "seen" => scene.protection(who, &RecordSeen(answers)),
        "conclude" => scene.protection(who, &ProposeConclusion { conclusion: id, answers }),
        "authorise" => scene.protection(who, &DecideConclusion(answers)),
        "transfer" => scene.protection(who, &RecordTransfer { transfer: id, called, answers }),
        "call" => scene.protection(who, &CallConference { conference: id, meeting: id, answers }),
        "report" => scene.protection(who, &ShareReport { person: None, answers }),
        "view" => scene.protection(who, &GiveView(answers)),
        "hold" => scene.protection(who, &HoldConference(answers)),
        "plan" => scene.protection(who, &WritePlan(answers)),
        "core-group" => scene.protection(who, &HoldCoreGroup(answers)),
        "visit" => scene.protection(who, &RecordVisit(answers)),
        "end" => scene.protection(who, &EndPlan(answers)),
        "order" => scene.protection(who, &RecordOrder { order: id, from: scene.moment(), answers }),
        "order-extend" => scene.protection(who, &ExtendOrder { from: today, answers }),
        "order-end" => scene.protection(who, &EndOrder { at: scene.moment(), answers }),
        "not-yet" => scene.protection(who, &HoldBack { again: None, answers }),
        "disagree" => scene.protection(who, &Disagree { disagreement: id, with: None, answers }),
        "disagree-answer" => {
            let open = scene.protection.open_disagreements().next();
            let disagreement = open.map_or(Uuid::nil(), |open| open.raised.fact.disagreement);
            scene.protection(who, &AnswerDisagreement { disagreement, answers })
        }
        "family-offer" => scene.protection(who, &OfferFamilyMeeting { meeting: id, answers }),
        "family-answer" => scene.protection(who, &AnswerFamilyMeeting(answers)),
        "family-met" => scene.protection(who, &HoldFamilyMeeting(answers)),
        "proceedings" => scene.protection(who, &ConsiderProceedings { proceedings: id, answers }),
        "proceedings-met" => scene.protection(who, &HoldProceedingsMeeting(answers)),
        "proceedings-decide" => scene.protection(who, &DecideProceedings(answers)),
        "proceedings-end" => scene.protection(who, &EndProceedings(answers)),
        "incident" => scene.protection(who, &RecordIncident { incident: id, called, answers }),
        "incident-panel" => scene.protection(who, &NotifyPanel(answers)),
        "incident-partners" => scene.protection(who, &TellPartners(answers)),
        "incident-area" => scene.protection(who, &SettleLeadArea(answers)),
        "incident-review" => scene.protection(who, &SendRapidReview(answers)),
        "supervise" => {
            let owner = Some(person(SOCIAL_WORKER));
            scene.protection(who, &Supervise { supervision: id, owner, answers })
        }
        "supervised" => scene.protection(who, &FollowSupervision(answers)),
        "network" => scene.protection(who, &WriteNetwork(answers)),
        "disagree-next" => scene.protection(who, &FollowDisagreement(answers)),
        other => panic!("no step {other}"),
    }
}

pub fn code(outcome: Outcome) -> &'static str {
    outcome.unwrap_err().0
}

/// What is open, by clock or duty, with the day or instant by which it is due.
pub fn due(scene: &Scene) -> BTreeMap<String, String> {
    due_of(records::protection::list(&scene.protection, &scene.rules))
}

/// The same, of any list's rows.
pub fn due_of(listing: records::Listing) -> BTreeMap<String, String> {
    let listed = listing.duties;
    listed
        .into_iter()
        .map(|duty| {
            let due = match duty.scheduled.due {
                Due::On(day) => day.to_string(),
                Due::At(at) => at.to_string(),
                _ => "open".to_owned(),
            };
            (duty.scheduled.duty, due)
        })
        .collect()
}

pub fn of<'a>(due: &'a BTreeMap<String, String>, duty: &str) -> Option<&'a str> {
    due.get(duty).map(String::as_str)
}

pub const CONCLUDE: &[(&str, &str)] = &[
    ("conclude-outcome", "conference"),
    ("conclude-harm", "yes"),
    ("conclude-why", "Two unexplained injuries"),
];
pub const NOTHING: &[(&str, &str)] = &[
    ("conclude-outcome", "nothing-more"),
    ("conclude-harm", "no"),
    ("conclude-why", "The plan explains the marks"),
];
pub const CALL: &[(&str, &str)] =
    &[("call-on", "2026-12-10"), ("call-invited", "invited-agency=police;invited-name=Pell Harrow")];
pub const PLAN: &[(&str, &str)] = &[
    ("hold-child", "He wants to stay at home, and it to stop"),
    ("hold-decided", "plan"),
    ("hold-why", "The harm is likely to go on"),
    ("hold-category", "physical"),
    ("hold-core-group", "core-name=Wilf Ambry"),
    ("hold-outline", "Who is with him at night changes"),
    ("hold-late", "A bank holiday, and the interpreter was ill"),
];
pub const NO_PLAN: &[(&str, &str)] = &[
    ("hold-child", "He says it is better"),
    ("hold-decided", "no-plan"),
    ("hold-why", "What was to change has changed"),
    ("hold-late", "The chair was ill"),
];
pub const LINES: &[(&str, &str)] = &[(
    "plan-lines",
    "line-who=Wilf Ambry;line-what=Sees him;line-when=Each week;line-change=He is safe at night",
)];
pub const CORE: &[(&str, &str)] = &[("core-came", "social-care family"), ("core-changed", "He sleeps")];
pub const VISIT: &[(&str, &str)] = &[("visit-seen", "alone"), ("visit-said", "He showed his new bed")];
pub const END: &[(&str, &str)] = &[
    ("end-because", "review"),
    ("end-told", "police health school"),
    ("end-offered", "Family help; the short breaks go on"),
];

/// As far as enquiries that a social worker leads.
pub fn enquired() -> Scene {
    let mut scene = Scene::new();
    step(&mut scene, SOCIAL_WORKER, "convene", &[]).unwrap();
    step(&mut scene, SOCIAL_WORKER, "discussion", &[("discussion-core", "social-care police health")])
        .unwrap();
    scene.protection(FRONT_DOOR_MANAGER, &NameLead(person(SOCIAL_WORKER))).unwrap();
    scene
}

/// As far as a conference that is called.
pub fn called() -> Scene {
    let mut scene = enquired();
    minutes(&mut scene, 5);
    step(
        &mut scene,
        SOCIAL_WORKER,
        "seen",
        &[("seen-alone", "yes"), ("seen-said", "He pointed at the door")],
    )
    .unwrap();
    step(&mut scene, SOCIAL_WORKER, "conclude", CONCLUDE).unwrap();
    step(&mut scene, FRONT_DOOR_MANAGER, "authorise", &[]).unwrap();
    minutes(&mut scene, 5);
    scene.protection(FRONT_DOOR_MANAGER, &NameChair(person(CHAIR))).unwrap();
    step(&mut scene, FRONT_DOOR, "call", CALL).unwrap();
    minutes(&mut scene, 5);
    scene
}

/// As far as a plan.
pub fn planned() -> Scene {
    let mut scene = called();
    step(&mut scene, CHAIR, "hold", PLAN).unwrap();
    minutes(&mut scene, 5);
    scene
}

pub fn minutes(scene: &mut Scene, minutes: i64) {
    scene.now += SignedDuration::from_mins(minutes);
}

/// The same hour of a later day.
pub fn on(scene: &mut Scene, day: Date) {
    scene.at(&format!("{day}T10:00:00Z"));
}

#[test]
fn nothing_that_is_missing_refuses_a_discussion_or_the_enquiries_and_a_missing_answer_begins_them() {
    let mut scene = Scene::new();
    step(&mut scene, SOCIAL_WORKER, "convene", &[]).unwrap();
    assert_eq!(of(&due(&scene), "CP-01"), Some("open"));
    step(&mut scene, SOCIAL_WORKER, "discussion", &[]).unwrap();
    let enquiry = scene.protection.open_enquiry().expect("enquiries");
    assert_eq!(enquiry.begun.happened.date(), scene.today());
    let held = scene.protection.discussions[0].held.as_ref().unwrap();
    // It says who was missing, and waits for nobody to say why.
    let missing: Vec<&str> = held.fact.missing.iter().map(String::as_str).collect();
    assert_eq!(missing, ["health", "police", "social-care"]);
    assert_eq!(of(&due(&scene), "CP-01"), None);
}

#[test]
fn a_decision_against_enquiries_needs_its_reason_and_a_decision_for_them_does_not() {
    let mut scene = Scene::new();
    step(&mut scene, SOCIAL_WORKER, "convene", &[]).unwrap();
    for decided in ["support", "nothing-more"] {
        let given = [("discussion-decided", decided)];
        assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "discussion", &given)), "no-enquiry-needs-why");
    }
    let given = [("discussion-decided", "support"), ("discussion-why", "The carer who did it has gone")];
    step(&mut scene, SOCIAL_WORKER, "discussion", &given).unwrap();
    assert!(scene.protection.open_enquiry().is_none());
}

#[test]
fn pitfall_13_a_social_worker_opens_the_discussion_without_the_front_door_and_nobody_unqualified_does() {
    let mut scene = Scene::new();
    for who in [POLICE, SCHOOL, PARENT] {
        assert_eq!(code(step(&mut scene, who, "convene", &[])), "convener-not-qualified", "{who}");
    }
    step(&mut scene, SOCIAL_WORKER, "convene", &[]).unwrap();
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "convene", &[])), "discussion-waits");
    // Whoever called it together reads it until somebody leads.
    assert_eq!(scene.protection.workers()[0].0, person(SOCIAL_WORKER));
}

#[test]
fn pitfall_6_the_conference_is_counted_from_the_discussion_that_began_the_enquiries_not_from_the_last() {
    let mut scene = enquired();
    // Fifteen working days after Monday 23 November 2026.
    assert_eq!(of(&due(&scene), "CP-04"), Some("2026-12-14"));
    on(&mut scene, date(2026, 12, 3));
    step(&mut scene, SOCIAL_WORKER, "convene", &[]).unwrap();
    step(&mut scene, SOCIAL_WORKER, "discussion", &[]).unwrap();
    assert_eq!(scene.protection.enquiries.len(), 1, "a second discussion begins no second enquiries");
    assert_eq!(of(&due(&scene), "CP-04"), Some("2026-12-14"));
    // Nor from their end.
    step(&mut scene, SOCIAL_WORKER, "seen", &[("seen-alone", "yes")]).unwrap();
    step(&mut scene, SOCIAL_WORKER, "conclude", CONCLUDE).unwrap();
    step(&mut scene, FRONT_DOOR_MANAGER, "authorise", &[]).unwrap();
    assert_eq!(of(&due(&scene), "CP-04"), Some("2026-12-14"));
}

#[test]
fn the_enquiries_begin_on_the_day_of_the_discussion_however_late_it_is_written_down() {
    let mut scene = Scene::new();
    step(&mut scene, SOCIAL_WORKER, "convene", &[]).unwrap();
    on(&mut scene, date(2026, 11, 25));
    step(&mut scene, SOCIAL_WORKER, "discussion", &[("discussion-on", "2026-11-23")]).unwrap();
    let begun = &scene.protection.open_enquiry().unwrap().begun;
    assert_eq!(
        (begun.happened.date(), kernel::london_date(begun.at)),
        (date(2026, 11, 23), date(2026, 11, 25))
    );
    let due = due(&scene);
    assert_eq!((of(&due, "CP-04"), of(&due, "CP-02")), (Some("2026-12-14"), None));
    let future = [("discussion-on", "2026-11-26")];
    step(&mut scene, SOCIAL_WORKER, "convene", &[]).unwrap();
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "discussion", &future)), "held-in-future");
}

#[test]
fn pitfall_16_nobody_but_a_social_worker_leads_and_without_one_enquiries_do_not_end() {
    let mut scene = Scene::new();
    step(&mut scene, SOCIAL_WORKER, "convene", &[]).unwrap();
    step(&mut scene, SOCIAL_WORKER, "discussion", &[]).unwrap();
    let refused = scene.protection(FRONT_DOOR_MANAGER, &NameLead(person(ASSESSOR))).unwrap_err();
    assert_eq!(refused.0, "lead-not-a-social-worker");
    assert!(refused.1.contains("CP-02"), "{}", refused.1);
    for who in [POLICE, SCHOOL, FRONT_DOOR, PARENT] {
        assert_eq!(
            code(scene.protection(FRONT_DOOR_MANAGER, &NameLead(person(who)))),
            "lead-not-a-social-worker"
        );
    }
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "conclude", CONCLUDE)), "enquiry-not-led");
    assert_eq!(code(scene.protection(FRONT_DOOR, &NameLead(person(SOCIAL_WORKER)))), "lead-not-a-manager");
    scene.protection(FRONT_DOOR_MANAGER, &NameLead(person(SOCIAL_WORKER))).unwrap();
    assert_eq!(code(step(&mut scene, FRONT_DOOR_MANAGER, "conclude", CONCLUDE)), "enquiry-not-lead");
}

#[test]
fn the_child_is_seen_alone_or_it_is_said_why_not() {
    let mut scene = enquired();
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "conclude", CONCLUDE)), "child-not-seen");
    let together = [("seen-alone", "no"), ("seen-said", "He laughed")];
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "seen", &together)), "not-alone-why");
    let why = [
        ("seen-alone", "no"),
        ("seen-alone-why", "He uses his sister as interpreter"),
        ("seen-said", "He laughed"),
    ];
    step(&mut scene, SOCIAL_WORKER, "seen", &why).unwrap();
    step(&mut scene, SOCIAL_WORKER, "conclude", CONCLUDE).unwrap();
}

#[test]
fn enquiries_end_when_a_manager_who_does_not_lead_agrees() {
    let mut scene = enquired();
    step(&mut scene, SOCIAL_WORKER, "seen", &[("seen-alone", "yes")]).unwrap();
    assert_eq!(code(step(&mut scene, FRONT_DOOR_MANAGER, "authorise", &[])), "no-conclusion-waits");
    step(&mut scene, SOCIAL_WORKER, "conclude", CONCLUDE).unwrap();
    assert_eq!(code(step(&mut scene, FRONT_DOOR, "authorise", &[])), "conclusion-not-a-manager");
    scene.give(SOCIAL_WORKER, &["social-worker", "front-door-manager"]);
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "authorise", &[])), "conclusion-own");
    let back = [("authorise", "send-back")];
    assert_eq!(code(step(&mut scene, OTHER_MANAGER, "authorise", &back)), "sending-back-needs-why");
    step(
        &mut scene,
        OTHER_MANAGER,
        "authorise",
        &[("authorise", "send-back"), ("authorise-words", "See his school")],
    )
    .unwrap();
    assert!(scene.protection.open_enquiry().is_some());
    step(&mut scene, SOCIAL_WORKER, "conclude", NOTHING).unwrap();
    step(&mut scene, OTHER_MANAGER, "authorise", &[]).unwrap();
    assert!(scene.protection.open_enquiry().is_none());
    // Not substantiated: no conference is owed, and none can be called.
    assert!(due(&scene).is_empty(), "{:?}", due(&scene));
    assert_eq!(code(step(&mut scene, FRONT_DOOR, "call", CALL)), "no-conference-needed");
}

#[test]
fn whoever_leads_or_authorised_does_not_chair() {
    let mut scene = called();
    for who in [SOCIAL_WORKER, FRONT_DOOR_MANAGER] {
        scene.give(who, &["social-worker", "conference-chair", "front-door-manager"]);
    }
    let refused =
        |scene: &mut Scene, who: u128| code(scene.protection(OTHER_MANAGER, &NameChair(person(who))));
    assert_eq!(refused(&mut scene, SOCIAL_WORKER), "chair-leads");
    assert_eq!(refused(&mut scene, FRONT_DOOR_MANAGER), "chair-authorised");
    assert_eq!(refused(&mut scene, POLICE), "not-a-chair");
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "hold", PLAN)), "conference-not-chair");
    scene.give(CHAIR, &["conference-chair", "social-worker"]);
    assert_eq!(code(scene.protection(OTHER_MANAGER, &NameLead(person(CHAIR)))), "lead-is-chair");
}

#[test]
fn a_report_is_shared_with_proof_or_with_the_reason_why_not() {
    let mut scene = called();
    let with = |more: &[(&'static str, &'static str)]| {
        let mut given =
            vec![("report-what", "report"), ("report-of", "social-care"), ("report-with", "Jo Larch")];
        given.extend_from_slice(more);
        given
    };
    for given in [with(&[]), with(&[("report-on", "2026-11-23")]), with(&[("report-how", "By hand")])] {
        assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "report", &given)), "report-no-proof");
    }
    step(
        &mut scene,
        SOCIAL_WORKER,
        "report",
        &with(&[("report-on", "2026-11-23"), ("report-how", "She signed")]),
    )
    .unwrap();
    step(
        &mut scene,
        SOCIAL_WORKER,
        "report",
        &with(&[("report-why-not", "It would tell him where she lives")]),
    )
    .unwrap();
    let reports = &scene.protection.conferences[0].reports;
    assert_eq!((reports[0].fact.on, reports[1].fact.on), (Some(scene.today()), None));
    assert_eq!(
        code(step(&mut scene, SOCIAL_WORKER, "report", &[("report-why-not", "x")])),
        "report-with-whom"
    );
}

#[test]
fn each_agency_gives_its_view_and_a_conference_decides_with_the_childs_view_and_its_reasons() {
    let mut scene = called();
    let view = [("view-agency", "police"), ("view-plan", "no-plan"), ("view-words", "He has moved out")];
    step(&mut scene, POLICE, "view", &view).unwrap();
    assert_eq!(scene.protection.conferences[0].views.len(), 1);
    for (left_out, refusal) in [
        ("hold-child", "conference-needs-child"),
        ("hold-decided", "conference-needs-decision"),
        ("hold-why", "conference-needs-why"),
        ("hold-category", "plan-needs-category"),
        ("hold-core-group", "plan-needs-core-group"),
        ("hold-outline", "plan-needs-outline"),
    ] {
        let given: Vec<_> = PLAN.iter().filter(|(question, _)| *question != left_out).copied().collect();
        assert_eq!(code(step(&mut scene, CHAIR, "hold", &given)), refusal, "{left_out}");
    }
    step(&mut scene, CHAIR, "hold", PLAN).unwrap();
    assert!(scene.protection.plan().is_some());
}

#[test]
fn a_conference_after_its_day_says_why_and_one_in_time_need_not() {
    let in_time: Vec<_> = PLAN.iter().filter(|(question, _)| *question != "hold-late").copied().collect();
    for (day, late) in [(date(2026, 12, 14), false), (date(2026, 12, 15), true)] {
        let mut scene = called();
        on(&mut scene, day);
        let outcome = step(&mut scene, CHAIR, "hold", &in_time);
        assert_eq!(outcome.is_err(), late, "{day}");
        if late {
            assert_eq!(code(outcome), "conference-late-why");
            step(&mut scene, CHAIR, "hold", PLAN).unwrap();
        }
        assert_eq!(scene.protection.conferences[0].held.as_ref().unwrap().fact.late, late);
    }
}
