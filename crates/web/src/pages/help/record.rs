//! The record of help: what stands, what can be done now, what is due and why, the plan, the assessment, what happened.

use access::{Action, FieldKind, RecordKind};
use application::{DutyShown, Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::Response;
use forms::Language;
use govuk::{Button, Details, Html, InsetText, SummaryList, SummaryRow, WarningText, Writer};
use guidance::full_date;
use kernel::{StreamId, StreamKind, london_date};
use records::help::{Assessment, FORM, Help, Level, Protected};
use uuid::Uuid;

use super::list::write_marks;
use super::step::Step;
use super::timeline;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::pages::identity_for_returns::write_link;
use crate::pages::safety::concern::write_duties;
use crate::pages::safety::parts::name_of;
use crate::pages::timeline::write_answers;
use crate::pages::work::shown::as_written;
use crate::site::Site;

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let application = site.application();
    let (actor, reason) = (&signed_in.actor, ReadReason::work("help"));
    let opened = application.open_help(actor, child, reason).await?;
    let protected = application.protected(child).await?;
    let others = application.helped_with(actor, child, &opened, reason).await?;
    let shown = Shown {
        duties: application.duties_of(StreamId::new(StreamKind::Help, child)).await?,
        stands: stands(&site, &opened.state).await?,
        history: timeline::html(&site, &opened.state).await?,
        siblings: others.into_iter().map(|(other, opened)| (other, opened.state.called)).collect(),
        protected: if application.may_see_protected(actor, &opened) {
            protected
        } else {
            Protected::default()
        },
        child,
        opened,
    };
    Ok(view(&site, &signed_in, &shown))
}

/// Whether this reader could open a record of help that they have just begun.
pub(super) fn may_open(site: &Site, signed_in: &SignedIn) -> bool {
    let application = site.application();
    let mut facts = access::RecordFacts::new(application.partnership().clone());
    let own = signed_in.actor.capacities().iter().map(|capacity| (signed_in.person, capacity.clone()));
    facts.involved = own.collect();
    let resource = access::Resource::of(&signed_in.actor, RecordKind::Help, FieldKind::Ordinary, &facts);
    application.policy().decide(&signed_in.actor, Action::See, &resource).allowed
}

/// What the page is made of.
struct Shown {
    child: Uuid,
    opened: Opened<Help>,
    protected: Protected,
    duties: Vec<DutyShown>,
    stands: Vec<String>,
    siblings: Vec<(Uuid, String)>,
    history: Html,
}

fn view(site: &Site, signed_in: &SignedIn, shown: &Shown) -> Response {
    let words = site.words();
    let state = &shown.opened.state;
    let title = state.called.clone();
    let main = Html::build(|writer| {
        writer.element("span").class("govuk-caption-l").text(&words.say("help-title"));
        writer.element("h1").class("govuk-heading-l").text(&title);
        let listed = records::help::list(state, site.application().rules());
        if !listed.line.marks.is_empty() {
            let marks = writer.element("p").class("govuk-body");
            marks.within(|writer| write_marks(writer, site, &listed.line.marks));
        }
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for line in &shown.stands {
                writer.element("li").text(line);
            }
        });
        write_protected(writer, site, state, shown.protected);
        write_siblings(writer, site, &shown.siblings);
        write_steps(writer, site, signed_in, shown);
        write_link(writer, site, signed_in, (&shown.opened, shown.child, "help"));
        write_duties(writer, site, &shown.duties);
        write_plan(writer, site, state);
        write_assessment(writer, site, state);
        write_comments(writer, site, state);
        write_letters(writer, site, shown);
        writer.heading(2, words.say("help-happened"));
        writer.html(&shown.history);
    });
    let frame = Frame::practitioner(&signed_in.actor, "help");
    full_page(site, &frame, &title, Some("/help"), &Problems::default(), main)
}

/// That a protection plan or enquiries stand beside it, for whoever may know: the plan for a child in need gives way openly.
fn write_protected(writer: &mut Writer, site: &Site, state: &Help, protected: Protected) {
    let words = site.words();
    let Some(open) = state.open() else { return };
    if let Some(since) = protected.plan_since {
        let date = full_date(since);
        let cin_plan = open.plan().is_some_and(|plan| plan.level == Level::ChildInNeed);
        let name = if cin_plan { "help-protected-plan-to-end" } else { "help-protected-plan" };
        writer.add(&WarningText::from(words.with(name, &[("date", &date)]).as_str()));
    } else if protected.enquiries {
        writer.add(&WarningText::from(words.say("help-protected-enquiries").as_str()));
    }
}

