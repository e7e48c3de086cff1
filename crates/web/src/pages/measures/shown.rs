//! How numbers of the measures are written: the same on a page and in a file.

use govuk::{Cell, Html, Table, Tag, Writer};
use guidance::Verified;
use measures::{
    Between, Compared, Covariate, Kept, Number, Percent, ShownDays, ShownPart, ShownRow, ShownTable, Tested,
};

use super::Reading;
use super::chart::{self, Bar};
use crate::pages::work::scroll;
use crate::site::Site;

/// What stands for a hidden number, as in published statistics.
const HIDDEN: &str = "c";

/// A count.
pub(super) fn number(number: Number) -> String {
    match number {
        Number::Rounded(count) => count.to_string(),
        Number::Hidden => HIDDEN.to_owned(),
    }
}

/// A ratio: two places, or that it has no upper limit.
pub(super) fn ratio(value: f64) -> String {
    if value.is_finite() { format!("{value:.2}") } else { "∞".to_owned() }
}

/// A difference in whole points of a hundred.
pub(super) fn points(part: f64) -> String {
    let whole = (part * 100.0).round();
    // Rounding makes no difference of a negative nothing.
    format!("{:.0}", if whole == 0.0 { 0.0 } else { whole })
}

pub(super) fn percent(site: &Site, percent: Option<Percent>) -> String {
    percent.map_or_else(
        || site.words().say("measures-too-few"),
        |percent| {
            let values = [("value", percent.value), ("low", percent.low), ("high", percent.high)];
            let values = values.map(|(name, value)| (name, value.to_string()));
            let values = [0, 1, 2].map(|place: usize| (values[place].0, values[place].1.as_str()));
            site.words().with("measures-percent", &values)
        },
    )
}

/// The badge of something that nobody has verified.
pub(super) fn badge(site: &Site, writer: &mut Writer, verified: Verified) {
    if verified.needs_badge() {
        writer.text(" ");
        writer.element("span").class("alongside-verified").text(&site.words().say("work-unverified"));
    }
}

/// What is said before any measure: how much is recorded.
pub(super) fn recording(site: &Site, reading: &Reading) -> Html {
    let words = site.words();
    let (definitions, published) = (&reading.definitions, &reading.published);
    let id = &definitions.method.recording_measure;
    let least = points(definitions.method.recording_least);
    let total = published.measure(id).and_then(|measure| measure.parts.first()).and_then(|part| match part {
        ShownPart::Proportion { total, .. } => Some(total),
        _ => None,
    });
    Html::build(|writer| {
        let text = match total {
            Some(ShownRow { percent: Some(found), .. }) => {
                words.with("measures-recording", &[("percent", &percent(site, Some(*found)))])
            }
            _ => words.say("measures-recording-few"),
        };
        writer.paragraph(text);
        match published.recording_is_enough {
            Some(true) => writer.paragraph(words.with("measures-recording-enough", &[("least", &least)])),
            Some(false) => writer.add(&govuk::WarningText {
                content: words.with("measures-recording-unsafe", &[("least", &least)]).into(),
                ..govuk::WarningText::default()
            }),
            None => {}
        }
    })
}

/// The words for what stands in place of numbers.
pub(super) fn not_kept(site: &Site, records: &[Kept]) -> String {
    let words = site.words();
    let names: Vec<String> = records.iter().map(|record| words.say(kept_name(*record))).collect();
    words.with("measures-not-kept", &[("records", &names.join(", "))])
}

