//! Tables of the Standard Safeguarding Dataset read back as what a census says: the ones that are written, put together by
//! their keys. What has no place in a census is said, and what cannot be read of a child is kept as it stood.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use census::{Assessment, Child, Details, Enquiry, Identifiers, Plan, ProtectionPlan};
use jiff::civil::Date;

use crate::report::{Passed, Unreadable};
use crate::{Place, decode};

/// The most bytes of one table: that of the largest authority for six years is a tenth of it.
pub const TABLE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// The tables that are read, each with its columns. The first is its own key, or whose it is.
const LAYOUT: [(&str, &[&str]); 10] = [
    (
        "ssd_person",
        &[
            "pers_person_id",
            "pers_upn",
            "pers_sex",
            "pers_ethnicity",
            "pers_dob",
            "pers_upn_unknown",
            "pers_expected_dob",
            "pers_death_date",
        ],
    ),
    ("ssd_disability", &["disa_person_id", "disa_disability_code"]),
    (
        "ssd_cin_episodes",
        &[
            "cine_referral_id",
            "cine_person_id",
            "cine_referral_date",
            "cine_cin_primary_need_code",
            "cine_referral_source_code",
            "cine_referral_nfa",
            "cine_close_reason",
            "cine_close_date",
        ],
    ),
    (
        "ssd_cin_assessments",
        &[
            "cina_assessment_id",
            "cina_person_id",
            "cina_referral_id",
            "cina_assessment_start_date",
            "cina_assessment_auth_date",
        ],
    ),
    ("ssd_assessment_factors", &["cinf_assessment_id", "cinf_assessment_factors_json"]),
    (
        "ssd_cin_plans",
        &[
            "cinp_cin_plan_id",
            "cinp_person_id",
            "cinp_referral_id",
            "cinp_cin_plan_start_date",
            "cinp_cin_plan_end_date",
        ],
    ),
    (
        "ssd_s47_enquiry",
        &["s47e_s47_enquiry_id", "s47e_person_id", "s47e_referral_id", "s47e_s47_start_date"],
    ),
    (
        "ssd_initial_cp_conference",
        &[
            "icpc_icpc_id",
            "icpc_person_id",
            "icpc_referral_id",
            "icpc_s47_enquiry_id",
            "icpc_icpc_transfer_in",
            "icpc_icpc_target_date",
            "icpc_icpc_date",
        ],
    ),
    (
        "ssd_cp_plans",
        &[
            "cppl_cp_plan_id",
            "cppl_person_id",
            "cppl_referral_id",
            "cppl_cp_plan_start_date",
            "cppl_cp_plan_end_date",
            "cppl_cp_plan_initial_category",
            "cppl_cp_plan_latest_category",
        ],
    ),
    ("ssd_cp_reviews", &["cppr_cp_review_id", "cppr_person_id", "cppr_cp_plan_id", "cppr_cp_review_date"]),
];

/// A child as the tables have it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TabledChild {
    /// What they say.
    pub child: Child,
    /// What of it cannot be read, each with the line as it stood.
    pub faults: Vec<Passed>,
    /// Those lines.
    pub text: String,
}

/// Tables that were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tabled {
    /// The children, in the order of `ssd_person`.
    pub children: Vec<TabledChild>,
    /// What was passed over, because it is nobody's or has no place in a census.
    pub passed: Vec<Passed>,
}

/// A line of a table.
struct Line {
    number: u64,
    cells: csv::StringRecord,
}

/// A table that was read: where each column stands, and its lines.
struct Sheet {
    file: String,
    at: HashMap<&'static str, usize>,
    lines: Vec<Line>,
}

/// Why tables are not read: which file, and what stopped it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}: {1}")]
pub struct NotRead(pub String, pub Unreadable);

