//! Answering: that the way through a form ends, that nothing hostile gets in, and that what is wrong is said.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use forms::{
    Answer, Answers, ErrorCode, Form, Kind, Library, Opening, Question, SectionId, parse_question, prune,
    validate,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::Index;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::embedded().expect("the embedded forms load"));
const TODAY: Date = date(2026, 11, 23);

fn form(id: &str) -> &'static Form {
    LIBRARY.latest(id).expect("the form is there")
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn parse(form: &Form, question: &str, pairs: &[(&str, &str)]) -> Result<Option<Answer>, Vec<ErrorCode>> {
    parse_question(form, question, &fields(pairs), &form.no_answers(), TODAY)
        .map_err(|errors| errors.into_iter().map(|error| error.code).collect())
}

/// Answers each question in turn with these values, as a person would through pages.
fn answer_all(form: &Form, given: &[(&str, &str)]) -> Answers {
    let mut answers = form.no_answers();
    for (question, value) in given {
        let raw = fields(&[(question, value)]);
        let answer = parse_question(form, question, &raw, &answers, TODAY).expect("the answer is taken");
        answers.set(&question.parse().expect("a name"), answer);
    }
    answers
}

#[test]
fn a_young_person_is_spoken_to_and_not_asked_who_they_are_to_the_child() {
    let ask = form("ask");
    let mut answers = answer_all(ask, &[("who-is-asking", "child-or-young-person")]);
    let visible: Vec<_> = ask.visible_questions(&answers).into_iter().map(|each| each.id.as_str()).collect();
    for absent in ["your-relationship", "your-work", "family-knows", "your-name", "family-contact"] {
        assert!(!visible.contains(&absent), "{absent}");
    }
    assert!(visible.contains(&"tell-parents"));
    let english = forms::Language::english();
    let voice = ask.voice(&answers);
    for question in ask.visible_questions(&answers) {
        let words = question.words(&english, voice);
        for text in words
            .texts()
            .chain(question.choices().iter().flat_map(|choice| choice.words(&english, voice).texts()))
        {
            assert!(!text.contains("our child"), "{}: {text}", question.id);
        }
    }
    let missing: Vec<_> = validate(ask, &answers, TODAY).into_iter().map(|error| error.message).collect();
    assert!(missing.contains(&"Write what you like to be called".to_owned()), "{missing:?}");
    answers.set(&"who-is-asking".parse().unwrap(), Some(Answer::Choice("parent-carer".into())));
    assert_eq!(ask.voice(&answers), None);
}

#[test]
fn the_shortest_way_to_ask_is_short() {
    let ask = form("ask");
    let answers = answer_all(
        ask,
        &[
            ("who-is-asking", "parent-carer"),
            ("your-relationship", "mother"),
            ("what-would-help", "Sleep."),
            ("kinds-of-help", "not-sure"),
            ("how-soon", "now"),
            ("child-name", "Robin"),
            ("agree-to-contact-others", "nobody-yet"),
            ("your-name", "Alex"),
            ("safe-contact", "text"),
            ("contact-number", "01632 960 001"),
            ("safe-message", "do-not-say-who"),
        ],
    );
    assert_eq!(validate(ask, &answers, TODAY), []);
    assert_eq!(prune(ask, &answers), answers);
}

#[test]
fn triage_asks_its_nine_questions_in_order_and_holds_the_basis_mandatory() {
    let triage = form("triage");
    let order: Vec<_> = triage.questions().map(|question| question.id.as_str()[..2].to_owned()).collect();
    let mut once = order.clone();
    once.dedup();
    assert_eq!(once, ["t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9"]);
    let mut answers = answer_all(triage, &[("t3-disabled", "might-be"), ("t9-facts-of-harm", "unsure")]);
    let missing = |answers: &Answers| -> BTreeSet<String> {
        validate(triage, answers, TODAY).into_iter().map(|error| error.question.to_string()).collect()
    };
    assert!(missing(&answers).contains("t3-basis"));
    assert!(missing(&answers).contains("t9-what-was-noticed"));
    answers.set(&"t3-basis".parse().unwrap(), Some(Answer::Choices(vec!["awaiting-diagnosis".into()])));
    assert!(!missing(&answers).contains("t3-basis"));
    answers.set(&"t9-facts-of-harm".parse().unwrap(), Some(Answer::Choice("no".into())));
    assert!(!missing(&answers).contains("t9-what-was-noticed"));
    let values: Vec<_> = triage
        .question("t9-facts-of-harm")
        .unwrap()
        .choices()
        .iter()
        .map(|choice| choice.value.as_str())
        .collect();
    assert_eq!(values, ["no", "yes", "unsure"], "no scale");
}

