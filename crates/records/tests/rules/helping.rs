//! Family help and section 17 as levels of one thing: what starts each clock, who may do what, what stays when the level changes.

use jiff::civil::date;
use kernel::{Capacity, PersonId};
use records::help::{
    AddRelative, AnswerAssessment, BeginHelp, ChangeLevel, CommentMade, CompleteAssessment, EndHelp, Help,
    HoldReview, JoinTeam, JudgeRefusal, LeaveTeam, Level, MakeComment, NameLead, Protected,
    RecordAdultFactor, RecordFactors, RecordRefusal, RecordSeen, RecordVisit, Share, Shared, SharedWhat,
    WriteAdultPart, WritePart, WritePlan, YieldToProtection,
};
use records::people::Involved;
use uuid::Uuid;

use crate::protecting::{answers_to, code, due_of, of};
use crate::scene::{
    ASSESSOR, FRONT_DOOR_MANAGER, Outcome, PARENT, POLICE, SCHOOL, SOCIAL_WORKER, SUPERVISOR, Scene,
    YOUNG_PERSON, person,
};

const FAMILY: Uuid = Uuid::from_u128(0xFA);

/// What a step is taken with besides its answers.
#[derive(Clone, Copy, Default)]
pub struct With {
    pub whom: Option<PersonId>,
    pub protected: Protected,
    pub on_support_route: bool,
}

/// Takes one step, by the name of its section in the form.
pub fn step(scene: &mut Scene, who: u128, name: &str, given: &[(&str, &str)]) -> Outcome {
    step_with(scene, who, name, With::default(), given)
}

pub fn step_with(scene: &mut Scene, who: u128, name: &str, with: With, given: &[(&str, &str)]) -> Outcome {
    let answers = answers_to(scene, "help", given);
    let id = Uuid::from_u128(0x7000 + u128::from(scene.version));
    let (protected, whom) = (with.protected, with.whom);
    let somebody = whom.unwrap_or(person(SCHOOL));
    match name {
        "begin" => scene.help(
            who,
            &BeginHelp {
                episode: id,
                family: FAMILY,
                contact: None,
                called: "Robin".into(),
                born: None,
                on_support_route: with.on_support_route,
                answers,
            },
        ),
        "refused" => scene.help(who, &RecordRefusal(answers)),
        "judge" => scene.help(who, &JudgeRefusal(answers)),
        "lead" => scene.help(who, &NameLead { person: somebody, protected, answers }),
        "team" => scene.help(who, &JoinTeam { member: id, person: whom, answers }),
        "child-needs" | "parenting" | "surroundings" => {
            let part = name.to_owned();
            scene.help(who, &WritePart { assessment: id, part, together: None, answers })
        }
        "adult" => scene.help(who, &WriteAdultPart { person: whom, answers }),
        "seen" => scene.help(who, &RecordSeen { assessment: id, answers }),
        "factors" => scene.help(who, &RecordFactors(answers)),
        "adult-factor" => scene.help(who, &RecordAdultFactor { person: whom, answers }),
        "complete" => scene.help(who, &CompleteAssessment(answers)),
        "authorise" => scene.help(who, &AnswerAssessment(answers)),
        "plan" => scene.help(who, &WritePlan { plan: id, protected, answers }),
        "visit" => scene.help(who, &RecordVisit(answers)),
        "review" => scene.help(who, &HoldReview(answers)),
        "level" => scene.help(who, &ChangeLevel { span: id, protected, answers }),
        "yield" => scene.help(who, &YieldToProtection { protected }),
        "end" => scene.help(who, &EndHelp { protected, answers }),
        other => panic!("no step {other}"),
    }
}

fn due(scene: &Scene) -> std::collections::BTreeMap<String, String> {
    due_of(records::help::list(&scene.help, &scene.rules))
}

