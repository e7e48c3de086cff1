//! Whose words an entry is, and so who of a family may read it.
//!
//! Nothing one person says is shown to another by default. What a parent told a practitioner is that parent's, also
//! when the practitioner wrote it down; where it is not certain whose words they are, they are nobody's to read here,
//! and the page says whom to ask.

use std::collections::BTreeSet;

use access::{Action, FieldKind, RecordKind};
use forms::Question;
use jiff::civil::Date;
use kernel::{PersonId, london_date};
use records::child::{Child, Entry, Source};
use records::people::Involved;

use super::reading::Reading;

/// Why a reader is not shown an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum HeldBack {
    /// They are the words of one person, who has not shared them.
    OwnWords,
    /// It is intimate, and somebody else's.
    Intimate,
}

/// Whether an entry is held back from the reader, and why.
pub(super) fn held_back(reading: &Reading, entry: &Entry, question: Option<&Question>) -> Option<HeldBack> {
    let Some(open) = &reading.child else { return Some(HeldBack::OwnWords) };
    let child = &open.opened.state;
    // A question that the form no longer has is treated as the most private kind.
    let intimate = question.is_none_or(|question| question.intimate);
    let owner = owner(child, entry);
    let may = |field| {
        let facts = &open.opened.facts;
        reading.may_of(facts, owner, Action::See, RecordKind::AssessmentEntry, field)
    };
    if is_own_words(child, entry) && !may(FieldKind::OwnWords) {
        return Some(HeldBack::OwnWords);
    }
    if intimate && !may(FieldKind::Intimate) {
        return Some(HeldBack::Intimate);
    }
    (!may(FieldKind::Ordinary)).then_some(HeldBack::OwnWords)
}

/// Whether the words belong to one person. A child's belong to the child once the child takes part themselves.
fn is_own_words(child: &Child, entry: &Entry) -> bool {
    match entry.source {
        Source::Family => true,
        Source::Child => taking_part(child, written_on(entry)).any(is_young),
        Source::Practitioner | Source::Report => false,
    }
}

/// The person whose words they are, where that is certain.
fn owner(child: &Child, entry: &Entry) -> Option<PersonId> {
    let on = written_on(entry);
    let author = entry.revisions.first().and_then(|first| first.author.person);
    if let Some(author) = author.filter(|author| parts(child).any(|part| part.person == *author)) {
        return Some(author);
    }
    let wanted = |part: &&Involved| is_young(part) == (entry.source == Source::Child);
    // Where only the young person takes part, what was told is theirs.
    let alone = entry.source != Source::Child && taking_part(child, on).all(is_young);
    let people: Vec<&Involved> = taking_part(child, on).filter(|part| alone || wanted(part)).collect();
    if entry.source == Source::Family && !entry.source_note.trim().is_empty() {
        return named_in(&entry.source_note, &people);
    }
    let distinct: BTreeSet<PersonId> = people.iter().map(|part| part.person).collect();
    (distinct.len() == 1).then(|| distinct.first().copied()).flatten()
}

fn written_on(entry: &Entry) -> Date {
    entry.revisions.first().map_or(Date::MIN, |first| london_date(first.at))
}

fn is_young(part: &Involved) -> bool {
    part.capacity.as_str() == "young-person"
}

/// The parts of family members and those they chose.
fn parts(child: &Child) -> impl Iterator<Item = &Involved> {
    child
        .involved
        .iter()
        .filter(|part| matches!(part.capacity.as_str(), "parent-carer" | "young-person" | "supporter"))
}

fn taking_part(child: &Child, on: Date) -> impl Iterator<Item = &Involved> {
    parts(child).filter(move |part| part.holds_on(on))
}

/// The one of these people whom a note names best: `Dana Marsh`, `mum`. Nobody when it fits two alike.
fn named_in(note: &str, people: &[&Involved]) -> Option<PersonId> {
    let said = tokens(note);
    let fit = |part: &Involved| {
        let known: BTreeSet<String> =
            tokens(&part.name).union(&tokens(&part.relationship)).cloned().collect();
        known.intersection(&said).count()
    };
    let best = people.iter().map(|part| fit(part)).max().filter(|best| *best > 0)?;
    let fitting: BTreeSet<PersonId> =
        people.iter().filter(|part| fit(part) == best).map(|part| part.person).collect();
    (fitting.len() == 1).then(|| fitting.first().copied()).flatten()
}