fn write_siblings(writer: &mut Writer, site: &Site, siblings: &[(Uuid, String)]) {
    if siblings.is_empty() {
        return;
    }
    writer.element("p").class("govuk-body").within(|writer| {
        writer.text(&site.words().say("help-siblings"));
        for (at, (other, called)) in siblings.iter().enumerate() {
            writer.text(if at == 0 { " " } else { ", " });
            let link = writer.element("a").class("govuk-link");
            link.attribute("href", &format!("/help/{other}")).text(called);
        }
    });
}

/// Everything that stands, each in a sentence.
async fn stands(site: &Site, state: &Help) -> Result<Vec<String>, PageFailure> {
    let words = site.words();
    let mut lines = Vec::new();
    let Some(latest) = state.latest() else { return Ok(lines) };
    let say = |name: &str, date: jiff::civil::Date| words.with(name, &[("date", &full_date(date))]);
    if let Some(ended) = &latest.ended {
        lines.push(say("help-stands-ended", ended.happened.date()));
        return Ok(lines);
    }
    if let Some(span) = latest.spans.last() {
        lines.push(say(&format!("help-stands-{}", span.level.name()), span.from));
    }
    if latest.waits_for_judgement() {
        lines.push(words.say("help-stands-refused"));
    }
    match latest.lead() {
        Some(lead) => {
            let name = name_of(site, Some(lead)).await?;
            lines.push(words.with("help-stands-lead", &[("name", &name)]));
        }
        None => lines.push(words.say("help-stands-no-lead")),
    }
    let team = latest.team.iter().filter(|(_, left)| left.is_none());
    let team: Vec<&str> = team.map(|(joined, _)| joined.fact.name.as_str()).collect();
    if !team.is_empty() {
        lines.push(words.with("help-stands-team", &[("names", &team.join(", "))]));
    }
    if let Some(assessment) = latest.open_assessment() {
        if assessment.waits().is_some() {
            lines.push(words.say("help-stands-waits"));
        } else {
            lines.push(say("help-stands-assessing", assessment.began.happened.date()));
        }
    }
    match latest.plan() {
        Some(plan) => lines.push(say("help-stands-plan", plan.from)),
        None => lines.push(words.say("help-stands-no-plan")),
    }
    if let Some(next) = latest.next_review().filter(|_| latest.plan().is_some()) {
        lines.push(say("help-stands-review", next));
    }
    Ok(lines)
}

/// What this reader may do as things stand.
fn write_steps(writer: &mut Writer, site: &Site, signed_in: &SignedIn, shown: &Shown) {
    let application = site.application();
    let (child, opened) = (shown.child, &shown.opened);
    let may = |step: &Step| {
        let kind = RecordKind::Help;
        application.may(&signed_in.actor, opened, step.action(), kind, FieldKind::Ordinary)
            && step.is_open(&opened.state, shown.protected, signed_in)
    };
    let words = site.words();
    let mut steps: Vec<Step> = Step::ALL.into_iter().filter(may).collect();
    let label = |step: Step| words.say(&format!("help-{}-title", step.name()));
    let address = |step: Step| format!("/help/{child}/{}", step.name());
    let gives_codes =
        application.may(&signed_in.actor, opened, Action::IssueCode, RecordKind::Help, FieldKind::Ordinary);
    if steps.is_empty() {
        writer.add(&InsetText::from(words.say("protection-nothing-to-do").as_str()));
    }
    // Whoever may do one thing is not sent through twenty: what comes next stands first, as buttons.
    let any_time: Vec<Step> = steps.extract_if(.., |step| step.is_for_any_time()).collect();
    writer.element("div").class("alongside-no-print").within(|writer| {
        if !steps.is_empty() {
            writer.heading(2, words.say("protection-next"));
            writer.element("div").class("govuk-button-group").within(|writer| {
                for step in steps {
                    let classes = "govuk-button--secondary".into();
                    writer.add(&Button { classes, ..Button::link(label(step), address(step)) });
                }
            });
        }
        if !any_time.is_empty() || gives_codes {
            writer.heading(2, words.say("protection-any-time"));
            writer.element("ul").class("govuk-list govuk-list--spaced").within(|writer| {
                let codes =
                    gives_codes.then(|| (format!("/help/{child}/people"), words.say("help-people-title")));
                let links = any_time.into_iter().map(|step| (address(step), label(step))).chain(codes);
                for (href, text) in links {
                    writer.element("li").within(|writer| {
                        writer.element("a").class("govuk-link").attribute("href", &href).text(&text);
                    });
                }
            });
        }
    });
}

