//! The pages and the files.

use access::{Action, Actor};
use application::{Act, Failure};
use axum::http::{StatusCode, header};
use kernel::Capacity;
use measures::{Number, Period, ShownPart};
use records::request::{Withdraw, Withdrawn};
use scraper::{ElementRef, Html, Selector};

use crate::world::World;

const MEASURES: usize = 18;

fn ids() -> impl Iterator<Item = String> {
    (1..=MEASURES).map(|number| format!("M-{number:02}"))
}

fn text_of(element: ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every row of every table of groups: the caption's grouping, then the cells.
fn rows(page: &str) -> Vec<Vec<String>> {
    let document = Html::parse_document(page);
    let select = |selector: &str| Selector::parse(selector).unwrap();
    let mut found = Vec::new();
    for table in document.select(&select("main table")) {
        let caption = table.select(&select("caption")).next().map(text_of).unwrap_or_default();
        let grouping = caption.trim_start_matches("By group: ").to_owned();
        for row in table.select(&select("tbody tr")) {
            let mut cells = vec![grouping.clone()];
            cells.extend(row.select(&select("th, td")).map(text_of));
            found.push(cells);
        }
    }
    found
}

#[tokio::test]
async fn only_the_data_owner_sees_that_there_are_measures() {
    let (world, cast) = World::wendale().await;
    let paths = [
        "/measures",
        "/measures/M-16",
        "/measures/M-16/download",
        "/measures/download",
        "/measures?year=all",
    ];
    let mut owner = world.practitioner(&cast.data_owner).await;
    for path in paths {
        assert_eq!(owner.get(path).await.status, StatusCode::OK, "{path}");
    }
    assert!(owner.get("/today").await.body.contains("href=\"/measures\""));
    for missing in
        ["/measures/M-99", "/measures/M-99/download", "/measures?year=1999", "/measures?year=never"]
    {
        assert_eq!(owner.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
    for persona in cast.practitioners() {
        if persona.person == cast.data_owner.person {
            continue;
        }
        let mut other = world.practitioner(persona).await;
        for path in paths.iter().chain(&["/measures?year=never"]) {
            assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND, "{} {path}", persona.title);
        }
        assert!(!other.get("/today").await.body.contains("/measures"), "{}", persona.title);
    }
    let mut parent = world.family(&cast.parent_with_plan.code).await;
    for browser in [&mut parent, &mut world.anybody()] {
        for path in paths {
            let shown = browser.get(path).await;
            assert_eq!(shown.status, StatusCode::SEE_OTHER, "{path}");
            assert_eq!(shown.headers.get(header::LOCATION).unwrap(), "/sign-in");
        }
    }
}

#[tokio::test]
async fn the_page_is_honest_about_what_it_does_not_know() {
    let (world, cast) = World::wendale().await;
    let mut owner = world.practitioner(&cast.data_owner).await;
    let list = owner.get("/measures").await.body;
    let recording = list.find("First: how much is recorded").unwrap();
    let verdict = list.find("What may be said").unwrap();
    let measures = list.find(">The measures</h2>").unwrap();
    assert!(recording < verdict && verdict < measures, "how much is recorded comes first");
    for words in [
        "Not shown either way",
        "Not verified",
        "No parent carer group has agreed these measures",
        "protection is not completely known, or is worse",
        "Below 98 % no other measure is safe",
        "how worried somebody was, how willing the family was, earlier safeguarding",
    ] {
        assert!(list.contains(words), "{words}");
    }
    for id in ["M-03", "M-04", "M-17"] {
        let page = owner.get(&format!("/measures/{id}")).await.body;
        assert!(!page.contains("No such records yet"), "{id}");
        assert!(page.contains("Reads as discriminatory") && page.contains("alongside-verified"), "{id}");
    }
    for words in
        ["Recorded so far:", "ethnic group:", "deprivation of the neighbourhood:", "Which differences stand"]
    {
        assert!(list.contains(words), "{words}");
    }
    assert!(
        list.find("Recorded so far:").unwrap() < verdict,
        "also how much is recorded of what is adjusted for"
    );
    let words: Vec<String> = cast
        .practitioners()
        .iter()
        .map(|persona| persona.name.clone())
        .chain(cast.families().iter().flat_map(|family| [family.name.clone(), family.child_called.clone()]))
        .collect();
    for id in ids() {
        let page = owner.get(&format!("/measures/{id}")).await.body;
        assert!(!page.contains("[measures-"), "{id}: a word is missing");
        for name in words.iter().filter(|name| **name != cast.data_owner.name) {
            assert!(!page.contains(name.as_str()), "{id} names {name}");
        }
    }
}

#[tokio::test]
async fn no_small_number_stands_on_a_page_and_the_file_says_what_the_page_says() {
    let (world, cast) = World::wendale().await;
    let mut owner = world.practitioner(&cast.data_owner).await;
    let mut compared = 0;
    let mut hidden = 0;
    for id in ids() {
        let page = owner.get(&format!("/measures/{id}?year=all")).await.body;
        let shown = owner.get(&format!("/measures/{id}/download?year=all")).await;
        assert!(shown.headers.get(header::CONTENT_TYPE).unwrap().to_str().unwrap().starts_with("text/csv"));
        let mut file = csv::Reader::from_reader(shown.body.as_bytes());
        let heads = file.headers().unwrap().clone();
        let lines: Vec<csv::StringRecord> = file.records().map(Result::unwrap).collect();
        let field = |line: &csv::StringRecord, name: &str| {
            line[heads.iter().position(|head| head == name).unwrap()].to_owned()
        };
        // The page repeats the whole in every table; the file says it once.
        let on_page: Vec<Vec<String>> = rows(&page).into_iter().filter(|row| row[1] != "All").collect();
        let in_file: Vec<&csv::StringRecord> = lines
            .iter()
            .filter(|line| field(line, "group") != "All" && field(line, "note").is_empty())
            .collect();
        assert_eq!(on_page.len(), in_file.len(), "{id}");
        for (row, line) in on_page.iter().zip(in_file) {
            assert_eq!([&row[0], &row[1]], [&field(line, "grouping"), &field(line, "group")], "{id}");
            let days = page.contains("Half within, days") && field(line, "count").is_empty();
            let expected = if days {
                let days = |name| match field(line, name) {
                    empty if empty.is_empty() => "too few".to_owned(),
                    found => found,
                };
                vec![field(line, "of"), days("median_days"), days("ninetieth_days")]
            } else {
                let percent = match field(line, "percent") {
                    empty if empty.is_empty() => "too few".to_owned(),
                    found => {
                        format!(
                            "{found} % ({} to {})",
                            field(line, "percent_low"),
                            field(line, "percent_high")
                        )
                    }
                };
                vec![field(line, "count"), field(line, "of"), percent]
            };
            assert_eq!(row[2..2 + expected.len()], expected, "{id} {row:?}");
            let place = field(line, "place");
            if let Some(last) = row.get(2 + expected.len()..).and_then(<[String]>::last) {
                assert_eq!(*last, place, "{id} {row:?}");
            } else {
                assert!(place.is_empty(), "{id} {row:?}");
            }
            compared += 1;
        }
        for line in &lines {
            for name in ["count", "of"] {
                let value = field(line, name);
                hidden += usize::from(value == "c");
                if let Ok(number) = value.parse::<u64>() {
                    assert!(number.is_multiple_of(5), "{id}: {number} is not rounded");
                }
            }
        }
    }
    assert!(compared > 60 && hidden > 20, "{compared} rows, {hidden} hidden");
    let all = owner.get("/measures/download?year=all").await.body;
    for id in ids() {
        assert!(all.lines().any(|line| line.starts_with(&id)), "{id}");
    }
}

#[tokio::test]
async fn charts_say_in_words_what_they_show() {
    let (world, cast) = World::wendale().await;
    let mut owner = world.practitioner(&cast.data_owner).await;
    let page = owner.get("/measures/M-16?year=all").await.body;
    let document = Html::parse_document(&page);
    let charts: Vec<ElementRef<'_>> =
        document.select(&Selector::parse("main svg").unwrap()).collect::<Vec<_>>();
    assert!(!charts.is_empty());
    for chart in charts {
        assert_eq!(chart.value().attr("role"), Some("img"));
        let title = chart.select(&Selector::parse("title").unwrap()).next().map(text_of).unwrap();
        let description = chart.select(&Selector::parse("desc").unwrap()).next().map(text_of).unwrap();
        assert!(title.contains("Who asked") && description.contains(" %"), "{title}: {description}");
        assert!(chart.value().attr("aria-label").unwrap().contains(&description));
    }
}

fn data_owner(application: &application::Application, capacity: &str) -> Actor {
    Actor::Practitioner {
        partnership: application.partnership().clone(),
        person: kernel::PersonId(uuid::Uuid::from_u128(1)),
        agency: "wendale-council".to_owned(),
        capacities: vec![Capacity::new(capacity).unwrap()],
    }
}

#[tokio::test]
async fn what_was_worked_out_is_kept_until_something_changes() {
    let (world, cast) = World::wendale().await;
    let application = &world.application;
    let owner = data_owner(application, "data-owner");
    let read = || application.equality_measures(&owner, Action::See, Some(Period::All));
    let first = read().await.unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &read().await.unwrap()), "nothing changed in between");
    let withdrawn = Withdrawn { reason: "fear-of-process".into(), words: String::new() };
    let asker =
        Actor::Family { partnership: application.partnership().clone(), person: cast.young_person.person };
    let act = Act::on(cast.young_person.request, Withdraw(withdrawn));
    application.execute(&asker, act).await.unwrap();
    let second = read().await.unwrap();
    assert!(!std::sync::Arc::ptr_eq(&first, &second));
    let supervisor = data_owner(application, "practice-supervisor");
    let refused = application.equality_measures(&supervisor, Action::See, None).await;
    assert!(matches!(refused, Err(Failure::NotThere)));
}

