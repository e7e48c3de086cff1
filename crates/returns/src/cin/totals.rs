//! The rules of the whole return: what is kept of each child for them, and what they find in the end.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::case::{Case, Shared};
use super::name::Name;
use crate::Place;
use crate::report::{Finding, NotEvaluated, Report, RuleFacts, Value};

/// What is kept of children for the rules of the whole return.
#[derive(Debug, Default)]
pub(super) struct Totals {
    identities: Vec<Identity>,
    plans_started: u64,
    conferences: u64,
    born: u64,
    without_sex: u64,
    disabilities: BTreeSet<Box<str>>,
    disabled: bool,
    several_disabilities: bool,
    module5: bool,
}

/// Who a child is in the return, and where that stands.
#[derive(Debug)]
struct Identity {
    child: u32,
    id: Option<Box<str>>,
    id_at: Place,
    upn: Option<Box<str>>,
    upn_at: Place,
}

/// A rule of the whole return.
#[derive(Debug, Clone)]
pub(super) struct OfReturn {
    pub(super) facts: Arc<RuleFacts>,
    pub(super) function: String,
    pub(super) given: super::check::Given,
}

/// A share in hundredths of a whole.
const HUNDREDTHS: u64 = 100;

impl Totals {
    /// Adds a child; gives the rule and the reason where a total cannot be exact because of it.
    pub(super) fn add(
        &mut self,
        case: &Case<'_, '_>,
        number: u32,
        place: impl Fn(Name) -> Place,
    ) -> Option<&'static str> {
        let identifiers = case.identifiers()?;
        let own = |name| case.text(Case::own(identifiers, name));
        self.identities.push(Identity {
            child: number,
            id: own(Name::LAchildID).map(Into::into),
            id_at: place(Name::LAchildID),
            upn: own(Name::UPN).map(Into::into),
            upn_at: place(Name::UPN),
        });
        let unborn = own(Name::PersonBirthDate).is_none() && own(Name::ExpectedPersonBirthDate).is_some();
        if !unborn {
            self.born += 1;
            let sex = own(Name::Sex).or_else(|| own(Name::GenderCurrent));
            self.without_sex += u64::from(sex.is_none_or(|sex| case.in_set("sex-unknown", sex)));
        }
        let codes: BTreeSet<&str> = case
            .disabilities()
            .into_iter()
            .map(|(_, code)| code)
            .filter(|code| !case.in_set("no-disability", code))
            .collect();
        self.disabled |= !codes.is_empty();
        self.several_disabilities |= codes.len() > 1;
        for code in codes {
            if !self.disabilities.contains(code) && case.in_set("disability", code) {
                self.disabilities.insert(code.into());
            }
        }
        self.module5 |= case.all(Name::PreProceedingsandFGDM).next().is_some();
        let year = &case.shared.year;
        let mut unread = None;
        let mut in_year = |group, name| {
            let day = case.day_of(group, name).unwrap_or_else(|_| {
                unread = Some("2883");
                None
            });
            u64::from(day.is_some_and(|day| year.holds(day)))
        };
        for plan in case.all(Name::ChildProtectionPlans) {
            self.plans_started += in_year(plan, Name::CPPstartDate);
        }
        for group in case.all(Name::CINdetails).chain(case.all(Name::Section47)) {
            self.conferences += in_year(group, Name::DateOfInitialCPC);
        }
        unread
    }

    /// Adds those of a later piece.
    pub(super) fn merge(&mut self, mut other: Self) {
        self.identities.append(&mut other.identities);
        self.plans_started += other.plans_started;
        self.conferences += other.conferences;
        self.born += other.born;
        self.without_sex += other.without_sex;
        self.disabilities.append(&mut other.disabilities);
        self.disabled |= other.disabled;
        self.several_disabilities |= other.several_disabilities;
        self.module5 |= other.module5;
    }

    pub(super) fn children(&self) -> usize {
        self.identities.len()
    }

    /// Asks a rule of what came together. `header` is where the whole return is spoken of.
    pub(super) fn ask(&self, rule: &OfReturn, header: &Header, shared: &Shared, report: &mut Report) {
        let count = |field, number: u64| Value { field, value: Some(number.to_string().into()), place: None };
        let whole = |values: Vec<Value>| Finding {
            rule: Arc::clone(&rule.facts),
            child: None,
            file: 0,
            path: header.path.as_str().into(),
            place: header.place,
            values,
        };
        match rule.function.as_str() {
            "100" => header.ask(rule, shared, report),
            "1520" => self.same(rule, "UPN", report, |one| (one.upn.as_deref(), one.upn_at)),
            "8510" => self.same(rule, "LAchildID", report, |one| (one.id.as_deref(), one.id_at)),
            "2883" if self.plans_started > self.conferences => report.find(whole(vec![
                count("CPPstartDate", self.plans_started),
                count("DateOfInitialCPC", self.conferences),
            ])),
            "2886Q" => {
                // A share of a hundred, without rounding.
                let hundredths = self.without_sex.saturating_mul(HUNDREDTHS);
                if hundredths > rule.given.percent.unwrap_or_default().saturating_mul(self.born) {
                    report.find(whole(vec![
                        count("Sex", self.without_sex),
                        count("ChildIdentifiers", self.born),
                    ]));
                }
            }
            "2887Q" if self.disabilities.len() < rule.given.count.unwrap_or_default() => {
                report.find(whole(vec![count("Disability", self.disabilities.len() as u64)]));
            }
            "2888Q" if self.disabled && !self.several_disabilities => {
                report.find(whole(vec![count("Disability", 1)]));
            }
            "8995Q" if !self.module5 => report.find(whole(vec![count("PreProceedingsandFGDM", 0)])),
            _ => {}
        }
    }

    /// Every record whose value another has, too.
    fn same(
        &self,
        rule: &OfReturn,
        field: &'static str,
        report: &mut Report,
        of: impl Fn(&Identity) -> (Option<&str>, Place),
    ) {
        let mut first: HashMap<&str, (usize, bool)> = HashMap::with_capacity(self.identities.len());
        let mut found = Vec::new();
        for (number, identity) in self.identities.iter().enumerate() {
            let Some(value) = of(identity).0 else { continue };
            match first.get_mut(value) {
                None => {
                    first.insert(value, (number, false));
                }
                Some((before, said)) => {
                    if !*said {
                        found.push((*before, number));
                        *said = true;
                    }
                    found.push((number, *before));
                }
            }
        }
        found.sort_unstable();
        for (number, other) in found {
            let (identity, other) = (&self.identities[number], &self.identities[other]);
            let value = |one: &Identity| {
                let (value, place) = of(one);
                Value { field, value: value.map(Into::into), place: Some(place) }
            };
            report.find(Finding {
                rule: Arc::clone(&rule.facts),
                child: identity.id.clone(),
                file: 0,
                path: format!("/Message/Children/Child[{}]/ChildIdentifiers/{field}", identity.child).into(),
                place: of(identity).1,
                values: vec![value(identity), value(other)],
            });
        }
    }
}

