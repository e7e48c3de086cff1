//! Returns made by a seed: children of every age with rows in every file, and faults put in.

use returns::ssda903::Table;

use super::reading::count;

/// A small generator of numbers: the same seed gives the same return.
pub struct Generator {
    state: u64,
    year: i64,
    unreadable: bool,
}

/// Texts that a cell of each kind may hold; the last of codes is no code.
fn codes(column: &str) -> Option<&'static str> {
    Some(match column {
        "SEX" => "M F U 1 2 X",
        "ETHNIC" => "WBRI MOTH NOBT ZZZZ",
        "UPN" => "UN1 UN2 UN4 B801200005001 UNX",
        "MOTHER" | "FOSTER_CARE" => "0 1 7",
        "RNE" => "S S S L P T B U Q",
        "LS" => "C1 C2 E1 V2 V2 V3 V4 L1 J1 X9",
        "CIN" => "N1 N2 N4 N9",
        "PLACE" => "U1 U6 U6 P1 A3 A5 K2 K3 R5 S1 P2 P3 H5 T0 T3 Z1 Z11 R2 XX",
        "PLACE_PROVIDER" => "PR0 PR1 PR1 PR2 PR3 PR4 PR5 PR9",
        "REC" => "X1 X1 X1 E11 E2 E4A E5 E7 E17 E45 E15 E99",
        "REASON_PLACE_CHANGE" => "CARPL CUSTOD OTHER NONE",
        "HOME_POST" => "AB1 2DE|AB1 4GH",
        "PL_POST" => "AB1 3EF|AB12DE|AB1 2DE",
        "URN" => "SC123456 XXXXXXX",
        "REVIEW_CODE" => "PN0 PN1 PN3 PN9",
        "SDQ_SCORE" => "0 12 40 41 X",
        "SDQ_REASON" => "SDQ1 SDQ2 SDQ9",
        "IN_TOUCH" => "YES NO DIED RHOM MAYBE",
        "ACTIV" => "F1 G4 0 F9",
        "ACCOM" => "B1 Z2 Z1 0 A1 B3",
        "NB_ADOPTR" => "1 2 3",
        "SEX_ADOPTR" => "M1 MM FF MF XX",
        "LS_ADOPTR" => "L0 L11 L12 L2 L3 L4 L9",
        "REASON_PLACED_CEASED" => "RD1 RD4 RD9",
        "PREV_PERM" => "P1 Z1 P9",
        "LA_PERM" => "999",
        "MISSING" => "M A Z",
        "SW_ID" => "SW1234567 XX1 AB123",
        "SW_REASON" => "MANAGE FCONTA OTHERS NOBODY",
        "CONVICTED"
        | "HEALTH_CHECK"
        | "IMMUNISATIONS"
        | "TEETH_CHECK"
        | "HEALTH_ASSESSMENT"
        | "SUBSTANCE_MISUSE"
        | "INTERVENTION_RECEIVED"
        | "INTERVENTION_OFFERED" => "0 1 1 0 1 2",
        _ => return None,
    })
}

/// Columns that are mostly blank where nothing is wrong.
const RARE: [&str; 10] = [
    "DEC",
    "MC_DOB",
    "DUC",
    "SDQ_REASON",
    "REASON_PLACE_CHANGE",
    "DATE_PLACED_CEASED",
    "REASON_PLACED_CEASED",
    "LA_PERM",
    "DATE_PERM",
    "INTERVENTION_OFFERED",
];

/// Columns of days that are seldom filled, or in files of few years: where texts are no days, these are it more often.
const SELDOM: [&str; 5] = ["DUC", "MC_DOB", "DATE_PLACED_CEASED", "DOLO_START", "DOLO_END"];
const NO_DAY: &str = "31/02/2025";

impl Generator {
    pub fn new(seed: u64, year: i64, unreadable: bool) -> Self {
        Self { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, year, unreadable }
    }

