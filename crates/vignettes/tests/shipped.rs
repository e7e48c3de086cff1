//! The shipped vignettes, played; and what is told of one that comes otherwise than expected.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use guidance::{Guidance, Protocol, Rules};
use kernel::SeededRandomness;
use store::{DatabaseUrl, OpenOptions, Store};
use vignettes::{Ground, PlayError, Played, Vignette, VignetteError, play};

/// The fewest that are shipped.
const SHIPPED_MIN: usize = 12;
const CAST: &str = "cast.toml";

fn shipped() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vignettes");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml") && !path.ends_with(CAST))
        .collect();
    files.sort();
    files
}

async fn played(vignette: &Vignette) -> Result<Played, PlayError> {
    let folder = tempfile::tempdir().unwrap();
    let url = DatabaseUrl::Sqlite(folder.path().join("vignette.db"));
    let store = Store::open(&url, OpenOptions::new(Arc::new(SeededRandomness::new(1)))).unwrap();
    let guidance = Arc::new(Guidance::embedded().unwrap());
    let protocol = Arc::new(Protocol::embedded("default", &guidance).unwrap());
    let ground = Ground {
        store,
        rules: Arc::new(Rules::new(guidance, protocol)),
        forms: Arc::new(forms::Library::embedded().unwrap()),
        policy: Arc::new(access::Policy::embedded().unwrap()),
    };
    play(vignette, ground).await
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_comes_as_the_shipped_vignettes_say() {
    let files = shipped();
    let mut told = Vec::new();
    for path in &files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let vignette = Vignette::read(&std::fs::read_to_string(path).unwrap())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let played = played(&vignette).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        told.extend(
            played.differences().map(|(number, difference)| format!("{name}, step {number}: {difference}")),
        );
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(files.len() >= SHIPPED_MIN, "{} are shipped", files.len());
}

/// A journey of one step, with what it expects.
fn one_step(expected: &str) -> Vignette {
    let text = format!(
        r#"
name = "A discussion"
shows = "That a social worker calls one together."
begins = "2026-09-07T09:00:00"
[people]
robin = "A child."
[things]
talk = "The discussion."
[[step]]
says = "She does."
by = "social-worker"
{expected}
[[step.do]]
command = "protection.convene"
on = "@robin"
with = {{ discussion = "@talk", meeting = "@talk", called = "Robin", answers = {{ form = "protection" }} }}
"#
    );
    Vignette::read(&text).unwrap_or_else(|error| panic!("{expected}: {error}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_comes_otherwise_is_told() {
    for (expected, told) in [
        ("", None),
        (r#"events = ["discussion.convened"]"#, None),
        ("events = []", Some("events: expected nothing; came discussion.convened")),
        (r#"letters = ["decision"]"#, Some("letters: expected decision; came nothing")),
        (
            r#"refused = "discussion-waits""#,
            Some("the step: expected `discussion-waits`; came that it is taken"),
        ),
        ("not_there = true", Some("the step: expected `not-there`; came that it is taken")),
        (
            r#"owed = [{ record = "protection", of = "@robin", duties = ["CP-04 by 2026-09-28"] }]"#,
            Some("owed in protection @robin: expected CP-04 by 2026-09-28; came CP-01"),
        ),
        (r#"opens = [{ who = "social-worker", record = "protection", of = "@robin", may = true }]"#, None),
        (
            r#"opens = [{ who = "school", record = "protection", of = "@robin", may = true }]"#,
            Some("protection of @robin for school: expected that it opens; came that there is nothing there"),
        ),
    ] {
        let played = played(&one_step(expected)).await.unwrap();
        let came: Vec<String> = played.differences().map(|(_, difference)| difference.to_string()).collect();
        assert_eq!(came, told.into_iter().collect::<Vec<_>>(), "{expected}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_runs_are_alike() {
    let steps = [played(&one_step("")).await.unwrap(), played(&one_step("")).await.unwrap()]
        .map(|played| played.steps.iter().map(ToString::to_string).collect::<Vec<_>>());
    assert_eq!(steps[0], steps[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_of_the_pen_is_an_error_and_never_an_answer_left_out() {
    let slip = |from: &str, to: &str| {
        let text = std::fs::read_to_string(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vignettes/protected-to-the-end.toml"),
        );
        let text = text.unwrap();
        assert!(text.contains(from), "{from}");
        Vignette::read(&text.replacen(from, to, 1)).unwrap()
    };
    for (from, to, told) in [
        ("protection.hold-discussion", "protection.hold-discusion", "no command is called"),
        ("with.enquiry = \"@enquiry\"", "with.enquiries = \"@enquiry\"", "missing field `enquiry`"),
        ("with.called", "with.name = \"R\"\nwith.called", "has nothing called name"),
        ("\"@discussion\"", "\"@discusion\"", "nobody and nothing is called `discusion`"),
        ("discussion-core =", "discussion-cor =", "the form does not ask `discussion-cor`"),
        ("\"social-care\"", "\"social-car\"", "is refused"),
        ("by = \"social-worker\"", "by = \"social-walker\"", "nobody and nothing is called `social-walker`"),
        ("after = \"3h\"", "after = \"3 moons\"", "is no length of time"),
        ("after = \"3h\"", "at = \"2026-09-01T09:00:00\"", "before the step before"),
    ] {
        let error = played(&slip(from, to)).await.expect_err(to).to_string();
        assert!(error.contains(told), "{to}: {error}");
    }
}

#[test]
fn a_file_that_contradicts_itself_is_refused_with_its_step() {
    let step = "[[step]]\nsays = \"x\"\n";
    let head = "name = \"x\"\nshows = \"x\"\nbegins = \"2026-09-07T09:00:00\"\n";
    let read = |rest: &str| Vignette::read(&format!("{head}{rest}")).unwrap_err();
    assert!(matches!(read("step = []"), VignetteError::Steps(0)));
    assert!(
        matches!(read(&format!("[people]\nrobin = \"\"\n[things]\nrobin = \"\"\n{step}")), VignetteError::Twice(name) if name == "robin")
    );
    let both = format!("{step}after = \"1h\"\nat = \"2026-09-08T09:00:00\"");
    assert!(matches!(read(&both), VignetteError::Contradiction(1, _)));
    let refused = format!("{step}refused = \"x\"\nevents = []");
    assert!(matches!(read(&refused), VignetteError::Contradiction(1, _)));
    assert!(matches!(read(&step.replace("says", "said")), VignetteError::Shape(_)));
}
