//! The questions in advance, and notice of a visit.

use access::{Action, RecordKind};
use application::Act;
use forms::Language;
use govuk::{Checkboxes, Choice, Fieldset, Writer};
use guidance::full_date;
use kernel::Moment;
use records::child::{
    CallOffVisit, NotifyVisit, QuestionsSent, SendQuestions, VisitCalledOff, VisitNotified,
};
use uuid::Uuid;

use super::child_page::ChildPage;
use super::fields::Typed;
use super::step::{Step, day};
use super::{letters, letters_journey};
use crate::layout::Problems;
use crate::submitted::Submitted;

/// The promise of the least notice of a visit.
const NOTICE: &str = "LS-NOTICE";
/// The service that helps a family to say what it thinks.
const ADVOCACY: &str = "advocacy";

/// The sections that are open, with their names for people.
pub fn open_sections(page: &ChildPage) -> Vec<(String, String)> {
    let open = page.child().open_sections();
    let Ok(form) = page.form() else { return Vec::new() };
    form.sections()
        .iter()
        .filter(|section| open.contains(&section.id.as_str()))
        .map(|section| (section.id.to_string(), section.words(&Language::english()).label.clone()))
        .collect()
}

/// The sections of the form that were ticked, out of these.
pub fn sections_typed(offered: &[(String, String)], submitted: &Submitted) -> Vec<String> {
    let ticked = offered.iter().filter(|(section, _)| submitted.is("sections", section));
    ticked.map(|(section, _)| section.clone()).collect()
}

/// A box for each of these sections.
pub fn write_sections(
    writer: &mut Writer,
    typed: &Typed<'_>,
    message: &str,
    offered: &[(String, String)],
    start: &[String],
) {
    let values = match typed.submitted {
        Some(submitted) => sections_typed(offered, submitted),
        None => start.to_vec(),
    };
    writer.add(&Checkboxes {
        name: "sections".into(),
        id_prefix: "sections".into(),
        fieldset: Some(Fieldset::question(typed.site.words().say(message))),
        error: typed.problems.of("sections").map(Into::into),
        items: offered.iter().map(|(id, label)| Choice::new(id.as_str(), label.as_str()).into()).collect(),
        values,
        ..Checkboxes::default()
    });
}

/// The questions go to the family, with what will not be asked.
pub struct Questions;

impl Step for Questions {
    const NAME: &'static str = "questions";
    const MAY: (Action, RecordKind) = (Action::Share, RecordKind::ChildRecord);

    fn address(_: Uuid) -> String {
        "/questions".to_owned()
    }

    fn before(page: &ChildPage, _: Uuid, writer: &mut Writer) {
        letters_journey::write_not_asked(page.words(), writer);
        super::draft::write_recipients(page, writer, page.site.application().today());
    }

    fn fields(page: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        let offered = open_sections(page);
        let all: Vec<String> = offered.iter().map(|(section, _)| section.clone()).collect();
        write_sections(writer, typed, "children-questions-sections", &offered, &all);
        typed.area(writer, "adjustments", "children-questions-adjustments", "");
        let settings = page.site.application().rules().protocol().settings();
        let advocate = settings.service(ADVOCACY);
        let advocate =
            advocate.map_or_else(String::new, |known| format!("{}, {}", known.name, known.telephone));
        typed.line(writer, "advocate", "children-questions-advocate", &advocate);
        typed.area(writer, "words", "children-questions-words", "");
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let text = |name: &str| submitted.value(name).to_owned();
        let offered = open_sections(page);
        let sent = QuestionsSent {
            sections: sections_typed(&offered, submitted),
            adjustments: text("adjustments"),
            advocate: text("advocate"),
            words: text("words"),
        };
        let issued = letters::issue(page, "questions", |to| letters::of(page).questions(to, page, &sent));
        Ok(letters::with_letters(Act::on(page.id, SendQuestions(sent.clone())), page.id, issued))
    }

    fn field_of(code: &str) -> &'static str {
        match code {
            "adjustments-missing" => "adjustments",
            "advocate-missing" => "advocate",
            _ => "sections",
        }
    }
}

/// The family is told of a visit.
pub struct Visit;

impl Step for Visit {
    const NAME: &'static str = "visit";
    const MAY: (Action, RecordKind) = (Action::RecordMeeting, RecordKind::ChildRecord);

    fn address(_: Uuid) -> String {
        "/visits/new".to_owned()
    }

    fn before(page: &ChildPage, _: Uuid, writer: &mut Writer) {
        let application = page.site.application();
        let earliest = application.rules().promised(NOTICE, Moment::At(application.now()));
        if let Some(earliest) = earliest {
            writer.paragraph(page.words().with("children-visit-earliest", &[("date", &full_date(earliest))]));
        }
    }

    fn fields(_: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        typed.date(writer, "on", "children-visit-on", None);
        typed.short(writer, "time", "children-visit-time", "");
        typed.line(writer, "place", "children-visit-place", "");
        typed.line(writer, "who", "children-visit-who", "");
        typed.area(writer, "sooner", "children-visit-sooner", "");
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let text = |name: &str| submitted.value(name).to_owned();
        let notified = VisitNotified {
            visit: page.site.application().new_identifier(),
            on: day(page, submitted, "on")?,
            time: text("time"),
            place: text("place"),
            who: text("who"),
            sooner: text("sooner"),
        };
        let issued = letters::issue(page, "visit", |to| letters::of(page).visit(to, &notified));
        Ok(letters::with_letters(Act::on(page.id, NotifyVisit(notified.clone())), page.id, issued))
    }

    fn field_of(code: &str) -> &'static str {
        match code {
            "time-missing" => "time",
            "place-missing" => "place",
            "who-comes-missing" => "who",
            "notice-too-short" => "sooner",
            _ => "on.day",
        }
    }
}

/// A visit does not take place.
pub struct CallOff;

impl Step for CallOff {
    const NAME: &'static str = "call-off";
    const MAY: (Action, RecordKind) = (Action::RecordMeeting, RecordKind::ChildRecord);

    fn address(about: Uuid) -> String {
        format!("/visits/{about}")
    }

    fn stands(page: &ChildPage, about: Uuid) -> bool {
        page.child().assessment.visit(about).is_some_and(|visit| visit.called_off.is_none())
    }

    fn fields(_: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        typed.area(writer, "why", "children-call-off-why", "");
    }

    fn act(page: &ChildPage, about: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let called_off = VisitCalledOff { visit: about, why: submitted.value("why").to_owned() };
        Ok(Act::on(page.id, CallOffVisit(called_off)))
    }

    fn field_of(_: &str) -> &'static str {
        "why"
    }
}
