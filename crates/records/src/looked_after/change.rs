//! Each change of legal footing or of home begins a new episode, with its reason; and being looked after ends once.

use forms::Answers;
use jiff::civil::Date;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::begin::offered;
use super::{Because, Care, CareBegan, Episode, LookedAfter, LookedAfterEvent, Placement};
use crate::protection::ask::{day_until_now, words};
use crate::refusal::refusals;
use crate::request::Noted;
use crate::stream::{Command, Context, Decided};

/// The reason for ending that the form lists for a death.
const DIED: &str = "e2";

/// Another legal footing, another home, or both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EpisodeBegan {
    /// The legal footing from now on, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal: Option<String>,
    /// The home from now on, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Home>,
    /// What was written.
    pub answers: Answers,
}

/// Another home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// Its identifier.
    pub placement: Uuid,
    /// The kind, as the form lists it.
    pub place: String,
    /// Who provides it, as the form lists it.
    pub provider: String,
    /// The kind by which the rules on visits go, as the guidance names it.
    pub rule: String,
    /// Whether the same person cares for the child as before.
    pub same_carer: bool,
    /// Why the last home ended, as the form lists it.
    pub because: String,
}

/// Record a change.
#[derive(Debug, Clone, Deserialize)]
pub struct ChangeEpisode {
    /// The identifier of the new home, where there is one.
    pub placement: Uuid,
    /// What was written.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot be recorded so.
    ChangeEpisodeRefusal {
        NotLookedAfter = "the child is not looked after", "care-none", "an episode is one of a time of being looked after";
        NothingChanges = "neither the legal footing nor the home is another", "episode-same", "a new episode begins where the legal footing or the home changes";
        HomeIncomplete = "the new home is not described", "episode-home-incomplete", "each home has its kind, its provider, its rule on visits and why the last one ended";
        InTheFuture = "it cannot have happened in the future", "held-in-future", "what happened is not what is planned";
        BeforeTheLast = "the last episode began later", "episode-before-the-last", "episodes follow one another";
        WhyMissing = "say what happened, and what the child thinks of it", "episode-why-missing", "each change has its reason";
    }
}

impl Command for ChangeEpisode {
    type Stream = LookedAfter;
    type Refusal = ChangeEpisodeRefusal;

    fn decide(
        &self,
        state: &LookedAfter,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<LookedAfterEvent>>, ChangeEpisodeRefusal> {
        let care = state.care().ok_or(ChangeEpisodeRefusal::NotLookedAfter)?;
        let on =
            day_until_now(&self.answers, "change-on", context).ok_or(ChangeEpisodeRefusal::InTheFuture)?;
        let latest = care.episodes.last();
        if latest.is_some_and(|latest| on < latest.from) {
            return Err(ChangeEpisodeRefusal::BeforeTheLast);
        }
        let chosen = |question: &str| offered(context, &self.answers, question);
        let legal = chosen("change-legal").filter(|legal| latest.is_none_or(|last| last.legal != *legal));
        let home = match chosen("change-place") {
            None => None,
            Some(place) => {
                let described = || {
                    Some(Home {
                        placement: self.placement,
                        place,
                        provider: chosen("change-provider")?,
                        rule: chosen("change-rule")?,
                        same_carer: self.answers.is("change-carer", "yes"),
                        because: chosen("change-because")?,
                    })
                };
                Some(described().ok_or(ChangeEpisodeRefusal::HomeIncomplete)?)
            }
        };
        if legal.is_none() && home.is_none() {
            return Err(ChangeEpisodeRefusal::NothingChanges);
        }
        if words(&self.answers, "change-why").is_empty() {
            return Err(ChangeEpisodeRefusal::WhyMissing);
        }
        Ok(vec![Decided::when(Moment::On(on), EpisodeBegan { legal, home, answers: self.answers.clone() })])
    }
}

/// The child is not looked after any more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CareEnded {
    /// Which time.
    pub care: Uuid,
    /// Why, as the form lists it.
    pub reason: String,
    /// What was written.
    pub answers: Answers,
}

