//! What stands in one row, column by column.

use census::{Assessment, Child, Details, Enquiry, ProtectionPlan};
use jiff::Unit;
use jiff::civil::Date;

use super::Cell;
use super::care::{Care, Spell};
use super::lists::{Codes, Field, Things};

/// Between which days.
pub struct Window {
    /// The first day of the list.
    pub from: Date,
    /// Its last.
    pub to: Date,
    /// What counts of a child counts after this day.
    pub counted: Date,
}

impl Window {
    /// A day that is not after the last one: nothing that comes later is said.
    fn seen(&self, day: Option<Date>) -> Option<Date> {
        day.filter(|day| *day <= self.to)
    }

    /// Whether something began by the last day and had not ended before the first.
    fn open(&self, began: Option<Date>, ended: Option<Date>) -> bool {
        self.seen(began).is_some() && ended.is_none_or(|ended| ended >= self.from)
    }

    fn holds(&self, day: Option<Date>) -> bool {
        self.seen(day).is_some_and(|day| day >= self.from)
    }

    fn count(&self, days: impl Iterator<Item = Option<Date>>) -> Cell {
        let within = days.filter(|day| self.seen(*day).is_some_and(|day| day > self.counted)).count();
        Cell::Number(u32::try_from(within).unwrap_or(u32::MAX))
    }
}

