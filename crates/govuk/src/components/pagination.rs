use crate::component::conversions;
use crate::writer::when;
use crate::{Attributes, Component, Content, Html, Writer};

/// The link to the previous or the next page.
#[derive(Clone, Debug, Default)]
pub struct PaginationLink {
    /// Where it leads.
    pub href: String,
    /// "Previous page" or "Next page" by default.
    pub content: Content,
    /// What is found there, in small letters; only without page numbers.
    pub label: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl PaginationLink {
    /// A link with the usual words.
    pub fn to(href: impl Into<String>) -> Self {
        Self { href: href.into(), ..Self::default() }
    }
}

/// A numbered page.
#[derive(Clone, Debug, Default)]
pub struct PageLink {
    /// What is shown, usually the number.
    pub number: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
    /// What screen readers say; "Page 3" by default.
    pub label: String,
    /// Further attributes.
    pub attributes: Attributes,
}

/// A numbered page, or the gap between two.
#[derive(Clone, Debug)]
pub enum PaginationItem {
    /// A page.
    Page(PageLink),
    /// Left-out pages.
    Ellipsis,
}

/// The way through a list that is longer than a page.
#[derive(Clone, Debug)]
pub struct Pagination {
    /// The page before.
    pub previous: Option<PaginationLink>,
    /// The page after.
    pub next: Option<PaginationLink>,
    /// The numbered pages; without them the links stand one under the other.
    pub items: Vec<PaginationItem>,
    /// What the landmark is called; "Pagination" by default.
    pub landmark_label: String,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for Pagination {
    fn default() -> Self {
        Self {
            previous: None,
            next: None,
            items: Vec::new(),
            landmark_label: "Pagination".into(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

/// One of the two directions, with what differs between them.
struct Direction {
    name: &'static str,
    class: &'static str,
    words: &'static str,
    arrow: &'static str,
}

const PREVIOUS: Direction = Direction {
    name: "prev",
    class: "govuk-pagination__prev",
    words: "Previous",
    arrow: concat!(
        r#"<svg class="govuk-pagination__icon govuk-pagination__icon--prev" xmlns="http://www.w3.org/2000/svg" "#,
        r#"height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13">"#,
        r#"<path d="m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984"#,
        r#"l4.2931-4.293-1.414-1.414z"></path></svg>"#
    ),
};

const NEXT: Direction = Direction {
    name: "next",
    class: "govuk-pagination__next",
    words: "Next",
    arrow: concat!(
        r#"<svg class="govuk-pagination__icon govuk-pagination__icon--next" xmlns="http://www.w3.org/2000/svg" "#,
        r#"height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13">"#,
        r#"<path d="m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 "#,
        r#"6.7441-6.4062-6.7246-6.7266z"></path></svg>"#
    ),
};

impl PaginationLink {
    fn write(&self, writer: &mut Writer, direction: &Direction, block: bool) {
        if self.href.is_empty() {
            return;
        }
        writer.element("div").class(direction.class).within(|writer| {
            writer
                .element("a")
                .class("govuk-link govuk-pagination__link")
                .attribute("href", &self.href)
                .attribute("rel", direction.name)
                .attributes(&self.attributes)
                .within(|writer| {
                    let arrow_first = block || direction.name == PREVIOUS.name;
                    if arrow_first {
                        writer.raw(direction.arrow);
                    }
                    self.write_words(writer, direction, block);
                    if !arrow_first {
                        writer.raw(direction.arrow);
                    }
                });
        });
    }

    fn write_words(&self, writer: &mut Writer, direction: &Direction, block: bool) {
        let decorated = when(block && self.label.is_empty(), "govuk-pagination__link-title--decorated");
        let title = writer.element("span").classes(["govuk-pagination__link-title", decorated]);
        if self.content.is_empty() {
            title.within(|writer| {
                writer.text(direction.words);
                writer.element("span").class("govuk-visually-hidden").text(" page");
            });
        } else {
            title.content(&self.content);
        }
        if block && !self.label.is_empty() {
            writer.element("span").class("govuk-visually-hidden").text(":");
            writer.text(" ");
            writer.element("span").class("govuk-pagination__link-label").text(&self.label);
        }
    }
}

impl PaginationItem {
    fn write(&self, writer: &mut Writer) {
        let item = writer.element("li");
        let page = match self {
            Self::Page(page) => page,
            Self::Ellipsis => {
                return item
                    .class("govuk-pagination__item govuk-pagination__item--ellipsis")
                    .within(|writer| writer.html(&Html::trusted("&ctdot;")));
            }
        };
        item.classes(["govuk-pagination__item", when(page.current, "govuk-pagination__item--current")])
            .within(|writer| {
                let label =
                    if page.label.is_empty() { format!("Page {}", page.number) } else { page.label.clone() };
                writer
                    .element("a")
                    .class("govuk-link govuk-pagination__link")
                    .attribute("href", &page.href)
                    .attribute("aria-label", &label)
                    .optional("aria-current", when(page.current, "page"))
                    .attributes(&page.attributes)
                    .text(&page.number);
            });
    }
}

impl Component for Pagination {
    fn write(&self, writer: &mut Writer) {
        let block = self.items.is_empty() && (self.next.is_some() || self.previous.is_some());
        writer
            .element("nav")
            .classes(["govuk-pagination", when(block, "govuk-pagination--block"), &self.classes])
            .attribute("aria-label", &self.landmark_label)
            .attributes(&self.attributes)
            .within(|writer| {
                if let Some(previous) = &self.previous {
                    previous.write(writer, &PREVIOUS, block);
                }
                if !self.items.is_empty() {
                    writer.element("ul").class("govuk-pagination__list").within(|writer| {
                        self.items.iter().for_each(|item| item.write(writer));
                    });
                }
                if let Some(next) = &self.next {
                    next.write(writer, &NEXT, block);
                }
            });
    }
}

conversions!(Pagination);
