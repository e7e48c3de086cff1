//! Whoever raised a concern and is unsure talks with a social-work-qualified manager on the same day.

use serde::{Deserialize, Serialize};

use super::qualified::is_manager;
use crate::concern::{Concern, ConcernEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A manager and somebody who was unsure talked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkHeld {
    /// With whom.
    pub with: String,
    /// What was seen, heard or noticed, as far as it became clearer, and what follows.
    pub words: String,
}

/// Record the conversation.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordTalk(pub TalkHeld);

refusals! {
    /// Why it cannot be recorded.
    RecordTalkRefusal {
        NotRaised = "there is no such concern", "no-such-concern", "the conversation is about a concern";
        NotAManager = "a social-work-qualified manager talks with whoever is unsure", "talk-not-a-manager", "unsure opens a conversation with a social-work-qualified manager on the same day";
        WithMissing = "say with whom", "talk-with-missing", "a conversation has two people";
        WordsMissing = "say what became clearer", "talk-words-missing", "what was said is kept";
    }
}

impl Command for RecordTalk {
    type Stream = Concern;
    type Refusal = RecordTalkRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, RecordTalkRefusal> {
        if state.raised.is_none() {
            return Err(RecordTalkRefusal::NotRaised);
        }
        if !is_manager(context) {
            return Err(RecordTalkRefusal::NotAManager);
        }
        let (with, words) = (self.0.with.trim().to_owned(), self.0.words.trim().to_owned());
        if with.is_empty() {
            return Err(RecordTalkRefusal::WithMissing);
        }
        if words.is_empty() {
            return Err(RecordTalkRefusal::WordsMissing);
        }
        Ok(vec![Decided::now(context, TalkHeld { with, words })])
    }
}
