//! From what single streams contribute, to children and their requests.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use uuid::Uuid;

use crate::facts::{
    AssessmentFacts, CarerAssessment, Challenge, Delivery, Diversion, Enquiry, Facts, Referred, Reply,
    RequestFacts,
};

/// One child, as far as it is known that requests are about the same one.
#[derive(Debug, Default)]
pub(crate) struct Person {
    pub requests: Vec<RequestFacts>,
    /// Every support assessment, also those before the one at hand.
    pub assessed: Vec<AssessmentFacts>,
    pub disputes: Vec<Date>,
    pub contacts: Vec<Date>,
    pub diversions: Vec<Diversion>,
    pub enquiries: Vec<Enquiry>,
    pub challenges: Vec<Challenge>,
    pub replies: Vec<Reply>,
    pub deliveries: Vec<Delivery>,
    pub carers: Vec<CarerAssessment>,
    /// Days on which facts of harm were stated with a request.
    pub harm_stated: Vec<Date>,
    /// Referrals of statutory returns.
    pub referred: Vec<Referred>,
}

/// Puts together what belongs to one child. The order is that in which each child is first met.
pub(crate) fn gather(all: Vec<Facts>) -> Vec<Person> {
    let child_of: HashMap<Uuid, Uuid> =
        all.iter().filter_map(|facts| facts.request.zip(facts.child)).collect();
    let mut places: HashMap<Uuid, usize> = HashMap::with_capacity(all.len());
    let mut people: Vec<Person> = Vec::new();
    for facts in all {
        let of_request = |request: Uuid| child_of.get(&request).copied().unwrap_or(request);
        let place = match facts.child.or_else(|| facts.request.map(of_request)) {
            Some(key) => *places.entry(key).or_insert(people.len()),
            // What names no record stands alone: it is counted, and in no group.
            None => people.len(),
        };
        if place == people.len() {
            people.push(Person::default());
        }
        people[place].add(facts);
    }
    people
}

impl Person {
    fn add(&mut self, facts: Facts) {
        self.requests.extend(facts.requested);
        self.assessed.extend(facts.earlier);
        self.assessed.extend(facts.assessed);
        self.disputes.extend(facts.disputes);
        self.contacts.extend(facts.safeguarding_contacts);
        self.diversions.extend(facts.diversions);
        self.enquiries.extend(facts.enquiries);
        self.challenges.extend(facts.challenges);
        self.replies.extend(facts.replies);
        self.deliveries.extend(facts.deliveries);
        self.carers.extend(facts.carers);
        self.harm_stated.extend(facts.harm_stated);
        self.referred.extend(facts.referred);
    }
}

/// A child in a year: the first request of that year, and what followed until the first of a later one.
#[derive(Debug)]
pub(crate) struct Subject<'a> {
    /// The family: what is asked again is not asked independently.
    pub cluster: usize,
    pub year: i16,
    pub received_on: Date,
    /// The day on which the first request of a later year came.
    pub until: Option<Date>,
    pub request: Option<&'a RequestFacts>,
    pub assessed: Option<&'a AssessmentFacts>,
    pub person: &'a Person,
}

impl<'a> Subject<'a> {
    /// Something of the child's background: as told with this request, otherwise with the newest of the child's that says it.
    pub fn background<T>(&self, of: impl Fn(&'a RequestFacts) -> Option<T>) -> Option<T> {
        let told = self.request.and_then(&of);
        told.or_else(|| {
            let mut others: Vec<&'a RequestFacts> = self.person.requests.iter().collect();
            others.sort_by_key(|request| std::cmp::Reverse(request.received_on));
            others.into_iter().find_map(of)
        })
    }

    /// The team that took the request up.
    pub fn team(&self) -> Option<&'a str> {
        self.request.and_then(|request| request.team.as_deref())
    }

    /// Whether facts of harm were stated when the request was looked at; nothing while nobody has.
    pub fn harm_stated(&self) -> Option<bool> {
        self.request?.disabled?;
        Some(self.person.harm_stated.iter().any(|day| self.covers(*day)))
    }

    /// Whether the family was sent to safeguarding. Harm from outside the family alone opens no enquiry about it.
    pub fn was_diverted(&self) -> bool {
        let about_family = |diversion: &Diversion| !diversion.from_outside && self.covers(diversion.on);
        self.person.diversions.iter().any(about_family)
    }

    /// Section 47 enquiries that began in this year of the child's.
    pub fn enquiries(&self) -> impl Iterator<Item = &Enquiry> {
        self.person.enquiries.iter().filter(|enquiry| self.covers(enquiry.on))
    }

    /// Calendar days from the first fact that reached safeguarding, since any earlier enquiries, to these.
    pub fn days_to(&self, enquiry: &Enquiry) -> Option<u32> {
        if enquiry.from_return {
            return None;
        }
        let before = self.person.enquiries.iter().map(|other| other.on).filter(|on| *on < enquiry.on).max();
        let since = |day: &Date| *day <= enquiry.on && before.is_none_or(|before| before < *day);
        let contacts = self.person.contacts.iter().copied().filter(since);
        let first = contacts.chain([enquiry.suspected_on.min(enquiry.on)]).min()?;
        u32::try_from(first.until(enquiry.on).ok()?.get_days()).ok()
    }

