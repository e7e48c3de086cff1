//! Says in one line what is missing, and has the crate built again when a font changes.

use std::path::Path;

fn main() {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../build/fonts");
    println!("cargo::rerun-if-changed={}", fonts.display());
    println!("cargo::rerun-if-changed=print.toml");
    if !fonts.join("text-regular.ttf").exists() {
        println!("cargo::error=the fonts are not there yet: run `make assets`");
    }
}
