//! The equality measures: all of them on one page, each on its own, and as files. All are made from what may be published,
//! so a page and a file never show a number that the other hides.

pub mod chart;
mod charts;
pub mod download;
pub mod list;
pub mod measure;
mod plot;
pub mod read_again;
mod shown;
mod verdict;

use std::sync::Arc;

use access::{Action, Actor};
use guidance::full_date;
use jiff::Span;
use jiff::civil::Date;
use measures::{Definitions, Period, Published};
use serde::Deserialize;

use crate::failure::PageFailure;
use crate::site::Site;

/// Which year.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    /// The year in which it began, or `all`; this year when absent.
    #[serde(default)]
    year: Option<String>,
}

impl Wanted {
    fn period(&self) -> Result<Option<Period>, PageFailure> {
        match self.year.as_deref() {
            None => Ok(None),
            Some("all") => Ok(Some(Period::All)),
            Some(year) => {
                year.parse().map(|year| Some(Period::Year(year))).map_err(|_| PageFailure::NotThere)
            }
        }
    }
}

/// What every page of the measures is made from.
struct Reading {
    definitions: Arc<Definitions>,
    published: Arc<Published>,
    /// The day on which the local protocol was published, where that is known.
    changed_on: Option<Date>,
}

impl Reading {
    async fn open(site: &Site, actor: &Actor, action: Action, wanted: &Wanted) -> Result<Self, PageFailure> {
        let application = site.application();
        // Whoever may not see them learns nothing from a year that is not one.
        if !application.may_see_measures(actor, action) {
            return Err(PageFailure::NotThere);
        }
        let published = application.equality_measures(actor, action, wanted.period()?).await?;
        let changed_on = application.rules().protocol().settings().contents.publication.published_on;
        Ok(Self { definitions: application.measure_definitions()?, published, changed_on })
    }

    /// The year as an address names it.
    fn query(&self) -> String {
        match self.published.period {
            Period::All => "?year=all".to_owned(),
            Period::Year(year) => format!("?year={year}"),
        }
    }

    /// Which requests are counted, in words.
    fn period_words(&self, site: &Site) -> String {
        match self.published.period {
            Period::All => site.words().say("measures-period-all"),
            Period::Year(year) => year_words(site, &self.definitions, year),
        }
    }
}

/// A year by its first and its last day.
fn year_words(site: &Site, definitions: &Definitions, year: i16) -> String {
    let begins = |year: i16| Date::new(year, definitions.year_begins.month, definitions.year_begins.day);
    let last = |next: Date| next.checked_sub(Span::new().days(1));
    match (begins(year), begins(year.saturating_add(1)).and_then(last)) {
        (Ok(first), Ok(last)) => site
            .words()
            .with("measures-period-year", &[("first", &full_date(first)), ("last", &full_date(last))]),
        _ => year.to_string(),
    }
}
