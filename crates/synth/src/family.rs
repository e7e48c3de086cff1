//! One invented family, and its answers to the first form.

use std::fmt::Write as _;

use forms::{Answer, Answers, Library, QuestionId};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use kernel::PersonId;
use records::people::SafeContact;
use records::request::{Asker, ChildDescribed, WhoAsks};
use uuid::Uuid;

use crate::chance::Chance;
use crate::error::SynthError;
use crate::situations::{Data, Situation};

/// One invented family.
pub(crate) struct Family {
    pub(crate) situation: &'static Situation,
    pub(crate) child: Uuid,
    pub(crate) request: Uuid,
    pub(crate) asker: PersonId,
    pub(crate) called: String,
    pub(crate) full_name: String,
    pub(crate) birth_date: Date,
    pub(crate) asker_name: String,
    pub(crate) relationship: String,
    pub(crate) who: WhoAsks,
    pub(crate) contact: SafeContact,
    pub(crate) reference: String,
    boy: bool,
    gives_birth_date: bool,
}

impl Family {
    pub(crate) fn new(
        data: &'static Data,
        situation: &'static Situation,
        chance: &Chance,
        received_at: Timestamp,
    ) -> Self {
        let names = &data.names;
        let boy = chance.percent(52);
        let called = chance.name(if boy { &names.boys } else { &names.girls }).to_owned();
        let surname = chance.name(&names.surnames);
        let full_name = format!("{called} {surname}");
        let (who, relationship, asker_name) = if situation.young_person {
            (WhoAsks::YoungPerson, "themselves".to_owned(), full_name.clone())
        } else {
            let name = format!("{} {surname}", chance.name(&names.grown_ups));
            (WhoAsks::ParentCarer, chance.name(&names.relationships).to_owned(), name)
        };
        let age = chance.between(i32::from(situation.ages.0), i32::from(situation.ages.1));
        Self {
            situation,
            child: chance.identifier(received_at),
            request: chance.identifier(received_at),
            asker: chance.person(received_at),
            birth_date: born(chance, kernel::london_date(received_at), age),
            contact: contact(chance, names, &asker_name, situation.young_person),
            reference: chance.reference(),
            gives_birth_date: chance.percent(70),
            called,
            full_name,
            asker_name,
            relationship,
            who,
            boy,
        }
    }

    /// The family's words with names and pronouns in their places.
    pub(crate) fn words(&self, template: &str, assessor: &str) -> String {
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((place, after)) = after.split_once('}') else { break };
            out.push_str(self.fills(place, assessor));
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn fills<'a>(&'a self, place: &str, assessor: &'a str) -> &'a str {
        let [he, him, his, himself, capital_he, capital_his] = if self.boy {
            ["he", "him", "his", "himself", "He", "His"]
        } else {
            ["she", "her", "her", "herself", "She", "Her"]
        };
        match place {
            "child" => &self.called,
            "asker" => self.asker_name.split(' ').next().unwrap_or(&self.asker_name),
            "assessor" => assessor,
            "he" => he,
            "him" => him,
            "his" => his,
            "himself" => himself,
            "He" => capital_he,
            "His" => capital_his,
            _ => "",
        }
    }

    pub(crate) fn is_boy(&self) -> bool {
        self.boy
    }

    pub(crate) fn described(&self) -> ChildDescribed {
        ChildDescribed {
            called: self.called.clone(),
            birth_date: self.gives_birth_date.then_some(self.birth_date),
            age: String::new(),
        }
    }

    pub(crate) fn asks(&self) -> Asker {
        Asker {
            person: self.asker,
            name: self.asker_name.clone(),
            who: self.who,
            contact: self.contact.clone(),
        }
    }

    /// The answers to the form for asking.
    pub(crate) fn answers(
        &self,
        forms: &Library,
        care_may_fail: bool,
        today: Date,
    ) -> Result<Answers, SynthError> {
        let situation = self.situation;
        let mut sheet = Sheet::of(forms, "ask")?;
        let young = self.who == WhoAsks::YoungPerson;
        sheet.choice("who-is-asking", if young { "child-or-young-person" } else { "parent-carer" })?;
        if young {
            sheet.choice("tell-parents", "talk-to-me-first")?;
        } else {
            sheet.text("your-relationship", &self.relationship)?;
            sheet.text("your-name", &self.asker_name)?;
        }
        sheet.text("what-would-help", &self.words(&situation.would_help, ""))?;
        sheet.choices("kinds-of-help", &situation.types)?;
        sheet.choice("how-soon", if care_may_fail { "now" } else { &situation.how_soon })?;
        sheet.text("how-soon-words", &self.words(&situation.how_soon_words, ""))?;
        sheet.text("child-name", &self.called)?;
        if self.gives_birth_date {
            sheet.set("child-birth-date", Answer::Date(self.birth_date))?;
        } else {
            let age = i64::from(today.year()) - i64::from(self.birth_date.year());
            sheet.set("child-age", Answer::Number(age.clamp(0, 25)))?;
        }
        sheet.text("daily-life", &self.words(&situation.daily_life, ""))?;
        sheet.choices("child-communication", &situation.communication)?;
        sheet.text("child-adjustments", &self.words(&situation.adjustments, ""))?;
        sheet.choice("agree-to-contact-others", "nobody-yet")?;
        sheet.choice("safe-contact", &self.contact.method)?;
        let field = match self.contact.method.as_str() {
            "email" => "contact-email",
            "letter" => "contact-address",
            _ => "contact-number",
        };
        sheet.text(field, &self.contact.value)?;
        sheet.choice(
            "safe-message",
            if self.contact.may_leave_message { "say-who" } else { "do-not-say-who" },
        )?;
        sheet.text("good-times", &situation.good_times)?;
        Ok(sheet.0)
    }
}

/// A sheet of answers being filled in.
pub(crate) struct Sheet(pub(crate) Answers);

impl Sheet {
    pub(crate) fn of(forms: &Library, form: &str) -> Result<Self, SynthError> {
        let form = forms.latest(form).ok_or_else(|| SynthError::Unknown(form.to_owned()))?;
        Ok(Self(form.no_answers()))
    }

