//! A question of a form as fields on a page. One renderer for every form, so that all questions look, read and fail alike.

use forms::{Answer, Answers, Choice as FormChoice, Form, Format, Kind, Language, Question, VoiceId, Words};
use govuk::{
    CharacterCount, Checkboxes, Choice, CountLimit, DateInput, DatePart, Details, Fieldset, Hint, Html,
    Input, Label, Radios, Textarea, WarningText, Writer,
};

use crate::layout::Problems;
use crate::site::Site;

/// How a question stands on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is the page: its label is the page's heading.
    Alone,
    /// One of several on the page.
    Among,
}

/// The fewest rows shown of what is asked about several things: a single one would look as if only one were wanted.
const ROWS_SHOWN_MIN: usize = 2;

/// A question with what is to be shown in its fields.
pub struct Asked<'a> {
    /// The site.
    pub site: &'a Site,
    /// The form.
    pub form: &'a Form,
    /// The question.
    pub question: &'a Question,
    /// The answers so far: they decide how the reader is addressed.
    pub answers: &'a Answers,
    /// What was typed, when the page comes back; it goes before the answer.
    pub typed: Option<&'a [(String, String)]>,
    /// What must be put right.
    pub problems: &'a Problems,
    /// How it stands.
    pub standing: Standing,
}

