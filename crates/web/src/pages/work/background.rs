//! What the family chose to tell of the child's background, entered for them. It is asked for the equality measures alone;
//! whoever confirms, assesses or decides has no such page.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use forms::Language;
use govuk::{Button, Choice};
use records::request::{Neighbourhood, TellBackground};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::children::fields::Typed;
use crate::pages::family::background::{form_of, questions, read};
use crate::pages::work::desk::Desk;
use crate::site::Site;
use crate::submitted::Submitted;

/// The field for the tenth, and what stands for none.
const TENTH: &str = "deprivation";
const UNKNOWN: &str = "unknown";
/// The tenths that can be chosen.
const TENTHS: std::ops::RangeInclusive<u8> = 1..=10;

async fn open<'a>(site: &'a Site, reader: &'a SignedIn, id: Uuid) -> Result<Desk<'a>, PageFailure> {
    let desk = Desk::open(site, reader, id, "background").await?;
    if desk.may(Action::Write, RecordKind::Background) { Ok(desk) } else { Err(PageFailure::NotThere) }
}

/// The page. It stays when the request was answered: nothing waits for it.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = open(&site, &reader, request).await?;
    view(&desk, None, &Problems::default())
}

/// It is kept.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = open(&site, &reader, request).await?;
    let (answers, mut problems) = read(&site, form_of(&site)?, &submitted);
    let tenth = match submitted.value(TENTH) {
        "" | UNKNOWN => None,
        chosen => {
            let tenth = chosen.parse().ok().filter(|tenth| TENTHS.contains(tenth));
            if tenth.is_none() {
                problems.0.push((TENTH.to_owned(), site.words().say("refusal-no-such-tenth")));
            }
            tenth
        }
    };
    if !problems.is_empty() {
        return view(&desk, Some(&submitted), &problems);
    }
    let tell = TellBackground { answers, neighbourhood: Neighbourhood::Is(tenth) };
    match desk.attempt(Act::on(desk.id, tell), &submitted, |_| TENTH).await? {
        None => Ok(desk.back()),
        Some(problems) => view(&desk, Some(&submitted), &problems),
    }
}

fn view(
    desk: &Desk<'_>,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let (site, words) = (desk.site, desk.site.words());
    let asked = form_of(site)?;
    let told = desk.request().background.as_ref().map(|noted| &noted.fact);
    let typed = Typed::new(site, submitted, problems);
    let page = form(site, &desk.reader.held, &desk.href("background"), |writer| {
        questions(site, asked, told, submitted, problems, writer);
        let unknown = Choice::new(UNKNOWN, words.say("background-tenth-unknown"));
        let tenths = TENTHS.map(|tenth| Choice::new(tenth.to_string(), tenth.to_string()));
        let stands =
            told.and_then(|told| told.deprivation).map_or(UNKNOWN.to_owned(), |tenth| tenth.to_string());
        typed.radios(
            writer,
            TENTH,
            "background-tenth",
            std::iter::once(unknown).chain(tenths).collect(),
            &stands,
        );
        writer.add(&Button::submit(words.say("background-submit")));
    });
    Ok(desk.page(&words.say("background-title"), problems, |writer| {
        writer.paragraph(words.say("background-lead"));
        if let Some(hint) = &asked.words(&Language::english()).hint {
            writer.paragraph(hint.as_str());
        }
        writer.html(&page);
    }))
}
