//! What may be said, and why not more.

use govuk::{Html, Tag, Writer};
use measures::{ShownAdjusted, Verdict, WhyNotAdjusted, WhyNotShown};

use super::Reading;
use super::shown::{badge, covariates, points, ratio};
use crate::site::Site;

/// The verdict with its reasons.
pub(super) fn write(site: &Site, writer: &mut Writer, reading: &Reading) {
    let words = site.words();
    let rule = &reading.definitions.disproved;
    match &reading.published.verdict {
        Verdict::Disproved => {
            writer.add(&Tag::coloured("blue", words.say("measures-verdict-disproved")));
            writer.paragraph(words.say("measures-verdict-disproved-means"));
        }
        Verdict::NotShownEitherWay(why) => {
            writer.add(&Tag::coloured("grey", words.say("measures-verdict-not-shown")));
            writer.paragraph(words.say("measures-verdict-not-shown-means"));
            writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
                for reason in why {
                    writer.element("li").text(&reason_words(site, reading, reason));
                }
            });
        }
    }
    let (limit, width) = (ratio(rule.adjusted_upper_below), points(rule.outcome_width_below));
    let least = points(reading.definitions.method.recording_least);
    writer.element("p").class("govuk-body").within(|writer| {
        let values = [
            ("ratio", limit.as_str()),
            ("points", &width),
            ("least", &least),
            ("adjusted", &rule.adjusted_measure),
            ("outcome", &rule.outcome_measure),
            ("recording", &reading.definitions.method.recording_measure),
            ("protection", &rule.protection_measure),
        ];
        writer.text(&words.with("measures-verdict-rule", &values));
        badge(site, writer, rule.verified);
    });
}

fn reason_words(site: &Site, reading: &Reading, reason: &WhyNotShown) -> String {
    let words = site.words();
    let rule = &reading.definitions.disproved;
    match reason {
        WhyNotShown::NoAdjustedRatio => {
            words.with("measures-why-no-adjusted-ratio", &[("measure", &rule.adjusted_measure)])
        }
        WhyNotShown::NotAdjustedFor(missing) => {
            words.with("measures-why-not-adjusted-for", &[("missing", &covariates(site, missing))])
        }
        WhyNotShown::RatioMayBeHigher => words.say("measures-why-ratio-may-be-higher"),
        WhyNotShown::NoOutcomeTest => {
            words.with("measures-why-no-outcome-test", &[("measure", &rule.outcome_measure)])
        }
        WhyNotShown::OutcomesDiffer => words.say("measures-why-outcomes-differ"),
        WhyNotShown::OutcomeTestTooWide => words.say("measures-why-outcome-test-wide"),
        WhyNotShown::RecordingIncomplete => words.say("measures-why-recording-incomplete"),
        WhyNotShown::NoProtectionCheck => {
            words.with("measures-why-no-protection-check", &[("measure", &rule.protection_measure)])
        }
        WhyNotShown::ProtectionNotShown => words.say("measures-why-protection-not-shown"),
    }
}

/// The adjusted ratios, one for each way to say who is disabled.
pub(super) fn adjusted(site: &Site, reading: &Reading) -> Html {
    Html::build(|writer| {
        for each in &reading.published.adjusted {
            write_adjusted(site, writer, each);
        }
        let never = reading.definitions.adjustment.never_adjust_for.join(", ");
        writer.paragraph(site.words().with("measures-never-adjusted", &[("never", &never)]));
    })
}

fn write_adjusted(site: &Site, writer: &mut Writer, each: &ShownAdjusted) {
    let words = site.words();
    let grouping = each.grouping.as_str();
    let text = match &each.result {
        Ok(found) => {
            let values = [
                ("grouping", grouping),
                ("ratio", &ratio(found.ratio)),
                ("low", &ratio(found.interval.low)),
                ("high", &ratio(found.interval.high)),
            ];
            words.with("measures-adjusted", &values)
        }
        Err(why) => {
            let why = match why {
                WhyNotAdjusted::NoRecords => "measures-adjusted-no-records",
                WhyNotAdjusted::TooFew => "measures-adjusted-too-few",
                WhyNotAdjusted::NotIdentified => "measures-adjusted-not-identified",
                WhyNotAdjusted::SmallNumbers => "measures-adjusted-small-numbers",
            };
            words.with("measures-adjusted-none", &[("grouping", grouping), ("why", &words.say(why))])
        }
    };
    writer.paragraph(text);
    if !each.adjusted_for.is_empty() {
        writer.paragraph(
            words.with("measures-adjusted-for", &[("covariates", &covariates(site, &each.adjusted_for))]),
        );
    }
    if !each.one_level.is_empty() {
        writer.paragraph(
            words.with("measures-one-level", &[("covariates", &covariates(site, &each.one_level))]),
        );
    }
    if !each.not_recorded.is_empty() {
        writer.paragraph(
            words.with("measures-not-adjusted-for", &[("covariates", &covariates(site, &each.not_recorded))]),
        );
    }
}
