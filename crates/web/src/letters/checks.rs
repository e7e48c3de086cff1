//! Every letter there is, made from invented facts: that it says the decision first and how to challenge it, that it is
//! easy to read, that page and paper say the same, and that no word of it stands outside the catalogue.

use std::collections::BTreeMap;
use std::sync::Arc;

use documents::{Block, Document, Print};
use fluent_syntax::ast::{Entry, Pattern, PatternElement};
use forms::{Library, reading_grade};
use guidance::{Guidance, Level, Milestone, Protocol, Rules, Scheduled, full_date};
use jiff::civil::{Date, date};
use kernel::{Capacity, EntryId, Moment, PersonId};
use records::child::{
    AdviserCondition, ChangeNotified, Child, ChildEvent, Decision, GapAnswered, GapReported, Hundredths,
    LetterBlock, LetterText, NeedRecorded, Plan, Reassess, Registered, Remedy, Service, ServiceStarted,
    SignedOff, SupportOpened, VisitNotified,
};
use records::people::{Involved, SafeContact};
use records::request::{Asker, Channel, ChildDescribed, Received, Route, RouteProposed, WhoAsks};
use records::{Author, Recorded, Stream};
use unic_langid::langid;
use uuid::Uuid;

use super::{Edition, Sent, parts};
use crate::pages::children::letters::{Closing, Letters, QuestionPack, Review, Signer};
use crate::pages::work::late_letter::{LateLetter, late_letter};
use crate::pages::work::letter_words::AsVerified;
use crate::pages::work::receipt_letter::{Receipt, receipt_letter};
use crate::pages::work::route_letter::{RouteLetter, route_letter};
use crate::wording::{Wording, catalogue};

#[path = "../../../press/tests/back/mod.rs"]
mod back;

const TODAY: Date = date(2026, 11, 23);
/// A reader of nine to eleven; see `forms/README.md`.
const GRADE_MAX: f64 = 6.0;
/// Easy read is easier.
const EASY_GRADE_MAX: f64 = 4.0;
/// The longest sentence of easy read, in words.
const EASY_WORDS_MAX: usize = 15;

/// What people wrote and what things are called: none of it is a word of ours.
const FACTS: &[&str] = &[
    "We ring before we come.",
    "Wendale Voices, 01632 960150",
    "Zoë Nguyễn",
    "Sam",
    "Ama Field",
    "Ada Brook",
    "01632 960113",
    "WB7-KQ2",
    "Sleep for the whole family",
    "Nobody can go on without sleep.",
    "One night away each month",
    "A night at Hill House",
    "Hill House",
    "One night",
    "Getting to the park",
    "The council has no bus.",
    "Ring Ama and she finds another night.",
    "Everybody else is away this month.",
    "Thank you for your time.",
    "You asked for a night off.",
    "Nights",
    "How does Sam sleep?",
    "at home",
    "Two nights each month",
    "You told us it works.",
    "You moved away.",
    "You rang us.",
    "You asked for it.",
    "School is new.",
    "It is here.",
    "One more night.",
    "A night at Hill House",
    "lead assessor",
];

fn rules() -> Rules {
    let guidance = Arc::new(Guidance::embedded().unwrap());
    let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
    Rules::new(guidance, protocol)
}

fn to() -> Involved {
    Involved {
        person: PersonId(Uuid::from_u128(1)),
        name: "Zoë Nguyễn".to_owned(),
        capacity: Capacity::new("parent-carer").unwrap(),
        relationship: String::new(),
        contact: None,
        from: TODAY,
        until: None,
    }
}

fn need(number: u128, statement: &str, decision: Decision, why: &str, met_by: &str) -> NeedRecorded {
    NeedRecorded {
        need: Uuid::from_u128(number),
        statement: statement.to_owned(),
        duty: "OB-12".to_owned(),
        decision,
        why: why.to_owned(),
        met_by: met_by.to_owned(),
        ..NeedRecorded::default()
    }
}

fn plan() -> Plan {
    Plan {
        services: vec![Service {
            service: Uuid::from_u128(7),
            need: Uuid::from_u128(5),
            what: "A night at Hill House".to_owned(),
            amount: "One night".to_owned(),
            provider: "Hill House".to_owned(),
            duty: "OB-12".to_owned(),
            starts_on: date(2026, 12, 5),
            ..Service::default()
        }],
        contingency: "Ring Ama and she finds another night.".to_owned(),
        review_on: date(2027, 2, 25),
    }
}