pub const BEGIN: &[(&str, &str)] = &[
    ("begin-level", "family-help"),
    ("begin-on", "2026-11-23"),
    ("begin-why", "Mornings that work"),
    ("begin-agreed", "yes"),
];
pub const IN_NEED: &[(&str, &str)] = &[
    ("begin-level", "child-in-need"),
    ("begin-on", "2026-11-23"),
    ("begin-why", "Mornings that work"),
    ("begin-source", "source-2a"),
    ("begin-need", "n4"),
];
pub const LEAD: &[(&str, &str)] = &[("lead-agreed", "yes"), ("lead-supervisor", "Sunniva Marlow")];
pub const SEEN: &[(&str, &str)] = &[("seen-how", "alone"), ("seen-said", "She drew the dog")];
pub const PLAN: &[(&str, &str)] = &[
    (
        "plan-lines",
        "line-agency=school;line-who=Tilda;line-what=Breakfast club;line-when=Monday;line-change=She eats",
    ),
    ("plan-review", "2027-01-11"),
];
pub const COMPLETE: &[(&str, &str)] = &[
    ("complete-found", "She is tired in the mornings"),
    ("complete-follows", "plan"),
    ("complete-family", "They agree"),
];
pub const AUTHORISE: &[(&str, &str)] =
    &[("authorise", "agree"), ("authorise-told", "At home, and by letter")];
pub const UP: &[(&str, &str)] =
    &[("level-why", "More is needed"), ("level-source", "source-5d"), ("level-need", "n4")];
pub const DOWN: &[(&str, &str)] =
    &[("level-why", "It goes well"), ("level-agreed", "yes"), ("level-reason", "rc9")];
const END: &[(&str, &str)] = &[("end-why", "It goes well"), ("end-family", "We manage")];
pub const REVIEW: &[(&str, &str)] = &[
    ("review-changed", "She eats"),
    ("review-family", "We sleep"),
    ("review-decided", "goes-on"),
    ("review-next", "2027-03-01"),
];

fn lead_by(scene: &mut Scene, manager: u128, leader: u128) -> Outcome {
    let with = With { whom: Some(person(leader)), ..With::default() };
    step_with(scene, manager, "lead", with, LEAD)
}

/// Family help that a school leads, with a plan.
pub fn family_help() -> Scene {
    let mut scene = Scene::new();
    step(&mut scene, SCHOOL, "begin", BEGIN).unwrap();
    lead_by(&mut scene, SCHOOL, SCHOOL).unwrap();
    step(&mut scene, SCHOOL, "plan", PLAN).unwrap();
    scene
}

/// A child in need, led by a school.
pub fn in_need() -> Scene {
    let mut scene = Scene::new();
    step(&mut scene, FRONT_DOOR_MANAGER, "begin", IN_NEED).unwrap();
    lead_by(&mut scene, SUPERVISOR, SCHOOL).unwrap();
    scene
}

/// Writes every part of the assessment, and that the child was seen.
pub fn write_all(scene: &mut Scene) {
    step(scene, SCHOOL, "seen", SEEN).unwrap();
    step(scene, SCHOOL, "child-needs", &[("child-meaning", "She needs rest")]).unwrap();
    step(scene, SCHOOL, "parenting", &[("parenting-meaning", "Warm, and worn out")]).unwrap();
    step(scene, SCHOOL, "surroundings", &[("around-meaning", "A grandmother nearby")]).unwrap();
}

pub fn complete(scene: &mut Scene) -> Outcome {
    step(scene, SCHOOL, "complete", COMPLETE)
}

pub fn authorise(scene: &mut Scene) -> Outcome {
    step(scene, SUPERVISOR, "authorise", AUTHORISE)
}

/// The assessment that is written under section 17 ends, with a manager's agreement.
pub fn finish(scene: &mut Scene) {
    step(scene, SCHOOL, "factors", &[("factors-child", "factor-code=factor-7a;factor-fact=Cares")]).unwrap();
    complete(scene).unwrap();
    authorise(scene).unwrap();
}

