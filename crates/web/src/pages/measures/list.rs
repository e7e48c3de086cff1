//! All measures of a year: how much is recorded first, then what may be said, then each measure in short.

use access::Action;
use axum::extract::{Query, State};
use axum::response::Response;
use govuk::{Button, Cell, Details, Html, Table, Writer};
use guidance::full_date;
use measures::Period;

use super::{Reading, Wanted, charts, read_again, shown, verdict, year_words};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::work::scroll;
use crate::site::Site;

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &reader.actor, Action::See, &wanted).await?;
    let words = site.words();
    let title = words.say("measures-title");
    let may_download = site.application().may_see_measures(&reader.actor, Action::Download);
    let pairs = site.application().vignette_pairs(&reader.actor, reading.published.period).await?;
    let again = site.application().reading_again(&reader.actor, reading.published.period).await?;
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.element("p").class("govuk-body-l").text(&words.say("measures-lead"));
        agreed(&site, writer, &reading);
        years(&site, writer, &reading);
        let values = [
            ("period", &*reading.period_words(&site)),
            ("on", &full_date(reading.published.on)),
            ("children", &shown::number(reading.published.children)),
        ];
        writer.paragraph(words.with("measures-counted", &values));
        writer.heading(2, words.say("measures-recording-title"));
        writer.html(&shown::recording(&site, &reading));
        writer.html(&shown::completeness(&site, &reading));
        writer.heading(2, words.say("measures-verdict-title"));
        verdict::write(&site, writer, &reading);
        writer.heading(2, words.say("measures-adjusted-title"));
        writer.html(&verdict::adjusted(&site, &reading));
        writer.heading(2, words.say("measures-standing-title"));
        writer.html(&charts::standing(&site, &reading));
        writer.heading(2, words.say("measures-vignettes-title"));
        writer.html(&charts::vignettes(&site, &reading, &pairs));
        read_again::write(&site, writer, &reader, &reading, again.as_ref());
        writer.heading(2, words.say("measures-list-title"));
        scroll(writer, &words.say("measures-list-title"), &table(&site, &reading));
        if may_download {
            writer.add(&Button::link(
                words.say("measures-download-all"),
                format!("/measures/download{}", reading.query()),
            ));
        }
        writer.add(&Details {
            summary: words.say("measures-method-title").into(),
            content: method(&site, &reading).into(),
            ..Details::default()
        });
    });
    Ok(page(&site, &Frame::practitioner(&reader.actor, "measures"), &title, main))
}

/// Whose measures these are, and that nobody has agreed them, until somebody has.
fn agreed(site: &Site, writer: &mut Writer, reading: &Reading) {
    let words = site.words();
    let definitions = &reading.definitions;
    writer.element("p").class("govuk-body").within(|writer| {
        writer.text(&definitions.source);
        writer.text(".");
        shown::badge(site, writer, definitions.verified);
    });
    if definitions.agreed_by.is_empty() {
        writer.paragraph(words.say("measures-not-agreed"));
    } else {
        writer.paragraph(words.with("measures-agreed", &[("groups", &definitions.agreed_by.join(", "))]));
    }
}

fn years(site: &Site, writer: &mut Writer, reading: &Reading) {
    let words = site.words();
    let mut all: Vec<(String, String, Period)> = reading
        .published
        .years
        .iter()
        .rev()
        .map(|year| {
            let label = year_words(site, &reading.definitions, *year);
            (label, format!("/measures?year={year}"), Period::Year(*year))
        })
        .collect();
    all.push((words.say("measures-period-all"), "/measures?year=all".to_owned(), Period::All));
    writer.element("nav").attribute("aria-label", &words.say("measures-years")).within(|writer| {
        writer.element("ul").class("govuk-list alongside-filter").within(|writer| {
            for (label, href, period) in &all {
                let current = if *period == reading.published.period { "page" } else { "" };
                writer.element("li").within(|writer| {
                    writer
                        .element("a")
                        .class("govuk-link")
                        .attribute("href", href)
                        .optional("aria-current", current)
                        .text(label);
                });
            }
        });
    });
}

fn table(site: &Site, reading: &Reading) -> Table {
    let words = site.words();
    let definitions = &reading.definitions;
    let rows = definitions
        .measures
        .iter()
        .zip(&reading.published.measures)
        .map(|(measure, found)| {
            let link = Html::build(|writer| {
                writer
                    .element("a")
                    .class("govuk-link")
                    .attribute("href", &format!("/measures/{}{}", measure.id, reading.query()))
                    .text(&format!("{} {}", measure.id, measure.name));
                if definitions.method.main.contains(&measure.id) {
                    writer.text(" ");
                    writer.element("strong").text(&words.say("measures-main"));
                }
            });
            let short = Html::build(|writer| {
                if let Some(part) = found.parts.first() {
                    writer.html(&shown::in_short(site, part));
                }
            });
            vec![Cell::from(link), Cell::from(measure.question.as_str()), Cell::from(short)]
        })
        .collect();
    Table {
        caption: words.say("measures-list-caption"),
        caption_classes: "govuk-visually-hidden".to_owned(),
        first_cell_is_header: true,
        head: Some(
            ["measures-column-measure", "measures-column-question", "measures-column-all"]
                .map(|name| Cell::from(words.say(name).as_str()))
                .into(),
        ),
        rows,
        classes: "alongside-dense".to_owned(),
        ..Table::default()
    }
}

/// How numbers are compared and which are hidden.
fn method(site: &Site, reading: &Reading) -> Html {
    let words = site.words();
    let (method, small) = (&reading.definitions.method, &reading.definitions.small_numbers);
    Html::build(|writer| {
        let confidence = shown::points(method.confidence);
        let exact = method.exact_below.to_string();
        writer.paragraph(words.with(
            "measures-method",
            &[("confidence", &confidence), ("exact", &exact), ("main", &method.main.join(", "))],
        ));
        writer.paragraph(
            words.with("measures-method-power", &[("size", &method.power_group_size.to_string())]),
        );
        let values = [
            ("level", &*shown::points(method.false_discovery)),
            ("errors", &*format!("{:.0}", method.chart_errors)),
        ];
        writer.paragraph(words.with("measures-method-many", &values));
        let values = [
            ("most", &*small.show_from.saturating_sub(1).to_string()),
            ("special", &*small.show_from_special.to_string()),
            ("round", &*small.round_to.to_string()),
            ("percentage", &*small.percentage_from.to_string()),
        ];
        writer.paragraph(words.with("measures-method-small", &values));
        for (source, verified) in [(&method.source, method.verified), (&small.source, small.verified)] {
            writer.element("p").class("govuk-body").within(|writer| {
                writer.text(&words.with("measures-source", &[("source", source)]));
                shown::badge(site, writer, verified);
            });
        }
        writer.paragraph(reading.definitions.doubts.clone());
    })
}
