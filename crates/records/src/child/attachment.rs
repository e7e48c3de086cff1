//! What is added to a record as a file: a photo, a drawing, a recording, a report. The event says what the file is and
//! whose it is; the file itself is kept apart, locked with the child's key.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent, Source};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The largest file, in bytes: a voice recording of half an hour, a long report with pictures, or a minute of video from a
/// telephone. It is held in memory while it is locked, so a machine with little of it must bear several at once.
pub const ATTACHMENT_BYTES_MAX: u64 = 25 * 1024 * 1024;
/// The most files of one record: one a week for the whole of a childhood.
pub const ATTACHMENTS_MAX: usize = 1_000;
/// The longest title, in characters: a line of a list.
pub const ATTACHMENT_TITLE_CHARACTERS_MAX: usize = 120;
/// The longest note of whose words it is, in characters.
pub const ATTACHMENT_NOTE_CHARACTERS_MAX: usize = 200;
/// The length of a SHA-256 in hexadecimal.
const DIGEST_LENGTH: usize = 64;

/// The types of files that are taken, as found in their content. Nothing that a program could be in: no archive, no
/// document with macros, no page, no drawing with scripts.
pub const ATTACHMENT_TYPES: &[&str] = &[
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/webp",
    "image/heif",
    "image/avif",
    "audio/mpeg",
    "audio/m4a",
    "audio/ogg",
    "audio/opus",
    "audio/x-flac",
    "audio/x-wav",
    "audio/aac",
    "audio/amr",
    "video/mp4",
    "video/x-m4v",
    "video/quicktime",
    "video/webm",
    "video/x-matroska",
    "application/pdf",
    "text/plain",
];

/// A file was added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentAdded {
    /// The attachment.
    pub attachment: Uuid,
    /// The SHA-256 of the file as it is kept, in hexadecimal; a picture is kept without its hidden data.
    pub sha256: String,
    /// Its length, in bytes.
    pub size: u64,
    /// Its type, as found in its content; never as its name claims.
    pub media_type: String,
    /// What it is, in the words of whoever added it.
    pub title: String,
    /// Whose words, voice or picture it is.
    pub source: Source,
    /// Whose, where that is not who added it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source_note: String,
}

/// Add a file.
#[derive(Debug, Clone, Deserialize)]
pub struct AddAttachment(pub AttachmentAdded);

refusals! {
    /// Why a file is not added.
    AddAttachmentRefusal {
        NotRegistered = "there is no such record", "not-registered", "a file belongs to a child's record";
        NoTitle = "the file has no title", "attachment-no-title", "whoever reads the list must know what a file is without opening it";
        TitleTooLong = "the title is too long", "attachment-title-too-long", "a title is one line of a list";
        NoteTooLong = "the note is too long", "attachment-note-too-long", "a note says whose words they are";
        Empty = "the file is empty", "attachment-empty", "a file has something in it";
        TooLarge = "the file is too large", "attachment-too-large", "a file is held in memory while it is locked";
        WrongType = "this type of file is not taken", "attachment-wrong-type", "images, sound, video, PDF and plain text, by their content";
        Unreadable = "the picture cannot be taken apart", "attachment-unreadable", "a picture is kept without what it says of where it was taken";
        BadDigest = "the digest is not one", "attachment-bad-digest", "a file is known by its SHA-256";
        Already = "the same file is there already", "attachment-already", "one file stands once in a record";
        TooMany = "the record has as many files as it can", "attachment-too-many", "a list that nobody can read helps nobody";
    }
}

impl Command for AddAttachment {
    type Stream = Child;
    type Refusal = AddAttachmentRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, AddAttachmentRefusal> {
        let fact = &self.0;
        let longer = |text: &str, most: usize| text.chars().nth(most).is_some();
        let is_digest =
            |text: &str| text.len() == DIGEST_LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        // Two people may give the same file; one of them is not told that the other did.
        let there = |added: &super::Attachment| {
            added.fact.sha256 == fact.sha256 && added.author.person == context.author.person
        };
        let same = |added: &super::Attachment| added.fact.attachment == fact.attachment || there(added);
        let refusals = [
            (state.registered.is_none(), AddAttachmentRefusal::NotRegistered),
            (fact.size == 0, AddAttachmentRefusal::Empty),
            (fact.size > ATTACHMENT_BYTES_MAX, AddAttachmentRefusal::TooLarge),
            (!ATTACHMENT_TYPES.contains(&fact.media_type.as_str()), AddAttachmentRefusal::WrongType),
            (!is_digest(&fact.sha256), AddAttachmentRefusal::BadDigest),
            (fact.title.trim().is_empty(), AddAttachmentRefusal::NoTitle),
            (longer(&fact.title, ATTACHMENT_TITLE_CHARACTERS_MAX), AddAttachmentRefusal::TitleTooLong),
            (longer(&fact.source_note, ATTACHMENT_NOTE_CHARACTERS_MAX), AddAttachmentRefusal::NoteTooLong),
            (state.attachments.iter().any(same), AddAttachmentRefusal::Already),
            (state.attachments.len() >= ATTACHMENTS_MAX, AddAttachmentRefusal::TooMany),
        ];
        match refusals.into_iter().find(|(refused, _)| *refused) {
            Some((_, refusal)) => Err(refusal),
            None => Ok(vec![Decided::now(context, fact.clone())]),
        }
    }
}
