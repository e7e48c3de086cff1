//! What the census would say of a child's support, what will fail, and the codes that are recorded for it.

use access::{Action, RecordKind};
use application::Failure;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use census::{Child as Counted, Header, Return};
use forms::Form;
use govuk::{Button, Choice, Html, SummaryList, SummaryRow, Tag, WarningText, Writer};
use guidance::full_date;
use kernel::london_date;
use records::history::{Coded, FORM, History};
use records::returned::Period;
use returns::cin::{self, Options};
use returns::{Report, Severity};
use uuid::Uuid;

use super::child_page::{ChildPage, refused};
use super::fields::Typed;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::family::background::read;
use crate::pages::returns::working_days;
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// The field that says of which request the codes are, and where a refusal leads.
const EPISODE: &str = "episode";
/// Where a rule that is about one child says that it stands.
const CHILDREN: &str = "/Message/Children/Child";

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "census").await?;
    view(&page, None, &Problems::default()).await
}

/// Codes are recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "census").await?;
    page.must(Action::Write, RecordKind::StatutoryReturn)?;
    let (answers, mut problems) = read(&site, form_of(&page)?, &submitted);
    let episode = submitted.value(EPISODE).parse::<Uuid>().ok();
    let known = episode.filter(|episode| page.child().requests().any(|request| request == *episode));
    if known.is_none() {
        problems.0.push((EPISODE.to_owned(), page.words().say("children-census-which")));
    }
    let Some(episode) = known.filter(|_| problems.is_empty()) else {
        return view(&page, Some(&submitted), &problems).await;
    };
    let coded = Coded { episode, answers };
    let done = site.application().record_codes(&page.actor, &page.opened, id, coded, submitted.once).await;
    match done {
        Ok(()) | Err(Failure::AlreadyDone) => Ok(Redirect::to(&page.path("/census")).into_response()),
        Err(Failure::Refused(refusal)) => {
            let field = match refusal.code() {
                "code-needs-fact" => "return-harm-fact",
                "code-needs-why" => "return-harm-why",
                "code-needs-telling" => "return-harm-told",
                _ => "return-harm-need",
            };
            let problems = Problems::one(field, refused(page.words(), refusal.as_ref()));
            view(&page, Some(&submitted), &problems).await
        }
        Err(failure) => Err(failure.into()),
    }
}

fn form_of(page: &ChildPage) -> Result<&Form, PageFailure> {
    page.site.application().forms().latest(FORM).ok_or(PageFailure::NotThere)
}

/// The year that today is in, of which rules are here.
fn this_year(page: &ChildPage) -> Option<cin::Period> {
    cin::period_on(page.site.application().today()).ok().flatten()
}

async fn view(
    page: &ChildPage,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::See, RecordKind::StatutoryReturn)?;
    let words = page.words();
    let title = words.say("children-census-title");
    let Some(year) = this_year(page) else {
        let main = Html::build(|writer| {
            writer.heading(1, title.as_str());
            writer.paragraph(words.say("children-census-no-year"));
        });
        return Ok(page.page(&title, &page.path(""), problems, main));
    };
    let period = Period {
        year: year.year.ends(),
        start: year.start,
        reference: year.reference,
        before_proceedings: year.before_proceedings,
    };
    let application = page.site.application();
    let (counted, history) =
        application.census_of_support(&page.actor, &page.opened, page.id, &period).await?;
    let named = year.year.to_string();
    let codes = codes(page, &history, submitted, problems)?;
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.with("children-census-lead", &[("called", page.called()), ("year", &named)]));
        match &counted {
            None => writer.paragraph(words.with("children-census-nothing", &[("year", &named)])),
            Some(counted) => {
                findings(&page.site, counted, &year, writer);
                writer.heading(2, words.say("children-census-values"));
                writer.add(&values(&page.site, counted));
            }
        }
        writer.heading(2, words.say("children-census-codes"));
        writer.html(&codes);
    });
    Ok(page.page(&title, &page.path(""), problems, main))
}

/// The child checked by the rules of the year, alone.
fn checked(site: &Site, counted: &Counted, year: &cin::Period) -> Option<Report> {
    let working_days = working_days(site.application().rules().guidance());
    let header =
        Header { year: Some(year.year.ends()), reference: Some(year.reference), ..Header::default() };
    let text = cin::write(&Return { header, children: vec![counted.clone()] });
    cin::validate(text.as_bytes(), &Options { year: Some(year.year), working_days }).ok()
}

