//! Statements, done within a transaction.

use std::sync::Arc;

use crate::memory::doing::{Change, Conflict, Do, Expression, Held, Insert, Part, Select, Source, With};
use crate::memory::tables::{Cell, Database, Place, Row, Transaction, Version, part_of};
use crate::session::Value;

/// Why a statement was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stopped {
    /// What must be unique is there already.
    #[error("it is there already")]
    Twice,
    /// Somebody else holds what is needed, and nobody waits longer.
    #[error("somebody else holds it")]
    Held,
    /// It cannot be done at all.
    #[error("{0}")]
    Wrong(String),
}

impl From<String> for Stopped {
    fn from(why: String) -> Self {
        Self::Wrong(why)
    }
}

/// What came of a statement.
#[derive(Default)]
pub(crate) struct Outcome {
    pub changed: usize,
    pub names: Vec<String>,
    pub rows: Vec<Row>,
}

/// A transaction at work.
pub(crate) struct Running<'a> {
    pub database: &'a Database,
    pub transaction: &'a mut Transaction,
    pub values: &'a [Value<'a>],
    /// Waits a little for what somebody else holds; `false`: long enough.
    pub wait: &'a mut dyn FnMut() -> bool,
}

/// A row in sight, and the rows of tables that it was put together from.
type Found = (Vec<Cell>, Vec<Place>);