fn kept_name(record: Kept) -> &'static str {
    match record {
        Kept::Requests => "measures-kept-requests",
        Kept::Assessments => "measures-kept-assessments",
        Kept::Disputes => "measures-kept-disputes",
        Kept::SafeguardingContacts => "measures-kept-safeguarding-contacts",
        Kept::Diversions => "measures-kept-diversions",
        Kept::Challenges => "measures-kept-challenges",
        Kept::Feedback => "measures-kept-feedback",
        Kept::FeedbackRequests => "measures-kept-feedback-requests",
        Kept::Deliveries => "measures-kept-deliveries",
        Kept::DirectPayments => "measures-kept-direct-payments",
        Kept::CarerAssessments => "measures-kept-carer-assessments",
        Kept::Enquiries => "measures-kept-enquiries",
        Kept::EnquiryOutcomes => "measures-kept-enquiry-outcomes",
        Kept::HarmFindings => "measures-kept-harm-findings",
    }
}

/// A probability to three places.
pub(super) fn chance(probability: f64) -> String {
    /// Less than what three places can tell.
    const LEAST: f64 = 0.0005;
    if probability < LEAST { "< 0.001".to_owned() } else { format!("{probability:.3}") }
}

/// What a comparison compares, in words.
pub(super) fn tested_name(site: &Site, reading: &Reading, tested: &Tested) -> Html {
    let words = site.words();
    let name = match &tested.between {
        Between::Groups { group, reference, .. } => {
            words.with("measures-tested-groups", &[("group", group), ("reference", reference)])
        }
        Between::AfterAndBefore => words.say("measures-tested-sides"),
    };
    let part =
        reading.definitions.measure(&tested.measure).and_then(|measure| measure.parts.get(tested.part));
    let counted = part.map_or("", |part| part.numerator.as_str());
    Html::build(|writer| {
        writer
            .element("a")
            .class("govuk-link")
            .attribute("href", &format!("/measures/{}{}", tested.measure, reading.query()))
            .text(&format!("{} {counted}", tested.measure));
        writer.text(": ");
        writer.text(&name);
        if tested.main {
            writer.text(" ");
            writer.element("strong").text(&words.say("measures-main"));
        }
    })
}

/// Whether a difference stands among all that are compared.
pub(super) fn stands(site: &Site, writer: &mut Writer, tested: &Tested) {
    let name = if tested.stands { "measures-this-stands" } else { "measures-this-stands-not" };
    writer.paragraph(site.words().with(name, &[("chance", &chance(tested.adjusted))]));
}

/// How much is recorded of what the ratios are adjusted for.
pub(super) fn completeness(site: &Site, reading: &Reading) -> Html {
    let words = site.words();
    Html::build(|writer| {
        writer.paragraph(words.say("measures-completeness-lead"));
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for each in &reading.published.recorded {
                let name = covariates(site, &[each.covariate]);
                let value = each.row.percent.map_or_else(
                    || words.say("measures-too-few"),
                    |percent| {
                        words
                            .with("measures-completeness-percent", &[("percent", &percent.value.to_string())])
                    },
                );
                writer
                    .element("li")
                    .text(&words.with("measures-completeness", &[("what", &name), ("percent", &value)]));
            }
        });
    })
}

/// Things that are adjusted for, in words.
pub(super) fn covariates(site: &Site, covariates: &[Covariate]) -> String {
    let name = |covariate: &Covariate| match covariate {
        Covariate::Age => "measures-covariate-age",
        Covariate::Sex => "measures-covariate-sex",
        Covariate::Ethnicity => "measures-covariate-ethnicity",
        Covariate::Deprivation => "measures-covariate-deprivation",
        Covariate::Source => "measures-covariate-source",
        Covariate::HarmStated => "measures-covariate-harm-stated",
        Covariate::Team => "measures-covariate-team",
        Covariate::Month => "measures-covariate-month",
    };
    let names: Vec<String> = covariates.iter().map(|covariate| site.words().say(name(covariate))).collect();
    names.join(", ")
}

