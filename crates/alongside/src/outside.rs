//! The machine's clock and the operating system's randomness. Nothing else in the project asks for either.

use jiff::Timestamp;
use kernel::{Clock, Randomness};

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that asks the system for randomness"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // Keys and codes from anything less than the system's randomness would be worse than no service.
            tracing::error!("the operating system gives no randomness; stopping");
            std::process::abort();
        }
    }
}
