//! The route letter: the decision first, then why, then what happens when, and how to challenge it. Built from what was
//! asked and decided, the protocol and the words; nothing in it is looked up elsewhere.

use documents::Symbol;
use forms::Library;
use guidance::{Facts, Milestone, Rules, Settings};
use jiff::Timestamp;
use kernel::Moment;
use records::child::{EasyIdea, LetterBlock, LetterText};
use records::request::{Received, Route, RouteProposed, Triaged};

use crate::letters::Ideas;
use crate::pages::work::letter_words::{
    AsVerified, asked, challenge, dates, from, heading, level_name, paragraph, who_to_ring,
};
use crate::questions::in_words;
use crate::wording::Wording;

/// What a route letter is made of.
pub(crate) struct RouteLetter<'a> {
    /// What was asked.
    pub request: &'a Received,
    /// The triage it rests on.
    pub triage: Option<&'a Triaged>,
    /// The route.
    pub proposed: &'a RouteProposed,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// Who will talk to the family: name and telephone number.
    pub talks: Option<(&'a str, &'a str)>,
    /// Whether advice for an education, health and care plan was asked for.
    pub ehc_advice: bool,
    /// Whether the child is disabled, where that is known.
    pub disabled: Option<bool>,
    /// What is due, as well verified as the partnership made it.
    pub as_verified: AsVerified<'a>,
}

/// The letter.
pub(crate) fn route_letter(
    words: &Wording,
    rules: &Rules,
    forms: &Library,
    letter: &RouteLetter<'_>,
) -> LetterText {
    let settings = rules.protocol().settings();
    let called = letter.request.child.called.as_str();
    let (subject, decision) = match letter.proposed.route {
        Route::Support => ("letter-route-support-subject", "letter-route-support-decision"),
        Route::Information => ("letter-route-information-subject", "letter-route-information-decision"),
        Route::NotTakenUp => ("letter-route-not-taken-up-subject", "letter-route-not-taken-up-decision"),
    };
    let level = words.say(level_name(letter.proposed.level));
    let mut blocks =
        vec![LetterBlock::Paragraph(words.with(decision, &[("called", called), ("level", &level)]))];
    blocks.push(heading(words, "letter-route-why"));
    blocks.push(LetterBlock::Paragraph(letter.proposed.why.clone()));
    if letter.proposed.route == Route::NotTakenUp {
        blocks.extend(criteria(words, forms, letter));
    }
    blocks.extend(who_to_ring(words, settings, letter.talks));
    if letter.proposed.route == Route::Support {
        blocks.extend(dates_of_assessment(words, rules, letter));
        blocks.extend(agreed(words, forms, letter));
        blocks.extend(left_out(words, &settings.route.left_out));
        blocks.push(heading(words, "letter-route-rights"));
        let rights = [
            "letter-route-right-full",
            "letter-route-right-someone",
            "letter-route-right-skip",
            "letter-route-right-see",
            "letter-route-right-adjust",
        ];
        blocks.push(LetterBlock::List(rights.map(|name| words.say(name)).into()));
    } else {
        blocks.push(paragraph(words, "letter-route-ask-again"));
    }
    blocks.extend(challenge(words, settings));
    let easy = easy(words, settings, letter);
    LetterText {
        to: letter.request.asker.name.clone(),
        subject: words.with(subject, &[("called", called)]),
        blocks,
        from: from(settings, letter.talks),
        easy,
    }
}

