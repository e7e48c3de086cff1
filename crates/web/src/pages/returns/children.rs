//! The children behind the figures of a return, each with how much was found of it. A child is looked for by a form that is sent,
//! because no identifier of a child stands in an address.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Cell, Html};
use records::statutory::{Finding, Severity, Standing, Whose};

use super::open::ReturnPage;
use super::shown::{child_name, number, severity_of, write_table};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::children::fields::{Typed, link};
use crate::site::Site;
use crate::submitted::Submitted;

/// The field in which a child's identifier is typed.
const CHILD_FIELD: &str = "child";
/// The most children that are shown: those with most findings stand first.
const ROWS_MAX: usize = 200;

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(named): Path<String>,
) -> Result<Response, PageFailure> {
    let page = ReturnPage::open(&site, &signed_in, &named, "return").await?;
    Ok(view(&page, None, &Problems::default()))
}

/// A child is looked for.
pub async fn find(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(named): Path<String>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ReturnPage::open(&site, &signed_in, &named, "return").await?;
    let wanted = submitted.value(CHILD_FIELD);
    let is_wanted = |each: &&Standing| each.finding.child.as_deref() == Some(wanted);
    let Some(found) = page.state().findings.iter().find(is_wanted) else {
        let problems = Problems::one(CHILD_FIELD, site.words().say("returns-child-not-found"));
        return Ok(view(&page, Some(&submitted), &problems));
    };
    let address = page.path(&format!("/findings?of={}", found.finding.id));
    Ok(Redirect::to(&address).into_response())
}

/// What was found of one child.
struct OfChild<'a> {
    /// One of its findings, by which an address names the child.
    one: &'a Finding,
    errors: u64,
    others: u64,
    explained: u64,
}

fn children<'a>(page: &'a ReturnPage<'_>) -> Vec<OfChild<'a>> {
    let state = page.state();
    let mut places: BTreeMap<Whose<'a>, usize> = BTreeMap::new();
    let mut found: Vec<OfChild<'a>> = Vec::new();
    for each in &state.findings {
        let Some(whose) = each.finding.whose() else { continue };
        let place = *places.entry(whose).or_insert_with(|| {
            found.push(OfChild { one: &each.finding, errors: 0, others: 0, explained: 0 });
            found.len() - 1
        });
        let of = &mut found[place];
        match severity_of(state, &each.finding.rule) {
            Severity::Error => of.errors += 1,
            _ => of.others += 1,
        }
        of.explained += u64::from(each.explained.is_some());
    }
    // Stable: children with as much stay in the order of the file.
    found.sort_by_key(|of| std::cmp::Reverse(of.errors + of.others - of.explained));
    found
}

fn view(page: &ReturnPage<'_>, submitted: Option<&Submitted>, problems: &Problems) -> Response {
    let (site, words) = (page.site, page.site.words());
    let title = words.say("returns-children-title");
    let children = children(page);
    let main = Html::build(|writer| {
        writer.element("span").class("govuk-caption-l").text(&page.called());
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.count("returns-children-count", children.len() as u64));
        if children.is_empty() {
            return;
        }
        let typed = Typed::new(site, submitted, problems);
        writer.html(&form(site, &page.signed_in.held, &page.path("/children"), |writer| {
            typed.line(writer, CHILD_FIELD, "returns-child-find", "");
            writer.add(&Button::secondary(words.say("returns-child-find-button")));
        }));
        let rows = children.iter().take(ROWS_MAX).map(|of| {
            let name = Html::build(|writer| {
                let address = page.path(&format!("/findings?of={}", of.one.id));
                link(writer, &address, &child_name(site, of.one), "");
            });
            vec![Cell::from(name), number(of.errors), number(of.others), number(of.explained)]
        });
        let head = ["child", "errors", "others", "explained"].map(|name| format!("returns-head-{name}"));
        let head = head.each_ref().map(String::as_str);
        write_table(writer, site, "returns-children-title", &head, rows.collect());
        if children.len() > ROWS_MAX {
            writer.paragraph(words.count("returns-children-more", (children.len() - ROWS_MAX) as u64));
        }
    });
    page.page(&title, &page.path(""), problems, main)
}
