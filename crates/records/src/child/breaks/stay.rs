//! A stay is booked, changed, held or cancelled. A count of days never refuses one.

use guidance::Stretch;
use jiff::{SignedDuration, Timestamp};
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::{Child, ChildEvent};
use super::Stay;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The longest time between the two ends of one stay. It guards against a slip in the year, which would make a stay of
/// centuries; it says nothing about how long a child may be away, and a longer time is written as two stays.
const STAY_LONGEST: SignedDuration = SignedDuration::from_hours(24 * 366);

/// A stay was booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayBooked {
    /// The stay.
    pub stay: Uuid,
    /// Under which arrangement.
    pub arrangement: Uuid,
    /// When it begins.
    pub starts: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// What to know about it; the family reads it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Book a stay.
#[derive(Debug, Clone, Deserialize)]
pub struct BookStay {
    /// The stay.
    pub booked: StayBooked,
    /// How it was explained to the family that another legal regime applies, where one does.
    pub change_explained: String,
}

refusals! {
    /// Why a stay cannot be booked as it stands. A count of days is never among them.
    BookStayRefusal {
        NoArrangement = "there is no such arrangement", "no-breaks-arranged", "a stay belongs to an arrangement";
        Ended = "the arrangement has ended", "breaks-ended", "a stay belongs to an arrangement that goes on";
        AlreadyBooked = "this stay exists", "stay-already-booked", "a stay is booked once and then changed";
        EndsFirst = "a stay ends after it begins", "stay-ends-first", "a stay has a beginning and an end";
        SlipInYear = "a stay this long is a slip in the year", "stay-slip-in-year", "a stay has a beginning and an end";
        ChangeNotExplained = "another legal regime applies from this stay on; say how it was explained", "regime-not-explained", "a change of the legal regime is explained before it is carried out, and never refuses a break";
    }
}

impl Command for BookStay {
    type Stream = Child;
    type Refusal = BookStayRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, BookStayRefusal> {
        let booked = &self.booked;
        let arrangement =
            state.breaks.arrangement(booked.arrangement).ok_or(BookStayRefusal::NoArrangement)?;
        if arrangement.ended.is_some() {
            return Err(BookStayRefusal::Ended);
        }
        if state.breaks.stay(booked.stay).is_some() {
            return Err(BookStayRefusal::AlreadyBooked);
        }
        if booked.ends <= booked.starts {
            return Err(BookStayRefusal::EndsFirst);
        }
        if is_slip(booked.starts, booked.ends) {
            return Err(BookStayRefusal::SlipInYear);
        }
        let stretch = Stretch { from: booked.starts, until: booked.ends };
        let mut events = vec![Decided::now(context, booked.clone())];
        if let Some(crossing) = state.breaks.crossing(context.rules, booked.arrangement, stretch, None) {
            if self.change_explained.trim().is_empty() {
                return Err(BookStayRefusal::ChangeNotExplained);
            }
            events.extend(crossing.carried_out(context, &self.change_explained));
        }
        Ok(events)
    }
}

fn is_slip(starts: Timestamp, ends: Timestamp) -> bool {
    STAY_LONGEST < ends.duration_since(starts)
}

/// Other times were agreed for a stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayChanged {
    /// The stay.
    pub stay: Uuid,
    /// When it begins now.
    pub starts: Timestamp,
    /// When it ends now.
    pub ends: Timestamp,
    /// Why; the family reads it.
    pub why: String,
}

/// Change a stay.
#[derive(Debug, Clone, Deserialize)]
pub struct ChangeStay {
    /// The stay with its other times.
    pub changed: StayChanged,
    /// How it was explained to the family that another legal regime applies, where one does.
    pub change_explained: String,
}

refusals! {
    /// Why a stay cannot be changed so.
    ChangeStayRefusal {
        NoStay = "there is no such stay", "no-stay", "what is changed was booked first";
        Settled = "the stay was held or cancelled", "stay-settled", "what took place, or did not, stays as it was";
        EndsFirst = "a stay ends after it begins", "stay-ends-first", "a stay has a beginning and an end";
        SlipInYear = "a stay this long is a slip in the year", "stay-slip-in-year", "a stay has a beginning and an end";
        WhyMissing = "say why", "why-missing", "each change has its reason";
        ChangeNotExplained = "another legal regime applies from this stay on; say how it was explained", "regime-not-explained", "a change of the legal regime is explained before it is carried out, and never refuses a break";
    }
}