#[tokio::test]
async fn numbers_that_are_not_small_are_shown_with_both_definitions_of_disability() {
    let (application, _folder) = World::large(150).await;
    let owner = data_owner(&application, "data-owner");
    let published = application.equality_measures(&owner, Action::See, None).await.unwrap();
    assert_eq!(published.children, Number::Rounded(150));
    assert_eq!(published.recording_is_enough, Some(false));
    let ShownPart::Days { total, tables } = &published.measure("M-09").unwrap().parts[0] else {
        panic!("time is counted in days")
    };
    let (median, ninetieth) = total.median_and_ninetieth.unwrap();
    assert!(median <= ninetieth && ninetieth < 60, "{median} {ninetieth}");
    assert_eq!(tables.len(), 3);
}

#[tokio::test]
async fn months_and_teams_stand_in_tables_beside_their_charts() {
    let (application, _folder) = World::large(150).await;
    let owner = data_owner(&application, "data-owner");
    let published = application.equality_measures(&owner, Action::See, None).await.unwrap();
    let months = published.over_time("M-10", 0).unwrap();
    assert!(months.months.len() > 3 && months.months.iter().any(|month| month.percent.is_some()));
    // One navigator reads for so few, and whoever is not yet looked at has no team: two rows, one of them small.
    assert!(published.teams("M-10", 0).unwrap().teams.is_empty());
    let known = published.recorded.iter().filter(|each| each.row.percent.is_some_and(|part| part.value > 20));
    // How much is known of ethnic groups would tell a number that their table hides.
    assert_eq!(known.count(), 5, "{:?}", published.recorded);
    let (world, cast) = World::wendale().await;
    let mut browser = world.practitioner(&cast.data_owner).await;
    let page = browser.get("/measures/M-10?year=all").await.body;
    let month = page.find("By month of the request").unwrap();
    let team = page.find("Teams: withheld, because the numbers are too small.").unwrap();
    assert!(month < team);
    assert!(!page.contains("[measures-"));
}

