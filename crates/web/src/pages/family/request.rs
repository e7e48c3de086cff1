//! What somebody sent, word for word, with what was written back.

use access::Action;
use axum::extract::State;
use axum::response::Response;
use forms::Language;
use govuk::{Button, Html, SummaryList, SummaryRow};
use guidance::full_time;

use super::reading::Reading;
use super::{background, home, talk};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::questions::in_words;
use crate::site::Site;

/// The page. Only whoever sent a request has one.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-request").await?;
    if reading.request.is_none() {
        return Err(PageFailure::NotThere);
    }
    let words = site.words();
    let title = words.say("family-request-title");
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.html(&sent(&reading));
        writer.html(&home::answers(&reading, 2));
        if background::may(&reading, Action::Write) {
            writer.heading(2, words.say("family-background-title"));
            writer.paragraph(words.say("family-background-lead"));
            writer.add(&Button {
                classes: "govuk-button--secondary".into(),
                ..Button::link(words.say("family-background-link"), "/family/background")
            });
        }
        if reading.may_withdraw() {
            writer.heading(2, words.say("family-request-withdraw-title"));
            writer.paragraph(words.say("family-request-withdraw-lead"));
            writer.add(&Button {
                classes: "govuk-button--secondary".into(),
                ..Button::link(words.say("family-request-withdraw-link"), "/family/request/withdraw")
            });
        }
        writer.html(&talk::view(&reading, 2));
    });
    Ok(page(&site, &Frame::Family, &title, main))
}

/// What was sent: each question with its answer, as written.
pub(super) fn sent(reading: &Reading) -> Html {
    let words = reading.words();
    let Some(received) = reading.asked().and_then(|request| request.received.as_ref()) else {
        return Html::default();
    };
    let fact = &received.fact;
    let answers = &fact.answers;
    let forms = reading.site.application().forms();
    let language = Language::english();
    let rows = forms.form_of(answers).map_or_else(Vec::new, |form| {
        let voice = form.voice(answers);
        form.questions()
            .filter_map(|question| {
                let answer = answers.get(question.id.as_str())?;
                let said = Html::build(|writer| {
                    writer
                        .element("span")
                        .class("alongside-as-written")
                        .text(&in_words(form, question, answer));
                });
                Some(SummaryRow::new(question.words(&language, voice).label.as_str(), said))
            })
            .collect()
    });
    Html::build(|writer| {
        let (reference, time) = (fact.reference.as_str(), full_time(fact.received_at));
        writer.paragraph(words.with("family-request-received", &[("time", &time), ("reference", reference)]));
        if let Some(person) = fact.entered_by {
            let name = reading.name_of(Some(person));
            writer.paragraph(words.with("family-request-entered", &[("name", &name)]));
        }
        writer.paragraph(words.say("family-request-as-written"));
        writer.add(&SummaryList::of(rows));
    })
}
