//! Whether the help comes: a service starts, help does not come, that is answered; a service will be less.

use access::{Action, RecordKind};
use application::Act;
use govuk::{Choice, Writer};
use records::child::{
    AnswerGap, ChangeNotified, GapAnswered, GapReported, Hundredths, NotifyChange, Remedy, ReportGap,
    ServiceStarted, StartService,
};
use uuid::Uuid;

use super::amounts::{number_typed, quantity_words};
use super::child_page::ChildPage;
use super::fields::Typed;
use super::step::{Step, day, day_or_none};
use super::{letters, letters_journey};
use crate::layout::Problems;
use crate::submitted::Submitted;

/// What the service is, and how much of it there should be.
fn write_service(page: &ChildPage, service: Uuid, writer: &mut Writer) {
    let Some(service) = page.child().service(service) else { return };
    let amount = service
        .quantity
        .as_ref()
        .map_or_else(|| service.amount.clone(), |quantity| quantity_words(page.words(), quantity));
    let values = [("what", service.what.as_str()), ("amount", &amount), ("provider", &service.provider)];
    writer.element("p").class("govuk-inset-text").text(&page.words().with("children-service-is", &values));
}

/// A service starts.
pub struct Start;

impl Step for Start {
    const NAME: &'static str = "start";
    const READ: &'static str = "plan";
    const MAY: (Action, RecordKind) = (Action::Plan, RecordKind::Plan);
    const BACK: &'static str = "#delivery";

    fn address(about: Uuid) -> String {
        format!("/services/{about}/start")
    }

    fn stands(page: &ChildPage, about: Uuid) -> bool {
        page.child().service(about).is_some() && page.child().journey.started(about).is_none()
    }

    fn before(page: &ChildPage, about: Uuid, writer: &mut Writer) {
        write_service(page, about, writer);
    }

    fn fields(page: &ChildPage, about: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        let planned = page.child().service(about).map(|service| service.starts_on);
        typed.date(writer, "on", "children-start-on", planned);
        typed.area(writer, "words", "children-start-words", "");
    }

    fn act(page: &ChildPage, about: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let started = ServiceStarted {
            service: about,
            on: day(page, submitted, "on")?,
            words: submitted.value("words").to_owned(),
        };
        let issued = letters::issue(page, "start", |to| letters::of(page).start(to, &started));
        Ok(letters::with_letters(Act::on(page.id, StartService(started.clone())), page.id, issued))
    }

    fn field_of(_: &str) -> &'static str {
        "on.day"
    }
}

/// Help did not come, as the family told somebody who works with them.
pub struct Gap;

impl Step for Gap {
    const NAME: &'static str = "gap";
    const READ: &'static str = "plan";
    const MAY: (Action, RecordKind) = (Action::Comment, RecordKind::Plan);
    const BACK: &'static str = "#delivery";

    fn address(about: Uuid) -> String {
        format!("/services/{about}/gap")
    }

    fn stands(page: &ChildPage, about: Uuid) -> bool {
        page.child().service(about).is_some()
    }

    fn before(page: &ChildPage, about: Uuid, writer: &mut Writer) {
        write_service(page, about, writer);
    }

    fn fields(_: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        typed.date(writer, "from", "children-gap-from", None);
        typed.date(writer, "until", "children-gap-until", None);
        typed.short(writer, "missed", "children-gap-missed", "");
        typed.area(writer, "words", "children-gap-words", "");
    }

    fn act(page: &ChildPage, about: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let gap = GapReported {
            gap: page.site.application().new_identifier(),
            service: about,
            from: day(page, submitted, "from")?,
            until: day_or_none(page, submitted, "until")?,
            missed: number_typed(page.words(), submitted, "missed")?.unwrap_or(Hundredths(0)),
            words: submitted.value("words").to_owned(),
        };
        Ok(Act::on(page.id, ReportGap(gap)))
    }

