//! Proposing the route: where the request goes, how deep the assessment is, and why, in words the family reads.

use access::Action;
use application::{Act, LineShown};
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{
    Button, Choice, Fieldset, Hint, Html, Input, InsetText, Label, Radios, SummaryList, SummaryRow, Textarea,
};
use guidance::Level;
use kernel::StreamKind;
use records::request::{ChildLink, ProposeRoute, Route, RouteProposed};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::work::desk::Desk;
use crate::pages::work::shown::as_written;
use crate::pages::work::told::route_name;
use crate::site::Site;
use crate::submitted::Submitted;

/// The routes, as fields write them.
const ROUTES: [(&str, Route); 3] =
    [("support", Route::Support), ("information", Route::Information), ("not-taken-up", Route::NotTakenUp)];
/// What the field of the record says for one that begins now.
const NEW: &str = "new";

/// What stands in the fields.
#[derive(Debug, Clone, Default)]
struct Typed {
    route: String,
    level: String,
    why: String,
    child: String,
    search: String,
}

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, request, "route", Action::ProposeRoute).await?;
    if !desk.request().is_open() {
        return Ok(desk.back());
    }
    view(&desk, &begun(&desk), &Problems::default()).await
}

/// The route is proposed; or, with the other button, records are looked for and the form comes back.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, request, "route", Action::ProposeRoute).await?;
    let value = |name: &str| submitted.value(name).to_owned();
    let typed = Typed {
        route: value("route"),
        level: value("level"),
        why: value("why"),
        child: value("child"),
        search: value("search"),
    };
    if submitted.value("do") == "search" {
        return view(&desk, &typed, &Problems::default()).await;
    }
    let Some((_, route)) = ROUTES.iter().find(|(name, _)| *name == typed.route) else {
        return view(&desk, &typed, &Problems::one("route", site.words().say("route-missing"))).await;
    };
    let Ok(level) = typed.level.parse::<Level>() else {
        return view(&desk, &typed, &Problems::one("level", site.words().say("route-level-missing"))).await;
    };
    let link = match typed.child.as_str() {
        NEW => Some(ChildLink::New(site.application().new_identifier())),
        found => found.parse().ok().map(ChildLink::Existing),
    };
    let link = link.filter(|_| *route == Route::Support);
    let proposed = RouteProposed { route: *route, level, why: typed.why.clone(), link };
    let field = |code: &str| match code {
        "why-missing" => "why",
        "no-child" => "child",
        _ => "route",
    };
    match desk.attempt(Act::on(request, ProposeRoute(proposed)), &submitted, field).await? {
        None => Ok(desk.back()),
        Some(problems) => view(&desk, &typed, &problems).await,
    }
}

/// What the triage and an earlier proposal say already.
fn begun(desk: &Desk<'_>) -> Typed {
    let request = desk.request();
    let triage = request.latest_triage();
    let level = triage.and_then(|triage| triage.fact.answers.get("t8-level"));
    let level = level.and_then(|answer| answer.chosen().first().copied()).unwrap_or_default();
    let (route, level) = match level {
        "none" => ("information", Level::Short.as_str()),
        "self" => ("support", Level::SelfAssessed.as_str()),
        "short" => ("support", Level::Short.as_str()),
        "full" => ("support", Level::Full.as_str()),
        _ => ("", ""),
    };
    Typed {
        route: route.to_owned(),
        level: level.to_owned(),
        search: desk.called().to_owned(),
        ..Typed::default()
    }
}

