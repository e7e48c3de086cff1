//! Amounts in forms and on pages: how much, of what, how often; pounds.

use govuk::Writer;
use records::child::{Hundredths, Per, Quantity, Unit};

use super::fields::Typed;
use crate::layout::Problems;
use crate::submitted::Submitted;
use crate::wording::Wording;

/// The three fields of an amount: `NAME.amount`, `NAME.unit`, `NAME.per`.
pub fn write_quantity(writer: &mut Writer, typed: &Typed<'_>, name: &str, start: Option<Quantity>) {
    let words = typed.site.words();
    let amount = start.map_or_else(String::new, |quantity| quantity.amount.to_string());
    writer.element("div").class("alongside-amount").within(|writer| {
        typed.short(writer, &format!("{name}.amount"), "children-amount", &amount);
        let unit = start.map_or("", |quantity| quantity.unit.name());
        let units = Unit::ALL.map(|(unit, _)| (unit, words.say(&format!("children-unit-{unit}"))));
        typed.select(writer, &format!("{name}.unit"), "children-amount-unit", units.into(), unit);
        let per = start.map_or("", |quantity| quantity.per.name());
        let pers = Per::ALL.map(|(per, _)| (per, words.say(&format!("children-per-{per}"))));
        typed.select(writer, &format!("{name}.per"), "children-amount-per", pers.into(), per);
    });
}

/// The amount that was typed: none where nothing was.
pub fn quantity_typed(
    words: &Wording,
    submitted: &Submitted,
    name: &str,
) -> Result<Option<Quantity>, Problems> {
    let field = |part: &str| format!("{name}.{part}");
    let amount = submitted.value(&field("amount"));
    if amount.is_empty() {
        return Ok(None);
    }
    let wrong = |part: &str, message: &str| Problems::one(&field(part), words.say(message));
    let amount: Hundredths = amount.parse().map_err(|_| wrong("amount", "children-amount-wrong"))?;
    let unit = submitted.value(&field("unit"));
    let unit = Unit::ALL.iter().find(|(name, _)| *name == unit).map(|(_, unit)| *unit);
    let per = submitted.value(&field("per"));
    let per = Per::ALL.iter().find(|(name, _)| *name == per).map(|(_, per)| *per);
    match (unit, per) {
        (Some(unit), Some(per)) => Ok(Some(Quantity { amount, unit, per })),
        (None, _) => Err(wrong("unit", "children-amount-unit-missing")),
        (_, None) => Err(wrong("per", "children-amount-per-missing")),
    }
}

/// A number that was typed: none where nothing was.
pub fn number_typed(
    words: &Wording,
    submitted: &Submitted,
    name: &str,
) -> Result<Option<Hundredths>, Problems> {
    let typed = submitted.value(name);
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|_| Problems::one(name, words.say("children-amount-wrong")))
}

/// `4 hours each week`.
pub fn quantity_words(words: &Wording, quantity: &Quantity) -> String {
    let amount = quantity.amount.to_string();
    let unit = words.say(&format!("children-unit-{}", quantity.unit.name()));
    let per = words.say(&format!("children-per-{}", quantity.per.name()));
    words.with("children-quantity", &[("amount", &amount), ("unit", &unit), ("per", &per)])
}

/// `£16.50`.
pub fn pounds(words: &Wording, amount: Hundredths) -> String {
    words.with("children-pounds", &[("amount", &amount.to_string())])
}
