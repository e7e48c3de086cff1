//! The record at a glance: where the journey stands, what must still happen, who takes part, what was written and
//! decided.

use access::{Action, FieldKind, RecordKind};
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html, Writer};
use kernel::{StreamId, StreamKind};
use uuid::Uuid;

use super::child_page::{ChildPage, day_of};
use super::fields::link;
use super::{breaks, duty_view, journey_parts, plan_share, record_parts};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::site::Site;
use application::DutyShown;

/// The record.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "record").await?;
    let duties = if page.may(Action::See, RecordKind::DutyList) {
        Some(site.application().duties_of(StreamId::new(StreamKind::Child, id)).await?)
    } else {
        None
    };
    let title = page.words().say("children-record-title");
    let heading = page.words().with("children-record-heading", &[("called", page.called())]);
    let main = view(&page, &heading, duties.as_deref());
    Ok(page.page(&title, "/children", &Problems::default(), main))
}

fn view(page: &ChildPage, title: &str, duties: Option<&[DutyShown]>) -> Html {
    let words = page.words();
    let sees = |kind| page.may(Action::See, kind);
    Html::build(|writer| {
        writer.heading(1, title);
        write_journey(page, writer);
        journey_parts::write_episodes(page, writer);
        write_actions(page, writer);
        if let Some(duties) = duties {
            section(writer, "duties", &words.say("children-record-duties"), |writer| {
                writer.html(&duty_view::table(page, duties));
            });
        }
        if sees(RecordKind::Comment) && page.child().unanswered().next().is_some() {
            section(writer, "comments", &words.say("children-record-comments"), |writer| {
                record_parts::write_waiting(page, writer);
            });
        }
        section(writer, "people", &words.say("children-record-people"), |writer| {
            record_parts::write_people(page, writer);
        });
        if sees(RecordKind::AssessmentEntry) {
            section(writer, "assessment", &words.say("children-record-assessment"), |writer| {
                record_parts::write_sections(page, writer);
            });
        }
        section(writer, "prepare", &words.say("children-record-prepare"), |writer| {
            journey_parts::write_preparing(page, writer);
        });
        section(writer, "met", &words.say("children-record-met"), |writer| {
            record_parts::write_meetings(page, writer);
        });
        if sees(RecordKind::NeedDecision) {
            section(writer, "needs", &words.say("children-record-needs"), |writer| {
                record_parts::write_needs(page, writer);
            });
        }
        if sees(RecordKind::Plan) {
            section(writer, "plan", &words.say("children-record-plan"), |writer| {
                record_parts::write_plan(page, writer);
            });
        }
        write_after(page, writer);
        if sees(RecordKind::Letter) {
            section(writer, "letters", &words.say("children-record-letters"), |writer| {
                record_parts::write_letters(page, writer);
            });
        }
        section(writer, "more", &words.say("children-record-more"), |writer| write_more(page, writer));
    })
}

/// What the journey after the decision adds; only what there is something of, or something to do about.
fn write_after(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    let child = page.child();
    let sees = |kind| page.may(Action::See, kind);
    if sees(RecordKind::Plan) && child.plan().is_some() {
        section(writer, "delivery", &words.say("children-record-delivery"), |writer| {
            journey_parts::write_delivery(page, writer);
        });
        section(writer, "reviews", &words.say("children-record-reviews"), |writer| {
            journey_parts::write_reviews(page, writer);
        });
    }
    if sees(RecordKind::NeedDecision) {
        section(writer, "beside", &words.say("children-record-beside"), |writer| {
            journey_parts::write_beside(page, writer);
        });
    }
    if sees(RecordKind::Plan) && !child.journey.adulthood.is_empty() {
        section(writer, "adulthood", &words.say("children-record-adulthood"), |writer| {
            journey_parts::write_adulthood(page, writer);
        });
    }
    if sees(RecordKind::NeedDecision) && !child.earlier.is_empty() {
        section(writer, "earlier", &words.say("children-record-earlier"), |writer| {
            journey_parts::write_earlier(page, writer);
        });
    }
}

fn section(writer: &mut Writer, id: &str, title: &str, write: impl FnOnce(&mut Writer)) {
    writer.element("section").attribute("id", id).class("alongside-part").within(|writer| {
        writer.heading(2, title);
        write(writer);
    });
}

/// The steps of the journey with their days.
fn write_journey(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    let child = page.child();
    let Some(support) = &child.assessment.opened else {
        writer.paragraph(words.say("children-record-no-support"));
        return;
    };
    let level = words.say(&format!("children-level-{}", support.fact.level.as_str()));
    writer.paragraph(words.with("children-record-level", &[("level", &level)]));
    let steps = [
        ("asked", Some(support.fact.received_at)),
        ("routed", Some(support.at)),
        ("allocated", child.assessment.allocated.last().map(|fact| fact.at)),
        ("draft", child.assessment.draft.as_ref().map(|fact| fact.at)),
        ("decided", child.assessment.signed_off.as_ref().map(|fact| fact.at)),
        (
            "plan",
            child.plan_shared.as_ref().filter(|shared| child.assessment.reaches(shared)).map(|fact| fact.at),
        ),
    ];
    writer.element("ol").class("alongside-steps alongside-steps--across").within(|writer| {
        for (name, at) in steps {
            let done = if at.is_some() { "alongside-steps__step--done" } else { "" };
            writer.element("li").classes(["alongside-steps__step", done]).within(|writer| {
                writer.text(&words.say(&format!("children-step-{name}")));
                let when = at.map_or_else(|| words.say("children-step-not-yet"), day_of);
                writer.element("span").class("alongside-steps__when").text(&when);
            });
        }
    });
    if let Some(condition) =
        child.assessment.allocated.last().and_then(|allocated| allocated.fact.condition.as_ref())
    {
        let adviser = page.name_of(Some(condition.adviser));
        let values = [("adviser", adviser.as_str()), ("why", &condition.why)];
        writer.element("p").class("govuk-inset-text").text(&words.with("children-record-gap", &values));
    }
    if let Some(reason) = &child.assessment.ceiling_reason {
        writer.paragraph(words.with("children-record-ceiling", &[("why", &reason.fact.why)]));
    }
}

