//! What the pages about files share: the field with which one is chosen, a line of the list, and the way out. A file is
//! always a download, under a name that tells nobody anything, and a browser may not guess what it is.

use application::{Application, Failure};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use govuk::{Html, Writer};
use guidance::full_date;
use kernel::london_date;
use records::child::{ATTACHMENT_BYTES_MAX, ATTACHMENT_TYPES, Attachment};
use uuid::Uuid;

use crate::failure::PageFailure;
use crate::layout::{Problems, write_tokens};
use crate::session::Held;
use crate::site::Site;
use crate::uploaded::FILE_FIELD;

/// A million bytes, as sizes are said to people.
const MILLION: u64 = 1_000_000;
/// The fields of the form.
pub const TITLE_FIELD: &str = "title";
/// Whose words, voice or picture it is.
pub const SOURCE_FIELD: &str = "source";
/// Whose, by name.
pub const NOTE_FIELD: &str = "source-note";

/// The field at which a refusal of a file stands.
pub fn field_of(code: &str) -> &'static str {
    match code {
        "attachment-no-title" | "attachment-title-too-long" => TITLE_FIELD,
        "attachment-note-too-long" => NOTE_FIELD,
        _ => FILE_FIELD,
    }
}

/// A form that carries a file. The session's token stands first, so that it is checked before the file is read.
pub fn form(site: &Site, held: &Held, action: &str, write: impl FnOnce(&mut Writer)) -> Html {
    Html::build(|writer| {
        writer
            .element("form")
            .attribute("action", action)
            .attribute("method", "post")
            .attribute("enctype", "multipart/form-data")
            .flag("novalidate", true)
            .within(|writer| {
                write_tokens(site, held, writer);
                write(writer);
            });
    })
}

/// The field with which a file is chosen.
pub fn write_field(site: &Site, writer: &mut Writer, problems: &Problems) {
    let words = site.words();
    let error = problems.of(FILE_FIELD);
    let group = if error.is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" };
    let most = (ATTACHMENT_BYTES_MAX / MILLION).to_string();
    writer.element("div").class(group).within(|writer| {
        writer
            .element("label")
            .class("govuk-label govuk-label--s")
            .attribute("for", FILE_FIELD)
            .text(&words.say("attachments-file"));
        writer
            .element("div")
            .class("govuk-hint")
            .attribute("id", "file-hint")
            .text(&words.with("attachments-file-hint", &[("most", &most)]));
        writer
            .element("div")
            .class("govuk-hint")
            .attribute("id", "file-hidden")
            .text(&words.say("attachments-hidden"));
        let mut described = "file-hint file-hidden".to_owned();
        if let Some(error) = &error {
            described.push_str(" file-error");
            writer.element("p").class("govuk-error-message").attribute("id", "file-error").within(|writer| {
                writer.element("span").class("govuk-visually-hidden").text(&words.say("attachments-error"));
                writer.text(" ");
                writer.text(error);
            });
        }
        writer
            .element("input")
            .class(if error.is_some() {
                "govuk-file-upload govuk-file-upload--error"
            } else {
                "govuk-file-upload"
            })
            .attribute("type", "file")
            .attribute("id", FILE_FIELD)
            .attribute("name", FILE_FIELD)
            .attribute("accept", &ATTACHMENT_TYPES.join(","))
            .attribute("aria-describedby", &described)
            .empty();
    });
}

/// One file of a list: what it is, who added it, how large it is.
pub fn write_line(site: &Site, writer: &mut Writer, place: &str, attachment: &Attachment, by: &str) {
    let words = site.words();
    let fact = &attachment.fact;
    let day = full_date(london_date(attachment.at));
    writer.element("li").within(|writer| {
        writer
            .element("a")
            .class("govuk-link")
            .attribute("href", &format!("{place}/{}", fact.attachment))
            .flag("download", true)
            .within(|writer| writer.element("span").class("alongside-as-written").text(&fact.title));
        let said = words.with(
            "attachments-line",
            &[
                ("kind", &kind(site, &fact.media_type)),
                ("size", &size(site, fact.size)),
                ("name", by),
                ("date", &day),
            ],
        );
        writer.element("span").class("alongside-links__when").text(&said);
    });
}

/// What kind of file it is, in a word.
fn kind(site: &Site, media_type: &str) -> String {
    let name = match media_type.split('/').next() {
        Some("image") => "attachments-kind-image",
        Some("audio") => "attachments-kind-audio",
        Some("video") => "attachments-kind-video",
        Some("text") => "attachments-kind-text",
        _ => "attachments-kind-pdf",
    };
    site.words().say(name)
}

fn size(site: &Site, bytes: u64) -> String {
    /// A thousand bytes, as sizes are said to people.
    const THOUSAND: u64 = 1_000;
    let words = site.words();
    if bytes >= MILLION {
        let tenths = bytes * 10 / MILLION;
        words.with("attachments-megabytes", &[("size", &format!("{}.{}", tenths / 10, tenths % 10))])
    } else {
        words.with("attachments-kilobytes", &[("size", &bytes.div_ceil(THOUSAND).to_string())])
    }
}

/// How a download of such a file ends.
fn ending(media_type: &str) -> &'static str {
    match media_type {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/heif" => "heic",
        "image/avif" => "avif",
        "audio/mpeg" => "mp3",
        "audio/m4a" => "m4a",
        "audio/ogg" | "audio/opus" => "ogg",
        "audio/x-flac" => "flac",
        "audio/x-wav" => "wav",
        "audio/aac" => "aac",
        "audio/amr" => "amr",
        "video/mp4" => "mp4",
        "video/x-m4v" => "m4v",
        "video/quicktime" => "mov",
        "video/webm" => "webm",
        "video/x-matroska" => "mkv",
        "application/pdf" => "pdf",
        "text/plain" => "txt",
        _ => "bin",
    }
}

/// A file on its way out.
pub async fn send(
    application: &Application,
    child: Uuid,
    attachment: &Attachment,
) -> Result<Response, PageFailure> {
    let bytes = match application.file(child, attachment).await {
        Ok(bytes) => bytes,
        Err(Failure::File(fault)) => return Err(PageFailure::not_made(fault)),
        Err(other) => return Err(other.into()),
    };
    let media_type = attachment.fact.media_type.as_str();
    // Only a type that is on the list is ever said; anything else is bytes.
    let known = ATTACHMENT_TYPES.iter().find(|known| **known == media_type);
    let kind = known.copied().unwrap_or("application/octet-stream");
    let kind = if kind == "text/plain" { "text/plain; charset=utf-8" } else { kind };
    let name = format!("attachment; filename=\"alongside-file.{}\"", ending(media_type));
    let disposition = HeaderValue::from_str(&name).map_err(PageFailure::not_made)?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CONTENT_DISPOSITION, disposition);
    headers.insert(HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff"));
    Ok(response)
}