#[test]
fn a_request_opens_only_its_own_sections() {
    let assessment = form("assessment");
    let opened = |types: &[&str]| -> String {
        assessment.sections_opened_by(types).iter().map(|id| id.as_str()[..1].to_uppercase()).collect()
    };
    for (types, expected) in [
        (&[][..], "ABCPQRSU"),
        (&["information-only"], "ABCPQRSU"),
        (&["short-break"], "ABCDEFGIPQRSU"),
        (&["care-at-home"], "ABCDEFGPQRSU"),
        (&["equipment"], "ABCDEJLPQRSU"),
        (&["adaptation"], "ABCDKLPQRSU"),
        (&["direct-payment"], "ABCDEFPQRSU"),
        (&["ehc-advice"], "ABCDHPQRSU"),
        (&["parent-carer-assessment"], "ABCMOPQRSU"),
        (&["sibling-or-young-carer"], "ABCNPQRSU"),
        (&["transition"], "ABCDHIJPQRSTU"),
        (&["adaptation", "sibling-or-young-carer"], "ABCDKLNPQRSU"),
    ] {
        assert_eq!(opened(types), expected, "{types:?}");
    }
    let letters: String =
        assessment.sections().iter().map(|section| section.id.as_str()[..1].to_uppercase()).collect();
    assert_eq!(letters, "ABCDEFGHIJKLMNOPQRSTU");
    let mut answers = assessment.no_answers();
    assert!(assessment.visible_questions(&answers).iter().all(|each| each.id.as_str() != "own-room"));
    answers.opened.insert(SectionId::new("k-home").unwrap());
    assert!(assessment.visible_questions(&answers).iter().any(|each| each.id.as_str() == "own-room"));
}

#[test]
fn a_concern_goes_through_with_one_word_and_with_every_mixture_of_answers() {
    let concern = form("concern");
    let answers = answer_all(concern, &[("what-was-noticed", "Bruise")]);
    assert_eq!(validate(concern, &answers, TODAY), []);
    for question in concern.questions() {
        let every: Vec<_> =
            question.choices().iter().map(|choice| (question.id.as_str(), choice.value.as_str())).collect();
        if matches!(question.kind, Kind::ManyOf(_)) {
            assert!(parse(concern, question.id.as_str(), &every).is_ok(), "{}", question.id);
        }
    }
    let long = "He was crying again. ".repeat(2_000);
    assert!(parse(concern, "what-was-noticed", &[("what-was-noticed", &long)]).is_ok());
}

#[test]
fn intimate_detail_is_optional_everywhere() {
    let mut count = 0;
    for question in LIBRARY.forms().flat_map(Form::questions).filter(|question| question.intimate) {
        assert!(question.optional, "{}", question.id);
        count += 1;
    }
    assert!(count > 10, "{count}");
}

