//! The codes of the census at the end of an assessment. A person chooses them, each with the recorded fact that it rests on.
//! Nothing but the census, the family's own page and the manager who authorises them reads them: they decide no help.

use std::collections::BTreeMap;

use forms::{Answer, Answers, QuestionId};
use kernel::PersonId;
use serde::{Deserialize, Serialize};

use super::assessment::{CompleteAssessmentRefusal, leads};
use super::census::{code, code_of};
use super::{Assessment, Help, HelpEvent, Level};
use crate::protection::ask::words;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Codes about the child that name no harm, and codes that do: each a question of the form, with its own list of codes.
const LINES: [(&str, &str, &str, bool); 2] = [
    ("factors-child", "factor-code", "factor-fact", false),
    ("factors-harm", "harm-code", "harm-fact", true),
];
/// The answer that there are factors.
const SOME: &str = "SOME";
/// What follows where nothing does.
const NOTHING_MORE: &str = "nothing-more";

/// A code with the fact that it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factor {
    /// The code.
    pub code: String,
    /// The recorded fact.
    pub fact: String,
    /// Whether it names harm.
    #[serde(default, skip_serializing_if = "is_false")]
    pub harm: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// The codes about the child were recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FactorsRecorded {
    /// Each code; or the one code that says that there are none.
    pub factors: Vec<Factor>,
    /// Whether somebody said that there are none.
    #[serde(default, skip_serializing_if = "is_false")]
    pub none: bool,
}

/// Record the codes about the child.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordFactors(pub Answers);

refusals! {
    /// Why the codes cannot be recorded so.
    RecordFactorsRefusal {
        NothingOpen = "no assessment is open", "help-no-assessment", "codes belong to an assessment";
        NotLead = "whoever leads records the codes", "help-not-lead", "codes are chosen by whoever knows the facts";
        Waits = "a manager reads it now", "help-assessment-waits", "AS-03: what a manager reads stands still";
        NotAsked = "codes belong to an assessment under section 17", "help-factors-not-asked", "the census asks for factors of assessments under section 17";
        NothingChosen = "choose a code, or say that there is none", "help-factors-empty", "codes are chosen by a person and never inferred";
        FactMissing = "say on which recorded fact each code rests", "help-factor-no-fact", "a code rests on a recorded fact";
        NoneWithOthers = "there is no factor, or there are some", "help-factors-none-with-others", "census: code 21 stands alone";
        Twice = "a code stands twice", "help-factor-twice", "a code stands once for a child";
    }
}

fn open_for_codes<'a>(
    state: &'a Help,
    context: &Context<'_>,
) -> Result<&'a Assessment, RecordFactorsRefusal> {
    let open = state.open().ok_or(RecordFactorsRefusal::NothingOpen)?;
    let assessment = open.open_assessment().ok_or(RecordFactorsRefusal::NothingOpen)?;
    if !leads(open, context) {
        return Err(RecordFactorsRefusal::NotLead);
    }
    if assessment.waits().is_some() {
        return Err(RecordFactorsRefusal::Waits);
    }
    if assessment.began.fact.level != Level::ChildInNeed {
        return Err(RecordFactorsRefusal::NotAsked);
    }
    Ok(assessment)
}

fn text_of(row: &BTreeMap<QuestionId, Answer>, field: &str) -> String {
    let answer = row.iter().find(|(id, _)| id.as_str() == field).map(|(_, answer)| answer);
    match answer {
        Some(Answer::Text(text) | Answer::Choice(text)) => text.trim().to_owned(),
        _ => String::new(),
    }
}

impl Command for RecordFactors {
    type Stream = Help;
    type Refusal = RecordFactorsRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, RecordFactorsRefusal> {
        let assessment = open_for_codes(state, context)?;
        let mut factors = Vec::new();
        for (question, code, fact, harm) in LINES {
            let Some(Answer::Rows(rows)) = self.0.get(question) else { continue };
            factors.extend(rows.iter().map(|row| Factor {
                code: code_of(&text_of(row, code)),
                fact: text_of(row, fact),
                harm,
            }));
        }
        if factors.iter().any(|factor| factor.code.is_empty() || factor.fact.is_empty()) {
            return Err(RecordFactorsRefusal::FactMissing);
        }
        let none = code(&self.0, "factors-none").filter(|code| code != SOME);
        if none.is_some() && !(factors.is_empty() && assessment.adult_factors.is_empty()) {
            return Err(RecordFactorsRefusal::NoneWithOthers);
        }
        let mut codes: Vec<&str> = factors.iter().map(|factor| factor.code.as_str()).collect();
        codes.sort_unstable();
        if codes.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(RecordFactorsRefusal::Twice);
        }
        if let Some(code) = none {
            let none = vec![Factor { code, fact: String::new(), harm: false }];
            return Ok(vec![Decided::now(context, FactorsRecorded { factors: none, none: true })]);
        }
        if factors.is_empty() {
            return Err(RecordFactorsRefusal::NothingChosen);
        }
        Ok(vec![Decided::now(context, FactorsRecorded { factors, none: false })])
    }
}

