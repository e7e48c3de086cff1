//! Asking for support: one question a page, no account, no diagnosis; saved and come back to with a code; checked,
//! sent, and answered at once with a receipt. Staff write down in the same form what came by telephone or on paper.

pub mod begin;
pub mod check;
pub mod come_back;
pub mod enter;
pub mod enter_check;
pub mod enter_section;
pub mod enter_sent;
pub mod question;
pub mod return_phrase;
pub mod save;
pub mod sent;

mod code;
mod describe;
mod draft;
mod next;
mod summary;
