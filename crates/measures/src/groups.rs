//! To which groups a child belongs, by each way to tell groups apart.

use crate::definition::{Definitions, Grouping, GroupingKind};
use crate::facts::{Diagnosis, Disabled, Source};
use crate::people::Subject;

/// The groups of a grouping, one bit each.
pub(crate) type Membership = u32;

/// The group of those of whom it is not known.
pub(crate) const NOT_RECORDED: &str = "not_recorded";

/// A grouping ready to be asked.
pub(crate) struct Sorter<'a> {
    pub grouping: &'a Grouping,
    not_recorded: Membership,
}

/// The bit of a group; none where the grouping has no such group.
fn bit(grouping: &Grouping, id: &str) -> Membership {
    grouping.said(id).map_or(0, |place| 1 << place)
}

impl<'a> Sorter<'a> {
    pub fn all(definitions: &'a Definitions) -> Vec<Self> {
        let sorter = |grouping| Self { grouping, not_recorded: bit(grouping, NOT_RECORDED) };
        definitions.groupings.iter().map(sorter).collect()
    }

    /// The groups that stand for something recorded.
    pub fn is_recorded(&self, membership: Membership) -> bool {
        membership & !self.not_recorded != 0
    }

    pub fn membership(&self, subject: &Subject<'_>) -> Membership {
        let grouping = self.grouping;
        let named = |id: Option<&str>| match id.map(|id| bit(grouping, id)) {
            // A value that is no group of its own counts with the others, where there are others.
            Some(0) => match bit(grouping, "other") {
                0 => self.not_recorded,
                other => other,
            },
            Some(found) => found,
            None => self.not_recorded,
        };
        let yes_no = |known: Option<bool>| named(known.map(|yes| if yes { "yes" } else { "no" }));
        let request = subject.request;
        match grouping.id {
            GroupingKind::DisabledAtContact => named(at_contact(subject).map(|disabled| match disabled {
                Disabled::Yes => "yes",
                Disabled::MightBe => "might_be",
                Disabled::No => "no",
            })),
            GroupingKind::DisabledEver => yes_no(ever(subject)),
            GroupingKind::Code => subject
                .assessed
                .map_or(0, |assessed| assessed.codes.iter().fold(0, |all, code| all | bit(grouping, code))),
            GroupingKind::AutismOnly => {
                self.by_codes(subject, "only", |codes, of| codes.iter().all(|code| of.contains(code)))
            }
            GroupingKind::Communication => {
                self.by_codes(subject, "comm", |codes, of| codes.iter().any(|code| of.contains(code)))
            }
            GroupingKind::Diagnosis => {
                named(request.and_then(|request| request.diagnosis).map(|diagnosis| match diagnosis {
                    Diagnosis::Diagnosed => "diagnosed",
                    Diagnosis::Awaiting => "awaiting",
                    Diagnosis::Neither => "neither",
                }))
            }
            GroupingKind::Source => named(request.map(|request| match request.source {
                Source::ParentCarer | Source::YoungPerson => "self",
                Source::FamilyOrFriend => "friend",
                Source::Professional => "professional",
            })),
            GroupingKind::Ethnicity => {
                named(request.and_then(|_| subject.background(|told| told.ethnicity.as_deref())))
            }
            GroupingKind::Sex => named(request.and_then(|_| subject.background(|told| told.sex.as_deref()))),
            GroupingKind::CarerDisabled => {
                yes_no(request.and_then(|_| subject.background(|told| told.carer_disabled)))
            }
            GroupingKind::Disputed => {
                yes_no(Some(subject.person.disputes.iter().any(|day| subject.covers(*day))))
            }
        }
    }

    /// A child with codes is in the group or among the others; a child without any is not recorded.
    fn by_codes(
        &self,
        subject: &Subject<'_>,
        id: &str,
        holds: impl Fn(&[String], &[String]) -> bool,
    ) -> Membership {
        match subject.assessed {
            Some(assessed) if !assessed.codes.is_empty() => {
                let inside = holds(&assessed.codes, &self.grouping.of_codes);
                bit(self.grouping, if inside { id } else { "others" })
            }
            _ => self.not_recorded,
        }
    }
}

/// Whether the child is disabled, as first recorded.
pub(crate) fn at_contact(subject: &Subject<'_>) -> Option<Disabled> {
    subject.request.and_then(|request| request.disabled)
}

/// Whether any record ever said yes; no, where somebody recorded no and nobody yes.
pub(crate) fn ever(subject: &Subject<'_>) -> Option<bool> {
    let person = subject.person;
    let yes = person
        .requests
        .iter()
        .any(|request| request.disabled_ever || request.disabled == Some(Disabled::Yes))
        || person.assessed.iter().any(|assessed| assessed.disabled_ever || !assessed.codes.is_empty());
    let returned = |disabled| person.referred.iter().any(|referred| referred.disabled == Some(disabled));
    let yes = yes || returned(true);
    let no = returned(false) || person.requests.iter().any(|request| request.disabled == Some(Disabled::No));
    if yes { Some(true) } else { no.then_some(false) }
}
