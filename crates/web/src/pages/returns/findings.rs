//! The findings of a return as a list: filtered, sorted, a page at a time. Those that are ticked are given to somebody, or
//! explained by the same words.

use access::Action;
use application::Act;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Cell, Checkboxes, Choice, Html, Pagination, PaginationLink, Tag, Writer};
use kernel::PersonId;
use records::statutory::{AssignFindings, ExplainFindings, Severity, Source, Standing};
use uuid::Uuid;

use super::filter::{Filter, SORTS, STATES};
use super::open::ReturnPage;
use super::shown::{child_name, rule_message, rule_name, severity_of, severity_tag, write_table};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::children::fields::{Typed, hidden, link};
use crate::pages::protection::chronology::choose;
use crate::pages::safety::parts::refusal_words;
use crate::site::Site;
use crate::submitted::Submitted;

/// Rows of one page: about two screens.
const ROWS: usize = 50;
/// The field of each tick.
const FINDING_FIELD: &str = "finding";
/// The tick that stands for all that the choice shows, on every page of it.
const ALL_FIELD: &str = "all";
/// Its value.
const ALL: &str = "yes";
/// The field that says to whom.
pub(super) const TO_FIELD: &str = "to";
/// The field of an explanation.
pub(super) const TEXT_FIELD: &str = "text";
/// The field of the button that was pressed.
const DO_FIELD: &str = "do";
/// What stands in [`TO_FIELD`] for nobody.
pub(super) const NOBODY: &str = "nobody";

/// The list.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(named): Path<String>,
    Query(filter): Query<Filter>,
) -> Result<Response, PageFailure> {
    let page = ReturnPage::open(&site, &signed_in, &named, "return").await?;
    view(&page, &filter, None, &Problems::default())
}

/// Something is done with those that are ticked.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(named): Path<String>,
    Query(filter): Query<Filter>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ReturnPage::open(&site, &signed_in, &named, "return").await?;
    let findings: Vec<Uuid> = if submitted.is(ALL_FIELD, ALL) {
        let chosen = filter.of(page.state(), signed_in.person);
        chosen.into_iter().map(|each| each.finding.id).collect()
    } else {
        let ticked = submitted.fields.iter().filter(|(name, _)| name == FINDING_FIELD);
        ticked.filter_map(|(_, value)| value.parse().ok()).collect()
    };
    let id = page.which.id();
    let (act, field) = match submitted.value(DO_FIELD) {
        "assign" => {
            let Ok(to) = to(&submitted) else {
                let problems = Problems::one(TO_FIELD, site.words().say("returns-choose-person"));
                return view(&page, &filter, Some(&submitted), &problems);
            };
            (Act::on(id, AssignFindings { findings, to }), TO_FIELD)
        }
        "explain" => {
            let text = submitted.value(TEXT_FIELD).to_owned();
            (Act::on(id, ExplainFindings { findings, text }), TEXT_FIELD)
        }
        _ => {
            let said = refusal_words(&site, "return-none-chosen");
            return view(&page, &filter, Some(&submitted), &Problems::one(FINDING_FIELD, said));
        }
    };
    let act = submitted.once.into_iter().fold(act, Act::once);
    match page.done(act).await? {
        Ok(()) => {
            let address = page.path(&format!("/findings{}", filter.query(filter.page)));
            Ok(Redirect::to(&address).into_response())
        }
        Err(code) => {
            let field = if code == "return-none-chosen" { FINDING_FIELD } else { field };
            view(&page, &filter, Some(&submitted), &Problems::one(field, refusal_words(&site, code)))
        }
    }
}

/// Nobody was chosen, not even nobody.
pub(super) struct NotChosen;

/// To whom findings are given; to nobody, where they are given back.
pub(super) fn to(submitted: &Submitted) -> Result<Option<PersonId>, NotChosen> {
    match submitted.value(TO_FIELD) {
        NOBODY => Ok(None),
        chosen => chosen.parse().map(Some).map_err(|_| NotChosen),
    }
}

fn view(
    page: &ReturnPage<'_>,
    filter: &Filter,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let (site, words) = (page.site, page.site.words());
    let found = filter.of(page.state(), page.signed_in.person);
    let last = found.len().div_ceil(ROWS).max(1);
    let number = usize::try_from(filter.page).unwrap_or(1).clamp(1, last);
    let rows = &found[(number - 1) * ROWS..found.len().min(number * ROWS)];
    let title = words.say("returns-findings-title");
    let source = page.latest()?.fact.source;
    let main = Html::build(|writer| {
        writer.element("span").class("govuk-caption-l").text(&page.called());
        writer.element("h1").class("govuk-heading-l").text(&title);
        write_choice(writer, page, filter);
        let (shown, total) = (found.len().to_string(), page.state().findings.len().to_string());
        writer.paragraph(words.with("returns-findings-count", &[("number", &shown), ("total", &total)]));
        if rows.is_empty() {
            return;
        }
        let may = (page.may(Action::Allocate), page.may(Action::Write));
        let action = page.path(&format!("/findings{}", filter.query(filter.page)));
        let table = Html::build(|writer| write_rows(writer, page, rows, source, submitted, problems));
        if may == (false, false) {
            writer.html(&table);
        } else {
            writer.html(&form(site, &page.signed_in.held, &action, |writer| {
                writer.html(&table);
                write_ticked(writer, page, may, found.len(), submitted, problems);
            }));
        }
        let to = |number: usize| {
            let number = u32::try_from(number).unwrap_or(1);
            PaginationLink::to(page.path(&format!("/findings{}", filter.query(number))))
        };
        if last > 1 {
            writer.add(&Pagination {
                previous: (number > 1).then(|| to(number - 1)),
                next: (number < last).then(|| to(number + 1)),
                ..Pagination::default()
            });
        }
    });
    Ok(page.page(&title, &page.path(""), problems, main))
}