    pub(crate) fn set(&mut self, question: &str, answer: Answer) -> Result<(), SynthError> {
        let question = QuestionId::new(question).map_err(|_| SynthError::Unknown(question.to_owned()))?;
        self.0.set(&question, Some(answer));
        Ok(())
    }

    /// Words; nothing is stored of a question that is left empty.
    pub(crate) fn text(&mut self, question: &str, words: &str) -> Result<(), SynthError> {
        if words.is_empty() { Ok(()) } else { self.set(question, Answer::Text(words.to_owned())) }
    }

    pub(crate) fn choice(&mut self, question: &str, value: &str) -> Result<(), SynthError> {
        self.set(question, Answer::Choice(value.to_owned()))
    }

    pub(crate) fn choices(&mut self, question: &str, values: &[String]) -> Result<(), SynthError> {
        self.set(question, Answer::Choices(values.to_vec()))
    }
}

fn born(chance: &Chance, today: Date, age: i32) -> Date {
    let year = today.year().saturating_sub(i16::try_from(age).unwrap_or(0));
    let month = i8::try_from(chance.between(1, 12)).unwrap_or(1);
    let day = i8::try_from(chance.between(1, 28)).unwrap_or(1);
    let born = date(year, month, day);
    // Somebody whose birthday is still to come was born a year earlier.
    let turned = (today.month(), today.day()) >= (month, day);
    if turned { born } else { date(year.saturating_sub(1), month, day) }
}

/// A way to be reached, from the ranges kept free for drama.
fn contact(
    chance: &Chance,
    names: &crate::situations::Names,
    asker: &str,
    young_person: bool,
) -> SafeContact {
    let number = chance.between(0, 999);
    let may_leave_message = chance.percent(75);
    let draw = if young_person { 1 } else { chance.below(4) };
    let (method, value) = match draw {
        0 => ("phone", format!("01632 960{number:03}")),
        1 => ("text", format!("07700 900{number:03}")),
        2 => ("email", format!("{}{number}@example.org", plain(asker))),
        _ => {
            let mut address = String::new();
            let _ = write!(address, "{} {}, Wendale", number % 60 + 1, chance.name(&names.streets));
            ("letter", address)
        }
    };
    SafeContact { method: method.to_owned(), value, may_leave_message }
}

fn plain(name: &str) -> String {
    let first = name.split(' ').next().unwrap_or(name);
    first.chars().filter(char::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_fills_in_the_form_without_an_error() {
        let data = Data::get().unwrap();
        let forms = Library::embedded().unwrap();
        let form = forms.latest("ask").unwrap();
        let at: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let today = kernel::london_date(at);
        for seed in 0..60 {
            let chance = Chance::part(seed, 0);
            let situations: Vec<_> = data.journeys().collect();
            let situation = chance.pick(&situations).unwrap();
            let family = Family::new(data, situation, &chance, at);
            let answers = family.answers(&forms, seed % 7 == 0, today).unwrap();
            let errors = forms::validate(form, &answers, today);
            assert!(errors.is_empty(), "{}: {errors:?}", situation.id);
        }
    }

    #[test]
    fn words_take_the_names_and_leave_nothing_open() {
        let data = Data::get().unwrap();
        let at: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        for seed in 0..8 {
            let family = Family::new(data, data.situation("nights").unwrap(), &Chance::part(seed, 0), at);
            let text =
                family.words("{child} {he} {him} {his} {himself} {He} {His} {asker} {assessor}!", "Ann");
            assert!(text.starts_with(&family.called) && text.ends_with(" Ann!"), "{text}");
            assert!(!text.contains("  ") && !text.contains(['{', '}']), "{text}");
        }
    }
}