#[test]
fn what_is_wrong_is_said() {
    let ask = form("ask");
    let long = "x".repeat(10_001);
    for (question, raw, expected) in [
        ("what-would-help", vec![("what-would-help", " \r\n ")], ErrorCode::Missing),
        (
            "what-would-help",
            vec![("what-would-help", long.as_str())],
            ErrorCode::TooLong { limit: 10_000, count: 10_001 },
        ),
        (
            "what-would-help",
            vec![("what-would-help", "a"), ("what-would-help", "b")],
            ErrorCode::SeveralGiven,
        ),
        ("who-is-asking", vec![("who-is-asking", "<script>")], ErrorCode::NotAChoice),
        (
            "kinds-of-help",
            vec![("kinds-of-help", "short-break"), ("kinds-of-help", "moon")],
            ErrorCode::NotAChoice,
        ),
        (
            "kinds-of-help",
            vec![("kinds-of-help", "not-sure"), ("kinds-of-help", "short-break")],
            ErrorCode::ExclusiveWithOthers,
        ),
        ("child-age", vec![("child-age", "seven")], ErrorCode::NotANumber),
        ("child-age", vec![("child-age", "99999999999999999999")], ErrorCode::NotANumber),
        ("child-age", vec![("child-age", "26")], ErrorCode::OutOfRange { min: 0, max: 25 }),
        (
            "child-birth-date",
            vec![
                ("child-birth-date.day", "31"),
                ("child-birth-date.month", "2"),
                ("child-birth-date.year", "2019"),
            ],
            ErrorCode::NotADate,
        ),
        ("child-birth-date", vec![("child-birth-date.day", "3")], ErrorCode::NotADate),
        (
            "child-birth-date",
            vec![
                ("child-birth-date.day", "24"),
                ("child-birth-date.month", "11"),
                ("child-birth-date.year", "2026"),
            ],
            ErrorCode::DateInFuture,
        ),
        ("contact-email", vec![("contact-email", "a@b")], ErrorCode::NotAsked),
        ("no-such", vec![("no-such", "a")], ErrorCode::UnknownQuestion),
    ] {
        assert_eq!(parse(ask, question, &raw), Err(vec![expected]), "{question}");
    }
    let errors = parse_question(ask, "what-would-help", &[], &ask.no_answers(), TODAY).unwrap_err();
    assert_eq!(errors[0].message, "Write what would help. A few words are enough");
    assert_eq!(
        (errors[0].question.as_str(), errors[0].field.as_str()),
        ("what-would-help", "what-would-help")
    );
    let errors = parse_question(
        ask,
        "what-would-help",
        &fields(&[("what-would-help", &long)]),
        &ask.no_answers(),
        TODAY,
    )
    .unwrap_err();
    assert!(
        errors[0].message.contains("10001") && errors[0].message.contains("10000"),
        "{}",
        errors[0].message
    );
}

#[test]
fn what_is_right_is_taken_as_it_is_meant() {
    let ask = form("ask");
    let text = |text: &str| Ok(Some(Answer::Text(text.to_owned())));
    let tidy = [("what-would-help", "  A case\u{0} of <b>concern</b>,\r\nor\u{1b} two. ")];
    assert_eq!(
        parse(ask, "what-would-help", &tidy),
        text("A case of <b>concern</b>,\nor two."),
        "their words, not ours"
    );
    assert_eq!(parse(ask, "child-name", &[("child-name", "Zo\u{eb}\nO'Neill ")]), text("Zo\u{eb} O'Neill"));
    assert_eq!(
        parse(ask, "child-age", &[("child-age", " 7 "), ("forged", "1")]),
        Ok(Some(Answer::Number(7)))
    );
    let date_fields = |month| {
        [("child-birth-date.day", "27"), ("child-birth-date.month", month), ("child-birth-date.year", "2019")]
    };
    for month in ["3", "03", "March", "mar"] {
        assert_eq!(
            parse(ask, "child-birth-date", &date_fields(month)),
            Ok(Some(Answer::Date(date(2019, 3, 27))))
        );
    }
    let kinds =
        [("kinds-of-help", "equipment"), ("kinds-of-help", "short-break"), ("kinds-of-help", "equipment")];
    let chosen = vec!["short-break".to_owned(), "equipment".to_owned()];
    assert_eq!(parse(ask, "kinds-of-help", &kinds), Ok(Some(Answer::Choices(chosen))));
    assert_eq!(parse(ask, "how-soon-words", &[]), Ok(None));
    assert_eq!(
        parse(form("triage"), "t1-immediate-danger", &[("t1-immediate-danger", "yes")]),
        Ok(Some(Answer::YesNo(true)))
    );
}

