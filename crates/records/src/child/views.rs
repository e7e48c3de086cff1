//! The child's own views: each in the child's own way and terms, what was done about it, and when the child was told.
//!
//! What a child says belongs to the child: who else may read it is the child's choice. A wish to speak to somebody alone
//! is the child's right and says nothing about the parents.

mod answer;
mod record;
mod wish;

use guidance::Milestone;
use kernel::Moment;
use uuid::Uuid;

pub use answer::{
    AnswerView, AnswerViewRefusal, CopyGiven, GiveCopy, GiveCopyRefusal, TellView, TellViewRefusal,
    ViewAnswered, ViewOutcome, ViewTold,
};
pub use record::{
    RecordNotObtained, RecordNotObtainedRefusal, RecordView, RecordViewRefusal, SayMyself, SayMyselfRefusal,
    ViewRecorded, ViewsNotObtained, WAYS, WHO_MAY_READ,
};
pub use wish::{
    FollowWish, FollowWishRefusal, RecordWish, RecordWishRefusal, WishFollowed, WishRecorded, WishStep,
};

use super::{Assessment, Child, ChildEvent};
use crate::milestones::passed_for;
use crate::request::{Noted, noted};
use crate::stream::Recorded;

/// All that a child said, and what became of it.
#[derive(Debug, Clone, Default)]
pub struct Views {
    /// What was said or shown, in order of writing.
    pub said: Vec<View>,
    /// Why views could not be found out, what was tried and what is tried next; oldest first.
    pub not_obtained: Vec<Noted<ViewsNotObtained>>,
    /// Copies that the child was given, oldest first.
    pub copies: Vec<Noted<CopyGiven>>,
    /// Wishes to speak to somebody alone, in order.
    pub wishes: Vec<Wish>,
}

/// One thing that a child said or showed.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// What, how, with whom.
    pub recorded: Noted<ViewRecorded>,
    /// What was done about it, the newest last.
    pub answered: Vec<Noted<ViewAnswered>>,
    /// When the child was told, the newest last.
    pub told: Vec<Noted<ViewTold>>,
}

/// A wish to speak to somebody alone, and each step that followed.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// The wish.
    pub recorded: Noted<WishRecorded>,
    /// What followed, in order.
    pub steps: Vec<Noted<WishFollowed>>,
}

impl View {
    /// Its identifier.
    pub fn id(&self) -> Uuid {
        self.recorded.fact.view
    }

    /// Whether the child agreed that the family reads it.
    pub fn is_for_family(&self) -> bool {
        self.recorded.fact.answers.is(WHO_MAY_READ, "family-too")
    }

    /// Whether the child was told of the latest answer.
    pub fn is_told(&self) -> bool {
        let answered = self.answered.last().map(|answered| answered.at);
        answered.is_some() && answered <= self.told.last().map(|told| told.at)
    }
}

impl Wish {
    /// Its identifier.
    pub fn id(&self) -> Uuid {
        self.recorded.fact.wish
    }

    /// Whether a step was taken.
    pub fn has(&self, step: WishStep) -> bool {
        self.steps.iter().any(|taken| taken.fact.step == step)
    }

    /// Whether nothing more is to be done for the child to be heard.
    pub fn is_settled(&self) -> bool {
        self.has(WishStep::Honoured) || self.has(WishStep::Withdrawn)
    }
}

impl Views {
    /// A view by its identifier.
    pub fn view(&self, id: Uuid) -> Option<&View> {
        self.said.iter().find(|view| view.id() == id)
    }

    /// A wish by its identifier.
    pub fn wish(&self, id: Uuid) -> Option<&Wish> {
        self.wishes.iter().find(|wish| wish.id() == id)
    }

    /// What was said for this assessment.
    pub fn of<'a>(&'a self, assessment: &'a Assessment) -> impl Iterator<Item = &'a View> {
        self.said.iter().filter(|view| assessment.reaches(&view.recorded))
    }

