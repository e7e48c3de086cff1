//! After the plan: a review, a new assessment, growing up, an ending.

use access::{Action, RecordKind};
use application::Act;
use forms::Language;
use govuk::{Choice, Writer};
use guidance::Level;
use kernel::Moment;
use records::child::{
    AdulthoodRecorded, AdulthoodStep, EndSupport, EndingNotified, HoldReview, NotifyEnding, Reassess,
    RecordAdulthood, ReviewHeld, SupportEnded,
};
use uuid::Uuid;

use super::child_page::ChildPage;
use super::fields::Typed;
use super::prepare::{sections_typed, write_sections};
use super::step::{Step, day};
use super::{letters, record_parts};
use crate::layout::Problems;
use crate::submitted::Submitted;

/// The promise of the next review.
const REVIEW: &str = "LS-REVIEW";

/// The plan is looked at again: only what changed.
pub struct Review;

impl Step for Review {
    const NAME: &'static str = "review";
    const READ: &'static str = "plan";
    const MAY: (Action, RecordKind) = (Action::Plan, RecordKind::Plan);
    const BACK: &'static str = "#reviews";

    fn address(_: Uuid) -> String {
        "/reviews/new".to_owned()
    }

    fn stands(page: &ChildPage, _: Uuid) -> bool {
        page.child().plan().is_some()
    }

    fn before(page: &ChildPage, _: Uuid, writer: &mut Writer) {
        record_parts::write_plan(page, writer);
    }

    fn fields(page: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        let application = page.site.application();
        typed.area(writer, "changed", "children-review-changed", "");
        typed.area(writer, "works", "children-review-works", "");
        typed.line(writer, "present", "children-review-present", "");
        let next = application.rules().promised(REVIEW, Moment::At(application.now()));
        typed.date(writer, "next", "children-review-next", next);
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let text = |name: &str| submitted.value(name).to_owned();
        let held = ReviewHeld {
            changed: text("changed"),
            works: text("works"),
            present: text("present"),
            next_on: day(page, submitted, "next")?,
        };
        let today = page.site.application().today();
        let issued = letters::issue(page, "review", |to| letters::of(page).reviewed(to, &held, today));
        Ok(letters::with_letters(Act::on(page.id, HoldReview(held.clone())), page.id, issued))
    }

    fn field_of(code: &str) -> &'static str {
        match code {
            "works-missing" => "works",
            "review-in-past" => "next.day",
            _ => "changed",
        }
    }
}

/// A new assessment is opened: what was written stays, and the help goes on.
pub struct Again;

/// Every section of the form, with its name for people.
fn all_sections(page: &ChildPage) -> Vec<(String, String)> {
    let Ok(form) = page.form() else { return Vec::new() };
    let named = |section: &forms::Section| {
        (section.id.to_string(), section.words(&Language::english()).label.clone())
    };
    form.sections().iter().map(named).collect()
}

impl Step for Again {
    const NAME: &'static str = "reassess";
    const MAY: (Action, RecordKind) = (Action::Allocate, RecordKind::ChildRecord);

    fn address(_: Uuid) -> String {
        "/reassess".to_owned()
    }

    fn stands(page: &ChildPage, _: Uuid) -> bool {
        page.child().assessment.opened.is_some() && !page.child().is_assessing()
    }

    fn fields(page: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        let words = page.words();
        typed.area(writer, "why", "children-reassess-why", "");
        let levels = Level::ALL.iter().map(|level| {
            Choice::new(level.as_str(), words.say(&format!("children-level-{}", level.as_str())))
        });
        typed.radios(writer, "level", "children-reassess-level", levels.collect(), "");
        write_sections(writer, typed, "children-reassess-sections", &all_sections(page), &[]);
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let Ok(level) = submitted.value("level").parse::<Level>() else {
            return Err(Problems::one("level", page.words().say("children-reassess-level-missing")));
        };
        let reassess = Reassess {
            why: submitted.value("why").to_owned(),
            level,
            sections: sections_typed(&all_sections(page), submitted),
        };
        let issued = letters::issue(page, "reassess", |to| letters::of(page).reassess(to, &reassess));
        Ok(letters::with_letters(Act::on(page.id, reassess.clone()), page.id, issued))
    }