/// The same in easy read.
fn easy(words: &Wording, settings: &Settings, letter: &RouteLetter<'_>) -> Vec<EasyIdea> {
    let ideas = Ideas::new(words, &letter.request.child.called);
    let ideas = match letter.proposed.route {
        Route::Support => ideas
            .idea(Symbol::Yes, "letter-easy-route-support")
            .idea(Symbol::Help, "letter-easy-route-support-next"),
        Route::Information => ideas
            .idea(Symbol::Yes, "letter-easy-route-information")
            .idea(Symbol::Choose, "letter-easy-route-information-next"),
        Route::NotTakenUp => ideas
            .idea(Symbol::No, "letter-easy-route-not-taken-up")
            .idea(Symbol::Paper, "letter-easy-route-not-taken-up-next"),
    };
    let ideas = ideas.with(Symbol::Question, "letter-easy-why", &[("why", &letter.proposed.why)]);
    let (name, telephone) = letter.talks.unwrap_or((&settings.support.name, &settings.support.telephone));
    let ideas = ideas.ring(name, telephone);
    let ideas = if letter.proposed.route == Route::Support {
        ideas
            .idea(Symbol::Person, "letter-easy-route-someone")
            .idea(Symbol::Choose, "letter-easy-route-skip")
            .idea(Symbol::Paper, "letter-easy-route-see")
    } else {
        ideas.idea(Symbol::Yes, "letter-easy-route-again")
    };
    ideas.ways(settings).finish()
}

fn dates_of_assessment(words: &Wording, rules: &Rules, letter: &RouteLetter<'_>) -> Vec<LetterBlock> {
    let decided = Moment::At(letter.decided_at);
    let milestones = [
        asked(letter.request),
        Milestone::new("request.acknowledged", Moment::At(letter.request.received_at)),
        Milestone::new("request.read", decided),
        Milestone::new("interim.decided", decided),
        Milestone::new("asker.confirmed", decided),
        Milestone::new("route.decided", decided),
        Milestone::new("route.letter_sent", decided),
    ];
    let facts = Facts {
        assessment_level: Some(letter.proposed.level),
        ehc: Some(letter.ehc_advice),
        disabled: letter.disabled,
        ..Facts::default()
    };
    dates(words, rules, &milestones, &facts, letter.as_verified, |_| true)
}

/// Whom the family agreed that we talk to. Nobody else is asked before they are.
fn agreed(words: &Wording, forms: &Library, letter: &RouteLetter<'_>) -> Vec<LetterBlock> {
    let answers = &letter.request.answers;
    let listed = forms.form_of(answers).and_then(|form| {
        let question = form.question("people-to-contact")?;
        Some(in_words(form, question, answers.get("people-to-contact")?))
    });
    let said = match listed {
        Some(listed) => vec![
            paragraph(words, "letter-route-agreed-people"),
            LetterBlock::List(listed.lines().map(str::to_owned).collect()),
        ],
        None => vec![paragraph(words, "letter-route-agreed-nobody")],
    };
    [vec![heading(words, "letter-route-agreed")], said, vec![paragraph(words, "letter-route-agreed-change")]]
        .concat()
}

/// What the protocol leaves out, in the family's words.
fn left_out(words: &Wording, left_out: &[String]) -> Vec<LetterBlock> {
    let promises: Vec<String> = left_out
        .iter()
        .map(|promise| format!("letter-route-leaves-{promise}"))
        .filter(|name| words.has(name))
        .map(|name| words.say(&name))
        .collect();
    if promises.is_empty() {
        return Vec::new();
    }
    vec![heading(words, "letter-route-leaves"), LetterBlock::List(promises)]
}

/// Where a request is not taken up: each thing that was looked at, with our answer, so that it can be challenged.
fn criteria(words: &Wording, forms: &Library, letter: &RouteLetter<'_>) -> Vec<LetterBlock> {
    let Some(triage) = letter.triage else { return Vec::new() };
    let Some(form) = forms.form_of(&triage.answers) else { return Vec::new() };
    let rows = [
        ("t2-asking-for-help", "letter-route-criterion-asked"),
        ("t3-disabled", "letter-route-criterion-disabled"),
        ("t5-request-types", "letter-route-criterion-kinds"),
    ]
    .into_iter()
    .filter_map(|(id, name)| {
        let question = form.question(id)?;
        let answer = in_words(form, question, triage.answers.get(id)?);
        Some((words.say(name), answer))
    })
    .collect::<Vec<_>>();
    vec![
        heading(words, "letter-route-criteria"),
        LetterBlock::Table(rows),
        paragraph(words, "letter-route-criteria-wrong"),
    ]
}
