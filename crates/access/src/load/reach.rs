//! How far a row reaches: the lists of words in it, read and expanded.

use std::str::FromStr;

use kernel::Capacity;
use toml::Spanned;

use super::shape::RawRow;
use super::{File, LoadError, fault};
use crate::policy::{CapacityEntry, Grant, RowRef, Side};
use crate::{Action, FieldKind, RecordKind, Relationship, UnknownWord};

/// Whether a capacity belongs to a group.
type Belongs = fn(&CapacityEntry) -> bool;

/// Names for several capacities at once.
pub(super) const GROUPS: [(&str, Belongs); 3] = [
    ("every-practitioner", |entry| entry.side == Side::Practitioner),
    ("every-safeguarding-practitioner", |entry| entry.safeguarding),
    ("every-family-member", |entry| entry.side == Side::Family),
];

/// Every capacity's name, with commas between.
pub(super) fn names(capacities: &[CapacityEntry]) -> String {
    capacities.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The words of a row, each list without repetitions.
pub(super) struct Reach {
    capacities: Vec<Capacity>,
    relationships: Vec<Relationship>,
    actions: Vec<Action>,
    kinds: Vec<RecordKind>,
    fields: Vec<FieldKind>,
}

impl Reach {
    /// Every cell of the table that it reaches.
    pub fn cells(&self) -> impl Iterator<Item = (Capacity, Relationship, Action, RecordKind, FieldKind)> {
        self.capacities.iter().flat_map(move |capacity| {
            self.relationships.iter().flat_map(move |relationship| {
                self.actions.iter().flat_map(move |action| {
                    self.kinds.iter().flat_map(move |kind| {
                        self.fields
                            .iter()
                            .map(move |field| (capacity.clone(), *relationship, *action, *kind, *field))
                    })
                })
            })
        })
    }

    /// Whether it reaches this one.
    pub fn covers(&self, grant: &Grant) -> bool {
        self.capacities.contains(&grant.capacity)
            && self.relationships.contains(&grant.relationship)
            && self.actions.contains(&grant.action)
            && self.kinds.contains(&grant.kind)
            && self.fields.contains(&grant.field)
    }
}

/// Reads the words of one file, collecting what is wrong with them.
pub(super) struct Reader<'a> {
    pub file: &'a File,
    pub capacities: &'a [CapacityEntry],
    pub errors: &'a mut Vec<LoadError>,
}

type Words = Option<Vec<Spanned<String>>>;

