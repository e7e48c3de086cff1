//! What a rule sees: one child's tree, the year, the codes; and where it says what it found.

use std::sync::Arc;

use jiff::civil::Date;

use super::name::Name;
use super::schema::Schema;
use super::tree::{GroupId, Item, Tree};
use crate::codes::CodeSets;
use crate::report::{Finding, NotEvaluated, RuleFacts, Value};
use crate::{Place, WorkingDays};

/// The year in which a return is checked.
#[derive(Debug, Clone)]
pub(super) struct YearFacts {
    pub(super) year: crate::Year,
    /// The first day of the census year.
    pub(super) start: Date,
    /// Its last day, which is the reference date.
    pub(super) reference: Date,
}

impl YearFacts {
    pub(super) fn holds(&self, day: Date) -> bool {
        self.start <= day && day <= self.reference
    }
}

/// What rules of a year share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) year: YearFacts,
    pub(super) codes: CodeSets,
    pub(super) schema: Schema,
    pub(super) working_days: WorkingDays,
}

/// A value that a rule needs and cannot read: where, and what stands there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unread {
    at: At,
    needs: &'static str,
}

/// An element, there or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub(super) group: GroupId,
    pub(super) name: Name,
    pub(super) nth: u32,
}

/// One child under one rule.
pub(super) struct Case<'a, 't> {
    pub(super) tree: &'a Tree<'t>,
    pub(super) root: &'a str,
    pub(super) text: &'t str,
    pub(super) from: super::walk::Mark,
    pub(super) shared: &'a Shared,
    pub(super) child: Option<&'a str>,
}

