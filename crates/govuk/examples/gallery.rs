//! Every component once, and our own patterns, on one page: `cargo run -p govuk --example gallery > build/gallery.html`.
//!
//! The page expects its assets beside it, in `build/assets`.

use std::io::{self, Write};

use govuk::{
    Accordion, AccordionSection, Affix, Assets, Attributes, BackLink, Breadcrumb, Breadcrumbs, Button, Cell,
    CharacterCount, Checkboxes, Choice, ChoiceItem, Component, CountLimit, DateInput, DatePart, Details,
    ErrorLink, ErrorSummary, ExitThisPage, Fieldset, Footer, FooterLink, FooterMeta, GenericHeader, Html,
    Input, InsetText, Label, NavigationItem, NotificationBanner, Page, PageLink, Pagination, PaginationItem,
    PaginationLink, Panel, PasswordInput, PhaseBanner, Radios, Select, SelectItem, ServiceNavigation,
    SummaryAction, SummaryCard, SummaryList, SummaryRow, Table, Tag, Task, TaskList, TaskStatus, Textarea,
    WarningText, Writer,
};

fn main() -> io::Result<()> {
    let page = Page {
        title: "Error: Components of Alongside".into(),
        assets: Assets::under("assets"),
        header: GenericHeader { logo: "Alongside".into(), ..GenericHeader::default() },
        service_navigation: Some(navigation()),
        phase_banner: Some(PhaseBanner {
            tag: Tag::coloured("yellow", "Demonstration"),
            content: "Everyone here is invented.".into(),
            ..PhaseBanner::default()
        }),
        exit_this_page: Some(ExitThisPage::default()),
        back_link: Some(BackLink::to("#")),
        before_content: breadcrumbs().render(),
        main: main_content(),
        footer: footer(),
        body_classes: "alongside-family".into(),
        ..Page::default()
    };
    io::stdout().write_all(page.render().as_str().as_bytes())
}

fn navigation() -> ServiceNavigation {
    ServiceNavigation {
        service_name: "Wendale family help".into(),
        service_url: "#".into(),
        navigation: vec![
            NavigationItem { current: true, ..NavigationItem::new("Ask for support", "#ask") },
            NavigationItem::new("Your plan", "#plan"),
            NavigationItem::new("Who has read this", "#readers"),
        ],
        ..ServiceNavigation::default()
    }
}

fn breadcrumbs() -> Breadcrumbs {
    Breadcrumbs {
        items: vec![
            Breadcrumb { content: "Start".into(), href: "#".into(), ..Breadcrumb::default() },
            Breadcrumb { content: "Components".into(), ..Breadcrumb::default() },
        ],
        ..Breadcrumbs::default()
    }
}

fn footer() -> Footer {
    Footer {
        meta: Some(FooterMeta {
            items: vec![
                FooterLink::new("Accessibility", "#accessibility"),
                FooterLink::new("Privacy", "#privacy"),
                FooterLink::new("If someone is not safe", "#safety"),
            ],
            content: "Run by the fictional Wendale Safeguarding Children Partnership.".into(),
            ..FooterMeta::default()
        }),
        ..Footer::default()
    }
}

fn main_content() -> Html {
    Html::build(|writer| {
        writer.add(&ErrorSummary {
            errors: vec![
                ErrorLink::to_field("who", "Select who you are asking for"),
                ErrorLink::to_field("birth-day", "Date of birth must include a year"),
            ],
            disable_auto_focus: true,
            ..ErrorSummary::default()
        });
        writer.heading(1, "Components of Alongside");
        questions(writer);
        messages(writer);
        lists(writer);
        patterns(writer);
    })
}

