//! A code as it is shown: once, large, in words that can be spoken and written down.

use govuk::{Html, Writer};

use crate::session;
use crate::site::Site;

use crate::actor::Visitor;
use crate::failure::PageFailure;

/// Takes the code that waits to be shown. It is never shown again.
pub(super) async fn take(site: &Site, visitor: &Visitor) -> Result<Option<String>, PageFailure> {
    take_from(site, &visitor.session, visitor.held.code_to_show.clone()).await
}

/// The same, for any kind of reader.
pub(super) async fn take_from(
    site: &Site,
    session: &tower_sessions::Session,
    code: Option<String>,
) -> Result<Option<String>, PageFailure> {
    if code.is_some() {
        session::change(site, session, |held| held.code_to_show = None).await?;
    }
    Ok(code)
}

/// The code in its box.
pub(super) fn view(heading: &str, code: &str, notes: &[String]) -> Html {
    Html::build(|writer: &mut Writer| {
        writer.element("section").class("alongside-code-box").within(|writer| {
            writer.element("h2").class("govuk-heading-m").text(heading);
            writer.element("p").class("alongside-code").text(code);
            for note in notes {
                writer.element("p").class("govuk-body").text(note);
            }
        });
    })
}
