//! Late letters, by themselves: when a date that a family was shown is missed, they hear so at once.

use std::collections::HashSet;

use anyhow::Result;
use application::{Application, Failure};
use jiff::civil::Date;
use kernel::{StreamId, StreamKind};
use store::DutyPassed;
use web::{Wording, late};

/// How many records are looked at in one round, so that a long list does not hold up signing and passing on.
const RECORDS_PER_ROUND: usize = 100;

/// Sends late letters, and knows which duties were looked at today. They are looked at again tomorrow: somebody may have
/// joined whom a letter can go to.
pub struct LateLetters {
    words: Wording,
    looked_at: HashSet<DutyPassed>,
    on: Date,
}

impl LateLetters {
    pub fn new() -> Result<Self> {
        Ok(Self { words: Wording::english()?, looked_at: HashSet::new(), on: Date::MIN })
    }

    /// Sends what is owed now; says in how many records something was.
    pub async fn send(&mut self, application: &Application) -> Result<usize> {
        if self.on != application.today() {
            self.on = application.today();
            self.looked_at.clear();
        }
        let mut passed = application.duties_passed().await?;
        passed.retain(|duty| !self.looked_at.contains(duty));
        let mut streams: Vec<StreamId> = passed.iter().map(|duty| duty.stream).collect();
        streams.sort();
        streams.dedup();
        streams.truncate(RECORDS_PER_ROUND);
        let mut told = 0;
        for stream in streams {
            told += usize::from(self.send_to(application, stream).await?);
            // A day is looked at again once it is over: until then its duty may be on the list and not late.
            let over = |duty: &DutyPassed| duty.due < application.now().to_string();
            self.looked_at.extend(passed.iter().filter(|duty| duty.stream == stream && over(duty)).cloned());
        }
        Ok(told)
    }

