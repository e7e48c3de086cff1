//! The letters of an assessment in easy read.

use documents::Symbol;
use guidance::full_date;
use records::child::{Decision, EasyIdea, NeedRecorded, Plan};

use super::Letters;
use crate::letters::Ideas;

/// What is said of a need, by the decision on it.
struct Said {
    meet: &'static str,
    met_already: &'static str,
    not_necessary: &'static str,
    unmet: &'static str,
}

const DRAFT: Said = Said {
    meet: "letter-easy-draft-meet",
    met_already: "letter-easy-draft-met-already",
    not_necessary: "letter-easy-draft-not-necessary",
    unmet: "letter-easy-draft-unmet",
};
const DECIDED: Said = Said {
    meet: "letter-easy-decided-meet",
    met_already: "letter-easy-decided-met-already",
    not_necessary: "letter-easy-decided-not-necessary",
    unmet: "letter-easy-decided-unmet",
};

impl Letters<'_> {
    pub(in super::super) fn ideas(&self) -> Ideas<'_> {
        Ideas::new(self.words, self.child.called())
    }

    /// Whom to ring, the ways to disagree.
    pub(in super::super) fn easy_ways(&self, ideas: Ideas<'_>) -> Vec<EasyIdea> {
        let settings = self.rules.protocol().settings();
        ideas.ring(&self.signer.name, &self.signer.telephone).ways(settings).finish()
    }

    /// Whom to ring: for letters with nothing to challenge.
    pub(in super::super) fn easy_ring(&self, ideas: Ideas<'_>) -> Vec<EasyIdea> {
        ideas.ring(&self.signer.name, &self.signer.telephone).finish()
    }

    pub(super) fn easy_allocated(
        &self,
        assessor: &str,
        telephone: &str,
        adviser: Option<&str>,
    ) -> Vec<EasyIdea> {
        let ideas = self.ideas().with(Symbol::Person, "letter-easy-lead", &[("name", assessor)]);
        let ideas = match adviser {
            Some(adviser) => ideas.with(
                Symbol::Help,
                "letter-easy-lead-adviser",
                &[("name", assessor), ("adviser", adviser)],
            ),
            None => ideas,
        };
        ideas
            .ring(assessor, telephone)
            .idea(Symbol::Home, "letter-easy-lead-ask")
            .idea(Symbol::Choose, "letter-easy-lead-place")
            .idea(Symbol::Choose, "letter-easy-route-skip")
            .with(Symbol::Say, "letter-easy-lead-change", &[("name", assessor)])
            .finish()
    }

    pub(super) fn easy_draft(&self) -> Vec<EasyIdea> {
        let ideas = self
            .ideas()
            .idea(Symbol::Paper, "letter-easy-draft")
            .idea(Symbol::Clock, "letter-easy-draft-not-decided")
            .each(&self.child.assessment.needs, |ideas, need| easy_need(ideas, &need.current().fact, &DRAFT))
            .idea(Symbol::Paper, "letter-easy-draft-read")
            .idea(Symbol::Say, "letter-easy-draft-wrong")
            .idea(Symbol::Say, "letter-easy-draft-missing");
        let ideas = match self.comments_until() {
            Some(until) => {
                ideas.with(Symbol::Date, "letter-easy-draft-until", &[("date", &full_date(until))])
            }
            None => ideas,
        };
        ideas
            .idea(Symbol::Clock, "letter-easy-draft-longer")
            .ring(&self.signer.name, &self.signer.telephone)
            .idea(Symbol::Yes, "letter-easy-help-goes-on")
            .finish()
    }

    pub(super) fn easy_decision(&self) -> Vec<EasyIdea> {
        let ideas = self.ideas().each(&self.child.assessment.needs, |ideas, need| {
            let need = &need.current().fact;
            let ideas = easy_need(ideas, need, &DECIDED);
            let ideas = if need.met_by.is_empty() {
                ideas
            } else {
                ideas.with(Symbol::Help, "letter-easy-decided-what", &[("what", &need.met_by)])
            };
            ideas.with(Symbol::Question, "letter-easy-why", &[("why", &need.why)])
        });
        self.easy_ways(ideas.idea(Symbol::Paper, "letter-easy-decided-next"))
    }

    pub(super) fn easy_plan(&self, plan: &Plan) -> Vec<EasyIdea> {
        let ideas = self.ideas().idea(Symbol::Paper, "letter-easy-plan");
        let ideas = ideas.each(&plan.services, |ideas, service| {
            ideas
                .with(Symbol::Help, "letter-easy-plan-what", &[("what", &service.what)])
                .with(Symbol::Clock, "letter-easy-plan-amount", &[("amount", &service.amount)])
                .with(Symbol::Person, "letter-easy-plan-provider", &[("provider", &service.provider)])
                .with(Symbol::Date, "letter-easy-plan-starts", &[("date", &full_date(service.starts_on))])
        });
        self.easy_ways(
            ideas
                .with(Symbol::Date, "letter-easy-plan-review", &[("date", &full_date(plan.review_on))])
                .idea(Symbol::Choose, "letter-easy-plan-change"),
        )
    }
}

fn easy_need<'a>(ideas: Ideas<'a>, need: &NeedRecorded, said: &Said) -> Ideas<'a> {
    let (symbol, name) = match need.decision {
        Decision::Meet => (Symbol::Yes, said.meet),
        Decision::MetAlready => (Symbol::Home, said.met_already),
        Decision::NotNecessary => (Symbol::No, said.not_necessary),
        Decision::Unmet => (Symbol::No, said.unmet),
    };
    ideas.with(symbol, name, &[("need", &need.statement)])
}
