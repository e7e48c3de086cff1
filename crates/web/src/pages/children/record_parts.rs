//! The parts of a record at a glance; each leads to where the whole of it stands.

use access::{Action, FieldKind, RecordKind};
use forms::Language;
use govuk::{Cell, Html, SummaryAction, SummaryList, SummaryRow, Table, Writer};
use guidance::full_date;
use records::child::{Comment, Decision, Need, Service};
use records::people::{Involved, is_of_the_family};

use super::amounts::{pounds, quantity_words};
use super::child_page::{ChildPage, day_of, short_date};
use super::duty_view::scrolling;
use super::entry_view::write_comment;
use super::fields::link;
use super::letters::{criterion_words, service_form_name};

/// Comments that wait for an answer.
pub fn write_waiting(page: &ChildPage, writer: &mut Writer) {
    for comment in page.child().unanswered() {
        if let Some(entry) = comment.made.fact.entry.and_then(|entry| page.child().entry(entry)) {
            if !page.shows(entry) {
                continue;
            }
            let href = page.path(&format!("/assessment/{}#entry-{}", entry.section, entry.entry));
            writer.element("p").class("govuk-body").within(|writer| {
                link(writer, &href, &question_label(page, &entry.question), "");
            });
        }
        write_need_of(page, writer, comment);
        write_comment(page, writer, comment);
    }
}

/// The need that a comment is about, for those who may read what is decided.
pub fn write_need_of(page: &ChildPage, writer: &mut Writer, comment: &Comment) {
    let need = comment.made.fact.need.and_then(|need| page.child().need(need));
    if let Some(need) = need.filter(|_| page.may(Action::See, RecordKind::NeedDecision)) {
        writer.element("p").class("govuk-body").within(|writer| {
            writer.text(&page.words().say("children-comment-need"));
            writer.text(" ");
            link(writer, &page.path("#needs"), &need.current().fact.statement, "");
        });
    }
}

/// The label of a question of the assessment.
pub fn question_label(page: &ChildPage, question: &str) -> String {
    let form = page.form().ok();
    let found = form.and_then(|form| form.question(question));
    found.map_or_else(|| question.to_owned(), |found| found.words(&Language::english(), None).label.clone())
}

/// Whether a part is that of a family member or supporter.
pub fn is_family(part: &Involved) -> bool {
    is_of_the_family(&part.capacity)
}

/// Who takes part today.
pub fn write_people(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    let today = page.site.application().today();
    let contacts = page.may_field(Action::See, RecordKind::ChildRecord, FieldKind::ContactDetails);
    let mut rows = Vec::new();
    for part in page.child().involved.iter().filter(|part| part.holds_on(today)) {
        let about = if is_family(part) {
            let contact = part.contact.as_ref().filter(|_| contacts);
            Html::build(|writer| {
                writer.text(&part.relationship);
                if let Some(contact) = contact {
                    writer.element("p").class("alongside-because").text(&contact_words(page, contact));
                }
            })
        } else {
            let telephone =
                page.partnership.state.practitioner(part.person).map(|known| known.telephone.clone());
            Html::escape(&telephone.unwrap_or_default())
        };
        rows.push(vec![
            Cell::from(part.name.as_str()),
            Cell::from(page.capacity(&part.capacity)),
            Cell::from(about),
            Cell::from(short_date(part.from)),
        ]);
    }
    let table = Table {
        caption: words.say("children-record-people"),
        caption_classes: "govuk-visually-hidden".into(),
        head: Some(
            ["name", "capacity", "reach", "since"]
                .map(|name| Cell::from(words.say(&format!("children-people-{name}"))))
                .into(),
        ),
        rows,
        first_cell_is_header: true,
        classes: "alongside-dense".into(),
        ..Table::default()
    };
    writer.html(&scrolling(&words.say("children-record-people"), |writer| writer.add(&table)));
}

/// How somebody is safely reached, in words.
pub fn contact_words(page: &ChildPage, contact: &records::people::SafeContact) -> String {
    let words = page.words();
    let known = format!("children-contact-{}", contact.method);
    let method = if words.has(&known) { words.say(&known) } else { contact.method.clone() };
    let message =
        if contact.may_leave_message { "children-contact-message" } else { "children-contact-no-message" };
    words.with(
        "children-contact",
        &[("method", &method), ("value", &contact.value), ("message", &words.say(message))],
    )
}

