//! Finding people by name, date of birth, reference or how they are reached, and words in one's own records. What is
//! typed never stands in an address or a log; the answer is a page by itself.

use access::{Action, RecordKind, Resource};
use application::{ASKED_CHARACTERS_MAX, LineShown, Match, SEARCH_ROWS_MAX, TEXT_HITS_MAX, TextHit};
use axum::extract::State;
use axum::response::Response;
use forms::Language;
use govuk::{Button, Cell, Choice, Fieldset, Html, Input, Label, Radios, Table, Writer};
use kernel::StreamKind;
use records::partnership::Partnership;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::work::shown::{about, scroll, short_time, stage_words};
use crate::site::Site;
use crate::submitted::Submitted;

/// The field that says what is looked for, and its value for words in records.
const WHAT: &str = "what";
const TEXTS: &str = "texts";

/// What was found, as far as the reader may know of it.
#[derive(Default)]
struct Found {
    words: String,
    looked: bool,
    in_texts: bool,
    children: Vec<Match>,
    requests: Vec<Match>,
    known: Vec<LineShown>,
    texts: Vec<TextHit>,
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
    let words: String = submitted.value("words").chars().take(ASKED_CHARACTERS_MAX).collect();
    if words.is_empty() {
        let problems = Problems::one("words", site.words().say("search-missing"));
        return view(&site, &reader, &reach, &Found::default(), &problems).await;
    }
    let (application, actor) = (site.application(), &reader.actor);
    let in_texts = reach.search && submitted.is(WHAT, TEXTS);
    let mut found = Found { words, looked: true, in_texts, ..Found::default() };
    if in_texts {
        found.texts = application.search_texts(actor, &found.words).await?;
        return view(&site, &reader, &reach, &found, &Problems::default()).await;
    }
    if reach.search {
        found.children = application.search(actor, StreamKind::Child, &found.words).await?;
        found.requests = application.search(actor, StreamKind::Request, &found.words).await?;
    }
    if reach.known {
        found.known = application.find_known(actor, &found.words).await?;
        // What the reader can open anyway is not said a second time.
        let listed = &found.children;
        found.known.retain(|known| !listed.iter().any(|found| found.line.stream == known.stream));
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
        if reach.search {
            writer.add(&what(site, found.in_texts));
        }
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
    if found.in_texts {
        return write_texts(site, writer, &found.texts);
    }
    if found.children.is_empty() && found.requests.is_empty() && found.known.is_empty() {
        return writer.paragraph(words.say("search-nothing"));
    }
    for (name, matches) in [("search-children", &found.children), ("search-requests", &found.requests)] {
        if !matches.is_empty() {
            let caption = words.say(name);
            scroll(writer, &caption, &match_table(site, reader, &caption, matches));
        }
        if matches.len() == SEARCH_ROWS_MAX {
            writer.paragraph(words.say("search-more"));
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

/// People, or words in the reader's own records.
fn what(site: &Site, in_texts: bool) -> Radios {
    let words = site.words();
    let choice = |value: &str, hint: Option<String>| Choice {
        hint: hint.map(Into::into),
        checked: Some(in_texts == (value == TEXTS)),
        ..Choice::new(value, words.say(&format!("search-what-{value}")))
    };
    Radios {
        name: WHAT.to_owned(),
        fieldset: Some(Fieldset::question(words.say("search-what"))),
        items: vec![
            choice("people", None).into(),
            choice(TEXTS, Some(words.say("search-what-texts-hint"))).into(),
        ],
        small: true,
        ..Radios::default()
    }
}

/// What was found, each with the reason.
fn match_table(site: &Site, reader: &SignedIn, caption: &str, matches: &[Match]) -> Table {
    let words = site.words();
    let head = [
        "work-column-about",
        "work-column-detail",
        "search-column-why",
        "work-column-received",
        "work-column-stage",
    ];
    let row = |found: &Match| {
        let why: Vec<String> =
            found.why.iter().map(|why| words.say(&format!("search-why-{}", why.as_str()))).collect();
        vec![
            Cell::from(about(site, &reader.actor, &found.line)),
            Cell::from(found.line.line.detail.as_str()),
            Cell::from(why.join(", ").as_str()),
            Cell::from(short_time(found.line.at).as_str()),
            Cell::from(stage_words(site, &found.line.stage).as_str()),
        ]
    };
    Table {
        caption: caption.to_owned(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        classes: "alongside-dense".to_owned(),
        head: Some(head.iter().map(|name| Cell::from(words.say(name).as_str())).collect()),
        first_cell_is_header: true,
        rows: matches.iter().map(row).collect(),
        ..Table::default()
    }
}

/// Places in which the words stand, each with a link to its section.
fn write_texts(site: &Site, writer: &mut Writer, texts: &[TextHit]) {
    let words = site.words();
    if texts.is_empty() {
        return writer.paragraph(words.say("search-texts-nothing"));
    }
    writer.paragraph(words.say("search-texts-read"));
    let form = site.application().forms().latest("assessment");
    let language = Language::english();
    writer.element("ul").class("govuk-list govuk-list--spaced").within(|writer| {
        for hit in texts {
            let section = form.and_then(|form| form.section(&hit.section));
            let title = section.map(|section| section.words(&language).label.as_str());
            let place = [("called", hit.called.as_str()), ("section", title.unwrap_or(&hit.section))];
            writer.element("li").within(|writer| {
                writer
                    .element("a")
                    .class("govuk-link")
                    .attribute("href", &format!("/children/{}/assessment/{}", hit.child, hit.section))
                    .text(&words.with("search-texts-place", &place));
                writer.text(" ");
                writer.text(&words.with("search-texts-written", &[("at", &short_time(hit.at))]));
                writer.element("p").class("govuk-body alongside-as-written").text(&hit.excerpt);
            });
        }
    });
    if texts.len() == TEXT_HITS_MAX {
        writer.paragraph(words.say("search-more"));
    }
}