/// Reads tables, each by its name: that of the table, with or without an ending.
pub fn read(files: &[(String, Vec<u8>)]) -> Result<Tabled, NotRead> {
    let mut found = Tabled::default();
    let mut sheets: BTreeMap<&'static str, Sheet> = BTreeMap::new();
    for (file, bytes) in files {
        let name = table_of(file);
        let Some((table, columns)) = LAYOUT.iter().find(|(table, _)| table.eq_ignore_ascii_case(name)) else {
            let message = "no census says what this table holds".to_owned();
            found.passed.push(Passed { file: file.clone(), line: 1, message });
            continue;
        };
        let sheet = sheet(file, columns, bytes, &mut found.passed)
            .map_err(|stopped| NotRead(file.clone(), stopped))?;
        if sheets.insert(table, sheet).is_some() {
            return Err(NotRead(file.clone(), Unreadable::at_start("this table stands twice")));
        }
    }
    if !sheets.contains_key(LAYOUT[0].0) {
        let missing = Unreadable::at_start("the table is missing: it says who the children are");
        return Err(NotRead(LAYOUT[0].0.to_owned(), missing));
    }
    Ok(Joined { found, people: HashMap::new(), keys: HashMap::new() }.join(&sheets))
}

/// The table of a file: its name without folder and ending.
fn table_of(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.split_once('.').map_or(name, |(table, _)| table)
}

fn sheet(
    file: &str,
    columns: &[&'static str],
    bytes: &[u8],
    passed: &mut Vec<Passed>,
) -> Result<Sheet, Unreadable> {
    if bytes.len() as u64 > TABLE_BYTES_MAX {
        return Err(Unreadable::at_start(format!("the file has more than {TABLE_BYTES_MAX} bytes")));
    }
    let text = decode::text(bytes)?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().cloned().map_err(|error| Unreadable::at_start(error.to_string()))?;
    let place = |column: &&'static str| {
        let at = header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(column))?;
        Some((*column, at))
    };
    let at: HashMap<&'static str, usize> = columns.iter().filter_map(place).collect();
    if let Some(key) = columns.first().filter(|key| !at.contains_key(**key)) {
        return Err(Unreadable::at_start(format!("it has no column {key}")));
    }
    let mut strange: BTreeMap<usize, u64> = BTreeMap::new();
    let mut lines = Vec::new();
    for record in reader.records() {
        let cells = record.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            Unreadable::at(Place { line, column: 1 }, error.to_string())
        })?;
        let filled = cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        for (number, _) in filled.filter(|(number, _)| !at.values().any(|known| known == number)) {
            *strange.entry(number).or_default() += 1;
        }
        lines.push(Line { number: cells.position().map_or(1, csv::Position::line), cells });
    }
    passed.extend(strange.into_iter().map(|(number, cells)| {
        let column = header.get(number).unwrap_or("after the last");
        let message = format!("no census has a place for the column {column}: {cells} cells");
        Passed { file: file.to_owned(), line: 1, message }
    }));
    Ok(Sheet { file: file.to_owned(), at, lines })
}

/// What a key leads to.
#[derive(Debug, Clone, Copy)]
struct Key {
    child: usize,
    details: usize,
    number: usize,
}

/// Tables that are being put together.
struct Joined {
    found: Tabled,
    people: HashMap<String, usize>,
    /// By table and key.
    keys: HashMap<(&'static str, String), Key>,
}

/// One line as it is read.
struct Reading<'a> {
    sheet: &'a Sheet,
    line: &'a Line,
    faults: Vec<String>,
}

impl Reading<'_> {
    fn text(&self, column: &str) -> Option<String> {
        let cell = self.line.cells.get(*self.sheet.at.get(column)?)?.trim();
        (!cell.is_empty()).then(|| cell.to_owned())
    }

    /// A day, written as one; a moment is taken for its day.
    fn day(&mut self, column: &str) -> Option<Date> {
        let text = self.text(column)?;
        let day = text.split(['T', ' ']).next().unwrap_or_default();
        let read = if day.len() == "2026-03-31".len() { day.parse().ok() } else { None };
        if read.is_none() {
            self.faults.push(format!("{column} {text:?} is not a date as YYYY-MM-DD"));
        }
        read
    }

    fn yes(&mut self, column: &str) -> Option<bool> {
        let text = self.text(column)?;
        match text.to_ascii_uppercase().as_str() {
            "Y" | "1" => Some(true),
            "N" | "0" => Some(false),
            _ => {
                self.faults.push(format!("{column} {text:?} is neither Y nor N"));
                None
            }
        }
    }
}

impl Joined {
    fn join(mut self, sheets: &BTreeMap<&'static str, Sheet>) -> Tabled {
        // Each after the one whose keys it names.
        for (table, _) in LAYOUT {
            let Some(sheet) = sheets.get(table) else { continue };
            for line in &sheet.lines {
                let mut reading = Reading { sheet, line, faults: Vec::new() };
                let whose = self.line(table, &mut reading);
                self.kept(whose, reading);
            }
        }
        self.found
    }

