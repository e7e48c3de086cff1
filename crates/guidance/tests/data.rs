//! The data that is compiled in: it loads, it refers to itself soundly, and it says what it must.

use guidance::{CheckOutcome, Guidance, Protocol};

#[test]
fn the_embedded_guidance_and_protocols_load() {
    let guidance = Guidance::embedded().unwrap_or_else(|errors| panic!("{errors}"));
    for name in ["default", "wendale"] {
        let protocol = Protocol::embedded(name, &guidance).unwrap_or_else(|errors| panic!("{errors}"));
        assert_eq!(protocol.id(), name);
    }
}
