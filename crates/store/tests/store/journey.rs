//! A short journey that writes something of everything, says what was acknowledged, and can be looked at afterwards: whatever
//! failed on the way, what was acknowledged is there, nothing is there by half, and lists show what the streams say.

use std::collections::BTreeSet;

use kernel::{SeededRandomness, StreamId};
use store::{Body, NewOutboxItem, Projection, Rows, Store, SummaryRow};
use uuid::Uuid;

use crate::setting::{at, batch, bodies, child, entry, wendale};

/// Steps of a journey.
const STEPS: u32 = 4;

/// A journey.
#[derive(Debug, Clone, Copy)]
pub struct Journey {
    /// Those of one shape write the same amounts.
    pub shape: u32,
    /// Tells it apart from others in the same record: it touches streams of its own.
    pub number: u32,
}

/// What was acknowledged on the way, one word for each thing.
pub type Acknowledged = BTreeSet<String>;

impl Journey {
    /// Two streams, which each batch writes to together.
    fn streams(self) -> [StreamId; 2] {
        [1, 2].map(|number| child(u128::from(self.number) * 10 + number))
    }

    fn draft(self) -> Uuid {
        Uuid::from_u128(u128::from(self.number) * 10 + 3)
    }

    /// Somebody who is erased on the way.
    fn erased(self) -> StreamId {
        child(u128::from(self.number) * 10 + 4)
    }

    /// Goes the whole way, whatever fails, and tells of each thing that was acknowledged and each that was not.
    pub async fn go(self, store: &Store, mut tell: impl FnMut(&str, bool)) {
        let chance = SeededRandomness::new(self.shape.into());
        for step in 1..=STEPS {
            let [one, two] = self.streams();
            let words = format!("step {step}");
            let more = (chance.next_number() % 3) as usize;
            let mut entries = vec![entry(one, &words), entry(two, &words)];
            entries.extend(vec![entry(one, &words); more]);
            // A key of its own is made for somebody whom nobody knew before.
            entries[1].subject =
                Uuid::from_u128((1 << 64) + u128::from(self.number) * 1_000 + u128::from(step));
            let display = SummaryRow {
                state: "open".to_owned(),
                owner: None,
                sort_at: at(i64::from(step)),
                display: words.clone().into_bytes(),
            };
            let rows = Rows { summary: Some(display), search: vec![words.clone()], ..Rows::default() };
            let mut new = batch(vec![], entries);
            new.projections = vec![Projection { stream: one, subject: one.id, rows }];
            new.outbox = vec![NewOutboxItem {
                id: Uuid::from_u128(u128::from(self.number) * 1_000 + u128::from(step)),
                kind: "letter".to_owned(),
                idempotency_key: format!("{} {words}", self.number),
                subject: one.id,
                body: words.clone().into_bytes(),
                not_before: at(0),
            }];
            new.once = Some(Uuid::from_u128(u128::from(self.number) * 1_000 + u128::from(step)));
            tell(&words, store.append(new).await.is_ok());
            match step {
                2 => {
                    let saved =
                        store.save_draft(&wendale(), self.draft(), one.id, 0, b"typed".to_vec(), at(1)).await;
                    tell("draft", saved.is_ok());
                }
                3 => {
                    let known = store.append(batch(vec![], vec![entry(self.erased(), "to be erased")])).await;
                    let erased = store.erase_subject(&wendale(), self.erased().id, at(3)).await;
                    tell("erased", known.is_ok() && erased.is_ok());
                }
                4 => tell("signed", store.sequence(&wendale(), at(4)).await.is_ok()),
                _ => {}
            }
            tell("read", store.load(&wendale(), two).await.is_ok());
        }
    }

    /// Looks at what became of it.
    pub async fn check(self, store: &Store, acknowledged: &Acknowledged) {
        let [one, two] = self.streams();
        let (one_has, two_has) = (bodies(store, one).await, bodies(store, two).await);
        let chance = SeededRandomness::new(self.shape.into());
        let mut last = None;
        for step in 1..=STEPS {
            let words = format!("step {step}");
            let more = chance.next_number() % 3;
            let count = |has: &[Option<String>]| {
                has.iter().filter(|body| body.as_ref().is_some_and(|body| *body == words)).count() as u64
            };
            match (count(&one_has), count(&two_has)) {
                (0, 0) => assert!(!acknowledged.contains(&words), "{words} was acknowledged, and is lost"),
                found => {
                    assert_eq!(found, (1 + more, 1), "half of {words} is there");
                    last = Some(words);
                }
            }
        }
        // What the list shows is what the last batch that is there wrote with it.
        let shown = store.summary(&wendale(), one).await.unwrap().map(|found| match found.display {
            Body::Plain(bytes) => String::from_utf8(bytes).unwrap(),
            Body::Erased => panic!("it was never erased"),
        });
        assert_eq!(shown, last, "the list and the stream differ");
        if acknowledged.contains("draft") {
            let draft = store.load_draft(&wendale(), self.draft()).await.unwrap().unwrap();
            assert_eq!(draft.body, Body::Plain(b"typed".to_vec()));
        }
        if acknowledged.contains("erased") {
            assert_eq!(bodies(store, self.erased()).await, [None], "what was erased is readable");
        }
    }
}

/// Looks at the whole record.
pub async fn prove(store: &Store) {
    let proven = store.verify(&wendale(), None).await.unwrap();
    assert!(proven.is_ok(), "{proven:?}");
}
