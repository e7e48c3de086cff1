//! The data that is compiled in: it loads, it refers to itself soundly, it uses the route's words; and wrong data is
//! refused with file, line, key and a hint.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its world should stop there")]
#![expect(clippy::needless_raw_string_hashes, reason = "the snapshots are written by a tool that adds them")]

use expect_test::expect;
use guidance::{Guidance, Protocol, Source, Verified};
use jiff::civil::date;

/// Words that the support route never uses.
const NOT_ON_THE_ROUTE: [&str; 4] = ["referral", "case", "concern", "allegation"];

/// How milestones begin that follow a concern; no family reads what is due because of them.
const SECRET: [&str; 33] = [
    "concern.",
    "contact.",
    "immediate_danger.",
    "significant_harm.",
    "harm_outside_home.",
    "icpc.",
    "core_group.",
    "rcpc.",
    "cp_plan.",
    "transfer",
    "practitioner_disagreement.",
    "macpt.",
    "police_protection.",
    "cao.",
    "care_proceedings.",
    "proceedings.",
    "missing.",
    "allegation.",
    "serious_incident.",
    "rapid_review.",
    "lcspr.",
    "child.died",
    "lac.died",
    "information.",
    "telling.",
    "proposal.",
    "epo.",
    "talk.",
    "harm.",
    "diversion.",
    "strategy.",
    "enquiry.",
    "outcome.",
];

/// What records report on the journey and at the front door.
const REPORTED: &str = "support.requested request.acknowledged request.read asker.confirmed route.decided \
    route.letter_sent interim.asked interim.decided assessor.allocated visit.notified child.met \
    assessment.draft_shared comment.made comment.answered comments.closed assessment.authorised \
    ceiling.reason_recorded decision.letter_sent plan.made plan.shared review.held support.ended \
    request.withdrawn questions.sent review.asked service.promised service.started gap.reported gap.answered \
    change.notified change.made ending.notified adulthood.talked adult_worker.named adult.offered \
    adult.concluded duty.answered concern.raised concern.seen concern.answered telling.review_set telling.decided \
    telling.made telling.delayed talk.asked talk.held harm.outside_family diversion.proposed proposal.refused \
    diversion.decided diversion.begun_alone diversion.confirmed strategy.opened strategy.closed enquiry.started \
    diversion.significance_stated diversion.source_stated diversion.agencies_recorded \
    diversion.children_decided diversion.alternatives_answered diversion.adviser_named \
    diversion.agreement_recorded diversion.officer_answered diversion.setting_considered \
    outcome.not_substantiated";

