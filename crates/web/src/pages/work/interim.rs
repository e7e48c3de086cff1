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
    let standing = Standing { words: &written.unwrap_or_default(), ..Standing::default() };
    Ok(view(&desk, &standing, &Problems::default()))
}

/// What was decided is recorded, for the family to read.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, request, "interim", Action::Triage).await?;
    let standing = Standing {
        starts: submitted.value("starts"),
        words: submitted.value("words"),
        away: submitted.value("away"),
        explained: submitted.value("explained"),
    };
    if !matches!(standing.starts, "yes" | "no") {
        let problems = Problems::one("starts", site.words().say("interim-starts-missing"));
        return Ok(view(&desk, &standing, &problems));
    }
    let decided = InterimDecided {
        starts: standing.starts == "yes",
        words: standing.words.to_owned(),
        away: standing.away == "yes",
        explained: standing.explained.to_owned(),
    };
    let field = |code: &str| if code == "explain-first" { "explained" } else { "words" };
    match desk.attempt(Act::on(request, DecideInterimHelp(decided)), &submitted, field).await? {
        None => Ok(desk.back()),
        Some(problems) => Ok(view(&desk, &standing, &problems)),
    }
}

/// What stands in the fields.
#[derive(Default)]
struct Standing<'a> {
    starts: &'a str,
    words: &'a str,
    away: &'a str,
    explained: &'a str,
}

fn view(desk: &Desk<'_>, standing: &Standing<'_>, problems: &Problems) -> Response {
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
            value: standing.starts.to_owned(),
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
            value: standing.words.to_owned(),
            rows: 5,
            ..Textarea::default()
        });
        writer.add(&Radios {
            name: "away".into(),
            id_prefix: "away".into(),
            fieldset: Some(Fieldset::question(words.say("interim-away"))),
            value: if standing.away.is_empty() { "no".to_owned() } else { standing.away.to_owned() },
            items: [("yes", "interim-away-yes"), ("no", "interim-away-no")]
                .iter()
                .map(|(value, name)| Choice::new(*value, words.say(name)).into())
                .collect(),
            ..Radios::default()
        });
        writer.add(&Textarea {
            name: "explained".into(),
            id: "explained".into(),
            label: Label::bold(words.say("interim-explained")),
            hint: Some(words.say("interim-explained-hint").into()),
            error: problems.of("explained").map(Into::into),
            value: standing.explained.to_owned(),
            rows: 3,
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