/// The whole of a count in few words, for the list.
pub(super) fn in_short(site: &Site, part: &ShownPart) -> Html {
    let words = site.words();
    Html::build(|writer| match part {
        ShownPart::NotKept(_) => writer.add(&Tag::coloured("grey", words.say("measures-none-yet"))),
        ShownPart::Proportion { total, .. } => {
            let of = number(total.of);
            writer.text(&words.with("measures-of", &[("count", &number(total.count)), ("of", &of)]));
            if total.percent.is_some() {
                writer.text("; ");
                writer.text(&percent(site, total.percent));
            }
        }
        ShownPart::Days { total, .. } => writer.text(&days_in_words(site, total)),
    })
}

/// The middle and the ninetieth, in words.
pub(super) fn days_in_words(site: &Site, days: &ShownDays) -> String {
    let words = site.words();
    match days.median_and_ninetieth {
        None => words.with("measures-days-few", &[("of", &number(days.of))]),
        Some((median, ninetieth)) => {
            let values = [
                ("median", &*median.to_string()),
                ("ninetieth", &*ninetieth.to_string()),
                ("of", &*number(days.of)),
            ];
            words.with("measures-days", &values)
        }
    }
}

/// A table of groups with its chart, or why there is none.
pub(super) fn proportion_table(
    site: &Site,
    writer: &mut Writer,
    about: &str,
    total: &ShownRow,
    table: &ShownTable<ShownRow>,
    tested: Option<&Tested>,
) {
    let words = site.words();
    let Some((grouping, overlapping, rows, compared)) = head(site, writer, table) else { return };
    let all = ShownRow { name: words.say("measures-all"), ..total.clone() };
    let lines: Vec<&ShownRow> = rows.iter().chain(std::iter::once(&all)).collect();
    let shown = Table {
        caption: words.with("measures-table", &[("grouping", grouping)]),
        caption_classes: "govuk-table__caption--s".to_owned(),
        first_cell_is_header: true,
        head: Some(heads(
            site,
            &[
                "measures-column-group",
                "measures-column-count",
                "measures-column-of",
                "measures-column-percent",
            ],
        )),
        rows: lines
            .iter()
            .map(|row| {
                vec![
                    Cell::from(row.name.as_str()),
                    Cell::numeric(number(row.count)),
                    Cell::numeric(number(row.of)),
                    Cell::numeric(percent(site, row.percent)),
                ]
            })
            .collect(),
        classes: "alongside-dense".to_owned(),
        ..Table::default()
    };
    scroll(writer, &format!("{about}. {}", shown.caption), &shown);
    let bars: Vec<Bar> = lines
        .iter()
        .filter_map(|row| {
            row.percent.map(|found| Bar {
                name: row.name.clone(),
                from: u32::from(found.low),
                at: u32::from(found.value),
                to: u32::from(found.high),
                says: format!("{} %", found.value),
            })
        })
        .collect();
    let title = words.with("measures-chart-percent", &[("grouping", grouping)]);
    chart::write(writer, about, &title, &words.say("measures-chart-percent-how"), &bars, 100);
    if overlapping {
        writer.paragraph(words.say("measures-overlapping"));
    }
    if let Some(compared) = compared {
        comparison(site, writer, compared);
        if let Some(tested) = tested {
            stands(site, writer, tested);
        }
    }
}