#[test]
fn family_help_is_with_agreement_and_section_17_is_decided_by_somebody_qualified() {
    let mut scene = Scene::new();
    let without = |scene: &mut Scene, who, given: &[(&str, &str)], left_out: &str| {
        let rest: Vec<_> = given.iter().copied().filter(|(question, _)| *question != left_out).collect();
        code(step(scene, who, "begin", &rest))
    };
    assert_eq!(without(&mut scene, SCHOOL, BEGIN, "begin-agreed"), "help-agreement-missing");
    assert_eq!(code(step(&mut scene, SCHOOL, "begin", IN_NEED)), "help-not-qualified");
    // The census facts are chosen by a person and never inferred.
    assert_eq!(without(&mut scene, FRONT_DOOR_MANAGER, IN_NEED, "begin-source"), "help-source-missing");
    assert_eq!(without(&mut scene, FRONT_DOOR_MANAGER, IN_NEED, "begin-need"), "help-need-missing");
    let disabled = With { on_support_route: true, ..With::default() };
    assert_eq!(code(step_with(&mut scene, SCHOOL, "begin", disabled, BEGIN)), "help-on-support-route");
    step(&mut scene, SCHOOL, "begin", BEGIN).unwrap();
    assert_eq!(code(step(&mut scene, SCHOOL, "begin", BEGIN)), "help-already-open");
}

#[test]
fn a_no_is_written_down_and_judged_before_anything_goes_on() {
    let mut scene = Scene::new();
    let mut refused = BEGIN.to_vec();
    refused.retain(|(question, _)| *question != "begin-agreed");
    refused.push(("begin-agreed", "no"));
    step(&mut scene, SCHOOL, "begin", &refused).unwrap();
    assert_eq!(of(&due(&scene), "EH-02"), Some("open"));
    assert_eq!(of(&due(&scene), "EH-01"), None, "nobody plans help that was refused");
    lead_by(&mut scene, SCHOOL, SCHOOL).unwrap();
    for (name, given) in [("plan", PLAN), ("seen", SEEN), ("child-needs", &[("child-meaning", "Rest")])] {
        assert_eq!(code(step(&mut scene, SCHOOL, name, given)), "help-refused-waits", "{name}");
    }
    let on = [("judge-follows", "goes-on"), ("judge-why", "They agree to mornings alone")];
    let mut agreed = Scene { help: scene.help.clone(), ..Scene::new() };
    step(&mut agreed, SCHOOL, "judge", &on).unwrap();
    assert_eq!(of(&due(&agreed), "EH-02"), None);
    assert_eq!(of(&due(&agreed), "EH-01"), Some("open"), "a no that became a yes is no refusal");
    assert_eq!(code(step(&mut scene, SCHOOL, "judge", &[("judge-follows", "end")])), "help-why-missing");
    step(&mut scene, SCHOOL, "judge", &[("judge-follows", "end"), ("judge-why", "They are well")]).unwrap();
    assert!(scene.help.open().is_none());
    assert_eq!(due(&scene).len(), 0);
    // A later time of help stands beside the earlier one.
    scene.at("2026-12-01T09:00:00Z");
    step(&mut scene, SCHOOL, "begin", BEGIN).unwrap();
    assert_eq!(scene.help.episodes.len(), 2);
}

