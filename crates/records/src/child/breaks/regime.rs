//! Another legal footing applies: because of what is booked, or because it was decided; and it is explained.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::{Child, ChildEvent};
use super::{Basis, Cause};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The legal footing of an arrangement changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegimeChanged {
    /// The arrangement.
    pub arrangement: Uuid,
    /// The footing from then on.
    pub to: Basis,
    /// From the stay that begins on this day, or the next.
    pub from: Date,
    /// What it follows from.
    pub causes: Vec<Cause>,
    /// Why, where it was decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// Change the footing of an arrangement.
#[derive(Debug, Clone, Deserialize)]
pub struct ChangeRegime {
    /// The arrangement.
    pub arrangement: Uuid,
    /// The footing from then on.
    pub to: Basis,
    /// From this day.
    pub from: Date,
    /// Why; the family reads it.
    pub why: String,
    /// How it was explained to the family.
    pub explained: String,
}

refusals! {
    /// Why a footing cannot be changed so.
    ChangeRegimeRefusal {
        NoArrangement = "there is no such arrangement", "no-breaks-arranged", "a footing is that of an arrangement";
        Ended = "the arrangement has ended", "breaks-ended", "a footing is that of an arrangement that goes on";
        Same = "that is the footing already", "same-footing", "a change changes something";
        WhyMissing = "say why", "why-missing", "each decision has its reason";
        NotExplained = "say how it was explained to the family", "regime-not-explained", "a change of the legal regime is explained before it is carried out, and never refuses a break";
        LightNotOpen = "the light rules are for one carer or place and for fewer days than are booked", "light-rules-not-open", "Care Planning Regulations 2010 regulation 48";
    }
}

impl Command for ChangeRegime {
    type Stream = Child;
    type Refusal = ChangeRegimeRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, ChangeRegimeRefusal> {
        let arrangement =
            state.breaks.arrangement(self.arrangement).ok_or(ChangeRegimeRefusal::NoArrangement)?;
        if arrangement.ended.is_some() {
            return Err(ChangeRegimeRefusal::Ended);
        }
        if arrangement.basis() == self.to {
            return Err(ChangeRegimeRefusal::Same);
        }
        if self.why.trim().is_empty() {
            return Err(ChangeRegimeRefusal::WhyMissing);
        }
        if self.explained.trim().is_empty() {
            return Err(ChangeRegimeRefusal::NotExplained);
        }
        let light = self.to == Basis::Section20Light;
        if light && !state.breaks.against_light(context.rules, self.arrangement, self.from).is_empty() {
            return Err(ChangeRegimeRefusal::LightNotOpen);
        }
        let changed = RegimeChanged {
            arrangement: self.arrangement,
            to: self.to,
            from: self.from,
            causes: vec![Cause::Decided],
            why: self.why.trim().to_owned(),
        };
        let explained =
            RegimeExplained { arrangement: self.arrangement, words: self.explained.trim().to_owned() };
        Ok(vec![Decided::now(context, changed), Decided::now(context, explained)])
    }
}

/// It was explained to the child and the family what a change of footing means for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegimeExplained {
    /// The arrangement.
    pub arrangement: Uuid,
    /// What was said, to whom, and what they said.
    pub words: String,
}

/// Record that it was explained.
#[derive(Debug, Clone, Deserialize)]
pub struct ExplainRegime(pub RegimeExplained);

refusals! {
    /// Why that cannot be recorded.
    ExplainRegimeRefusal {
        NoArrangement = "there is no such arrangement", "no-breaks-arranged", "what is explained is an arrangement";
        NothingChanged = "nothing waits to be explained", "nothing-to-explain", "what is explained is a change";
        NoWords = "say what was explained, and to whom", "no-words", "what was explained is written down";
    }
}

impl Command for ExplainRegime {
    type Stream = Child;
    type Refusal = ExplainRegimeRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, ExplainRegimeRefusal> {
        let arrangement =
            state.breaks.arrangement(self.0.arrangement).ok_or(ExplainRegimeRefusal::NoArrangement)?;
        if !arrangement.waits_for_explaining() {
            return Err(ExplainRegimeRefusal::NothingChanged);
        }
        if self.0.words.trim().is_empty() {
            return Err(ExplainRegimeRefusal::NoWords);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