impl Asked<'_> {
    fn voice(&self) -> Option<&VoiceId> {
        self.form.voice(self.answers)
    }

    fn words(&self) -> &Words {
        let language = Language::english();
        self.question.words(&language, self.voice())
    }

    fn id(&self) -> &str {
        self.question.id.as_str()
    }

    /// What stands in a field: what was typed, or else the answer.
    fn value(&self, field: &str) -> String {
        match self.typed {
            Some(typed) => typed
                .iter()
                .find(|(name, _)| name == field)
                .map_or_else(String::new, |(_, value)| value.clone()),
            None => self.answers.get(self.id()).map_or_else(String::new, |answer| plain(answer, field)),
        }
    }

    fn values(&self, field: &str) -> Vec<String> {
        match self.typed {
            Some(typed) => {
                typed.iter().filter(|(name, _)| name == field).map(|(_, value)| value.clone()).collect()
            }
            None => self
                .answers
                .get(self.id())
                .map_or_else(Vec::new, |answer| answer.chosen().into_iter().map(str::to_owned).collect()),
        }
    }

    /// The label, marked as optional where others are not.
    fn label(&self) -> String {
        let label = &self.words().label;
        if self.question.optional {
            let optional = self.form.common_words().get(&Language::english(), "optional");
            format!("{label} ({optional})")
        } else {
            label.clone()
        }
    }

    fn hint(&self) -> Option<Hint> {
        self.words().hint.clone().map(Into::into)
    }

    fn fieldset(&self) -> Fieldset {
        match self.standing {
            Standing::Alone => Fieldset::page_heading(self.label()),
            Standing::Among => Fieldset::question(self.label()),
        }
    }

    fn field_label(&self) -> Label {
        match self.standing {
            Standing::Alone => Label::page_heading(self.label()),
            Standing::Among => Label::bold(self.label()),
        }
    }

    /// The question's fields, its easy words and why it is asked.
    pub fn render(&self) -> Html {
        Html::build(|writer| {
            if let Some(warning) = &self.words().warning {
                writer.add(&WarningText::from(warning.as_str()));
            }
            self.write_field(writer);
            self.write_help(writer);
        })
    }

    fn write_help(&self, writer: &mut Writer) {
        let words = self.words();
        let catalogue = self.site.words();
        if let Some(easy) = &words.easy_read {
            writer.element("p").class("govuk-body alongside-easy-read").within(|writer| {
                writer.element("strong").text(&catalogue.say("easy-read-lead"));
                writer.text(" ");
                writer.text(easy);
            });
        }
        if let Some(why) = &words.why_we_ask {
            writer.add(&Details {
                summary: catalogue.say("why-we-ask").into(),
                content: why.clone().into(),
                ..Details::default()
            });
        }
    }

    fn write_field(&self, writer: &mut Writer) {
        let id = self.id().to_owned();
        let error = self.problems.of(&id).map(Into::into);
        match &self.question.kind {
            Kind::Text { format, .. } => writer.add(&Input {
                name: id.clone(),
                id: id.clone(),
                label: self.field_label(),
                hint: self.hint(),
                error,
                value: self.value(&id),
                input_type: match format {
                    Format::Telephone => "tel".into(),
                    Format::Email => "email".into(),
                    _ => "text".into(),
                },
                autocomplete: match format {
                    Format::Telephone => "tel".into(),
                    Format::Email => "email".into(),
                    Format::Name | Format::Plain => String::new(),
                },
                spellcheck: matches!(format, Format::Name).then_some(false),
                ..Input::default()
            }),
            Kind::LongText { characters_max } => writer.add(&CharacterCount {
                textarea: Textarea {
                    name: id.clone(),
                    id: id.clone(),
                    label: self.field_label(),
                    hint: self.hint(),
                    error,
                    value: self.value(&id),
                    rows: 6,
                    ..Textarea::default()
                },
                limit: CountLimit::Characters(*characters_max),
                threshold: Some(75),
                ..CharacterCount::default()
            }),
            Kind::YesNo => {
                let common = self.form.common_words();
                let say = |key: &str| common.get(&Language::english(), key).to_owned();
                self.write_radios(writer, vec![Choice::new("yes", say("yes")), Choice::new("no", say("no"))]);
            }
            Kind::OneOf(choices) => self.write_radios(writer, self.choices(choices)),
            Kind::ManyOf(choices) => writer.add(&Checkboxes {
                name: id.clone(),
                id_prefix: id.clone(),
                fieldset: Some(self.fieldset()),
                hint: self.hint(),
                error,
                values: self.values(&id),
                items: self.choices(choices).into_iter().map(Into::into).collect(),
                ..Checkboxes::default()
            }),
            Kind::Number { .. } => writer.add(&Input {
                name: id.clone(),
                id: id.clone(),
                label: self.field_label(),
                hint: self.hint(),
                error,
                value: self.value(&id),
                input_mode: "numeric".into(),
                classes: "govuk-input--width-4".into(),
                ..Input::default()
            }),
            Kind::Date { .. } => self.write_date(writer),
            Kind::Group { fields, rows_max } => self.write_rows(writer, fields, *rows_max),
        }
    }

    fn choices(&self, choices: &[FormChoice]) -> Vec<Choice> {
        let language = Language::english();
        choices
            .iter()
            .map(|choice| {
                let words = choice.words(&language, self.voice());
                Choice {
                    hint: words.hint.clone().map(Into::into),
                    exclusive: choice.exclusive,
                    ..Choice::new(choice.value.clone(), words.label.clone())
                }
            })
            .collect()
    }

    fn write_radios(&self, writer: &mut Writer, choices: Vec<Choice>) {
        let id = self.id().to_owned();
        writer.add(&Radios {
            value: self.value(&id),
            error: self.problems.of(&id).map(Into::into),
            fieldset: Some(self.fieldset()),
            hint: self.hint(),
            items: choices.into_iter().map(Into::into).collect(),
            id_prefix: id.clone(),
            name: id,
            ..Radios::default()
        });
    }

    fn write_date(&self, writer: &mut Writer) {
        let id = self.id();
        let part = |name: &str| self.value(&format!("{id}.{name}"));
        let error =
            ["day", "month", "year"].iter().find_map(|name| self.problems.of(&format!("{id}.{name}")));
        let catalogue = self.site.words();
        let items = [("day", "date-day", 2), ("month", "date-month", 2), ("year", "date-year", 4)];
        writer.add(&DateInput {
            id: id.to_owned(),
            fieldset: Some(self.fieldset()),
            hint: self.hint(),
            error: error.map(Into::into),
            items: items
                .into_iter()
                .map(|(name, label, width)| DatePart {
                    label: catalogue.say(label),
                    id: format!("{id}.{name}"),
                    width: Some(width),
                    ..DatePart::new(format!("{id}.{name}"), part(name))
                })
                .collect(),
            ..DateInput::default()
        });
    }

    /// Rows of the same few questions. Without scripts the page shows the rows that are filled and one more, and never fewer
    /// than [`ROWS_SHOWN_MIN`].
    fn write_rows(&self, writer: &mut Writer, fields: &[Question], rows_max: usize) {
        let id = self.id();
        let filled = match (self.typed, self.answers.get(id)) {
            (Some(typed), _) => typed
                .iter()
                .filter(|(name, value)| name.starts_with(&format!("{id}.")) && !value.trim().is_empty())
                .filter_map(|(name, _)| name.split('.').nth(1).and_then(|row| row.parse().ok()))
                .max()
                .unwrap_or(0),
            (None, Some(Answer::Rows(rows))) => rows.len(),
            _ => 0,
        };
        let heading = self.fieldset();
        let nested = Html::build(|writer| {
            for row in 1..=(filled + 1).max(ROWS_SHOWN_MIN).min(rows_max) {
                writer.element("div").class("alongside-row").within(|writer| {
                    for field in fields {
                        self.write_row_field(writer, field, row);
                    }
                });
            }
        });
        let intro = self.words().hint.clone();
        writer.element("fieldset").class("govuk-fieldset").attribute("id", id).within(|writer| {
            let size = match self.standing {
                Standing::Alone => "govuk-fieldset__legend--l",
                Standing::Among => "govuk-fieldset__legend--m",
            };
            writer.element("legend").classes(["govuk-fieldset__legend", size]).within(|writer| {
                let _ = &heading;
                match self.standing {
                    Standing::Alone => {
                        writer.element("h1").class("govuk-fieldset__heading").text(&self.label());
                    }
                    Standing::Among => writer.text(&self.label()),
                }
            });
            if let Some(hint) = &intro {
                writer.element("p").class("govuk-hint").text(hint);
            }
            writer.html(&nested);
        });
    }

    fn write_row_field(&self, writer: &mut Writer, field: &Question, row: usize) {
        let name = format!("{}.{row}.{}", self.id(), field.id);
        let words = field.words(&Language::english(), self.voice());
        let error = self.problems.of(&name).map(Into::into);
        let value = match (self.typed, self.answers.get(self.id())) {
            (None, Some(Answer::Rows(rows))) => rows
                .get(row - 1)
                .and_then(|cells| cells.get(&field.id))
                .map_or_else(String::new, |answer| plain(answer, &name)),
            (Some(_), _) => self.value(&name),
            _ => String::new(),
        };
        let common = self.form.common_words();
        let yes_no = || {
            let say = |key: &str| Choice::new(key, common.get(&Language::english(), key).to_owned());
            vec![say("yes"), say("no")]
        };
        let radios = |items: Vec<Choice>, value: String, error| Radios {
            name: name.clone(),
            id_prefix: name.clone(),
            fieldset: Some(Fieldset::question(words.label.clone())),
            hint: words.hint.clone().map(Into::into),
            error,
            value,
            items: items.into_iter().map(Into::into).collect(),
            small: true,
            ..Radios::default()
        };
        match &field.kind {
            Kind::OneOf(choices) => writer.add(&radios(self.choices(choices), value, error)),
            Kind::YesNo => writer.add(&radios(yes_no(), value, error)),
            Kind::ManyOf(choices) => writer.add(&Checkboxes {
                name: name.clone(),
                id_prefix: name.clone(),
                fieldset: Some(Fieldset::question(words.label.clone())),
                hint: words.hint.clone().map(Into::into),
                error,
                values: self.row_values(field, row, &name),
                items: self.choices(choices).into_iter().map(Into::into).collect(),
                small: true,
                ..Checkboxes::default()
            }),
            Kind::LongText { .. } => writer.add(&Textarea {
                name: name.clone(),
                id: name.clone(),
                label: Label::from(words.label.as_str()),
                hint: words.hint.clone().map(Into::into),
                error,
                value,
                rows: 3,
                ..Textarea::default()
            }),
            Kind::Date { .. } => self.write_row_date(writer, field, row, &name),
            Kind::Text { .. } | Kind::Number { .. } | Kind::Group { .. } => writer.add(&Input {
                name: name.clone(),
                id: name.clone(),
                label: Label::from(words.label.as_str()),
                hint: words.hint.clone().map(Into::into),
                error,
                value,
                input_mode: if matches!(field.kind, Kind::Number { .. }) {
                    "numeric".into()
                } else {
                    String::new()
                },
                ..Input::default()
            }),
        }
    }

    /// What is ticked in a field of a row.
    fn row_values(&self, field: &Question, row: usize, name: &str) -> Vec<String> {
        match (self.typed, self.row_answer(field, row)) {
            (Some(_), _) => self.values(name),
            (None, Some(answer)) => answer.chosen().into_iter().map(str::to_owned).collect(),
            (None, None) => Vec::new(),
        }
    }

    fn row_answer(&self, field: &Question, row: usize) -> Option<&Answer> {
        match self.answers.get(self.id()) {
            Some(Answer::Rows(rows)) => rows.get(row.checked_sub(1)?)?.get(&field.id),
            _ => None,
        }
    }

    fn write_row_date(&self, writer: &mut Writer, field: &Question, row: usize, name: &str) {
        let words = field.words(&Language::english(), self.voice());
        let parts = [("day", "date-day", 2), ("month", "date-month", 2), ("year", "date-year", 4)];
        let error = parts.iter().find_map(|(part, ..)| self.problems.of(&format!("{name}.{part}")));
        let value = |part: &str| {
            let id = format!("{name}.{part}");
            match (self.typed, self.row_answer(field, row)) {
                (Some(_), _) => self.value(&id),
                (None, Some(answer)) => plain(answer, &id),
                (None, None) => String::new(),
            }
        };
        writer.add(&DateInput {
            id: name.to_owned(),
            fieldset: Some(Fieldset::question(words.label.clone())),
            hint: words.hint.clone().map(Into::into),
            error: error.map(Into::into),
            items: parts
                .into_iter()
                .map(|(part, label, width)| DatePart {
                    label: self.site.words().say(label),
                    id: format!("{name}.{part}"),
                    width: Some(width),
                    ..DatePart::new(format!("{name}.{part}"), value(part))
                })
                .collect(),
            ..DateInput::default()
        });
    }
}

