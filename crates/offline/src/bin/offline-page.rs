//! Writes the page: `offline-page PROGRAM.wasm PAGE.html`.

use std::io;
use std::path::PathBuf;

fn main() -> io::Result<()> {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(program), Some(page), None) = (paths.next(), paths.next(), paths.next()) else {
        return Err(io::Error::other("name the program (WebAssembly) and the page to write"));
    };
    let module = std::fs::read(program)?;
    // What is no WebAssembly would only be found out by whoever opens the page.
    if !module.starts_with(b"\0asm") {
        return Err(io::Error::other("the program is not WebAssembly"));
    }
    std::fs::write(page, offline::page(&module))
}
