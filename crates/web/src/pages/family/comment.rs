//! "This is wrong", "this is missing", "I disagree": beside an entry, about what is proposed or decided for a need, or about
//! the whole.

use access::{Action, RecordKind};
use application::{Act, Failure};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answer, Answers, Form, Language, QuestionId, parse_question};
use govuk::{Button, Html};
use kernel::EntryId;
use records::child::{CommentKind, CommentMade, MakeComment};
use serde::Deserialize;
use uuid::Uuid;

use super::home::write_as_written;
use super::reading::Reading;
use super::{entry, talk};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// The questions of the form.
const KIND: &str = "what-kind";
const WORDS: &str = "your-words";

/// The kind that a link has chosen already.
#[derive(Debug, Default, Deserialize)]
pub struct Chosen {
    kind: Option<String>,
}

/// What a comment points at.
#[derive(Clone, Copy)]
enum Target {
    Entry(EntryId),
    Need(Uuid),
    Whole,
}

/// What a comment is about.
struct About {
    reading: Reading,
    child: Uuid,
    target: Target,
}

impl About {
    async fn open(site: &Site, holder: &CodeHolder, target: Target) -> Result<Self, PageFailure> {
        let reading = Reading::open(site, holder, "family-comment").await?;
        let child = reading.child.as_ref().map(|open| open.id).ok_or(PageFailure::NotThere)?;
        let shown = match target {
            Target::Entry(id) => {
                let written = reading.record().and_then(|record| record.entry(id));
                written.is_some_and(|written| entry::is_shown(&reading, written))
            }
            Target::Need(id) => {
                reading.may(Action::Comment, RecordKind::NeedDecision)
                    && reading.record().is_some_and(|record| record.need(id).is_some())
            }
            Target::Whole => true,
        };
        if !shown || !reading.may(Action::Comment, RecordKind::AssessmentEntry) {
            return Err(PageFailure::NotThere);
        }
        Ok(Self { reading, child, target })
    }

    fn action(&self) -> String {
        match self.target {
            Target::Entry(entry) => format!("/family/record/{entry}/comment"),
            Target::Need(need) => format!("/family/plan/{need}/comment"),
            Target::Whole => "/family/record/comment".to_owned(),
        }
    }

    /// Where the comment stands afterwards.
    fn place(&self) -> String {
        match self.target {
            Target::Entry(entry) => format!("/family/record#entry-{entry}"),
            Target::Need(need) => format!("/family/plan#need-{need}"),
            Target::Whole => "/family/record#comments".to_owned(),
        }
    }
}