async fn view(desk: &Desk<'_>, typed: &Typed, problems: &Problems) -> Result<Response, PageFailure> {
    let words = desk.site.words();
    let found = if typed.search.is_empty() {
        Vec::new()
    } else {
        desk.site.application().search(desk.actor(), StreamKind::Child, &typed.search).await?
    };
    let page = form(desk.site, &desk.reader.held, &desk.href("route"), |writer| {
        writer.add(&route_field(desk, typed, problems));
        writer.add(&Radios {
            name: "level".into(),
            id_prefix: "level".into(),
            fieldset: Some(Fieldset::question(words.say("route-level"))),
            hint: Some(words.say("route-level-hint").into()),
            error: problems.of("level").map(Into::into),
            value: typed.level.clone(),
            items: Level::ALL
                .iter()
                .map(|level| {
                    let name = match level {
                        Level::SelfAssessed => "route-level-self-assessed",
                        Level::Short => "route-level-short",
                        Level::Full => "route-level-full",
                    };
                    Choice::new(level.as_str(), words.say(name)).into()
                })
                .collect(),
            ..Radios::default()
        });
        writer.add(&child_field(desk, typed, problems, &found));
        writer.add(&Input {
            name: "search".into(),
            id: "search".into(),
            label: Label::from(words.say("route-search").as_str()),
            hint: Some(words.say("route-search-hint").into()),
            value: typed.search.clone(),
            classes: "govuk-input--width-20".into(),
            autocomplete: "off".into(),
            ..Input::default()
        });
        writer.add(&Button {
            name: "do".into(),
            value: "search".into(),
            prevent_double_click: false,
            ..Button::secondary(words.say("route-search-button"))
        });
        writer.add(&Textarea {
            name: "why".into(),
            id: "why".into(),
            label: Label::bold(words.say("route-why")),
            hint: Some(words.say("route-why-hint").into()),
            error: problems.of("why").map(Into::into),
            value: typed.why.clone(),
            rows: 5,
            ..Textarea::default()
        });
        writer.add(&Button::submit(words.say("route-submit")));
    });
    Ok(desk.page(&words.say("route-title"), problems, |writer| {
        writer.paragraph(words.say("route-lead"));
        if let Some(returned) = desk.request().returned.last() {
            let said = words.with("route-returned-because", &[("why", &returned.fact.why)]);
            writer.add(&InsetText::from(said.as_str()));
        }
        if desk.request().asker.is_none() {
            writer.add(&InsetText { content: not_confirmed(desk).into(), ..InsetText::default() });
        }
        writer.html(&family_asked(desk));
        writer.html(&page);
    }))
}

fn not_confirmed(desk: &Desk<'_>) -> Html {
    Html::build(|writer| {
        writer.text(&desk.site.words().say("route-asker-first"));
        writer.text(" ");
        writer
            .element("a")
            .class("govuk-link")
            .attribute("href", &desk.href("asker"))
            .text(&desk.site.words().say("request-do-asker"));
    })
}

/// What the family asked for, beside the choice that is made about it.
pub(super) fn family_asked(desk: &Desk<'_>) -> Html {
    let words = desk.site.words();
    let Some(triage) = desk.request().latest_triage() else { return Html::default() };
    let answers = &triage.fact.answers;
    let rows = [("t2-what-help", "route-family-asked"), ("t8-family-view", "route-family-level")]
        .into_iter()
        .filter_map(|(question, name)| {
            Some(SummaryRow::new(words.say(name), as_written(answers.text(question)?)))
        })
        .collect::<Vec<_>>();
    if rows.is_empty() { Html::default() } else { Html::build(|writer| writer.add(&SummaryList::of(rows))) }
}

fn route_field(desk: &Desk<'_>, typed: &Typed, problems: &Problems) -> Radios {
    let words = desk.site.words();
    let hint = |route: Route| -> Option<Hint> {
        let name = match route {
            Route::Support => "route-support-hint",
            Route::Information => "route-information-hint",
            Route::NotTakenUp => "route-not-taken-up-hint",
        };
        Some(words.say(name).into())
    };
    Radios {
        name: "route".into(),
        id_prefix: "route".into(),
        fieldset: Some(Fieldset::question(words.say("route-where"))),
        error: problems.of("route").map(Into::into),
        value: typed.route.clone(),
        items: ROUTES
            .iter()
            .map(|(value, route)| {
                let choice = Choice::new(*value, words.say(route_name(*route)));
                Choice { hint: hint(*route), ..choice }.into()
            })
            .collect(),
        ..Radios::default()
    }
}

/// Which record the request belongs to: a new one, or one of those found.
fn child_field(desk: &Desk<'_>, typed: &Typed, problems: &Problems, found: &[LineShown]) -> Radios {
    let words = desk.site.words();
    let mut items =
        vec![Choice::new(NEW, words.with("route-record-new", &[("called", desk.called())])).into()];
    items.extend(found.iter().map(|line| {
        let name = if line.line.detail.is_empty() { &line.line.title } else { &line.line.detail };
        let label = words
            .with("route-record-existing", &[("name", name.as_str()), ("reference", &line.line.reference)]);
        Choice::new(line.stream.id.to_string(), label).into()
    }));
    Radios {
        name: "child".into(),
        id_prefix: "child".into(),
        fieldset: Some(Fieldset::question(words.say("route-record"))),
        hint: Some(words.count("route-record-hint", found.len() as u64).into()),
        error: problems.of("child").map(Into::into),
        value: typed.child.clone(),
        items,
        ..Radios::default()
    }
}