/// The open sections, with how much is written.
pub fn write_sections(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    let Ok(form) = page.form() else { return };
    let open = page.child().open_sections();
    let rows: Vec<SummaryRow> = form
        .sections()
        .iter()
        .filter(|section| open.contains(&section.id.as_str()))
        .map(|section| {
            let entries: Vec<_> =
                page.child().section_entries(section.id.as_str()).filter(|entry| page.shows(entry)).collect();
            let label = section.words(&Language::english()).label.clone();
            let latest = entries.iter().map(|entry| entry.current().at).max();
            let count = words.count("children-entries", entries.len() as u64);
            let value = match latest {
                Some(at) => {
                    words.with("children-entries-latest", &[("count", &count), ("date", &day_of(at))])
                }
                None => count,
            };
            let href = page.path(&format!("/assessment/{}", section.id));
            SummaryRow::new(label.as_str(), value).action(SummaryAction::new(
                words.say("children-read"),
                href,
                label,
            ))
        })
        .collect();
    if rows.is_empty() {
        writer.paragraph(words.say("children-sections-none"));
    } else {
        writer.add(&SummaryList::of(rows));
    }
}

/// Meetings with the child, or why there was none.
pub fn write_meetings(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    let child = page.child();
    if child.assessment.met.is_empty() && child.assessment.not_met.is_none() {
        writer.paragraph(words.say("children-met-none"));
    }
    for met in &child.assessment.met {
        writer.element("article").class("alongside-entry").within(|writer| {
            let by = page.name_of(met.author.person);
            let values = [("date", full_date(met.happened.date())), ("name", by)];
            let values: Vec<(&str, &str)> =
                values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            writer
                .element("p")
                .class("alongside-entry__byline")
                .text(&words.with("children-met-byline", &values));
            let mut rows = vec![
                SummaryRow::new(words.say("children-met-place"), met.fact.place.as_str()),
                SummaryRow::new(words.say("children-met-how"), met.fact.how.as_str()),
            ];
            // What a child says is own words, here as on the page of the child's views.
            if page.may_field(Action::See, RecordKind::AssessmentEntry, FieldKind::OwnWords) {
                let readers = if met.fact.views_for_family {
                    "children-met-family-too"
                } else {
                    "children-met-helpers"
                };
                rows.push(SummaryRow::new(words.say("children-met-views"), met.fact.views.as_str()));
                rows.push(SummaryRow::new(words.say("children-met-who-may-read"), words.say(readers)));
            }
            writer.add(&SummaryList::of(rows));
        });
    }
    if let Some(not_met) = &child.assessment.not_met {
        let by = page.name_of(not_met.author.person);
        let values = [("why", not_met.fact.why.as_str()), ("name", &by), ("date", &day_of(not_met.at))];
        writer.paragraph(words.with("children-not-met-agreed", &values));
    }
}

/// The name of a decision, in messages.
pub fn decision_name(decision: Decision) -> &'static str {
    Decision::ALL.iter().find(|(_, each)| *each == decision).map_or("", |(name, _)| name)
}

/// A duty as people know it: its name and the law behind it.
pub fn duty_words(page: &ChildPage, duty: &str) -> String {
    let guidance = page.site.application().rules().guidance();
    let today = page.site.application().today();
    let Some(found) = guidance.duty(duty) else { return duty.to_owned() };
    let clause =
        found.clauses.iter().filter_map(|id| guidance.clause(id)).find(|clause| clause.in_force_on(today));
    match clause {
        Some(clause) => {
            page.words().with("children-duty", &[("name", &found.name), ("citation", &clause.citation)])
        }
        None => found.name.clone(),
    }
}

/// Needs, each with what is proposed or was decided.
pub fn write_needs(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    let child = page.child();
    if child.assessment.needs.is_empty() {
        writer.paragraph(words.say("children-needs-none"));
    }
    for need in &child.assessment.needs {
        write_need(page, writer, need);
    }
    if let Some(signed) = &child.assessment.signed_off {
        let by = page.name_of(signed.author.person);
        writer.paragraph(words.with("children-signed-off", &[("name", &by), ("date", &day_of(signed.at))]));
        writer.element("p").class("govuk-body alongside-as-written").text(&signed.fact.words);
    }
}

