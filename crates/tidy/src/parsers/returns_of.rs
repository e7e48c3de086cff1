//! The readers of statutory returns.

use returns::cin::Options;
use returns::elsewhere::{dataset, tables_read};
use returns::ssda903::Given;
use returns::{Year, cin, ssda903};

/// A year of which rules are here.
const YEAR: Year = Year::ending(2027);

/// A children in need census, whole and in the forms in which it is written out.
pub fn census(bytes: &[u8]) {
    let options = Options { year: Some(YEAR), ..Options::default() };
    if let Ok(report) = cin::validate(bytes, &options) {
        for format in [returns::output::Format::Json, returns::output::Format::Html] {
            drop(returns::output::write(&report, format, &mut Vec::new()));
        }
    }
    let _ = returns::kind::recognise(bytes);
    // What was read and written is read as the same.
    if let Ok((whole, _)) = cin::read(bytes, &options) {
        let again = cin::read(cin::write(&whole).as_bytes(), &options).map(|(again, _)| again);
        if let Ok(again) = again {
            assert_eq!(again.children, whole.children, "a census that was written is read otherwise");
        }
    }
}

pub(super) fn census_seeds() -> Vec<Vec<u8>> {
    let rules = returns::catalogue::cin().unwrap_or_default();
    let texts = rules.iter().step_by(10).filter_map(|rule| cin::example::census(YEAR, &rule.fail).ok());
    texts.map(String::into_bytes).collect()
}

/// What stands between two files of a return that are fed at once.
const BETWEEN: u8 = b'\x0c';
/// How a file of last year begins.
const LAST: &[u8] = b"last:";

/// The files of an SSDA903, this year's and last year's.
pub fn looked_after(bytes: &[u8]) {
    let mut given = Given { year: Some(YEAR), ..Given::default() };
    for part in bytes.split(|byte| *byte == BETWEEN) {
        match part.strip_prefix(LAST) {
            Some(part) => given.last.push(("last.csv".to_owned(), part.to_vec())),
            None => given.files.push(("now.csv".to_owned(), part.to_vec())),
        }
    }
    drop(ssda903::validate(&given));
    // What was read and written is read as the same.
    let again = |children: &[ssda903::LookedAfter]| {
        let files = ssda903::write(children).unwrap_or_default();
        let files: Vec<_> =
            files.into_iter().map(|(table, text)| (ssda903::file_name(table), text.into_bytes())).collect();
        ssda903::read(&files)
    };
    let first = ssda903::read(&given.files).and_then(|read| again(&read.children));
    if let Ok(first) = first {
        let second = again(&first.children).map(|second| second.children);
        assert_eq!(second.as_ref(), Ok(&first.children), "a return that was written is read otherwise");
    }
}

pub(super) fn looked_after_seeds() -> Vec<Vec<u8>> {
    let rules = returns::catalogue::ssda903().unwrap_or_default();
    let all = rules.iter().step_by(20).filter_map(|rule| ssda903::example::files(YEAR, &rule.fail).ok());
    all.map(|given| {
        let now = given.files.into_iter().map(|(_, bytes)| bytes);
        let last = given.last.into_iter().map(|(_, bytes)| [LAST, &bytes].concat());
        now.chain(last).collect::<Vec<_>>().join(&BETWEEN)
    })
    .collect()
}

/// Tables of the Standard Safeguarding Dataset: each begins with its name on a line of its own.
pub fn tables(bytes: &[u8]) {
    let files: Vec<(String, Vec<u8>)> = bytes
        .split(|byte| *byte == BETWEEN)
        .map(|part| {
            let end = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
            let (name, rest) = part.split_at(end);
            (String::from_utf8_lossy(name).into_owned(), rest.get(1..).unwrap_or_default().to_vec())
        })
        .collect();
    drop(tables_read::read(&files));
}

pub(super) fn tables_seeds() -> Vec<Vec<u8>> {
    let options = Options { year: Some(YEAR), ..Options::default() };
    let seed = |text: Vec<u8>| {
        let (whole, _) = cin::read(&text, &options).ok()?;
        let mut parts = Vec::new();
        for table in dataset::tables(&whole.children) {
            parts.push(format!("{}\n{}", table.name, table.csv().ok()?).into_bytes());
        }
        Some(parts.join(&BETWEEN))
    };
    census_seeds().into_iter().filter_map(seed).collect()
}

/// What the page in one file gives to its program: a line of fields, and their bytes.
pub fn page_form(bytes: &[u8]) {
    drop(offline::answer(bytes));
}

pub(super) fn page_form_seeds() -> Vec<Vec<u8>> {
    let form = |answer: &str, file: &[u8]| {
        let line = format!(
            r#"[{{"field":"files","name":"a","length":{}}},{{"field":"answer","name":"","length":{}}}]"#,
            file.len(),
            answer.len()
        );
        [line.as_bytes(), b"\n", file, answer.as_bytes()].concat()
    };
    let census = cin::example::census::<&str>(YEAR, &[]).unwrap_or_default();
    vec![form("json", census.as_bytes()), form("csv", b"CHILD,DOB\r\n1,01/01/2015\r\n"), form("", b"")]
}