fn write_plan(writer: &mut Writer, site: &Site, state: &Help) {
    let written = state.latest().and_then(|latest| latest.written.last());
    let Some(written) = written.filter(|_| state.open().is_some_and(|open| open.plan().is_some())) else {
        return;
    };
    writer.heading(2, site.words().say("help-plan-now"));
    write_answers(writer, site, &written.fact.answers);
}

fn write_assessment(writer: &mut Writer, site: &Site, state: &Help) {
    let words = site.words();
    let Some(assessment) = state.latest().and_then(|latest| latest.assessment()) else { return };
    writer.heading(2, words.say("help-assessment-now"));
    for part in ["child-needs", "parenting", "surroundings"] {
        let Some(written) = assessment.part(part) else { continue };
        writer.add(&Details {
            summary: words.say(&format!("help-{part}-title")).into(),
            content: Html::build(|writer| write_answers(writer, site, &written.fact.answers)).into(),
            ..Details::default()
        });
    }
    for adult in &assessment.adults {
        let label = words.with("help-about-adult", &[("name", &adult.fact.name)]);
        writer.add(&Details {
            summary: label.into(),
            content: Html::build(|writer| write_answers(writer, site, &adult.fact.answers)).into(),
            ..Details::default()
        });
    }
    write_codes(writer, site, assessment);
}

/// The codes for the census, each with its fact.
pub(super) fn write_codes(writer: &mut Writer, site: &Site, assessment: &Assessment) {
    let words = site.words();
    let child = assessment.factors.iter().flat_map(|recorded| &recorded.fact.factors);
    let child = child.map(|factor| (String::new(), factor));
    let adults = assessment.adult_factors.iter();
    let adults = adults.map(|recorded| (recorded.fact.name.clone(), &recorded.fact.factor));
    let rows: Vec<SummaryRow> = child
        .chain(adults)
        .map(|(name, factor)| {
            let code = code_words(site, &factor.code);
            let label = if name.is_empty() { code } else { format!("{name}: {code}") };
            SummaryRow::new(label, as_written(&factor.fact))
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    writer.heading(3, words.say("help-codes"));
    writer.paragraph(words.say("help-codes-lead"));
    writer.add(&SummaryList::of(rows));
}

/// A code of the census in the form's words.
pub(in crate::pages) fn code_words(site: &Site, code: &str) -> String {
    let value = format!("factor-{}", code.to_lowercase());
    let form = site.application().forms().latest(FORM);
    let questions = form.into_iter().flat_map(forms::Form::questions);
    let asked = questions.flat_map(|question| std::iter::once(question).chain(question.fields()));
    let found = asked.flat_map(forms::Question::choices).find(|choice| choice.value == value);
    found.map_or_else(|| code.to_owned(), |choice| choice.words(&Language::english(), None).label.clone())
}

/// What the family said to what was shared.
fn write_comments(writer: &mut Writer, site: &Site, state: &Help) {
    if state.comments.is_empty() {
        return;
    }
    let words = site.words();
    writer.heading(2, words.say("help-comments"));
    for comment in state.comments.iter().rev() {
        let name = state.relative(comment.fact.by).map(|known| known.name.clone()).unwrap_or_default();
        let date = full_date(london_date(comment.at));
        writer.element("div").class("alongside-entry").within(|writer| {
            let byline = words.with("help-comment-by", &[("name", &name), ("date", &date)]);
            writer.element("p").class("alongside-entry__byline").text(&byline);
            writer.element("p").class("alongside-entry__words").text(&comment.fact.words);
        });
    }
}

/// Every letter, to whom and when.
fn write_letters(writer: &mut Writer, site: &Site, shown: &Shown) {
    let state = &shown.opened.state;
    if state.shared.is_empty() {
        return;
    }
    writer.heading(2, site.words().say("help-letters"));
    writer.element("ul").class("govuk-list govuk-list--spaced").within(|writer| {
        for shared in state.shared.iter().rev() {
            let href = format!("/help/{}/letters/{}", shown.child, shared.fact.letter);
            let date = full_date(london_date(shared.at));
            let values = [
                ("subject", shared.fact.text.subject.as_str()),
                ("name", &shared.fact.text.to),
                ("date", &date),
            ];
            let label = site.words().with("help-letter-line", &values);
            writer.element("li").within(|writer| {
                writer.element("a").class("govuk-link").attribute("href", &href).text(&label);
            });
        }
    });
}