/// What is known of a need beside its reason: which listed thing, how much, which criterion, what was explained, and how it is
/// met.
fn push_details(page: &ChildPage, need: &Need, rows: &mut Vec<SummaryRow>) {
    let words = page.words();
    let fact = &need.current().fact;
    let rules = page.site.application().rules();
    let item = rules
        .guidance()
        .duty(&fact.duty)
        .and_then(|duty| duty.items.iter().find(|item| item.id == fact.item));
    if let Some(item) = item {
        rows.push(SummaryRow::new(words.say("children-need-item"), item.name.as_str()));
    }
    if let Some(quantity) = &fact.quantity {
        rows.push(SummaryRow::new(words.say("children-need-quantity"), quantity_words(words, quantity)));
    }
    if !fact.ratio.is_empty() {
        rows.push(SummaryRow::new(words.say("children-need-ratio"), fact.ratio.as_str()));
    }
    if !fact.criterion.is_empty() {
        let says = criterion_words(rules, &fact.criterion);
        let cited =
            words.with("children-need-criterion-is", &[("criterion", &fact.criterion), ("says", &says)]);
        rows.push(SummaryRow::new(words.say("children-need-criterion"), cited));
    }
    if !fact.explained.is_empty() {
        rows.push(SummaryRow::new(words.say("children-need-explained"), fact.explained.as_str()));
    }
    if let Some(resources) = page.child().decided().and_then(|decided| decided.resources_for(fact.need)) {
        let form = words.say(service_form_name(resources.fact.form));
        let by = page.name_of(resources.author.person);
        let values = [("form", form.as_str()), ("how", &resources.fact.how), ("name", &by)];
        rows.push(SummaryRow::new(
            words.say("children-need-resources"),
            words.with("children-need-resources-is", &values),
        ));
    }
}

fn write_need(page: &ChildPage, writer: &mut Writer, need: &Need) {
    let words = page.words();
    let fact = &need.current().fact;
    let state = if page.child().assessment.signed_off.is_some() { "decided" } else { "proposed" };
    let decision = words.say(&format!("children-{state}-{}", decision_name(fact.decision)));
    let mut rows = vec![
        SummaryRow::new(words.say("children-need-decision"), decision),
        SummaryRow::new(words.say("children-need-why"), fact.why.as_str()),
        SummaryRow::new(words.say("children-need-duty"), duty_words(page, &fact.duty)),
    ];
    if !fact.met_by.is_empty() {
        rows.push(SummaryRow::new(words.say("children-need-met-by"), fact.met_by.as_str()));
    }
    push_details(page, need, &mut rows);
    let earlier = need.recorded.len() - 1;
    if earlier > 0 {
        rows.push(SummaryRow::new(
            words.say("children-need-earlier"),
            Html::build(|writer| {
                writer.element("ul").class("govuk-list").within(|writer| {
                    for before in need.recorded.iter().rev().skip(1) {
                        let by = page.name_of(before.author.person);
                        let values = [
                            ("statement", before.fact.statement.as_str()),
                            (
                                "decision",
                                &words.say(&format!(
                                    "children-proposed-{}",
                                    decision_name(before.fact.decision)
                                )),
                            ),
                            ("why", &before.fact.why),
                            ("name", &by),
                            ("date", &day_of(before.at)),
                        ];
                        writer.element("li").text(&words.with("children-need-before", &values));
                    }
                });
            }),
        ));
    }
    writer.element("article").class("alongside-need").attribute("id", &format!("need-{}", fact.need)).within(
        |writer| {
            writer.heading(3, fact.statement.as_str());
            writer.add(&SummaryList::of(rows));
            let decides = page.child().decided().is_some_and(|decided| decided.need(fact.need).is_some())
                && fact.decision == Decision::Meet
                && page.may(Action::DecideResources, RecordKind::Plan);
            if decides {
                writer.element("p").class("govuk-body").within(|writer| {
                    let href = page.path(&format!("/needs/{}/resources", fact.need));
                    link(writer, &href, &words.say("children-need-decide-resources"), &fact.statement);
                });
            }
            let may = page.child().assessment.signed_off.is_none()
                && page.may(Action::ProposeDecision, RecordKind::NeedDecision);
            if may {
                writer.element("p").class("govuk-body-s").within(|writer| {
                    link(
                        writer,
                        &page.path(&format!("/needs/{}", fact.need)),
                        &words.say("children-need-change"),
                        &fact.statement,
                    );
                });
            }
        },
    );
}

