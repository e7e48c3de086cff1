//! A child's record, from allocation to the plan.
//!
//! `child_page`, `fields`, `entry_view` and `duty_view` are what the pages share; every other module is a page.

pub mod child_page;
pub mod drafts;
pub mod duty_view;
pub mod entry_view;
pub mod fields;
pub mod letters;

pub mod allocate;
pub mod assessment;
pub mod attachments;
pub mod ceiling;
pub mod comment;
pub mod correct;
pub mod decision;
pub mod decision_file;
pub mod draft;
pub mod history;
pub mod letter;
pub mod list;
pub mod met;
pub mod need;
pub mod not_met;
pub mod people;
pub mod person_new;
pub mod plan;
pub mod plan_share;
pub mod reads;
pub mod record;
pub mod record_parts;
pub mod section;
pub mod section_open;
pub mod strike_out;
pub mod two_texts;
pub mod write;