/// The page about one entry.
pub async fn show(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(entry): Path<Uuid>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, PageFailure> {
    show_about(&site, &holder, Target::Entry(EntryId(entry)), &chosen).await
}

/// The page about one need.
pub async fn show_need(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(need): Path<Uuid>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, PageFailure> {
    show_about(&site, &holder, Target::Need(need), &chosen).await
}

/// The page about the whole.
pub async fn show_whole(
    State(site): State<Site>,
    holder: CodeHolder,
    Query(chosen): Query<Chosen>,
) -> Result<Response, PageFailure> {
    show_about(&site, &holder, Target::Whole, &chosen).await
}

/// A comment on one entry is made.
pub async fn submit(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(entry): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    make(&site, &holder, Target::Entry(EntryId(entry)), &submitted).await
}

/// A comment on one need is made.
pub async fn submit_need(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(need): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    make(&site, &holder, Target::Need(need), &submitted).await
}

/// A comment on the whole is made.
pub async fn submit_whole(
    State(site): State<Site>,
    holder: CodeHolder,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    make(&site, &holder, Target::Whole, &submitted).await
}

async fn show_about(
    site: &Site,
    holder: &CodeHolder,
    target: Target,
    chosen: &Chosen,
) -> Result<Response, PageFailure> {
    let about = About::open(site, holder, target).await?;
    let form = form_of(site)?;
    let mut answers = form.no_answers();
    let known = chosen.kind.as_ref().filter(|kind| CommentKind::ALL.iter().any(|(name, _)| name == kind));
    if let (Some(kind), Ok(question)) = (known, QuestionId::new(KIND)) {
        answers.set(&question, Some(Answer::Choice(kind.clone())));
    }
    Ok(view(&about, holder, form, &answers, None, &Problems::default()))
}

async fn make(
    site: &Site,
    holder: &CodeHolder,
    target: Target,
    submitted: &Submitted,
) -> Result<Response, PageFailure> {
    let about = About::open(site, holder, target).await?;
    let form = form_of(site)?;
    let once = submitted.once.ok_or(PageFailure::NotAForm)?;
    let (answers, problems) = read(site, form, submitted);
    let kind = CommentKind::ALL.iter().find(|(name, _)| answers.is(KIND, name)).map(|(_, kind)| *kind);
    let (Some(kind), Some(said), true) = (kind, answers.text(WORDS), problems.is_empty()) else {
        return Ok(view(&about, holder, form, &answers, Some(&submitted.fields), &problems));
    };
    let (entry, need) = match about.target {
        Target::Entry(entry) => (Some(entry), None),
        Target::Need(need) => (None, Some(need)),
        Target::Whole => (None, None),
    };
    let made = CommentMade {
        comment: site.application().new_identifier(),
        entry,
        need,
        kind,
        words: said.to_owned(),
    };
    let act = Act::on(about.child, MakeComment(made)).once(once);
    match site.application().execute(&holder.actor, act).await {
        Ok(_) => Ok(Redirect::to(&about.place()).into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one(WORDS, refused(site, refusal.code()));
            Ok(view(&about, holder, form, &answers, Some(&submitted.fields), &problems))
        }
        Err(other) => Err(other.into()),
    }
}

/// A refusal in a family's words, where it has some of its own; else in those of the catalogue.
pub(super) fn refused(site: &Site, code: &str) -> String {
    let own = format!("family-refused-{code}");
    let name = if site.words().has(&own) { own } else { format!("refusal-{code}") };
    site.words().say(&name)
}

fn form_of(site: &Site) -> Result<&Form, PageFailure> {
    site.application().forms().latest("comment").ok_or(PageFailure::NotThere)
}

/// The answers, and what must be put right.
fn read(site: &Site, form: &Form, submitted: &Submitted) -> (Answers, Problems) {
    let today = site.application().today();
    let mut answers = form.no_answers();
    let mut problems = Problems::default();
    for question in form.questions() {
        match parse_question(form, question.id.as_str(), &submitted.fields, &answers, today) {
            Ok(answer) => answers.set(&question.id, answer),
            Err(errors) => problems.0.extend(errors.into_iter().map(|error| (error.field, error.message))),
        }
    }
    (answers, problems)
}

fn view(
    about: &About,
    holder: &CodeHolder,
    questions: &Form,
    answers: &Answers,
    typed: Option<&[(String, String)]>,
    problems: &Problems,
) -> Response {
    let reading = &about.reading;
    let site = &reading.site;
    let words = site.words();
    let worded = questions.words(&Language::english());
    let title = worded.label.clone();
    let fields = form(site, &holder.held, &about.action(), |writer| {
        for question in questions.questions() {
            let standing = Standing::Among;
            let asked = Asked { site, form: questions, question, answers, typed, problems, standing };
            writer.html(&asked.render());
        }
        writer.add(&Button::submit(words.say("family-comment-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        if let Some(hint) = &worded.hint {
            writer.element("p").class("govuk-body-l").text(hint);
        }
        match about.target {
            Target::Entry(id) => {
                writer.heading(2, words.say("family-comment-text"));
                if let Some(written) = reading.record().and_then(|record| record.entry(id)) {
                    writer.html(&entry::quoted(reading, written));
                }
            }
            Target::Need(id) => {
                if let Some(need) = reading.record().and_then(|record| record.need(id)) {
                    write_as_written(
                        writer,
                        &words.say("family-comment-need"),
                        &need.current().fact.statement,
                    );
                }
            }
            Target::Whole => writer.paragraph(words.say("family-comment-whole")),
        }
        writer.html(&fields);
        if let Some(notice) = questions.notice(&Language::english()) {
            writer.element("p").class("govuk-body-s").text(notice);
        }
        writer.html(&talk::view(reading, 2));
    });
    full_page(site, &Frame::Family, &title, Some(&about.place()), problems, main)
}
