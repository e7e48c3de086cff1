//! Finding streams by tokens, with the line about each.

use std::collections::HashMap;

use kernel::{Partnership, StreamId, StreamKind};

use crate::catalogue as sql;
use crate::error::StoreError;
use crate::limits::SEARCH_TOKENS_MAX;
use crate::session;
use crate::store::projections::{SummaryFound, of_stream};
use crate::store::{Store, Work};

impl Store {
    /// The lines about the streams of a kind that have any of these tokens, those with the most of them first, at most so
    /// many. It does not know who may see them.
    pub async fn search_summaries(
        &self,
        partnership: &Partnership,
        kind: StreamKind,
        tokens: &[String],
        limit: usize,
    ) -> Result<Vec<SummaryFound>, StoreError> {
        let partnership = partnership.clone();
        let mut tokens = tokens.to_vec();
        tokens.sort();
        tokens.dedup();
        self.read(move |work| {
            // A question of many words is asked in parts; each part is as long as one may be.
            let mut matched: HashMap<StreamId, u32> = HashMap::new();
            for part in tokens.chunks(SEARCH_TOKENS_MAX) {
                for hit in work.search(&partnership, kind, part)? {
                    *matched.entry(hit.stream).or_default() += hit.matches;
                }
            }
            let mut streams: Vec<(StreamId, u32)> = matched.into_iter().collect();
            streams.sort_by_key(|(stream, matches)| (std::cmp::Reverse(*matches), stream.id));
            let found =
                streams.into_iter().take(limit).map(|(stream, _)| work.summary_of(&partnership, stream));
            Ok(found.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        })
        .await
    }

    /// The lines about these streams, as far as they stand in a list.
    pub async fn summaries_of(
        &self,
        partnership: &Partnership,
        streams: Vec<StreamId>,
    ) -> Result<Vec<SummaryFound>, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| {
            let found: Result<Vec<_>, StoreError> =
                streams.into_iter().map(|stream| work.summary_of(&partnership, stream)).collect();
            Ok(found?.into_iter().flatten().collect())
        })
        .await
    }
}

impl Work<'_> {
    fn summary_of(
        &self,
        partnership: &Partnership,
        stream: StreamId,
    ) -> Result<Option<SummaryFound>, StoreError> {
        let key = of_stream(partnership, &stream);
        session::row(self.session, &sql::SUMMARY, &key, |row| self.summary_found(partnership, row))
    }
}
