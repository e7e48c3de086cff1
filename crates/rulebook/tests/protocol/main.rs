//! What may be asked of a local protocol, and how the answers look.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its world should stop there")]

mod check;
mod differ;
mod page;

use std::sync::{Arc, LazyLock};

use guidance::{Guidance, Protocol, Rules, Source};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 23);

static GUIDANCE: LazyLock<Arc<Guidance>> = LazyLock::new(|| Arc::new(Guidance::embedded().unwrap()));

fn embedded(name: &str) -> Protocol {
    Protocol::embedded(name, &GUIDANCE).unwrap()
}

/// A protocol that is broken in one way.
fn broken(name: &str) -> Protocol {
    let path = format!("{}/../guidance/tests/broken/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    Protocol::parse(&Source::new(format!("{name}.toml"), text), &GUIDANCE).unwrap()
}

fn rules(protocol: Protocol) -> Rules {
    Rules::new(GUIDANCE.clone(), Arc::new(protocol))
}
