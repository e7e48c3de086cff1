//! Which draft, and with which assumptions.

use access::Action;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, InsetText, Label, Select, SelectItem, Textarea, Writer};
use guidance::{Protocol, Source};
use simulation::{Assumptions, Draft, Simulation};

use super::mistakes;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::site::Site;
use crate::submitted::Submitted;
use crate::trials::Standing;

/// The field that names a protocol that comes with the service.
const SHIPPED: &str = "shipped";
/// The field with the text of a draft protocol.
pub(super) const PROTOCOL: &str = "protocol";
/// The field with the text of draft guidance.
pub(super) const GUIDANCE: &str = "guidance";
/// The field with the assumptions.
pub(super) const ASSUMPTIONS: &str = "assumptions";
/// The longest text that is taken, in bytes: four times the longest protocol there is. All three fit into one form.
const TEXT_BYTES_MAX: usize = 160 * 1024;
/// What the texts are called, as the command line would call files with them, so that both give the same bytes.
const PROTOCOL_FILE: &str = "draft.toml";
const GUIDANCE_FILE: &str = "draft-guidance/draft.toml";
const ASSUMPTIONS_FILE: &str = "assumptions.toml";
/// The lines of a text that are seen at once.
const LINES_SHOWN: u32 = 12;

/// The form.
pub async fn show(State(site): State<Site>, reader: SignedIn) -> Result<Response, PageFailure> {
    must(&site, &reader)?;
    Ok(view(&site, &reader, None, &Problems::default(), None))
}

/// A draft is tried.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    must(&site, &reader)?;
    let (rules, on) = (site.application().rules().as_ref().clone(), site.application().today());
    let (draft, assumptions) = match wanted(&site, &submitted) {
        Ok(wanted) => wanted,
        Err(problems) => return Ok(view(&site, &reader, Some(&submitted), &problems, None)),
    };
    // Reading guidance takes a while, and no other page waits for it.
    let read = tokio::task::spawn_blocking(move || {
        let drafted = draft.rules(&rules);
        drafted.map(|drafted| Simulation::new(rules, drafted, assumptions, on, None))
    });
    let simulation = match read.await.map_err(PageFailure::not_made)? {
        Ok(simulation) => simulation,
        Err(refused) => {
            let (problems, report) = mistakes::of_draft(&site, &refused);
            return Ok(view(&site, &reader, Some(&submitted), &problems, report.as_deref()));
        }
    };
    if let Some(trial) = site.trials().begin(site.application(), &reader.actor, simulation) {
        Ok(Redirect::to(&format!("/what-if/trials/{}", trial.id)).into_response())
    } else {
        let problems = Problems::one(SHIPPED, site.words().say("what-if-another-runs"));
        Ok(view(&site, &reader, Some(&submitted), &problems, None))
    }
}

fn must(site: &Site, reader: &SignedIn) -> Result<(), PageFailure> {
    let may = site.application().may_try_reforms(&reader.actor, Action::See);
    may.then_some(()).ok_or(PageFailure::NotThere)
}

/// What was asked for, or what to put right.
fn wanted(site: &Site, submitted: &Submitted) -> Result<(Draft, Assumptions), Problems> {
    let words = site.words();
    let most = (TEXT_BYTES_MAX / 1024).to_string();
    let fields = [PROTOCOL, GUIDANCE, ASSUMPTIONS];
    let too_long = fields.iter().filter(|field| submitted.value(field).len() > TEXT_BYTES_MAX);
    let too_long: Vec<_> = too_long
        .map(|field| ((*field).to_owned(), words.with("what-if-too-long", &[("most", &most)])))
        .collect();
    if !too_long.is_empty() {
        return Err(Problems(too_long));
    }
    let (shipped, own) = (submitted.value(SHIPPED), text(submitted, PROTOCOL, PROTOCOL_FILE));
    let protocol = match (shipped, own) {
        ("", own) => own,
        (_, Some(_)) => return Err(Problems::one(SHIPPED, words.say("what-if-one-protocol"))),
        (name, None) => match Protocol::embedded_source(name) {
            None => return Err(Problems::one(SHIPPED, words.say("what-if-no-such-protocol"))),
            found => found,
        },
    };
    let guidance: Vec<Source> = text(submitted, GUIDANCE, GUIDANCE_FILE).into_iter().collect();
    if protocol.is_none() && guidance.is_empty() {
        return Err(Problems::one(SHIPPED, words.say("what-if-no-draft")));
    }
    let assumptions = match text(submitted, ASSUMPTIONS, ASSUMPTIONS_FILE) {
        None => Assumptions::embedded(),
        Some(source) => Assumptions::parse(&source),
    };
    let assumptions = assumptions.map_err(|refused| mistakes::of_assumptions(&refused))?;
    Ok((Draft { protocol, guidance, alone: false }, assumptions))
}

