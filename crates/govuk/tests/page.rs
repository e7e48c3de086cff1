//! What holds for every page and for every text that is put into one.

use govuk::{
    Assets, BackLink, Button, Component, ErrorSummary, ExitThisPage, GenericHeader, Html, Input, Page,
    PhaseBanner, ServiceNavigation, Textarea,
};
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, proptest};
use scraper::{ElementRef, Html as Document, Selector};

fn page() -> Page {
    Page {
        title: "Ask for support".into(),
        assets: Assets::under("/assets"),
        header: GenericHeader { logo: "Alongside".into(), ..GenericHeader::default() },
        service_navigation: Some(ServiceNavigation {
            service_name: "Wendale".into(),
            ..ServiceNavigation::default()
        }),
        phase_banner: Some(PhaseBanner {
            content: "Everyone here is invented.".into(),
            ..PhaseBanner::default()
        }),
        exit_this_page: Some(ExitThisPage::default()),
        back_link: Some(BackLink::to("/ask")),
        main: Html::build(|writer| {
            writer.add(&ErrorSummary::default());
            writer.add(&Button::submit("Continue"));
        }),
        ..Page::default()
    }
}

fn select<'a>(document: &'a Document, selector: &str) -> Vec<ElementRef<'a>> {
    document.select(&Selector::parse(selector).expect("a selector")).collect()
}

#[test]
fn a_page_needs_no_inline_script_or_style() {
    let document = Document::parse_document(page().render().as_str());
    for element in select(&document, "*") {
        for (name, _) in element.value().attrs() {
            assert!(name != "style" && !name.starts_with("on"), "{}", element.html());
        }
    }
    assert!(select(&document, "style").is_empty());
    assert!(select(&document, "script").iter().all(|script| {
        script.value().attr("src").is_some_and(|source| source.starts_with("/assets/"))
            && script.text().next().is_none()
    }));
}

#[test]
fn a_page_has_one_of_each_landmark_and_everything_in_one() {
    let document = Document::parse_document(page().render().as_str());
    for landmark in ["header", "main#main-content", "footer"] {
        assert_eq!(select(&document, landmark).len(), 1, "{landmark}");
    }
    assert_eq!(select(&document, "html[lang='en']").len(), 1);
    assert_eq!(select(&document, "header .govuk-phase-banner").len(), 1);
    assert_eq!(select(&document, "nav .govuk-back-link").len(), 1);
}

#[test]
fn leaving_at_once_is_possible_by_pointer_and_by_keyboard() {
    let document = Document::parse_document(page().render().as_str());
    let address = ExitThisPage::default().redirect_url;
    for link in [".govuk-js-exit-this-page-button", ".govuk-js-exit-this-page-skiplink"] {
        let found = select(&document, link);
        assert_eq!(found.len(), 1, "{link}");
        assert_eq!(found[0].value().attr("href"), Some(address.as_str()));
        assert_eq!(found[0].value().attr("rel"), Some("nofollow noreferrer"));
    }
    let without = Page { exit_this_page: None, ..page() };
    assert!(!without.render().as_str().contains("exit-this-page"));
}

/// What a browser makes of the text: it turns line ends into `\n` and a NUL into nothing or a replacement.
fn as_browsers_read(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_out_as_text(text in any::<String>().prop_map(|text| text.replace('\0', ""))) {
        let markup = Html::build(|writer| writer.element("p").text(&text));
        let document = Document::parse_fragment(markup.as_str());
        let paragraphs = select(&document, "p");
        prop_assert_eq!(paragraphs.len(), 1);
        prop_assert_eq!(paragraphs[0].text().collect::<String>(), as_browsers_read(&text));
        prop_assert!(select(&document, "p *").is_empty());
    }

    #[test]
    fn any_value_comes_back_from_its_field(text in any::<String>().prop_map(|text| text.replace('\0', ""))) {
        let line = Input { name: "line".into(), value: text.clone(), ..Input::default() };
        let lines = Textarea { name: "lines".into(), value: text.clone(), ..Textarea::default() };
        let document = Document::parse_fragment(&format!("{line}{lines}"));
        let value = select(&document, "input")[0].value().attr("value").unwrap_or_default().to_owned();
        prop_assert_eq!(value, as_browsers_read(&text));
        prop_assert_eq!(select(&document, "textarea")[0].text().collect::<String>(), as_browsers_read(&text));
    }
}
