//! Keeping and destroying records: what the schedule says of each, holds, and destruction with its proof.
//!
//! A record is destroyed in an order that can be interrupted anywhere: first the proof, decided by the rules; then what was
//! worked out from it and its files; then its keys. Whatever was begun is finished by [`Application::finish_destroying`].

use std::collections::BTreeMap;

use access::{Action, Actor, RecordKind, Resource};
use guidance::{Keep, RetainFrom, RetainWhen, RetentionFacts, keep};
use jiff::civil::Date;
use kernel::{PersonId, StreamId, StreamKind};
use records::challenge::Challenge;
use records::child::Child;
use records::concern::{Concern, same_child, same_request};
use records::feedback::Feedback;
use records::history::History;
use records::partnership::{
    DestroyRecord, Destroyed, DestroyedStream, Hold, HoldPlaced, HoldReleased, PlaceHold, ReleaseHold,
};
use records::request::Request;
use records::retention;
use records::statutory::Return;
use uuid::Uuid;

use crate::act::{Act, Done};
use crate::application::{Application, PARTNERSHIP_STREAM};
use crate::failure::Failure;
use crate::kept::{fold, reads_of};
use crate::lists::line_shown;
use crate::search::{plain_tokens, reference_token};

/// The kinds of record that the schedule is asked about. A request that led to a child's record goes with that.
const KINDS: [StreamKind; 7] = [
    StreamKind::Child,
    StreamKind::Request,
    StreamKind::Challenge,
    StreamKind::Concern,
    StreamKind::Feedback,
    StreamKind::History,
    StreamKind::Return,
];
/// The stage at which a record beside the child's is over.
const BESIDE_OVER: &str = "ended";
/// Streams that are looked at between two questions to the store.
const BATCH: u32 = 200;
/// States in which nothing is left to do about a concern.
const CONCERN_OVER: [&str; 2] = ["answered", "set-aside"];
/// States in which nothing is left to do about a challenge.
const CHALLENGE_OVER: [&str; 2] = ["closed", "withdrawn"];

/// What the schedule says of one record.
#[derive(Debug, Clone)]
pub struct KeptRecord {
    /// The record.
    pub record: StreamId,
    /// Its reference, where it has one; never a name.
    pub reference: String,
    /// Until when, where that is known.
    pub until: Option<Date>,
    /// What is not known, where the day is not.
    pub missing: Option<RetainFrom>,
    /// The rule of the schedule; empty: there is none for it.
    pub rule: String,
    /// The clause it rests on.
    pub clause: String,
    /// Holds that stand on it.
    pub holds: Vec<Uuid>,
    /// Whether it may be destroyed today.
    pub is_over: bool,
}

/// What is found out of a record before it may be destroyed.
struct Looked {
    facts: RetentionFacts,
    reference: String,
    /// The streams that go with it, itself included, each with its subject.
    streams: Vec<StreamId>,
    still_needed: bool,
}

impl Application {
    /// Whether the table lets this actor look after what is kept and destroyed.
    pub fn may_retain(&self, actor: &Actor) -> bool {
        let resource = Resource::new(RecordKind::Retention, self.partnership().clone());
        self.policy().decide(actor, Action::Retain, &resource).allowed
    }

    /// Every record that nothing keeps any longer, the longest over first. What is still kept is in no list: until when a
    /// record is kept could tell that a concern was raised.
    pub async fn records_over(&self) -> Result<Vec<KeptRecord>, Failure> {
        let mut found = Vec::new();
        for kind in KINDS {
            let mut after = None;
            loop {
                let streams = self.store().streams(self.partnership(), kind, after, BATCH).await?;
                let Some(last) = streams.last() else { break };
                after = Some(last.id);
                for stream in streams {
                    let kept = self.kept_record(stream).await?;
                    found.extend(kept.filter(|kept| kept.is_over));
                }
            }
        }
        found.sort_by_key(|kept: &KeptRecord| (kept.until, kept.record));
        Ok(found)
    }

