//! Checking a census: a head that says which year it is, pieces beside each other, and what comes together in the end.

use std::collections::BTreeMap;

use jiff::civil::Date;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::case::{Case, Found, Shared, YearFacts};
use super::check::{Check, Ready, catalogue};
use super::name::Name;
use super::schema::Schema;
use super::split::{Part, Piece, Splitter};
use super::totals::{Header, OfReturn, Totals};
use super::tree::Tree;
use super::walk::{Hear, Mark, Open, Stack, Walk, count_children};
use crate::codes::code_sets;
use crate::data::Flaw;
use crate::report::{Finding, NotEvaluated, Report, SchemaError, Unreadable};
use crate::year::{KnownYear, known_years};
use crate::{Place, WorkingDays, Year};

const YEARS: &str = "cin/years.toml";
pub(super) const CODES: &str = "cin/codes.toml";

/// What is known beside the file.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The year by whose rules it is checked; without it, the one that the header names.
    pub year: Option<Year>,
    /// The working days of England.
    pub working_days: WorkingDays,
}

/// The years of which rules are here, with what changed in each.
pub fn years() -> Result<Vec<(Year, Vec<String>)>, Flaw> {
    Ok(known_years(YEARS)?.into_iter().map(|data| (data.year, data.changed)).collect())
}

/// A year of which rules are here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Which.
    pub year: Year,
    /// Its first day.
    pub start: Date,
    /// Its last day, which is the reference date.
    pub reference: Date,
    /// Whether its return has the module on what comes before care proceedings.
    pub before_proceedings: bool,
}

/// The days of a year; nothing where no rules of it are here.
pub fn period(year: Year) -> Result<Option<Period>, Flaw> {
    period_of(|data| data.year == year)
}

/// The year that a day is in; nothing where no rules of it are here.
pub fn period_on(day: Date) -> Result<Option<Period>, Flaw> {
    period_of(|data| data.start <= day && day <= data.end)
}

fn period_of(wanted: impl Fn(&KnownYear) -> bool) -> Result<Option<Period>, Flaw> {
    let known = known_years(YEARS)?;
    let Some(data) = known.iter().find(|data| wanted(data)) else { return Ok(None) };
    let schema = Schema::of(data.year, &code_sets(CODES, data.year)?)?;
    Ok(Some(Period {
        year: data.year,
        start: data.start,
        reference: data.end,
        before_proceedings: schema.holds(Name::CINdetails, Name::PreProceedingsandFGDM),
    }))
}

/// The rules and the schema of a year, ready for pieces on any thread.
#[derive(Debug)]
pub struct Census {
    pub(super) shared: Shared,
    rules: Vec<Ready>,
    of_return: Vec<OfReturn>,
    stack: Stack,
    header: Header,
}

/// What was found in one piece.
#[derive(Debug, Default)]
pub struct Checked {
    findings: Vec<Finding>,
    not_evaluated: Vec<NotEvaluated>,
    schema_errors: Vec<SchemaError>,
    totals: Totals,
    unreadable: Option<Unreadable>,
}

/// What was found so far, in the order of the file.
#[derive(Debug, Default)]
pub struct Collected {
    report: Report,
    totals: Totals,
}

impl Collected {
    /// Takes what was found in the next piece. After a piece that cannot be read, nothing more is taken.
    pub fn take(&mut self, checked: Checked) {
        if self.report.unreadable.is_some() {
            return;
        }
        checked.findings.into_iter().for_each(|one| self.report.find(one));
        checked.not_evaluated.into_iter().for_each(|one| self.report.not_asked(one));
        checked.schema_errors.into_iter().for_each(|one| self.report.schema_error(one));
        self.totals.merge(checked.totals);
        self.report.unreadable = checked.unreadable;
    }

    /// Whether there is no reason to go on.
    pub fn is_unreadable(&self) -> bool {
        self.report.unreadable.is_some()
    }
}

/// Why a census is not checked: the file, or our own data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotBegun {
    /// The file cannot be read, or is of no year that is known.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The data of the rules has a mistake.
    #[error(transparent)]
    Flaw(#[from] Flaw),
}

