//! What somebody typed into the search, taken apart: names, a date of birth, a reference, a way to reach somebody.

use jiff::civil::Date;

use super::contacts::{digits, postcode_of};
use super::names::{name_words, plain, words};

/// The most characters of a search that are looked at: a long name with a date, a reference and an address.
pub const ASKED_CHARACTERS_MAX: usize = 200;
/// The least digits that a telephone number has; fewer are a house number or a part of a date.
const TELEPHONE_DIGITS_MIN: usize = 9;
/// The parts of a reference.
const REFERENCE_PART: usize = 3;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A search, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Words of a name, in plain letters.
    pub names: Vec<String>,
    /// A date of birth.
    pub born: Option<Date>,
    /// A reference, in large letters and without its hyphen.
    pub reference: Option<String>,
    /// A telephone number, an email address or a postcode, as the index has it.
    pub contacts: Vec<String>,
    /// Every word, for addresses and for texts.
    pub words: Vec<String>,
}

impl Asked {
    /// Takes apart what was typed.
    pub fn parse(typed: &str) -> Self {
        let typed: String = typed.chars().take(ASKED_CHARACTERS_MAX).collect();
        let mut asked = Self { words: words(&typed), ..Self::default() };
        let pieces: Vec<&str> = typed
            .split(|character: char| character.is_whitespace() || character == ',')
            .filter(|piece| !piece.is_empty())
            .collect();
        let mut rest = Vec::new();
        let mut place = 0;
        while place < pieces.len() {
            let here = &pieces[place..];
            let taken = asked
                .take_date(here)
                .or_else(|| asked.take_contact(here))
                .or_else(|| asked.take_reference(here));
            if taken.is_none() {
                rest.push(pieces[place]);
            }
            place += taken.unwrap_or(1);
        }
        asked.names = name_words(&rest.join(" "));
        asked
    }

    /// Whether nothing can be looked for.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.born.is_none() && self.reference.is_none() && self.contacts.is_empty()
    }

    /// A date at the beginning of these pieces, and how many of them it takes.
    fn take_date(&mut self, pieces: &[&str]) -> Option<usize> {
        let first = pieces.first()?;
        let numbers: Vec<&str> = first.split(['-', '/', '.']).collect();
        let (found, taken) = match numbers[..] {
            [year, month, day] if year.len() == 4 => (date(year, month, day), 1),
            [day, month, year] if year.len() == 4 => (date(year, month, day), 1),
            [day] if pieces.len() >= 3 => {
                let month = plain(pieces[1]);
                let number = MONTHS.iter().position(|name| month.starts_with(name))? + 1;
                let whole = month.chars().all(|character| character.is_ascii_alphabetic());
                (date(pieces[2], &number.to_string(), day).filter(|_| whole), 3)
            }
            _ => (None, 1),
        };
        self.born = Some(found.filter(|_| self.born.is_none())?);
        Some(taken)
    }

    fn take_contact(&mut self, pieces: &[&str]) -> Option<usize> {
        let first = pieces.first()?;
        if first.contains('@') {
            self.contacts.push(format!("reach:{}", plain(first)));
            return Some(1);
        }
        // A number is written in one piece or in several.
        let is_number = |piece: &&&str| {
            piece.chars().all(|character| character.is_ascii_digit() || "+()-".contains(character))
        };
        let parts = pieces.iter().take_while(is_number).count();
        let number = digits(&pieces[..parts].concat());
        if number.len() >= TELEPHONE_DIGITS_MIN {
            self.contacts.push(format!("reach:{number}"));
            return Some(parts);
        }
        for taken in [2, 1] {
            let found = pieces.get(..taken).and_then(|pieces| postcode_of(&pieces.concat()));
            if let Some(postcode) = found {
                if taken == 1 {
                    // Written in one piece it may be a reference as well.
                    self.reference = self.reference.take().or_else(|| reference_of(&postcode));
                }
                self.contacts.push(format!("postcode:{postcode}"));
                return Some(taken);
            }
        }
        None
    }

    /// A reference is two times three letters or digits; one without a digit is looked for as a name as well.
    fn take_reference(&mut self, pieces: &[&str]) -> Option<usize> {
        let reference = reference_of(pieces.first()?)?;
        let has_digit = reference.chars().any(|character| character.is_ascii_digit());
        self.reference = Some(self.reference.take().unwrap_or(reference));
        has_digit.then_some(1)
    }
}

/// A reference in large letters, without its hyphen.
pub fn reference_of(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_uppercase();
    let whole = match text.split_once('-') {
        Some((one, other)) if one.len() == REFERENCE_PART && other.len() == REFERENCE_PART => {
            format!("{one}{other}")
        }
        None if text.len() == 2 * REFERENCE_PART
            && text.chars().any(|character| character.is_ascii_digit()) =>
        {
            text
        }
        _ => return None,
    };
    whole.chars().all(|character| character.is_ascii_alphanumeric()).then_some(whole)
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is typed, and what it is taken for.
    const TYPED: [(&str, &str); 14] = [
        ("Sam Okafor", "sam okafor"),
        ("OKAFOR, Sam", "okafor sam"),
        ("Sam Okafor 2014-03-02", "sam okafor | born 2014-03-02"),
        ("okafor 2/3/2014", "okafor | born 2014-03-02"),
        ("2 March 2014", " | born 2014-03-02"),
        ("Sam 31 Feb 2014", "sam 31 feb 2014"),
        ("k7m-2qx", " | reference K7M2QX"),
        ("K7M2QX", " | reference K7M2QX | postcode:K7M2QX"),
        ("Ann-Lee", "ann lee | reference ANNLEE"),
        ("07700 900 123", " | reach:07700900123"),
        ("+44 7700 900123", " | reach:07700900123"),
        ("Ruth@example.org", " | reach:ruth@example.org"),
        ("4 Mill Lane WD1 2AB", "4 mill lane | postcode:WD12AB"),
        ("  ,, ", ""),
    ];

    #[test]
    fn what_is_typed_is_taken_apart() {
        for (typed, expected) in TYPED {
            let asked = Asked::parse(typed);
            let mut found = asked.names.join(" ");
            let born = asked.born.map(|born| format!("born {born}"));
            let reference = asked.reference.map(|reference| format!("reference {reference}"));
            for part in born.into_iter().chain(reference).chain(asked.contacts) {
                found.push_str(" | ");
                found.push_str(&part);
            }
            assert_eq!(found, expected, "{typed}");
        }
    }
}
