//! The rules of modules, of enquiries and of assessments.

use super::{
    ASSESSED, CPP, Child, EVER, FACTORS, PLAN, Rule, S47, SOURCES, activity, all_factors, before, clashes,
    closed_after_assessment, dated, factors, in_force, in_period, is_open, last_of_several, numbered,
    said_twice, waits,
};
use crate::naive::reading::{El, number, weekend, working_days_before};

/// The rules of modules and of enquiries.
pub const OF_MODULES: &[Rule] = &[
    Rule("2884", 0, EVER, |child, _| {
        child.lines(S47, "DateOfInitialCPC", |module, enquiry| {
            let held = enquiry.day("DateOfInitialCPC");
            held.is_some() && held == module.day("DateOfInitialCPC")
        })
    }),
    Rule("2889", 0, EVER, |child, _| {
        child.lines(S47, "S47ActualStartDate", |module, enquiry| {
            before(enquiry.day("S47ActualStartDate"), module.day("CINreferralDate"))
        })
    }),
    Rule("1104", 0, EVER, |child, _| {
        child.lines(S47, "DateOfInitialCPC", |module, enquiry| {
            before(enquiry.day("DateOfInitialCPC"), module.day("CINreferralDate"))
        })
    }),
    Rule("2990", 0, EVER, |child, _| {
        let mut lines = Vec::new();
        for module in child.modules().iter().filter(|module| closed_after_assessment(module)) {
            let kinds = [S47, CPP, PLAN].into_iter().filter(|kind| !module.all(kind).is_empty()).count();
            let kinds = kinds + usize::from(module.has("DateOfInitialCPC"));
            lines.extend(vec![module.at("ReasonForClosure"); kinds]);
        }
        lines
    }),
    Rule("2991Q", 0, EVER, |child, _| {
        let modules = child.modules().iter().filter(|module| module.all(ASSESSED).is_empty());
        modules.filter_map(|module| module.all(S47).first()).map(|one| one.at("S47ActualStartDate")).collect()
    }),
    Rule("8555Q", 0, EVER, |child, _| {
        child.module_lines("CINreferralDate", |module| {
            before(child.own.day("PersonDeathDate"), module.day("CINreferralDate"))
        })
    }),
    Rule("8565", 0, EVER, |child, _| {
        let mut lines = Vec::new();
        for module in child.modules() {
            let Some(closed) = module.day("CINclosureDate") else { continue };
            lines.extend(
                activity(module).into_iter().filter(|(day, _)| *day > Some(closed)).map(|(_, line)| line),
            );
        }
        lines
    }),
    Rule("8568", 0, EVER, |child, _| {
        child.module_lines("ReferralNFA", |module| !module.yes("ReferralNFA") && !module.no("ReferralNFA"))
    }),
    Rule("8569Q", 0, EVER, |child, facts| {
        let first = working_days_before(facts.start, 1);
        child.module_lines("ReferralNFA", |module| {
            module.yes("ReferralNFA") && before(module.day("CINreferralDate"), Some(first))
        })
    }),
    Rule("8585Q", 0, EVER, |child, _| {
        child.module_lines("ReasonForClosure", |module| {
            module.get("ReasonForClosure") == "RC2" && !child.own.has("PersonDeathDate")
        })
    }),
    Rule("8600", 0, EVER, |child, facts| {
        child.module_lines("CINreferralDate", |module| {
            module.day("CINreferralDate").is_none_or(|day| day > facts.end)
        })
    }),
    Rule("8606", 0, EVER, |child, _| {
        let born = child.own.day("PersonBirthDate").or(child.own.day("ExpectedPersonBirthDate"));
        child.module_lines("CINreferralDate", |module| {
            before(module.day("CINreferralDate"), born.map(|born| born - 280))
        })
    }),
    Rule("8610", 0, EVER, |child, _| {
        child.module_lines("PrimaryNeedCode", |module| {
            module.no("ReferralNFA") && !module.has("PrimaryNeedCode")
        })
    }),
    Rule("8615", 0, EVER, |child, _| {
        child.lines(S47, "S47ActualStartDate", |_, enquiry| {
            let held = enquiry.day("DateOfInitialCPC");
            held.is_some() && enquiry.day("S47ActualStartDate").is_none_or(|start| Some(start) > held)
        })
    }),
    Rule("8620", 0, EVER, |child, facts| {
        child.module_lines("CINclosureDate", |module| facts.outside(module.day("CINclosureDate")))
    }),
    Rule("8630", 0, EVER, |child, _| {
        child.module_lines("CINclosureDate", |module| {
            before(module.day("CINclosureDate"), module.day("CINreferralDate"))
        })
    }),
    Rule("8640", 0, EVER, |child, _| {
        child.module_lines("ReasonForClosure", |module| {
            module.has("ReasonForClosure") && !numbered(module.get("ReasonForClosure"), "RC", '1'..='9')
        })
    }),
    Rule("8650", 0, EVER, |child, _| {
        child.module_lines("PrimaryNeedCode", |module| {
            module.has("PrimaryNeedCode") && !numbered(module.get("PrimaryNeedCode"), "N", '0'..='9')
        })
    }),
    Rule("8675Q", 0, EVER, |child, facts| {
        let first = working_days_before(facts.end, 15);
        child.lines(S47, "S47ActualStartDate", |_, enquiry| {
            waits(enquiry) && before(enquiry.day("S47ActualStartDate"), Some(first))
        })
    }),
    Rule("8715", 0, EVER, |child, facts| {
        child.lines(S47, "DateOfInitialCPC", |_, enquiry| facts.outside(enquiry.day("DateOfInitialCPC")))
    }),
    Rule("8740", 0, EVER, |child, facts| {
        child.lines(S47, "S47ActualStartDate", |_, enquiry| {
            waits(enquiry) && !enquiry.day("S47ActualStartDate").is_some_and(|day| facts.holds(day))
        })
    }),
    Rule("8805", 0, EVER, |child, _| {
        child.module_lines("CINclosureDate", |module| {
            module.has("CINclosureDate") && !module.has("ReasonForClosure")
        })
    }),
    Rule("8810", 0, EVER, |child, _| {
        child.module_lines("ReasonForClosure", |module| {
            module.has("ReasonForClosure") && !module.has("CINclosureDate")
        })
    }),
    Rule("8815", 0, EVER, |child, _| {
        let open: Vec<&El> = child.modules().iter().filter(|module| is_open(module)).collect();
        last_of_several(&open, "CINreferralDate")
    }),
    Rule("8816", 0, EVER, |child, _| {
        let latest = child.modules().iter().filter_map(|module| module.day("CINreferralDate")).max();
        child.module_lines("CINreferralDate", |module| {
            is_open(module) && before(module.day("CINreferralDate"), latest)
        })
    }),
    Rule("8820", 0, EVER, |child, facts| {
        let all = child.modules();
        let within = |at: &usize| {
            let Some(day) = all[*at].day("CINreferralDate") else { return false };
            (0..all.len()).filter(|other| other != at).map(|other| &all[other]).any(|other| {
                let lasts = other.has("CINclosureDate") || !other.yes("ReferralNFA");
                let (start, end) = (other.day("CINreferralDate"), other.day("CINclosureDate"));
                lasts && in_period(day, start, end, false, facts)
            })
        };
        (0..all.len()).filter(within).map(|at| all[at].at("CINreferralDate")).collect()
    }),
    Rule("8825Q", 0, EVER, |child, _| {
        child.module_lines("ReasonForClosure", |module| {
            closed_after_assessment(module) && module.all(ASSESSED).is_empty()
        })
    }),
    Rule("8831", 0, EVER, |child, _| {
        let mut lines = Vec::new();
        for module in child.modules().iter().filter(|module| module.yes("ReferralNFA")) {
            let assessed =
                |one: &&El| dated(one, &["AssessmentActualStartDate", "AssessmentAuthorisationDate"]);
            let enquired = |one: &&El| dated(one, &["S47ActualStartDate", "DateOfInitialCPC"]);
            let count = module.all(ASSESSED).iter().filter(assessed).count()
                + module.all(S47).iter().filter(enquired).count()
                + usize::from(module.has("DateOfInitialCPC"));
            lines.extend(vec![module.at("ReferralNFA"); count]);
        }
        lines
    }),
    Rule("8839", 0, EVER, |child, _| {
        let open = |one: &&El| !one.has("DateOfInitialCPC") && !one.yes("ICPCnotRequired");
        let each =
            child.modules().iter().map(|module| module.all(S47).iter().filter(open).collect::<Vec<_>>());
        each.flat_map(|open| last_of_several(&open, "S47ActualStartDate")).collect()
    }),
    Rule("8866", 0, EVER, |child, _| {
        child.module_lines("ReferralSource", |module| {
            module.day("CINreferralDate") >= Some(number(2013, 4, 1))
                && !SOURCES.contains(&module.get("ReferralSource"))
        })
    }),
    Rule("8867", 0, EVER, |child, _| {
        child.lines(ASSESSED, "AssessmentAuthorisationDate", |module, assessment| {
            module.has("CINclosureDate") && !assessment.has("AssessmentAuthorisationDate")
        })
    }),
    Rule("8868", 0, EVER, |child, _| {
        child.lines(S47, "DateOfInitialCPC", |module, enquiry| {
            let done = enquiry.has("DateOfInitialCPC") || enquiry.yes("ICPCnotRequired");
            module.has("CINclosureDate") && !done
        })
    }),
    Rule("8870Q", 0, EVER, |child, _| {
        child
            .lines(S47, "InitialCPCtarget", |_, enquiry| enquiry.day("InitialCPCtarget").is_some_and(weekend))
    }),
    Rule("8875", 0, EVER, |child, _| {
        child
            .lines(S47, "DateOfInitialCPC", |_, enquiry| enquiry.day("DateOfInitialCPC").is_some_and(weekend))
    }),
    Rule("8890", 0, EVER, |child, facts| {
        let mut lines = Vec::new();
        for module in child.modules() {
            let all = module.all(S47);
            for (at, enquiry) in all.iter().enumerate() {
                let others = all.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
                let ongoing =
                    others.filter(|other| other.has("DateOfInitialCPC") || other.no("ICPCnotRequired"));
                let ongoing: Vec<&El> = ongoing.collect();
                let start = enquiry.day("S47ActualStartDate");
                if in_force(start, &ongoing, "S47ActualStartDate", "DateOfInitialCPC", true, facts) {
                    lines.push(enquiry.at("S47ActualStartDate"));
                }
            }
        }
        lines
    }),
];

