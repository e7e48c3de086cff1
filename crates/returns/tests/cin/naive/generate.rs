//! Censuses from a seed: children as they might be, with faults put in by the same seed.

use std::fmt::Write as _;

use super::rules::DISABILITIES;

/// Numbers from a seed, always the same (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most as u64).unwrap()
    }

    /// One time in so many.
    fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// An element with a text, or with elements.
struct Node {
    name: &'static str,
    text: Option<String>,
    holds: Vec<Node>,
}

fn group(name: &'static str, holds: Vec<Node>) -> Node {
    Node { name, text: None, holds }
}

/// What a return is made from.
pub struct Generator {
    pub dice: Dice,
    /// The calendar year in which it ends.
    pub year: i64,
    /// Whether texts that are no date, no flag and no number stand in it.
    pub unreadable: bool,
    days: Vec<String>,
}

impl Generator {
    pub fn new(seed: u64, year: i64, unreadable: bool) -> Self {
        let before = year - 1;
        let mut days = Vec::new();
        for date in ["03-28", "03-29", "03-31", "04-01", "04-02", "06-27", "09-06", "10-13", "11-02"] {
            days.push(format!("{before}-{date}"));
        }
        for date in [
            "01-23", "01-24", "01-25", "01-26", "01-27", "01-28", "02-14", "02-28", "03-05", "03-06",
            "03-08", "03-09", "03-10", "03-30", "03-31", "04-01", "08-31", "12-31",
        ] {
            days.push(format!("{year}-{date}"));
        }
        days.extend(["2013-03-31".to_owned(), "2013-04-01".to_owned()]);
        Self { dice: Dice::new(seed), year, unreadable, days }
    }

    fn fault(&mut self) -> bool {
        self.dice.one_in(14)
    }

    /// A day of the list.
    fn any_day(&mut self) -> String {
        self.days[self.dice.below(self.days.len())].clone()
    }

    /// A day of a month of the census year, by its number; with a fault, any.
    fn day(&mut self, month: i64) -> String {
        if self.unreadable && self.dice.one_in(25) {
            return self.dice.of(&["02/06/2025", "2025-02-30", "soon", ""]).to_owned();
        }
        if self.dice.one_in(4) {
            return self.any_day();
        }
        let (year, month) = if month > 8 { (self.year, month - 8) } else { (self.year - 1, month + 4) };
        format!("{year}-{month:02}-{:02}", 1 + self.dice.below(28))
    }

    fn item(&mut self, into: &mut Vec<Node>, name: &'static str, text: &str) {
        let text = match self.fault() {
            true if self.dice.one_in(2) => return,
            true if self.dice.one_in(3) => String::new(),
            _ => text.to_owned(),
        };
        into.push(Node { name, text: Some(text), holds: Vec::new() });
    }

    fn code(&mut self, into: &mut Vec<Node>, name: &'static str, right: &[&str], wrong: &[&str]) {
        let list = if self.fault() { wrong } else { right };
        let text = self.dice.of(list);
        self.item(into, name, text);
    }

    fn dated(&mut self, into: &mut Vec<Node>, name: &'static str, month: i64) {
        let day = self.day(month);
        self.item(into, name, &day);
    }

    fn flag(&mut self, into: &mut Vec<Node>, name: &'static str, yes: bool) {
        let list: &[&str] = match (self.unreadable && self.dice.one_in(20), yes) {
            (true, _) => &["yes", "2"],
            (false, true) => &["1", "1", "true"],
            (false, false) => &["0", "0", "false"],
        };
        let text = self.dice.of(list);
        self.item(into, name, text);
    }

