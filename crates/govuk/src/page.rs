//! The page around everything else.

use crate::component::conversions;
use crate::{
    Attributes, BackLink, Component, Content, ExitThisPage, Footer, GenericHeader, Html, PhaseBanner,
    ServiceNavigation, SkipLink, Writer,
};

/// Where a page finds its style sheet, scripts and icon.
#[derive(Clone, Debug)]
pub struct Assets {
    /// The style sheet.
    pub stylesheet: String,
    /// The script that marks the page as having scripts, before anything is drawn.
    pub start_script: String,
    /// The module that adds behaviour once the page is there.
    pub script: String,
    /// The icon, as SVG.
    pub icon: String,
}

impl Assets {
    /// The assets under a folder of their own, as in `/assets`.
    pub fn under(folder: &str) -> Self {
        Self {
            stylesheet: format!("{folder}/alongside.css"),
            start_script: format!("{folder}/start.js"),
            script: format!("{folder}/alongside.js"),
            icon: format!("{folder}/favicon.svg"),
        }
    }
}

impl Default for Assets {
    fn default() -> Self {
        Self::under("/assets")
    }
}

/// A whole page. It has no inline script and no inline style, so the strictest content security policy holds.
#[derive(Clone, Debug)]
pub struct Page {
    /// The title in the browser's tab. Begin it with "Error: " when the page has an error summary.
    pub title: String,
    /// The language of the page; "en" by default.
    pub language: String,
    /// Where the style sheet and the scripts are.
    pub assets: Assets,
    /// The colour of the browser's own frame on phones.
    pub theme_colour: String,
    /// Further elements of the head.
    pub head: Html,
    /// Takes people who use a keyboard past the header.
    pub skip_link: SkipLink,
    /// Takes people who use a keyboard out at once; its words. Written only with `exit_this_page`.
    pub exit_skip_link: Content,
    /// The top of the page.
    pub header: GenericHeader,
    /// The service's name and places.
    pub service_navigation: Option<ServiceNavigation>,
    /// What phase the service is in.
    pub phase_banner: Option<PhaseBanner>,
    /// A button that leaves at once; on every page that a family may open.
    pub exit_this_page: Option<ExitThisPage>,
    /// The way back to the page before.
    pub back_link: Option<BackLink>,
    /// What the landmark around the back link is called; "Previous page" by default.
    pub back_link_label: String,
    /// What else stands before the page itself, such as breadcrumbs.
    pub before_content: Html,
    /// The page itself.
    pub main: Html,
    /// The end of the page.
    pub footer: Footer,
    /// Further classes of the whole document.
    pub html_classes: String,
    /// Further classes of the body.
    pub body_classes: String,
    /// Further attributes of the body.
    pub body_attributes: Attributes,
    /// Further classes of the box that centres the content; for wide pages of practitioners.
    pub container_classes: String,
    /// Further classes of the main element.
    pub main_classes: String,
}

/// The blue of the header.
const THEME_COLOUR: &str = "#1d3f72";

impl Default for Page {
    fn default() -> Self {
        Self {
            title: String::new(),
            language: "en".into(),
            assets: Assets::default(),
            theme_colour: THEME_COLOUR.into(),
            head: Html::default(),
            skip_link: SkipLink::default(),
            exit_skip_link: "Exit this page quickly".into(),
            header: GenericHeader::default(),
            service_navigation: None,
            phase_banner: None,
            exit_this_page: None,
            back_link: None,
            back_link_label: "Previous page".into(),
            before_content: Html::default(),
            main: Html::default(),
            footer: Footer::default(),
            html_classes: String::new(),
            body_classes: String::new(),
            body_attributes: Attributes::default(),
            container_classes: String::new(),
            main_classes: String::new(),
        }
    }
}

impl Component for Page {
    fn write(&self, writer: &mut Writer) {
        writer.raw("<!DOCTYPE html>\n");
        writer
            .element("html")
            .attribute("lang", &self.language)
            .classes(["govuk-template", &self.html_classes])
            .within(|writer| {
                writer.element("head").within(|writer| self.write_head(writer));
                writer
                    .element("body")
                    .classes(["govuk-template__body", &self.body_classes])
                    .attributes(&self.body_attributes)
                    .within(|writer| self.write_body(writer));
            });
        writer.raw("\n");
    }
}

impl Page {
    fn write_head(&self, writer: &mut Writer) {
        writer.element("meta").attribute("charset", "utf-8").empty();
        writer.element("title").text(&self.title);
        writer
            .element("meta")
            .attribute("name", "viewport")
            .attribute("content", "width=device-width, initial-scale=1, viewport-fit=cover")
            .empty();
        writer
            .element("meta")
            .attribute("name", "theme-color")
            .attribute("content", &self.theme_colour)
            .empty();
        writer
            .element("link")
            .attribute("rel", "icon")
            .attribute("href", &self.assets.icon)
            .attribute("type", "image/svg+xml")
            .empty();
        writer
            .element("link")
            .attribute("rel", "stylesheet")
            .attribute("href", &self.assets.stylesheet)
            .empty();
        writer.html(&self.head);
    }

    fn write_header(&self, writer: &mut Writer) {
        if let Some(exit) = &self.exit_this_page {
            writer.add(&SkipLink {
                content: self.exit_skip_link.clone(),
                href: exit.redirect_url.clone(),
                classes: "govuk-js-exit-this-page-skiplink".into(),
                attributes: Attributes::new().with("rel", "nofollow noreferrer"),
            });
        }
        writer.add(&self.header);
        if let Some(navigation) = &self.service_navigation {
            writer.add(navigation);
        }
        if let Some(banner) = &self.phase_banner {
            writer.add(banner);
        }
    }

    fn write_body(&self, writer: &mut Writer) {
        // First and blocking: what it marks decides how everything after it is drawn.
        writer.element("script").attribute("src", &self.assets.start_script).empty();
        writer.add(&self.skip_link);
        // Everything that can be read stands in a landmark, so that people who move by landmarks miss nothing.
        writer.element("header").class("govuk-template__header").within(|writer| self.write_header(writer));
        writer.element("div").classes(["govuk-width-container", &self.container_classes]).within(|writer| {
            if let Some(exit) = &self.exit_this_page {
                writer.add(exit);
            }
            if let Some(back) = &self.back_link {
                writer
                    .element("nav")
                    .attribute("aria-label", &self.back_link_label)
                    .within(|writer| writer.add(back));
            }
            writer.html(&self.before_content);
            writer
                .element("main")
                .classes(["govuk-main-wrapper", &self.main_classes])
                .attribute("id", "main-content")
                .within(|writer| writer.html(&self.main));
        });
        writer.element("footer").class("govuk-template__footer").within(|writer| writer.add(&self.footer));
        writer.element("script").attribute("type", "module").attribute("src", &self.assets.script).empty();
    }
}

conversions!(Page);
