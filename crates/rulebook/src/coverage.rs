//! Which duties are written as data, tried by cases, and have a page and a return behind them: columns as they stand.

use std::fmt;

use guidance::{Guidance, ListedAs};
use serde::Serialize;

use crate::text;

/// How far the lists are covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// How many of each list.
    pub totals: Vec<Total>,
    /// Every identifier of the lists.
    pub rows: Vec<Row>,
}

/// How many of one list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Total {
    /// Which list.
    pub list: ListedAs,
    /// How many are in it.
    pub listed: usize,
    /// How many of them are written as data.
    pub encoded: usize,
    /// How many are tried by a worked example.
    pub tested: usize,
    /// How many somebody meets on a page.
    pub on_a_page: usize,
    /// How many have a return to government behind them.
    pub in_a_return: usize,
}

/// One identifier of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is one column, yes or no")]
pub struct Row {
    /// The identifier.
    pub id: String,
    /// Which list it stands in.
    pub list: ListedAs,
    /// The section of the list.
    pub section: String,
    /// The duties that it means.
    pub duties: Vec<String>,
    /// What they are called.
    pub name: String,
    /// Whether it is written as data.
    pub encoded: bool,
    /// How many worked examples there are; every duty that it means must have one to count.
    pub cases: usize,
    /// Whether each duty that it means is tried by a worked example.
    pub tested: bool,
    /// Whether somebody meets it on a page.
    pub on_a_page: bool,
    /// Whether a return to government stands behind it.
    pub in_a_return: bool,
}

/// Holds the guidance against the lists that stand in it.
pub fn coverage(guidance: &Guidance) -> Coverage {
    let mut rows = Vec::new();
    for section in guidance.listed() {
        for id in &section.ids {
            let meant: Vec<_> = guidance.duties_known_as(id).collect();
            let cases = |duty: &str| guidance.cases().iter().filter(|case| case.duty == duty).count();
            rows.push(Row {
                id: id.clone(),
                list: section.list,
                section: section.title.clone(),
                duties: meant.iter().map(|duty| duty.id.clone()).collect(),
                name: meant.first().map(|duty| duty.name.clone()).unwrap_or_default(),
                encoded: !meant.is_empty(),
                cases: meant.iter().map(|duty| cases(&duty.id)).sum(),
                tested: !meant.is_empty() && meant.iter().all(|duty| cases(&duty.id) > 0),
                on_a_page: section.on_a_page.contains(id),
                in_a_return: section.in_a_return.contains(id),
            });
        }
    }
    let totals = [ListedAs::Duties, ListedAs::Obligations].map(|list| {
        let of_list = || rows.iter().filter(move |row| row.list == list);
        Total {
            list,
            listed: of_list().count(),
            encoded: of_list().filter(|row| row.encoded).count(),
            tested: of_list().filter(|row| row.tested).count(),
            on_a_page: of_list().filter(|row| row.on_a_page).count(),
            in_a_return: of_list().filter(|row| row.in_a_return).count(),
        }
    });
    Coverage { totals: totals.into(), rows }
}

impl fmt::Display for Coverage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let yes = |is: bool| if is { "yes" } else { "-" }.to_owned();
        let rows = self.rows.iter().map(|row| {
            let same = row.duties.len() == 1 && row.duties.first() == Some(&row.id);
            let name = if same || row.duties.is_empty() {
                row.name.clone()
            } else {
                format!("{} (as {})", row.name, row.duties.join(", "))
            };
            vec![
                row.id.clone(),
                name,
                yes(row.encoded),
                if row.tested { row.cases.to_string() } else { "-".to_owned() },
                yes(row.on_a_page),
                yes(row.in_a_return),
            ]
        });
        let header = ["duty", "what must happen", "encoded", "tested", "page", "return"];
        writeln!(formatter, "{}\n", text::table(&header, rows))?;
        let totals = self.totals.iter().map(|total| {
            let of = |count: usize| format!("{count} of {}", total.listed);
            let list = match total.list {
                ListedAs::Duties => "duties",
                ListedAs::Obligations => "obligations",
            };
            vec![
                list.to_owned(),
                of(total.encoded),
                of(total.tested),
                of(total.on_a_page),
                of(total.in_a_return),
            ]
        });
        let header = ["", "encoded", "tested", "page", "return"];
        write!(formatter, "{}", text::table(&header, totals))
    }
}
