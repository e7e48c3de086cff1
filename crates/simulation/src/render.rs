//! The report as text: Markdown to read, JSON and CSV to work with.

mod markdown;
mod table;

use crate::report::Report;

pub(crate) use table::VALUES;

impl Report {
    /// The report to read.
    pub fn markdown(&self) -> String {
        markdown::render(&self.document())
    }

    /// The report as one JSON object. A number that is hidden is `null`.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }

    /// Every number of the report, one a line. A number that is hidden is `hidden`.
    pub fn csv(&self) -> Result<String, csv::Error> {
        table::render(self)
    }
}
