//! Reading a whole record, in the order in which it is proven.

use kernel::Partnership;

use crate::catalogue as sql;
use crate::error::StoreError;
use crate::ledger::{CheckpointRow, EntryRow, LeafRow, UnsequencedRow};
use crate::session::{Row, Statement, Value};
use crate::store::Work;

/// One row of a record.
pub(super) enum Scanned<'a> {
    Checkpoint(&'a CheckpointRow),
    Leaf(&'a LeafRow),
    Unsequenced(&'a UnsequencedRow),
    Entry(&'a EntryRow),
}

/// Sees one row; says whether to go on.
type Each<'a> = &'a mut dyn FnMut(Scanned<'_>) -> Result<bool, StoreError>;

impl Work<'_> {
    /// Shows every row of a record, until it is told to stop.
    pub(super) fn scan(&self, partnership: &Partnership, each: Each<'_>) -> Result<(), StoreError> {
        let mut going = true;
        let mut scan = |statement: &'static Statement,
                        one: &mut dyn FnMut(&Row<'_>) -> Result<bool, StoreError>| {
            if !going {
                return Ok(());
            }
            self.session.query(statement, &[Value::from(partnership.as_str())], &mut |row| {
                if going {
                    going = one(row)?;
                }
                Ok(())
            })
        };
        scan(&sql::SCAN_CHECKPOINTS, &mut |row| {
            each(Scanned::Checkpoint(&CheckpointRow {
                partnership: row.text(0)?.to_owned(),
                size: row.integer(1)?,
                note: row.text(2)?.to_owned(),
            }))
        })?;
        scan(&sql::SCAN_LEAVES, &mut |row| {
            each(Scanned::Leaf(&LeafRow {
                partnership: row.text(0)?.to_owned(),
                position: row.integer(1)?,
                stream_kind: row.text(2)?.to_owned(),
                stream: row.identifier(3)?,
                version: row.integer(4)?,
                hash: row.bytes(5)?.to_vec(),
            }))
        })?;
        scan(&sql::SCAN_UNSEQUENCED, &mut |row| {
            each(Scanned::Unsequenced(&UnsequencedRow {
                partnership: row.text(0)?.to_owned(),
                stream_kind: row.text(1)?.to_owned(),
                stream: row.identifier(2)?,
                version: row.integer(3)?,
                hash: row.bytes(4)?.to_vec(),
            }))
        })?;
        scan(&sql::SCAN_ENTRIES, &mut |row| {
            each(Scanned::Entry(&EntryRow {
                partnership: row.text(0)?.to_owned(),
                stream_kind: row.text(1)?.to_owned(),
                stream: row.identifier(2)?,
                version: row.integer(3)?,
                header: row.bytes(4)?.to_vec(),
                payload: row.bytes(5)?.to_vec(),
                hash: row.bytes(6)?.to_vec(),
            }))
        })
    }
}