/// A code about one adult was recorded. That adult is shown it, and nobody else of the family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdultFactorRecorded {
    /// The adult, where they take part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// The code, with its fact.
    pub factor: Factor,
}

/// Record a code about one adult.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordAdultFactor {
    /// The adult, where they take part.
    pub person: Option<PersonId>,
    /// The code and the fact, and the name where they do not take part.
    pub answers: Answers,
}

refusals! {
    /// Why a code about an adult cannot be recorded so.
    RecordAdultFactorRefusal {
        NotNow = "no assessment under section 17 is being written by you", "help-no-assessment", "codes belong to an assessment";
        WhoMissing = "say whom it is about", "help-adult-missing", "a code about an adult is shown to that adult, so it names one";
        CodeMissing = "choose a code", "help-factors-empty", "codes are chosen by a person and never inferred";
        FactMissing = "say on which recorded fact it rests", "help-factor-no-fact", "a code rests on a recorded fact";
        NoneRecorded = "it stands recorded that there are no factors", "help-factors-none-with-others", "census: code 21 stands alone";
    }
}

impl Command for RecordAdultFactor {
    type Stream = Help;
    type Refusal = RecordAdultFactorRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, RecordAdultFactorRefusal> {
        let assessment = open_for_codes(state, context).map_err(|_| RecordAdultFactorRefusal::NotNow)?;
        let known = self.person.and_then(|person| state.relative(person));
        let name =
            known.map_or_else(|| words(&self.answers, "adult-factor-name"), |known| known.name.clone());
        if name.is_empty() {
            return Err(RecordAdultFactorRefusal::WhoMissing);
        }
        let code = code(&self.answers, "adult-factor-code").ok_or(RecordAdultFactorRefusal::CodeMissing)?;
        let fact = words(&self.answers, "adult-factor-fact");
        if fact.is_empty() {
            return Err(RecordAdultFactorRefusal::FactMissing);
        }
        if assessment.factors.as_ref().is_some_and(|recorded| recorded.fact.none) {
            return Err(RecordAdultFactorRefusal::NoneRecorded);
        }
        let person = known.map(|known| known.person);
        let factor = Factor { code, fact, harm: false };
        Ok(vec![Decided::now(context, AdultFactorRecorded { person, name, factor })])
    }
}

impl Assessment {
    /// Whether a code that names harm was recorded.
    pub fn names_harm(&self) -> bool {
        self.factors.as_ref().is_some_and(|recorded| recorded.fact.factors.iter().any(|factor| factor.harm))
    }

    /// Every code for the census, once each, in order.
    pub fn codes(&self) -> Vec<String> {
        let child = self.factors.iter().flat_map(|recorded| &recorded.fact.factors);
        let adults = self.adult_factors.iter().map(|recorded| &recorded.fact.factor);
        let mut codes: Vec<String> = child.chain(adults).map(|factor| factor.code.clone()).collect();
        codes.sort();
        codes.dedup();
        codes
    }
}

/// What the codes must be before an assessment under section 17 is completed: somebody chose them.
pub(super) fn check(assessment: &Assessment, follows: &str) -> Result<(), CompleteAssessmentRefusal> {
    if assessment.began.fact.level != Level::ChildInNeed {
        return Ok(());
    }
    let Some(recorded) = &assessment.factors else {
        return if assessment.adult_factors.is_empty() {
            Err(CompleteAssessmentRefusal::FactorsMissing)
        } else {
            Ok(())
        };
    };
    if recorded.fact.none && follows != NOTHING_MORE {
        return Err(CompleteAssessmentRefusal::NoFactorsButHelp);
    }
    Ok(())
}
