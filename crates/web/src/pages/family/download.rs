//! Everything that the reader may read, in one file to keep. The same state on the same day makes the same file.

use access::{Action, RecordKind};
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use govuk::Html;
use guidance::full_date;

use super::reading::Reading;
use super::{
    background, breaks, challenge, challenge_one, dates, home, letters, plan, record, request, sharing,
    steps, talk, told, views,
};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::site::Site;

/// The file stands alone, so its few styles are in it.
const STYLE: &str = include_str!("download.css");
/// What the file is called. It names nobody, because the machine it is kept on may be shared.
const DISPOSITION: &str = "attachment; filename=\"alongside.html\"";

/// The file.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-download").await?;
    let duties = reading.duties().await?;
    let words = site.words();
    let title = words.say("family-download-title");
    let may_record = reading.may(Action::Download, RecordKind::ChildRecord);
    let today = full_date(site.application().today());
    let body = Html::build(|writer| {
        writer.element("main").within(|writer| {
            writer.heading(1, title.as_str());
            writer.paragraph(words.with("family-download-made", &[("date", &today)]));
            writer.paragraph(words.say("family-download-lead"));
            writer.html(&told::view(&reading, 2));
            writer.html(&steps::view(&reading, &duties, 2));
            writer.html(&dates::view(&reading, &duties, 2));
            if reading.request.is_some() {
                writer.heading(2, words.say("family-request-title"));
                writer.html(&request::sent(&reading));
                writer.html(&home::answers(&reading, 3));
                writer.html(&background::body(&reading, 3));
            }
            if may_record {
                writer.heading(2, words.say("family-record-title"));
                writer.html(&record::body(&reading, &duties, 3, false));
                writer.heading(2, words.say("family-plan-title"));
                writer.html(&plan::body(&reading, 3));
                writer.heading(2, words.say("family-sharing-title"));
                writer.html(&sharing::body(&reading, 3));
                writer.heading(2, words.say("family-views-title"));
                writer.html(&views::body(&reading, 3));
                writer.heading(2, words.say("family-breaks-title"));
                writer.html(&breaks::body(&reading, 3));
            }
            writer.heading(2, words.say("family-letters-title"));
            writer.html(&letters::all(&reading, 3));
            for open in &reading.challenges {
                writer.heading(2, challenge_one::title(&reading, &open.opened.state));
                writer.html(&challenge_one::body(&reading, &open.opened.state, 3));
            }
            writer.html(&talk::view(&reading, 2));
            writer.html(&challenge::view(&reading, 2));
        });
    });
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_DISPOSITION, DISPOSITION)];
    Ok((headers, document(&title, &body)).into_response())
}

/// A page that stands alone, as a file to keep.
pub(crate) fn file(title: &str, main: &Html) -> Response {
    let body = Html::build(|writer| {
        writer.element("main").within(|writer| writer.html(main));
    });
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_DISPOSITION, DISPOSITION)];
    (headers, document(title, &body)).into_response()
}

fn document(title: &str, body: &Html) -> String {
    let html = Html::build(|writer| {
        writer.html(&Html::trusted("<!DOCTYPE html>\n"));
        writer.element("html").attribute("lang", "en").within(|writer| {
            writer.element("head").within(|writer| {
                writer.element("meta").attribute("charset", "utf-8").empty();
                writer
                    .element("meta")
                    .attribute("name", "viewport")
                    .attribute("content", "width=device-width, initial-scale=1")
                    .empty();
                writer.element("title").text(title);
                writer.element("style").within(|writer| writer.html(&Html::trusted(STYLE)));
            });
            writer.element("body").within(|writer| writer.html(body));
        });
    });
    // On paper nothing can be opened, so everything is open. Text is escaped: only our own markup can be meant.
    html.into_string().replace("<details ", "<details open ")
}
