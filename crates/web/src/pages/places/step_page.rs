//! One step of the work on a place, on one page.

use access::{Action, FieldKind, RecordKind};
use application::{Act, Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::Html;
use kernel::PersonId;
use records::place::{ClosePlace, FORM, NamePartner, OpenPlace, PARTNERS, Place, PlaceWork, RecordPlaceStep};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::pages::one_form::{OneForm, practitioners};
use crate::pages::safety::parts::form_of;
use crate::site::Site;
use crate::submitted::Submitted;

/// The steps, each with what the table must allow.
pub(super) const STEPS: [(&str, Action); 5] = [
    ("assess", Action::Plan),
    ("plan", Action::Plan),
    ("review", Action::Plan),
    ("partner", Action::Plan),
    ("close", Action::AuthoriseProtection),
];

/// Whether there is anything to do in a step as things stand.
pub(super) fn is_open(name: &str, state: &Place) -> bool {
    let after = match name {
        "plan" => state.latest(PlaceWork::Assess).is_some(),
        "review" => state.latest(PlaceWork::Plan).is_some(),
        "close" => state.standing().next().is_none(),
        _ => true,
    };
    state.is_open() && after
}

/// The page on which one is opened.
pub async fn show_new(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    Ok(new(&site, &signed_in)?.view(None, &Problems::default()))
}

/// It is opened.
pub async fn submit_new(
    State(site): State<Site>,
    signed_in: SignedIn,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = new(&site, &signed_in)?;
    let taken = match page.take(&submitted) {
        Ok(taken) => taken,
        Err(response) => return Ok(*response),
    };
    let place = site.application().new_identifier();
    page.carry_out(Act::on(place, OpenPlace(taken.answers)), &submitted, &format!("/places/{place}")).await
}

fn new<'a>(site: &'a Site, signed_in: &'a SignedIn) -> Result<OneForm<'a>, PageFailure> {
    if !site.application().may_here(&signed_in.actor, Action::Write, RecordKind::Place) {
        return Err(PageFailure::NotThere);
    }
    let (address, back) = ("/places/new".to_owned(), "/places".to_owned());
    form(site, signed_in, "open", String::new(), address, back)
}

/// The page of a step.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((place, doing)): Path<(Uuid, String)>,
) -> Result<Response, PageFailure> {
    let (_, page) = open(&site, &signed_in, place, &doing).await?;
    Ok(page.view(None, &Problems::default()))
}

/// The step is taken.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((place, doing)): Path<(Uuid, String)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let (_, page) = open(&site, &signed_in, place, &doing).await?;
    let taken = match page.take(&submitted) {
        Ok(taken) => taken,
        Err(response) => return Ok(*response),
    };
    let answers = taken.answers;
    let work = PlaceWork::ALL.iter().find(|(_, name)| *name == doing).map(|(work, _)| *work);
    let act = match work {
        Some(what) => Act::on(place, RecordPlaceStep { what, answers }),
        None if doing == "partner" => {
            let person = taken.person.map_or(PersonId(Uuid::nil()), |chosen| chosen.person);
            Act::on(place, NamePartner(person))
        }
        None => Act::on(place, ClosePlace(answers)),
    };
    page.carry_out(act, &submitted, &format!("/places/{place}")).await
}

async fn open<'a>(
    site: &'a Site,
    signed_in: &'a SignedIn,
    place: Uuid,
    doing: &str,
) -> Result<(Opened<Place>, OneForm<'a>), PageFailure> {
    let (name, action) = STEPS.into_iter().find(|(name, _)| *name == doing).ok_or(PageFailure::NotThere)?;
    let application = site.application();
    let opened = application.open_place(&signed_in.actor, place, ReadReason::work("place")).await?;
    if !application.may(&signed_in.actor, &opened, action, RecordKind::Place, FieldKind::Ordinary) {
        return Err(PageFailure::NotThere);
    }
    let caption = opened.state.name().to_owned();
    let (address, back) = (format!("/places/{place}/{name}"), format!("/places/{place}"));
    let mut page = form(site, signed_in, name, caption, address, back)?;
    if name == "partner" {
        page.title = site.words().say("places-name-partner");
        let mut people = Vec::new();
        for capacity in PARTNERS {
            people.extend(practitioners(site, capacity).await?);
        }
        page.people = Some(people);
    }
    // The plan that stands is written on.
    if let Some(plan) = opened.state.latest(PlaceWork::Plan).filter(|_| name == "plan") {
        page.known = plan.fact.answers.clone();
    }
    Ok((opened, page))
}

/// The page of a section of the form.
pub(super) fn form<'a>(
    site: &'a Site,
    signed_in: &'a SignedIn,
    section: &'static str,
    caption: String,
    address: String,
    back: String,
) -> Result<OneForm<'a>, PageFailure> {
    let form = form_of(site, FORM)?;
    Ok(OneForm {
        site,
        signed_in,
        form,
        section,
        title: String::new(),
        caption,
        place: "places",
        address,
        back,
        people: None,
        known: form.no_answers(),
        context: Html::default(),
    })
}
