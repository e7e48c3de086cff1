//! A child's record: who is involved, what the family and practitioners wrote, what was decided, the plan.
//!
//! The family reads this stream as it is written. What must not be read by a family before a named person
//! decides so is never written here: concerns have a stream of their own.

mod allocate;
mod attachment;
mod carry;
mod comment;
mod draft;
mod entry;
mod involve;
mod late;
mod letter;
mod listing;
mod meet;
mod need;
mod plan;
mod register;
mod section;
mod sign_off;
mod support;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{EntryId, PersonId, StreamKind};
use uuid::Uuid;

pub use allocate::{AdviserCondition, Allocate, AllocateRefusal, Allocated};
pub use attachment::{
    ATTACHMENT_BYTES_MAX, ATTACHMENT_NOTE_CHARACTERS_MAX, ATTACHMENT_TITLE_CHARACTERS_MAX, ATTACHMENT_TYPES,
    ATTACHMENTS_MAX, AddAttachment, AddAttachmentRefusal, AttachmentAdded,
};
pub use carry::CarryOver;
pub use comment::{
    AnswerComment, AnswerCommentRefusal, Comment, CommentAnswered, CommentKind, CommentMade, CommentOutcome,
    MakeComment, MakeCommentRefusal,
};
pub use draft::{
    CeilingReason, DraftShared, RecordCeilingReason, RecordCeilingReasonRefusal, ShareDraft,
    ShareDraftRefusal,
};
pub use entry::{
    Correct, CorrectRefusal, Corrected, Entry, Revision, Source, StrikeOut, StrikeOutRefusal, StruckOut,
    Write, WriteRefusal, Written,
};
pub use involve::{EndInvolvement, EndInvolvementRefusal, Involve, InvolveRefusal, InvolvementEnded};
pub(crate) use late::untold;
pub use late::{LATE_LETTER, LateTold, Missed, TellLate, TellLateRefusal, missed};
pub use letter::{EasyIdea, IssueLetter, IssueLetterRefusal, LetterBlock, LetterIssued, LetterText};
pub use listing::list;
pub use meet::{AgreeNotMet, AgreeNotMetRefusal, Met, NotMet, RecordMeeting, RecordMeetingRefusal};
pub use need::{Decision, Need, NeedRecorded, RecordNeed, RecordNeedRefusal};
pub use plan::{MakePlan, MakePlanRefusal, Plan, PlanShared, Service, SharePlan, SharePlanRefusal};
pub use register::{Register, RegisterRefusal, Registered};
pub use section::{OpenSection, OpenSectionRefusal, SectionOpened};
pub use sign_off::{SignOff, SignOffRefusal, SignedOff};
pub use support::{OpenSupport, OpenSupportRefusal, SupportOpened};

use crate::people::Involved;
use crate::request::{Noted, noted};
use crate::stream::{Recorded, Stream, events};

events! {
    /// What happens in a child's record.
    ChildEvent {
        "child.registered" => Registered(Registered),
        "involvement.began" => InvolvementBegan(Involved),
        "involvement.ended" => InvolvementEnded(InvolvementEnded),
        "support.opened" => SupportOpened(SupportOpened),
        "assessor.allocated" => Allocated(Allocated),
        "section.opened" => SectionOpened(SectionOpened),
        "entry.written" => Written(Written),
        "entry.corrected" => Corrected(Corrected),
        "entry.struck_out" => StruckOut(StruckOut),
        "comment.made" => CommentMade(CommentMade),
        "comment.answered" => CommentAnswered(CommentAnswered),
        "child.met" => Met(Met),
        "child.not_met" => NotMet(NotMet),
        "draft.shared" => DraftShared(DraftShared),
        "ceiling.reason_recorded" => CeilingReason(CeilingReason),
        "need.recorded" => NeedRecorded(NeedRecorded),
        "assessment.signed_off" => SignedOff(SignedOff),
        "plan.made" => PlanMade(Plan),
        "plan.shared" => PlanShared(PlanShared),
        "letter.issued" => LetterIssued(LetterIssued),
        "late.told" => LateTold(LateTold),
        "attachment.added" => AttachmentAdded(AttachmentAdded),
    }
}

/// A file of the record, with who added it and when.
pub type Attachment = Noted<AttachmentAdded>;

/// A child's record as it stands.
#[derive(Debug, Clone, Default)]
pub struct Child {
    /// The child.
    pub registered: Option<Registered>,
    /// Everybody's part, ended ones included.
    pub involved: Vec<Involved>,
    /// The support episode: opened by a request, beside any other.
    pub support: Option<Noted<SupportOpened>>,
    /// Allocations, newest last.
    pub allocated: Vec<Noted<Allocated>>,
    /// Sections opened beyond those that the request opens, each with its reason.
    pub sections: Vec<Noted<SectionOpened>>,
    /// What was written, in order of first writing.
    pub entries: Vec<Entry>,
    /// Comments on it, in order.
    pub comments: Vec<Comment>,
    /// Meetings with the child.
    pub met: Vec<Noted<Met>>,
    /// Why the child was not met, agreed by a supervisor.
    pub not_met: Option<Noted<NotMet>>,
    /// When the draft went to the family.
    pub draft: Option<Noted<DraftShared>>,
    /// Why the statutory ceiling was passed.
    pub ceiling_reason: Option<Noted<CeilingReason>>,
    /// Needs with the decision on each, in order of first recording.
    pub needs: Vec<Need>,
    /// The sign-off.
    pub signed_off: Option<Noted<SignedOff>>,
    /// The plan, and the ones before it.
    pub plans: Vec<Noted<Plan>>,
    /// When the plan went to the family.
    pub plan_shared: Option<Noted<PlanShared>>,
    /// Letters, oldest first.
    pub letters: Vec<Noted<LetterIssued>>,
    /// Dates that were missed and that the family was told of.
    pub told_late: Vec<Noted<LateTold>>,
    /// Files, oldest first.
    pub attachments: Vec<Attachment>,
    /// When it was first written to.
    pub begun_at: Option<Timestamp>,
}

