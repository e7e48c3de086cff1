//! Every rule of the census once more, each a plain function from a child to the lines at which it finds something, written
//! from the published wording alone. Codes, numbers and years stand here again on purpose.

mod modules;
mod plans;

use super::reading::{El, day, number};

pub use modules::{OF_ASSESSMENTS, OF_MODULES};
pub use plans::{OF_MODULE_5, OF_PLANS};

/// What a rule is told of the year.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// The calendar year in which it ends.
    pub year: i64,
    pub start: i64,
    pub end: i64,
}

impl Facts {
    pub fn of(year: i64) -> Self {
        Self { year, start: number(year - 1, 4, 1), end: number(year, 3, 31) }
    }

    fn holds(&self, day: i64) -> bool {
        self.start <= day && day <= self.end
    }

    fn outside(&self, day: Option<i64>) -> bool {
        day.is_some_and(|day| !self.holds(day))
    }
}

/// A child: its record, its identifiers and its characteristics, which are empty where they are missing.
#[derive(Debug)]
pub struct Child {
    pub record: El,
    pub own: El,
    pub more: El,
}

impl Child {
    pub fn of(record: &El) -> Self {
        let part = |name: &str| {
            let empty = El::empty(record.line);
            record.all(name).first().cloned().unwrap_or(empty)
        };
        Self { record: record.clone(), own: part("ChildIdentifiers"), more: part("ChildCharacteristics") }
    }

    pub fn id(&self) -> Option<String> {
        Some(self.own.get("LAchildID").to_owned()).filter(|id| !id.is_empty())
    }

    pub fn modules(&self) -> &[El] {
        self.record.all("CINdetails")
    }

    /// Each group of a name with its module.
    fn each(&self, name: &str) -> Vec<(&El, &El)> {
        self.modules()
            .iter()
            .flat_map(|module| module.all(name).iter().map(move |one| (module, one)))
            .collect()
    }

    pub fn disabilities(&self) -> Vec<&El> {
        let groups = self.more.all("Disabilities").iter();
        groups.flat_map(|group| group.all("Disability")).filter(|one| !one.text.is_empty()).collect()
    }

    pub fn is_unborn(&self) -> bool {
        !self.own.has("PersonBirthDate") && self.own.has("ExpectedPersonBirthDate")
    }

    fn goes_further(&self) -> bool {
        self.modules().iter().any(|module| module.no("ReferralNFA"))
    }

    /// The lines of groups of which something is so, each at an item.
    fn lines(&self, group: &str, item: &str, wrong: impl Fn(&El, &El) -> bool) -> Vec<u32> {
        let found = self.each(group).into_iter().filter(|(module, one)| wrong(module, one));
        found.map(|(_, one)| one.at(item)).collect()
    }

    fn module_lines(&self, item: &str, wrong: impl Fn(&El) -> bool) -> Vec<u32> {
        self.modules().iter().filter(|module| wrong(module)).map(|module| module.at(item)).collect()
    }
}

pub type Lines = fn(&Child, &Facts) -> Vec<u32>;

/// A rule: its code, the first and the last year, and what it finds of a child.
pub struct Rule(pub &'static str, pub i64, pub i64, pub Lines);

const EVER: i64 = 9999;
const PLAN: &str = "CINPlanDates";
const CPP: &str = "ChildProtectionPlans";
const S47: &str = "Section47";
const ASSESSED: &str = "Assessments";
const FIVE: &str = "PreProceedingsandFGDM";

fn one(wrong: bool, line: u32) -> Vec<u32> {
    if wrong { vec![line] } else { Vec::new() }
}

fn before(earlier: Option<i64>, later: Option<i64>) -> bool {
    matches!((earlier, later), (Some(earlier), Some(later)) if earlier < later)
}

/// Whether a day lies in a period whose last day counts or not, and which an open end lets run to the year's.
fn in_period(day: i64, start: Option<i64>, end: Option<i64>, last_counts: bool, facts: &Facts) -> bool {
    let (last, counts) = end.map_or((facts.end, true), |end| (end, last_counts));
    start.is_some_and(|start| start <= day) && (day < last || day == last && counts)
}

/// The lines of what starts within another of the list.
fn clashes(list: &[&El], start: &str, end: &str, facts: &Facts) -> Vec<u32> {
    let starts_in_another = |at: &usize| {
        let Some(day) = list[*at].day(start) else { return false };
        (0..list.len()).any(|other| {
            other != *at && in_period(day, list[other].day(start), list[other].day(end), true, facts)
        })
    };
    (0..list.len()).filter(starts_in_another).map(|at| list[at].at(start)).collect()
}

/// The line of the last, if there are two or more.
fn last_of_several(list: &[&El], item: &str) -> Vec<u32> {
    if list.len() > 1 { vec![list[list.len() - 1].at(item)] } else { Vec::new() }
}

/// The lines of what says the same as one before it.
fn said_twice(list: &[&El]) -> Vec<u32> {
    let twice = |at: &usize| list[..*at].iter().any(|other| other.text == list[*at].text);
    (0..list.len()).filter(twice).map(|at| list[at].line).collect()
}

fn plans_of<'a>(child: &'a Child, group: &str) -> Vec<&'a El> {
    child.each(group).into_iter().map(|(_, plan)| plan).collect()
}

