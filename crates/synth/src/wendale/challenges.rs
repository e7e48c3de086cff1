//! Challenges of invented families: one that nobody looks at yet, and a complaint that was answered with a promise that is
//! still owed.

use application::{Application, Unit};
use forms::{Answer as Given, QuestionId};
use guidance::full_date;
use jiff::Timestamp;
use records::challenge::{
    About, Acknowledge, Acknowledged, Action, Allocate, Answer, Answered, Challenge, Challenger, Made, Make,
    Outcome, Stage, Way,
};
use records::child::{LetterBlock, LetterText};
use records::request::Channel;
use records::{Author, Command};
use uuid::Uuid;

use super::{Known, Practitioners};
use crate::chance::Chance;
use crate::error::SynthError;
use crate::family::Family;
use crate::founding::named;
use crate::when::When;

/// What is said in a challenge.
struct Said {
    way: Way,
    what: &'static str,
    words: &'static str,
    wanted: &'static str,
    at: Timestamp,
}

const LATE: &str =
    "We were told that the Saturday sitter would start three weeks ago. Nobody came, and nobody rang.";
const WHY_ROUTE: &str = "The letter says a short assessment. I would like to know why not a full one.";

/// Writes them.
pub(super) async fn challenges(
    application: &Application,
    chance: &Chance,
    when: When<'_>,
    practitioners: &Practitioners,
    known: &Known,
) -> Result<(), SynthError> {
    if let Some(family) = &known.with_plan {
        complaint(application, chance, when, practitioners, family).await?;
    }
    if let Some(family) = &known.assessing {
        let said = Said {
            way: Way::SecondLook,
            what: "route",
            words: WHY_ROUTE,
            wanted: "",
            at: when.at(when.working_days_ago(1), 14, 20),
        };
        let mut unit = Unit::begin(application).await?;
        let id = chance.identifier(said.at);
        make(application, &mut unit, chance, (id, family), &said)?;
        unit.commit(when.now()).await?;
    }
    Ok(())
}

fn make(
    application: &Application,
    unit: &mut Unit,
    chance: &Chance,
    (id, family): (Uuid, &Family),
    said: &Said,
) -> Result<Made, SynthError> {
    let form = application.forms().latest("challenge");
    let form = form.ok_or_else(|| SynthError::Unknown("the form of a challenge".to_owned()))?;
    let mut answers = form.no_answers();
    for (question, answer) in [
        ("way", Given::Choice(said.way.name().to_owned())),
        ("what-about", Given::Choice(said.what.to_owned())),
        ("your-words", Given::Text(said.words.to_owned())),
        ("put-right", Given::Text(said.wanted.to_owned())),
    ] {
        let empty = matches!(&answer, Given::Text(text) if text.is_empty());
        if let (Ok(question), false) = (QuestionId::new(question), empty) {
            answers.set(&question, Some(answer));
        }
    }
    let made = Made {
        reference: chance.reference(),
        way: said.way,
        about: About {
            child: Some(family.child),
            request: Some(family.request),
            called: family.called.clone(),
            what: said.what.to_owned(),
            ..About::default()
        },
        by: Challenger { person: family.asker, name: family.asker_name.clone(), contact: None },
        answers,
        words: said.words.to_owned(),
        wanted: said.wanted.to_owned(),
        channel: Channel::Web,
        received_at: said.at,
        entered_by: None,
        asked_for: None,
    };
    let author = Author::new(family.asker, named("asker")?);
    decide(unit, id, "make a challenge", &Make(made.clone()), &author, said.at)?;
    Ok(made)
}

/// A complaint, answered by somebody who decided nothing before, with a promise.
async fn complaint(
    application: &Application,
    chance: &Chance,
    when: When<'_>,
    practitioners: &Practitioners,
    family: &Family,
) -> Result<(), SynthError> {
    let at = |days, hour| when.at(when.working_days_ago(days), hour, 15);
    let said = Said {
        way: Way::Complaint,
        what: "plan",
        words: LATE,
        wanted: "That somebody comes, and that we are rung when somebody cannot.",
        at: at(7, 9),
    };
    let mut unit = Unit::begin(application).await?;
    let id = chance.identifier(said.at);
    let made = make(application, &mut unit, chance, (id, family), &said)?;
    let manager = practitioners.complaints.acting("complaints-manager")?;
    decide(&mut unit, id, "acknowledge", &Acknowledge(Acknowledged::default()), &manager, at(6, 10))?;
    let allocate = Allocate {
        to: practitioners.officer.person,
        independent: String::new(),
        deciders: application.deciders(&made.about).await?,
    };
    decide(&mut unit, id, "name who looks at it", &allocate, &manager, at(6, 11))?;
    let by = when.working_days_after(when.today(), 5);
    let action = Action {
        action: chance.identifier(at(2, 14)),
        what: "Find a sitter for Saturdays, and ring the family on each Friday until there is one."
            .to_owned(),
        by,
    };
    let why = "You are right that nobody came and that nobody rang. The provider had nobody, and did not tell us. The \
               plan promises this help, so we owe it."
        .to_owned();
    let text = LetterText {
        to: family.asker_name.clone(),
        subject: "You are right, and we will put it right".to_owned(),
        blocks: vec![
            LetterBlock::Heading("Why".to_owned()),
            LetterBlock::Paragraph(why.clone()),
            LetterBlock::Heading("What we will do".to_owned()),
            LetterBlock::Table(vec![(action.what.clone(), format!("By {}", full_date(by)))]),
        ],
        from: format!("{}\n{}", practitioners.officer.name, practitioners.officer.telephone),
        ..LetterText::default()
    };
    let answer = Answer {
        answered: Answered {
            stage: Some(Stage::One),
            outcome: Outcome::Upheld,
            why,
            actions: vec![action],
            letter: chance.identifier(at(2, 14)),
            text,
        },
        deciders: application.deciders(&made.about).await?,
    };
    let officer = practitioners.officer.acting("designated-social-care-officer")?;
    decide(&mut unit, id, "answer", &answer, &officer, at(2, 14))?;
    Ok(unit.commit(when.now()).await?)
}

fn decide<C>(
    unit: &mut Unit,
    id: Uuid,
    step: &'static str,
    command: &C,
    author: &Author,
    at: Timestamp,
) -> Result<(), SynthError>
where
    C: Command<Stream = Challenge>,
{
    unit.decide(id, command, author, at).map_err(|source| SynthError::Step { step, source })
}
