//! How families found it, as figures: for the data owner. Small numbers are left out, and nobody reads a reply by itself.

use application::FeedbackCounts;
use axum::extract::State;
use axum::response::Response;
use forms::Language;
use govuk::{Cell, Html, Table, Writer};
use records::feedback::Counted;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::work::shown::scroll;
use crate::site::Site;

/// The page.
pub async fn show(State(site): State<Site>, reader: SignedIn) -> Result<Response, PageFailure> {
    let counts = site.application().feedback_counts(&reader.actor).await?;
    let words = site.words();
    let title = words.say("figures-feedback-title");
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("figures-feedback-lead"));
        for step in &counts {
            write_step(&site, writer, step);
        }
    });
    Ok(page(&site, &Frame::practitioner(&reader.actor, "feedback"), &title, main))
}

fn write_step(site: &Site, writer: &mut Writer, step: &FeedbackCounts) {
    let words = site.words();
    let heading = words.say(&format!("figures-after-{}", step.after.name()));
    writer.element("h2").class("govuk-heading-m").text(&heading);
    let Some(replies) = step.counts.replies else {
        writer.paragraph(words.say("figures-too-few"));
        return;
    };
    writer.paragraph(words.count("figures-replies", replies));
    for (question, counted) in &step.counts.questions {
        let caption = label(site, question, None);
        scroll(writer, &caption, &table(site, question, &caption, counted));
    }
}

fn table(site: &Site, question: &str, caption: &str, counted: &[Counted]) -> Table {
    let words = site.words();
    let rows = counted
        .iter()
        .map(|answer| {
            let number =
                answer.number.map_or_else(|| words.say("figures-left-out"), |number| number.to_string());
            vec![Cell::from(label(site, question, Some(&answer.value)).as_str()), Cell::from(number.as_str())]
        })
        .collect();
    Table {
        caption: caption.to_owned(),
        caption_classes: "govuk-table__caption--s".to_owned(),
        head: Some(
            ["figures-answer", "figures-number"].map(|name| Cell::from(words.say(name).as_str())).into(),
        ),
        first_cell_is_header: true,
        rows,
        ..Table::default()
    }
}

/// A question, or one of its answers, in the form's words.
fn label(site: &Site, question: &str, value: Option<&str>) -> String {
    let language = Language::english();
    let form = site.application().forms().latest("feedback");
    let Some(asked) = form.and_then(|form| form.question(question)) else { return question.to_owned() };
    let Some(value) = value else { return asked.words(&language, None).label.clone() };
    let choice = asked.choices().iter().find(|choice| choice.value == value);
    choice.map_or_else(|| value.to_owned(), |choice| choice.words(&language, None).label.clone())
}
