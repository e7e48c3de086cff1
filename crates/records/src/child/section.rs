//! A section that the request did not open is opened, with a reason the family can read.

use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A section was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionOpened {
    /// The section.
    pub section: String,
    /// Why; the family reads it.
    pub why: String,
}

/// Open a section.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenSection(pub SectionOpened);

refusals! {
    /// Why a section cannot be opened.
    OpenSectionRefusal {
        NoSupport = "no support assessment is open", "no-support", "sections belong to an open assessment";
        SignedOff = "the assessment is signed off", "signed-off", "sections belong to an open assessment";
        UnknownSection = "the form has no such section", "unknown-section", "sections are those of the published form";
        WhyMissing = "say why, in words the family will read", "why-missing", "sections outside the request stay closed unless there is a reason";
        AlreadyOpen = "the section is open already", "section-already-open", "a section is opened once";
    }
}

impl Command for OpenSection {
    type Stream = Child;
    type Refusal = OpenSectionRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, OpenSectionRefusal> {
        if state.assessment.opened.is_none() {
            return Err(OpenSectionRefusal::NoSupport);
        }
        if state.assessment.signed_off.is_some() {
            return Err(OpenSectionRefusal::SignedOff);
        }
        let known =
            context.forms.latest("assessment").is_some_and(|form| form.section(&self.0.section).is_some());
        if !known {
            return Err(OpenSectionRefusal::UnknownSection);
        }
        if state.open_sections().contains(&self.0.section.as_str()) {
            return Err(OpenSectionRefusal::AlreadyOpen);
        }
        if self.0.why.trim().is_empty() {
            return Err(OpenSectionRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
