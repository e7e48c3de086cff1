//! The chronology: key events first, everything on request, by agency and by record. Nothing in it is typed for it; whoever
//! leads says which entries are key events.

use std::collections::BTreeMap;

use access::{Action, FieldKind, RecordKind};
use application::{Act, ChronologyEntry, Failure, Opened, ReadReason};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Details, Html, Label, Select, SelectItem, Tag, Writer};
use guidance::full_date;
use kernel::{EntryId, StreamKind};
use records::partnership::Partnership;
use records::protection::{Curate, EntryCurated, Protection};
use serde::Deserialize;
use uuid::Uuid;

use super::happened::write_answers;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::fields::hidden;
use crate::pages::safety::parts::refusal_words;
use crate::site::Site;
use crate::submitted::Submitted;

/// The records that it is made from, by their names in addresses.
const KINDS: [(&str, StreamKind); 6] = [
    ("protection", StreamKind::Protection),
    ("concern", StreamKind::Concern),
    ("support", StreamKind::Child),
    ("help", StreamKind::Help),
    ("contact", StreamKind::Contact),
    ("care", StreamKind::LookedAfter),
];
/// Everything, and not only the key events.
const EVERYTHING: &str = "everything";
/// The fields of a choice.
const FIELDS: [&str; 3] = ["show", "agency", "kind"];

/// What is shown.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Shown {
    /// `everything`, or the key events.
    #[serde(default)]
    show: String,
    /// One agency, by its short name; empty for all.
    #[serde(default)]
    agency: String,
    /// One kind of record; empty for all.
    #[serde(default)]
    kind: String,
}

impl Shown {
    fn holds(&self, entry: &ChronologyEntry) -> bool {
        let of_kind = KINDS.iter().find(|(name, _)| *name == self.kind);
        (entry.key || self.show == EVERYTHING)
            && (self.agency.is_empty() || self.agency == entry.agency)
            && of_kind.is_none_or(|(_, kind)| *kind == entry.stream.kind)
    }

    fn values(&self) -> [(&'static str, &str); 3] {
        let values = [self.show.as_str(), &self.agency, &self.kind];
        std::array::from_fn(|at| (FIELDS[at], values[at]))
    }
}

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
    Query(shown): Query<Shown>,
) -> Result<Response, PageFailure> {
    Page::open(&site, &signed_in, child).await?.view(&shown, &Problems::default()).await
}

