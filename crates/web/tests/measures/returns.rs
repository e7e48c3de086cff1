//! Statutory returns in the service: whose they are, what becomes of a finding, that last year's words are there this year, and that
//! nothing of a hostile file is kept.

use axum::http::{StatusCode, header};
use regex_lite::Regex;
use scraper::{Html, Selector};

use crate::world::{Browser, Shown, World};

/// What is looked for in addresses: no identifier of a child may stand in one.
const CHILD: &str = "W0001";

fn census(year: u16, children: &[(&str, &str)]) -> String {
    let children: Vec<String> = children
        .iter()
        .map(|(id, need)| {
            format!(
                "<Child><ChildIdentifiers><LAchildID>{id}</LAchildID><UPNunknown>UN2</UPNunknown>\n\
                 <PersonBirthDate>2014-05-10</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>\n\
                 <ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>\n\
                 <CINdetails><CINreferralDate>{}-09-01</CINreferralDate><ReferralSource>1A</ReferralSource>\n\
                 <PrimaryNeedCode>{need}</PrimaryNeedCode><ReferralNFA>0</ReferralNFA></CINdetails></Child>\n",
                year - 1
            )
        })
        .collect();
    let children = children.concat();
    format!(
        "<?xml version=\"1.0\"?>\n<Message><Header><CollectionDetails><Collection>CIN</Collection>\
         <Year>{year}</Year><ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails></Header>\n\
         <Children>{children}</Children></Message>\n"
    )
}

