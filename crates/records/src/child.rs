//! A child's record: who is involved, what the family and practitioners wrote, what was decided, the plan.
//!
//! The family reads this stream as it is written. What must not be read by a family before a named person
//! decides so is never written here: concerns have a stream of their own.

mod adulthood;
mod agreement;
mod allocate;
mod answer_duty;
mod assessment;
mod attachment;
mod breaks;
mod carry;
mod change;
mod comment;
mod delivery;
mod draft;
mod end;
mod entry;
mod involve;
mod journey;
mod late;
mod letter;
mod linked;
mod listing;
mod meet;
mod need;
mod pause;
mod plan;
mod prepare;
mod quantity;
mod reassess;
mod register;
mod resources;
mod review;
mod section;
mod share;
mod sign_off;
mod support;
mod told;
mod views;
mod withheld;
mod young_person;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{EntryId, PersonId, StreamKind};
use uuid::Uuid;

pub use adulthood::{AdulthoodRecorded, AdulthoodStep, RecordAdulthood, RecordAdulthoodRefusal};
pub use agreement::{AgreementRecorded, RecordAgreement, RecordAgreementRefusal};
pub use allocate::{AdviserCondition, Allocate, AllocateRefusal, Allocated};
pub use answer_duty::{AnswerDuty, AnswerDutyRefusal, DutyAnswered};
pub use assessment::Assessment;
pub use attachment::{
    ATTACHMENT_BYTES_MAX, ATTACHMENT_NOTE_CHARACTERS_MAX, ATTACHMENT_TITLE_CHARACTERS_MAX, ATTACHMENT_TYPES,
    ATTACHMENTS_MAX, AddAttachment, AddAttachmentRefusal, AttachmentAdded,
};
pub use breaks::{
    ArrangeBreaks, ArrangeBreaksRefusal, Arrangement, Basis, BookStay, BookStayRefusal, Breaks,
    BreaksArranged, BreaksEnded, BreaksOverseen, CancelStay, CancelStayRefusal, CancelledBy, Cause,
    ChangeRegime, ChangeRegimeRefusal, ChangeStay, ChangeStayRefusal, Crossing, DaysCounted, EndBreaks,
    EndBreaksRefusal, ExplainRegime, ExplainRegimeRefusal, HoldStay, HoldStayRefusal, Oversight,
    RecordOversight, RecordOversightRefusal, RegimeChanged, RegimeExplained, Stay, StayBooked, StayCancelled,
    StayChanged, StayHeld,
};
pub use carry::CarryOver;
pub use change::{ChangeNotified, NotifyChange, NotifyChangeRefusal};
pub use comment::{
    AnswerComment, AnswerCommentRefusal, Comment, CommentAnswered, CommentKind, CommentMade, CommentOutcome,
    MakeComment, MakeCommentRefusal,
};
pub use delivery::{
    AnswerGap, AnswerGapRefusal, Gap, GapAnswered, GapReported, Missed, Remedy, ReportGap, ReportGapRefusal,
    ServiceStarted, StartService, StartServiceRefusal,
};
pub use draft::{
    CeilingReason, DraftShared, RecordCeilingReason, RecordCeilingReasonRefusal, ShareDraft,
    ShareDraftRefusal,
};
pub use end::{
    EndSupport, EndSupportRefusal, EndingNotified, NotifyEnding, NotifyEndingRefusal, SupportEnded,
};
pub use entry::{
    Correct, CorrectRefusal, Corrected, Entry, Revision, Source, StrikeOut, StrikeOutRefusal, StruckOut,
    Write, WriteRefusal, Written,
};
pub use involve::{EndInvolvement, EndInvolvementRefusal, Involve, InvolveRefusal, InvolvementEnded};
pub use journey::{Episode, Journey};
pub(crate) use late::untold;
pub use late::{LATE_LETTER, LateTold, MissedDate, TellLate, TellLateRefusal, missed};
pub use letter::{EasyIdea, IssueLetter, IssueLetterRefusal, LetterBlock, LetterIssued, LetterText};
pub use linked::{
    AskForOwn, AskForOwnRefusal, LinkedAssessment, LinkedRecorded, LinkedStep, RecordLinked,
    RecordLinkedRefusal,
};
pub use listing::list;
pub use meet::{AgreeNotMet, AgreeNotMetRefusal, Met, NotMet, RecordMeeting, RecordMeetingRefusal};
pub use need::{Decision, Need, NeedRecorded, RecordNeed, RecordNeedRefusal};
pub use pause::{
    PauseSupport, PauseSupportRefusal, ResumeSupport, ResumeSupportRefusal, SupportPaused, SupportResumed,
};
pub use plan::{
    MakePlan, MakePlanRefusal, Plan, PlanShared, Service, ServiceForm, SharePlan, SharePlanRefusal,
    Sufficiency,
};
pub use prepare::{
    CallOffVisit, CallOffVisitRefusal, NotifyVisit, NotifyVisitRefusal, QuestionsSent, SendQuestions,
    SendQuestionsRefusal, Visit, VisitCalledOff, VisitNotified,
};
pub use quantity::{Hundredths, NotANumber, Per, Quantity, Unit};
pub use reassess::{JoinRequest, JoinRequestRefusal, Reassess, ReassessRefusal, RequestJoined};
pub use register::{Register, RegisterRefusal, Registered};
pub use resources::{DecideResources, DecideResourcesRefusal, ResourcesDecided};
pub use review::{AskForReview, AskForReviewRefusal, HoldReview, HoldReviewRefusal, ReviewAsked, ReviewHeld};
pub use section::{OpenSection, OpenSectionRefusal, SectionOpened};
pub use share::{RecordShare, RecordShareRefusal, Shared, UnderAgreement};
pub use sign_off::{SignOff, SignOffRefusal, SignedOff};
pub use support::{OpenSupport, OpenSupportRefusal, SupportOpened};
pub use told::{FamilyTold, RecordTold, RecordToldRefusal};
pub use views::{
    AnswerView, AnswerViewRefusal, CopyGiven, FollowWish, FollowWishRefusal, GiveCopy, GiveCopyRefusal,
    RecordNotObtained, RecordNotObtainedRefusal, RecordView, RecordViewRefusal, RecordWish,
    RecordWishRefusal, SayMyself, SayMyselfRefusal, TellView, TellViewRefusal, View, ViewAnswered,
    ViewOutcome, ViewRecorded, ViewTold, Views, ViewsNotObtained, WAYS, WHO_MAY_READ, Wish, WishFollowed,
    WishRecorded, WishStep,
};
pub use withheld::{ContactWithheld, WithheldRefusal, WithholdContact, WithholdContactRefusal};
pub use young_person::{
    AgreeReading, AgreeReadingRefusal, OpenForYoungPerson, OpenForYoungPersonRefusal, Owned, ReadingAgreed,
};