impl Running<'_> {
    fn with<'b>(&'b self, row: &'b [Cell]) -> With<'b> {
        With { values: self.values, row, all: &[] }
    }

    pub(crate) fn run(&mut self, what: &Do) -> Result<Outcome, Stopped> {
        if self.transaction.only_reads() && !matches!(what, Do::Select(_)) {
            return Err(Stopped::Wrong("a transaction that only reads".to_owned()));
        }
        match what {
            Do::Select(select) => {
                let names = select.columns.iter().map(|(name, _)| name.clone()).collect();
                Ok(Outcome { names, rows: self.select(select)?, changed: 0 })
            }
            Do::Insert(insert) => self.insert(insert),
            Do::Update(change) => self.update(change),
            Do::Delete { table, filter } => {
                let mut changed = 0;
                for row in self.matching(*table, filter.as_ref())? {
                    let key = self.database.schema.0[*table].key_of(&row);
                    self.transaction.change(*table, key, Version::Gone);
                    changed += 1;
                }
                Ok(Outcome { changed, ..Outcome::default() })
            }
        }
    }

    /// Takes a place, and waits for it. `true`: somebody else had it, so what was seen may be past.
    fn hold(&mut self, place: &Place, alone: bool) -> Result<bool, Stopped> {
        let mut waited = false;
        while !self.database.hold(self.transaction, place, alone) {
            waited = true;
            if !(self.wait)() {
                return Err(Stopped::Held);
            }
        }
        Ok(waited)
    }

    /// What the first columns of a table's key must be equal to, as far as that is said.
    fn beginning(
        &self,
        table: usize,
        begin: usize,
        filter: Option<&Expression>,
        row: &[Cell],
    ) -> Result<Vec<Cell>, Stopped> {
        let mut found = Vec::new();
        for column in &self.database.schema.0[table].key {
            let Some(equal) = filter.and_then(|filter| filter.equal(begin + column, begin)) else { break };
            found.push(equal.worth(self.with(row))?);
        }
        Ok(found)
    }

    /// The rows of a table that are to be changed: each is held, and looked at again if somebody else had it.
    fn matching(&mut self, table: usize, filter: Option<&Expression>) -> Result<Vec<Row>, Stopped> {
        let begin = self.beginning(table, 0, filter, &[])?;
        let mut found = Vec::new();
        for (key, row) in self.database.rows(self.transaction, table, &begin) {
            if !self.is_meant(filter, &row)? {
                continue;
            }
            self.hold(&(table, 0, key.clone()), true)?;
            if let Some(row) = self.now(table, &key)
                && self.is_meant(filter, &row)?
            {
                found.push(row);
            }
        }
        Ok(found)
    }

    fn is_meant(&self, filter: Option<&Expression>, row: &[Cell]) -> Result<bool, Stopped> {
        Ok(filter.map_or(Ok(true), |filter| filter.holds(self.with(row)))?)
    }

    /// A row as it stands now.
    fn now(&self, table: usize, key: &[Cell]) -> Option<Row> {
        self.database.rows(self.transaction, table, key).into_iter().next().map(|(_, row)| row)
    }

    fn returned(&self, returning: &[Expression], row: &[Cell]) -> Result<Row, Stopped> {
        Ok(returning.iter().map(|one| one.worth(self.with(row))).collect::<Result<_, _>>()?)
    }

    /// Puts a row where it belongs, after looking at what the table asks of it.
    fn put(&mut self, table: usize, row: Vec<Cell>) -> Result<Row, Stopped> {
        let layout = &self.database.schema.0[table];
        if let Some(empty) = layout.not_null.iter().find(|column| row[**column] == Cell::Nothing) {
            return Err(Stopped::Wrong(format!("{}.{} is empty", layout.name, layout.columns[*empty])));
        }
        for check in &layout.checks {
            if !check.holds(self.with(&row))? {
                return Err(Stopped::Wrong(format!("a row of {} does not keep to its checks", layout.name)));
            }
        }
        let (key, row) = (layout.key_of(&row), Row::from(row));
        self.transaction.change(table, key, Version::There(Arc::clone(&row)));
        Ok(row)
    }

    fn update(&mut self, change: &Change) -> Result<Outcome, Stopped> {
        let mut outcome = Outcome::default();
        for row in self.matching(change.table, change.filter.as_ref())? {
            let mut new = row.to_vec();
            for (column, to) in &change.set {
                new[*column] = to.worth(self.with(&row))?;
            }
            let new = self.put(change.table, new)?;
            outcome.changed += 1;
            outcome.rows.push(self.returned(&change.returning, &new)?);
        }
        Ok(outcome)
    }

    fn insert(&mut self, insert: &Insert) -> Result<Outcome, Stopped> {
        let layout = &self.database.schema.0[insert.table];
        let mut row = vec![Cell::Nothing; layout.columns.len()];
        for (column, value) in insert.columns.iter().zip(&insert.values) {
            row[*column] = value.worth(self.with(&[]))?;
        }
        let mut uniques = vec![&layout.key];
        uniques.extend(&layout.unique);
        for (number, columns) in uniques.into_iter().enumerate() {
            // Whoever is about to put the same there is waited for.
            let part = part_of(&row, columns);
            self.hold(&(insert.table, number, part.clone()), true)?;
            let there = self.there(insert.table, columns, &part);
            let Some(there) = there else { continue };
            match &insert.conflict {
                Conflict::Left { on } if on.as_ref().is_none_or(|on| on == columns) => {
                    return Ok(Outcome::default());
                }
                Conflict::Changed { on, set, filter } if on == columns => {
                    self.hold(&(insert.table, 0, layout.key_of(&there)), true)?;
                    let both = [&there[..], &row[..]].concat();
                    if !self.is_meant(filter.as_ref(), &both)? {
                        return Ok(Outcome::default());
                    }
                    let mut new = there.to_vec();
                    for (column, to) in set {
                        new[*column] = to.worth(self.with(&both))?;
                    }
                    let new = self.put(insert.table, new)?;
                    let rows = vec![self.returned(&insert.returning, &new)?];
                    return Ok(Outcome { changed: 1, rows, ..Outcome::default() });
                }
                _ => return Err(Stopped::Twice),
            }
        }
        let new = self.put(insert.table, row)?;
        let rows = vec![self.returned(&insert.returning, &new)?];
        Ok(Outcome { changed: 1, rows, ..Outcome::default() })
    }

    /// The row that has this in what must be unique.
    fn there(&self, table: usize, columns: &[usize], part: &[Cell]) -> Option<Row> {
        if *columns == self.database.schema.0[table].key {
            return self.now(table, part);
        }
        let rows = self.database.rows(self.transaction, table, &[]);
        rows.into_iter().map(|(_, row)| row).find(|row| part_of(row, columns) == part)
    }

    fn select(&mut self, select: &Select) -> Result<Vec<Row>, Stopped> {
        let mut found = self.joined(select)?;
        if let Some((_, over_all)) = select.columns.first()
            && over_all.is_over_all()
        {
            let all: Vec<Row> = found.into_iter().map(|(row, _)| row.into()).collect();
            let with = With { values: self.values, row: &[], all: &all };
            let row =
                select.columns.iter().map(|(_, column)| column.worth(with)).collect::<Result<_, _>>()?;
            return Ok(vec![row]);
        }
        let mut ordered = Vec::with_capacity(found.len());
        for (row, places) in found.drain(..) {
            let by = select.order.iter().map(|order| order.by.worth(self.with(&row)));
            ordered.push((by.collect::<Result<Vec<_>, _>>()?, row, places));
        }
        ordered.sort_by(|(one, ..), (other, ..)| {
            let each = select.order.iter().zip(one.iter().zip(other));
            let orders =
                each.map(|(order, (one, other))| if order.falling { other.cmp(one) } else { one.cmp(other) });
            orders.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
        });
        let limit = self.number(select.limit.as_ref())?.unwrap_or(usize::MAX);
        let offset = self.number(select.offset.as_ref())?.unwrap_or(0);
        let mut rows = Vec::new();
        for (_, mut row, places) in ordered.into_iter().skip(offset) {
            if rows.len() >= limit {
                break;
            }
            if select.held != Held::Not {
                let Some(held) = self.held(select, &places)? else { continue };
                row = held;
            }
            let columns = select.columns.iter().map(|(_, column)| column.worth(self.with(&row)));
            rows.push(columns.collect::<Result<Row, _>>()?);
        }
        Ok(rows)
    }

    /// Holds a row that was found, and gives it as it stands then; nothing if it is somebody else's, or is meant no more.
    fn held(&mut self, select: &Select, places: &[Place]) -> Result<Option<Vec<Cell>>, Stopped> {
        let [place] = places else {
            return Err(Stopped::Wrong("rows of several tables are held".to_owned()));
        };
        if select.held == Held::Skipping {
            if !self.database.hold(self.transaction, place, true) {
                return Ok(None);
            }
        } else {
            self.hold(place, select.held == Held::Alone)?;
        }
        let Some(row) = self.now(place.0, &place.2) else { return Ok(None) };
        Ok(if self.is_meant(select.filter.as_ref(), &row)? { Some(row.to_vec()) } else { None })
    }

    fn number(&self, what: Option<&Expression>) -> Result<Option<usize>, Stopped> {
        match what.map(|what| what.worth(self.with(&[]))).transpose()? {
            Some(Cell::Integer(number)) => Ok(Some(usize::try_from(number).unwrap_or(0))),
            _ => Ok(None),
        }
    }

    /// All rows in sight that are meant.
    fn joined(&mut self, select: &Select) -> Result<Vec<Found>, Stopped> {
        let mut found: Vec<Found> = vec![(Vec::new(), Vec::new())];
        for part in &select.parts {
            let filter = part.on.as_ref().or(select.filter.as_ref());
            let end = match &part.source {
                Source::Table(table) => self.database.schema.0[*table].columns.len(),
                Source::Inner(inner) => inner.columns.len(),
            };
            let mut next = Vec::new();
            for (row, places) in found {
                let before = next.len();
                for (other, place) in self.rows_of(part, filter, &row)? {
                    let both = [&row[..], &other[..]].concat();
                    if part.on.as_ref().map_or(Ok(true), |on| on.holds(self.with(&both)))? {
                        next.push((both, places.iter().cloned().chain(place).collect()));
                    }
                }
                if part.left && next.len() == before {
                    let nothing = vec![Cell::Nothing; end];
                    next.push(([&row[..], &nothing[..]].concat(), places));
                }
            }
            found = next;
        }
        let mut meant = Vec::with_capacity(found.len());
        for (row, places) in found {
            if self.is_meant(select.filter.as_ref(), &row)? {
                meant.push((row, places));
            }
        }
        Ok(meant)
    }

    fn rows_of(
        &mut self,
        part: &Part,
        filter: Option<&Expression>,
        row: &[Cell],
    ) -> Result<Vec<(Row, Option<Place>)>, Stopped> {
        match &part.source {
            Source::Inner(inner) => Ok(self.select(inner)?.into_iter().map(|row| (row, None)).collect()),
            Source::Table(table) => {
                let begin = self.beginning(*table, part.begin, filter, row)?;
                let rows = self.database.rows(self.transaction, *table, &begin);
                Ok(rows.into_iter().map(|(key, row)| (row, Some((*table, 0, key)))).collect())
            }
        }
    }
}
