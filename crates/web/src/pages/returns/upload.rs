//! The page on which a return is checked: from files, or from the record. Files are held in memory while they are checked, and
//! forgotten; what cannot be read is answered with where and why, and nothing of it is kept.

use access::{Action, RecordKind};
use application::{Act, Failure};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Details, Html, Writer};
use records::statutory::{RecordCheck, Source};
use returns::{Year, cin};

use super::checking::{self, Given, NotChecked, check, which, working_days};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::files;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::fields::Typed;
use crate::site::Site;
use crate::submitted::Submitted;
use crate::uploaded::{LAST_FIELD, RETURN_BYTES_MAX, RETURN_FIELD, UploadedReturn};

/// The field that says by which year's rules.
pub(super) const YEAR_FIELD: &str = "year";
/// The field of the other form that says of which year the record is asked.
pub(super) const BUILD_FIELD: &str = "build-year";

/// The page.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    may_check(&site, &signed_in)?;
    view(&site, &signed_in, None, &Problems::default())
}

/// Files are checked.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    uploaded: Result<UploadedReturn, PageFailure>,
) -> Result<Response, PageFailure> {
    may_check(&site, &signed_in)?;
    let words = site.words();
    let uploaded = match uploaded {
        Err(PageFailure::TooLarge) => {
            let most = (RETURN_BYTES_MAX / (1024 * 1024)).to_string();
            let said = words.with("returns-too-large", &[("most", &most)]);
            return view(&site, &signed_in, None, &Problems::one(RETURN_FIELD, said));
        }
        uploaded => uploaded?,
    };
    // The place among uploads is held until the files are checked and forgotten.
    let UploadedReturn { submitted, files, last, .. } = uploaded;
    let again = |field: &str, message: String| {
        view(&site, &signed_in, Some(&submitted), &Problems::one(field, message))
    };
    if files.is_empty() {
        return again(RETURN_FIELD, words.say("returns-choose-files"));
    }
    let year = match submitted.value(YEAR_FIELD) {
        "" => None,
        typed => match typed.parse::<Year>() {
            Ok(year) => Some(year),
            Err(_) => return again(YEAR_FIELD, words.say("returns-choose-year")),
        },
    };
    let working_days = working_days(site.application().rules().guidance());
    let given = Given { files, last, year, working_days };
    // Checking takes a processor for a while; other pages answer all the same.
    let checked = tokio::task::spawn_blocking(move || check(given)).await.map_err(PageFailure::not_made)?;
    let (report, files) = match checked {
        Ok(checked) => checked,
        Err(NotChecked::Neither) => return again(RETURN_FIELD, words.say("returns-neither")),
        Err(NotChecked::OneFile) => return again(RETURN_FIELD, words.say("returns-one-file")),
        Err(NotChecked::Unreadable(why)) => {
            return again(RETURN_FIELD, words.with("returns-unreadable", &[("why", &why)]));
        }
        Err(NotChecked::Flaw(flaw)) => return Err(PageFailure::not_made(flaw)),
    };
    let Some(which) = which(&report) else {
        return again(YEAR_FIELD, words.say("returns-choose-year"));
    };
    let new = || site.application().new_identifier();
    let (check, findings) = checking::kept(&report, which, Source::Uploaded, files, |_| None, new);
    keep(&site, &signed_in, RecordCheck { check, findings }, &submitted).await
}

/// Keeps what was found, and goes on to it.
pub(super) async fn keep(
    site: &Site,
    signed_in: &SignedIn,
    command: RecordCheck,
    submitted: &Submitted,
) -> Result<Response, PageFailure> {
    let which = command.check.which;
    let act = submitted.once.into_iter().fold(Act::on(which.id(), command), Act::once);
    match site.application().execute(&signed_in.actor, act).await {
        Ok(_) | Err(Failure::AlreadyDone) => Ok(Redirect::to(&format!("/returns/{which}")).into_response()),
        Err(failure) => Err(failure.into()),
    }
}

