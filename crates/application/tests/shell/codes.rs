//! Codes: one's own, spoken, counted, ended.

use application::{CODE_ATTEMPTS_MAX, CODE_WINDOW_HOURS, CodeFailure, Failure};
use kernel::{StreamId, StreamKind};

use crate::world::{ADMINISTRATOR, NAVIGATOR, PARENT, SCHOOL, World, person};

#[tokio::test]
async fn a_code_opens_what_it_was_given_for_until_it_is_ended() {
    let world = World::new().await;
    let request = world.requested(PARENT).await;
    let reach = StreamId::new(StreamKind::Request, request);
    let navigator = world.practitioner(NAVIGATOR);
    let first = world.application.give_code(&navigator, person(PARENT), reach).await.unwrap();
    let typed = first.text.to_uppercase().replace('-', "  ");
    let code = world.application.open_with_code(&typed, b"here").await.unwrap();
    assert_eq!((code.person, code.reach), (person(PARENT), reach));
    let second = world.application.give_code(&navigator, person(PARENT), reach).await.unwrap();
    assert!(matches!(
        world.application.open_with_code(&first.text, b"here").await,
        Err(CodeFailure::Unknown)
    ));
    assert_eq!(world.application.end_codes(&navigator, person(PARENT), reach).await.unwrap(), 1);
    assert!(matches!(
        world.application.open_with_code(&second.text, b"here").await,
        Err(CodeFailure::Unknown)
    ));
}

#[tokio::test]
async fn only_the_route_gives_codes() {
    let world = World::new().await;
    let reach = StreamId::new(StreamKind::Request, world.requested(PARENT).await);
    for who in [SCHOOL, ADMINISTRATOR] {
        let given = world.application.give_code(&world.practitioner(who), person(PARENT), reach).await;
        assert!(matches!(given, Err(Failure::NotThere)), "{who}");
    }
}

#[tokio::test]
async fn a_guesser_has_to_wait_and_others_do_not() {
    let world = World::new().await;
    let reach = StreamId::new(StreamKind::Request, world.requested(PARENT).await);
    let given =
        world.application.give_code(&world.practitioner(NAVIGATOR), person(PARENT), reach).await.unwrap();
    for _ in 0..CODE_ATTEMPTS_MAX {
        let guess = world.application.open_with_code("babab-babab-babab-babab", b"guesser").await;
        assert!(matches!(guess, Err(CodeFailure::Unknown)));
    }
    let blocked = world.application.open_with_code(&given.text, b"guesser").await;
    assert!(matches!(blocked, Err(CodeFailure::TooMany { .. })), "even the right code waits");
    world.application.open_with_code(&given.text, b"somebody else").await.unwrap();
    world.later(60 * CODE_WINDOW_HOURS + 1);
    world.application.open_with_code(&given.text, b"guesser").await.unwrap();
}