    /// What the schedule says of one record; nothing of one that was destroyed, or that goes with another.
    pub async fn kept_record(&self, record: StreamId) -> Result<Option<KeptRecord>, Failure> {
        let Some(looked) = self.look_at(record).await? else { return Ok(None) };
        let schedule = self.rules().guidance().retention();
        let kept = keep(schedule, &looked.facts);
        let (until, missing) = match &kept {
            Keep::Until(day, _) => (Some(*day), None),
            Keep::NotKnown(from, _) => (None, Some(*from)),
            Keep::NoRule => (None, None),
        };
        let state = self.partnership_state().await?;
        let holds: Vec<Uuid> = looked
            .streams
            .iter()
            .flat_map(|stream| state.state.holds_on(*stream))
            .map(|hold| hold.placed.fact.hold)
            .collect();
        Ok(Some(KeptRecord {
            record,
            reference: looked.reference,
            until,
            missing,
            rule: kept.rule().map_or_else(String::new, |rule| rule.id.clone()),
            clause: kept.rule().map_or_else(String::new, |rule| rule.clause.clone()),
            is_over: kept.is_over(self.today()) && holds.is_empty() && !looked.still_needed,
            holds,
        }))
    }

    /// Places a hold on a record, and says what it is called. A record that is not there cannot be held.
    pub async fn place_hold(
        &self,
        actor: Option<&Actor>,
        record: StreamId,
        reason: String,
        by: String,
        review_on: Date,
    ) -> Result<Uuid, Failure> {
        if self.store().load(self.partnership(), record).await?.version == 0 {
            return Err(Failure::NotThere);
        }
        let hold = self.new_identifier();
        let placed = PlaceHold(HoldPlaced { hold, record, reason, by, review_on });
        match actor {
            Some(actor) => self.execute(actor, Act::on(PARTNERSHIP_STREAM.id, placed)).await?,
            None => self.execute_by_itself(PARTNERSHIP_STREAM.id, &placed).await?,
        };
        Ok(hold)
    }

    /// The record that is named by its identifier (`child/…`) or by its reference: a child's before the request that led to
    /// it. Nothing is opened.
    pub async fn record_named(&self, named: &str) -> Result<Option<StreamId>, Failure> {
        let named = named.trim();
        if let Ok(stream) = named.parse::<StreamId>() {
            let there = self.store().load(self.partnership(), stream).await?.version > 0;
            return Ok(there.then_some(stream));
        }
        let Some(token) = reference_token(named) else { return Ok(None) };
        for kind in [StreamKind::Child, StreamKind::Request, StreamKind::Challenge] {
            let tokens = [token.clone()];
            if let Some(hit) = self.store().search(self.partnership(), kind, &tokens).await?.first() {
                return Ok(Some(hit.stream));
            }
        }
        Ok(None)
    }

    /// Releases a hold.
    pub async fn release_hold(
        &self,
        actor: Option<&Actor>,
        hold: Uuid,
        reason: String,
        by: String,
    ) -> Result<Done, Failure> {
        let released = ReleaseHold(HoldReleased { hold, reason, by });
        match actor {
            Some(actor) => self.execute(actor, Act::on(PARTNERSHIP_STREAM.id, released)).await,
            None => self.execute_by_itself(PARTNERSHIP_STREAM.id, &released).await,
        }
    }

    /// The holds that stand, those to be looked at soonest first.
    pub async fn holds(&self) -> Result<Vec<Hold>, Failure> {
        let state = self.partnership_state().await?;
        let mut holds: Vec<Hold> =
            state.state.holds.iter().filter(|hold| hold.released.is_none()).cloned().collect();
        holds.sort_by_key(|hold| hold.placed.fact.review_on);
        Ok(holds)
    }