fn questions(writer: &mut Writer) {
    let form = writer
        .element("form")
        .attribute("method", "post")
        .attribute("action", "#")
        .flag("novalidate", true)
        .attribute("data-autosave", "#");
    form.within(|writer| {
        writer.add(&who());
        writer.add(&Checkboxes {
            name: "help".into(),
            fieldset: Some(Fieldset::question("What would help?")),
            hint: Some("Select all that apply.".into()),
            items: vec![
                Choice::new("breaks", "A break from caring").hint("For you, your child, or both").into(),
                Choice::new("equipment", "Equipment at home").into(),
                ChoiceItem::Divider("or".into()),
                Choice { exclusive: true, ..Choice::new("none", "None of these") }.into(),
            ],
            values: vec!["breaks".into()],
            ..Checkboxes::default()
        });
        writer.add(&DateInput {
            id: "birth".into(),
            name_prefix: "birth".into(),
            fieldset: Some(Fieldset::question("When was your child born?")),
            hint: Some("For example, 27 3 2016.".into()),
            error: Some("Date of birth must include a year".into()),
            items: vec![
                DatePart::new("day", "27"),
                DatePart::new("month", "3"),
                DatePart { error: Some(true), ..DatePart::new("year", "") },
            ],
            ..DateInput::default()
        });
        writer.add(&Input {
            name: "name".into(),
            label: Label::bold("Your child’s name"),
            hint: Some("The name your child likes to be called by.".into()),
            autocomplete: "off".into(),
            spellcheck: Some(false),
            ..Input::default()
        });
        writer.add(&Input {
            name: "hours".into(),
            label: "Hours of care each week".into(),
            input_mode: "numeric".into(),
            suffix: Some(Affix::from("hours")),
            classes: "govuk-input--width-3".into(),
            ..Input::default()
        });
        writer.add(&CharacterCount {
            textarea: Textarea {
                name: "day".into(),
                label: Label::bold("What does a usual day look like?"),
                value: "She wakes at five.".into(),
                ..Textarea::default()
            },
            limit: CountLimit::Characters(2000),
            ..CharacterCount::default()
        });
        writer.add(&Select {
            name: "language".into(),
            label: "Language you prefer".into(),
            items: vec![SelectItem::new("en", "English"), SelectItem::new("pl", "Polish")],
            value: "pl".into(),
            ..Select::default()
        });
        writer.add(&PasswordInput {
            name: "password".into(),
            label: "Password".into(),
            ..PasswordInput::default()
        });
        writer.element("div").class("govuk-button-group").within(|writer| {
            writer.add(&Button::submit("Save and continue"));
            writer.add(&Button::secondary("Save and come back later"));
            writer.add(&Button::warning("Withdraw"));
        });
        writer
            .element("p")
            .class("govuk-body-s alongside-autosave")
            .flag("data-autosave-status", true)
            .text("");
    });
    writer.add(&Button { start: true, ..Button::link("Start now", "#") });
}

fn who() -> Radios {
    let name = Input { name: "who-else".into(), label: "Who?".into(), ..Input::default() };
    Radios {
        name: "who".into(),
        fieldset: Some(Fieldset::question("Who are you asking for?")),
        hint: Some("You can ask for more than one child later.".into()),
        error: Some("Select who you are asking for".into()),
        items: vec![
            Choice::new("child", "My child").into(),
            Choice::new("self", "Myself").into(),
            Choice::new("other", "Someone else").reveal(name).into(),
        ],
        value: "other".into(),
        ..Radios::default()
    }
}

fn messages(writer: &mut Writer) {
    writer.add(&NotificationBanner {
        disable_auto_focus: true,
        ..NotificationBanner::success("Your request has been sent")
    });
    writer.add(&Panel {
        title: "Request sent".into(),
        content: Html::build(|writer| {
            writer.text("Your reference is ");
            writer.element("strong").text("WEN-4821");
        })
        .into(),
        heading_level: 2,
        ..Panel::default()
    });
    writer.add(&InsetText::from("A person reads every request on the day it arrives."));
    writer.add(&WarningText::from("A draft is not read by anyone."));
    writer.add(&Details {
        summary: "Help with this question".into(),
        content: "You can ask someone to fill this in with you.".into(),
        ..Details::default()
    });
    writer.add(&Accordion {
        id: "sections".into(),
        items: vec![
            AccordionSection {
                heading: "Health".into(),
                content: "Nothing yet.".into(),
                ..AccordionSection::default()
            },
            AccordionSection {
                heading: "Education".into(),
                content: "Nothing yet.".into(),
                ..AccordionSection::default()
            },
        ],
        remember_expanded: false,
        ..Accordion::default()
    });
}

fn lists(writer: &mut Writer) {
    let change = |about: &str| SummaryAction::new("Change", "#", about);
    writer.add(&SummaryList {
        rows: vec![
            SummaryRow::new("Name", "Robin Example").action(change("name")),
            SummaryRow::new("Date of birth", "27 March 2016").action(change("date of birth")),
            SummaryRow::new("Reference", "WEN-4821"),
        ],
        card: Some(SummaryCard { title: "Your child".into(), ..SummaryCard::default() }),
        ..SummaryList::default()
    });
    writer.add(&TaskList {
        items: vec![
            Task {
                title: "About your child".into(),
                href: "#".into(),
                status: TaskStatus::Words("Completed".into()),
                ..Task::default()
            },
            Task {
                title: "What would help".into(),
                hint: "In your own words".into(),
                href: "#".into(),
                status: TaskStatus::Tag(Tag::coloured("blue", "Not started")),
                ..Task::default()
            },
        ],
        ..TaskList::default()
    });
    writer
        .element("div")
        .class("alongside-scroll")
        .attribute("role", "region")
        .attribute("aria-label", "Due this week")
        .attribute("tabindex", "0")
        .within(|writer| writer.add(&work()));
    writer.add(&Pagination {
        previous: Some(PaginationLink::to("#1")),
        next: Some(PaginationLink::to("#3")),
        items: vec![
            PaginationItem::Page(PageLink { number: "1".into(), href: "#1".into(), ..PageLink::default() }),
            PaginationItem::Page(PageLink {
                number: "2".into(),
                href: "#2".into(),
                current: true,
                ..PageLink::default()
            }),
            PaginationItem::Ellipsis,
            PaginationItem::Page(PageLink { number: "9".into(), href: "#9".into(), ..PageLink::default() }),
        ],
        ..Pagination::default()
    });
}

