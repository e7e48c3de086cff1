//! The journey after the ask, over HTTP: preparing, resources, delivery, reviews, new assessments, endings.

use application::Act;
use axum::http::StatusCode;
use records::child::{AskForReview, GapReported, Hundredths, ReportGap, ReviewAsked};
use uuid::Uuid;

use crate::deciding::met;
use crate::harness::{
    ASSESSOR, Answered, Browser, NAVIGATOR, PARENT, RESOURCES, SCHOOL, SUPERVISOR, World, day, day_names,
    person,
};

#[track_caller]
fn done(answered: &Answered) {
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.text());
}

#[track_caller]
fn refused(answered: &Answered, words: &[&str]) {
    assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answered.text());
    answered.says(words);
}

/// Everything that a day is typed into.
async fn send_on(
    browser: &mut Browser,
    path: &str,
    fields: &[(&str, &str)],
    days: &[(&str, [&str; 3])],
) -> Answered {
    let named: Vec<([String; 3], [&str; 3])> =
        days.iter().map(|(name, typed)| (day_names(name), *typed)).collect();
    let mut all = fields.to_vec();
    for (names, [date, month, year]) in &named {
        all.extend(day(names, date, month, year));
    }
    browser.send(path, &all).await
}

/// As far as a decision: four hours a week, with two people.
async fn decided(world: &World) -> (Uuid, Browser, Browser) {
    let child = world.allocated().await;
    let record = format!("/children/{child}");
    let mut assessor = world.browser(ASSESSOR).await;
    let mut supervisor = world.browser(SUPERVISOR).await;
    met(&mut assessor, child).await;
    let need = [
        ("statement", "Somebody to be with Robin on Saturdays"),
        ("duty", "OB-12"),
        ("item", "c"),
        ("decision", "meet"),
        ("why", "Robin is never left alone."),
        ("met_by", "A sitter"),
        ("quantity.amount", "4"),
        ("quantity.unit", "hours"),
        ("quantity.per", "week"),
        ("ratio", "2:1"),
    ];
    done(&assessor.send(&format!("{record}/needs/new"), &need).await);
    done(&assessor.send(&format!("{record}/draft"), &[("words", "")]).await);
    done(&supervisor.send(&format!("{record}/sign-off"), &[("words", "")]).await);
    (child, assessor, supervisor)
}

/// The fields of a plan for the one need, with this many hours.
fn plan_fields<'a>(need: &'a str, hours: &'a str, ratio: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("service.1.need", need),
        ("service.1.what", "A sitter"),
        ("service.1.amount", "Each Saturday"),
        ("service.1.provider", "Wendale Sitters"),
        ("service.1.quantity.amount", hours),
        ("service.1.quantity.unit", "hours"),
        ("service.1.quantity.per", "week"),
        ("service.1.ratio", ratio),
        ("contingency", "Ring the support team."),
        ("service.1.starts.day", "5"),
        ("service.1.starts.month", "12"),
        ("service.1.starts.year", "2026"),
        ("review.day", "23"),
        ("review.month", "2"),
        ("review.year", "2027"),
    ]
}

/// A plan that the family holds.
async fn planned(world: &World) -> (Uuid, Uuid, Browser, Browser) {
    let (child, mut assessor, supervisor) = decided(world).await;
    world.later(5);
    let path = format!("/children/{child}/plan");
    let shown = assessor.get(&path).await;
    let need = shown.hidden("service.1.need");
    done(&assessor.send_from(&shown, &path, &plan_fields(&need, "4", "2:1"), "text/html").await);
    done(&assessor.send(&format!("{path}/share"), &[("words", "Here it is.")]).await);
    let service = world.state(child).await.plan().unwrap().fact.services[0].service;
    world.later(5);
    (child, service, assessor, supervisor)
}

