//! Proposing the route: where the request goes, how deep the assessment is, and why, in words the family reads.

use access::Action;
use application::{Act, LineShown};
use govuk::{
    Button, Choice, Fieldset, Hint, Html, Input, InsetText, Label, Radios, SummaryList, SummaryRow, Writer,
};
use guidance::Level;
use records::request::{ChildLink, ProposeRoute, Route, RouteProposed};

use crate::layout::Problems;
use crate::pages::children::fields::Typed;
use crate::pages::work::desk::Desk;
use crate::pages::work::shown::as_written;
use crate::pages::work::step::DeskStep;
use crate::pages::work::told::route_name;
use crate::submitted::Submitted;

/// The routes, as fields write them.
const ROUTES: [(&str, Route); 3] =
    [("support", Route::Support), ("information", Route::Information), ("not-taken-up", Route::NotTakenUp)];
/// What the field of the record says for one that begins now.
const NEW: &str = "new";

/// The route is proposed; or, with the other button, records are looked for and the form comes back.
pub(crate) struct Proposal;

impl DeskStep for Proposal {
    const NAME: &'static str = "route";
    const MAY: Action = Action::ProposeRoute;

    fn looked_for(desk: &Desk<'_>, typed: &Typed<'_>) -> String {
        typed.value("search", desk.called())
    }

    fn before(desk: &Desk<'_>, writer: &mut Writer) {
        if let Some(returned) = desk.request().returned.last() {
            let said = desk.site.words().with("route-returned-because", &[("why", &returned.fact.why)]);
            writer.add(&InsetText::from(said.as_str()));
        }
        if desk.request().asker.is_none() {
            writer.add(&InsetText { content: not_confirmed(desk).into(), ..InsetText::default() });
        }
        writer.html(&family_asked(desk));
    }

    fn fields(desk: &Desk<'_>, typed: &Typed<'_>, found: &[LineShown], writer: &mut Writer) {
        let words = desk.site.words();
        let (route, level) = begun(desk);
        let routes = ROUTES.map(|(value, route)| Choice {
            hint: Some(hint_of(desk, route)),
            ..Choice::new(value, words.say(route_name(route)))
        });
        typed.radios(writer, "route", "route-where", routes.into(), route);
        let levels =
            Level::ALL.iter().map(|level| Choice::new(level.as_str(), words.say(level_field(*level))));
        typed.radios(writer, "level", "route-level", levels.collect(), level);
        writer.add(&child_field(desk, typed, found));
        writer.add(&Input {
            name: "search".into(),
            id: "search".into(),
            label: Label::from(words.say("route-search").as_str()),
            hint: Some(words.say("route-search-hint").into()),
            value: Self::looked_for(desk, typed),
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
        typed.area(writer, "why", "route-why", "");
    }

    fn act(desk: &Desk<'_>, submitted: &Submitted) -> Result<Act, Problems> {
        let words = desk.site.words();
        if submitted.value("do") == "search" {
            return Err(Problems::default());
        }
        let Some((_, route)) = ROUTES.iter().find(|(name, _)| *name == submitted.value("route")) else {
            return Err(Problems::one("route", words.say("route-missing")));
        };
        let Ok(level) = submitted.value("level").parse::<Level>() else {
            return Err(Problems::one("level", words.say("route-level-missing")));
        };
        let link = match submitted.value("child") {
            NEW => Some(ChildLink::New(desk.site.application().new_identifier())),
            found => found.parse().ok().map(ChildLink::Existing),
        };
        let link = link.filter(|_| *route == Route::Support);
        let proposed = RouteProposed { route: *route, level, why: submitted.value("why").to_owned(), link };
        Ok(Act::on(desk.id, ProposeRoute(proposed)))
    }

    fn field_of(code: &str) -> &'static str {
        match code {
            "why-missing" => "why",
            "no-child" => "child",
            _ => "route",
        }
    }
}

/// The route and the level that the triage says already.
fn begun(desk: &Desk<'_>) -> (&'static str, &'static str) {
    let triage = desk.request().latest_triage();
    let level = triage.and_then(|triage| triage.fact.answers.get("t8-level"));
    match level.and_then(|answer| answer.chosen().first().copied()).unwrap_or_default() {
        "none" => ("information", Level::Short.as_str()),
        "self" => ("support", Level::SelfAssessed.as_str()),
        "short" => ("support", Level::Short.as_str()),
        "full" => ("support", Level::Full.as_str()),
        _ => ("", ""),
    }
}

const fn level_field(level: Level) -> &'static str {
    match level {
        Level::SelfAssessed => "route-level-self-assessed",
        Level::Short => "route-level-short",
        Level::Full => "route-level-full",
    }
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

fn hint_of(desk: &Desk<'_>, route: Route) -> Hint {
    let name = match route {
        Route::Support => "route-support-hint",
        Route::Information => "route-information-hint",
        Route::NotTakenUp => "route-not-taken-up-hint",
    };
    desk.site.words().say(name).into()
}

/// Which record the request belongs to: a new one, or one of those found.
fn child_field(desk: &Desk<'_>, typed: &Typed<'_>, found: &[LineShown]) -> Radios {
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
        error: typed.problems.of("child").map(Into::into),
        value: typed.value("child", ""),
        items,
        ..Radios::default()
    }
}
