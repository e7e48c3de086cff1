//! Local protocols: what may be added or tightened, and what is refused.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its world should stop there")]
#![expect(clippy::needless_raw_string_hashes, reason = "the snapshots are written by a tool that adds them")]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use expect_test::{Expect, expect};
use guidance::{Check, CheckOutcome, Guidance, JudgedOn, Protocol, Source};
use jiff::civil::{Date, date};
use proptest::prelude::*;

static GUIDANCE: LazyLock<Guidance> = LazyLock::new(|| Guidance::embedded().unwrap());

fn guidance() -> &'static Guidance {
    &GUIDANCE
}

/// Wendale's protocol with more at its end.
fn wendale_with(more: &str) -> Source {
    let text = Protocol::embedded_source("wendale").unwrap().text;
    Source::new("protocols/wendale.toml", format!("{text}\n{more}"))
}

/// The template with one text replaced by another.
fn template_with(text: &str, other: &str) -> Source {
    let original = Protocol::embedded_source("default").unwrap().text;
    assert!(original.contains(text), "the template no longer says {text}");
    Source::new("protocols/default.toml", original.replacen(text, other, 1))
}

fn refused(source: &Source, guidance: &Guidance) -> String {
    match Protocol::parse(source, guidance) {
        Ok(_) => "accepted".to_owned(),
        Err(refusals) => {
            // Only the problem, not the line: lines move with every remark in the file.
            let lines = refusals.0.iter().map(|problem| {
                assert!(problem.line > 0);
                let mut problem = problem.clone();
                problem.line = 1;
                problem.to_string().replacen(":1:", "", 1)
            });
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

const STANDARD: &str = "[[standard]]\nid = \"LS-MORE\"\nname = \"n\"\nmust = \"m\"\nwhy = \"w\"\ntrigger = [\"support.requested\"]\n\
                        stop = [\"assessment.authorised\"]\nresponsible = \"lead-assessor\"\nshown_to_family = true\n";

#[test]
#[expect(clippy::too_many_lines, reason = "it is one table")]
fn an_overlay_never_loosens() {
    let guidance = guidance();
    let table: [(Source, Expect); 18] = [
        (
            wendale_with("[limits]\nK03 = 46"),
            expect![[r#"
            protocols/wendale.toml K03: 46 working days is longer than the most that is allowed, 45 working days; a protocol may tighten, never loosen (WT 2026 chapter 3)
                hint: write 45 or less"#]],
        ),
        (
            wendale_with("[limits]\nK44 = 14"),
            expect![[r#"
            protocols/wendale.toml K44: 14 days is shorter than the least that is allowed, 15 days; a protocol may tighten, never loosen (SEND Regulations 2014 regulation 13(1))
                hint: write 15 or more"#]],
        ),
        (
            wendale_with("[limits]\nK99 = 1"),
            expect![[r#"
            protocols/wendale.toml limits: no clock is called `K99`
                hint: add the clock, or name one that exists"#]],
        ),
        (
            wendale_with(&format!("{STANDARD}duty = \"AS-01\"\nlimit = 46\nunit = \"working_days\"")),
            expect![[r#"
                protocols/wendale.toml LS-MORE: 46 working days is longer than the most that is allowed, 45 working days; a protocol may tighten, never loosen (WT 2026 chapter 3)
                    hint: write 45 or less"#]],
        ),
        (
            wendale_with(&format!("{STANDARD}duty = \"AS-01\"\nlimit = 63\nunit = \"calendar_days\"")),
            expect![[r#"
                protocols/wendale.toml unit: it cannot be held against 45 working days of K03 (WT 2026 chapter 3)
                    hint: use the unit of the statutory limit, or working days"#]],
        ),
        (
            wendale_with(&format!("{STANDARD}duty = \"DC-11\"\nlimit = 27\nunit = \"working_days\"")),
            expect![[r#"
                protocols/wendale.toml LS-MORE: 27 working days is longer than the most that is allowed, 26 working days; a protocol may tighten, never loosen (SEND Regulations 2014 regulation 8)
                    hint: write 26 or less"#]],
        ),
        (
            wendale_with("[timetable.full]\nceiling = \"K03\"\ndraft = 30\ncomments = 40\ndecision = 46"),
            expect![[r#"
                protocols/wendale.toml timetable: the protocol it is based on drafts by day 28 and decides by day 45 inside K03; this is looser
                    hint: keep those days or choose earlier ones
                protocols/wendale.toml decision: the decision on working day 46 does not fit into K03 (45 working days) (WT 2026 chapter 3)
                    hint: write 45 or less"#]],
        ),
        (
            wendale_with("[timetable.full]\nceiling = \"K03\"\ndraft = 28\ncomments = 37\ndecision = 45"),
            expect![[r#"
                protocols/wendale.toml comments: comments close on working day 37, fewer than 10 working days after the draft on day 28
                    hint: write 38 or more, or draft sooner"#]],
        ),
        (
            wendale_with("[timetable.full]\nceiling = \"K03\"\ndraft = 28\ncomments = 45\ndecision = 45"),
            expect![[r#"
                protocols/wendale.toml decision: the decision on working day 45 is not after comments close on day 45
                    hint: decide later, or close comments sooner"#]],
        ),
        (
            wendale_with("[timetable.ehc]\nceiling = \"K41\"\ndraft = 15\ncomments = 25\ndecision = 27"),
            expect![[r#"
                protocols/wendale.toml timetable: the protocol it is based on drafts by day 15 and decides by day 26 inside K41; this is looser
                    hint: keep those days or choose earlier ones
                protocols/wendale.toml decision: the decision on working day 27 does not fit into K41 (6 weeks, which can be as few as 26 working days) (SEND Regulations 2014 regulation 8)
                    hint: write 26 or less"#]],
        ),
        (
            wendale_with(
                "[[training]]\nid = \"disability\"\nname = \"n\"\nvalid_months = 25\nrequired_of = [\"lead-assessor\"]",
            ),
            expect![[r#"
                protocols/wendale.toml valid_months: `disability` would stay current for 25 months, but the protocol it is based on allows 24
                    hint: write 24 or less"#]],
        ),
        (
            wendale_with(&format!("{STANDARD}limit = 4")),
            expect!["protocols/wendale.toml limit: a standard needs one of: limit with unit, by, due_with"],
        ),
        (
            wendale_with(&format!("{STANDARD}by = \"full.plan\"")),
            expect![[r#"
            protocols/wendale.toml by: `full.plan` is no day of a timetable
                hint: write for example by = "full.draft""#]],
        ),
        (
            wendale_with("[limits]\nK38 = 10"),
            expect![[r#"
            protocols/wendale.toml K38: a running count is no limit, so it cannot be tightened (Care Planning Regulations 2010 regulation 48)
                hint: remove it; no count caps what a family may have"#]],
        ),
        (
            wendale_with(
                &STANDARD
                    .replace("LS-MORE", "LS-ALLOCATE")
                    .replace("trigger", "limit = 6\nunit = \"working_days\"\ntrigger"),
            ),
            expect![[r#"
                protocols/wendale.toml id: `LS-ALLOCATE` may only be tightened: the same course, unit and duty, no looser limit
                    hint: tighten its limit, or add a standard under another identifier"#]],
        ),
        (
            template_with("draft = 28", "draft = 29"),
            expect![[r#"
            protocols/default.toml comments: comments close on working day 38, fewer than 10 working days after the draft on day 29
                hint: write 39 or more, or draft sooner"#]],
        ),
        (
            template_with("limit = 30\nunit = \"minutes\"", "limit = 30"),
            expect!["protocols/default.toml limit: a standard needs one of: limit with unit, by, due_with"],
        ),
        (
            template_with("every_day = true", "everyday = true"),
            expect![[r#"
                protocols/default.toml every_day: missing field `every_day`
                protocols/default.toml everyday: `everyday` is not a key that is known here
                    hint: did you mean `every_day`?"#]],
        ),
    ];
    for (source, expected) in table {
        expected.assert_eq(&refused(&source, guidance));
    }
}

#[test]
fn an_overlay_may_add_and_tighten() {
    let guidance = guidance();
    let table = [
        "[limits]\nK03 = 40\nK44 = 20".to_owned(),
        format!("{STANDARD}duty = \"AS-01\"\nlimit = 45\nunit = \"working_days\""),
        format!("{STANDARD}duty = \"DC-11\"\nlimit = 26\nunit = \"working_days\""),
        format!("{STANDARD}limit = 60\nunit = \"working_days\""),
        "[timetable.full]\nceiling = \"K03\"\ndraft = 20\ncomments = 30\ndecision = 35".to_owned(),
    ];
    for more in table {
        let source = wendale_with(&more);
        let protocol = Protocol::parse(&source, guidance).unwrap_or_else(|refusals| panic!("{refusals}"));
        assert_ne!(protocol.digest(), Protocol::embedded("wendale", guidance).unwrap().digest());
    }
    let source =
        wendale_with("[timetable.full]\nceiling = \"K03\"\ndraft = 20\ncomments = 30\ndecision = 35");
    let protocol = Protocol::parse(&source, guidance).unwrap();
    let limit = protocol.standard("LS-DRAFT").unwrap().limit.unwrap();
    assert_eq!(limit.count, 20, "an inherited standard follows the tightened timetable");
}

/// Guidance in which an assessment takes at most thirty working days.
fn thirty_days() -> Guidance {
    let mut sources = Guidance::embedded_sources();
    let assessment =
        sources.iter_mut().find(|source| source.path.ends_with("clocks/assessment.toml")).unwrap();
    let (before, clock) = assessment.text.split_once("id = \"K03\"").unwrap();
    let text = format!("{before}id = \"K03\"{}", clock.replacen("limit = 45", "limit = 30", 1));
    *assessment = Source::new(assessment.path.clone(), text);
    Guidance::from_sources(&sources).unwrap()
}

/// Only what comes out must fit: what the text that it is based on says does not matter where it is said anew.
#[test]
fn what_is_said_anew_may_fit_where_the_template_does_not() {
    let tighter = thirty_days();
    let before = expect![[r#"
        protocols/default.toml decision: the decision on working day 45 does not fit into K03 (30 working days) (WT 2026 chapter 3)
            hint: write 30 or less"#]];
    before.assert_eq(&refused(&wendale_with(""), &tighter));
    let timetable = "[timetable.full]\nceiling = \"K03\"\ndraft = 18\ncomments = 28\ndecision = 30";
    let anew =
        Protocol::parse(&wendale_with(timetable), &tighter).unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(anew.standard("LS-DRAFT").unwrap().limit.unwrap().count, 18);
    let not_enough = "[timetable.full]\nceiling = \"K03\"\ndraft = 18\ncomments = 28\ndecision = 31";
    expect![[r#"
        protocols/wendale.toml decision: the decision on working day 31 does not fit into K03 (30 working days) (WT 2026 chapter 3)
            hint: write 30 or less"#]]
    .assert_eq(&refused(&wendale_with(not_enough), &tighter));
    // A limit that was tighter than the law, and is looser than the new one.
    let limit = "[limits]\nK03 = 40";
    assert!(
        refused(&wendale_with(&format!("{limit}\n{timetable}")), &tighter).contains("longer than the most")
    );
}

/// The day on which protocols are judged here.
const TODAY: Date = date(2026, 11, 23);

fn judged(protocol: &Protocol, edition: &str) -> Vec<Check> {
    let edition = guidance().edition(edition).unwrap();
    protocol.checks(guidance(), &JudgedOn::under(edition, TODAY))
}

/// The checks that a protocol does not pass, each with why.
fn unmet(protocol: &Protocol, edition: &str) -> String {
    let unmet = judged(protocol, edition).into_iter().filter(|check| check.outcome != CheckOutcome::Passes);
    let lines = unmet.map(|check| {
        let missing =
            if check.missing.is_empty() { String::new() } else { format!(" [{}]", check.missing.join(", ")) };
        format!("{} {}: {}{missing}", check.id, check.outcome, check.why)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_template_says_honestly_what_only_a_partnership_can_do() {
    let template = Protocol::embedded("default", guidance()).unwrap();
    assert_eq!(judged(&template, "WT-2026").len(), 32);
    expect![[r#"
        DR-12 fails: not co-produced here yet [co_production.groups, co_production.agreed_on]
        DR-13 needs a partnership: Adjustments are asked about; measuring and publishing equal treatment needs a partnership. [equality.published]
        LP-02 not applicable: asked by WT 2018
        LP-10 needs a partnership: It does not say how to challenge, or where the complaints procedure is published. [challenge.procedure, complaints.telephone]
        LP-14 needs a partnership: It does not name the document that describes the levels of need, where to read it, and how a contact is handled. [levels_of_need.document, levels_of_need.where]
        LP-17 needs a partnership: It is not published with a date, an owner, a date of review that is still ahead, and the agreement of the partners. [publication.published_on, publication.where, publication.owner, publication.review_by, agreed_by.local-authority.name, agreed_by.local-authority.on, agreed_by.integrated-care-board.name, agreed_by.integrated-care-board.on, agreed_by.police.name, agreed_by.police.on]"#]].assert_eq(&unmet(&template, "WT-2026"));
}

#[test]
fn wendale_passes_whatever_each_edition_asks() {
    let wendale = Protocol::embedded("wendale", guidance()).unwrap();
    expect!["LP-02 not applicable: asked by WT 2018"].assert_eq(&unmet(&wendale, "WT-2026"));
    expect![[r#"
        LP-02 not applicable: asked by WT 2018
        LP-18 not applicable: asked by WT 2026"#]]
    .assert_eq(&unmet(&wendale, "WT-2023"));
    expect![[r#"
        LP-03 not applicable: asked by WT 2023 and WT 2026
        LP-13 not applicable: asked by WT 2023 and WT 2026
        LP-18 not applicable: asked by WT 2026"#]]
    .assert_eq(&unmet(&wendale, "WT-2018"));
}

#[test]
fn each_answer_says_where_it_was_found() {
    let wendale = Protocol::embedded("wendale", guidance()).unwrap();
    for check in judged(&wendale, "WT-2026") {
        assert!(check.clause.is_some(), "{}", check.id);
        if check.outcome == CheckOutcome::NotApplicable {
            assert!(check.evidence.is_empty());
            continue;
        }
        assert!(!check.evidence.is_empty(), "{} has no evidence", check.id);
        for said in check.evidence {
            let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(&said.path);
            let text = fs::read_to_string(&source).unwrap();
            let line = text.lines().nth(said.line - 1).unwrap();
            let first = said.words.split(", ").next().unwrap();
            // A list may begin on the line above its first item; everything else stands on its line.
            assert!(line.contains(first), "{}: {} line {}: {line}", check.id, said.path, said.line);
        }
    }
}

/// What is taken out of the template or of Wendale's protocol, and the checks that then fail, under the edition of today.
#[test]
fn each_check_can_fail() {
    let table = [
        (
            "DR-01",
            "documents = [\"ask\", \"route-letter\", \"support-assessment\", \"decision-letter\", \"support-plan\"]",
            "",
        ),
        ("DR-02", "support_unless_harm_recorded = true", "support_unless_harm_recorded = false"),
        ("DR-03", "\"bedroom-seen\", ", ""),
        ("DR-04", "crossing_recorded_and_reversible = true", ""),
        ("DR-04", "crossing_decided_by = \"front-door-manager\"", "crossing_decided_by = \"navigator\""),
        ("DR-05", "concern_anytime = true", ""),
        ("DR-06", "id = \"abuse-of-disabled-children\"", "id = \"other\""),
        ("DR-06", "required_of = [\"lead-assessor\", \"navigator\"]", "required_of = [\"navigator\"]"),
        ("DR-07", ", \"DC-06\"", ""),
        ("DR-07", "\"DC-06\"]", "\"DC-06\", \"DC-99\"]"),
        ("DR-09", "written_outcome = true", ""),
        ("DR-10", "joined_with_ehc = true", ""),
        ("DR-11", "\"K38\", ", ""),
        ("DR-13", "adjustments_asked = true", ""),
        ("DR-14", "review_without_repeat = true", ""),
        ("LP-01", "timely = ", "# "),
        ("LP-01", "proportionate = \"", "proportionate = \"To be confirmed.\" # "),
        ("LP-03", "id = \"in-hospital\"", "id = \"on-a-ward\""),
        ("LP-04", "contributions = \"", "contributions = \"Yes, they do.\" # "),
        (
            "LP-05",
            "id = \"youth-justice\"\nname = \"Youth justice assessment\"",
            "id = \"yot\"\nname = \"n\"",
        ),
        ("LP-06", "one_plan = ", "# "),
        ("LP-07", "with = [\"child\", \"family\", \"practitioners\"]", "with = [\"practitioners\"]"),
        ("LP-08", "[returned_from_care]\nhow = ", "[returned_from_care]\n# "),
        ("LP-09", "understood = ", "# "),
        ("LP-10", "outside = ", "# "),
        ("LP-11", "reasons = ", "# "),
        ("LP-12", "shown = \"The", "# \"The"),
        ("LP-13", "supervision = ", "# "),
        (
            "LP-13",
            "enquiries_led_by = [\"social-worker\"]",
            "enquiries_led_by = [\"social-worker\", \"teacher\"]",
        ),
        ("LP-14", "contacts = ", "# "),
        ("LP-16", "[involvement]\nagreement = ", "[involvement]\n# "),
        ("LP-18", "same_worker = ", "# "),
    ];
    for (id, text, other) in table {
        let mut source = template_with(text, other);
        if id == "LP-07" {
            source.text = source.text.replace(text, other);
        }
        let protocol =
            Protocol::parse(&source, guidance()).unwrap_or_else(|refusals| panic!("{id}: {refusals}"));
        let failing =
            judged(&protocol, "WT-2026").into_iter().filter(|check| check.outcome == CheckOutcome::Fails);
        let failing: Vec<String> = failing.map(|check| check.id).filter(|failed| failed != "DR-12").collect();
        assert_eq!(failing, [id], "{text}");
    }
}

#[test]
fn dates_are_held_against_today() {
    let wendale = Protocol::embedded("wendale", guidance()).unwrap();
    let on = |today: Date| {
        let checks = wendale.checks(guidance(), &JudgedOn::today(today));
        let unmet = checks.into_iter().filter(|check| check.outcome != CheckOutcome::Passes);
        unmet.map(|check| format!("{} {:?}", check.id, check.missing)).collect::<Vec<_>>()
    };
    assert_eq!(on(date(2027, 9, 14)), ["LP-02 []"]);
    assert_eq!(on(date(2027, 9, 15)), ["LP-02 []", "LP-17 [\"publication.review_by\"]"]);
    assert_eq!(
        on(date(2026, 8, 31)),
        [
            "DR-12 [\"co_production.agreed_on\"]",
            "LP-02 []",
            "LP-17 [\"agreed_by.local-authority.on\", \"agreed_by.integrated-care-board.on\", \"agreed_by.police.on\"]"
        ]
    );
}

#[test]
fn every_mistake_of_a_file_is_said_at_once() {
    let text = "id = \"torn\"\nversion = 2\nname = \"n\"\nbased_on = \"default\"\ncolour = \"red\"\n\n\
                [partnership]\nname = \"n\"\nauthority = \"a\"\nfictional = \"no\"\n\n[route]\nnmae = \"r\"\n\n\
                [[group]]\nid = \"young-carers\"\nneeds = \"n\"\n\n[[group]]\nid = \"x\"\nname = \"n\"\nneed = \"n\"\n";
    expect![[r#"
        the local protocol is refused:
        protocols/torn.toml:2: version: invalid type: integer `2`, expected a string
        protocols/torn.toml:5: colour: `colour` is not a key that is known here
            hint: remove it; the keys here are id, version, name, based_on, partnership, safety_line, reading, complaints, support, concern, route, co_production, equality, figures, criteria, publication, agreed_by, assessment, views, involvement, recording, group, specialist, specialist_assessment, review_point, returned_from_care, lead_practitioner, levels_of_need, challenge, family_help, service, training, limits, timetable, standard
        protocols/torn.toml:10: fictional: invalid type: string "no", expected a boolean
        protocols/torn.toml:13: nmae: `nmae` is not a key that is known here
            hint: did you mean `name`?
        protocols/torn.toml:15: name: missing field `name`
        protocols/torn.toml:19: needs: missing field `needs`
        protocols/torn.toml:22: need: `need` is not a key that is known here
            hint: did you mean `needs`?"#]].assert_eq(&places(&Source::new("protocols/torn.toml", text)));
    let torn = "id = \nversion = \"1\"\nname = \"n\n[partnership\n";
    expect![[r#"
        the local protocol is refused:
        protocols/torn.toml:1: id: string values must be quoted, expected literal string
        protocols/torn.toml:3: name: invalid basic string, expected `"`
        protocols/torn.toml:4: unclosed table, expected `]`"#]]
    .assert_eq(&places(&Source::new("protocols/torn.toml", torn)));
}

fn places(source: &Source) -> String {
    Protocol::parse(source, guidance())
        .map_or_else(|refusals| refusals.to_string(), |_| "accepted".to_owned())
}

#[test]
fn wendale_says_that_it_is_fictional() {
    let protocol = Protocol::embedded("wendale", guidance()).unwrap();
    assert!(protocol.is_fictional());
    let settings = protocol.settings();
    assert!(settings.partnership.notice.as_ref().unwrap().contains("fictional"));
    assert_eq!(settings.safety_line.emergency, "999");
    let mut numbers =
        vec![&settings.safety_line.number, &settings.complaints.telephone, &settings.support.telephone];
    numbers.extend(settings.services.iter().map(|service| &service.telephone));
    for number in numbers {
        let drama = ["01632 960", "0808 157 0"].iter().any(|start| number.starts_with(start));
        assert!(drama, "{number} is not from a range kept free for drama");
    }
    let lead_assessor = "lead-assessor".parse().unwrap();
    assert_eq!(settings.training_required_of(&lead_assessor).count(), 2);
    for service in &settings.concern.unseen_goes_to {
        assert!(settings.service(service).is_some(), "{service}");
    }
    assert!(!Protocol::embedded("default", guidance()).unwrap().is_fictional());
    assert!(Protocol::embedded("nowhere", guidance()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A damaged text is refused or read, and never a crash.
    #[test]
    fn a_damaged_protocol_is_an_answer(start in 0_usize..12_000, length in 0_usize..80, put in "[a-z0-9=\"\\[\\]\n ]{0,12}") {
        let guidance = guidance();
        let text = Protocol::embedded_source("default").unwrap().text;
        let start = start.min(text.len());
        let end = (start + length).min(text.len());
        if let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) {
            let source = Source::new("protocols/damaged.toml", format!("{before}{put}{after}"));
            if let Err(refusals) = Protocol::parse(&source, guidance) {
                prop_assert!(!refusals.0.is_empty());
            }
        }
    }
}
