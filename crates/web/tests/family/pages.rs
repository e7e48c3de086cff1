//! What each page says.

use axum::http::StatusCode;

use crate::browser::Browser;
use crate::world::{DAD, LETTER_TO_DAD, LETTER_TO_MUM, MUM, STRANGER, Stage, World, YOUNG, entry};

/// Every page that a family reads.
pub const PAGES: [&str; 10] = [
    "/family",
    "/family/request",
    "/family/record",
    "/family/plan",
    "/family/letters",
    "/family/reads",
    "/family/download",
    "/family/views",
    "/family/breaks",
    "/family/background",
];

#[tokio::test]
async fn without_a_code_every_page_asks_for_one() {
    let world = World::new(Stage::Planned).await;
    let mut browser = Browser::new(world.router());
    for page in PAGES {
        let shown = browser.get(page).await;
        assert_eq!((shown.status, shown.location.as_str()), (StatusCode::SEE_OTHER, "/return"), "{page}");
    }
}

#[tokio::test]
async fn before_confirmation_a_code_opens_what_was_sent_and_the_answers() {
    let world = World::new(Stage::Answered).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let home = mum.get("/family").await;
    assert_eq!(home.status, StatusCode::OK);
    for words in [
        "You asked for support on Monday 2 November 2026",
        "Thank you. I will ring you on Tuesday.",
        "Done on Monday 2 November 2026",
        "one of us will make sure who you are",
        "01632 960120",
        "01632 960145",
    ] {
        assert!(home.has(words), "{words}");
    }
    let sent = mum.get("/family/request").await;
    assert!(sent.has("A night off each month, so that I can sleep."));
    assert!(sent.has("What would help?"));
    for page in ["/family/record", "/family/plan", "/family/reads"] {
        let shown = mum.get(page).await;
        assert!(shown.has("This page is not open to you yet."), "{page}");
    }
}

#[tokio::test]
async fn late_dates_say_so_with_what_one_can_do() {
    let world = World::new(Stage::Answered).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let home = mum.get("/family").await;
    assert!(home.has("We have missed a date. We are sorry."));
    assert!(home.has("Decide how to respond"));
    assert!(home.has("Should have been done by Tuesday 3 November 2026"));
    assert!(home.has("You can also complain, now."));
    assert!(home.has("1 working day from Monday 2 November 2026"), "how the date was found");
    assert!(home.has("Not yet checked"), "{}", home.own_words());
}

#[tokio::test]
async fn the_record_says_who_what_when_and_what_stood_there_before() {
    let world = World::new(Stage::Assessing).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let record = mum.get("/family/record").await;
    for words in [
        "Ama Field, since Tuesday 3 November 2026.",
        "So Ada Brook, who has the knowledge, works beside Ama Field.",
        "Everybody else is away this month.",
        "Robin sings in the shower.",
        "Robin sings in the bath.",
        "I had misheard.",
        "When it was: Monday 9 November 2026.",
        "Written down by Ama Field on Tuesday 10 November 2026.",
        "This was crossed out by Ama Field on Wednesday 11 November 2026.",
        "This was about somebody else. I am sorry.",
        "Robin pointed at the swing.",
        "More swings.",
        "This part is open because of what was asked for.",
        "You told me about the swimming club.",
        "Up four times".to_lowercase().as_str(),
        "I disagree",
    ] {
        assert!(record.has(words), "{words}");
    }
    assert!(!record.body.contains("<form"), "the record holds no form");
}

#[tokio::test]
async fn the_plan_says_that_nothing_is_decided_until_it_is() {
    let world = World::new(Stage::Draft).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let plan = mum.get("/family/plan").await;
    assert!(plan.has("Nothing is decided yet. This is what we propose."));
    assert!(plan.has("We propose to arrange help."));
    assert!(plan.has("Please tell me what I got wrong."));
    assert!(plan.has("There is no plan yet."));
}

#[tokio::test]
async fn the_plan_says_the_decision_first_and_then_why_and_on_which_rule() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let plan = mum.get("/family/plan").await;
    let decision = plan.body.find("We will arrange help.").unwrap();
    assert!(decision < plan.body.find("Nobody can go on without sleep.").unwrap());
    for words in [
        "Sol Hart decided on Monday 23 November 2026.",
        "One night away each month",
        "Chronically Sick and Disabled Persons Act 1970 section 2",
        "Hill House (invented)",
        "Saturday 5 December 2026",
        "By Thursday 25 February 2027.",
        "Ring Ama and she finds another night.",
    ] {
        assert!(plan.has(words), "{words}");
    }
}

