//! One return: its figures, each with the findings behind it; what was not asked; the year before; the years together.

use std::collections::BTreeSet;

use access::Action;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Cell, Html, InsetText, SummaryList, SummaryRow, Tag, Writer};
use records::statutory::{Check, FOUND_MAX, Return, RuleFound, Severity, Source, Which, Whose};
use returns::Year;

use super::open::ReturnPage;
use super::shown::{number, rule_message, rule_name, severity_tag, write_table};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::pages::children::fields::link;
use crate::pages::measures::chart::{self, Bar};
use crate::site::Site;

/// What the page is made from.
struct Shown<'a> {
    page: ReturnPage<'a>,
    /// The return of the year before, where it was checked here.
    before: Option<Return>,
    /// Every return of this kind, the latest year first.
    years: Vec<(Which, Return)>,
}

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(named): Path<String>,
) -> Result<Response, PageFailure> {
    let page = ReturnPage::open(&site, &signed_in, &named, "return").await?;
    let application = site.application();
    let before = application.return_before(&signed_in.actor, page.which).await?;
    let mut years = application.returns(&signed_in.actor).await?;
    years.retain(|(which, _)| which.kind == page.which.kind);
    let shown = Shown { page, before, years };
    let latest = shown.page.latest()?;
    let title = shown.page.called();
    let words = site.words();
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        let (by, day) = (shown.page.name_of(latest.author.person), ReturnPage::day(latest.at));
        let lead = match latest.fact.source {
            Source::Uploaded => "returns-summary-uploaded",
            Source::Built => "returns-summary-built",
        };
        writer.paragraph(words.with(lead, &[("date", &day), ("name", &by)]));
        writer.element("div").class("govuk-button-group alongside-no-print").within(|writer| {
            writer.add(&Button::link(words.say("returns-see-findings"), shown.page.path("/findings")));
            if shown.page.may(Action::Write) {
                let again = Button::link(words.say("returns-check-again"), "/returns/new".to_owned());
                writer.add(&Button { classes: "govuk-button--secondary".into(), ..again });
            }
        });
        shown.write_figures(writer, &latest.fact);
        shown.write_rules(writer, &latest.fact);
        shown.write_not_asked(writer, &latest.fact);
        shown.write_years(writer);
        shown.write_checks(writer);
    });
    Ok(shown.page.page(&title, "/returns", &Problems::default(), main))
}

