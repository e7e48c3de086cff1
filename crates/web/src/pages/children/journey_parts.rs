//! The parts of a record that the journey after the ask adds: the states that stand side by side, what was prepared, whether
//! help comes, reviews, assessments beside the child's, growing up.

use access::{Action, FieldKind, RecordKind};
use govuk::{Cell, SummaryList, SummaryRow, Table, Tag, Writer};
use guidance::full_date;
use records::child::{AdulthoodStep, LinkedAssessment, Service};

use super::amounts::quantity_words;
use super::child_page::{ChildPage, day_of, short_date};
use super::duty_view::scrolling;
use super::fields::link;
use super::letters_journey::write_gap;

/// The states and marks that stand side by side, each with its day.
pub fn write_episodes(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    let episodes = page.child().episodes();
    if episodes.is_empty() {
        return;
    }
    let own_words = page.may_field(Action::See, RecordKind::ChildRecord, FieldKind::OwnWords);
    if let Some(paused) = page.child().paused().filter(|_| own_words) {
        let by = page.name_of(paused.author.person);
        writer.paragraph(words.with("children-paused", &[("name", &by), ("date", &day_of(paused.at))]));
        writer.element("p").class("govuk-body alongside-as-written").text(&paused.fact.words);
    }
    writer
        .element("ul")
        .class("govuk-list alongside-marks")
        .attribute("aria-label", &words.say("children-episodes"))
        .within(|writer| {
            for (episode, since) in episodes {
                writer.element("li").within(|writer| {
                    writer.add(&Tag::coloured(
                        "blue",
                        words.say(&format!("children-episode-{}", episode.name())),
                    ));
                    writer.text(" ");
                    writer
                        .text(&words.with("children-episode-since", &[("date", &short_date(since.date()))]));
                });
            }
        });
}

