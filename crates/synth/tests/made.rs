//! What is made: every journey keeps its commands' rules, the same seed makes the same record, and it proves itself.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::sync::Arc;

use access::Actor;
use application::{Application, Parts, ReadReason};
use guidance::{Guidance, Protocol, Rules};
use jiff::Timestamp;
use kernel::{FixedClock, Partnership, SeededRandomness, StreamKind};
use store::{DatabaseUrl, OpenOptions, Page, Store, SummaryFilter};
use synth::Options;

const NOW: &str = "2026-11-23T10:30:00Z";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

struct Made {
    application: Application,
    _folder: tempfile::TempDir,
}

fn empty() -> Made {
    let folder = tempfile::tempdir().unwrap();
    let url = DatabaseUrl::sqlite(folder.path().join("alongside.db"));
    let randomness = Arc::new(SeededRandomness::new(7));
    let store = Store::open(&url, OpenOptions::new(randomness.clone())).unwrap();
    let guidance = Arc::new(Guidance::embedded().unwrap());
    let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
    let application = Application::new(Parts {
        store,
        partnership: Partnership::new("wendale").unwrap(),
        rules: Arc::new(Rules::new(guidance, protocol)),
        forms: Arc::new(forms::Library::embedded().unwrap()),
        policy: Arc::new(access::Policy::embedded().unwrap()),
        clock: Arc::new(FixedClock::new(now())),
        randomness,
    });
    Made { application, _folder: folder }
}

async fn stages(application: &Application, kind: StreamKind) -> Vec<(String, u64)> {
    let filter = SummaryFilter::default();
    let found =
        application.store().summaries(application.partnership(), kind, &filter, Page::whole()).await.unwrap();
    let mut counted = std::collections::BTreeMap::new();
    for row in found.rows {
        *counted.entry(row.state).or_insert(0) += 1;
    }
    counted.into_iter().collect()
}

/// How many requests, children and concerns there are at each stage; every stage must be there.
async fn all_stages(application: &Application) -> [Vec<(String, u64)>; 3] {
    let requests = stages(application, StreamKind::Request).await;
    let children = stages(application, StreamKind::Child).await;
    let concerns = stages(application, StreamKind::Concern).await;
    let named = |rows: &[(String, u64)]| rows.iter().map(|row| row.0.clone()).collect::<Vec<_>>();
    assert_eq!(named(&requests), ["routed", "to-confirm", "to-read", "to-triage", "withdrawn"]);
    assert_eq!(
        named(&children),
        ["assessing", "decided", "draft-with-family", "ended", "plan-shared", "to-allocate"],
        "{children:?}"
    );
    assert_eq!(named(&concerns), ["answered", "seen", "unseen"]);
    [requests, children, concerns]
}

/// Every stored event of every stream, in the order of the streams' identifiers.
async fn bodies(application: &Application) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for kind in StreamKind::ALL {
        let streams = application.store().streams(application.partnership(), kind, None, 1000).await.unwrap();
        for stream in streams {
            let loaded = application.store().load(application.partnership(), stream).await.unwrap();
            for entry in loaded.entries {
                let name = format!("{stream} {} {}", entry.version, entry.kind);
                all.push((name, entry.body.plain().unwrap().to_vec()));
            }
        }
    }
    all
}

#[tokio::test]
async fn wendale_has_families_at_every_stage() {
    let made = empty();
    let mut told = Vec::new();
    let cast = synth::wendale(&made.application, now(), |done, all| told.push((done, all))).await.unwrap();
    assert_eq!(told.last().map(|(done, all)| done == all), Some(true));
    let [requests, children, _] = all_stages(&made.application).await;
    let asked: u64 = requests.iter().map(|row| row.1).sum();
    assert!((58..=66).contains(&asked), "{asked} {requests:?} {children:?}");
    assert_eq!(cast.practitioners().len(), 23);
    for family in cast.families() {
        let code = made.application.open_with_code(&family.code, b"test").await.unwrap();
        assert_eq!((code.person, code.reach), (family.person, family.reach));
    }
    let capacities: Vec<_> = cast
        .practitioners()
        .iter()
        .map(|persona| made.application.policy().check_capacities(&persona.capacities, true))
        .collect();
    assert!(capacities.iter().all(Result::is_ok), "{capacities:?}");
    let text = serde_json::to_string(&cast).unwrap();
    assert_eq!(serde_json::from_str::<synth::Cast>(&text).unwrap(), cast);
}

#[tokio::test]
async fn it_is_made_once() {
    let made = empty();
    let options = Options { children: 1, seed: 1, now: now() };
    synth::partnership(&made.application, options, |_| ()).await.unwrap();
    let again = synth::wendale(&made.application, now(), |_, _| ()).await;
    assert!(matches!(again, Err(synth::SynthError::NotEmpty)));
}