impl<'a, 't> Case<'a, 't> {
    /// Every group of a name.
    pub(super) fn all(&self, name: Name) -> impl Iterator<Item = GroupId> + 'a {
        self.tree.all(name).iter().copied()
    }

    /// The groups of a name directly below.
    pub(super) fn under(&self, group: GroupId, name: Name) -> impl Iterator<Item = GroupId> + 'a {
        self.tree.under(group, name)
    }

    /// The group that holds a group.
    pub(super) fn above(&self, group: GroupId) -> Option<GroupId> {
        self.tree.group(group).parent
    }

    /// The group of identifiers; the reader puts one where it is missing.
    pub(super) fn identifiers(&self) -> Option<GroupId> {
        self.tree.all(Name::ChildIdentifiers).first().copied()
    }

    /// An item of the nearest group that the schema lets hold it: this one, one above it, or the child's identifiers.
    pub(super) fn near(&self, group: GroupId, name: Name) -> At {
        let holds = |one: &GroupId| self.shared.schema.holds(self.tree.group(*one).name, name);
        let above = std::iter::successors(Some(group), |one| self.above(*one));
        let group = above.chain(self.identifiers()).find(holds).unwrap_or(group);
        At { group, name, nth: 1 }
    }

    /// An item of the group itself.
    pub(super) fn own(group: GroupId, name: Name) -> At {
        At { group, name, nth: 1 }
    }

    /// Every item of a name in a group.
    pub(super) fn each(&self, group: GroupId, name: Name) -> impl Iterator<Item = (At, &'a str)> + 'a {
        let tree = self.tree;
        tree.items_of(group, name).map(move |item| (At { group, name, nth: item.nth }, &*item.text))
    }

    fn item(&self, at: At) -> Option<&'a Item<'t>> {
        self.tree.items_of(at.group, at.name).nth(at.nth.saturating_sub(1) as usize)
    }

    /// The text; nothing where it is missing or empty.
    pub(super) fn text(&self, at: At) -> Option<&'a str> {
        self.item(at).map(|item| &*item.text).filter(|text| !text.is_empty())
    }

    /// The day; nothing where it is missing or empty.
    pub(super) fn day(&self, at: At) -> Result<Option<Date>, Unread> {
        match self.item(at) {
            None => Ok(None),
            Some(item) if item.text.is_empty() => Ok(None),
            Some(item) => item.day.map(Some).ok_or(Unread { at, needs: "a date as YYYY-MM-DD" }),
        }
    }

    /// The day of a group's own item.
    pub(super) fn day_of(&self, group: GroupId, name: Name) -> Result<Option<Date>, Unread> {
        self.day(Self::own(group, name))
    }

    /// Yes or no; nothing where it is missing or empty.
    pub(super) fn yes(&self, group: GroupId, name: Name) -> Result<Option<bool>, Unread> {
        let at = Self::own(group, name);
        match self.text(at) {
            None => Ok(None),
            Some("1" | "true") => Ok(Some(true)),
            Some("0" | "false") => Ok(Some(false)),
            Some(_) => Err(Unread { at, needs: "0, 1, true or false" }),
        }
    }

    /// A text that a rule cannot do anything with.
    pub(super) fn unread(at: At, needs: &'static str) -> Unread {
        Unread { at, needs }
    }

    /// Whether a code is of a set.
    pub(super) fn in_set(&self, set: &str, code: &str) -> bool {
        self.shared.codes.get(set).is_some_and(|set| set.contains(code))
    }

    /// The factors of an assessment.
    pub(super) fn factors(&self, assessment: GroupId) -> Vec<(At, &'a str)> {
        self.under(assessment, Name::FactorsIdentifiedAtAssessment)
            .flat_map(|factors| self.each(factors, Name::AssessmentFactors))
            .filter(|(_, code)| !code.is_empty())
            .collect()
    }

    /// The child's disability codes.
    pub(super) fn disabilities(&self) -> Vec<(At, &'a str)> {
        self.all(Name::Disabilities)
            .flat_map(|group| self.each(group, Name::Disability))
            .filter(|(_, code)| !code.is_empty())
            .collect()
    }

    fn place(&self, offset: usize) -> Place {
        self.from.place.after(self.text.get(self.from.offset..offset).unwrap_or_default())
    }

    fn value(&self, at: At) -> Value {
        let item = self.item(at);
        Value {
            field: at.name.as_str(),
            value: item.map(|item| item.text.as_ref().into()),
            place: item.map(|item| self.place(item.offset)),
        }
    }

    /// A path and a place: of the item, or of the group in which it is missing.
    fn whereabouts(&self, at: At) -> (Box<str>, Place) {
        let offset = self.item(at).map_or_else(|| self.tree.group(at.group).offset, |item| item.offset);
        let path = if at.name == self.tree.group(at.group).name {
            self.tree.path(self.root, at.group, None)
        } else {
            self.tree.path(self.root, at.group, Some((at.name, at.nth)))
        };
        (path.into(), self.place(offset))
    }

    /// What was found, at the first of the values compared.
    pub(super) fn finding(&self, rule: &Arc<RuleFacts>, values: &[At]) -> Option<Finding> {
        let first = *values.first()?;
        let (path, place) = self.whereabouts(first);
        let values = values.iter().filter(|at| at.name != self.tree.group(at.group).name);
        Some(Finding {
            rule: Arc::clone(rule),
            child: self.child.map(Into::into),
            file: 0,
            path,
            place,
            values: values.map(|at| self.value(*at)).collect(),
        })
    }

    /// That a rule could not be asked.
    pub(super) fn not_evaluated(&self, rule: &Arc<RuleFacts>, unread: Unread) -> NotEvaluated {
        let (path, place) = self.whereabouts(unread.at);
        let stands = self.item(unread.at).map(|item| item.text.as_ref()).unwrap_or_default();
        let reason = format!("{} is {stands:?}, not {}", unread.at.name.as_str(), unread.needs);
        NotEvaluated {
            rule: Arc::clone(rule),
            child: self.child.map(Into::into),
            file: 0,
            path,
            place: Some(place),
            reason: reason.into(),
        }
    }
}

/// Where a rule puts what it found: the values compared, the first of which is where the finding stands.
#[derive(Default)]
pub(super) struct Found(pub(super) Vec<Vec<At>>);

impl Found {
    pub(super) fn add(&mut self, values: &[At]) {
        self.0.push(values.to_vec());
    }
}
