//! Every return that was checked, with what is still open, and what is the reader's own to see to.

use access::{Action, RecordKind};
use axum::extract::State;
use axum::response::Response;
use govuk::{Button, Cell, Html, Writer};
use guidance::full_date;
use kernel::{PersonId, london_date};
use records::statutory::{Return, Severity, Which};

use super::open::called;
use super::shown::{number, write_table};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::children::fields::link;
use crate::site::Site;

/// The page.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    let application = site.application();
    let returns = application.returns(&signed_in.actor).await?;
    let may_check = application.may_here(&signed_in.actor, Action::Write, RecordKind::Return);
    let words = site.words();
    let title = words.say("returns-title");
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("returns-lead"));
        if may_check {
            writer.add(&Button::link(words.say("returns-check"), "/returns/new".to_owned()));
        }
        if returns.is_empty() {
            writer.paragraph(words.say("returns-none"));
            return;
        }
        write_own(writer, &site, signed_in.person, &returns);
        writer.heading(2, words.say("returns-checked"));
        let head = [
            "returns-head-return",
            "returns-head-checked",
            "returns-head-children",
            "returns-head-errors",
            "returns-head-queries",
            "returns-head-others",
            "returns-head-open",
        ];
        let rows = returns.iter().filter_map(|(which, state)| row(&site, *which, state)).collect();
        write_table(writer, &site, "returns-checked", &head, rows);
    });
    Ok(page(&site, &Frame::practitioner(&signed_in.actor, "returns"), &title, main))
}

fn row(site: &Site, which: Which, state: &Return) -> Option<Vec<Cell>> {
    let latest = state.latest()?;
    let check = &latest.fact;
    let name = Html::build(|writer| link(writer, &format!("/returns/{which}"), &called(site, which), ""));
    let others = check.times(Severity::Integrity) + check.times(Severity::Unknown);
    let open = state.findings.len() - state.explained();
    Some(vec![
        Cell::from(name),
        Cell::from(full_date(london_date(latest.at)).as_str()),
        number(check.children.into()),
        number(check.times(Severity::Error)),
        number(check.times(Severity::Query)),
        number(others),
        number(open as u64),
    ])
}

/// What the reader sees to and is not explained, in each return.
fn write_own(writer: &mut Writer, site: &Site, person: PersonId, returns: &[(Which, Return)]) {
    let own = |state: &Return| {
        let own =
            |each: &&records::statutory::Standing| each.assigned == Some(person) && each.explained.is_none();
        state.findings.iter().filter(own).count() as u64
    };
    let own: Vec<(Which, u64)> =
        returns.iter().map(|(which, state)| (*which, own(state))).filter(|(_, own)| *own > 0).collect();
    writer.heading(2, site.words().say("returns-own"));
    if own.is_empty() {
        return writer.paragraph(site.words().say("returns-own-none"));
    }
    writer.element("ul").class("govuk-list").within(|writer| {
        for (which, number) in own {
            writer.element("li").within(|writer| {
                let address = format!("/returns/{which}/findings?who=me&state=open");
                link(writer, &address, &site.words().count("returns-own-count", number), "");
                writer.text(" ");
                writer.text(&called(site, which));
            });
        }
    });
}
