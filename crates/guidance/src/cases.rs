//! Worked examples that stand beside the data: what happened, and what must follow from it. And the lists of duties and
//! obligations that this guidance is held against, written independently of the duties themselves.

use jiff::civil::Date;
use kernel::Moment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::rules::{Due, Facts, Milestone};
use crate::vocabulary::optional_toml_date;

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ListedAs {
    /// The duties of the whole system.
    Duties,
    /// The obligations of the support route.
    Obligations,
}

/// A section of one of the lists, with the identifiers that stand in it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Which list.
    pub list: ListedAs,
    /// What the section is about.
    pub title: String,
    /// Every identifier in it.
    pub ids: Vec<String>,
    /// Those of them that somebody meets on a page: records report what starts them, or a page is about them.
    #[serde(default)]
    pub on_a_page: Vec<String>,
    /// Those of them behind which a return to government stands.
    #[serde(default)]
    pub in_a_return: Vec<String>,
}

/// What must follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// The duty always stands: it has no trigger and is not scheduled.
    Stands,
    /// Nothing: the duty does not apply, or is not law on that day.
    Nothing,
    /// It is scheduled.
    Scheduled {
        /// When it is due.
        due: Due,
        /// The clock that gives the limit, if one does.
        clock: Option<String>,
        /// The clause it rests on.
        clause: String,
        /// How it stands on the day of the example, as one word or two.
        status: String,
        /// When it was done.
        met_on: Option<Date>,
    },
}

/// A worked example for one duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The duty that it is about.
    pub duty: String,
    /// What it shows.
    pub says: String,
    /// What happened.
    pub milestones: Vec<Milestone>,
    /// What is known.
    pub facts: Facts,
    /// The day on which it is looked at. Nothing for a duty that always stands.
    pub today: Option<Date>,
    /// The day of the start that is meant, where there are several.
    pub from: Option<Date>,
    /// What must follow.
    pub expected: Expected,
}

/// A milestone as an example writes it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawHappened {
    milestone: String,
    on: String,
    key: Option<String>,
}

/// An example as it is written.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCase {
    duty: String,
    says: String,
    #[serde(default)]
    milestones: Vec<RawHappened>,
    #[serde(default)]
    facts: Facts,
    #[serde(default, deserialize_with = "optional_toml_date")]
    today: Option<Date>,
    #[serde(default, deserialize_with = "optional_toml_date")]
    from: Option<Date>,
    #[serde(default)]
    stands: bool,
    #[serde(default)]
    nothing: bool,
    due: Option<String>,
    clock: Option<String>,
    clause: Option<String>,
    status: Option<String>,
    #[serde(default, deserialize_with = "optional_toml_date")]
    met_on: Option<Date>,
}

/// How an example writes that something has no date.
const NO_LIMIT: &str = "no limit";

impl RawCase {
    /// The example, or what is wrong with it.
    pub(crate) fn read(self) -> Result<Case, String> {
        let mut milestones = Vec::new();
        for happened in self.milestones {
            let at = moment(&happened.on)?;
            milestones.push(Milestone { name: happened.milestone, key: happened.key, at });
        }
        let expected = match (self.stands, self.nothing, self.due) {
            (true, false, None) if milestones.is_empty() => Expected::Stands,
            (false, true, None) if self.today.is_some() => Expected::Nothing,
            (false, false, Some(due)) if self.today.is_some() => Expected::Scheduled {
                due: due_from(&due)?,
                clock: self.clock,
                clause: self.clause.ok_or("it names no `clause`")?,
                status: self.status.ok_or("it names no `status`")?,
                met_on: self.met_on,
            },
            _ => {
                return Err(
                    "it says either `stands` alone, or `today` with `nothing`, or `today` with `due`, \
                            `clause` and `status`"
                        .to_owned(),
                );
            }
        };
        Ok(Case {
            duty: self.duty,
            says: self.says,
            milestones,
            facts: self.facts,
            today: self.today,
            from: self.from,
            expected,
        })
    }
}

fn moment(written: &str) -> Result<Moment, String> {
    let day = written.parse().map(Moment::On);
    let either = if written.contains('T') { written.parse().map(Moment::At) } else { day };
    either.map_err(|_| {
        format!("`{written}` is neither a day nor an instant: write 2026-12-25 or 2026-12-25T10:00:00Z")
    })
}

fn due_from(written: &str) -> Result<Due, String> {
    if written == NO_LIMIT {
        return Ok(Due::NoLimit);
    }
    moment(written).map(|moment| moment.instant().map_or(Due::On(moment.date()), Due::At))
}
