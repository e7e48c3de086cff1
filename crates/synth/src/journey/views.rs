//! What the child said, what was done about it, and when the child was told.

use forms::{Answer, Answers, QuestionId};
use jiff::Timestamp;
use kernel::Moment;
use records::Author;
use records::child::{
    AnswerView, CopyGiven, FollowWish, GiveCopy, RecordView, RecordWish, TellView, ViewAnswered, ViewOutcome,
    ViewRecorded, ViewTold, WishFollowed, WishRecorded, WishStep,
};

use super::Journey;
use crate::error::SynthError;
use crate::stages::WishTurn;

impl Journey<'_> {
    /// What the child said or showed when they were met.
    pub(super) fn view(&mut self, assessor: &Author, at: Timestamp) -> Result<(), SynthError> {
        let view = self.chance.identifier(at);
        let answers = self.view_answers()?;
        let recorded = ViewRecorded { view, answers, need: None, attachment: None };
        self.on_child("record view", &RecordView { recorded, happened: Moment::At(at) }, assessor, at)?;
        self.views.push(view);
        self.wish(assessor, at)
    }

    fn view_answers(&self) -> Result<Answers, SynthError> {
        let unknown = |name: &str| SynthError::Unknown(name.to_owned());
        let form = self.application.forms().latest("child-view").ok_or_else(|| unknown("child-view"))?;
        let question = |id: &str| QuestionId::new(id).map_err(|_| unknown(id));
        let met = &self.family.situation.met;
        let mut ways: Vec<String> = Vec::new();
        for way in &self.family.situation.communication {
            let way = match way.as_str() {
                "behaviour-body-face" => "someone-who-knows",
                "writing-drawing" => "writing",
                same => same,
            };
            if !ways.iter().any(|known| known == way) {
                ways.push(way.to_owned());
            }
        }
        let through = ways.iter().any(|way| way == "someone-who-knows");
        let mut answers = form.no_answers();
        let text = |text: &str| Some(Answer::Text(text.to_owned()));
        let choice = |value: &str| Some(Answer::Choice(value.to_owned()));
        answers.set(&question("who-writes")?, choice("helper"));
        answers.set(&question("said")?, text(&self.fill(&met.views)));
        answers.set(&question("ways")?, Some(Answer::Choices(ways)));
        if through {
            answers.set(&question("who-knows-well")?, text(&self.family.asker_name));
        }
        answers.set(&question("helped-by")?, text(&self.fill(&met.how)));
        answers.set(&question("what-it-is-about")?, choice("daily-life"));
        for (sure, value) in [("child", "sure"), ("family", "sure"), ("assessor", "in-part")] {
            answers.set(&question(&format!("sure-the-{sure}"))?, choice(value));
        }
        answers.set(&question("who-may-read")?, choice("family-too"));
        Ok(answers)
    }

    /// What was done about it.
    pub(super) fn answer_views(&mut self, assessor: &Author, at: Timestamp) -> Result<(), SynthError> {
        for view in self.views.clone() {
            let done =
                self.fill("What {child} showed us stands at the front of the plan. The help begins with it.");
            let why = String::new();
            let answered = ViewAnswered { view, outcome: ViewOutcome::Planned, done, why };
            self.on_child("answer view", &AnswerView(answered), assessor, at)?;
        }
        Ok(())
    }

    /// The child is told, and keeps a copy.
    pub(super) fn tell_views(&mut self, assessor: &Author, at: Timestamp) -> Result<(), SynthError> {
        for view in self.views.clone() {
            let how = self.fill("{assessor} told {child} in {his} own way, with photos. {He} kept the page.");
            let told = TellView { told: ViewTold { view, how }, happened: Moment::At(at) };
            self.on_child("tell view", &told, assessor, at)?;
        }
        if self.views.is_empty() {
            return Ok(());
        }
        let given = CopyGiven { how: "A page with photos".to_owned() };
        self.on_child("give copy", &GiveCopy { given, happened: Moment::At(at) }, assessor, at)
    }

    fn wish(&mut self, assessor: &Author, at: Timestamp) -> Result<(), SynthError> {
        if self.turns.wish == WishTurn::None {
            return Ok(());
        }
        let wish = self.chance.identifier(at);
        let whom = self.team.assessor.name.clone();
        let words = self.fill("{child} took {assessor} by the hand and pointed to the garden.");
        let wished = WishRecorded { wish, with: whom, words };
        self.on_child("record wish", &RecordWish { wished, happened: Moment::At(at) }, assessor, at)?;
        let mut steps = Vec::new();
        if self.turns.wish == WishTurn::NotAgreed {
            steps.push((WishStep::NotAgreed, "{asker} would rather be there. {He} gets tired and hides."));
            steps.push((WishStep::SupervisorTold, "By telephone, on the same day."));
            steps.push((WishStep::AdvocateTold, "Wendale Advocacy, on the same day. Tess comes on Tuesday."));
        }
        steps.push((WishStep::Honoured, "In the garden, for ten minutes, as {child} wanted it."));
        for (step, words) in steps {
            let followed = WishFollowed { wish, step, words: self.fill(words) };
            self.on_child("follow wish", &FollowWish(followed), assessor, at)?;
        }
        Ok(())
    }
}