/// A table of days with its chart, or why there is none.
pub(super) fn days_table(
    site: &Site,
    writer: &mut Writer,
    about: &str,
    total: &ShownDays,
    table: &ShownTable<ShownDays>,
) {
    let words = site.words();
    let Some((grouping, overlapping, rows, _)) = head(site, writer, table) else { return };
    let all = ShownDays { name: words.say("measures-all"), ..total.clone() };
    let lines: Vec<&ShownDays> = rows.iter().chain(std::iter::once(&all)).collect();
    let few = words.say("measures-too-few");
    let shown = Table {
        caption: words.with("measures-table", &[("grouping", grouping)]),
        caption_classes: "govuk-table__caption--s".to_owned(),
        first_cell_is_header: true,
        head: Some(heads(
            site,
            &[
                "measures-column-group",
                "measures-column-of",
                "measures-column-median",
                "measures-column-ninetieth",
            ],
        )),
        rows: lines
            .iter()
            .map(|row| {
                let days = row
                    .median_and_ninetieth
                    .map(|(median, ninetieth)| (median.to_string(), ninetieth.to_string()));
                let (median, ninetieth) = days.unwrap_or_else(|| (few.clone(), few.clone()));
                vec![
                    Cell::from(row.name.as_str()),
                    Cell::numeric(number(row.of)),
                    Cell::numeric(median),
                    Cell::numeric(ninetieth),
                ]
            })
            .collect(),
        classes: "alongside-dense".to_owned(),
        ..Table::default()
    };
    scroll(writer, &format!("{about}. {}", shown.caption), &shown);
    let bars: Vec<Bar> = lines
        .iter()
        .filter_map(|row| {
            row.median_and_ninetieth.map(|(median, ninetieth)| Bar {
                name: row.name.clone(),
                from: median,
                at: median,
                to: ninetieth,
                says: words.with(
                    "measures-chart-days-value",
                    &[("median", &median.to_string()), ("ninetieth", &ninetieth.to_string())],
                ),
            })
        })
        .collect();
    let most = bars.iter().map(|bar| bar.to).max().unwrap_or(1).max(1);
    let title = words.with("measures-chart-days", &[("grouping", grouping)]);
    chart::write(writer, about, &title, &words.say("measures-chart-days-how"), &bars, most);
    if overlapping {
        writer.paragraph(words.say("measures-overlapping"));
    }
}

pub(super) fn heads(site: &Site, names: &[&str]) -> Vec<Cell> {
    let cell = |(place, name): (usize, &&str)| {
        let text = site.words().say(name);
        if place == 0 { Cell::from(text.as_str()) } else { Cell::numeric(text) }
    };
    names.iter().enumerate().map(cell).collect()
}

/// The parts of a table that has rows; otherwise writes why it has none.
fn head<'a, R>(
    site: &Site,
    writer: &mut Writer,
    table: &'a ShownTable<R>,
) -> Option<(&'a str, bool, &'a [R], Option<&'a Compared>)> {
    let words = site.words();
    match table {
        ShownTable::NotRecorded { grouping } => {
            writer.paragraph(words.with("measures-group-not-recorded", &[("grouping", grouping)]));
            None
        }
        ShownTable::Withheld { grouping } => {
            writer.paragraph(words.with("measures-group-withheld", &[("grouping", grouping)]));
            None
        }
        ShownTable::Rows { grouping, overlapping, rows, compared } => {
            Some((grouping, *overlapping, rows, compared.as_ref()))
        }
    }
}

fn comparison(site: &Site, writer: &mut Writer, compared: &Compared) {
    let words = site.words();
    let found = &compared.found;
    let (group, reference) = (compared.group.as_str(), compared.reference.as_str());
    let interval = found.ratio_interval;
    let text = found.ratio.map_or_else(
        || words.with("measures-no-ratio", &[("reference", reference)]),
        |value| {
            let values = [
                ("group", group),
                ("reference", reference),
                ("ratio", &ratio(value)),
                ("low", &ratio(interval.low)),
                ("high", &ratio(interval.high)),
            ];
            words.with("measures-ratio", &values)
        },
    );
    writer.paragraph(text);
    let difference = found.difference_interval;
    let values = [
        ("points", &*points(found.difference)),
        ("low", &*points(difference.low)),
        ("high", &*points(difference.high)),
    ];
    writer.paragraph(words.with("measures-difference", &values));
    if let Some(chance) = found.fisher {
        writer.paragraph(words.with("measures-exact", &[("chance", &format!("{chance:.3}"))]));
    }
    if compared.too_few_to_see {
        writer.element("p").class("govuk-body").within(|writer| {
            writer.element("strong").text(&words.say("measures-power-title"));
            writer.text(" ");
            writer.text(&words.say("measures-power"));
        });
    }
}
