//! A census cut into pieces of whole children, so that a file of any size needs little memory and pieces can be checked
//! beside each other.
//!
//! The splitter knows of XML only what a cut needs: where a tag, a comment, a section of characters or an instruction
//! begins and ends, and how deep it stands. A document type is refused here, before anything could be expanded.

use crate::decode::Decode;
use crate::place::Place;
use crate::report::Unreadable;

/// A part of a census.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub(super) part: Part,
    pub(super) text: String,
    /// Where it begins in the file.
    pub(super) place: Place,
    /// How many children stand before it.
    pub(super) children: u32,
}

/// Which part of the file a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// From the beginning to the opening of `Children`, or to the end where there is none.
    Head,
    /// Whole elements of `Children`.
    Middle,
    /// From the closing of `Children`.
    Tail,
}

impl Piece {
    /// Whether it is the first, which says what the file is.
    pub fn is_head(&self) -> bool {
        self.part == Part::Head
    }

    /// Whether it holds children, and can be checked beside others.
    pub fn is_middle(&self) -> bool {
        self.part == Part::Middle
    }
}

/// A piece is cut at the first child that ends past so many bytes: enough that cutting costs nothing beside checking.
const PIECE_BYTES: usize = 256 * 1024;
/// The most bytes of one child, of the head or of the tail: a child with a thousand episodes is a tenth of it.
pub const CHILD_BYTES_MAX: usize = 8 * 1024 * 1024;
/// The deepest element; the schema's deepest stands at seven.
const DEPTH_MAX: u32 = 64;
/// The depth of `Children`, the root being 1.
const CHILDREN_DEPTH: u32 = 2;

/// Cuts what it is given.
pub struct Splitter {
    decode: Decode,
    pending: String,
    /// How far `pending` was looked at.
    looked: usize,
    /// The last place in `pending` where a cut may be made.
    cut: usize,
    depth: u32,
    part: Part,
    place: Place,
    children: u32,
    children_at_cut: u32,
    seen: u32,
}

impl Default for Splitter {
    fn default() -> Self {
        Self::new()
    }
}

/// What was found at a `<`.
enum Step {
    /// More bytes are needed to know.
    More,
    /// A comment, an instruction or a section of characters that ends here.
    Passed(usize),
    /// A start tag that ends here; whether it closes itself, too.
    Opens { end: usize, closed: bool },
    /// An end tag that ends here.
    Closes(usize),
}

