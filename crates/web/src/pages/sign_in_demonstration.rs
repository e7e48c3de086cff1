//! One click signs in as an invented person. It exists only in a demonstration, and says so.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, InsetText};
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
    session::sign_in(&site, &visitor.session, Who::Family { person: code.person, reach: code.reach }).await?;
    Ok(Redirect::to("/family").into_response())
}

/// The cast, each with a button; nothing where this is not a demonstration.
pub fn view(site: &Site, visitor: &Visitor) -> Html {
    let Some(demonstration) = &site.settings().demonstration else { return Html::default() };
    let words = site.words();
    Html::build(|writer| {
        writer.add(&InsetText::from(words.say("demonstration-sign-in").as_str()));
        let mut member = |field: &'static str, value: &str, name: &str, part: &str| {
            writer
                .element("form")
                .class("alongside-cast")
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
                    writer.add(&Button::secondary(
                        words.with("demonstration-as", &[("name", name), ("part", part)]),
                    ));
                });
        };
        for practitioner in &demonstration.practitioners {
            member("person", &practitioner.person.to_string(), &practitioner.name, &practitioner.part);
        }
        for family in &demonstration.families {
            member("code", &family.code, &family.name, &family.part);
        }
    })
}