#[tokio::test]
async fn invented_requests_are_read_one_by_one_and_tell_nobody_what_differs() {
    let (world, cast) = World::wendale().await;
    let mut navigator = world.practitioner(&cast.navigator).await;
    assert!(navigator.get("/today").await.body.contains("href=\"/exercise\""));
    let page = navigator.get("/exercise").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.body.contains("What should happen first?")
            && page.body.contains("Left in this half of the year: 6.")
    );
    assert!(!page.body.contains('{') || !page.body.contains(" checked"));
    let lead = page.body.split("<main").nth(1).unwrap();
    assert!(!lead.contains("disab"), "the page says nothing of what differs");
    let mut owner = world.practitioner(&cast.data_owner).await;
    assert_eq!(owner.get("/exercise").await.status, StatusCode::NOT_FOUND);
    let list = owner.get("/measures").await.body;
    assert!(list.contains("The same request with and without words about disability"));
    assert!(list.contains("There are too few to say more."));
}

#[tokio::test]
async fn what_was_read_again_is_entered_as_counts_and_read_beside_its_measure() {
    let (world, cast) = World::wendale().await;
    let mut owner = world.practitioner(&cast.data_owner).await;
    assert!(owner.get("/measures/M-04").await.body.contains("No sample was read again in this period."));
    assert!(!owner.get("/measures/M-01").await.body.contains("Requests read again"));
    let page = owner.get("/measures/read-again").await;
    assert!(page.body.contains("Enter counts only, never a word of a request."));
    let mut fields = vec![
        ("on.day", "20"),
        ("on.month", "11"),
        ("on.year", "2026"),
        ("drawn", "Every tenth by random numbers"),
        ("readers", "6"),
        ("parent-carers", "two"),
    ];
    let counts = [("both", "40"), ("only-first", "10"), ("only-second", "20"), ("neither", "30")];
    let names: Vec<(String, &str)> = ["readers", "decision"]
        .into_iter()
        .flat_map(|table| counts.map(|(count, value)| (format!("{table}-{count}"), value)))
        .collect();
    fields.extend(names.iter().map(|(name, value)| (name.as_str(), *value)));
    let refused = owner.post("/measures/read-again", "/measures/read-again", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("Enter a whole number")
            && refused.body.contains("Every tenth by random numbers")
    );
    fields[5].1 = "2";
    assert_eq!(
        owner.post("/measures/read-again", "/measures/read-again", &fields).await.status,
        StatusCode::SEE_OTHER
    );
    for path in ["/measures", "/measures/M-04"] {
        let body = owner.get(path).await.body;
        assert!(body.contains("Requests: 100. Readers: 6, of whom parent carers: 2."), "{path}");
        // 70 of 100 agree; chance would have 50 agree.
        assert!(body.contains("(Cohen&#39;s kappa) 0.40") || body.contains("(Cohen's kappa) 0.40"), "{path}");
    }
    let mut navigator = world.practitioner(&cast.navigator).await;
    assert_eq!(navigator.get("/measures/read-again").await.status, StatusCode::NOT_FOUND);
}
