//! A child's record, from allocation to the plan.
//!
//! `child_page`, `fields`, `amounts`, `entry_view`, `duty_view`, `journey_parts`, `letters` and `letters_journey` are what the
//! pages share. `step` is the skeleton of a page with one form; `prepare`, `resources`, `deliver`, `onward` and `beside` are
//! the steps of the journey that stand on it. Every other module is a page.

pub mod amounts;
pub mod appointment;
pub mod child_page;
pub mod drafts;
pub mod duty_view;
pub mod entry_view;
pub mod fields;
pub mod journey_parts;
pub mod letters;
pub mod letters_journey;
pub mod step;

pub mod beside;
pub mod deliver;
pub mod onward;
pub mod prepare;
pub mod resources;

pub mod allocate;
pub mod assessment;
pub mod attachments;
pub mod breaks;
pub mod ceiling;
pub mod census;
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
pub mod people_rights;
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
pub mod views;
pub mod write;
