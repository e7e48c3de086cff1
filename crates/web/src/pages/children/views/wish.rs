//! What followed a child's wish to speak to somebody alone.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Html};
use records::child::{FollowWish, Wish, WishFollowed, WishStep};
use uuid::Uuid;

use super::super::child_page::{ChildPage, carry_out, to_record};
use super::super::fields::Typed;
use super::must_see;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// The form.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, wish)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "views").await?;
    view(&page, wish, None, &Problems::default())
}

/// It is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, wish)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "views").await?;
    found(&page, wish)?;
    let chosen = submitted.value("step");
    let step = WishStep::ALL.iter().find(|(name, _)| *name == chosen).map(|(_, step)| *step);
    let problems = match step {
        None => Some(Problems::one("step", site.words().say("children-wish-step-missing"))),
        Some(step) => {
            let followed = WishFollowed { wish, step, words: submitted.value("words").to_owned() };
            carry_out(&site, &page.actor, Act::on(id, FollowWish(followed)), &submitted, field_of).await?
        }
    };
    match problems {
        None => Ok(to_record(id, "/views")),
        Some(problems) => view(&page, wish, Some(&submitted), &problems),
    }
}

fn found(page: &ChildPage, wish: Uuid) -> Result<&Wish, PageFailure> {
    must_see(page)?;
    page.must(Action::RecordMeeting, RecordKind::ChildRecord)?;
    page.child().views.wish(wish).ok_or(PageFailure::NotThere)
}

fn field_of(code: &str) -> &'static str {
    if code == "wish-words-missing" { "words" } else { "step" }
}

fn view(
    page: &ChildPage,
    wish: Uuid,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let known = found(page, wish)?;
    let words = page.words();
    let title = words.say("children-wish-follow");
    let typed = Typed::new(&page.site, submitted, problems);
    let refused = known.has(WishStep::NotAgreed);
    let offered = |step: WishStep| match step {
        WishStep::SupervisorTold | WishStep::AdvocateTold => refused && !known.has(step),
        WishStep::NotAgreed => true,
        WishStep::Honoured | WishStep::Withdrawn => !known.has(step),
    };
    let choices = WishStep::ALL
        .iter()
        .filter(|(_, step)| offered(*step))
        .map(|(name, _)| Choice::new(*name, words.say(&format!("wish-step-{}", name.replace('_', "-")))))
        .collect();
    let fields = form(&page.site, &page.held, &page.path(&format!("/wishes/{wish}")), |writer| {
        typed.radios(writer, "step", "children-wish-step-form", choices, "");
        typed.area(writer, "words", "children-wish-step-words", "");
        writer.add(&Button::submit(words.say("children-view-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.with("children-wish-of", &[("with", &known.recorded.fact.with)]));
        writer.paragraph(words.say("children-wish-lead"));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("/views"), problems, main))
}
