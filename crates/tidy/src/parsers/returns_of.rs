//! The readers of statutory returns.

use returns::cin::Options;
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
}

pub(super) fn census_seeds() -> Vec<Vec<u8>> {
    let rules = returns::catalogue::cin().unwrap_or_default();
    let texts = rules.iter().step_by(10).filter_map(|rule| cin::example::census(YEAR, &rule.fail).ok());
    texts.map(String::into_bytes).collect()
}

/// A file of an SSDA903.
pub fn looked_after(bytes: &[u8]) {
    let given =
        Given { files: vec![("a.csv".to_owned(), bytes.to_vec())], year: Some(YEAR), ..Given::default() };
    drop(ssda903::validate(&given));
}

pub(super) fn looked_after_seeds() -> Vec<Vec<u8>> {
    let rules = returns::catalogue::ssda903().unwrap_or_default();
    let all = rules.iter().step_by(20).filter_map(|rule| ssda903::example::files(YEAR, &rule.fail).ok());
    all.flat_map(|given| given.files).map(|(_, bytes)| bytes).collect()
}
