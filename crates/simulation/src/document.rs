//! The report as a document: headings, paragraphs, lists and tables. A file and a page are both made of it, so they say the same.

use crate::assumptions::For;
use crate::record::Group;
use crate::render::VALUES;
use crate::report::{ClockReport, HoursReport, HoursRow, HoursShown, Report, RulesNamed, group_name};
use crate::tables::{Shown, ShownOf, Split, SplitOf};

/// What a group's columns are called.
const GROUPS: [&str; 4] = ["all", "disabled", "not disabled", "not known"];

/// One thing of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The heading of what follows.
    Heading {
        /// 2 for a part of the document, 3 for a part of that.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph(String),
    /// A list, in no order.
    List(Vec<String>),
    /// A table. Its first column names the rows.
    Table {
        /// The heads of its columns.
        head: Vec<String>,
        /// Its rows, each as long as the head.
        rows: Vec<Vec<String>>,
    },
}

/// A report that can be written in any form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

impl Document {
    fn heading(&mut self, level: u8, text: &str) {
        self.blocks.push(Block::Heading { level, text: text.to_owned() });
    }

    fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    fn list(&mut self, items: impl IntoIterator<Item = String>) {
        self.blocks.push(Block::List(items.into_iter().collect()));
    }

    fn table(&mut self, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
        let head = head.iter().map(|name| (*name).to_owned()).collect();
        self.blocks.push(Block::Table { head, rows: rows.into_iter().collect() });
    }
}

impl Report {
    /// The report as a document.
    pub fn document(&self) -> Document {
        let mut page = Document { title: "What if".to_owned(), blocks: Vec::new() };
        page.paragraph(format!("What the draft would change for {}, as of {}.", self.about, self.on));
        let sides = [("today", &self.today), ("draft", &self.draft)];
        page.table(
            &["rules", "protocol", "edition in force", "digest"],
            sides.map(|(side, rules)| [vec![side.to_owned()], named(rules)].concat()),
        );
        page.heading(2, "In short");
        page.list(short(self));
        page.heading(2, "How to read it");
        page.list(self.notes.iter().cloned());
        page.heading(2, "The records");
        let kinds = self.records.iter().map(|kind| counted(&kind.what, &kind.records));
        page.table(&[&["records"], GROUPS.as_slice()].concat(), kinds);
        routes(&mut page, self);
        clocks(&mut page, self);
        page.heading(2, "Hours of work");
        for hours in &self.hours {
            of_hours(&mut page, self, hours);
        }
        bootstrap(&mut page, self);
        assumptions(&mut page, self);
        page
    }
}

fn named(rules: &RulesNamed) -> Vec<String> {
    vec![
        format!("{} ({} version {})", rules.name, rules.protocol, rules.version),
        rules.edition.clone().unwrap_or_else(|| "none".to_owned()),
        rules.digest.get(..16).unwrap_or(&rules.digest).to_owned(),
    ]
}

fn short(report: &Report) -> Vec<String> {
    let of = |what: &str, split: &SplitOf| format!("{what}: {}.", some(&split.all));
    let changed = report.clocks.iter().filter(|clock| clock.limit_today != clock.limit_in_draft).count();
    let mut short = vec![
        format!("Another route: {}", report.routes.says.join(" ")),
        of("Records that take another route", &report.routes.moving),
        format!("Clocks, standards and duties whose limit is another: {changed}."),
        of("Records of which anything differs", &report.differ),
        of("Records of which something becomes late", &report.become_late),
    ];
    for hours in &report.hours {
        let all = hours.rows.first().and_then(|row| row.all);
        let difference = all.map_or_else(|| "hidden".to_owned(), |all| three(all.difference));
        let what = if hours.when == "ahead" { "repeated work ahead" } else { "work so far" };
        short
            .push(format!("Hours, {what}, draft less today: {difference} (low, central, high assumptions)."));
    }
    short
}

fn number(shown: Shown) -> String {
    shown.number().map_or_else(|| "hidden".to_owned(), |number| number.to_string())
}