#[tokio::test]
async fn the_same_seed_makes_the_same_events_byte_for_byte() {
    let mut seen = Vec::new();
    for seed in [3, 3, 4] {
        let made = empty();
        let options = Options { children: 12, seed, now: now() };
        synth::partnership(&made.application, options, |_| ()).await.unwrap();
        seen.push(bodies(&made.application).await);
    }
    assert_eq!(seen[0], seen[1]);
    assert_ne!(seen[0], seen[2]);
    let wendale = |seed| async move {
        let made = empty();
        synth::wendale_from(&made.application, seed, now(), |_, _| ()).await.unwrap();
        bodies(&made.application).await
    };
    assert_eq!(wendale(5).await, wendale(5).await);
}

#[tokio::test]
async fn a_partnership_has_its_size_proves_itself_and_rebuilds_to_the_same_rows() {
    let made = empty();
    let application = &made.application;
    let options = Options { children: 40, seed: 9, now: now() };
    let mut told = 0;
    let report = synth::partnership(application, options, |children| told = children).await.unwrap();
    assert_eq!((report.children, told), (40, 40));
    let each = report.events / report.children;
    assert!((36..=48).contains(&each), "{each} events a child");

    let partnership = application.partnership();
    application.store().sequence(partnership, now()).await.unwrap();
    let proven = application.store().verify(partnership, None).await.unwrap();
    assert!(proven.is_ok(), "{proven:?}");

    let before = application.store().all_projection_rows(partnership).await.unwrap();
    assert!(before.len() > 100);
    let measured = before.iter().filter(|line| line.starts_with("measured ")).count();
    assert!(
        measured >= 40 + 30,
        "every request and nearly every child contributes to the measures: {measured}"
    );
    application.rebuild(|_| ()).await.unwrap();
    assert_eq!(application.store().all_projection_rows(partnership).await.unwrap(), before);
}

fn acting(application: &Application, persona: &synth::Persona) -> Actor {
    Actor::Practitioner {
        partnership: application.partnership().clone(),
        person: persona.person,
        agency: persona.agency.clone(),
        capacities: persona.capacities.clone(),
    }
}

/// Whoever signs in to the demonstration finds their part of it, and no more.
#[tokio::test]
async fn each_of_the_cast_finds_their_part_of_wendale() {
    let made = empty();
    let application = &made.application;
    let cast = synth::wendale(application, now(), |_, _| ()).await.unwrap();
    for persona in [&cast.navigator, &cast.assessor, &cast.lapsed_assessor, &cast.supervisor] {
        let today = application.today_of(&acting(application, persona), 200).await.unwrap();
        assert!(!today.duties.is_empty(), "{} has nothing to do", persona.title);
    }
    let listed = async |persona: &synth::Persona, kind| {
        let found = application.list(&acting(application, persona), kind, None, Page::whole()).await;
        found.map(|found| found.total).ok()
    };
    assert_eq!(listed(&cast.front_door_practitioner, StreamKind::Concern).await, Some(3));
    assert_eq!(listed(&cast.front_door_manager, StreamKind::Concern).await, Some(3));
    assert_eq!(listed(&cast.navigator, StreamKind::Concern).await, None);
    assert_eq!(listed(&cast.administrator, StreamKind::Child).await, None);
    assert!(listed(&cast.school, StreamKind::Child).await.unwrap() >= 3);
    assert!(listed(&cast.navigator, StreamKind::Request).await.unwrap() > 50);

    let family = |persona: &synth::FamilyPersona| Actor::Family {
        partnership: application.partnership().clone(),
        person: persona.person,
    };
    let why = ReadReason::work("family");
    for persona in [&cast.parent_assessing, &cast.parent_with_plan] {
        let opened = application.open_child(&family(persona), persona.child.unwrap(), why).await.unwrap();
        assert_eq!(opened.state.called(), persona.child_called);
    }
    let young = family(&cast.young_person);
    assert!(application.open_request(&young, cast.young_person.request, why).await.is_ok());
    let other = cast.parent_assessing.child.unwrap();
    assert!(application.open_child(&young, other, why).await.is_err());
    let with_plan = cast.parent_with_plan.child.unwrap();
    let state = application.open_child(&family(&cast.parent_with_plan), with_plan, why).await.unwrap().state;
    assert!(state.plan_shared.is_some() && state.letters.len() == 2, "{:?}", state.letters.len());
}

/// Wendale can be made on any day and at any hour: on a Sunday night, on Boxing Day, when the clocks change.
#[tokio::test]
async fn it_can_be_made_on_any_day() {
    for now in
        ["2026-12-26T03:10:00Z", "2026-03-29T00:30:00Z", "2026-11-22T23:59:00Z", "2027-01-04T08:01:00Z"]
    {
        let made = empty();
        synth::wendale(&made.application, now.parse().unwrap(), |_, _| ()).await.unwrap();
        all_stages(&made.application).await;
    }
}
