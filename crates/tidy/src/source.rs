//! Reading the source tree: its files, and the tokens of a Rust file without its comments and tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The repository's root.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).map_or_else(|| here.to_owned(), Path::to_owned)
}

/// The text of a file of the repository.
///
/// # Panics
/// When it cannot be read; a tidy test has then nothing to say.
pub fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file that is committed or about to be, relative to the root, sorted.
///
/// # Panics
/// When `git` cannot list them.
pub fn files() -> Vec<String> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .unwrap_or_else(|error| panic!("git ls-files: {error}"));
    assert!(listed.status.success(), "git ls-files: {}", String::from_utf8_lossy(&listed.stderr));
    let mut files: Vec<String> = String::from_utf8_lossy(&listed.stdout)
        .lines()
        .filter(|path| root().join(path).is_file())
        .map(str::to_owned)
        .collect();
    files.sort();
    assert!(files.len() > 100, "git lists only {} files", files.len());
    files
}

/// The committed Rust files under a folder.
pub fn rust_files(folder: &str) -> Vec<String> {
    let prefix = format!("{folder}/");
    files()
        .into_iter()
        .filter(|path| {
            path.starts_with(&prefix) && Path::new(path).extension().is_some_and(|end| end == "rs")
        })
        .collect()
}

/// The tokens of a Rust file, without comments (documentation included) and without `#[cfg(test)]` items.
///
/// # Panics
/// When the file is not Rust.
pub fn tokens(path: &str) -> Vec<TokenTree> {
    let stream: TokenStream = read(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"));
    without_tests(stream)
}

fn without_tests(stream: TokenStream) -> Vec<TokenTree> {
    let mut kept = Vec::new();
    let mut tokens = stream.into_iter().peekable();
    let mut skipping = false;
    while let Some(token) = tokens.next() {
        if let (TokenTree::Punct(sign), Some(TokenTree::Group(group))) = (&token, tokens.peek())
            && sign.as_char() == '#'
            && group.delimiter() == Delimiter::Bracket
        {
            skipping |= is_test_only(&group.stream());
            tokens.next();
            continue;
        }
        if skipping {
            // An item ends with its braces, or with a semicolon where it has none.
            let ends = match &token {
                TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                TokenTree::Punct(sign) => sign.as_char() == ';',
                _ => false,
            };
            skipping = !ends;
            continue;
        }
        kept.push(token);
    }
    kept
}

fn is_test_only(attribute: &TokenStream) -> bool {
    let text = attribute.to_string().replace(' ', "");
    text == "cfg(test)" || text == "test"
}

/// Calls `visit` with every sequence of tokens: the file's, and that of each group inside it.
pub fn each_sequence(tokens: &[TokenTree], visit: &mut impl FnMut(&[TokenTree])) {
    visit(tokens);
    for token in tokens {
        if let TokenTree::Group(group) = token {
            each_sequence(&without_tests(group.stream()), visit);
        }
    }
}

/// A text literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What it says.
    pub value: String,
    /// The line it begins on.
    pub line: usize,
}

/// The text of a token, if it is a text literal.
pub fn text(token: &TokenTree) -> Option<Text> {
    let TokenTree::Literal(literal) = token else { return None };
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(Text { value: text.value(), line: literal.span().start().line }),
        _ => None,
    }
}

/// Every text literal of a Rust file.
pub fn texts(path: &str) -> Vec<Text> {
    let mut found = Vec::new();
    each_sequence(&tokens(path), &mut |sequence| found.extend(sequence.iter().filter_map(text)));
    found
}

/// Every path of a Rust file (`std::fs::read`), those of `use` trees written out, with the line.
pub fn paths(path: &str) -> Vec<Text> {
    let mut found = Vec::new();
    each_sequence(&tokens(path), &mut |sequence| {
        let mut at = 0;
        while at < sequence.len() {
            at += follow(&sequence[at..], "", &mut found).max(1);
        }
    });
    found
}

/// Follows one path from its first word; answers how many tokens it took.
fn follow(sequence: &[TokenTree], before: &str, found: &mut Vec<Text>) -> usize {
    let mut path = before.to_owned();
    let mut at = 0;
    loop {
        match sequence.get(at) {
            Some(TokenTree::Ident(word)) => {
                if !path.is_empty() {
                    path.push_str("::");
                }
                path.push_str(&word.to_string());
                let line = word.span().start().line;
                at += 1;
                if !joins(&sequence[at..]) {
                    found.push(Text { value: path, line });
                    return at;
                }
                at += 2;
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace && !path.is_empty() => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                for part in
                    inner.split(|token| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ','))
                {
                    follow(part, &path, found);
                }
                return at + 1;
            }
            _ => return at,
        }
    }
}

fn joins(sequence: &[TokenTree]) -> bool {
    let colon =
        |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(sign)) if sign.as_char() == ':');
    colon(sequence.first())
        && colon(sequence.get(1))
        && matches!(sequence.get(2), Some(TokenTree::Ident(_) | TokenTree::Group(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_use_trees_are_written_out() {
        let stream: TokenStream =
            "use std::{fs, io::{Read, Write}}; fn a() { tokio::spawn(x) }".parse().unwrap();
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut found = Vec::new();
        each_sequence(&tokens, &mut |sequence| {
            let mut at = 0;
            while at < sequence.len() {
                at += follow(&sequence[at..], "", &mut found).max(1);
            }
        });
        let found: Vec<&str> = found.iter().map(|text| text.value.as_str()).collect();
        for path in ["std::fs", "std::io::Read", "std::io::Write", "tokio::spawn"] {
            assert!(found.contains(&path), "{path} is not in {found:?}");
        }
    }

    #[test]
    fn what_is_only_for_tests_is_left_out() {
        let stream: TokenStream =
            "fn kept() {} #[cfg(test)] mod tests { fn gone() {} } #[cfg(test)] use a::b; fn kept_too() {}"
                .parse()
                .unwrap();
        let left: TokenStream = without_tests(stream).into_iter().collect();
        let left = left.to_string();
        assert!(left.contains("kept_too") && !left.contains("gone") && !left.contains('b'), "{left}");
    }
}