    /// Destroys a record for ever, if no rule, no open matter and no hold keeps it. What comes back is the proof, which is
    /// written before anything is destroyed.
    ///
    /// Another process that serves the partnership holds keys in memory until it ends.
    pub async fn destroy_record(
        &self,
        record: StreamId,
        by: String,
        key_backup_days: u32,
    ) -> Result<Destroyed, Failure> {
        let looked = self.look_at(record).await?.ok_or(Failure::NotThere)?;
        let mut streams = Vec::new();
        for stream in &looked.streams {
            for stream in [*stream, reads_of(*stream)] {
                let entries = self.store().load(self.partnership(), stream).await?.version;
                if entries > 0 {
                    streams.push(DestroyedStream { stream, entries });
                }
            }
        }
        let destroy = DestroyRecord {
            record,
            facts: looked.facts,
            streams,
            still_needed: looked.still_needed,
            by,
            key_backup_days,
        };
        self.execute_by_itself(PARTNERSHIP_STREAM.id, &destroy).await?;
        self.finish_destroying().await?;
        let state = self.partnership_state().await?;
        let proof = state.state.destroyed.iter().rfind(|destroyed| destroyed.fact.record == record);
        proof.map(|proof| proof.fact.clone()).ok_or(Failure::NotThere)
    }

    /// Finishes every destruction of which there is a proof: takes away what is left of it, and its keys. Says of how many
    /// subjects a key was still there.
    pub async fn finish_destroying(&self) -> Result<u64, Failure> {
        let state = self.partnership_state().await?;
        let mut finished = 0;
        for destroyed in &state.state.destroyed {
            let streams: Vec<StreamId> =
                destroyed.fact.streams.iter().map(|destroyed| destroyed.stream).collect();
            let mut subjects: Vec<Uuid> = streams.iter().map(|stream| stream.id).collect();
            subjects.sort_unstable();
            subjects.dedup();
            let mut left = Vec::new();
            for subject in subjects {
                if self.store().has_key(self.partnership(), subject).await? {
                    left.push(subject);
                }
            }
            if left.is_empty() {
                continue;
            }
            self.store().purge_streams(self.partnership(), streams).await?;
            for subject in left {
                self.store().discard_files(self.partnership(), subject).await?;
                self.store().erase_subject(self.partnership(), subject, self.now()).await?;
                finished += 1;
            }
        }
        Ok(finished)
    }

    async fn look_at(&self, record: StreamId) -> Result<Option<Looked>, Failure> {
        let loaded = self.store().load(self.partnership(), record).await?;
        if loaded.version == 0 {
            return Ok(None);
        }
        let alone = |facts, reference: &str, still_needed| Looked {
            facts,
            reference: reference.to_owned(),
            streams: vec![record],
            still_needed,
        };
        let found = match record.kind {
            StreamKind::Child => return self.look_at_child(record, &loaded).await,
            StreamKind::Request => fold::<Request>(record, &loaded).map(|folded| {
                let request = folded.state;
                // What led to a child's record goes with that one.
                request
                    .child()
                    .is_none()
                    .then(|| alone(retention::of_request(&request), request.reference(), false))
            }),
            StreamKind::Challenge => fold::<Challenge>(record, &loaded).map(|folded| {
                let reference = folded.state.made.as_ref().map_or("", |made| made.fact.reference.as_str());
                Some(alone(retention::of_challenge(&folded.state), reference, false))
            }),
            StreamKind::Concern => fold::<Concern>(record, &loaded).map(|folded| {
                let over = CONCERN_OVER.contains(&folded.state.stage());
                Some(alone(retention::of_concern(&folded.state), "", !over))
            }),
            StreamKind::Feedback => fold::<Feedback>(record, &loaded)
                .map(|folded| Some(alone(retention::of_feedback(&folded.state), "", false))),
            // Codes that were recorded for a child's record go with that one.
            StreamKind::History => fold::<History>(record, &loaded).map(|folded| {
                let said = folded.state.is_imported();
                said.then(|| alone(retention::of_history(&folded.state), "", false))
            }),
            StreamKind::Return => fold::<Return>(record, &loaded)
                .map(|folded| Some(alone(retention::of_return(&folded.state), "", false))),
            _ => return Ok(None),
        };
        match found {
            Err(Failure::Erased) => Ok(None),
            Ok(Some(looked)) if record.kind == StreamKind::Request => {
                let concerns = self.concerns_about(vec![same_request(record.id)]).await?;
                let open = concerns.iter().any(|state| !CONCERN_OVER.contains(&state.as_str()));
                Ok(Some(Looked { still_needed: looked.still_needed || open, ..looked }))
            }
            other => other,
        }
    }