impl Child {
    /// What the child likes to be called.
    pub fn called(&self) -> &str {
        self.registered.as_ref().map_or("", |registered| registered.called.as_str())
    }

    /// The lead assessor.
    pub fn assessor(&self) -> Option<PersonId> {
        self.allocated.last().map(|allocated| allocated.fact.assessor)
    }

    /// An entry by its identifier.
    pub fn entry(&self, entry: EntryId) -> Option<&Entry> {
        self.entries.iter().find(|written| written.entry == entry)
    }

    /// The entries of one section that stand, by question.
    pub fn section_entries<'a>(&'a self, section: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| entry.section == section)
    }

    /// The comment with this identifier.
    pub fn comment(&self, comment: Uuid) -> Option<&Comment> {
        self.comments.iter().find(|made| made.made.fact.comment == comment)
    }

    /// Comments that nobody answered yet.
    pub fn unanswered(&self) -> impl Iterator<Item = &Comment> {
        self.comments.iter().filter(|comment| comment.answered.is_none())
    }

    /// A person's parts on a day.
    pub fn parts_of(&self, person: PersonId, day: Date) -> impl Iterator<Item = &Involved> {
        self.involved.iter().filter(move |part| part.person == person && part.holds_on(day))
    }

    /// The plan that stands.
    pub fn plan(&self) -> Option<&Noted<Plan>> {
        self.plans.last()
    }

    /// Sections of the assessment that are open: those the request opened, then those opened with a reason.
    pub fn open_sections(&self) -> Vec<&str> {
        let mut open: Vec<&str> = Vec::new();
        let requested = self.support.iter().flat_map(|support| support.fact.sections.iter());
        let reasoned = self.sections.iter().map(|section| &section.fact.section);
        for section in requested.chain(reasoned) {
            if !open.contains(&section.as_str()) {
                open.push(section);
            }
        }
        open
    }

    /// The stage, as lists filter by it.
    pub fn stage(&self) -> &'static str {
        match self {
            Self { support: None, .. } => "",
            Self { plan_shared: Some(_), .. } => "plan-shared",
            Self { signed_off: Some(_), .. } => "decided",
            Self { draft: Some(_), .. } => "draft-with-family",
            Self { allocated, .. } if !allocated.is_empty() => "assessing",
            _ => "to-allocate",
        }
    }

    fn change_entry(&mut self, entry: EntryId, change: impl FnOnce(&mut Entry)) {
        if let Some(written) = self.entries.iter_mut().find(|written| written.entry == entry) {
            change(written);
        }
    }
}

impl Stream for Child {
    const KIND: StreamKind = StreamKind::Child;
    type Event = ChildEvent;

    fn apply(&mut self, recorded: &Recorded<ChildEvent>) {
        self.begun_at = self.begun_at.or(Some(recorded.recorded_at));
        match recorded.event.clone() {
            ChildEvent::Registered(fact) => self.registered = Some(fact),
            ChildEvent::InvolvementBegan(fact) => self.involved.push(fact),
            ChildEvent::InvolvementEnded(fact) => fact.end(&mut self.involved),
            ChildEvent::SupportOpened(fact) => self.support = Some(noted(recorded, fact)),
            ChildEvent::Allocated(fact) => self.allocated.push(noted(recorded, fact)),
            ChildEvent::SectionOpened(fact) => self.sections.push(noted(recorded, fact)),
            ChildEvent::Written(fact) => self.entries.push(Entry::written(recorded, fact)),
            ChildEvent::Corrected(fact) => {
                self.change_entry(fact.entry, |entry| entry.correct(recorded, &fact));
            }
            ChildEvent::StruckOut(fact) => {
                self.change_entry(fact.entry, |entry| entry.strike_out(recorded, &fact));
            }
            ChildEvent::CommentMade(fact) => {
                self.comments.push(Comment { made: noted(recorded, fact), answered: None });
            }
            ChildEvent::CommentAnswered(fact) => {
                let comment = self.comments.iter_mut().find(|made| made.made.fact.comment == fact.comment);
                if let Some(comment) = comment {
                    comment.answered = Some(noted(recorded, fact));
                }
            }
            ChildEvent::Met(fact) => self.met.push(noted(recorded, fact)),
            ChildEvent::NotMet(fact) => self.not_met = Some(noted(recorded, fact)),
            ChildEvent::DraftShared(fact) => self.draft = Some(noted(recorded, fact)),
            ChildEvent::CeilingReason(fact) => self.ceiling_reason = Some(noted(recorded, fact)),
            ChildEvent::NeedRecorded(fact) => need::record(&mut self.needs, recorded, fact),
            ChildEvent::SignedOff(fact) => self.signed_off = Some(noted(recorded, fact)),
            ChildEvent::PlanMade(fact) => self.plans.push(noted(recorded, fact)),
            ChildEvent::PlanShared(fact) => self.plan_shared = Some(noted(recorded, fact)),
            ChildEvent::LetterIssued(fact) => self.letters.push(noted(recorded, fact)),
            ChildEvent::LateTold(fact) => self.told_late.push(noted(recorded, fact)),
            ChildEvent::AttachmentAdded(fact) => self.attachments.push(noted(recorded, fact)),
        }
    }
}

/// People by identifier with the name under which they take part; for pages that name authors.
pub fn names(child: &Child) -> BTreeMap<PersonId, String> {
    child.involved.iter().map(|part| (part.person, part.name.clone())).collect()
}
