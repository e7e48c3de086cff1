//! Mistakes in the files are pointed at: file, line, key, and what to do.

use forms::{Library, Source};

const PATH: &str = "comment/1/comment.toml";

/// The embedded files with one replacement in one of them, and the line on which it stands.
fn with(path: &str, old: &str, new: &str) -> (Vec<Source>, usize) {
    let mut sources = Library::embedded_sources();
    let file = sources.iter_mut().find(|source| source.path == path).expect("the file is there");
    let at = file.text.find(old).expect("the text is there");
    let line = file.text[..at].matches('\n').count() + 1;
    file.text = file.text.replacen(old, new, 1);
    (sources, line)
}

#[test]
fn a_mistake_is_pointed_at() {
    let kind = "kind = \"long-text\"";
    for (path, old, new, key, problem) in [
        (PATH, "opens-when = \"always\"", "opens-when = \"often\"", "often", "no way of opening"),
        (PATH, "opens-when = \"always\"", "opens-when = [\"moon\"]", "moon", "no kind of help"),
        (PATH, "kind = \"one-of\"", "kind = \"one-off\"", "", "unknown variant `one-off`"),
        (PATH, "id = \"your-words\"", "id = \"what-kind\"", "what-kind", "asked twice"),
        (PATH, "id = \"your-words\"", "id = \"Your words\"", "Your words", "not an identifier"),
        (
            PATH,
            "id = \"your-words\"",
            "id = \"your-words\"\nintimate = true",
            "your-words",
            "intimate and required",
        ),
        (PATH, "id = \"your-words\"", "id = \"your-words\"\nmin = 1", "your-words", "its kind does not take"),
        (PATH, "id = \"comment\"", "id = \"remark\"", "remark", "not the name of its file"),
        (PATH, "value = \"missing\"", "value = \"wrong\"", "what-kind", "or one twice"),
        (PATH, "easy-read = \"What is not right?\"\n", "", "what-kind", "no `easy-read`"),
        (PATH, "label = \"What do you want", "title = \"What do you want", "", "unknown field `title`"),
        (
            PATH,
            kind,
            "kind = \"long-text\"\nshow-when = { question = \"later\", answered = true }",
            "later",
            "not asked before",
        ),
        (
            PATH,
            kind,
            "kind = \"long-text\"\nshow-when = { question = \"what-kind\", is = [\"maybe\"] }",
            "what-kind",
            "never has the answer `maybe`",
        ),
        (PATH, kind, "kind = \"long-text\"\ncharacters-max = 999999999", "your-words", "too many"),
        ("ask/1/child.toml", "max = 25\n", "", "child-age", "no `min` or no `max`"),
        (
            "ask/1/child.toml",
            "options-from = \"communication\"",
            "options-from = \"talk\"",
            "talk",
            "no set of choices",
        ),
        ("ask/1/form.toml", "\"help\", ", "\"help\", \"more\", ", "more", "has no file"),
        ("ask/1/form.toml", "version = 1", "version = 2", "ask", "stands in the folder"),
        ("ask/1/you.toml", "[[question]]", "[[question", "", ""),
    ] {
        let (sources, line) = with(path, old, new);
        let errors = Library::from_sources(&sources).expect_err(new);
        let error = errors
            .0
            .iter()
            .find(|error| error.path == path && error.key == key && error.problem.contains(problem))
            .unwrap_or_else(|| panic!("{new}: {errors}"));
        let found = error.line.expect("the line is known");
        assert!(found.abs_diff(line) <= 16, "{new}: line {found}, planted on {line}");
        assert!(!error.hint.is_empty());
    }
}

#[test]
fn the_line_is_exact_where_the_mistake_has_one() {
    let (sources, line) = with(PATH, "id = \"your-words\"", "id = \"Your words\"");
    let errors = Library::from_sources(&sources).expect_err("a bad name");
    assert_eq!(
        errors.to_string(),
        format!(
            "comment/1/comment.toml:{line}: `Your words`: `Your words` is not an identifier: use 1 to 60 of a-z, 0-9 \
             and single hyphens, starting with a letter; choose another"
        )
    );
}

#[test]
fn every_mistake_is_reported_at_once() {
    let (mut sources, _) = with(PATH, "opens-when = \"always\"", "opens-when = \"often\"");
    sources.retain(|source| source.path != "common.toml" && source.path != "ask/1/form.toml");
    sources.push(Source { path: "stray.toml".into(), text: String::new() });
    let errors = Library::from_sources(&sources).expect_err("four mistakes");
    let paths: Vec<_> = errors.0.iter().map(|error| error.path.as_str()).collect();
    for path in ["common.toml", "stray.toml", PATH, "ask/1/child.toml"] {
        assert!(paths.contains(&path), "{path}: {errors}");
    }
}
