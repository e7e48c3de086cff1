//! Crossing to safeguarding, and back: no family page, letter or download changes by a byte until a named person tells, and
//! then only the page of whoever was told.

use application::{Act, ReadReason};
use forms::{Answer, QuestionId};
use jiff::SignedDuration;
use kernel::Moment;
use records::concern::{
    AddPart, CloseDiscussion, Closing, DecideDiversion, FamilyTelling, OutcomeRecorded, Part,
    ProposeDiversion, RecordOutcome, SetTellingReview, StartEnquiries, StrategyClosed, ToldPerson,
};
use records::protection::{Convene, HoldDiscussion, TellingMade};
use uuid::Uuid;

use crate::secrecy::{CONCERN, assert_same, everything, raised};
use crate::world::{
    ASSESSOR, CHILD, DAD, FRONT_DOOR, FRONT_DOOR_MANAGER, MUM, STRANGER, Stage, World, YOUNG, person,
};

const PROPOSAL: Uuid = Uuid::from_u128(0x910);
const PEOPLE: [u128; 4] = [MUM, DAD, STRANGER, YOUNG];

#[tokio::test]
async fn no_family_page_changes_until_somebody_tells_and_then_only_theirs() {
    for stage in [Stage::Assessing, Stage::Planned] {
        let world = World::new(stage).await;
        let before = everything(&world, &PEOPLE).await;
        let application = &world.application;
        let raiser = world.practitioner(ASSESSOR, "lead-assessor");
        let front_door = world.practitioner(FRONT_DOOR, "front-door-practitioner");
        let manager = world.practitioner(FRONT_DOOR_MANAGER, "front-door-manager");
        application.execute(&raiser, Act::on(CONCERN, raised(application.forms()))).await.unwrap();

        let form = application.forms().latest("diversion").unwrap();
        let mut answers = form.no_answers();
        let question = |id: &str| QuestionId::new(id).unwrap();
        answers.set(&question("harm-shown"), Some(Answer::Text("Two long seizures.".to_owned())));
        let proposed = ProposeDiversion { proposal: PROPOSAL, answers };
        application.execute(&front_door, Act::on(CONCERN, proposed)).await.unwrap();
        assert_same(&before, &everything(&world, &PEOPLE).await, "proposed");

        let decided = DecideDiversion { proposal: PROPOSAL, divert: true, words: String::new() };
        application.execute(&manager, Act::on(CONCERN, decided)).await.unwrap();
        assert_same(&before, &everything(&world, &PEOPLE).await, "diverted");

        application.execute(&front_door, Act::on(CONCERN, StartEnquiries::default())).await.unwrap();
        let mut children = form.no_answers();
        let row = [("called", "Robin"), ("why", "It is about Robin")];
        let mut row: std::collections::BTreeMap<_, _> =
            row.iter().map(|(name, words)| (question(name), Answer::Text((*words).to_owned()))).collect();
        row.insert(question("decision"), Answer::Choice("enquiry".to_owned()));
        children.set(&question("children"), Some(Answer::Rows(vec![row])));
        let added = AddPart { part: Part::Children, answers: children };
        application.execute(&front_door, Act::on(CONCERN, added)).await.unwrap();
        let closed = StrategyClosed { decided: Closing::Enquiries, why: "To find out".to_owned() };
        application.execute(&manager, Act::on(CONCERN, CloseDiscussion(closed))).await.unwrap();
        assert_same(&before, &everything(&world, &PEOPLE).await, "enquired into");

        let forms = application.forms().latest("protection").unwrap();
        let (discussion, meeting) = (Uuid::from_u128(0x930), Uuid::from_u128(0x931));
        let (concern, called) = (Some(CONCERN), "Robin".to_owned());
        let convene = Convene { discussion, meeting, concern, called, answers: forms.no_answers() };
        let enquiry = Uuid::from_u128(0x932);
        let held = HoldDiscussion { discussion, enquiry, answers: forms.no_answers() };
        application.execute(&front_door, Act::on(CHILD, convene).and(CHILD, held)).await.unwrap();
        assert_same(&before, &everything(&world, &PEOPLE).await, "followed by a record of protection");

        let review_at = application.now() + SignedDuration::from_hours(24);
        let delay = SetTellingReview { why: "The police ask us to wait.".to_owned(), review_at };
        application.execute(&manager, Act::on(CONCERN, delay)).await.unwrap();
        let outcome = OutcomeRecorded { substantiated: false, why: "The tests explain it.".to_owned() };
        application.execute(&manager, Act::on(CONCERN, RecordOutcome(outcome))).await.unwrap();
        let reason = ReadReason::work("concern-tell");
        let opened = application.open_concern(&manager, CONCERN, reason).await.unwrap();
        let people = application.people_to_tell(&manager, &opened).await.unwrap();
        assert!(people.iter().any(|known| known.person == person(MUM)));
        assert!(application.people_to_tell(&front_door, &opened).await.is_err());
        assert_same(&before, &everything(&world, &PEOPLE).await, "not told yet");

        let telling = FamilyTelling {
            telling: Uuid::from_u128(0x920),
            to: vec![ToldPerson { person: Some(person(MUM)), name: "Mum".to_owned() }],
            how: "in-person".to_owned(),
            words: "We looked into Robin's seizures. It is set aside.".to_owned(),
        };
        let happened = Moment::On(application.today());
        application.tell_family(&manager, CONCERN, &opened, telling, happened, None).await.unwrap();
        let others = [DAD, STRANGER, YOUNG];
        let told_to = format!("for {MUM}");
        let rest: Vec<_> = before.iter().filter(|page| !page.0.ends_with(&told_to)).cloned().collect();
        assert_same(&rest, &everything(&world, &others).await, "told to somebody else");
        let hers = everything(&world, &[MUM]).await;
        let holds = |page: &str| {
            let shown = hers.iter().find(|shown| shown.0.starts_with(&format!("{page} "))).unwrap();
            shown.2.contains("It is set aside.")
        };
        assert!(holds("/family") && holds("/family/download"));
        for (page, _, body) in &hers {
            for words in ["bruise", "seizures."] {
                let own = words == "seizures.";
                let said = body.to_lowercase().matches(words).count();
                let told =
                    body.matches("Robin's seizures.").count() + body.matches("Robin&#39;s seizures.").count();
                assert!(said <= if own { told } else { 0 }, "{page} says {words}");
            }
        }
    }
}

