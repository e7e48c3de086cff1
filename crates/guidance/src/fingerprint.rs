//! What a clause says here, in one short text: who confirms it confirms these words and numbers and no others.

use crate::guidance::Guidance;
use crate::source::{Source, digest_of};

impl Guidance {
    /// The SHA-256, in hexadecimal, over the clause's edition, place and requirement and the limits that rest on it; none
    /// where there is no such clause. It changes when any of them does.
    pub fn fingerprint(&self, clause: &str) -> Option<String> {
        let found = self.clause(clause)?;
        let mut said = vec![
            Source::new("edition", found.edition.as_str()),
            Source::new("place", found.place.as_str()),
            Source::new("requires", found.requires.as_str()),
        ];
        let resting = self.clocks().filter(|clock| clock.clauses.iter().any(|id| id == clause));
        said.extend(resting.map(|clock| {
            Source::new(
                format!("clock {}", clock.id),
                format!("{} {:?} {:?}", clock.limit, clock.limit.bound, clock.counting),
            )
        }));
        Some(digest_of(&said))
    }
}
