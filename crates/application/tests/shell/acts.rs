//! Acts: checked, decided, and written once.

use application::{Act, Failure};
use forms::Answer;
use kernel::{EntryId, StreamKind};
use records::child::{Correct, Source, Write, Written};
use records::request::{Read, ReadRequest};
use uuid::Uuid;

use crate::world::{ADMINISTRATOR, ASSESSOR, NAVIGATOR, PARENT, SCHOOL, World};

fn writing(world: &World, entry: u128, words: &str) -> Write {
    let form = world.application.forms().latest("assessment").unwrap();
    let section = form.section("i-leisure").unwrap();
    let question =
        section.questions.iter().find(|each| matches!(each.kind, forms::Kind::LongText { .. })).unwrap();
    Write {
        written: Written {
            entry: EntryId(Uuid::from_u128(entry)),
            form: "assessment@1".into(),
            section: "i-leisure".into(),
            question: question.id.to_string(),
            answer: Answer::Text(words.into()),
            source: Source::Practitioner,
            source_note: String::new(),
        },
        happened: None,
    }
}

#[tokio::test]
async fn what_the_table_does_not_allow_is_not_there() {
    let world = World::new().await;
    let request = world.requested(PARENT).await;
    let child = world.child().await;
    let before = world.version(StreamKind::Request, request).await;
    for who in [ASSESSOR, SCHOOL, ADMINISTRATOR] {
        let act = Act::on(request, ReadRequest(Read { care_may_fail: false }));
        let outcome = world.application.execute(&world.practitioner(who), act).await;
        assert!(matches!(outcome, Err(Failure::NotThere)), "{who}: {outcome:?}");
    }
    for actor in [world.practitioner(SCHOOL), world.family(PARENT), world.anybody()] {
        let outcome = world.application.execute(&actor, Act::on(child, writing(&world, 60, "No"))).await;
        assert!(matches!(outcome, Err(Failure::NotThere)), "{actor:?}: {outcome:?}");
    }
    assert_eq!(world.version(StreamKind::Request, request).await, before);
    let act = Act::on(request, ReadRequest(Read { care_may_fail: false }));
    world.application.execute(&world.practitioner(NAVIGATOR), act).await.unwrap();
    assert_eq!(world.version(StreamKind::Request, request).await, before + 1);
}

#[tokio::test]
async fn a_form_that_is_sent_twice_counts_once() {
    let world = World::new().await;
    let once = Uuid::from_u128(5);
    let child = world.child().await;
    let assessor = world.practitioner(ASSESSOR);
    let act = |entry| Act::on(child, writing(&world, entry, "He likes trains.")).once(once);
    world.application.execute(&assessor, act(60)).await.unwrap();
    let before = world.version(StreamKind::Child, child).await;
    let again = world.application.execute(&assessor, act(61)).await;
    assert!(matches!(again, Err(Failure::AlreadyDone)), "{again:?}");
    assert_eq!(world.version(StreamKind::Child, child).await, before);
}

#[tokio::test]
async fn an_act_is_whole_or_nothing() {
    let world = World::new().await;
    let child = world.child().await;
    let before = world.version(StreamKind::Child, child).await;
    let act =
        Act::on(child, writing(&world, 60, "One")).and(child, writing(&world, 60, "The same entry again"));
    let outcome = world.application.execute(&world.practitioner(ASSESSOR), act).await;
    assert!(matches!(outcome, Err(Failure::Refused(_))), "{outcome:?}");
    assert_eq!(world.version(StreamKind::Child, child).await, before);
}

#[tokio::test]
async fn many_who_write_at_once_all_keep_their_words() {
    let world = World::new().await;
    let child = world.child().await;
    let assessor = world.practitioner(ASSESSOR);
    let before = world.version(StreamKind::Child, child).await;
    let mut tasks = Vec::new();
    for entry in 0..4_u128 {
        let (application, actor) = (world.application.clone(), assessor.clone());
        let write = writing(&world, 100 + entry, &format!("Note {entry}"));
        tasks.push(tokio::spawn(async move { application.execute(&actor, Act::on(child, write)).await }));
    }
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(world.version(StreamKind::Child, child).await, before + 4);
}

#[tokio::test]
async fn the_second_to_change_the_same_words_is_shown_the_first() {
    let world = World::new().await;
    let child = world.child().await;
    let assessor = world.practitioner(ASSESSOR);
    world
        .application
        .execute(&assessor, Act::on(child, writing(&world, 60, "He likes trains.")))
        .await
        .unwrap();
    let correct = |words: &str| Correct {
        entry: EntryId(Uuid::from_u128(60)),
        based_on: 1,
        answer: Answer::Text(words.into()),
        why: String::new(),
    };
    let first = Act::on(child, correct("He likes trains and water."));
    world.application.execute(&assessor, first).await.unwrap();
    let second = world.application.execute(&assessor, Act::on(child, correct("He likes boats."))).await;
    let Err(Failure::Refused(refusal)) = second else { panic!("{second:?}") };
    let conflict = refusal.conflict().unwrap();
    assert_eq!(conflict.theirs, Answer::Text("He likes trains and water.".into()));
}

#[tokio::test]
async fn what_is_kept_beside_the_events_can_be_made_again() {
    let world = World::new().await;
    let child = world.child().await;
    let write = Act::on(child, writing(&world, 60, "He likes trains."));
    world.application.execute(&world.practitioner(ASSESSOR), write).await.unwrap();
    let (store, partnership) = (world.application.store(), world.application.partnership());
    let kept = store.all_projection_rows(partnership).await.unwrap();
    assert!(kept.len() > 5, "{kept:#?}");
    let folded = world.application.rebuild(|_| {}).await.unwrap();
    assert_eq!(folded, 2);
    assert_eq!(store.all_projection_rows(partnership).await.unwrap(), kept);
}
