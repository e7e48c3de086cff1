//! The ledger of short breaks in words, for families and practitioners alike: stays, totals, and what changes when another
//! set of rules applies. Nothing here words a number as a limit on what a family may have.

use govuk::{Html, InsetText, Tag, Writer};
use guidance::{Clause, Verified, full_date, full_time};
use jiff::Timestamp;
use jiff::civil::Date;
use records::child::{Arrangement, Basis, Breaks, Cause, Crossing, DaysCounted, Stay};

use crate::site::Site;

/// How a stay stands, with the colour of its tag.
pub fn standing(stay: &Stay, now: Timestamp) -> (&'static str, &'static str) {
    let stretch = stay.stretch();
    if stay.is_missed() {
        ("missed", "red")
    } else if stay.cancelled.is_some() {
        ("cancelled", "grey")
    } else if stay.held.is_some() {
        ("held", "green")
    } else if now < stretch.from {
        ("booked", "blue")
    } else if now < stretch.until {
        ("now", "turquoise")
    } else {
        ("to-confirm", "yellow")
    }
}

/// The tag of how a stay stands.
pub fn standing_tag(site: &Site, stay: &Stay, now: Timestamp) -> Tag {
    let (name, colour) = standing(stay, now);
    Tag::coloured(colour, site.words().say(&format!("stay-stands-{name}")))
}

/// From when until when, in full.
pub fn when(site: &Site, stay: &Stay) -> String {
    let stretch = stay.stretch();
    site.words()
        .with("stay-when", &[("from", &full_time(stretch.from)), ("until", &full_time(stretch.until))])
}

/// The days of a stay, each counting of which any part is spent away, in words.
pub fn days(site: &Site, stay: &Stay) -> String {
    let days = stay.stretch().days().and_then(|(first, last)| first.until(last).ok());
    let days = days.map_or(0, |span| i64::from(span.get_days()) + 1);
    site.words().count("stay-days", u64::try_from(days).unwrap_or(0))
}

/// Stays in order of time, the latest first.
pub fn in_order(arrangement: &Arrangement) -> Vec<&Stay> {
    let mut stays: Vec<&Stay> = arrangement.stays.iter().collect();
    stays.sort_by_key(|stay| std::cmp::Reverse(stay.stretch()));
    stays
}

/// The name of a legal footing in messages.
pub fn basis_words(site: &Site, basis: Basis) -> String {
    site.words().say(&format!("breaks-basis-{}", basis.name().replace('_', "-")))
}

/// What a legal footing means for the family.
pub fn basis_means(site: &Site, basis: Basis) -> String {
    site.words().say(&format!("breaks-basis-{}-means", basis.name().replace('_', "-")))
}

fn clause<'a>(site: &'a Site, clock: &str) -> Option<&'a Clause> {
    let guidance = site.application().rules().guidance();
    guidance.clock(clock).and_then(|clock| clock.clauses.first()).and_then(|id| guidance.clause(id))
}

/// The clause of a number, with the badge where it, the number or how it is counted was not read at its source.
fn write_rule(site: &Site, writer: &mut Writer, clock: &str) {
    let words = site.words();
    let guidance = site.application().rules().guidance();
    let citation = clause(site, clock).map_or_else(String::new, |clause| clause.citation.clone());
    let unread = guidance.clock(clock).is_some_and(|found| {
        let weakest =
            clause(site, clock).map_or(Verified::Recalled, |clause| clause.verified.min(found.verified));
        weakest.needs_badge() || found.doubts.is_some()
    });
    writer.element("p").class("alongside-because").within(|writer| {
        writer.text(&words.with("breaks-rule", &[("rule", &citation)]));
        if unread {
            writer.text(" ");
            writer.element("span").class("alongside-verified").text(&words.say("breaks-count-unverified"));
            writer.text(" ");
            writer.text(&words.say("breaks-count-doubt"));
        }
    });
}

/// Every total in words, with its clause: all breaks together, then each place where there are several.
pub fn totals(site: &Site, breaks: &Breaks, today: Date) -> Html {
    let words = site.words();
    let counted = breaks.counted(site.application().rules(), today);
    let several = breaks.arrangements.iter().filter(|each| !each.counted().is_empty()).count() > 1;
    Html::build(|writer| {
        if counted.is_empty() {
            writer.paragraph(words.say("breaks-count-nothing"));
            return;
        }
        writer.paragraph(words.say("breaks-count-lead"));
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for count in counted.iter().filter(|count| several || count.arrangement.is_none()) {
                writer.element("li").within(|writer| {
                    let place = count.arrangement.and_then(|id| breaks.arrangement(id));
                    if let Some(place) = place {
                        writer.element("strong").text(&place.arranged.fact.place);
                        writer.text(": ");
                    }
                    writer.text(&total(site, count));
                    write_rule(site, writer, &count.counter.clock().id);
                });
            }
        });
    })
}