    /// Reads a line; answers whose it is, as far as that is known.
    fn line(&mut self, table: &'static str, line: &mut Reading<'_>) -> Option<usize> {
        match table {
            "ssd_person" => self.person(line),
            "ssd_disability" => {
                let child = self.whose(line, "disa_person_id")?;
                let code = line.text("disa_disability_code");
                self.child(child).characteristics.disabilities.extend(code);
                Some(child)
            }
            "ssd_cin_episodes" => self.episode(line),
            "ssd_cin_assessments" => {
                let key = self.of_referral(line, "cina_referral_id", "cina_person_id")?;
                let one = Assessment {
                    started: line.day("cina_assessment_start_date"),
                    authorised: line.day("cina_assessment_auth_date"),
                    ..Assessment::default()
                };
                let assessments = &mut self.details(key).assessments;
                assessments.push(one);
                let number = assessments.len() - 1;
                self.keep(table, line.text("cina_assessment_id"), Key { number, ..key });
                Some(key.child)
            }
            "ssd_assessment_factors" => {
                let key = self.known(line, "ssd_cin_assessments", "cinf_assessment_id")?;
                let json = line.text("cinf_assessment_factors_json").unwrap_or_else(|| "[]".to_owned());
                match serde_json::from_str::<Vec<String>>(&json) {
                    Ok(factors) => self.details(key).assessments[key.number].factors.extend(factors),
                    Err(_) => line.faults.push(format!("{json:?} is not a list of factors as JSON")),
                }
                Some(key.child)
            }
            "ssd_cin_plans" => {
                let key = self.of_referral(line, "cinp_referral_id", "cinp_person_id")?;
                let (started, ended) =
                    (line.day("cinp_cin_plan_start_date"), line.day("cinp_cin_plan_end_date"));
                self.details(key).plans.push(Plan { started, ended });
                Some(key.child)
            }
            "ssd_s47_enquiry" => {
                let key = self.of_referral(line, "s47e_referral_id", "s47e_person_id")?;
                let started = line.day("s47e_s47_start_date");
                let enquiries = &mut self.details(key).enquiries;
                enquiries.push(Enquiry { started, ..Enquiry::default() });
                let number = enquiries.len() - 1;
                self.keep(table, line.text("s47e_s47_enquiry_id"), Key { number, ..key });
                Some(key.child)
            }
            "ssd_initial_cp_conference" => self.conference(line),
            "ssd_cp_plans" => self.protection_plan(line),
            _ => {
                let key = self.known(line, "ssd_cp_plans", "cppr_cp_plan_id")?;
                let held = line.day("cppr_cp_review_date");
                self.details(key).protection_plans[key.number].reviews.extend(held);
                Some(key.child)
            }
        }
    }

    fn person(&mut self, line: &mut Reading<'_>) -> Option<usize> {
        let id = line.text("pers_person_id");
        let Some(id) = id else {
            line.faults.push("the line names no child".to_owned());
            return None;
        };
        if let Some(known) = self.people.get(&id) {
            line.faults.push("several lines have this identifier; the first is taken".to_owned());
            return Some(*known);
        }
        let identifiers = Identifiers {
            la_child_id: Some(id.clone()),
            upn: line.text("pers_upn"),
            upn_unknown: line.text("pers_upn_unknown"),
            born: line.day("pers_dob"),
            expected: line.day("pers_expected_dob"),
            sex: line.text("pers_sex"),
            died: line.day("pers_death_date"),
            ..Identifiers::default()
        };
        let mut child = Child { identifiers, ..Child::default() };
        child.characteristics.ethnicity = line.text("pers_ethnicity");
        self.found.children.push(TabledChild { child, ..TabledChild::default() });
        let at = self.found.children.len() - 1;
        self.people.insert(id, at);
        Some(at)
    }

    fn episode(&mut self, line: &mut Reading<'_>) -> Option<usize> {
        let child = self.whose(line, "cine_person_id")?;
        let details = Details {
            referred: line.day("cine_referral_date"),
            source: line.text("cine_referral_source_code"),
            need: line.text("cine_cin_primary_need_code"),
            closed: line.day("cine_close_date"),
            closure: line.text("cine_close_reason"),
            no_further_action: line.yes("cine_referral_nfa"),
            ..Details::default()
        };
        let all = &mut self.child(child).details;
        all.push(details);
        let details = all.len() - 1;
        self.keep("ssd_cin_episodes", line.text("cine_referral_id"), Key { child, details, number: 0 });
        Some(child)
    }