#[tokio::test]
async fn whoever_is_told_of_protection_has_a_page_and_nobody_else_of_the_family() {
    let world = World::new(Stage::Planned).await;
    let application = &world.application;
    let front_door = world.practitioner(FRONT_DOOR, "front-door-practitioner");
    let manager = world.practitioner(FRONT_DOOR_MANAGER, "front-door-manager");
    let answers = application.forms().latest("protection").unwrap().no_answers();
    let (discussion, meeting) = (Uuid::from_u128(0x930), Uuid::from_u128(0x931));
    let convene =
        Convene { discussion, meeting, concern: Some(CONCERN), called: "Robin".to_owned(), answers };
    let before = everything(&world, &PEOPLE).await;
    application.execute(&front_door, Act::on(CHILD, convene)).await.unwrap();
    assert_same(&before, &everything(&world, &PEOPLE).await, "answered by a strategy discussion");
    let telling = TellingMade {
        telling: Uuid::from_u128(0x940),
        person: Some(person(MUM)),
        capacity: Some(kernel::Capacity::new("parent-carer").unwrap()),
        name: "Mum".to_owned(),
        how: "in-person".to_owned(),
        words: "We talk with the police and the nurse about Robin.".to_owned(),
        settles: None,
    };
    let happened = Moment::On(application.today());
    // Whoever tells is the manager of the front door, and nobody else.
    let refused = application.tell_of_protection(&front_door, CHILD, telling.clone(), happened, None).await;
    assert!(refused.is_err());
    application.tell_of_protection(&manager, CHILD, telling, happened, None).await.unwrap();
    let told_to = format!("for {MUM}");
    let rest: Vec<_> = before.iter().filter(|page| !page.0.ends_with(&told_to)).cloned().collect();
    assert_same(&rest, &everything(&world, &[DAD, STRANGER, YOUNG]).await, "told to somebody else");
    let hers = everything(&world, &[MUM]).await;
    let page = hers.iter().find(|shown| shown.0.starts_with("/family/protection ")).unwrap();
    assert!(page.1.is_success() && page.2.contains("We talk with the police and the nurse about Robin."));
    for somebody in ["Dad", "Sam", "01632 960302"] {
        assert!(!page.2.contains(somebody), "{somebody} is of another household");
    }
}