/// What the header says of the year, and where.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub(super) path: String,
    pub(super) place: Place,
    pub(super) year: Option<String>,
    pub(super) reference: Option<(String, Place)>,
}

impl Header {
    /// Rule 100: the reference date is the last day of the year that the header names.
    fn ask(&self, rule: &OfReturn, shared: &Shared, report: &mut Report) {
        let value = Value {
            field: "ReferenceDate",
            value: self.reference.as_ref().map(|(text, _)| text.as_str().into()),
            place: self.reference.as_ref().map(|(_, place)| *place),
        };
        let year = Value { field: "Year", value: self.year.as_deref().map(Into::into), place: None };
        let path: Box<str> = format!("{}/ReferenceDate", self.path).into();
        let place = self.reference.as_ref().map_or(self.place, |(_, place)| *place);
        let ends = self.year.as_ref().and_then(|year| year.parse::<i16>().ok());
        let Some(ends) = ends else {
            report.not_asked(NotEvaluated {
                rule: Arc::clone(&rule.facts),
                child: None,
                file: 0,
                path,
                place: Some(place),
                reason: "the header names no year to which the reference date could belong".into(),
            });
            return;
        };
        let expected = shared.year.reference.with().year(ends).build().ok();
        let given = self.reference.as_ref().and_then(|(text, _)| super::schema::day(text));
        if given.is_none() || given != expected {
            report.find(Finding {
                rule: Arc::clone(&rule.facts),
                child: None,
                file: 0,
                path,
                place,
                values: vec![value, year],
            });
        }
    }
}