fn words(page: &Shown, part: &str) -> String {
    let document = Html::parse_document(&page.body);
    let selector = Selector::parse(part).unwrap();
    let found = document.select(&selector).flat_map(|one| one.text());
    found.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every address that the page leads to.
fn addresses(page: &Shown) -> Vec<String> {
    let found = Regex::new(r#"(?:href|action)="(/[^"]*)""#).unwrap();
    found.captures_iter(&page.body).map(|found| found[1].replace("&amp;", "&")).collect()
}

fn went_to(page: &Shown) -> String {
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    page.headers[header::LOCATION].to_str().unwrap().to_owned()
}

async fn check(analyst: &mut Browser, text: &str) -> String {
    let sent =
        analyst.upload("/returns/new", "/returns/new", &[("files", "census.xml", text.as_bytes())]).await;
    went_to(&sent)
}

/// The finding of rule 8650 of the first child.
async fn finding(analyst: &mut Browser, of: &str) -> String {
    let list = analyst.get(&format!("{of}/findings?rule=8650")).await;
    let is_finding = Regex::new(r"/findings/[0-9a-f-]{36}$").unwrap();
    addresses(&list).into_iter().find(|address| is_finding.is_match(address)).unwrap()
}

#[tokio::test]
async fn only_a_data_analyst_has_any_of_it() {
    let (world, cast) = World::wendale().await;
    let mut analyst = world.practitioner(&cast.analyst).await;
    assert!(analyst.get("/today").await.body.contains("href=\"/returns\""));
    let there = check(&mut analyst, &census(2026, &[(CHILD, "N99")])).await;
    let one = finding(&mut analyst, &there).await;
    let pages = [
        "/returns".into(),
        "/returns/new".into(),
        there.clone(),
        format!("{there}/children"),
        format!("{there}/findings"),
        one.clone(),
    ];
    for page in &pages {
        assert_eq!(analyst.get(page).await.status, StatusCode::OK, "{page}");
    }
    for missing in [
        "/returns/cin-2024",
        "/returns/tax-2026",
        "/returns/cin-2026/findings/018f0000-0000-7000-8000-00000000dead",
    ] {
        assert_eq!(analyst.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
    for persona in cast.practitioners().into_iter().filter(|persona| persona.person != cast.analyst.person) {
        let mut other = world.practitioner(persona).await;
        assert!(!other.get("/today").await.body.contains("/returns"), "{}", persona.title);
        for page in &pages {
            assert_eq!(other.get(page).await.status, StatusCode::NOT_FOUND, "{} {page}", persona.title);
        }
        let file = census(2026, &[("W0002", "N99")]);
        let sent = other.upload("/today", "/returns/new", &[("files", "census.xml", file.as_bytes())]).await;
        assert!([StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&sent.status), "{}", persona.title);
    }
    for family in cast.families() {
        let mut member = world.family(&family.code).await;
        for page in &pages {
            assert_ne!(member.get(page).await.status, StatusCode::OK, "{page}");
        }
    }
}

#[tokio::test]
async fn last_years_words_are_there_this_year() {
    let (world, cast) = World::wendale().await;
    let mut analyst = world.practitioner(&cast.analyst).await;
    let last = check(&mut analyst, &census(2025, &[(CHILD, "N99"), ("W0002", "N3")])).await;
    assert_eq!(last, "/returns/cin-2025");
    let one = finding(&mut analyst, &last).await;
    let empty = analyst.post(&one, &format!("{one}/explain"), &[("text", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(words(&empty, ".govuk-error-summary").contains("Write why it is right"), "{}", empty.body);
    let said = "The Department gave us this code by letter";
    went_to(&analyst.post(&one, &format!("{one}/explain"), &[("text", said)]).await);
    assert!(words(&analyst.get(&one).await, "main").contains(said));

    let now = check(&mut analyst, &census(2026, &[("W0000", "N99"), (CHILD, "N99")])).await;
    let all = analyst.get(&format!("{now}/children")).await;
    assert!(words(&all, "main").contains("2 children have findings"), "{}", words(&all, "main"));
    let found =
        analyst.post(&format!("{now}/children"), &format!("{now}/children"), &[("child", CHILD)]).await;
    let of_child = went_to(&found);
    let shown = analyst.get(&of_child).await;
    let main = words(&shown, "main");
    assert!(
        main.contains("Child W0001 alone is shown") && !words(&shown, "tbody").contains("W0000"),
        "{main}"
    );
    let of_8650 = Regex::new(r#"href="(/returns/cin-2026/findings/[^"]+)">8650"#).unwrap();
    let again = of_8650.captures(&shown.body).unwrap()[1].to_owned();
    let page = analyst.get(&again).await;
    assert!(words(&page, "main").contains("What was explained in 2024-25"));
    // It begins with last year's words, and is not explained until somebody says so.
    assert_eq!(words(&page, "textarea"), said);
    assert!(!words(&page, "main").contains("took the explanation back"));
    went_to(&analyst.post(&again, &format!("{again}/explain"), &[("text", said)]).await);
    went_to(&analyst.post(&again, &format!("{again}/withdraw"), &[]).await);
    assert!(words(&analyst.get(&again).await, "main").contains("took the explanation back"));

    // Both years beside each other, as a picture and as the table that it is drawn from.
    let summary = analyst.get(&now).await;
    let main = words(&summary, "main");
    assert!(
        summary.body.contains("<svg") && main.contains("2024-25") && main.contains("(last year: "),
        "{main}"
    );
    for page in [&all, &shown, &page, &summary, &analyst.get("/returns").await] {
        let told: Vec<String> = addresses(page).into_iter().filter(|to| to.contains("W000")).collect();
        assert!(told.is_empty() && !of_child.contains(CHILD), "{told:?}");
    }
}

#[tokio::test]
async fn findings_are_shared_out_and_stay_with_whoever_has_them() {
    let (world, cast) = World::wendale().await;
    let mut analyst = world.practitioner(&cast.analyst).await;
    let there = check(&mut analyst, &census(2026, &[(CHILD, "N99"), ("W0002", "N98")])).await;
    let one = finding(&mut analyst, &there).await;
    let id = one.rsplit('/').next().unwrap().to_owned();
    let me = cast.analyst.person.to_string();
    let list = format!("{there}/findings");
    let nothing = analyst.post(&list, &list, &[("do", "assign"), ("to", &me)]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(words(&nothing, ".govuk-error-summary").contains("Tick at least one finding"));
    let nobody = analyst.post(&list, &list, &[("do", "assign"), ("finding", &id), ("to", "")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    let is_ticked = format!("value=\"{id}\" checked");
    assert!(nobody.body.contains(&is_ticked), "the tick is kept");
    let other = cast.navigator.person.to_string();
    let stranger = analyst.post(&list, &list, &[("do", "assign"), ("finding", &id), ("to", &other)]).await;
    assert!(words(&stranger, ".govuk-error-summary").contains("does not work on returns"));
    let given = analyst.post(&list, &list, &[("do", "assign"), ("finding", &id), ("to", &me)]).await;
    assert_eq!(went_to(&given), list);
    assert!(words(&analyst.get("/returns").await, "main").contains("1 finding"));
    let again = analyst.post(&list, &list, &[("do", "assign"), ("finding", &id), ("to", &me)]).await;
    assert!(words(&again, ".govuk-error-summary").contains("It is so already"));
    // All that the choice shows, without a tick for each.
    let of_rule = format!("{list}?rule=8650");
    let all = [("do", "explain"), ("all", "yes"), ("text", "Both codes are new this year")];
    assert_eq!(went_to(&analyst.post(&of_rule, &of_rule, &all).await), of_rule);
    let explained = analyst.get(&format!("{list}?state=explained")).await;
    assert_eq!(words(&explained, "tbody").matches("8650 Error").count(), 2);
    // A child is new before it, and another is gone; what is somebody's stays theirs.
    check(&mut analyst, &census(2026, &[("W0000", "N2"), (CHILD, "N99")])).await;
    let mine = analyst.get(&format!("{list}?who=me&state=explained")).await;
    assert!(mine.body.contains(&id), "{}", words(&mine, "main"));
    assert_eq!(words(&mine, "tbody").matches("8650 Error").count(), 1);
    let sorted = analyst.get(&format!("{list}?severity=query&sort=rule&page=99")).await;
    assert_eq!(sorted.status, StatusCode::OK);
    let odd = analyst.get(&format!("{list}?rule=%3Cscript%3E&of=nonsense&who=%22&sort=x")).await;
    assert_eq!(odd.status, StatusCode::OK);
    assert!(!odd.body.contains("<script>") && words(&odd, "main").contains("0 of "));
}

#[tokio::test]
async fn nothing_of_a_hostile_file_is_kept() {
    let (world, cast) = World::wendale().await;
    let mut analyst = world.practitioner(&cast.analyst).await;
    let whole = census(2026, &[(CHILD, "N99")]);
    let (cut, _) = whole.split_at(whole.len() - 60);
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE m [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><Message>&b;</Message>";
    let files: [(&[u8], &str); 7] = [
        (b"%PDF-1.7 nothing of a return", "neither a census"),
        (b"PK\x03\x04zipped", "neither a census"),
        (b"", "neither a census"),
        (b"name,address\nA,B\n", "neither a census"),
        (cut.as_bytes(), "cannot be read"),
        (laughs.as_bytes(), "cannot be read"),
        (b"<html><body>W0001</body></html>", "cannot be read"),
    ];
    for (bytes, answer) in files {
        let sent = analyst.upload("/returns/new", "/returns/new", &[("files", "return.xml", bytes)]).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
        assert!(words(&sent, ".govuk-error-summary").contains(answer), "{}", words(&sent, "main"));
    }
    let two = [("files", "a.xml", whole.as_bytes()), ("files", "b.xml", whole.as_bytes())];
    let sent = analyst.upload("/returns/new", "/returns/new", &two).await;
    assert!(words(&sent, ".govuk-error-summary").contains("A census is one file"));
    let sent = analyst.upload("/returns/new", "/returns/new", &[]).await;
    assert!(words(&sent, ".govuk-error-summary").contains("Choose the files"));
    let large = vec![b'a'; web::RETURN_BYTES_MAX + 1];
    let sent = analyst.upload("/returns/new", "/returns/new", &[("files", "large.xml", &large)]).await;
    assert!(words(&sent, ".govuk-error-summary").contains("larger than 48 MB"), "{}", sent.status);
    assert!(words(&analyst.get("/returns").await, "main").contains("No return was checked here yet"));

    // A value that fills the file is kept as far as anybody reads it.
    let long = "N".repeat(100_000);
    let there = check(&mut analyst, &census(2026, &[(CHILD, &long)])).await;
    let list = analyst.get(&format!("{there}/findings")).await;
    assert!(list.body.len() < 60_000 && list.body.contains("NNN…"), "{}", list.body.len());
}

#[tokio::test]
async fn what_the_record_says_is_checked_the_same_each_time() {
    let (world, cast) = World::wendale().await;
    let mut analyst = world.practitioner(&cast.analyst).await;
    let build = [("build-year", "2027")];
    let there = went_to(&analyst.post("/returns/new", "/returns/build", &build).await);
    assert_eq!(there, "/returns/cin-2027");
    let first = analyst.get(&format!("{there}/findings")).await;
    assert!(words(&first, "tbody").contains("A child without an identifier"), "{}", words(&first, "main"));
    went_to(&analyst.post("/returns/new", "/returns/build", &build).await);
    let second = analyst.get(&format!("{there}/findings")).await;
    assert_eq!(words(&first, "tbody"), words(&second, "tbody"));
    let findings = |page: &Shown| {
        let is_finding = Regex::new(r"/findings/[0-9a-f-]{36}$").unwrap();
        addresses(page).into_iter().filter(|to| is_finding.is_match(to)).collect::<Vec<_>>()
    };
    // The findings are the same ones, not others that look alike.
    assert_eq!(findings(&first), findings(&second));
    // Whoever checks returns reads no child's record, and is led to none.
    for address in findings(&first).iter().take(5) {
        assert!(!analyst.get(address).await.body.contains("/census"));
    }
    let summary = words(&analyst.get(&there).await, "main");
    assert!(summary.contains("What the record says was checked on Monday 23 November 2026"), "{summary}");
    let none = analyst.post("/returns/new", "/returns/build", &[("build-year", "1999")]).await;
    assert!(words(&none, ".govuk-error-summary").contains("Choose a year"));
}