fn child() -> Child {
    let at = "2026-11-02T10:00:00Z".parse().unwrap();
    let why = "Nobody can go on without sleep.";
    let mut child = Child::default();
    let events: Vec<ChildEvent> = vec![
        Registered { called: "Sam".to_owned(), full_name: String::new(), birth_date: None }.into(),
        to().into(),
        SupportOpened {
            request: Uuid::from_u128(9),
            reference: "WB7-KQ2".to_owned(),
            received_at: at,
            level: Level::Full,
            request_types: Vec::new(),
            sections: Vec::new(),
            why: "You asked for a night off.".to_owned(),
            ehc_advice: false,
            disabled: Some(true),
            settled: BTreeMap::new(),
            asked_by: None,
        }
        .into(),
        need(5, "Sleep for the whole family", Decision::Meet, why, "One night away each month").into(),
        need(6, "Getting to the park", Decision::Unmet, "The council has no bus.", "").into(),
        SignedOff { words: "Thank you for your time.".to_owned() }.into(),
        plan().into(),
        GapReported {
            gap: Uuid::from_u128(8),
            service: Uuid::from_u128(7),
            from: TODAY,
            until: None,
            missed: Hundredths(100),
            words: String::new(),
        }
        .into(),
    ];
    for (version, event) in (1..).zip(events) {
        child.apply(&Recorded {
            entry: EntryId(Uuid::from_u128(100 + u128::from(version))),
            version,
            recorded_at: at,
            author: Author::default(),
            happened: Moment::At(at),
            event,
        });
    }
    child
}

fn received(forms: &Library) -> Received {
    Received {
        reference: "WB7-KQ2".to_owned(),
        channel: Channel::Phone,
        received_at: "2026-11-02T10:00:00Z".parse().unwrap(),
        asker: Asker {
            person: PersonId(Uuid::from_u128(1)),
            name: "Zoë Nguyễn".to_owned(),
            who: WhoAsks::ParentCarer,
            contact: SafeContact::default(),
        },
        child: ChildDescribed { called: "Sam".to_owned(), ..ChildDescribed::default() },
        answers: forms.latest("ask").unwrap().no_answers(),
        care_may_fail: false,
        entered_by: None,
    }
}

fn missed(rules: &Rules) -> Vec<Scheduled> {
    let asked = Milestone::new("support.requested", Moment::On(date(2026, 6, 1)));
    let scheduled = rules.schedule(&[asked], &guidance::Facts::default());
    let late = scheduled.into_iter().filter(|duty| duty.shown_to_family && duty.due.date().is_some());
    late.take(2).collect()
}

