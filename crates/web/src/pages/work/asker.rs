//! Confirming who the asker is. Only from then on may a code of theirs open a child's record.

use access::Action;
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Fieldset, Input, Label, Radios, SummaryList, SummaryRow, Textarea};
use kernel::Capacity;
use records::request::{AskerConfirmed, ConfirmAsker, WhoAsks};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::work::desk::Desk;
use crate::pages::work::told::who_name;
use crate::site::Site;
use crate::submitted::Submitted;

/// The parts that a confirmed asker may take, as forms and records write them, each with its words.
const PARTS: [(&str, &str); 3] = [
    ("parent-carer", "asker-part-parent-carer"),
    ("young-person", "asker-part-young-person"),
    ("supporter", "asker-part-supporter"),
];

/// What stands in the fields.
#[derive(Debug, Clone, Default)]
struct Typed {
    how: String,
    relationship: String,
    capacity: String,
    responsibility: String,
}

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, request, "asker", Action::ConfirmAsker).await?;
    if !desk.request().is_open() {
        return Ok(desk.back());
    }
    Ok(view(&desk, &begun(&desk), &Problems::default()))
}

/// Who the asker is, is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, request, "asker", Action::ConfirmAsker).await?;
    let value = |name: &str| submitted.value(name).to_owned();
    let typed = Typed {
        how: value("how"),
        relationship: value("relationship"),
        capacity: value("capacity"),
        responsibility: value("responsibility"),
    };
    let Ok(capacity) = Capacity::new(typed.capacity.clone()) else {
        let problems = Problems::one("capacity", site.words().say("asker-part-missing"));
        return Ok(view(&desk, &typed, &problems));
    };
    if typed.relationship.is_empty() {
        let problems = Problems::one("relationship", site.words().say("asker-relationship-missing"));
        return Ok(view(&desk, &typed, &problems));
    }
    let confirmed = AskerConfirmed {
        how: typed.how.clone(),
        relationship: typed.relationship.clone(),
        capacity,
        parental_responsibility: match typed.responsibility.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
    };
    let field = |code: &str| if code == "not-family-capacity" { "capacity" } else { "how" };
    match desk.attempt(Act::on(request, ConfirmAsker(confirmed)), &submitted, field).await? {
        None => Ok(desk.back()),
        Some(problems) => Ok(view(&desk, &typed, &problems)),
    }
}

/// What the request says already.
fn begun(desk: &Desk<'_>) -> Typed {
    let Some(received) = &desk.request().received else { return Typed::default() };
    let said = received.fact.answers.text("your-relationship").unwrap_or_default().to_owned();
    let (capacity, relationship) = match received.fact.asker.who {
        WhoAsks::ParentCarer => ("parent-carer", said),
        WhoAsks::YoungPerson => ("young-person", desk.site.words().say("asker-themselves")),
        WhoAsks::FamilyOrFriend | WhoAsks::Professional => ("", said),
    };
    Typed { capacity: capacity.to_owned(), relationship, ..Typed::default() }
}

fn view(desk: &Desk<'_>, typed: &Typed, problems: &Problems) -> Response {
    let words = desk.site.words();
    let page = form(desk.site, &desk.reader.held, &desk.href("asker"), |writer| {
        writer.add(&Textarea {
            name: "how".into(),
            id: "how".into(),
            label: Label::bold(words.say("asker-how")),
            hint: Some(words.say("asker-how-hint").into()),
            error: problems.of("how").map(Into::into),
            value: typed.how.clone(),
            rows: 3,
            ..Textarea::default()
        });
        writer.add(&Radios {
            name: "capacity".into(),
            id_prefix: "capacity".into(),
            fieldset: Some(Fieldset::question(words.say("asker-part"))),
            hint: Some(words.say("asker-part-hint").into()),
            error: problems.of("capacity").map(Into::into),
            value: typed.capacity.clone(),
            items: PARTS.iter().map(|(value, name)| Choice::new(*value, words.say(name)).into()).collect(),
            ..Radios::default()
        });
        writer.add(&Input {
            name: "relationship".into(),
            id: "relationship".into(),
            label: Label::bold(words.say("asker-relationship")),
            hint: Some(words.say("asker-relationship-hint").into()),
            error: problems.of("relationship").map(Into::into),
            value: typed.relationship.clone(),
            classes: "govuk-input--width-20".into(),
            ..Input::default()
        });
        writer.add(&Radios {
            name: "responsibility".into(),
            id_prefix: "responsibility".into(),
            fieldset: Some(Fieldset::question(words.say("asker-responsibility"))),
            value: typed.responsibility.clone(),
            items: [("yes", "work-yes"), ("no", "work-no"), ("unknown", "work-not-known")]
                .iter()
                .map(|(value, name)| Choice::new(*value, words.say(name)).into())
                .collect(),
            ..Radios::default()
        });
        writer.add(&Button::submit(words.say("asker-submit")));
    });
    desk.page(&words.say("asker-title"), problems, |writer| {
        writer.paragraph(words.say("asker-lead"));
        if let Some(asker) = desk.request().described_asker() {
            writer.add(&SummaryList::of(vec![
                SummaryRow::new(words.say("request-asker-name"), asker.name.clone()),
                SummaryRow::new(words.say("request-asker-who"), words.say(who_name(asker.who))),
            ]));
        }
        writer.html(&page);
    })
}