fn work() -> Table {
    let row = |child: &str, what: &str, due: &str, status: Tag| -> Vec<Cell> {
        vec![child.into(), what.into(), due.into(), Html::from(status).into()]
    };
    Table {
        caption: "Due this week".into(),
        caption_classes: "govuk-table__caption--m".into(),
        head: Some(vec!["Child".into(), "What".into(), "Due".into(), "Status".into()]),
        rows: vec![
            row("Robin Example", "Decide the route", "Monday 23 November", Tag::coloured("red", "Late")),
            row("Kit Sample", "Share the plan", "Thursday 26 November", Tag::coloured("blue", "Due")),
            row("Jo Specimen", "Review", "Friday 27 November", Tag::coloured("green", "Met")),
        ],
        first_cell_is_header: true,
        classes: "alongside-dense".into(),
        ..Table::default()
    }
}

fn patterns(writer: &mut Writer) {
    writer.element("div").class("alongside-identity").within(|writer| {
        writer.element("span").class("alongside-identity__name").text("Robin Example");
        writer.element("dl").class("alongside-identity__fact").within(|writer| {
            writer.element("dt").text("Born");
            writer.text(" ");
            writer.element("dd").text("27 March 2016 (10 years)");
        });
        writer.element("div").class("alongside-identity__actions").within(|writer| {
            writer.add(&Button::link("Raise a concern", "#raise"));
        });
    });
    writer.element("ul").class("alongside-counts").within(|writer| {
        for (number, what, late) in
            [("3", "late", true), ("5", "due this week", false), ("2", "unanswered", false)]
        {
            let late = if late { "alongside-counts__item--late" } else { "" };
            writer.element("li").classes(["alongside-counts__item", late]).within(|writer| {
                writer.element("span").class("alongside-counts__number").text(number);
                writer.text(" ");
                writer.text(what);
            });
        }
    });
    entries(writer);
    writer.heading(2, "What happens next");
    writer.element("ol").class("alongside-steps").within(|writer| {
        step(writer, true, "Monday 23 November", "You asked for support");
        step(writer, false, "by Tuesday 24 November", "A navigator reads your request");
        step(writer, false, "by Wednesday 2 December", "You are told what we will do and why");
    });
    writer.element("ol").class("alongside-timeline").within(|writer| {
        for (title, when) in
            [("Request read", "24 November 2026, 9:12am"), ("Request sent", "23 November 2026")]
        {
            writer.element("li").class("alongside-timeline__item").within(|writer| {
                writer.element("h3").class("alongside-timeline__title").text(title);
                writer.text(" ");
                writer.element("p").class("alongside-timeline__by").text("by Sam Placeholder, navigator");
                writer.element("p").class("alongside-timeline__when").text(when);
            });
        }
    });
    writer.element("div").class("alongside-safety-line").within(|writer| {
        writer.paragraph("If you or someone else is not safe, you can tell us quietly.");
        writer.element("p").class("govuk-body").within(|writer| {
            writer.element("a").class("govuk-link").attribute("href", "#safety").text("Tell us about safety");
        });
    });
    writer.element("p").class("govuk-body").within(|writer| {
        writer.text("Working Together 2023, paragraph 142 ");
        writer.element("span").class("alongside-verified").text("Source not yet checked");
    });
    let print = Attributes::new().flag("data-print").flag("hidden");
    writer.add(&Button {
        button_type: govuk::ButtonType::Button,
        attributes: print,
        ..Button::secondary("Print this page")
    });
}

fn entries(writer: &mut Writer) {
    writer.element("article").class("alongside-entry").within(|writer| {
        writer
            .element("p")
            .class("alongside-entry__byline")
            .text("Sam Placeholder, from a call, 24 November 2026");
        writer
            .element("p")
            .class("alongside-entry__words")
            .text("Robin sleeps four hours a night.\nMum would like one evening a week.");
        writer.element("div").class("alongside-entry__reply").within(|writer| {
            writer.element("p").class("alongside-entry__byline").text("You, 25 November 2026: this is wrong");
            writer.paragraph("It is three hours, not four.");
        });
        writer.element("div").class("alongside-entry__reply alongside-entry__reply--answer").within(
            |writer| {
                writer
                    .element("p")
                    .class("alongside-entry__byline")
                    .text("Sam Placeholder, 26 November 2026: agreed");
                writer.paragraph("Thank you. It now says three hours.");
            },
        );
    });
    writer.element("article").class("alongside-entry alongside-entry--struck").within(|writer| {
        writer
            .element("p")
            .class("alongside-entry__byline")
            .text("Struck out by Sam Placeholder on 26 November 2026, because it was about someone else");
        writer.element("p").class("alongside-entry__words").text("Attends Hilltop School.");
    });
}

fn step(writer: &mut Writer, done: bool, when: &str, what: &str) {
    let done = if done { "alongside-steps__step--done" } else { "" };
    writer.element("li").classes(["alongside-steps__step", done]).within(|writer| {
        writer.text(what);
        writer.text(" ");
        writer.element("span").class("alongside-steps__when").text(when);
    });
}