/// What is shown is asked with the address, so that it can be kept and sent to a colleague.
fn write_choice(writer: &mut Writer, page: &ReturnPage<'_>, filter: &Filter) {
    let (site, words, state) = (page.site, page.site.words(), page.state());
    let all = || ("", words.say("returns-all"));
    let rules = state.latest().into_iter().flat_map(|check| &check.fact.rules);
    let rules = rules.map(|rule| (rule.code.as_str(), rule_name(site, &rule.code)));
    let severities = Severity::ALL
        .iter()
        .filter(|severity| state.latest().is_some_and(|check| check.fact.times(**severity) > 0))
        .map(|severity| (severity.name(), words.say(&format!("returns-severity-{}", severity.name()))));
    let people: Vec<(String, String)> =
        page.analysts().into_iter().map(|(person, name)| (person.to_string(), name)).collect();
    let who = ["me", NOBODY].map(|name| (name, words.say(&format!("returns-who-{name}"))));
    let others = people.iter().filter(|(person, _)| *person != page.signed_in.person.to_string());
    let others = others.map(|(person, name)| (person.as_str(), name.clone()));
    let states = STATES.map(|name| (name, words.say(&format!("returns-state-{name}"))));
    let sorts = SORTS.map(|name| (name, words.say(&format!("returns-sort-{name}"))));
    let child = filter.of.parse::<Uuid>().ok().and_then(|id| state.finding(id));
    if let Some(child) = child {
        let name = child_name(site, &child.finding);
        writer.element("p").class("govuk-body").within(|writer| {
            writer.text(&words.with("returns-of-child", &[("child", &name)]));
            writer.text(" ");
            let all = Filter { of: String::new(), ..filter.clone() };
            let address = page.path(&format!("/findings{}", all.query(1)));
            link(writer, &address, &words.say("returns-of-every-child"), "");
        });
    }
    // It goes to the page that it stands on.
    let form = writer.element("form").class("alongside-choose alongside-no-print").attribute("method", "get");
    form.within(|writer| {
        if child.is_some() {
            hidden(writer, "of", &filter.of);
        }
        writer.element("div").class("alongside-choose__fields").within(|writer| {
            let rules = std::iter::once(all()).chain(rules).collect();
            choose(writer, site, ("rule", "returns-head-rule"), rules, &filter.rule);
            let severities = std::iter::once(all()).chain(severities).collect();
            choose(writer, site, ("severity", "returns-head-severity"), severities, &filter.severity);
            let who = std::iter::once(all()).chain(who).chain(others).collect();
            choose(writer, site, ("who", "returns-head-who"), who, &filter.who);
            let states = std::iter::once(all()).chain(states).collect();
            choose(writer, site, ("state", "returns-head-state"), states, &filter.state);
            choose(writer, site, ("sort", "returns-sort"), sorts.into(), &filter.sort);
        });
        writer.add(&Button::secondary(words.say("returns-show")));
    });
}

fn write_rows(
    writer: &mut Writer,
    page: &ReturnPage<'_>,
    rows: &[&Standing],
    source: Source,
    submitted: Option<&Submitted>,
    problems: &Problems,
) {
    let site = page.site;
    if let Some(problem) = problems.of(FINDING_FIELD) {
        writer.element("p").class("govuk-error-message").attribute("id", FINDING_FIELD).within(|writer| {
            writer
                .element("span")
                .class("govuk-visually-hidden")
                .text(&site.words().say("attachments-error"));
            writer.text(" ");
            writer.text(&problem);
        });
    }
    let lines = rows.iter().map(|each| {
        let finding = &each.finding;
        let child = child_name(site, finding);
        let is_ticked =
            submitted.is_some_and(|submitted| submitted.is(FINDING_FIELD, &finding.id.to_string()));
        vec![
            Cell::from(tick(page, each, &child, is_ticked)),
            Cell::from(what(page, each)),
            Cell::from(child.as_str()),
            Cell::from(place(page, each, source).as_str()),
            Cell::from(because(page, each)),
            Cell::from(state(page, each)),
        ]
    });
    let head = ["tick", "rule", "child", "place", "why", "state"].map(|name| format!("returns-head-{name}"));
    let head = head.each_ref().map(String::as_str);
    write_table(writer, site, "returns-findings-title", &head, lines.collect());
}