impl Splitter {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self {
            decode: Decode::new(),
            pending: String::new(),
            looked: 0,
            cut: 0,
            depth: 0,
            part: Part::Head,
            place: Place::FIRST,
            children: 0,
            children_at_cut: 0,
            seen: 0,
        }
    }

    /// Takes bytes of the file and gives the pieces that are whole.
    pub fn push(&mut self, bytes: &[u8], pieces: &mut Vec<Piece>) -> Result<(), Unreadable> {
        let mut text = std::mem::take(&mut self.pending);
        let decoded = self.decode.push(bytes, &mut text);
        self.pending = text;
        // What came before bytes that cannot be read is read all the same.
        self.look(pieces)?;
        decoded.map_err(|wrong| Unreadable::at(self.here(self.pending.len()), wrong.message))
    }

    /// Says that the file ends, and gives what is left.
    pub fn finish(&mut self, pieces: &mut Vec<Piece>) -> Result<(), Unreadable> {
        let mut text = std::mem::take(&mut self.pending);
        let decoded = self.decode.finish(&mut text);
        self.pending = text;
        self.look(pieces)?;
        decoded.map_err(|wrong| Unreadable::at(self.here(self.pending.len()), wrong.message))?;
        if self.part == Part::Middle {
            // The file ends among children: whole ones are given, and the rest shows where it broke off.
            self.give(self.cut, Part::Middle, pieces);
            self.part = Part::Tail;
        }
        let part = self.part;
        self.give(self.pending.len(), part, pieces);
        Ok(())
    }

    fn here(&self, offset: usize) -> Place {
        self.place.after(self.pending.get(..offset).unwrap_or(&self.pending))
    }

    fn give(&mut self, until: usize, part: Part, pieces: &mut Vec<Piece>) {
        if until == 0 && part == Part::Middle {
            return;
        }
        let rest = self.pending.split_off(until);
        let text = std::mem::replace(&mut self.pending, rest);
        let after = self.place.after(&text);
        pieces.push(Piece { part, text, place: self.place, children: self.children });
        self.children = self.children_at_cut;
        self.place = after;
        self.looked = self.looked.saturating_sub(until);
        self.cut = 0;
    }

    fn look(&mut self, pieces: &mut Vec<Piece>) -> Result<(), Unreadable> {
        loop {
            let rest = &self.pending.as_bytes()[self.looked..];
            let Some(at) = memchr::memchr(b'<', rest).map(|at| self.looked + at) else {
                self.looked = self.pending.len();
                break;
            };
            self.looked = at;
            match self.step(at)? {
                Step::More => break,
                Step::Passed(end) => self.looked = end,
                Step::Opens { end, closed } => {
                    self.looked = end;
                    self.opened(at, end, closed, pieces)?;
                }
                Step::Closes(end) => {
                    self.looked = end;
                    self.closed(at, end, pieces);
                }
            }
        }
        let waiting = self.pending.len() - self.cut;
        if waiting > CHILD_BYTES_MAX {
            let what = match self.part {
                Part::Head => "before the first child",
                Part::Middle => "one child, or what stands in its place,",
                Part::Tail => "after the last child",
            };
            let place = self.here(self.cut);
            // A tag that was never closed looks like this too; whoever reads the piece sees which one.
            self.give(self.cut, Part::Middle, pieces);
            let part = if self.part == Part::Middle { Part::Tail } else { self.part };
            self.give(self.pending.len(), part, pieces);
            let message =
                format!("{what} goes on for more than {CHILD_BYTES_MAX} bytes; this is not a census");
            return Err(Unreadable::at(place, message));
        }
        Ok(())
    }

    fn opened(
        &mut self,
        at: usize,
        end: usize,
        closed: bool,
        pieces: &mut Vec<Piece>,
    ) -> Result<(), Unreadable> {
        let depth = self.depth + 1;
        if depth > DEPTH_MAX {
            let place = self.here(at);
            return Err(Unreadable::at(place, format!("elements stand more than {DEPTH_MAX} deep")));
        }
        let name = local_name(&self.pending.as_bytes()[at + 1..end]);
        if depth == CHILDREN_DEPTH + 1 && name == b"Child" && self.part == Part::Middle {
            self.seen = self.seen.saturating_add(1);
        }
        let begins = depth == CHILDREN_DEPTH && name == b"Children" && self.part == Part::Head;
        if !closed {
            self.depth = depth;
        }
        if begins && !closed {
            self.give(end, Part::Head, pieces);
            self.part = Part::Middle;
        } else if closed {
            self.after_element(end, depth, pieces);
        }
        Ok(())
    }

    fn closed(&mut self, at: usize, end: usize, pieces: &mut Vec<Piece>) {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        if self.part == Part::Middle && depth <= CHILDREN_DEPTH {
            self.give(at, Part::Middle, pieces);
            self.part = Part::Tail;
            return;
        }
        self.after_element(end, depth, pieces);
    }

    /// After a whole element at a depth: among children a cut may be made, and is, once enough came together.
    fn after_element(&mut self, end: usize, depth: u32, pieces: &mut Vec<Piece>) {
        if self.part == Part::Middle && depth == CHILDREN_DEPTH + 1 {
            self.cut = end;
            self.children_at_cut = self.seen;
            if end >= PIECE_BYTES {
                self.give(end, Part::Middle, pieces);
            }
        }
    }

    fn step(&self, at: usize) -> Result<Step, Unreadable> {
        const COMMENT: &[u8] = b"<!--";
        const CHARACTERS: &[u8] = b"<![CDATA[";
        let rest = &self.pending.as_bytes()[at..];
        let ends = |mark: &[u8], from: usize| {
            memchr::memmem::find(&rest[from.min(rest.len())..], mark)
                .map(|found| at + from + found + mark.len())
        };
        let passed = |end: Option<usize>| end.map_or(Step::More, Step::Passed);
        match rest.get(1) {
            None => Ok(Step::More),
            Some(b'?') => Ok(passed(ends(b"?>", 2))),
            Some(b'!') if rest.starts_with(COMMENT) => Ok(passed(ends(b"-->", COMMENT.len()))),
            Some(b'!') if rest.starts_with(CHARACTERS) => Ok(passed(ends(b"]]>", CHARACTERS.len()))),
            Some(b'!') if COMMENT.starts_with(rest) || CHARACTERS.starts_with(rest) => Ok(Step::More),
            Some(b'!') => Err(Unreadable::at(
                self.here(at),
                "a document type is not taken: no entity is read, from inside or outside; remove it",
            )),
            Some(b'/') => Ok(memchr::memchr(b'>', rest).map_or(Step::More, |end| Step::Closes(at + end + 1))),
            Some(_) => Ok(tag_end(rest)
                .map_or(Step::More, |end| Step::Opens { end: at + end + 1, closed: rest[end - 1] == b'/' })),
        }
    }
}

/// The `>` of a start tag, not one inside an attribute's quotes.
fn tag_end(tag: &[u8]) -> Option<usize> {
    let end = memchr::memchr(b'>', tag)?;
    if memchr::memchr2(b'"', b'\'', &tag[..end]).is_none() {
        return Some(end);
    }
    let mut quote = None;
    for (at, byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The name of a tag without its prefix.
fn local_name(tag: &[u8]) -> &[u8] {
    let end = tag.iter().position(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>'));
    let name = &tag[..end.unwrap_or(tag.len())];
    memchr::memchr(b':', name).map_or(name, |colon| &name[colon + 1..])
}