/// The plan that stands.
pub fn write_plan(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    let Some(plan) = page.child().plan() else {
        writer.paragraph(words.say("children-plan-none"));
        return;
    };
    let table = Table {
        caption: words.say("children-record-plan"),
        caption_classes: "govuk-visually-hidden".into(),
        head: Some(
            ["what", "amount", "provider", "starts", "form", "duty"]
                .map(|name| Cell::from(words.say(&format!("children-plan-{name}"))))
                .into(),
        ),
        rows: plan
            .fact
            .services
            .iter()
            .map(|service| {
                vec![
                    Cell::from(service.what.as_str()),
                    Cell::from(amount_of(page, service)),
                    Cell::from(service.provider.as_str()),
                    Cell::from(short_date(service.starts_on)),
                    Cell::from(form_of(page, service)),
                    Cell::from(duty_words(page, &service.duty)),
                ]
            })
            .collect(),
        first_cell_is_header: true,
        ..Table::default()
    };
    writer.html(&scrolling(&words.say("children-record-plan"), |writer| writer.add(&table)));
    let mut rows = vec![SummaryRow::new(words.say("children-plan-review"), full_date(plan.fact.review_on))];
    if !plan.fact.contingency.is_empty() {
        rows.push(SummaryRow::new(words.say("children-plan-contingency"), plan.fact.contingency.as_str()));
    }
    let shared = page
        .child()
        .plan_shared
        .as_ref()
        .map_or_else(|| words.say("children-plan-not-shared"), |shared| day_of(shared.at));
    rows.push(SummaryRow::new(words.say("children-plan-shared"), shared));
    writer.add(&SummaryList::of(rows));
}

/// How much a service is, in words and in numbers, with how many people and when.
fn amount_of(page: &ChildPage, service: &Service) -> Html {
    let words = page.words();
    Html::build(|writer| {
        writer.text(&service.amount);
        let quantity = service.quantity.as_ref().map(|quantity| quantity_words(words, quantity));
        let more = [quantity.unwrap_or_default(), service.ratio.clone(), service.pattern.clone()];
        for text in more.iter().filter(|text| !text.is_empty()) {
            writer.element("p").class("alongside-because").text(text);
        }
    })
}

/// In which form the family has it, what it costs, and whether that is enough.
fn form_of(page: &ChildPage, service: &Service) -> Html {
    let words = page.words();
    Html::build(|writer| {
        writer.text(&words.say(service_form_name(service.form)));
        if let (Some(rate), Some(sufficiency)) = (service.rate, &service.sufficiency) {
            let market = pounds(words, sufficiency.market_rate);
            let values =
                [("rate", pounds(words, rate)), ("market", market), ("asked", sufficiency.asked.clone())];
            let values: Vec<(&str, &str)> =
                values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            writer.element("p").class("alongside-because").text(&words.with("children-plan-rate", &values));
            if !sufficiency.why_enough.is_empty() {
                writer.element("p").class("alongside-because").text(&sufficiency.why_enough);
            }
        }
        if let Some(cost) = service.cost {
            let year = words.with("children-plan-cost", &[("cost", &pounds(words, cost))]);
            writer.element("p").class("alongside-because").text(&year);
        }
    })
}

/// Letters, newest first.
pub fn write_letters(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    if page.child().letters.is_empty() {
        writer.paragraph(words.say("children-letters-none"));
        return;
    }
    writer.element("ul").class("govuk-list").within(|writer| {
        for letter in page.child().letters.iter().rev() {
            let to = page.name_of(Some(letter.fact.to));
            let href = page.path(&format!("/letters/{}", letter.fact.letter));
            let values =
                [("subject", letter.fact.text.subject.as_str()), ("name", &to), ("date", &day_of(letter.at))];
            writer.element("li").within(|writer| {
                link(writer, &href, &words.with("children-letter-line", &values), "");
            });
        }
    });
}
