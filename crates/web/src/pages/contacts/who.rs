//! Who a child of a contact may be: children who are known here, each with the reasons. Somebody says which it is before a
//! second record could begin.

use application::{Act, Failure, MayBe, Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Choice, Fieldset, Html, Radios};
use guidance::full_date;
use records::contact::{Contact, LinkChild, Linked, Who};
use uuid::Uuid;

use super::shown::named;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::safety::parts::{name_of, refusal_words};
use crate::site::Site;
use crate::submitted::Submitted;

const WHO: &str = "who";
/// The choice that says that none of them is the child.
const NOBODY: &str = "nobody";

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((contact, child)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let (opened, found) = open(&site, &signed_in, contact, child).await?;
    view(&site, &signed_in, contact, child, &opened, &found, &Problems::default()).await
}

/// It is said.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((contact, child)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let (opened, found) = open(&site, &signed_in, contact, child).await?;
    let chosen = submitted.value(WHO);
    // Only whoever was found and shown can be chosen.
    let who = if chosen == NOBODY {
        Some(Who::Nobody)
    } else {
        found.iter().map(|known| known.who).find(|who| value_of(*who) == chosen)
    };
    let Some(who) = who else {
        let problems = Problems::one(WHO, site.words().say("contact-who-missing"));
        return view(&site, &signed_in, contact, child, &opened, &found, &problems).await;
    };
    let act = Act::on(contact, LinkChild(Linked { child, who }));
    let act = submitted.once.into_iter().fold(act, Act::once);
    match site.application().execute(&signed_in.actor, act).await {
        Ok(_) => Ok(Redirect::to(&format!("/contacts/{contact}")).into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one(WHO, refusal_words(&site, refusal.code()));
            view(&site, &signed_in, contact, child, &opened, &found, &problems).await
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn open(
    site: &Site,
    signed_in: &SignedIn,
    contact: Uuid,
    child: Uuid,
) -> Result<(Opened<Contact>, Vec<MayBe>), PageFailure> {
    let application = site.application();
    let reason = ReadReason::work("contact-who");
    let opened = application.open_contact(&signed_in.actor, contact, reason).await?;
    let found = application.who_may_be(&signed_in.actor, contact, &opened, child).await?;
    Ok((opened, found))
}

fn value_of(who: Who) -> String {
    match who {
        Who::Known(record) => format!("record-{record}"),
        Who::SameAs(other) => format!("contact-{other}"),
        Who::Nobody => NOBODY.to_owned(),
    }
}

async fn view(
    site: &Site,
    signed_in: &SignedIn,
    contact: Uuid,
    child: Uuid,
    opened: &Opened<Contact>,
    found: &[MayBe],
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let words = site.words();
    let described = opened.state.child(child).ok_or(PageFailure::NotThere)?;
    let title = words.say("contact-who-title");
    let mut items = Vec::new();
    for known in found {
        items.push(choice(site, known).await?.into());
    }
    let nobody = if found.is_empty() { "contact-who-nobody-found" } else { "contact-who-nobody" };
    items.push(Choice::new(NOBODY, words.say(nobody)).into());
    let linked = opened.state.linked.get(&child).map(|linked| value_of(linked.fact.who));
    let address = format!("/contacts/{contact}/children/{child}");
    let send = form(site, &signed_in.held, &address, |writer| {
        writer.add(&Radios {
            name: WHO.into(),
            id_prefix: WHO.into(),
            fieldset: Some(Fieldset::question(words.say("contact-who-question"))),
            error: problems.of(WHO).map(Into::into),
            value: linked.unwrap_or_default(),
            items,
            ..Radios::default()
        });
        writer.add(&Button::submit(words.say("contact-who-send")));
    });
    let main = Html::build(|writer| {
        writer.element("div").class("govuk-grid-row").within(|writer| {
            writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                writer.element("span").class("govuk-caption-l").text(&named(site, described));
                writer.element("h1").class("govuk-heading-l").text(&title);
                writer.paragraph(words.say(if found.is_empty() {
                    "contact-who-none"
                } else {
                    "contact-who-lead"
                }));
                writer.html(&send);
            });
        });
    });
    let frame = Frame::practitioner(&signed_in.actor, "contacts");
    Ok(full_page(site, &frame, &title, Some(&format!("/contacts/{contact}")), problems, main))
}

/// Somebody who may be the child, with why.
async fn choice(site: &Site, known: &MayBe) -> Result<Choice, PageFailure> {
    let words = site.words();
    let why: Vec<String> =
        known.why.iter().map(|why| words.say(&format!("search-why-{}", why.as_str()))).collect();
    let born = known.born.map_or_else(|| words.say("contact-who-not-born"), full_date);
    let mut said = vec![
        words.with("contact-who-why", &[("why", &why.join(", "))]),
        words.with("contact-who-born", &[("born", &born)]),
    ];
    match (known.who, known.owner) {
        (Who::Known(_), Some(owner)) => {
            let name = name_of(site, Some(owner)).await?;
            said.push(words.with("contact-who-with", &[("name", &name)]));
        }
        (Who::Known(_), None) => said.push(words.say("contact-who-record")),
        _ => said.push(words.say("contact-who-earlier")),
    }
    let name = if known.name.is_empty() { words.say("contact-unnamed") } else { known.name.clone() };
    Ok(Choice { hint: Some(said.join(" ").into()), ..Choice::new(value_of(known.who), name) })
}