fn some(shown: &ShownOf) -> String {
    format!("{} of {}", number(shown.count), number(shown.of))
}

fn counted(what: &str, split: &Split) -> Vec<String> {
    let groups = split.groups.iter().map(|group| number(*group));
    [what.to_owned(), number(split.all)].into_iter().chain(groups).collect()
}

fn counted_of(what: &str, split: &SplitOf) -> Vec<String> {
    [what.to_owned(), some(&split.all)].into_iter().chain(split.groups.iter().map(some)).collect()
}

fn routes(page: &mut Document, report: &Report) {
    let routes = &report.routes;
    page.heading(2, "Who would take another route");
    for says in &routes.says {
        page.paragraph(says.clone());
    }
    if !routes.ways.is_empty() {
        let rows = routes.ways.iter().map(|row| {
            let mut cells = vec![row.today.as_str().to_owned()];
            cells.extend(counted(row.draft.as_str(), &row.records));
            cells
        });
        page.table(&[&["today", "draft"], GROUPS.as_slice()].concat(), rows);
    }
    for (steps, says) in [
        (&routes.no_longer_left_out, "Steps that are left out today, and no more under the draft"),
        (&routes.newly_left_out, "Steps that the draft leaves out, and that are not left out today"),
    ] {
        if !steps.is_empty() {
            page.paragraph(format!("{says}: {}.", steps.join(", ")));
        }
    }
}

fn clocks(page: &mut Document, report: &Report) {
    page.heading(2, "Which clocks change, and what becomes late");
    let same = report.clocks_unchanged;
    if report.clocks.is_empty() {
        page.paragraph(format!("None. {same} clocks, standards and duties are the same under both."));
        return;
    }
    page.paragraph(format!("{same} others are the same under both."));
    let rows = report.clocks.iter().map(|clock| {
        vec![
            clock.id.clone(),
            clock.name.clone(),
            if clock.statutory { "law or guidance" } else { "local" }.to_owned(),
            both(clock.limit_today.as_ref(), clock.limit_in_draft.as_ref()),
            both(clock.responsible_today.as_ref(), clock.responsible_in_draft.as_ref()),
            some(&clock.another_date.all),
            some(&clock.becomes_late.all),
        ]
    });
    let head = ["id", "name", "from", "limit", "who answers", "another date", "becomes late"];
    page.table(&head, rows);
    for clock in &report.clocks {
        of_clock(page, clock);
    }
}

fn both(today: Option<&String>, draft: Option<&String>) -> String {
    match (today, draft) {
        (Some(today), Some(draft)) if today == draft => today.clone(),
        (today, draft) => {
            let name = |side: Option<&String>| side.map_or_else(|| "none".to_owned(), Clone::clone);
            format!("{} → {}", name(today), name(draft))
        }
    }
}

fn of_clock(page: &mut Document, clock: &ClockReport) {
    page.heading(3, &format!("{}: {}", clock.id, clock.name));
    let rows = [
        counted_of("an open item has another date", &clock.another_date),
        counted_of("becomes late", &clock.becomes_late),
        counted_of("is no longer late", &clock.no_longer_late),
        counted("begins", &clock.begins),
        counted("ceases", &clock.ceases),
        counted_of("done in time, and would have been late", &clock.would_have_been_late),
        counted_of("done late, and would have been in time", &clock.would_have_been_in_time),
    ];
    page.table(&[&["records of which an item"], GROUPS.as_slice()].concat(), rows);
    if !clock.moves.is_empty() {
        let bands = clock.moves.iter().map(|band| format!("{}: {}", band.by, number(band.records)));
        page.paragraph(format!(
            "Records by how far the date moves: {}.",
            bands.collect::<Vec<_>>().join("; ")
        ));
    }
}

fn three<T: ToString>(values: [T; 3]) -> String {
    values.map(|value| value.to_string()).join(" / ")
}

