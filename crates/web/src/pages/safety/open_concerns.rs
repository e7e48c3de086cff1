//! What is open about a child, for the manager who confirms a route or names an assessor: that there is an enquiry or a
//! concern, since when, and whom to ring. Nothing of what it says, and nothing for anybody else.

use application::OpenConcern;
use govuk::{Html, InsetText};
use guidance::full_date;
use kernel::london_date;

use crate::site::Site;

/// The part of the page. Nobody else's page has such a part, so that it tells nothing where it is missing.
pub(in crate::pages) fn shown(site: &Site, found: Option<&[OpenConcern]>) -> Html {
    let Some(found) = found else { return Html::default() };
    let words = site.words();
    let line = &site.application().rules().protocol().settings().safety_line;
    let said = Html::build(|writer| {
        if found.is_empty() {
            return writer.paragraph(words.say("open-concerns-none"));
        }
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for open in found {
                let name = if open.enquiries { "open-concerns-enquiries" } else { "open-concerns-raised" };
                let date = full_date(london_date(open.raised_at));
                writer.element("li").text(&words.with(name, &[("date", &date)]));
            }
        });
        let reach = [("who", line.answered_by.as_str()), ("number", line.number.as_str())];
        writer.paragraph(words.with("open-concerns-ring", &reach));
        writer.paragraph(words.say("open-concerns-only-you"));
    });
    Html::build(|writer| {
        writer.heading(2, words.say("open-concerns-heading"));
        writer.add(&InsetText { content: said.into(), ..InsetText::default() });
    })
}
