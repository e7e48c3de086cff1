//! The table of what may follow what, as data, and what stands by it. It knows nothing of the record.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

/// One way of taking a step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub step: String,
    pub row: Option<u32>,
    pub open: Option<String>,
    pub by: Option<String>,
    pub whoever: Option<String>,
    pub tried_by: Option<String>,
    #[serde(default)]
    pub needs: Vec<String>,
    #[serde(default)]
    pub any: Vec<String>,
    #[serde(default)]
    pub never: Vec<String>,
    #[serde(default)]
    pub no_child: Vec<String>,
    #[serde(default)]
    pub begins: Vec<String>,
    #[serde(default)]
    pub ends: Vec<String>,
    #[serde(default)]
    pub untried: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Steps {
    pub all: Vec<Line>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub rows: BTreeMap<String, String>,
    pub open: BTreeMap<String, String>,
    pub people: BTreeMap<String, Vec<String>>,
    pub steps: Steps,
}

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/system/table.toml");

pub static TABLE: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap());

/// Where the lines of each step are: at the same places in every table that leaves out guards alone.
static OF_STEP: LazyLock<BTreeMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut found = BTreeMap::<&str, Vec<usize>>::new();
    for (at, line) in TABLE.steps.all.iter().enumerate() {
        found.entry(&line.step).or_default().push(at);
    }
    found
});

/// What stands for each child, and what is shared by all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub children: Vec<BTreeSet<String>>,
    pub shared: BTreeSet<String>,
}

impl Standing {
    pub fn of(children: usize) -> Self {
        Self { children: vec![BTreeSet::new(); children], shared: BTreeSet::new() }
    }

    fn has(&self, child: usize, fact: &str) -> bool {
        if fact.starts_with('*') { self.shared.contains(fact) } else { self.children[child].contains(fact) }
    }

    fn set(&mut self, child: usize, fact: &str, stands: bool) {
        let facts = if fact.starts_with('*') { &mut self.shared } else { &mut self.children[child] };
        if stands {
            facts.insert(fact.to_owned());
        } else {
            facts.remove(fact);
        }
    }

    /// Whether anything stands otherwise after a step was taken.
    pub fn moves(&self, child: usize, line: &Line) -> bool {
        let begins = line.begins.iter().any(|fact| !self.has(child, fact));
        begins || line.ends.iter().any(|fact| self.has(child, fact) && !line.begins.contains(fact))
    }

    /// What stands after a step was taken.
    pub fn after(&self, child: usize, line: &Line) -> Self {
        let mut after = self.clone();
        for fact in &line.ends {
            after.set(child, fact, false);
        }
        for fact in &line.begins {
            after.set(child, fact, true);
        }
        after
    }
}

impl Table {
    /// Everybody who takes steps.
    pub fn people(&self) -> &[String] {
        &self.people["anybody"]
    }

    /// Every step, once.
    pub fn steps(&self) -> BTreeSet<&str> {
        self.steps.all.iter().map(|line| line.step.as_str()).collect()
    }

    /// The lines of a step, each with its place in the table.
    fn lines_of(&self, step: &str) -> impl Iterator<Item = (usize, &Line)> {
        OF_STEP.get(step).into_iter().flatten().map(|at| (*at, &self.steps.all[*at]))
    }

    fn is_by(&self, line: &Line, standing: &Standing, child: usize, who: &str) -> bool {
        if let Some(whoever) = &line.whoever {
            return standing.has(child, &format!("{whoever}:{who}"));
        }
        let by = line.by.as_deref().unwrap_or_default();
        self.people.get(by).map_or(by == who, |group| group.iter().any(|name| name == who))
    }

    fn fits(&self, line: &Line, standing: &Standing, child: usize, who: &str) -> bool {
        let stands = |fact: &String| standing.has(child, fact);
        let anybody = |fact: &String| (0..standing.children.len()).any(|child| standing.has(child, fact));
        self.is_by(line, standing, child, who)
            && line.needs.iter().all(stands)
            && (line.any.is_empty() || line.any.iter().any(stands))
            && !line.never.iter().any(stands)
            && !line.no_child.iter().any(anybody)
    }

    /// The way in which a step may be taken now, by its place in the table; none where it may not.
    pub fn legal(&self, standing: &Standing, child: usize, step: &str, who: &str) -> Option<usize> {
        let mut lines = self.lines_of(step);
        lines.find(|(_, line)| self.fits(line, standing, child, who)).map(|(at, _)| at)
    }

    /// Whether a step is tried now by this person.
    pub fn is_tried(&self, standing: &Standing, child: usize, step: &str, who: &str) -> bool {
        self.lines_of(step).all(|(_, line)| {
            let theirs = line.tried_by.as_ref().is_none_or(|only| only == who);
            theirs && !line.untried.iter().any(|fact| standing.has(child, fact))
        })
    }
}
