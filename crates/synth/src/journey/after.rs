//! What invented families live through beside and after the assessment: the questions in advance, a visit, an assessment of
//! the parent's own needs, help that starts, help that does not come, a review, a new assessment, an ending.

use std::collections::BTreeMap;

use jiff::Timestamp;
use kernel::{Moment, london_date};
use records::child::{
    AdulthoodRecorded, AdulthoodStep, AnswerDuty, AnswerGap, AskForReview, DecideResources, Decision,
    DutyAnswered, EndSupport, EndingNotified, GapAnswered, GapReported, HoldReview, Hundredths,
    LinkedRecorded, LinkedStep, NotifyEnding, NotifyVisit, Quantity, QuestionsSent, Reassess,
    RecordAdulthood, RecordLinked, Remedy, ReportGap, ResourcesDecided, ReviewAsked, ReviewHeld,
    SendQuestions, ServiceForm, ServiceStarted, StartService, SupportEnded, VisitNotified,
};
use records::request::WhoAsks;
use uuid::Uuid;

use super::Journey;
use crate::error::SynthError;
use crate::stages::After;

/// Working days after the plan was made on which invented help has started.
const STARTED: u32 = 6;
/// Working days after the plan was made on which something more happens.
const MORE: u32 = 9;
/// Working days after the plan was made on which that is answered.
const ANSWERED: u32 = 11;
/// The promise of the least notice of a visit.
const NOTICE: &str = "LS-NOTICE";

