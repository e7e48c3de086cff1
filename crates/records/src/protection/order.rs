//! Police protection and orders of a court: when each began, was extended, and ended. Their hours and days are counted by the
//! guidance.

use forms::Answers;
use guidance::Rules;
use jiff::civil::Date;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ask::{one, words};
use super::{Order, Protection, ProtectionEvent, dated};
use crate::milestones;
use crate::refusal::refusals;
use crate::request::noted;
use crate::stream::{Command, Context, Decided, Recorded};

/// Which power or order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderKind {
    /// Police protection.
    PoliceProtection,
    /// An emergency protection order.
    EmergencyProtection,
    /// A child assessment order.
    Assessment,
}

impl OrderKind {
    /// Each with its value in the form.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("police-protection", Self::PoliceProtection),
        ("emergency-protection", Self::EmergencyProtection),
        ("assessment", Self::Assessment),
    ];
}

/// A power was used, or an order was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderMade {
    /// This order.
    pub order: Uuid,
    /// Which kind.
    pub kind: OrderKind,
    /// Whether a police officer asked for it while the child was in police protection: it counts from that day.
    pub asked_by_police: bool,
    /// What was written.
    pub answers: Answers,
}

/// Record it.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordOrder {
    /// The order's identifier.
    pub order: Uuid,
    /// When it began.
    pub from: Moment,
    /// Which, and what is known.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot be recorded so.
    RecordOrderRefusal {
        NobodyNamed = "only a person who is signed in records it", "nobody-named-crossing", "each step has a named person";
        KindMissing = "say which power or order", "order-needs-kind", "each order has its own time";
        Running = "one of this kind runs already", "order-runs", "an order is extended or ends";
        InTheFuture = "it cannot have begun in the future", "held-in-future", "what happened is not what is planned";
        HourMissing = "say at which time it began", "order-needs-time", "CA89 section 46(6): police protection is counted in hours";
        NoPoliceProtection = "the child was not in police protection", "order-no-police-protection", "CA89 section 45(3): such an order counts from the first day of police protection";
    }
}

impl Command for RecordOrder {
    type Stream = Protection;
    type Refusal = RecordOrderRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, RecordOrderRefusal> {
        if context.author.person.is_none() {
            return Err(RecordOrderRefusal::NobodyNamed);
        }
        let chosen = one(&self.answers, "order-kind");
        let named = OrderKind::ALL.iter().find(|(value, _)| chosen.as_deref() == Some(value));
        let kind = named.map(|(_, kind)| *kind).ok_or(RecordOrderRefusal::KindMissing)?;
        if state.running_orders().any(|order| order.made.fact.kind == kind) {
            return Err(RecordOrderRefusal::Running);
        }
        let late = match self.from {
            Moment::At(instant) => instant > context.now,
            Moment::On(date) => date > context.today(),
        };
        if late {
            return Err(RecordOrderRefusal::InTheFuture);
        }
        if kind == OrderKind::PoliceProtection && self.from.instant().is_none() {
            return Err(RecordOrderRefusal::HourMissing);
        }
        let asked_by_police =
            kind == OrderKind::EmergencyProtection && self.answers.is("order-by-police", "yes");
        if asked_by_police && police_protection_before(state).is_none() {
            return Err(RecordOrderRefusal::NoPoliceProtection);
        }
        let made = OrderMade { order: self.order, kind, asked_by_police, answers: self.answers.clone() };
        Ok(vec![Decided::when(self.from, made)])
    }
}

/// The latest time in police protection.
pub(crate) fn police_protection_before(state: &Protection) -> Option<&Order> {
    state.orders.iter().rev().find(|order| order.made.fact.kind == OrderKind::PoliceProtection)
}

/// An order was extended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderExtended {
    /// Which.
    pub order: Uuid,
    /// What was written.
    pub answers: Answers,
}

/// Record that an order was extended.
#[derive(Debug, Clone, Deserialize)]
pub struct ExtendOrder {
    /// The day from which the extension runs, which may lie ahead.
    pub from: Moment,
    /// What is known.
    pub answers: Answers,
}

refusals! {
    /// Why that cannot be recorded.
    ExtendOrderRefusal {
        NoneToExtend = "no emergency protection order runs that was not extended", "no-order-to-extend", "CA89 section 45(5) and (6): it is extended once";
        AfterItRanOut = "the order had run out by then", "order-extended-after", "CA89 section 45(4): a court extends an order that runs";
    }
}

impl Command for ExtendOrder {
    type Stream = Protection;
    type Refusal = ExtendOrderRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, ExtendOrderRefusal> {
        let mut running = state.running_orders();
        let extendable = running
            .find(|order| order.made.fact.kind == OrderKind::EmergencyProtection && order.extended.is_none());
        let order = extendable.ok_or(ExtendOrderRefusal::NoneToExtend)?.made.fact.order;
        // An extension follows the last day without a gap.
        let last = last_day(state, context.rules, order).and_then(|last| last.tomorrow().ok());
        if last.is_some_and(|last| self.from.date() > last) {
            return Err(ExtendOrderRefusal::AfterItRanOut);
        }
        Ok(vec![Decided::when(self.from, OrderExtended { order, answers: self.answers.clone() })])
    }
}

