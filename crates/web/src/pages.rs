//! The pages, one file each.

pub mod about;
pub mod asking;
pub mod challenges;
pub mod children;
pub mod contacts;
pub mod family;
pub mod health;
pub mod law;
pub mod measures;
pub mod protection;
pub mod protocol;
pub mod retention;
pub mod safety;
pub mod sharing;
pub mod sign_in;
pub mod sign_in_code;
pub mod sign_in_demonstration;
pub mod sign_in_identity;
pub mod sign_out;
pub mod start;
pub mod what_if;
pub mod work;
