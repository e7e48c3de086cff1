//! Fields of the forms on a child's record that are no part of a published form. Each shows what was typed when the page
//! comes back; its label is the message of its name, its hint the message of its name with `-hint`.

use govuk::{
    Choice, DateInput, DatePart, Fieldset, Hint, Input, Label, Radios, Select, SelectItem, Textarea, Writer,
};
use jiff::civil::Date;

use crate::layout::Problems;
use crate::site::Site;
use crate::submitted::Submitted;

/// What stands in the fields of a form.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    /// The site.
    pub site: &'a Site,
    /// What was typed, when the page comes back.
    pub submitted: Option<&'a Submitted>,
    /// What must be put right.
    pub problems: &'a Problems,
}

impl<'a> Typed<'a> {
    /// The fields of a form that is shown for the first time, or again.
    pub fn new(site: &'a Site, submitted: Option<&'a Submitted>, problems: &'a Problems) -> Self {
        Self { site, submitted, problems }
    }

    /// What stands in a field: what was typed, or what it starts with.
    pub fn value(&self, name: &str, start: &str) -> String {
        self.submitted.map_or_else(|| start.to_owned(), |submitted| submitted.value(name).to_owned())
    }

    fn label(&self, message: &str) -> String {
        self.site.words().say(message)
    }

    fn hint(&self, message: &str) -> Option<Hint> {
        let name = format!("{message}-hint");
        self.site.words().has(&name).then(|| self.site.words().say(&name).into())
    }

    /// One line.
    pub fn line(&self, writer: &mut Writer, name: &str, message: &str, start: &str) {
        self.input(writer, name, message, start, "");
    }

    /// A few signs: a time, a number, an amount. The field is as wide as what belongs in it.
    pub fn short(&self, writer: &mut Writer, name: &str, message: &str, start: &str) {
        self.input(writer, name, message, start, "govuk-input--width-5");
    }

    fn input(&self, writer: &mut Writer, name: &str, message: &str, start: &str, classes: &str) {
        writer.add(&Input {
            name: name.into(),
            id: name.into(),
            label: Label::bold(self.label(message)),
            hint: self.hint(message),
            error: self.problems.of(name).map(Into::into),
            value: self.value(name, start),
            classes: classes.into(),
            ..Input::default()
        });
    }

    /// Several lines.
    pub fn area(&self, writer: &mut Writer, name: &str, message: &str, start: &str) {
        writer.add(&Textarea {
            name: name.into(),
            id: name.into(),
            label: Label::bold(self.label(message)),
            hint: self.hint(message),
            error: self.problems.of(name).map(Into::into),
            value: self.value(name, start),
            rows: 5,
            ..Textarea::default()
        });
    }

    /// One of several.
    pub fn radios(&self, writer: &mut Writer, name: &str, message: &str, choices: Vec<Choice>, start: &str) {
        writer.add(&Radios {
            name: name.into(),
            id_prefix: name.into(),
            fieldset: Some(Fieldset::question(self.label(message))),
            hint: self.hint(message),
            error: self.problems.of(name).map(Into::into),
            value: self.value(name, start),
            items: choices.into_iter().map(Into::into).collect(),
            ..Radios::default()
        });
    }

    /// One of several, from a list that opens; the first line chooses nothing.
    pub fn select(
        &self,
        writer: &mut Writer,
        name: &str,
        message: &str,
        choices: Vec<(&str, String)>,
        start: &str,
    ) {
        let mut items = vec![SelectItem::new("", self.site.words().say("children-choose"))];
        items.extend(choices.into_iter().map(|(value, text)| SelectItem::new(value, text)));
        writer.add(&Select {
            name: name.into(),
            id: name.into(),
            label: Label::bold(self.label(message)),
            hint: self.hint(message),
            error: self.problems.of(name).map(Into::into),
            value: self.value(name, start),
            items,
            ..Select::default()
        });
    }

    /// A day. Its three fields are named `name.day`, `name.month`, `name.year`.
    pub fn date(&self, writer: &mut Writer, name: &str, message: &str, start: Option<Date>) {
        let part = |part: &str| {
            let begins = start.map_or_else(String::new, |date| match part {
                "day" => date.day().to_string(),
                "month" => date.month().to_string(),
                _ => date.year().to_string(),
            });
            self.value(&format!("{name}.{part}"), &begins)
        };
        let parts = [("day", "date-day", 2), ("month", "date-month", 2), ("year", "date-year", 4)];
        writer.add(&DateInput {
            id: name.into(),
            fieldset: Some(Fieldset::question(self.label(message))),
            hint: self.hint(message),
            error: self.problems.of(&format!("{name}.day")).map(Into::into),
            items: parts
                .into_iter()
                .map(|(unit, label, width)| DatePart {
                    label: self.label(label),
                    id: format!("{name}.{unit}"),
                    width: Some(width),
                    ..DatePart::new(format!("{name}.{unit}"), part(unit))
                })
                .collect(),
            ..DateInput::default()
        });
    }
}

/// The day that was typed: `Ok(None)` when its fields are empty, an error when it is no day.
pub fn date_typed(submitted: &Submitted, name: &str) -> Result<Option<Date>, NotADay> {
    let part = |part: &str| submitted.value(&format!("{name}.{part}"));
    let (day, month, year) = (part("day"), part("month"), part("year"));
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return Ok(None);
    }
    let date = day.parse().ok().zip(month.parse().ok()).zip(year.parse().ok());
    let date = date.and_then(|((day, month), year)| Date::new(year, month, day).ok());
    // A year of two figures is a slip, not a day in antiquity.
    date.filter(|date| date.year() >= YEAR_MIN).map(Some).ok_or(NotADay)
}

/// No day of a living person's record lies before this year.
const YEAR_MIN: i16 = 1900;

/// What was typed is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADay;

/// A hidden field.
pub fn hidden(writer: &mut Writer, name: &str, value: &str) {
    writer
        .element("input")
        .attribute("type", "hidden")
        .attribute("name", name)
        .attribute("value", value)
        .empty();
}

/// A link among other text.
pub fn link(writer: &mut Writer, href: &str, text: &str, about: &str) {
    writer.element("a").class("govuk-link").attribute("href", href).within(|writer| {
        writer.text(text);
        if !about.is_empty() {
            writer.element("span").class("govuk-visually-hidden").text(&format!(" {about}"));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn submitted(day: &str, month: &str, year: &str) -> Submitted {
        let field = |part: &str, value: &str| (format!("said.{part}"), value.to_owned());
        Submitted { fields: vec![field("day", day), field("month", month), field("year", year)], once: None }
    }

    #[test]
    fn days_are_read_and_slips_are_noticed() {
        let read = |day, month, year| date_typed(&submitted(day, month, year), "said");
        assert_eq!(read("", "", ""), Ok(None));
        assert_eq!(read("23", "11", "2026"), Ok(Some(date(2026, 11, 23))));
        for (day, month, year) in [
            ("31", "2", "2026"),
            ("1", "1", "26"),
            ("1", "", "2026"),
            ("one", "1", "2026"),
            ("1", "1", "99999"),
        ] {
            assert_eq!(read(day, month, year), Err(NotADay), "{day} {month} {year}");
        }
    }
}
