//! One measure: what it asks, what it counts, what was found for each group, and what would read as discriminatory.

use access::Action;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use govuk::{Button, Html, SummaryList, SummaryRow, Writer};
use guidance::full_date;
use measures::{Between, Measure, Part, ShownPart, ShownRow, ShownTable, Tested};

use super::{Reading, Wanted, charts, read_again, shown, verdict};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::site::Site;

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &reader.actor, Action::See, &wanted).await?;
    let measure = reading.definitions.measure(&id).ok_or(PageFailure::NotThere)?;
    let found = reading.published.measure(&id).ok_or(PageFailure::NotThere)?;
    let words = site.words();
    let title = format!("{} {}", measure.id, measure.name);
    let may_download = site.application().may_see_measures(&reader.actor, Action::Download);
    let beside = measure.id == reading.definitions.read_again.beside;
    let again = if beside {
        site.application().reading_again(&reader.actor, reading.published.period).await?
    } else {
        None
    };
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.element("p").class("govuk-body-l").text(&measure.question);
        writer.add(&SummaryList::of(facts(&site, &reading, measure)));
        writer.heading(2, words.say("measures-recording-title"));
        writer.html(&shown::recording(&site, &reading));
        for (place, (part, found)) in measure.parts.iter().zip(&found.parts).enumerate() {
            write_part(&site, writer, &reading, &measure.id, place, part, found);
        }
        if measure.id == reading.definitions.adjustment.measure {
            writer.heading(2, words.say("measures-adjusted-title"));
            writer.html(&verdict::adjusted(&site, &reading));
            writer.heading(2, words.say("measures-verdict-title"));
            verdict::write(&site, writer, &reading);
        }
        if beside {
            read_again::write(&site, writer, &reader, &reading, again.as_ref());
        }
        writer.paragraph(words.say("measures-hidden-note"));
        if may_download {
            writer.add(&Button::link(
                words.say("measures-download"),
                format!("/measures/{}/download{}", measure.id, reading.query()),
            ));
        }
    });
    let frame = Frame::practitioner(&reader.actor, "measures");
    let back = format!("/measures{}", reading.query());
    Ok(full_page(&site, &frame, &title, Some(&back), &Problems::default(), main))
}

fn facts(site: &Site, reading: &Reading, measure: &Measure) -> Vec<SummaryRow> {
    let words = site.words();
    let definitions = &reading.definitions;
    let source = Html::build(|writer| {
        writer.text(&definitions.source);
        shown::badge(site, writer, definitions.verified);
    });
    vec![
        SummaryRow::new(words.say("measures-period"), reading.period_words(site)),
        SummaryRow::new(words.say("measures-on"), full_date(reading.published.on)),
        SummaryRow::new(words.say("measures-unit"), measure.unit.clone()),
        SummaryRow::new(words.say("measures-reads-as"), measure.reads_as.clone()),
        SummaryRow::new(words.say("measures-where-from"), source),
    ]
}

fn write_part(
    site: &Site,
    writer: &mut Writer,
    reading: &Reading,
    measure: &str,
    place: usize,
    part: &Part,
    found: &ShownPart,
) {
    let words = site.words();
    let published = &reading.published;
    writer.heading(2, part.numerator.as_str());
    writer.paragraph(words.with("measures-denominator", &[("denominator", &part.denominator)]));
    match found {
        ShownPart::NotKept(records) => writer.paragraph(shown::not_kept(site, records)),
        ShownPart::Proportion { total, tables } => {
            writer.element("p").class("govuk-body").within(|writer| {
                writer.element("strong").text(&words.say("measures-all"));
                writer.text(": ");
                writer.html(&shown::in_short(site, found));
            });
            for table in tables {
                let tested = published.tested(measure, place).find(|tested| is_of(tested, table));
                shown::proportion_table(site, writer, &part.numerator, total, table, tested);
            }
            if let Some(months) = published.over_time(measure, place) {
                charts::over_time(site, writer, reading, &part.numerator, months);
                let sides =
                    published.tested(measure, place).find(|tested| tested.between == Between::AfterAndBefore);
                if let Some(tested) = sides {
                    shown::stands(site, writer, tested);
                }
            }
            if let Some(teams) = published.teams(measure, place) {
                charts::by_team(site, writer, reading, &part.numerator, teams);
            }
        }
        ShownPart::Days { total, tables } => {
            writer.element("p").class("govuk-body").within(|writer| {
                writer.element("strong").text(&words.say("measures-all"));
                writer.text(": ");
                writer.text(&shown::days_in_words(site, total));
            });
            for table in tables {
                shown::days_table(site, writer, &part.numerator, total, table);
            }
        }
    }
}

/// Whether a comparison is the one beside a table.
fn is_of(tested: &Tested, table: &ShownTable<ShownRow>) -> bool {
    match (&tested.between, table) {
        (Between::Groups { grouping, .. }, ShownTable::Rows { grouping: name, .. }) => grouping == name,
        _ => false,
    }
}
