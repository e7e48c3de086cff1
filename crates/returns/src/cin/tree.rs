//! One child's record (or the header) as groups and items in two lists, used again for the next child.

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::name::Name;

/// A group of a tree, by its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GroupId(u32);

/// An element that holds others.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) name: Name,
    pub(super) parent: Option<GroupId>,
    /// Its number among those of its name beside it, from 1.
    pub(super) nth: u32,
    /// Where it begins, in bytes from the beginning of the piece.
    pub(super) offset: usize,
    first: u32,
    last: u32,
}

/// An element that holds a value.
#[derive(Debug)]
pub(super) struct Item<'t> {
    pub(super) name: Name,
    pub(super) nth: u32,
    pub(super) offset: usize,
    next: u32,
    pub(super) text: Cow<'t, str>,
    /// The day, where the text is one.
    pub(super) day: Option<Date>,
}

/// No item.
const NONE: u32 = u32::MAX;

/// Groups and items.
#[derive(Debug)]
pub(super) struct Tree<'t> {
    groups: Vec<Group>,
    items: Vec<Item<'t>>,
    by_name: Vec<Vec<GroupId>>,
}

impl<'t> Tree<'t> {
    pub(super) fn new() -> Self {
        Self {
            groups: Vec::new(),
            items: Vec::new(),
            by_name: Name::ALL.iter().map(|_| Vec::new()).collect(),
        }
    }

    pub(super) fn clear(&mut self) {
        for group in &self.groups {
            self.by_name[group.name as usize].clear();
        }
        self.groups.clear();
        self.items.clear();
    }

    pub(super) fn add_group(&mut self, name: Name, parent: Option<GroupId>, offset: usize) -> GroupId {
        let id = GroupId(crate::place::count(self.groups.len()));
        // What holds a group came before it; a number from another tree holds nothing here, least of all the group itself.
        let parent = parent.filter(|parent| parent.0 < id.0);
        let before = self.by_name[name as usize].iter().filter(|other| self.group(**other).parent == parent);
        let nth = crate::place::count(before.count()).saturating_add(1);
        self.groups.push(Group { name, parent, nth, offset, first: NONE, last: NONE });
        self.by_name[name as usize].push(id);
        id
    }

    pub(super) fn add_item(
        &mut self,
        group: GroupId,
        name: Name,
        offset: usize,
        text: Cow<'t, str>,
        day: Option<Date>,
    ) {
        let nth = crate::place::count(self.items_of(group, name).count()).saturating_add(1);
        let number = crate::place::count(self.items.len());
        self.items.push(Item { name, nth, offset, next: NONE, text, day });
        let group = &mut self.groups[group.0 as usize];
        match group.last {
            NONE => group.first = number,
            last => self.items[last as usize].next = number,
        }
        group.last = number;
    }

    /// How many groups and items there are.
    pub(super) fn size(&self) -> usize {
        self.groups.len() + self.items.len()
    }

    /// Whether a group stands here: what was open before the last child, or in another piece, does not.
    pub(super) fn has(&self, id: GroupId) -> bool {
        (id.0 as usize) < self.groups.len()
    }

    pub(super) fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.0 as usize]
    }

    /// Every group of a name, in order.
    pub(super) fn all(&self, name: Name) -> &[GroupId] {
        &self.by_name[name as usize]
    }

    /// The groups of a name directly below another.
    pub(super) fn under(&self, parent: GroupId, name: Name) -> impl Iterator<Item = GroupId> + '_ {
        self.all(name).iter().copied().filter(move |group| self.group(*group).parent == Some(parent))
    }

    /// The items of a group of one name.
    pub(super) fn items_of(&self, group: GroupId, name: Name) -> impl Iterator<Item = &Item<'t>> + '_ {
        let start = self.group(group).first;
        std::iter::successors(self.items.get(start as usize), |item| self.items.get(item.next as usize))
            .filter(move |item| item.name == name)
    }

    /// The path of a group below the root, or of an item in it.
    pub(super) fn path(&self, root: &str, group: GroupId, item: Option<(Name, u32)>) -> String {
        let mut steps = Vec::new();
        let mut at = Some(group);
        while let Some(id) = at {
            let group = self.group(id);
            steps.push((group.name, group.nth));
            at = group.parent;
        }
        let mut path = root.to_owned();
        for (name, nth) in steps.into_iter().rev().skip(1) {
            step(&mut path, name, nth);
        }
        if let Some((name, nth)) = item {
            step(&mut path, name, nth);
        }
        path
    }
}

/// Whether an element may stand more than once, so that its number is part of its path.
fn repeats(name: Name) -> bool {
    matches!(
        name,
        Name::Source
            | Name::Disability
            | Name::CINdetails
            | Name::Assessments
            | Name::AssessmentFactors
            | Name::CINPlanDates
            | Name::Section47
            | Name::ChildProtectionPlans
            | Name::CPPreviewDate
    )
}

fn step(path: &mut String, name: Name, nth: u32) {
    path.push('/');
    path.push_str(name.as_str());
    if nth > 1 || repeats(name) {
        let _ = write!(path, "[{nth}]");
    }
}