use crate::people::Involved;
use crate::refusal::Refusal;
use crate::request::{Noted, noted};
use crate::stream::{Author, Decided, Recorded, Stream, events};

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
        "agreement.recorded" => AgreementRecorded(AgreementRecorded),
        "information.shared" => Shared(Shared),
        "breaks.arranged" => BreaksArranged(BreaksArranged),
        "breaks.regime_changed" => RegimeChanged(RegimeChanged),
        "breaks.regime_explained" => RegimeExplained(RegimeExplained),
        "breaks.overseen" => BreaksOverseen(BreaksOverseen),
        "breaks.ended" => BreaksEnded(BreaksEnded),
        "stay.booked" => StayBooked(StayBooked),
        "stay.changed" => StayChanged(StayChanged),
        "stay.held" => StayHeld(StayHeld),
        "stay.cancelled" => StayCancelled(StayCancelled),
        "view.recorded" => ViewRecorded(ViewRecorded),
        "view.answered" => ViewAnswered(ViewAnswered),
        "view.told" => ViewTold(ViewTold),
        "views.not_obtained" => ViewsNotObtained(ViewsNotObtained),
        "views.copy_given" => CopyGiven(CopyGiven),
        "wish.recorded" => WishRecorded(WishRecorded),
        "wish.followed" => WishFollowed(WishFollowed),
        "family.told" => FamilyTold(FamilyTold),
        "record.owned" => Owned(Owned),
        "reading.agreed" => ReadingAgreed(ReadingAgreed),
        "contact.withheld" => ContactWithheld(ContactWithheld),
        "request.joined" => RequestJoined(RequestJoined),
        "questions.sent" => QuestionsSent(QuestionsSent),
        "visit.notified" => VisitNotified(VisitNotified),
        "visit.called_off" => VisitCalledOff(VisitCalledOff),
        "resources.decided" => ResourcesDecided(ResourcesDecided),
        "service.started" => ServiceStarted(ServiceStarted),
        "gap.reported" => GapReported(GapReported),
        "gap.answered" => GapAnswered(GapAnswered),
        "change.notified" => ChangeNotified(ChangeNotified),
        "review.asked" => ReviewAsked(ReviewAsked),
        "review.held" => ReviewHeld(ReviewHeld),
        "linked.recorded" => LinkedRecorded(LinkedRecorded),
        "adulthood.recorded" => AdulthoodRecorded(AdulthoodRecorded),
        "duty.answered" => DutyAnswered(DutyAnswered),
        "support.paused" => SupportPaused(SupportPaused),
        "support.resumed" => SupportResumed(SupportResumed),
        "ending.notified" => EndingNotified(EndingNotified),
        "support.ended" => SupportEnded(SupportEnded),
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
    /// The assessment at hand, or the last one.
    pub assessment: Assessment,
    /// The ones before it, oldest first.
    pub earlier: Vec<Assessment>,
    /// What was written, in order of first writing.
    pub entries: Vec<Entry>,
    /// Comments on it, in order.
    pub comments: Vec<Comment>,
    /// The plan, and the ones before it.
    pub plans: Vec<Noted<Plan>>,
    /// When the plan went to the family.
    pub plan_shared: Option<Noted<PlanShared>>,
    /// What happens on the journey beside the assessments.
    pub journey: Journey,
    /// Letters, oldest first.
    pub letters: Vec<Noted<LetterIssued>>,
    /// Who agreed to what being asked of, or told to, whom; oldest first.
    pub agreements: Vec<Noted<AgreementRecorded>>,
    /// What was passed on, and what was not; oldest first.
    pub shares: Vec<Noted<Shared>>,
    /// Short breaks: arrangements and the ledger of stays.
    pub breaks: Breaks,
    /// The child's own views, and what became of each.
    pub views: Views,
    /// What members of the family were told of steps to keep the child safe, each for those who were told.
    pub told: Vec<Noted<FamilyTold>>,
    /// Dates that were missed and that the family was told of.
    pub told_late: Vec<Noted<LateTold>>,
    /// Files, oldest first.
    pub attachments: Vec<Attachment>,
    /// When it was first written to.
    pub begun_at: Option<Timestamp>,
    /// Whose the record is, when a young person asked for themselves.
    pub owned: Option<Owned>,
    /// That they agreed that those who care for them read along.
    pub reading_agreed: Option<Noted<ReadingAgreed>>,
    /// How these people are reached is kept from everybody else of the family.
    pub withheld: Vec<Noted<ContactWithheld>>,
}