/// What the reader may do next; nothing that would be refused for who they are.
fn write_actions(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    let child = page.child();
    if child.assessment.opened.is_none() {
        return;
    }
    let open = child.is_assessing();
    let decided = child.decided().is_some();
    let ended = child.is_ended();
    let allocated = child.assessor().is_some();
    let own = child.assessor() == Some(page.person);
    let actions = [
        (
            open,
            Action::Allocate,
            RecordKind::ChildRecord,
            "/allocate",
            if allocated { "reallocate" } else { "allocate" },
        ),
        (open && allocated, Action::OpenSection, RecordKind::AssessmentEntry, "/assessment", "assess"),
        (open && allocated, Action::Share, RecordKind::ChildRecord, "/questions", "questions"),
        (open && allocated, Action::RecordMeeting, RecordKind::ChildRecord, "/visits/new", "visit"),
        (open, Action::RecordMeeting, RecordKind::ChildRecord, "/met", "met"),
        (open && allocated, Action::ProposeDecision, RecordKind::NeedDecision, "/needs/new", "need"),
        (
            open && allocated && !child.assessment.needs.is_empty(),
            Action::Share,
            RecordKind::ChildRecord,
            "/draft",
            "draft",
        ),
        (open && allocated && !own, Action::SignOff, RecordKind::NeedDecision, "/sign-off", "sign-off"),
        (decided && !ended, Action::Plan, RecordKind::Plan, "/plan", "plan"),
        (decided && plan_share::waits(child), Action::Plan, RecordKind::Plan, "/plan/share", "plan-share"),
        (child.plan().is_some() && !ended, Action::Plan, RecordKind::Plan, "/reviews/new", "review"),
        (!open && !ended, Action::Allocate, RecordKind::ChildRecord, "/reassess", "reassess"),
    ];
    let shown: Vec<_> =
        actions.into_iter().filter(|(now, action, kind, ..)| *now && page.may(*action, *kind)).collect();
    if shown.is_empty() {
        return;
    }
    writer.element("div").class("govuk-button-group alongside-no-print").within(|writer| {
        for (.., address, name) in shown {
            let content = words.say(&format!("children-action-{name}"));
            writer.add(&Button { href: page.path(address), ..Button::secondary(content) });
        }
    });
}

fn write_more(page: &ChildPage, writer: &mut Writer) {
    let words = page.words();
    let may = |action, kind| page.may(action, kind);
    let open = page.child().is_assessing();
    let ended = page.child().is_ended();
    let today = page.site.application().today();
    let last_day = page.child().ending().is_some_and(|notice| notice.fact.on <= today);
    let decided = may(Action::See, RecordKind::NeedDecision);
    let supervisor = page.partnership.state.is_social_work_manager(Some(page.person));
    let links = [
        (may(Action::See, RecordKind::AssessmentEntry), "/assessment", "assessment"),
        (may_field_words(page), "/views", "views"),
        (breaks::may_read(page), "/breaks", "breaks"),
        (true, "/people", "people"),
        (may(Action::Share, RecordKind::ChildRecord), "/sharing", "sharing"),
        (page.may(Action::See, RecordKind::Attachment), "/attachments", "attachments"),
        (open && may(Action::RecordLateness, RecordKind::ChildRecord), "/ceiling", "ceiling"),
        (open && supervisor && may(Action::RecordMeeting, RecordKind::ChildRecord), "/not-met", "not-met"),
        (may(Action::Write, RecordKind::Person), "/people/colleague", "colleague"),
        (!ended && may(Action::Plan, RecordKind::Plan), "/adulthood", "adulthood"),
        (!ended && may(Action::SignOff, RecordKind::Plan), "/ending", "ending"),
        (!ended && last_day && may(Action::SignOff, RecordKind::Plan), "/end", "end"),
        (may(Action::See, RecordKind::ReadLog), "/reads", "reads"),
        (true, "/history", "history"),
        (may(Action::See, RecordKind::StatutoryReturn), "/census", "census"),
        (decided && page.child().assessment.opened.is_some(), "/decisions/route", "decision-route"),
        (decided && page.child().assessment.opened.is_some(), "/decisions/route/pdf", "decision-route-pdf"),
        (decided && page.child().assessment.signed_off.is_some(), "/decisions/needs", "decision-needs"),
        (
            decided && page.child().assessment.signed_off.is_some(),
            "/decisions/needs/pdf",
            "decision-needs-pdf",
        ),
    ];
    writer.element("ul").class("govuk-list").within(|writer| {
        for (_, address, name) in links.into_iter().filter(|(shown, ..)| *shown) {
            writer.element("li").within(|writer| {
                link(writer, &page.path(address), &words.say(&format!("children-more-{name}")), "");
            });
        }
    });
}

/// Whether the reader may read what the child said.
fn may_field_words(page: &ChildPage) -> bool {
    page.may_field(Action::See, RecordKind::AssessmentEntry, FieldKind::OwnWords)
}
