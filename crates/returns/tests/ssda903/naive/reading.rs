//! A plain reading of the files: cells as text by the name of their column, days as numbers.

use std::collections::BTreeMap;

/// A row, with the line on which it stands.
#[derive(Debug, Clone)]
pub struct Row {
    pub file: u16,
    pub line: u32,
    cells: BTreeMap<String, String>,
}

impl Row {
    pub fn s(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    pub fn is(&self, column: &str, codes: &[&str]) -> bool {
        codes.contains(&self.s(column))
    }

    pub fn has(&self, column: &str) -> bool {
        !self.s(column).is_empty()
    }

    pub fn any(&self, columns: &[&str]) -> bool {
        columns.iter().any(|column| self.has(column))
    }

    pub fn all(&self, columns: &[&str]) -> bool {
        columns.iter().all(|column| self.has(column))
    }

    pub fn day(&self, column: &str) -> Option<i64> {
        day(self.s(column))
    }

    /// A text that should be a day and is none.
    pub fn no_day(&self, column: &str) -> bool {
        self.has(column) && self.day(column).is_none()
    }

    /// Whether both are days, and the first lies before the second.
    pub fn before(&self, first: &str, second: &str) -> bool {
        matches!((self.day(first), self.day(second)), (Some(first), Some(second)) if first < second)
    }
}

/// A child: rows by file.
#[derive(Debug, Default)]
pub struct Child {
    pub id: String,
    rows: BTreeMap<String, Vec<Row>>,
}

impl Child {
    pub fn of(&self, file: &str) -> &[Row] {
        self.rows.get(file).map_or(&[], Vec::as_slice)
    }

    pub fn is_in(&self, file: &str) -> bool {
        !self.of(file).is_empty()
    }

    pub fn header(&self, column: &str) -> &str {
        self.of("Header").first().map_or("", |row| row.s(column))
    }

    /// The day of birth of a row, or where it says none, that of the header.
    pub fn born<'a>(&'a self, row: &'a Row) -> &'a str {
        if row.has("DOB") { row.s("DOB") } else { self.header("DOB") }
    }

    /// How old the child is on a day: who is born on 29 February has their birthday on the 28th in other years.
    pub fn age(&self, row: &Row, on: Option<i64>) -> Option<i64> {
        let (year, month, number) = parts(self.born(row))?;
        let on = on?;
        let mut age = (on - day(self.born(row))?) / 366 - 1;
        let birthday = |age: i64| {
            let last = if month == 2 && number == 29 && !leap(year + age) { 28 } else { number };
            count(year + age, month, last)
        };
        while birthday(age + 1) <= on {
            age += 1;
        }
        Some(age)
    }
}

/// Reads a file that has no quoted cells.
pub fn read(number: u16, name: &str, text: &str, children: &mut Vec<Child>) {
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().unwrap().split(',').collect();
    for (at, line) in lines.enumerate() {
        let cells = columns.iter().zip(line.split(','));
        let cells: BTreeMap<String, String> =
            cells.map(|(column, cell)| ((*column).to_owned(), cell.trim().to_uppercase())).collect();
        let id = cells["CHILD"].clone();
        let found = children.iter().position(|child| child.id == id).unwrap_or_else(|| {
            children.push(Child { id, ..Child::default() });
            children.len() - 1
        });
        let row = Row { file: number, line: u32::try_from(at).unwrap() + 2, cells };
        children[found].rows.entry(name.to_owned()).or_default().push(row);
    }
    for child in children {
        if let Some(episodes) = child.rows.get_mut("Episodes") {
            episodes.sort_by_key(|row| row.day("DECOM"));
        }
    }
}

fn leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn parts(text: &str) -> Option<(i64, i64, i64)> {
    let shape: String = text.chars().map(|sign| if sign.is_ascii_digit() { '0' } else { sign }).collect();
    if shape != "00/00/0000" {
        return None;
    }
    let number = |from: usize, to: usize| text[from..to].parse::<i64>().unwrap();
    let (day, month, year) = (number(0, 2), number(3, 5), number(6, 10));
    let longest = match month {
        2 if leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    ((1..=12).contains(&month) && (1..=longest).contains(&day)).then_some((year, month, day))
}

/// Days since the beginning of the year 1, one after the other.
pub fn count(year: i64, month: i64, day: i64) -> i64 {
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let years = year - 1;
    let leap_day = i64::from(leap(year) && month > 2);
    let index = usize::try_from(month - 1).unwrap();
    years * 365 + years / 4 - years / 100 + years / 400 + before[index] + leap_day + day
}

pub fn day(text: &str) -> Option<i64> {
    parts(text).map(|(year, month, day)| count(year, month, day))
}
