//! How well a record fits what was asked, and why.

use records::FoundBy;

use super::asked::{Asked, reference_of};
use super::contacts;
use super::names::{name_words, sounds};

/// From which likeness on two spellings are shown as alike: below it, names of different people come (measured on names
/// with typing mistakes, see the tests of this crate).
pub const ALIKE_MIN: f64 = 0.86;
/// What a word must at least have in common where the rest of the name fits.
const WORD_MIN: f64 = 0.70;
/// What two words that sound alike count for, however they are spelt.
const SOUNDS_ALIKE: f64 = 0.93;
/// With the same date of birth, a name may be further away: two things rarely agree by chance.
const ALIKE_WITH_BIRTH_MIN: f64 = 0.70;
/// What a birth date that agrees adds, and what one that differs takes away.
const BIRTH_WEIGHT: f64 = 0.3;
/// What a reference, or a way to reach somebody, that agrees adds.
const CERTAIN_WEIGHT: f64 = 1.0;

/// Why a record was found; each has words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The reference is the same.
    SameReference,
    /// The name is the same, in any order.
    SameName,
    /// The name sounds the same.
    SoundsLike,
    /// The name is spelt nearly the same.
    SpeltAlike,
    /// The date of birth is the same.
    SameBirth,
    /// Somebody is reached by this number or address.
    SameContact,
}

impl Why {
    /// A short name, for words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SameReference => "reference",
            Self::SameName => "name",
            Self::SoundsLike => "sounds",
            Self::SpeltAlike => "alike",
            Self::SameBirth => "birth",
            Self::SameContact => "contact",
        }
    }
}

/// How well something fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The better, the higher.
    pub score: f64,
    /// Why, the strongest first; never empty.
    pub why: Vec<Why>,
}

/// How well a record fits, if it does.
pub fn fit(asked: &Asked, found: &FoundBy) -> Option<Fit> {
    let (mut score, mut why) = (0.0, Vec::new());
    let named = best_name(&asked.names, &found.names);
    let same_birth = asked.born.is_some() && asked.born == found.born;
    if let Some((likeness, kind)) = named {
        let enough = if same_birth { ALIKE_WITH_BIRTH_MIN } else { ALIKE_MIN };
        if likeness >= enough {
            score += likeness;
            why.push(kind);
        }
    }
    let reference = asked.reference.as_ref().is_some_and(|asked| {
        found.references.iter().any(|known| reference_of(known).as_ref() == Some(asked))
    });
    if reference {
        score += CERTAIN_WEIGHT;
        why.push(Why::SameReference);
    }
    if reached(asked, found) {
        score += CERTAIN_WEIGHT;
        why.push(Why::SameContact);
    }
    if same_birth && (asked.names.is_empty() || !why.is_empty()) {
        score += BIRTH_WEIGHT;
        why.push(Why::SameBirth);
    } else if asked.born.is_some() && found.born.is_some() && !same_birth {
        score -= BIRTH_WEIGHT;
    }
    why.sort_unstable();
    (!why.is_empty()).then_some(Fit { score, why })
}

/// Whether somebody is reached by what was asked: by the number, the email address, the postcode, or words of an address
/// that stand side by side there too.
fn reached(asked: &Asked, found: &FoundBy) -> bool {
    let known = || found.contacts.iter().flat_map(|contact| contacts::tokens(contact));
    if !asked.contacts.is_empty() {
        return known().any(|token| asked.contacts.contains(&token));
    }
    let places = contacts::places(&asked.words);
    !places.is_empty() && {
        let known: Vec<String> = known().collect();
        places.iter().all(|place| known.contains(place))
    }
}

/// The likeness of what was asked to the best of somebody's names.
fn best_name(asked: &[String], names: &[String]) -> Option<(f64, Why)> {
    if asked.is_empty() {
        return None;
    }
    let best = names.iter().filter_map(|name| likeness(asked, &name_words(name)));
    best.max_by(|left, right| left.0.total_cmp(&right.0))
}

