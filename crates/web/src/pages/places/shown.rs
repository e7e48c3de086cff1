//! What other records show of places: where a child may be harmed, for those who may see it.

use access::{Action, RecordKind};
use govuk::{Html, Writer};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::site::Site;

/// The places that a child is linked to, and the way to link the child to one.
pub(in crate::pages) async fn write_places_of(
    site: &Site,
    signed_in: &SignedIn,
    child: Uuid,
) -> Result<Html, PageFailure> {
    let application = site.application();
    let places = application.places_of(&signed_in.actor, child).await?;
    let may_link = application.may_here(&signed_in.actor, Action::Write, RecordKind::Place);
    if places.is_empty() && !may_link {
        return Ok(Html::default());
    }
    let words = site.words();
    Ok(Html::build(|writer| {
        writer.heading(2, words.say("places-of-child"));
        writer.element("ul").class("govuk-list").within(|writer| {
            let link = |writer: &mut Writer, address: String, text: &str| {
                writer.element("li").within(|writer| {
                    writer.element("a").class("govuk-link").attribute("href", &address).text(text);
                });
            };
            for (place, name) in &places {
                link(writer, format!("/places/{place}"), name);
            }
            if may_link {
                link(writer, format!("/places?child={child}"), &words.say("places-link-child"));
            }
        });
    }))
}
