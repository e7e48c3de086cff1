//! The child's family and network on a day: as an image, by home, and in a list that says the same in words.

use access::{Action, FieldKind, RecordKind};
use application::ReadReason;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use forms::Language;
use govuk::{Button, Cell, Html, Table, Writer};
use guidance::full_date;
use jiff::civil::Date;
use records::protection::{FORM, Member};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

use super::chronology::choose;
use super::ecomap::{self, Around};
use super::genogram::{self, Person};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::pages::work::shown::scroll;
use crate::site::Site;

/// The day that is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    on: String,
}

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageFailure> {
    let application = site.application();
    let reason = ReadReason::work("protection");
    let opened = application.open_protection(&signed_in.actor, child, reason).await?;
    let (today, words) = (application.today(), site.words());
    let written = opened.state.networks.last().ok_or(PageFailure::NotThere)?;
    let everybody = opened.state.network();
    let days = days(&everybody, today);
    let on = wanted.on.parse::<Date>().ok().filter(|day| days.contains(day)).unwrap_or(today);
    let shown =
        Shown { site: &site, on, members: everybody.iter().filter(|member| member.holds_on(on)).collect() };
    let (kind, field) = (RecordKind::Protection, FieldKind::Ordinary);
    let may_write = application.may(&signed_in.actor, &opened, Action::LeadProtection, kind, field);
    let title = words.say("protection-network-page-title");
    let main = Html::build(|writer| {
        if !opened.state.called.is_empty() {
            writer.element("span").class("govuk-caption-l").text(&opened.state.called);
        }
        writer.element("h1").class("govuk-heading-l").text(&title);
        let date = full_date(kernel::london_date(written.at));
        writer.paragraph(words.with("protection-network-as-of", &[("date", &date)]));
        if may_write {
            writer.add(&Button {
                classes: "govuk-button--secondary alongside-no-print".into(),
                ..Button::link(words.say("protection-network-title"), format!("/protection/{child}/network"))
            });
        }
        if days.len() > 1 {
            write_days(writer, &site, child, &days, on);
        }
        shown.write_image(writer);
        shown.write_around(writer, &opened.state.called);
        shown.write_homes(writer);
        shown.write_list(writer);
    });
    let frame = Frame::practitioner(&signed_in.actor, "protection");
    let back = format!("/protection/{child}");
    Ok(full_page(&site, &frame, &title, Some(&back), &Problems::default(), main))
}

/// The days on which something was different, and today.
fn days(everybody: &[Member], today: Date) -> BTreeSet<Date> {
    let changes = everybody.iter().flat_map(|member| {
        let left = member.until.and_then(|until| until.tomorrow().ok());
        member.since.into_iter().chain(left)
    });
    changes.filter(|day| *day <= today).chain([today]).collect()
}

/// How it was on another day is asked with the address.
fn write_days(writer: &mut Writer, site: &Site, child: Uuid, days: &BTreeSet<Date>, on: Date) {
    let named: Vec<(String, String)> =
        days.iter().rev().map(|day| (day.to_string(), full_date(*day))).collect();
    let choices = named.iter().map(|(value, name)| (value.as_str(), name.clone())).collect();
    let form = writer.element("form").class("alongside-no-print").attribute("method", "get");
    form.attribute("action", &format!("/protection/{child}/family")).within(|writer| {
        choose(writer, site, ("on", "protection-network-on"), choices, &on.to_string());
        writer.add(&Button::secondary(site.words().say("protection-network-show")));
    });
}

struct Shown<'a> {
    site: &'a Site,
    on: Date,
    members: Vec<&'a Member>,
}