fn reviews(plan: &El) -> Vec<&El> {
    plan.all("Reviews").iter().flat_map(|group| group.all("CPPreviewDate")).collect()
}

pub fn factors(assessment: &El) -> Vec<&El> {
    let groups = assessment.all("FactorsIdentifiedAtAssessment").iter();
    groups.flat_map(|group| group.all("AssessmentFactors")).filter(|one| !one.text.is_empty()).collect()
}

fn all_factors(child: &Child) -> Vec<(&El, &El, Vec<&El>)> {
    child.each(ASSESSED).into_iter().map(|(module, one)| (module, one, factors(one))).collect()
}

/// Whether the first letter is the one that the others give; nothing where none can be worked out.
pub fn check_letter(upn: &str) -> Option<bool> {
    let letters: Vec<char> = "ABCDEFGHJKLMNPQRTUVWXYZ".chars().collect();
    let upn: Vec<char> = upn.chars().collect();
    if upn.len() != 13 {
        return None;
    }
    let mut sum = 0;
    for position in 2..=13 {
        let character = upn[position - 1];
        let value = match character.to_digit(10) {
            Some(digit) => digit as usize,
            None if position == 13 => letters.iter().position(|letter| *letter == character)?,
            None => return None,
        };
        sum += value * position;
    }
    Some(letters[sum % 23] == upn[0])
}

fn upn_range(upn: &str, first: usize, last: usize) -> Option<String> {
    let all: Vec<char> = upn.chars().collect();
    (all.len() >= last).then(|| all[first - 1..last].iter().collect())
}

fn is_authority(code: &str, year: i64) -> bool {
    let Ok(number) = code.parse::<u32>() else { return false };
    let known = [
        (1, 5),
        (201, 213),
        (301, 320),
        (330, 336),
        (340, 344),
        (350, 359),
        (370, 373),
        (380, 384),
        (390, 394),
        (420, 420),
        (660, 681),
        (701, 708),
        (800, 803),
        (805, 808),
        (810, 813),
        (815, 816),
        (820, 823),
        (825, 826),
        (830, 831),
        (835, 841),
        (845, 846),
        (850, 852),
        (855, 857),
        (860, 861),
        (865, 896),
        (908, 909),
        (916, 916),
        (919, 919),
        (921, 921),
        (925, 926),
        (928, 929),
        (931, 931),
        (933, 933),
        (935, 938),
        (940, 941),
    ];
    code.len() == 3
        && (known.iter().any(|(low, high)| (*low..=*high).contains(&number))
            || year >= 2024 && [942, 943].contains(&number))
}

fn is_former(upn: &str) -> bool {
    let letters: Vec<char> = upn.chars().collect();
    letters.len() == 13
        && letters[0].is_ascii_alphabetic()
        && letters[1..12].iter().all(char::is_ascii_digit)
        && letters[12].is_ascii_alphanumeric()
}

pub const DISABILITIES: [&str; 13] =
    ["NONE", "MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA"];
const ETHNICITIES: [&str; 20] = [
    "WBRI", "WIRI", "WIRT", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH",
    "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
];
const SOURCES: [&str; 22] = [
    "1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C", "5D", "6",
    "7", "8", "9", "10",
];
const FACTORS: [&str; 44] = [
    "1A", "1B", "1C", "2A", "2B", "2C", "3A", "3B", "3C", "4A", "4B", "4C", "5A", "5B", "5C", "6A", "6B",
    "6C", "7A", "8B", "8C", "8D", "8E", "8F", "9A", "10A", "11A", "12A", "13A", "14A", "15A", "16A", "17A",
    "18A", "18B", "18C", "19A", "19B", "19C", "20", "21", "22A", "23A", "24A",
];
const CATEGORIES: [&str; 5] = ["NEG", "PHY", "SAB", "EMO", "MUL"];
const AFTER_ASSESSMENT: [&str; 2] = ["RC8", "RC9"];

