//! What was not borne out is out of view. Whoever decides a new concern about the same child opens it with a reason, which
//! is kept with it.

use access::Action;
use application::{Act, Failure};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, CharacterCount, CountLimit, Html, Label, Textarea};
use guidance::full_date;
use kernel::london_date;
use records::concern::{EarlierOpened, OpenEarlier};
use uuid::Uuid;

use super::answer::open_for;
use super::parts::{TEXT_CHARACTERS_MAX, refusal_words, text_problems};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::site::Site;
use crate::submitted::Submitted;

const WHY: &str = "earlier-why";

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((concern, earlier)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    view(&site, &signed_in, (concern, earlier), "", &Problems::default()).await
}

/// It is opened.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((concern, earlier)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    // Whether the two belong together is asked before anything is written.
    since(&site, &signed_in, concern, earlier).await?;
    let typed = submitted.value(WHY);
    let problems = text_problems(&site, &submitted, WHY, "refusal-earlier-needs-why", TEXT_CHARACTERS_MAX);
    if !problems.is_empty() {
        return view(&site, &signed_in, (concern, earlier), typed, &problems).await;
    }
    let open = OpenEarlier(EarlierOpened { for_concern: concern, why: typed.to_owned() });
    let mut act = Act::on(earlier, open);
    if let Some(once) = submitted.once {
        act = act.once(once);
    }
    match site.application().execute(&signed_in.actor, act).await {
        Ok(_) => Ok(Redirect::to(&format!("/concerns/{earlier}")).into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one(WHY, refusal_words(&site, refusal.code()));
            view(&site, &signed_in, (concern, earlier), typed, &problems).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// When the earlier one was raised, if it is about the same child and this reader decides the new one.
async fn since(
    site: &Site,
    signed_in: &SignedIn,
    concern: Uuid,
    earlier: Uuid,
) -> Result<String, PageFailure> {
    let opened = open_for(site, signed_in, concern, "concern-diversion", Action::OpenEarlier).await?;
    let found = site.application().earlier_concerns(&signed_in.actor, concern, &opened).await?;
    let row = found.iter().find(|row| row.stream.id == earlier).ok_or(PageFailure::NotThere)?;
    Ok(full_date(london_date(row.at)))
}

async fn view(
    site: &Site,
    signed_in: &SignedIn,
    (concern, earlier): (Uuid, Uuid),
    typed: &str,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let date = since(site, signed_in, concern, earlier).await?;
    let words = site.words();
    let title = words.with("earlier-title", &[("date", &date)]);
    let send = form(site, &signed_in.held, &format!("/concerns/{concern}/earlier/{earlier}"), |writer| {
        writer.add(&CharacterCount {
            textarea: Textarea {
                name: WHY.into(),
                id: WHY.into(),
                label: Label::bold(words.say("earlier-why")),
                hint: Some(words.say("earlier-why-hint").into()),
                error: problems.of(WHY).map(Into::into),
                value: typed.to_owned(),
                ..Textarea::default()
            },
            limit: CountLimit::Characters(TEXT_CHARACTERS_MAX),
            threshold: Some(75),
            ..CharacterCount::default()
        });
        writer.add(&Button::submit(words.say("earlier-open")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("earlier-lead"));
        writer.html(&send);
    });
    let frame = Frame::practitioner(&signed_in.actor, "front-door");
    let back = format!("/concerns/{concern}/diversion");
    Ok(full_page(site, &frame, &title, Some(&back), problems, main))
}
