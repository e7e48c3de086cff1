//! One finding: what a rule found and why, what was said of the same child by the same rule last year, who sees to it, what was
//! explained, and all that was done about it.

use access::Action;
use application::Act;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, InsetText, SummaryList, SummaryRow, Writer};
use records::statutory::{AssignFindings, ExplainFindings, Said, Standing, Step, WithdrawExplanation};
use returns::Year;
use uuid::Uuid;

use super::findings::{TEXT_FIELD, TO_FIELD, place, to, write_people};
use super::open::ReturnPage;
use super::shown::{child_name, rule_message, rule_name, severity_of, severity_tag};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::children::fields::{Typed, link};
use crate::pages::safety::parts::refusal_words;
use crate::site::Site;
use crate::submitted::Submitted;

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((named, finding)): Path<(String, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ReturnPage::open(&site, &signed_in, &named, "return").await?;
    view(&page, finding, None, &Problems::default()).await
}

/// Somebody sees to it.
pub async fn assign(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((named, finding)): Path<(String, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ReturnPage::open(&site, &signed_in, &named, "return").await?;
    let Ok(to) = to(&submitted) else {
        let problems = Problems::one(TO_FIELD, site.words().say("returns-choose-person"));
        return view(&page, finding, Some(&submitted), &problems).await;
    };
    let act = Act::on(page.which.id(), AssignFindings { findings: vec![finding], to });
    done(&page, finding, act, &submitted, TO_FIELD).await
}

/// It is explained.
pub async fn explain(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((named, finding)): Path<(String, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ReturnPage::open(&site, &signed_in, &named, "return").await?;
    let text = submitted.value(TEXT_FIELD).to_owned();
    let act = Act::on(page.which.id(), ExplainFindings { findings: vec![finding], text });
    done(&page, finding, act, &submitted, TEXT_FIELD).await
}

/// The explanation is taken back.
pub async fn withdraw(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((named, finding)): Path<(String, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ReturnPage::open(&site, &signed_in, &named, "return").await?;
    let act = Act::on(page.which.id(), WithdrawExplanation { finding });
    done(&page, finding, act, &submitted, TEXT_FIELD).await
}

async fn done(
    page: &ReturnPage<'_>,
    finding: Uuid,
    act: Act,
    submitted: &Submitted,
    field: &str,
) -> Result<Response, PageFailure> {
    if page.state().finding(finding).is_none() {
        return Err(PageFailure::NotThere);
    }
    let act = submitted.once.into_iter().fold(act, Act::once);
    match page.done(act).await? {
        Ok(()) => Ok(Redirect::to(&page.path(&format!("/findings/{finding}"))).into_response()),
        Err(code) => {
            let problems = Problems::one(field, refusal_words(page.site, code));
            view(page, finding, Some(submitted), &problems).await
        }
    }
}

async fn view(
    page: &ReturnPage<'_>,
    id: Uuid,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let standing = page.state().finding(id).ok_or(PageFailure::NotThere)?;
    let (site, words) = (page.site, page.site.words());
    let application = site.application();
    let before = application.return_before(&page.signed_in.actor, page.which).await?;
    let census = match standing.finding.record {
        Some(record) => {
            let may = application.may_open_census(&page.signed_in.actor, record).await?;
            may.then(|| format!("/children/{record}/census"))
        }
        None => None,
    };
    let rule = rule_name(site, &standing.finding.rule);
    let title = words.with("returns-finding-title", &[("rule", &rule)]);
    let source = page.latest()?.fact.source;
    let main = Html::build(|writer| {
        writer.element("span").class("govuk-caption-l").text(&page.called());
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.element("p").class("govuk-body").within(|writer| {
            writer.add(&severity_tag(site, severity_of(page.state(), &standing.finding.rule)));
        });
        writer.element("p").class("govuk-body-l").text(&standing.finding.why);
        writer.add(&SummaryList::of(facts(page, standing, &place(page, standing, source))));
        writer.element("ul").class("govuk-list").within(|writer| {
            if standing.finding.whose().is_some() {
                writer.element("li").within(|writer| {
                    let address = page.path(&format!("/findings?of={id}"));
                    link(writer, &address, &words.say("returns-all-of-child"), "");
                });
            }
            writer.element("li").within(|writer| {
                let address = page.path(&format!("/findings?rule={}", standing.finding.rule));
                link(writer, &address, &words.say("returns-all-of-rule"), "");
            });
            if let Some(census) = &census {
                writer.element("li").within(|writer| {
                    link(writer, census, &words.say("returns-open-census"), "");
                });
            }
        });
        let said = before.as_ref().map(|before| before.said_of(&standing.finding)).unwrap_or_default();
        write_said(writer, page, &said);
        write_explanation(writer, page, standing, said.first().copied(), submitted, problems);
        write_assignment(writer, page, standing, submitted, problems);
        write_history(writer, page, standing);
    });
    Ok(page.page(&title, &page.path("/findings"), problems, main))
}

fn facts(page: &ReturnPage<'_>, standing: &Standing, place: &str) -> Vec<SummaryRow> {
    let words = page.site.words();
    let finding = &standing.finding;
    let child = child_name(page.site, finding);
    let row = |name: &str, value: &str| SummaryRow::new(words.say(name), value);
    let mut rows = vec![row("returns-head-child", &child)];
    if let Some(rule) = page.state().rule(&finding.rule) {
        rows.push(row("returns-head-says", &rule_message(page.site, rule)));
    }
    for compared in &finding.values {
        let nothing = words.say("returns-nothing-there");
        let value = compared.value.as_deref().unwrap_or(&nothing);
        rows.push(SummaryRow::new(compared.field.as_str(), value));
    }
    rows.push(row("returns-head-place", place));
    rows.push(row("returns-head-path", &finding.path));
    let files = page.state().latest().map(|check| check.fact.files.as_slice()).unwrap_or_default();
    if let Some(file) = files.get(usize::from(finding.file)) {
        rows.push(row("returns-head-file", &file.name));
    }
    rows.push(row("returns-head-since", &ReturnPage::day(standing.since)));
    rows
}

fn write_said(writer: &mut Writer, page: &ReturnPage<'_>, said: &[&Said]) {
    if said.is_empty() {
        return;
    }
    let words = page.site.words();
    let year = Year::ending(page.which.before().year).to_string();
    writer.heading(2, words.with("returns-last-year", &[("year", &year)]));
    for said in said {
        write_words(writer, &said.text);
        let (by, day) = (page.name_of(said.author.person), ReturnPage::day(said.at));
        let line = words.with("returns-explained-by", &[("name", &by), ("date", &day)]);
        writer.element("p").class("govuk-hint").text(&line);
    }
}

/// Somebody's own words, as they were written.
fn write_words(writer: &mut Writer, text: &str) {
    writer.add(&InsetText { classes: "alongside-as-written".to_owned(), ..InsetText::from(text) });
}

fn write_explanation(
    writer: &mut Writer,
    page: &ReturnPage<'_>,
    standing: &Standing,
    last_year: Option<&Said>,
    submitted: Option<&Submitted>,
    problems: &Problems,
) {
    let (site, words) = (page.site, page.site.words());
    let id = standing.finding.id;
    writer.heading(2, words.say("returns-explanation-title"));
    if let Some(explained) = &standing.explained {
        write_words(writer, &explained.fact);
        let (by, day) = (page.name_of(explained.author.person), ReturnPage::day(explained.at));
        let line = words.with("returns-explained-by", &[("name", &by), ("date", &day)]);
        writer.element("p").class("govuk-hint").text(&line);
        if page.may(Action::Write) {
            let action = page.path(&format!("/findings/{id}/withdraw"));
            writer.html(&form(site, &page.signed_in.held, &action, |writer| {
                writer.add(&Button::secondary(words.say("returns-withdraw-button")));
            }));
        }
    } else {
        // What was said of the values before helps whoever explains these.
        let earlier = page.state().last_said(id).or(last_year);
        if !page.may(Action::Write) {
            return writer.paragraph(words.say("returns-not-explained"));
        }
        let start = earlier.map_or("", |said| said.text.as_str());
        let typed = Typed::new(site, submitted.filter(|_| problems.of(TEXT_FIELD).is_some()), problems);
        let action = page.path(&format!("/findings/{id}/explain"));
        writer.html(&form(site, &page.signed_in.held, &action, |writer| {
            if !start.is_empty() {
                writer.paragraph(words.say("returns-explanation-starts"));
            }
            typed.area(writer, TEXT_FIELD, "returns-explanation", start);
            writer.add(&Button::submit(words.say("returns-explain-one-button")));
        }));
    }
}

fn write_assignment(
    writer: &mut Writer,
    page: &ReturnPage<'_>,
    standing: &Standing,
    submitted: Option<&Submitted>,
    problems: &Problems,
) {
    let (site, words) = (page.site, page.site.words());
    writer.heading(2, words.say("returns-head-who"));
    match standing.assigned {
        Some(person) => {
            let name = page.name_of(Some(person));
            writer.paragraph(words.with("returns-assigned", &[("name", &name)]));
        }
        None => writer.paragraph(words.say("returns-assigned-nobody")),
    }
    if page.may(Action::Allocate) {
        let typed = Typed::new(site, submitted.filter(|_| problems.of(TO_FIELD).is_some()), problems);
        let action = page.path(&format!("/findings/{}/assign", standing.finding.id));
        writer.html(&form(site, &page.signed_in.held, &action, |writer| {
            write_people(writer, page, &typed);
            writer.add(&Button::secondary(words.say("returns-assign-one-button")));
        }));
    }
}

/// What was done about it, the latest first.
fn write_history(writer: &mut Writer, page: &ReturnPage<'_>, standing: &Standing) {
    let words = page.site.words();
    let steps: Vec<_> = page.state().steps_of(standing.finding.id).collect();
    if steps.is_empty() {
        return;
    }
    writer.heading(2, words.say("returns-history"));
    writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
        for step in steps.into_iter().rev() {
            let (by, day) = (page.name_of(step.author.person), ReturnPage::day(step.at));
            let values = [("name", by.as_str()), ("date", day.as_str())];
            let line = match &step.fact {
                Step::Assigned(Some(person)) => {
                    let to = page.name_of(Some(*person));
                    words.with("returns-step-assigned", &[values[0], values[1], ("to", &to)])
                }
                Step::Assigned(None) => words.with("returns-step-given-back", &values),
                Step::Explained(_) => words.with("returns-step-explained", &values),
                Step::Withdrawn => words.with("returns-step-withdrawn", &values),
            };
            writer.element("li").within(|writer| {
                writer.text(&line);
                if let Step::Explained(text) = &step.fact {
                    writer.element("p").class("alongside-because alongside-as-written").text(text);
                }
            });
        }
    });
}