/// A code between N0 and N9, or RC1 and RC9.
fn numbered(code: &str, begins: &str, digits: std::ops::RangeInclusive<char>) -> bool {
    code.strip_prefix(begins)
        .is_some_and(|rest| rest.len() == 1 && rest.chars().all(|one| digits.contains(&one)))
}

/// So many years after a day; 29 February is 28 February where there is none.
fn birthday(born: &str, years: i64) -> Option<i64> {
    day(born)?;
    let year: i64 = born[..4].parse().ok()?;
    let rest = &born[4..];
    day(&format!("{}{rest}", year + years)).or_else(|| day(&format!("{}-02-28", year + years)))
}

fn is_open(module: &El) -> bool {
    !module.has("CINclosureDate") && !module.yes("ReferralNFA")
}

fn waits(enquiry: &El) -> bool {
    !enquiry.has("DateOfInitialCPC") && enquiry.no("ICPCnotRequired")
}

fn closed_after_assessment(module: &El) -> bool {
    AFTER_ASSESSMENT.contains(&module.get("ReasonForClosure"))
}

fn dated(group: &El, items: &[&str]) -> bool {
    items.iter().any(|item| group.has(item))
}

/// The days of activity in a module with their lines.
fn activity(module: &El) -> Vec<(Option<i64>, u32)> {
    let mut days = vec![(module.day("DateOfInitialCPC"), module.at("DateOfInitialCPC"))];
    for (group, items) in [
        (ASSESSED, &["AssessmentActualStartDate", "AssessmentAuthorisationDate"][..]),
        (S47, &["S47ActualStartDate", "DateOfInitialCPC"]),
        (PLAN, &["CINPlanStartDate", "CINPlanEndDate"]),
        (CPP, &["CPPendDate"]),
    ] {
        for one in module.all(group) {
            days.extend(items.iter().map(|item| (one.day(item), one.at(item))));
        }
    }
    days
}

/// The plan in force in a list on a day, if there is one.
fn in_force(day: Option<i64>, plans: &[&El], start: &str, end: &str, last: bool, facts: &Facts) -> bool {
    let Some(day) = day else { return false };
    plans.iter().any(|plan| in_period(day, plan.day(start), plan.day(end), last, facts))
}

