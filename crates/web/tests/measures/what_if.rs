//! Trying a draft: who may, what is said of a draft that is none, and that a page and its files are what the command line makes.

use std::sync::Arc;

use axum::http::{StatusCode, header};
use guidance::Source;
use kernel::StreamKind;
use scraper::{Html, Selector};
use simulation::{Assumptions, Draft, Simulation};

use crate::world::{Shown, World};

/// More streams of a kind than Wendale has.
const STREAMS_MAX: u32 = 10_000;
/// A draft that names a lead assessor in less than half the time.
const SOONER: &str = include_str!("../../../simulation/tests/drafts/sooner.toml");
/// A draft edition in which an assessment takes at most thirty working days.
const THIRTY_DAYS: &str = include_str!("../../../simulation/tests/drafts/thirty-days/clocks.toml");

/// The text of a part of the page, in one line.
fn words(page: &Shown, part: &str) -> String {
    let document = Html::parse_document(&page.body);
    let selector = Selector::parse(part).unwrap();
    let found = document.select(&selector).flat_map(|one| one.text());
    found.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As a browser sends it: every line ends with two characters.
fn typed(text: &str) -> String {
    text.replace('\n', "\r\n")
}

#[tokio::test]
async fn only_the_data_owner_tries_drafts() {
    let (world, cast) = World::wendale().await;
    let mut owner = world.practitioner(&cast.data_owner).await;
    assert!(owner.get("/today").await.body.contains("href=\"/what-if\""));
    let begun = owner.post("/what-if", "/what-if", &[("shipped", "default")]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let trial = begun.headers[header::LOCATION].to_str().unwrap().to_owned();
    let paths = ["/what-if".to_owned(), trial.clone(), format!("{trial}/json"), format!("{trial}/csv")];
    assert_eq!(owner.get(&trial).await.status, StatusCode::OK);
    for path in &paths {
        assert_eq!(owner.get(path).await.status, StatusCode::OK, "{path}");
    }
    for missing in ["/what-if/trials/018f0000-0000-7000-8000-00000000dead", &format!("{trial}/pdf")] {
        assert_eq!(owner.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
    for persona in cast.practitioners() {
        if persona.person == cast.data_owner.person {
            continue;
        }
        let mut other = world.practitioner(persona).await;
        for path in &paths {
            assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND, "{} {path}", persona.title);
        }
        let sent = other.post("/sign-out", "/what-if", &[("shipped", "default")]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{}", persona.title);
        assert!(!other.get("/today").await.body.contains("/what-if"), "{}", persona.title);
    }
}

#[tokio::test]
async fn what_is_no_draft_is_said_in_its_line_and_kept() {
    let (world, cast) = World::wendale().await;
    let mut owner = world.practitioner(&cast.data_owner).await;
    let nothing = owner.post("/what-if", "/what-if", &[("shipped", "")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(words(&nothing, ".govuk-error-summary").contains("write the text of a draft"));
    let both = owner.post("/what-if", "/what-if", &[("shipped", "default"), ("protocol", SOONER)]).await;
    assert!(words(&both, ".govuk-error-summary").contains("not both"));
    let unknown = owner.post("/what-if", "/what-if", &[("shipped", "<script>")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!unknown.body.contains("<script>"));

    // Two mistakes, both told, each at its place; the text is there to be mended.
    let loose = SOONER.replace("limit = 2", "limit = 20").replace("version = ", "versoin = ");
    let refused = owner.post("/what-if", "/what-if", &[("protocol", &typed(&loose))]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let summary = words(&refused, ".govuk-error-summary");
    assert!(summary.contains("draft.toml, line 4:") && summary.contains("`version`"), "{summary}");
    assert!(refused.body.contains("href=\"#protocol\""), "{summary}");
    assert!(words(&refused, "pre").contains("versoin"), "the line itself is shown");
    assert!(words(&refused, "textarea#protocol").contains("limit = 20"), "what was typed is kept");
    let loose = SOONER.replace("limit = 2", "limit = 20");
    let refused = owner.post("/what-if", "/what-if", &[("protocol", &loose)]).await;
    let summary = words(&refused, ".govuk-error-summary");
    assert!(summary.contains("draft.toml, line 15:"), "{summary}");

    for broken in ["[[clock", "[[clock]]\nid = \"K03\"\n"] {
        let refused = owner.post("/what-if", "/what-if", &[("guidance", broken)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{broken}");
        assert!(refused.body.contains("href=\"#guidance\""), "{broken}");
    }
    let assumed = owner
        .post("/what-if", "/what-if", &[("shipped", "default"), ("assumptions", "[assumptions]\nname = 1\n")])
        .await;
    assert_eq!(assumed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(assumed.body.contains("href=\"#assumptions\""));
    let long = "x".repeat(200 * 1024);
    let long = owner.post("/what-if", "/what-if", &[("protocol", &long)]).await;
    assert!(words(&long, ".govuk-error-summary").contains("longer than 160 kilobytes"));
}

#[tokio::test]
async fn a_draft_is_tried_and_its_files_are_what_the_command_line_makes() {
    let (world, cast) = World::wendale().await;
    let before = everything(&world).await;
    let mut owner = world.practitioner(&cast.data_owner).await;
    let form = owner.get("/what-if").await;
    let shipped = Assumptions::embedded().unwrap();
    assert!(words(&form, "main").contains(&format!("“{}”", shipped.name)));
    let assumed = words(&form, "textarea#assumptions");
    assert!(
        shipped.work.iter().all(|one| assumed.contains(&one.says)),
        "the assumptions stand there in full"
    );

    let tried = [("protocol", typed(SOONER)), ("guidance", typed(THIRTY_DAYS))];
    // A protocol that is based on the template, whose timetable is longer than the draft allows, does not fit.
    let fields: Vec<(&str, &str)> = tried.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_eq!(owner.post("/what-if", "/what-if", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let begun = owner.post("/what-if", "/what-if", &fields[..1]).await;
    let trial = begun.headers[header::LOCATION].to_str().unwrap().to_owned();
    let page = owner.get(&trial).await;
    let said = words(&page, "main");
    assert!(said.contains("5 working days → 2 working days"), "{said}");
    assert!(said.contains("The assumptions, in full") && said.contains(&shipped.version), "{said}");
    assert!(words(&owner.get("/what-if").await, "main").contains("A lead assessor in two working days"));

    let application = &world.application;
    let rules = application.rules().as_ref();
    let draft = Draft { protocol: Some(Source::new("draft.toml", SOONER)), ..Draft::default() };
    let drafted = draft.rules(rules).unwrap();
    let simulation = Simulation::new(rules.clone(), drafted, shipped, application.today(), None);
    let report =
        application.compare_rules(&Arc::new(simulation), "the records of `wendale`", |_| ()).await.unwrap();
    let files =
        [("markdown", report.markdown()), ("json", report.json().unwrap()), ("csv", report.csv().unwrap())];
    for (format, made) in files {
        let file = owner.get(&format!("{trial}/{format}")).await;
        assert_eq!(file.body, made, "{format}");
        let disposition = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(disposition.starts_with("attachment"), "{disposition}");
    }
    // Every number of the page is one of the file to read.
    for table in Html::parse_document(&page.body).select(&Selector::parse("main td").unwrap()) {
        let cell = table.text().collect::<String>();
        assert!(report.markdown().contains(&cell.replace('|', "\\|")), "{cell}");
    }
    assert_eq!(everything(&world).await, before, "nothing of the record changed");
}

/// Every stream with its version.
async fn everything(world: &World) -> Vec<String> {
    let store = world.application.store();
    let mut all = Vec::new();
    for kind in StreamKind::ALL {
        let streams = store.streams(world.application.partnership(), kind, None, STREAMS_MAX).await.unwrap();
        for loaded in store.load_many(world.application.partnership(), &streams).await.unwrap() {
            all.push(format!("{kind} {}", loaded.version));
        }
    }
    all
}
