//! What the record would say today in the census of a year, checked as a file would be. It is made anew each time; nothing of it is
//! kept but what was found.

use axum::extract::State;
use axum::response::Response;
use census::{Header, Return};
use records::returned::Period;
use records::statutory::{RecordCheck, ReturnKind, Source, Which};
use returns::{Report, Year, cin};
use uuid::Uuid;

use super::checking::{self, NotChecked, working_days};
use super::upload::{BUILD_FIELD, keep, may_check, view};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::site::Site;
use crate::submitted::Submitted;

/// What the file says made it.
const SOFTWARE: &str = "Alongside";
/// The serial number of what is made to be looked at.
const SERIAL: &str = "001";
/// What the path of a child begins with.
const CHILD: &str = "/Message/Children/Child[";

/// It is made and checked.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    may_check(&site, &signed_in)?;
    let year = submitted.value(BUILD_FIELD).parse::<Year>().ok();
    let period = year.map(cin::period).transpose().map_err(PageFailure::not_made)?.flatten();
    let Some(year) = period else {
        let problems = Problems::one(BUILD_FIELD, site.words().say("returns-choose-year"));
        return view(&site, &signed_in, Some(&submitted), &problems);
    };
    let period = Period {
        year: year.year.ends(),
        start: year.start,
        reference: year.reference,
        before_proceedings: year.before_proceedings,
    };
    let application = site.application();
    let today = application.census_today(&signed_in.actor, &period).await?;
    let made_at = kernel::london_datetime(application.now());
    let header = Header {
        year: Some(period.year),
        reference: Some(period.reference),
        authority: today.authority,
        software: Some(SOFTWARE.to_owned()),
        serial: Some(SERIAL.to_owned()),
        made_at: Some(made_at.with().subsec_nanosecond(0).build().unwrap_or(made_at)),
    };
    let (records, children): (Vec<Option<Uuid>>, Vec<census::Child>) = today.children.into_iter().unzip();
    let days = working_days(application.rules().guidance());
    let checked = tokio::task::spawn_blocking(move || {
        let text = cin::write(&Return { header, children });
        checking::census(text.as_bytes(), Some(year.year), days)
    });
    let report: Report = match checked.await.map_err(PageFailure::not_made)? {
        Ok(report) => report,
        Err(NotChecked::Flaw(flaw)) => return Err(PageFailure::not_made(flaw)),
        Err(_) => return Err(PageFailure::not_made("what was written cannot be read again")),
    };
    let record_of = |path: &str| {
        let (place, _) = path.strip_prefix(CHILD)?.split_once(']')?;
        let place: usize = place.parse().ok()?;
        *records.get(place.checked_sub(1)?)?
    };
    let which = Which { kind: ReturnKind::Cin, year: period.year };
    let new = || application.new_identifier();
    let (check, findings) = checking::kept(&report, which, Source::Built, Vec::new(), record_of, new);
    keep(&site, &signed_in, RecordCheck { check, findings }, &submitted).await
}