    fn identifiers(&mut self, number: usize) -> Node {
        let mut holds = Vec::new();
        let id = match self.dice.below(30) {
            0 => "W1".to_owned(),
            1 => format!("W{number}12345678901234567890"),
            2 => format!("W-{number}"),
            3 => format!("Wé{number}"),
            4 => format!("W{number:0>19}"),
            _ => format!("W{number}"),
        };
        self.item(&mut holds, "LAchildID", &id);
        let unborn = self.dice.one_in(8);
        if !unborn && !self.dice.one_in(3) {
            let upn = match self.dice.below(12) {
                0 => "B801200005001".to_owned(),
                1 => self
                    .dice
                    .of(&[
                        "B8012000X5001",
                        "B999200005001",
                        "B80120000500S",
                        "B8012",
                        "B8012000050012",
                        "b801200005001",
                    ])
                    .to_owned(),
                2 => self.dice.of(&["C801200005001", "T942200005001", "B80120000500A"]).to_owned(),
                _ => self.upn(),
            };
            self.item(&mut holds, "UPN", &upn);
        }
        if self.dice.one_in(6) {
            let former =
                self.dice.of(&["B801200005001", "B80120000500A", "B8012", "8801200005001", "B801200X05001"]);
            self.item(&mut holds, "FormerUPN", former);
        }
        if holds.len() < 2 || self.dice.one_in(9) {
            self.code(&mut holds, "UPNunknown", &["UN1", "UN2", "UN4", "UN7"], &["UN8", "X"]);
        }
        if !unborn || self.dice.one_in(9) {
            let y = self.year;
            let births = [
                format!("{}-08-31", y - 6),
                format!("{}-09-01", y - 6),
                format!("{}-03-31", y - 6),
                format!("{}-04-01", y - 6),
                format!("{}-03-30", y - 25),
                format!("{}-03-31", y - 25),
                format!("{}-05-10", y - 26),
                "2000-02-29".to_owned(),
                format!("{y}-04-01"),
                format!("{y}-03-31"),
                format!("{}-12-15", y - 1),
            ];
            let usual = format!("{}-05-10", y - 12);
            let birth =
                if self.dice.one_in(3) { births[self.dice.below(births.len())].clone() } else { usual };
            self.item(&mut holds, "PersonBirthDate", &birth);
        }
        if unborn {
            let y = self.year;
            let days = [
                format!("{y}-02-28"),
                format!("{y}-03-01"),
                format!("{y}-05-15"),
                format!("{y}-12-31"),
                format!("{}-01-01", y + 1),
                format!("{y}-08-01"),
            ];
            let day = days[self.dice.below(days.len())].clone();
            self.item(&mut holds, "ExpectedPersonBirthDate", &day);
        }
        let (name, unknown, known): (_, _, &[&str]) = if self.year > 2024 {
            ("Sex", "U", &["M", "F"])
        } else {
            ("GenderCurrent", "0", &["1", "2", "9"])
        };
        let known: Vec<&str> = if unborn { vec![unknown] } else { known.to_vec() };
        self.code(&mut holds, name, &known, &["X", unknown, "M", "1"]);
        if self.dice.one_in(9) {
            self.dated(&mut holds, "PersonDeathDate", 9);
        }
        group("ChildIdentifiers", holds)
    }

    /// A UPN with its check letter, now and then a temporary one.
    fn upn(&mut self) -> String {
        let mut digits =
            format!("{}2{:08}", self.dice.of(&["801", "213", "420", "941"]), self.dice.below(9_999_999));
        if self.dice.one_in(6) {
            digits.pop();
            digits.push('E');
        }
        let letters: Vec<char> = "ABCDEFGHJKLMNPQRTUVWXYZ".chars().collect();
        let right = letters.iter().map(|letter| format!("{letter}{digits}"));
        right.into_iter().find(|upn| super::rules::check_letter(upn) == Some(true)).unwrap()
    }

    fn characteristics(&mut self) -> Node {
        let mut holds = Vec::new();
        self.code(&mut holds, "Ethnicity", &["WBRI", "APKN", "NOBT"], &["XXXX", "WBR"]);
        if !self.dice.one_in(7) {
            let mut codes = Vec::new();
            let several = 1 + self.dice.below(2);
            for _ in 0..several {
                self.code(&mut codes, "Disability", &DISABILITIES, &["XX", "NONE", "LD"]);
            }
            holds.push(group("Disabilities", codes));
        }
        group("ChildCharacteristics", holds)
    }

