//! Where data comes from: texts given by the caller, or the two folders compiled in.

use data_encoding::HEXLOWER;
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

static GUIDANCE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../guidance");
static PROTOCOLS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../protocols");

/// One file of data, as text. The path is for messages; what a file holds decides what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where the text came from, as its author knows it: `guidance/clocks/front-door.toml`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// Where further files begin in the text (byte and path), when it was joined from several.
    parts: Vec<(usize, String)>,
}

impl Source {
    /// Names a text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), parts: Vec::new() }
    }

    /// Adds further files to this one, as if they stood at its end. Each place is still said by its own file and line.
    #[must_use]
    pub fn joined_with(mut self, parts: impl IntoIterator<Item = Self>) -> Self {
        for part in parts {
            self.text.push('\n');
            self.parts.push((self.text.len(), part.path));
            self.text.push_str(&part.text);
        }
        self
    }

    /// The files that this text was joined from, each by itself.
    pub fn files(&self) -> Vec<Self> {
        let starts = || self.parts.iter().map(|(start, _)| *start);
        let names =
            std::iter::once((0, &self.path)).chain(self.parts.iter().map(|(start, path)| (*start, path)));
        // Between two files stands the line end that joins them.
        let ends = starts().map(|start| start.saturating_sub(1)).chain([self.text.len()]);
        let file = |((start, path), end): ((usize, &String), usize)| {
            Self::new(path.as_str(), self.text.get(start..end).unwrap_or_default())
        };
        names.zip(ends).map(file).collect()
    }

    /// The file in which a byte of the text stands, where that file begins, and the line in it (from 1).
    pub(crate) fn place(&self, byte: usize) -> (&str, usize, usize) {
        let part = self.parts.iter().rev().find(|(start, _)| *start <= byte);
        let (start, path) = part.map_or((0, self.path.as_str()), |(start, path)| (*start, path.as_str()));
        let end = byte.min(self.text.len());
        let lines = self.text.get(start..end).map_or(0, |before| before.matches('\n').count());
        (path, start, lines + 1)
    }
}

/// The guidance that is compiled in.
pub(crate) fn embedded_guidance() -> Vec<Source> {
    collect(&GUIDANCE, "guidance")
}

/// The protocol of this name that is compiled in: its file, and below it the parts in the folder of its name.
pub(crate) fn embedded_protocol(name: &str) -> Option<Source> {
    let (path, folder) = (format!("protocols/{name}.toml"), format!("protocols/{name}/"));
    let all = collect(&PROTOCOLS, "protocols");
    let whole = all.iter().find(|source| source.path == path)?.clone();
    Some(whole.joined_with(all.into_iter().filter(|source| source.path.starts_with(&folder))))
}

/// The names of the protocols that are compiled in.
pub(crate) fn embedded_protocol_names() -> Vec<String> {
    collect(&PROTOCOLS, "protocols")
        .into_iter()
        .filter_map(|source| source.path.strip_prefix("protocols/")?.strip_suffix(".toml").map(str::to_owned))
        .filter(|name| !name.contains('/'))
        .collect()
}

fn collect(folder: &Dir<'_>, prefix: &str) -> Vec<Source> {
    let mut sources = Vec::new();
    gather(folder, prefix, &mut sources);
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    sources
}

fn gather(folder: &Dir<'_>, prefix: &str, sources: &mut Vec<Source>) {
    for file in folder.files() {
        let is_data = file.path().extension().is_some_and(|extension| extension == "toml");
        if let (true, Some(text)) = (is_data, file.contents_utf8()) {
            sources.push(Source::new(format!("{prefix}/{}", file.path().display()), text));
        }
    }
    for inner in folder.dirs() {
        gather(inner, prefix, sources);
    }
}

/// The sources in an order that does not depend on how they were given.
pub(crate) fn in_order(sources: &[Source]) -> Vec<&Source> {
    let mut ordered: Vec<&Source> = sources.iter().collect();
    ordered.sort_by(|one, other| (&one.path, &one.text).cmp(&(&other.path, &other.text)));
    ordered
}

/// The SHA-256 of the sources, in hexadecimal; it does not depend on their order.
pub(crate) fn digest_of(sources: &[Source]) -> String {
    let mut hash = Sha256::new();
    for source in in_order(sources) {
        for part in [&source.path, &source.text] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part.as_bytes());
        }
    }
    HEXLOWER.encode(&hash.finalize())
}
