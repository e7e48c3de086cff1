//! One click signs in as an invented person. It exists only in a demonstration, and says so.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Cell, Html, InsetText, Table};
use kernel::PersonId;

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::write_tokens;
use crate::session::{self, Who};
use crate::site::Site;
use crate::submitted::Submitted;

/// Signs in as one of the cast.
pub async fn submit(
    State(site): State<Site>,
    visitor: Visitor,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let demonstration = site.settings().demonstration.as_ref().ok_or(PageFailure::NotThere)?;
    if let Some(person) = submitted.identifier("person").map(PersonId) {
        let known = demonstration.practitioners.iter().any(|member| member.person == person);
        if !known {
            return Err(PageFailure::NotThere);
        }
        session::sign_in(&site, &visitor.session, Who::Practitioner { person }).await?;
        return Ok(Redirect::to("/today").into_response());
    }
    let typed = submitted.value("code");
    let known = demonstration.families.iter().any(|member| member.code == typed);
    let found = if known {
        site.application().store().look_up_code(site.application().partnership(), typed).await?
    } else {
        None
    };
    let code = found.ok_or(PageFailure::NotThere)?;
    let (person, reach) = (code.person, code.reach);
    if site.application().has_phrase(person).await? {
        session::sign_in(&site, &visitor.session, Who::HalfFamily { person, reach }).await?;
        return Ok(Redirect::to("/return/phrase").into_response());
    }
    session::sign_in(&site, &visitor.session, Who::Family { person, reach }).await?;
    Ok(Redirect::to("/family").into_response())
}

/// The cast, each with a button; nothing where this is not a demonstration.
pub fn view(site: &Site, visitor: &Visitor) -> Html {
    let Some(demonstration) = &site.settings().demonstration else { return Html::default() };
    let words = site.words();
    let row = |field: &'static str, value: &str, name: &str, part: &str| {
        let enter = Html::build(|writer| {
            writer
                .element("form")
                .attribute("action", "/sign-in/demonstration")
                .attribute("method", "post")
                .within(|writer| {
                    write_tokens(site, &visitor.held, writer);
                    writer
                        .element("input")
                        .attribute("type", "hidden")
                        .attribute("name", field)
                        .attribute("value", value)
                        .empty();
                    writer.add(&Button {
                        classes: "alongside-cast__button".into(),
                        ..Button::secondary(words.with("demonstration-as", &[("name", name)]))
                    });
                });
        });
        vec![Cell::from(enter), Cell::from(part)]
    };
    let practitioners = demonstration
        .practitioners
        .iter()
        .map(|each| row("person", &each.person.to_string(), &each.name, &each.part));
    let families = demonstration.families.iter().map(|each| row("code", &each.code, &each.name, &each.part));
    let table = |caption: &str, rows: Vec<Vec<Cell>>| Table {
        caption: words.say(caption),
        caption_classes: "govuk-table__caption--m".into(),
        head: Some(
            ["demonstration-person", "demonstration-part"]
                .map(|name| Cell::from(words.say(name).as_str()))
                .into(),
        ),
        rows,
        classes: "alongside-cast".into(),
        ..Table::default()
    };
    Html::build(|writer| {
        writer.add(&InsetText::from(words.say("demonstration-sign-in").as_str()));
        writer.add(&table("demonstration-families", families.collect()));
        writer.add(&table("demonstration-practitioners", practitioners.collect()));
        writer.element("h2").class("govuk-heading-m").text(&words.say("demonstration-otherwise"));
    })
}
