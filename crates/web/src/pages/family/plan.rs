//! Each need with its decision, who signed it off, and the plan: the decision first, then why.

use access::{Action, RecordKind};
use axum::extract::State;
use axum::response::Response;
use govuk::{Component, Details, Html, InsetText, SummaryCard, SummaryList, SummaryRow, Writer};
use guidance::full_date;
use kernel::london_date;
use records::child::{Child, Decision, Need, NeedRecorded, Plan, Service};

use super::dates::write_badge;
use super::home::write_as_written;
use super::reading::Reading;
use super::{challenge, entry, journey, not_open, talk};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::children::amounts::{pounds, quantity_words};
use crate::pages::children::letters::{criterion_words, service_form_name};
use crate::site::Site;

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-plan").await?;
    let title = site.words().say("family-plan-title");
    if reading.child.is_none() {
        return Ok(not_open::view(&reading, &title));
    }
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.html(&body(&reading, 2));
        write_disagree(&reading, writer);
        writer.html(&talk::view(&reading, 2));
        writer.html(&challenge::about(&reading, 2, "decision"));
    });
    Ok(page(&site, &Frame::Family, &title, main))
}

/// For each decision, the ways to say that it is wrong, or that one does not agree with it.
fn write_disagree(reading: &Reading, writer: &mut Writer) {
    let needs = reading.record().map(|child| child.assessment.needs.as_slice()).unwrap_or_default();
    if needs.is_empty() {
        return;
    }
    let words = reading.words();
    let may = |kind| reading.may(Action::Comment, kind);
    let comments = may(RecordKind::NeedDecision) && may(RecordKind::AssessmentEntry);
    writer.heading(2, words.say("family-plan-disagree-title"));
    writer.element("ul").class("govuk-list alongside-links").within(|writer| {
        for need in needs.iter().map(|need| &need.current().fact) {
            let href = format!("/family/challenge/new?what=decision&need={}", need.need);
            writer.element("li").within(|writer| {
                writer.element("a").class("govuk-link").attribute("href", &href).within(|writer| {
                    writer.text(&words.say("family-plan-disagree-link"));
                    writer.text(" ");
                    writer.element("span").class("alongside-as-written").text(&need.statement);
                });
            });
            if comments {
                let href = format!("/family/plan/{}/comment", need.need);
                writer.element("li").within(|writer| {
                    writer.element("a").class("govuk-link").attribute("href", &href).within(|writer| {
                        writer.text(&words.say("family-comment-need-link"));
                        writer.text(" ");
                        writer.element("span").class("alongside-as-written").text(&need.statement);
                    });
                });
            }
        }
    });
}

/// The decisions and the plan, below headings of this level.
pub(super) fn body(reading: &Reading, level: u8) -> Html {
    let Some(child) = reading.record() else { return Html::default() };
    Html::build(|writer| {
        write_sign_off(reading, writer, child, level);
        write_needs(reading, writer, child, level);
        write_before_this(reading, writer, child, level);
        write_plan(reading, writer, child, level);
        journey::write_more(reading, writer, child, level);
    })
}

/// The decision in one file to keep.
fn write_file_links(reading: &Reading, writer: &mut Writer) {
    let words = reading.words();
    writer.paragraph(words.say("decision-file-keep"));
    writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
        for (href, name) in [
            ("/family/decisions/needs", "decision-file-page"),
            ("/family/decisions/needs/pdf", "decision-file-paper"),
        ] {
            writer.element("li").within(|writer| {
                writer
                    .element("a")
                    .class("govuk-link")
                    .attribute("href", href)
                    .flag("download", true)
                    .text(&words.say(name));
            });
        }
    });
}

fn write_sign_off(reading: &Reading, writer: &mut Writer, child: &Child, level: u8) {
    let words = reading.words();
    match &child.assessment.signed_off {
        Some(signed) => {
            let (name, date) = (reading.name_of(signed.author.person), full_date(london_date(signed.at)));
            writer.heading(level, words.say("family-plan-decided-title"));
            writer.paragraph(words.with("family-plan-decided", &[("name", &name), ("date", &date)]));
            write_as_written(writer, &words.say("family-plan-decided-words"), &signed.fact.words);
            write_file_links(reading, writer);
        }
        None => writer.add(&InsetText::from(words.say("family-plan-not-decided").as_str())),
    }
    if let Some(draft) = child.assessment.draft.as_ref().filter(|_| child.assessment.signed_off.is_none()) {
        let (name, date) = (reading.name_of(draft.author.person), full_date(london_date(draft.at)));
        writer.paragraph(words.with("family-plan-draft", &[("name", &name), ("date", &date)]));
        write_as_written(writer, &words.say("family-plan-draft-words"), &draft.fact.words);
    }
    if let Some(reason) = &child.assessment.ceiling_reason {
        write_as_written(writer, &words.say("family-plan-longer"), &reason.fact.why);
    }
}

