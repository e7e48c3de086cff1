//! A second reading of the rules, written only for this test: lines of text as a tree, days as texts that are compared as
//! texts, every rule a question over lists. Two hundred returns with random faults must give the same rules for both.

use std::collections::BTreeSet;

use proptest::prelude::*;
use returns::cin::example::census;

use crate::{LATEST, check};

/// An element: its name, its text, what it holds.
#[derive(Debug, Default)]
struct Node {
    name: String,
    text: String,
    kids: Vec<Node>,
}

/// Reads what the example writes: one element a line.
fn read(lines: &mut std::iter::Peekable<std::str::Lines<'_>>) -> Node {
    let line = lines.next().unwrap().trim();
    let name = line[1..].split('>').next().unwrap().to_owned();
    if let Some(end) = line.find(&format!("</{name}>")) {
        return Node { text: line[name.len() + 2..end].to_owned(), name, kids: Vec::new() };
    }
    let mut kids = Vec::new();
    while lines.peek().unwrap().trim() != format!("</{name}>") {
        kids.push(read(lines));
    }
    lines.next();
    Node { name, text: String::new(), kids }
}

impl Node {
    fn all(&self, name: &str) -> Vec<&Self> {
        self.kids.iter().filter(|kid| kid.name == name).collect()
    }

    /// The text of an item; empty where it is missing.
    fn get(&self, name: &str) -> &str {
        self.all(name).first().map_or("", |kid| kid.text.as_str())
    }

    fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }
}

const START: &str = "2025-04-01";
const END: &str = "2026-03-31";

fn in_year(day: &str) -> bool {
    day.is_empty() || (START..=END).contains(&day)
}

fn before(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && one < other
}

fn weekend(day: &str) -> bool {
    // By Zeller's rule, apart from any library.
    let number = |from: usize, to: usize| day[from..to].parse::<i64>().unwrap();
    let (mut year, mut month, date) = (number(0, 4), number(5, 7), number(8, 10));
    if month < 3 {
        month += 12;
        year -= 1;
    }
    let day =
        (date + 13 * (month + 1) / 5 + year % 100 + year % 100 / 4 + year / 100 / 4 + 5 * (year / 100)) % 7;
    day == 0 || day == 1
}

/// Periods with a start and an end; an open one ends with the year.
fn clash(periods: &[(&str, &str)]) -> bool {
    (0..periods.len()).any(|one| {
        (0..periods.len()).any(|other| {
            let (start, (from, until)) = (periods[one].0, periods[other]);
            let until = if until.is_empty() { END } else { until };
            one != other && !start.is_empty() && !from.is_empty() && from <= start && start <= until
        })
    })
}

fn within(days: &[&str], periods: &[(&str, &str)]) -> bool {
    days.iter().filter(|day| !day.is_empty()).any(|day| {
        periods.iter().any(|(from, until)| {
            !from.is_empty() && from <= day && if until.is_empty() { *day <= END } else { day < until }
        })
    })
}

