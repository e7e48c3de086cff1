//! The letters of help: the assessment, the plan, the end. The decision first, then why, then how to disagree. Nothing that is
//! about one adult alone stands in any of them.

use forms::{Answer, Answers, Language};
use guidance::full_date;
use records::challenge::Way;
use records::child::{LetterBlock, LetterText};
use records::help::{FORM, Help, SharedWhat};

use crate::failure::PageFailure;
use crate::questions::in_words;
use crate::site::Site;
use crate::ways::{self, Stands};

/// The letter to one person.
pub(super) async fn of(
    site: &Site,
    help: &Help,
    what: SharedWhat,
    to: &str,
    said: &str,
) -> Result<LetterText, PageFailure> {
    let words = site.words();
    let called = [("called", help.called.as_str())];
    let mut blocks = match what {
        SharedWhat::Assessment => assessment(site, help),
        SharedWhat::Plan => plan(site, help),
        SharedWhat::End => end(site, help),
    };
    if !said.trim().is_empty() {
        blocks.push(LetterBlock::Heading(words.say("help-letter-said")));
        blocks.extend(paragraphs(said));
    }
    blocks.push(LetterBlock::Heading(words.say("help-letter-disagree")));
    blocks.push(LetterBlock::Paragraph(words.say("help-letter-disagree-lead")));
    let about = if what == SharedWhat::Plan { "plan" } else { "decision" };
    let stands = Stands { what: about, way: Way::Talk, stage: None };
    blocks.push(LetterBlock::List(ways::after_answer(site, &stands)));
    Ok(LetterText {
        to: to.to_owned(),
        subject: words.with(&format!("help-letter-{}-subject", what.name()), &called),
        blocks,
        from: from(site, help).await?,
        ..LetterText::default()
    })
}

fn assessment(site: &Site, help: &Help) -> Vec<LetterBlock> {
    let words = site.words();
    let found = help.latest().and_then(|latest| latest.assessment());
    let Some(completed) = found.and_then(|found| found.completed.as_ref()) else { return Vec::new() };
    let answers = &completed.fact.answers;
    let agreed = found.is_some_and(records::help::Assessment::is_finished);
    let stands = if agreed { "help-letter-assessment-agreed" } else { "help-letter-assessment-waits" };
    let mut blocks = vec![
        LetterBlock::Paragraph(chosen(site, answers, "complete-follows")),
        LetterBlock::Paragraph(words.say(stands)),
        LetterBlock::Heading(words.say("help-letter-found")),
    ];
    blocks.extend(paragraphs(answers.text("complete-found").unwrap_or_default()));
    blocks.push(LetterBlock::Heading(words.say("help-letter-family")));
    blocks.extend(paragraphs(answers.text("complete-family").unwrap_or_default()));
    blocks.push(LetterBlock::Paragraph(words.say("help-letter-page")));
    blocks
}

fn plan(site: &Site, help: &Help) -> Vec<LetterBlock> {
    let words = site.words();
    let Some(written) = help.latest().and_then(|latest| latest.written.last()) else { return Vec::new() };
    let answers = &written.fact.answers;
    let mut blocks = vec![
        LetterBlock::Paragraph(words.say("help-letter-plan-lead")),
        LetterBlock::Heading(words.say("help-letter-plan-lines")),
        LetterBlock::List(lines(site, answers)),
    ];
    for (question, heading) in [
        ("plan-expected", "help-letter-expected"),
        ("plan-contact", "help-letter-contact"),
        ("plan-if", "help-letter-if"),
    ] {
        let text = answers.text(question).unwrap_or_default();
        if !text.trim().is_empty() {
            blocks.push(LetterBlock::Heading(words.say(heading)));
            blocks.extend(paragraphs(text));
        }
    }
    if let Some(next) = help.latest().and_then(records::help::Episode::next_review) {
        blocks.push(LetterBlock::Heading(words.say("help-letter-review")));
        blocks
            .push(LetterBlock::Paragraph(words.with("help-letter-review-on", &[("date", &full_date(next))])));
    }
    blocks
}

fn end(site: &Site, help: &Help) -> Vec<LetterBlock> {
    let words = site.words();
    let Some(ended) = help.latest().and_then(|latest| latest.ended.as_ref()) else { return Vec::new() };
    let date = full_date(ended.happened.date());
    let answers = &ended.fact.answers;
    let mut blocks = vec![
        LetterBlock::Paragraph(words.with("help-letter-end-on", &[("date", &date)])),
        LetterBlock::Heading(words.say("help-letter-why")),
    ];
    let why = answers.text("end-why").or_else(|| answers.text("judge-why"));
    blocks.extend(paragraphs(why.unwrap_or_default()));
    let after = answers.text("end-after").unwrap_or_default();
    if !after.trim().is_empty() {
        blocks.push(LetterBlock::Heading(words.say("help-letter-after")));
        blocks.extend(paragraphs(after));
    }
    blocks.push(LetterBlock::Paragraph(words.say("help-letter-back")));
    blocks
}

/// What was chosen, in the form's words.
fn chosen(site: &Site, answers: &Answers, question: &str) -> String {
    let form = site.application().forms().form_of(answers);
    let found = form.and_then(|form| Some((form, form.question(question)?, answers.get(question)?)));
    found.map_or_else(String::new, |(form, question, answer)| in_words(form, question, answer))
}

/// Each line of the plan as one sentence after another: who, what, by when, for what change.
pub(in crate::pages) fn lines(site: &Site, answers: &Answers) -> Vec<String> {
    let Some(Answer::Rows(rows)) = answers.get("plan-lines") else { return Vec::new() };
    let agencies = site.application().forms().latest(FORM).and_then(|form| form.question("plan-lines"));
    let agencies = agencies
        .and_then(|question| question.fields().iter().find(|field| field.id.as_str() == "line-agency"));
    let line = |row: &std::collections::BTreeMap<forms::QuestionId, Answer>| {
        let text = |name: &str| {
            let answer = row.iter().find(|(id, _)| id.as_str() == name).map(|(_, answer)| answer);
            match answer {
                Some(Answer::Text(text) | Answer::Choice(text)) => text.trim().to_owned(),
                _ => String::new(),
            }
        };
        let value = text("line-agency");
        let agency = agencies.and_then(|field| field.choices().iter().find(|choice| choice.value == value));
        let agency = agency.map_or(value, |choice| choice.words(&Language::english(), None).label.clone());
        let values = [
            ("who", text("line-who")),
            ("agency", agency),
            ("what", text("line-what")),
            ("when", text("line-when")),
            ("change", text("line-change")),
        ];
        site.words().with("help-plan-line", &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    };
    rows.iter().map(line).collect()
}

/// A text as paragraphs, one for each that its writer made.
fn paragraphs(text: &str) -> impl Iterator<Item = LetterBlock> + '_ {
    let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| LetterBlock::Paragraph(part.to_owned()))
}

/// Whom to ring: the lead practitioner, or the team that answers for support.
async fn from(site: &Site, help: &Help) -> Result<String, PageFailure> {
    let partnership = site.application().partnership_state().await?;
    let lead = help.latest().and_then(records::help::Episode::lead);
    let known = lead.and_then(|lead| partnership.state.practitioner(lead));
    let settings = site.application().rules().protocol().settings();
    let (name, telephone) = match known.filter(|known| !known.telephone.is_empty()) {
        Some(known) => (&known.name, &known.telephone),
        None => (&settings.support.name, &settings.support.telephone),
    };
    Ok(format!("{name}\n{telephone}\n{}", settings.partnership.authority))
}
