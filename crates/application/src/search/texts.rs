//! Words in what was written, among the records in which the reader takes part.
//!
//! Bodies are locked, each with its own key, and no clear word of them is kept beside: so the reader's own records are
//! read through, which are few. It is a reading like any other: the records that are shown have it in their read log.

use access::{Action, Actor, FieldKind, RecordFacts, RecordKind, Resource};
use forms::Answer;
use jiff::Timestamp;
use kernel::{EntryId, StreamId, StreamKind};
use records::child::{Child, Entry, Source};
use uuid::Uuid;

use super::names::{plain, words};
use crate::application::Application;
use crate::failure::Failure;
use crate::kept::{Kept, fold};
use crate::open::ReadReason;

/// The most records that are read through: several times what anybody is allocated.
const RECORDS_MAX: usize = 200;
/// The most places that are shown.
pub const TEXT_HITS_MAX: usize = 20;
/// Letters of the text before and after what was found.
const AROUND: usize = 80;
/// The form whose entries are read through.
const FORM: &str = "assessment";

/// A place in which all the words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextHit {
    /// The child's record.
    pub child: Uuid,
    /// What the child likes to be called.
    pub called: String,
    /// The entry.
    pub entry: EntryId,
    /// The section of the form.
    pub section: String,
    /// When it was written.
    pub at: Timestamp,
    /// The words with what stands around them.
    pub excerpt: String,
}

impl Application {
    /// Entries in which all of these words stand, in the records in which the actor takes part, as far as the actor may
    /// see them. The records that are named are in the read log before the answer.
    pub async fn search_texts(&self, actor: &Actor, typed: &str) -> Result<Vec<TextHit>, Failure> {
        let asked = words(typed);
        let mut hits = Vec::new();
        if asked.is_empty() {
            return Ok(hits);
        }
        let own = self.involved_streams(actor, StreamKind::Child).await?;
        for stream in own.into_iter().take(RECORDS_MAX) {
            if hits.len() >= TEXT_HITS_MAX {
                break;
            }
            let found = self.texts_in(actor, stream, &asked).await?;
            if found.is_empty() {
                continue;
            }
            match self.open_child(actor, stream.id, ReadReason::work("search")).await {
                Ok(_) => hits.extend(found),
                Err(Failure::NotThere | Failure::Erased) => {}
                Err(failure) => return Err(failure),
            }
        }
        hits.truncate(TEXT_HITS_MAX);
        Ok(hits)
    }

    async fn texts_in(
        &self,
        actor: &Actor,
        stream: StreamId,
        asked: &[String],
    ) -> Result<Vec<TextHit>, Failure> {
        let loaded = self.store().load(self.partnership(), stream).await?;
        let child = match fold::<Child>(stream, &loaded) {
            Ok(folded) => folded.state,
            Err(Failure::Erased) => return Ok(Vec::new()),
            Err(failure) => return Err(failure),
        };
        let facts = child.facts(self.partnership(), self.today());
        let visible = child
            .entries
            .iter()
            .filter(|entry| entry.struck_out.is_none() && self.shows_entry(actor, &facts, entry));
        let hit = |entry: &Entry| {
            let Answer::Text(text) = &entry.current().answer else { return None };
            Some(TextHit {
                child: stream.id,
                called: child.called().to_owned(),
                entry: entry.entry,
                section: entry.section.clone(),
                at: entry.current().at,
                excerpt: excerpt(text, asked)?,
            })
        };
        Ok(visible.filter_map(hit).collect())
    }

    /// Whether an actor may see an entry of a record with these facts: intimate ones and people's own words have rows of
    /// their own in the table.
    pub fn shows_entry(&self, actor: &Actor, facts: &RecordFacts, entry: &Entry) -> bool {
        let form = self.forms().latest(FORM);
        let question = form.and_then(|form| form.question(&entry.question));
        let field = match entry.source {
            _ if question.is_some_and(|question| question.intimate) => FieldKind::Intimate,
            Source::Family | Source::Child => FieldKind::OwnWords,
            Source::Practitioner | Source::Report => FieldKind::Ordinary,
        };
        let resource = Resource::of(actor, RecordKind::AssessmentEntry, field, facts);
        self.policy().decide(actor, Action::See, &resource).allowed
    }
}

/// The text around the first of these words, if all of them stand in it. A word also stands where a longer one begins with
/// it: `seizure` is found in `seizures`.
fn excerpt(text: &str, asked: &[String]) -> Option<String> {
    let mut first = None;
    let mut missing: Vec<&String> = asked.iter().collect();
    for (place, word) in pieces(text) {
        let known = plain(word);
        let before = missing.len();
        missing.retain(|asked| {
            !known
                .split(|character: char| !character.is_ascii_alphanumeric())
                .any(|part| part.starts_with(asked.as_str()))
        });
        if missing.len() < before && first.is_none() {
            first = Some(place);
        }
        if missing.is_empty() {
            break;
        }
    }
    let first = first.filter(|_| missing.is_empty())?;
    let from = text[..first].char_indices().rev().nth(AROUND).map_or(0, |(place, _)| place);
    let until = text[first..].char_indices().nth(AROUND).map_or(text.len(), |(place, _)| first + place);
    let (before, after) = (if from > 0 { "… " } else { "" }, if until < text.len() { " …" } else { "" });
    Some(format!("{before}{}{after}", text[from..until].trim()))
}

/// The pieces of a text between white space, each with the place where it begins.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut place = 0;
    text.split_inclusive(char::is_whitespace).filter_map(move |piece| {
        let begins = place;
        place += piece.len();
        Some((begins, piece.trim_end())).filter(|(_, piece)| !piece.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_must_stand_there_and_the_text_around_is_shown() {
        let text = "She had two seizures at Zoë’s party. Her mum rang the nurse.";
        let asked = |typed: &str| excerpt(text, &words(typed));
        for typed in ["seizure", "SEIZURES", "zoe nurse", "mum rang", "party"] {
            assert_eq!(asked(typed).as_deref(), Some(text), "{typed}");
        }
        for typed in ["seized", "nurse doctor", "um"] {
            assert_eq!(asked(typed), None, "{typed}");
        }
        let long = format!("{} seizure {}", "before ".repeat(50), "after ".repeat(50));
        let found = excerpt(&long, &words("seizure")).unwrap();
        assert!(found.starts_with("… ") && found.ends_with(" …") && found.contains("seizure"), "{found}");
        assert!(found.chars().count() < 3 * AROUND, "{found}");
    }
}
