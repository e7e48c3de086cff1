//! What stands around every page: where one is, the way out, the safety line.

use access::{Action, Actor, RecordKind, Resource};
use axum::http::StatusCode;
use axum::response::{Html as HtmlResponse, IntoResponse, Response};
use govuk::{
    Assets, BackLink, Component, ErrorLink, ErrorSummary, ExitThisPage, Footer, FooterLink, FooterMeta,
    GenericHeader, Html, NavigationItem, NotificationBanner, Page, PhaseBanner, ServiceNavigation, Tag,
    Writer,
};
use uuid::Uuid;

use crate::session::Held;
use crate::site::Site;
use crate::submitted::{ONCE_FIELD, TOKEN_FIELD};

/// For whom a page is.
#[derive(Debug, Clone)]
pub enum Frame {
    /// Anybody.
    Public,
    /// Somebody with a code of their own.
    Family,
    /// A practitioner.
    Practitioner {
        /// Who.
        actor: Actor,
        /// The place in the navigation.
        place: &'static str,
        /// What a concern raised from this page is about, as a query: `?child=…`.
        about: String,
    },
}

impl Frame {
    /// A practitioner's page that is about no record.
    pub fn practitioner(actor: &Actor, place: &'static str) -> Self {
        Self::Practitioner { actor: actor.clone(), place, about: String::new() }
    }

    /// A practitioner's page about a child's record.
    pub fn child(actor: &Actor, child: Uuid) -> Self {
        Self::Practitioner { actor: actor.clone(), place: "children", about: format!("?child={child}") }
    }

    /// A practitioner's page about a request.
    pub fn request(actor: &Actor, request: Uuid) -> Self {
        Self::Practitioner { actor: actor.clone(), place: "requests", about: format!("?request={request}") }
    }
}

/// Things to put right, each with the field to go to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<(String, String)>);

impl Problems {
    /// One thing to put right.
    pub fn one(field: &str, message: impl Into<String>) -> Self {
        Self(vec![(field.to_owned(), message.into())])
    }

