//! The support assessment, section by section, against what the route's content model asks for: each line is one thing to be
//! asked, with the question (or question and field of its rows) that asks it. What is no question but a fact of the record,
//! such as who wrote something or what was decided on a need, is not here.

use forms::{Kind, Library};

/// Section, thing to be asked, `question` or `question.field`; `form:question` where another form asks it.
const ASKED: &[(&str, &str, &str)] = &[
    ("A", "what would help, in own words", "what-would-help"),
    ("A", "kinds of help", "request-types"),
    ("A", "urgency of the need", "urgency"),
    ("A", "level of assessment", "level"),
    ("A", "who chose the level", "who-chose-level"),
    ("A", "agreement for each agency", "agreed-contacts.who"),
    ("A", "given or refused", "agreed-contacts.answer"),
    ("A", "date of agreement", "agreed-contacts.said-on"),
    ("A", "expiry of agreement", "agreed-contacts.until"),
    ("B", "names used", "names-used"),
    ("B", "birth date", "birth-date"),
    ("B", "sex as recorded", "sex-recorded"),
    ("B", "gender as the child says", "gender"),
    ("B", "NHS number", "nhs-number"),
    ("B", "unique pupil number", "pupil-number"),
    ("B", "languages", "languages"),
    ("B", "faith and culture that matter to care", "faith-and-culture"),
    ("B", "ethnicity, standard codes", "ethnicity"),
    ("B", "looked-after status, only if so", "in-care-now"),
    ("C", "how the child communicates", "child-communicates-by"),
    ("C", "kinds of AAC", "aac-kinds"),
    ("C", "formats for the child", "child-formats"),
    ("C", "interpreter for the child", "child-interpreter"),
    ("C", "communication partner", "communication-partner"),
    ("C", "processing time", "time-to-answer"),
    ("C", "sensory needs", "time-and-senses"),
    ("C", "meeting length", "meeting-length"),
    ("C", "formats for each carer", "how-to-communicate-with-you.formats"),
    ("C", "interpreter for each carer", "how-to-communicate-with-you.interpreter"),
    ("C", "contact method, text not phone", "how-to-communicate-with-you.reach-by"),
    ("C", "adjustments for each carer", "how-to-communicate-with-you.adjustments"),
    ("C", "review date", "ask-again-on"),
    ("D", "disabled by section 17(11)", "disabled-children-act"),
    ("D", "disabled by the Equality Act", "disabled-equality-act"),
    ("D", "basis", "how-we-know"),
    ("D", "census disability codes", "areas"),
    ("D", "how it shows", "how-it-shows"),
    ("D", "diagnoses", "diagnosis"),
    ("D", "status of a diagnosis", "diagnosis-stands"),
    ("D", "variation", "ups-and-downs"),
    ("D", "prognosis the family wish to share", "looking-ahead"),
    ("D", "medication, seizures, breathing, continence, pain", "health-care-kinds"),
    ("D", "feeding", "feeding-ways"),
    ("D", "health care in own words", "health-care-at-home"),
    ("D", "professionals involved", "health-people"),
    ("D", "hospital use", "hospital-stays"),
    ("D", "continuing care", "continuing-care"),
    ("D", "consent to the register", "on-the-register"),
    ("E", "activity", "day-tasks.task"),
    ("E", "help", "day-tasks.help"),
    ("E", "times a day", "day-tasks.times-a-day"),
    ("E", "minutes each", "day-tasks.minutes-each"),
    ("E", "people needed", "day-tasks.hands"),
    ("E", "who does it now", "day-tasks.who-does-it"),
    ("E", "equipment used", "day-tasks.with-which-kit"),
    ("E", "what is not being done", "not-being-done"),
    ("F", "settling minutes", "settling-minutes"),
    ("F", "wakings", "times-awake"),
    ("F", "minutes awake", "minutes-awake"),
    ("F", "reasons, turning, suction, feeds, checks", "night-wakings.what-for"),
    ("F", "how many", "night-wakings.times"),
    ("F", "who gets up", "night-wakings.who-gets-up"),
    ("F", "the carer's sleep", "your-sleep"),
    ("F", "nights a week", "nights-a-week"),
    ("F", "monitor use", "night-monitor"),
    ("F", "sleep advice had", "sleep-tried"),
    ("G", "what it looks like", "what-it-looks-like"),
    ("G", "what helps", "what-calms"),
    ("G", "triggers", "what-sets-it-off"),
    ("G", "frequency", "how-often"),
    ("G", "intensity", "how-strong"),
    ("G", "harm in neutral words", "hurt-or-broken"),
    ("G", "existing support plan", "support-plan-now"),
    ("G", "restrictive steps and who agreed", "keeping-safe-steps"),
    ("G", "support that would reduce it", "support-that-would-reduce-it"),
    ("H", "understanding", "understands"),
    ("H", "expression", "tells-others"),
    ("H", "types of special educational need", "learning-needs"),
    ("H", "plan status", "ehc-plan"),
    ("H", "plan dates", "ehc-date"),
    ("H", "school or setting, hours", "school-or-setting"),
    ("H", "not in school because", "what-gets-in-the-way"),
    ("H", "therapy", "therapy"),
    ("H", "independence skills", "with-less-help"),
    ("I", "likes", "likes"),
    ("I", "wants to try", "wants-to-try"),
    ("I", "barriers", "stands-in-the-way"),
    ("I", "companions", "friends"),
    ("I", "clubs that work or refuse", "clubs"),
    ("I", "holidays", "holidays"),
    ("J", "walking", "moving-around"),
    ("J", "wheelchair type", "wheelchair"),
    ("J", "transfer", "moving-from-place-to-place"),
    ("J", "vehicle, Motability", "car-and-transport"),
    ("J", "travel training", "learning-to-travel"),
    ("J", "school transport, escorts", "school-transport"),
    ("J", "Blue Badge", "blue-badge"),
    ("K", "layout, space, bathing, stairs, garden", "what-is-hard-at-home"),
    ("K", "rooms the family asks about", "rooms-to-look-at"),
    ("K", "safety of the building", "safer-home"),
    ("K", "neighbours and noise", "neighbours-and-noise"),
    ("K", "tenure", "who-owns-the-home"),
    ("K", "occupational therapist seen", "occupational-therapist"),
    ("K", "grant stage", "grant-stage"),
    ("K", "grant dates", "grant-date"),
    ("K", "sharing of rooms as a need", "own-room"),
    ("L", "item", "equipment-list.item"),
    ("L", "purpose", "equipment-list.what-it-is-for"),
    ("L", "provider", "equipment-list.who-provides"),
    ("L", "status", "equipment-list.status"),
    ("L", "repair", "equipment-list.mended-by"),
    ("L", "training", "equipment-list.who-was-shown"),
    ("M", "which carer", "which-carer"),
    ("M", "hours of care", "hours-each-week"),
    ("M", "other caring", "other-caring"),
    ("M", "own health or disability", "your-own-needs"),
    ("M", "wellbeing in the carer's words", "how-you-are"),
    ("M", "work, training, study wanted", "work-and-study"),
    ("M", "sleep", "carer-sleep"),
    ("M", "relationships and time off", "time-for-yourself"),
    ("M", "benefits advice", "benefits-advice"),
    ("M", "willing and able to go on", "willing-and-able"),
    ("M", "what breaks would make possible", "breaks-would-let-you"),
    ("M", "emergency plan", "if-you-were-ill"),
    ("M", "outcomes wanted", "carer-hopes"),
    ("N", "own words", "brothers-and-sisters.own-words"),
    ("N", "effect on time, sleep, school, friends", "brothers-and-sisters.how-life-is"),
    ("N", "caring done", "brothers-and-sisters.care-given"),
    ("N", "young carer offer and answer", "brothers-and-sisters.young-carer-answer"),
    ("N", "date of the offer", "brothers-and-sisters.asked-on"),
    ("N", "what would help", "brothers-and-sisters.what-would-help"),
    ("O", "who helps", "who-helps"),
    ("O", "who could with support", "who-could-help"),
    ("O", "strengths of the family", "family-strengths"),
    ("P", "method", "child-view:ways"),
    ("P", "observation over more than one setting", "child-view:places-seen"),
    ("P", "through a person who knows them", "child-view:who-knows-well"),
    ("P", "who was present at the child's choice", "child-view:wanted-there"),
    ("P", "supported by", "child-view:helped-by"),
    ("P", "views in the child's terms", "child-view:said"),
    ("P", "view on each proposed service", "child-view:wants-this-help"),
    ("P", "understood: family", "child-view:sure-the-family"),
    ("P", "understood: child", "child-view:sure-the-child"),
    ("P", "understood: assessor", "child-view:sure-the-assessor"),
    ("P", "child's copy", "own-copy"),
    ("P", "if not obtained, what was tried", "what-was-tried"),
    ("Q", "strengths", "what-goes-well"),
    ("Q", "whose outcome", "hopes.whose"),
    ("Q", "outcome", "hopes.hope"),
    ("Q", "how we will know", "hopes.how-we-will-know"),
    ("Q", "by when", "hopes.by-when"),
    ("Q", "priority", "hopes.comes-first"),
    ("Q", "anything else the family wants to say", "anything-else"),
    ("R", "statement", "needs.need"),
    ("R", "evidence", "needs.shown-by"),
    ("R", "met by the family, willing, sustainable", "needs.met-now"),
    ("R", "consequence if unmet", "needs.if-not-met"),
    ("R", "disagreement", "family-view-of-needs"),
    ("S", "service", "services-wanted.what"),
    ("S", "amount", "services-wanted.how-much"),
    ("S", "pattern", "services-wanted.which-days"),
    ("S", "ratio", "services-wanted.people"),
    ("S", "outcome it serves", "services-wanted.for-which-hope"),
    ("S", "provider", "services-wanted.who-gives-it"),
    ("S", "start", "services-wanted.from-when"),
    ("S", "direct payment, managed, mixed", "how-to-get-it"),
    ("S", "contingency", "if-help-does-not-come"),
    ("S", "review date", "when-to-look-again"),
    ("T", "conversation date", "talked-on"),
    ("T", "aims", "adult-hopes"),
    ("T", "section 58 offered", "adult-assessment"),
    ("T", "result or written reasons", "adult-answer"),
    ("T", "capacity and own choices", "own-choices"),
    ("T", "carers' and young carers' assessments", "carers-and-adult-help"),
    ("T", "adult contact", "adult-person"),
    ("T", "health transfer", "adult-health"),
    ("T", "housing", "where-to-live"),
    ("T", "work", "work-or-study"),
    ("T", "money", "own-money"),
    ("U", "adviser", "adviser"),
    ("U", "notice given", "notice-given"),
    ("U", "place and who was there", "places-and-people"),
    ("U", "sections opened and why", "sections-opened-with-reason"),
    ("U", "formats used", "formats-used"),
];

