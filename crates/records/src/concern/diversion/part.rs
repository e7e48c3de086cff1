//! The parts that complete a diversion record. Each is a section of the form `diversion`, and each has a duty with a
//! due time; none holds up a strategy discussion or an enquiry.

use forms::{Answer, Answers, Form, QuestionId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The form that asks for all of it.
pub(super) const FORM: &str = "diversion";
/// The question that asks from whom the harm may come; the same in the form of a concern.
pub(super) const HARM_FROM: &str = "harm-from";
/// The question about the children of the household, and what is asked of each.
const CHILDREN: &str = "children";
const CALLED: &str = "called";
const DECISION: &str = "decision";
const WHY: &str = "why";

/// A part of the record that is completed while work goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// What harm to the child this shows, and why it is significant.
    Significance,
    /// From whom the harm may come.
    Source,
    /// Who takes part in the strategy discussion, and what they agreed.
    Agencies,
    /// A decision about every child of the household.
    Children,
    /// What else could explain the facts: the impairment, unmet need, missing services.
    Alternatives,
    /// Who advises that knows the child's condition.
    Adviser,
    /// Whether agreement was asked for, and given.
    Agreement,
    /// Telling the designated officer, where somebody who works with children may have caused the harm.
    Officer,
    /// The setting, and the other children in it.
    Setting,
}

impl Part {
    /// Every part, in the order in which they are shown.
    pub const ALL: &'static [Self] = &[
        Self::Significance,
        Self::Source,
        Self::Officer,
        Self::Setting,
        Self::Agencies,
        Self::Children,
        Self::Alternatives,
        Self::Adviser,
        Self::Agreement,
    ];

    /// The section of the form, which is also the part's name in an address.
    pub const fn section(self) -> &'static str {
        match self {
            Self::Significance => "significance",
            Self::Source => "source",
            Self::Agencies => "agencies",
            Self::Children => "children",
            Self::Alternatives => "alternatives",
            Self::Adviser => "adviser",
            Self::Agreement => "agreement",
            Self::Officer => "officer",
            Self::Setting => "setting",
        }
    }

    /// The part of a section.
    pub fn of_section(section: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|part| part.section() == section)
    }

    /// The milestone that all it asks was answered.
    pub(crate) const fn milestone(self) -> &'static str {
        match self {
            Self::Significance => "diversion.significance_stated",
            Self::Source => "diversion.source_stated",
            Self::Agencies => "diversion.agencies_recorded",
            Self::Children => "diversion.children_decided",
            Self::Alternatives => "diversion.alternatives_answered",
            Self::Adviser => "diversion.adviser_named",
            Self::Agreement => "diversion.agreement_recorded",
            Self::Officer => "diversion.officer_answered",
            Self::Setting => "diversion.setting_considered",
        }
    }

    /// Whether these answers are all that this part asks.
    pub(super) fn is_answered(self, form: &Form, answers: &Answers, today: Date) -> bool {
        let Some(section) = form.section(self.section()) else { return false };
        let wanting = forms::validate(form, answers, today);
        let whole = !section
            .questions
            .iter()
            .any(|question| wanting.iter().any(|wanting| wanting.question == question.id));
        whole && (self != Self::Children || children_in(answers).iter().all(HouseholdChild::is_decided))
    }
}

/// Whether somebody of this kind is outside the family. What is not known is not outside.
pub fn is_outside_family(from: &str) -> bool {
    !matches!(from, "family" | "unknown")
}

/// A child of the household, and what was decided about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseholdChild {
    /// What the child is called.
    pub called: String,
    /// What was decided.
    pub decision: Option<String>,
    /// Why.
    pub why: String,
}

impl HouseholdChild {
    /// Whether something was decided, with a reason.
    pub fn is_decided(&self) -> bool {
        self.decision.is_some() && !self.why.is_empty()
    }
}

/// The children that answers name.
pub(crate) fn children_in(answers: &Answers) -> Vec<HouseholdChild> {
    let Some(Answer::Rows(rows)) = answers.get(CHILDREN) else { return Vec::new() };
    rows.iter()
        .map(|row| {
            let cell = |name: &str| QuestionId::new(name).ok().and_then(|field| row.get(&field)).cloned();
            let text =
                |name: &str| cell(name).and_then(|answer| answer.text().map(str::trim).map(str::to_owned));
            HouseholdChild {
                called: text(CALLED).unwrap_or_default(),
                decision: cell(DECISION)
                    .and_then(|answer| answer.chosen().first().map(|&one| one.to_owned())),
                why: text(WHY).unwrap_or_default(),
            }
        })
        .collect()
}

/// The words given to a question, without surrounding white space; empty where there are none.
pub(super) fn words_of<'a>(answers: &'a Answers, question: &str) -> &'a str {
    answers.text(question).unwrap_or_default().trim()
}

/// Whether anything was chosen.
pub(super) fn chose_any(answers: &Answers, question: &str) -> bool {
    answers.get(question).is_some_and(|answer| !answer.chosen().is_empty())
}
