//! A year of the whole country, as its statutory returns would have it: one event a child.

use application::{Application, TAKEN_AT_ONCE};
use census::{Assessment, Characteristics, Child, Details, Enquiry, Identifiers, ProtectionPlan};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use kernel::Partnership;
use records::history::Import;

use crate::chance::Chance;
use crate::error::SynthError;
use crate::founding::{Founding, must_be_empty};

/// What happened in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// Partnerships, one a local authority.
    pub partnerships: usize,
    /// Referrals to children's social care.
    pub referrals: usize,
    /// Assessments that ended.
    pub assessments: usize,
    /// Section 47 enquiries.
    pub enquiries: usize,
    /// Initial child protection conferences.
    pub conferences: usize,
}

impl Year {
    /// About what the Department published of the year to March 2025, rounded.
    pub const ENGLAND: Self = Self {
        partnerships: 153,
        referrals: 633_000,
        assessments: 650_000,
        enquiries: 230_000,
        conferences: 72_000,
    };

    /// The same with one in so many of everything but the partnerships.
    #[must_use]
    pub fn one_in(self, many: usize) -> Self {
        let part = |count: usize| count / many.max(1);
        Self {
            partnerships: self.partnerships,
            referrals: part(self.referrals),
            assessments: part(self.assessments),
            enquiries: part(self.enquiries),
            conferences: part(self.conferences),
        }
    }

    /// What of it falls to each partnership: large ones have some eight times what small ones have, and nothing is lost.
    fn divided(self, seed: u64) -> Vec<Self> {
        let chance = Chance::part(seed, 0);
        let weights: Vec<usize> =
            (0..self.partnerships).map(|_| 1 + chance.below(8).min(chance.below(8))).collect();
        let all: usize = weights.iter().sum();
        let mut before = 0;
        let mut parts = Vec::with_capacity(weights.len());
        for weight in weights {
            let share = |count: usize| count * (before + weight) / all - count * before / all;
            parts.push(Self {
                partnerships: 1,
                referrals: share(self.referrals),
                assessments: share(self.assessments),
                enquiries: share(self.enquiries),
                conferences: share(self.conferences),
            });
            before += weight;
        }
        parts
    }
}

/// The last day of the year that is invented.
const REFERENCE: Date = date(2026, 3, 31);
/// Of so many children one is referred twice.
const ONE_REFERRED_TWICE_OF: usize = 5;
/// The part of assessments, in a hundred, that end within their time.
const IN_TIME_PERCENT: usize = 83;
/// The part of children, in a hundred, who are disabled.
const DISABLED_PERCENT: usize = 13;
/// Codes that occur in returns.
const ETHNICITIES: [&str; 8] = ["WBRI", "WBRI", "WBRI", "WOTH", "APKN", "BCRB", "MWBC", "BAFR"];
const DISABILITIES: [&str; 4] = ["LD", "AUT", "COMM", "BEH"];
const SOURCES: [&str; 6] = ["1A", "2A", "3A", "5A", "6", "7"];
const NEEDS: [&str; 4] = ["N1", "N3", "N4", "N5"];
const FACTORS: [&str; 5] = ["3A", "4B", "5A", "6A", "18B"];
const CATEGORIES: [&str; 4] = ["NEG", "EMO", "PHY", "SAB"];

/// The short names of the partnerships, in order.
pub fn partnerships(year: Year) -> Result<Vec<Partnership>, SynthError> {
    let name = |number: usize| {
        let name = format!("area-{:03}", number + 1);
        Partnership::new(&name).map_err(|_| SynthError::Unknown(name))
    };
    (0..year.partnerships).map(name).collect()
}

/// Fills one partnership of the year with what falls to it; `number` says which. `progress` hears of children. Gives how many
/// children there are.
pub async fn area(
    application: &Application,
    (year, seed, number): (Year, u64, usize),
    now: Timestamp,
    mut progress: impl FnMut(u64),
) -> Result<u64, SynthError> {
    must_be_empty(application).await?;
    Founding::begin(application, now).await?.commit().await?;
    let Some(part) = year.divided(seed).get(number).copied() else { return Ok(0) };
    let mut referral = 0;
    let mut children = 0;
    let mut waiting = Vec::with_capacity(TAKEN_AT_ONCE);
    while referral < part.referrals {
        let chance = Chance::part(seed, ((number as u64 + 1) << 32) + children);
        let twice = children.is_multiple_of(ONE_REFERRED_TWICE_OF as u64) && referral + 1 < part.referrals;
        let details =
            (0..=usize::from(twice)).map(|turn| details(part, referral + turn, turn, &chance)).collect();
        referral += 1 + usize::from(twice);
        children += 1;
        waiting.push(import(number, children, details, &chance));
        if waiting.len() == TAKEN_AT_ONCE || referral >= part.referrals {
            application.take_over(&waiting).await?;
            progress(waiting.len() as u64);
            waiting.clear();
        }
    }
    Ok(children)
}