fn write_needs(reading: &Reading, writer: &mut Writer, child: &Child, level: u8) {
    let words = reading.words();
    writer.heading(level, words.say("family-plan-needs-title"));
    if child.assessment.needs.is_empty() {
        writer.paragraph(words.say("family-plan-needs-none"));
    }
    for need in &child.assessment.needs {
        write_need(reading, writer, need, child.assessment.signed_off.is_some(), level + 1);
    }
}

/// While a new assessment is open: what was decided before, which stands until then.
fn write_before_this(reading: &Reading, writer: &mut Writer, child: &Child, level: u8) {
    if child.assessment.signed_off.is_some() {
        return;
    }
    let Some(before) = child.decided() else { return };
    writer.heading(level, reading.words().say("family-plan-stands-title"));
    writer.paragraph(reading.words().say("family-plan-stands"));
    for need in &before.needs {
        write_need(reading, writer, need, true, level + 1);
    }
}

/// One need: what is decided, why, and under which duty.
fn write_need(reading: &Reading, writer: &mut Writer, need: &Need, decided: bool, level: u8) {
    let words = reading.words();
    let current = &need.current().fact;
    let id = format!("need-{}", current.need);
    writer.element("article").class("alongside-entry").attribute("id", &id).within(|writer| {
        writer.element(heading(level)).class("govuk-heading-s").within(|writer| {
            writer.element("span").class("alongside-as-written").text(&current.statement);
        });
        let outcome = words.say(outcome(current.decision, decided));
        writer.element("p").class("govuk-body").within(|writer| {
            writer.element("strong").text(&outcome);
            if !current.met_by.is_empty() {
                writer.text(" ");
                writer.element("span").class("alongside-as-written").text(&current.met_by);
            }
        });
        write_as_written(writer, &words.say("family-plan-why"), &current.why);
        write_detail(reading, writer, need);
        writer.html(&duty(reading, &current.duty));
        write_before(reading, writer, need);
        write_comments(reading, writer, current);
    });
}

/// What the reader said of it, and what was answered.
fn write_comments(reading: &Reading, writer: &mut Writer, need: &NeedRecorded) {
    let comments = reading.record().map(|child| child.comments.as_slice()).unwrap_or_default();
    for comment in comments.iter().filter(|comment| comment.made.fact.need == Some(need.need)) {
        entry::write_comment(reading, writer, comment, &[]);
    }
}

/// How much was decided, with how many people, by which criterion, what was explained, and how it is met.
fn write_detail(reading: &Reading, writer: &mut Writer, need: &Need) {
    let words = reading.words();
    let current = &need.current().fact;
    if let Some(quantity) = &current.quantity {
        let amount = quantity_words(words, quantity);
        writer.paragraph(words.with("family-plan-quantity", &[("amount", &amount)]));
    }
    if !current.ratio.is_empty() {
        writer.paragraph(words.with("family-plan-ratio", &[("ratio", &current.ratio)]));
    }
    if !current.criterion.is_empty() {
        let says = criterion_words(reading.site.application().rules(), &current.criterion);
        let values = [("criterion", current.criterion.as_str()), ("says", &says)];
        writer.paragraph(words.with("family-plan-criterion", &values));
    }
    write_as_written(writer, &words.say("family-plan-explained"), &current.explained);
    let decided = reading.record().and_then(Child::decided);
    if let Some(resources) = decided.and_then(|decided| decided.resources_for(current.need)) {
        write_as_written(writer, &words.say("family-plan-how"), &resources.fact.how);
    }
}

fn heading(level: u8) -> &'static str {
    if level <= 3 { "h3" } else { "h4" }
}

fn outcome(decision: Decision, decided: bool) -> &'static str {
    match (decision, decided) {
        (Decision::Meet, true) => "family-plan-meet",
        (Decision::MetAlready, true) => "family-plan-met-already",
        (Decision::NotNecessary, true) => "family-plan-not-necessary",
        (Decision::Unmet, true) => "family-plan-unmet",
        (Decision::Meet, false) => "family-plan-proposed-meet",
        (Decision::MetAlready, false) => "family-plan-proposed-met-already",
        (Decision::NotNecessary, false) => "family-plan-proposed-not-necessary",
        (Decision::Unmet, false) => "family-plan-proposed-unmet",
    }
}

