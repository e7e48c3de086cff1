//! Tables of the Standard Safeguarding Dataset, as files of a folder.

use anyhow::{Context as _, Result};
use application::Application;
use jiff::civil::Date;
use returns::elsewhere::dataset::{Table, tables};
use tables::columns::{Column, Values, parquet};

use super::{absent, counted, folder};
use crate::Outcome;
use crate::arguments::returns::{BuildSsd, TableFormat};
use crate::print::tell;

/// Writes them.
pub async fn ssd(asked: &BuildSsd, application: &Application) -> Result<Outcome> {
    absent(&asked.to)?;
    let (_, children) = counted(asked.year, application).await?;
    folder(&asked.to)?;
    for table in tables(&children) {
        let (end, bytes) = match asked.format {
            TableFormat::Csv => ("csv", table.csv()?.into_bytes()),
            TableFormat::Parquet => ("parquet", columns(&table)?),
        };
        let path = asked.to.join(format!("{}.{end}", table.name));
        std::fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
        tell(format_args!("{}.{end}: {} rows", table.name, table.len()));
    }
    Ok(Outcome::Done)
}

/// A table with days as days and texts as texts; what is empty is not there.
fn columns(table: &Table) -> Result<Vec<u8>> {
    let mut columns = Vec::new();
    for (at, (name, days)) in table.columns().enumerate() {
        let texts =
            table.rows().iter().map(|row| row.get(at).map(String::as_str).filter(|text| !text.is_empty()));
        let values = if days {
            let days = texts.map(|text| text.map(str::parse::<Date>).transpose());
            Values::Days(
                days.collect::<Result<_, _>>()
                    .context("a day of a table is no day; this is a fault of ours")?,
            )
        } else {
            Values::Texts(texts.collect())
        };
        columns.push(Column { name, values });
    }
    Ok(parquet(table.name, &columns)?)
}