/// An answer as it stands in a field.
fn plain(answer: &Answer, field: &str) -> String {
    match answer {
        Answer::Text(text) | Answer::Choice(text) => text.clone(),
        Answer::Choices(values) => values.join(","),
        Answer::Number(number) => number.to_string(),
        Answer::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Answer::Date(date) => match field.rsplit('.').next() {
            Some("day") => date.day().to_string(),
            Some("month") => date.month().to_string(),
            _ => date.year().to_string(),
        },
        Answer::Rows(_) => String::new(),
    }
}

/// An answer in words, for people to read.
pub fn in_words(form: &Form, question: &Question, answer: &Answer) -> String {
    let language = Language::english();
    let label = |value: &str| {
        question
            .choices()
            .iter()
            .find(|choice| choice.value == value)
            .map_or_else(|| value.to_owned(), |choice| choice.words(&language, None).label.clone())
    };
    match answer {
        Answer::Text(text) => text.clone(),
        Answer::Choice(value) => label(value),
        Answer::Choices(values) => values.iter().map(|value| label(value)).collect::<Vec<_>>().join("; "),
        Answer::Number(number) => number.to_string(),
        Answer::YesNo(yes) => form.common_words().get(&language, if *yes { "yes" } else { "no" }).to_owned(),
        Answer::Date(date) => guidance::full_date(*date),
        Answer::Rows(rows) => {
            let lines = rows.iter().map(|row| {
                let cells = question.fields().iter().filter_map(|field| {
                    let answer = row.get(&field.id)?;
                    let label = &field.words(&language, None).label;
                    let mark = if label.ends_with('?') { "" } else { ":" };
                    Some(format!("{label}{mark} {}", in_words(form, field, answer)))
                });
                cells.collect::<Vec<_>>().join("; ")
            });
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}
