//! The rules of the SSDA903 that are more than a row of a table: one function each, asked once of each child.

#[expect(clippy::unnecessary_wraps, reason = "every rule has one signature")]
mod continuity;
#[expect(clippy::unnecessary_wraps, reason = "every rule has one signature")]
mod lists;
#[expect(clippy::unnecessary_wraps, reason = "every rule has one signature")]
mod periods;

use super::ask::{Ask, Found, Unread, When};
use super::column::Column;

/// A rule that is a function.
pub(super) type Logic = fn(&Ask<'_>, &mut Found) -> Result<(), Unread>;

/// The function of a name.
pub(super) fn by_name(name: &str) -> Option<Logic> {
    let tables = [continuity::RULES, lists::RULES, periods::RULES];
    tables.into_iter().flatten().find(|(known, _)| *known == name).map(|(_, logic)| *logic)
}

/// The legal statuses of short breaks.
const SHORT_BREAKS: [&str; 2] = ["V3", "V4"];

/// Whether the child was looked after from the first to the last day of the year without a gap, short breaks left aside.
pub(super) fn continuous(ask: &Ask<'_>) -> Result<bool, Unread> {
    let mut until = None;
    for row in ask.episodes() {
        if ask.one_of(*row, Column::LS, &SHORT_BREAKS) {
            return Ok(false);
        }
        let Some(begun) = ask.day(*row, Column::DECOM)? else { continue };
        match until {
            None if begun <= ask.whole.start => {}
            Some(Some(ended)) if begun == ended => {}
            _ => return Ok(false),
        }
        until = Some(ask.day(*row, Column::DEC)?);
    }
    Ok(until.is_some_and(|until| until.is_none_or(|ended| ended > ask.whole.end)))
}

/// Last year's last episode, if it was left open.
fn left_open(ask: &Ask<'_>) -> Option<super::ask::RowId> {
    let last = ask.rows(When::Last, super::data::Table::Episodes).last().copied()?;
    ask.is_blank(last, Column::DEC).then_some(last)
}