#[test]
fn rows_are_read_one_by_one() {
    let ask = form("ask");
    let answers = answer_all(ask, &[("agree-to-contact-others", "yes")]);
    let read =
        |pairs: &[(&str, &str)]| parse_question(ask, "people-to-contact", &fields(pairs), &answers, TODAY);
    let Ok(Some(Answer::Rows(rows))) = read(&[
        ("people-to-contact.1.who", "Ms Reed"),
        ("people-to-contact.1.scope", "ask-only"),
        ("people-to-contact.1.forged", "x"),
        ("people-to-contact.2.who", "  "),
        ("people-to-contact.7.who", "Dr Ash"),
        ("people-to-contact.7.scope", "check-with-me"),
    ]) else {
        panic!("two rows");
    };
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].len(), 2, "a forged field is not kept");
    let errors = read(&[("people-to-contact.2.who", "Ms Reed")]).unwrap_err();
    assert_eq!(
        (errors[0].field.as_str(), &errors[0].message[..]),
        ("people-to-contact.1.scope", "Choose what we can do")
    );
    let many: Vec<_> = (1..=11).map(|row| (format!("people-to-contact.{row}.who"), "A".to_owned())).collect();
    let errors = parse_question(ask, "people-to-contact", &many, &answers, TODAY).unwrap_err();
    assert_eq!(errors[0].code, ErrorCode::TooManyRows { limit: 10 });
    let errors = read(&[]).unwrap_err();
    assert_eq!((errors[0].field.as_str(), &errors[0].code), ("people-to-contact.1.who", &ErrorCode::Missing));
}

#[test]
fn stored_answers_of_the_wrong_kind_are_found() {
    let safety = form("safety");
    let mut answers = safety.no_answers();
    answers.set(&"what-is-happening".parse().unwrap(), Some(Answer::Number(1)));
    let errors = validate(safety, &answers, TODAY);
    assert_eq!(errors[0].code, ErrorCode::WrongKind);
    answers.set(&"what-is-happening".parse().unwrap(), Some(Answer::Text(" ".into())));
    assert_eq!(validate(safety, &answers, TODAY)[0].code, ErrorCode::Missing);
    answers.set(&"what-is-happening".parse().unwrap(), Some(Answer::Text("help".into())));
    assert_eq!(validate(safety, &answers, TODAY), []);
}

/// Fields a browser, or somebody pretending to be one, might send for this question.
fn sent(question: &Question, prefix: &str, choice: Index, text: &str) -> Vec<(String, String)> {
    let pair = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];
    match &question.kind {
        Kind::YesNo => pair(prefix, ["yes", "no", text][choice.index(3)]),
        Kind::OneOf(choices) | Kind::ManyOf(choices) => {
            pair(prefix, &choices[choice.index(choices.len())].value)
        }
        Kind::Number { min, max } => {
            pair(prefix, &[min.to_string(), max.to_string(), text.to_owned()][choice.index(3)])
        }
        Kind::Date { .. } => [("day", "1"), ("month", "2"), ("year", "2020")]
            .iter()
            .map(|(part, value)| (format!("{prefix}.{part}"), (*value).to_owned()))
            .collect(),
        Kind::Group { fields, .. } => fields
            .iter()
            .flat_map(|field| sent(field, &format!("{prefix}.1.{}", field.id), choice, text))
            .collect(),
        Kind::Text { .. } | Kind::LongText { .. } => pair(prefix, text),
    }
}

fn any_answers() -> impl Strategy<Value = (&'static Form, Answers)> {
    let forms: Vec<&'static Form> = LIBRARY.forms().collect();
    let each = (any::<bool>(), any::<Index>(), "[a-z0-9@ ]{0,12}");
    (proptest::sample::select(forms), proptest::collection::vec(each, 1..40), any::<u32>()).prop_map(
        |(form, choices, sections)| {
            let mut answers = form.no_answers();
            let closed = form.sections().iter().filter(|section| section.opens != Opening::Always);
            answers.opened = closed
                .enumerate()
                .filter(|(index, _)| sections >> index & 1 == 1)
                .map(|(_, section)| section.id.clone())
                .collect();
            // Later answers to earlier questions hide some that were answered: leftovers are wanted here.
            for (index, question) in form.questions().chain(form.questions()).enumerate() {
                let (give, choice, text) = &choices[index % choices.len()];
                if *give {
                    let raw = sent(question, question.id.as_str(), *choice, text);
                    if let Ok(answer) = parse_question(form, question.id.as_str(), &raw, &answers, TODAY) {
                        answers.set(&question.id, answer);
                    }
                }
            }
            (form, answers)
        },
    )
}

