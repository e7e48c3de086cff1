//! One piece of a census, element by element: the schema is asked at each, and a tree comes of what it knows.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::name::Name;
use super::schema::{CHILDREN_MAX, Particle, Schema, look};
use super::tree::{GroupId, Tree};
use crate::place::{Place, count};
use crate::report::{SchemaError, Unreadable};

/// What hears of each child, and of what the schema does not have.
pub(super) trait Hear<'t> {
    /// A whole child; `place` is where the piece's byte `from` stands, and `until` the byte where its closing tag begins.
    fn child(&mut self, tree: &mut Tree<'t>, root: &str, from: Mark, until: usize);
    /// A mistake against the schema.
    fn wrong(&mut self, error: SchemaError);
}

/// A byte of the piece, and where it stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) offset: usize,
    pub(super) place: Place,
}

/// An element that is open.
#[derive(Debug, Clone)]
pub(super) struct Open<'t> {
    tag: Cow<'t, [u8]>,
    what: What,
    offset: usize,
    /// The place among its parent's particles that was reached, and how often each was seen.
    reached: usize,
    seen: [u32; CHILDREN_MAX],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Group(Name, Option<GroupId>),
    /// Which name, which particle of its group's.
    Item(Name, usize),
    /// The schema has nothing of that name here; what is inside is passed over.
    Unknown,
}

impl Open<'_> {
    fn of(tag: Name, group: Option<GroupId>) -> Self {
        Open {
            tag: Cow::Borrowed(tag.as_str().as_bytes()),
            what: What::Group(tag, group),
            offset: 0,
            reached: 0,
            seen: [0; CHILDREN_MAX],
        }
    }

    /// What is open between two children.
    pub(super) fn among_children() -> Vec<Open<'static>> {
        vec![Open::of(Name::Message, None), Open::of(Name::Children, None)]
    }

    /// The name of the tag.
    pub(super) fn name(&self) -> String {
        String::from_utf8_lossy(&self.tag).into_owned()
    }

    fn owned(self) -> Open<'static> {
        Open { tag: Cow::Owned(self.tag.into_owned()), ..self }
    }
}

/// What is open at the end of a piece.
pub(super) type Stack = Vec<Open<'static>>;

/// How many of `Children` are there, for whoever put pieces together.
pub(super) fn count_children(stack: &mut Stack, schema: &Schema, children: u32) {
    for open in stack.iter_mut() {
        let What::Group(name @ Name::Children, _) = open.what else { continue };
        let at = schema.particles(name).into_iter().flatten().position(|child| child.name == Name::Child);
        if let Some(seen) = at.and_then(|at| open.seen.get_mut(at)) {
            *seen = children;
        }
    }
}

/// Walks over a piece.
pub(super) struct Walk<'t, 's, H> {
    schema: &'s Schema,
    text: &'t str,
    tree: Tree<'t>,
    hear: &'s mut H,
    stack: Vec<Open<'t>>,
    value: Cow<'t, str>,
    child: Mark,
    near: Mark,
    children: u32,
    identifier: Option<Box<str>>,
    root: String,
}