    fn field_of(code: &str) -> &'static str {
        if code == "no-sections" { "sections" } else { "why" }
    }
}

/// A step towards adult life.
pub struct Adulthood;

impl Step for Adulthood {
    const NAME: &'static str = "adulthood";
    const MAY: (Action, RecordKind) = (Action::Plan, RecordKind::Plan);
    const BACK: &'static str = "#adulthood";

    fn address(_: Uuid) -> String {
        "/adulthood".to_owned()
    }

    fn fields(page: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        let words = page.words();
        let steps = AdulthoodStep::ALL
            .iter()
            .map(|(name, ..)| Choice::new(*name, words.say(&format!("children-adulthood-step-{name}"))));
        typed.radios(writer, "step", "children-adulthood-step", steps.collect(), "");
        typed.area(writer, "words", "children-adulthood-words", "");
        typed.area(writer, "consent", "children-adulthood-consent", "");
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let chosen = submitted.value("step");
        let Some((_, step, _)) = AdulthoodStep::ALL.iter().find(|(name, ..)| *name == chosen) else {
            return Err(Problems::one("step", page.words().say("children-adulthood-step-missing")));
        };
        let recorded = AdulthoodRecorded {
            step: *step,
            words: submitted.value("words").to_owned(),
            consent: submitted.value("consent").to_owned(),
        };
        Ok(Act::on(page.id, RecordAdulthood(recorded)))
    }

    fn field_of(code: &str) -> &'static str {
        if code == "consent-missing" { "consent" } else { "words" }
    }
}

/// The family is told that support will end; it ends at once where they want it today.
pub struct Ending;

impl Step for Ending {
    const NAME: &'static str = "ending";
    const MAY: (Action, RecordKind) = (Action::SignOff, RecordKind::Plan);

    fn address(_: Uuid) -> String {
        "/ending".to_owned()
    }

    fn stands(page: &ChildPage, _: Uuid) -> bool {
        page.child().assessment.opened.is_some() && !page.child().is_ended()
    }

    fn fields(_: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        typed.area(writer, "why", "children-ending-why", "");
        typed.date(writer, "on", "children-ending-on", None);
        typed.area(writer, "agreed", "children-ending-agreed", "");
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let text = |name: &str| submitted.value(name).to_owned();
        let notified =
            EndingNotified { on: day(page, submitted, "on")?, why: text("why"), agreed: text("agreed") };
        let issued = letters::issue(page, "closing", |to| letters::of(page).ends(to, &notified));
        let act = Act::on(page.id, NotifyEnding(notified.clone()));
        let at_once = !notified.agreed.is_empty() && notified.on == page.site.application().today();
        let act =
            if at_once { act.and(page.id, EndSupport(SupportEnded { words: notified.why })) } else { act };
        Ok(letters::with_letters(act, page.id, issued))
    }

    fn field_of(code: &str) -> &'static str {
        match code {
            "ending-in-past" | "ending-too-soon" => "on.day",
            "still-assessed" => "agreed",
            _ => "why",
        }
    }
}

/// Support ends, once the last day has come.
pub struct End;

impl Step for End {
    const NAME: &'static str = "end";
    const MAY: (Action, RecordKind) = (Action::SignOff, RecordKind::Plan);

    fn address(_: Uuid) -> String {
        "/end".to_owned()
    }

    fn stands(page: &ChildPage, _: Uuid) -> bool {
        !page.child().is_ended()
    }

    fn fields(_: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        typed.area(writer, "words", "children-end-words", "");
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        Ok(Act::on(page.id, EndSupport(SupportEnded { words: submitted.value("words").to_owned() })))
    }

    fn field_of(_: &str) -> &'static str {
        "words"
    }
}