    fn below(&mut self, end: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 16) % end
    }

    fn one(&mut self, in_so_many: u64) -> bool {
        self.below(in_so_many) == 0
    }

    fn date(&mut self, first: i64, years: u64) -> String {
        let year = first + i64::try_from(self.below(years)).unwrap();
        let (month, day) = (1 + self.below(12), 1 + self.below(28));
        if self.one(40) {
            return format!("29/02/{}", year / 4 * 4);
        }
        format!("{day:02}/{month:02}/{year:04}")
    }

    /// A day of the year or near it; sometimes none, or none that can be.
    fn day(&mut self, often: bool) -> String {
        if self.unreadable && self.one(30) {
            return NO_DAY.to_owned();
        }
        match self.below(12) {
            0 if !often => String::new(),
            1 => self.date(1985, 45),
            2 => format!("{:02}/04/{}", 1 + self.below(3), self.year - 1),
            3 => format!("{:02}/{:02}/{}", 28 + self.below(4), 3, self.year),
            _ => self.date(self.year - 1, 2),
        }
    }

    fn cell(&mut self, column: &str) -> String {
        if self.unreadable && SELDOM.contains(&column) && self.one(8) {
            return NO_DAY.to_owned();
        }
        if RARE.contains(&column) && !self.one(3) {
            return String::new();
        }
        match codes(column) {
            Some(_) if self.one(9) || column == "SDQ_SCORE" && self.one(3) => String::new(),
            Some(codes) => {
                let sign = if codes.contains('|') { '|' } else { ' ' };
                let codes: Vec<&str> = codes.split(sign).collect();
                // What is no code is put in less often.
                let shown =
                    if self.one(6) { codes.len() } else { codes.len() - usize::from(codes.len() > 3) };
                codes[usize::try_from(self.below(shown as u64)).unwrap()].to_owned()
            }
            None => self.day(column == "DECOM"),
        }
    }

    /// The files: name and text.
    pub fn files(&mut self) -> Vec<(&'static str, String)> {
        let children = 4 + self.below(8);
        let births: Vec<String> = (0..children)
            .map(|_| match self.below(7) {
                0 => self.date(self.year - 20, 4),
                1 => self.date(self.year - 5, 5),
                2 => self.date(self.year - 30, 12),
                // Mostly seventeen, or four, on the last day of the year.
                3 => {
                    let age = if self.one(2) { 17 } else { 4 };
                    self.date(self.year - age - 1, 1)
                }
                _ => self.date(self.year - 18, 16),
            })
            .collect();
        let mut files = Vec::new();
        for table in Table::ALL {
            let new = (table == Table::DoLo && self.year < 2027)
                || (table == Table::SWEpisodes && self.year < 2024);
            if new {
                continue;
            }
            let columns: Vec<&str> = table.columns().iter().map(|column| column.as_str()).collect();
            let mut lines = vec![columns.join(",")];
            for (number, born) in births.iter().enumerate() {
                let rows = match table {
                    Table::Header => u64::from(!self.one(12)) + u64::from(self.one(20)),
                    Table::Episodes if self.one(8) => 0,
                    Table::Episodes if self.one(2) => {
                        lines.extend(self.followed(number, &columns));
                        0
                    }
                    Table::Episodes => 1,
                    Table::Reviews | Table::Missing | Table::SWEpisodes | Table::DoLo => self.below(3),
                    _ => u64::from(self.one(3)) + u64::from(self.one(20)),
                };
                for _ in 0..rows {
                    let row = self.row(number, born, &columns);
                    lines.push(row.join(","));
                }
            }
            files.push((table.as_str(), lines.join("\n") + "\n"));
        }
        files
    }

    fn row(&mut self, number: usize, born: &str, columns: &[&str]) -> Vec<String> {
        let cell = |column: &&str| match *column {
            "CHILD" => format!("C{number}"),
            "DOB" if self.one(15) => self.day(false),
            "DOB" => born.to_owned(),
            column => self.cell(column),
        };
        let mut row: Vec<String> = columns.iter().map(cell).collect();
        // A special guardian has the child from a day of the year, whatever their age.
        if let Some(place) = columns.iter().position(|known| *known == "REC")
            && self.one(8)
        {
            row[place] = format!("E{}", 45 + self.below(4));
            let ended = columns.iter().position(|known| *known == "DEC").unwrap();
            row[ended] = self.date(self.year - 1, 2);
        }
        row
    }

    /// Episodes that follow one another, mostly as they should: from before the year until after it. Some are left open though
    /// another follows, end as if none followed, too late, too early or on their first day, or say that what follows began otherwise.
    fn followed(&mut self, number: usize, columns: &[&str]) -> Vec<String> {
        let mut days: Vec<String> = vec![self.date(self.year - 3, 2)];
        for month in [6, 9, 12] {
            if self.one(2) {
                days.push(format!("{:02}/{month:02}/{}", 1 + self.below(28), self.year - 1));
            }
        }
        let mut lines = Vec::new();
        for (at, from) in days.iter().enumerate() {
            let next = days.get(at + 1);
            let mut row = self.row(number, "", columns);
            let mut put = |column: &str, text: &str| {
                let place = columns.iter().position(|known| *known == column).unwrap();
                text.clone_into(&mut row[place]);
            };
            put("DECOM", from);
            put("DEC", next.map_or("", |day| day));
            put("REC", if next.is_some() { "X1" } else { "" });
            put("RNE", if at == 0 { "S" } else { ["L", "P", "U", "T", "B"][at] });
            if at > 0 {
                match self.below(8) {
                    0 => put("RNE", "S"),
                    1 | 2 => put("RNE", "L"),
                    _ => {}
                }
            }
            if next.is_some() {
                match self.below(16) {
                    0 => put("DEC", ""),
                    1 => put("REC", ""),
                    2 => put("REC", ["E2", "E15", "E4A"][at]),
                    3 => put("DEC", &format!("31/12/{}", self.year - 1)),
                    4 => put("DEC", &format!("01/05/{}", self.year - 1)),
                    5 => put("DEC", from),
                    _ => {}
                }
            }
            if !self.one(3) {
                put("LS", "C2");
                put("CIN", "N1");
            }
            if self.one(4) {
                put("PLACE", "U6");
                put("PLACE_PROVIDER", "PR1");
                put("PL_POST", "AB1 3EF");
                put("URN", "SC123456");
            }
            lines.push(row.join(","));
        }
        lines
    }
}

#[test]
fn days_are_counted_as_the_calendar_does() {
    assert_eq!(count(2024, 2, 29) + 1, count(2024, 3, 1));
    assert_eq!(count(2025, 12, 31) + 1, count(2026, 1, 1));
    assert_eq!(count(1900, 2, 28) + 1, count(1900, 3, 1));
    assert_eq!(super::reading::day("29/02/2025"), None);
    assert_eq!(super::reading::day("1/02/2025"), None);
}