    /// Whether something was asked for the child, or a return says that the child was referred, in this year.
    pub fn is_child(&self) -> bool {
        let referred = || self.person.referred.iter().any(|referred| self.covers(referred.on));
        self.request.is_some() || self.assessed.is_some() || referred()
    }

    /// Whether something that happened on a day belongs to this year of the child's.
    pub fn covers(&self, day: Date) -> bool {
        self.received_on <= day && self.until.is_none_or(|until| day < until)
    }
}

/// Every child in every year in which something was asked for them.
pub(crate) fn subjects<'a>(people: &'a [Person], year_of: &dyn Fn(Date) -> i16) -> Vec<Subject<'a>> {
    let mut subjects = Vec::with_capacity(people.len());
    for (cluster, person) in people.iter().enumerate() {
        let mut firsts: BTreeMap<i16, (Date, Option<&RequestFacts>)> = BTreeMap::new();
        for request in &person.requests {
            let year = year_of(request.received_on);
            let first = firsts.entry(year).or_insert((request.received_on, Some(request)));
            if request.received_on < first.0 {
                *first = (request.received_on, Some(request));
            }
        }
        // Each assessment counts in its own year; of several in one year the first does, like requests.
        let mut assessments: Vec<&AssessmentFacts> = person.assessed.iter().collect();
        assessments.sort_by_key(|assessed| assessed.received_on);
        let mut assessed_in: BTreeMap<i16, &AssessmentFacts> = BTreeMap::new();
        for assessed in assessments {
            let year = year_of(assessed.received_on);
            assessed_in.entry(year).or_insert(assessed);
            firsts.entry(year).or_insert((assessed.received_on, None));
        }
        // A referral of a return makes a year of the child's where no request did.
        let mut referred: Vec<Date> = person.referred.iter().map(|referred| referred.on).collect();
        referred.sort_unstable();
        for on in referred {
            firsts.entry(year_of(on)).or_insert((on, None));
        }
        if let (true, Some(reply)) = (firsts.is_empty(), person.replies.first()) {
            firsts.insert(year_of(reply.asked_on), (reply.asked_on, None));
        }
        let days: Vec<Date> = firsts.values().map(|first| first.0).collect();
        for (place, (year, (received_on, request))) in firsts.into_iter().enumerate() {
            let assessed = assessed_in.get(&year).copied();
            let until = days.get(place + 1).copied();
            subjects.push(Subject { cluster, year, received_on, until, request, assessed, person });
        }
    }
    subjects
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn request(day: Date) -> RequestFacts {
        let text = format!(r#"{{"received_on":"{day}","source":"parent-carer"}}"#);
        serde_json::from_str(&text).expect("the facts read")
    }

    #[test]
    fn a_child_counts_once_a_year_with_the_first_request() {
        let (child, first, second, third) =
            (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3), Uuid::from_u128(4));
        let asked = |request_id, day, child| Facts {
            request: Some(request_id),
            child,
            requested: Some(request(day)),
            ..Facts::default()
        };
        let people = gather(vec![
            asked(second, date(2026, 7, 1), Some(child)),
            asked(first, date(2026, 5, 1), Some(child)),
            asked(third, date(2027, 4, 1), Some(child)),
            asked(Uuid::from_u128(9), date(2026, 5, 2), None),
            Facts { request: Some(first), safeguarding_contacts: vec![date(2026, 6, 1)], ..Facts::default() },
        ]);
        assert_eq!(people.len(), 2);
        let subjects = subjects(&people, &|day| if day.month() >= 4 { day.year() } else { day.year() - 1 });
        let found: Vec<_> =
            subjects.iter().map(|subject| (subject.cluster, subject.year, subject.received_on)).collect();
        assert_eq!(
            found,
            [(0, 2026, date(2026, 5, 1)), (0, 2027, date(2027, 4, 1)), (1, 2026, date(2026, 5, 2))]
        );
        assert_eq!(people[0].contacts, [date(2026, 6, 1)], "a contact about the request is about the child");
        assert!(subjects[0].covers(date(2027, 3, 31)) && !subjects[0].covers(date(2027, 4, 1)));
    }

    #[test]
    fn an_assessment_counts_in_its_own_year_also_after_a_new_one() {
        let assessed = |day: Date| -> AssessmentFacts {
            serde_json::from_str(&format!(r#"{{"received_on":"{day}"}}"#)).expect("the facts read")
        };
        let people = gather(vec![Facts {
            child: Some(Uuid::from_u128(1)),
            earlier: vec![assessed(date(2024, 3, 1)), assessed(date(2025, 5, 1))],
            assessed: Some(assessed(date(2025, 9, 1))),
            ..Facts::default()
        }]);
        let subjects = subjects(&people, &|day| day.year());
        let found: Vec<_> = subjects
            .iter()
            .map(|subject| (subject.year, subject.assessed.map(|assessed| assessed.received_on)))
            .collect();
        assert_eq!(found, [(2024, Some(date(2024, 3, 1))), (2025, Some(date(2025, 5, 1)))]);
    }
}
