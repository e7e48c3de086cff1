//! The committed forms: that they load, read well, and use none of the words not used.

use forms::{Audience, Language, Library, Route, Source, outline, reading_grade};

fn library() -> Library {
    match Library::embedded() {
        Ok(library) => library,
        Err(errors) => panic!("{errors}"),
    }
}

#[test]
fn every_form_loads_and_says_how_it_came_about() {
    let library = library();
    let names: Vec<String> = library.forms().map(|form| form.reference().to_string()).collect();
    assert_eq!(
        names,
        [
            "ask version 1",
            "assessment version 1",
            "assessment version 2",
            "background version 1",
            "challenge version 1",
            "child-view version 1",
            "comment version 1",
            "concern version 1",
            "contact version 1",
            "diversion version 1",
            "document version 1",
            "feedback version 1",
            "help version 1",
            "looked-after version 1",
            "place version 1",
            "protection version 1",
            "return version 1",
            "safety version 1",
            "triage version 1",
        ]
    );
    for form in library.forms() {
        let notice = form.notice(&Language::english()).expect("nobody has reviewed it yet");
        for said in
            ["published evidence", "parent carer groups", "disabled young people", "2023 Draft Guidance"]
        {
            assert!(notice.contains(said), "{}: {said}", form.reference());
        }
    }
}

#[test]
fn every_form_reads_as_it_was_reviewed() {
    for form in library().forms() {
        let name = format!("{}-{}", form.reference().id, form.reference().version);
        insta::assert_snapshot!(name, outline(form, &Language::english()));
    }
}

/// The longest sentence a family is given, in words: past this, a tired reader starts again.
const SENTENCE_WORDS_MAX: usize = 24;

#[test]
fn every_question_of_a_family_form_is_easy_to_read() {
    for form in library().forms().filter(|form| form.audience() == Audience::Family) {
        let limit = form.reading_grade_max().expect("a family form sets itself a limit");
        for question in form.questions() {
            let mut texts: Vec<&str> = Vec::new();
            for each in std::iter::once(question).chain(question.fields()) {
                texts.extend(each.worded.texts());
                texts.extend(each.choices().iter().flat_map(|choice| choice.worded.texts()));
            }
            let grade = reading_grade(&texts.join("\n"));
            assert!(
                grade <= limit,
                "{} {}: grade {grade:.1} is above {limit}",
                form.reference(),
                question.id
            );
            for sentence in texts.iter().flat_map(|text| text.split(['.', '?', '!', ':'])) {
                let words = sentence.split_whitespace().count();
                assert!(words <= SENTENCE_WORDS_MAX, "{}: {words} words: {sentence}", question.id);
            }
        }
    }
}

#[test]
fn hard_words_would_be_caught() {
    let hard = "Please articulate the multidimensional implications of impairment upon familial functioning.";
    assert!(reading_grade(hard) > 6.0);
}

/// A file of the form `comment` with this sentence in a hint or this name on a question.
fn with_comment(change: impl Fn(&str) -> String) -> Vec<Source> {
    let mut sources = Library::embedded_sources();
    let file =
        sources.iter_mut().find(|source| source.path == "comment/1/comment.toml").expect("the file is there");
    let changed = change(&file.text);
    assert_ne!(changed, file.text);
    file.text = changed;
    sources
}

#[test]
fn each_of_the_eighteen_is_found_where_it_is_planted() {
    let library = library();
    let list = library.words_not_used();
    let numbers: Vec<u8> = list.items().iter().map(|item| item.number).collect();
    assert_eq!(numbers, (1..=18).collect::<Vec<_>>());
    for item in list.items() {
        let found = library.check_words(&item.planted_words);
        assert!(
            found.iter().any(|finding| finding.item == item.number),
            "{}: {}",
            item.number,
            item.planted_words
        );
        let found = list.check_identifier(&item.planted_identifier);
        assert!(
            found.iter().any(|finding| finding.item == item.number),
            "{}: {}",
            item.number,
            item.planted_identifier
        );

        let sentence = with_comment(|text| {
            text.replace("Choose one. You can", &format!("{} You can", item.planted_words.replace('"', "")))
        });
        let errors = Library::from_sources(&sentence).expect_err("a planted sentence is refused");
        assert!(
            errors.0.iter().any(|error| error.hint.contains(&item.title) && error.line.is_some()),
            "{errors}"
        );

        let name: String = item
            .planted_identifier
            .chars()
            .flat_map(|letter| {
                if letter.is_uppercase() { vec!['-', letter.to_ascii_lowercase()] } else { vec![letter] }
            })
            .map(|letter| if letter == '_' { '-' } else { letter })
            .collect();
        let field = with_comment(|text| text.replace("id = \"what-kind\"", &format!("id = \"{name}\"")));
        let errors = Library::from_sources(&field).expect_err("a planted field is refused");
        assert!(errors.0.iter().any(|error| error.hint.contains(&item.title)), "{errors}");
    }
}

#[test]
fn every_listed_word_and_part_is_found() {
    let library = library();
    for item in library.words_not_used().items() {
        for word in &item.words {
            let found = library.check_words(&format!("So, {} again.", word.to_uppercase()));
            assert!(
                found.iter().any(|finding| finding.item == item.number && finding.pattern == *word),
                "{word}"
            );
        }
        for part in &item.identifiers {
            let found = library.words_not_used().check_identifier(&format!("child_{part}_date"));
            assert!(found.iter().any(|finding| finding.pattern == *part), "{part}");
        }
    }
}

#[test]
fn everyday_words_and_titles_of_law_may_stand() {
    let library = library();
    for fine in [
        "Keep a spare suitcase, just in case.",
        "If someone is being hurt or is not safe now",
        "the Domestic Abuse Act 2021",
        "Income Support",
        "Encase it. Preferred times. A showcase.",
    ] {
        assert_eq!(library.check_words(fine), [], "{fine}");
    }
    for exception in library.words_not_used().exceptions() {
        assert_eq!(library.check_words(&exception.phrase), [], "{}", exception.phrase);
        assert!(!exception.reason.is_empty());
    }
    // An exception covers its own words only.
    assert_eq!(library.check_words("In case of a case, ask.").len(), 1);
    assert_eq!(library.check_words("Your case’s  number").len(), 0, "a possessive is another word");
    assert_eq!(library.check_words("the\n parent’s\u{a0}mental-health").len(), 1);
}

#[test]
fn safety_forms_may_use_the_fields_own_words() {
    let library = library();
    let concern = library.latest("concern").unwrap();
    assert_eq!(concern.route(), Route::Safety);
    assert_eq!(concern.words(&Language::english()).label, "Raise a concern");
    let required: Vec<_> = concern
        .questions()
        .filter(|question| !question.optional)
        .map(|question| question.id.as_str())
        .collect();
    assert_eq!(required, ["what-was-noticed"], "a concern is never refused as incomplete");
    let safety = library.latest("safety").unwrap();
    assert!(safety.questions().filter(|question| !question.optional).count() == 1);
}

#[test]
fn the_words_that_all_forms_share_are_checked_too() {
    let library = library();
    let form = library.latest("ask").expect("the form is there");
    for key in forms::CommonWords::KEYS {
        let words = form.common_words().get(&Language::english(), key);
        assert!(!words.is_empty(), "{key}");
        assert_eq!(library.check_words(words), [], "{key}");
    }
}