/// Every letter, by its name.
#[expect(clippy::too_many_lines, reason = "a list: what each letter is made from")]
fn every_letter(words: &Wording) -> Vec<(&'static str, LetterText)> {
    let (rules, forms, child, to) = (rules(), Library::embedded().unwrap(), child(), to());
    let signer = Signer {
        name: "Ama Field".to_owned(),
        part: "lead assessor".to_owned(),
        telephone: "01632 960113".to_owned(),
    };
    let letters = Letters { child: &child, rules: &rules, words, signer, today: TODAY };
    let received = received(&forms);
    let missed = missed(&rules);
    let missed: Vec<&Scheduled> = missed.iter().collect();
    let talks = Some(("Ama Field", "01632 960113"));
    let routed = |route| {
        let proposed = RouteProposed {
            route,
            level: Level::Full,
            why: "You asked for a night off.".to_owned(),
            link: None,
        };
        let letter = RouteLetter {
            request: &received,
            triage: None,
            proposed: &proposed,
            decided_at: "2026-11-03T10:00:00Z".parse().unwrap(),
            talks,
            ehc_advice: false,
            disabled: Some(true),
            as_verified: &|duty| duty,
        };
        route_letter(words, &rules, &forms, &letter)
    };
    let condition = AdviserCondition {
        adviser: PersonId(Uuid::from_u128(3)),
        why: "Everybody else is away this month.".to_owned(),
    };
    let pack = QuestionPack {
        sections: vec![("Nights".to_owned(), vec!["How does Sam sleep?".to_owned()])],
        visit: Some((date(2026, 12, 1), "at home".to_owned())),
        adjustments: "We ring before we come.".to_owned(),
        advocate: "Wendale Voices, 01632 960150".to_owned(),
        said: "Thank you for your time.".to_owned(),
    };
    let review = |changes: Vec<String>, reduced_from| Review {
        held_on: TODAY,
        changes,
        reduced_from,
        why: "You told us it works.".to_owned(),
        next_on: Some(date(2027, 5, 23)),
        said: String::new(),
    };
    let closing = |agreed| Closing {
        ends_on: date(2026, 12, 31),
        why: "You moved away.".to_owned(),
        agreed,
        said: String::new(),
    };
    let changes = vec!["Two nights each month".to_owned()];
    let service = Uuid::from_u128(7);
    let visit = VisitNotified {
        visit: Uuid::from_u128(6),
        on: date(2026, 12, 1),
        time: "10 am".to_owned(),
        place: "at home".to_owned(),
        who: "Ada Brook".to_owned(),
        sooner: "You rang us.".to_owned(),
    };
    let started = ServiceStarted { service, on: date(2026, 12, 1), words: "It is here.".to_owned() };
    let made_good = GapAnswered {
        gap: Uuid::from_u128(8),
        remedy: Remedy::MadeUp,
        made_good: Hundredths(100),
        words: "One more night.".to_owned(),
    };
    let change = ChangeNotified {
        service,
        what: "Two nights each month".to_owned(),
        why: "You asked for it.".to_owned(),
        from: date(2026, 12, 31),
        asked: "You rang us.".to_owned(),
    };
    let again = Reassess {
        why: "School is new.".to_owned(),
        level: Level::Short,
        sections: vec!["nights".to_owned()],
    };
    let condition = Some((&condition, "Ada Brook"));
    vec![
        ("receipt", receipt_letter(words, &rules, &Receipt::of(&received, &|duty| duty))),
        ("route: support", routed(Route::Support)),
        ("route: information", routed(Route::Information)),
        ("refusal", routed(Route::NotTakenUp)),
        ("allocated", letters.allocated(&to, "Ama Field", "01632 960113", condition)),
        ("question pack", letters.question_pack(&to, &pack)),
        ("question pack without a day", letters.question_pack(&to, &QuestionPack { visit: None, ..pack })),
        ("draft", letters.draft(&to, "Thank you for your time.")),
        ("decision", letters.decision(&to, "Thank you for your time.")),
        ("plan", letters.plan(&to, &plan(), "")),
        ("visit", letters.visit(&to, &visit)),
        ("start", letters.start(&to, &started)),
        ("gap", letters.gap(&to, &made_good)),
        ("change", letters.change(&to, &change)),
        ("new look", letters.reassess(&to, &again)),
        ("review: goes on", letters.review(&to, &review(Vec::new(), None))),
        ("review: changes", letters.review(&to, &review(changes, Some(date(2027, 1, 4))))),
        ("late", letters.late(&to, &missed)),
        (
            "late, before a record",
            late_letter(words, &rules, &LateLetter { request: &received, missed: &missed, talks: None }),
        ),
        ("closing", letters.closing(&to, &closing(true))),
        ("closing, not agreed", letters.closing(&to, &closing(false))),
    ]
}

fn sent(text: &LetterText) -> Sent<'_> {
    Sent { text, on: TODAY, place: String::new(), asked_for: None }
}

/// Letters that ask rather than decide: there is nothing to challenge yet, and they say what the reader may do instead.
const ASKS: &[&str] = &["allocated", "draft", "visit", "start", "new look"];