    /// A conference that an enquiry led to stands with it; that of a child who moved here with a plan, with the episode.
    fn conference(&mut self, line: &mut Reading<'_>) -> Option<usize> {
        let (target, held) = (line.day("icpc_icpc_target_date"), line.day("icpc_icpc_date"));
        if line.yes("icpc_icpc_transfer_in") == Some(true) {
            let key = self.of_referral(line, "icpc_referral_id", "icpc_person_id")?;
            self.details(key).conference = held;
            return Some(key.child);
        }
        let key = self.known(line, "ssd_s47_enquiry", "icpc_s47_enquiry_id")?;
        let enquiry = &mut self.details(key).enquiries[key.number];
        (enquiry.target, enquiry.conference) = (target, held);
        Some(key.child)
    }

    fn protection_plan(&mut self, line: &mut Reading<'_>) -> Option<usize> {
        let key = self.of_referral(line, "cppl_referral_id", "cppl_person_id")?;
        let plan = ProtectionPlan {
            started: line.day("cppl_cp_plan_start_date"),
            ended: line.day("cppl_cp_plan_end_date"),
            first_category: line.text("cppl_cp_plan_initial_category"),
            latest_category: line.text("cppl_cp_plan_latest_category"),
            ..ProtectionPlan::default()
        };
        let plans = &mut self.details(key).protection_plans;
        plans.push(plan);
        let number = plans.len() - 1;
        self.keep("ssd_cp_plans", line.text("cppl_cp_plan_id"), Key { number, ..key });
        Some(key.child)
    }

    fn child(&mut self, at: usize) -> &mut Child {
        &mut self.found.children[at].child
    }

    fn details(&mut self, key: Key) -> &mut Details {
        &mut self.found.children[key.child].child.details[key.details]
    }

    fn keep(&mut self, table: &'static str, key: Option<String>, leads_to: Key) {
        if let Some(key) = key {
            self.keys.entry((table, key)).or_insert(leads_to);
        }
    }

    fn whose(&self, line: &mut Reading<'_>, column: &str) -> Option<usize> {
        let id = line.text(column);
        let known = id.as_ref().and_then(|id| self.people.get(id)).copied();
        if known.is_none() {
            line.faults.push(format!("no child has the {column} of this line"));
        }
        known
    }

    fn known(&self, line: &mut Reading<'_>, table: &'static str, column: &str) -> Option<Key> {
        let key = line.text(column).and_then(|key| self.keys.get(&(table, key))).copied();
        if key.is_none() {
            line.faults.push(format!("{table} has no line with the {column} of this one"));
        }
        key
    }

    /// The referral of a line. Where it is not there, the line is kept with the child that it names.
    fn of_referral(&mut self, line: &mut Reading<'_>, column: &str, whose: &str) -> Option<Key> {
        let key = self.known(line, "ssd_cin_episodes", column);
        if key.is_none() {
            let child = line.text(whose).and_then(|id| self.people.get(&id)).copied();
            let faults = std::mem::take(&mut line.faults);
            match child {
                Some(child) => self.fault(child, line, faults),
                None => line.faults = faults,
            }
        }
        key
    }

    fn fault(&mut self, child: usize, line: &Reading<'_>, faults: Vec<String>) {
        let kept = &mut self.found.children[child];
        let cells: Vec<&str> = line.line.cells.iter().collect();
        let _ = writeln!(kept.text, "{}:{}: {}", line.sheet.file, line.line.number, cells.join(","));
        kept.faults.extend(faults.into_iter().map(|message| Passed {
            file: line.sheet.file.clone(),
            line: line.line.number,
            message,
        }));
    }

    /// What could not be read stays with the child; what is nobody's is passed over.
    fn kept(&mut self, whose: Option<usize>, mut line: Reading<'_>) {
        let faults = std::mem::take(&mut line.faults);
        if faults.is_empty() {
            return;
        }
        match whose {
            Some(child) => self.fault(child, &line, faults),
            None => self.found.passed.extend(faults.into_iter().map(|message| Passed {
                file: line.sheet.file.clone(),
                line: line.line.number,
                message,
            })),
        }
    }
}
