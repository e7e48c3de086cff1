//! A request: who asks, what they wrote, what is next, what is due.

use access::{Action, FieldKind, RecordKind};
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{
    Button, CharacterCount, CountLimit, Html, InsetText, Label, SummaryList, SummaryRow, Textarea, Writer,
};
use kernel::{StreamId, StreamKind};
use records::partnership::Partnership;
use records::request::Route;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::work::desk::Desk;
use crate::pages::work::shown::{as_written, duty_table, name_of, scroll, short_time};
use crate::pages::work::told;
use crate::site::Site;

/// The most characters of an answer to the asker: two pages.
pub(super) const ANSWER_CHARACTERS_MAX: usize = 6_000;

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open(&site, &reader, request, "request").await?;
    view(&desk, "", &Problems::default()).await
}

/// The page, with what was typed into the answer to the asker.
pub(super) async fn view(desk: &Desk<'_>, typed: &str, problems: &Problems) -> Result<Response, PageFailure> {
    let (site, words) = (desk.site, desk.site.words());
    let partnership = site.application().partnership_state().await?;
    let duties = site.application().duties_of(StreamId::new(StreamKind::Request, desk.id)).await?;
    let title = words.with("request-title", &[("called", desk.called())]);
    let letters = letters(desk);
    let page = desk.page(&title, problems, |writer| {
        write_next(desk, writer, &partnership.state);
        writer.element("h2").class("govuk-heading-m").text(&words.say("request-asker-heading"));
        writer.add(&SummaryList::of(asker_rows(desk)));
        writer.element("h2").class("govuk-heading-m").text(&words.say("request-written-heading"));
        told::write_answers(desk, writer);
        told::write_decided(desk, writer, &partnership.state);
        if !duties.is_empty() {
            let caption = words.say("request-duties");
            scroll(writer, &caption, &duty_table(site, &caption, &duties.iter().collect::<Vec<_>>(), None));
        }
        write_letters(desk, writer, &letters);
        if desk.may(Action::AnswerComment, RecordKind::Comment) {
            writer.html(&answer_form(desk, typed, problems));
        }
        write_codes(desk, writer);
        write_background(desk, writer);
        writer.element("h2").class("govuk-heading-m").text(&words.say("request-timeline-heading"));
        told::write_timeline(desk, writer, &partnership.state);
    });
    Ok(page)
}

/// What is next, and who may do it.
fn write_next(desk: &Desk<'_>, writer: &mut Writer, partnership: &Partnership) {
    let (words, request) = (desk.site.words(), desk.request());
    writer.element("h2").class("govuk-heading-m").text(&words.say("request-next-heading"));
    if request.withdrawn.is_some() {
        return writer.paragraph(words.say("request-next-withdrawn"));
    }
    if let Some(route) = &request.route {
        let name = match route.fact.route {
            Route::Support => "request-next-support",
            Route::Information => "request-next-information",
            Route::NotTakenUp => "request-next-not-taken-up",
        };
        writer.paragraph(words.say(name));
        // Whoever works the route may open the record; the front door opens it by giving a reason.
        if let Some(child) = request.child().filter(|_| desk.may(Action::Triage, RecordKind::Request)) {
            writer.add(&Button::link(words.say("request-open-record"), format!("/children/{child}")));
        }
        return;
    }
    let triage = desk.may(Action::Triage, RecordKind::Request);
    let mut steps: Vec<(&str, &str)> = Vec::new();
    if request.read.is_none() && desk.may(Action::ReadForDanger, RecordKind::Request) {
        steps.push(("read", "request-do-read"));
    } else if triage && request.triage.is_empty() {
        steps.push(("triage", "request-do-triage"));
    }
    if request.asker.is_none() && desk.may(Action::ConfirmAsker, RecordKind::Request) {
        steps.push(("asker", "request-do-asker"));
    }
    if triage && request.interim.is_none() {
        steps.push(("interim", "request-do-interim"));
    }
    let proposes = desk.may(Action::ProposeRoute, RecordKind::Request);
    if proposes && request.proposed.is_none() && !request.triage.is_empty() {
        steps.push(("route", "request-do-route"));
    }
    if triage && request.proposed.is_none() && !request.triage.is_empty() {
        steps.push(("triage", "request-do-triage-again"));
    }
    if request.proposed.is_some() {
        if may_confirm(desk, partnership) {
            steps.push(("confirm", "request-do-confirm"));
        } else {
            let by = name_of(desk.site, partnership, request.proposer());
            writer.paragraph(words.with("request-waits-for-confirmation", &[("name", &by)]));
        }
    }
    if steps.is_empty() {
        return writer.paragraph(words.say("request-nothing-next"));
    }
    writer.element("div").class("govuk-button-group").within(|writer| {
        for (position, (below, name)) in steps.iter().enumerate() {
            let button = Button::link(words.say(name), desk.href(below));
            let style =
                if position == 0 { govuk::ButtonStyle::Primary } else { govuk::ButtonStyle::Secondary };
            writer.add(&Button { style, ..button });
        }
    });
}

/// Whether the reader may confirm what somebody else proposed.
pub(super) fn may_confirm(desk: &Desk<'_>, partnership: &Partnership) -> bool {
    desk.may(Action::ConfirmRoute, RecordKind::Request)
        && partnership.is_social_work_manager(Some(desk.reader.person))
        && desk.request().proposer() != Some(desk.reader.person)
}

