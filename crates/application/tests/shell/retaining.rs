//! Keeping and destroying: nothing goes while a rule, an open matter or a hold keeps it, and what goes leaves a proof.

use application::{Act, Failure, PARTNERSHIP_STREAM};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use kernel::{StreamId, StreamKind};
use records::child::{EndSupport, EndingNotified, NotifyEnding, SupportEnded};
use records::help::BeginHelp;
use records::looked_after::ReportMissing;
use uuid::Uuid;

use crate::world::{ADMINISTRATOR, ASSESSOR, FRONT_DOOR, NAVIGATOR, PARENT, SCHOOL, World};

const BORN: Date = date(2019, 5, 1);

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A child's record whose support ended, with the request that led to it.
async fn ended(world: &World) -> (StreamId, StreamId) {
    let (child, request) = world.child_born(Some(BORN)).await;
    let notice = EndingNotified {
        on: world.application.today(),
        why: "It is what you wanted.".into(),
        agreed: "Yes, thank you.".into(),
    };
    world.application.execute_by_itself(child, &NotifyEnding(notice)).await.unwrap();
    let ended = EndSupport(SupportEnded { words: "Come back at any time.".into() });
    world.application.execute_by_itself(child, &ended).await.unwrap();
    (StreamId::new(StreamKind::Child, child), StreamId::new(StreamKind::Request, request))
}

/// The code of a refusal.
fn refused<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> &'static str {
    match outcome {
        Err(Failure::Refused(refusal)) => refusal.code(),
        other => panic!("it should be refused: {other:?}"),
    }
}

async fn destroy(world: &World, record: StreamId) -> Result<records::partnership::Destroyed, Failure> {
    world.application.destroy_record(record, "Ines Thorpe".into(), 90).await
}

#[tokio::test]
async fn a_record_is_kept_until_its_rule_ends_and_then_stands_in_the_list() {
    let world = World::new().await;
    let (child, _) = ended(&world).await;
    let kept = world.application.kept_record(child).await.unwrap().unwrap();
    // Twenty-five years from birth is later than six from the end of help.
    assert_eq!(
        (kept.until, kept.rule.as_str(), kept.clause.as_str()),
        (Some(date(2044, 5, 1)), "RT-CHILD", "LA80-11-28")
    );
    assert!(!kept.is_over);
    assert!(world.application.records_over().await.unwrap().is_empty());
    assert_eq!(refused(destroy(&world, child).await), "destroy-still-kept");
    world.clock.set(moment("2044-04-30T12:00:00Z"));
    assert_eq!(refused(destroy(&world, child).await), "destroy-still-kept");
    world.clock.set(moment("2044-05-01T12:00:00Z"));
    let over = world.application.records_over().await.unwrap();
    assert_eq!(over.iter().map(|kept| kept.record).collect::<Vec<_>>(), [child]);
}