/// What a row is of.
pub enum Thing<'a> {
    Referral(&'a Details),
    Assessment(&'a Assessment),
    Enquiry(&'a Details, &'a Enquiry),
    Plan(&'a ProtectionPlan),
    Care(Spell<'a>, bool),
}

/// A child whose rows are made.
pub struct Row<'a> {
    pub id: &'a str,
    pub child: Option<&'a Child>,
    pub care: Option<&'a Care>,
    pub window: &'a Window,
    pub codes: &'a Codes,
}

impl<'a> Row<'a> {
    fn details(&self) -> impl Iterator<Item = &'a Details> {
        self.child.map(|child| child.details.as_slice()).unwrap_or_default().iter()
    }

    /// The child's rows in a list.
    pub fn things(&self, things: Things) -> Vec<Thing<'a>> {
        let window = self.window;
        match things {
            Things::Referrals => {
                self.details().filter(|one| window.holds(one.referred)).map(Thing::Referral).collect()
            }
            Things::Episodes => {
                let helped = |one: &&Details| {
                    one.no_further_action != Some(true) && window.open(one.referred, one.closed)
                };
                self.details().filter(helped).map(Thing::Referral).collect()
            }
            Things::Assessments => {
                let all = self.details().flat_map(|one| &one.assessments);
                let open = all.filter(|one| window.open(one.started, one.authorised));
                open.map(Thing::Assessment).collect()
            }
            Things::Enquiries => {
                let all = self.details().flat_map(|one| one.enquiries.iter().map(move |asked| (one, asked)));
                let within =
                    all.filter(|(_, asked)| window.holds(asked.started) || window.holds(asked.conference));
                within.map(|(one, asked)| Thing::Enquiry(one, asked)).collect()
            }
            Things::ProtectionPlans => {
                let all = self.details().flat_map(|one| &one.protection_plans);
                all.filter(|plan| window.open(plan.started, plan.ended)).map(Thing::Plan).collect()
            }
            Things::Care => {
                let Some(care) = self.care else { return Vec::new() };
                let mut before: Option<Date> = None;
                let mut rows = Vec::new();
                for spell in care.spells(window.to) {
                    let ended = spell.ended().map(|(day, _)| day);
                    let again = before.is_some_and(|before| before > window.counted);
                    if window.open(spell.started(), ended) {
                        rows.push(Thing::Care(spell, again));
                    }
                    before = ended;
                }
                rows
            }
        }
    }

    /// What stands in a column; nothing where what the row is of says nothing of it.
    pub fn cell(&self, field: Field, thing: &Thing<'_>) -> Cell {
        match field {
            Field::Identifier
            | Field::Gender
            | Field::Ethnicity
            | Field::Born
            | Field::Age
            | Field::Disability => self.of_child(field),
            Field::Referrals => self.window.count(self.details().map(|one| one.referred)),
            Field::Enquiries => self
                .window
                .count(self.details().flat_map(|one| one.enquiries.iter().map(|asked| asked.started))),
            Field::Conferences => {
                self.window.count(self.details().flat_map(|one| {
                    one.enquiries.iter().map(|asked| asked.conference).chain([one.conference])
                }))
            }
            _ => match thing {
                Thing::Referral(details) => self.of_referral(field, details),
                Thing::Assessment(assessment) => match field {
                    Field::Started => Cell::day(assessment.started),
                    Field::Ended => Cell::day(self.window.seen(assessment.authorised)),
                    _ => Cell::Empty,
                },
                Thing::Enquiry(details, enquiry) => self.of_enquiry(field, details, enquiry),
                Thing::Plan(plan) => self.of_plan(field, plan),
                Thing::Care(spell, again) => self.of_care(field, spell, *again),
            },
        }
    }

    fn value(&self, set: &str, code: Option<&String>) -> Cell {
        Cell::text(code.map(|code| self.codes.value(set, code)))
    }

    fn of_child(&self, field: Field) -> Cell {
        if field == Field::Identifier {
            return Cell::Text(self.id.to_owned());
        }
        let Some(child) = self.child else { return Cell::Empty };
        let own = &child.identifiers;
        match field {
            Field::Gender => self.value("gender", own.sex.as_ref().or(own.gender.as_ref())),
            Field::Ethnicity => self.value("ethnicity", child.characteristics.ethnicity.as_ref()),
            Field::Born => Cell::day(own.born),
            Field::Age => {
                let until = own.died.map_or(self.window.to, |died| died.min(self.window.to));
                let lived = own.born.and_then(|born| born.until((Unit::Year, until)).ok());
                lived
                    .and_then(|lived| u32::try_from(lived.get_years()).ok())
                    .map_or(Cell::Empty, Cell::Number)
            }
            _ => {
                let codes = &child.characteristics.disabilities;
                Cell::yes(
                    (!codes.is_empty())
                        .then(|| codes.iter().any(|code| !self.codes.holds("no-disability", code))),
                )
            }
        }
    }

    fn of_referral(&self, field: Field, details: &Details) -> Cell {
        let closed = self.window.seen(details.closed);
        match field {
            Field::Referred => Cell::day(details.referred),
            Field::Source => self.value("source", details.source.as_ref()),
            Field::NoFurtherAction => Cell::yes(details.no_further_action),
            Field::Need => self.value("need", details.need.as_ref()),
            Field::Ended => Cell::day(closed),
            Field::Closure => Cell::text(closed.and(details.closure.clone())),
            Field::Status => {
                let status = self.status(details, closed);
                Cell::text(status.map(|status| self.codes.value("status", status)))
            }
            _ => Cell::Empty,
        }
    }

    /// What the child's help is at the last day.
    fn status(&self, details: &Details, closed: Option<Date>) -> Option<&'static str> {
        let window = self.window;
        let runs = |began, ended| window.seen(began).is_some() && window.seen(ended).is_none();
        if closed.is_some() {
            Some("closed")
        } else if self.care.is_some_and(|care| care.on(window.to)) {
            Some("care")
        } else if details.protection_plans.iter().any(|plan| runs(plan.started, plan.ended)) {
            Some("protection")
        } else if details.plans.iter().any(|plan| runs(plan.started, plan.ended)) {
            Some("plan")
        } else if details.assessments.iter().any(|one| runs(one.started, one.authorised)) {
            Some("assessment")
        } else {
            None
        }
    }

    fn of_enquiry(&self, field: Field, details: &Details, enquiry: &Enquiry) -> Cell {
        let held = self.window.seen(enquiry.conference);
        match field {
            Field::Started => Cell::day(enquiry.started),
            Field::ConferenceNotRequired => Cell::yes(enquiry.conference_not_required),
            Field::Conference => Cell::day(held),
            // A plan begins on the day of its conference; that none did is not said by a census.
            Field::BecamePlan => {
                let began = |plan: &ProtectionPlan| held.is_some() && plan.started == held;
                Cell::yes(details.protection_plans.iter().any(began).then_some(true))
            }
            _ => Cell::Empty,
        }
    }

    fn of_plan(&self, field: Field, plan: &ProtectionPlan) -> Cell {
        match field {
            Field::Started => Cell::day(plan.started),
            Field::Ended => Cell::day(self.window.seen(plan.ended)),
            Field::FirstCategory => Cell::text(plan.first_category.clone()),
            Field::LatestCategory => Cell::text(plan.latest_category.clone()),
            Field::Reviewed => self.latest(&plan.reviews),
            Field::PreviousPlans => plan.previous.map_or(Cell::Empty, Cell::Number),
            _ => Cell::Empty,
        }
    }

    fn latest(&self, days: &[Date]) -> Cell {
        Cell::day(days.iter().copied().filter(|day| *day <= self.window.to).max())
    }

    fn of_care(&self, field: Field, spell: &Spell<'_>, again: bool) -> Cell {
        let (Some(care), Some(latest)) = (self.care, spell.latest()) else { return Cell::Empty };
        let days = |days: &[Date]| self.window.count(days.iter().copied().map(Some));
        match field {
            Field::Started => Cell::day(spell.started()),
            Field::Need => self.value("need", Some(&latest.need)),
            Field::Again => Cell::yes(Some(again)),
            Field::LegalSince => Cell::day(spell.since(|before, after| before.legal != after.legal)),
            Field::Legal => Cell::Text(latest.legal.clone()),
            Field::Reviewed => self.latest(&care.reviews),
            Field::Health => self.latest(&care.health),
            Field::Placements => {
                let homes = care.homes(self.window.counted, self.window.to);
                Cell::Number(u32::try_from(homes).unwrap_or(u32::MAX))
            }
            Field::Ended => Cell::day(spell.ended().map(|(day, _)| day)),
            Field::Closure => Cell::text(spell.ended().map(|(_, why)| why)),
            Field::PlacementSince => Cell::day(spell.since(|_, after| after.moved)),
            Field::Placement => Cell::Text(latest.place.clone()),
            Field::Provider => Cell::Text(latest.provider.clone()),
            Field::Missing => days(&care.missing),
            Field::Away => days(&care.away),
            _ => Cell::Empty,
        }
    }
}
