//! Every stream of the partnership, as the duty engine is told of it under two sets of rules.

use guidance::Rules;
use jiff::Timestamp;
use kernel::{StreamId, StreamKind};
use records::challenge::Challenge;
use records::child::Child;
use records::concern::Concern;
use records::contact::Contact;
use records::protection::Protection;
use records::request::Request;
use records::told::{Told, of_challenge, of_child, of_concern, of_contact, of_protection, of_request};
use store::Loaded;

use crate::application::Application;
use crate::failure::Failure;
use crate::kept::fold;

/// The kinds of stream that have clocks.
const KINDS: [StreamKind; 6] = [
    StreamKind::Request,
    StreamKind::Child,
    StreamKind::Concern,
    StreamKind::Challenge,
    StreamKind::Protection,
    StreamKind::Contact,
];
/// Streams that are read together.
const BATCH: u32 = 200;

/// What is told of one stream.
#[derive(Debug, Clone)]
pub struct StreamTold {
    /// Which stream.
    pub stream: StreamId,
    /// What the rules in force are told.
    pub told: Told,
    /// What the other rules are told, where that is not the same.
    pub told_otherwise: Option<Told>,
    /// When the latest of it was written down.
    pub latest: Timestamp,
}

impl Application {
    /// How many streams [`Self::tell_each`] reads, for whoever shows how far it is.
    pub async fn streams_with_clocks(&self) -> Result<u64, Failure> {
        let mut all = 0;
        for kind in KINDS {
            let mut after = None;
            loop {
                let streams = self.store().streams(self.partnership(), kind, after, BATCH).await?;
                let Some(last) = streams.last() else { break };
                after = Some(last.id);
                all += streams.len() as u64;
            }
        }
        Ok(all)
    }

    /// Tells of every stream that has clocks, in the order of kinds and identifiers, one at a time; answers how many streams
    /// were read. What was erased is passed over, and so is what has no clock: nothing can be said of it.
    ///
    /// This is for whoever runs the partnership's record, as rebuilding is: it asks no table and writes no read log, because
    /// nothing of it reaches anybody but as a count. A page comes here by [`Self::try_reform`] alone, which asks the table.
    pub async fn tell_each(
        &self,
        other: &Rules,
        mut each: impl FnMut(StreamTold),
        mut progress: impl FnMut(u64),
    ) -> Result<u64, Failure> {
        let mut done = 0;
        for kind in KINDS {
            let mut after = None;
            loop {
                let streams = self.store().streams(self.partnership(), kind, after, BATCH).await?;
                let Some(last) = streams.last() else { break };
                after = Some(last.id);
                let loaded = self.store().load_many(self.partnership(), &streams).await?;
                for (stream, loaded) in streams.iter().zip(&loaded) {
                    match self.told(*stream, loaded, other) {
                        Ok(Some(told)) => each(told),
                        Ok(None) | Err(Failure::Erased) => {}
                        Err(failure) => return Err(failure),
                    }
                }
                done += streams.len() as u64;
                progress(done);
            }
        }
        Ok(done)
    }

    fn told(&self, stream: StreamId, loaded: &Loaded, other: &Rules) -> Result<Option<StreamTold>, Failure> {
        let rules = self.rules();
        let mut told_otherwise = None;
        let told = match stream.kind {
            StreamKind::Request => of_request(&fold::<Request>(stream, loaded)?.state),
            StreamKind::Concern => of_concern(&fold::<Concern>(stream, loaded)?.state),
            StreamKind::Challenge => of_challenge(&fold::<Challenge>(stream, loaded)?.state),
            StreamKind::Protection => of_protection(&fold::<Protection>(stream, loaded)?.state),
            StreamKind::Contact => of_contact(&fold::<Contact>(stream, loaded)?.state),
            StreamKind::Child => {
                let child = fold::<Child>(stream, loaded)?.state;
                // The same guidance knows the same birthdays.
                if other.guidance().digest() != rules.guidance().digest() {
                    told_otherwise = of_child(&child, other);
                }
                of_child(&child, rules)
            }
            _ => None,
        };
        let latest = loaded.entries.iter().map(|entry| entry.recorded_at).max();
        let both = told.zip(latest);
        Ok(both.map(|(told, latest)| StreamTold { stream, told, told_otherwise, latest }))
    }
}
