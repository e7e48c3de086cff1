//! The letters of an assessment: who leads it, the draft, the decision, the plan. Each says the decision first, then why,
//! then what to do if somebody disagrees. Pure: from the record, the rules and the words to a text that is kept as it was.

mod before;
mod easy;
mod ending;
mod late;
mod review;

use guidance::{Limit, Rules, Unit, full_date};
use jiff::Span;
use jiff::civil::Date;
use kernel::london_date;
use records::child::{
    AdviserCondition, Child, CommentOutcome, Decision, IssueLetter, LetterBlock, LetterIssued, LetterText,
    NeedRecorded, Plan, Service, ServiceForm,
};
use records::people::Involved;
use uuid::Uuid;

pub use before::QuestionPack;
pub use ending::Closing;
pub(crate) use late::{easy_late, late_blocks};
pub use review::Review;

use super::amounts::{pounds, quantity_words};
use super::child_page::ChildPage;
use crate::wording::Wording;

/// The promise of the least time for comments.
const COMMENTS_STANDARD: &str = "LS-COMMENTS";
/// The promise of when the plan is made.
const PLAN_STANDARD: &str = "LS-PLAN";
/// The promise of the first review.
const REVIEW_STANDARD: &str = "LS-REVIEW-FIRST";
/// The service that helps a family to say what it thinks.
const ADVOCACY_SERVICE: &str = "advocacy";

/// Who signs a letter.
pub struct Signer {
    /// Their name.
    pub name: String,
    /// In which capacity.
    pub part: String,
    /// The number that the family can ring.
    pub telephone: String,
}

/// What a letter is made from.
pub struct Letters<'a> {
    /// The record.
    pub child: &'a Child,
    /// The rules in force.
    pub rules: &'a Rules,
    /// The words.
    pub words: &'a Wording,
    /// Who signs.
    pub signer: Signer,
    /// The day of the letter.
    pub today: Date,
}

/// To whom letters go: parent carers and the young person. A supporter reads a letter when its owner shares it.
pub fn recipients(child: &Child, today: Date) -> Vec<&Involved> {
    let reads = |part: &&Involved| {
        part.holds_on(today) && matches!(part.capacity.as_str(), "parent-carer" | "young-person")
    };
    child.involved.iter().filter(reads).collect()
}

/// The letters of a page, signed by its reader.
pub fn of(page: &ChildPage) -> Letters<'_> {
    let known = page.partnership.state.practitioner(page.person);
    let part = page.opened.decision.capacity.as_ref().map_or_else(String::new, |part| page.capacity(part));
    Letters {
        child: page.child(),
        rules: page.site.application().rules(),
        words: page.words(),
        signer: Signer {
            name: page.name_of(Some(page.person)),
            part,
            telephone: known.map_or_else(String::new, |known| known.telephone.clone()),
        },
        today: page.site.application().today(),
    }
}

/// The commands that issue one letter to each recipient.
pub fn issue(page: &ChildPage, kind: &str, text: impl Fn(&Involved) -> LetterText) -> Vec<IssueLetter> {
    let application = page.site.application();
    recipients(page.child(), application.today())
        .into_iter()
        .map(|part| {
            IssueLetter(LetterIssued {
                letter: application.new_identifier(),
                kind: kind.to_owned(),
                to: part.person,
                text: text(part),
            })
        })
        .collect()
}

/// The day that lies a limit after another.
pub fn after(rules: &Rules, limit: Limit, from: Date) -> Option<Date> {
    let count = i64::from(limit.count);
    match limit.unit {
        Unit::WorkingDays => {
            rules.guidance().calendar().add_working_days(from, limit.count).ok().map(|counted| counted.due)
        }
        Unit::CalendarDays => from.checked_add(Span::new().try_days(count).ok()?).ok(),
        Unit::Weeks => from.checked_add(Span::new().try_weeks(count).ok()?).ok(),
        Unit::Months => from.checked_add(Span::new().try_months(count).ok()?).ok(),
        Unit::Hours | Unit::Minutes => Some(from),
    }
}

/// The day that a promise of the protocol gives, counted from another.
pub(super) fn promised(rules: &Rules, standard: &str, from: Date) -> Option<Date> {
    after(rules, rules.protocol().standard(standard)?.limit?, from)
}

/// The day by which the first review is promised, for a plan that is made on this day.
pub fn review_suggested(rules: &Rules, from: Date) -> Option<Date> {
    promised(rules, REVIEW_STANDARD, from)
}