/// The duty in plain words with its clause.
fn duty(reading: &Reading, id: &str) -> Html {
    let words = reading.words();
    let guidance = reading.site.application().rules().guidance();
    let Some(duty) = guidance.duty(id) else { return Html::default() };
    let clauses: Vec<_> = duty.clauses.iter().filter_map(|clause| guidance.clause(clause)).collect();
    let citations: Vec<&str> = clauses.iter().map(|clause| clause.citation.as_str()).collect();
    let content = Html::build(|writer| {
        writer.paragraph(words.with("family-plan-rule", &[("rule", &citations.join("; "))]));
        writer.paragraph(duty.must.as_str());
        if duty.absolute {
            writer.paragraph(words.say("family-plan-must-arrange"));
        }
        if clauses.iter().any(|clause| reading.site.application().is_unverified(clause)) {
            write_badge(reading, writer);
        }
    });
    let summary = words.with("family-plan-duty", &[("duty", &duty.name)]);
    Details { summary: summary.into(), content: content.into(), ..Details::default() }.render()
}

/// What was proposed for a need before.
fn write_before(reading: &Reading, writer: &mut Writer, need: &Need) {
    let [before @ .., _] = need.recorded.as_slice() else { return };
    if before.is_empty() {
        return;
    }
    let words = reading.words();
    let content = Html::build(|writer| {
        for noted in before.iter().rev() {
            let NeedRecorded { statement, decision, why, .. } = &noted.fact;
            let (name, date) = (reading.name_of(noted.author.person), full_date(london_date(noted.at)));
            writer.element("p").class("alongside-entry__words").text(statement);
            writer.paragraph(words.say(outcome(*decision, false)));
            write_as_written(writer, &words.say("family-plan-why"), why);
            let byline = words.with("family-plan-before-by", &[("name", &name), ("date", &date)]);
            writer.element("p").class("alongside-entry__byline").text(&byline);
        }
    });
    let summary = words.say("family-plan-before");
    writer.html(&Details { summary: summary.into(), content: content.into(), ..Details::default() }.render());
}

fn write_plan(reading: &Reading, writer: &mut Writer, child: &Child, level: u8) {
    let words = reading.words();
    writer.heading(level, words.say("family-plan-plan-title"));
    let Some(plan) = child.plan() else {
        writer.paragraph(words.say("family-plan-plan-none"));
        return;
    };
    match &child.plan_shared {
        Some(shared) => {
            let date = full_date(london_date(shared.at));
            writer.paragraph(words.with("family-plan-shared", &[("date", &date)]));
            write_as_written(writer, &words.say("family-plan-shared-words"), &shared.fact.words);
        }
        None => writer.paragraph(words.say("family-plan-not-shared")),
    }
    for service in &plan.fact.services {
        writer.add(&card(reading, service, level + 1));
        journey::write_delivery(reading, writer, child, service);
    }
    write_after(reading, writer, &plan.fact, level + 1);
}

fn card(reading: &Reading, service: &Service, level: u8) -> SummaryList {
    let words = reading.words();
    let written =
        |text: &str| Html::build(|writer| writer.element("span").class("alongside-as-written").text(text));
    let guidance = reading.site.application().rules().guidance();
    let basis = guidance.duty(&service.duty).map(|duty| {
        let clause = duty.clauses.iter().find_map(|clause| guidance.clause(clause));
        let rule = clause.map_or("", |clause| clause.citation.as_str());
        words.with("family-plan-service-because", &[("duty", &duty.name), ("rule", rule)])
    });
    let mut rows = vec![
        SummaryRow::new(
            words.say("family-plan-service-amount"),
            written(&journey::amount_of(reading, service)),
        ),
        SummaryRow::new(words.say("family-plan-service-form"), words.say(service_form_name(service.form))),
        SummaryRow::new(words.say("family-plan-service-provider"), written(&service.provider)),
        SummaryRow::new(words.say("family-plan-service-from"), full_date(service.starts_on)),
    ];
    if let (Some(rate), Some(sufficiency)) = (service.rate, &service.sufficiency) {
        let values = [
            ("rate", pounds(words, rate)),
            ("market", pounds(words, sufficiency.market_rate)),
            ("asked", sufficiency.asked.clone()),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let money = words.with("family-plan-service-rate", &values);
        rows.push(SummaryRow::new(words.say("family-plan-service-money"), money));
    }
    rows.extend(basis.map(|basis| SummaryRow::new(words.say("family-plan-service-basis"), basis)));
    SummaryList {
        rows,
        card: Some(SummaryCard {
            title: written(&service.what).into(),
            heading_level: Some(level),
            ..SummaryCard::default()
        }),
        ..SummaryList::default()
    }
}

fn write_after(reading: &Reading, writer: &mut Writer, plan: &Plan, level: u8) {
    let words = reading.words();
    if !plan.contingency.trim().is_empty() {
        writer.heading(level, words.say("family-plan-contingency"));
        writer.element("p").class("govuk-body alongside-as-written").text(&plan.contingency);
    }
    writer.heading(level, words.say("family-plan-review-title"));
    writer.paragraph(words.with("family-plan-review", &[("date", &full_date(plan.review_on))]));
}