/// The last day of an order that runs, as the guidance counts it.
fn last_day(state: &Protection, rules: &Rules, order: Uuid) -> Option<Date> {
    let (milestones, facts) = milestones::of_protection(state);
    let key = order.to_string();
    let owed = rules.schedule(&milestones, &facts).into_iter();
    owed.filter(|owed| owed.key.as_deref() == Some(key.as_str()) && owed.stopped.is_none() && !owed.lapsed)
        .filter_map(|owed| owed.due.date())
        .min()
}

/// Everybody who must know of police protection was told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderToldOf {
    /// Of which.
    pub order: Uuid,
    /// Who, and what the child wants.
    pub answers: Answers,
}

/// Record that everybody was told.
#[derive(Debug, Clone, Deserialize)]
pub struct TellOfOrder(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    TellOfOrderRefusal {
        NothingToTell = "the child is not in police protection, or it was recorded already", "no-order-to-tell", "EM-02: everybody is told of police protection";
        WordsMissing = "say who was told, and what the child wants", "order-told-needs-words", "EM-02: both authorities, the child, the parents, a designated officer";
    }
}

impl Command for TellOfOrder {
    type Stream = Protection;
    type Refusal = TellOfOrderRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, TellOfOrderRefusal> {
        let untold =
            |order: &&Order| order.made.fact.kind == OrderKind::PoliceProtection && order.told.is_none();
        let order = state.orders.iter().rev().find(untold).ok_or(TellOfOrderRefusal::NothingToTell)?;
        if words(&self.0, "order-told-words").is_empty() {
            return Err(TellOfOrderRefusal::WordsMissing);
        }
        let order = order.made.fact.order;
        Ok(vec![Decided::now(context, OrderToldOf { order, answers: self.0.clone() })])
    }
}

/// A power or an order ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderEnded {
    /// Which.
    pub order: Uuid,
    /// What followed.
    pub answers: Answers,
}

/// Record that it ended.
#[derive(Debug, Clone, Deserialize)]
pub struct EndOrder {
    /// When.
    pub at: Moment,
    /// Which, and what followed.
    pub answers: Answers,
}

refusals! {
    /// Why that cannot be recorded so.
    EndOrderRefusal {
        NotRunning = "no power or order of this kind runs", "order-not-running", "what ends has begun";
        BeforeItBegan = "it cannot have ended before it began", "order-ended-before", "what ends has begun";
        InTheFuture = "it cannot have ended in the future", "held-in-future", "what happened is not what is planned";
        FollowsMissing = "say what followed", "order-needs-follows", "the child goes home, or another order or arrangement is in place";
    }
}

impl Command for EndOrder {
    type Stream = Protection;
    type Refusal = EndOrderRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, EndOrderRefusal> {
        let chosen = one(&self.answers, "order-end-kind");
        let named = OrderKind::ALL.iter().find(|(value, _)| chosen.as_deref() == Some(value));
        let mut running = state.running_orders();
        let order = running.find(|order| named.is_some_and(|(_, kind)| *kind == order.made.fact.kind));
        let order = order.ok_or(EndOrderRefusal::NotRunning)?;
        if dated::is_before(self.at, order.made.happened) {
            return Err(EndOrderRefusal::BeforeItBegan);
        }
        let late = match self.at {
            Moment::At(instant) => instant > context.now,
            Moment::On(date) => date > context.today(),
        };
        if late {
            return Err(EndOrderRefusal::InTheFuture);
        }
        if words(&self.answers, "order-end-follows").is_empty() {
            return Err(EndOrderRefusal::FollowsMissing);
        }
        let ended = OrderEnded { order: order.made.fact.order, answers: self.answers.clone() };
        Ok(vec![Decided::when(self.at, ended)])
    }
}

pub(super) fn apply(state: &mut Protection, recorded: &Recorded<ProtectionEvent>) {
    let find =
        |state: &mut Protection, id: Uuid| state.orders.iter().position(|order| order.made.fact.order == id);
    match recorded.event.clone() {
        ProtectionEvent::OrderMade(fact) => {
            let made = noted(recorded, fact);
            state.orders.push(Order { made, extended: None, told: None, ended: None });
        }
        ProtectionEvent::OrderExtended(fact) => {
            if let Some(at) = find(state, fact.order) {
                state.orders[at].extended = Some(noted(recorded, fact));
            }
        }
        ProtectionEvent::OrderToldOf(fact) => {
            if let Some(at) = find(state, fact.order) {
                state.orders[at].told = Some(noted(recorded, fact));
            }
        }
        ProtectionEvent::OrderEnded(fact) => {
            if let Some(at) = find(state, fact.order) {
                state.orders[at].ended = Some(noted(recorded, fact));
            }
        }
        _ => {}
    }
}
