//! A person's name and a telephone number, on every family page.

use govuk::{Html, Writer};
use kernel::PersonId;

use super::reading::Reading;

/// Whom to ring, the person nearest to the work first.
pub(super) struct Person {
    /// Who.
    pub(super) who: PersonId,
    /// Their name.
    pub(super) name: String,
    /// Their number.
    pub(super) telephone: String,
    /// The message that says what they do.
    part: &'static str,
}

/// The practitioner whom this reader knows: who leads the assessment, or who answers the request.
pub(super) fn person(reading: &Reading) -> Option<Person> {
    let named = |person: PersonId, part| {
        let practitioner = reading.practitioner(person)?;
        let (name, telephone) = (practitioner.name.clone(), practitioner.telephone.clone());
        (!telephone.is_empty()).then_some(Person { who: person, name, telephone, part })
    };
    let today = reading.site.application().today();
    let assessor = || named(reading.record()?.assessor()?, "family-talk-assessor");
    let navigator = || {
        let mut involved = reading.record()?.involved.iter();
        let part = involved.find(|part| part.holds_on(today) && part.capacity.as_str() == "navigator")?;
        named(part.person, "family-talk-navigator")
    };
    let answers = || {
        let author = &reading.asked()?.latest_triage()?.author;
        let navigates = author.capacity.as_ref().is_some_and(|capacity| capacity.as_str() == "navigator");
        named(author.person.filter(|_| navigates)?, "family-talk-navigator")
    };
    let leads = || {
        let leads = reading.help.iter().find_map(|open| open.opened.state.open()?.lead());
        named(leads?, "family-talk-lead")
    };
    assessor().or_else(navigator).or_else(answers).or_else(leads)
}

/// Whom to ask: a person's name, or the team where nobody is named yet.
pub(super) fn who_to_ask(reading: &Reading) -> String {
    let support = &reading.site.application().rules().protocol().settings().support;
    let (name, telephone) = person(reading).map_or_else(
        || (support.name.clone(), support.telephone.clone()),
        |known| (known.name, known.telephone),
    );
    reading.words().with("family-talk-ask", &[("name", &name), ("telephone", &telephone)])
}

/// The part of a page that says whom to talk to.
pub(super) fn view(reading: &Reading, level: u8) -> Html {
    let words = reading.words();
    let support = &reading.site.application().rules().protocol().settings().support;
    Html::build(|writer: &mut Writer| {
        writer.element("section").class("alongside-talk").within(|writer| {
            writer.heading(level, words.say("family-talk-title"));
            if let Some(known) = person(reading) {
                writer.paragraph(
                    words.with(known.part, &[("name", &known.name), ("telephone", &known.telephone)]),
                );
            }
            writer.paragraph(words.with(
                "family-talk-team",
                &[("name", &support.name), ("telephone", &support.telephone), ("hours", &support.hours)],
            ));
            writer.paragraph(words.say("family-talk-voice"));
        });
    })
}
