//! Signing in elsewhere: what a partnership's own identity provider is asked, and what it answers.
//!
//! [`SignIn`] is all that the pages know of it. What it hands on is one text: the name of an account. Whose account that is,
//! it does not know, and it makes none.

mod failure;
mod sign_in;

pub use failure::SignInFailure;
pub use sign_in::{Answer, Begun, SignIn, Waiting};