    fn field_of(code: &str) -> &'static str {
        match code {
            "nothing-missed" => "missed",
            "ends-before-it-begins" => "until.day",
            _ => "from.day",
        }
    }
}

/// What makes up for it.
pub struct GapAnswer;

impl Step for GapAnswer {
    const NAME: &'static str = "gap-answer";
    const READ: &'static str = "plan";
    const MAY: (Action, RecordKind) = (Action::Plan, RecordKind::Plan);
    const BACK: &'static str = "#delivery";

    fn address(about: Uuid) -> String {
        format!("/gaps/{about}")
    }

    fn stands(page: &ChildPage, about: Uuid) -> bool {
        page.child().journey.gap(about).is_some_and(|gap| gap.remedied.is_none())
    }

    fn before(page: &ChildPage, about: Uuid, writer: &mut Writer) {
        let Some(gap) = page.child().journey.gap(about) else { return };
        write_service(page, gap.reported.fact.service, writer);
        letters_journey::write_gap(page.words(), &gap.reported.fact, true, writer);
    }

    fn fields(page: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        let words = page.words();
        let choices = Remedy::ALL
            .iter()
            .map(|(name, _)| Choice::new(*name, words.say(&format!("children-remedy-{name}"))));
        typed.radios(writer, "remedy", "children-gap-answer-remedy", choices.collect(), "");
        typed.short(writer, "made_good", "children-gap-answer-made-good", "0");
        typed.area(writer, "words", "children-gap-answer-words", "");
    }

    fn act(page: &ChildPage, about: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let chosen = submitted.value("remedy");
        let Some((_, remedy)) = Remedy::ALL.iter().find(|(name, _)| *name == chosen) else {
            return Err(Problems::one("remedy", page.words().say("children-gap-answer-remedy-missing")));
        };
        let answered = GapAnswered {
            gap: about,
            remedy: *remedy,
            made_good: number_typed(page.words(), submitted, "made_good")?.unwrap_or(Hundredths(0)),
            words: submitted.value("words").to_owned(),
        };
        let issued = letters::issue(page, "gap", |to| letters::of(page).gap(to, &answered));
        Ok(letters::with_letters(Act::on(page.id, AnswerGap(answered.clone())), page.id, issued))
    }

    fn field_of(code: &str) -> &'static str {
        if code == "more-than-missed" { "made_good" } else { "words" }
    }
}

/// A service will be less or end.
pub struct Change;

impl Step for Change {
    const NAME: &'static str = "change";
    const READ: &'static str = "plan";
    const MAY: (Action, RecordKind) = (Action::Plan, RecordKind::Plan);
    const BACK: &'static str = "#delivery";

    fn address(about: Uuid) -> String {
        format!("/services/{about}/change")
    }

    fn stands(page: &ChildPage, about: Uuid) -> bool {
        page.child().service(about).is_some()
    }

    fn before(page: &ChildPage, about: Uuid, writer: &mut Writer) {
        write_service(page, about, writer);
    }

    fn fields(_: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        typed.area(writer, "what", "children-change-what", "");
        typed.area(writer, "why", "children-change-why", "");
        typed.date(writer, "from", "children-change-from", None);
        typed.area(writer, "asked", "children-change-asked", "");
    }

    fn act(page: &ChildPage, about: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let text = |name: &str| submitted.value(name).to_owned();
        let notified = ChangeNotified {
            service: about,
            what: text("what"),
            why: text("why"),
            from: day(page, submitted, "from")?,
            asked: text("asked"),
        };
        let issued = letters::issue(page, "change", |to| letters::of(page).change(to, &notified));
        Ok(letters::with_letters(Act::on(page.id, NotifyChange(notified.clone())), page.id, issued))
    }

    fn field_of(code: &str) -> &'static str {
        match code {
            "why-missing" => "why",
            "change-too-soon" => "from.day",
            _ => "what",
        }
    }
}
