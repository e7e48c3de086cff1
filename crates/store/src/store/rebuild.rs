//! Folding everything again, and proving that nothing changes.

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use kernel::{Partnership, StreamId, StreamKind};
use uuid::Uuid;

use crate::batch::Projection;
use crate::catalogue as sql;
use crate::error::StoreError;
use crate::limits::SCAN_ROWS;
use crate::session::{self, Row, Statement, Value};
use crate::store::measured::measured_at;
use crate::store::{Store, Work, projections};

/// The setting that holds the digest of the guidance in use.
const DIGEST: &str = "digest-in-use";
/// The setting that holds when the lists were last made anew.
const REBUILT_AT: &str = "lists-rebuilt-at";

impl Store {
    /// The partnerships that have an entry.
    pub async fn partnerships(&self) -> Result<Vec<Partnership>, StoreError> {
        self.read(|work| {
            let mut found: Vec<Partnership> = Vec::new();
            loop {
                let after = found.last().map_or("", Partnership::as_str);
                let next =
                    session::row(work.session, &sql::NEXT_PARTNERSHIP, &[Value::from(after)], |row| {
                        row.parsed(0)
                    })?;
                let Some(next) = next else { return Ok(found) };
                found.push(next);
            }
        })
        .await
    }

    /// The next streams of a kind, in the order of their identifiers, after this one; at most [`SCAN_ROWS`] of them.
    pub async fn streams(
        &self,
        partnership: &Partnership,
        kind: StreamKind,
        after: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<StreamId>, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| {
            let mut found = Vec::new();
            let mut last = after.map_or_else(Vec::new, |after| after.as_bytes().to_vec());
            while found.len() < limit.min(SCAN_ROWS) as usize {
                let values =
                    [Value::from(partnership.as_str()), Value::from(kind.as_str()), Value::from(&last)];
                let next = session::row(work.session, &sql::NEXT_STREAM, &values, |row| row.identifier(0))?;
                let Some(next) = next else { break };
                last = next.as_bytes().to_vec();
                found.push(StreamId::new(kind, next));
            }
            Ok(found)
        })
        .await
    }

    /// Replaces what the lists show of these streams, together, and notes that it was done now. Each comes with the version
    /// at which its stream was folded; what a stream that has grown since shows is left to whoever let it grow.
    pub async fn replace_projections(
        &self,
        partnership: &Partnership,
        projections: Vec<(u64, Projection)>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        projections::check(projections.iter().map(|(_, projection)| projection))?;
        let mut subjects: Vec<_> =
            projections.iter().map(|(_, projection)| (partnership.clone(), projection.subject)).collect();
        subjects.sort_unstable();
        subjects.dedup();
        let partnership = partnership.clone();
        self.write(subjects, move |work| {
            for (version, projection) in &projections {
                if work.shared_head(&partnership, projection.stream)?.version == *version {
                    work.replace_projection(&partnership, projection)?;
                }
            }
            work.save_setting(&partnership, REBUILT_AT, &now.to_string())
        })
        .await
    }

    /// When the lists, or a part of them, were last made anew.
    pub async fn lists_rebuilt_at(&self, partnership: &Partnership) -> Result<Option<Timestamp>, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| {
            let values = [Value::from(partnership.as_str()), Value::from(REBUILT_AT)];
            session::row(work.session, &sql::SETTING, &values, |row| row.parsed(0))
        })
        .await
    }

    /// Everything that the lists show, one line of text a row, decrypted and sorted: equal before and after a rebuild.
    pub async fn all_projection_rows(&self, partnership: &Partnership) -> Result<Vec<String>, StoreError> {
        let partnership = partnership.clone();
        self.read_apart(move |work| work.all_projection_rows(&partnership)).await
    }

    /// The digest of the guidance from which the lists were worked out.
    pub async fn digest_in_use(&self, partnership: &Partnership) -> Result<Option<String>, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| {
            let values = [Value::from(partnership.as_str()), Value::from(DIGEST)];
            session::row(work.session, &sql::SETTING, &values, |row| row.text(0).map(str::to_owned))
        })
        .await
    }

    /// Notes the digest of the guidance from which the lists have now been worked out.
    pub async fn set_digest_in_use(&self, partnership: &Partnership, digest: &str) -> Result<(), StoreError> {
        let (partnership, digest) = (partnership.clone(), digest.to_owned());
        self.write(Vec::new(), move |work| {
            let values =
                [Value::from(partnership.as_str()), Value::from(DIGEST), Value::from(digest.as_str())];
            work.session.execute(&sql::SAVE_SETTING, &values).map(|_| ())
        })
        .await
    }

    /// Forgets the tokens of forms that were sent before this moment, and says how many. A form that old is not sent again.
    pub async fn purge_once_tokens(
        &self,
        partnership: &Partnership,
        used_before: Timestamp,
    ) -> Result<u64, StoreError> {
        self.purge(&sql::PURGE_ONCE, partnership, used_before).await
    }

    /// Runs a statement that throws away what is older than a moment.
    pub(super) async fn purge(
        &self,
        statement: &'static Statement,
        partnership: &Partnership,
        moment: Timestamp,
    ) -> Result<u64, StoreError> {
        let partnership = partnership.clone();
        self.write(Vec::new(), move |work| {
            let values = [Value::from(partnership.as_str()), Value::from(moment)];
            work.session.execute(statement, &values).map(|changed| changed as u64)
        })
        .await
    }
}

impl Work<'_> {
    fn save_setting(&self, partnership: &Partnership, name: &str, value: &str) -> Result<(), StoreError> {
        let values = [Value::from(partnership.as_str()), Value::from(name), Value::from(value)];
        self.session.execute(&sql::SAVE_SETTING, &values).map(|_| ())
    }

    fn all_projection_rows(&self, partnership: &Partnership) -> Result<Vec<String>, StoreError> {
        let mut lines = Vec::new();
        let mut scan = |statement, line: &dyn Fn(&Row<'_>) -> Result<String, StoreError>| {
            self.session.query(statement, &[Value::from(partnership.as_str())], &mut |row| {
                lines.push(line(row)?);
                Ok(())
            })
        };
        scan(&sql::SCAN_SUMMARIES, &|row| {
            Ok(format!("summary {:?}", self.summary_found(partnership, row)?))
        })?;
        scan(&sql::SCAN_DUTIES, &|row| Ok(format!("duty {:?}", self.duty_found(partnership, row)?)))?;
        scan(&sql::SCAN_WATCHERS, &|row| {
            let stream = projections::stream_of(row, 0, 1)?;
            let watcher = row.identifier(5)?;
            Ok(format!("watcher {stream} {} {} {} {watcher}", row.text(2)?, row.text(3)?, row.text(4)?))
        })?;
        scan(&sql::SCAN_INVOLVEMENTS, &|row| {
            let (stream, found) = projections::involvement(row)?;
            Ok(format!("involvement {stream} {found:?}"))
        })?;
        scan(&sql::SCAN_MEASURED, &|row| {
            let (stream, facts) =
                measured_at(partnership, row, &|key| self.keys.by_identifier(partnership, key))?;
            Ok(format!("measured {stream} {facts:?}"))
        })?;
        scan(&sql::SCAN_TOKENS, &|row| {
            let stream = projections::stream_of(row, 0, 1)?;
            Ok(format!("token {stream} {}", HEXLOWER.encode(row.bytes(2)?)))
        })?;
        lines.sort_unstable();
        Ok(lines)
    }
}