fn of_hours(page: &mut Document, report: &Report, hours: &HoursReport) {
    if hours.when == "ahead" {
        page.heading(3, &format!("What repeats, after {} until {}", report.on, report.ahead_until));
        page.paragraph("Only items that are open and repeat: how often each falls due again when it is done on its date.");
    } else {
        page.heading(3, &format!("So far, until {}", report.on));
        page.paragraph("Everything that was begun: each duty and standard once, each assessment with its steps, each missed date.");
    }
    page.paragraph(
        "Each cell: with the low / central / high assumptions. These are assumptions, not chance.",
    );
    let cell = |shown: Option<&HoursShown>, of: fn(&HoursShown) -> String| {
        shown.map_or_else(|| "hidden".to_owned(), of)
    };
    let name = |row: &HoursRow| row.capacity.clone().unwrap_or_else(|| "all".to_owned());
    page.table(
        &["capacity", "today", "draft", "difference"],
        hours.rows.iter().map(|row| {
            let all = row.all.as_ref();
            vec![
                name(row),
                cell(all, |shown| three(shown.today)),
                cell(all, |shown| three(shown.draft)),
                cell(all, |shown| three(shown.difference)),
            ]
        }),
    );
    page.paragraph("The difference, by whether the child is disabled:");
    let head: Vec<&str> =
        std::iter::once("capacity").chain(Group::ALL.map(|group| group_name(Some(group)))).collect();
    page.table(
        &head,
        hours.rows.iter().map(|row| {
            let groups = row.groups.iter().map(|group| cell(group.as_ref(), |shown| three(shown.difference)));
            std::iter::once(name(row)).chain(groups).collect()
        }),
    );
}

fn bootstrap(page: &mut Document, report: &Report) {
    let Some(bootstrap) = &report.bootstrap else { return };
    page.heading(2, "How much it hangs on these records");
    let used = bootstrap.used;
    page.paragraph(format!(
        "Bootstrap over records, {} turns, seed {}, the middle {} of the turns, with the central assumptions.",
        used.bootstrap.turns, used.bootstrap.seed, used.confidence
    ));
    let rows = bootstrap.intervals.iter().map(|one| {
        let cells = [one.figure, one.group, one.unit].map(str::to_owned);
        let values = [one.value.to_string(), format!("{} to {}", one.low, one.high)];
        cells.into_iter().chain(values).collect()
    });
    page.table(&["figure", "group", "unit", "counted", "bootstrap interval"], rows);
}

fn assumptions(page: &mut Document, report: &Report) {
    let assumptions = &report.assumptions;
    page.heading(2, "The assumptions, in full");
    let agreed =
        if assumptions.agreed_by.is_empty() { "nobody".to_owned() } else { assumptions.agreed_by.join("; ") };
    let mut facts = vec![
        format!("{}, version {}, {}.", assumptions.name, assumptions.version, assumptions.dated),
        format!("Source: {}", assumptions.source),
        format!("Agreed by: {agreed}."),
        format!("Repeated work is looked ahead {} months.", assumptions.ahead_months),
    ];
    facts.extend(assumptions.doubts.iter().map(|doubts| format!("Doubts: {doubts}")));
    page.list(facts);
    let rows = assumptions.work.iter().map(|assumed| {
        let what = match assumed.for_what {
            For::Duty => "doing once",
            For::OtherDuties => "doing once what is not named",
            For::Assessment => "one assessment",
            For::Step => "one step that a route may leave out",
            For::MissedDate => "one missed date that a family was shown",
        };
        let by = assumed.capacity.as_ref().map_or("whoever answers for it", |capacity| capacity.as_str());
        let minutes = [assumed.minutes.low, assumed.minutes.central, assumed.minutes.high];
        let invented = if assumed.invented { "invented" } else { "not invented" };
        vec![
            what.to_owned(),
            assumed.names.join(", "),
            assumed.says.clone(),
            by.to_owned(),
            three(minutes),
            invented.to_owned(),
            format!("{} ({})", assumed.source, assumed.verified),
        ]
    });
    let minutes = format!("minutes ({})", VALUES.join(" / "));
    page.table(&["for", "names", "what is done", "by whom", &minutes, "central value", "source"], rows);
}