impl Command for ChangeStay {
    type Stream = Child;
    type Refusal = ChangeStayRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, ChangeStayRefusal> {
        let changed = &self.changed;
        let (arrangement, stay) = state.breaks.stay(changed.stay).ok_or(ChangeStayRefusal::NoStay)?;
        if !stay.is_open() {
            return Err(ChangeStayRefusal::Settled);
        }
        if changed.ends <= changed.starts {
            return Err(ChangeStayRefusal::EndsFirst);
        }
        if is_slip(changed.starts, changed.ends) {
            return Err(ChangeStayRefusal::SlipInYear);
        }
        if changed.why.trim().is_empty() {
            return Err(ChangeStayRefusal::WhyMissing);
        }
        let stretch = Stretch { from: changed.starts, until: changed.ends };
        let mut events = vec![Decided::now(context, changed.clone())];
        let crossing = state.breaks.crossing(context.rules, arrangement.id(), stretch, Some(changed.stay));
        if let Some(crossing) = crossing {
            if self.change_explained.trim().is_empty() {
                return Err(ChangeStayRefusal::ChangeNotExplained);
            }
            events.extend(crossing.carried_out(context, &self.change_explained));
        }
        Ok(events)
    }
}

/// A stay took place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayHeld {
    /// The stay.
    pub stay: Uuid,
    /// When it began.
    pub started: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// How it went, for the child; the family reads it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub how: String,
}

/// Record that a stay took place. What took place is never refused for the days it comes to: where another legal regime
/// follows from it, that is carried out, and explaining it is due.
#[derive(Debug, Clone, Deserialize)]
pub struct HoldStay(pub StayHeld);

refusals! {
    /// Why that cannot be recorded.
    HoldStayRefusal {
        NoStay = "there is no such stay", "no-stay", "what took place was booked first";
        Settled = "the stay was held or cancelled", "stay-settled", "what took place, or did not, stays as it was";
        EndsFirst = "a stay ends after it begins", "stay-ends-first", "a stay has a beginning and an end";
        SlipInYear = "a stay this long is a slip in the year", "stay-slip-in-year", "a stay has a beginning and an end";
        InTheFuture = "it cannot have ended in the future", "in-future", "what happened is not what is planned";
    }
}

impl Command for HoldStay {
    type Stream = Child;
    type Refusal = HoldStayRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, HoldStayRefusal> {
        let held = &self.0;
        let (arrangement, stay) = state.breaks.stay(held.stay).ok_or(HoldStayRefusal::NoStay)?;
        if !stay.is_open() {
            return Err(HoldStayRefusal::Settled);
        }
        if held.ended <= held.started {
            return Err(HoldStayRefusal::EndsFirst);
        }
        if is_slip(held.started, held.ended) {
            return Err(HoldStayRefusal::SlipInYear);
        }
        if context.now < held.ended {
            return Err(HoldStayRefusal::InTheFuture);
        }
        let stretch = Stretch { from: held.started, until: held.ended };
        let crossing = state.breaks.crossing(context.rules, arrangement.id(), stretch, Some(held.stay));
        let mut events = vec![Decided::when(Moment::At(held.started), held.clone())];
        events.extend(crossing.into_iter().flat_map(|crossing| crossing.carried_out(context, "")));
        Ok(events)
    }
}

/// Who called a stay off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CancelledBy {
    /// The child did not want it.
    Child,
    /// The family.
    Family,
    /// Whoever provides it: a break that was promised and did not come.
    Provider,
    /// We did: a break that was promised and did not come.
    Us,
}

impl CancelledBy {
    /// Everybody, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 4] =
        [("child", Self::Child), ("family", Self::Family), ("provider", Self::Provider), ("us", Self::Us)];

    /// The name in forms and stored events.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, each)| *each == self).map_or("", |(name, _)| name)
    }

    /// Whether it is a break that was promised and did not come.
    pub fn is_missed(self) -> bool {
        matches!(self, Self::Provider | Self::Us)
    }
}

/// A stay did not take place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayCancelled {
    /// The stay.
    pub stay: Uuid,
    /// Who called it off.
    pub by: CancelledBy,
    /// Why, and what comes instead; the family reads it.
    pub why: String,
}

/// Cancel a stay.
#[derive(Debug, Clone, Deserialize)]
pub struct CancelStay(pub StayCancelled);

refusals! {
    /// Why a stay cannot be cancelled so.
    CancelStayRefusal {
        NoStay = "there is no such stay", "no-stay", "what is cancelled was booked first";
        Settled = "the stay was held or cancelled", "stay-settled", "what took place, or did not, stays as it was";
        WhyMissing = "say why, and what comes instead", "why-missing", "a break that does not come has a reason";
    }
}

impl Command for CancelStay {
    type Stream = Child;
    type Refusal = CancelStayRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, CancelStayRefusal> {
        let (_, stay) = state.breaks.stay(self.0.stay).ok_or(CancelStayRefusal::NoStay)?;
        if !stay.is_open() {
            return Err(CancelStayRefusal::Settled);
        }
        // For families why they do not come is their own affair; a break that was promised is answered for.
        if self.0.by.is_missed() && self.0.why.trim().is_empty() {
            return Err(CancelStayRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

impl Stay {
    /// Whether it was promised and did not come.
    pub fn is_missed(&self) -> bool {
        self.cancelled.as_ref().is_some_and(|cancelled| cancelled.fact.by.is_missed())
    }
}