impl Reader<'_> {
    pub fn row(&mut self, raw: &RawRow) -> RowRef {
        self.file.row(&raw.reason, &raw.rule, self.errors)
    }

    /// A rule names what it allows; only the kind of field may be left out, and is then an ordinary one.
    pub fn reach_of_rule(&mut self, raw: &Spanned<RawRow>) -> Reach {
        let row = raw.get_ref();
        let start = self.file.place(row.reason.span().start);
        for (key, given) in [
            ("except-capacities", &row.except_capacities),
            ("except-relationships", &row.except_relationships),
            ("except-actions", &row.except_actions),
            ("except-kinds", &row.except_kinds),
            ("except-fields", &row.except_fields),
        ] {
            if given.is_some() {
                self.errors.push(fault(&start, key, "is only for [[never]]: name what is allowed instead"));
            }
        }
        for (key, given) in [
            ("capacities", &row.capacities),
            ("relationships", &row.relationships),
            ("actions", &row.actions),
            ("kinds", &row.kinds),
        ] {
            if given.as_ref().is_none_or(Vec::is_empty) {
                self.errors.push(fault(&start, key, "is missing or empty: name at least one"));
            }
        }
        let listed = |words: &Words| words.as_deref().unwrap_or_default().to_vec();
        Reach {
            capacities: self.capacities_named("capacities", &listed(&row.capacities)),
            relationships: self.words("relationships", &listed(&row.relationships)),
            actions: self.words("actions", &listed(&row.actions)),
            kinds: self.words("kinds", &listed(&row.kinds)),
            fields: match &row.fields {
                None => vec![FieldKind::Ordinary],
                Some(fields) => self.words("fields", fields),
            },
        }
    }

    /// A limit reaches everything that it does not leave out.
    pub fn reach_of_limit(&mut self, raw: &Spanned<RawRow>) -> Reach {
        let row = raw.get_ref();
        let capacities = row.capacities.as_ref().map(|words| self.capacities_named("capacities", words));
        let excepted = row
            .except_capacities
            .as_ref()
            .map(|words| self.capacities_named("except-capacities", words))
            .unwrap_or_default();
        let all = || self.capacities.iter().map(|entry| entry.name.clone()).collect();
        Reach {
            capacities: capacities
                .unwrap_or_else(all)
                .into_iter()
                .filter(|it| !excepted.contains(it))
                .collect(),
            relationships: self.limited(
                Relationship::ALL,
                ("relationships", &row.relationships),
                ("except-relationships", &row.except_relationships),
            ),
            actions: self.limited(
                Action::ALL,
                ("actions", &row.actions),
                ("except-actions", &row.except_actions),
            ),
            kinds: self.limited(RecordKind::ALL, ("kinds", &row.kinds), ("except-kinds", &row.except_kinds)),
            fields: self.limited(
                FieldKind::ALL,
                ("fields", &row.fields),
                ("except-fields", &row.except_fields),
            ),
        }
    }

    fn limited<Word: FromStr<Err = UnknownWord> + Copy + PartialEq>(
        &mut self,
        all: &[Word],
        (key, given): (&str, &Words),
        (except_key, excepted): (&str, &Words),
    ) -> Vec<Word> {
        let given = given.as_ref().map_or_else(|| all.to_vec(), |words| self.words(key, words));
        let excepted = excepted.as_ref().map(|words| self.words(except_key, words)).unwrap_or_default();
        given.into_iter().filter(|word| !excepted.contains(word)).collect()
    }

    /// The words of a list; the unknown and the repeated are faults.
    pub fn words<Word: FromStr<Err = UnknownWord> + Copy + PartialEq>(
        &mut self,
        key: &str,
        given: &[Spanned<String>],
    ) -> Vec<Word> {
        let mut words = Vec::new();
        for text in given {
            match text.get_ref().parse::<Word>() {
                Ok(word) if words.contains(&word) => self.repeated(key, text),
                Ok(word) => words.push(word),
                Err(error) => self.fault(key, text, error.to_string()),
            }
        }
        words
    }

    fn capacities_named(&mut self, key: &str, given: &[Spanned<String>]) -> Vec<Capacity> {
        let mut found: Vec<Capacity> = Vec::new();
        for text in given {
            let word = text.get_ref().as_str();
            let group = GROUPS.iter().find(|(name, _)| *name == word).map(|(_, belongs)| *belongs);
            let members: Vec<Capacity> = self
                .capacities
                .iter()
                .filter(|entry| group.map_or(entry.name.as_str() == word, |belongs| belongs(entry)))
                .map(|entry| entry.name.clone())
                .collect();
            if members.is_empty() {
                let groups = GROUPS.map(|(name, _)| name).join(", ");
                let hint =
                    format!("`{word}` is not a capacity; use one of: {}, {groups}", names(self.capacities));
                self.fault(key, text, hint);
            } else if members.iter().any(|name| found.contains(name)) {
                self.repeated(key, text);
            } else {
                found.extend(members);
            }
        }
        found
    }

    fn repeated(&mut self, key: &str, text: &Spanned<String>) {
        self.fault(key, text, format!("`{}` is already in this list", text.get_ref()));
    }

    fn fault(&mut self, key: &str, text: &Spanned<String>, hint: String) {
        self.errors.push(fault(&self.file.place(text.span().start), key, hint));
    }
}
