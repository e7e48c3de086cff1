//! A code of one's own: 64 random bits in four words that can be spoken, kept only as a keyed digest, limited by
//! attempts and time, and ended at will.

use access::{Action, Actor, FieldKind, RecordKind, Resource};
use jiff::SignedDuration;
use kernel::{PersonId, Randomness, StreamId, StreamKind};
use records::child::Child;
use records::help::Help;
use records::request::Request;
use store::{Batch, Code, NewCode};
use thiserror::Error;
use uuid::Uuid;

use crate::application::Application;
use crate::failure::Failure;
use crate::kept::{Kept, fold};

/// Wrong codes from one place within [`CODE_WINDOW_HOURS`] before it has to wait. With 64 random bits a guesser at
/// this rate needs longer than the age of the universe; the limit is there so that guessing is noticed.
pub const CODE_ATTEMPTS_MAX: u32 = 10;
/// The window of [`CODE_ATTEMPTS_MAX`], in hours.
pub const CODE_WINDOW_HOURS: i64 = 1;

const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";
/// Words of five letters in a code; each carries 16 random bits.
const WORDS: usize = 4;

/// A code that was handed out. Its text is shown once.
#[derive(Clone, PartialEq, Eq)]
pub struct GivenCode {
    /// Names the code without telling it.
    pub id: Uuid,
    /// The four words.
    pub text: String,
}

impl std::fmt::Debug for GivenCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("GivenCode").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Why a code opens nothing.
#[derive(Debug, Error)]
pub enum CodeFailure {
    /// No such code, or it was ended. Which of the two is not said.
    #[error("the code opens nothing")]
    Unknown,
    /// Too many wrong codes from this place.
    #[error("too many wrong codes")]
    TooMany {
        /// When codes are taken again.
        again_at: jiff::Timestamp,
    },
    /// The store failed.
    #[error("the code could not be looked up")]
    Failure(#[from] Failure),
}

/// A new code: `lusab-babad-gutih-tugad`.
pub fn new_code(randomness: &dyn Randomness) -> String {
    let mut bytes = [0_u8; WORDS * 2];
    randomness.fill(&mut bytes);
    let words = bytes.chunks(2).map(|pair| word(u16::from_be_bytes([pair[0], pair[1]])));
    words.collect::<Vec<_>>().join("-")
}

/// Sixteen bits as consonant, vowel, consonant, vowel, consonant.
fn word(bits: u16) -> String {
    let consonant = |shift: u32| char::from(CONSONANTS[usize::from((bits >> shift) & 15)]);
    let vowel = |shift: u32| char::from(VOWELS[usize::from((bits >> shift) & 3)]);
    [consonant(12), vowel(10), consonant(6), vowel(4), consonant(0)].into_iter().collect()
}

/// A code as it is looked up, however it was typed: small letters, words joined by hyphens.
pub fn normalise_code(typed: &str) -> String {
    let letters: Vec<char> = typed
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|letter| letter.to_ascii_lowercase())
        .take(64)
        .collect();
    letters.chunks(5).map(|word| word.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A short reference for a receipt, such as `K7M-2QX`: for the telephone, opens nothing.
pub fn reference(randomness: &dyn Randomness) -> String {
    /// Letters and digits that are not mistaken for one another when spoken or written.
    const LETTERS: &[u8; 28] = b"ABCDEFGHJKMNPQRSTVWXYZ234679";
    let mut bytes = [0_u8; 6];
    randomness.fill(&mut bytes);
    let letters: String =
        bytes.iter().map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()])).collect();
    format!("{}-{}", &letters[..3], &letters[3..])
}

impl Application {
    /// A new code for a person, to be handed out with an act.
    pub fn make_code(&self, person: PersonId, reach: StreamId) -> (NewCode, GivenCode) {
        let text = new_code(self.randomness());
        let id = self.new_identifier();
        let kept = NewCode { id, text: text.clone(), person, reach, issued_at: self.now() };
        (kept, GivenCode { id, text })
    }

