//! Why the family is not told yet, and when that is looked at again. Telling itself is a decision of its own, by a named
//! person, on a page of its own; this one cannot do it by accident.

use access::Action;
use application::{Act, Failure};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{
    Button, CharacterCount, CountLimit, DateInput, DatePart, Fieldset, Html, InsetText, Label, Textarea,
};
use guidance::{full_date, full_time};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::london_date;
use records::concern::SetTellingReview;
use uuid::Uuid;

use super::answer::open_for;
use super::parts::{TEXT_CHARACTERS_MAX, name_of, refusal_words, text_problems};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::site::Site;
use crate::submitted::Submitted;

const WHY: &str = "why";
/// The name before the parts of the date: `review-day`, `review-month`, `review-year`.
const REVIEW: &str = "review";

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(concern): Path<Uuid>,
) -> Result<Response, PageFailure> {
    view(&site, &signed_in, concern, None, &Problems::default()).await
}

/// The reason is given, with the day of the next look.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(concern): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let mut problems = text_problems(&site, &submitted, WHY, "telling-why-missing", TEXT_CHARACTERS_MAX);
    let review_at = review_of(&site, &submitted);
    if review_at.is_none() {
        problems.0.push((field("day"), site.words().say("telling-date-wrong")));
    }
    let Some(review_at) = review_at.filter(|_| problems.is_empty()) else {
        return view(&site, &signed_in, concern, Some(&submitted), &problems).await;
    };
    let set = SetTellingReview { why: submitted.value(WHY).to_owned(), review_at };
    let mut act = Act::on(concern, set);
    if let Some(once) = submitted.once {
        act = act.once(once);
    }
    match site.application().execute(&signed_in.actor, act).await {
        Ok(_) => Ok(Redirect::to(&format!("/concerns/{concern}")).into_response()),
        Err(Failure::Refused(refusal)) if refusal.code() == "no-such-concern" => Err(PageFailure::NotThere),
        Err(Failure::Refused(refusal)) => {
            let at = if refusal.code() == "review-in-past" { field("day") } else { WHY.to_owned() };
            let problems = Problems::one(&at, refusal_words(&site, refusal.code()));
            view(&site, &signed_in, concern, Some(&submitted), &problems).await
        }
        Err(failure) => Err(failure.into()),
    }
}

fn field(part: &str) -> String {
    format!("{REVIEW}-{part}")
}

/// The end of the day that was written, which is when the look must have happened.
fn review_of(site: &Site, submitted: &Submitted) -> Option<Timestamp> {
    let day = submitted.value(&field("day")).parse().ok()?;
    let month = submitted.value(&field("month")).parse().ok()?;
    let year = submitted.value(&field("year")).parse().ok()?;
    site.application().end_of_day(Date::new(year, month, day).ok()?)
}

async fn view(
    site: &Site,
    signed_in: &SignedIn,
    concern: Uuid,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let opened = open_for(site, signed_in, concern, "concern-telling", Action::DecideTelling).await?;
    let now = opened.state.not_telling.last().ok_or(PageFailure::NotThere)?;
    let words = site.words();
    let title = words.say("telling-title");
    let until = full_date(london_date(now.fact.review_at));
    let stands = match now.fact.owner {
        None => words.with("telling-nobody-yet", &[("until", &until)]),
        Some(owner) => {
            let name = name_of(site, Some(owner)).await?;
            let since = full_time(now.at);
            let named =
                [("name", name.as_str()), ("since", &since), ("until", &until), ("why", &now.fact.why)];
            words.with("telling-stands", &named)
        }
    };
    let proposed = london_date(site.application().telling_review_at());
    let typed = |name: &str, otherwise: String| {
        submitted.map_or(otherwise, |submitted| submitted.value(name).to_owned())
    };
    let date = DateInput {
        id: REVIEW.to_owned(),
        name_prefix: REVIEW.to_owned(),
        fieldset: Some(Fieldset::question(words.say("telling-review"))),
        hint: Some(words.with("telling-review-hint", &[("date", &full_date(proposed))]).into()),
        error: problems.of(&field("day")).map(Into::into),
        items: DatePart::all(
            typed(&field("day"), proposed.day().to_string()),
            typed(&field("month"), proposed.month().to_string()),
            typed(&field("year"), proposed.year().to_string()),
        ),
        ..DateInput::default()
    };
    let send = form(site, &signed_in.held, &format!("/concerns/{concern}/telling"), |writer| {
        writer.add(&CharacterCount {
            textarea: Textarea {
                name: WHY.into(),
                id: WHY.into(),
                label: Label::bold(words.say("telling-why")),
                hint: Some(words.say("telling-why-hint").into()),
                error: problems.of(WHY).map(Into::into),
                value: typed(WHY, String::new()),
                ..Textarea::default()
            },
            limit: CountLimit::Characters(TEXT_CHARACTERS_MAX),
            threshold: Some(75),
            ..CharacterCount::default()
        });
        writer.add(&date);
        writer.add(&Button::submit(words.say("telling-save")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.add(&InsetText { classes: "alongside-as-written".into(), ..InsetText::from(stands.as_str()) });
        writer.paragraph(words.say("telling-lead"));
        writer.element("p").class("govuk-body").within(|writer| {
            writer
                .element("a")
                .class("govuk-link")
                .attribute("href", &format!("/concerns/{concern}/tell"))
                .text(&words.say("telling-itself"));
        });
        writer.html(&send);
    });
    let frame = Frame::practitioner(&signed_in.actor, "front-door");
    let back = format!("/concerns/{concern}");
    Ok(full_page(site, &frame, &title, Some(&back), problems, main))
}