#[tokio::test]
async fn the_questions_and_a_visit_are_announced_with_letters() {
    let world = World::new().await;
    let child = world.allocated().await;
    let record = format!("/children/{child}");
    let mut assessor = world.browser(ASSESSOR).await;
    let page = assessor.get(&format!("{record}/questions")).await;
    page.says(&[
        "Send the questions in advance",
        "What we will not ask or do",
        "We do not look at bedrooms.",
        "A letter goes to: Jo Larch.",
    ]);
    assert!(page.body.contains("Wendale Advocacy, 01632 960133"));
    let fields = [("sections", "i-leisure"), ("adjustments", ""), ("words", "We look forward to it.")];
    let back = assessor.send(&format!("{record}/questions"), &fields).await;
    refused(&back, &["Say how the meeting is made to fit", "We look forward to it."]);
    let advocate = ("advocate", "Wendale Advocacy, 01632 960133");
    let fields = [fields[0], ("adjustments", "Symbols, and a quiet room."), advocate, fields[2]];
    done(&assessor.send(&format!("{record}/questions"), &fields).await);
    let state = world.state(child).await;
    let letter = state.letters.iter().find(|letter| letter.fact.kind == "questions").unwrap();
    let text = format!("{:?}", letter.fact.text);
    for said in ["leave out any question", "Symbols, and a quiet room.", "prove a diagnosis", "I. "] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("E. "), "only what was chosen");

    let visit = format!("{record}/visits/new");
    let fields = [
        ("time", "4pm"),
        ("place", "The library, which Robin chose"),
        ("who", "Ade Brimble"),
        ("sooner", ""),
    ];
    let soon = send_on(&mut assessor, &visit, &fields, &[("on", ["25", "11", "2026"])]).await;
    refused(&soon, &["shorter than what is promised", "LS-NOTICE"]);
    done(&send_on(&mut assessor, &visit, &fields, &[("on", ["30", "11", "2026"])]).await);
    let state = world.state(child).await;
    assert!(
        state.letters.iter().any(|letter| letter.fact.kind == "visit" && letter.fact.to == person(PARENT))
    );
    let shown = assessor.get(&record).await;
    shown.says(&["The questions were sent on", "Visit on Monday 30 November 2026, 4pm"]);
    let known = state.assessment.visits[0].notified.fact.visit;
    let calendar = format!("{record}/visits/{known}/calendar");
    assert!(shown.body.contains(&calendar));
    let file = assessor.get(&calendar).await.body.replace("\r\n ", "");
    for line in [
        "DTSTART;VALUE=DATE:20261130",
        "SUMMARY:Appointment",
        "DESCRIPTION:Time: 4pm. Nothing else stands here\\, because others may read this calendar.",
        "LOCATION:The library\\, which Robin chose",
        "CLASS:PRIVATE",
    ] {
        assert!(file.contains(&format!("{line}\r\n")), "{line} in {file}");
    }
    // A shared calendar tells nobody whom it is about, or that anything is assessed.
    for word in ["Kestrel", "Robin Kes", "Ade", "assess", "Wendale", "child"] {
        assert!(!file.contains(word), "{word} in {file}");
    }
    done(&assessor.send(&format!("{record}/visits/{known}"), &[("why", "Robin is ill.")]).await);
    assert_eq!(assessor.get(&calendar).await.status, StatusCode::NOT_FOUND, "it does not take place");
    assessor.get(&record).await.says(&["Robin is ill."]);

    let mut navigator = world.browser(NAVIGATOR).await;
    assert_eq!(navigator.get(&visit).await.status, StatusCode::OK, "a navigator may arrange a visit");
    let mut school = world.browser(SCHOOL).await;
    for page in ["questions", "visits/new", "beside/new", "reassess", "ending", "duties/DC-04/answer"] {
        let answer = school.get(&format!("{record}/{page}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
    }
}

/// Islington, Barry, Waltham Forest: what was decided is what is planned.
#[tokio::test]
async fn resources_decide_how_and_the_plan_gives_no_less() {
    let world = World::new().await;
    let (child, mut assessor, mut supervisor) = decided(&world).await;
    let record = format!("/children/{child}");
    let mut resources = world.browser(RESOURCES).await;
    let need = world.state(child).await.assessment.needs[0].current().fact.need;
    let path = format!("{record}/needs/{need}/resources");
    assert_eq!(resources.get(&path).await.status, StatusCode::NOT_FOUND, "nobody has asked them yet");
    let who = format!("{}.resource-decision-maker", person(RESOURCES));
    let colleague = format!("{record}/people/colleague");
    done(&supervisor.send(&colleague, &[("who", &who)]).await);
    let page = resources.get(&path).await;
    page.says(&["never whether, and never less", "4 hours each week", "Robin is never left alone."]);
    assert_eq!(
        assessor.get(&path).await.status,
        StatusCode::NOT_FOUND,
        "whoever assessed does not decide it"
    );
    let less = [
        ("form", "provided"),
        ("quantity.amount", "2.5"),
        ("quantity.unit", "hours"),
        ("quantity.per", "week"),
        ("how", "Two and a half is what the budget holds."),
    ];
    let back = resources.send(&path, &less).await;
    refused(
        &back,
        &["less than what was decided", "ex parte Barry", "Two and a half is what the budget holds."],
    );
    let enough =
        [less[0], ("quantity.amount", "4"), less[2], less[3], ("how", "By Wendale Sitters, from December.")];
    done(&resources.send(&path, &enough).await);
    resources.get(&record).await.says(&["By Wendale Sitters, from December.", "2:1"]);

    let plan = format!("{record}/plan");
    let shown = assessor.get(&plan).await;
    let id = need.to_string();
    let back = assessor.send_from(&shown, &plan, &plan_fields(&id, "2", "2:1"), "text/html").await;
    refused(&back, &["less than what was decided to be necessary"]);
    assert!(back.body.contains("value=\"Wendale Sitters\""), "what was typed is kept");
    let back = assessor.send_from(&shown, &plan, &plan_fields(&id, "4", "1:1"), "text/html").await;
    refused(&back, &["more people are needed at once"]);
    let mut money = plan_fields(&id, "4", "2:1");
    money.extend([
        ("service.1.form", "direct_payment"),
        ("service.1.rate", "12"),
        ("service.1.market", "16.80"),
    ]);
    let back = assessor.send_from(&shown, &plan, &money, "text/html").await;
    refused(&back, &["say what the help costs here"]);
    money.push(("service.1.asked", "Three agencies"));
    let back = assessor.send_from(&shown, &plan, &money, "text/html").await;
    refused(&back, &["This does not buy the help here"]);
    money.retain(|(name, _)| *name != "service.1.rate");
    money.push(("service.1.rate", "16.80"));
    done(&assessor.send_from(&shown, &plan, &money, "text/html").await);
    assessor.get(&record).await.says(&["£16.8 for each; here it costs £16.8 (Three agencies)"]);
}

#[tokio::test]
async fn help_that_does_not_come_is_seen_and_made_good() {
    let world = World::new().await;
    let (child, service, mut assessor, _) = planned(&world).await;
    let record = format!("/children/{child}");
    let start = format!("{record}/services/{service}/start");
    let early = send_on(&mut assessor, &start, &[("words", "")], &[("on", ["5", "12", "2026"])]).await;
    refused(&early, &["This day is in the future"]);
    world.later(60 * 24 * 14);
    let mut assessor = world.browser(ASSESSOR).await;
    done(&send_on(&mut assessor, &start, &[("words", "Mo comes.")], &[("on", ["5", "12", "2026"])]).await);
    assert_eq!(assessor.get(&start).await.status, StatusCode::NOT_FOUND, "it starts once");

    let parent = access::Actor::Family {
        partnership: world.application.partnership().clone(),
        person: person(PARENT),
    };
    let gap = world.application.new_identifier();
    let reported = GapReported {
        gap,
        service,
        from: jiff::civil::date(2026, 12, 5),
        until: None,
        missed: Hundredths(400),
        words: "We waited at the window.".into(),
    };
    world.application.execute(&parent, Act::on(child, ReportGap(reported))).await.unwrap();
    assessor.get(&record).await.says(&[
        "Help did not come",
        "We waited at the window.",
        "Make up for help that did not come",
        "Say what makes up for it",
    ]);
    let path = format!("{record}/gaps/{gap}");
    let fields = [("remedy", "made_up"), ("made_good", "5"), ("words", "The sitter was ill.")];
    refused(&assessor.send(&path, &fields).await, &["more than what was missed", "The sitter was ill."]);
    let fields = [fields[0], ("made_good", "4"), fields[2]];
    done(&assessor.send(&path, &fields).await);
    assessor.get(&record).await.says(&["Made good: 4."]);
    let letters = world.state(child).await.letters;
    let letter = letters.iter().find(|letter| letter.fact.kind == "gap").unwrap();
    assert!(format!("{:?}", letter.fact.text).contains("The sitter was ill."));
}

#[tokio::test]
async fn nothing_is_cut_without_a_new_assessment_and_notice() {
    let world = World::new().await;
    let (child, service, mut assessor, mut supervisor) = planned(&world).await;
    let record = format!("/children/{child}");
    let plan = format!("{record}/plan");
    let shown = assessor.get(&plan).await;
    let (need, known) = (shown.hidden("service.1.need"), shown.hidden("service.1.service"));
    assert_eq!(known, service.to_string(), "the service keeps its name across versions of the plan");
    let change = format!("{record}/services/{service}/change");
    let fields = [("what", "Two hours"), ("why", "Money is short."), ("asked", "")];
    let back = send_on(&mut assessor, &change, &fields, &[("from", ["1", "3", "2027"])]).await;
    refused(
        &back,
        &["Open a new assessment first", "no cut without reassessment and notice", "Money is short."],
    );
    // The same plan with another service in place of the one the family has.
    let vanished = assessor.send_from(&shown, &plan, &plan_fields(&need, "4", "2:1"), "text/html").await;
    refused(&vanished, &["A service would be less, or end"]);
    let mut kept = plan_fields(&need, "4", "2:1");
    kept.push(("service.1.service", &known));
    done(&assessor.send_from(&shown, &plan, &kept, "text/html").await);

    let again = format!("{record}/reassess");
    assert_eq!(assessor.get(&again).await.status, StatusCode::NOT_FOUND, "a manager opens it");
    let fields = [("why", "Robin goes to another school."), ("level", "short"), ("sections", "i-leisure")];
    refused(&supervisor.send(&again, &fields[..2]).await, &["Choose at least one section"]);
    done(&supervisor.send(&again, &fields).await);
    supervisor.get(&record).await.says(&[
        "New assessment open",
        "Help of the plan",
        "Decided before",
        "Somebody to be with Robin on Saturdays",
    ]);
    let state = world.state(child).await;
    assert!(state.plan().is_some() && state.earlier.len() == 1);
    let letter = state.letters.iter().find(|letter| letter.fact.kind == "reassess").unwrap();
    assert!(format!("{:?}", letter.fact.text).contains("You do not have to say it or show it again."));
}

#[tokio::test]
async fn a_review_is_asked_for_and_held_and_says_only_what_changed() {
    let world = World::new().await;
    let (child, _, mut assessor, _) = planned(&world).await;
    let record = format!("/children/{child}");
    let parent = access::Actor::Family {
        partnership: world.application.partnership().clone(),
        person: person(PARENT),
    };
    let asked = AskForReview(ReviewAsked { words: "Bedtimes have changed.".into() });
    world.application.execute(&parent, Act::on(child, asked)).await.unwrap();
    assessor.get(&record).await.says(&["Review asked for", "Bedtimes have changed.", "Jo Larch asked on"]);
    world.later(5);
    let path = format!("{record}/reviews/new");
    let fields = [("changed", "Robin sleeps later."), ("works", ""), ("present", "Robin, Jo, Ade")];
    let next = [("next", ["1", "6", "2027"])];
    refused(
        &send_on(&mut assessor, &path, &fields, &next).await,
        &["Say whether the help works", "Robin sleeps later."],
    );
    let fields = [fields[0], ("works", "Robin asks for Saturdays."), fields[2]];
    done(&send_on(&mut assessor, &path, &fields, &next).await);
    assessor.get(&record).await.says(&["Robin asks for Saturdays.", "Tuesday 1 June 2027"]);
    let state = world.state(child).await;
    assert!(state.letters.iter().any(|letter| letter.fact.kind == "review"));
}

#[tokio::test]
async fn assessments_beside_the_childs_and_duties_without_a_day_are_answered() {
    let world = World::new().await;
    let child = world.allocated().await;
    let record = format!("/children/{child}");
    let mut assessor = world.browser(ASSESSOR).await;
    assessor.get(&record).await.says(&["Offer a parent carer's needs assessment", "None was offered yet."]);
    let path = format!("{record}/beside/new");
    let parent = person(PARENT).to_string();
    let fields = [("kind", "parent-carer"), ("person", parent.as_str()), ("step", "offered"), ("words", "")];
    done(&assessor.send(&path, &fields).await);
    let linked = world.state(child).await.journey.linked[0].first().fact.linked;
    let next = format!("{record}/beside/{linked}");
    refused(
        &assessor.send(&next, &[("step", "refused"), ("words", "")]).await,
        &["Say why, in words the family will read", "a refusal has written reasons"],
    );
    done(&assessor.send(&next, &[("step", "done"), ("words", "Two evenings a week.")]).await);
    let shown = assessor.get(&record).await;
    shown.says(&["Parent carer's needs assessment: Jo Larch", "Two evenings a week."]);
    assert!(!shown.text().contains("Offer a parent carer's needs assessment"), "the duty is answered");

    let advice = [("kind", "ehc-advice"), ("person", "other"), ("name", "The SEND team"), ("step", "asked")];
    done(&send_on(&mut assessor, &path, &advice, &[("on", ["20", "11", "2026"])]).await);
    assessor
        .get(&record)
        .await
        .says(&["Give social care advice for the plan", "6 weeks from Friday 20 November 2026"]);
    let linked = world.state(child).await.journey.linked[1].first().fact.linked;
    let next = format!("{record}/beside/{linked}");
    let none = [
        ("step", "done"),
        ("part.needs", "Robin is not known to us."),
        ("part.outcomes", "None"),
        ("part.provision", "None"),
    ];
    refused(&assessor.send(&next, &none).await, &["Not being known to us is no advice"]);

    let mut supervisor = world.browser(SUPERVISOR).await;
    for not_so in ["DC-03", "AS-01", "nothing"] {
        let page = supervisor.get(&format!("{record}/duties/{not_so}/answer")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{not_so}");
    }
    let duty = format!("{record}/duties/DC-05/answer");
    supervisor.get(&duty).await.says(&["Say what was done", "Assess a carer's ability to provide care"]);
    refused(&supervisor.send(&duty, &[("words", "")]).await, &["Write something before you send it"]);
    done(&supervisor.send(&duty, &[("words", "Grandma said no, and can ask at any time.")]).await);

    let grown = format!("{record}/adulthood");
    let fields = [("step", "talked"), ("words", "A flat near the river."), ("consent", "Robin was there.")];
    done(&assessor.send(&grown, &fields).await);
    assessor.get(&record).await.says(&["We talked about growing up", "A flat near the river."]);
}

#[tokio::test]
async fn support_ends_with_a_letter_and_a_way_back() {
    let world = World::new().await;
    let (child, _, mut assessor, mut supervisor) = planned(&world).await;
    let record = format!("/children/{child}");
    let path = format!("{record}/ending");
    assert_eq!(assessor.get(&path).await.status, StatusCode::NOT_FOUND, "a manager ends support");
    let fields = [("why", "You have moved away."), ("agreed", "")];
    let today = [("on", ["23", "11", "2026"])];
    refused(
        &send_on(&mut supervisor, &path, &fields, &today).await,
        &["The notice is too short", "You have moved away."],
    );
    let fields = [fields[0], ("agreed", "We move on Friday.")];
    done(&send_on(&mut supervisor, &path, &fields, &today).await);
    let state = world.state(child).await;
    assert!(state.is_ended());
    let letter = state.letters.iter().find(|letter| letter.fact.kind == "closing").unwrap();
    let text = format!("{:?}", letter.fact.text);
    for said in ["We move on Friday.", "You can ask for help again at any time", "Ombudsman"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    supervisor.get(&record).await.says(&["Support has ended"]);
    assert_eq!(assessor.get(&format!("{record}/reviews/new")).await.status, StatusCode::OK);
}
