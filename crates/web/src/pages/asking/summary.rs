//! The answers to check, section by section, each with a link that changes it.

use forms::{Language, Question};
use govuk::{Html, SummaryAction, SummaryList, SummaryRow};

use crate::questions::in_words;
use crate::site::Site;

use super::draft::Writing;

/// The answers. `href` says where a question is changed, `left_out` what stands where nothing was answered.
pub(super) fn view(
    site: &Site,
    writing: &Writing<'_>,
    left_out: &str,
    href: impl Fn(&Question) -> String,
) -> Html {
    let language = Language::english();
    let answers = &writing.draft.answers;
    let asked = writing.form.visible_questions(answers);
    Html::build(|writer| {
        for section in writing.form.sections() {
            let rows: Vec<SummaryRow> = section
                .questions
                .iter()
                .filter(|question| asked.iter().any(|other| other.id == question.id))
                .map(|question| row(site, writing, question, left_out, href(question)))
                .collect();
            if !rows.is_empty() {
                writer.heading(2, section.worded.words(&language, None).label.as_str());
                writer.add(&SummaryList::of(rows));
            }
        }
    })
}

fn row(site: &Site, writing: &Writing<'_>, question: &Question, left_out: &str, href: String) -> SummaryRow {
    let words = site.words();
    let answers = &writing.draft.answers;
    let label = question.words(&Language::english(), writing.form.voice(answers)).label.clone();
    let answer = answers.get(question.id.as_str());
    // The identifier is what an error summary links to.
    let value = Html::build(|writer| {
        writer.element("span").attribute("id", question.id.as_str()).class("alongside-as-written").within(
            |writer| match answer {
                Some(answer) => writer.text(&in_words(writing.form, question, answer)),
                None => writer.text(left_out),
            },
        );
    });
    let change = words.say(if answer.is_some() { "ask-check-change" } else { "ask-check-answer" });
    let about = words.with("ask-check-about", &[("question", &label)]);
    SummaryRow::new(label, value).action(SummaryAction::new(change, href, about))
}
