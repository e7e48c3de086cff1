//! Breaks are arranged: with whom or where, and on which legal footing. They end with a reason.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::{Child, ChildEvent};
use super::count::{Cause, Crossing};
use super::regime::RegimeChanged;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The legal footing of breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Help to a child in need: the child is not looked after.
    #[serde(rename = "section_17_6")]
    Section17,
    /// Section 20 under the light rules for a series of short breaks.
    #[serde(rename = "section_20_light")]
    Section20Light,
    /// Section 20 with the whole of the looked-after regime.
    #[serde(rename = "section_20_full")]
    Section20Full,
    /// Something else, such as a direct payment or health care.
    Other,
}

impl Basis {
    /// Every footing, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 4] = [
        ("section_17_6", Self::Section17),
        ("section_20_light", Self::Section20Light),
        ("section_20_full", Self::Section20Full),
        ("other", Self::Other),
    ];

    /// Its name in forms and stored events.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, each)| *each == self).map_or("", |(name, _)| name)
    }

    /// Whether the child is given somewhere to stay under section 20, so that days are counted.
    pub fn is_section_20(self) -> bool {
        matches!(self, Self::Section20Light | Self::Section20Full)
    }
}

/// Breaks were arranged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreaksArranged {
    /// The arrangement.
    pub arrangement: Uuid,
    /// On which legal footing.
    pub basis: Basis,
    /// Who provides them.
    pub provider: String,
    /// With which carer or in which place. Another carer or place is another arrangement.
    pub place: String,
    /// The first day on which it holds.
    pub from: Date,
    /// What section 20 means, as it was explained before anyone agreed; empty on another footing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub explained: String,
}

/// Arrange breaks.
#[derive(Debug, Clone, Deserialize)]
pub struct ArrangeBreaks {
    /// What is arranged.
    pub arranged: BreaksArranged,
    /// What was said to the family, where the whole of the looked-after regime applies because of it.
    pub change_explained: String,
}

refusals! {
    /// Why breaks cannot be arranged as they stand.
    ArrangeBreaksRefusal {
        NoSupport = "no support assessment is open", "no-support", "breaks are part of support";
        AlreadyArranged = "this arrangement exists", "breaks-already-arranged", "one arrangement, one line";
        ProviderMissing = "say who provides the breaks", "breaks-provider-missing", "a plan says services, amounts and providers";
        PlaceMissing = "say with which carer or where", "breaks-place-missing", "Care Planning Regulations 2010 regulation 48: the same carer or place";
        Section20NotExplained = "say what was explained of section 20 before anyone agreed", "section-20-not-explained", "what section 20 means is explained before anyone agrees to it";
        ChangeNotExplained = "another legal regime would apply; say how it was explained", "regime-not-explained", "a change of the legal regime is explained before it is carried out, and never refuses a break";
    }
}

impl Command for ArrangeBreaks {
    type Stream = Child;
    type Refusal = ArrangeBreaksRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, ArrangeBreaksRefusal> {
        let made = &self.arranged;
        if state.assessment.opened.is_none() {
            return Err(ArrangeBreaksRefusal::NoSupport);
        }
        if state.breaks.arrangement(made.arrangement).is_some() {
            return Err(ArrangeBreaksRefusal::AlreadyArranged);
        }
        if made.provider.trim().is_empty() {
            return Err(ArrangeBreaksRefusal::ProviderMissing);
        }
        if made.place.trim().is_empty() {
            return Err(ArrangeBreaksRefusal::PlaceMissing);
        }
        if made.basis.is_section_20() && made.explained.trim().is_empty() {
            return Err(ArrangeBreaksRefusal::Section20NotExplained);
        }
        let mut events = vec![Decided::now(context, made.clone())];
        if let Some(crossing) = state.breaks.crossing_by_arranging(made) {
            if self.change_explained.trim().is_empty() {
                return Err(ArrangeBreaksRefusal::ChangeNotExplained);
            }
            events.extend(crossing.carried_out(context, &self.change_explained));
        }
        Ok(events)
    }
}

impl super::Breaks {
    /// What a second carer or place changes: the light rules are for one.
    pub fn crossing_by_arranging(&self, made: &BreaksArranged) -> Option<Crossing> {
        let light = |basis| basis == Basis::Section20Light;
        let others: Vec<Uuid> = self
            .arrangements
            .iter()
            .filter(|each| each.runs() && light(each.basis()))
            .map(super::Arrangement::id)
            .collect();
        if !light(made.basis) || others.is_empty() {
            return None;
        }
        let arrangements = others.into_iter().chain([made.arrangement]).collect();
        Some(Crossing { from: made.from, causes: vec![Cause::SeveralPlaces], arrangements })
    }
}

impl Crossing {
    /// The whole of the looked-after regime applies from its day on.
    pub(super) fn carried_out(&self, context: &Context<'_>, explained: &str) -> Vec<Decided<ChildEvent>> {
        let change = |arrangement: &Uuid| {
            let changed = RegimeChanged {
                arrangement: *arrangement,
                to: Basis::Section20Full,
                from: self.from,
                causes: self.causes.clone(),
                why: String::new(),
            };
            let told = (!explained.trim().is_empty()).then(|| {
                let words = explained.trim().to_owned();
                Decided::now(context, super::RegimeExplained { arrangement: *arrangement, words })
            });
            std::iter::once(Decided::now(context, changed)).chain(told)
        };
        self.arrangements.iter().flat_map(change).collect()
    }
}

/// An arrangement ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreaksEnded {
    /// The arrangement.
    pub arrangement: Uuid,
    /// The last day.
    pub on: Date,
    /// Why; the family reads it.
    pub why: String,
}

/// End an arrangement.
#[derive(Debug, Clone, Deserialize)]
pub struct EndBreaks(pub BreaksEnded);

refusals! {
    /// Why an arrangement cannot end yet.
    EndBreaksRefusal {
        NoArrangement = "there is no such arrangement", "no-breaks-arranged", "what ends was arranged first";
        AlreadyEnded = "the arrangement has ended", "breaks-ended", "an arrangement ends once";
        StaysBooked = "stays are booked after that day", "stays-still-booked", "a booked stay is held or cancelled, each with its reason";
        WhyMissing = "say why", "why-missing", "each decision has its reason";
    }
}

impl Command for EndBreaks {
    type Stream = Child;
    type Refusal = EndBreaksRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, EndBreaksRefusal> {
        let arrangement =
            state.breaks.arrangement(self.0.arrangement).ok_or(EndBreaksRefusal::NoArrangement)?;
        if arrangement.ended.is_some() {
            return Err(EndBreaksRefusal::AlreadyEnded);
        }
        let after = |stay: &super::Stay| self.0.on < kernel::london_date(stay.stretch().from);
        if arrangement.stays.iter().any(|stay| stay.is_open() && after(stay)) {
            return Err(EndBreaksRefusal::StaysBooked);
        }
        if self.0.why.trim().is_empty() {
            return Err(EndBreaksRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