#[tokio::test]
async fn letters_go_to_one_person() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let list = mum.get("/family/letters").await;
    assert!(list.has("Robin will have a night away each month, Dana"));
    assert!(!list.has("each month, Sam"));
    let letter = mum.get(&format!("/family/letters/{LETTER_TO_MUM}")).await;
    assert!(letter.has("Dear Dana") && letter.has("Because sleep is needed."));
    let other = mum.get(&format!("/family/letters/{LETTER_TO_DAD}")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_reading_stands_with_who_in_which_part_and_why() {
    let world = World::new(Stage::Planned).await;
    let navigator = world.practitioner(crate::world::NAVIGATOR, "navigator");
    let reason = application::ReadReason::work("child");
    world.application.open_child(&navigator, crate::world::CHILD, reason).await.unwrap();
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let mut dad = Browser::with_code(world.router(), world.code(DAD)).await;
    dad.get("/family/record").await;
    let reads = mum.get("/family/reads").await;
    for words in [
        "10:00 on Monday 14 December 2026",
        "Nia Pell",
        "Route navigator",
        "Wendale Council",
        "The front page of the record",
        "Their work with you",
    ] {
        assert!(reads.has(words), "{words}");
    }
    assert!(!reads.has("Sam Marsh") && !reads.has("Parent carer"), "no reading by the family");
}

#[tokio::test]
async fn the_file_to_keep_has_everything_and_is_the_same_each_time() {
    let world = World::new(Stage::Planned).await;
    let mut mum = Browser::with_code(world.router(), world.code(MUM)).await;
    let file = mum.get("/family/download").await;
    assert_eq!(file.disposition, "attachment; filename=\"alongside.html\"");
    for words in [
        "Made on Monday 14 December 2026.",
        "A night off each month, so that I can sleep.",
        "Robin sings in the shower.",
        "We will arrange help.",
        "Hill House (invented)",
        "Because sleep is needed.",
    ] {
        assert!(file.has(words), "{words}");
    }
    assert!(!file.body.contains("<details class"), "nothing is closed on paper");
    assert_eq!(file.body, mum.get("/family/download").await.body);
    let mut again = Browser::with_code(world.router(), world.code(MUM)).await;
    assert_eq!(file.body, again.get("/family/download").await.body, "another session makes no difference");
}

#[tokio::test]
async fn every_page_has_one_heading_a_person_to_ring_and_only_our_words() {
    let mut findings = Vec::new();
    for stage in [Stage::Asked, Stage::Answered, Stage::Assessing, Stage::Draft, Stage::Planned] {
        let world = World::new(stage).await;
        let mut pages: Vec<String> = PAGES.iter().map(|page| (*page).to_owned()).collect();
        let mut people = vec![MUM, STRANGER, YOUNG];
        pages.push("/family/request/withdraw".to_owned());
        if stage >= Stage::Assessing {
            people.push(DAD);
            pages.push(format!("/family/record/{}/comment", entry(4)));
            pages.push("/family/record/comment".to_owned());
        }
        pages.push(format!("/family/letters/{LETTER_TO_MUM}"));
        for number in people {
            let mut browser = Browser::with_code(world.router(), world.code(number)).await;
            for page in &pages {
                let shown = browser.get(page).await;
                let what = format!("{page} at {stage:?} for {number}");
                assert!(!shown.body.contains("[family-") && !shown.body.contains("[refusal-"), "{what}");
                let found = world.application.forms().check_words(&shown.own_words());
                findings.extend(found.into_iter().map(|finding| format!("{what}: {}", finding.excerpt)));
                if shown.status == StatusCode::OK {
                    assert_eq!(shown.body.matches("<h1").count(), 1, "{what}");
                    assert!(shown.has("Talk to somebody") && shown.has("01632 9601"), "{what}");
                    let file = page == "/family/download";
                    assert!(file || shown.has("If someone is being hurt or is not safe now"), "{what}");
                } else {
                    assert_eq!(shown.status, StatusCode::NOT_FOUND, "{what}");
                }
            }
        }
    }
    assert!(findings.is_empty(), "words that the support route does not use: {findings:#?}");
}