#[expect(clippy::too_many_lines, reason = "a list of questions, one a line or two")]
fn naive(child: &Node) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut ask = |code: &'static str, wrong: bool| {
        if wrong {
            found.insert(code);
        }
    };
    let empty = Node::default();
    let own = child.all("ChildIdentifiers").first().copied().unwrap_or(&empty);
    let more = child.all("ChildCharacteristics").first().copied().unwrap_or(&empty);
    let disabilities: Vec<&str> = more
        .all("Disabilities")
        .iter()
        .flat_map(|group| group.all("Disability"))
        .map(|one| one.text.as_str())
        .collect();
    let (born, died, expected) =
        (own.get("PersonBirthDate"), own.get("PersonDeathDate"), own.get("ExpectedPersonBirthDate"));
    let modules = child.all("CINdetails");
    let further = modules.iter().any(|module| module.get("ReferralNFA") == "0");
    ask("8500", !own.has("LAchildID"));
    ask("4180", !["M", "F", "U"].contains(&own.get("Sex")));
    ask("8520", born > END);
    ask("8525Q", born.is_empty() == expected.is_empty());
    ask("8535Q", before(died, born));
    ask("8545Q", !in_year(died));
    ask("8750", born.is_empty() && !expected.is_empty() && own.get("Sex") != "U");
    ask("8590", modules.is_empty());
    ask("8790", disabilities.contains(&"NONE") && disabilities.iter().any(|code| *code != "NONE"));
    ask("8794", disabilities.iter().collect::<BTreeSet<_>>().len() < disabilities.len());
    let known = ["NONE", "MOB", "LD", "AUT", "DDA", "VIS"];
    let bad = disabilities.is_empty() || disabilities.iter().any(|code| !known.contains(code));
    ask("8540", !born.is_empty() && further && bad);
    let explained = ["UN2", "UN3", "UN4", "UN5", "UN6", "UN7"].contains(&own.get("UPNunknown"));
    ask("8770Q", further && !born.is_empty() && born <= "2020-08-31" && !own.has("UPN") && !explained);
    ask("8772", own.get("UPNunknown") == "UN7" && further);
    let group = |name: &str| modules.iter().flat_map(|module| module.all(name)).collect::<Vec<_>>();
    let spans = |groups: &[&Node], start: &str, end: &str| -> Vec<(String, String)> {
        groups.iter().map(|one| (one.get(start).to_owned(), one.get(end).to_owned())).collect()
    };
    let (plans, protections) = (group("CINPlanDates"), group("ChildProtectionPlans"));
    let plan_spans = spans(&plans, "CINPlanStartDate", "CINPlanEndDate");
    let protection_spans = spans(&protections, "CPPstartDate", "CPPendDate");
    let plan_spans: Vec<(&str, &str)> =
        plan_spans.iter().map(|(one, two)| (one.as_str(), two.as_str())).collect();
    let protection_spans: Vec<(&str, &str)> =
        protection_spans.iter().map(|(one, two)| (one.as_str(), two.as_str())).collect();
    ask("4004", plan_spans.iter().filter(|(_, end)| end.is_empty()).count() > 1);
    ask("8935", protection_spans.iter().filter(|(_, end)| end.is_empty()).count() > 1);
    ask("4014", clash(&plan_spans));
    ask("8940", clash(&protection_spans));
    let plan_starts: Vec<&str> = plan_spans.iter().map(|(start, _)| *start).collect();
    let protection_starts: Vec<&str> = protection_spans.iter().map(|(start, _)| *start).collect();
    ask("4016", within(&plan_starts, &protection_spans));
    ask("4017", within(&protection_starts, &plan_spans));
    for plan in &plans {
        let (start, end) = (plan.get("CINPlanStartDate"), plan.get("CINPlanEndDate"));
        ask("4010", start.is_empty() || start > END);
        ask("4011", before(end, start));
        ask("4012Q", !start.is_empty() && start == end);
        ask("4013", !in_year(end));
        ask("4008", before(died, start));
        ask("4009Q", before(died, end));
    }
    for plan in &protections {
        let (start, end) = (plan.get("CPPstartDate"), plan.get("CPPendDate"));
        ask("8720", start.is_empty() || start > END);
        ask("8925", before(end, start));
        ask("8840", !start.is_empty() && start == end);
        ask("8930", !in_year(end));
        ask("8915", before(died, start));
        ask("8920", before(died, end));
        ask("8730", !plan.has("NumberOfPreviousCPP"));
        ask("8905", !["NEG", "EMO"].contains(&plan.get("InitialCategoryOfAbuse")));
        ask("8910", !["NEG", "EMO"].contains(&plan.get("LatestCategoryOfAbuse")));
        let reviews: Vec<&str> = plan
            .all("Reviews")
            .iter()
            .flat_map(|group| group.all("CPPreviewDate"))
            .map(|one| one.text.as_str())
            .collect();
        ask("8841", reviews.iter().any(|day| !start.is_empty() && !day.is_empty() && *day <= start));
        ask("8842Q", reviews.contains(&""));
    }
    let open = |module: &&&Node| !module.has("CINclosureDate") && module.get("ReferralNFA") != "1";
    ask("8815", modules.iter().filter(open).count() > 1);
    let latest = modules.iter().map(|module| module.get("CINreferralDate")).max().unwrap_or_default();
    ask(
        "8816",
        modules
            .iter()
            .filter(open)
            .any(|module| module.has("CINreferralDate") && module.get("CINreferralDate") < latest),
    );
    for (at, module) in modules.iter().enumerate() {
        let (referred, closed) = (module.get("CINreferralDate"), module.get("CINclosureDate"));
        let (reason, no_action) = (module.get("ReasonForClosure"), module.get("ReferralNFA") == "1");
        let assessments = module.all("Assessments");
        let enquiries = module.all("Section47");
        let (own_plans, own_protections) = (module.all("CINPlanDates"), module.all("ChildProtectionPlans"));
        ask(
            "8820",
            modules.iter().enumerate().any(|(other, one)| {
                let (from, until) = (one.get("CINreferralDate"), one.get("CINclosureDate"));
                let counts = !until.is_empty() || one.get("ReferralNFA") != "1";
                at != other
                    && counts
                    && !referred.is_empty()
                    && !from.is_empty()
                    && from <= referred
                    && if until.is_empty() { referred <= END } else { referred < until }
            }),
        );
        ask("8600", referred.is_empty() || referred > END);
        ask("8568", !["0", "1"].contains(&module.get("ReferralNFA")));
        ask("8610", module.get("ReferralNFA") == "0" && !module.has("PrimaryNeedCode"));
        ask("8620", !in_year(closed));
        ask("8630", before(closed, referred));
        ask("8640", !reason.is_empty() && !["RC1", "RC2", "RC7", "RC8", "RC9"].contains(&reason));
        ask("8805", !closed.is_empty() && reason.is_empty());
        ask("8810", closed.is_empty() && !reason.is_empty());
        ask("8555Q", before(died, referred));
        ask("8585Q", reason == "RC2" && died.is_empty());
        let early = ["RC8", "RC9"].contains(&reason);
        let conference = module.get("DateOfInitialCPC");
        ask("8825Q", early && assessments.is_empty());
        let activity = !enquiries.is_empty() || !own_protections.is_empty() || !own_plans.is_empty();
        ask("2990", early && (activity || !conference.is_empty()));
        ask("2991Q", !enquiries.is_empty() && assessments.is_empty());
        ask("4000", no_action && !own_plans.is_empty());
        ask("8832", no_action && !own_protections.is_empty());
        let assessed = assessments
            .iter()
            .any(|one| one.has("AssessmentActualStartDate") || one.has("AssessmentAuthorisationDate"));
        let enquired =
            enquiries.iter().any(|one| one.has("S47ActualStartDate") || one.has("DateOfInitialCPC"));
        ask("8831", no_action && (assessed || enquired || !conference.is_empty()));
        ask(
            "4001",
            own_plans.iter().any(|one| !one.has("CINPlanEndDate"))
                && own_protections.iter().any(|one| !one.has("CPPendDate")),
        );
        ask("4015", own_plans.iter().any(|one| before(one.get("CINPlanStartDate"), referred)));
        ask("1105", own_protections.iter().any(|one| before(one.get("CPPstartDate"), referred)));
        let spans: Vec<(&str, &str)> = assessments
            .iter()
            .map(|one| (one.get("AssessmentActualStartDate"), one.get("AssessmentAuthorisationDate")))
            .collect();
        ask("8863Q", clash(&spans));
        ask("8896", spans.iter().filter(|(_, end)| end.is_empty()).count() > 1);
        ask("8867", !closed.is_empty() && spans.iter().any(|(_, end)| end.is_empty()));
        let mut late: Vec<&str> = spans.iter().flat_map(|(start, end)| [*start, *end]).collect();
        late.extend(
            enquiries.iter().flat_map(|one| [one.get("S47ActualStartDate"), one.get("DateOfInitialCPC")]),
        );
        late.extend(
            own_plans.iter().flat_map(|one| [one.get("CINPlanStartDate"), one.get("CINPlanEndDate")]),
        );
        late.extend(own_protections.iter().map(|one| one.get("CPPendDate")));
        late.push(conference);
        ask("8565", late.iter().any(|day| before(closed, day)));
        for one in &assessments {
            let (start, end) = (one.get("AssessmentActualStartDate"), one.get("AssessmentAuthorisationDate"));
            let factors: Vec<&str> = one
                .all("FactorsIdentifiedAtAssessment")
                .iter()
                .flat_map(|group| group.all("AssessmentFactors"))
                .map(|one| one.text.as_str())
                .collect();
            ask("1103", before(start, referred));
            ask("8608", before(end, start));
            ask("8696", !in_year(end));
            ask("8736", end.is_empty() && (start.is_empty() || !in_year(start)));
            ask("8614", end.is_empty() && !factors.is_empty());
            ask("8869", factors.contains(&"21") && factors.iter().any(|code| *code != "21"));
            ask("8898", factors.iter().collect::<BTreeSet<_>>().len() < factors.len());
            ask("8945Q", factors.contains(&"18A"));
            let known = ["5A", "4B", "21", "18A", "3B"];
            let bad = factors.is_empty() || factors.iter().any(|code| !known.contains(code));
            ask("8897Q", !end.is_empty() && end >= START && bad);
        }
        let mut waiting = 0;
        for one in &enquiries {
            let (start, held) = (one.get("S47ActualStartDate"), one.get("DateOfInitialCPC"));
            ask("2889", before(start, referred));
            ask("1104", before(held, referred));
            ask("8615", !held.is_empty() && (start.is_empty() || start > held));
            ask("8715", !in_year(held));
            ask("8875", !held.is_empty() && weekend(held));
            let target = one.get("InitialCPCtarget");
            ask("8870Q", !target.is_empty() && weekend(target));
            let required = one.get("ICPCnotRequired") == "0";
            ask("8740", held.is_empty() && required && (start.is_empty() || !in_year(start)));
            ask("8868", !closed.is_empty() && held.is_empty() && one.get("ICPCnotRequired") != "1");
            ask("2884", !held.is_empty() && held == conference);
            waiting += usize::from(held.is_empty() && one.get("ICPCnotRequired") != "1");
        }
        ask("8839", waiting > 1);
    }
    found
}

