//! What a request contributes to the measures.

use forms::Answer;
use jiff::civil::Date;
use kernel::london_date;
use measures::{Diagnosis, Disabled, Facts, Outcome, RequestFacts, Source, TakenUp};
use uuid::Uuid;

use crate::request::{Received, Request, Route, WhoAsks, YesNoUnsure};

/// The question of the triage form that says what "disabled" is based on, and two of its answers.
const BASIS: &str = "t3-basis";
const DIAGNOSED: &str = "diagnosis";
const AWAITING: &str = "awaiting-diagnosis";
/// The question of the form for asking that takes an age.
const AGE: &str = "child-age";

/// The questions of the form about background, and what stands for yes and for not saying.
const SEX: &str = "sex";
const ETHNICITY: &str = "ethnic-group";
const CARER_DISABLED: &str = "carer-disabled";
const YES: &str = "yes";
const NOT_SAID: &str = "not-said";

/// A request's facts.
pub fn of_request(id: Uuid, request: &Request) -> Facts {
    let Some(received) = &request.received else { return Facts::default() };
    let received_on = london_date(received.fact.received_at);
    // "At contact" is what was recorded first; what is found out later is "ever".
    let said = |yes_no: YesNoUnsure| match yes_no {
        YesNoUnsure::Yes => Disabled::Yes,
        YesNoUnsure::No => Disabled::No,
        YesNoUnsure::Unsure => Disabled::MightBe,
    };
    let requested = RequestFacts {
        received_on,
        source: source(received.fact.asker.who),
        disabled: request.triage.first().map(|triage| said(triage.fact.disabled)),
        disabled_ever: request.triage.iter().any(|triage| triage.fact.disabled == YesNoUnsure::Yes),
        diagnosis: diagnosis(request),
        age: age(&received.fact, received_on),
        outcome: request.route.as_ref().map(|route| match route.fact.route {
            Route::Support => Outcome::Support,
            Route::Information => Outcome::Information,
            Route::NotTakenUp => Outcome::NotTakenUp,
        }),
        withdrawn: request.withdrawn.as_ref().map(|withdrawn| withdrawn.fact.reason.clone()),
        sex: background(request, SEX),
        ethnicity: background(request, ETHNICITY),
        carer_disabled: background(request, CARER_DISABLED).map(|said| said == YES),
        deprivation: request.background.as_ref().and_then(|told| told.fact.deprivation),
        team: None,
        taken_up: request
            .triage
            .first()
            .and_then(|triage| Some(TakenUp { by: triage.author.person?.0, on: london_date(triage.at) })),
    };
    Facts { request: Some(id), child: request.child(), requested: Some(requested), ..Facts::default() }
}

/// What was last told of a child's background; "I would rather not say" is nothing that is known.
fn background(request: &Request, question: &str) -> Option<String> {
    let answer = request.background.as_ref()?.fact.answers.get(question)?;
    answer.chosen().first().filter(|said| **said != NOT_SAID).map(|said| (*said).to_owned())
}

fn source(who: WhoAsks) -> Source {
    match who {
        WhoAsks::ParentCarer => Source::ParentCarer,
        WhoAsks::YoungPerson => Source::YoungPerson,
        WhoAsks::FamilyOrFriend => Source::FamilyOrFriend,
        WhoAsks::Professional => Source::Professional,
    }
}

fn diagnosis(request: &Request) -> Option<Diagnosis> {
    let basis = request.latest_triage()?.fact.answers.get(BASIS)?;
    if basis.is(DIAGNOSED) {
        Some(Diagnosis::Diagnosed)
    } else if basis.is(AWAITING) {
        Some(Diagnosis::Awaiting)
    } else {
        (!basis.chosen().is_empty()).then_some(Diagnosis::Neither)
    }
}

/// The age in whole years: from the day of birth, or as it was given.
fn age(received: &Received, on: Date) -> Option<u8> {
    if let Some(born) = received.child.birth_date {
        let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
        let years = on.year() - born.year() - i16::from(!had_birthday);
        return u8::try_from(years).ok();
    }
    match received.answers.get(AGE) {
        Some(Answer::Number(years)) => u8::try_from(*years).ok(),
        _ => received.child.age.trim().parse().ok(),
    }
}
