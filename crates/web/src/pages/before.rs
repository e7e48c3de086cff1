//! What whoever takes a step reads first: what the principles and the standards ask of how people are treated, each with its clause.
//! Which clause stands before which step is said by the clause. It is never a list to tick.

use govuk::Writer;
use guidance::Occasion;

use crate::site::Site;

/// The piece, where any clause in force says that it is read before such a step.
pub(super) fn write_before_you_go(writer: &mut Writer, site: &Site, occasion: Occasion) {
    let application = site.application();
    let mut clauses = application.rules().guidance().read_before(occasion, application.today()).peekable();
    if clauses.peek().is_none() {
        return;
    }
    let words = site.words();
    let title = words.say(match occasion {
        Occasion::Visit => "before-visit",
        Occasion::Meeting => "before-meeting",
        Occasion::Telling => "before-telling",
    });
    writer.element("section").class("alongside-before").attribute("aria-label", &title).within(|writer| {
        writer.heading(2, title.as_str());
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for clause in clauses {
                writer.element("li").within(|writer| {
                    writer.text(&clause.requires);
                    writer.text(" ");
                    let link = writer.element("a").class("govuk-link");
                    link.attribute("href", &format!("/clauses/{}", clause.id)).text(&clause.citation);
                    if clause.verified.needs_badge() {
                        writer.text(" ");
                        let badge = writer.element("span").class("alongside-verified");
                        badge.text(&words.say("concern-unverified"));
                    }
                });
            }
        });
    });
}