/// What a criterion says, from how it is cited; nothing when the criteria in force have no such one.
pub fn criterion_words(rules: &Rules, cited: &str) -> String {
    let criteria = &rules.protocol().settings().criteria;
    let found = criteria.item.iter().find(|item| criteria.cited(&item.id).as_deref() == Some(cited));
    found.map_or_else(String::new, |item| item.says.clone())
}

/// The message that says in which form a family has a service.
pub fn service_form_name(form: ServiceForm) -> &'static str {
    match form {
        ServiceForm::Provided => "children-service-form-provided",
        ServiceForm::DirectPayment => "children-service-form-direct_payment",
        ServiceForm::Managed => "children-service-form-managed",
        ServiceForm::Mixed => "children-service-form-mixed",
    }
}

/// The law that a duty rests on, as it is cited on a day.
pub fn citation(rules: &Rules, duty: &str, today: Date) -> String {
    let guidance = rules.guidance();
    let clauses = guidance.duty(duty).map(|duty| duty.clauses.as_slice()).unwrap_or_default();
    let found = clauses.iter().filter_map(|id| guidance.clause(id)).find(|clause| clause.in_force_on(today));
    found.map_or_else(|| duty.to_owned(), |clause| clause.citation.clone())
}

impl Letters<'_> {
    pub(super) fn say(&self, name: &str, values: &[(&str, &str)]) -> String {
        let mut all = vec![("called", self.child.called())];
        all.extend_from_slice(values);
        self.words.with(name, &all)
    }

    pub(super) fn paragraph(&self, name: &str, values: &[(&str, &str)]) -> LetterBlock {
        LetterBlock::Paragraph(self.say(name, values))
    }

    pub(super) fn heading(&self, name: &str) -> LetterBlock {
        LetterBlock::Heading(self.say(name, &[]))
    }

    pub(super) fn letter(&self, to: &Involved, subject: &str, blocks: Vec<LetterBlock>) -> LetterText {
        let authority = &self.rules.protocol().settings().partnership.authority;
        let signer = &self.signer;
        let from = [&signer.name, &signer.part, &signer.telephone, authority];
        let from = from.into_iter().filter(|line| !line.is_empty()).cloned().collect::<Vec<_>>().join("\n");
        LetterText { to: to.name.clone(), subject: self.say(subject, &[]), blocks, from, easy: Vec::new() }
    }

    /// Who leads the assessment; and, when their training is not current, who advises them and why.
    pub fn allocated(
        &self,
        to: &Involved,
        assessor: &str,
        telephone: &str,
        condition: Option<(&AdviserCondition, &str)>,
    ) -> LetterText {
        let mut blocks =
            vec![self.paragraph("letter-lead-is", &[("name", assessor), ("telephone", telephone)])];
        if let Some((condition, adviser)) = condition {
            blocks.push(self.paragraph("letter-lead-gap", &[("name", assessor), ("adviser", adviser)]));
            blocks.push(self.paragraph("letter-lead-gap-why", &[("why", &condition.why)]));
        }
        blocks.push(self.paragraph("letter-lead-next", &[]));
        blocks.push(self.paragraph("letter-lead-disagree", &[]));
        let easy = self.easy_allocated(assessor, telephone, condition.map(|(_, adviser)| adviser));
        self.letter(to, "letter-lead-subject", blocks).in_easy_read(easy)
    }

    /// The draft goes to the family: what we think is needed, and how to say that it is wrong.
    pub fn draft(&self, to: &Involved, said: &str) -> LetterText {
        let mut blocks = vec![self.paragraph("letter-draft-not-decided", &[])];
        push_own(&mut blocks, said);
        blocks.push(self.heading("letter-draft-needs"));
        for need in &self.child.assessment.needs {
            self.push_need(&mut blocks, &need.current().fact, "letter-draft");
        }
        blocks.push(self.heading("letter-draft-comments"));
        blocks.push(match self.comments_until() {
            Some(until) => self.paragraph("letter-draft-until", &[("date", &full_date(until))]),
            None => self.paragraph("letter-draft-no-date", &[]),
        });
        blocks.push(LetterBlock::List(
            ["letter-draft-wrong", "letter-draft-missing", "letter-draft-disagree"]
                .map(|name| self.say(name, &[]))
                .into(),
        ));
        blocks.push(self.paragraph("letter-draft-answered", &[]));
        self.letter(to, "letter-draft-subject", blocks).in_easy_read(self.easy_draft())
    }

    /// Until when comments are taken: as the timetable has it, and never sooner than the least time for them.
    pub fn comments_until(&self) -> Option<Date> {
        let protocol = self.rules.protocol();
        let least = promised(self.rules, COMMENTS_STANDARD, self.today);
        let support = &self.child.assessment.opened.as_ref()?.fact;
        let timetable = match (support.ehc_advice, support.level) {
            (true, _) => protocol.timetable("ehc"),
            (false, guidance::Level::Full) => protocol.timetable("full"),
            _ => None,
        };
        let planned = timetable.and_then(|timetable| {
            let calendar = self.rules.guidance().calendar();
            calendar.add_working_days(london_date(support.received_at), timetable.comments).ok()
        });
        planned.map(|counted| counted.due).into_iter().chain(least).max()
    }

    /// The decision, need by need.
    pub fn decision(&self, to: &Involved, said: &str) -> LetterText {
        let of = |decision: Decision| {
            let needs =
                self.child.assessment.needs.iter().filter(|need| need.current().fact.decision == decision);
            needs.count() as u64
        };
        let counts = [
            ("letter-decision-meet", of(Decision::Meet)),
            ("letter-decision-met-already", of(Decision::MetAlready)),
            ("letter-decision-not-necessary", of(Decision::NotNecessary)),
            ("letter-decision-unmet", of(Decision::Unmet)),
        ];
        let lines = counts.into_iter().filter(|(_, count)| *count > 0);
        let mut blocks =
            vec![LetterBlock::List(lines.map(|(name, count)| self.words.count(name, count)).collect())];
        push_own(&mut blocks, said);
        for need in &self.child.assessment.needs {
            self.push_need(&mut blocks, &need.current().fact, "letter-decided");
        }
        if let Some(not_met) = &self.child.assessment.not_met {
            blocks.push(self.paragraph("letter-decision-not-met", &[("why", &not_met.fact.why)]));
        }
        if let Some(reason) = &self.child.assessment.ceiling_reason {
            blocks.push(self.paragraph("letter-decision-late", &[("why", &reason.fact.why)]));
        }
        self.push_disagreements(&mut blocks, to);
        blocks.push(self.heading("letter-next"));
        blocks.push(match promised(self.rules, PLAN_STANDARD, self.today) {
            Some(date) => self.paragraph("letter-decision-plan-by", &[("date", &full_date(date))]),
            None => self.paragraph("letter-decision-plan", &[]),
        });
        self.push_ways(&mut blocks);
        self.letter(to, "letter-decision-subject", blocks).in_easy_read(self.easy_decision())
    }

    /// The plan: what, how much, from whom, from when, and what happens when something falls through.
    pub fn plan(&self, to: &Involved, plan: &Plan, said: &str) -> LetterText {
        let mut blocks = vec![self.paragraph("letter-plan-lead", &[])];
        push_own(&mut blocks, said);
        for service in &plan.services {
            let need =
                self.child.assessment.needs.iter().find(|need| need.current().fact.need == service.need);
            let need = need.map_or_else(String::new, |need| need.current().fact.statement.clone());
            let row = |name: &str, value: &str| (self.say(name, &[]), value.to_owned());
            blocks.push(LetterBlock::Heading(service.what.clone()));
            blocks.push(LetterBlock::Table(vec![
                row("letter-plan-need", &need),
                row("letter-plan-amount", &service.amount),
                row("letter-plan-provider", &service.provider),
                row("letter-plan-starts", &full_date(service.starts_on)),
                row("letter-plan-law", &citation(self.rules, &service.duty, self.today)),
                row("letter-plan-form", &self.words.say(service_form_name(service.form))),
            ]));
            self.push_money(&mut blocks, service);
        }
        if !plan.contingency.trim().is_empty() {
            blocks.push(self.heading("letter-plan-contingency"));
            blocks.push(LetterBlock::Paragraph(plan.contingency.clone()));
        }
        blocks.push(self.heading("letter-next"));
        blocks.push(self.paragraph("letter-plan-review", &[("date", &full_date(plan.review_on))]));
        blocks.push(self.paragraph("letter-plan-change", &[]));
        self.push_ways(&mut blocks);
        self.letter(to, "letter-plan-subject", blocks).in_easy_read(self.easy_plan(plan))
    }

    /// What the family can buy with the money, and how that was checked.
    fn push_money(&self, blocks: &mut Vec<LetterBlock>, service: &Service) {
        let (Some(rate), Some(sufficiency)) = (service.rate, &service.sufficiency) else { return };
        let values = [
            ("rate", pounds(self.words, rate)),
            ("market", pounds(self.words, sufficiency.market_rate)),
            ("asked", sufficiency.asked.clone()),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        blocks.push(self.paragraph("letter-plan-money", &values));
    }

    /// A need: what was decided or is proposed, why, under which law, what meets it.
    fn push_need(&self, blocks: &mut Vec<LetterBlock>, need: &NeedRecorded, prefix: &str) {
        let decision =
            Decision::ALL.iter().find(|(_, each)| *each == need.decision).map_or("", |(name, _)| name);
        blocks.push(LetterBlock::Heading(need.statement.clone()));
        blocks.push(self.paragraph(&format!("{prefix}-{}", decision.replace('_', "-")), &[]));
        if !need.met_by.is_empty() {
            blocks.push(self.paragraph("letter-need-met-by", &[("what", &need.met_by)]));
        }
        if let Some(quantity) = &need.quantity {
            let amount = quantity_words(self.words, quantity);
            blocks.push(self.paragraph("letter-need-quantity", &[("amount", &amount)]));
        }
        if !need.ratio.is_empty() {
            blocks.push(self.paragraph("letter-need-ratio", &[("ratio", &need.ratio)]));
        }
        blocks.push(self.paragraph("letter-need-why", &[("why", &need.why)]));
        if !need.criterion.is_empty() {
            let says = criterion_words(self.rules, &need.criterion);
            blocks.push(
                self.paragraph("letter-need-criterion", &[("criterion", &need.criterion), ("says", &says)]),
            );
        }
        if !need.explained.is_empty() {
            blocks.push(self.paragraph("letter-need-explained", &[("explained", &need.explained)]));
        }
        let law = citation(self.rules, &need.duty, self.today);
        blocks.push(self.paragraph("letter-need-law", &[("citation", &law)]));
    }

    /// What this person said and was not followed in: it stands in the letter, with its day and the answer. What anybody
    /// else said is theirs.
    fn push_disagreements(&self, blocks: &mut Vec<LetterBlock>, to: &Involved) {
        let mut own = Vec::new();
        for comment in &self.child.comments {
            let Some(answered) = &comment.answered else { continue };
            let theirs = comment.made.author.person == Some(to.person);
            if theirs && answered.fact.outcome != CommentOutcome::Changed {
                let date = full_date(london_date(comment.made.at));
                let values = [
                    ("date", date.as_str()),
                    ("words", &comment.made.fact.words),
                    ("answer", &answered.fact.words),
                ];
                own.push(self.say("letter-decision-you-said", &values));
            }
        }
        if !own.is_empty() {
            blocks.push(self.heading("letter-decision-disagreements"));
            blocks.push(LetterBlock::List(own));
        }
    }

    /// The ways to challenge: a choice, never a ladder.
    pub(super) fn push_ways(&self, blocks: &mut Vec<LetterBlock>) {
        let settings = self.rules.protocol().settings();
        let complaints = &settings.complaints;
        blocks.push(self.heading("letter-ways"));
        blocks.push(self.paragraph("letter-ways-lead", &[]));
        let talk = [("name", self.signer.name.as_str()), ("telephone", &self.signer.telephone)];
        let complain = [
            ("name", complaints.name.as_str()),
            ("telephone", &complaints.telephone),
            ("email", &complaints.email),
        ];
        blocks.push(LetterBlock::List(vec![
            self.say("letter-ways-talk", &talk),
            self.say(
                "letter-ways-second-look",
                &[("name", &settings.support.name), ("telephone", &settings.support.telephone)],
            ),
            self.say("letter-ways-complaint", &complain),
            self.say("letter-ways-ombudsman", &[]),
            self.say("letter-ways-court", &[]),
        ]));
        if let Some(advocacy) = settings.service(ADVOCACY_SERVICE) {
            let values = [("name", advocacy.name.as_str()), ("telephone", &advocacy.telephone)];
            blocks.push(self.paragraph("letter-ways-advocacy", &values));
        }
        blocks.push(self.paragraph("letter-ways-change-nothing", &[]));
    }
}

/// What whoever signs adds in their own words.
pub(super) fn push_own(blocks: &mut Vec<LetterBlock>, said: &str) {
    let paragraphs = said.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    blocks.extend(paragraphs.map(|paragraph| LetterBlock::Paragraph(paragraph.to_owned())));
}

/// Adds the letters to an act, so that they are issued with what they tell of.
pub fn with_letters(act: application::Act, id: Uuid, letters: Vec<IssueLetter>) -> application::Act {
    letters.into_iter().fold(act, |act, letter| act.and(id, letter))
}
