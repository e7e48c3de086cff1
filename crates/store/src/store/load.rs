//! Reading streams.

use kernel::{Partnership, StreamId};

use crate::batch::Loaded;
use crate::error::LoadError;
use crate::store::Store;

impl Store {
    /// Loads a whole stream. One that does not exist is empty, at version 0.
    pub async fn load(&self, partnership: &Partnership, stream: StreamId) -> Result<Loaded, LoadError> {
        let _ = (partnership, stream);
        todo!()
    }

    /// Loads several streams as they stood at one moment, in the order asked.
    pub async fn load_many(
        &self,
        partnership: &Partnership,
        streams: &[StreamId],
    ) -> Result<Vec<Loaded>, LoadError> {
        let _ = (partnership, streams);
        todo!()
    }
}
