//! What the child said, view by view, with what became of each.

use access::{Action, RecordKind};
use application::DutyShown;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html, Tag, Writer};
use guidance::full_date;
use kernel::{StreamId, StreamKind};
use records::child::{View, Wish};
use uuid::Uuid;

use super::super::child_page::{ChildPage, day_of};
use super::super::duty_view;
use super::super::fields::link;
use super::{may_write, must_see, write_answers};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::site::Site;

/// The list.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "views").await?;
    must_see(&page)?;
    let duties = if page.may(Action::See, RecordKind::DutyList) {
        Some(of_views(&page, site.application().duties_of(StreamId::new(StreamKind::Child, id)).await?))
    } else {
        None
    };
    let words = page.words();
    let title = words.say("children-views-title");
    let views = &page.child().views;
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-views-lead"));
        write_actions(&page, writer);
        if let Some(duties) = duties.as_ref().filter(|duties| !duties.is_empty()) {
            writer.heading(2, words.say("children-views-duties"));
            writer.html(&duty_view::table(&page, duties));
        }
        writer.heading(2, words.say("children-views-said"));
        if views.said.is_empty() {
            writer.paragraph(words.say("children-views-none"));
        }
        for view in views.said.iter().rev() {
            write_view(&page, writer, view);
        }
        write_not_obtained(&page, writer);
        write_wishes(&page, writer);
        write_copies(&page, writer);
    });
    Ok(page.page(&title, &page.path("#met"), &Problems::default(), main))
}

fn of_views(page: &ChildPage, duties: Vec<DutyShown>) -> Vec<DutyShown> {
    let views = &page.child().views;
    let keys = views.said.iter().map(View::id).chain(views.wishes.iter().map(Wish::id));
    let keys: Vec<String> = keys.map(|key| key.to_string()).collect();
    let ours = |duty: &DutyShown| duty.scheduled.key.as_ref().is_some_and(|key| keys.contains(key));
    duties.into_iter().filter(ours).collect()
}

fn write_actions(page: &ChildPage, writer: &mut Writer) {
    if !may_write(page) {
        return;
    }
    let words = page.words();
    writer.element("div").class("govuk-button-group alongside-no-print").within(|writer| {
        let mut actions = vec![("/views/new", "children-views-new"), ("/wishes/new", "children-wish-new")];
        if page.child().views.said.is_empty() {
            actions.push(("/views/not-obtained", "children-views-not-obtained"));
        } else {
            actions.push(("/views/copy", "children-views-copy"));
        }
        for (address, name) in actions {
            writer.add(&Button { href: page.path(address), ..Button::secondary(words.say(name)) });
        }
    });
}

fn write_view(page: &ChildPage, writer: &mut Writer, view: &View) {
    let words = page.words();
    let id = view.id();
    writer.element("article").class("alongside-entry").attribute("id", &format!("view-{id}")).within(
        |writer| {
            let by = page.name_of(view.recorded.author.person);
            let values = [("date", full_date(view.recorded.happened.date())), ("name", by)];
            let values: Vec<(&str, &str)> =
                values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            writer.heading(3, words.with("children-view-heading", &values));
            writer.element("p").class("alongside-entry__words").text(view.recorded.fact.said());
            let need = view.recorded.fact.need;
            let about = page
                .child()
                .assessment
                .needs
                .iter()
                .find(|need_of| Some(need_of.current().fact.need) == need);
            if let Some(about) = about {
                let values = [("need", about.current().fact.statement.as_str())];
                writer.paragraph(words.with("children-view-about", &values));
            }
            write_answers(&page.site, writer, &view.recorded.fact.answers);
            for answered in &view.answered {
                let outcome =
                    words.say(&format!("view-outcome-{}", answered.fact.outcome.name().replace('_', "-")));
                let by = page.name_of(answered.author.person);
                let values = [("outcome", outcome.as_str()), ("name", &by), ("date", &day_of(answered.at))];
                writer.paragraph(words.with("children-view-answered", &values));
                for text in
                    [&answered.fact.done, &answered.fact.why].into_iter().filter(|text| !text.is_empty())
                {
                    writer.element("p").class("govuk-body alongside-as-written").text(text);
                }
            }
            for told in &view.told {
                let by = page.name_of(told.author.person);
                let values = [("name", by.as_str()), ("date", &full_date(told.happened.date()))];
                writer.paragraph(words.with("children-view-told", &values));
                writer.element("p").class("govuk-body alongside-as-written").text(&told.fact.how);
            }
            if view.answered.is_empty() {
                writer.add(&Tag::coloured("yellow", words.say("children-view-not-answered")));
            } else if !view.is_told() {
                writer.add(&Tag::coloured("yellow", words.say("children-view-not-told")));
            }
            if may_write(page) {
                writer.element("p").class("govuk-body alongside-no-print").within(|writer| {
                    link(
                        writer,
                        &page.path(&format!("/views/{id}/answer")),
                        &words.say("children-view-answer"),
                        "",
                    );
                    if !view.answered.is_empty() {
                        writer.text(" ");
                        link(
                            writer,
                            &page.path(&format!("/views/{id}/told")),
                            &words.say("children-view-tell"),
                            "",
                        );
                    }
                });
            }
        },
    );
}

fn write_not_obtained(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    for tried in &page.child().views.not_obtained {
        let by = page.name_of(tried.author.person);
        writer.element("article").class("alongside-entry").within(|writer| {
            let values = [("name", by.as_str()), ("date", &day_of(tried.at))];
            writer.heading(3, words.with("children-views-not-obtained-by", &values));
            for (name, text) in [
                ("children-views-tried", &tried.fact.tried),
                ("children-views-why", &tried.fact.why),
                ("children-views-next", &tried.fact.next),
            ] {
                writer.element("p").class("govuk-body").within(|writer| {
                    writer.element("strong").text(&words.say(name));
                    writer.text(" ");
                    writer.element("span").class("alongside-as-written").text(text);
                });
            }
        });
    }
}

fn write_wishes(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    if page.child().views.wishes.is_empty() {
        return;
    }
    writer.heading(2, words.say("children-wishes"));
    for wish in &page.child().views.wishes {
        writer.element("article").class("alongside-entry").within(|writer| {
            let date = full_date(wish.recorded.happened.date());
            let values = [("with", wish.recorded.fact.with.as_str()), ("date", &date)];
            writer.heading(3, words.with("children-wish-heading", &values));
            if !wish.recorded.fact.words.is_empty() {
                writer.element("p").class("alongside-entry__words").text(&wish.recorded.fact.words);
            }
            for step in &wish.steps {
                let what = words.say(&format!("wish-step-{}", step.fact.step.name().replace('_', "-")));
                let by = page.name_of(step.author.person);
                let values = [("what", what.as_str()), ("name", &by), ("date", &day_of(step.at))];
                writer.paragraph(words.with("children-wish-step", &values));
                writer.element("p").class("govuk-body alongside-as-written").text(&step.fact.words);
            }
            if may_write(page) {
                writer.element("p").class("govuk-body alongside-no-print").within(|writer| {
                    link(
                        writer,
                        &page.path(&format!("/wishes/{}", wish.id())),
                        &words.say("children-wish-follow"),
                        "",
                    );
                });
            }
        });
    }
}

fn write_copies(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    for copy in &page.child().views.copies {
        let values = [("how", copy.fact.how.as_str()), ("date", &full_date(copy.happened.date()))];
        writer.paragraph(words.with("children-views-copy-given", &values));
    }
}