    async fn send_to(&self, application: &Application, stream: StreamId) -> Result<bool> {
        let words = &self.words;
        let sent = match stream.kind {
            StreamKind::Child => {
                application
                    .tell_late_of_child(stream.id, |owed| late::of_child(application, words, owed))
                    .await
            }
            StreamKind::Request => {
                application
                    .tell_late_of_request(stream.id, |owed| late::of_request(application, words, owed))
                    .await
            }
            _ => Ok(false),
        };
        match sent {
            Ok(sent) => Ok(sent),
            // Somebody wrote in this very moment, or what is owed has just been done; the next round looks again. A record
            // whose key was destroyed owes nothing any longer.
            Err(Failure::Refused(_) | Failure::Busy | Failure::Erased | Failure::NotThere) => Ok(false),
            Err(failure) => Err(failure.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use access::Actor;
    use application::{Parts, ReadReason};
    use guidance::{Guidance, Protocol, Rules};
    use jiff::{SignedDuration, Timestamp};
    use kernel::{FixedClock, Partnership, SeededRandomness};
    use records::child::{Child, LATE_LETTER, LetterBlock, MissedDate};
    use store::{DatabaseUrl, OpenOptions, Store};
    use synth::{Cast, FamilyPersona};

    struct World {
        application: Application,
        clock: Arc<FixedClock>,
        cast: Cast,
        _folder: tempfile::TempDir,
    }

    const NOW: &str = "2026-11-23T10:30:00Z";

    async fn wendale() -> World {
        let folder = tempfile::tempdir().unwrap();
        let now: Timestamp = NOW.parse().unwrap();
        let randomness = Arc::new(SeededRandomness::new(5));
        let clock = Arc::new(FixedClock::new(now));
        let guidance = Arc::new(Guidance::embedded().unwrap());
        let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
        let url = DatabaseUrl::sqlite(folder.path().join("a.db"));
        let application = Application::new(Parts {
            store: Store::open(&url, OpenOptions::new(randomness.clone())).unwrap(),
            partnership: Partnership::new("wendale").unwrap(),
            rules: Arc::new(Rules::new(guidance, protocol)),
            forms: Arc::new(forms::Library::embedded().unwrap()),
            policy: Arc::new(access::Policy::embedded().unwrap()),
            clock: clock.clone(),
            randomness,
        });
        let cast = synth::wendale(&application, now, |_, _| ()).await.unwrap();
        World { application, clock, cast, _folder: folder }
    }

    impl World {
        async fn child(&self, family: &FamilyPersona) -> Child {
            let partnership = self.application.partnership().clone();
            let actor = Actor::Family { partnership, person: family.person };
            let id = family.child.unwrap();
            self.application.open_child(&actor, id, ReadReason::work("letters")).await.unwrap().state
        }

        fn days_later(&self, days: i64) {
            let now: Timestamp = NOW.parse().unwrap();
            self.clock.set(now + SignedDuration::from_hours(24 * days));
        }

        async fn send_all(&self, late: &mut LateLetters) -> usize {
            let mut told = 0;
            loop {
                let more = late.send(&self.application).await.unwrap();
                told += more;
                if more == 0 {
                    return told;
                }
            }
        }
    }

    /// How often each missed date was told of.
    fn told(child: &Child) -> BTreeMap<MissedDate, usize> {
        let mut told = BTreeMap::new();
        for missed in child.told_late.iter().flat_map(|told| &told.fact.missed) {
            *told.entry(missed.clone()).or_default() += 1;
        }
        told
    }

    #[tokio::test]
    async fn each_missed_date_is_told_of_once_and_only_those_that_were_shown() {
        let world = wendale().await;
        let mut late = LateLetters::new().unwrap();
        world.send_all(&mut late).await;
        let family = &world.cast.parent_assessing;
        let before = world.child(family).await;

        world.days_later(60);
        assert!(world.send_all(&mut late).await > 0, "two months later much is late");
        let after = world.child(family).await;
        let counted = told(&after);
        assert!(counted.len() > told(&before).len());
        assert!(counted.values().all(|times| *times == 1), "{counted:?}");
        for missed in counted.keys() {
            let duties = world.application.duties_of(StreamId::new(StreamKind::Child, family.child.unwrap()));
            let duties = duties.await.unwrap();
            let duty = duties.iter().find(|duty| {
                MissedDate::of(&duty.scheduled, world.application.now()).as_ref() == Some(missed)
            });
            assert!(duty.is_none_or(|duty| duty.scheduled.shown_to_family), "{missed:?}");
        }

        // Neither again at once, nor by another worker that knows nothing of the first.
        assert_eq!(late.send(&world.application).await.unwrap(), 0);
        let letters = after.letters.len();
        assert_eq!(world.send_all(&mut LateLetters::new().unwrap()).await, 0);
        assert_eq!(world.child(family).await.letters.len(), letters);
    }

    #[tokio::test]
    async fn the_letter_says_what_was_due_by_which_rule_and_whom_to_ring() {
        let world = wendale().await;
        world.days_later(60);
        world.send_all(&mut LateLetters::new().unwrap()).await;
        let child = world.child(&world.cast.parent_assessing).await;
        let letter = child.letters.iter().rfind(|letter| letter.fact.kind == LATE_LETTER).unwrap();
        let text = &letter.fact.text;
        assert_eq!(letter.author, records::Author::default(), "nobody wrote it: it came by itself");
        assert!(text.subject.starts_with("We are late"), "{}", text.subject);
        let table = text.blocks.iter().find_map(|block| match block {
            LetterBlock::Table(rows) => Some(rows),
            _ => None,
        });
        for (name, value) in table.unwrap() {
            assert!(
                !name.is_empty() && value.contains("2026") && value.contains("rule is")
                    || value.contains("promise"),
                "{name}: {value}"
            );
        }
        let all = format!("{:?}", text.blocks);
        assert!(all.contains("Ring ") && all.contains("complaint") && all.contains("Ombudsman"), "{all}");
        assert!(!text.easy.is_empty() && text.easy.iter().any(|idea| idea.words == "We are late."));
    }

    #[tokio::test]
    async fn a_date_is_not_late_on_its_own_day_and_is_on_the_next() {
        let world = wendale().await;
        let mut late = LateLetters::new().unwrap();
        world.send_all(&mut late).await;
        let family = &world.cast.parent_assessing;
        let duties = world.application.duties_of(StreamId::new(StreamKind::Child, family.child.unwrap()));
        let due = duties.await.unwrap().into_iter().filter(|duty| duty.scheduled.shown_to_family).find_map(
            |duty| {
                let open = duty.status.is_open() && duty.scheduled.bound == guidance::Bound::Max;
                duty.scheduled.due.date().filter(|date| open && *date > world.application.today())
            },
        );
        let due = due.expect("something is still to come");
        let noon = |date: Date| date.at(12, 0, 0, 0).in_tz("Europe/London").unwrap().timestamp();
        let missed_on = |child: &Child| told(child).into_keys().filter(|missed| missed.due_on == due).count();
        world.clock.set(noon(due));
        world.send_all(&mut late).await;
        assert_eq!(missed_on(&world.child(family).await), 0);
        world.clock.set(noon(due.tomorrow().unwrap()));
        world.send_all(&mut late).await;
        assert!(missed_on(&world.child(family).await) > 0);
    }

    #[tokio::test]
    async fn a_request_that_nobody_answers_is_told_of_to_whoever_asked_alone() {
        let world = wendale().await;
        world.days_later(60);
        world.send_all(&mut LateLetters::new().unwrap()).await;
        let young = &world.cast.young_person;
        let partnership = world.application.partnership().clone();
        let actor = Actor::Family { partnership, person: young.person };
        let opened = world.application.open_request(&actor, young.request, ReadReason::work("letters"));
        let request = opened.await.unwrap().state;
        let letters: Vec<_> =
            request.letters.iter().filter(|letter| letter.fact.kind == LATE_LETTER).collect();
        assert!(!letters.is_empty());
        assert!(letters.iter().all(|letter| letter.fact.to == young.person));
    }
}
