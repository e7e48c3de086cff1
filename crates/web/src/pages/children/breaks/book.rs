//! A stay is booked. Where other rules would apply from it on, the page says what changes for the family before it is
//! booked; it is booked in any event, if that is what the family wants.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html};
use guidance::Stretch;
use records::child::{Arrangement, BookStay, Crossing, StayBooked};
use uuid::Uuid;

use super::super::child_page::{ChildPage, carry_out, to_record};
use super::super::fields::{Typed, hidden};
use super::{arrangement, place, times, write_crossing};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// The empty form.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, arrangement)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "breaks").await?;
    view(&page, arrangement, None, None, &Problems::default())
}

/// It is booked, or what it changes is explained first.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, of)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "breaks").await?;
    page.must(Action::Plan, RecordKind::Plan)?;
    arrangement(&page, of)?;
    let mut problems = Problems::default();
    let nothing = Problems::default();
    let typed = Typed::new(&site, Some(&submitted), &nothing);
    let starts = times::read(&typed, &submitted, "starts", &mut problems);
    let ends = times::read(&typed, &submitted, "ends", &mut problems);
    let (Some(starts), Some(ends)) = (starts, ends) else {
        return view(&page, of, None, Some(&submitted), &problems);
    };
    let stretch = Stretch { from: starts, until: ends };
    let crossing = page.child().breaks.crossing(site.application().rules(), of, stretch, None);
    let change_explained = submitted.value("change_explained").to_owned();
    if crossing.is_some() && change_explained.is_empty() && submitted.value("step").is_empty() {
        return view(&page, of, crossing.as_ref(), Some(&submitted), &Problems::default());
    }
    let booked = StayBooked {
        stay: site.application().new_identifier(),
        arrangement: of,
        starts,
        ends,
        note: submitted.value("note").to_owned(),
    };
    let act = Act::on(id, BookStay { booked, change_explained });
    match carry_out(&site, &page.actor, act, &submitted, field_of).await? {
        None => Ok(to_record(id, "/breaks")),
        Some(problems) => view(&page, of, crossing.as_ref(), Some(&submitted), &problems),
    }
}

fn field_of(code: &str) -> &'static str {
    match code {
        "regime-not-explained" => "change_explained",
        "stay-ends-first" | "stay-slip-in-year" => "ends.day",
        _ => "starts.day",
    }
}

fn view(
    page: &ChildPage,
    of: Uuid,
    crossing: Option<&Crossing>,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::Plan, RecordKind::Plan)?;
    let found: &Arrangement = arrangement(page, of)?;
    let words = page.words();
    let title = words.say("children-breaks-book");
    let typed = Typed::new(&page.site, submitted, problems);
    let fields = form(&page.site, &page.held, &page.path(&format!("/breaks/{of}/stay")), |writer| {
        if let Some(crossing) = crossing {
            hidden(writer, "step", "confirm");
            write_crossing(page, writer, &typed, crossing);
        }
        times::write(&typed, writer, "starts", "children-stay-starts", None);
        times::write(&typed, writer, "ends", "children-stay-ends", None);
        typed.area(writer, "note", "children-stay-note", "");
        let button =
            if crossing.is_some() { "children-stay-book-anyway" } else { "children-stay-book-button" };
        writer.add(&Button::submit(words.say(button)));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.with("children-stay-book-lead", &[("place", &place(found))]));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("/breaks"), problems, main))
}
