//! The report to read.

use std::fmt::Write as _;

use super::table::VALUES;
use crate::assumptions::For;
use crate::record::Group;
use crate::report::{ClockReport, HoursReport, HoursRow, HoursShown, Report, group_name};
use crate::tables::{Shown, ShownOf, Split, SplitOf};

/// What a group's columns are called.
const GROUPS: [&str; 4] = ["all", "disabled", "not disabled", "not known"];

/// A document that grows. Writing to a text cannot fail.
struct Document(String);

impl Document {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.0, "{line}");
    }

    fn heading(&mut self, marks: &str, text: &str) {
        self.line(&format!("\n{marks} {text}\n"));
    }

    fn list(&mut self, items: impl IntoIterator<Item = String>) {
        for item in items {
            self.line(&format!("- {item}"));
        }
    }

    fn table(&mut self, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
        self.line(&format!("| {} |", head.join(" | ")));
        self.line(&format!("|{}", " --- |".repeat(head.len())));
        for row in rows {
            let cells: Vec<String> =
                row.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
            self.line(&format!("| {} |", cells.join(" | ")));
        }
    }
}

pub(super) fn render(report: &Report) -> String {
    let mut page = Document(String::new());
    page.line("# What if");
    page.line("");
    page.line(&format!("What the draft would change for {}, as of {}.", report.about, report.on));
    page.line("");
    let named = |rules: &crate::report::RulesNamed| {
        vec![
            format!("{} (`{}` version {})", rules.name, rules.protocol, rules.version),
            rules.edition.clone().unwrap_or_else(|| "none".to_owned()),
            format!("`{}`", rules.digest.get(..16).unwrap_or(&rules.digest)),
        ]
    };
    let sides = [("today", &report.today), ("draft", &report.draft)];
    page.table(
        &["", "protocol", "edition in force", "digest"],
        sides.map(|(side, rules)| [vec![side.to_owned()], named(rules)].concat()),
    );
    page.heading("##", "In short");
    page.list(short(report));
    page.heading("##", "How to read it");
    page.list(report.notes.iter().cloned());
    page.heading("##", "The records");
    let kinds = report.records.iter().map(|kind| counted(&kind.what, &kind.records));
    page.table(&[&["records"], GROUPS.as_slice()].concat(), kinds);
    routes(&mut page, report);
    clocks(&mut page, report);
    page.heading("##", "Hours of work");
    for hours in &report.hours {
        of_hours(&mut page, report, hours);
    }
    bootstrap(&mut page, report);
    assumptions(&mut page, report);
    page.0
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
    page.heading("##", "Who would take another route");
    for says in &routes.says {
        page.line(&format!("{says}\n"));
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
            page.line(&format!("\n{says}: {}.", steps.join(", ")));
        }
    }
}

fn clocks(page: &mut Document, report: &Report) {
    page.heading("##", "Which clocks change, and what becomes late");
    let same = report.clocks_unchanged;
    if report.clocks.is_empty() {
        page.line(&format!("None. {same} clocks, standards and duties are the same under both."));
        return;
    }
    page.line(&format!("{same} others are the same under both.\n"));
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
    page.heading("###", &format!("{}: {}", clock.id, clock.name));
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
        page.line(&format!("\nRecords by how far the date moves: {}.", bands.collect::<Vec<_>>().join("; ")));
    }
}

fn three<T: ToString>(values: [T; 3]) -> String {
    values.map(|value| value.to_string()).join(" / ")
}

fn of_hours(page: &mut Document, report: &Report, hours: &HoursReport) {
    if hours.when == "ahead" {
        page.heading("###", &format!("What repeats, after {} until {}", report.on, report.ahead_until));
        page.line("Only items that are open and repeat: how often each falls due again when it is done on its date.\n");
    } else {
        page.heading("###", &format!("So far, until {}", report.on));
        page.line("Everything that was begun: each duty and standard once, each assessment with its steps, each missed date.\n");
    }
    page.line("Each cell: with the low / central / high assumptions. These are assumptions, not chance.\n");
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
    page.line("\nThe difference, by whether the child is disabled:\n");
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
    page.heading("##", "How much it hangs on these records");
    let used = bootstrap.used;
    page.line(&format!(
        "Bootstrap over records, {} turns, seed {}, the middle {} of the turns, with the central assumptions.\n",
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
    page.heading("##", "The assumptions, in full");
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
    page.line("");
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