#[test]
fn a_social_work_qualified_manager_names_who_leads_under_section_17_from_any_agency() {
    let mut scene = Scene::new();
    step(&mut scene, FRONT_DOOR_MANAGER, "begin", IN_NEED).unwrap();
    assert_eq!(of(&due(&scene), "AS-06"), Some("open"));
    assert_eq!(code(lead_by(&mut scene, SCHOOL, SCHOOL)), "help-lead-not-a-manager");
    assert_eq!(code(lead_by(&mut scene, SUPERVISOR, POLICE)), "help-lead-cannot");
    let school = With { whom: Some(person(SCHOOL)), ..With::default() };
    let not_yet = [("lead-agreed", "no"), ("lead-supervisor", "Sunniva Marlow")];
    assert_eq!(code(step_with(&mut scene, SUPERVISOR, "lead", school, &not_yet)), "help-lead-not-agreed");
    let alone = [("lead-agreed", "yes")];
    assert_eq!(code(step_with(&mut scene, SUPERVISOR, "lead", school, &alone)), "help-lead-no-supervisor");
    lead_by(&mut scene, SUPERVISOR, SCHOOL).unwrap();
    assert_eq!(of(&due(&scene), "AS-06"), None);
    // While enquiries run a social worker leads, and nobody else.
    let enquiries = Protected { enquiries: true, plan_since: None };
    let with = |who| With { whom: Some(person(who)), protected: enquiries, ..With::default() };
    assert_eq!(
        code(step_with(&mut scene, SUPERVISOR, "lead", with(SCHOOL), LEAD)),
        "lead-not-a-social-worker"
    );
    assert_eq!(
        code(step_with(&mut scene, SUPERVISOR, "lead", with(ASSESSOR), LEAD)),
        "lead-not-a-social-worker"
    );
    step_with(&mut scene, SUPERVISOR, "lead", with(SOCIAL_WORKER), LEAD).unwrap();
}

#[test]
fn the_assessment_counts_from_the_referral_and_is_finished_when_a_manager_has_read_it() {
    let mut scene = in_need();
    // Forty-five working days over Christmas, from the day of referral and not of the first writing.
    assert_eq!(of(&due(&scene), "AS-01"), Some("2027-01-28"));
    scene.at("2026-12-07T09:00:00Z");
    assert_eq!(code(complete(&mut scene)), "help-no-assessment");
    step(&mut scene, SCHOOL, "child-needs", &[("child-meaning", "She needs rest")]).unwrap();
    assert_eq!(of(&due(&scene), "AS-04"), Some("open"));
    assert_eq!(of(&due(&scene), "AS-01"), Some("2027-01-28"));
    assert_eq!(code(complete(&mut scene)), "help-family-part-missing");
    step(&mut scene, SCHOOL, "parenting", &[("parenting-meaning", "Warm")]).unwrap();
    step(&mut scene, SCHOOL, "surroundings", &[("around-meaning", "Near")]).unwrap();
    assert_eq!(code(complete(&mut scene)), "help-child-not-seen");
    assert_eq!(code(step(&mut scene, SCHOOL, "seen", &[("seen-how", "not-seen")])), "help-seen-why");
    step(&mut scene, SCHOOL, "seen", SEEN).unwrap();
    assert_eq!(of(&due(&scene), "AS-04"), None);
    assert_eq!(code(complete(&mut scene)), "help-factors-missing");
    step(
        &mut scene,
        SCHOOL,
        "factors",
        &[("factors-child", "factor-code=factor-7a;factor-fact=Cares for her mother")],
    )
    .unwrap();
    complete(&mut scene).unwrap();
    assert_eq!(of(&due(&scene), "AS-01"), Some("2027-01-28"), "a finished form is no finished assessment");
    assert_eq!(of(&due(&scene), "AS-03"), Some("open"));
    assert_eq!(
        code(step(&mut scene, SCHOOL, "parenting", &[("parenting-meaning", "Else")])),
        "help-assessment-waits"
    );
    assert_eq!(code(step(&mut scene, SCHOOL, "authorise", AUTHORISE)), "help-not-a-manager");
    assert_eq!(code(step(&mut scene, SUPERVISOR, "authorise", &AUTHORISE[..1])), "help-nobody-told");
    assert_eq!(
        code(step(&mut scene, SUPERVISOR, "authorise", &[("authorise", "send-back")])),
        "sending-back-needs-why"
    );
    step(
        &mut scene,
        SUPERVISOR,
        "authorise",
        &[("authorise", "send-back"), ("authorise-why", "Ask her father")],
    )
    .unwrap();
    scene.at("2026-12-08T09:00:00Z");
    complete(&mut scene).unwrap();
    authorise(&mut scene).unwrap();
    for met in ["AS-01", "AS-03"] {
        assert_eq!(of(&due(&scene), met), None, "{met}");
    }
    // Services were decided: a plan is owed.
    assert_eq!(of(&due(&scene), "AS-08"), Some("open"));
    step(&mut scene, SCHOOL, "plan", PLAN).unwrap();
    assert_eq!(of(&due(&scene), "AS-08"), None);
    assert_eq!(of(&due(&scene), "AS-09"), Some("2027-01-11"), "the plan says when it is looked at again");
}

