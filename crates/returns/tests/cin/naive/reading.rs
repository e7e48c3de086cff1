//! A census as plain maps, read letter by letter, and days as numbers: nothing of it is shared with what it is a witness for.

use std::collections::BTreeMap;

/// An element: where it stands, what it says, and what it holds by name.
#[derive(Debug, Default, Clone)]
pub struct El {
    pub line: u32,
    pub text: String,
    kids: BTreeMap<String, Vec<El>>,
}

impl El {
    /// An element that is missing, missed at a line.
    pub fn empty(line: u32) -> Self {
        Self { line, ..Self::default() }
    }

    pub fn all(&self, name: &str) -> &[El] {
        self.kids.get(name).map_or(&[], Vec::as_slice)
    }

    /// The text of the first of a name; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.all(name).first().map_or("", |one| one.text.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// The line of the first of a name, or where it is missed.
    pub fn at(&self, name: &str) -> u32 {
        self.all(name).first().map_or(self.line, |one| one.line)
    }

    pub fn day(&self, name: &str) -> Option<i64> {
        day(self.get(name))
    }

    pub fn yes(&self, name: &str) -> bool {
        ["1", "true"].contains(&self.get(name))
    }

    pub fn no(&self, name: &str) -> bool {
        ["0", "false"].contains(&self.get(name))
    }

    /// The lines of values that are not what their name says they are.
    pub fn unreadable(&self) -> Vec<u32> {
        let mut lines = Vec::new();
        for (name, kids) in &self.kids {
            for kid in kids {
                lines.extend(kid.unreadable());
                let is_day = name.ends_with("Date")
                    || [
                        "DateOfInitialCPC",
                        "InitialCPCtarget",
                        "CPPstartDate",
                        "CPPendDate",
                        "CINreferralDate",
                    ]
                    .contains(&name.as_str());
                let is_flag = ["ReferralNFA", "ICPCnotRequired", "FGDMMeetingOffer", "FGDMMeetingFac"]
                    .contains(&name.as_str());
                let text = kid.text.as_str();
                let bad = !text.is_empty()
                    && (is_day && day(text).is_none()
                        || is_flag && !["0", "1", "true", "false"].contains(&text)
                        || name == "NumberOfPreviousCPP" && text.parse::<i64>().is_err()
                        || name == "UPN" && super::rules::check_letter(text).is_none());
                if bad {
                    lines.push(kid.line);
                }
            }
        }
        lines
    }
}

/// Reads a document.
pub fn read(text: &str) -> El {
    let letters: Vec<char> = text.chars().collect();
    let (mut at, mut line) = (0, 1);
    let mut open: Vec<(String, El)> = vec![(String::new(), El::default())];
    while at < letters.len() {
        if letters[at] != '<' {
            let begun = at;
            while at < letters.len() && letters[at] != '<' {
                at += 1;
            }
            let said: String = letters[begun..at].iter().collect();
            line += u32::try_from(said.matches('\n').count()).unwrap();
            let (_, last) = open.last_mut().unwrap();
            last.text.push_str(&said.replace("&lt;", "<").replace("&amp;", "&"));
            continue;
        }
        let rest: String = letters[at..].iter().take(4).collect();
        let ends = if rest == "<!--" { "-->" } else { ">" };
        let begun = at;
        while !letters[begun..=at].iter().collect::<String>().ends_with(ends) {
            at += 1;
        }
        at += 1;
        let tag: String = letters[begun..at].iter().collect();
        let here = line;
        line += u32::try_from(tag.matches('\n').count()).unwrap();
        if tag.starts_with("<!--") || tag.starts_with("<?") {
            continue;
        }
        let name = tag.trim_matches(['<', '>', '/']).to_owned();
        if !tag.starts_with("</") {
            open.push((name.clone(), El { line: here, ..El::default() }));
        }
        if tag.starts_with("</") || tag.ends_with("/>") {
            let (closed, mut element) = open.pop().unwrap();
            assert_eq!(closed, name);
            if !element.kids.is_empty() {
                element.text.clear();
            }
            let text = element.text.trim().to_owned();
            element.text = text;
            open.last_mut().unwrap().1.kids.entry(closed).or_default().push(element);
        }
    }
    let (_, root) = open.pop().unwrap();
    root.all("Message")[0].clone()
}

/// The number of a day, counted from 1 March of the year 0; nothing where the text is no day.
pub fn day(text: &str) -> Option<i64> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, date] = parts.as_slice() else { return None };
    if [year.len(), month.len(), date.len()] != [4, 2, 2] {
        return None;
    }
    let (year, month, date): (i64, i64, i64) = (year.parse().ok()?, month.parse().ok()?, date.parse().ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let most = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    ((1..=most).contains(&date)).then(|| number(year, month, date))
}

/// The number of a day that is one.
pub const fn number(year: i64, month: i64, date: i64) -> i64 {
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + date - 1
}

/// A Saturday or a Sunday: 1 March of the year 0 was a Wednesday.
pub fn weekend(day: i64) -> bool {
    [3, 4].contains(&(day % 7))
}

/// The day so many working days before another.
pub fn working_days_before(day: i64, count: u32) -> i64 {
    let (mut day, mut left) = (day, count);
    while left > 0 {
        day -= 1;
        if !weekend(day) && !HOLIDAYS.contains(&day) {
            left -= 1;
        }
    }
    day
}

/// The bank holidays of England from January to April, which is as far as any rule counts.
const HOLIDAYS: &[i64] = &[
    number(2022, 1, 3),
    number(2022, 4, 15),
    number(2022, 4, 18),
    number(2023, 1, 2),
    number(2023, 4, 7),
    number(2023, 4, 10),
    number(2024, 1, 1),
    number(2024, 3, 29),
    number(2024, 4, 1),
    number(2025, 1, 1),
    number(2025, 4, 18),
    number(2025, 4, 21),
    number(2026, 1, 1),
    number(2026, 4, 3),
    number(2026, 4, 6),
    number(2027, 1, 1),
    number(2027, 3, 26),
    number(2027, 3, 29),
];
