//! What happens on the journey after a decision, beside the assessments: help that comes or does not, reviews, notices,
//! assessments of others, growing up, pauses, endings.

use kernel::Moment;
use uuid::Uuid;

use super::delivery::missed;
use super::{
    AdulthoodRecorded, Assessment, ChangeNotified, Child, DutyAnswered, EndingNotified, Gap, GapAnswered,
    LinkedAssessment, Missed, ResourcesDecided, ReviewAsked, ReviewHeld, Service, ServiceStarted,
    SupportEnded, SupportPaused, SupportResumed,
};
use crate::request::Noted;

/// The journey beside the assessments.
#[derive(Debug, Clone, Default)]
pub struct Journey {
    /// Services that started.
    pub starts: Vec<Noted<ServiceStarted>>,
    /// Help that did not come.
    pub gaps: Vec<Gap>,
    /// Notices that a service will be less or end.
    pub changes: Vec<Noted<ChangeNotified>>,
    /// Reviews that were asked for.
    pub reviews_asked: Vec<Noted<ReviewAsked>>,
    /// Reviews.
    pub reviews: Vec<Noted<ReviewHeld>>,
    /// Assessments beside the child's own.
    pub linked: Vec<LinkedAssessment>,
    /// Steps towards adult life.
    pub adulthood: Vec<Noted<AdulthoodRecorded>>,
    /// Duties that were answered in words.
    pub answered: Vec<Noted<DutyAnswered>>,
    /// When it was put on hold.
    pub paused: Vec<Noted<SupportPaused>>,
    /// When it was taken up again.
    pub resumed: Vec<Noted<SupportResumed>>,
    /// Notices that support will end.
    pub endings: Vec<Noted<EndingNotified>>,
    /// Endings.
    pub ended: Vec<Noted<SupportEnded>>,
}

impl Journey {
    /// When a service started.
    pub fn started(&self, service: Uuid) -> Option<&Noted<ServiceStarted>> {
        self.starts.iter().find(|started| started.fact.service == service)
    }

    /// A gap by its identifier.
    pub fn gap(&self, gap: Uuid) -> Option<&Gap> {
        self.gaps.iter().find(|known| known.reported.fact.gap == gap)
    }

    /// An assessment beside the child's own, by its identifier.
    pub fn linked(&self, linked: Uuid) -> Option<&LinkedAssessment> {
        self.linked.iter().find(|known| known.first().fact.linked == linked)
    }

    /// What was missed of a service until now.
    pub fn missed(&self, service: Uuid) -> Missed {
        missed(&self.gaps, service)
    }

    pub(super) fn answer_gap(&mut self, answer: Noted<GapAnswered>) {
        let gap = self.gaps.iter_mut().find(|known| known.reported.fact.gap == answer.fact.gap);
        if let Some(gap) = gap {
            gap.remedied = Some(answer);
        }
    }
}

/// A state or a mark of the journey. Several stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Episode {
    /// Help in the meantime was decided.
    Interim,
    /// The first assessment is open.
    Assessing,
    /// A new assessment is open, and the help of the plan goes on.
    Reassessing,
    /// There is a plan, and it is carried out.
    Active,
    /// A review was asked for.
    ReviewAsked,
    /// Help of the plan did not come, and that has no answer yet.
    Gap,
    /// It is linked with an education, health and care plan.
    EhcLinked,
    /// Another person's assessment is under way.
    Linked,
    /// The way into adult life has begun.
    Adulthood,
    /// The family put it on hold.
    Paused,
    /// A service will be less or end.
    ChangeNotified,
    /// Support will end.
    Ending,
    /// Support has ended.
    Ended,
}

impl Episode {
    /// The name that messages use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Interim => "interim",
            Self::Assessing => "assessing",
            Self::Reassessing => "reassessing",
            Self::Active => "active",
            Self::ReviewAsked => "review-asked",
            Self::Gap => "gap",
            Self::EhcLinked => "ehc-linked",
            Self::Linked => "linked",
            Self::Adulthood => "adulthood",
            Self::Paused => "paused",
            Self::ChangeNotified => "change-notified",
            Self::Ending => "ending",
            Self::Ended => "ended",
        }
    }
}

/// The kind of assessment that is advice for an education, health and care plan.
pub(crate) const EHC_ADVICE: &str = "ehc-advice";