#[test]
fn nobody_authorises_what_they_wrote_and_past_the_limit_the_reason_is_recorded() {
    let mut scene = in_need();
    write_all(&mut scene);
    step(&mut scene, SCHOOL, "factors", &[("factors-child", "factor-code=factor-7a;factor-fact=Cares")])
        .unwrap();
    scene.at("2027-01-29T09:00:00Z");
    complete(&mut scene).unwrap();
    assert_eq!(of(&due(&scene), "AS-02"), Some("open"));
    assert_eq!(code(authorise(&mut scene)), "help-late-why");
    let mut late = AUTHORISE.to_vec();
    late.push(("authorise-late", "Her mother was in hospital"));
    step(&mut scene, SUPERVISOR, "authorise", &late).unwrap();
    assert_eq!(of(&due(&scene), "AS-02"), None);
}

#[test]
fn a_manager_who_leads_has_another_manager_read_it() {
    let mut scene = in_need();
    scene.give(SUPERVISOR, &["practice-supervisor", "social-worker"]);
    write_all(&mut scene);
    step(&mut scene, SCHOOL, "factors", &[("factors-child", "factor-code=factor-7a;factor-fact=Cares")])
        .unwrap();
    lead_by(&mut scene, FRONT_DOOR_MANAGER, SUPERVISOR).unwrap();
    step(&mut scene, SUPERVISOR, "complete", COMPLETE).unwrap();
    assert_eq!(code(authorise(&mut scene)), "help-assessment-own");
    step(&mut scene, FRONT_DOOR_MANAGER, "authorise", AUTHORISE).unwrap();
}

#[test]
fn going_up_and_down_keeps_who_leads_the_plan_and_every_answer() {
    let mut scene = family_help();
    write_all(&mut scene);
    let before = scene.help.open().unwrap().clone();
    assert_eq!(of(&due(&scene), "EH-03"), Some("2027-01-11"));
    assert_eq!(code(step(&mut scene, SCHOOL, "level", UP)), "help-level-not-a-manager");
    scene.at("2026-12-01T09:00:00Z");
    step(&mut scene, SUPERVISOR, "level", UP).unwrap();
    let open = scene.help.open().unwrap();
    assert_eq!(open.level(), Level::ChildInNeed);
    assert_eq!(open.lead(), before.lead());
    assert_eq!(open.written.len(), 1, "nothing is written twice");
    assert!(open.plan().is_some(), "the plan goes on");
    assert_eq!(of(&due(&scene), "EH-03"), None);
    // Forty-five working days from the day on which it went up.
    assert_eq!(of(&due(&scene), "AS-01"), Some("2027-02-05"));
    assert_eq!(of(&due(&scene), "AS-06"), None, "whoever led before leads on");
    // The first writing of the new assessment finds every answer of the one before.
    step(&mut scene, SCHOOL, "seen", SEEN).unwrap();
    let carried = scene.help.open().unwrap().open_assessment().unwrap();
    assert_eq!(carried.began.fact.level, Level::ChildInNeed);
    for part in ["child-needs", "parenting", "surroundings"] {
        let earlier = before.assessment().unwrap().part(part).unwrap();
        assert_eq!(carried.part(part).unwrap().fact, earlier.fact);
    }
    step(&mut scene, SCHOOL, "plan", PLAN).unwrap();
    scene.at("2026-12-14T09:00:00Z");
    assert_eq!(code(step(&mut scene, SUPERVISOR, "level", DOWN)), "help-assessment-unfinished");
    finish(&mut scene);
    assert_eq!(code(step(&mut scene, SUPERVISOR, "level", &DOWN[..1])), "help-down-not-agreed");
    assert_eq!(code(step(&mut scene, SUPERVISOR, "level", &DOWN[..2])), "help-reason-missing");
    step(&mut scene, SUPERVISOR, "level", DOWN).unwrap();
    let open = scene.help.open().unwrap();
    assert_eq!((open.level(), open.lead()), (Level::FamilyHelp, before.lead()));
    let plan = open.plan().unwrap();
    assert_eq!((plan.level, plan.from), (Level::FamilyHelp, date(2026, 12, 14)));
    assert_eq!(of(&due(&scene), "AS-01"), None);
    assert_eq!(of(&due(&scene), "EH-03"), Some("2027-01-11"));
    assert_eq!(of(&due(&scene), "EH-01"), None, "the plan goes on by agreement");
}