    /// Whether there is nothing to put right.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with a field.
    pub fn of(&self, field: &str) -> Option<String> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, message)| message.clone())
    }

    /// The summary that stands before the page's heading.
    pub fn summary(&self, site: &Site) -> Html {
        if self.is_empty() {
            return Html::default();
        }
        let errors =
            self.0.iter().map(|(field, message)| ErrorLink::to_field(field, message.as_str())).collect();
        ErrorSummary { title: site.words().say("problem-title").into(), errors, ..ErrorSummary::default() }
            .render()
    }

    /// The status of a page that shows them.
    pub fn status(&self) -> StatusCode {
        if self.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// A page.
pub fn page(site: &Site, frame: &Frame, title: &str, main: Html) -> Response {
    full_page(site, frame, title, None, &Problems::default(), main)
}

/// A page with a way back and, where something must be put right, its summary.
pub fn full_page(
    site: &Site,
    frame: &Frame,
    title: &str,
    back: Option<&str>,
    problems: &Problems,
    main: Html,
) -> Response {
    let words = site.words();
    let service = words.say("service-name");
    let title = if problems.is_empty() {
        format!("{title} – {service}")
    } else {
        format!("{}: {title} – {service}", words.say("error"))
    };
    let main = Html::join([alert(site, frame), problems.summary(site), main, safety_line(site, frame)]);
    let shown = Page {
        title,
        assets: Assets::under("/assets"),
        header: GenericHeader {
            logo: words.say("product-name").into(),
            url: "/".into(),
            ..GenericHeader::default()
        },
        service_navigation: Some(navigation(site, frame)),
        phase_banner: notice(site),
        exit_this_page: (!matches!(frame, Frame::Practitioner { .. })).then(ExitThisPage::default),
        back_link: back.map(BackLink::to),
        main,
        footer: footer(site),
        body_classes: match frame {
            Frame::Practitioner { .. } => "alongside-practitioner".to_owned(),
            Frame::Family => "alongside-family".to_owned(),
            Frame::Public => "alongside-public".to_owned(),
        },
        ..Page::default()
    };
    (problems.status(), HtmlResponse(shown.render().into_string())).into_response()
}

fn navigation(site: &Site, frame: &Frame) -> ServiceNavigation {
    let words = site.words();
    let item = |name: &str, href: String, current: bool| NavigationItem {
        current,
        ..NavigationItem::new(words.say(&format!("navigation-{name}")), href)
    };
    let (home, navigation) = match frame {
        Frame::Public => ("/", Vec::new()),
        Frame::Family => {
            let places = [
                "family",
                "family-record",
                "family-plan",
                "family-letters",
                "family-challenge",
                "family-reads",
            ];
            let href = |place: &str| format!("/{}", place.replacen('-', "/", 1));
            let mut items: Vec<NavigationItem> =
                places.iter().map(|place| item(place, href(place), false)).collect();
            items.push(item("sign-out", "/sign-out".to_owned(), false));
            ("/family", items)
        }
        Frame::Practitioner { actor, place, about } => {
            let mut items = Vec::new();
            for (name, href) in places_of(site, actor) {
                items.push(item(name, href.to_owned(), name == *place));
            }
            items.push(item("raise-concern", format!("/concerns/new{about}"), *place == "raise-concern"));
            items.push(item("sign-out", "/sign-out".to_owned(), false));
            ("/today", items)
        }
    };
    ServiceNavigation {
        service_name: words.say("service-name"),
        service_url: home.to_owned(),
        navigation,
        menu_button_text: words.say("navigation-menu"),
        label: words.say("navigation-label"),
        ..ServiceNavigation::default()
    }
}

/// The places that a practitioner may go to, as the table has it.
fn places_of(site: &Site, actor: &Actor) -> Vec<(&'static str, &'static str)> {
    let policy = site.application().policy();
    let may_list = |kind| policy.scope(actor, Action::List, kind) != access::Scope::Nothing;
    let resource = Resource::new(RecordKind::Search, site.application().partnership().clone());
    let may_search = [Action::Search, Action::FindKnown]
        .into_iter()
        .any(|action| policy.decide(actor, action, &resource).allowed);
    let mut places = vec![("today", "/today")];
    if site.application().may_oversee(actor) {
        places.push(("team", "/team"));
    }
    if may_list(RecordKind::Request) {
        places.push(("requests", "/requests"));
    }
    if may_list(RecordKind::ChildRecord) {
        places.push(("children", "/children"));
    }
    if may_list(RecordKind::Concern) {
        places.push(("front-door", "/concerns"));
    }
    if may_list(RecordKind::Contact) {
        places.push(("contacts", "/contacts"));
    }
    if may_list(RecordKind::Protection) {
        places.push(("protection", "/protection"));
    }
    if may_list(RecordKind::Help) {
        places.push(("help", "/help"));
    }

    if may_list(RecordKind::LookedAfter) {
        places.push(("looked-after", "/looked-after"));
    }
    if may_list(RecordKind::Place) {
        places.push(("places", "/places"));
    }
    if may_list(RecordKind::Challenge) {
        places.push(("challenges", "/challenges"));
    }
    if may_list(RecordKind::Feedback) {
        places.push(("feedback", "/feedback"));
    }
    if may_search {
        places.push(("search", "/search"));
    }
    if site.application().may_retain(actor) {
        places.push(("retention", "/retention"));
    }
    if site.application().may_manage_systems(actor) {
        places.push(("systems", "/systems"));
    }
    if may_list(RecordKind::Return) {
        places.push(("returns", "/returns"));
    }
    if site.application().may_see_measures(actor, Action::See) {
        places.push(("measures", "/measures"));
    }
    if site.application().may_try_reforms(actor, Action::See) {
        places.push(("what-if", "/what-if"));
    }
    places
}

/// What every page says of a partnership that is invented.
fn notice(site: &Site) -> Option<PhaseBanner> {
    let settings = site.application().rules().protocol().settings();
    let notice = settings.partnership.notice.clone()?;
    Some(PhaseBanner {
        tag: Tag { content: site.words().say("notice-tag").into(), ..Tag::default() },
        content: notice.into(),
        ..PhaseBanner::default()
    })
}

/// Concerns that nobody has seen, on every page of whoever works the front door.
fn alert(site: &Site, frame: &Frame) -> Html {
    let Frame::Practitioner { actor, .. } = frame else { return Html::default() };
    let unseen = site.unseen(actor);
    if unseen == 0 {
        return Html::default();
    }
    let words = site.words();
    let content = Html::build(|writer| {
        writer.element("p").class("govuk-notification-banner__heading").within(|writer| {
            writer.text(&words.count("alert-unseen", unseen));
            writer.text(" ");
            writer
                .element("a")
                .class("govuk-notification-banner__link")
                .attribute("href", "/concerns")
                .text(&words.say("alert-link"));
        });
    });
    NotificationBanner {
        title: words.say("alert-title").into(),
        content: content.into(),
        classes: "alongside-alert alongside-no-print".to_owned(),
        title_id: "alert-title".to_owned(),
        ..NotificationBanner::default()
    }
    .render()
}

/// One quiet line on every public and family page; never a question put to parents.
fn safety_line(site: &Site, frame: &Frame) -> Html {
    if matches!(frame, Frame::Practitioner { .. }) {
        return Html::default();
    }
    let line = &site.application().rules().protocol().settings().safety_line;
    let words = site.words();
    Html::build(|writer| {
        writer
            .element("aside")
            .class("alongside-safety-line")
            .attribute("aria-label", &words.say("safety-line-label"))
            .within(|writer| {
                writer.element("p").class("govuk-body-s").within(|writer| {
                    writer.text(&words.with(
                        "safety-line",
                        &[("emergency", &line.emergency), ("number", &line.number), ("hours", &line.hours)],
                    ));
                    writer.text(" ");
                    writer
                        .element("a")
                        .class("govuk-link")
                        .attribute("href", "/safety")
                        .text(&words.say("safety-line-link"));
                });
            });
    })
}

fn footer(site: &Site) -> Footer {
    let words = site.words();
    let link = |name: &str, href: &str| FooterLink::new(words.say(&format!("footer-{name}")), href);
    Footer {
        meta: Some(FooterMeta {
            visually_hidden_title: words.say("footer-title"),
            items: vec![
                link("accessibility", "/accessibility"),
                link("privacy", "/privacy"),
                link("protocol", "/protocol"),
                link("practitioners", "/sign-in"),
            ],
            ..FooterMeta::default()
        }),
        ..Footer::default()
    }
}

/// A form that carries the session's token and counts once.
pub fn form(site: &Site, held: &Held, action: &str, write: impl FnOnce(&mut Writer)) -> Html {
    Html::build(|writer| {
        writer
            .element("form")
            .attribute("action", action)
            .attribute("method", "post")
            .flag("novalidate", true)
            .within(|writer| {
                write_tokens(site, held, writer);
                write(writer);
            });
    })
}

/// The hidden fields of a form.
pub fn write_tokens(site: &Site, held: &Held, writer: &mut Writer) {
    let once = site.application().new_identifier().to_string();
    for (name, value) in [(TOKEN_FIELD, held.token.as_str()), (ONCE_FIELD, once.as_str())] {
        writer
            .element("input")
            .attribute("type", "hidden")
            .attribute("name", name)
            .attribute("value", value)
            .empty();
    }
}