/// The questions that were sent, and the visits.
pub fn write_preparing(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    let assessment = &page.child().assessment;
    match assessment.questions.last() {
        Some(sent) => {
            writer.paragraph(words.with("children-questions-sent", &[("date", &day_of(sent.at))]));
            writer.element("p").class("govuk-body alongside-as-written").text(&sent.fact.adjustments);
        }
        None => writer.paragraph(words.say("children-questions-not-sent")),
    }
    for visit in &assessment.visits {
        let fact = &visit.notified.fact;
        let values = [
            ("date", full_date(fact.on)),
            ("time", fact.time.clone()),
            ("place", fact.place.clone()),
            ("who", fact.who.clone()),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        writer.paragraph(words.with("children-visit-line", &values));
        if let Some(called_off) = &visit.called_off {
            let values = [("why", called_off.fact.why.as_str()), ("date", &day_of(called_off.at))];
            writer.paragraph(words.with("children-visit-called-off", &values));
        } else if page.child().is_assessing() && page.may(Action::RecordMeeting, RecordKind::ChildRecord) {
            writer.element("p").class("govuk-body-s").within(|writer| {
                let href = page.path(&format!("/visits/{}/calendar", fact.visit));
                link(writer, &href, &words.say("calendar-add"), &full_date(fact.on));
                writer.text(" ");
                let href = page.path(&format!("/visits/{}", fact.visit));
                link(writer, &href, &words.say("children-visit-call-off"), &full_date(fact.on));
            });
        }
    }
}

/// Whether each service comes, and what was missed.
pub fn write_delivery(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    let Some(plan) = page.child().plan() else { return };
    let rows = plan.fact.services.iter().map(|service| delivery_row(page, service)).collect();
    let table = Table {
        caption: words.say("children-record-delivery"),
        caption_classes: "govuk-visually-hidden".into(),
        head: Some(
            ["service", "started", "missed", "made-good", "do"]
                .map(|name| Cell::from(words.say(&format!("children-delivery-{name}"))))
                .into(),
        ),
        rows,
        first_cell_is_header: true,
        classes: "alongside-dense".into(),
        ..Table::default()
    };
    writer.html(&scrolling(&words.say("children-record-delivery"), |writer| writer.add(&table)));
    for gap in &page.child().journey.gaps {
        let fact = &gap.reported.fact;
        writer.element("article").class("alongside-entry").within(|writer| {
            let what = page.child().service(fact.service).map_or("", |service| service.what.as_str());
            let by = page.name_of(gap.reported.author.person);
            let values = [("what", what), ("name", &by), ("date", &day_of(gap.reported.at))];
            writer
                .element("p")
                .class("alongside-entry__byline")
                .text(&words.with("children-gap-byline", &values));
            write_gap(words, fact, says(page), writer);
            match &gap.remedied {
                Some(answer) => {
                    let made_good = answer.fact.made_good.to_string();
                    let values = [("made-good", made_good.as_str()), ("date", &day_of(answer.at))];
                    writer.paragraph(words.with("children-gap-made-good", &values));
                    writer.element("p").class("govuk-body alongside-as-written").text(&answer.fact.words);
                }
                None if page.may(Action::Plan, RecordKind::Plan) => {
                    writer.element("p").class("govuk-body").within(|writer| {
                        let href = page.path(&format!("/gaps/{}", fact.gap));
                        link(writer, &href, &words.say("children-gap-answer-link"), what);
                    });
                }
                None => writer.paragraph(words.say("children-gap-waits")),
            }
        });
    }
    for notice in &page.child().journey.changes {
        let what = page.child().service(notice.fact.service).map_or("", |service| service.what.as_str());
        let values = [
            ("what", what),
            ("change", notice.fact.what.as_str()),
            ("date", &full_date(notice.fact.from)),
            ("why", &notice.fact.why),
        ];
        writer.paragraph(words.with("children-change-line", &values));
    }
}

fn delivery_row(page: &ChildPage, service: &Service) -> Vec<Cell> {
    let words = page.words();
    let journey = &page.child().journey;
    let started = journey.started(service.service);
    let missed = journey.missed(service.service);
    let plans = page.may(Action::Plan, RecordKind::Plan);
    let links = [
        (plans && started.is_none(), "start"),
        (page.may(Action::Comment, RecordKind::Plan), "gap"),
        (plans, "change"),
    ];
    let can_be_named = !service.service.is_nil();
    vec![
        Cell::from(govuk::Html::build(|writer| {
            writer.text(&service.what);
            if let Some(quantity) = &service.quantity {
                writer.element("p").class("alongside-because").text(&quantity_words(words, quantity));
            }
        })),
        Cell::from(started.map_or_else(
            || words.with("children-delivery-planned", &[("date", &short_date(service.starts_on))]),
            |started| short_date(started.fact.on),
        )),
        Cell::from(missed.missed.to_string()),
        Cell::from(missed.made_good.to_string()),
        Cell::from(govuk::Html::build(|writer| {
            for (shown, name) in links {
                if shown && can_be_named {
                    let href = page.path(&format!("/services/{}/{name}", service.service));
                    let text = words.say(&format!("children-delivery-{name}-link"));
                    writer.element("p").class("govuk-body-s").within(|writer| {
                        link(writer, &href, &text, &service.what);
                    });
                }
            }
        })),
    ]
}

/// Whether the reader may see what people of the family said in their own words about the plan.
fn says(page: &ChildPage) -> bool {
    page.may_field(Action::See, RecordKind::Plan, FieldKind::OwnWords)
}

/// Reviews, newest first, and those that were asked for.
pub fn write_reviews(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    let journey = &page.child().journey;
    if journey.reviews.is_empty() {
        writer.paragraph(words.say("children-reviews-none"));
    }
    for asked in &journey.reviews_asked {
        let by = page.name_of(asked.author.person);
        writer.paragraph(words.with("children-review-asked", &[("name", &by), ("date", &day_of(asked.at))]));
        if says(page) {
            writer.element("p").class("govuk-body alongside-as-written").text(&asked.fact.words);
        }
    }
    for held in journey.reviews.iter().rev() {
        writer.heading(3, words.with("children-review-on", &[("date", &day_of(held.at))]));
        writer.add(&SummaryList::of(vec![
            SummaryRow::new(words.say("children-review-changed"), held.fact.changed.as_str()),
            SummaryRow::new(words.say("children-review-works"), held.fact.works.as_str()),
            SummaryRow::new(words.say("children-review-present"), held.fact.present.as_str()),
            SummaryRow::new(words.say("children-review-next"), full_date(held.fact.next_on)),
        ]));
    }
}

/// Assessments beside the child's own.
pub fn write_beside(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    if page.child().journey.linked.is_empty() {
        writer.paragraph(words.say("children-beside-none"));
    }
    let may = page.may(Action::ProposeDecision, RecordKind::NeedDecision);
    for linked in &page.child().journey.linked {
        let first = &linked.first().fact;
        writer.element("article").class("alongside-entry").within(|writer| {
            write_linked(page, linked, 3, writer);
            if may {
                writer.element("p").class("govuk-body-s").within(|writer| {
                    let href = page.path(&format!("/beside/{}", first.linked));
                    link(writer, &href, &words.say("children-linked-next"), &first.name);
                });
            }
        });
    }
    if may {
        writer.element("p").class("govuk-body").within(|writer| {
            link(writer, &page.path("/beside/new"), &words.say("children-beside-new"), "");
        });
    }
}

/// One of them, with every step.
pub fn write_linked(page: &ChildPage, linked: &LinkedAssessment, level: u8, writer: &mut Writer) {
    let words = page.words();
    let first = &linked.first().fact;
    let guidance = page.site.application().rules().guidance();
    let kind = guidance.linked(&first.kind).map_or(first.kind.as_str(), |kind| kind.name.as_str());
    writer.heading(level, words.with("children-linked-heading", &[("kind", kind), ("name", &first.name)]));
    writer.element("ol").class("govuk-list").within(|writer| {
        for step in &linked.steps {
            writer.element("li").within(|writer| {
                let said = words.say(&format!("children-linked-step-{}", step.fact.step.name()));
                let by = page.name_of(step.author.person);
                let values =
                    [("step", said.as_str()), ("date", &full_date(step.happened.date())), ("name", &by)];
                writer.text(&words.with("children-linked-line", &values));
                if !step.fact.words.is_empty() {
                    writer.element("p").class("govuk-body alongside-as-written").text(&step.fact.words);
                }
                for (part, said) in &step.fact.parts {
                    let label = words.say(&format!("children-linked-part-{part}"));
                    writer.element("p").class("govuk-body").within(|writer| {
                        writer.element("strong").text(&label);
                        writer.text(" ");
                        writer.element("span").class("alongside-as-written").text(said);
                    });
                }
            });
        }
    });
}

/// The steps towards adult life.
pub fn write_adulthood(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    for step in &page.child().journey.adulthood {
        let name = AdulthoodStep::ALL
            .iter()
            .find(|(_, each, _)| *each == step.fact.step)
            .map_or("", |(name, ..)| *name);
        let said = words.say(&format!("children-adulthood-step-{name}"));
        writer
            .heading(3, words.with("children-adulthood-on", &[("step", &said), ("date", &day_of(step.at))]));
        writer.element("p").class("govuk-body alongside-as-written").text(&step.fact.words);
        writer.element("p").class("govuk-body alongside-as-written").text(&step.fact.consent);
    }
}

/// Assessments before the one at hand, with what was decided in each.
pub fn write_earlier(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    for assessment in page.child().earlier.iter().rev() {
        let (Some(opened), Some(signed)) = (&assessment.opened, &assessment.signed_off) else { continue };
        let dates = [("from", day_of(opened.fact.received_at)), ("until", day_of(signed.at))];
        let dates: Vec<(&str, &str)> = dates.iter().map(|(name, value)| (*name, value.as_str())).collect();
        writer.heading(3, words.with("children-earlier-heading", &dates));
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for need in &assessment.needs {
                let fact = &need.current().fact;
                let decision = words
                    .say(&format!("children-decided-{}", super::record_parts::decision_name(fact.decision)));
                writer.element("li").within(|writer| {
                    let values = [("statement", fact.statement.as_str()), ("decision", &decision)];
                    writer.text(&words.with("children-earlier-need", &values));
                    let carried = page.child().assessment.need(fact.need).is_some();
                    let may = page.child().is_assessing()
                        && page.may(Action::ProposeDecision, RecordKind::NeedDecision);
                    if may && !carried {
                        writer.text(" ");
                        let href = page.path(&format!("/needs/{}", fact.need));
                        link(writer, &href, &words.say("children-earlier-carry"), &fact.statement);
                    }
                });
            }
        });
    }
}
