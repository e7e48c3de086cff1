//! Tables of the Standard Safeguarding Dataset: those whose rows a census gives. A column of which it says nothing is
//! there and empty, so that whoever loads the tables finds the layout that they know.
//!
//! Read in the published model (July 2026). Names, teams and workers are not in a census.

use census::{Child, Details};
use jiff::civil::Date;

use super::{Numbers, kind};

/// How the names of columns end whose values are days.
const DAYS: [&str; 2] = ["_date", "_dob"];

/// A table: its name, its columns, its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Such as `ssd_cin_episodes`.
    pub name: &'static str,
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Table {
    fn of(name: &'static str, columns: &'static [&'static str]) -> Self {
        Self { name, columns, rows: Vec::new() }
    }

    fn row<const COLUMNS: usize>(&mut self, row: [String; COLUMNS]) {
        debug_assert_eq!(COLUMNS, self.columns.len());
        self.rows.push(row.into());
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Its columns: the name of each, and whether its values are days.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, bool)> {
        self.columns.iter().map(|name| (*name, DAYS.iter().any(|end| name.ends_with(end))))
    }

    /// Its rows; a value that is not there is empty, and a day is as a [`Date`] is written.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// As CSV, with a line of columns.
    pub fn csv(&self) -> Result<String, csv::Error> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(self.columns)?;
        for row in &self.rows {
            writer.write_record(row)?;
        }
        let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

struct Tables {
    people: Table,
    disabilities: Table,
    episodes: Table,
    assessments: Table,
    factors: Table,
    plans: Table,
    enquiries: Table,
    conferences: Table,
    protection_plans: Table,
    reviews: Table,
}

/// The tables of these children. One without an identifier has no key, and is in none.
pub fn tables(children: &[Child]) -> Vec<Table> {
    let mut tables = Tables::empty();
    for child in children {
        tables.child(child);
    }
    let Tables {
        people,
        disabilities,
        episodes,
        assessments,
        factors,
        plans,
        enquiries,
        conferences,
        protection_plans,
        reviews,
    } = tables;
    vec![
        people,
        disabilities,
        episodes,
        assessments,
        factors,
        plans,
        enquiries,
        conferences,
        protection_plans,
        reviews,
    ]
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn text(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

fn yes(yes: Option<bool>) -> String {
    yes.map_or("", |yes| if yes { "Y" } else { "N" }).to_owned()
}

/// A column of which a census says nothing.
fn not_said() -> String {
    String::new()
}

impl Tables {
    fn empty() -> Self {
        Self {
            people: Table::of(
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
            disabilities: Table::of("ssd_disability", &["disa_person_id", "disa_disability_code"]),
            episodes: Table::of(
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
                    "cine_referral_team",
                    "cine_referral_worker_id",
                ],
            ),
            assessments: Table::of(
                "ssd_cin_assessments",
                &[
                    "cina_assessment_id",
                    "cina_person_id",
                    "cina_referral_id",
                    "cina_assessment_start_date",
                    "cina_assessment_child_seen",
                    "cina_assessment_auth_date",
                    "cina_assessment_team",
                    "cina_assessment_worker_id",
                ],
            ),
            factors: Table::of(
                "ssd_assessment_factors",
                &["cinf_assessment_id", "cinf_assessment_factors_json"],
            ),
            plans: Table::of(
                "ssd_cin_plans",
                &[
                    "cinp_cin_plan_id",
                    "cinp_referral_id",
                    "cinp_person_id",
                    "cinp_cin_plan_start_date",
                    "cinp_cin_plan_end_date",
                ],
            ),
            enquiries: Table::of(
                "ssd_s47_enquiry",
                &[
                    "s47e_s47_enquiry_id",
                    "s47e_referral_id",
                    "s47e_person_id",
                    "s47e_s47_start_date",
                    "s47e_s47_end_date",
                ],
            ),
            conferences: Table::of(
                "ssd_initial_cp_conference",
                &[
                    "icpc_icpc_id",
                    "icpc_s47_enquiry_id",
                    "icpc_person_id",
                    "icpc_referral_id",
                    "icpc_icpc_transfer_in",
                    "icpc_icpc_target_date",
                    "icpc_icpc_date",
                ],
            ),
            protection_plans: Table::of(
                "ssd_cp_plans",
                &[
                    "cppl_cp_plan_id",
                    "cppl_referral_id",
                    "cppl_person_id",
                    "cppl_cp_plan_start_date",
                    "cppl_cp_plan_end_date",
                    "cppl_cp_plan_initial_category",
                    "cppl_cp_plan_latest_category",
                ],
            ),
            reviews: Table::of(
                "ssd_cp_reviews",
                &["cppr_cp_review_id", "cppr_person_id", "cppr_cp_plan_id", "cppr_cp_review_date"],
            ),
        }
    }

    fn child(&mut self, child: &Child) {
        let own = &child.identifiers;
        let Some(id) = &own.la_child_id else { return };
        self.people.row([
            id.clone(),
            text(own.upn.as_ref()),
            text(own.sex.as_ref()),
            text(child.characteristics.ethnicity.as_ref()),
            day(own.born),
            text(own.upn_unknown.as_ref()),
            day(own.expected),
            day(own.died),
        ]);
        for code in &child.characteristics.disabilities {
            self.disabilities.row([id.clone(), code.clone()]);
        }
        let mut numbers = Numbers::of(id);
        for details in &child.details {
            self.episode(id, details, &mut numbers);
        }
    }

    fn episode(&mut self, id: &str, details: &Details, numbers: &mut Numbers<'_>) {
        let referral = numbers.next(kind::EPISODE, details.referred);
        self.episodes.row([
            referral.clone(),
            id.to_owned(),
            day(details.referred),
            text(details.need.as_ref()),
            text(details.source.as_ref()),
            yes(details.no_further_action),
            text(details.closure.as_ref()),
            day(details.closed),
            not_said(),
            not_said(),
        ]);
        for assessment in &details.assessments {
            let number = numbers.next(kind::ASSESSMENT, assessment.started);
            self.assessments.row([
                number.clone(),
                id.to_owned(),
                referral.clone(),
                day(assessment.started),
                not_said(),
                day(assessment.authorised),
                not_said(),
                not_said(),
            ]);
            if !assessment.factors.is_empty() {
                // A list of texts is written as JSON without fail.
                let factors = serde_json::to_string(&assessment.factors).unwrap_or_default();
                self.factors.row([number, factors]);
            }
        }
        for plan in &details.plans {
            let number = numbers.next(kind::PLAN, plan.started);
            self.plans.row([number, referral.clone(), id.to_owned(), day(plan.started), day(plan.ended)]);
        }
        for enquiry in &details.enquiries {
            let number = numbers.next(kind::ENQUIRY, enquiry.started);
            let began = day(enquiry.started);
            self.enquiries.row([number.clone(), referral.clone(), id.to_owned(), began, not_said()]);
            if enquiry.conference.is_some() || enquiry.target.is_some() {
                let conference = numbers.next(kind::CONFERENCE, enquiry.conference);
                self.conference(
                    conference,
                    number,
                    id,
                    &referral,
                    (false, enquiry.target, enquiry.conference),
                );
            }
        }
        if details.conference.is_some() {
            let conference = numbers.next(kind::CONFERENCE, details.conference);
            self.conference(conference, not_said(), id, &referral, (true, None, details.conference));
        }
        for plan in &details.protection_plans {
            let number = numbers.next(kind::PROTECTION_PLAN, plan.started);
            self.protection_plans.row([
                number.clone(),
                referral.clone(),
                id.to_owned(),
                day(plan.started),
                day(plan.ended),
                text(plan.first_category.as_ref()),
                text(plan.latest_category.as_ref()),
            ]);
            for review in &plan.reviews {
                let review_id = numbers.next(kind::REVIEW, Some(*review));
                self.reviews.row([review_id, id.to_owned(), number.clone(), day(Some(*review))]);
            }
        }
    }

    fn conference(
        &mut self,
        number: String,
        enquiry: String,
        id: &str,
        referral: &str,
        (moved_here, target, held): (bool, Option<Date>, Option<Date>),
    ) {
        self.conferences.row([
            number,
            enquiry,
            id.to_owned(),
            referral.to_owned(),
            yes(Some(moved_here)),
            day(target),
            day(held),
        ]);
    }
}
