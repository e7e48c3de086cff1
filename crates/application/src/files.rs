//! Files of a child's record: what kind of file it is, by its content; kept locked, and given out checked.

use access::{Action, Actor, FieldKind, RecordKind};
use records::child::{
    ATTACHMENT_BYTES_MAX, AddAttachment, AddAttachmentRefusal, Attachment, AttachmentAdded, Child, Source,
};
use store::{Body, Store};
use uuid::Uuid;

use crate::act::Act;
use crate::application::Application;
use crate::failure::Failure;
use crate::open::Opened;
use crate::pictures::without_hidden;

/// Plain text, which has no mark by which it could be told.
const PLAIN_TEXT: &str = "text/plain";
/// What a file must be called to be taken as plain text: a program is text too.
const PLAIN_TEXT_NAMES: [&str; 2] = [".txt", ".text"];

/// A file as it was sent.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// What it is, in the words of whoever sends it.
    pub title: String,
    /// Whose words, voice or picture it is.
    pub source: Source,
    /// Whose, where that is not who sends it.
    pub source_note: String,
    /// What it is called where it comes from. It is never kept, and decides nothing but whether text is plain.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The type of a file, by its content; nothing where it has no type that is known. What it is called is not believed.
pub fn type_of_file(bytes: &[u8], name: &str) -> Option<&'static str> {
    if let Some(kind) = infer::get(bytes) {
        return Some(kind.mime_type());
    }
    let name = name.to_lowercase();
    let called_text = PLAIN_TEXT_NAMES.iter().any(|ending| name.ends_with(ending));
    let shown = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t');
    let is_text = std::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(shown));
    (called_text && is_text && !bytes.is_empty()).then_some(PLAIN_TEXT)
}

impl Application {
    /// Adds a file to a record that was opened, a picture without its hidden data. It is kept first, and taken back if the record refuses it.
    pub async fn add_file(
        &self,
        actor: &Actor,
        opened: &Opened<Child>,
        child: Uuid,
        file: NewFile,
        once: Option<Uuid>,
    ) -> Result<Uuid, Failure> {
        if !self.may(actor, opened, Action::Write, RecordKind::Attachment, FieldKind::Ordinary) {
            return Err(Failure::NotThere);
        }
        if file.bytes.len() as u64 > ATTACHMENT_BYTES_MAX {
            return Err(Failure::Refused(Box::new(AddAttachmentRefusal::TooLarge)));
        }
        let media_type = type_of_file(&file.bytes, &file.name).unwrap_or_default();
        let Some(bytes) = without_hidden(media_type, file.bytes) else {
            return Err(Failure::Refused(Box::new(AddAttachmentRefusal::Unreadable)));
        };
        let attachment = self.new_identifier();
        let added = AttachmentAdded {
            attachment,
            sha256: Store::digest_of_file(&bytes),
            size: bytes.len() as u64,
            media_type: media_type.to_owned(),
            title: file.title,
            source: file.source,
            source_note: file.source_note,
        };
        let act = Act::on(child, AddAttachment(added));
        let act = match once {
            Some(once) => act.once(once),
            None => act,
        };
        self.store().keep_file(self.partnership(), child, attachment, bytes).await?;
        match self.execute(actor, act).await {
            Ok(_) => Ok(attachment),
            Err(failure) => {
                // A file that stays behind is locked and nobody's; that it could not be taken back changes nothing.
                let _ = self.store().discard_file(self.partnership(), child, attachment).await;
                Err(failure)
            }
        }
    }

    /// A file of a record that was opened. Whoever asks has found it among those that they may see.
    pub async fn file(&self, child: Uuid, attachment: &Attachment) -> Result<Vec<u8>, Failure> {
        let fact = &attachment.fact;
        let found = self.store().file(self.partnership(), child, fact.attachment, &fact.sha256).await?;
        match found {
            Body::Plain(bytes) => Ok(bytes),
            Body::Erased => Err(Failure::Erased),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_is_in_it_and_not_what_it_is_called() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        let cases: [(&[u8], &str, Option<&str>); 9] = [
            (png, "photo.png", Some("image/png")),
            (png, "photo.exe", Some("image/png")),
            (b"%PDF-1.7\n", "a.jpg", Some("application/pdf")),
            (b"Robin says hello", "words.txt", Some("text/plain")),
            (b"alert(1)", "photo.jpg", None),
            (b"#!/bin/sh\nrm -rf /", "words.txt", Some("text/x-shellscript")),
            (b"MZ\x90\0", "photo.jpg", Some("application/vnd.microsoft.portable-executable")),
            (b"a\0b", "words.txt", None),
            (b"", "words.txt", None),
        ];
        for (bytes, name, expected) in cases {
            assert_eq!(type_of_file(bytes, name), expected, "{name}");
        }
    }
}
