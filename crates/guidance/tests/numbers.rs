//! No number from law or guidance is written in code.

use std::fs;
use std::path::{Path, PathBuf};

/// Facts of the calendar and of text, each a named constant in the code.
const ALLOWED: [&str; 7] = ["0", "1", "7", "28", "8", "24", "128"];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the source folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The numbers in a line of code, outside its remarks and texts.
fn numbers(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or_default();
    let outside_texts: String = code.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let words = outside_texts.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    words.filter(|word| word.starts_with(|first: char| first.is_ascii_digit())).map(str::to_owned).collect()
}

#[test]
fn code_holds_no_number_of_days() {
    let mut files = Vec::new();
    rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 15);
    for file in files {
        let text = fs::read_to_string(&file).expect("it is text");
        for (line, code) in text.lines().enumerate() {
            for number in numbers(code) {
                let plain = number.trim_end_matches("_u32");
                let constant = code.contains("const ");
                let fine = ["0", "1"].contains(&plain) || (constant && ALLOWED.contains(&plain));
                assert!(fine, "{}:{}: {number} belongs in the data", file.display(), line + 1);
            }
        }
    }
}

#[test]
fn a_planted_number_is_found() {
    assert_eq!(numbers("let due = from + 45; // 10"), ["45"]);
    assert_eq!(numbers("\"within 45 days\""), Vec::<String>::new());
}
