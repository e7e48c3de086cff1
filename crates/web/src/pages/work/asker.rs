//! Confirming who the asker is. Only from then on may a code of theirs open a child's record.

use access::Action;
use application::{Act, LineShown};
use govuk::{Choice, SummaryList, SummaryRow, Writer};
use kernel::Capacity;
use records::request::{AskerConfirmed, ConfirmAsker, WhoAsks};

use crate::layout::Problems;
use crate::pages::children::fields::Typed;
use crate::pages::work::desk::Desk;
use crate::pages::work::step::DeskStep;
use crate::pages::work::told::who_name;
use crate::submitted::Submitted;

/// The parts that a confirmed asker may take, as forms and records write them, each with its words.
const PARTS: [(&str, &str); 3] = [
    ("parent-carer", "asker-part-parent-carer"),
    ("young-person", "asker-part-young-person"),
    ("supporter", "asker-part-supporter"),
];

/// Who the asker is, is recorded.
pub(crate) struct Asker;

impl DeskStep for Asker {
    const NAME: &'static str = "asker";
    const MAY: Action = Action::ConfirmAsker;

    fn before(desk: &Desk<'_>, writer: &mut Writer) {
        let words = desk.site.words();
        if let Some(asker) = desk.request().described_asker() {
            writer.add(&SummaryList::of(vec![
                SummaryRow::new(words.say("request-asker-name"), asker.name.clone()),
                SummaryRow::new(words.say("request-asker-who"), words.say(who_name(asker.who))),
            ]));
        }
    }

    fn fields(desk: &Desk<'_>, typed: &Typed<'_>, _: &[LineShown], writer: &mut Writer) {
        let words = desk.site.words();
        let (part, relationship) = begun(desk);
        typed.area(writer, "how", "asker-how", "");
        let parts = PARTS.map(|(value, name)| Choice::new(value, words.say(name)));
        typed.radios(writer, "capacity", "asker-part", parts.into(), part);
        typed.line(writer, "relationship", "asker-relationship", &relationship);
        let known = [("yes", "work-yes"), ("no", "work-no"), ("unknown", "work-not-known")];
        let known = known.map(|(value, name)| Choice::new(value, words.say(name)));
        typed.radios(writer, "responsibility", "asker-responsibility", known.into(), "");
    }

    fn act(desk: &Desk<'_>, submitted: &Submitted) -> Result<Act, Problems> {
        let words = desk.site.words();
        let text = |name: &str| submitted.value(name).to_owned();
        let Ok(capacity) = Capacity::new(text("capacity")) else {
            return Err(Problems::one("capacity", words.say("asker-part-missing")));
        };
        if submitted.value("relationship").is_empty() {
            return Err(Problems::one("relationship", words.say("asker-relationship-missing")));
        }
        let confirmed = AskerConfirmed {
            how: text("how"),
            relationship: text("relationship"),
            capacity,
            parental_responsibility: match submitted.value("responsibility") {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
        };
        Ok(Act::on(desk.id, ConfirmAsker(confirmed)))
    }

    fn field_of(code: &str) -> &'static str {
        if code == "not-family-capacity" { "capacity" } else { "how" }
    }
}

/// What the request says already: the part that fits, and the relationship in their words.
fn begun(desk: &Desk<'_>) -> (&'static str, String) {
    let Some(received) = &desk.request().received else { return ("", String::new()) };
    let said = received.fact.answers.text("your-relationship").unwrap_or_default().to_owned();
    match received.fact.asker.who {
        WhoAsks::ParentCarer => ("parent-carer", said),
        WhoAsks::YoungPerson => ("young-person", desk.site.words().say("asker-themselves")),
        WhoAsks::FamilyOrFriend | WhoAsks::Professional => ("", said),
    }
}