    fn assessment(&mut self, from: i64) -> Node {
        let mut holds = Vec::new();
        self.dated(&mut holds, "AssessmentActualStartDate", from);
        if !self.dice.one_in(5) {
            self.dated(&mut holds, "AssessmentAuthorisationDate", from + 1);
        }
        if !self.dice.one_in(6) {
            let mut codes = Vec::new();
            let several = 1 + self.dice.below(2);
            for _ in 0..several {
                self.code(
                    &mut codes,
                    "AssessmentFactors",
                    &["4B", "5A", "3B", "24A", "21"],
                    &["18A", "19A", "8A", "21"],
                );
            }
            holds.push(group("FactorsIdentifiedAtAssessment", codes));
        }
        group("Assessments", holds)
    }

    fn plan(&mut self, from: i64) -> Node {
        let mut holds = Vec::new();
        let start = self.day(from);
        self.item(&mut holds, "CINPlanStartDate", &start);
        if self.dice.one_in(2) {
            let end = if self.dice.one_in(8) { start } else { self.day(from + 2) };
            self.item(&mut holds, "CINPlanEndDate", &end);
        }
        group("CINPlanDates", holds)
    }

    fn enquiry(&mut self, from: i64, conference: &str) -> Node {
        let mut holds = Vec::new();
        self.dated(&mut holds, "S47ActualStartDate", from);
        if self.dice.one_in(2) {
            self.dated(&mut holds, "InitialCPCtarget", from + 1);
        }
        let needed = !self.dice.one_in(3);
        if needed && !self.dice.one_in(3) {
            self.item(&mut holds, "DateOfInitialCPC", conference);
        }
        self.flag(&mut holds, "ICPCnotRequired", !needed);
        group("Section47", holds)
    }

    fn protection(&mut self, from: i64, conference: &str) -> Node {
        let mut holds = Vec::new();
        let start = if self.dice.one_in(4) { self.day(from) } else { conference.to_owned() };
        self.item(&mut holds, "CPPstartDate", &start);
        if self.dice.one_in(2) {
            let end = if self.dice.one_in(8) { start } else { self.day(from + 3) };
            self.item(&mut holds, "CPPendDate", &end);
        }
        for name in ["InitialCategoryOfAbuse", "LatestCategoryOfAbuse"] {
            self.code(&mut holds, name, &["NEG", "EMO", "MUL"], &["XYZ", "neg"]);
        }
        let number =
            if self.unreadable && self.dice.one_in(8) { "two" } else { self.dice.of(&["0", "1", "-1", "3"]) };
        self.item(&mut holds, "NumberOfPreviousCPP", number);
        if self.dice.one_in(2) {
            let mut dates = Vec::new();
            for at in 0..=self.dice.below(2) {
                self.dated(&mut dates, "CPPreviewDate", from + 1 + i64::try_from(at).unwrap());
            }
            holds.push(group("Reviews", dates));
        }
        group("ChildProtectionPlans", holds)
    }

    fn module_5(&mut self) -> Node {
        let mut holds = Vec::new();
        for (name, month) in [("PPStartDate", 3), ("LBPSentDate", 3)] {
            if !self.dice.one_in(5) {
                self.dated(&mut holds, name, month);
            }
        }
        let offered = self.dice.one_in(2);
        self.flag(&mut holds, "FGDMMeetingOffer", offered);
        if offered && !self.dice.one_in(3) {
            self.flag(&mut holds, "FGDMMeetingFac", true);
        }
        if self.dice.one_in(2) {
            self.dated(&mut holds, "InitialPPMeetingDate", 4);
            if !self.dice.one_in(3) {
                self.item(&mut holds, "ReviewMeetingsCount", "2");
            }
        }
        for (name, month) in [("StepDecisionDate", 6), ("CourtAppDate", 7), ("LetterInitCPDate", 8)] {
            if name == "CourtAppDate" {
                self.code(&mut holds, "PPOutcome", &["A", "B", "C"], &["D", "a"]);
            }
            if !self.dice.one_in(3) {
                self.dated(&mut holds, name, month);
            }
        }
        group("PreProceedingsandFGDM", holds)
    }

