//! The files of a record: what is there, and a form to add one.

use access::{Action, FieldKind, RecordKind};
use application::{Failure, NewFile};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Choice, Html};
use records::child::{AddAttachmentRefusal, Attachment, Source};
use uuid::Uuid;

use super::child_page::{ChildPage, refused};
use super::fields::Typed;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::files::{NOTE_FIELD, SOURCE_FIELD, TITLE_FIELD, field_of, form, send, write_field, write_line};
use crate::layout::Problems;
use crate::site::Site;
use crate::submitted::Submitted;
use crate::uploaded::{FILE_FIELD, Uploaded};

/// The files.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "attachments").await?;
    view(&page, None, &Problems::default())
}

/// A file is added.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    uploaded: Uploaded,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "attachments").await?;
    page.must(Action::Write, RecordKind::Attachment)?;
    let Uploaded { submitted, file, .. } = uploaded;
    let words = site.words();
    let source = Source::ALL.iter().find(|(name, _)| submitted.value(SOURCE_FIELD) == *name);
    let mut problems = Problems::default();
    if submitted.value(TITLE_FIELD).is_empty() {
        problems.0.push((TITLE_FIELD.to_owned(), refused(words, &AddAttachmentRefusal::NoTitle)));
    }
    if file.is_none() {
        problems.0.push((FILE_FIELD.to_owned(), words.say("attachments-choose-file")));
    }
    if source.is_none() {
        problems.0.push((SOURCE_FIELD.to_owned(), words.say("attachments-choose-source")));
    }
    let (Some(file), Some((_, source)), true) = (file, source, problems.is_empty()) else {
        return view(&page, Some(&submitted), &problems);
    };
    let new = NewFile {
        title: submitted.value(TITLE_FIELD).to_owned(),
        source: *source,
        source_note: submitted.value(NOTE_FIELD).to_owned(),
        name: file.name,
        bytes: file.bytes.to_vec(),
    };
    match site.application().add_file(&page.actor, &page.opened, id, new, submitted.once).await {
        Ok(_) => Ok(Redirect::to(&page.path("/attachments")).into_response()),
        Err(Failure::Refused(refusal)) => {
            let problem = Problems::one(field_of(refusal.code()), refused(words, refusal.as_ref()));
            view(&page, Some(&submitted), &problem)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// One file, to keep.
pub async fn download(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, attachment)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "attachments").await?;
    let found = page.child().attachments.iter().find(|each| each.fact.attachment == attachment);
    let may = |each: &&Attachment| page.may_field(Action::Download, RecordKind::Attachment, field(each));
    let found = found.filter(may).ok_or(PageFailure::NotThere)?;
    send(site.application(), id, found).await
}

/// A family member's or the child's own is that; what a practitioner adds of theirs is not.
fn field(attachment: &Attachment) -> FieldKind {
    match attachment.fact.source {
        Source::Family | Source::Child => FieldKind::OwnWords,
        Source::Practitioner | Source::Report => FieldKind::Ordinary,
    }
}

fn view(
    page: &ChildPage,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::See, RecordKind::Attachment)?;
    let (site, words) = (&page.site, page.words());
    let title = words.say("attachments-title");
    let place = page.path("/attachments");
    let typed = Typed::new(site, submitted, problems);
    let sources = Source::ALL
        .iter()
        .map(|(name, _)| Choice::new(*name, words.say(&format!("attachments-source-{name}"))));
    let adds = page.may(Action::Write, RecordKind::Attachment).then(|| {
        form(site, &page.held, &place, |writer| {
            typed.line(writer, TITLE_FIELD, "attachments-what", "");
            write_field(site, writer, problems);
            typed.radios(writer, SOURCE_FIELD, "attachments-source", sources.collect(), "");
            typed.line(writer, NOTE_FIELD, "attachments-note", "");
            writer.add(&Button::submit(words.say("attachments-button")));
        })
    });
    let shown: Vec<&Attachment> = page
        .child()
        .attachments
        .iter()
        .rev()
        .filter(|each| page.may_field(Action::List, RecordKind::Attachment, field(each)))
        .collect();
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("attachments-lead"));
        if shown.is_empty() {
            writer.paragraph(words.say("attachments-none"));
        } else {
            writer.element("ul").class("govuk-list alongside-links").within(|writer| {
                for each in &shown {
                    write_line(site, writer, &place, each, &page.name_of(each.author.person));
                }
            });
        }
        if let Some(adds) = &adds {
            writer.heading(2, words.say("attachments-add"));
            writer.html(adds);
        }
    });
    Ok(page.page(&title, &page.path(""), problems, main))
}