#[test]
fn everything_that_is_to_be_asked_is_asked() {
    let library = Library::embedded().unwrap_or_else(|errors| panic!("{errors}"));
    let mut missing = Vec::new();
    for (section, thing, place) in ASKED {
        let (form, place) = place.split_once(':').unwrap_or(("assessment", place));
        let form = library.latest(form).expect("the form is there");
        let (question, field) = place.split_once('.').map_or((place, None), |(one, two)| (one, Some(two)));
        let found = form.question(question).filter(|found| match field {
            None => true,
            Some(field) => found.fields().iter().any(|each| each.id.as_str() == field),
        });
        let in_section = form.reference().id.as_str() != "assessment"
            || form
                .section_of(question)
                .is_some_and(|of| of.id.as_str().starts_with(&section.to_lowercase()));
        if found.is_none() || !in_section {
            missing.push(format!("{section}: {thing}: {place}"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn all_sections_from_a_to_u_are_there_and_each_is_asked_about() {
    let library = Library::embedded().unwrap_or_else(|errors| panic!("{errors}"));
    let form = library.latest("assessment").expect("the form is there");
    let letters: String =
        form.sections().iter().filter_map(|section| section.id.as_str().chars().next()).collect();
    assert_eq!(letters, "abcdefghijklmnopqrstu");
    for letter in letters.chars() {
        assert!(ASKED.iter().any(|(section, ..)| section.to_lowercase().starts_with(letter)), "{letter}");
    }
}

/// Nobody must tell anything to get help: only what is asked for is required, and choices for it can be left out.
#[test]
fn anything_can_be_left_out() {
    let library = Library::embedded().unwrap_or_else(|errors| panic!("{errors}"));
    let form = library.latest("assessment").expect("the form is there");
    let required: Vec<&str> =
        form.questions().filter(|question| !question.optional).map(|question| question.id.as_str()).collect();
    assert_eq!(required, ["what-would-help"]);
    for section in ["d-disability-health", "e-day", "f-night"] {
        let section = form.section(section).expect("the section is there");
        let hint = section.words(&forms::Language::english()).hint.clone().unwrap_or_default();
        assert!(hint.contains("As much as you like") || hint.contains("as much as you like"), "{hint}");
        assert!(hint.contains("A report you already have will do"), "{hint}");
        let body =
            |kind: &Kind| matches!(kind, Kind::LongText { .. } | Kind::Number { .. } | Kind::Group { .. });
        assert!(
            section
                .questions
                .iter()
                .filter(|question| body(&question.kind))
                .any(|question| question.intimate)
        );
    }
}

/// Answers to the first version stay readable, and what both versions ask keeps its name and its kind.
#[test]
fn the_first_version_stands_beside_the_second() {
    let library = Library::embedded().unwrap_or_else(|errors| panic!("{errors}"));
    let (first, second) = (library.form("assessment", 1), library.form("assessment", 2));
    let (first, second) = first.zip(second).expect("both are there");
    for question in first.questions() {
        let again = second.question(question.id.as_str());
        let again = again.unwrap_or_else(|| panic!("{} is no longer asked", question.id));
        assert_eq!(
            std::mem::discriminant(&question.kind),
            std::mem::discriminant(&again.kind),
            "{} is another kind of question now",
            question.id
        );
        assert!(again.intimate >= question.intimate, "{} is no longer intimate", question.id);
    }
}