/// What the rules of the year find of the child alone.
pub(in crate::pages) fn findings(site: &Site, counted: &Counted, year: &cin::Period, writer: &mut Writer) {
    let words = site.words();
    writer.heading(2, words.say("children-census-findings"));
    let Some(report) = checked(site, counted, year) else {
        writer.paragraph(words.say("children-census-no-year"));
        return;
    };
    let of_child = report.findings.iter().filter(|finding| finding.path.starts_with(CHILDREN));
    let found: Vec<_> = of_child.collect();
    let missing = report.schema_errors.iter().filter(|error| error.path.starts_with(CHILDREN));
    let missing: Vec<_> = missing.collect();
    if found.is_empty() && missing.is_empty() {
        writer.paragraph(words.with("children-census-clean", &[("year", &year.year.to_string())]));
        return;
    }
    for finding in &found {
        let name = match finding.rule.severity {
            Severity::Query => "children-census-query",
            _ => "children-census-error",
        };
        let said = words.with(name, &[("rule", &finding.rule.rule), ("message", &finding.rule.message)]);
        if finding.rule.severity == Severity::Query {
            writer.element("p").class("govuk-body govuk-!-font-weight-bold").text(&said);
        } else {
            writer.add(&WarningText { content: said.as_str().into(), ..WarningText::default() });
        }
        writer.element("p").class("govuk-body").within(|writer| {
            writer.text(&finding.why());
            if finding.rule.draft {
                writer.text(" ");
                let draft = words.say("children-census-draft");
                writer.add(&Tag { content: draft.as_str().into(), ..Tag::default() });
            }
        });
    }
    if !missing.is_empty() {
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for error in &missing {
                let said = words.with("children-census-missing", &[("message", &error.message)]);
                writer.element("li").text(&said);
            }
        });
    }
}

/// The values, by the names that the census gives them.
pub(in crate::pages) fn values(site: &Site, counted: &Counted) -> SummaryList {
    let nothing = site.words().say("children-census-not-recorded");
    let mut rows = Vec::new();
    let mut say = |name: &str, value: Option<String>| {
        let value = value.filter(|value| !value.is_empty()).unwrap_or_else(|| nothing.clone());
        rows.push(SummaryRow::new(name, value.as_str()));
    };
    let own = &counted.identifiers;
    let day = |day: Option<jiff::civil::Date>| day.map(full_date);
    say("LAchildID", own.la_child_id.clone());
    say("UPN", own.upn.clone().or_else(|| own.upn_unknown.clone()));
    say("PersonBirthDate", day(own.born));
    say("Sex", own.sex.clone());
    say("Ethnicity", counted.characteristics.ethnicity.clone());
    say("Disability", Some(counted.characteristics.disabilities.join(", ")));
    for details in &counted.details {
        say("CINreferralDate", day(details.referred));
        say("ReferralSource", details.source.clone());
        say("PrimaryNeedCode", details.need.clone());
        for assessment in &details.assessments {
            say("AssessmentActualStartDate", day(assessment.started));
            say("AssessmentAuthorisationDate", day(assessment.authorised));
            say("AssessmentFactors", Some(assessment.factors.join(", ")));
        }
        for plan in &details.plans {
            say("CINPlanStartDate", day(plan.started));
            if plan.ended.is_some() {
                say("CINPlanEndDate", day(plan.ended));
            }
        }
        if details.closed.is_some() {
            say("CINclosureDate", day(details.closed));
            say("ReasonForClosure", details.closure.clone());
        }
    }
    SummaryList::of(rows)
}

/// The form, with what stands of the latest request.
fn codes(
    page: &ChildPage,
    history: &History,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Html, PageFailure> {
    let words = page.words();
    if !page.may(Action::Write, RecordKind::StatutoryReturn) {
        return Ok(Html::build(|writer| writer.paragraph(words.say("children-census-read-only"))));
    }
    let asked = form_of(page)?;
    let opened = page.child().earlier.iter().chain(std::iter::once(&page.child().assessment));
    let requests: Vec<(Uuid, String)> = opened
        .filter_map(|assessment| assessment.opened.as_ref())
        .map(|opened| (opened.fact.request, full_date(london_date(opened.fact.received_at))))
        .collect();
    let latest = requests.last().map(|(request, _)| *request);
    let nothing = asked.no_answers();
    let stands = latest.and_then(|latest| history.coded_of(latest)).map_or(&nothing, |coded| &coded.answers);
    let typed = submitted.map(|submitted| submitted.fields.as_slice());
    let fields = Typed::new(&page.site, submitted, problems);
    let choices: Vec<Choice> = requests
        .iter()
        .map(|(request, on)| {
            Choice::new(request.to_string(), words.with("children-census-request", &[("on", on)]))
        })
        .collect();
    Ok(form(&page.site, &page.held, &page.path("/census"), |writer| {
        writer.paragraph(words.say("children-census-codes-lead"));
        let which = latest.map(|latest| latest.to_string()).unwrap_or_default();
        fields.radios(writer, EPISODE, "children-census-episode", choices, &which);
        for question in asked.questions() {
            let (site, standing) = (&page.site, Standing::Among);
            writer.html(
                &Asked { site, form: asked, question, answers: stands, typed, problems, standing }.render(),
            );
        }
        writer.add(&Button::submit(words.say("children-census-button")));
    }))
}
