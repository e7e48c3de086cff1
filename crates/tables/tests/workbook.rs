//! What stands in a workbook, part by part.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fmt::Write as _;
use std::io::{Cursor, Read as _};

use expect_test::expect_file;
use jiff::civil::{Date, date};
use tables::workbook::{Cell, Name, Sheet, workbook};
use zip::ZipArchive;

/// The parts that say something of the rows and of when the workbook was made.
const PARTS: [&str; 5] = [
    "docProps/core.xml",
    "xl/workbook.xml",
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
];

fn book() -> Vec<u8> {
    let about = Sheet { name: "About", columns: Vec::new(), rows: vec![vec![Cell::Text("What this is")]] };
    let columns = [("Child Unique ID", true), ("Date of Birth", true), ("Age", true), ("Worker", false)];
    let list = Sheet {
        name: "List 3",
        columns: columns.map(|(text, filled)| Name { text, filled }).into(),
        rows: vec![
            vec![Cell::Text("W0001"), Cell::Day(date(2015, 2, 3)), Cell::Number(11), Cell::Empty],
            // What looks like a formula or a number is a text; a day before all days of workbooks is one too.
            vec![Cell::Text("=1+1"), Cell::Day(date(1899, 1, 1)), Cell::Text("007"), Cell::Text("<&>")],
        ],
    };
    workbook("Lists", &[about, list], date(2026, 5, 1).at(9, 0, 0, 0)).unwrap()
}

#[test]
fn a_workbook_holds_its_sheets_and_its_moment() {
    let bytes = book();
    assert_eq!(bytes, book(), "the same rows and the same moment are the same bytes");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for name in PARTS {
        let mut part = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut part).unwrap();
        writeln!(text, "{name}\n{}\n", part.replace("><", ">\n<")).unwrap();
    }
    expect_file!["workbook.txt"].assert_eq(&text);
}

#[test]
fn what_a_workbook_cannot_have_is_said() {
    let made_at = date(2026, 5, 1).at(9, 0, 0, 0);
    let sheet = Sheet { name: "Children / families", columns: Vec::new(), rows: Vec::new() };
    assert!(workbook("", &[sheet], made_at).unwrap_err().to_string().contains("could not be written"));
    assert!(workbook("", &[], Date::MIN.at(0, 0, 0, 0)).is_err());
}
