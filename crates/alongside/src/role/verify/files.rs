//! The files of a record against the digests that its events name.

use anyhow::{Context as _, Result};
use kernel::{Partnership, StreamKind};
use records::child::ChildEvent;
use records::decode;
use store::{Body, FileFault, Store};

use crate::Outcome;
use crate::print::say;

/// How many records are looked through at a time.
const STREAMS_AT_A_TIME: u32 = 200;

/// Proves every file of a partnership, and names each that is missing or altered. One whose key was destroyed is erased,
/// as it should be.
pub async fn verify(store: &Store, partnership: &Partnership) -> Result<Outcome> {
    let (mut proven, mut erased, mut outcome) = (0_u64, 0_u64, Outcome::Done);
    let mut after = None;
    loop {
        let streams = store.streams(partnership, StreamKind::Child, after, STREAMS_AT_A_TIME).await?;
        let Some(last) = streams.last() else { break };
        after = Some(last.id);
        for stream in streams {
            for entry in store.load(partnership, stream).await?.entries {
                let Body::Plain(bytes) = &entry.body else { continue };
                let body = decode::<ChildEvent>(&entry.kind, bytes)
                    .with_context(|| format!("{stream}, version {}, cannot be read", entry.version))?;
                let ChildEvent::AttachmentAdded(added) = body.event else { continue };
                match store.file(partnership, stream.id, added.attachment, &added.sha256).await {
                    Ok(Body::Plain(_)) => proven += 1,
                    Ok(Body::Erased) => erased += 1,
                    Err(fault @ (FileFault::Missing | FileFault::Altered)) => {
                        say(format_args!("{stream}, version {}: {fault}", entry.version));
                        outcome = Outcome::Altered;
                    }
                    Err(fault) => return Err(fault.into()),
                }
            }
        }
    }
    let name = partnership.as_str();
    if outcome == Outcome::Done && proven + erased > 0 {
        say(format_args!("{name}: {proven} files are as they were added; {erased} were erased."));
    } else if outcome == Outcome::Altered {
        say(format_args!("{name}: ALTERED. Files are missing or changed; compare them with a backup."));
    }
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use application::{Application, NewFile, Parts, ReadReason};
    use jiff::Timestamp;
    use kernel::{FixedClock, SeededRandomness, StreamId};
    use records::child::Source;
    use store::{DatabaseUrl, OpenOptions};

    /// A byte changed in a file, a file taken away, a file of another record in its place: each is found; and what is
    /// erased is no fault.
    #[tokio::test]
    async fn files_are_proven_and_every_change_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let now: Timestamp = "2026-11-23T10:30:00Z".parse().unwrap();
        let randomness = Arc::new(SeededRandomness::new(3));
        let guidance = Arc::new(guidance::Guidance::embedded().unwrap());
        let protocol = Arc::new(guidance::Protocol::embedded("wendale", &guidance).unwrap());
        let url = DatabaseUrl::sqlite(folder.path().join("a.db"));
        let store = Store::open(&url, OpenOptions::new(randomness.clone())).unwrap();
        let partnership = Partnership::new("wendale").unwrap();
        let application = Application::new(Parts {
            store: store.clone(),
            partnership: partnership.clone(),
            rules: Arc::new(guidance::Rules::new(guidance, protocol)),
            forms: Arc::new(forms::Library::embedded().unwrap()),
            policy: Arc::new(access::Policy::embedded().unwrap()),
            clock: Arc::new(FixedClock::new(now)),
            randomness,
        });
        let cast = synth::wendale(&application, now, |_, _| ()).await.unwrap();
        assert_eq!(verify(&store, &partnership).await.unwrap(), Outcome::Done);
        assert!(!url.files_path().unwrap().exists(), "nothing is made before there is a file");

        let mut files = Vec::new();
        for family in [&cast.parent_assessing, &cast.parent_with_plan] {
            let person = family.person;
            let actor = access::Actor::Family { partnership: partnership.clone(), person };
            let child = family.child.unwrap();
            let opened = application.open_child(&actor, child, ReadReason::work("record")).await.unwrap();
            let file = NewFile {
                title: "A drawing of the swing".to_owned(),
                source: Source::Child,
                source_note: String::new(),
                name: "a.pdf".to_owned(),
                bytes: b"%PDF-1.7\nand a swing".to_vec(),
            };
            let added = application.add_file(&actor, &opened, child, file, None).await.unwrap();
            let place =
                url.files_path().unwrap().join("wendale").join(child.to_string()).join(added.to_string());
            files.push((child, place));
        }
        assert_eq!(verify(&store, &partnership).await.unwrap(), Outcome::Done);
        let (first, second) = (&files[0].1, &files[1].1);
        let whole = std::fs::read(first).unwrap();
        assert!(!whole.windows(5).any(|part| part == b"swing" || part == b"%PDF-"), "it is locked");

        let mut changed = whole.clone();
        changed[whole.len() / 2] ^= 1;
        for wrong in [changed, std::fs::read(second).unwrap(), Vec::from(&whole[..10])] {
            std::fs::write(first, wrong).unwrap();
            assert_eq!(verify(&store, &partnership).await.unwrap(), Outcome::Altered);
        }
        std::fs::remove_file(first).unwrap();
        assert_eq!(verify(&store, &partnership).await.unwrap(), Outcome::Altered);
        std::fs::write(first, &whole).unwrap();
        assert_eq!(verify(&store, &partnership).await.unwrap(), Outcome::Done);

        store.erase_subject(&partnership, files[0].0, now).await.unwrap();
        assert_eq!(verify(&store, &partnership).await.unwrap(), Outcome::Done);
        let child = StreamId::new(StreamKind::Child, files[0].0);
        assert!(
            store
                .load(&partnership, child)
                .await
                .unwrap()
                .entries
                .iter()
                .all(|entry| entry.body == Body::Erased)
        );
    }
}
