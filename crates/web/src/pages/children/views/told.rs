//! The child was told what was done about a view; the child was given a copy of what they said.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html};
use kernel::Moment;
use records::child::{CopyGiven, GiveCopy, TellView, ViewTold};
use uuid::Uuid;

use super::super::child_page::{ChildPage, carry_out, to_record};
use super::super::fields::{Typed, date_typed};
use super::{must_see, quoted, view_of};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// Which of the two pages.
#[derive(Clone, Copy)]
enum About {
    View(Uuid),
    Copy,
}

impl About {
    fn address(self) -> String {
        match self {
            Self::View(view) => format!("/views/{view}/told"),
            Self::Copy => "/views/copy".to_owned(),
        }
    }
}

/// The form about a view.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, of)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "views").await?;
    view(&page, About::View(of), None, &Problems::default())
}

/// The child was told.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, of)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    record(&site, reader, id, About::View(of), &submitted).await
}

/// The form about a copy.
pub async fn show_copy(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "views").await?;
    view(&page, About::Copy, None, &Problems::default())
}

/// The child was given a copy.
pub async fn submit_copy(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    record(&site, reader, id, About::Copy, &submitted).await
}

async fn record(
    site: &Site,
    reader: SignedIn,
    id: Uuid,
    about: About,
    submitted: &Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(site, reader, id, "views").await?;
    may(&page, about)?;
    let how = submitted.value("how").to_owned();
    let problems = match date_typed(submitted, "on") {
        Ok(Some(on)) => {
            let happened = Moment::On(on);
            let act = match about {
                About::View(view) => Act::on(id, TellView { told: ViewTold { view, how }, happened }),
                About::Copy => Act::on(id, GiveCopy { given: CopyGiven { how }, happened }),
            };
            carry_out(site, &page.actor, act, submitted, field_of).await?
        }
        _ => Some(Problems::one("on.day", site.words().say("children-not-a-date"))),
    };
    match problems {
        None => Ok(to_record(id, "/views")),
        Some(problems) => view(&page, about, Some(submitted), &problems),
    }
}

fn may(page: &ChildPage, about: About) -> Result<(), PageFailure> {
    must_see(page)?;
    page.must(Action::RecordMeeting, RecordKind::ChildRecord)?;
    match about {
        About::View(view) => view_of(page, view).map(|_| ()),
        About::Copy => Ok(()),
    }
}

fn field_of(code: &str) -> &'static str {
    if code == "in-future" { "on.day" } else { "how" }
}

fn view(
    page: &ChildPage,
    about: About,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    may(page, about)?;
    let words = page.words();
    let (title, how) = match about {
        About::View(_) => ("children-view-tell", "children-view-told-how"),
        About::Copy => ("children-views-copy", "children-views-copy-how"),
    };
    let title = words.say(title);
    let typed = Typed::new(&page.site, submitted, problems);
    let fields = form(&page.site, &page.held, &page.path(&about.address()), |writer| {
        typed.date(writer, "on", "children-view-told-on", Some(page.site.application().today()));
        typed.area(writer, "how", how, "");
        writer.add(&Button::submit(words.say("children-view-told-button")));
    });
    let found = match about {
        About::View(of) => Some(view_of(page, of)?),
        About::Copy => None,
    };
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        if let Some(found) = found {
            writer.html(&quoted(found));
        }
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("/views"), problems, main))
}
