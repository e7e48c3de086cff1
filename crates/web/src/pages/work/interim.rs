//! Help that cannot wait for an assessment. It never moves the route.

use access::Action;
use application::{Act, LineShown};
use govuk::{Choice, Details, Html, InsetText, Writer};
use records::request::{DecideInterimHelp, InterimDecided};

use crate::layout::Problems;
use crate::pages::children::fields::Typed;
use crate::pages::work::desk::Desk;
use crate::pages::work::step::DeskStep;
use crate::submitted::Submitted;

/// What was decided is recorded, for the family to read.
pub(crate) struct Interim;

impl DeskStep for Interim {
    const NAME: &'static str = "interim";
    const MAY: Action = Action::Triage;

    fn before(desk: &Desk<'_>, writer: &mut Writer) {
        let (words, request) = (desk.site.words(), desk.request());
        let asked = request.received.as_ref().is_some_and(|received| received.fact.care_may_fail);
        let urgent = asked || request.read.as_ref().is_some_and(|read| read.fact.care_may_fail);
        if urgent {
            writer.add(&InsetText::from(words.say("interim-urgent").as_str()));
        }
        let accommodation = Html::build(|writer| {
            for name in ["interim-accommodation-1", "interim-accommodation-2", "interim-accommodation-3"] {
                writer.paragraph(words.say(name));
            }
        });
        writer.add(&Details {
            summary: words.say("interim-accommodation").into(),
            content: accommodation.into(),
            open: true,
            ..Details::default()
        });
    }

    fn fields(desk: &Desk<'_>, typed: &Typed<'_>, _: &[LineShown], writer: &mut Writer) {
        let words = desk.site.words();
        let triage = desk.request().latest_triage();
        let written = triage.and_then(|triage| triage.fact.answers.text("t6-interim-help"));
        let starts = [("yes", "interim-starts-yes"), ("no", "interim-starts-no")];
        let starts = starts.map(|(value, name)| Choice::new(value, words.say(name)));
        typed.radios(writer, "starts", "interim-starts", starts.into(), "");
        typed.area(writer, "words", "interim-words", written.unwrap_or_default());
        let away = [("yes", "interim-away-yes"), ("no", "interim-away-no")];
        let away = away.map(|(value, name)| Choice::new(value, words.say(name)));
        typed.radios(writer, "away", "interim-away", away.into(), "no");
        typed.area(writer, "explained", "interim-explained", "");
    }

    fn act(desk: &Desk<'_>, submitted: &Submitted) -> Result<Act, Problems> {
        let starts = submitted.value("starts");
        if !matches!(starts, "yes" | "no") {
            return Err(Problems::one("starts", desk.site.words().say("interim-starts-missing")));
        }
        let decided = InterimDecided {
            starts: starts == "yes",
            words: submitted.value("words").to_owned(),
            away: submitted.value("away") == "yes",
            explained: submitted.value("explained").to_owned(),
        };
        Ok(Act::on(desk.id, DecideInterimHelp(decided)))
    }

    fn field_of(code: &str) -> &'static str {
        if code == "explain-first" { "explained" } else { "words" }
    }
}
