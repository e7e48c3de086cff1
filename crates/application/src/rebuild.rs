//! Everything kept beside the events is made from them again; what comes out is what was there.

use guidance::Rules;
use kernel::{StreamId, StreamKind};
use measures::Facts;
use records::challenge::Challenge;
use records::child::Child;
use records::concern::Concern;
use records::contact::Contact;
use records::feedback::Feedback;
use records::help::Help;
use records::history::History;
use records::looked_after::LookedAfter;
use records::place::Place;
use records::protection::Protection;
use records::request::Request;
use records::statutory::Return;
use store::Projection;

use crate::application::Application;
use crate::failure::Failure;
use crate::kept::{Kept, fold, fold_reads};
use crate::rows::project;
use crate::urgent::list_reads;

/// The kinds of stream that have rows. Readings have one while an urgent opening is among them.
const REBUILT: [StreamKind; 14] = [
    StreamKind::Request,
    StreamKind::Child,
    StreamKind::Concern,
    StreamKind::Challenge,
    StreamKind::Feedback,
    StreamKind::Protection,
    StreamKind::Contact,
    StreamKind::Help,
    StreamKind::LookedAfter,
    StreamKind::Place,
    StreamKind::History,
    StreamKind::Return,
    StreamKind::RequestReads,
    StreamKind::ChildReads,
];
/// Streams that are folded between two writes.
const BATCH: u32 = 200;

impl Application {
    /// Makes every row again from the events, and says how many streams were folded.
    pub async fn rebuild(&self, mut progress: impl FnMut(u64)) -> Result<u64, Failure> {
        let mut done = 0;
        for kind in REBUILT {
            let mut after = None;
            loop {
                let streams = self.store().streams(self.partnership(), kind, after, BATCH).await?;
                let Some(last) = streams.last() else { break };
                after = Some(last.id);
                let loaded = self.store().load_many(self.partnership(), &streams).await?;
                let mut projections = Vec::with_capacity(streams.len());
                for (stream, loaded) in streams.iter().zip(&loaded) {
                    let projection = self.projection(*stream, loaded)?;
                    projections.extend(projection.map(|projection| (loaded.version, projection)));
                }
                self.store().replace_projections(self.partnership(), projections, self.now()).await?;
                done += streams.len() as u64;
                progress(done);
            }
        }
        Ok(done)
    }

    fn projection(&self, stream: StreamId, loaded: &store::Loaded) -> Result<Option<Projection>, Failure> {
        let rules = self.rules();
        let rows = match stream.kind {
            StreamKind::Request => rows::<Request>(stream, loaded, rules),
            StreamKind::Child => rows::<Child>(stream, loaded, rules),
            StreamKind::Concern => rows::<Concern>(stream, loaded, rules),
            StreamKind::Challenge => rows::<Challenge>(stream, loaded, rules),
            StreamKind::Feedback => rows::<Feedback>(stream, loaded, rules),
            StreamKind::Protection => rows::<Protection>(stream, loaded, rules),
            StreamKind::Contact => rows::<Contact>(stream, loaded, rules),
            StreamKind::Help => rows::<Help>(stream, loaded, rules),
            StreamKind::LookedAfter => rows::<LookedAfter>(stream, loaded, rules),
            StreamKind::Place => rows::<Place>(stream, loaded, rules),
            StreamKind::History => rows::<History>(stream, loaded, rules),
            StreamKind::Return => rows::<Return>(stream, loaded, rules),
            StreamKind::RequestReads | StreamKind::ChildReads => {
                fold_reads(stream, loaded).map(|reads| (list_reads(&reads), Facts::default()))
            }
            StreamKind::ConcernReads
            | StreamKind::ChallengeReads
            | StreamKind::ProtectionReads
            | StreamKind::ContactReads
            | StreamKind::HelpReads
            | StreamKind::LookedAfterReads
            | StreamKind::PlaceReads
            | StreamKind::HistoryReads
            | StreamKind::ReturnReads
            | StreamKind::Partnership => return Ok(None),
        };
        match rows {
            Ok((listing, measured)) => {
                Ok(Some(project(stream, stream.id, &listing, &measured, self.digest())))
            }
            // Nothing can be shown of a record whose key was destroyed.
            Err(Failure::Erased) => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

fn rows<S: Kept>(
    stream: StreamId,
    loaded: &store::Loaded,
    rules: &Rules,
) -> Result<(records::Listing, Facts), Failure> {
    let state = fold::<S>(stream, loaded)?.state;
    Ok((state.list(rules), state.measured(stream.id)))
}