/// Codes that the naive reading asks; the others have their examples.
const ASKED: &[&str] = &[
    "8500", "4180", "8520", "8525Q", "8535Q", "8545Q", "8750", "8590", "8790", "8794", "8540", "8770Q",
    "8772", "4004", "8935", "4014", "8940", "4016", "4017", "4010", "4011", "4012Q", "4013", "4008", "4009Q",
    "8720", "8925", "8840", "8930", "8915", "8920", "8730", "8905", "8910", "8841", "8842Q", "8815", "8816",
    "8820", "8600", "8568", "8610", "8620", "8630", "8640", "8805", "8810", "8555Q", "8585Q", "8825Q",
    "2990", "2991Q", "4000", "8832", "8831", "4001", "4015", "1105", "8863Q", "8896", "8867", "8565", "1103",
    "8608", "8696", "8736", "8614", "8869", "8898", "8945Q", "8897Q", "2889", "1104", "8615", "8715", "8875",
    "8870Q", "8740", "8868", "2884", "8839",
];

const DAYS: &[&str] = &[
    "",
    "2025-03-31",
    "2025-04-01",
    "2025-09-01",
    "2025-09-06",
    "2025-09-07",
    "2025-10-10",
    "2025-10-11",
    "2025-12-01",
    "2026-01-20",
    "2026-03-31",
    "2026-04-01",
    "2014-05-10",
    "2026-08-01",
];

