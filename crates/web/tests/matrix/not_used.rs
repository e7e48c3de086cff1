//! What the support route does not ask, show or name, looked for on every page whose route is support, as everybody who is
//! given that page: in the words of the service, and in the names of its fields.
//!
//! What people wrote themselves is left out: it is kept as they wrote it. The safety line is a listed exception.

use axum::http::StatusCode;
use forms::{Finding, WordsNotUsed};
use regex_lite::Regex;
use web::{Reader, all_routes, router};

use crate::visit::Visitor;
use crate::world::{Filling, World};
use crate::{askers, visitor};

/// Classes of elements that hold what a person wrote.
const AS_WRITTEN: [&str; 2] = ["alongside-as-written", "alongside-entry__words"];

/// The main part of a page.
fn main_part(page: &str) -> &str {
    let after = page.split_once("<main").map_or(page, |(_, after)| after);
    after.split_once("</main>").map_or(after, |(main, _)| main)
}

/// The words of the service: no markup, nothing that a person wrote or that stands in a field.
fn own_words(main: &str) -> String {
    let mut markup = main.to_owned();
    for class in AS_WRITTEN {
        while let Some(start) = markup.find(class) {
            let from = markup[..start].rfind('<').unwrap();
            let to = start + markup[start..].find("</").unwrap();
            markup.replace_range(from..to, " ");
        }
    }
    let fields = Regex::new(r"(?s)<textarea[^>]*>.*?</textarea>").unwrap();
    let markup = fields.replace_all(&markup, " ");
    let tags = Regex::new(r"(?s)<[^>]*>").unwrap();
    tags.replace_all(&markup, " ").replace("&#39;", "'").replace("&amp;", "&").replace("&quot;", "\"")
}

/// The names of the fields. Identifiers of things, in a name, say nothing.
fn fields(main: &str) -> Vec<String> {
    let named = Regex::new(r#"<(?:input|textarea|select|button)[^>]*?\bname="([^"]*)""#).unwrap();
    named.captures_iter(main).map(|found| found[1].to_owned()).collect()
}

fn findings(list: &WordsNotUsed, page: &str) -> Vec<Finding> {
    let main = main_part(page);
    let mut found = list.check_text(&own_words(main));
    found.extend(fields(main).iter().flat_map(|field| list.check_identifier(field)));
    found
}

/// Everybody but those who work the safeguarding front door or protect children, whose pages show that work, and those who check
/// statutory returns, whose pages quote the Department's rules.
fn is_of_the_route(asker: &str) -> bool {
    !asker.starts_with("front door")
        && !["police", "social worker", "conference chair", "data analyst"].contains(&asker)
}

#[tokio::test]
async fn no_page_of_the_support_route_has_any_of_the_eighteen() {
    let world = World::new().await;
    let service = router(world.site.clone());
    let library = world.site.application().forms();
    let list = library.words_not_used();
    let mut looked_at = 0;
    let mut wrong = Vec::new();
    for asker in askers(&world).iter().filter(|asker| is_of_the_route(asker.name)) {
        let mut known: Visitor = visitor(&service, asker).await;
        for route in
            all_routes().into_iter().filter(|route| route.method == "GET" && list.is_on_route(route.path))
        {
            let meant = match route.reader {
                Reader::Public => true,
                Reader::Family => asker.sign_in.is_some() && !asker.practitioner,
                Reader::Practitioner => asker.practitioner,
                Reader::System => false,
            };
            // What a PDF says is looked at as text, with the letters; its bytes are no words.
            if !meant || route.path == "/sign-out" || route.path.ends_with("/pdf") {
                continue;
            }
            let answer = known.get(&world.fill(route.path, Filling::There)).await;
            if answer.status == StatusCode::OK {
                looked_at += 1;
                let found = findings(list, &answer.body).into_iter();
                wrong.extend(found.map(|found| {
                    format!(
                        "{} as {}: {}, `{}` in “{}”",
                        route.path, asker.name, found.item, found.pattern, found.excerpt
                    )
                }));
            }
        }
    }
    assert!(looked_at > 150, "only {looked_at} pages were looked at");
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
}

/// One row for each of the eighteen: the check finds it planted in a page's words, and planted as a page's field.
#[tokio::test]
async fn each_of_the_eighteen_is_found_when_it_is_planted_in_a_page() {
    let world = World::new().await;
    let service = router(world.site.clone());
    let list = world.site.application().forms().words_not_used();
    let mut parent = Visitor::signed_in(&service, "code", &world.cast.parent_with_plan.code).await;
    let page = parent.get("/family/plan").await.body;
    assert_eq!(findings(list, &page), []);
    let mut rows = 0;
    for item in list.items() {
        let words =
            page.replace("</main>", &format!("<p class=\"govuk-body\">{}</p></main>", item.planted_words));
        let field = format!("<input class=\"govuk-input\" name=\"{}\"></main>", item.planted_identifier);
        let field = page.replace("</main>", &field);
        for planted in [words, field] {
            let found = findings(list, &planted);
            assert!(found.iter().any(|found| found.item == item.number), "{}: {}", item.number, item.title);
            rows += 1;
        }
        // What the family wrote is theirs: the same words are neither found nor changed there.
        let theirs = format!("<p class=\"alongside-entry__words\">{}</p></main>", item.planted_words);
        assert_eq!(findings(list, &page.replace("</main>", &theirs)), []);
    }
    assert_eq!(rows, 36);
}

#[test]
fn what_is_elsewhere_is_there_and_has_a_reason() {
    let library = forms::Library::embedded().unwrap();
    let list = library.words_not_used();
    for page in list.elsewhere() {
        assert!(!page.reason.is_empty());
        let is_there = all_routes().iter().any(|route| route.path.starts_with(&page.address));
        assert!(is_there, "no page lies below {}", page.address);
        assert!(!list.is_on_route(&page.address));
    }
    for path in ["/children/{id}/breaks", "/family/views", "/ask", "/requests/{request}", "/concernsome"] {
        assert!(list.is_on_route(path), "{path}");
    }
}
