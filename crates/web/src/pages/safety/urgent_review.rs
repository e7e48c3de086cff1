//! A manager looks at each urgent opening, by the next working day. Nobody looks at their own.

use application::{URGENT_REASON_CHARACTERS_MAX, UrgentOpening};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, Label, SummaryCard, SummaryList, SummaryRow, Textarea, Writer};
use guidance::{full_date, full_time};
use kernel::{EntryId, StreamId, StreamKind};
use uuid::Uuid;

use super::parts::{name_of, text_problems, title_of, urgent_page_of};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::site::Site;
use crate::submitted::Submitted;

const FINDING: &str = "finding";

/// The page.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    view(&site, &signed_in, None, &Problems::default()).await
}

/// An opening of a child's record was looked at.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    review(&site, &signed_in, StreamId::new(StreamKind::Child, child), &submitted).await
}

/// An opening of a request was looked at.
pub async fn submit_request(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(request): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    review(&site, &signed_in, StreamId::new(StreamKind::Request, request), &submitted).await
}

async fn review(
    site: &Site,
    signed_in: &SignedIn,
    record: StreamId,
    submitted: &Submitted,
) -> Result<Response, PageFailure> {
    let read = EntryId(submitted.identifier("read").ok_or(PageFailure::NotThere)?);
    let limit = URGENT_REASON_CHARACTERS_MAX;
    let problems = text_problems(site, submitted, FINDING, "urgent-finding-missing", limit);
    if let Some(problem) = problems.of(FINDING) {
        let problems = Problems::one(&field_of(read), problem);
        return view(site, signed_in, Some((read, submitted.value(FINDING))), &problems).await;
    }
    let finding = submitted.value(FINDING);
    site.application().review_urgent(&signed_in.actor, record, read, finding, submitted.once).await?;
    Ok(Redirect::to("/urgent").into_response())
}

/// The identifier of one opening's field: there is one for each on the page.
fn field_of(read: EntryId) -> String {
    format!("{FINDING}-{read}")
}

/// An opening with the name of whoever opened it.
struct Shown {
    opening: UrgentOpening,
    by: String,
}

async fn view(
    site: &Site,
    signed_in: &SignedIn,
    typed: Option<(EntryId, &str)>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let mut openings = Vec::new();
    for opening in site.application().urgent_openings(&signed_in.actor).await? {
        let by = name_of(site, Some(opening.by)).await?;
        openings.push(Shown { opening, by });
    }
    let words = site.words();
    let title = words.say("urgent-list-title");
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.element("p").class("govuk-body").text(&words.say("urgent-list-lead"));
        if openings.is_empty() {
            writer.element("p").class("govuk-body").text(&words.say("urgent-list-none"));
        }
        for shown in &openings {
            write_opening(writer, site, signed_in, shown, typed, problems);
        }
    });
    let frame = Frame::practitioner(&signed_in.actor, "front-door");
    Ok(full_page(site, &frame, &title, Some("/concerns"), problems, main))
}

fn write_opening(
    writer: &mut Writer,
    site: &Site,
    signed_in: &SignedIn,
    shown: &Shown,
    typed: Option<(EntryId, &str)>,
    problems: &Problems,
) {
    let words = site.words();
    let opening = &shown.opening;
    let late = opening.due.is_some_and(|due| due < site.application().today());
    let due = opening.due.map_or_else(
        || words.say("urgent-due-unknown"),
        |due| {
            let name = if late { "urgent-due-late" } else { "urgent-due" };
            words.with(name, &[("date", &full_date(due))])
        },
    );
    let reason = Html::build(|writer| {
        writer.element("div").class("alongside-as-written").text(&opening.reason);
    });
    writer.add(&SummaryList {
        rows: vec![
            SummaryRow::new(words.say("urgent-opened-by"), {
                let title = title_of(site, &opening.capacity);
                words.with("urgent-opened-by-as", &[("name", &shown.by), ("capacity", &title)])
            }),
            SummaryRow::new(words.say("urgent-opened-at"), full_time(opening.at)),
            SummaryRow::new(words.say("urgent-why"), reason),
            SummaryRow::new(words.say("urgent-look-by"), due),
        ],
        card: Some(SummaryCard {
            title: words.with("urgent-card", &[("name", &opening.title)]).into(),
            ..SummaryCard::default()
        }),
        ..SummaryList::default()
    });
    if opening.by == signed_in.person {
        writer.element("p").class("govuk-body").text(&words.say("urgent-own"));
        return;
    }
    let field = field_of(opening.read);
    let action = format!("{}/review", urgent_page_of(opening.record));
    let review = form(site, &signed_in.held, &action, |writer| {
        writer
            .element("input")
            .attribute("type", "hidden")
            .attribute("name", "read")
            .attribute("value", &opening.read.to_string())
            .empty();
        writer.add(&Textarea {
            name: FINDING.into(),
            id: field.clone(),
            label: Label::bold(words.with("urgent-finding", &[("name", &opening.title)])),
            hint: Some(words.say("urgent-finding-hint").into()),
            error: problems.of(&field).map(Into::into),
            value: typed.filter(|(read, _)| *read == opening.read).map_or("", |(_, text)| text).to_owned(),
            rows: 3,
            ..Textarea::default()
        });
        writer.add(&Button::secondary(
            words.with("urgent-finding-save", &[("name", &shown.by), ("child", &opening.title)]),
        ));
    });
    writer.html(&review);
}
