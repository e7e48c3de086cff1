//! The assessment is decided without meeting the child: why, with a supervisor's agreement.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html};
use records::child::{AgreeNotMet, NotMet};
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out, to_record};
use super::fields::Typed;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// Asks why.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "record").await?;
    view(&page, None, &Problems::default())
}

/// It is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let fact = NotMet { why: submitted.value("why").to_owned() };
    let act = Act::on(id, AgreeNotMet(fact));
    match carry_out(&site, &reader.actor, act, &submitted, |_| "why").await? {
        None => Ok(to_record(id, "")),
        Some(problems) => {
            let page = ChildPage::open(&site, reader, id, "record").await?;
            view(&page, Some(&submitted), &problems)
        }
    }
}

fn view(
    page: &ChildPage,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::RecordMeeting, RecordKind::ChildRecord)?;
    if !page.partnership.state.is_social_work_manager(Some(page.person)) {
        return Err(PageFailure::NotThere);
    }
    let words = page.words();
    let title = words.say("children-not-met-title");
    let typed = Typed::new(&page.site, submitted, problems);
    let fields = form(&page.site, &page.held, &page.path("/not-met"), |writer| {
        typed.area(writer, "why", "children-not-met-why", "");
        writer.add(&Button::submit(words.say("children-not-met-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-not-met-lead"));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path(""), problems, main))
}
