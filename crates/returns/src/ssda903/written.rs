//! A return on children looked after written as CSV: the same values are the same bytes, with columns in the order in which
//! each file has them.

use census::{Column, LookedAfter, Table};

/// Files that every return has, whether or not a child has a row in them.
const ALWAYS: [Table; 2] = [Table::Header, Table::Episodes];

/// What a file is called.
pub fn file_name(table: Table) -> String {
    format!("{}.csv", table.as_str().to_ascii_lowercase())
}

/// The files of these children, each with its table. A file in which no child has a row is not written, but for header and
/// episodes: an empty one would say that there is nothing to say.
pub fn write(children: &[LookedAfter]) -> Result<Vec<(Table, String)>, csv::Error> {
    let mut files = Vec::new();
    for table in Table::ALL {
        if ALWAYS.contains(&table) || children.iter().any(|child| !child.of(table).is_empty()) {
            files.push((table, file(table, children)?));
        }
    }
    Ok(files)
}

fn file(table: Table, children: &[LookedAfter]) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(table.columns().iter().map(|column| column.as_str()))?;
    for child in children {
        for row in child.of(table) {
            writer.write_record(table.columns().iter().map(|column| match column {
                Column::CHILD => child.child.as_str(),
                other => row.get(*other).unwrap_or_default(),
            }))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
