//! Finding people by name or reference. What is typed never stands in an address; the answer is a page by itself.

use access::{Action, RecordKind, Resource};
use application::LineShown;
use axum::extract::State;
use axum::response::Response;
use govuk::{Button, Html, Input, Label, Writer};
use kernel::StreamKind;
use records::partnership::Partnership;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::work::shown::{line_table, scroll};
use crate::site::Site;
use crate::submitted::Submitted;

/// The most characters that are looked for: a long name with a reference.
const CHARACTERS_MAX: usize = 200;

/// What was found, as far as the reader may know of it.
#[derive(Default)]
struct Found {
    words: String,
    looked: bool,
    children: Vec<LineShown>,
    requests: Vec<LineShown>,
    known: Vec<LineShown>,
}

/// What the reader may look for.
struct Reach {
    search: bool,
    known: bool,
}

fn reach_of(site: &Site, reader: &SignedIn) -> Result<Reach, PageFailure> {
    let policy = site.application().policy();
    let resource = Resource::new(RecordKind::Search, site.application().partnership().clone());
    let may = |action| policy.decide(&reader.actor, action, &resource).allowed;
    let reach = Reach { search: may(Action::Search), known: may(Action::FindKnown) };
    if reach.search || reach.known { Ok(reach) } else { Err(PageFailure::NotThere) }
}

/// The page.
pub async fn show(State(site): State<Site>, reader: SignedIn) -> Result<Response, PageFailure> {
    let reach = reach_of(&site, &reader)?;
    view(&site, &reader, &reach, &Found::default(), &Problems::default()).await
}

/// Looks for it.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let reach = reach_of(&site, &reader)?;
    let words: String = submitted.value("words").chars().take(CHARACTERS_MAX).collect();
    if words.is_empty() {
        let problems = Problems::one("words", site.words().say("search-missing"));
        return view(&site, &reader, &reach, &Found::default(), &problems).await;
    }
    let (application, actor) = (site.application(), &reader.actor);
    let mut found = Found { words, looked: true, ..Found::default() };
    if reach.search {
        found.children = application.search(actor, StreamKind::Child, &found.words).await?;
        found.requests = application.search(actor, StreamKind::Request, &found.words).await?;
    }
    if reach.known {
        found.known = application.find_known(actor, &found.words).await?;
        // What the reader can open anyway is not said a second time.
        let listed = &found.children;
        found.known.retain(|known| !listed.iter().any(|line| line.stream == known.stream));
    }
    view(&site, &reader, &reach, &found, &Problems::default()).await
}

async fn view(
    site: &Site,
    reader: &SignedIn,
    reach: &Reach,
    found: &Found,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let words = site.words();
    let partnership = site.application().partnership_state().await?;
    let title = words.say("search-title");
    let search = form(site, &reader.held, "/search", |writer| {
        writer.add(&Input {
            name: "words".into(),
            id: "words".into(),
            label: Label::bold(words.say("search-label")),
            hint: Some(words.say(if reach.search { "search-hint" } else { "search-hint-known" }).into()),
            error: problems.of("words").map(Into::into),
            value: found.words.clone(),
            autocomplete: "off".into(),
            spellcheck: Some(false),
            classes: "govuk-input--width-30".into(),
            ..Input::default()
        });
        writer.add(&Button::submit(words.say("search-button")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.html(&search);
        if found.looked {
            write_found(site, reader, writer, found, &partnership.state);
        }
    });
    let frame = Frame::practitioner(&reader.actor, "search");
    Ok(full_page(site, &frame, &title, None, problems, main))
}

fn write_found(
    site: &Site,
    reader: &SignedIn,
    writer: &mut Writer,
    found: &Found,
    partnership: &Partnership,
) {
    let words = site.words();
    writer.element("h2").class("govuk-heading-m").text(&words.say("search-found"));
    if found.children.is_empty() && found.requests.is_empty() && found.known.is_empty() {
        return writer.paragraph(words.say("search-nothing"));
    }
    for (name, lines) in [("search-children", &found.children), ("search-requests", &found.requests)] {
        if !lines.is_empty() {
            let caption = words.say(name);
            scroll(writer, &caption, &line_table(site, &reader.actor, &caption, lines));
        }
    }
    if !found.known.is_empty() {
        write_known(site, writer, &found.known, partnership);
    }
}

/// "Known to this partnership, contact X": whom to ring and the way to open the record at once. Nothing else is told.
fn write_known(site: &Site, writer: &mut Writer, known: &[LineShown], partnership: &Partnership) {
    let words = site.words();
    let support = &site.application().rules().protocol().settings().support;
    writer.element("h3").class("govuk-heading-s").text(&words.say("search-known"));
    writer.element("ol").class("govuk-list govuk-list--number govuk-list--spaced").within(|writer| {
        for (position, line) in known.iter().enumerate() {
            let owner = line.owner.and_then(|person| partnership.practitioner(person));
            let (name, telephone) = owner
                .map_or((support.name.as_str(), support.telephone.as_str()), |owner| {
                    (owner.name.as_str(), owner.telephone.as_str())
                });
            let said = words.with("search-known-contact", &[("name", name), ("telephone", telephone)]);
            writer.element("li").within(|writer| {
                writer.text(&said);
                writer.text(" ");
                let number = (position + 1).to_string();
                writer
                    .element("a")
                    .class("govuk-link")
                    .attribute("href", &format!("/urgent/{}", line.stream.id))
                    .text(&words.with("search-open-urgently", &[("number", &number)]));
            });
        }
    });
}