impl Journey<'_> {
    /// The questions in advance, and notice of the visit.
    pub(super) fn prepare(&mut self, at: Timestamp) -> Result<(), SynthError> {
        let assessor = self.team.assessor.acting("lead-assessor")?;
        let open =
            self.held_child().map(|child| child.open_sections().into_iter().map(str::to_owned).collect());
        let sent = QuestionsSent {
            sections: open.unwrap_or_default(),
            adjustments: self.family.situation.adjustments.clone(),
            advocate: "Wendale Advocacy, 01632 960133".to_owned(),
            words: String::new(),
        };
        let sent = QuestionsSent { adjustments: self.fill(&sent.adjustments), ..sent };
        self.on_child("send questions", &SendQuestions(sent), &assessor, at)?;
        let on = self.when.working_days_after(self.request_day(), self.pace.met);
        let earliest = self.application.rules().promised(NOTICE, Moment::At(at));
        let is_soon = earliest.is_some_and(|earliest| on < earliest);
        let sooner = if is_soon { "You rang and asked us to come as soon as we can." } else { "" };
        let visit = VisitNotified {
            visit: self.chance.identifier(at),
            on,
            time: "4pm".to_owned(),
            place: self.fill(&self.family.situation.met.place),
            who: self.fill("{assessor}"),
            sooner: sooner.to_owned(),
        };
        if on < london_date(at) {
            Ok(())
        } else {
            self.on_child("notify visit", &NotifyVisit(visit), &assessor, at)
        }
    }

    /// The parent's own needs are looked at too, or they say that they would rather not.
    pub(super) fn parent_carer(&mut self, wants: bool) -> Result<(), SynthError> {
        if self.family.who == WhoAsks::YoungPerson {
            return Ok(());
        }
        let (Some(offered), Some(answered)) =
            (self.day(self.pace.met, 16, 30), self.day(self.pace.needs, 13, 40))
        else {
            return Ok(());
        };
        let assessor = self.team.assessor.acting("lead-assessor")?;
        let linked = self.chance.identifier(offered);
        let steps = if wants {
            [LinkedStep::Offered, LinkedStep::Accepted, LinkedStep::Done].as_slice()
        } else {
            &[LinkedStep::Offered, LinkedStep::Declined]
        };
        for step in steps {
            let words = match step {
                LinkedStep::Done => "{asker} needs two evenings a week and sleep. Both are in the plan.",
                LinkedStep::Declined => "{asker} would rather not, for now. They can ask at any time.",
                _ => "",
            };
            let recorded = LinkedRecorded {
                linked,
                kind: "parent-carer".to_owned(),
                person: Some(self.family.asker),
                name: self.family.asker_name.clone(),
                step: *step,
                words: self.fill(words),
                parts: BTreeMap::new(),
            };
            let at = if *step == LinkedStep::Offered { offered } else { answered };
            self.on_child("linked", &RecordLinked { recorded, happened: None }, &assessor, at)?;
        }
        Ok(())
    }

    /// A first conversation about adult life.
    pub(super) fn growing_up(&mut self) -> Result<(), SynthError> {
        let Some(at) = self.day(self.pace.needs, 15, 30) else { return Ok(()) };
        let assessor = self.team.assessor.acting("lead-assessor")?;
        let recorded = AdulthoodRecorded {
            step: AdulthoodStep::Talked,
            words: self.fill("{child} would like a place of {his} own one day, near the river, and a dog."),
            consent: self.fill("{child} was there, took {his} time and agreed to each line."),
        };
        self.on_child("adulthood", &RecordAdulthood(recorded), &assessor, at)
    }

    /// How each accepted need is met, where the school takes part too: somebody is asked who neither assessed nor signed.
    pub(super) fn resources(&mut self) -> Result<(), SynthError> {
        let (Some(resources), true) = (self.team.resources, self.turns.school) else { return Ok(()) };
        let Some(at) = self.day(self.pace.plan, 10, 30) else { return Ok(()) };
        let supervisor = self.team.supervisor.acting("practice-supervisor")?;
        self.involve(resources, "resource-decision-maker", &supervisor, at)?;
        let author = resources.acting("resource-decision-maker")?;
        let accepted: Vec<(Uuid, Option<Quantity>)> = self
            .held_child()
            .map(|child| child.assessment.needs.iter().map(|need| &need.current().fact))
            .into_iter()
            .flatten()
            .filter(|need| need.decision == Decision::Meet)
            .map(|need| (need.need, need.quantity))
            .collect();
        for (need, quantity) in accepted {
            let how =
                "By the service that the family chose, from the first week that it has a place.".to_owned();
            let decided = ResourcesDecided { need, form: ServiceForm::Provided, quantity, how };
            self.on_child("decide resources", &DecideResources(decided), &author, at)?;
        }
        Ok(())
    }

    /// What becomes of the plan.
    pub(super) fn deliver(&mut self) -> Result<(), SynthError> {
        let Some(at) = self.day(self.pace.plan + STARTED, 9, 20) else { return Ok(()) };
        let assessor = self.team.assessor.acting("lead-assessor")?;
        let services: Vec<(Uuid, jiff::civil::Date)> = self
            .held_child()
            .and_then(records::child::Child::plan)
            .map(|plan| plan.fact.services.iter().map(|each| (each.service, each.starts_on)).collect())
            .unwrap_or_default();
        for (service, on) in &services {
            // Where help does not come, what comes second has not begun either.
            let is_late =
                self.turns.after == After::Gap && services.first().is_none_or(|first| first.0 != *service);
            if *on <= london_date(at) && !is_late {
                let started = ServiceStarted { service: *service, on: *on, words: String::new() };
                self.on_child("start", &StartService(started), &assessor, at)?;
            }
        }
        let answered = DutyAnswered {
            duty: "OB-13".to_owned(),
            words: "With the plan we sent the list of other help in Wendale, and rang to ask what else would be useful."
                .to_owned(),
        };
        self.on_child("answer duty", &AnswerDuty(answered), &assessor, at)?;
        let (Some(more), Some((service, _))) = (self.day(self.pace.plan + MORE, 18, 15), services.first())
        else {
            return Ok(());
        };
        match self.turns.after {
            After::Nothing => Ok(()),
            After::Gap => self.gap(*service, more, false),
            After::GapAnswered => self.gap(*service, more, true),
            After::Reviewed => self.review(more),
            After::Reassessing => self.again(more),
            After::Ended => self.end(more),
        }
    }

    fn gap(&mut self, service: Uuid, at: Timestamp, answered: bool) -> Result<(), SynthError> {
        let gap = self.chance.identifier(at);
        let reported = GapReported {
            gap,
            service,
            from: london_date(at),
            until: None,
            missed: Hundredths(100),
            words: "Nobody came and nobody rang. We waited at the window.".to_owned(),
        };
        let family = self.family_in_record()?;
        self.on_child("report gap", &ReportGap(reported), &family, at)?;
        let Some(at) = self.day(self.pace.plan + ANSWERED, 10, 5).filter(|_| answered) else { return Ok(()) };
        let assessor = self.team.assessor.acting("lead-assessor")?;
        let answer = GapAnswered {
            gap,
            remedy: Remedy::MadeUp,
            made_good: Hundredths(100),
            words: "We are sorry. The sitter was ill and the message did not reach you. The same again is added next week, \
                    and from now on two people ring."
                .to_owned(),
        };
        self.on_child("answer gap", &AnswerGap(answer), &assessor, at)
    }

    fn review(&mut self, at: Timestamp) -> Result<(), SynthError> {
        let family = self.family_in_record()?;
        let asked = ReviewAsked { words: "Bedtimes have changed since the plan.".to_owned() };
        self.on_child("ask for review", &AskForReview(asked), &family, at)?;
        let Some(at) = self.day(self.pace.plan + ANSWERED, 15, 45) else { return Ok(()) };
        let assessor = self.team.assessor.acting("lead-assessor")?;
        let next = jiff::Span::new().months(super::record::REVIEW_MONTHS);
        let held = ReviewHeld {
            changed: self.fill("{child} goes to bed an hour later and sleeps longer."),
            works: self.fill("{child} signs more about the sitter. The family would keep it as it is."),
            present: self.fill("{child}, {asker} and {assessor}"),
            next_on: london_date(at).saturating_add(next),
        };
        self.on_child("review", &HoldReview(held), &assessor, at)
    }

    fn again(&mut self, at: Timestamp) -> Result<(), SynthError> {
        let supervisor = self.team.supervisor.acting("practice-supervisor")?;
        let reassess = Reassess {
            why: self.fill("{child} has changed schools, so afternoons are different."),
            level: guidance::Level::Short,
            sections: vec!["e-day".to_owned(), "h-learning".to_owned()],
        };
        self.on_child("reassess", &reassess, &supervisor, at)?;
        let Some(at) = self.day(self.pace.plan + ANSWERED, 9, 40) else { return Ok(()) };
        self.allocate_again(at)
    }

    fn end(&mut self, at: Timestamp) -> Result<(), SynthError> {
        let supervisor = self.team.supervisor.acting("practice-supervisor")?;
        let notified = EndingNotified {
            on: london_date(at),
            why: self.fill("The family has moved to be near {child}'s grandparents."),
            agreed: "We are moving on Friday. Thank you for everything.".to_owned(),
        };
        self.on_child("notify ending", &NotifyEnding(notified), &supervisor, at)?;
        let ended =
            SupportEnded { words: "Come back to us at any time; you start where you left off.".to_owned() };
        self.on_child("end", &EndSupport(ended), &supervisor, at)
    }
}
