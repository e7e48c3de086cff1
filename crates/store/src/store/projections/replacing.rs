//! Replacing what the lists show of a stream.

use std::collections::HashSet;

use kernel::Partnership;

use crate::batch::{DutyRow, Projection};
use crate::catalogue as sql;
use crate::error::StoreError;
use crate::keys::Secret;
use crate::limits::{BODY_LENGTH_MAX, NAME_LENGTH_MAX};
use crate::session::Value;
use crate::store::Work;
use crate::store::projections::{NO_DUE, duty_place, of_stream, summary_place, token_digest};

/// Refuses rows that are too long to be kept.
pub(crate) fn check<'a>(projections: impl IntoIterator<Item = &'a Projection>) -> Result<(), StoreError> {
    for projection in projections {
        let rows = &projection.rows;
        let duties = rows.duties.iter().flat_map(|row| {
            [row.duty.len(), row.key.len(), row.digest.len(), row.due.as_deref().map_or(0, str::len)]
        });
        let tokens = rows.search.iter().map(String::len);
        let names = rows.summary.iter().map(|row| row.state.len()).chain(duties).chain(tokens);
        if names.into_iter().any(|length| length > NAME_LENGTH_MAX) {
            return Err(StoreError::TooLong { what: "a name in a list", limit: NAME_LENGTH_MAX });
        }
        let displays = rows.summary.iter().map(|row| row.display.len());
        let bodies = rows.duties.iter().map(|row| row.body.len()).chain(rows.measured.iter().map(Vec::len));
        if displays.chain(bodies).any(|length| length > BODY_LENGTH_MAX) {
            return Err(StoreError::TooLong { what: "a text in a list", limit: BODY_LENGTH_MAX });
        }
    }
    Ok(())
}

impl Work<'_> {
    /// Replaces everything that the lists show of one stream.
    pub(in crate::store) fn replace_projection(
        &self,
        partnership: &Partnership,
        projection: &Projection,
    ) -> Result<(), StoreError> {
        let stream = projection.stream;
        let key = of_stream(partnership, &stream);
        for statement in
            [&sql::DELETE_SUMMARY, &sql::DELETE_DUTIES, &sql::DELETE_WATCHERS, &sql::DELETE_INVOLVEMENTS]
        {
            self.session.put(statement, &key)?;
        }
        let [tenant, kind, id] = key;
        if let Some(row) = &projection.rows.summary {
            let place = summary_place(partnership, stream);
            let display = self.keys.seal(partnership, projection.subject, &place, &row.display)?;
            let owner = row.owner.as_ref().map(|owner| Value::from(&owner.0));
            let values = [
                tenant,
                kind,
                id,
                Value::from(row.state.as_str()),
                owner.unwrap_or(Value::Null),
                Value::from(row.sort_at),
                Value::from(&display),
            ];
            self.session.put(&sql::INSERT_SUMMARY, &values)?;
        }
        let mut seen = HashSet::new();
        for row in &projection.rows.duties {
            // The same duty with the same key is the same duty; the first stands.
            if seen.insert((&row.duty, &row.key)) {
                self.insert_duty(partnership, projection, row)?;
            }
        }
        for row in &projection.rows.involvements {
            let from = row.from.to_string();
            let until = row.until.map(|day| day.to_string());
            let values = [
                tenant,
                Value::from(&row.person.0),
                kind,
                id,
                Value::from(row.capacity.as_str()),
                Value::from(from.as_str()),
                Value::from(until.as_deref()),
            ];
            self.session.put(&sql::INSERT_INVOLVEMENT, &values)?;
        }
        self.replace_tokens(partnership, projection)?;
        self.replace_measured(partnership, projection)
    }

    /// What a stream is found by changes seldom, and it is much: only what differs is written.
    fn replace_tokens(&self, partnership: &Partnership, projection: &Projection) -> Result<(), StoreError> {
        let [tenant, kind, id] = of_stream(partnership, &projection.stream);
        let mut kept: HashSet<[u8; 16]> = HashSet::new();
        self.session.query(&sql::TOKENS_OF_STREAM, &[tenant, kind, id], &mut |row| {
            kept.insert(row.array(0)?);
            Ok(())
        })?;
        let mut wanted = HashSet::new();
        if !projection.rows.search.is_empty() {
            let search_key = self.keys.secret(partnership, Secret::Search)?;
            wanted.extend(projection.rows.search.iter().map(|token| token_digest(&search_key, token)));
        }
        for digest in kept.difference(&wanted) {
            self.session.put(&sql::DELETE_TOKEN, &[tenant, kind, Value::Bytes(digest), id])?;
        }
        for digest in wanted.difference(&kept) {
            self.session.put(&sql::INSERT_TOKEN, &[tenant, kind, Value::Bytes(digest), id])?;
        }
        Ok(())
    }

    fn insert_duty(
        &self,
        partnership: &Partnership,
        projection: &Projection,
        row: &DutyRow,
    ) -> Result<(), StoreError> {
        let stream = projection.stream;
        let [tenant, kind, id] = of_stream(partnership, &stream);
        let place = duty_place(partnership, stream, &row.duty, &row.key);
        let body = self.keys.seal(partnership, projection.subject, &place, &row.body)?;
        let due = Value::from(row.due.as_deref().unwrap_or(NO_DUE));
        let (duty, key) = (Value::from(row.duty.as_str()), Value::from(row.key.as_str()));
        let values = [
            tenant,
            kind,
            id,
            duty,
            key,
            due,
            Value::from(row.responsible.as_str()),
            row.person.as_ref().map_or(Value::Null, |person| Value::from(&person.0)),
            Value::from(row.digest.as_str()),
            Value::from(&body),
        ];
        self.session.put(&sql::INSERT_DUTY, &values)?;
        for watcher in &row.watchers {
            let values = [tenant, Value::from(&watcher.0), due, kind, id, duty, key];
            self.session.put(&sql::INSERT_WATCHER, &values)?;
        }
        Ok(())
    }
}
