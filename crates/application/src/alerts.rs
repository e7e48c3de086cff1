//! What the safeguarding front door is told, and by when it must have looked: raising a concern, how many wait unseen,
//! and the times that the protocol sets for both.

use access::{Action, Actor, FieldKind, RecordKind, Resource};
use forms::Answers;
use guidance::{Due, Facts, Milestone, Scheduled};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kernel::{Moment, StreamId, StreamKind};
use records::child::Child;
use records::concern::{About, Raise, Raised, Raiser, Way};
use records::people::SafeContact;
use records::request::Request;
use store::{Page, SummaryFilter};
use uuid::Uuid;

use crate::act::Act;
use crate::application::Application;
use crate::failure::Failure;
use crate::kept::{Kept, fold};
use crate::lists::{is_whole, line_shown, name_in};

/// What somebody tells the front door.
#[derive(Debug, Clone)]
pub struct Worry {
    /// How it came in.
    pub way: Way,
    /// Whom it is about. Where nobody is described and a record is named, the record's own name stands in.
    pub about: About,
    /// The answers.
    pub answers: Answers,
    /// What was seen, heard or noticed.
    pub noticed: String,
    /// Somebody may be in danger now.
    pub immediate: bool,
    /// The raiser is unsure.
    pub unsure: bool,
    /// How to reach whoever raised it, if they said.
    pub reach: String,
}

impl Application {
    /// Raises a concern, and says which one it is. It touches no stream but its own.
    pub async fn raise_concern(
        &self,
        actor: &Actor,
        worry: Worry,
        once: Option<Uuid>,
    ) -> Result<Uuid, Failure> {
        let mut about = worry.about;
        if about.described.trim().is_empty() {
            about.described = self.title_of(&about).await?;
        }
        let state = self.partnership_state().await?;
        let contact = (!worry.reach.trim().is_empty()).then(|| SafeContact {
            method: String::new(),
            value: worry.reach.trim().to_owned(),
            may_leave_message: false,
        });
        let raised = Raised {
            way: worry.way,
            about,
            answers: worry.answers,
            noticed: worry.noticed,
            immediate: worry.immediate,
            unsure: worry.unsure,
            raiser: Raiser {
                name: state.state.name_of(actor.person()).unwrap_or_default().to_owned(),
                contact,
            },
        };
        let concern = self.new_identifier();
        let raise = Raise { raised, telling_review_at: self.telling_review_at() };
        let mut act = Act::on(concern, raise);
        if let Some(once) = once {
            act = act.once(once);
        }
        self.execute(actor, act).await?;
        Ok(concern)
    }

    /// What the record is called that a concern was raised from. It goes to the front door alone, who may know it.
    async fn title_of(&self, about: &About) -> Result<String, Failure> {
        let child = about.child.map(|id| StreamId::new(StreamKind::Child, id));
        let request = about.request.map(|id| StreamId::new(StreamKind::Request, id));
        let Some(stream) = child.or(request) else { return Ok(String::new()) };
        let found = self.store().summary(self.partnership(), stream).await?;
        Ok(found.and_then(line_shown).map(name_in).unwrap_or_default())
    }

    /// How many concerns nobody has seen; absent for whoever does not work the front door's list.
    pub async fn unseen_concerns(&self, actor: &Actor) -> Result<Option<u64>, Failure> {
        if !self.works_front_door(actor) {
            return Ok(None);
        }
        let filter = SummaryFilter { state: Some("unseen".to_owned()), owner: None };
        let found =
            self.store().summaries(self.partnership(), StreamKind::Concern, &filter, Page::first(1)).await?;
        Ok(Some(found.total))
    }

    /// Whether the actor sees every concern there is.
    pub fn works_front_door(&self, actor: &Actor) -> bool {
        is_whole(&self.policy().scope(actor, Action::List, RecordKind::Concern))
    }

