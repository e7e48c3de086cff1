//! Says in one line what is missing, and has the crate built again when a font changes.

use std::path::PathBuf;

fn main() {
    // Asked when it runs: a build folder may be shared by several checkouts.
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where the crate is"));
    let fonts = root.join("../../build/fonts");
    println!("cargo::rerun-if-changed={}", fonts.display());
    println!("cargo::rerun-if-changed=print.toml");
    if !fonts.join("text-regular.ttf").exists() {
        println!("cargo::error=the fonts are not there yet: run `make assets`");
    }
}