fn total(site: &Site, count: &DaysCounted) -> String {
    let words = site.words();
    let number = |number: u32| number.to_string();
    let limit = number(count.counter.limit().count);
    let most = count.most.map_or(0, |most| most.number);
    let (from, until) =
        count.most.map_or_else(Default::default, |most| (full_date(most.from), full_date(most.until)));
    let most_days = words.count("stay-days", u64::from(most));
    let said = match count.counter.clock().window {
        Some(window) => words.with(
            "breaks-count-within",
            &[
                ("today", &words.count("stay-days", u64::from(count.today))),
                ("months", &number(window.count)),
                ("most", &most_days),
                ("from", &from),
                ("until", &until),
            ],
        ),
        None => {
            words.with("breaks-count-longest", &[("most", &most_days), ("from", &from), ("until", &until)])
        }
    };
    let after = match count.passed_on {
        Some(on) => words.with("breaks-count-passed", &[("limit", &limit), ("date", &full_date(on))]),
        None => words.with("breaks-count-within-number", &[("limit", &limit)]),
    };
    format!("{said} {after}")
}

/// What a change of the rules follows from.
pub fn write_causes(site: &Site, writer: &mut Writer, causes: &[Cause]) {
    let words = site.words();
    writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
        for cause in causes {
            writer.element("li").within(|writer| match cause {
                Cause::Days { clock, number, all_together, on } => {
                    let guidance = site.application().rules().guidance();
                    let clock = guidance.clock(clock);
                    let window = clock.and_then(|clock| clock.window);
                    let name = match (window, all_together) {
                        (None, _) => "breaks-cause-longest",
                        (Some(_), true) => "breaks-cause-within-all",
                        (Some(_), false) => "breaks-cause-within",
                    };
                    let values = [
                        ("number", number.to_string()),
                        ("limit", clock.map_or(0, |clock| clock.limit.count).to_string()),
                        ("months", window.map_or(0, |window| window.count).to_string()),
                        ("date", full_date(*on)),
                    ];
                    let values: Vec<(&str, &str)> =
                        values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    writer.text(&words.with(name, &values));
                    if let Some(clock) = clock {
                        write_rule(site, writer, &clock.id);
                    }
                }
                Cause::SeveralPlaces => {
                    writer.text(&words.say("breaks-cause-several-places"));
                    write_clause(site, writer, "CPPCR-48-beyond");
                }
                Cause::Decided => writer.text(&words.say("breaks-cause-decided")),
            });
        }
    });
}

/// A clause with its badge.
pub fn write_clause(site: &Site, writer: &mut Writer, clause: &str) {
    let words = site.words();
    let Some(clause) = site.application().rules().guidance().clause(clause) else { return };
    writer.element("p").class("alongside-because").within(|writer| {
        writer.text(&words.with("breaks-rule", &[("rule", &clause.citation)]));
        if site.application().is_unverified(clause) {
            writer.text(" ");
            writer.element("span").class("alongside-verified").text(&words.say("breaks-count-unverified"));
        }
    });
}

/// What changes for the family when the whole of the looked-after rules applies, and what stays.
pub fn what_changes(site: &Site, causes: &[Cause], level: u8) -> Html {
    let words = site.words();
    let list = |writer: &mut Writer, names: &[&str]| {
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for name in names {
                writer.element("li").text(&words.say(name));
            }
        });
    };
    Html::build(|writer| {
        writer.add(&InsetText::from(words.say("breaks-change-not-a-limit").as_str()));
        writer.heading(level, words.say("breaks-change-why"));
        write_causes(site, writer, causes);
        writer.heading(level, words.say("breaks-change-what"));
        writer.paragraph(basis_means(site, Basis::Section20Full));
        list(
            writer,
            &[
                "breaks-change-plan",
                "breaks-change-reviewer",
                "breaks-change-visits",
                "breaks-change-reviews",
            ],
        );
        write_clause(site, writer, "CPPCR-48-beyond");
        writer.heading(level, words.say("breaks-change-same"));
        list(
            writer,
            &[
                "breaks-change-same-parents",
                "breaks-change-same-home",
                "breaks-change-same-end",
                "breaks-change-same-help",
            ],
        );
        writer.element("p").class("alongside-because").within(|writer| {
            writer.element("span").class("alongside-verified").text(&words.say("breaks-count-unverified"));
            writer.text(" ");
            writer.text(&words.say("breaks-change-same-doubt"));
        });
        writer.heading(level, words.say("breaks-change-choose"));
        writer.paragraph(words.say("breaks-change-choose-words"));
    })
}

/// What changes because of something that is about to be booked.
pub fn crossing(site: &Site, crossing: &Crossing, level: u8) -> Html {
    let from = site.words().with("breaks-change-from", &[("date", &full_date(crossing.from))]);
    Html::build(|writer| {
        writer.element("p").class("govuk-body-l").text(&from);
        writer.html(&what_changes(site, &crossing.causes, level));
    })
}

/// Whether a child is looked after in law for a stay under section 20, by its hours.
pub fn is_looked_after(site: &Site, arrangement: &Arrangement, stay: &Stay) -> bool {
    let stretch = stay.stretch();
    let day = kernel::london_date(stretch.from);
    let counter = site.application().rules().counter("K60", day);
    arrangement.basis_on(day).is_section_20()
        && counter.is_some_and(|counter| counter.is_past(counter.count(&[stretch])))
}
