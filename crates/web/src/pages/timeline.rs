//! What happened in a record, the latest first: each line with what was written, which opens below it.

use forms::{Answers, Language};
use govuk::{Details, Html, SummaryList, SummaryRow, Writer};

use crate::questions::in_words;
use crate::site::Site;

/// Writes the lines.
pub(super) fn write(writer: &mut Writer, site: &Site, lines: &[(String, Option<Answers>)]) {
    writer.element("ol").class("alongside-timeline").within(|writer| {
        for (line, answers) in lines {
            writer.element("li").class("alongside-timeline__item").within(|writer| match answers {
                Some(answers) if !answers.values.is_empty() => writer.add(&Details {
                    summary: line.as_str().into(),
                    content: Html::build(|writer| write_answers(writer, site, answers)).into(),
                    ..Details::default()
                }),
                _ => writer.paragraph(line.as_str()),
            });
        }
    });
}

/// What was written in one step, in the form's order.
pub(super) fn write_answers(writer: &mut Writer, site: &Site, answers: &Answers) {
    let language = Language::english();
    let Some(form) = site.application().forms().form_of(answers) else { return };
    let rows: Vec<SummaryRow> = form
        .questions()
        .filter_map(|question| {
            let answer = answers.get(question.id.as_str())?;
            let value = Html::build(|writer| {
                writer.element("div").class("alongside-as-written").text(&in_words(form, question, answer));
            });
            Some(SummaryRow::new(question.words(&language, None).label.clone(), value))
        })
        .collect();
    if !rows.is_empty() {
        writer.add(&SummaryList::of(rows));
    }
}
