//! The family's own photos, recordings and papers, and those that practitioners added. What one person added is shown to
//! nobody else of the family.

use access::{Action, FieldKind, RecordKind};
use application::{Failure, NewFile};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Choice, Fieldset, Html, Input, Label, Radios};
use records::Refusal as _;
use records::child::{AddAttachmentRefusal, Attachment, Child, Source};
use uuid::Uuid;

use super::comment::refused;
use super::not_open;
use super::reading::Reading;
use super::talk;
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::files::{SOURCE_FIELD, TITLE_FIELD, field_of, form, send, write_field, write_line};
use crate::layout::{Frame, Problems, full_page};
use crate::site::Site;
use crate::submitted::Submitted;
use crate::uploaded::{FILE_FIELD, Uploaded};

/// The page.
const PLACE: &str = "/family/attachments";
/// Whose it may be, where somebody of the family adds it.
const OWN: [(&str, Source); 2] = [("family", Source::Family), ("child", Source::Child)];

/// The files that this reader may see.
fn shown(reading: &Reading) -> Vec<&Attachment> {
    let Some(open) = &reading.child else { return Vec::new() };
    let child = &open.opened.state;
    let may = |each: &&Attachment| {
        let (owner, field) = owned(child, each);
        reading.may_of(&open.opened.facts, owner, Action::Download, RecordKind::Attachment, field)
    };
    child.attachments.iter().rev().filter(may).collect()
}

/// Whose a file is. What somebody of the family added is theirs, whatever they said it is; a recording of the child's own
/// words that a practitioner made is nobody's to see here until it is certain whose it is.
fn owned(child: &Child, attachment: &Attachment) -> (Option<kernel::PersonId>, FieldKind) {
    let author = attachment.author.person;
    let of_family = child.involved.iter().any(|part| {
        Some(part.person) == author
            && matches!(part.capacity.as_str(), "parent-carer" | "young-person" | "supporter")
    });
    match attachment.fact.source {
        _ if of_family => (author, FieldKind::OwnWords),
        Source::Practitioner | Source::Report => (None, FieldKind::Ordinary),
        Source::Family | Source::Child => (None, FieldKind::OwnWords),
    }
}

/// The files.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-attachments").await?;
    Ok(view(&reading, &holder, None, &Problems::default()))
}

/// A file is added.
pub async fn submit(
    State(site): State<Site>,
    holder: CodeHolder,
    uploaded: Uploaded,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-attachments").await?;
    let open = reading.child.as_ref().filter(|_| reading.may(Action::Write, RecordKind::Attachment));
    let open = open.ok_or(PageFailure::NotThere)?;
    let Uploaded { submitted, file, .. } = uploaded;
    let words = site.words();
    let source = OWN.iter().find(|(name, _)| submitted.value(SOURCE_FIELD) == *name);
    let mut problems = Problems::default();
    if submitted.value(TITLE_FIELD).is_empty() {
        let said = refused(&site, AddAttachmentRefusal::NoTitle.code());
        problems.0.push((TITLE_FIELD.to_owned(), said));
    }
    if file.is_none() {
        problems.0.push((FILE_FIELD.to_owned(), words.say("attachments-choose-file")));
    }
    if source.is_none() {
        problems.0.push((SOURCE_FIELD.to_owned(), words.say("attachments-choose-source")));
    }
    let (Some(file), Some((_, source)), true) = (file, source, problems.is_empty()) else {
        return Ok(view(&reading, &holder, Some(&submitted), &problems));
    };
    let new = NewFile {
        title: submitted.value(TITLE_FIELD).to_owned(),
        source: *source,
        source_note: String::new(),
        name: file.name,
        bytes: file.bytes.to_vec(),
    };
    match site.application().add_file(&reading.actor, &open.opened, open.id, new, submitted.once).await {
        Ok(_) => Ok(Redirect::to(PLACE).into_response()),
        Err(Failure::Refused(refusal)) => {
            let said = refused(&site, refusal.code());
            let problems = Problems::one(field_of(refusal.code()), said);
            Ok(view(&reading, &holder, Some(&submitted), &problems))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// One file, to keep.
pub async fn download(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(attachment): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-attachments").await?;
    let open = reading.child.as_ref().ok_or(PageFailure::NotThere)?;
    let found = shown(&reading).into_iter().find(|each| each.fact.attachment == attachment);
    send(site.application(), open.id, found.ok_or(PageFailure::NotThere)?).await
}

fn view(
    reading: &Reading,
    holder: &CodeHolder,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Response {
    let site = &reading.site;
    let words = site.words();
    let title = words.say("attachments-title");
    if reading.child.is_none() {
        return not_open::view(reading, &title);
    }
    let value = |name: &str| submitted.map_or_else(String::new, |sent| sent.value(name).to_owned());
    let adds = reading.may(Action::Write, RecordKind::Attachment).then(|| {
        form(site, &holder.held, PLACE, |writer| {
            writer.add(&Input {
                name: TITLE_FIELD.into(),
                id: TITLE_FIELD.into(),
                label: Label::bold(words.say("attachments-what")),
                hint: Some(words.say("attachments-what-hint").into()),
                error: problems.of(TITLE_FIELD).map(Into::into),
                value: value(TITLE_FIELD),
                ..Input::default()
            });
            write_field(site, writer, problems);
            writer.add(&Radios {
                name: SOURCE_FIELD.into(),
                id_prefix: SOURCE_FIELD.into(),
                fieldset: Some(Fieldset::question(words.say("attachments-whose"))),
                error: problems.of(SOURCE_FIELD).map(Into::into),
                value: value(SOURCE_FIELD),
                items: vec![
                    Choice::new("family", words.say("attachments-whose-mine")).into(),
                    Choice::new("child", words.say("attachments-whose-child")).into(),
                ],
                ..Radios::default()
            });
            writer.add(&Button::submit(words.say("attachments-button")));
        })
    });
    let shown = shown(reading);
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("family-attachments-lead"));
        writer.paragraph(words.say("family-attachments-private"));
        if shown.is_empty() {
            writer.paragraph(words.say("attachments-none"));
        } else {
            writer.element("ul").class("govuk-list alongside-links").within(|writer| {
                for each in &shown {
                    write_line(site, writer, PLACE, each, &reading.name_of(each.author.person));
                }
            });
        }
        if let Some(adds) = &adds {
            writer.heading(2, words.say("attachments-add"));
            writer.html(adds);
        }
        writer.html(&talk::view(reading, 2));
    });
    full_page(site, &Frame::Family, &title, Some("/family"), problems, main)
}
