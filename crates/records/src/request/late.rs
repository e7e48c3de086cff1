//! A date that the asker was shown was missed: they hear so at once, and once for each date.

use guidance::{Rules, Scheduled};
use jiff::Timestamp;

use super::{LetterIssued, Request, RequestEvent, Route};
use crate::child::{LateTold, MissedDate};
use crate::milestones;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};
use serde::Deserialize;

/// The dates of a request that the asker was shown, that were missed, and that nobody has told them of yet. Once support
/// is confirmed the clocks go on in the child's record.
pub fn missed(request: &Request, rules: &Rules, now: Timestamp) -> Vec<(MissedDate, Scheduled)> {
    if request.route.as_ref().is_some_and(|route| route.fact.route == Route::Support) {
        return Vec::new();
    }
    let (milestones, facts) = milestones::of_request(request);
    let told = request.told_late.iter().map(|told| &told.fact);
    crate::child::untold(rules.schedule(&milestones, &facts), told, now)
}

/// Tell the asker that dates were missed.
#[derive(Debug, Clone, Deserialize)]
pub struct TellLate {
    /// Which dates.
    pub missed: Vec<MissedDate>,
    /// The letter to the asker.
    pub letter: LetterIssued,
}

refusals! {
    /// Why a letter that says that we are late is not sent.
    TellLateRefusal {
        NothingReceived = "there is no request", "no-request", "a letter answers a request";
        NotMissed = "the date was not missed, or the asker was told of it already", "late-not-missed", "a missed date is told of once, when it is missed";
        SomebodyElse = "a letter about a request goes to the person who asked", "letter-somebody-else", "nothing one person says is shown to another by default";
    }
}

impl Command for TellLate {
    type Stream = Request;
    type Refusal = TellLateRefusal;

    fn decide(
        &self,
        state: &Request,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<RequestEvent>>, TellLateRefusal> {
        let asker = state.described_asker().ok_or(TellLateRefusal::NothingReceived)?;
        if asker.person != self.letter.to {
            return Err(TellLateRefusal::SomebodyElse);
        }
        let open = missed(state, context.rules, context.now);
        let is_open = |wanted: &MissedDate| open.iter().any(|(missed, _)| missed == wanted);
        if self.missed.is_empty() || !self.missed.iter().all(is_open) {
            return Err(TellLateRefusal::NotMissed);
        }
        let told = LateTold { missed: self.missed.clone(), letters: vec![self.letter.letter] };
        Ok(vec![Decided::now(context, self.letter.clone()), Decided::now(context, told)])
    }
}
