//! Reading: checked, logged before anything is shown, and kept from the family where telling is not decided.

use application::{Failure, ReadReason};
use kernel::{StreamId, StreamKind};

use crate::world::{
    ADMINISTRATOR, ASSESSOR, FRONT_DOOR, FRONT_DOOR_MANAGER, PARENT, SCHOOL, STRANGER, World, person,
};

const PAGE: ReadReason = ReadReason::work("child-record");

#[tokio::test]
async fn a_record_is_opened_by_those_who_may_and_does_not_exist_for_others() {
    let world = World::new().await;
    let child = world.child().await;
    for actor in [
        world.practitioner(SCHOOL),
        world.practitioner(ADMINISTRATOR),
        world.practitioner(FRONT_DOOR),
        world.family(STRANGER),
        world.anybody(),
    ] {
        let opened = world.application.open_child(&actor, child, PAGE).await;
        assert!(matches!(opened, Err(Failure::NotThere)), "{actor:?}");
    }
    let nowhere = world.application.new_identifier();
    let missing = world.application.open_child(&world.practitioner(ASSESSOR), nowhere, PAGE).await;
    assert!(matches!(missing, Err(Failure::NotThere)));
    assert_eq!(
        world.version(StreamKind::ChildReads, child).await,
        0,
        "nothing was opened, so nothing is logged"
    );
    for actor in [world.practitioner(ASSESSOR), world.family(PARENT)] {
        world.application.open_child(&actor, child, PAGE).await.unwrap();
    }
    assert_eq!(world.version(StreamKind::ChildReads, child).await, 2);
}

#[tokio::test]
async fn urgent_access_takes_a_reason_is_kept_from_the_family_and_is_looked_at_by_somebody_else() {
    let world = World::new().await;
    let child = world.child().await;
    let record = StreamId::new(StreamKind::Child, child);
    let duty_worker = world.practitioner(FRONT_DOOR);
    let refused = world.application.open_urgently(&duty_worker, record, "  ", None).await;
    assert!(matches!(refused, Err(Failure::NotThere)));
    let other = world.application.open_urgently(&world.practitioner(SCHOOL), record, "Because", None).await;
    assert!(matches!(other, Err(Failure::NotThere)));
    world.application.open_urgently(&duty_worker, record, "The police are at the door", None).await.unwrap();
    world.application.open_child(&duty_worker, child, PAGE).await.unwrap();
    let parent = world.family(PARENT);
    let opened = world.application.open_child(&parent, child, PAGE).await.unwrap();
    let reads = world.application.reads(&parent, &opened, child).await.unwrap();
    assert_eq!(reads.reads.len(), 3);
    let shown: Vec<_> = reads.shown_to_family().map(|read| read.fact.reader).collect();
    assert_eq!(shown, [person(PARENT)], "what a named person has not decided to tell is not told");
    let (entry, _) = reads.unreviewed().next().unwrap();
    let review = |who| world.application.review_urgent(who, record, *entry, "The reason was sound.", None);
    assert!(matches!(review(&duty_worker).await, Err(Failure::NotThere)));
    review(&world.practitioner(FRONT_DOOR_MANAGER)).await.unwrap();
    let again = world.application.reads(&parent, &opened, child).await.unwrap();
    assert_eq!(again.unreviewed().count(), 0);
    world.later(60 * 13);
    let next_shift = world.application.open_child(&duty_worker, child, PAGE).await;
    assert!(matches!(next_shift, Err(Failure::NotThere)), "a new shift needs a new reason");
}

#[tokio::test]
async fn who_may_not_list_does_not_learn_that_there_is_a_list() {
    let world = World::new().await;
    world.requested(PARENT).await;
    let page = store::Page::whole();
    for (who, kind, may) in [
        (crate::world::NAVIGATOR, StreamKind::Request, true),
        (crate::world::NAVIGATOR, StreamKind::Concern, false),
        (ADMINISTRATOR, StreamKind::Request, false),
        (FRONT_DOOR, StreamKind::Concern, true),
    ] {
        let found = world.application.list(&world.practitioner(who), kind, None, page).await;
        assert_eq!(found.is_ok(), may, "{who} {kind}");
    }
}
