//! Help that cannot wait for an assessment. It never moves the route.

use access::Action;
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Details, Fieldset, Html, InsetText, Label, Radios, Textarea};
use records::request::{DecideInterimHelp, InterimDecided};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::work::desk::Desk;
use crate::site::Site;
use crate::submitted::Submitted;

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, request, "interim", Action::Triage).await?;
    if !desk.request().is_open() {
        return Ok(desk.back());
    }
    let written = desk
        .request()
        .latest_triage()
        .and_then(|triage| triage.fact.answers.text("t6-interim-help").map(str::to_owned));
    Ok(view(&desk, "", &written.unwrap_or_default(), &Problems::default()))
}

/// What was decided is recorded, for the family to read.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, request, "interim", Action::Triage).await?;
    let (starts, words) = (submitted.value("starts"), submitted.value("words"));
    if !matches!(starts, "yes" | "no") {
        let problems = Problems::one("starts", site.words().say("interim-starts-missing"));
        return Ok(view(&desk, starts, words, &problems));
    }
    let decided = InterimDecided { starts: starts == "yes", words: words.to_owned() };
    match desk.attempt(Act::on(request, DecideInterimHelp(decided)), &submitted, |_| "words").await? {
        None => Ok(desk.back()),
        Some(problems) => Ok(view(&desk, starts, words, &problems)),
    }
}

fn view(desk: &Desk<'_>, starts: &str, written: &str, problems: &Problems) -> Response {
    let words = desk.site.words();
    let received = desk.request().received.as_ref();
    let urgent = received.is_some_and(|received| received.fact.care_may_fail)
        || desk.request().read.as_ref().is_some_and(|read| read.fact.care_may_fail);
    let page = form(desk.site, &desk.reader.held, &desk.href("interim"), |writer| {
        writer.add(&Radios {
            name: "starts".into(),
            id_prefix: "starts".into(),
            fieldset: Some(Fieldset::question(words.say("interim-starts"))),
            error: problems.of("starts").map(Into::into),
            value: starts.to_owned(),
            items: [("yes", "interim-starts-yes"), ("no", "interim-starts-no")]
                .iter()
                .map(|(value, name)| Choice::new(*value, words.say(name)).into())
                .collect(),
            ..Radios::default()
        });
        writer.add(&Textarea {
            name: "words".into(),
            id: "words".into(),
            label: Label::bold(words.say("interim-words")),
            hint: Some(words.say("interim-words-hint").into()),
            error: problems.of("words").map(Into::into),
            value: written.to_owned(),
            rows: 5,
            ..Textarea::default()
        });
        writer.add(&Button::submit(words.say("interim-submit")));
    });
    let accommodation = Html::build(|writer| {
        for name in ["interim-accommodation-1", "interim-accommodation-2", "interim-accommodation-3"] {
            writer.paragraph(words.say(name));
        }
    });
    desk.page(&words.say("interim-title"), problems, |writer| {
        writer.paragraph(words.say("interim-lead"));
        if urgent {
            writer.add(&InsetText::from(words.say("interim-urgent").as_str()));
        }
        writer.add(&Details {
            summary: words.say("interim-accommodation").into(),
            content: accommodation.clone().into(),
            open: true,
            ..Details::default()
        });
        writer.html(&page);
    })
}