impl Child {
    /// What the child likes to be called.
    pub fn called(&self) -> &str {
        self.registered.as_ref().map_or("", |registered| registered.called.as_str())
    }

    /// The lead assessor.
    pub fn assessor(&self) -> Option<PersonId> {
        self.assessment.allocated.last().map(|allocated| allocated.fact.assessor)
    }

    /// Every request that led to an assessment here, or joined one.
    pub fn requests(&self) -> impl Iterator<Item = Uuid> {
        let assessments = self.earlier.iter().chain(std::iter::once(&self.assessment));
        assessments.flat_map(|each| {
            let joined = each.joined.iter().map(|joined| joined.fact.request);
            each.opened.iter().map(|opened| opened.fact.request).chain(joined)
        })
    }

    /// A need by its identifier, of this assessment or of one before it.
    pub fn need(&self, need: Uuid) -> Option<&Need> {
        let earlier = self.earlier.iter().rev();
        std::iter::once(&self.assessment).chain(earlier).find_map(|assessment| assessment.need(need))
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
        let requested = self.assessment.opened.iter().flat_map(|support| support.fact.sections.iter());
        let joined = self.assessment.joined.iter().flat_map(|joined| joined.fact.sections.iter());
        let reasoned = self.assessment.sections.iter().map(|section| &section.fact.section);
        for section in requested.chain(joined).chain(reasoned) {
            if !open.contains(&section.as_str()) {
                open.push(section);
            }
        }
        open
    }

