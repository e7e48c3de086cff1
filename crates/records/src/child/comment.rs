//! The family says: this is wrong, this is missing, I disagree. It stands beside the text, and it is answered.

use kernel::EntryId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::request::Noted;
use crate::stream::{Command, Context, Decided};

/// What the family says of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentKind {
    /// This is wrong.
    Wrong,
    /// This is missing.
    Missing,
    /// I disagree.
    Disagree,
}

impl CommentKind {
    /// Every kind, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 3] =
        [("wrong", Self::Wrong), ("missing", Self::Missing), ("disagree", Self::Disagree)];
}

/// A comment was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentMade {
    /// The comment.
    pub comment: Uuid,
    /// The entry it is about; absent when it is about a need or about the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// The need it is about, where it is about what is proposed or decided for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<Uuid>,
    /// What it says of it.
    pub kind: CommentKind,
    /// In their own words, which are never refused or altered.
    pub words: String,
}

/// A comment with its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    /// The comment.
    pub made: Noted<CommentMade>,
    /// The answer, once there is one.
    pub answered: Option<Noted<CommentAnswered>>,
}

/// Make a comment.
#[derive(Debug, Clone, Deserialize)]
pub struct MakeComment(pub CommentMade);

refusals! {
    /// Why a comment cannot be made.
    MakeCommentRefusal {
        NotRegistered = "there is no such record", "not-registered", "a comment belongs to a child's record";
        NoEntry = "there is no such entry", "no-entry", "a comment is about an entry, about a need or about the whole";
        NoNeed = "there is no such need", "no-such-need", "a comment is about an entry, about a need or about the whole";
        NoWords = "the comment is empty", "no-words", "a comment says something";
    }
}

impl Command for MakeComment {
    type Stream = Child;
    type Refusal = MakeCommentRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, MakeCommentRefusal> {
        if state.registered.is_none() {
            return Err(MakeCommentRefusal::NotRegistered);
        }
        if self.0.entry.is_some_and(|entry| state.entry(entry).is_none()) {
            return Err(MakeCommentRefusal::NoEntry);
        }
        if self.0.need.is_some_and(|need| state.need(need).is_none()) {
            return Err(MakeCommentRefusal::NoNeed);
        }
        if self.0.words.trim().is_empty() {
            return Err(MakeCommentRefusal::NoWords);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// What came of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentOutcome {
    /// The text was changed.
    Changed,
    /// A part of it was changed.
    PartlyChanged,
    /// The text stays; the disagreement is printed beside it.
    Kept,
}

impl CommentOutcome {
    /// Every outcome, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 3] =
        [("changed", Self::Changed), ("partly_changed", Self::PartlyChanged), ("kept", Self::Kept)];
}

/// A comment was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentAnswered {
    /// The comment.
    pub comment: Uuid,
    /// What came of it.
    pub outcome: CommentOutcome,
    /// The answer, to the person who made it.
    pub words: String,
}

/// Answer a comment.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerComment(pub CommentAnswered);

refusals! {
    /// Why a comment cannot be answered.
    AnswerCommentRefusal {
        NoComment = "there is no such comment", "no-comment", "an answer answers a comment";
        AlreadyAnswered = "the comment is answered already", "already-answered", "each comment gets one answer; a new comment gets another";
        NoWords = "the answer is empty", "no-words", "an answer says something";
    }
}

impl Command for AnswerComment {
    type Stream = Child;
    type Refusal = AnswerCommentRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, AnswerCommentRefusal> {
        let comment = state.comment(self.0.comment).ok_or(AnswerCommentRefusal::NoComment)?;
        if comment.answered.is_some() {
            return Err(AnswerCommentRefusal::AlreadyAnswered);
        }
        if self.0.words.trim().is_empty() {
            return Err(AnswerCommentRefusal::NoWords);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
