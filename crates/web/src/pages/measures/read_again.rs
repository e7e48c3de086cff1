//! What came of requests that were read again by people who did not know what was decided: entered as counts, shown as
//! agreement.

use access::{Action, RecordKind};
use application::{Act, PARTNERSHIP_STREAM};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, Writer};
use guidance::full_date;
use jiff::civil::Date;
use measures::statistics::Interval;
use measures::{Pairs, ReadingAgain, ShownReading};
use records::partnership::RecordReadingAgain;

use super::{Reading, shown};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::child_page::carry_out;
use crate::pages::children::fields::{Typed, date_typed, link};
use crate::site::Site;
use crate::submitted::Submitted;

/// The address of the form.
const FORM: &str = "/measures/read-again";
/// The counts of a table, in the order in which they are asked.
const COUNTS: [&str; 4] = ["both", "only-first", "only-second", "neither"];

/// Whether somebody may enter what came of a reading.
fn may_enter(site: &Site, reader: &SignedIn) -> bool {
    site.application().may_here(&reader.actor, Action::Write, RecordKind::ReadAgain)
}

/// The form.
pub async fn show(State(site): State<Site>, reader: SignedIn) -> Result<Response, PageFailure> {
    view(&site, &reader, None, &Problems::default())
}

/// It is entered.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    if !may_enter(&site, &reader) {
        return Err(PageFailure::NotThere);
    }
    let problems = match typed_reading(&site, &submitted) {
        Ok(reading) => {
            let act = Act::on(PARTNERSHIP_STREAM.id, RecordReadingAgain(reading));
            carry_out(&site, &reader.actor, act, &submitted, field_of).await?
        }
        Err(problems) => Some(problems),
    };
    match problems {
        None => Ok(Redirect::to("/measures").into_response()),
        Some(problems) => view(&site, &reader, Some(&submitted), &problems),
    }
}

fn field_of(code: &str) -> &'static str {
    match code {
        "read-again-in-future" => "on.day",
        "read-again-not-drawn" => "drawn",
        "read-again-readers" => "readers",
        "read-again-parent-carers" => "parent-carers",
        _ => "readers-both",
    }
}

fn typed_reading(site: &Site, submitted: &Submitted) -> Result<ReadingAgain, Problems> {
    let words = site.words();
    let whole = |name: &str| {
        let typed = submitted.value(name).trim();
        typed.parse::<u64>().map_err(|_| Problems::one(name, words.say("measures-read-again-not-a-number")))
    };
    let few = |name: &str| {
        let most = |_| Problems::one(name, words.say("measures-read-again-not-a-number"));
        whole(name).and_then(|number| u16::try_from(number).map_err(most))
    };
    let pairs = |table: &str| {
        let [both, only_first, only_second, neither] = COUNTS.map(|count| whole(&format!("{table}-{count}")));
        Ok(Pairs { both: both?, only_first: only_first?, only_second: only_second?, neither: neither? })
    };
    let on = date_typed(submitted, "on").ok().flatten();
    Ok(ReadingAgain {
        on: on.ok_or_else(|| Problems::one("on.day", words.say("children-not-a-date")))?,
        drawn: submitted.value("drawn").trim().to_owned(),
        readers: few("readers")?,
        parent_carers: few("parent-carers")?,
        readers_agree: pairs("readers")?,
        with_decision: pairs("decision")?,
    })
}

fn view(
    site: &Site,
    reader: &SignedIn,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    if !may_enter(site, reader) {
        return Err(PageFailure::NotThere);
    }
    let words = site.words();
    let title = words.say("measures-read-again-enter");
    let typed = Typed::new(site, submitted, problems);
    let fields = form(site, &reader.held, FORM, |writer| {
        typed.date(writer, "on", "measures-read-again-on", None::<Date>);
        typed.area(writer, "drawn", "measures-read-again-drawn", "");
        typed.short(writer, "readers", "measures-read-again-readers", "");
        typed.short(writer, "parent-carers", "measures-read-again-parent-carers", "");
        for (table, heading) in
            [("readers", "measures-read-again-agree"), ("decision", "measures-read-again-decided")]
        {
            writer.heading(2, words.say(heading));
            for count in COUNTS {
                typed.short(
                    writer,
                    &format!("{table}-{count}"),
                    &format!("measures-read-again-{table}-{count}"),
                    "",
                );
            }
        }
        writer.add(&Button::submit(words.say("measures-read-again-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("measures-read-again-how"));
        writer.html(&fields);
    });
    let frame = Frame::practitioner(&reader.actor, "measures");
    Ok(full_page(site, &frame, &title, Some("/measures"), problems, main))
}

/// What was found, or that nobody has read yet, with the way to enter it.
pub(super) fn write(
    site: &Site,
    writer: &mut Writer,
    reader: &SignedIn,
    reading: &Reading,
    found: Option<&ShownReading>,
) {
    let words = site.words();
    let confidence = reading.definitions.method.confidence;
    writer.heading(2, words.say("measures-read-again-title"));
    writer.paragraph(words.say("measures-read-again-lead"));
    match found {
        None => writer.paragraph(words.say("measures-read-again-none")),
        Some(found) => {
            let values = [
                ("on", &*full_date(found.on)),
                ("requests", &*shown::number(found.requests)),
                ("readers", &*found.readers.to_string()),
                ("carers", &*found.parent_carers.to_string()),
            ];
            writer.paragraph(words.with("measures-read-again-found", &values));
            writer.paragraph(words.with("measures-read-again-drawn-as", &[("drawn", &found.drawn)]));
            for (name, agreement) in [
                ("measures-read-again-kappa-readers", found.readers_agree),
                ("measures-read-again-kappa-decision", found.with_decision),
            ] {
                writer.paragraph(
                    words.with(name, &[("agreement", &agreement_words(site, agreement, confidence))]),
                );
            }
        }
    }
    if may_enter(site, reader) {
        writer.element("p").class("govuk-body").within(|writer| {
            link(writer, FORM, &words.say("measures-read-again-enter"), "");
        });
    }
}

fn agreement_words(site: &Site, agreement: Option<(f64, Interval)>, confidence: f64) -> String {
    let words = site.words();
    agreement.map_or_else(
        || words.say("measures-read-again-few"),
        |(found, interval)| {
            let [found, low, high] = [found, interval.low, interval.high].map(|value| format!("{value:.2}"));
            words.with(
                "measures-read-again-kappa",
                &[
                    ("found", &found),
                    ("low", &low),
                    ("high", &high),
                    ("confidence", &shown::points(confidence)),
                ],
            )
        },
    )
}