    /// A child's record goes with the requests that led to it, and stays while a concern or a challenge about it is open.
    async fn look_at_child(
        &self,
        record: StreamId,
        loaded: &store::Loaded,
    ) -> Result<Option<Looked>, Failure> {
        let child = match fold::<Child>(record, loaded) {
            Ok(folded) => folded.state,
            Err(Failure::Erased) => return Ok(None),
            Err(failure) => return Err(failure),
        };
        let mut facts = retention::of_child(&child);
        let requests: Vec<Uuid> = child.requests().collect();
        let names = std::iter::once(same_child(record.id)).chain(requests.iter().copied().map(same_request));
        let concerns = self.concerns_about(names.collect()).await?;
        if !concerns.is_empty() {
            // Whether it came to an enquiry or not: a concern that was raised is kept with what it was about.
            facts.when.insert(RetainWhen::Enquired);
        }
        // What is named after the child is locked with the child's key, and is kept as long as its own rule says.
        let protection = self.stage_beside(StreamKind::Protection, record.id).await?;
        let away = self.stage_beside(StreamKind::LookedAfter, record.id).await?;
        facts.when.extend(protection.as_ref().map(|_| RetainWhen::Enquired));
        facts.when.extend(away.as_ref().map(|_| RetainWhen::LookedAfter));
        let open_beside = protection.into_iter().chain(away).any(|stage| stage != BESIDE_OVER);
        // The schedule has no rule for family help and section 17 yet, and nothing is destroyed without one.
        let helped = self.stage_beside(StreamKind::Help, record.id).await?.is_some();
        let open_concern = concerns.iter().any(|state| !CONCERN_OVER.contains(&state.as_str()));
        let open_challenge = self.has_open_challenge(&child).await?;
        let streams = std::iter::once(record)
            .chain(requests.into_iter().map(|request| StreamId::new(StreamKind::Request, request)))
            .chain([StreamId::new(StreamKind::History, record.id)]);
        let reference = child.assessment.opened.as_ref().map(|opened| opened.fact.reference.clone());
        Ok(Some(Looked {
            facts,
            reference: reference.unwrap_or_default(),
            streams: streams.collect(),
            still_needed: open_concern || open_beside || helped || open_challenge || child.is_assessing(),
        }))
    }

    /// The stage of a record that stands beside the child's, where there is one.
    async fn stage_beside(&self, kind: StreamKind, child: Uuid) -> Result<Option<String>, Failure> {
        let found = self.store().summary(self.partnership(), StreamId::new(kind, child)).await?;
        Ok(found.map(|found| found.state))
    }

    /// The states of the concerns that were raised about these.
    async fn concerns_about(&self, names: Vec<String>) -> Result<Vec<String>, Failure> {
        let mut states = BTreeMap::new();
        for name in names {
            let tokens = plain_tokens(&name);
            for hit in self.store().search(self.partnership(), StreamKind::Concern, &tokens).await? {
                let shown = self.store().summary(self.partnership(), hit.stream).await?;
                states.extend(shown.and_then(line_shown).map(|shown| (hit.stream, shown.stage)));
            }
        }
        Ok(states.into_values().collect())
    }

    /// Whether somebody who takes part in a child's record has a challenge that is open. It need not be about this child;
    /// then the record waits a little longer.
    async fn has_open_challenge(&self, child: &Child) -> Result<bool, Failure> {
        let mut people: Vec<PersonId> = child.involved.iter().map(|part| part.person).collect();
        people.sort_unstable();
        people.dedup();
        for person in people {
            for (stream, _) in self.store().involvements_of_person(self.partnership(), person).await? {
                if stream.kind != StreamKind::Challenge {
                    continue;
                }
                let shown = self.store().summary(self.partnership(), stream).await?;
                if shown.is_some_and(|shown| !CHALLENGE_OVER.contains(&shown.state.as_str())) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}
