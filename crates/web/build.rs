//! Says in one line what is missing, and has the crate built again when a page's words, style or script change.

use std::path::Path;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for folder in ["build/assets", "messages/en"] {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
    }
    if !root.join("build/assets/alongside.css").exists() {
        println!("cargo::error=the style sheet is not made yet: run `make assets`");
    }
}