fn guidance() -> Guidance {
    Guidance::embedded().unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn every_reference_resolves() {
    let guidance = guidance();
    assert!(guidance.clauses().count() > 40);
    for clause in guidance.clauses() {
        assert!(guidance.edition(&clause.edition).is_some(), "{}", clause.id);
    }
    for duty in guidance.duties() {
        assert!(!duty.clauses.is_empty(), "{} rests on no clause", duty.id);
        for clause in &duty.clauses {
            assert!(guidance.clause(clause).is_some(), "{} rests on {clause}", duty.id);
        }
        if let Some(clock) = &duty.clock {
            let clock = guidance.clock(clock).unwrap();
            assert_eq!(clock.duty, duty.id);
            assert_eq!(clock.clauses, duty.clauses, "{} and {} cite alike", duty.id, clock.id);
        }
    }
    for clock in guidance.clocks() {
        let duty = guidance.duty(&clock.duty).unwrap();
        assert_eq!(duty.clock.as_deref(), Some(clock.id.as_str()));
        // The same start and stop, by whatever name.
        let one_name = |name: &String| {
            let known = guidance.milestones().find(|known| known.name == *name).unwrap();
            known.alias_of.clone().unwrap_or_else(|| name.clone())
        };
        if !duty.course.trigger.is_empty() {
            assert!(
                duty.course.trigger.iter().any(|name| one_name(name) == one_name(&clock.origin)),
                "{}",
                clock.id
            );
            assert!(
                duty.course.stop.iter().any(|name| one_name(name) == one_name(&clock.stop)),
                "{}",
                clock.id
            );
        }
    }
}

#[test]
fn the_milestones_that_records_report_are_known() {
    let guidance = guidance();
    let known: Vec<&str> = guidance.milestones().map(|known| known.name.as_str()).collect();
    for name in REPORTED.split_whitespace() {
        assert!(known.contains(&name), "{name}");
    }
}

#[test]
fn what_is_owed_whatever_the_resources() {
    let guidance = guidance();
    let absolute: Vec<&str> =
        guidance.duties().filter(|duty| duty.absolute).map(|duty| duty.id.as_str()).collect();
    assert_eq!(absolute, ["DC-03", "OB-12", "OB-44"]);
    for duty in guidance.duties().filter(|duty| duty.absolute) {
        let clause = guidance.clause(&duty.clauses[0]).unwrap();
        assert_eq!(clause.verified, Verified::Primary, "{} cites {clause}", duty.id);
    }
}

#[test]
fn the_duties_that_a_need_may_be_decided_under() {
    let guidance = guidance();
    let deciding: Vec<&str> =
        guidance.duties().filter(|duty| duty.decides_needs).map(|duty| duty.id.as_str()).collect();
    assert_eq!(
        deciding,
        ["ND-01", "ND-02", "ND-03", "ND-04", "OB-01", "OB-05", "OB-12", "OB-15", "OB-20", "OB-44", "OB-55"]
    );
}

#[test]
fn one_edition_of_working_together_at_a_time() {
    let guidance = guidance();
    let edition = |day| guidance.edition_on(day).map(|edition| edition.id.as_str());
    assert_eq!(edition(date(2018, 7, 3)), None);
    assert_eq!(edition(date(2018, 7, 4)), Some("WT-2018"));
    assert_eq!(edition(date(2023, 12, 14)), Some("WT-2018"));
    assert_eq!(edition(date(2023, 12, 15)), Some("WT-2023"));
    assert_eq!(edition(date(2026, 3, 17)), Some("WT-2023"));
    assert_eq!(edition(date(2026, 3, 18)), Some("WT-2026"));
    assert_eq!(edition(date(2028, 1, 1)), Some("WT-2026"));
}

#[test]
fn pitfall_28_the_numbers_of_the_2026_edition_carry_the_badge() {
    for clause in guidance().clauses().filter(|clause| clause.edition == "WT-2026") {
        assert!(clause.verified.needs_badge(), "{}", clause.id);
    }
    assert!(Verified::Recalled < Verified::Weak && Verified::Secondary < Verified::Primary);
}

#[test]
fn what_families_see_uses_the_routes_words() {
    let guidance = guidance();
    let protocol = Protocol::embedded("wendale", &guidance).unwrap();
    let duties = guidance
        .duties()
        .filter(|duty| duty.shown_to_family)
        .map(|duty| (&duty.id, format!("{} {}", duty.name, duty.must)));
    let standards = protocol
        .standards()
        .iter()
        .filter(|standard| standard.shown_to_family)
        .map(|standard| (&standard.id, format!("{} {} {}", standard.name, standard.must, standard.why)));
    for (id, text) in duties.chain(standards) {
        let text = text.to_lowercase();
        let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
        for unwanted in NOT_ON_THE_ROUTE {
            assert!(!words.contains(&unwanted), "{id} says `{unwanted}`: {text}");
        }
    }
}

#[test]
fn nothing_that_follows_a_concern_is_shown_to_a_family() {
    let guidance = guidance();
    let protocol = Protocol::embedded("wendale", &guidance).unwrap();
    let secret =
        |names: &[String]| names.iter().any(|name| SECRET.iter().any(|start| name.starts_with(start)));
    let mut seen = 0;
    for standard in protocol.standards() {
        if secret(&standard.course.trigger) || secret(&standard.course.stop) {
            assert!(!standard.shown_to_family, "{}", standard.id);
            seen += 1;
        }
    }
    for duty in guidance.duties() {
        if secret(&duty.course.trigger) || secret(&duty.course.stop) {
            assert!(!duty.shown_to_family, "{}", duty.id);
            seen += 1;
        }
    }
    assert!(seen >= 20);
}

#[test]
fn the_digest_follows_the_words_and_not_the_order() {
    let mut sources = Guidance::embedded_sources();
    let digest = guidance().digest().to_owned();
    sources.reverse();
    assert_eq!(Guidance::from_sources(&sources).unwrap().digest(), digest);
    sources[0].text.push_str("\n# Another remark.\n");
    assert_ne!(Guidance::from_sources(&sources).unwrap().digest(), digest);
}

/// The embedded guidance with one file more.
fn with(text: &str) -> String {
    let mut sources = Guidance::embedded_sources();
    sources.push(Source::new("guidance/zz-added.toml", text));
    Guidance::from_sources(&sources).unwrap_err().to_string()
}

#[test]
fn wrong_data_is_refused_with_its_place_and_a_hint() {
    let duty = "[[duty]]\nid = \"XX-01\"\nname = \"n\"\nmust = \"m\"\ntrigger = [\"suport.requested\"]\nclock = \"K3\"\n\
                responsible = \"Navigator\"\nclauses = [\n  \"CSDPA-22\",\n]\nshown_to_family = true\n";
    expect![[r#"
        the guidance could not be read:
        guidance/zz-added.toml:5: trigger: no milestone is called `suport.requested`
            hint: did you mean `support.requested`?
        guidance/zz-added.toml:6: clock: no clock is called `K3`
            hint: did you mean `K39`?
        guidance/zz-added.toml:7: responsible: `Navigator` is not a name: use 1 to 48 of a-z, 0-9 and -, starting with a letter
        guidance/zz-added.toml:9: clauses: no clause is called `CSDPA-22`
            hint: did you mean `CSDPA-2`?"#]]
    .assert_eq(&with(duty));
    expect![[r#"
        the guidance could not be read:
        guidance/zz-added.toml:2: id: missing field `id`
        guidance/zz-added.toml:3: kynd: `kynd` is not a key that is known here
            hint: did you mean `kind`?"#]]
    .assert_eq(&with("\n[[edition]]\nkynd = \"act\"\n"));
    expect![[r"
        the guidance could not be read:
        guidance/zz-added.toml:2: id: `CA89-47` is already there
            hint: give it another name, or remove one"]]
    .assert_eq(&with(
        "[[clause]]\nid = \"CA89-47\"\nedition = \"CA-1989\"\nplace = \"p\"\nrequires = \"r\"\nsource = \"s\"\nverified = \"weak\"\n",
    ));
    expect![[r"
        the guidance could not be read:
        guidance/zz-added.toml:2: in_force_from: it is in force at the same time as `WT-2026`
            hint: one edition of Working Together is in force at a time"]]
    .assert_eq(&with(
        "[[edition]]\nid = \"WT-2027\"\nkind = \"working-together\"\ntitle = \"t\"\nshort = \"s\"\nin_force_from = 2027-01-01\nsource = \"s\"\nverified = \"weak\"\n",
    ));
    expect![[r#"
        the guidance could not be read:
        guidance/zz-added.toml:1: edition: invalid type: integer `1`, expected a sequence"#]]
    .assert_eq(&with("edition = 1"));
    assert!(Guidance::from_sources(&[]).is_err());
}

#[test]
fn one_mistake_hides_no_other_and_makes_none() {
    // A clause of the wrong shape, and a duty that rests on it; two misspelt keys; a kind of thing that does not exist.
    let text = "[[clause]]\nid = \"XX-1\"\nedition = 7\n\n[[clause]]\nid = \"XX-2\"\nedtion = \"CA-1989\"\nplaec = \"p\"\n\n\
                [[duty]]\nid = \"XX-01\"\nname = \"n\"\nmust = \"m\"\nresponsible = \"navigator\"\nclauses = [\"XX-1\", \"XX-3\"]\n\
                shown_to_family = false\n\n[[dutty]]\nid = \"XX-02\"\n";
    expect![[r#"
        the guidance could not be read:
        guidance/zz-added.toml:3: edition: invalid type: integer `7`, expected a string
        guidance/zz-added.toml:5: edition: missing field `edition`
        guidance/zz-added.toml:7: edtion: `edtion` is not a key that is known here
            hint: did you mean `edition`?
        guidance/zz-added.toml:8: plaec: `plaec` is not a key that is known here
            hint: did you mean `place`?
        guidance/zz-added.toml:15: clauses: no clause is called `XX-3`
            hint: add the clause, or name one that exists
        guidance/zz-added.toml:18: dutty: `dutty` is not a key that is known here
            hint: did you mean `duty`?"#]]
    .assert_eq(&with(text));
    // What is not TOML is reported as often as it is not.
    expect![[r#"
        the guidance could not be read:
        guidance/zz-added.toml:2: id: string values must be quoted, expected literal string
        guidance/zz-added.toml:3: place: invalid basic string, expected `"`"#]]
    .assert_eq(&with("[[clause]]\nid = \nplace = \"p\nrequires = \"r\"\n"));
}

#[test]
fn an_edition_alone_is_in_force_whatever_the_day() {
    let guidance = guidance();
    assert!(guidance.under("WT-1999").is_none());
    let seen = guidance.under("WT-2018").unwrap();
    for day in [date(1990, 1, 1), date(2026, 11, 23), date(2030, 1, 1)] {
        assert_eq!(seen.edition_on(day).map(|edition| edition.id.as_str()), Some("WT-2018"));
        assert_eq!(seen.clock_on("K03", day).unwrap().clauses, ["WT2018-assessment-time"]);
    }
    assert!(seen.clauses().all(|clause| clause.edition != "WT-2026"));
    assert_eq!(seen.clock("K11"), guidance.clock("K11"), "what rests on an Act stays");
    let alone = guidance.with_clock_alone("K03").unwrap();
    assert_eq!(alone.duties().count(), 1);
    assert!(guidance.with_clock_alone("K99").is_none());
}

#[test]
fn criteria_have_the_part_that_the_law_leaves_them() {
    use guidance::CriteriaPart::{Apply, Inform, None};
    let guidance = guidance();
    for (duty, part) in [("OB-44", None), ("OB-12", Inform), ("OB-01", Apply), ("ND-02", Apply)] {
        assert_eq!(guidance.duty(duty).unwrap().criteria, part, "{duty}");
    }
    let letters: Vec<&str> =
        guidance.duty("OB-12").unwrap().items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(letters, ["a", "b", "c", "d", "e", "f", "g", "h"], "the eight things of section 2");
}

#[test]
fn every_assessment_beside_the_childs_answers_a_duty() {
    let guidance = guidance();
    assert!(guidance.linked_kinds().len() >= 8);
    for linked in guidance.linked_kinds() {
        let duty = guidance.duty(&linked.duty).unwrap();
        assert!(duty.course.stop.contains(&linked.answered) || duty.clock.is_some(), "{}", linked.id);
    }
}