    /// Gives a person a code of their own, and ends the ones they had for the same record.
    pub async fn give_code(
        &self,
        actor: &Actor,
        person: PersonId,
        reach: StreamId,
    ) -> Result<GivenCode, Failure> {
        self.may_change_codes(actor, reach, Action::IssueCode, person).await?;
        let (kept, given) = self.make_code(person, reach);
        let mut batch = Batch::new(self.partnership().clone(), self.now());
        let before = self.store().codes_of_stream(self.partnership(), reach).await?;
        batch.revoke_codes = before
            .into_iter()
            .filter(|code| code.person == person && code.revoked_at.is_none())
            .map(|code| code.id)
            .collect();
        batch.codes.push(kept);
        self.store().append(batch).await?;
        // Whoever lost their phrase asks the person they know, who makes sure who they are and gives a new code.
        self.end_phrase(person).await?;
        Ok(given)
    }

    /// Ends the codes that a person has for a record.
    pub async fn end_codes(
        &self,
        actor: &Actor,
        person: PersonId,
        reach: StreamId,
    ) -> Result<usize, Failure> {
        self.may_change_codes(actor, reach, Action::RevokeCode, person).await?;
        let codes = self.store().codes_of_stream(self.partnership(), reach).await?;
        let mut batch = Batch::new(self.partnership().clone(), self.now());
        batch.revoke_codes = codes
            .into_iter()
            .filter(|code| code.person == person && code.revoked_at.is_none())
            .map(|code| code.id)
            .collect();
        let ended = batch.revoke_codes.len();
        if ended > 0 {
            self.store().append(batch).await?;
        }
        Ok(ended)
    }

    async fn may_change_codes(
        &self,
        actor: &Actor,
        reach: StreamId,
        action: Action,
        person: PersonId,
    ) -> Result<(), Failure> {
        let loaded = self.store().load(self.partnership(), reach).await?;
        let today = self.today();
        // Help is its own kind of record: who gives codes for it is another question than for a child's record.
        let kind = if reach.kind == StreamKind::Help { RecordKind::Help } else { RecordKind::Code };
        let mut facts = match reach.kind {
            StreamKind::Request => fold::<Request>(reach, &loaded)?.state.facts(self.partnership(), today),
            StreamKind::Child => fold::<Child>(reach, &loaded)?.state.facts(self.partnership(), today),
            StreamKind::Help => fold::<Help>(reach, &loaded)?.state.facts(self.partnership(), today),
            _ => return Err(Failure::NotThere),
        };
        facts.own_of = [person].into();
        let resource = Resource::of(actor, kind, FieldKind::Ordinary, &facts);
        let allowed = loaded.version > 0 && self.policy().decide(actor, action, &resource).allowed;
        if allowed { Ok(()) } else { Err(Failure::NotThere) }
    }

    /// What a typed code opens. `from` names where it was typed, for the limit on attempts; it is kept only as a digest.
    pub async fn open_with_code(&self, typed: &str, from: &[u8]) -> Result<Code, CodeFailure> {
        let store = self.store();
        let now = self.now();
        let window = SignedDuration::from_hours(CODE_WINDOW_HOURS);
        let attempts =
            store.count_attempt(self.partnership(), from, window, now).await.map_err(Failure::from)?;
        if attempts.count > CODE_ATTEMPTS_MAX {
            return Err(CodeFailure::TooMany { again_at: attempts.resets_at });
        }
        let found = store
            .look_up_code(self.partnership(), &normalise_code(typed))
            .await
            .map_err(Failure::from)?
            .filter(|code| code.revoked_at.is_none())
            .ok_or(CodeFailure::Unknown)?;
        store.forget_attempts(self.partnership(), from).await.map_err(Failure::from)?;
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededRandomness;

    #[test]
    fn a_code_reads_back_however_it_is_typed() {
        let code = new_code(&SeededRandomness::new(7));
        assert_eq!(code.len(), 23);
        for typed in [code.clone(), code.to_uppercase(), code.replace('-', " "), code.replace('-', "")] {
            assert_eq!(normalise_code(&typed), code);
        }
    }

    #[test]
    fn every_bit_is_in_the_words() {
        let all: std::collections::BTreeSet<String> = (0..=u16::MAX).map(word).collect();
        assert_eq!(all.len(), 65_536);
        assert_eq!(word(0x7F00), "lusab");
    }
}
