//! Says in one line what is missing, and has the crate built again when a page's words, style or script change.

use std::path::PathBuf;

fn main() {
    // Asked when it runs: a build folder may be shared by several checkouts.
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where the crate is"))
        .join("../..");
    for folder in ["build/assets", "messages/en"] {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
    }
    if !root.join("build/assets/alongside.css").exists() {
        println!("cargo::error=the style sheet is not made yet: run `make assets`");
    }
}