/// Whether the thing with this number has one of so many that are spread evenly over all.
fn falls(count: usize, of: usize, number: usize) -> usize {
    let of = of.max(1);
    count * (number + 1) / of - count * number / of
}

/// One referral, with what followed.
fn details(part: Year, number: usize, turn: usize, chance: &Chance) -> Details {
    let day = |from: Date, days: i32| from.saturating_add(jiff::Span::new().days(days));
    // Whoever is referred twice is referred early, and late.
    let half = i32::try_from(turn).unwrap_or(0) * 150;
    let referred = day(date(2025, 4, 1), half + chance.between(0, 149));
    let took = if chance.percent(IN_TIME_PERCENT) { chance.between(10, 60) } else { chance.between(70, 100) };
    let authorised = day(referred, took);
    let assessment = |later: i32| Assessment {
        started: Some(day(referred, later)),
        authorised: Some(day(authorised, later)),
        factors: chance.pick(&FACTORS).map(|code| vec![(*code).to_owned()]).unwrap_or_default(),
        ..Assessment::default()
    };
    let enquiries = falls(part.enquiries, part.referrals, number);
    // Conferences are spread over the enquiries, and those over the referrals.
    let enquiry = part.enquiries * number / part.referrals.max(1);
    let meets = enquiries > 0 && falls(part.conferences, part.enquiries, enquiry) > 0;
    let (started, conference) = (day(referred, 3), day(referred, 17));
    let category = chance.pick(&CATEGORIES).map(|code| (*code).to_owned());
    Details {
        referred: Some(referred),
        source: chance.pick(&SOURCES).map(|code| (*code).to_owned()),
        need: chance.pick(&NEEDS).map(|code| (*code).to_owned()),
        assessments: (0..falls(part.assessments, part.referrals, number))
            .map(|again| assessment(i32::try_from(again).unwrap_or(0)))
            .collect(),
        enquiries: (0..enquiries)
            .map(|_| Enquiry {
                started: Some(started),
                target: meets.then_some(conference),
                conference: meets.then_some(conference),
                conference_not_required: Some(!meets),
            })
            .collect(),
        no_further_action: Some(false),
        protection_plans: meets
            .then(|| ProtectionPlan {
                started: Some(conference),
                first_category: category.clone(),
                latest_category: category,
                previous: Some(0),
                ..ProtectionPlan::default()
            })
            .into_iter()
            .collect(),
        ..Details::default()
    }
}

fn import(number: usize, child: u64, details: Vec<Details>, chance: &Chance) -> Import {
    let born = date(2009, 1, 1).saturating_add(jiff::Span::new().days(chance.between(0, 5_800)));
    let disabled = chance.percent(DISABLED_PERCENT);
    let disability = chance.pick(&DISABILITIES).filter(|_| disabled).copied().unwrap_or("NONE");
    Import {
        year: 2026,
        reference: REFERENCE,
        authority: format!("{:03}", number + 1),
        file: format!("{:064x}", number + 1),
        place: None,
        child: Child {
            identifiers: Identifiers {
                la_child_id: Some(format!("A{number:03}{child:06}")),
                upn_unknown: Some("UN3".to_owned()),
                born: Some(born),
                sex: Some(if chance.percent(50) { "F" } else { "M" }.to_owned()),
                ..Identifiers::default()
            },
            characteristics: Characteristics {
                ethnicity: chance.pick(&ETHNICITIES).map(|code| (*code).to_owned()),
                disabilities: vec![disability.to_owned()],
            },
            details,
        },
        as_it_stood: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Chance, Year, details};

    #[test]
    fn what_the_partnerships_have_is_what_the_country_has() {
        for year in [Year::ENGLAND, Year::ENGLAND.one_in(100)] {
            let parts = year.divided(7);
            let all = |of: fn(&Year) -> usize| parts.iter().map(of).sum::<usize>();
            assert_eq!(parts.len(), year.partnerships);
            assert_eq!(all(|part| part.referrals), year.referrals);
            assert_eq!(all(|part| part.assessments), year.assessments);
            assert_eq!(all(|part| part.enquiries), year.enquiries);
            assert_eq!(all(|part| part.conferences), year.conferences);
        }
    }

    #[test]
    fn what_falls_to_a_partnership_happens_to_its_children() {
        let part =
            Year { partnerships: 1, referrals: 633, assessments: 650, enquiries: 230, conferences: 72 };
        let chance = Chance::part(1, 1);
        let all: Vec<_> = (0..part.referrals).map(|number| details(part, number, 0, &chance)).collect();
        assert_eq!(all.iter().map(|details| details.assessments.len()).sum::<usize>(), 650);
        assert_eq!(all.iter().map(|details| details.enquiries.len()).sum::<usize>(), 230);
        let met =
            all.iter().flat_map(|details| &details.enquiries).filter(|enquiry| enquiry.conference.is_some());
        assert_eq!(met.count(), 72);
    }
}