impl Child {
    /// The last assessment that was decided: its decisions stand until the next.
    pub fn decided(&self) -> Option<&Assessment> {
        let all = std::iter::once(&self.assessment).chain(self.earlier.iter().rev());
        all.into_iter().find(|assessment| assessment.signed_off.is_some())
    }

    /// A service of the plan that stands.
    pub fn service(&self, service: Uuid) -> Option<&Service> {
        self.plan()?.fact.services.iter().find(|known| known.service == service)
    }

    /// The notice that support will end, of this time of support.
    pub fn ending(&self) -> Option<&Noted<EndingNotified>> {
        self.journey.endings.iter().rfind(|notice| self.assessment.reaches(notice))
    }

    /// When this time of support ended.
    pub fn ended(&self) -> Option<&Noted<SupportEnded>> {
        self.journey.ended.iter().rfind(|ended| self.assessment.reaches(ended))
    }

    /// Whether support has ended and nobody has come back since.
    pub fn is_ended(&self) -> bool {
        self.ended().is_some()
    }

    /// Whether an assessment is under way.
    pub fn is_assessing(&self) -> bool {
        self.assessment.is_open() && !self.is_ended()
    }

    /// When the assessment at hand was put on hold, as long as it is.
    pub fn paused(&self) -> Option<&Noted<SupportPaused>> {
        let paused = self.journey.paused.last().filter(|paused| self.assessment.reaches(paused))?;
        let resumed = self.journey.resumed.last().is_some_and(|resumed| resumed.at >= paused.at);
        (self.is_assessing() && !resumed).then_some(paused)
    }

    pub(super) fn decide_resources(&mut self, fact: Noted<ResourcesDecided>) {
        let all = std::iter::once(&mut self.assessment).chain(self.earlier.iter_mut().rev());
        let decided = all.into_iter().find(|assessment| assessment.signed_off.is_some());
        if let Some(decided) = decided {
            decided.resources.push(fact);
        }
    }

    /// The states and marks that stand side by side, each with the moment from which it stands.
    pub fn episodes(&self) -> Vec<(Episode, Moment)> {
        let mut found = Vec::new();
        let Some(opened) = &self.assessment.opened else { return found };
        if let Some(ended) = self.ended() {
            found.push((Episode::Ended, Moment::At(ended.at)));
            return found;
        }
        if let Some(at) = opened.fact.settled.get("interim.decided").filter(|_| self.plan().is_none()) {
            found.push((Episode::Interim, *at));
        }
        if self.assessment.is_open() {
            let episode = if self.earlier.is_empty() { Episode::Assessing } else { Episode::Reassessing };
            found.push((episode, Moment::At(opened.at)));
        }
        if let Some(plan) = self.plan() {
            found.push((Episode::Active, Moment::At(plan.at)));
        }
        let journey = &self.journey;
        if let Some(asked) = journey.reviews_asked.last() {
            let held = journey.reviews.last().is_some_and(|held| held.at >= asked.at);
            found.extend((!held).then_some((Episode::ReviewAsked, Moment::At(asked.at))));
        }
        let gap = journey.gaps.iter().find(|gap| gap.remedied.is_none());
        found.extend(gap.map(|gap| (Episode::Gap, Moment::At(gap.reported.at))));
        let ehc = journey.linked.iter().find(|linked| linked.first().fact.kind == EHC_ADVICE);
        match ehc {
            Some(linked) => found.push((Episode::EhcLinked, Moment::At(linked.first().at))),
            None if opened.fact.ehc_advice => found.push((Episode::EhcLinked, Moment::At(opened.at))),
            None => {}
        }
        let other = journey
            .linked
            .iter()
            .find(|linked| linked.first().fact.kind != EHC_ADVICE && linked.answer().is_none());
        found.extend(other.map(|linked| (Episode::Linked, Moment::At(linked.first().at))));
        let grown = journey.adulthood.first();
        found.extend(grown.map(|step| (Episode::Adulthood, Moment::At(step.at))));
        if let Some(paused) = self.paused() {
            found.push((Episode::Paused, Moment::At(paused.at)));
        }
        if let Some(change) =
            self.plan().and_then(|plan| journey.changes.iter().rfind(|each| each.at >= plan.at))
        {
            found.push((Episode::ChangeNotified, Moment::At(change.at)));
        }
        if let Some(ending) = self.ending() {
            found.push((Episode::Ending, Moment::At(ending.at)));
        }
        found
    }
}