/// A text as a file with it would be: the ends of its lines are not those that browsers send.
fn text(submitted: &Submitted, field: &str, file: &str) -> Option<Source> {
    let typed = submitted.value(field);
    (!typed.is_empty()).then(|| Source::new(file, typed.replace("\r\n", "\n") + "\n"))
}

fn view(
    site: &Site,
    reader: &SignedIn,
    submitted: Option<&Submitted>,
    problems: &Problems,
    report: Option<&str>,
) -> Response {
    let words = site.words();
    let title = words.say("what-if-title");
    let fields = form(site, &reader.held, "/what-if", |writer| {
        write_fields(site, writer, submitted, problems, report);
        writer.add(&Button::submit(words.say("what-if-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.element("p").class("govuk-body-l").text(&words.say("what-if-lead"));
        writer.paragraph(words.say("what-if-numbers"));
        writer.html(&fields);
        write_trials(site, writer);
    });
    full_page(site, &Frame::practitioner(&reader.actor, "what-if"), &title, None, problems, main)
}

fn write_fields(
    site: &Site,
    writer: &mut Writer,
    submitted: Option<&Submitted>,
    problems: &Problems,
    report: Option<&str>,
) {
    let words = site.words();
    let value = |field: &str| submitted.map_or("", |submitted| submitted.value(field)).to_owned();
    let protocol = site.application().rules().protocol();
    let in_force = [("name", protocol.name()), ("version", protocol.version())];
    let mut items = vec![SelectItem::new("", words.with("what-if-in-force", &in_force))];
    items.extend(Protocol::embedded_names().into_iter().map(|name| SelectItem::new(name.clone(), name)));
    writer.add(&Select {
        name: SHIPPED.into(),
        id: SHIPPED.into(),
        label: Label::bold(words.say("what-if-shipped")),
        hint: Some(words.say("what-if-shipped-hint").into()),
        error: problems.of(SHIPPED).map(Into::into),
        value: value(SHIPPED),
        items,
        ..Select::default()
    });
    let area = |field: &str, value: String| Textarea {
        name: field.to_owned(),
        id: field.to_owned(),
        label: Label::bold(words.say(&format!("what-if-text-{field}"))),
        hint: Some(words.say(&format!("what-if-text-{field}-hint")).into()),
        error: problems.of(field).map(Into::into),
        value,
        rows: LINES_SHOWN,
        spellcheck: Some(false),
        ..Textarea::default()
    };
    writer.add(&area(PROTOCOL, value(PROTOCOL)));
    writer.add(&area(GUIDANCE, value(GUIDANCE)));
    if let Some(report) = report {
        writer.heading(2, words.say("what-if-mistakes"));
        let label = words.say("what-if-mistakes");
        let place = writer.element("pre").class("alongside-as-typed").attribute("tabindex", "0");
        place.attribute("role", "region").attribute("aria-label", &label).text(report);
    }
    let assumed = match submitted {
        Some(submitted) => submitted.value(ASSUMPTIONS).to_owned(),
        None => Assumptions::embedded_source().text,
    };
    writer.add(&area(ASSUMPTIONS, assumed));
    if let Ok(shipped) = Assumptions::embedded() {
        let values =
            [("name", shipped.name.as_str()), ("version", &shipped.version), ("date", &shipped.dated)];
        writer.add(&InsetText::from(words.with("what-if-assumptions-shipped", &values).as_str()));
    }
}

fn write_trials(site: &Site, writer: &mut Writer) {
    let (words, trials) = (site.words(), site.trials().all());
    if trials.is_empty() {
        return;
    }
    writer.heading(2, words.say("what-if-trials"));
    writer.paragraph(words.say("what-if-trials-kept"));
    writer.element("ul").class("govuk-list alongside-links").within(|writer| {
        for trial in trials {
            let address = format!("/what-if/trials/{}", trial.id);
            let [name, version] = &trial.named;
            let state = words.say(match trial.standing() {
                Standing::Running => "what-if-state-running",
                Standing::Failed => "what-if-state-failed",
                Standing::Done(_) => "what-if-state-done",
            });
            writer.element("li").within(|writer| {
                let named = words.with("what-if-trial", &[("name", name), ("version", version)]);
                writer.element("a").class("govuk-link").attribute("href", &address).text(&named);
                writer.element("span").class("alongside-links__when").text(&state);
            });
        }
    });
}
