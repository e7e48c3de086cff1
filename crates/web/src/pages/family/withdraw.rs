//! Taking a request back. Only whoever made it can, and why is counted, because fear of the process is a finding
//! about the process.

use application::{Act, Failure};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Choice, Fieldset, Html, Label, Radios, Textarea};
use records::request::{Withdraw, Withdrawn};

use super::reading::Reading;
use super::talk;
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::site::Site;
use crate::submitted::Submitted;

/// The reasons that are counted, each with its message.
const REASONS: [(&str, &str); 5] = [
    ("fear-of-process", "family-withdraw-reason-fear-of-process"),
    ("intrusive-questions", "family-withdraw-reason-intrusive-questions"),
    ("help-elsewhere", "family-withdraw-reason-help-elsewhere"),
    ("no-longer-needed", "family-withdraw-reason-no-longer-needed"),
    ("other", "family-withdraw-reason-other"),
];

/// What somebody may add in their own words, in characters; as much as any long answer takes.
const WORDS_MAX: usize = 10_000;

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-withdraw").await?;
    if !reading.may_withdraw() {
        return Err(PageFailure::NotThere);
    }
    Ok(view(&reading, &holder, &Submitted::default(), &Problems::default()))
}

/// The request is taken back.
pub async fn submit(
    State(site): State<Site>,
    holder: CodeHolder,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-withdraw").await?;
    let request = reading.request.as_ref().map(|open| open.id).ok_or(PageFailure::NotThere)?;
    let once = submitted.once.ok_or(PageFailure::NotAForm)?;
    let problems = check(&site, &submitted);
    if !problems.is_empty() {
        return Ok(view(&reading, &holder, &submitted, &problems));
    }
    let withdrawn = Withdrawn {
        reason: submitted.value("reason").to_owned(),
        words: submitted.value("your-words").to_owned(),
    };
    let act = Act::on(request, Withdraw(withdrawn)).once(once);
    match site.application().execute(&holder.actor, act).await {
        Ok(_) => Ok(Redirect::to("/family").into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one("reason", super::comment::refused(&site, refusal.code()));
            Ok(view(&reading, &holder, &submitted, &problems))
        }
        Err(other) => Err(other.into()),
    }
}

fn check(site: &Site, submitted: &Submitted) -> Problems {
    let mut problems = Problems::default();
    let reason = submitted.value("reason");
    if !reason.is_empty() && !REASONS.iter().any(|(known, _)| *known == reason) {
        problems.0.push(("reason".to_owned(), site.words().say("refusal-reason-unknown")));
    }
    if submitted.value("your-words").chars().count() > WORDS_MAX {
        problems.0.push(("your-words".to_owned(), site.words().say("family-withdraw-too-long")));
    }
    problems
}

fn view(reading: &Reading, holder: &CodeHolder, submitted: &Submitted, problems: &Problems) -> Response {
    let site = &reading.site;
    let words = site.words();
    let title = words.say("family-withdraw-title");
    let withdraw = form(site, &holder.held, "/family/request/withdraw", |writer| {
        writer.add(&Radios {
            name: "reason".into(),
            id_prefix: "reason".into(),
            fieldset: Some(Fieldset::question(words.say("family-withdraw-reason"))),
            hint: Some(words.say("family-withdraw-reason-hint").into()),
            error: problems.of("reason").map(Into::into),
            value: submitted.value("reason").to_owned(),
            items: REASONS.iter().map(|(value, name)| Choice::new(*value, words.say(name)).into()).collect(),
            ..Radios::default()
        });
        writer.add(&Textarea {
            name: "your-words".into(),
            id: "your-words".into(),
            label: Label::bold(words.say("family-withdraw-words")),
            error: problems.of("your-words").map(Into::into),
            value: submitted.value("your-words").to_owned(),
            ..Textarea::default()
        });
        writer.add(&Button::submit(words.say("family-withdraw-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("family-withdraw-lead"));
        writer.paragraph(words.say("family-withdraw-again"));
        writer.html(&withdraw);
        writer.html(&talk::view(reading, 2));
    });
    full_page(site, &Frame::Family, &title, Some("/family/request"), problems, main)
}