proptest! {
    #[test]
    fn the_way_through_visits_each_question_once_and_ends((form, answers) in any_answers()) {
        let visible: Vec<_> = form.visible_questions(&answers).into_iter().map(|each| each.id.clone()).collect();
        let mut forwards = Vec::new();
        let mut here = form.first(&answers);
        while let Some(question) = here {
            prop_assert!(forwards.len() < visible.len(), "the way does not end");
            forwards.push(question.id.clone());
            here = form.next_after(question.id.as_str(), &answers);
        }
        prop_assert_eq!(&forwards, &visible);
        let mut backwards = Vec::new();
        let mut here = forwards.last().and_then(|last| form.question(last.as_str()));
        while let Some(question) = here {
            prop_assert!(backwards.len() < visible.len(), "the way back does not end");
            backwards.push(question.id.clone());
            here = form.previous_before(question.id.as_str(), &answers);
        }
        backwards.reverse();
        prop_assert_eq!(backwards, visible);
    }

    #[test]
    fn pruning_twice_is_pruning_once_and_changes_no_question((form, answers) in any_answers()) {
        let pruned = prune(form, &answers);
        prop_assert_eq!(&prune(form, &pruned), &pruned);
        prop_assert_eq!(form.visible_questions(&pruned), form.visible_questions(&answers));
        prop_assert_eq!(validate(form, &pruned, TODAY), validate(form, &answers, TODAY));
        let stored = serde_json::to_string(&pruned).unwrap();
        prop_assert_eq!(serde_json::from_str::<Answers>(&stored).unwrap(), pruned);
    }

    #[test]
    fn whatever_is_parsed_validates((form, answers) in any_answers()) {
        let errors = validate(form, &prune(form, &answers), TODAY);
        prop_assert!(errors.iter().all(|error| error.code == ErrorCode::Missing), "{:?}", errors);
    }

    #[test]
    fn nothing_sent_makes_it_panic(
        form_index in any::<Index>(), question_index in any::<Index>(),
        name in "(\\.[0-9]{0,25})?(\\.(day|month|year|who|need|task|[a-z]{0,5}))?", value in any::<String>(), other in any::<(String, String)>(),
    ) {
        let forms: Vec<&Form> = LIBRARY.forms().collect();
        let form = forms[form_index.index(forms.len())];
        let questions: Vec<_> = form.questions().collect();
        let question = questions[question_index.index(questions.len())];
        let mut answers = form.no_answers();
        answers.opened = form.sections().iter().map(|section| section.id.clone()).collect();
        let raw = [(format!("{}{name}", question.id), value), other];
        match parse_question(form, question.id.as_str(), &raw, &answers, TODAY) {
            Ok(Some(Answer::Text(text))) => {
                prop_assert!(text.chars().all(|each| !each.is_control() || matches!(each, '\n' | '\t')));
            }
            Ok(_) => {}
            Err(errors) => prop_assert!(!errors.is_empty() && errors.iter().all(|error| !error.message.is_empty())),
        }
    }
}

// Each try loads every form; fewer tries find the same faults.
proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_file_makes_loading_panic(path in "[a-z0-9/.-]{0,20}", text in any::<String>(), cut in any::<Index>(), file in any::<Index>()) {
        let mut sources = Library::embedded_sources();
        let broken = file.index(sources.len());
        let whole = sources[broken].text.clone();
        let mut at = cut.index(whole.len());
        while !whole.is_char_boundary(at) { at -= 1; }
        sources[broken].text.truncate(at);
        sources.push(forms::Source { path, text });
        if let Err(errors) = Library::from_sources(&sources) {
            prop_assert!(!errors.0.is_empty() && !errors.to_string().is_empty());
        }
    }
}