/// An entry is put among the key events, or taken out of them.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = Page::open(&site, &signed_in, child).await?;
    if !page.may_curate() {
        return Err(PageFailure::NotThere);
    }
    let [show, agency, kind] = FIELDS.map(|name| submitted.value(name).to_owned());
    let shown = Shown { show, agency, kind };
    let entry = submitted.identifier("entry").map(EntryId);
    let known = page.entries.iter().find(|known| Some(known.entry) == entry);
    let Some(entry) = known.map(|known| known.entry) else {
        let problems = Problems::one(FIELDS[0], site.words().say("protection-chronology-no-entry"));
        return page.view(&shown, &problems).await;
    };
    let curated = EntryCurated { entry, key: submitted.is("key", "yes") };
    let act = Act::on(child, Curate(curated));
    let act = match submitted.once {
        Some(token) => act.once(token),
        None => act,
    };
    match site.application().execute(&signed_in.actor, act).await {
        Ok(_) => {
            let filter = ending_of(&shown.values());
            let there = format!("/protection/{child}/chronology{filter}#{}", anchor(entry));
            Ok(Redirect::to(&there).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one(&anchor(entry), refusal_words(&site, refusal.code()));
            page.view(&shown, &problems).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// What is shown, as the end of an address. Short names hold nothing that would have to be written otherwise.
fn ending_of(values: &[(&str, &str)]) -> String {
    let plain = |value: &str| {
        !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let said: Vec<String> = values
        .iter()
        .filter(|(_, value)| plain(value))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    if said.is_empty() { String::new() } else { format!("?{}", said.join("&")) }
}

/// A list to choose what a page shows from, beside its words.
pub(in crate::pages) fn choose(
    writer: &mut Writer,
    site: &Site,
    (name, message): (&str, &str),
    choices: Vec<(&str, String)>,
    chosen: &str,
) {
    writer.add(&Select {
        name: name.to_owned(),
        label: Label::bold(site.words().say(message)),
        items: choices.into_iter().map(|(value, text)| SelectItem::new(value, text)).collect(),
        value: chosen.to_owned(),
        ..Select::default()
    });
}

fn anchor(entry: EntryId) -> String {
    format!("entry-{}", entry.0.simple())
}

struct Page<'a> {
    site: &'a Site,
    signed_in: &'a SignedIn,
    child: Uuid,
    opened: Opened<Protection>,
    entries: Vec<ChronologyEntry>,
}

impl<'a> Page<'a> {
    async fn open(site: &'a Site, signed_in: &'a SignedIn, child: Uuid) -> Result<Self, PageFailure> {
        let application = site.application();
        let reason = ReadReason::work("chronology");
        let opened = application.open_protection(&signed_in.actor, child, reason).await?;
        let entries = application.chronology(&signed_in.actor, child, &opened).await?;
        Ok(Self { site, signed_in, child, opened, entries })
    }

    /// Whoever leads says which entries are key events.
    fn may_curate(&self) -> bool {
        let (kind, field) = (RecordKind::Protection, FieldKind::Ordinary);
        let (application, actor) = (self.site.application(), &self.signed_in.actor);
        application.may(actor, &self.opened, Action::LeadProtection, kind, field)
    }

    async fn view(&self, shown: &Shown, problems: &Problems) -> Result<Response, PageFailure> {
        let (site, words) = (self.site, self.site.words());
        let partnership = site.application().partnership_state().await?;
        let partnership = &partnership.state;
        let title = words.say("protection-chronology-title");
        let called = &self.opened.state.called;
        let kept: Vec<&ChronologyEntry> = self.entries.iter().filter(|entry| shown.holds(entry)).collect();
        let main = Html::build(|writer| {
            if !called.is_empty() {
                writer.element("span").class("govuk-caption-l").text(called);
            }
            writer.element("h1").class("govuk-heading-l").text(&title);
            writer.paragraph(words.say("protection-chronology-lead"));
            self.write_choice(writer, shown, partnership);
            let (number, total) = (kept.len().to_string(), self.entries.len().to_string());
            let values = [("number", number.as_str()), ("total", &total)];
            writer.paragraph(words.with("protection-chronology-count", &values));
            writer.element("ol").class("alongside-timeline").within(|writer| {
                for entry in &kept {
                    writer
                        .element("li")
                        .class("alongside-timeline__item")
                        .attribute("id", &anchor(entry.entry))
                        .within(|writer| self.write_entry(writer, entry, shown, partnership));
                }
            });
        });
        let frame = Frame::practitioner(&self.signed_in.actor, "protection");
        let back = format!("/protection/{}", self.child);
        Ok(full_page(site, &frame, &title, Some(&back), problems, main))
    }

    /// What is shown is asked with the address, so that it can be kept and printed again.
    fn write_choice(&self, writer: &mut Writer, shown: &Shown, partnership: &Partnership) {
        let words = self.site.words();
        let all = || ("", words.say("protection-chronology-all"));
        let present: BTreeMap<&str, String> = self
            .entries
            .iter()
            .filter_map(|entry| partnership.agencies.get(&entry.agency))
            .map(|agency| (agency.agency.as_str(), agency.name.clone()))
            .collect();
        let agencies = std::iter::once(all()).chain(present).collect();
        let has = |kind| self.entries.iter().any(|entry| entry.stream.kind == kind);
        let kinds =
            KINDS.iter().filter(|(_, kind)| has(*kind)).map(|(name, _)| (*name, self.kind_words(name)));
        let kinds = std::iter::once(all()).chain(kinds).collect();
        let modes =
            ["key", EVERYTHING].map(|name| (name, words.say(&format!("protection-chronology-show-{name}"))));
        // It goes to the page that it stands on.
        let form = writer.element("form").class("alongside-no-print").attribute("method", "get");
        form.within(|writer| {
            choose(writer, self.site, ("show", "protection-chronology-show"), modes.into(), &shown.show);
            choose(writer, self.site, ("agency", "protection-chronology-agency"), agencies, &shown.agency);
            choose(writer, self.site, ("kind", "protection-chronology-kind"), kinds, &shown.kind);
            writer.add(&Button::secondary(words.say("protection-chronology-choose")));
        });
    }

    fn kind_words(&self, name: &str) -> String {
        self.site.words().say(&format!("protection-chronology-kind-{name}"))
    }

    fn write_entry(
        &self,
        writer: &mut Writer,
        entry: &ChronologyEntry,
        shown: &Shown,
        partnership: &Partnership,
    ) {
        let words = self.site.words();
        let kind = entry.kind.replace(['.', '_'], "-");
        let (own, of_child) = (format!("chronology-{kind}"), format!("children-event-{kind}"));
        let what = if words.has(&own) { words.say(&own) } else { words.say(&of_child) };
        writer.element("p").class("govuk-body govuk-!-margin-bottom-1").within(|writer| {
            writer.element("strong").text(&full_date(entry.happened.date()));
            writer.text(". ");
            writer.text(&what);
            if entry.key {
                writer.text(" ");
                writer.add(&Tag::coloured("blue", words.say("protection-chronology-key")));
            }
        });
        let by = entry.author.map(|person| {
            let name = partnership.name_of(Some(person)).unwrap_or_default();
            let agency = partnership.agencies.get(&entry.agency).map_or("", |agency| agency.name.as_str());
            let values = [("name", name), ("agency", agency)];
            if name.is_empty() {
                words.say("protection-chronology-by-family")
            } else {
                words.with("protection-chronology-by", &values)
            }
        });
        let by = by.unwrap_or_else(|| words.say("protection-chronology-by-nobody"));
        writer.element("p").class("alongside-timeline__when").text(&by);
        if let Some(answers) = entry.answers.as_ref().filter(|answers| !answers.values.is_empty()) {
            writer.add(&Details {
                summary: Html::build(|writer| {
                    writer.text(&words.say("protection-chronology-written"));
                    writer.element("span").class("govuk-visually-hidden").text(&format!(": {what}"));
                })
                .into(),
                content: Html::build(|writer| write_answers(writer, self.site, answers)).into(),
                ..Details::default()
            });
        }
        if self.may_curate() {
            self.write_curate(writer, entry, shown, &what);
        }
    }

    fn write_curate(&self, writer: &mut Writer, entry: &ChronologyEntry, shown: &Shown, what: &str) {
        let words = self.site.words();
        let address = format!("/protection/{}/chronology", self.child);
        let (label, key) = if entry.key {
            (words.say("protection-chronology-take-out"), "no")
        } else {
            (words.say("protection-chronology-put-in"), "yes")
        };
        writer.html(&form(self.site, &self.signed_in.held, &address, |writer| {
            let id = entry.entry.0.to_string();
            for (name, value) in shown.values().into_iter().chain([("entry", id.as_str()), ("key", key)]) {
                hidden(writer, name, value);
            }
            let button = writer.element("button").class("alongside-quiet-button alongside-no-print");
            button.attribute("type", "submit").within(|writer| {
                writer.text(&label);
                writer.element("span").class("govuk-visually-hidden").text(&format!(": {what}"));
            });
        }));
    }
}