#[test]
fn the_decision_comes_first_and_then_how_to_challenge_it() {
    let words = Wording::english().unwrap();
    for (name, letter) in every_letter(&words) {
        assert!(!letter.subject.is_empty(), "{name}");
        assert!(!matches!(letter.blocks.first(), Some(LetterBlock::Heading(_)) | None), "{name}");
        assert!(letter.from.contains("01632"), "{name}: nobody to ring in {:?}", letter.from);
        let headings: Vec<&String> = letter
            .blocks
            .iter()
            .filter_map(|block| if let LetterBlock::Heading(text) = block { Some(text) } else { None })
            .collect();
        let challenged = headings.iter().any(|text| text.starts_with("If you d"));
        assert!(challenged || ASKS.contains(&name), "{name}: {headings:?}");
        let all = format!("{:?} {:?}", letter.blocks, letter.easy);
        assert!(!all.contains("[letter"), "{name}: words are missing in {all}");
    }
}

#[test]
fn every_letter_is_easy_to_read_and_easier_in_easy_read() {
    let words = Wording::english().unwrap();
    // A name, a number, a law and what somebody wrote are as long as they are.
    let ours = |text: &str| {
        let mut text = text.to_owned();
        for fact in FACTS {
            text = text.replace(fact, "Sam");
        }
        text
    };
    for (name, letter) in every_letter(&words) {
        let mut texts: Vec<String> = vec![ours(&letter.subject)];
        for block in &letter.blocks {
            match block {
                LetterBlock::Heading(text) | LetterBlock::Paragraph(text) => texts.push(ours(text)),
                LetterBlock::List(items) => texts.extend(items.iter().map(|item| ours(item))),
                LetterBlock::Table(_) => {}
            }
        }
        let grade = reading_grade(&texts.join("\n"));
        assert!(grade <= GRADE_MAX, "{name}: grade {grade:.1}");
        let easy: Vec<String> = letter.easy.iter().map(|idea| ours(&idea.words)).collect();
        let grade = reading_grade(&easy.join("\n"));
        assert!(grade <= EASY_GRADE_MAX, "{name} in easy read: grade {grade:.1}");
        assert!(easy.len() > 5, "{name}");
        for sentence in easy.iter().flat_map(|text| text.split(['.', '?', '!', ':'])) {
            let count = sentence.split_whitespace().count();
            assert!(count <= EASY_WORDS_MAX, "{name}: {count} words: {sentence}");
        }
        for idea in &letter.easy {
            assert!(documents::Symbol::named(&idea.picture).is_some(), "{name}: {}", idea.picture);
        }
    }
}

#[test]
fn words_that_are_not_used_on_the_support_route_are_in_no_letter() {
    let words = Wording::english().unwrap();
    let forms = Library::embedded().unwrap();
    for (name, letter) in every_letter(&words) {
        for edition in Edition::ALL {
            for text in parts(&words, &sent(&letter), edition).iter().flat_map(Block::texts) {
                let found = forms.check_words(text);
                assert!(found.is_empty(), "{name}: {text}: {found:?}");
            }
        }
    }
}

/// What a screen reader reads of a PDF, in order.
fn read_aloud(document: &Document, print: Print) -> Vec<String> {
    fn texts(elements: &[back::Element], found: &mut Vec<String>) {
        for element in elements {
            match element.kind.as_str() {
                "H1" | "H2" | "P" | "TH" | "TD" | "LBody" => found.push(element.text()),
                "Lbl" => {}
                _ => texts(&element.elements(), found),
            }
        }
    }
    let bytes = press::pdf(document, print, &|page, pages| format!("{page}/{pages}")).unwrap();
    let file = back::read(&bytes);
    assert_eq!(file.title, document.title);
    file.check();
    let mut found = Vec::new();
    texts(&file.elements, &mut found);
    found
}

#[test]
fn every_letter_has_its_pdf_and_it_is_read_as_its_page_is() {
    let words = Wording::english().unwrap();
    for (name, letter) in every_letter(&words) {
        for edition in Edition::ALL {
            let blocks = parts(&words, &sent(&letter), edition);
            let document = Document {
                title: letter.subject.clone(),
                language: words.language().to_owned(),
                author: "Wendale Council".to_owned(),
                date: TODAY,
                blocks,
            };
            let page: Vec<String> = document
                .texts()
                .iter()
                .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect();
            assert_eq!(read_aloud(&document, edition.print()), page, "{name}, {}", edition.name());
        }
    }
}

