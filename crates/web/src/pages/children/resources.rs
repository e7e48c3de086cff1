//! How an accepted need is met: who decides that is asked to take part, and decides how; never whether.

use access::{Action, RecordKind};
use application::Act;
use govuk::{Choice, SummaryList, SummaryRow, Writer};
use kernel::Capacity;
use records::child::{DecideResources, Decision, Involve, Need, ResourcesDecided, ServiceForm};
use records::partnership::Practitioner;
use records::people::Involved;
use uuid::Uuid;

use super::amounts::{quantity_typed, quantity_words, write_quantity};
use super::child_page::ChildPage;
use super::fields::Typed;
use super::step::Step;
use crate::layout::Problems;
use crate::submitted::Submitted;

/// The capacities in which a colleague may be asked to take part in one child's journey.
const ASKED: [&str; 5] = [
    "resource-decision-maker",
    "designated-social-care-officer",
    "condition-adviser",
    "school",
    "health-professional",
];

/// A colleague is asked to take part.
pub struct Colleague;

/// Those who could be asked, each with the capacity.
fn colleagues(page: &ChildPage) -> Vec<(&Practitioner, &'static str)> {
    let today = page.site.application().today();
    let mut found = Vec::new();
    for capacity in ASKED {
        for practitioner in page.partnership.state.practitioners.values() {
            let takes_part = page
                .child()
                .parts_of(practitioner.person, today)
                .any(|part| part.capacity.as_str() == capacity);
            if practitioner.may_act_as(capacity) && !takes_part {
                found.push((practitioner, capacity));
            }
        }
    }
    found
}

impl Step for Colleague {
    const NAME: &'static str = "colleague";
    const READ: &'static str = "people";
    const MAY: (Action, RecordKind) = (Action::Write, RecordKind::Person);
    const BACK: &'static str = "#people";

    fn address(_: Uuid) -> String {
        "/people/colleague".to_owned()
    }

    fn fields(page: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        let choices = colleagues(page).into_iter().map(|(practitioner, capacity)| {
            let title =
                Capacity::new(capacity).map_or_else(|_| capacity.to_owned(), |name| page.capacity(&name));
            Choice::new(format!("{}.{capacity}", practitioner.person), practitioner.name.as_str()).hint(title)
        });
        typed.radios(writer, "who", "children-colleague-who", choices.collect(), "");
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let chosen = submitted.value("who");
        let found = colleagues(page)
            .into_iter()
            .find(|(practitioner, capacity)| format!("{}.{capacity}", practitioner.person) == chosen);
        let capacity = found.and_then(|(_, capacity)| Capacity::new(capacity).ok());
        let (Some((practitioner, _)), Some(capacity)) = (found, capacity) else {
            return Err(Problems::one("who", page.words().say("children-colleague-missing")));
        };
        let part = Involved {
            person: practitioner.person,
            name: practitioner.name.clone(),
            capacity,
            relationship: String::new(),
            contact: None,
            from: page.site.application().today(),
            until: None,
        };
        Ok(Act::on(page.id, Involve(part)))
    }

    fn field_of(_: &str) -> &'static str {
        "who"
    }
}

/// It is decided how a need is met.
pub struct Resources;

fn accepted(page: &ChildPage, need: Uuid) -> Option<&Need> {
    let found = page.child().decided()?.need(need)?;
    (found.current().fact.decision == Decision::Meet).then_some(found)
}

/// The forms in which a family may have help, as choices.
pub fn service_forms(page: &ChildPage) -> Vec<Choice> {
    let words = page.words();
    let choice = |name: &str| Choice::new(name, words.say(&format!("children-service-form-{name}")));
    ServiceForm::ALL.iter().map(|(name, _)| choice(name)).collect()
}

/// The form that was chosen.
pub fn service_form_typed(submitted: &Submitted, name: &str) -> Option<ServiceForm> {
    let chosen = submitted.value(name);
    ServiceForm::ALL.iter().find(|(name, _)| *name == chosen).map(|(_, form)| *form)
}

impl Step for Resources {
    const NAME: &'static str = "resources";
    const READ: &'static str = "needs";
    const MAY: (Action, RecordKind) = (Action::DecideResources, RecordKind::Plan);
    const BACK: &'static str = "#needs";

    fn address(about: Uuid) -> String {
        format!("/needs/{about}/resources")
    }

    fn stands(page: &ChildPage, about: Uuid) -> bool {
        accepted(page, about).is_some()
    }

    fn before(page: &ChildPage, about: Uuid, writer: &mut Writer) {
        let words = page.words();
        let Some(need) = accepted(page, about) else { return };
        let fact = &need.current().fact;
        let mut rows = vec![
            SummaryRow::new(words.say("children-need-statement"), fact.statement.as_str()),
            SummaryRow::new(words.say("children-need-why"), fact.why.as_str()),
            SummaryRow::new(words.say("children-need-met-by"), fact.met_by.as_str()),
        ];
        if let Some(quantity) = &fact.quantity {
            rows.push(SummaryRow::new(words.say("children-need-quantity"), quantity_words(words, quantity)));
        }
        writer.add(&SummaryList::of(rows));
    }

    fn fields(page: &ChildPage, about: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        typed.radios(writer, "form", "children-resources-form", service_forms(page), "");
        let needed = accepted(page, about).and_then(|need| need.current().fact.quantity);
        if needed.is_some() {
            write_quantity(writer, typed, "quantity", needed);
        }
        typed.area(writer, "how", "children-resources-how", "");
    }

    fn act(page: &ChildPage, about: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let Some(form) = service_form_typed(submitted, "form") else {
            return Err(Problems::one("form", page.words().say("children-resources-form-missing")));
        };
        let decided = ResourcesDecided {
            need: about,
            form,
            quantity: quantity_typed(page.words(), submitted, "quantity")?,
            how: submitted.value("how").to_owned(),
        };
        Ok(Act::on(page.id, DecideResources(decided)))
    }

    fn field_of(code: &str) -> &'static str {
        if code == "less-than-decided" { "quantity.amount" } else { "how" }
    }
}
