//! Who is given which page: every endpoint of the service, driven over HTTP as everybody who could ask for it.
//!
//! `golden.txt` says for each endpoint what each reader is answered. A person reads it as the table of who may go where;
//! `UPDATE_EXPECT=1` writes it again. An endpoint that is not in it fails, and so does one that is answered otherwise.
//! What must hold for every endpoint whatever the file says is asserted here beside it.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod not_used;
mod visit;
mod world;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use axum::Router;
use axum::http::StatusCode;
use regex_lite::Regex;
use visit::{Answer, Visitor};
use web::{Reader, RouteInfo, all_routes, router};
use world::{Filling, World};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/matrix/golden.txt");

/// Headers that every answer has, whoever asked for whatever.
const ON_EVERY_ANSWER: [(&str, &str); 6] = [
    ("content-security-policy", "default-src 'none'"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=()"),
    ("cache-control", ""),
];

/// Who asks. The name is how `golden.txt` calls them.
struct Asker {
    name: &'static str,
    sign_in: Option<(&'static str, String)>,
    practitioner: bool,
}

/// Everybody who asks. Addresses are about the child of the parent with a plan, the request of the young person, and
/// concerns that others raised.
fn askers(world: &World) -> Vec<Asker> {
    let cast = &world.cast;
    let practitioner = |name, persona: &synth::Persona| Asker {
        name,
        sign_in: Some(("person", persona.person.to_string())),
        practitioner: true,
    };
    let family = |name, persona: &synth::FamilyPersona| Asker {
        name,
        sign_in: Some(("code", persona.code.clone())),
        practitioner: false,
    };
    vec![
        Asker { name: "anonymous", sign_in: None, practitioner: false },
        family("the child's parent", &cast.parent_with_plan),
        family("another family", &cast.parent_assessing),
        family("the young person", &cast.young_person),
        practitioner("navigator", &cast.navigator),
        practitioner("supervisor", &cast.supervisor),
        practitioner("assessor", &cast.assessor),
        practitioner("another assessor", &cast.second_assessor),
        practitioner("resource decision maker", &cast.resource_decision_maker),
        practitioner("front door practitioner", &cast.front_door_practitioner),
        practitioner("front door manager", &cast.front_door_manager),
        practitioner("police", &cast.police),
        practitioner("social worker", &cast.social_worker),
        practitioner("conference chair", &cast.conference_chair),
        practitioner("school", &cast.school),
        practitioner("complaints manager", &cast.complaints_manager),
        practitioner("data owner", &cast.data_owner),
        practitioner("administrator", &cast.administrator),
        practitioner("data analyst", &cast.analyst),
    ]
}

async fn visitor(router: &Router, asker: &Asker) -> Visitor {
    match &asker.sign_in {
        None => Visitor::anonymous(router).await,
        Some((field, value)) => Visitor::signed_in(router, field, value).await,
    }
}

/// The answer in a few words: the status, and where one is sent, without identifiers.
fn in_short(answer: &Answer) -> String {
    let identifier = Regex::new(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").unwrap();
    match answer.location() {
        Some(location) => {
            format!("{} {}", answer.status.as_u16(), identifier.replace_all(location, "{id}"))
        }
        None => answer.status.as_u16().to_string(),
    }
}

async fn ask(visitor: &mut Visitor, route: RouteInfo, path: &str) -> Answer {
    if route.method == "GET" {
        visitor.get(path).await
    } else {
        // Nothing but the token: a form that was opened and sent empty.
        let form = format!("token={}", visitor.token);
        visitor.post(path, &form).await
    }
}

/// What did not hold, all of it, so that one run tells everything.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn expect(&mut self, holds: bool, place: &str, otherwise: impl std::fmt::Display) {
        if !holds {
            self.0.push(format!("{place}: {otherwise}"));
        }
    }
}

/// What no page may tell, and how it is found.
struct Telling {
    words: Vec<String>,
    address: Regex,
    missing: Regex,
}

/// What holds for every answer.
fn check_answer(faults: &mut Faults, place: &str, answer: &Answer, telling: &Telling) {
    faults.expect(answer.status != StatusCode::INTERNAL_SERVER_ERROR, place, "something broke");
    for (name, value) in ON_EVERY_ANSWER {
        let found = answer.headers.get(name).and_then(|found| found.to_str().ok());
        let right = found.is_some_and(|found| found.starts_with(value));
        faults.expect(right, place, format_args!("{name} is {found:?}"));
    }
    let is_page =
        answer.headers.get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page {
        let kept = answer.headers.get("cache-control").and_then(|found| found.to_str().ok());
        faults.expect(kept == Some("no-store"), place, "a page may not be kept");
        let missing = telling.missing.find(&answer.body);
        faults.expect(
            missing.is_none(),
            place,
            format_args!("there are no words for {:?}", missing.map(|found| found.as_str())),
        );
    }
    let addresses = telling.address.captures_iter(&answer.body).map(|found| found[1].to_lowercase());
    for address in addresses.chain(answer.location().map(str::to_lowercase)) {
        // A telephone number is there to be rung.
        if address.starts_with("tel:") || address.starts_with("sms:") || address.starts_with("mailto:") {
            continue;
        }
        let parts: Vec<&str> = address.split(|sign: char| !sign.is_alphanumeric()).collect();
        let told = telling.words.iter().find(|word| parts.contains(&word.as_str()));
        faults.expect(told.is_none(), place, format_args!("the address {address} tells {told:?}"));
    }
}

#[tokio::test]
async fn everybody_is_given_what_the_golden_file_says() {
    let world = World::new().await;
    let service = router(world.site.clone());
    let askers = askers(&world);
    let telling = Telling {
        words: world.telling_words(),
        address: Regex::new(r#"(?:href|action|src)="([^"]*)""#).unwrap(),
        missing: Regex::new(r"\[[a-z]+-[a-z0-9-]+\]").unwrap(),
    };
    let mut faults = Faults::default();
    let mut text = String::from(
        "# What everybody is answered at every endpoint: the status, and where they are sent. Forms are sent empty.\n\
         # Addresses are about the child of \"the child's parent\", the request of \"the young person\", and concerns that\n\
         # others raised. Compared with the service by crates/web/tests/matrix; UPDATE_EXPECT=1 writes it again.\n",
    );
    let mut visitors = Vec::new();
    for asker in &askers {
        visitors.push(visitor(&service, asker).await);
    }
    let mut routes = all_routes();
    // Reading comes before writing, so that no form that is sent changes what a page shows.
    routes.sort_by_key(|route| (route.method, route.path));
    for route in routes {
        let mut answers: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let there = world.fill(route.path, Filling::There);
        let nowhere = world.fill(route.path, Filling::Nowhere);
        for (asker, known) in askers.iter().zip(&mut visitors) {
            let place = format!("{} {} as {}", route.method, route.path, asker.name);
            let absent = if there == nowhere { None } else { Some(ask(known, route, &nowhere).await) };
            let answer = ask(known, route, &there).await;
            for answer in [Some(&answer), absent.as_ref()].into_iter().flatten() {
                check_answer(&mut faults, &place, answer, &telling);
            }
            check_reader(&mut faults, &place, route, asker, &answer, absent.as_ref());
            answers.entry(in_short(&answer)).or_default().push(asker.name);
            if route.method == "POST" && route.path.starts_with("/sign-") {
                // Signing in and out are endpoints too; whoever was signed out by one comes again.
                *known = visitor(&service, asker).await;
            }
        }
        writeln!(text, "\n{} {}", route.method, route.path).unwrap();
        for (answer, names) in answers {
            writeln!(text, "    {answer}: {}", in_common(&names, &askers)).unwrap();
        }
    }
    assert!(faults.0.is_empty(), "{} faults:\n{}", faults.0.len(), faults.0.join("\n"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(GOLDEN, &text).unwrap();
    }
    let golden = std::fs::read_to_string(GOLDEN).unwrap_or_default();
    for (number, (found, expected)) in text.lines().zip(golden.lines()).enumerate() {
        assert_eq!(
            found,
            expected,
            "golden.txt:{} says otherwise; look at it, then UPDATE_EXPECT=1",
            number + 1
        );
    }
    assert_eq!(
        text.lines().count(),
        golden.lines().count(),
        "golden.txt has other endpoints; UPDATE_EXPECT=1"
    );
}

/// Names, all of a kind in one word.
fn in_common(names: &[&str], askers: &[Asker]) -> String {
    if names.len() == askers.len() {
        return "everybody".to_owned();
    }
    let practitioners = || askers.iter().filter(|asker| asker.practitioner).map(|asker| asker.name);
    if !practitioners().all(|name| names.contains(&name)) {
        return names.join(", ");
    }
    let others =
        names.iter().copied().filter(|name| !practitioners().any(|practitioner| practitioner == *name));
    others.chain(["every practitioner"]).collect::<Vec<_>>().join(", ")
}

/// What holds whatever the golden file says: what somebody may not see does not exist for them.
fn check_reader(
    faults: &mut Faults,
    place: &str,
    route: RouteInfo,
    asker: &Asker,
    answer: &Answer,
    absent: Option<&Answer>,
) {
    faults.expect(answer.status != StatusCode::FORBIDDEN, place, "\"not for you\" tells that it is there");
    let right_kind = match route.reader {
        Reader::Public => true,
        Reader::Family => asker.sign_in.is_some() && !asker.practitioner,
        Reader::Practitioner => asker.practitioner,
        // Nobody of the cast holds a system's key; whoever asks is told so, and nothing else.
        Reader::System => {
            let told =
                answer.status == StatusCode::UNAUTHORIZED || answer.status == StatusCode::TOO_MANY_REQUESTS;
            return faults.expect(told, place, format_args!("{} without a key", answer.status));
        }
    };
    let same = absent.is_none_or(|absent| {
        in_short(answer) == in_short(absent) && without_chance(&answer.body) == without_chance(&absent.body)
    });
    if !right_kind {
        let sent_to = if route.reader == Reader::Family { "303 /return" } else { "303 /sign-in" };
        faults.expect(
            in_short(answer) == sent_to,
            place,
            format_args!("{} instead of {sent_to}", in_short(answer)),
        );
        faults.expect(same, place, "the answer tells whether it is there");
        return;
    }
    let Some(absent) = absent.filter(|_| route.reader != Reader::Public) else { return };
    let taken = absent.status.is_success();
    faults.expect(!taken, place, "there is nothing, and it was shown or taken");
    if answer.status == StatusCode::NOT_FOUND {
        faults.expect(same, place, "what is said of something hidden is not what is said of nothing");
    }
}

/// A page without what differs each time: tokens and identifiers.
fn without_chance(body: &str) -> String {
    let chance = Regex::new(r"[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").unwrap();
    chance.replace_all(body, "…").into_owned()
}

#[tokio::test]
async fn no_form_counts_without_its_token() {
    let world = World::new().await;
    let service = router(world.site.clone());
    let (parent, manager) = (&world.cast.parent_with_plan, &world.cast.front_door_manager);
    // A system sends no form: it has a key, and no session.
    let forms =
        all_routes().into_iter().filter(|route| route.method == "POST" && route.reader != Reader::System);
    for route in forms {
        let path = world.fill(route.path, Filling::There);
        let mut visitor = match route.reader {
            Reader::Public => Visitor::anonymous(&service).await,
            Reader::Family => Visitor::signed_in(&service, "code", &parent.code).await,
            Reader::Practitioner | Reader::System => {
                Visitor::signed_in(&service, "person", &manager.person.to_string()).await
            }
        };
        let place = format!("POST {}", route.path);
        for form in ["", "token=", "token=0000", &format!("token={}", "0".repeat(64))] {
            let status = visitor.post(&path, form).await.status;
            let refused =
                matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::SEE_OTHER);
            // Half signed in comes before the token on one page: there, one is sent back to begin again.
            assert!(
                refused && (status != StatusCode::SEE_OTHER || route.path == "/sign-in/code"),
                "{place}: {status}"
            );
        }
        let other = Visitor::anonymous(&service).await;
        let status = visitor.post(&path, &format!("token={}", other.token)).await.status;
        assert!(
            matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::SEE_OTHER),
            "{place}: {status}"
        );
    }
}