    fn module(&mut self, from: i64) -> Node {
        let mut holds = Vec::new();
        let conference = self.day(from + 2);
        let no_action = self.dice.one_in(9);
        let quiet = no_action && !self.dice.one_in(2);
        self.dated(&mut holds, "CINreferralDate", from);
        self.code(&mut holds, "ReferralSource", &["1A", "5D", "10", "3F"], &["5E", "11", ""]);
        self.code(&mut holds, "PrimaryNeedCode", &["N1", "N2", "N0"], &["N99", "M1"]);
        if self.dice.one_in(2) {
            self.dated(&mut holds, "CINclosureDate", from + 5);
            self.code(&mut holds, "ReasonForClosure", &["RC7", "RC8", "RC9", "RC2"], &["RC0", "RC99"]);
        }
        if self.dice.one_in(8) {
            self.item(&mut holds, "DateOfInitialCPC", &conference);
        }
        if !quiet {
            for at in 0..self.dice.below(3) {
                let assessment = self.assessment(from + 2 * i64::try_from(at).unwrap());
                holds.push(assessment);
            }
            for at in 0..self.dice.below(3) / 2 + usize::from(self.dice.one_in(9)) {
                let plan = self.plan(from + 1 + 3 * i64::try_from(at).unwrap());
                holds.push(plan);
            }
            for at in 0..self.dice.below(5) / 2 {
                let enquiry = self.enquiry(from + 1 + i64::try_from(at).unwrap(), &conference);
                holds.push(enquiry);
            }
        }
        self.flag(&mut holds, "ReferralNFA", no_action);
        if !quiet {
            for at in 0..self.dice.below(5) / 2 {
                let plan = self.protection(from + 2 + 4 * i64::try_from(at).unwrap(), &conference);
                holds.push(plan);
            }
            if self.year > 2026 && self.dice.one_in(4) {
                let five = self.module_5();
                holds.push(five);
            }
        }
        group("CINdetails", holds)
    }

    fn child(&mut self, number: usize) -> Node {
        let mut holds = Vec::new();
        if !self.dice.one_in(60) {
            holds.push(self.identifiers(number));
        }
        if !self.dice.one_in(40) {
            holds.push(self.characteristics());
        }
        for at in 0..[1, 1, 1, 2, 2, 3, 0][self.dice.below(7)] {
            let module = self.module(1 + 4 * at);
            holds.push(module);
        }
        group("Child", holds)
    }

    /// A whole return.
    pub fn census(&mut self) -> String {
        let year = self.year;
        let mut about = Vec::new();
        self.item(&mut about, "Collection", "CIN");
        about.push(Node { name: "Year", text: Some(year.to_string()), holds: Vec::new() });
        let right = format!("{year}-03-31");
        let wrong = format!("{year}-03-30");
        let reference = if self.dice.one_in(12) { wrong } else { right };
        self.item(&mut about, "ReferenceDate", &reference);
        let header = group("Header", vec![group("CollectionDetails", about)]);
        let most = if self.dice.one_in(3) { 2 } else { 24 };
        let children = 1 + self.dice.below(most);
        let children = (1..=children).map(|number| self.child(number)).collect();
        let message = group("Message", vec![header, group("Children", children)]);
        let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
        self.write(&message, &mut out);
        out
    }

    fn write(&mut self, node: &Node, out: &mut String) {
        if self.dice.one_in(40) {
            out.push_str("<!-- a remark\n with <tags> in it -->\n");
        }
        let gap = if self.dice.one_in(9) { "" } else { "\n" };
        let name = node.name;
        match &node.text {
            Some(text) if text.is_empty() && self.dice.one_in(2) => {
                let _ = write!(out, "<{name}/>{gap}");
            }
            Some(text) => {
                let _ = write!(out, "<{name}>{text}</{name}>{gap}");
            }
            None => {
                let _ = write!(out, "<{name}>{gap}");
                for one in &node.holds {
                    self.write(one, out);
                }
                let _ = writeln!(out, "</{name}>");
            }
        }
    }
}
