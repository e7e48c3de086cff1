//! What is looked at when a journey is over: whatever was acknowledged is there, once; nothing is there by half; the record proves;
//! lists say what the events say.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use application::{Application, ReadReason};
use forms::Answer as Words;
use kernel::{EntryId, StreamId, StreamKind};
use records::child::Child;
use uuid::Uuid;

use crate::journey::{SHARED, Town, send};
use crate::world::ASSESSOR;

/// Longer than any letter is held by one server, on any clock.
const LETTERS_WAIT: i64 = 400_000;

pub async fn look(town: &Arc<Town>, server: &Application) -> Result<(), String> {
    let [one, other] = town.beginning.children;
    let (one, other) = (opened(town, server, one).await?, opened(town, server, other).await?);
    town.stage.note(|| "it is looked at".to_owned());
    let shared = one.entry(EntryId(Uuid::from_u128(SHARED))).ok_or("the shared entry is gone")?;
    let corrected = text(&shared.current().answer);
    let (texts, texts_there) = (texts(&one), texts(&other));
    {
        let remembered = town.remembered.lock().unwrap();
        for word in &remembered.corrected {
            let times = corrected.matches(word.as_str()).count();
            if times != 1 {
                return Err(format!("the correction {word} is there {times} times: {corrected}"));
            }
        }
        for revisions in shared.revisions.windows(2) {
            let (before, after) = (text(&revisions[0].answer), text(&revisions[1].answer));
            if !after.starts_with(&before) {
                return Err(format!("an update was lost: {before} became {after}"));
            }
        }
        for word in &remembered.tried {
            let count = |texts: &[String]| texts.iter().filter(|text| *text == word).count();
            let there = (count(&texts), count(&texts_there));
            let is_told = remembered.written.contains(word);
            if there != (1, 1) && (is_told || there != (0, 0)) {
                return Err(format!("{word}, acknowledged: {is_told}, is there {there:?} times"));
            }
        }
    }
    let (store, partnership) = (server.store(), server.partnership());
    let requested: Vec<Uuid> = town.remembered.lock().unwrap().requested.iter().copied().collect();
    for id in requested {
        let stream = StreamId::new(StreamKind::Request, id);
        let loaded = store.load(partnership, stream).await.map_err(broken("a request"))?;
        if loaded.version != 1 {
            return Err(format!("the request {id} is there {} times", loaded.version));
        }
    }
    let reads = StreamId::new(StreamKind::ChildReads, town.beginning.children[0]);
    let logged = store.load(partnership, reads).await.map_err(broken("the reads"))?.version;
    let read = town.remembered.lock().unwrap().read;
    if logged < read {
        return Err(format!("{read} times it was read, and {logged} times that was written down"));
    }
    // Whatever a server held when it fell over is taken over once that time is past.
    town.around[0].wrong_by.fetch_add(LETTERS_WAIT, Ordering::SeqCst);
    let owner = Uuid::from_u128(1);
    for _ in 0..20 {
        send(town, server, owner).await.map_err(broken("the letters"))?;
    }
    {
        let remembered = town.remembered.lock().unwrap();
        if let Some(lost) = remembered.written.difference(&remembered.delivered).next() {
            return Err(format!("the letter of {lost} was never sent"));
        }
    }
    store.sequence(partnership, server.now()).await.map_err(broken("signing"))?;
    let mut checkpoints = town.remembered.lock().unwrap().checkpoints.clone();
    checkpoints.dedup();
    // The first that was signed is part of all later ones.
    for checkpoint in [checkpoints.first(), checkpoints.last()].into_iter().flatten() {
        let proven = store.verify(partnership, Some(checkpoint.as_str())).await;
        let proven = proven.map_err(broken("the proof"))?;
        let proven = proven.map_err(broken("the record does not prove"))?;
        if proven.sequenced != proven.entries {
            return Err(format!("{} entries, and {} in the log", proven.entries, proven.sequenced));
        }
    }
    let kept = store.all_projection_rows(partnership).await.map_err(broken("the lists"))?;
    server.rebuild(|_| {}).await.map_err(broken("rebuilding"))?;
    let made = store.all_projection_rows(partnership).await.map_err(broken("the lists"))?;
    if kept != made {
        let differs = kept.iter().zip(&made).find(|(kept, made)| kept != made);
        return Err(format!("the lists differ from what the events say: {differs:?}"));
    }
    Ok(())
}

/// Says what could not be looked at.
fn broken<E: std::fmt::Debug>(what: &str) -> impl Fn(E) -> String {
    move |why| format!("{what}: {why:?}")
}

async fn opened(town: &Town, server: &Application, child: Uuid) -> Result<Child, String> {
    let assessor = town.beginning.world.practitioner(ASSESSOR);
    let opened = server.open_child(&assessor, child, ReadReason::work("child")).await;
    opened.map(|opened| opened.state).map_err(|why| format!("the record does not open: {why:?}"))
}

fn text(answer: &Words) -> String {
    match answer {
        Words::Text(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

fn texts(child: &Child) -> Vec<String> {
    child.entries.iter().map(|entry| text(&entry.current().answer)).collect()
}
