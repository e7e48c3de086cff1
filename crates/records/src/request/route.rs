//! The route: a navigator proposes, a social-work-qualified manager confirms or returns it.

use guidance::Level;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Request, RequestEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Where the request goes. There is no way from here to safeguarding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// A support assessment.
    Support,
    /// Information and advice, which is what was asked for.
    Information,
    /// Not taken up; every criterion and reason is in the letter.
    NotTakenUp,
}

/// Which record the request will belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChildLink {
    /// A record that begins now, under this identifier.
    New(Uuid),
    /// A record that exists.
    Existing(Uuid),
}

impl ChildLink {
    /// The record's identifier.
    pub fn child(self) -> Uuid {
        match self {
            Self::New(child) | Self::Existing(child) => child,
        }
    }
}

/// A route was proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RouteProposed {
    /// Where to.
    pub route: Route,
    /// How deep the assessment is. A family may always ask for a full one.
    pub level: Level,
    /// Why, in words the family reads.
    pub why: String,
    /// Which child's record, on the support route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<ChildLink>,
}

/// Propose a route.
#[derive(Debug, Clone, Deserialize)]
pub struct ProposeRoute(pub RouteProposed);

refusals! {
    /// Why a route cannot be proposed.
    ProposeRouteRefusal {
        NotOpen = "the request is not open", "not-open", "a route is decided once";
        NotTriaged = "the triage questions are not answered", "not-triaged", "triage questions T1 to T9 come before the route";
        WhyMissing = "say why, in words the family will read", "why-missing", "OB-06: a decision has its reasons";
        NoChild = "say which child's record this belongs to", "no-child", "the support route belongs to a child's record";
        AskerNotConfirmed = "nobody has confirmed who the asker is", "asker-not-confirmed", "a code opens a record only after a navigator confirmed who holds it";
        DisabledChildNotTakenUp = "a child who is or may be disabled is a child in need: a support assessment cannot be refused here", "disabled-not-taken-up", "Children Act 1989 section 17(10)(c)";
    }
}

impl Command for ProposeRoute {
    type Stream = Request;
    type Refusal = ProposeRouteRefusal;

    fn decide(
        &self,
        state: &Request,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<RequestEvent>>, ProposeRouteRefusal> {
        if !state.is_open() {
            return Err(ProposeRouteRefusal::NotOpen);
        }
        let Some(triage) = state.latest_triage() else {
            return Err(ProposeRouteRefusal::NotTriaged);
        };
        if self.0.why.trim().is_empty() {
            return Err(ProposeRouteRefusal::WhyMissing);
        }
        match self.0.route {
            Route::Support if self.0.link.is_none() => return Err(ProposeRouteRefusal::NoChild),
            Route::Support if state.asker.is_none() => return Err(ProposeRouteRefusal::AskerNotConfirmed),
            Route::NotTakenUp if triage.fact.disabled != super::YesNoUnsure::No => {
                return Err(ProposeRouteRefusal::DisabledChildNotTakenUp);
            }
            _ => {}
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// A manager returned the proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteReturned {
    /// What to look at again.
    pub why: String,
}

/// Return the proposal to the navigator.
#[derive(Debug, Clone, Deserialize)]
pub struct ReturnRoute(pub RouteReturned);

refusals! {
    /// Why a proposal cannot be returned.
    ReturnRouteRefusal {
        NothingProposed = "no route is proposed", "nothing-proposed", "a route is proposed before it is confirmed";
        NotAManager = "only a social-work-qualified manager decides the route", "not-a-manager", "AS-06: a social-work-qualified manager decides";
        WhyMissing = "say what to look at again", "why-missing", "each decision has its reason";
    }
}

impl Command for ReturnRoute {
    type Stream = Request;
    type Refusal = ReturnRouteRefusal;

    fn decide(
        &self,
        state: &Request,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<RequestEvent>>, ReturnRouteRefusal> {
        if !state.is_open() || state.proposed.is_none() {
            return Err(ReturnRouteRefusal::NothingProposed);
        }
        if !context.partnership.is_social_work_manager(context.author.person) {
            return Err(ReturnRouteRefusal::NotAManager);
        }
        if self.0.why.trim().is_empty() {
            return Err(ReturnRouteRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// The route was confirmed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RouteConfirmed {
    /// Where to.
    pub route: Route,
    /// How deep the assessment is.
    pub level: Level,
    /// Why.
    pub why: String,
    /// The child's record, on the support route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<Uuid>,
}

/// Confirm the route.
#[derive(Debug, Clone, Deserialize)]
pub struct ConfirmRoute;

refusals! {
    /// Why a route cannot be confirmed.
    ConfirmRouteRefusal {
        NothingProposed = "no route is proposed", "nothing-proposed", "a route is proposed before it is confirmed";
        NotAManager = "only a social-work-qualified manager confirms the route", "not-a-manager", "AS-06: a social-work-qualified manager decides";
        SamePerson = "the person who proposed the route cannot confirm it", "same-person", "two people decide the route";
        DisabledChildNotTakenUp = "a child who is or may be disabled is a child in need: a support assessment cannot be refused here", "disabled-not-taken-up", "Children Act 1989 section 17(10)(c)";
    }
}

impl Command for ConfirmRoute {
    type Stream = Request;
    type Refusal = ConfirmRouteRefusal;

    fn decide(
        &self,
        state: &Request,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<RequestEvent>>, ConfirmRouteRefusal> {
        let proposed = match &state.proposed {
            Some(proposed) if state.is_open() => &proposed.fact,
            _ => return Err(ConfirmRouteRefusal::NothingProposed),
        };
        if !context.partnership.is_social_work_manager(context.author.person) {
            return Err(ConfirmRouteRefusal::NotAManager);
        }
        if state.proposer() == context.author.person {
            return Err(ConfirmRouteRefusal::SamePerson);
        }
        // The triage may have been answered anew since the route was proposed.
        let disabled =
            state.latest_triage().is_none_or(|triage| triage.fact.disabled != super::YesNoUnsure::No);
        if proposed.route == Route::NotTakenUp && disabled {
            return Err(ConfirmRouteRefusal::DisabledChildNotTakenUp);
        }
        let confirmed = RouteConfirmed {
            route: proposed.route,
            level: proposed.level,
            why: proposed.why.clone(),
            child: proposed.link.map(ChildLink::child),
        };
        Ok(vec![Decided::now(context, confirmed)])
    }
}