    /// The stage, as lists filter by it.
    pub fn stage(&self) -> &'static str {
        let assessment = &self.assessment;
        let is_shared = self.plan_shared.as_ref().is_some_and(|shared| assessment.reaches(shared));
        match assessment {
            Assessment { opened: None, .. } => "",
            _ if self.is_ended() => "ended",
            Assessment { signed_off: Some(_), .. } if is_shared => "plan-shared",
            Assessment { signed_off: Some(_), .. } => "decided",
            Assessment { draft: Some(_), .. } => "draft-with-family",
            Assessment { allocated, .. } if !allocated.is_empty() => "assessing",
            _ => "to-allocate",
        }
    }

    fn open(&mut self, opened: Noted<SupportOpened>) {
        let finished = std::mem::replace(
            &mut self.assessment,
            Assessment { opened: Some(opened), ..Assessment::default() },
        );
        if finished.opened.is_some() {
            self.earlier.push(finished);
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

    fn refuses(&self, decided: &Decided<ChildEvent>, author: &Author) -> Option<Box<dyn Refusal>> {
        let refusal = self.refuses_to_tell(&decided.event, author)?;
        Some(Box::new(refusal))
    }

    fn apply(&mut self, recorded: &Recorded<ChildEvent>) {
        self.begun_at = self.begun_at.or(Some(recorded.recorded_at));
        match recorded.event.clone() {
            ChildEvent::Registered(fact) => self.registered = Some(fact),
            ChildEvent::InvolvementBegan(fact) => self.involved.push(fact),
            ChildEvent::InvolvementEnded(fact) => fact.end(&mut self.involved),
            ChildEvent::SupportOpened(fact) => self.open(noted(recorded, fact)),
            ChildEvent::Allocated(fact) => self.assessment.allocated.push(noted(recorded, fact)),
            ChildEvent::SectionOpened(fact) => self.assessment.sections.push(noted(recorded, fact)),
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
            ChildEvent::Met(fact) => self.assessment.met.push(noted(recorded, fact)),
            ChildEvent::NotMet(fact) => self.assessment.not_met = Some(noted(recorded, fact)),
            ChildEvent::DraftShared(fact) => self.assessment.draft = Some(noted(recorded, fact)),
            ChildEvent::CeilingReason(fact) => self.assessment.ceiling_reason = Some(noted(recorded, fact)),
            ChildEvent::NeedRecorded(fact) => need::record(&mut self.assessment.needs, recorded, fact),
            ChildEvent::SignedOff(fact) => self.assessment.signed_off = Some(noted(recorded, fact)),
            ChildEvent::PlanMade(fact) => self.plans.push(noted(recorded, fact)),
            ChildEvent::PlanShared(fact) => self.plan_shared = Some(noted(recorded, fact)),
            ChildEvent::LetterIssued(fact) => self.letters.push(noted(recorded, fact)),
            ChildEvent::AgreementRecorded(fact) => self.agreements.push(noted(recorded, fact)),
            ChildEvent::Shared(fact) => self.shares.push(noted(recorded, fact)),
            ChildEvent::BreaksArranged(_)
            | ChildEvent::RegimeChanged(_)
            | ChildEvent::RegimeExplained(_)
            | ChildEvent::BreaksOverseen(_)
            | ChildEvent::BreaksEnded(_)
            | ChildEvent::StayBooked(_)
            | ChildEvent::StayChanged(_)
            | ChildEvent::StayHeld(_)
            | ChildEvent::StayCancelled(_) => self.breaks.apply(recorded),
            ChildEvent::ViewRecorded(_)
            | ChildEvent::ViewAnswered(_)
            | ChildEvent::ViewTold(_)
            | ChildEvent::ViewsNotObtained(_)
            | ChildEvent::CopyGiven(_)
            | ChildEvent::WishRecorded(_)
            | ChildEvent::WishFollowed(_) => self.views.apply(recorded),
            ChildEvent::FamilyTold(fact) => self.told.push(noted(recorded, fact)),
            ChildEvent::Owned(fact) => self.owned = Some(fact),
            ChildEvent::ReadingAgreed(fact) => self.reading_agreed = Some(noted(recorded, fact)),
            ChildEvent::ContactWithheld(fact) => self.withheld.push(noted(recorded, fact)),
            ChildEvent::RequestJoined(fact) => self.assessment.joined.push(noted(recorded, fact)),
            ChildEvent::QuestionsSent(fact) => self.assessment.questions.push(noted(recorded, fact)),
            ChildEvent::VisitNotified(fact) => {
                self.assessment.visits.push(Visit { notified: noted(recorded, fact), called_off: None });
            }
            ChildEvent::VisitCalledOff(fact) => self.assessment.call_off(noted(recorded, fact)),
            ChildEvent::ResourcesDecided(fact) => self.decide_resources(noted(recorded, fact)),
            ChildEvent::ServiceStarted(fact) => self.journey.starts.push(noted(recorded, fact)),
            ChildEvent::GapReported(fact) => {
                self.journey.gaps.push(Gap { reported: noted(recorded, fact), remedied: None });
            }
            ChildEvent::GapAnswered(fact) => self.journey.answer_gap(noted(recorded, fact)),
            ChildEvent::ChangeNotified(fact) => self.journey.changes.push(noted(recorded, fact)),
            ChildEvent::ReviewAsked(fact) => self.journey.reviews_asked.push(noted(recorded, fact)),
            ChildEvent::ReviewHeld(fact) => self.journey.reviews.push(noted(recorded, fact)),
            ChildEvent::LinkedRecorded(fact) => {
                linked::record(&mut self.journey.linked, noted(recorded, fact));
            }
            ChildEvent::AdulthoodRecorded(fact) => self.journey.adulthood.push(noted(recorded, fact)),
            ChildEvent::DutyAnswered(fact) => self.journey.answered.push(noted(recorded, fact)),
            ChildEvent::SupportPaused(fact) => self.journey.paused.push(noted(recorded, fact)),
            ChildEvent::SupportResumed(fact) => self.journey.resumed.push(noted(recorded, fact)),
            ChildEvent::EndingNotified(fact) => self.journey.endings.push(noted(recorded, fact)),
            ChildEvent::SupportEnded(fact) => self.journey.ended.push(noted(recorded, fact)),
            ChildEvent::LateTold(fact) => self.told_late.push(noted(recorded, fact)),
            ChildEvent::AttachmentAdded(fact) => self.attachments.push(noted(recorded, fact)),
        }
    }
}

/// People by identifier with the name under which they take part; for pages that name authors.
pub fn names(child: &Child) -> BTreeMap<PersonId, String> {
    child.involved.iter().map(|part| (part.person, part.name.clone())).collect()
}