fn asker_rows(desk: &Desk<'_>) -> Vec<SummaryRow> {
    let (words, request) = (desk.site.words(), desk.request());
    let Some(received) = &request.received else { return Vec::new() };
    let asker = &received.fact.asker;
    let row = |name: &str, value: String| SummaryRow::new(words.say(name), value);
    let mut rows = vec![
        row("request-asker-name", asker.name.clone()),
        row("request-asker-who", words.say(told::who_name(asker.who))),
    ];
    rows.push(match &request.asker {
        Some(confirmed) => row(
            "request-asker-confirmed",
            words.with(
                "request-asker-confirmed-as",
                &[("relationship", &confirmed.fact.relationship), ("how", &confirmed.fact.how)],
            ),
        ),
        None => row("request-asker-confirmed", words.say("request-asker-not-yet")),
    });
    if desk.may_field(Action::See, RecordKind::Request, FieldKind::ContactDetails) {
        let contact = &asker.contact;
        let message =
            if contact.may_leave_message { "request-contact-message" } else { "request-contact-silent" };
        let contact = words.with(
            "request-contact",
            &[
                ("method", &words.say(told::method_name(&contact.method))),
                ("value", &contact.value),
                ("message", &words.say(message)),
            ],
        );
        rows.push(SummaryRow::new(words.say("request-asker-contact"), as_written(&contact)));
    }
    let child = &received.fact.child;
    let born = child.birth_date.map_or_else(|| child.age.clone(), guidance::full_date);
    rows.push(row("request-child", child.called.clone()));
    if !born.is_empty() {
        rows.push(row("request-child-born", born));
    }
    rows.push(row(
        "request-received",
        words.with(
            "request-received-by",
            &[
                ("time", &guidance::full_time(received.fact.received_at)),
                ("channel", &words.say(told::channel_name(received.fact.channel))),
            ],
        ),
    ));
    rows.push(row("request-reference", received.fact.reference.clone()));
    rows
}

/// The way to what the family chose to tell, for whoever enters it. What it says does not stand here.
fn write_background(desk: &Desk<'_>, writer: &mut Writer) {
    if desk.may(Action::Write, RecordKind::Background) {
        let words = desk.site.words();
        writer.heading(2, words.say("background-title"));
        writer.paragraph(words.say("background-lead"));
        writer.element("p").class("govuk-body").within(|writer| {
            let link = words.say("background-link");
            writer.element("a").class("govuk-link").attribute("href", &desk.href("background")).text(&link);
        });
    }
}

/// The letters that the reader may open: address, kind and date.
fn letters(desk: &Desk<'_>) -> Vec<(String, String, String)> {
    if !desk.may(Action::See, RecordKind::Letter) {
        return Vec::new();
    }
    desk.request()
        .letters
        .iter()
        .map(|letter| {
            let href = desk.href(&format!("letters/{}", letter.fact.letter));
            (href, letter.fact.text.subject.clone(), short_time(letter.at))
        })
        .collect()
}

fn write_letters(desk: &Desk<'_>, writer: &mut Writer, letters: &[(String, String, String)]) {
    let (words, request) = (desk.site.words(), desk.request());
    let entered = request.received.as_ref().is_some_and(|received| received.fact.entered_by.is_some());
    let acknowledged = request.letters.iter().any(|letter| letter.fact.kind == "receipt");
    let owes_receipt = entered && !acknowledged && desk.may(Action::Write, RecordKind::Letter);
    if letters.is_empty() && !owes_receipt {
        return;
    }
    writer.element("h2").class("govuk-heading-m").text(&words.say("request-letters-heading"));
    writer.element("ul").class("govuk-list").within(|writer| {
        for (href, subject, sent) in letters {
            writer.element("li").within(|writer| {
                writer.element("a").class("govuk-link").attribute("href", href).text(subject);
                writer.text(&format!(" ({sent})"));
            });
        }
    });
    if owes_receipt {
        writer.add(&InsetText::from(words.say("request-owes-receipt").as_str()));
        writer.html(&form(desk.site, &desk.reader.held, &desk.href("receipt"), |writer| {
            writer.add(&Button::secondary(words.say("request-send-receipt")));
        }));
    }
}

fn answer_form(desk: &Desk<'_>, typed: &str, problems: &Problems) -> Html {
    let words = desk.site.words();
    form(desk.site, &desk.reader.held, &desk.href("answer"), |writer| {
        writer.element("h2").class("govuk-heading-m").text(&words.say("request-answer-heading"));
        writer.add(&CharacterCount {
            textarea: Textarea {
                name: "words".into(),
                id: "words".into(),
                label: Label::from(words.say("request-answer-label").as_str()),
                hint: Some(words.say("request-answer-hint").into()),
                error: problems.of("words").map(Into::into),
                value: typed.to_owned(),
                rows: 4,
                ..Textarea::default()
            },
            limit: CountLimit::Characters(ANSWER_CHARACTERS_MAX),
            threshold: Some(75),
            ..CharacterCount::default()
        });
        writer.add(&Button::secondary(words.say("request-answer-send")));
    })
}

fn write_codes(desk: &Desk<'_>, writer: &mut Writer) {
    if !desk.may(Action::IssueCode, RecordKind::Code) {
        return;
    }
    let words = desk.site.words();
    writer.element("h2").class("govuk-heading-m").text(&words.say("request-code-heading"));
    let name = if desk.request().child().is_some() { "request-code-record" } else { "request-code-request" };
    writer.paragraph(words.say(name));
    writer.html(&form(desk.site, &desk.reader.held, &desk.href("code"), |writer| {
        writer.add(&Button::secondary(words.say("request-code-give")));
    }));
}