impl Shown<'_> {
    fn site(&self) -> &Site {
        self.page.site
    }

    fn write_figures(&self, writer: &mut Writer, check: &Check) {
        let words = self.site().words();
        let state = self.page.state();
        let before = self.before.as_ref().and_then(Return::latest).map(|before| &before.fact);
        let figure = |now: u64, then: Option<u64>, query: &str| {
            Html::build(|writer| {
                if query.is_empty() || now == 0 {
                    writer.text(&now.to_string());
                } else {
                    link(writer, &self.page.path(query), &now.to_string(), &words.say("returns-show-these"));
                }
                if let Some(then) = then {
                    writer.text(" ");
                    writer.text(&words.with("returns-before", &[("number", &then.to_string())]));
                }
            })
        };
        let row = |name: &str, value: Html| SummaryRow::new(words.say(name), value);
        let times = |severity| check.times(severity);
        let then = |severity| before.map(|before| before.times(severity));
        let unassigned =
            state.findings.iter().filter(|each| each.assigned.is_none() && each.explained.is_none());
        let (unassigned, explained) = (unassigned.count() as u64, state.explained() as u64);
        let mut rows = vec![
            row("returns-figure-children", {
                figure(check.children.into(), before.map(|before| before.children.into()), "")
            }),
            row("returns-figure-with-findings", figure(self.children_with_findings(), None, "/children")),
        ];
        for severity in Severity::ALL {
            let (now, then) = (times(severity), then(severity));
            // Most returns know no findings between files, and the census no unknown severity.
            let is_usual = matches!(severity, Severity::Error | Severity::Query);
            if is_usual || now > 0 || then.is_some_and(|then| then > 0) {
                let name = format!("returns-figure-{}", severity.name());
                let query = format!("/findings?severity={}", severity.name());
                rows.push(row(&name, figure(now, then, &query)));
            }
        }
        rows.push(row("returns-figure-explained", figure(explained, None, "/findings?state=explained")));
        let open = "/findings?who=nobody&state=open";
        rows.push(row("returns-figure-unassigned", figure(unassigned, None, open)));
        rows.push(row("returns-figure-asked", figure(check.asked.into(), None, "")));
        writer.heading(2, words.say("returns-figures"));
        writer.add(&SummaryList::of(rows));
        let kept = state.findings.len() as u64;
        if kept < check.found() {
            let (kept, found) = (kept.to_string(), check.found().to_string());
            let most = FOUND_MAX.to_string();
            let values = [("kept", kept.as_str()), ("found", &found), ("most", &most)];
            writer.add(&InsetText::from(words.with("returns-not-all-kept", &values).as_str()));
        }
    }

    fn children_with_findings(&self) -> u64 {
        let findings = self.page.state().findings.iter();
        let children: BTreeSet<Whose<'_>> = findings.filter_map(|each| each.finding.whose()).collect();
        children.len() as u64
    }

    fn write_rules(&self, writer: &mut Writer, check: &Check) {
        let (site, words, state) = (self.site(), self.site().words(), self.page.state());
        writer.heading(2, words.say("returns-rules"));
        if check.rules.is_empty() {
            writer.paragraph(words.say("returns-rules-none"));
        } else {
            let open = |code: &str| {
                let of = |each: &&records::statutory::Standing| {
                    each.finding.rule == code && each.explained.is_none()
                };
                state.findings.iter().filter(of).count() as u64
            };
            let mut rules: Vec<&RuleFound> = check.rules.iter().collect();
            rules.sort_by_key(|rule| (rule.severity, std::cmp::Reverse(rule.times)));
            let rows = rules.into_iter().map(|rule| {
                let name = Html::build(|writer| {
                    let address = self.page.path(&format!("/findings?rule={}", rule.code));
                    link(writer, &address, &rule_name(site, &rule.code), "");
                });
                let severity = Html::build(|writer| {
                    writer.add(&severity_tag(site, rule.severity));
                    if rule.draft {
                        writer.text(" ");
                        let draft = words.say("children-census-draft");
                        writer.add(&Tag { content: draft.as_str().into(), ..Tag::default() });
                    }
                });
                vec![
                    Cell::from(name),
                    Cell::from(severity),
                    Cell::from(rule_message(site, rule).as_str()),
                    number(rule.times),
                    number(open(&rule.code)),
                    self.before_of(&rule.code),
                ]
            });
            let head = ["rule", "severity", "says", "times", "open", "before"];
            let head = head.map(|name| format!("returns-head-{name}"));
            write_table(writer, site, "returns-rules", &head.each_ref().map(String::as_str), rows.collect());
        }
        self.write_gone(writer);
    }

    /// How often a rule found something in the year before.
    fn before_of(&self, code: &str) -> Cell {
        match self.before.as_ref().and_then(Return::latest) {
            Some(before) => number(before.fact.times_of(code)),
            None => Cell::numeric(self.site().words().say("returns-not-known")),
        }
    }

    /// Rules that found something in the year before, and nothing now.
    fn write_gone(&self, writer: &mut Writer) {
        let words = self.site().words();
        let Some(before) = &self.before else {
            return writer.paragraph(words.say("returns-no-year-before"));
        };
        let beside = self.page.state().beside(before);
        let gone: Vec<String> = beside
            .into_iter()
            .filter(|(_, (now, _))| *now == 0)
            .map(|(code, (_, then))| {
                let values = [("rule", rule_name(self.site(), code)), ("number", then.to_string())];
                let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                words.with("returns-gone-rule", &values)
            })
            .collect();
        if !gone.is_empty() {
            writer.paragraph(words.with("returns-gone", &[("rules", &gone.join(", "))]));
        }
    }

    fn write_not_asked(&self, writer: &mut Writer, check: &Check) {
        let (site, words) = (self.site(), self.site().words());
        writer.heading(2, words.say("returns-not-asked"));
        if check.not_asked.is_empty() {
            return writer.paragraph(words.say("returns-not-asked-none"));
        }
        writer.paragraph(words.say("returns-not-asked-lead"));
        let rows = check.not_asked.iter().map(|one| {
            let who = match &one.child {
                None => words.say("returns-whole"),
                Some(child) if one.times > 1 => words.with(
                    "returns-child-and-others",
                    &[("child", child), ("number", &one.times.to_string())],
                ),
                Some(child) => child.clone(),
            };
            vec![Cell::from(one.code.as_str()), Cell::from(who.as_str()), Cell::from(one.reason.as_str())]
        });
        let head = ["returns-head-rule", "returns-head-child", "returns-head-reason"];
        write_table(writer, site, "returns-not-asked", &head, rows.collect());
        if check.not_asked_beyond > 0 {
            writer.paragraph(words.count("returns-not-asked-beyond", check.not_asked_beyond));
        }
    }

    /// The years together, as a chart and as the table that it is drawn from.
    fn write_years(&self, writer: &mut Writer) {
        /// What findings are counted beside, so that years of different size can be compared.
        const AMONG: u64 = 100;
        let (site, words) = (self.site(), self.site().words());
        writer.heading(2, words.say("returns-years"));
        let mut years: Vec<(String, &Check)> = Vec::new();
        for (which, state) in self.years.iter().rev() {
            let check = state.latest().map(|latest| &latest.fact);
            years.extend(check.map(|check| (Year::ending(which.year).to_string(), check)));
        }
        let among = |check: &Check| (check.found() * AMONG).div_ceil(u64::from(check.children.max(1)));
        if years.len() > 1 {
            let bars: Vec<Bar> = years
                .iter()
                .map(|(year, check)| {
                    let at = u32::try_from(among(check)).unwrap_or(u32::MAX);
                    Bar { name: year.clone(), from: 0, at, to: at, says: at.to_string() }
                })
                .collect();
            let most = bars.iter().map(|bar| bar.at).max().unwrap_or(1).max(1);
            let title = words.say("returns-years-chart");
            chart::write(writer, &self.page.called(), &title, &words.say("returns-years-how"), &bars, most);
        } else {
            writer.paragraph(words.say("returns-years-one"));
        }
        let rows = years.iter().rev().map(|(year, check)| {
            let others = check.times(Severity::Integrity) + check.times(Severity::Unknown);
            vec![
                Cell::from(year.as_str()),
                number(check.children.into()),
                number(check.times(Severity::Error)),
                number(check.times(Severity::Query)),
                number(others),
                number(among(check)),
            ]
        });
        let head = ["year", "children", "errors", "queries", "others", "times-among"];
        let head = head.map(|name| format!("returns-head-{name}"));
        write_table(writer, site, "returns-years", &head.each_ref().map(String::as_str), rows.collect());
    }

    fn write_checks(&self, writer: &mut Writer) {
        let (site, words) = (self.site(), self.site().words());
        writer.heading(2, words.say("returns-checks"));
        let rows = self.page.state().checks.iter().rev().map(|check| {
            let files: Vec<&str> = check.fact.files.iter().map(|file| file.name.as_str()).collect();
            let what = match check.fact.source {
                Source::Uploaded => files.join(", "),
                Source::Built => words.say("returns-from-record"),
            };
            vec![
                Cell::from(ReturnPage::day(check.at).as_str()),
                Cell::from(self.page.name_of(check.author.person).as_str()),
                Cell::from(what.as_str()),
                number(check.fact.children.into()),
                number(check.fact.found()),
            ]
        });
        let head = ["checked", "by", "what", "children", "times"].map(|name| format!("returns-head-{name}"));
        write_table(writer, site, "returns-checks", &head.each_ref().map(String::as_str), rows.collect());
    }
}
