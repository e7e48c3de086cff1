//! Reads what is asked, and answers it. In a page this is the program; on a command line it answers the same.

use std::io::{self, Read as _, Write as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut asked = Vec::new();
    let done =
        io::stdin().read_to_end(&mut asked).and_then(|_| io::stdout().write_all(&offline::answer(&asked)));
    if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