/// Where a fault may be put, and which values may stand there.
const FAULTS: &[(&str, &[&str])] = &[
    ("ChildIdentifiers/LAchildID", &["", "W9"]),
    ("ChildIdentifiers/Sex", &["M", "U", "X", ""]),
    ("ChildIdentifiers/UPN", &[""]),
    ("ChildIdentifiers/UPNunknown", &["UN1", "UN2", "UN7"]),
    ("ChildIdentifiers/PersonBirthDate", DAYS),
    ("ChildIdentifiers/ExpectedPersonBirthDate", DAYS),
    ("ChildIdentifiers/PersonDeathDate", DAYS),
    ("ChildCharacteristics/Disabilities/Disability[1]", &["NONE", "AUT", "XX", "MOB"]),
    ("ChildCharacteristics/Disabilities/Disability[3]", &["NONE", "LD", "VIS"]),
    ("CINdetails/CINreferralDate", DAYS),
    ("CINdetails/CINclosureDate", DAYS),
    ("CINdetails/ReasonForClosure", &["RC2", "RC7", "RC8", "RC99", ""]),
    ("CINdetails/PrimaryNeedCode", &[""]),
    ("CINdetails/DateOfInitialCPC", DAYS),
    ("CINdetails/ReferralNFA", &["0", "1", ""]),
    ("CINdetails/Assessments/AssessmentActualStartDate", DAYS),
    ("CINdetails/Assessments/AssessmentAuthorisationDate", DAYS),
    (
        "CINdetails/Assessments/FactorsIdentifiedAtAssessment/AssessmentFactors[1]",
        &["21", "18A", "4B", "99Z"],
    ),
    ("CINdetails/Assessments/FactorsIdentifiedAtAssessment/AssessmentFactors[2]", &["21", "5A", "3B"]),
    ("CINdetails/Assessments[2]/AssessmentActualStartDate", DAYS),
    ("CINdetails/Assessments[2]/AssessmentAuthorisationDate", DAYS),
    ("CINdetails/Section47/S47ActualStartDate", DAYS),
    ("CINdetails/Section47/InitialCPCtarget", DAYS),
    ("CINdetails/Section47/DateOfInitialCPC", DAYS),
    ("CINdetails/Section47/ICPCnotRequired", &["0", "1"]),
    ("CINdetails/Section47[2]/S47ActualStartDate", DAYS),
    ("CINdetails/Section47[2]/ICPCnotRequired", &["0", "1"]),
    ("CINdetails/CINPlanDates/CINPlanStartDate", DAYS),
    ("CINdetails/CINPlanDates/CINPlanEndDate", DAYS),
    ("CINdetails/CINPlanDates[2]/CINPlanStartDate", DAYS),
    ("CINdetails/CINPlanDates[2]/CINPlanEndDate", DAYS),
    ("CINdetails/ChildProtectionPlans/CPPstartDate", DAYS),
    ("CINdetails/ChildProtectionPlans/CPPendDate", DAYS),
    ("CINdetails/ChildProtectionPlans/InitialCategoryOfAbuse", &["NEG", "XX"]),
    ("CINdetails/ChildProtectionPlans/NumberOfPreviousCPP", &["0", ""]),
    ("CINdetails/ChildProtectionPlans/Reviews/CPPreviewDate[1]", DAYS),
    ("CINdetails/ChildProtectionPlans[2]/CPPstartDate", DAYS),
    ("CINdetails/ChildProtectionPlans[2]/CPPendDate", DAYS),
    ("CINdetails[2]/CINreferralDate", DAYS),
    ("CINdetails[2]/CINclosureDate", DAYS),
    ("CINdetails[2]/ReferralNFA", &["0", "1"]),
    ("CINdetails[2]/CINPlanDates/CINPlanStartDate", DAYS),
    ("CINdetails[2]/ChildProtectionPlans/CPPstartDate", DAYS),
];

fn faults() -> impl Strategy<Value = Vec<String>> {
    let one = (0..FAULTS.len(), any::<prop::sample::Index>()).prop_map(|(at, value)| {
        let (path, values) = FAULTS[at];
        let value = values[value.index(values.len())];
        if value.is_empty() && !path.contains('[') { format!("-{path}") } else { format!("{path} = {value}") }
    });
    prop::collection::vec(one, 0..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_readings_find_the_same_rules(edits in faults()) {
        let text = census(LATEST, &edits).unwrap();
        let report = check(&text);
        let asked: BTreeSet<&str> = ASKED.iter().copied().collect();
        let ours: BTreeSet<&str> = report
            .findings
            .iter()
            .map(|finding| finding.rule.rule.as_str())
            .filter(|code| asked.contains(code))
            .collect();
        let mut lines = text.lines().peekable();
        lines.next();
        let message = read(&mut lines);
        let child = message.all("Children")[0].all("Child")[0];
        let theirs = naive(child);
        prop_assert_eq!(ours, theirs, "{:?}\n{}", edits, text);
    }
}
