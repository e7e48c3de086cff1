//! From the record's first line to the plan.

use forms::{Answer, Library, Opening};
use guidance::{Facts, Level};
use jiff::{Span, Timestamp};
use kernel::{Moment, PersonId};
use records::Author;
use records::child::{
    self, AdviserCondition, Allocate, AnswerComment, CeilingReason, CommentAnswered, CommentMade, Correct,
    DraftShared, Hundredths, Involve, LetterText, MakeComment, MakePlan, Met, NeedRecorded, OpenSupport,
    Plan, PlanShared, RecordCeilingReason, RecordMeeting, RecordNeed, Register, Registered, Service,
    ServiceForm, ShareDraft, SharePlan, SignOff, SignedOff, StrikeOut, StruckOut, Sufficiency, SupportOpened,
    Write, Written,
};
use records::people::Involved;
use records::request::{Request, WhoAsks};

use super::{Journey, Reached};
use crate::error::SynthError;
use crate::founding::{Staff, named};
use crate::letters;
use crate::situations::EntryWords;
use crate::stages::{CommentTurn, Stage};

/// The section and the question of the assessment form that take the census codes.
const AREAS: (&str, &str) = ("d-disability-health", "areas");
/// Months from the plan to the day on which it is looked at again, in invented plans.
pub(super) const REVIEW_MONTHS: i32 = 3;

/// Sections of the newest assessment form that these kinds of help open.
fn sections_for(forms: &Library, types: &[String]) -> Vec<String> {
    let opens = |opening: &Opening| match opening {
        Opening::Always => true,
        Opening::RequestTypes(needed) => needed.iter().any(|each| types.contains(each)),
        Opening::Reason => false,
    };
    let form = forms.latest("assessment");
    let sections = form.into_iter().flat_map(forms::Form::sections);
    sections.filter(|section| opens(&section.opens)).map(|section| section.id.to_string()).collect()
}