#[test]
fn a_plan_for_a_child_in_need_gives_way_to_a_protection_plan_by_a_step() {
    let mut scene = in_need();
    step(&mut scene, SCHOOL, "plan", PLAN).unwrap();
    scene.at("2026-12-07T09:00:00Z");
    assert_eq!(code(step(&mut scene, SCHOOL, "yield", &[])), "no-protection-plan");
    let protected = Protected { enquiries: false, plan_since: Some(date(2026, 12, 4)) };
    let with = With { protected, ..With::default() };
    assert_eq!(code(step_with(&mut scene, SCHOOL, "plan", with, PLAN)), "help-plan-under-protection");
    let mut end = END.to_vec();
    end.push(("end-reason", "rc7"));
    assert_eq!(code(step_with(&mut scene, SUPERVISOR, "end", with, &end)), "help-under-protection");
    assert_eq!(code(step_with(&mut scene, SUPERVISOR, "level", with, DOWN)), "help-under-protection");
    step_with(&mut scene, SCHOOL, "yield", with, &[]).unwrap();
    let open = scene.help.open().unwrap();
    assert!(open.plan().is_none() && open.lead().is_some());
    assert_eq!(open.plans[0].until, Some(date(2026, 12, 4)), "it ended on the day the other began");
    assert_eq!(of(&due(&scene), "AS-09"), None);
    // Once the protection plan has ended, the plan goes on from what stood.
    scene.at("2027-03-01T09:00:00Z");
    let mut again = PLAN.to_vec();
    again[1] = ("plan-review", "2027-04-01");
    step(&mut scene, SCHOOL, "plan", &again).unwrap();
    assert_eq!(scene.help.open().unwrap().plans.len(), 2);
}

#[test]
fn a_review_sets_the_next_one_and_a_visit_needs_the_child() {
    let mut scene = family_help();
    assert_eq!(code(step(&mut scene, SCHOOL, "visit", &[])), "visit-seen-missing");
    step(
        &mut scene,
        SOCIAL_WORKER,
        "visit",
        &[("visit-seen", "alone"), ("visit-said", "She likes the club")],
    )
    .unwrap();
    scene.at("2027-01-11T09:00:00Z");
    assert_eq!(code(step(&mut scene, SCHOOL, "review", &REVIEW[..3])), "help-plan-no-review");
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "review", REVIEW)), "help-not-lead");
    step(&mut scene, SCHOOL, "review", REVIEW).unwrap();
    assert_eq!(of(&due(&scene), "EH-03"), Some("2027-03-01"));
}

#[test]
fn help_ends_with_a_reason_and_under_section_17_by_a_manager() {
    let mut scene = family_help();
    assert_eq!(code(step(&mut scene, SCHOOL, "end", &END[..1])), "help-family-view-missing");
    assert_eq!(code(step(&mut scene, SOCIAL_WORKER, "end", END)), "help-not-lead");
    step(&mut scene, SCHOOL, "end", END).unwrap();
    assert!(scene.help.open().is_none());
    let mut scene = in_need();
    assert_eq!(code(step(&mut scene, SCHOOL, "end", END)), "help-end-not-a-manager");
    assert_eq!(code(step(&mut scene, SUPERVISOR, "end", END)), "help-reason-missing");
    let mut end = END.to_vec();
    end.extend([("end-reason", "rc7"), ("end-on", "2026-11-20")]);
    assert_eq!(code(step(&mut scene, SUPERVISOR, "end", &end)), "help-before");
    end.pop();
    step(&mut scene, SUPERVISOR, "end", &end).unwrap();
    assert_eq!(due(&scene).len(), 0);
}

