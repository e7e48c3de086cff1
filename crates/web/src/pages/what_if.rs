//! Trying a draft of protocol or guidance on the partnership's own records: the form, how far it is, what came out, the files.
//! The page and the files are made from one report, and nothing here changes the record.

pub mod download;
pub mod form;
pub mod trial;

mod mistakes;

use std::sync::Arc;

use access::{Action, Actor};
use uuid::Uuid;

use crate::failure::PageFailure;
use crate::site::Site;
use crate::trials::Trial;

/// A trial, for somebody whom the table lets have it in this way.
fn open(site: &Site, actor: &Actor, action: Action, id: Uuid) -> Result<Arc<Trial>, PageFailure> {
    if !site.application().may_try_reforms(actor, action) {
        return Err(PageFailure::NotThere);
    }
    site.trials().find(id).ok_or(PageFailure::NotThere)
}