/// How alike two names are, word by word in the order that fits best: each word asked for must have one of its own.
fn likeness(asked: &[String], known: &[String]) -> Option<(f64, Why)> {
    let mut all: Vec<(f64, bool, usize, usize)> = Vec::new();
    for (place, word) in asked.iter().enumerate() {
        for (other_place, other) in known.iter().enumerate() {
            let (alike, sounds) = word_likeness(word, other);
            all.push((alike, sounds, place, other_place));
        }
    }
    all.sort_by(|left, right| {
        right.0.total_cmp(&left.0).then(left.2.cmp(&right.2)).then(left.3.cmp(&right.3))
    });
    let (mut taken, mut used) = (vec![None; asked.len()], vec![false; known.len()]);
    for (alike, sounds, place, other) in all {
        if taken[place].is_none() && !used[other] {
            taken[place] = Some((alike, sounds));
            used[other] = true;
        }
    }
    let matched: Vec<(f64, bool)> = taken.into_iter().collect::<Option<_>>()?;
    if matched.iter().any(|(alike, _)| *alike < WORD_MIN) {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a name has at most four words")]
    let mean = matched.iter().map(|(alike, _)| alike).sum::<f64>() / matched.len() as f64;
    let why = if matched.iter().all(|(alike, _)| *alike >= 1.0) {
        Why::SameName
    } else if matched.iter().all(|(alike, sounds)| *sounds || *alike >= 1.0) {
        Why::SoundsLike
    } else {
        Why::SpeltAlike
    };
    Some((mean, why))
}

/// How alike two words are, and whether they sound the same.
fn word_likeness(one: &str, other: &str) -> (f64, bool) {
    if one == other {
        return (1.0, true);
    }
    let (sound, others) = (sounds(one), sounds(other));
    let same = sound.iter().any(|sound| others.contains(sound));
    let spelt = strsim::jaro_winkler(one, other);
    // Short words share a sound with many others; their letters must say something too.
    let by_sound = if same { SOUNDS_ALIKE.min(f64::midpoint(1.0, spelt)) } else { 0.0 };
    (spelt.max(by_sound), same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn found(name: &str) -> FoundBy {
        FoundBy {
            names: vec![name.to_owned()],
            born: Some(date(2014, 3, 2)),
            references: vec!["K7M-2QX".to_owned()],
            contacts: vec!["4 Mill Lane, Wendale WD1 2AB".to_owned(), "07700 900123".to_owned()],
        }
    }

    /// What is asked of one record, and why it is found; nothing: it is not.
    const ASKED: [(&str, &str, &[Why]); 14] = [
        ("Samuel Okafor", "okafor samuel", &[Why::SameName]),
        ("Samuel Okafor", "okafor", &[Why::SameName]),
        ("Stephen Marsh", "Steven Marsh", &[Why::SoundsLike]),
        ("Jonathan Baker", "Jonatham Baker", &[Why::SpeltAlike]),
        ("Samuel Okafor", "Samuel Okafor 2014-03-02", &[Why::SameName, Why::SameBirth]),
        ("Samuel Okafor", "Samuel Okafor 2015-03-02", &[Why::SameName]),
        ("Samuel Okafor", "2 March 2014", &[Why::SameBirth]),
        ("Samuel Okafor", "k7m2qx", &[Why::SameReference]),
        ("Samuel Okafor", "+447700900123", &[Why::SameContact]),
        ("Samuel Okafor", "Mill Lane", &[Why::SameContact]),
        ("Samuel Okafor", "WD1 2AB", &[Why::SameContact]),
        ("Samuel Okafor", "Samantha Clark", &[]),
        ("Samuel Okafor", "Samuel Clark", &[]),
        ("Samuel Okafor", "Bethany Clark 2014-03-02", &[]),
    ];

    #[test]
    fn a_record_is_found_for_a_reason_that_can_be_told() {
        for (name, typed, expected) in ASKED {
            let why = fit(&Asked::parse(typed), &found(name)).map(|fit| fit.why).unwrap_or_default();
            assert_eq!(why, expected, "{typed} among {name}");
        }
        let score = |typed: &str| fit(&Asked::parse(typed), &found("Samuel Okafor")).unwrap().score;
        assert!(score("Samuel Okafor 2014-03-02") > score("Samuel Okafor"));
        assert!(score("Samuel Okafor") > score("Samuel Okafor 2015-03-02"));
        assert!(score("Samuel Okafor") > score("Samual Okafor"));
    }
}