/// What stands in the items of a header, the first of each.
pub(super) fn header_texts(text: &str) -> BTreeMap<Name, String> {
    let (mut texts, mut name) = (BTreeMap::new(), None);
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => name = Name::of(tag.local_name().as_ref().as_bytes()),
            Ok(Event::Text(text)) => {
                if let Some(name) = name {
                    texts.entry(name).or_insert_with(|| text.trim().to_owned());
                }
            }
            Ok(Event::End(_)) => name = None,
            Ok(Event::Eof) | Err(_) => return texts,
            Ok(_) => {}
        }
    }
}

impl Census {
    /// From the head of a file: which year it is, and what it says of itself.
    pub fn begin(head: &Piece, options: &Options) -> Result<(Self, Collected), NotBegun> {
        let texts = header_texts(&head.text);
        let named = texts.get(&Name::Year).and_then(|text| text.parse::<Year>().ok());
        let by_date = || {
            let reference = texts.get(&Name::ReferenceDate);
            reference.and_then(|text| super::schema::day(text)).map(|day| Year::ending(day.year()))
        };
        let known = known_years(YEARS)?;
        let asked = options.year.or(named).or_else(by_date);
        let data = asked.and_then(|asked| known.iter().find(|data| data.year == asked));
        let Some(data) = data else {
            // A file that is broken says where, before it is asked for a year.
            broken(head)?;
            let first = known.first().map(|data| data.year.to_string()).unwrap_or_default();
            let last = known.last().map(|data| data.year.to_string()).unwrap_or_default();
            let what = match asked {
                Some(year) => format!("this is a census of {year}, and"),
                None => "the header names no year (Message/Header/CollectionDetails/Year);".to_owned(),
            };
            let message =
                format!("{what} rules are here for {first} to {last}; choose one of them with --year");
            return Err(Unreadable::at_start(message).into());
        };
        let year = YearFacts { year: data.year, start: data.start, reference: data.end };
        let mut census = Self::of(year, options.working_days.clone())?;
        let mut collected = Collected::default();
        collected.report.kind = "cin";
        collected.report.year = Some(data.year);
        collected.report.rules = census.rules.len() + census.of_return.len();
        census.read_head(head, &mut collected)?;
        census.without_working_days(&mut collected);
        Ok((census, collected))
    }

    /// The rules and the schema of a year.
    fn of(year: YearFacts, working_days: WorkingDays) -> Result<Self, Flaw> {
        let codes = code_sets(CODES, year.year)?;
        let schema = Schema::of(year.year, &codes)?;
        let (mut rules, mut of_return) = (Vec::new(), Vec::new());
        for rule in catalogue()?.iter().filter(|rule| rule.years.holds(year.year)) {
            if rule.is_of_return() {
                let Check::Function(function) = &rule.check else {
                    return Err(Flaw::new(
                        "cin/rules",
                        format!("{} is of the return and no function", rule.code),
                    ));
                };
                of_return.push(OfReturn {
                    facts: rule.facts(),
                    function: function.clone(),
                    given: rule.given.clone(),
                });
            } else {
                rules.push(Ready::of(rule)?);
            }
        }
        let header = Header { path: "/Message".to_owned(), place: Place::FIRST, year: None, reference: None };
        let shared = Shared { year, codes, schema, working_days };
        Ok(Self { shared, rules, of_return, stack: Vec::new(), header })
    }

    fn read_head(&mut self, head: &Piece, collected: &mut Collected) -> Result<(), Unreadable> {
        let mut checker = Checker::new(self, head);
        let walk = Walk::new(&self.shared.schema, &head.text, head.place, Vec::new(), 0, &mut checker);
        let (stack, tree) = walk.run()?;
        let out = checker.out;
        if tree.all(Name::Message).is_empty() {
            let begins = out.schema_errors.first().map(|error| error.message.to_string());
            let message = begins.unwrap_or_else(|| "the file is empty: there is no Message in it".to_owned());
            return Err(Unreadable::at_start(message));
        }
        let place = |offset: usize| head.place.after(head.text.get(..offset).unwrap_or_default());
        let details = tree.all(Name::CollectionDetails).first().copied();
        let group = details.or_else(|| tree.all(Name::Header).first().copied());
        let group = group.or_else(|| tree.all(Name::Message).first().copied());
        if let Some(group) = group {
            let item = |name| tree.items_of(group, name).next();
            let texts =
                |name| item(name).map(|item| item.text.trim().to_owned()).filter(|text| !text.is_empty());
            self.header = Header {
                path: tree.path("/Message", group, None),
                place: place(tree.group(group).offset),
                year: texts(Name::Year),
                reference: item(Name::ReferenceDate)
                    .map(|item| (item.text.trim().to_owned(), place(item.offset))),
            };
        }
        collected.take(out);
        self.stack = stack;
        Ok(())
    }

