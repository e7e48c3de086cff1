//! What somebody has answered and not yet sent. It is kept in the store, locked under a key of its own; the session
//! holds only its identifier, and no address names it.

use std::collections::BTreeSet;

use access::Actor;
use application::Failure;
use forms::{Answers, Form, Question, QuestionId, prune};
use jiff::Timestamp;
use kernel::PersonId;
use records::request::Channel;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::failure::PageFailure;
use crate::site::Site;

/// The form.
const FORM: &str = "ask";
/// How often a change is made again when the same draft was saved from another window in between. Each window changes
/// the answer to one question, so a second try only ever joins them.
const ATTEMPTS_MAX: u32 = 5;

/// A draft, as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct AskDraft {
    /// The answers, pinned to the version of the form.
    pub answers: Answers,
    /// Whoever asks: their code belongs to this identifier, before and after sending.
    pub person: PersonId,
    /// The questions that were met, answered or left out.
    #[serde(default)]
    pub passed: BTreeSet<QuestionId>,
    /// Whether a code was given for it.
    #[serde(default)]
    pub has_code: bool,
    /// How and when it reached us, when a practitioner writes it down.
    #[serde(default)]
    pub entry: Option<Entry>,
}

/// How and when a request reached us that did not come by the pages.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Entry {
    /// By which channel.
    pub channel: Channel,
    /// True receipt.
    pub received_at: Timestamp,
}

/// A draft in hand, with the form that it answers.
pub(super) struct Writing<'a> {
    /// The draft's identifier, and the request's once it is sent.
    pub id: Uuid,
    /// How often it has been saved; 0 when nothing has been.
    pub revision: u64,
    /// The draft.
    pub draft: AskDraft,
    /// The form.
    pub form: &'a Form,
}

impl Writing<'_> {
    /// The question of this name, if it is asked after the answers so far.
    pub fn asked(&self, question: &str) -> Option<&Question> {
        self.form
            .visible_questions(&self.draft.answers)
            .into_iter()
            .find(|asked| asked.id.as_str() == question)
    }

    /// The place of a question among those that are asked, from 1.
    pub fn place(&self, question: &Question) -> usize {
        let asked = self.form.visible_questions(&self.draft.answers);
        asked.iter().position(|other| other.id == question.id).map_or(1, |index| index + 1)
    }

    /// The first question that was not met yet.
    pub fn first_open(&self) -> Option<&Question> {
        self.form.visible_questions(&self.draft.answers).into_iter().find(|asked| {
            let left_out = asked.optional && self.draft.passed.contains(&asked.id);
            self.draft.answers.get(asked.id.as_str()).is_none() && !left_out
        })
    }

    /// Where to go on: the first question that was not met yet, or the answers to check.
    pub fn go_on(&self) -> String {
        self.first_open().map_or_else(|| "/ask/check".to_owned(), |question| format!("/ask/{}", question.id))
    }
}

/// Whoever asks. The pages are for anybody, and who asks stands in the answers, so it makes no difference whether
/// somebody happens to be signed in.
pub(super) fn anybody(site: &Site) -> Actor {
    Actor::Anonymous { partnership: site.application().partnership().clone() }
}

/// The form in its newest version.
pub(super) fn newest_form(site: &Site) -> Result<&Form, PageFailure> {
    // The library that is compiled in has it; another that has not cannot take requests.
    site.application().forms().latest(FORM).ok_or(PageFailure::NotThere)
}

/// The draft of a session; none if the session has none, or if it was sent meanwhile.
pub(super) async fn current(site: &Site, id: Option<Uuid>) -> Result<Option<Writing<'_>>, PageFailure> {
    let Some(id) = id else { return Ok(None) };
    match load(site, id).await? {
        Some(writing) => Ok(Some(writing)),
        None if site.application().is_sent(id).await? => Ok(None),
        None => fresh(site, id).map(Some),
    }
}

/// A draft that was saved.
pub(super) async fn load(site: &Site, id: Uuid) -> Result<Option<Writing<'_>>, PageFailure> {
    let Some(found) = site.application().load_draft::<AskDraft>(id).await? else { return Ok(None) };
    let mut draft = found.draft;
    let form = if let Some(form) = site.application().forms().form_of(&draft.answers) {
        form
    } else {
        // The version that was begun is no longer shipped. Nothing has been sent, so the answers that the newest
        // version still asks for go on in it.
        let newest = newest_form(site)?;
        draft.answers.form = newest.reference().clone();
        draft.answers = prune(newest, &draft.answers);
        newest
    };
    Ok(Some(Writing { id, revision: found.revision, draft, form }))
}

fn fresh(site: &Site, id: Uuid) -> Result<Writing<'_>, PageFailure> {
    let form = newest_form(site)?;
    let draft = AskDraft {
        answers: form.no_answers(),
        person: PersonId(site.application().new_identifier()),
        passed: BTreeSet::new(),
        has_code: false,
        entry: None,
    };
    Ok(Writing { id, revision: 0, draft, form })
}

/// Changes a draft and saves it. What another window saved in between is kept.
pub(super) async fn change(
    site: &Site,
    id: Uuid,
    change: impl Fn(&mut AskDraft),
) -> Result<Writing<'_>, PageFailure> {
    for _ in 0..ATTEMPTS_MAX {
        let Some(mut writing) = current(site, Some(id)).await? else { return Err(PageFailure::NotThere) };
        change(&mut writing.draft);
        match site.application().save_draft(id, writing.revision, &writing.draft).await {
            Ok(revision) => return Ok(Writing { revision, ..writing }),
            Err(Failure::Draft(store::DraftError::Conflict { .. })) => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    Err(PageFailure::Busy)
}