    /// Folds one event of the child's stream, where it is about the child's views.
    pub(super) fn apply(&mut self, recorded: &Recorded<ChildEvent>) {
        match recorded.event.clone() {
            ChildEvent::ViewRecorded(fact) => {
                let recorded = noted(recorded, fact);
                self.said.push(View { recorded, answered: Vec::new(), told: Vec::new() });
            }
            ChildEvent::ViewAnswered(fact) => {
                self.change(fact.view, |view| view.answered.push(noted(recorded, fact)));
            }
            ChildEvent::ViewTold(fact) => {
                self.change(fact.view, |view| view.told.push(noted(recorded, fact)));
            }
            ChildEvent::ViewsNotObtained(fact) => self.not_obtained.push(noted(recorded, fact)),
            ChildEvent::CopyGiven(fact) => self.copies.push(noted(recorded, fact)),
            ChildEvent::WishRecorded(fact) => {
                self.wishes.push(Wish { recorded: noted(recorded, fact), steps: Vec::new() });
            }
            ChildEvent::WishFollowed(fact) => {
                if let Some(wish) = self.wishes.iter_mut().find(|wish| wish.id() == fact.wish) {
                    wish.steps.push(noted(recorded, fact));
                }
            }
            _ => {}
        }
    }

    fn change(&mut self, id: Uuid, change: impl FnOnce(&mut View)) {
        if let Some(view) = self.said.iter_mut().find(|view| view.id() == id) {
            change(view);
        }
    }

    /// What the duty engine is told of the views.
    pub(crate) fn milestones(&self) -> Vec<Milestone> {
        let mut milestones = Vec::new();
        for view in &self.said {
            let key = view.id();
            let passed = |name: &str, at| passed_for(name, key, Moment::At(at));
            milestones.push(passed("view.recorded", view.recorded.at));
            milestones.extend(view.answered.iter().map(|answered| passed("view.answered", answered.at)));
            milestones.extend(view.told.iter().map(|told| passed("view.told", told.at)));
        }
        for wish in &self.wishes {
            let key = wish.id();
            milestones.push(passed_for("wish.recorded", key, Moment::At(wish.recorded.at)));
            let steps = wish.steps.iter();
            milestones
                .extend(steps.map(|step| passed_for(step.fact.step.milestone(), key, Moment::At(step.at))));
        }
        milestones
    }
}

impl Child {
    /// What the child said for the assessment at hand.
    pub fn views_now(&self) -> impl Iterator<Item = &View> {
        self.views.of(&self.assessment)
    }

    /// Whether the child's views were found out for the assessment at hand, or it stands why not.
    pub fn views_are_known(&self) -> bool {
        let met = self.assessment.met.iter().any(|met| !met.fact.views.trim().is_empty());
        let tried = self.views.not_obtained.iter().any(|tried| self.assessment.reaches(tried));
        met || tried || self.views_now().next().is_some()
    }

    /// Whether it stands for each view of the assessment at hand what was done about it.
    pub fn views_are_considered(&self) -> bool {
        self.views_now().all(|view| !view.answered.is_empty())
    }

    /// M-15: whether the child's views in an assessment were heard by a way in which this child communicates. Unknown
    /// while nobody has written down how the child communicates, or no view was recorded.
    pub fn heard_by_own_way(&self, assessment: &Assessment) -> Option<bool> {
        let standing = self
            .entries
            .iter()
            .rev()
            .find(|entry| entry.question == record::COMMUNICATES_BY && entry.struck_out.is_none());
        let own: Vec<&str> = standing.map(|entry| entry.current().answer.chosen())?;
        let views: Vec<&View> = self.views.of(assessment).collect();
        let is_own = |way: &str| record::is_own_way(way, &own);
        let heard = |view: &&View| view.recorded.fact.ways().into_iter().any(is_own);
        (!views.is_empty()).then(|| views.iter().any(heard))
    }

    /// M-07: the sections of an assessment that the request did not open, each with the reason that the family reads.
    pub fn opened_with_reason<'a>(
        &self,
        assessment: &'a Assessment,
    ) -> impl Iterator<Item = &'a Noted<super::SectionOpened>> {
        assessment.sections.iter()
    }
}