/// The catalogue in a language that nobody speaks: every letter of it is another one.
fn invented() -> Wording {
    let mut sources = Vec::new();
    for file in catalogue() {
        let text = file.contents_utf8().unwrap();
        let mut resource = fluent_syntax::parser::parse(text.to_owned()).unwrap();
        for entry in &mut resource.body {
            if let Entry::Message(message) = entry
                && let Some(pattern) = &mut message.value
            {
                invent(pattern);
            }
        }
        sources.push((file.path().display().to_string(), fluent_syntax::serializer::serialize(&resource)));
    }
    Wording::of(langid!("en-GB"), sources).unwrap()
}

fn invent(pattern: &mut Pattern<String>) {
    use fluent_syntax::ast::Expression;
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = value.chars().map(other).collect(),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                for variant in variants {
                    invent(&mut variant.value);
                }
            }
            PatternElement::Placeable { .. } => {}
        }
    }
}

/// A letter that no text of ours is written in.
fn other(letter: char) -> char {
    let from =
        |first: u32, start: char| char::from_u32(first + letter as u32 - start as u32).unwrap_or(letter);
    match letter {
        'a'..='z' => from(0x1_d41a, 'a'),
        'A'..='Z' => from(0x1_d400, 'A'),
        other => other,
    }
}

#[test]
fn no_word_of_a_letter_stands_outside_the_catalogue() {
    let (words, rules) = (invented(), rules());
    let settings = rules.protocol().settings();
    // What the protocol and the guidance call things comes from their own files; dates are put in words by the guidance.
    let mut facts: Vec<String> = FACTS.iter().map(|fact| (*fact).to_owned()).collect();
    facts.extend([
        settings.support.name.clone(),
        settings.support.hours.clone(),
        settings.complaints.name.clone(),
        settings.complaints.email.clone(),
        settings.complaints.address.clone().unwrap_or_default(),
        settings.reading.words.clone(),
        settings.partnership.authority.clone(),
    ]);
    facts.extend(settings.services.iter().map(|service| service.name.clone()));
    facts.extend(rules.guidance().clauses().map(|clause| clause.citation.clone()));
    let asked = Milestone::new("support.requested", Moment::On(TODAY));
    facts.extend(rules.schedule(&[asked], &guidance::Facts::default()).into_iter().map(|duty| duty.name));
    facts.extend(rules.guidance().duties().map(|duty| duty.name.clone()));
    facts.extend(rules.protocol().standards().iter().map(|standard| standard.name.clone()));
    let days = (0..800).filter_map(|day| date(2026, 1, 1).checked_add(jiff::Span::new().days(day)).ok());
    facts.extend(days.map(full_date));
    facts.sort_by_key(|fact| std::cmp::Reverse(fact.len()));
    let mut outside = Vec::new();
    for (name, letter) in every_letter(&words) {
        for edition in Edition::ALL {
            for text in parts(&words, &sent(&letter), edition).iter().flat_map(Block::texts) {
                let mut left = text.to_owned();
                for fact in facts.iter().filter(|fact| !fact.is_empty()) {
                    left = left.replace(fact.as_str(), "");
                }
                if left.split(|sign: char| !sign.is_ascii_alphabetic()).any(|word| word.len() > 2) {
                    outside.push(format!("{name}: {left}"));
                }
            }
        }
    }
    assert!(outside.is_empty(), "{outside:#?}");
}

#[test]
fn the_invented_language_would_show_a_word_outside_the_catalogue() {
    let said = invented().with("letter-dear", &[("name", "Sam")]);
    assert!(said.contains("Sam") && !said.contains("Dear"), "{said}");
    assert!(!said.starts_with('['));
}

/// What the partnership checked is said without the mark; what it did not, with it.
#[test]
fn a_letter_follows_what_the_partnership_checked() {
    let (words, rules) = (Wording::english().unwrap(), rules());
    let received = received(&Library::embedded().unwrap());
    let said = |as_verified: AsVerified<'_>| {
        let letter = receipt_letter(&words, &rules, &Receipt::of(&received, as_verified));
        format!("{:?}", letter.blocks)
    };
    let mark = words.say("letter-route-unverified");
    assert!(said(&|duty| duty).contains(&mark));
    let checked = said(&|duty| Scheduled { verified: Some(guidance::Verified::Primary), ..duty });
    assert!(!checked.contains(&mark), "{checked}");
}
