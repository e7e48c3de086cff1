//! What is written is read by the format's own library as the same.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use jiff::civil::{Date, date};
use parquet::basic::LogicalType;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use tables::columns::{Column, NotWritten, Values, parquet};

/// Every value of a file, by row and column, as text; a day as the format counts it.
fn read(bytes: Vec<u8>) -> Vec<Vec<Option<String>>> {
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(|row| {
        let row = row.unwrap();
        let cell = |(_, field): (&String, &Field)| match field {
            Field::Null => None,
            Field::Str(text) => Some(text.clone()),
            Field::Date(days) => Some(days.to_string()),
            other => panic!("{other:?} is no value of ours"),
        };
        row.get_column_iter().map(cell).collect()
    });
    rows.collect()
}

#[test]
fn a_table_is_read_as_it_was_written() {
    let texts = vec![Some("W0001"), None, Some(""), Some("an “ä” and\na line"), None, None];
    let days: Vec<Option<Date>> = vec![
        Some(date(1970, 1, 1)),
        Some(date(1969, 12, 31)),
        None,
        Some(date(2026, 2, 28)),
        Some(date(1900, 3, 1)),
        Some(date(9999, 12, 31)),
    ];
    let columns = [
        Column { name: "pers_person_id", values: Values::Texts(texts.clone()) },
        Column { name: "pers_dob", values: Values::Days(days.clone()) },
    ];
    let bytes = parquet("ssd_person", &columns).unwrap();
    assert_eq!(bytes, parquet("ssd_person", &columns).unwrap(), "the same rows are the same bytes");
    let counted = |day: Date| date(1970, 1, 1).until(day).unwrap().get_days().to_string();
    let expected: Vec<Vec<Option<String>>> =
        texts.iter().zip(&days).map(|(text, day)| vec![text.map(str::to_owned), day.map(counted)]).collect();
    assert_eq!(read(bytes.clone()), expected);
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let schema = reader.metadata().file_metadata().schema_descr();
    let kinds: Vec<_> = schema.columns().iter().map(|column| column.logical_type_ref().cloned()).collect();
    assert_eq!(kinds, [Some(LogicalType::String), Some(LogicalType::Date)]);
    assert_eq!(reader.metadata().file_metadata().created_by(), Some("Alongside"));
}

#[test]
fn tables_of_any_size_are_read_again() {
    for rows in [0_usize, 1, 63, 64, 128, 5_000] {
        let texts: Vec<String> = (0..rows).map(|row| format!("row {row}")).collect();
        // Nulls in runs of several lengths, and columns enough for a list that says its length apart.
        let value = |row: usize| (row % 7 < 5 || row.is_multiple_of(3)).then(|| texts[row].as_str());
        let values: Vec<Option<&str>> = (0..rows).map(value).collect();
        let names: Vec<String> = (0..20).map(|column| format!("column_{column}")).collect();
        let columns: Vec<Column<'_>> =
            names.iter().map(|name| Column { name, values: Values::Texts(values.clone()) }).collect();
        let read = read(parquet("many", &columns).unwrap());
        assert_eq!(read.len(), rows);
        for (row, read) in read.iter().enumerate() {
            assert!(read.iter().all(|cell| cell.as_deref() == values[row]), "{row} of {rows}: {read:?}");
        }
    }
}

#[test]
fn what_is_no_table_is_not_written() {
    let columns = [
        Column { name: "one", values: Values::Texts(vec![None]) },
        Column { name: "two", values: Values::Texts(Vec::new()) },
    ];
    assert_eq!(parquet("uneven", &columns), Err(NotWritten::Uneven));
}
