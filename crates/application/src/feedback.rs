//! How it was to be assessed: taken from whoever holds a code, and read as figures alone.

use access::{Action, Actor, RecordKind};
use kernel::StreamKind;
use records::feedback::{After, Counts, Feedback, Give, Given, count};

use crate::act::Act;
use crate::application::Application;
use crate::failure::Failure;
use crate::kept::fold;
use crate::lists::is_whole;

/// The figures after one step.
#[derive(Debug, Clone)]
pub struct FeedbackCounts {
    /// The step.
    pub after: After,
    /// What was counted.
    pub counts: Counts,
}

/// Streams that are folded between two questions to the store.
const BATCH: u32 = 200;

impl Application {
    /// Whether this person has replied to this step already, as often as it took place.
    pub async fn has_given_feedback(&self, actor: &Actor, after: After, times: u64) -> Result<bool, Failure> {
        let found = self.list_involved(actor, StreamKind::Feedback, Some(after.name())).await?;
        Ok(found.total >= times)
    }

    /// Takes a reply: of each person one for every time that the step took place.
    pub async fn give_feedback(
        &self,
        actor: &Actor,
        given: Given,
        times: u64,
        once: Option<uuid::Uuid>,
    ) -> Result<(), Failure> {
        if self.has_given_feedback(actor, given.after, times).await? {
            return Err(Failure::AlreadyDone);
        }
        let act = Act::on(self.new_identifier(), Give(given));
        self.execute(actor, once.into_iter().fold(act, Act::once)).await?;
        Ok(())
    }

    /// The figures, for whoever the table lets read them. Numbers of fewer people than the protocol allows are left out.
    pub async fn feedback_counts(&self, actor: &Actor) -> Result<Vec<FeedbackCounts>, Failure> {
        if !is_whole(&self.policy().scope(actor, Action::List, RecordKind::Feedback)) {
            return Err(Failure::NotThere);
        }
        let form = self.forms().latest("feedback").ok_or(Failure::NotThere)?;
        let fewest = self.rules().protocol().settings().figures.least_shown;
        let mut replies = Vec::new();
        let mut after = None;
        loop {
            let streams =
                self.store().streams(self.partnership(), StreamKind::Feedback, after, BATCH).await?;
            let Some(last) = streams.last() else { break };
            after = Some(last.id);
            let loaded = self.store().load_many(self.partnership(), &streams).await?;
            for (stream, loaded) in streams.iter().zip(&loaded) {
                match fold::<Feedback>(*stream, loaded) {
                    Ok(folded) => replies.push(folded.state),
                    // What was erased is no longer counted.
                    Err(Failure::Erased) => {}
                    Err(failure) => return Err(failure),
                }
            }
        }
        let counted = |after| FeedbackCounts { after, counts: count(replies.iter(), after, form, fewest) };
        Ok(After::ALL.into_iter().map(|(_, after)| counted(after)).collect())
    }
}
