//! Lists: what is due for a person today, and the lists of requests, children and concerns.

use access::{Action, Actor, RecordKind, Scope};
use guidance::{Scheduled, Status};
use jiff::Timestamp;
use kernel::{Capacity, PersonId, StreamId, StreamKind};
use records::Line;
use serde::Deserialize;
use store::{Body, DutyFound, Found, Page, SummaryFilter, SummaryFound};

use crate::application::Application;
use crate::failure::Failure;
use crate::rows::DutyBody;

/// Capacities that work a common pool: a duty of theirs stands on the page of everybody who holds them.
pub(crate) const POOLED: [&str; 4] =
    ["navigator", "front-door-practitioner", "front-door-manager", "complaints-manager"];

/// A line of a list.
#[derive(Debug, Clone)]
pub struct LineShown {
    /// The record.
    pub stream: StreamId,
    /// Its stage.
    pub stage: String,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// What the list is sorted by.
    pub at: Timestamp,
    /// What is shown.
    pub line: Line,
}

/// A duty on a list, with its status at this moment.
#[derive(Debug, Clone)]
pub struct DutyShown {
    /// What the engine computed.
    pub scheduled: Scheduled,
    /// Its status now.
    pub status: Status,
    /// Who must do it, where one is named.
    pub person: Option<PersonId>,
    /// The record it arose in.
    pub about: LineShown,
}

/// A practitioner's day.
#[derive(Debug, Clone, Default)]
pub struct Today {
    /// What is due for this person, the most urgent first.
    pub duties: Vec<DutyShown>,
    /// How many there are in all.
    pub total: u64,
}

fn text<T: for<'a> Deserialize<'a>>(body: &Body) -> Option<T> {
    // A body whose key was destroyed is simply no longer listed.
    body.plain().and_then(|bytes| serde_json::from_slice(bytes).ok())
}

/// Whom a line is about: a child's name in full where it is known, because two children may be called the same.
pub(crate) fn name_in(shown: LineShown) -> String {
    let in_full = shown.stream.kind == StreamKind::Child && !shown.line.detail.is_empty();
    if in_full { shown.line.detail } else { shown.line.title }
}

pub(crate) fn line_shown(found: SummaryFound) -> Option<LineShown> {
    let line = text(&found.display)?;
    Some(LineShown { stream: found.stream, stage: found.state, owner: found.owner, at: found.sort_at, line })
}

impl Application {
    pub(crate) fn duty_shown(&self, found: DutyFound) -> Option<DutyShown> {
        let body: DutyBody = text(&found.body)?;
        let status = body.scheduled.status(self.now());
        // What is not yet asked for, or asks only to wait, is nobody's to do today.
        if !status.is_open() {
            return None;
        }
        Some(DutyShown {
            status,
            scheduled: self.as_verified(body.scheduled),
            person: found.person,
            about: line_shown(found.summary?)?,
        })
    }

    /// What is due for this practitioner: what stands on their own list, and what their pools share.
    pub async fn today_of(&self, actor: &Actor, limit: u32) -> Result<Today, Failure> {
        let Some(person) = actor.person() else { return Err(Failure::NotThere) };
        let page = Page::first(limit);
        let watched = self.store().duties_watched(self.partnership(), person, page).await?;
        let pooled: Vec<Capacity> = actor
            .capacities()
            .iter()
            .filter(|capacity| POOLED.contains(&capacity.as_str()))
            .cloned()
            .collect();
        let shared = if pooled.is_empty() {
            Found { rows: Vec::new(), total: 0 }
        } else {
            self.store().duties_of_capacities(self.partnership(), &pooled, page).await?
        };
        let mut total = watched.total;
        let mut rows = watched.rows;
        for row in shared.rows {
            let twice = rows
                .iter()
                .any(|seen| seen.stream == row.stream && seen.duty == row.duty && seen.key == row.key);
            if !twice {
                rows.push(row);
            }
        }
        total = total.max(rows.len() as u64).max(shared.total);
        rows.sort_by(|left, right| match (&left.due, &right.due) {
            (Some(left), Some(right)) => left.cmp(right),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => left.duty.cmp(&right.duty),
        });
        rows.truncate(limit as usize);
        Ok(Today { duties: rows.into_iter().filter_map(|row| self.duty_shown(row)).collect(), total })
    }

    /// What must still happen in one record. The caller has opened the record.
    pub async fn duties_of(&self, stream: StreamId) -> Result<Vec<DutyShown>, Failure> {
        let found = self.store().duties_of_stream(self.partnership(), stream).await?;
        Ok(found.into_iter().filter_map(|row| self.duty_shown(row)).collect())
    }

    /// The list of a kind of record, as far as the table lets this actor see it.
    pub async fn list(
        &self,
        actor: &Actor,
        kind: StreamKind,
        stage: Option<&str>,
        page: Page,
    ) -> Result<Found<LineShown>, Failure> {
        let record = match kind {
            StreamKind::Request => RecordKind::Request,
            StreamKind::Child => RecordKind::ChildRecord,
            StreamKind::Concern => RecordKind::Concern,
            StreamKind::Challenge => RecordKind::Challenge,
            StreamKind::Protection => RecordKind::Protection,
            StreamKind::Contact => RecordKind::Contact,
            _ => return Err(Failure::NotThere),
        };
        let filter = SummaryFilter { state: stage.map(str::to_owned), owner: None };
        match self.policy().scope(actor, Action::List, record) {
            Scope::Nothing => Err(Failure::NotThere),
            scope if is_whole(&scope) => {
                let found = self.store().summaries(self.partnership(), kind, &filter, page).await?;
                Ok(Found {
                    total: found.total,
                    rows: found.rows.into_iter().filter_map(line_shown).collect(),
                })
            }
            _ => self.list_involved(actor, kind, stage).await,
        }
    }

    /// The records of a kind in which the actor is involved today.
    pub(crate) async fn list_involved(
        &self,
        actor: &Actor,
        kind: StreamKind,
        stage: Option<&str>,
    ) -> Result<Found<LineShown>, Failure> {
        let Some(person) = actor.person() else { return Err(Failure::NotThere) };
        let today = self.today();
        let mut rows = Vec::new();
        for (stream, part) in self.store().involvements_of_person(self.partnership(), person).await? {
            let holds = part.from <= today && part.until.is_none_or(|until| today <= until);
            let listed = rows.iter().any(|row: &LineShown| row.stream == stream);
            if stream.kind != kind || !holds || listed {
                continue;
            }
            let found = self.store().summary(self.partnership(), stream).await?;
            rows.extend(
                found.and_then(line_shown).filter(|row| stage.is_none_or(|stage| row.stage == stage)),
            );
        }
        rows.sort_by_key(|row| row.at);
        Ok(Found { total: rows.len() as u64, rows })
    }
}

/// Whether a scope admits every row of the partnership's support route.
pub(crate) fn is_whole(scope: &Scope) -> bool {
    match scope {
        Scope::WholePartnership(_) => true,
        Scope::AnyOf { parts, .. } => parts.iter().any(|part| {
            part.involved_as.is_empty() && part.ties.iter().all(|tie| *tie == access::Tie::OnRoute)
        }),
        Scope::Nothing => false,
    }
}
