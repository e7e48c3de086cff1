//! Asking for support over HTTP: a parent, a young person and a helper ask; staff enter; hostile input changes nothing.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod entering;
mod harness;
mod hostile;
mod journey;
mod returning;

#[test]
fn every_refusal_says_what_to_do() {
    let words = web::Wording::english().unwrap();
    let codes = [records::request::ReceiveRefusal::CODES, records::request::EnterRefusal::CODES].concat();
    for code in codes {
        assert!(words.has(&format!("refusal-{code}")), "{code}");
    }
}