pub(super) fn may_check(site: &Site, signed_in: &SignedIn) -> Result<(), PageFailure> {
    let may = site.application().may_here(&signed_in.actor, Action::Write, RecordKind::Return);
    if may { Ok(()) } else { Err(PageFailure::NotThere) }
}

/// The years of which rules of the census are here, the latest first, each with how it is sent.
fn years() -> Result<Vec<(String, String)>, PageFailure> {
    let years = cin::years().map_err(PageFailure::not_made)?;
    Ok(years.into_iter().rev().map(|(year, _)| (year.ends().to_string(), year.to_string())).collect())
}

pub(super) fn view(
    site: &Site,
    signed_in: &SignedIn,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let words = site.words();
    let title = words.say("returns-new-title");
    let years = years()?;
    let choices = || years.iter().map(|(value, name)| (value.as_str(), name.clone())).collect();
    let typed = Typed::new(site, submitted, problems);
    let today = cin::period_on(site.application().today()).map_err(PageFailure::not_made)?;
    let this_year = today.map(|period| period.year.ends().to_string()).unwrap_or_default();
    let most = (RETURN_BYTES_MAX / (1024 * 1024)).to_string();
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.heading(2, words.say("returns-new-files"));
        writer.paragraph(words.say("returns-new-files-lead"));
        writer.html(&files::form(site, &signed_in.held, "/returns/new", |writer| {
            let hint = words.with("returns-files-hint", &[("most", &most)]);
            write_files(writer, site, RETURN_FIELD, "returns-files", &hint, problems);
            write_files(writer, site, LAST_FIELD, "returns-last", &words.say("returns-last-hint"), problems);
            typed.select(writer, YEAR_FIELD, "returns-year", choices(), "");
            writer.add(&Button::submit(words.say("returns-new-button")));
        }));
        writer.add(&Details {
            summary: words.say("returns-forgotten-title").into(),
            content: words.say("returns-forgotten").into(),
            ..Details::default()
        });
        writer.heading(2, words.say("returns-new-build"));
        writer.paragraph(words.say("returns-new-build-lead"));
        writer.html(&form(site, &signed_in.held, "/returns/build", |writer| {
            typed.select(writer, BUILD_FIELD, "returns-build-year", choices(), &this_year);
            writer.add(&Button::secondary(words.say("returns-build-button")));
        }));
    });
    let frame = Frame::practitioner(&signed_in.actor, "returns");
    Ok(full_page(site, &frame, &title, Some("/returns"), problems, main))
}

/// A field for several files.
fn write_files(writer: &mut Writer, site: &Site, name: &str, message: &str, hint: &str, problems: &Problems) {
    let words = site.words();
    let error = problems.of(name);
    let group = if error.is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" };
    writer.element("div").class(group).within(|writer| {
        let label = writer.element("label").class("govuk-label govuk-label--s").attribute("for", name);
        label.text(&words.say(message));
        let hint_id = format!("{name}-hint");
        writer.element("div").class("govuk-hint").attribute("id", &hint_id).text(hint);
        let mut described = hint_id;
        if let Some(error) = &error {
            let error_id = format!("{name}-error");
            writer.element("p").class("govuk-error-message").attribute("id", &error_id).within(|writer| {
                writer.element("span").class("govuk-visually-hidden").text(&words.say("attachments-error"));
                writer.text(" ");
                writer.text(error);
            });
            described = format!("{described} {error_id}");
        }
        let class =
            if error.is_some() { "govuk-file-upload govuk-file-upload--error" } else { "govuk-file-upload" };
        writer
            .element("input")
            .class(class)
            .attribute("type", "file")
            .attribute("id", name)
            .attribute("name", name)
            .attribute("accept", ".xml,.csv,text/xml,text/csv")
            .attribute("aria-describedby", &described)
            .flag("multiple", true)
            .empty();
    });
}