impl Journey<'_> {
    fn assessor_author(&self) -> Result<Author, SynthError> {
        self.team.assessor.acting("lead-assessor")
    }

    pub(super) fn family_in_record(&self) -> Result<Author, SynthError> {
        let young = self.family.who == WhoAsks::YoungPerson;
        let capacity = named(if young { "young-person" } else { "parent-carer" })?;
        Ok(Author::new(self.family.asker, capacity))
    }

    /// The record begins with the confirmed route.
    pub(super) fn open_record(&mut self, at: Timestamp) -> Result<(), SynthError> {
        let family = self.family;
        let situation = family.situation;
        let supervisor = self.team.supervisor.acting("practice-supervisor")?;
        let registered = Registered {
            called: family.called.clone(),
            full_name: family.full_name.clone(),
            birth_date: Some(family.birth_date),
        };
        self.on_child("register", &Register(registered), &supervisor, at)?;
        let asker = Involved {
            person: family.asker,
            name: family.asker_name.clone(),
            capacity: named(if family.who == WhoAsks::YoungPerson {
                "young-person"
            } else {
                "parent-carer"
            })?,
            relationship: family.relationship.clone(),
            contact: Some(family.contact.clone()),
            from: kernel::london_date(at),
            until: None,
        };
        self.on_child("involve asker", &Involve(asker), &supervisor, at)?;
        self.involve(self.team.navigator, "navigator", &supervisor, at)?;
        let request = self.unit.held::<Request>(family.request);
        let settled = request.map(records::settled_by).unwrap_or_default();
        let disabled =
            request.and_then(Request::latest_triage).and_then(|triage| match triage.fact.disabled {
                records::request::YesNoUnsure::Yes => Some(true),
                _ => None,
            });
        let opened = SupportOpened {
            request: family.request,
            reference: family.reference.clone(),
            received_at: self.received_at,
            level: situation.level.level(),
            request_types: situation.types.clone(),
            sections: sections_for(self.application.forms(), &situation.types),
            why: family.words(&situation.why, ""),
            ehc_advice: situation.ehc,
            disabled,
            settled,
            asked_by: Some(family.asker),
        };
        self.on_child("open support", &OpenSupport(opened), &supervisor, at)
    }

    pub(super) fn involve(
        &mut self,
        staff: &Staff,
        capacity: &str,
        author: &Author,
        at: Timestamp,
    ) -> Result<(), SynthError> {
        let part = Involved {
            person: staff.person,
            name: staff.name.clone(),
            capacity: named(capacity)?,
            relationship: String::new(),
            contact: None,
            from: kernel::london_date(at),
            until: None,
        };
        self.on_child("involve", &Involve(part), author, at)
    }

    /// From allocation to the plan.
    pub(super) fn assess(&mut self, until: Stage) -> Result<Reached, SynthError> {
        if until < Stage::Allocated {
            return Ok(Reached::Here);
        }
        let Some(at) = self.day(self.pace.allocate, 10, 20) else { return Ok(Reached::Here) };
        self.allocate(at)?;
        if let Some(at) = self.day(self.pace.allocate, 11, 15) {
            self.prepare(at)?;
        }
        if until < Stage::Assessing {
            return Ok(Reached::Here);
        }
        self.write_entries()?;
        self.meet()?;
        if let Reached::Here = self.draft(until)? {
            return Ok(Reached::Here);
        }
        self.plan(until)
    }

    fn allocate(&mut self, at: Timestamp) -> Result<(), SynthError> {
        let supervisor = self.team.supervisor.acting("practice-supervisor")?;
        let child = self.child_stream();
        self.reads(child, &supervisor, "allocate", at)?;
        let condition = self.turns.adviser.then(|| AdviserCondition {
            adviser: self.team.adviser.person,
            why: "Nobody with current training can begin this week. A condition adviser stands beside the assessor \
                  until the training is renewed."
            .to_owned(),
        });
        let allocate = Allocate { assessor: self.team.assessor.person, condition };
        self.on_child("allocate", &allocate, &supervisor, at)?;
        if self.turns.school {
            self.involve(self.team.school, "school", &supervisor, at)?;
            let school = self.team.school.acting("school")?;
            self.reads(child, &school, "child", at)?;
        }
        Ok(())
    }

    /// A new assessment is led by whoever led the one before.
    pub(super) fn allocate_again(&mut self, at: Timestamp) -> Result<(), SynthError> {
        let supervisor = self.team.supervisor.acting("practice-supervisor")?;
        let allocate = Allocate { assessor: self.team.assessor.person, condition: None };
        self.on_child("allocate again", &allocate, &supervisor, at)
    }

    fn write_entries(&mut self) -> Result<(), SynthError> {
        let assessor = self.assessor_author()?;
        let situation = self.family.situation;
        let (first, last) = self.pace.entries;
        let count = u32::try_from(situation.entry.len()).unwrap_or(1).max(1);
        for (number, words) in situation.entry.iter().enumerate() {
            let step = u32::try_from(number).unwrap_or(0);
            let days = first + (last - first) * step / count;
            let minute = i8::try_from(number * 7 % 60).unwrap_or(0);
            let Some(at) = self.day(days, 13, minute) else { return Ok(()) };
            if number % 2 == 0 {
                let child = self.child_stream();
                self.reads(child, &assessor, "assessment", at)?;
            }
            self.write_entry(number, words, &assessor, at)?;
            if number == 1 && self.turns.struck_out {
                self.strike_out_a_mistake(words, &assessor, at)?;
            }
        }
        self.write_areas(&assessor)
    }

    /// The census codes, which the family chooses from the form's list.
    fn write_areas(&mut self, assessor: &Author) -> Result<(), SynthError> {
        let areas = &self.family.situation.areas;
        let open = self.held_child().is_some_and(|child| child.open_sections().contains(&AREAS.0));
        let Some(at) = self.day(self.pace.entries.1, 14, 40).filter(|_| open && !areas.is_empty()) else {
            return Ok(());
        };
        let form = self.application.forms().latest("assessment");
        let version = form.map(|form| form.reference().version);
        let version = version.ok_or_else(|| SynthError::Unknown("assessment".to_owned()))?;
        let written = Written {
            entry: self.chance.entry(at),
            form: format!("assessment@{version}"),
            section: AREAS.0.to_owned(),
            question: AREAS.1.to_owned(),
            answer: Answer::Choices(areas.clone()),
            source: child::Source::Family,
            source_note: String::new(),
        };
        self.on_child("write", &Write { written, happened: None }, assessor, at)
    }

    fn write_entry(
        &mut self,
        number: usize,
        words: &EntryWords,
        author: &Author,
        at: Timestamp,
    ) -> Result<(), SynthError> {
        let entry = self.chance.entry(at);
        let write = Write { written: self.written(entry, words)?, happened: None };
        self.on_child("write", &write, author, at)?;
        self.written.push((number, entry));
        Ok(())
    }

    fn written(&self, entry: kernel::EntryId, words: &EntryWords) -> Result<Written, SynthError> {
        let form = self.application.forms().latest("assessment");
        let version = form.map(|form| form.reference().version);
        let version = version.ok_or_else(|| SynthError::Unknown("assessment".to_owned()))?;
        let answer = match (&words.text, &words.choice, words.number) {
            (Some(text), _, _) => Answer::Text(self.fill(text)),
            (None, Some(choice), _) => Answer::Choice(choice.clone()),
            (None, None, Some(number)) => Answer::Number(number),
            (None, None, None) => return Err(SynthError::Unknown(words.question.clone())),
        };
        Ok(Written {
            entry,
            form: format!("assessment@{version}"),
            section: words.section.clone(),
            question: words.question.clone(),
            answer,
            source: words.source,
            source_note: self.fill(&words.note),
        })
    }

    pub(super) fn fill(&self, template: &str) -> String {
        self.family.words(template, &self.team.assessor.name)
    }

    /// Something that was written into the wrong record, and stays, struck out.
    fn strike_out_a_mistake(
        &mut self,
        words: &EntryWords,
        author: &Author,
        at: Timestamp,
    ) -> Result<(), SynthError> {
        let entry = self.chance.entry(at);
        let mut written = self.written(entry, words)?;
        written.answer = Answer::Text("The family has two dogs and a pony, and everybody rides.".to_owned());
        self.on_child("write", &Write { written, happened: None }, author, at)?;
        let why = "This was about another family and was written here by mistake. We are sorry.".to_owned();
        self.on_child("strike out", &StrikeOut(StruckOut { entry, why }), author, at)
    }

    fn meet(&mut self) -> Result<(), SynthError> {
        let Some(at) = self.day(self.pace.met, 15, 45) else { return Ok(()) };
        let met = &self.family.situation.met;
        let met = Met {
            place: self.fill(&met.place),
            how: self.fill(&met.how),
            views: self.fill(&met.views),
            views_for_family: true,
        };
        let assessor = self.assessor_author()?;
        self.on_child("meet", &RecordMeeting { met, happened: Moment::At(at) }, &assessor, at)?;
        self.view(&assessor, at)
    }

    fn draft(&mut self, until: Stage) -> Result<Reached, SynthError> {
        let assessor = self.assessor_author()?;
        let Some(at) = self.day(self.pace.needs, 14, 5) else { return Ok(Reached::Here) };
        for words in &self.family.situation.need {
            let need = self.chance.identifier(at);
            let recorded = NeedRecorded {
                need,
                statement: self.fill(&words.statement),
                duty: words.duty.clone(),
                decision: words.decision,
                why: self.fill(&words.why),
                met_by: self.fill(&words.met_by),
                item: words.item.clone(),
                quantity: words.quantity(),
                ratio: words.ratio.clone(),
                criterion: self.criterion(words),
                explained: String::new(),
            };
            self.on_child("record need", &RecordNeed(recorded), &assessor, at)?;
            self.needs.push(need);
        }
        self.answer_views(&assessor, at)?;
        if self.turns.ceiling_reason {
            self.ceiling()?;
        }
        // Every third parent would rather not, for now.
        self.parent_carer(self.received_at.as_second() % 3 != 0)?;
        if matches!(self.family.situation.id.as_str(), "growing-up" | "young-person") {
            self.growing_up()?;
        }
        if until < Stage::Draft {
            return Ok(Reached::Here);
        }
        let Some(at) = self.day(self.pace.draft, 11, 30) else { return Ok(Reached::Here) };
        let words = self.fill(
            "This is the draft, {asker}. Please change anything that is not right. You have at least ten working \
             days, and longer if you like.",
        );
        self.on_child("share draft", &ShareDraft(DraftShared { words }), &assessor, at)?;
        self.tell_views(&assessor, at)?;
        self.comment()?;
        if until < Stage::Decided {
            return Ok(Reached::Here);
        }
        self.decide()
    }

    /// The published criterion that an invented refusal rests on, where the protocol publishes any.
    fn criterion(&self, words: &crate::situations::NeedWords) -> String {
        let criteria = &self.application.rules().protocol().settings().criteria;
        let first = criteria.item.first().filter(|_| words.decision == child::Decision::Unmet);
        first.and_then(|item| criteria.cited(&item.id)).unwrap_or_default()
    }

    /// Why it took longer than it may: written down on the day after it could not be kept.
    fn ceiling(&mut self) -> Result<(), SynthError> {
        let asked = guidance::Milestone::new("support.requested", Moment::At(self.received_at));
        let facts = Facts { assessment_level: Some(Level::Full), ..Facts::default() };
        let schedule = self.application.rules().schedule(&[asked], &facts);
        let due = schedule.iter().find(|duty| duty.duty == "AS-01").and_then(|duty| duty.due.date());
        let Some(due) = due.filter(|due| *due < self.when.today()) else { return Ok(()) };
        let at = self.when.at(self.when.working_days_after(due, 1), 10, 0);
        let why =
            "The communication assessment that the family asked for took longer. They chose to wait for it, \
                   and the help that began at once goes on."
                .to_owned();
        let assessor = self.assessor_author()?;
        self.on_child("record ceiling", &RecordCeilingReason(CeilingReason { why }), &assessor, at)
    }

    fn comment(&mut self) -> Result<(), SynthError> {
        let Some(words) = self.family.situation.comment.first() else { return Ok(()) };
        let Some(entry) = self.written.iter().find(|(number, _)| *number == words.entry) else {
            return Ok(());
        };
        let entry = entry.1;
        if self.turns.comment == CommentTurn::None {
            return Ok(());
        }
        let Some(at) = self.day(self.pace.comment, 20, 10) else { return Ok(()) };
        let comment = self.chance.identifier(at);
        let made = CommentMade {
            comment,
            entry: Some(entry),
            need: None,
            kind: words.kind,
            words: self.fill(&words.words),
        };
        let family = self.family_in_record()?;
        self.on_child("comment", &MakeComment(made), &family, at)?;
        if self.turns.comment == CommentTurn::Open {
            return Ok(());
        }
        let Some(at) = self.day(self.pace.answer, 9, 25) else { return Ok(()) };
        let assessor = self.assessor_author()?;
        if let Some(corrected) = &words.corrected {
            let correct = Correct {
                entry,
                based_on: 1,
                answer: Answer::Text(self.fill(corrected)),
                why: self.fill("{asker} told us"),
            };
            self.on_child("correct", &correct, &assessor, at)?;
        }
        let answered = CommentAnswered { comment, outcome: words.outcome, words: self.fill(&words.answer) };
        self.on_child("answer comment", &AnswerComment(answered), &assessor, at)
    }

    fn decide(&mut self) -> Result<Reached, SynthError> {
        let unanswered = self.held_child().is_some_and(|child| child.unanswered().next().is_some());
        let Some(at) = self.day(self.pace.sign_off, 11, 0) else { return Ok(Reached::Here) };
        if unanswered {
            return Ok(Reached::Here);
        }
        let supervisor = self.team.supervisor.acting("practice-supervisor")?;
        let child = self.child_stream();
        self.reads(child, &supervisor, "sign-off", at)?;
        let words = self
            .fill("I have read all of it, {asker}, and I agree with each decision. Thank you for your care.");
        self.on_child("sign off", &SignOff(SignedOff { words }), &supervisor, at)?;
        let text = letters::decision(self.family, self.application.rules(), self.team.supervisor);
        self.letter("decision", text, &supervisor, at)?;
        Ok(Reached::Further)
    }

    fn letter(
        &mut self,
        kind: &str,
        text: LetterText,
        author: &Author,
        at: Timestamp,
    ) -> Result<(), SynthError> {
        let to: PersonId = self.family.asker;
        let letter =
            child::LetterIssued { letter: self.chance.identifier(at), kind: kind.to_owned(), to, text };
        self.on_child("issue letter", &child::IssueLetter(letter), author, at)
    }

    fn plan(&mut self, until: Stage) -> Result<Reached, SynthError> {
        if until < Stage::PlanMade {
            return Ok(Reached::Here);
        }
        self.resources()?;
        let assessor = self.assessor_author()?;
        let Some(at) = self.day(self.pace.plan, 15, 10) else { return Ok(Reached::Here) };
        let day = kernel::london_date(at);
        let starts_on = self.when.working_days_after(day, 5);
        let services = self
            .family
            .situation
            .need
            .iter()
            .zip(&self.needs)
            .filter(|(words, _)| !words.what.is_empty())
            .map(|(words, need)| Service {
                service: self.chance.identifier(at),
                need: *need,
                what: self.fill(&words.what),
                amount: self.fill(&words.amount),
                provider: words.provider.clone(),
                duty: words.duty.clone(),
                quantity: words.quantity(),
                ratio: words.ratio.clone(),
                starts_on,
                ..money(words)
            })
            .collect();
        let plan = Plan {
            services,
            contingency: "If help does not turn up, ring the number on this page on the same day; somebody else comes, \
                          or we tell you by when."
            .to_owned(),
            review_on: day.saturating_add(Span::new().months(REVIEW_MONTHS)),
        };
        self.on_child("make plan", &MakePlan(plan), &assessor, at)?;
        if until < Stage::PlanShared {
            return Ok(Reached::Here);
        }
        let Some(at) = self.day(self.pace.share, 10, 45) else { return Ok(Reached::Here) };
        let words = self
            .fill("Here is your plan, {asker}, in the way you like to get things. Ring me with anything.");
        self.on_child("share plan", &SharePlan(PlanShared { words }), &assessor, at)?;
        let text = letters::plan(self.family, self.application.rules(), self.team.assessor);
        self.letter("plan", text, &assessor, at)?;
        self.breaks(at)?;
        self.deliver()?;
        Ok(Reached::Further)
    }
}

/// The form of an invented service: money where the family wants it, with what help costs in Wendale.
fn money(words: &crate::situations::NeedWords) -> Service {
    if !words.direct_payment {
        return Service::default();
    }
    let rate: Option<Hundredths> = "16.80".parse().ok();
    Service {
        form: ServiceForm::DirectPayment,
        rate,
        sufficiency: Some(Sufficiency {
            market_rate: rate.unwrap_or_default(),
            asked: "Three agencies in Wendale, this autumn".to_owned(),
            why_enough: String::new(),
        }),
        ..Service::default()
    }
}
