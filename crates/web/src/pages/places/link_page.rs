//! A child who may be harmed in a place: linked with a reason, decided about, and in the end no longer linked.

use access::{Action, FieldKind, RecordKind};
use application::{Act, ReadReason};
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Html, WarningText};
use records::place::{DecideHarm, EndLink, LinkChild};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::pages::one_form::OneForm;
use crate::site::Site;
use crate::submitted::Submitted;

/// What can be done about a link, with what the table must allow.
pub(super) const OF_A_LINK: [(&str, Action); 2] =
    [("decide", Action::AuthoriseProtection), ("unlink", Action::Plan)];
/// Linking a child.
const LINK: &str = "link";

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((place, link, doing)): Path<(Uuid, Uuid, String)>,
) -> Result<Response, PageFailure> {
    Ok(open(&site, &signed_in, place, link, &doing).await?.view(None, &Problems::default()))
}

/// The step is taken.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((place, link, doing)): Path<(Uuid, Uuid, String)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = open(&site, &signed_in, place, link, &doing).await?;
    let answers = match page.take(&submitted) {
        Ok(taken) => taken.answers,
        Err(response) => return Ok(*response),
    };
    let act = match doing.as_str() {
        LINK => {
            let called = page.caption.clone();
            let link_id = site.application().new_identifier();
            Act::on(place, LinkChild { link: link_id, child: link, called, answers })
        }
        "decide" => Act::on(place, DecideHarm { link, answers }),
        _ => Act::on(place, EndLink { link, answers }),
    };
    page.carry_out(act, &submitted, &format!("/places/{place}")).await
}

/// The page about a link or, where a child is to be linked, about the child whom the address names.
async fn open<'a>(
    site: &'a Site,
    signed_in: &'a SignedIn,
    place: Uuid,
    link: Uuid,
    doing: &str,
) -> Result<OneForm<'a>, PageFailure> {
    let steps = OF_A_LINK.into_iter().chain([(LINK, Action::Plan)]);
    let (name, action) = steps.into_iter().find(|(name, _)| *name == doing).ok_or(PageFailure::NotThere)?;
    let application = site.application();
    let opened = application.open_place(&signed_in.actor, place, ReadReason::work("place")).await?;
    if !application.may(&signed_in.actor, &opened, action, RecordKind::Place, FieldKind::Ordinary) {
        return Err(PageFailure::NotThere);
    }
    let caption = if name == LINK {
        application.known_for_place(&signed_in.actor, link).await?
    } else {
        let found = opened.state.link(link).map(|link| &link.linked.fact);
        let seen = found.filter(|found| application.may_see_link(&signed_in.actor, &opened.facts, found));
        seen.ok_or(PageFailure::NotThere)?.called.clone()
    };
    let (address, back) = (format!("/places/{place}/children/{link}/{name}"), format!("/places/{place}"));
    let mut page = super::step_page::form(site, signed_in, name, caption, address, back)?;
    if name == LINK {
        page.context = Html::build(|writer| {
            writer.paragraph(site.words().with("places-link-to", &[("place", opened.state.name())]));
            writer.add(&WarningText::from(site.words().say("places-never-a-suspect").as_str()));
        });
    }
    Ok(page)
}