#[tokio::test]
async fn what_is_not_known_keeps_a_record() {
    let world = World::new().await;
    let (without_birth, _) = world.child_born(None).await;
    let (still_helped, _) = world.child_born(Some(BORN)).await;
    world.clock.set(moment("2144-05-01T12:00:00Z"));
    for child in [without_birth, still_helped] {
        let record = StreamId::new(StreamKind::Child, child);
        assert_eq!(refused(destroy(&world, record).await), "destroy-end-not-known");
    }
    assert!(world.application.records_over().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_hold_keeps_a_record_until_it_is_released() {
    let world = World::new().await;
    let (child, request) = ended(&world).await;
    world.clock.set(moment("2045-01-01T12:00:00Z"));
    let administrator = world.practitioner(ADMINISTRATOR);
    let place = async |record, reason: &str, review| {
        let by = "Ines Thorpe".to_owned();
        world.application.place_hold(Some(&administrator), record, reason.to_owned(), by, review).await
    };
    let review = date(2045, 6, 1);
    assert_eq!(refused(place(child, " ", review).await), "hold-reason-missing");
    assert_eq!(refused(place(child, "A claim", date(2045, 1, 1)).await), "hold-review-past");
    let nowhere = StreamId::new(StreamKind::Child, Uuid::from_u128(77));
    assert!(matches!(place(nowhere, "A claim", review).await, Err(Failure::NotThere)));
    for actor in [world.practitioner(ASSESSOR), world.practitioner(NAVIGATOR), world.family(PARENT)] {
        assert!(!world.application.may_retain(&actor));
        let placed =
            world.application.place_hold(Some(&actor), child, "A claim".into(), "Me".into(), review).await;
        assert!(matches!(placed, Err(Failure::NotThere)), "{actor:?}");
    }
    // A hold on the request keeps the child's record too, because they go together.
    let hold = place(request, "A claim about how the request was answered", review).await.unwrap();
    assert_eq!(refused(destroy(&world, child).await), "destroy-held");
    assert!(world.application.records_over().await.unwrap().is_empty());
    assert_eq!(world.application.holds().await.unwrap().len(), 1);
    let release = async |reason: &str| {
        let by = "Ines Thorpe".to_owned();
        world.application.release_hold(Some(&administrator), hold, reason.to_owned(), by).await
    };
    assert_eq!(refused(release("").await), "hold-reason-missing");
    release("The claim was settled").await.unwrap();
    assert_eq!(refused(release("Again").await), "hold-released");
    destroy(&world, child).await.unwrap();
}

#[tokio::test]
async fn an_open_concern_keeps_a_record_and_one_that_was_raised_keeps_it_longer() {
    let world = World::new().await;
    let (child, _) = ended(&world).await;
    world.raise_about(FRONT_DOOR, child.id).await;
    world.clock.set(moment("2044-05-01T12:00:00Z"));
    let kept = world.application.kept_record(child).await.unwrap().unwrap();
    assert_eq!((kept.until, kept.rule.as_str()), (Some(date(2094, 5, 1)), "RT-ENQUIRED"));
    assert_eq!(refused(destroy(&world, child).await), "destroy-still-kept");
    world.clock.set(moment("2094-05-01T12:00:00Z"));
    assert_eq!(refused(destroy(&world, child).await), "destroy-still-needed");
    assert!(world.application.records_over().await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_destroyed_is_gone_proven_and_never_comes_back() {
    let world = World::new().await;
    let (child, request) = ended(&world).await;
    let (other, _) = world.child_born(Some(BORN)).await;
    let store = world.application.store();
    let partnership = world.application.partnership();
    store.sequence(partnership, world.now()).await.unwrap();
    world.clock.set(moment("2044-05-01T12:00:00Z"));
    let before = store.verify(partnership, None).await.unwrap().unwrap().entries;
    let proof = destroy(&world, child).await.unwrap();
    assert_eq!((proof.rule.as_str(), proof.kept_until), ("RT-CHILD", date(2044, 5, 1)));
    assert_eq!(proof.complete_on, date(2044, 7, 30), "ninety days later no backup holds the key");
    let streams: Vec<StreamId> = proof.streams.iter().map(|destroyed| destroyed.stream).collect();
    assert!(streams.contains(&child) && streams.contains(&request), "{streams:?}");
    assert!(proof.streams.iter().all(|destroyed| destroyed.entries > 0));
    // The log holds every entry and one more, and proves true.
    store.sequence(partnership, world.now() + SignedDuration::from_secs(1)).await.unwrap();
    assert_eq!(store.verify(partnership, None).await.unwrap().unwrap().entries, before + 1);
    // Nobody finds it, and no list made anew brings it back.
    let gone = |rows: &[String]| {
        rows.iter().all(|row| !row.contains(&child.id.to_string()) && !row.contains(&request.id.to_string()))
    };
    let rows = store.all_projection_rows(partnership).await.unwrap();
    assert!(gone(&rows) && rows.iter().any(|row| row.contains(&other.to_string())));
    world.application.rebuild(|_| ()).await.unwrap();
    assert_eq!(store.all_projection_rows(partnership).await.unwrap(), rows);
    assert!(world.application.kept_record(child).await.unwrap().is_none());
    assert!(matches!(destroy(&world, child).await, Err(Failure::NotThere)));
    assert!(world.version(StreamKind::Partnership, PARTNERSHIP_STREAM.id).await > 0);
    assert_eq!(world.application.finish_destroying().await.unwrap(), 0);
}

#[tokio::test]
async fn what_stands_beside_the_childs_record_keeps_the_key_that_both_are_locked_with() {
    let world = World::new().await;
    let (child, _) = ended(&world).await;
    let answers = world.application.forms().latest("looked-after").unwrap().no_answers();
    let from = kernel::Moment::At(world.now());
    let missing = ReportMissing { missing: Uuid::from_u128(9), called: "Robin".into(), from, answers };
    world.application.execute_by_itself(child.id, &missing).await.unwrap();
    world.clock.set(moment("2044-05-01T12:00:00Z"));
    let kept = world.application.kept_record(child).await.unwrap().unwrap();
    assert_eq!((kept.until, kept.rule.as_str()), (Some(date(2094, 5, 1)), "RT-LOOKED-AFTER"));
    assert_eq!(refused(destroy(&world, child).await), "destroy-still-kept");
    world.clock.set(moment("2094-05-01T12:00:00Z"));
    assert_eq!(refused(destroy(&world, child).await), "destroy-still-needed", "the child is missing still");
}

#[tokio::test]
async fn what_no_rule_of_the_schedule_is_about_keeps_the_key_too() {
    let world = World::new().await;
    let (child, _) = ended(&world).await;
    let mut answers = world.application.forms().latest("help").unwrap().no_answers();
    for (question, chosen) in [("begin-level", "family-help"), ("begin-agreed", "yes")] {
        let question = forms::QuestionId::new(question).unwrap();
        answers.set(&question, Some(forms::Answer::Choice(chosen.to_owned())));
    }
    let begin = BeginHelp {
        episode: Uuid::from_u128(11),
        family: Uuid::from_u128(12),
        contact: None,
        called: "Robin".to_owned(),
        born: None,
        on_support_route: false,
        answers,
    };
    let school = world.practitioner(SCHOOL);
    world.application.execute(&school, Act::on(child.id, begin)).await.unwrap();
    world.clock.set(moment("2094-05-01T12:00:00Z"));
    assert_eq!(refused(destroy(&world, child).await), "destroy-still-needed");
}