/// The rules of a child's identifiers and characteristics.
pub const OF_CHILD: &[Rule] = &[
    Rule("8500", 0, EVER, |child, _| one(!child.own.has("LAchildID"), child.own.at("LAchildID"))),
    Rule("1510", 0, EVER, |child, _| {
        one(check_letter(child.own.get("UPN")) == Some(false), child.own.at("UPN"))
    }),
    Rule("1530", 0, EVER, |child, facts| {
        let upn = child.own.get("UPN");
        let known = upn_range(upn, 2, 4).is_some_and(|code| is_authority(&code, facts.year));
        one(!upn.is_empty() && !known, child.own.at("UPN"))
    }),
    Rule("1540", 0, EVER, |child, _| {
        let upn = child.own.get("UPN");
        let digits = upn_range(upn, 5, 12).is_some_and(|part| part.chars().all(|one| one.is_ascii_digit()));
        one(!upn.is_empty() && !digits, child.own.at("UPN"))
    }),
    Rule("1550", 0, EVER, |child, _| {
        let upn = child.own.get("UPN");
        let right = |part: String| part.chars().all(|one| "0123456789ABCDEFGHJKLMNPQRTUVWXYZ".contains(one));
        one(!upn.is_empty() && !upn_range(upn, 13, 13).is_some_and(right), child.own.at("UPN"))
    }),
    Rule("1560Q", 0, EVER, |child, _| {
        one(child.own.has("FormerUPN") && !is_former(child.own.get("FormerUPN")), child.own.at("FormerUPN"))
    }),
    Rule("1570", 2025, EVER, |child, _| {
        one(child.own.get("LAchildID").chars().count() > 20, child.own.at("LAchildID"))
    }),
    Rule("1580", 2025, EVER, |child, _| {
        let strange = |one: char| !one.is_ascii_alphanumeric();
        one(child.own.get("LAchildID").contains(strange), child.own.at("LAchildID"))
    }),
    Rule("4180", 2025, EVER, |child, _| {
        one(!["M", "F", "U"].contains(&child.own.get("Sex")), child.own.at("Sex"))
    }),
    Rule("4180", 0, 2024, |child, _| {
        one(!["0", "1", "2", "9"].contains(&child.own.get("GenderCurrent")), child.own.at("GenderCurrent"))
    }),
    Rule("4220", 0, EVER, |child, _| {
        one(!ETHNICITIES.contains(&child.more.get("Ethnicity")), child.more.at("Ethnicity"))
    }),
    Rule("8520", 0, EVER, |child, facts| {
        one(child.own.day("PersonBirthDate") > Some(facts.end), child.own.at("PersonBirthDate"))
    }),
    Rule("8525Q", 0, EVER, |child, _| {
        let given = [child.own.has("PersonBirthDate"), child.own.has("ExpectedPersonBirthDate")];
        one(given != [true, false] && given != [false, true], child.own.at("PersonBirthDate"))
    }),
    Rule("8530Q", 0, EVER, |child, facts| {
        let (first, last) = (facts.end - 30, number(facts.year, 12, 31));
        let day = child.own.day("ExpectedPersonBirthDate");
        one(day.is_some_and(|day| day < first || day > last), child.own.at("ExpectedPersonBirthDate"))
    }),
    Rule("8535Q", 0, EVER, |child, _| {
        let wrong = before(child.own.day("PersonDeathDate"), child.own.day("PersonBirthDate"));
        one(wrong, child.own.at("PersonDeathDate"))
    }),
    Rule("8540", 0, EVER, |child, _| {
        if !child.own.has("PersonBirthDate") || !child.goes_further() {
            return Vec::new();
        }
        let codes = child.disabilities();
        let group = child.more.all("Disabilities").first().unwrap_or(&child.more);
        if codes.is_empty() {
            return vec![group.at("Disability")];
        }
        let wrong = codes.into_iter().filter(|code| !DISABILITIES.contains(&code.text.as_str()));
        wrong.map(|code| code.line).collect()
    }),
    Rule("8545Q", 0, EVER, |child, facts| {
        one(facts.outside(child.own.day("PersonDeathDate")), child.own.at("PersonDeathDate"))
    }),
    Rule("8590", 0, EVER, |child, _| one(child.modules().is_empty(), child.own.at("LAchildID"))),
    Rule("8750", 2025, EVER, |child, _| {
        one(child.is_unborn() && child.own.get("Sex") != "U", child.own.at("Sex"))
    }),
    Rule("8750", 0, 2024, |child, _| {
        one(child.is_unborn() && child.own.get("GenderCurrent") != "0", child.own.at("GenderCurrent"))
    }),
    Rule("8770Q", 0, EVER, |child, facts| {
        let (month, date) = if facts.year > 2024 { (8, 31) } else { (3, 31) };
        let of_age = |born| born <= number(facts.year - 6, month, date);
        let explained = ["UN2", "UN3", "UN4", "UN5", "UN6", "UN7"].contains(&child.own.get("UPNunknown"));
        let wrong = child.goes_further()
            && child.own.day("PersonBirthDate").is_some_and(of_age)
            && !child.own.has("UPN")
            && !explained;
        one(wrong, child.own.at("UPNunknown"))
    }),
    Rule("8772", 0, EVER, |child, _| {
        let further = child.modules().iter().filter(|module| module.no("ReferralNFA"));
        let unknown = child.own.get("UPNunknown") == "UN7";
        further.filter(|_| unknown).map(|_| child.own.at("UPNunknown")).collect()
    }),
    Rule("8775Q", 0, EVER, |child, facts| {
        let Some(birthday) = birthday(child.own.get("PersonBirthDate"), 25) else { return Vec::new() };
        let late = |module: &&El| module.day("CINclosureDate").is_none_or(|closed| closed > birthday);
        let modules = child.modules().iter().filter(|module| birthday < facts.end && late(module));
        modules.map(|_| child.own.at("PersonBirthDate")).collect()
    }),
    Rule("8790", 0, EVER, |child, _| {
        let codes = child.disabilities();
        let (none, others): (Vec<&El>, Vec<&El>) = codes.into_iter().partition(|code| code.text == "NONE");
        if none.is_empty() || others.is_empty() { Vec::new() } else { vec![none[0].line] }
    }),
    Rule("8794", 0, EVER, |child, _| said_twice(&child.disabilities())),
];
