//! Codes for the census are recorded by a person. None follows from what help was asked for; one that says harm needs a
//! recorded fact, a manager's reason, and that whoever it is about has been told, unless that is not safe.

use forms::Answers;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{History, HistoryEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The form that is answered.
pub const FORM: &str = "return";
/// Its questions whose codes say harm or blame.
const HARM: [&str; 2] = ["return-harm-need", "return-harm-factors"];
/// What such a code needs: the fact, the reason, and the telling.
const FACT: &str = "return-harm-fact";
const WHY: &str = "return-harm-why";
const TOLD: &str = "return-harm-told";
const NOT_SAFE: &str = "not-safe";
const WHY_NOT_TOLD: &str = "return-harm-not-told";

/// Codes were recorded. The whole of them each time: what is left out does not stand any more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coded {
    /// Of which episode: the request, or the enquiries that came of none.
    pub episode: Uuid,
    /// The codes, pinned to the version of the form.
    pub answers: Answers,
}

/// Record codes.
#[derive(Debug, Clone, Deserialize)]
pub struct Code(pub Coded);

refusals! {
    /// Why codes cannot be recorded so.
    CodeRefusal {
        FormNotKnown = "the answers are to a form that is not known", "form-not-known", "answers are pinned to the version answered";
        NotAManager = "a social-work-qualified manager records a code that says harm", "code-not-a-manager", "a harm code needs a supervisor's reason";
        FactMissing = "say which recorded fact says so", "code-needs-fact", "a harm code needs a recorded fact";
        WhyMissing = "say why the code is true", "code-needs-why", "a harm code needs a supervisor's reason";
        TellingMissing = "say whether the person has been told, or why that is not safe", "code-needs-telling", "the person concerned is told unless that is unsafe";
    }
}

impl Coded {
    /// Whether any of the codes says harm or blame.
    pub fn says_harm(&self) -> bool {
        HARM.iter()
            .any(|question| self.answers.get(question).is_some_and(|answer| !answer.chosen().is_empty()))
    }

    fn words(&self, question: &str) -> bool {
        self.answers.text(question).is_some_and(|text| !text.trim().is_empty())
    }
}

impl Command for Code {
    type Stream = History;
    type Refusal = CodeRefusal;

    fn decide(
        &self,
        state: &History,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HistoryEvent>>, CodeRefusal> {
        let coded = &self.0;
        if context.forms.form_of(&coded.answers).is_none_or(|form| form.reference().id.as_str() != FORM) {
            return Err(CodeRefusal::FormNotKnown);
        }
        if coded.says_harm() {
            if !context.partnership.is_social_work_manager(context.author.person) {
                return Err(CodeRefusal::NotAManager);
            }
            if !coded.words(FACT) {
                return Err(CodeRefusal::FactMissing);
            }
            if !coded.words(WHY) {
                return Err(CodeRefusal::WhyMissing);
            }
            let told = coded.answers.get(TOLD).and_then(|answer| answer.chosen().first().copied());
            if told.is_none() || (told == Some(NOT_SAFE) && !coded.words(WHY_NOT_TOLD)) {
                return Err(CodeRefusal::TellingMissing);
            }
        }
        if state.coded_of(coded.episode) == Some(coded) {
            return Ok(Vec::new());
        }
        Ok(vec![Decided::now(context, coded.clone())])
    }
}
