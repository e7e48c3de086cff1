//! What streams contribute to the measures: kept with the lists, read all at once.

use kernel::{Partnership, StreamId};
use uuid::Uuid;

use crate::batch::{Body, Projection};
use crate::catalogue as sql;
use crate::cipher::Key;
use crate::error::StoreError;
use crate::keys::unseal_by;
use crate::session::{self, Row, Value};
use crate::store::projections::{of_stream, stream_of};
use crate::store::{Store, Work, place};

/// The settings that count how often anything measured has changed: each begins so, and together they are the revision.
/// There are several, so that those who write to different streams at the same time do not wait for one row.
const REVISION: &str = "measured-revision";
/// Sorts after every one of them.
const REVISION_END: &str = "measured-revision~";
/// How many there are.
const REVISIONS: u8 = 16;

fn measured_place(partnership: &Partnership, stream: StreamId) -> Vec<u8> {
    let kind = stream.kind.as_str().as_bytes();
    place(&[b"measured", partnership.as_str().as_bytes(), kind, stream.id.as_bytes()])
}

impl Store {
    /// A number that changes whenever anything does that streams contribute to the measures.
    pub async fn measured_revision(&self, partnership: &Partnership) -> Result<u64, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| work.measured_revision(&partnership)).await
    }

    /// Reads everything that streams contribute, in the order of the streams, and folds it on a thread of its own. What a
    /// destroyed key locks is left out. The fold is told the revision that it reads. It may read what a replica has, some seconds
    /// behind: then the revision is behind too.
    pub async fn fold_measured<T: Send + 'static>(
        &self,
        partnership: &Partnership,
        fold: impl FnOnce(u64, Vec<(StreamId, Vec<u8>)>) -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let partnership = partnership.clone();
        self.read_behind(move |work| {
            let revision = work.measured_revision(&partnership)?;
            let rows = work.all_measured(&partnership)?;
            Ok(fold(revision, rows))
        })
        .await
    }
}

impl Work<'_> {
    fn measured_revision(&self, partnership: &Partnership) -> Result<u64, StoreError> {
        let values = [Value::from(partnership.as_str()), Value::from(REVISION), Value::from(REVISION_END)];
        session::count(self.session, &sql::COUNTED_SETTINGS, &values)
    }

    fn all_measured(&self, partnership: &Partnership) -> Result<Vec<(StreamId, Vec<u8>)>, StoreError> {
        let keys = self.keys.all(partnership)?;
        // A key that was made after the others were read is asked for by itself.
        let find = |key: Uuid| match keys.get(&key) {
            Some(found) => Ok(found.clone()),
            None => self.keys.by_identifier(partnership, key),
        };
        let mut found = Vec::new();
        self.session.query(&sql::SCAN_MEASURED, &[Value::from(partnership.as_str())], &mut |row| {
            if let (stream, Body::Plain(facts)) = measured_at(partnership, row, &find)? {
                found.push((stream, facts));
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Keeps what a stream contributes. Most events change nothing of it; then nothing is written, so that what was
    /// worked out from it stays good.
    pub(super) fn replace_measured(
        &self,
        partnership: &Partnership,
        projection: &Projection,
    ) -> Result<(), StoreError> {
        let stream = projection.stream;
        let key = of_stream(partnership, &stream);
        let place = measured_place(partnership, stream);
        let kept = session::row(self.session, &sql::MEASURED, &key, |row| {
            self.keys.unseal(partnership, &place, row.bytes(0)?).map_err(|refused| refused.at(row, 0))
        })?;
        match (&projection.rows.measured, kept) {
            (None, None) => return Ok(()),
            (None, Some(_)) => {
                self.session.put(&sql::DELETE_MEASURED, &key)?;
            }
            (Some(facts), Some(Body::Plain(kept))) if *facts == kept => return Ok(()),
            (Some(facts), _) => {
                let sealed = self.keys.seal(partnership, projection.subject, &place, facts)?;
                let [tenant, kind, id] = key;
                self.session.put(&sql::SAVE_MEASURED, &[tenant, kind, id, Value::from(&sealed)])?;
            }
        }
        self.measured_changed(partnership, stream.id)
    }

    /// Counts a change about something.
    pub(super) fn measured_changed(&self, partnership: &Partnership, about: Uuid) -> Result<(), StoreError> {
        let last = about.as_bytes().last().map_or(0, |byte| byte % REVISIONS);
        let name = format!("{REVISION}-{last:02}");
        let values = [Value::from(partnership.as_str()), Value::from(name.as_str())];
        self.session.put(&sql::COUNT_SETTING, &values)
    }
}

/// One row of the scan, with the keys that are at hand.
pub(super) fn measured_at(
    partnership: &Partnership,
    row: &Row<'_>,
    find: &dyn Fn(Uuid) -> Result<Option<Key>, StoreError>,
) -> Result<(StreamId, Body), StoreError> {
    let stream = stream_of(row, 0, 1)?;
    let facts = unseal_by(&measured_place(partnership, stream), row.bytes(2)?, find)
        .map_err(|refused| refused.at(row, 2))?;
    Ok((stream, facts))
}
