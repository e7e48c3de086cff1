//! The tree that a screen reader follows: what each part is, and in which order the parts are read.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagTree};

/// What a part is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    Heading(u8, String),
    Paragraph,
    List,
    Item,
    Label,
    Body,
    Table,
    Row,
    Name,
    Value,
    Link,
}

/// A place on a page that belongs to a part. Its identifier is known once the page is drawn.
pub(crate) type Mark = usize;

enum Child {
    Part(usize),
    Mark(Mark),
}

struct Part {
    role: Role,
    children: Vec<Child>,
}

/// The tree while it grows.
#[derive(Default)]
pub(crate) struct Tree {
    parts: Vec<Part>,
    roots: Vec<usize>,
    marks: usize,
}

impl Tree {
    /// A part at the top.
    pub fn root(&mut self, role: Role) -> usize {
        let part = self.push(role);
        self.roots.push(part);
        part
    }

    /// A part inside another, after what is there.
    pub fn inside(&mut self, outer: usize, role: Role) -> usize {
        let part = self.push(role);
        self.parts[outer].children.push(Child::Part(part));
        part
    }

    /// A place on a page that belongs to a part, after what is there.
    pub fn mark(&mut self, part: usize) -> Mark {
        let mark = self.marks;
        self.marks += 1;
        self.parts[part].children.push(Child::Mark(mark));
        mark
    }

    /// How many places there are.
    pub fn marks(&self) -> usize {
        self.marks
    }

    fn push(&mut self, role: Role) -> usize {
        self.parts.push(Part { role, children: Vec::new() });
        self.parts.len() - 1
    }

    /// The tree as the file has it.
    pub fn finish(&self, identifiers: &mut [Option<Identifier>]) -> TagTree {
        let mut tree = TagTree::new();
        for root in &self.roots {
            tree.push(self.group(*root, identifiers));
        }
        tree
    }

    fn group(&self, part: usize, identifiers: &mut [Option<Identifier>]) -> TagGroup {
        let Part { role, children } = &self.parts[part];
        let mut group = match role {
            Role::Heading(level, title) => {
                let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
                TagGroup::new(Tag::Hn(level, Some(title.clone())))
            }
            Role::Paragraph => TagGroup::new(Tag::P),
            Role::List => TagGroup::new(Tag::L(ListNumbering::Disc)),
            Role::Item => TagGroup::new(Tag::LI),
            Role::Label => TagGroup::new(Tag::Lbl),
            Role::Body => TagGroup::new(Tag::LBody),
            Role::Table => TagGroup::new(Tag::Table),
            Role::Row => TagGroup::new(Tag::TR),
            Role::Name => TagGroup::new(Tag::TH(TableHeaderScope::Row)),
            Role::Value => TagGroup::new(Tag::TD),
            Role::Link => TagGroup::new(Tag::Link),
        };
        for child in children {
            match child {
                Child::Part(inner) => group.push(self.group(*inner, identifiers)),
                Child::Mark(mark) => {
                    if let Some(identifier) = identifiers.get_mut(*mark).and_then(Option::take) {
                        group.push(identifier);
                    }
                }
            }
        }
        group
    }
}