fn relative(who: u128, part: &str) -> Involved {
    Involved {
        person: person(who),
        name: format!("Relative {who}"),
        capacity: Capacity::new(part).unwrap(),
        relationship: String::new(),
        contact: None,
        from: date(2026, 11, 23),
        until: None,
    }
}

#[test]
fn what_is_shared_is_shared_with_somebody_by_name_and_a_comment_is_somebodys_own() {
    let mut scene = family_help();
    let share = |to: u128, what| {
        Share(Shared {
            what,
            to: person(to),
            how: "letter".into(),
            letter: FAMILY,
            text: records::child::LetterText::default(),
        })
    };
    assert_eq!(code(scene.help(SCHOOL, &share(PARENT, SharedWhat::Plan))), "help-not-of-family");
    scene.help(SCHOOL, &AddRelative(relative(PARENT, "parent-carer"))).unwrap();
    scene.help(SCHOOL, &AddRelative(relative(YOUNG_PERSON, "young-person"))).unwrap();
    assert_eq!(code(scene.help(SCHOOL, &AddRelative(relative(PARENT, "parent-carer")))), "already-involved");
    assert_eq!(code(scene.help(SCHOOL, &share(PARENT, SharedWhat::Assessment))), "help-nothing-to-share");
    assert_eq!(code(scene.help(SCHOOL, &share(PARENT, SharedWhat::End))), "help-not-ended");
    scene.help(SCHOOL, &share(PARENT, SharedWhat::Plan)).unwrap();
    let said = |by: u128| CommentMade { comment: FAMILY, by: person(by), words: "It is too early".into() };
    assert_eq!(code(scene.help(YOUNG_PERSON, &MakeComment(said(PARENT)))), "help-comment-not-theirs");
    scene.help(PARENT, &MakeComment(said(PARENT))).unwrap();
    scene.help(SCHOOL, &MakeComment(said(YOUNG_PERSON))).unwrap();
    assert_eq!(scene.help.comments.len(), 2);
    // A disagreement holds nothing up.
    let before = records::help::list(&family_help().help, &scene.rules);
    let after = records::help::list(&scene.help, &scene.rules);
    assert_eq!(before.duties.len(), after.duties.len());
}

#[test]
fn the_team_is_agreed_and_whoever_leaves_reads_no_longer() {
    let mut scene = family_help();
    let social_worker = With { whom: Some(person(SOCIAL_WORKER)), ..With::default() };
    let joins = [("team-agency", "social-care"), ("team-does", "Visits"), ("team-agreed", "yes")];
    assert_eq!(
        code(step_with(&mut scene, SCHOOL, "team", social_worker, &joins[..2])),
        "help-team-not-agreed"
    );
    let police = With { whom: Some(person(POLICE)), ..With::default() };
    assert_eq!(code(step_with(&mut scene, SCHOOL, "team", police, &joins)), "help-team-cannot");
    assert_eq!(code(step(&mut scene, SCHOOL, "team", &joins)), "help-team-no-name");
    step_with(&mut scene, SCHOOL, "team", social_worker, &joins).unwrap();
    assert_eq!(code(step_with(&mut scene, SCHOOL, "team", social_worker, &joins)), "help-team-already");
    let reads = |help: &Help| help.workers().iter().any(|(who, ..)| *who == person(SOCIAL_WORKER));
    assert!(reads(&scene.help));
    let member = scene.help.open().unwrap().team[0].0.fact.member;
    scene.help(SCHOOL, &LeaveTeam(member)).unwrap();
    assert!(!reads(&scene.help));
    assert_eq!(code(scene.help(SCHOOL, &LeaveTeam(member))), "help-team-not-there");
}
