//! What goes wrong on the way: servers fall over, the database starts anew, the network is cut, clocks are put wrong.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::journey::{SERVERS, Town};

/// How long until the next fault at most, in microseconds.
const NEXT: u64 = 1_500_000;
/// How long a fault lasts at most.
const LONG: u64 = 3_000_000;
/// Messages lost of ten thousand, while the network is bad.
const LOST: u64 = 150;
/// How far a clock is put wrong at most, in seconds: two days.
const WRONG: u64 = 172_800;

/// Lets things go wrong until everybody has what they wanted.
pub async fn go_wrong(town: Arc<Town>) {
    let stage = Arc::clone(&town.stage);
    while town.clients.load(Ordering::SeqCst) > 0 {
        stage.wait(stage.below(NEXT)).await;
        let server = usize::try_from(stage.below(SERVERS)).unwrap();
        town.faults.fetch_add(1, Ordering::SeqCst);
        match stage.below(6) {
            0 => {
                stage.note(|| format!("server {server} falls over"));
                town.fall(server);
                stage.wait(stage.below(LONG)).await;
                town.start(server);
            }
            1 => {
                stage.note(|| "the database starts anew".to_owned());
                town.memory.restart();
            }
            2 => {
                let until = stage.now() + stage.below(LONG);
                stage.note(|| format!("server {server} is cut off until {until}"));
                town.around[server].cut_until.store(until, Ordering::SeqCst);
            }
            3 => {
                let wrong = i64::try_from(stage.below(2 * WRONG)).unwrap() - i64::try_from(WRONG).unwrap();
                stage.note(|| format!("the clock of server {server} is wrong by {wrong} s"));
                town.around[server].wrong_by.store(wrong, Ordering::SeqCst);
            }
            _ => {
                stage.note(|| format!("the network of server {server} is bad"));
                town.around[server].lost.store(LOST, Ordering::SeqCst);
                stage.wait(stage.below(LONG)).await;
                town.around[server].lost.store(0, Ordering::SeqCst);
            }
        }
    }
    // Everything works again.
    for (server, around) in town.around.iter().enumerate() {
        around.lost.store(0, Ordering::SeqCst);
        around.cut_until.store(0, Ordering::SeqCst);
        // By a clock of days ago nobody has a part in the record yet.
        around.wrong_by.store(0, Ordering::SeqCst);
        if town.server(server).is_none() {
            town.start(server);
        }
    }
}