    /// Rules that count working days where the holidays are not known are named for the whole return.
    fn without_working_days(&self, collected: &mut Collected) {
        let year = &self.shared.year;
        for rule in &self.rules {
            let Some(count) = rule.given.working_days else { continue };
            let from = if year.start < year.reference { year.start } else { year.reference };
            let known = [from, year.reference]
                .iter()
                .all(|day| self.shared.working_days.before(*day, count).is_some());
            if !known {
                collected.report.not_asked(NotEvaluated {
                    rule: std::sync::Arc::clone(&rule.facts),
                    child: None,
                    file: 0,
                    path: "/Message".into(),
                    place: None,
                    reason: format!("the bank holidays of {} are not known", year.year).into(),
                });
            }
        }
    }

    /// Checks a piece of children. May be called on any thread; [`Collected::take`] wants the results in order.
    pub fn check(&self, piece: &Piece) -> Checked {
        let mut checker = Checker::new(self, piece);
        let stack = Open::among_children();
        let open = stack.len();
        let walk =
            Walk::new(&self.shared.schema, &piece.text, piece.place, stack, piece.children, &mut checker);
        let ended = walk.run().map(|(stack, _)| stack.len());
        let mut out = checker.out;
        match ended {
            Err(unreadable) => out.unreadable = Some(unreadable),
            Ok(left) if left != open => out.unreadable = Some(ends_inside(piece, &[])),
            Ok(_) => {}
        }
        out
    }

    /// What was found in all, with what stands after the children; `broken` is what kept the rest from being read.
    pub fn finish(
        self,
        mut collected: Collected,
        tail: Option<&Piece>,
        broken: Option<Unreadable>,
    ) -> Report {
        if !collected.is_unreadable() {
            let ended = match tail {
                Some(tail) => self.read_tail(tail, &mut collected),
                None if self.stack.is_empty() => Ok(()),
                None => Err(Unreadable::at_start("the file ends before its end")),
            };
            collected.report.unreadable = ended.err().or(broken);
        }
        let Collected { mut report, totals } = collected;
        report.children = crate::place::count(totals.children());
        if report.unreadable.is_none() {
            for rule in &self.of_return {
                totals.ask(rule, &self.header, &self.shared, &mut report);
            }
        }
        report
    }

    fn read_tail(&self, tail: &Piece, collected: &mut Collected) -> Result<(), Unreadable> {
        let mut stack = self.stack.clone();
        count_children(&mut stack, &self.shared.schema, tail.children);
        let mut checker = Checker::new(self, tail);
        let walk = Walk::new(&self.shared.schema, &tail.text, tail.place, stack, tail.children, &mut checker);
        let ended = walk.run().map(|(stack, _)| stack);
        collected.take(checker.out);
        match ended? {
            open if open.is_empty() => Ok(()),
            open => Err(ends_inside(tail, &open)),
        }
    }
}

