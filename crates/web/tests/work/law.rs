//! Law and guidance as pages: anybody reads them; what the partnership checked carries no badge, until it says something else.

use axum::http::StatusCode;

use crate::harness::{ADMINISTRATOR, NADIA, World};

#[tokio::test]
async fn anybody_reads_every_edition_and_every_duty() {
    let world = World::new().await;
    let mut anybody = world.browser();
    let guidance = world.application.rules().guidance();
    let index = anybody.get("/guidance").await;
    let duties = anybody.get("/guidance/duties").await;
    for edition in guidance.editions() {
        let address = format!("/guidance/editions/{}", edition.id);
        assert!(index.body.contains(&format!("href=\"{address}\"")), "{address} is on the list");
        let page = anybody.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        for clause in guidance.clauses().filter(|clause| clause.edition == edition.id) {
            assert!(
                page.body.contains(&format!("href=\"/clauses/{}\"", clause.id)),
                "{address}: {}",
                clause.id
            );
        }
    }
    for id in guidance.listed().iter().flat_map(|listed| &listed.ids) {
        for duty in guidance.duties_known_as(id) {
            assert!(
                duties.body.contains(&format!("href=\"/guidance/duties/{}\"", duty.id)),
                "{id}: {}",
                duty.id
            );
        }
    }
    for duty in guidance.duties() {
        let page = anybody.get(&format!("/guidance/duties/{}", duty.id)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", duty.id);
        assert!(!page.words().contains("[law-"), "{}", duty.id);
    }
    for path in ["/guidance/editions/none", "/guidance/duties/none"] {
        assert_eq!(anybody.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn two_editions_stand_side_by_side() {
    let world = World::new().await;
    let mut anybody = world.browser();
    let latest = anybody.get("/guidance/compare").await.words();
    assert!(
        latest.contains("Working Together to Safeguard Children 2023, on Friday 15 December 2023"),
        "{latest}"
    );
    assert!(
        latest.contains("Working Together to Safeguard Children 2026, on Wednesday 18 March 2026"),
        "{latest}"
    );
    assert!(latest.contains("One of these texts was not read itself"));
    let former = anybody.get("/guidance/compare?from=WT-2018&to=WT-2023").await.words();
    assert!(former.contains("Working Together to Safeguard Children 2018, on"), "{former}");
    // What is in one of them alone says what it asks.
    let guidance = world.application.rules().guidance();
    let (one, other) = (guidance.edition("WT-2018").unwrap(), guidance.edition("WT-2023").unwrap());
    let compared = rulebook::diff::diff(guidance, &one.id, &other.id).unwrap();
    let alone: Vec<_> = compared.clauses.iter().filter_map(|change| change.says.as_ref()).collect();
    assert!(!alone.is_empty());
    assert!(alone.iter().all(|says| former.contains(says.as_str())), "{former}");
    for editions in ["from=WT-2018&to=WT-2018", "from=WT-2018&to=CA-1989", "from=%3Cscript%3E&to=WT-2023"] {
        let page = anybody.get(&format!("/guidance/compare?{editions}")).await;
        assert_eq!(page.status, StatusCode::OK, "{editions}");
        assert!(page.words().contains("These two cannot be compared"), "{editions}");
        assert!(!page.body.contains("<script>"), "{editions}");
    }
    for (one, other) in all_pairs(&world) {
        let words = anybody.get(&format!("/guidance/compare?from={one}&to={other}")).await.words();
        assert!(!words.contains("[law-"), "{one} and {other}: words are missing in {words}");
    }
}

fn all_pairs(world: &World) -> Vec<(String, String)> {
    let together: Vec<String> = world
        .application
        .rules()
        .guidance()
        .editions()
        .filter(|edition| edition.kind == guidance::EditionKind::WorkingTogether)
        .map(|edition| edition.id.clone())
        .collect();
    let pairs =
        together.iter().flat_map(|one| together.iter().map(move |other| (one.clone(), other.clone())));
    pairs.filter(|(one, other)| one != other).collect()
}

#[tokio::test]
async fn what_the_partnership_checked_carries_no_badge() {
    let world = World::new().await;
    let address = "/clauses/WT2026-assessment-time";
    let confirm = format!("{address}/confirm");
    let mut nadia = world.as_practitioner(NADIA).await;
    assert!(!nadia.get(address).await.body.contains(&confirm), "no way that leads nowhere");
    assert_eq!(nadia.get(&confirm).await.status, StatusCode::NOT_FOUND);

    let mut ada = world.as_practitioner(ADMINISTRATOR).await;
    let before = ada.get(address).await;
    assert!(before.body.contains("alongside-verified") && before.body.contains(&confirm));
    assert!(ada.get(&confirm).await.words().contains("45 working days"), "the number is what is confirmed");
    let day = [("on.day", "20"), ("on.month", "11"), ("on.year", "2025")];
    let wrong = [&day[..], &[("by", ""), ("source", "The text of 18 March 2026, page 60")]].concat();
    let refused = ada.post(&confirm, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains("Write the name of the person who read it"));
    assert!(refused.words().contains("The text of 18 March 2026, page 60"), "what was typed is kept");

    let right =
        [&day[..], &[("by", "Ada Sorrel"), ("source", "The text of 18 March 2026, page 60")]].concat();
    assert_eq!(ada.post(&confirm, &right).await.to, address);
    let after = world.browser().get(address).await;
    assert!(!after.body.contains("alongside-verified"));
    let said = "Checked by Ada Sorrel on Thursday 20 November 2025: The text of 18 March 2026, page 60";
    assert!(after.words().contains(said), "{}", after.words());
    let edition = world.browser().get("/guidance/editions/WT-2026").await.body;
    let row = edition.split("href=\"/clauses/WT2026-assessment-time\"").nth(1).unwrap();
    assert!(!row.split("</td>").next().unwrap().contains("alongside-verified"), "also where it is on a list");
}

/// The text of a page, without the marks that stand between two parts of it.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn the_protocols_page_says_what_its_published_file_says() {
    let world = World::new().await;
    let words = rulebook::protocol::public::PageWords::embedded().unwrap();
    let rules = world.application.rules();
    let published = rulebook::protocol::public::PublicProtocol::of(rules, &words, world.application.today());
    let mut nadia = world.as_practitioner(NADIA).await;
    for page in [world.browser().get("/protocol").await, nadia.get("/protocol").await] {
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.body.matches("<h1").count(), 1);
        let said = plain(&page.words());
        for text in published.texts() {
            if published.notice.as_deref() != Some(text) {
                assert!(said.contains(&plain(text)), "{text}");
            }
        }
        for section in &published.sections {
            assert!(page.body.contains(&format!("id=\"{}\"", section.id)), "{}", section.id);
            assert!(page.body.contains(&format!("href=\"#{}\"", section.id)), "{}", section.id);
        }
        // Beside it: every check with its answer.
        for check in rules.guidance().checks() {
            assert!(said.contains(&check.id) && said.contains(&plain(&check.asks)), "{}", check.id);
        }
    }
}

#[tokio::test]
async fn what_the_partnership_checked_carries_no_badge_on_the_protocols_page() {
    let world = World::new().await;
    let promise = "All of it is done within 45 working days";
    let badge = |body: &str| {
        let rest = body.split(promise).nth(1).unwrap();
        rest.split("</li>").next().unwrap().contains("alongside-verified")
    };
    assert!(badge(&world.browser().get("/protocol").await.body));
    let mut ada = world.as_practitioner(ADMINISTRATOR).await;
    let clause = "/clauses/WT2023-assessment-time";
    ada.get(&format!("{clause}/confirm")).await;
    let form = [
        ("on.day", "20"),
        ("on.month", "11"),
        ("on.year", "2025"),
        ("by", "Ada Sorrel"),
        ("source", "The text of 18 March 2026, page 60"),
    ];
    assert_eq!(ada.post(&format!("{clause}/confirm"), &form).await.to, clause);
    assert!(!badge(&world.browser().get("/protocol").await.body));
}