    /// By when a concern raised at this moment must have been seen, before it is passed on.
    pub fn concern_seen_by(&self, raised_at: Timestamp) -> Option<Scheduled> {
        // Of all that a concern starts, it is what seeing settles.
        let raised = Moment::At(raised_at);
        let seen = ["concern.raised", "concern.seen"].map(|name| Milestone::new(name, raised));
        self.soonest(&seen, |scheduled| scheduled.stopped.is_some())
    }

    /// When not telling a family is looked at again at the latest, if nobody decides anything before. Where the protocol
    /// gives no day, it is looked at at once.
    pub fn telling_review_at(&self) -> Timestamp {
        let now = self.now();
        let set = [Milestone::new("telling.review_set", Moment::At(now))];
        match self.soonest(&set, |_| true).map(|scheduled| scheduled.due) {
            Some(Due::At(instant)) => instant,
            Some(Due::On(date)) => end_of(date).unwrap_or(now),
            Some(Due::NoLimit | Due::BeyondKnownHolidays) | None => now,
        }
    }

    /// The first of what must follow these milestones.
    fn soonest(&self, happened: &[Milestone], which: impl Fn(&Scheduled) -> bool) -> Option<Scheduled> {
        let due = |scheduled: &Scheduled| match scheduled.due {
            Due::At(instant) => instant,
            Due::On(date) => end_of(date).unwrap_or(Timestamp::MAX),
            Due::NoLimit | Due::BeyondKnownHolidays => Timestamp::MAX,
        };
        self.rules().schedule(happened, &Facts::default()).into_iter().filter(which).min_by_key(due)
    }

    /// The name by which a list would show this actor a record; absent where they may not list it, and where there is
    /// none.
    pub async fn listed_name(&self, actor: &Actor, stream: StreamId) -> Result<Option<String>, Failure> {
        let kind = match stream.kind {
            StreamKind::Child => RecordKind::ChildRecord,
            StreamKind::Request => RecordKind::Request,
            _ => return Ok(None),
        };
        let scope = self.policy().scope(actor, Action::List, kind);
        if scope == access::Scope::Nothing {
            return Ok(None);
        }
        if is_whole(&scope) {
            let found = self.store().summary(self.partnership(), stream).await?;
            return Ok(found.and_then(line_shown).map(name_in));
        }
        let involved = self.list_involved(actor, stream.kind, None).await?;
        Ok(involved.rows.into_iter().find(|row| row.stream == stream).map(name_in))
    }

    /// Whether the actor could open a record now without giving a reason. Nothing is opened, so nothing is logged.
    pub async fn may_open(&self, actor: &Actor, stream: StreamId) -> Result<bool, Failure> {
        let loaded = self.store().load(self.partnership(), stream).await?;
        let today = self.today();
        let (kind, mut facts) = match stream.kind {
            StreamKind::Child => {
                let state = fold::<Child>(stream, &loaded)?.state;
                (RecordKind::ChildRecord, state.facts(self.partnership(), today))
            }
            StreamKind::Request => {
                let state = fold::<Request>(stream, &loaded)?.state;
                (RecordKind::Request, state.facts(self.partnership(), today))
            }
            _ => return Ok(false),
        };
        if self.has_open_urgently(actor, stream).await? {
            facts.opened_urgently_by.extend(actor.person());
        }
        let resource = Resource::of(actor, kind, FieldKind::Ordinary, &facts);
        Ok(loaded.version > 0 && self.policy().decide(actor, Action::See, &resource).allowed)
    }

    /// The last moment of a day in England: what is to be looked at on a day may be looked at until it ends.
    pub fn end_of_day(&self, date: jiff::civil::Date) -> Option<Timestamp> {
        end_of(date)
    }
}

fn end_of(date: jiff::civil::Date) -> Option<Timestamp> {
    let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
    let midnight = date.tomorrow().ok()?.to_datetime(Time::midnight()).to_zoned(zone).ok()?;
    midnight.timestamp().checked_sub(SignedDuration::from_secs(1)).ok()
}