/// Whether a head is broken in itself.
fn broken(head: &Piece) -> Result<(), Unreadable> {
    struct Deaf;
    impl<'t> Hear<'t> for Deaf {
        fn child(&mut self, _: &mut Tree<'t>, _: &str, _: Mark, _: usize) {}
        fn wrong(&mut self, _: SchemaError) {}
    }
    let codes = code_sets(CODES, Year::ending(0)).unwrap_or_default();
    let Ok(schema) = Schema::of(Year::ending(0), &codes) else { return Ok(()) };
    let (_, tree) = Walk::new(&schema, &head.text, head.place, Vec::new(), 0, &mut Deaf).run()?;
    if tree.all(Name::Message).is_empty() {
        let what = if head.text.trim().is_empty() { "the file is empty" } else { "no Message stands in it" };
        return Err(Unreadable::at_start(format!("this is not a census: {what}")));
    }
    Ok(())
}

fn ends_inside(piece: &Piece, open: &[Open<'_>]) -> Unreadable {
    let inside = open.last().map(|open| format!(" inside <{}>", open.name())).unwrap_or_default();
    Unreadable::at(piece.place.after(&piece.text), format!("the file breaks off{inside}; it is not whole"))
}

/// Hears of children and puts the rules to them.
struct Checker<'s, 't> {
    census: &'s Census,
    text: &'t str,
    children: u32,
    out: Checked,
    found: Found,
}

impl<'s, 't> Checker<'s, 't> {
    fn new(census: &'s Census, piece: &'t Piece) -> Self {
        Self {
            census,
            text: &piece.text,
            children: piece.children,
            out: Checked::default(),
            found: Found::default(),
        }
    }
}

impl<'t> Hear<'t> for Checker<'_, 't> {
    fn child(&mut self, tree: &mut Tree<'t>, root: &str, from: Mark, _: usize) {
        self.children = self.children.saturating_add(1);
        // A rule asks of a group that must be there also where it is not: what is missing is missing.
        let Some(child) = tree.all(Name::Child).first().copied() else { return };
        for name in [Name::ChildIdentifiers, Name::ChildCharacteristics] {
            if tree.all(name).is_empty() {
                tree.add_group(name, Some(child), from.offset);
            }
        }
        let tree = &*tree;
        let mut case = Case { tree, root, text: self.text, from, shared: &self.census.shared, child: None };
        case.child = case.identifiers().and_then(|own| case.text(Case::own(own, Name::LAchildID)));
        for rule in &self.census.rules {
            self.found.0.clear();
            let mut said = false;
            let not_evaluated = &mut self.out.not_evaluated;
            rule.ask(&case, &mut self.found, |unread| {
                // Once for a child is enough to know that it is not cleared.
                if !said {
                    not_evaluated.push(case.not_evaluated(&rule.facts, unread));
                    said = true;
                }
            });
            let found = self.found.0.iter().filter_map(|values| case.finding(&rule.facts, values));
            self.out.findings.extend(found);
        }
        let place = |name| {
            let item = case.identifiers().and_then(|own| tree.items_of(own, name).next());
            item.map_or(from.place, |item| from.place.after(&self.text[from.offset..item.offset]))
        };
        if let Some(code) = self.out.totals.add(&case, self.children, place)
            && let Some(rule) = self.census.of_return.iter().find(|rule| rule.function == code)
        {
            self.out.not_evaluated.push(NotEvaluated {
                rule: std::sync::Arc::clone(&rule.facts),
                child: case.child.map(Into::into),
                file: 0,
                path: root.into(),
                place: Some(from.place),
                reason: "a date of this child cannot be read, so that it is not in the count of the return"
                    .into(),
            });
        }
    }

    fn wrong(&mut self, error: SchemaError) {
        // One child with a million mistakes must not take the memory of a million children.
        if self.out.schema_errors.len() < crate::report::KEPT_MAX {
            self.out.schema_errors.push(error);
        }
    }
}

/// Checks a whole file that is in memory, piece after piece.
pub fn validate(bytes: &[u8], options: &Options) -> Result<Report, NotBegun> {
    let (mut splitter, mut pieces) = (Splitter::new(), Vec::new());
    let broken = splitter.push(bytes, &mut pieces).and_then(|()| splitter.finish(&mut pieces)).err();
    let Some(head) = pieces.first().filter(|piece| piece.part == Part::Head) else {
        return Err(broken.unwrap_or_else(|| Unreadable::at_start("the file is empty")).into());
    };
    let begun = Census::begin(head, options);
    let (census, mut collected) = match (begun, broken.clone()) {
        // What stopped the splitter is worse than a year that is not named.
        (Err(NotBegun::Unreadable(_)), Some(broken)) => return Err(broken.into()),
        (begun, _) => begun?,
    };
    let mut tail = None;
    for piece in &pieces[1..] {
        match piece.part {
            Part::Middle => collected.take(census.check(piece)),
            Part::Head | Part::Tail => tail = Some(piece),
        }
    }
    Ok(census.finish(collected, tail, broken))
}
