//! Breaks are arranged: with whom or where, on which legal footing, and what was explained before anyone agreed.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Html};
use records::child::{ArrangeBreaks, Basis, BreaksArranged, Crossing};
use uuid::Uuid;

use super::super::child_page::{ChildPage, carry_out, to_record};
use super::super::fields::{Typed, date_typed};
use super::write_crossing;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::ledger;
use crate::site::Site;
use crate::submitted::Submitted;

/// The empty form.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "breaks").await?;
    view(&page, None, None, &Problems::default())
}

/// It is arranged, or what it changes is explained first.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "breaks").await?;
    page.must(Action::Plan, RecordKind::Plan)?;
    let arranged = match read(&page, &submitted) {
        Ok(arranged) => arranged,
        Err(problems) => return view(&page, None, Some(&submitted), &problems),
    };
    let crossing = page.child().breaks.crossing_by_arranging(&arranged);
    let change_explained = submitted.value("change_explained").to_owned();
    if crossing.is_some() && change_explained.is_empty() && submitted.value("step").is_empty() {
        return view(&page, crossing.as_ref(), Some(&submitted), &Problems::default());
    }
    let act = Act::on(id, ArrangeBreaks { arranged, change_explained });
    match carry_out(&site, &page.actor, act, &submitted, field_of).await? {
        None => Ok(to_record(id, "/breaks")),
        Some(problems) => view(&page, crossing.as_ref(), Some(&submitted), &problems),
    }
}

fn field_of(code: &str) -> &'static str {
    match code {
        "breaks-place-missing" => "place",
        "section-20-not-explained" => "explained",
        "regime-not-explained" => "change_explained",
        _ => "provider",
    }
}

fn read(page: &ChildPage, submitted: &Submitted) -> Result<BreaksArranged, Problems> {
    let words = page.words();
    let mut problems = Problems::default();
    let basis =
        Basis::ALL.iter().find(|(name, _)| *name == submitted.value("basis")).map(|(_, basis)| *basis);
    if basis.is_none() {
        problems.0.push(("basis".to_owned(), words.say("children-breaks-basis-missing")));
    }
    let from = date_typed(submitted, "from").ok().flatten();
    if from.is_none() {
        problems.0.push(("from.day".to_owned(), words.say("children-not-a-date")));
    }
    let (Some(basis), Some(from)) = (basis, from) else { return Err(problems) };
    let explained =
        if basis.is_section_20() { submitted.value("explained").to_owned() } else { String::new() };
    Ok(BreaksArranged {
        arrangement: page.site.application().new_identifier(),
        basis,
        provider: submitted.value("provider").to_owned(),
        place: submitted.value("place").to_owned(),
        from,
        explained,
    })
}

fn view(
    page: &ChildPage,
    crossing: Option<&Crossing>,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::Plan, RecordKind::Plan)?;
    let words = page.words();
    let title = words.say("children-breaks-arrange");
    let typed = Typed::new(&page.site, submitted, problems);
    let choices = Basis::ALL
        .iter()
        .map(|(name, basis)| {
            Choice::new(*name, ledger::basis_words(&page.site, *basis))
                .hint(ledger::basis_means(&page.site, *basis))
        })
        .collect();
    let fields = form(&page.site, &page.held, &page.path("/breaks/new"), |writer| {
        if let Some(crossing) = crossing {
            super::super::fields::hidden(writer, "step", "confirm");
            write_crossing(page, writer, &typed, crossing);
        }
        typed.line(writer, "provider", "children-breaks-form-provider", "");
        typed.line(writer, "place", "children-breaks-form-place", "");
        typed.radios(writer, "basis", "children-breaks-form-basis", choices, "");
        typed.area(writer, "explained", "children-breaks-form-explained", "");
        typed.date(writer, "from", "children-breaks-form-from", Some(page.site.application().today()));
        writer.add(&Button::submit(words.say("children-breaks-arrange-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        if crossing.is_none() {
            writer.paragraph(words.say("children-breaks-arrange-lead"));
        }
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("/breaks"), problems, main))
}