impl<'t, 's, H: Hear<'t>> Walk<'t, 's, H> {
    /// With what is open before it, the first byte's place, and how many children came before.
    pub(super) fn new(
        schema: &'s Schema,
        text: &'t str,
        place: Place,
        stack: Stack,
        children: u32,
        hear: &'s mut H,
    ) -> Self {
        // What is open was numbered in another piece's tree.
        let (mut tree, mut within) = (Tree::new(), None);
        let mut open: Vec<Open<'t>> = stack.into_iter().collect();
        for one in &mut open {
            if let What::Group(name, group @ Some(_)) = &mut one.what {
                *group = Some(tree.add_group(*name, within, 0));
                within = *group;
            }
        }
        Self {
            schema,
            text,
            tree,
            hear,
            stack: open,
            value: Cow::Borrowed(""),
            child: Mark { offset: 0, place },
            near: Mark { offset: 0, place },
            children,
            identifier: None,
            root: String::new(),
        }
    }

    /// Reads to the end, and says what is still open; with the tree of what stands outside children.
    pub(super) fn run(mut self) -> Result<(Stack, Tree<'t>), Unreadable> {
        let mut reader = Reader::from_str(self.text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.expand_empty_elements = false;
        loop {
            let offset = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.start(&tag, offset)?;
                }
                Ok(Event::Empty(tag)) => {
                    self.start(&tag, offset)?;
                    self.end(None, offset)?;
                }
                Ok(Event::End(tag)) => self.end(Some(tag.name().into_inner().as_bytes()), offset)?,
                Ok(Event::Text(text)) => self.text(text.into_inner(), offset)?,
                Ok(Event::CData(text)) => self.text(text.into_inner(), offset)?,
                Ok(Event::GeneralRef(entity)) => {
                    let character = self.entity(&entity, offset)?;
                    self.text(Cow::Owned(character), offset)?;
                }
                Ok(Event::DocType(_)) => {
                    return Err(self.unreadable(offset, "a document type is not taken: no entity is read"));
                }
                Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_)) => {}
                Ok(Event::Eof) => break,
                Err(error) => {
                    let at = usize::try_from(reader.error_position()).unwrap_or(offset);
                    return Err(self.unreadable(at, &error.to_string()));
                }
            }
        }
        Ok((self.stack.into_iter().map(Open::owned).collect(), self.tree))
    }

    fn place(&self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        let from = if self.near.offset <= offset { self.near } else { self.child };
        from.place.after(self.text.get(from.offset..offset).unwrap_or_default())
    }

    fn unreadable(&self, offset: usize, message: &str) -> Unreadable {
        Unreadable::at(self.place(offset), message)
    }

    fn wrong(&mut self, offset: usize, path: String, message: String) {
        let place = self.place(offset);
        // Places are asked for one after the other; from here the next is near.
        if offset > self.near.offset {
            self.near = Mark { offset, place };
        }
        self.hear.wrong(SchemaError {
            child: self.identifier.clone(),
            file: 0,
            path: path.into(),
            place,
            message: message.into(),
        });
    }

    /// The path of what is open.
    fn path(&self, item: Option<&str>) -> String {
        let mut path = String::new();
        let group = self.stack.iter().rev().find_map(|open| match open.what {
            What::Group(_, Some(group)) if self.tree.has(group) => Some(group),
            _ => None,
        });
        match group {
            Some(group) => path.push_str(&self.tree.path(&self.root, group, None)),
            None => {
                for open in &self.stack {
                    path.push('/');
                    path.push_str(&String::from_utf8_lossy(&open.tag));
                }
            }
        }
        if let Some(item) = item {
            path.push('/');
            path.push_str(item);
        }
        path
    }

    fn start(&mut self, tag: &BytesStart<'t>, offset: usize) -> Result<(), Unreadable> {
        // The same bytes as the tag's own, which live as long as the text.
        let length = tag.name().into_inner().len();
        let full = self.text.as_bytes().get(offset + 1..offset + 1 + length).unwrap_or_default();
        let local = memchr::memchr(b':', full).map_or(full, |colon| &full[colon + 1..]);
        if tag.len() > length {
            self.attributes(tag, offset)?;
        }
        if self.tree.size() > ELEMENTS_MAX {
            return Err(self.unreadable(offset, &format!("one child has more than {ELEMENTS_MAX} elements")));
        }
        let what = self.what(local, offset);
        self.value = Cow::Borrowed("");
        self.stack.push(Open { tag: Cow::Borrowed(full), what, offset, reached: 0, seen: [0; CHILDREN_MAX] });
        Ok(())
    }

    /// Attributes must be well formed; only namespaces and their like are known.
    fn attributes(&mut self, tag: &BytesStart<'t>, offset: usize) -> Result<(), Unreadable> {
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| self.unreadable(offset, &error.to_string()))?;
            let name = attribute.key.into_inner();
            let known =
                name == "xmlns" || ["xmlns:", "xsi:", "xml:"].iter().any(|prefix| name.starts_with(prefix));
            if !known {
                let message = format!("the schema has no attribute {name}");
                let path = self.path(None);
                self.wrong(offset, path, message);
            }
        }
        Ok(())
    }

    /// What an element is where it stands; what is wrong with that is said.
    fn what(&mut self, local: &[u8], offset: usize) -> What {
        let name = Name::of(local);
        let text = std::str::from_utf8(local).unwrap_or_default();
        let Some(parent) = self.stack.last() else {
            if name == Some(Name::Message) {
                let group = self.tree.add_group(Name::Message, None, offset);
                return What::Group(Name::Message, Some(group));
            }
            self.wrong(offset, format!("/{text}"), format!("a census begins with Message, not with {text}"));
            return What::Unknown;
        };
        let What::Group(above, group) = parent.what else {
            if let What::Item(item, _) = parent.what {
                let path = self.path(Some(text));
                self.wrong(offset, path, format!("{} holds a value, not {text}", item.as_str()));
            }
            return What::Unknown;
        };
        let schema = self.schema;
        let particles = schema.particles(above).unwrap_or_default();
        let found =
            name.and_then(|name| particles.iter().position(|child| child.name == name).map(|at| (name, at)));
        let Some((name, at)) = found else {
            let path = self.path(Some(text));
            let message = format!("the schema of this year has no {text} in {}", above.as_str());
            self.wrong(offset, path, message);
            return What::Unknown;
        };
        self.counted(name, at, particles, offset);
        if name == Name::Child {
            self.children = self.children.saturating_add(1);
            self.root = format!("/Message/Children/Child[{}]", self.children);
            self.child = Mark { offset, place: self.place(offset) };
            self.near = self.child;
            self.identifier = None;
            self.tree.clear();
            for open in &mut self.stack {
                if let What::Group(_, group) = &mut open.what {
                    *group = None;
                }
            }
            return What::Group(name, Some(self.tree.add_group(name, None, offset)));
        }
        match &particles[at].kind {
            Some(_) => What::Item(name, at),
            None if name == Name::Children => What::Group(name, None),
            None => What::Group(name, Some(self.tree.add_group(name, group, offset))),
        }
    }

    /// Whether it stands in order, and not too often.
    fn counted(&mut self, name: Name, at: usize, particles: &[Particle], offset: usize) {
        let Some(parent) = self.stack.last_mut() else { return };
        let before = parent.reached;
        parent.seen[at] = parent.seen[at].saturating_add(1);
        let seen = parent.seen[at];
        parent.reached = before.max(at);
        if at < before {
            let path = self.path(Some(name.as_str()));
            let later = particles[before].name.as_str();
            self.wrong(offset, path, format!("{} stands after {later}; it belongs before it", name.as_str()));
        }
        if particles[at].most.is_some_and(|most| seen == most.saturating_add(1)) {
            let path = self.path(Some(name.as_str()));
            let most = particles[at].most.unwrap_or_default();
            self.wrong(offset, path, format!("{} stands here more often than {most} time", name.as_str()));
        }
    }

    fn end(&mut self, tag: Option<&[u8]>, offset: usize) -> Result<(), Unreadable> {
        let Some(open) = self.stack.pop() else {
            let name = String::from_utf8_lossy(tag.unwrap_or_default()).into_owned();
            return Err(self.unreadable(offset, &format!("</{name}> closes nothing")));
        };
        if let Some(tag) = tag
            && open.tag.as_ref() != tag
        {
            let (opened, closed) = (String::from_utf8_lossy(&open.tag), String::from_utf8_lossy(tag));
            let begun = self.place(open.offset);
            let message = format!("</{closed}> stands where </{opened}> should close line {}", begun.line);
            return Err(self.unreadable(offset, &message));
        }
        match open.what {
            What::Group(name, group) => self.end_group(name, group, &open, offset),
            What::Item(name, at) => self.end_item(name, at, open.offset),
            What::Unknown => {}
        }
        self.value = Cow::Borrowed("");
        Ok(())
    }

    fn end_group(&mut self, name: Name, group: Option<GroupId>, open: &Open<'t>, until: usize) {
        let schema = self.schema;
        for (at, particle) in schema.particles(name).unwrap_or_default().iter().enumerate() {
            if open.seen[at] < particle.least {
                let path = match group.filter(|group| self.tree.has(*group)) {
                    Some(group) => self.tree.path(&self.root, group, None),
                    None => self.path(Some(name.as_str())),
                };
                let path = format!("{path}/{}", particle.name.as_str());
                let message = format!("{} is missing in {}", particle.name.as_str(), name.as_str());
                self.wrong(open.offset, path, message);
            }
        }
        if name == Name::Child {
            self.hear.child(&mut self.tree, &self.root, self.child, until);
            self.tree.clear();
            let next = self.child.offset;
            debug_assert!(next <= self.text.len());
            self.root.clear();
            self.identifier = None;
        }
    }

    fn end_item(&mut self, name: Name, at: usize, offset: usize) {
        let Some(What::Group(above, Some(group))) = self.stack.last().map(|open| open.what) else { return };
        let schema = self.schema;
        let Some(kind) = schema.particles(above).and_then(|particles| particles[at].kind.as_ref()) else {
            return;
        };
        let value = std::mem::take(&mut self.value);
        let (day, wrong) = look(kind, &value);
        if name == Name::LAchildID && !value.is_empty() {
            self.identifier = Some(value.as_ref().into());
        }
        self.tree.add_item(group, name, offset, value, day);
        if let Some(wrong) = wrong {
            let nth = self.tree.items_of(group, name).count();
            let path = self.tree.path(&self.root, group, Some((name, count(nth))));
            self.wrong(offset, path, format!("{} {wrong}", name.as_str()));
        }
    }

    fn text(&mut self, text: Cow<'t, str>, offset: usize) -> Result<(), Unreadable> {
        if let Some(bad) = text.chars().find(|character| !allowed(*character)) {
            let message = format!("the character U+{:04X} may not stand in XML", u32::from(bad));
            return Err(self.unreadable(offset, &message));
        }
        match self.stack.last().map(|open| open.what) {
            Some(What::Item(..)) => {
                if self.value.is_empty() {
                    self.value = text;
                } else {
                    self.value.to_mut().push_str(&text);
                }
            }
            Some(What::Unknown) => {}
            Some(What::Group(name, _)) => {
                if !text.trim_ascii().is_empty() {
                    let path = self.path(None);
                    let shown: String = text.trim().chars().take(TEXT_SHOWN).collect();
                    self.wrong(
                        offset,
                        path,
                        format!("{} holds elements, not the text {shown:?}", name.as_str()),
                    );
                }
            }
            None => {
                if !text.trim_ascii().is_empty() {
                    return Err(self.unreadable(offset, "this is not XML: text stands outside every element"));
                }
            }
        }
        Ok(())
    }

    fn entity(&self, entity: &BytesRef<'t>, offset: usize) -> Result<String, Unreadable> {
        match entity.resolve_char_ref() {
            Ok(Some(character)) => return Ok(character.to_string()),
            Ok(None) => {}
            Err(error) => return Err(self.unreadable(offset, &error.to_string())),
        }
        let name = entity.to_string();
        resolve_predefined_entity(&name).map(str::to_owned).ok_or_else(|| {
            self.unreadable(offset, &format!("the entity &{name}; is not one of XML's five; none is read"))
        })
    }
}

/// The most elements of one child: ten times what the longest record of twenty years holds, and few enough that rules which
/// hold each plan against each other stay quick.
const ELEMENTS_MAX: usize = 5_000;

/// How much of a text that should not be there is shown.
const TEXT_SHOWN: usize = 40;

/// Characters that XML 1.0 allows.
fn allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