impl Shown<'_> {
    /// A value of the form in the form's own words.
    fn label(&self, field: &str, value: &str) -> String {
        let form = self.site.application().forms().latest(FORM);
        let question = form.and_then(|form| form.question("network-people"));
        let field =
            question.and_then(|question| question.fields().iter().find(|known| known.id.as_str() == field));
        let choice = field.and_then(|field| field.choices().iter().find(|choice| choice.value == value));
        choice.map_or_else(String::new, |choice| choice.words(&Language::english(), None).label.clone())
    }

    fn born(&self, member: &Member) -> String {
        let Some(born) = member.born else { return String::new() };
        let name = if member.is_unborn_on(self.on) {
            "protection-network-expected"
        } else {
            "protection-network-born"
        };
        self.site.words().with(name, &[("date", &full_date(born))])
    }

    fn child_home(&self) -> &str {
        self.members
            .iter()
            .rev()
            .find(|member| member.is_this_child())
            .map_or("", |child| child.home.as_str())
    }

    fn lives_elsewhere(&self, member: &Member) -> bool {
        let home = self.child_home();
        !home.is_empty() && !member.home.is_empty() && member.home != home
    }

    fn home_of(&self, member: &Member) -> String {
        let words = self.site.words();
        if member.is_unborn_on(self.on) {
            words.say("protection-network-unborn")
        } else if member.home.is_empty() {
            words.say("protection-network-home-unknown")
        } else {
            member.home.clone()
        }
    }

    fn write_image(&self, writer: &mut Writer) {
        let words = self.site.words();
        let people: Vec<Person> = self
            .members
            .iter()
            .map(|member| Person {
                relation: member.relation.clone(),
                lines: [
                    member.name.clone(),
                    self.label("member-relation", &member.relation),
                    self.home_of(member),
                ],
                elsewhere: self.lives_elsewhere(member),
            })
            .collect();
        let described: Vec<String> = people.iter().map(|person| person.lines.join(", ")).collect();
        writer.paragraph(words.say("protection-network-how"));
        genogram::write(writer, &words.say("protection-network-image"), &described.join("; "), &people);
    }

    /// Only those of whom somebody has said how it is; a line that nobody drew would say something.
    fn write_around(&self, writer: &mut Writer, called: &str) {
        let words = self.site.words();
        let said = self.members.iter().filter(|member| !member.is_this_child() && !member.tie.is_empty());
        let around: Vec<Around> = said
            .map(|member| Around {
                lines: [member.name.clone(), self.label("member-relation", &member.relation)],
                tie: member.tie.clone(),
                said: self.label("member-tie", &member.tie),
            })
            .collect();
        if around.is_empty() {
            return;
        }
        let described: Vec<String> =
            around.iter().map(|one| format!("{}: {}", one.lines.join(", "), one.said)).collect();
        let named = self.members.iter().find(|member| member.is_this_child());
        let child = named.map_or_else(|| called.to_owned(), |child| child.name.clone());
        writer.heading(2, words.say("protection-network-around"));
        writer.paragraph(words.say("protection-network-around-how"));
        let title = words.say("protection-network-around");
        ecomap::write(
            writer,
            &title,
            &described.join("; "),
            &[child, self.label("member-relation", "child")],
            &around,
        );
    }

    fn write_homes(&self, writer: &mut Writer) {
        let mut homes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for member in self.members.iter().filter(|member| !member.is_unborn_on(self.on)) {
            homes.entry(&member.home).or_default().push(member.name.clone());
        }
        let words = self.site.words();
        writer.heading(2, words.say("protection-network-homes"));
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for (home, names) in &homes {
                let home = if home.is_empty() {
                    words.say("protection-network-home-unknown")
                } else {
                    (*home).to_owned()
                };
                let values = [("home", home.as_str()), ("names", &names.join(", "))];
                writer.element("li").text(&words.with("protection-network-home", &values));
            }
        });
    }

    fn write_list(&self, writer: &mut Writer) {
        let words = self.site.words();
        let caption = words.with("protection-network-list", &[("date", &full_date(self.on))]);
        let head = ["name", "relation", "tie", "born", "responsible", "home", "words"];
        let rows = self.members.iter().map(|member| {
            let home = self.home_of(member);
            let since = member
                .since
                .map(|since| words.with("protection-network-since", &[("date", &full_date(since))]));
            let until = member
                .until
                .map(|until| words.with("protection-network-until", &[("date", &full_date(until))]));
            let home = std::iter::once(home).chain(since).chain(until).collect::<Vec<_>>().join(", ");
            vec![
                Cell::from(member.name.as_str()),
                Cell::from(self.label("member-relation", &member.relation)),
                Cell::from(self.label("member-tie", &member.tie)),
                Cell::from(self.born(member)),
                Cell::from(self.label("member-responsible", &member.responsible)),
                Cell::from(home),
                Cell::from(member.words.as_str()),
            ]
        });
        writer.heading(2, caption.as_str());
        let table = Table {
            caption: caption.clone(),
            // A caption scrolls away with its table; the heading stays.
            caption_classes: "govuk-visually-hidden".to_owned(),
            classes: "alongside-dense".to_owned(),
            head: Some(
                head.map(|name| Cell::from(words.say(&format!("protection-network-column-{name}")))).into(),
            ),
            first_cell_is_header: true,
            rows: rows.collect(),
            ..Table::default()
        };
        scroll(writer, &caption, &table);
    }
}