/// The rules of assessments.
pub const OF_ASSESSMENTS: &[Rule] = &[
    Rule("1103", 0, EVER, |child, _| {
        child.lines(ASSESSED, "AssessmentActualStartDate", |module, assessment| {
            before(assessment.day("AssessmentActualStartDate"), module.day("CINreferralDate"))
        })
    }),
    Rule("8608", 0, EVER, |child, _| {
        child.lines(ASSESSED, "AssessmentAuthorisationDate", |_, assessment| {
            before(assessment.day("AssessmentAuthorisationDate"), assessment.day("AssessmentActualStartDate"))
        })
    }),
    Rule("8614", 0, EVER, |child, _| {
        let open = all_factors(child).into_iter();
        let open = open.filter(|(_, one, _)| !one.has("AssessmentAuthorisationDate"));
        open.filter_map(|(_, _, factors)| factors.first().map(|first| first.line)).collect()
    }),
    Rule("8670Q", 0, EVER, |child, facts| {
        let first = working_days_before(facts.end, 45);
        child.lines(ASSESSED, "AssessmentActualStartDate", |_, one| {
            !one.has("AssessmentAuthorisationDate")
                && before(one.day("AssessmentActualStartDate"), Some(first))
        })
    }),
    Rule("8696", 0, EVER, |child, facts| {
        child.lines(ASSESSED, "AssessmentAuthorisationDate", |_, one| {
            facts.outside(one.day("AssessmentAuthorisationDate"))
        })
    }),
    Rule("8736", 0, EVER, |child, facts| {
        child.lines(ASSESSED, "AssessmentActualStartDate", |_, one| {
            let in_year = one.day("AssessmentActualStartDate").is_some_and(|day| facts.holds(day));
            !one.has("AssessmentAuthorisationDate") && !in_year
        })
    }),
    Rule("8863Q", 0, EVER, |child, facts| {
        let each = child.modules().iter().map(|module| module.all(ASSESSED).iter().collect::<Vec<_>>());
        let found =
            each.map(|all| clashes(&all, "AssessmentActualStartDate", "AssessmentAuthorisationDate", facts));
        found.flatten().collect()
    }),
    Rule("8869", 0, EVER, |child, _| {
        let mut lines = Vec::new();
        for (_, _, factors) in all_factors(child) {
            let alone = factors.iter().find(|factor| factor.text == "21");
            let other = factors.iter().any(|factor| factor.text != "21");
            lines.extend(alone.filter(|_| other).map(|factor| factor.line));
        }
        lines
    }),
    Rule("8873Q", 0, EVER, |child, _| {
        let mut lines = Vec::new();
        for module in child.modules() {
            let [only] = module.all(ASSESSED) else { continue };
            let none_found = factors(only).into_iter().find(|factor| factor.text == "21");
            // The message speaks of a completed assessment, and of the reason of a closure that there is.
            let asked = only.has("AssessmentAuthorisationDate") && module.has("ReasonForClosure");
            if let (Some(factor), true, false) = (none_found, asked, closed_after_assessment(module)) {
                lines.push(factor.line);
            }
        }
        lines
    }),
    Rule("8896", 0, EVER, |child, _| {
        let mut lines = Vec::new();
        for module in child.modules() {
            let open = module.all(ASSESSED).iter().filter(|one| !one.has("AssessmentAuthorisationDate"));
            lines.extend(last_of_several(&open.collect::<Vec<_>>(), "AssessmentActualStartDate"));
        }
        lines
    }),
    Rule("8897Q", 0, EVER, |child, facts| {
        let mut lines = Vec::new();
        for (_, assessment, factors) in all_factors(child) {
            if assessment.day("AssessmentAuthorisationDate") < Some(facts.start) {
                continue;
            }
            if factors.is_empty() {
                let group = assessment.all("FactorsIdentifiedAtAssessment").first().unwrap_or(assessment);
                lines.push(group.at("AssessmentFactors"));
            }
            let wrong = factors.into_iter().filter(|factor| !FACTORS.contains(&factor.text.as_str()));
            lines.extend(wrong.map(|factor| factor.line));
        }
        lines
    }),
    Rule("8898", 0, EVER, |child, _| {
        all_factors(child).into_iter().flat_map(|(_, _, factors)| said_twice(&factors)).collect()
    }),
    Rule("8945Q", 2025, EVER, |child, _| superseded(child, "18A")),
    Rule("8950Q", 2025, EVER, |child, _| superseded(child, "19A")),
];

fn superseded(child: &Child, code: &str) -> Vec<u32> {
    let all = all_factors(child).into_iter().flat_map(|(_, _, factors)| factors);
    all.filter(|factor| factor.text == code).map(|factor| factor.line).collect()
}