/// A tick, whose label names the finding for whoever does not see the row.
fn tick(page: &ReturnPage<'_>, each: &Standing, child: &str, is_ticked: bool) -> Html {
    let id = each.finding.id.to_string();
    let rule = rule_name(page.site, &each.finding.rule);
    let label = page.site.words().with("returns-tick", &[("rule", &rule), ("child", child)]);
    Html::build(|writer| {
        let boxes = writer.element("div").class("govuk-checkboxes govuk-checkboxes--small");
        boxes.attribute("data-module", "govuk-checkboxes").within(|writer| {
            writer.element("div").class("govuk-checkboxes__item").within(|writer| {
                writer
                    .element("input")
                    .class("govuk-checkboxes__input")
                    .attribute("type", "checkbox")
                    .attribute("id", &format!("finding-{id}"))
                    .attribute("name", FINDING_FIELD)
                    .attribute("value", &id)
                    .flag("checked", is_ticked)
                    .empty();
                writer
                    .element("label")
                    .class("govuk-label govuk-checkboxes__label")
                    .attribute("for", &format!("finding-{id}"))
                    .within(|writer| {
                        writer.element("span").class("govuk-visually-hidden").text(&label);
                    });
            });
        });
    })
}

fn what(page: &ReturnPage<'_>, each: &Standing) -> Html {
    let finding = &each.finding;
    let severity = severity_of(page.state(), &finding.rule);
    Html::build(|writer| {
        let address = page.path(&format!("/findings/{}", finding.id));
        link(writer, &address, &rule_name(page.site, &finding.rule), "");
        writer.text(" ");
        writer.add(&severity_tag(page.site, severity));
    })
}

/// Line and column of a file, or the element where no file is kept.
pub(super) fn place(page: &ReturnPage<'_>, each: &Standing, source: Source) -> String {
    let finding = &each.finding;
    match source {
        Source::Built => finding.path.rsplit('/').next().unwrap_or_default().to_owned(),
        Source::Uploaded => {
            let (line, column) = (finding.line.to_string(), finding.column.to_string());
            page.site.words().with("returns-place", &[("line", &line), ("column", &column)])
        }
    }
}

fn because(page: &ReturnPage<'_>, each: &Standing) -> Html {
    let message = page.state().rule(&each.finding.rule).map(|rule| rule_message(page.site, rule));
    Html::build(|writer| {
        writer.element("p").class("govuk-!-margin-bottom-0").text(&each.finding.why);
        if let Some(message) = message {
            writer.element("p").class("alongside-because").text(&message);
        }
    })
}

fn state(page: &ReturnPage<'_>, each: &Standing) -> Html {
    let words = page.site.words();
    Html::build(|writer| {
        if each.explained.is_some() {
            writer.add(&Tag::coloured("green", words.say("returns-state-explained")));
        } else {
            writer.add(&Tag::coloured("blue", words.say("returns-state-open")));
        }
        if let Some(person) = each.assigned {
            let name = page.name_of(Some(person));
            writer.element("p").class("alongside-because").text(&name);
        }
    })
}

/// What can be done with those that are ticked.
fn write_ticked(
    writer: &mut Writer,
    page: &ReturnPage<'_>,
    (may_assign, may_explain): (bool, bool),
    shown: usize,
    submitted: Option<&Submitted>,
    problems: &Problems,
) {
    let (site, words) = (page.site, page.site.words());
    let typed = Typed::new(site, submitted, problems);
    writer.heading(2, words.say("returns-ticked"));
    let all = words.with("returns-tick-all", &[("number", &shown.to_string())]);
    writer.add(&Checkboxes {
        name: ALL_FIELD.to_owned(),
        id_prefix: ALL_FIELD.to_owned(),
        items: vec![Choice::new(ALL, all).into()],
        values: submitted
            .filter(|sent| sent.is(ALL_FIELD, ALL))
            .map(|_| ALL.to_owned())
            .into_iter()
            .collect(),
        small: true,
        ..Checkboxes::default()
    });
    let button = |name: &str, value: &str| Button {
        name: DO_FIELD.to_owned(),
        value: value.to_owned(),
        ..Button::secondary(words.say(name))
    };
    if may_assign {
        write_people(writer, page, &typed);
        writer.add(&button("returns-assign-button", "assign"));
    }
    if may_explain {
        typed.area(writer, TEXT_FIELD, "returns-explanation", "");
        writer.add(&button("returns-explain-button", "explain"));
    }
}

/// Who sees to a finding.
pub(super) fn write_people(writer: &mut Writer, page: &ReturnPage<'_>, typed: &Typed<'_>) {
    let people: Vec<(String, String)> =
        page.analysts().into_iter().map(|(person, name)| (person.to_string(), name)).collect();
    let nobody = (NOBODY, page.site.words().say("returns-who-nobody"));
    let choices = people.iter().map(|(person, name)| (person.as_str(), name.clone()));
    typed.select(writer, TO_FIELD, "returns-assign-to", choices.chain([nobody]).collect(), "");
}