fn tokens(text: &str) -> BTreeSet<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::Answer;
    use kernel::{Capacity, EntryId, Moment};
    use records::child::Written;
    use records::{Author, Recorded, Stream};
    use uuid::Uuid;

    const MUM: u128 = 1;
    const DAD: u128 = 2;
    const YOUNG: u128 = 3;
    const ASSESSOR: u128 = 9;

    fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    fn part(number: u128, name: &str, relationship: &str, capacity: &str) -> Involved {
        Involved {
            person: person(number),
            name: name.to_owned(),
            capacity: Capacity::new(capacity).unwrap(),
            relationship: relationship.to_owned(),
            contact: None,
            from: jiff::civil::date(2026, 1, 1),
            until: None,
        }
    }

    fn written(source: Source, note: &str, author: u128) -> Entry {
        let at = "2026-11-23T09:00:00Z".parse().unwrap();
        let fact = Written {
            entry: EntryId(Uuid::from_u128(100)),
            form: "assessment@1".to_owned(),
            section: "k-home".to_owned(),
            question: "own-room".to_owned(),
            answer: Answer::Text("Words".to_owned()),
            source,
            source_note: note.to_owned(),
        };
        let mut child = Child::default();
        child.apply(&Recorded {
            entry: fact.entry,
            version: 1,
            recorded_at: at,
            author: Author { person: Some(person(author)), capacity: None },
            happened: Moment::At(at),
            event: fact.into(),
        });
        child.entries.remove(0)
    }

    fn child(involved: &[Involved]) -> Child {
        Child { involved: involved.to_vec(), ..Child::default() }
    }

    #[test]
    fn words_belong_to_whoever_said_them_and_to_nobody_when_that_is_not_certain() {
        let mum = part(MUM, "Dana Marsh", "mum", "parent-carer");
        let dad = part(DAD, "Sam Marsh", "dad", "parent-carer");
        let young = part(YOUNG, "Robin Marsh", "themselves", "young-person");
        let (one, two) = (child(std::slice::from_ref(&mum)), child(&[mum.clone(), dad.clone()]));
        let with_young = child(&[mum, young.clone()]);
        let only_young = child(&[young]);
        let cases = [
            ("one parent takes part", &one, Source::Family, "", ASSESSOR, Some(MUM)),
            ("a note names somebody who takes no part", &one, Source::Family, "Grandma", ASSESSOR, None),
            ("two parents, not said which", &two, Source::Family, "", ASSESSOR, None),
            ("two parents, by name", &two, Source::Family, "Sam Marsh", ASSESSOR, Some(DAD)),
            ("two parents, by what they are", &two, Source::Family, "told by mum", ASSESSOR, Some(MUM)),
            ("two parents, a name that fits both", &two, Source::Family, "Marsh", ASSESSOR, None),
            ("a parent wrote it", &two, Source::Family, "", DAD, Some(DAD)),
            ("a young person's words", &with_young, Source::Child, "", ASSESSOR, Some(YOUNG)),
            ("a child who takes no part", &one, Source::Child, "", ASSESSOR, None),
            ("a parent's beside a young person", &with_young, Source::Family, "", ASSESSOR, Some(MUM)),
            ("a young person by themselves", &only_young, Source::Family, "", ASSESSOR, Some(YOUNG)),
            ("a report that one parent gave", &one, Source::Report, "A letter", ASSESSOR, Some(MUM)),
        ];
        for (what, child, source, note, author, expected) in cases {
            assert_eq!(owner(child, &written(source, note, author)), expected.map(person), "{what}");
        }
    }

    #[test]
    fn a_childs_words_are_their_own_once_they_take_part_themselves() {
        let mum = part(MUM, "Dana Marsh", "mum", "parent-carer");
        let young = part(YOUNG, "Robin Marsh", "", "young-person");
        let entry = written(Source::Child, "", ASSESSOR);
        assert!(!is_own_words(&child(std::slice::from_ref(&mum)), &entry));
        assert!(is_own_words(&child(&[mum, young]), &entry));
    }
}
