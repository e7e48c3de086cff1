//! Taking away everything that was worked out from a record, before or after its key is destroyed. The entries stay: they
//! are unreadable then, and the log proves true over them.

use kernel::{Partnership, PersonId, StreamId};
use uuid::Uuid;

use crate::catalogue as sql;
use crate::error::StoreError;
use crate::files::FileFault;
use crate::session::{self, Value};
use crate::store::projections::of_stream;
use crate::store::{Store, Work};

impl Store {
    /// Deletes every row that belongs to these streams beside their entries: lines, duties, involvements, tokens, facts,
    /// codes, drafts, what waits to be sent about them, and the phrases of people whom nothing else is open to. Doing it
    /// twice changes nothing. It does not ask whether anything must still be kept.
    pub async fn purge_streams(
        &self,
        partnership: &Partnership,
        streams: Vec<StreamId>,
    ) -> Result<(), StoreError> {
        let partnership = partnership.clone();
        self.write(Vec::new(), move |work| {
            for stream in &streams {
                work.purge_stream(&partnership, *stream)?;
                work.measured_changed(&partnership, stream.id)?;
            }
            Ok(())
        })
        .await
    }

    /// Deletes every file of a subject; says how many there were. Doing it twice changes nothing.
    pub async fn discard_files(&self, partnership: &Partnership, subject: Uuid) -> Result<u64, FileFault> {
        self.inner.files.delete_all(&[partnership.as_str().to_owned(), subject.to_string()]).await
    }

    /// Whether a subject's key is there, and was not destroyed.
    pub async fn has_key(&self, partnership: &Partnership, subject: Uuid) -> Result<bool, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| match work.keys.of_subject(&partnership, subject) {
            Ok(_) => Ok(true),
            Err(StoreError::SubjectErased { .. } | StoreError::KeyMissing { .. }) => Ok(false),
            Err(failure) => Err(failure),
        })
        .await
    }
}

impl Work<'_> {
    fn purge_stream(&self, partnership: &Partnership, stream: StreamId) -> Result<(), StoreError> {
        let key = of_stream(partnership, &stream);
        let people =
            session::rows(self.session, &sql::CODES_OF_STREAM, &key, |row| row.identifier(1).map(PersonId))?;
        for statement in [
            &sql::DELETE_SUMMARY,
            &sql::DELETE_DUTIES,
            &sql::DELETE_WATCHERS,
            &sql::DELETE_INVOLVEMENTS,
            &sql::DELETE_TOKENS_OF_STREAM,
            &sql::DELETE_MEASURED,
            &sql::DELETE_CODES_OF_STREAM,
        ] {
            self.session.execute(statement, &key)?;
        }
        let [tenant, _, id] = key;
        self.session.execute(&sql::DELETE_DRAFT, &[tenant, id])?;
        // A body begins with the identifier of the key that locks it.
        if let Some(key) = self.keys.identifier_of(partnership, stream.id)? {
            self.session.execute(&sql::DELETE_OUTBOX_OF_KEY, &[tenant, Value::from(&key)])?;
        }
        for person in people {
            let person = Value::from(&person.0);
            if session::count(self.session, &sql::COUNT_CODES_OF_PERSON, &[tenant, person])? == 0 {
                self.session.execute(&sql::DELETE_FAMILY_ACCOUNT, &[tenant, person])?;
            }
        }
        Ok(())
    }
}
