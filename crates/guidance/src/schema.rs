//! What a file may hold, as JSON Schema: for an editor to complete and to check.

use schemars::{Schema, schema_for};

use crate::raw::RawFile;

/// Each kind of file with its schema, by name.
pub fn schemas() -> Vec<(&'static str, Schema)> {
    vec![("guidance", schema_for!(RawFile)), ("protocol", crate::protocol::schema())]
}