impl CareEnded {
    /// Whether the child died.
    pub fn died(&self) -> bool {
        self.reason == DIED
    }
}

/// Record that it ended.
#[derive(Debug, Clone, Deserialize)]
pub struct EndCare(pub Answers);

refusals! {
    /// Why it cannot end so.
    EndCareRefusal {
        NotLookedAfter = "the child is not looked after", "care-none", "what ends has begun";
        ChangeUnreviewed = "a change of the care plan waits for its review", "care-change-unreviewed", "LA-10: a review comes before what matters changes, or it is recorded why not";
        InTheFuture = "it cannot have happened in the future", "held-in-future", "what happened is not what is planned";
        BeforeTheLast = "the last episode began later", "episode-before-the-last", "episodes follow one another";
        ReasonMissing = "say why", "care-end-no-reason", "the return asks why it ended";
        ToMissing = "say where the child lives now", "care-end-no-home", "nobody leaves care into nothing";
    }
}

impl Command for EndCare {
    type Stream = LookedAfter;
    type Refusal = EndCareRefusal;

    fn decide(
        &self,
        state: &LookedAfter,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<LookedAfterEvent>>, EndCareRefusal> {
        let care = state.care().ok_or(EndCareRefusal::NotLookedAfter)?;
        let on = day_until_now(&self.0, "end-on", context).ok_or(EndCareRefusal::InTheFuture)?;
        if care.episodes.last().is_some_and(|latest| on < latest.from) {
            return Err(EndCareRefusal::BeforeTheLast);
        }
        let reason = offered(context, &self.0, "end-reason").ok_or(EndCareRefusal::ReasonMissing)?;
        let ended = CareEnded { care: care.began.fact.care, reason, answers: self.0.clone() };
        if !ended.died() {
            if state.open_proposal().is_some() {
                return Err(EndCareRefusal::ChangeUnreviewed);
            }
            if words(&self.0, "end-to").is_empty() {
                return Err(EndCareRefusal::ToMissing);
            }
        }
        Ok(vec![Decided::when(Moment::On(on), ended)])
    }
}

fn miles(answers: &Answers, question: &str) -> Option<i64> {
    match answers.get(question) {
        Some(forms::Answer::Number(miles)) => Some(*miles),
        _ => None,
    }
}

/// A time of being looked after, with its first episode and home.
pub(super) fn begun(began: Noted<CareBegan>) -> Care {
    let (from, fact) = (began.happened.date(), &began.fact);
    let because = Because { began: true, ..Because::default() };
    let episodes = vec![Episode { from, legal: fact.legal.clone(), placement: fact.placement, because }];
    let placements = vec![Placement {
        id: fact.placement,
        place: fact.place.clone(),
        provider: fact.provider.clone(),
        rule: fact.rule.clone(),
        miles: miles(&fact.answers, "begin-miles"),
        from,
        until: None,
        because: None,
    }];
    Care { began, episodes, placements, ended: None }
}

/// The last home ended.
pub(super) fn close(care: &mut Care, on: Date, because: Option<String>) {
    if let Some(home) = care.placements.last_mut() {
        home.until = Some(on);
        home.because = because;
    }
}

/// Another episode began.
pub(super) fn add(care: &mut Care, began: &Noted<EpisodeBegan>) {
    let (from, fact) = (began.happened.date(), &began.fact);
    let Some(last) = care.episodes.last().cloned() else { return };
    let (mut placement, mut because) = (last.placement, Because::default());
    because.legal = fact.legal.is_some();
    if let Some(home) = &fact.home {
        close(care, from, Some(home.because.clone()));
        (because.home, because.carer, placement) = (true, !home.same_carer, home.placement);
        care.placements.push(Placement {
            id: home.placement,
            place: home.place.clone(),
            provider: home.provider.clone(),
            rule: home.rule.clone(),
            miles: miles(&fact.answers, "change-miles"),
            from,
            until: None,
            because: None,
        });
    }
    let legal = fact.legal.clone().unwrap_or(last.legal);
    care.episodes.push(Episode { from, legal, placement, because });
}
