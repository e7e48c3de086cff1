//! One number a line.

use crate::record::Group;
use crate::report::{Hours, HoursShown, Report, group_name};
use crate::tables::{Shown, ShownOf, Split, SplitOf};

/// The columns.
const COLUMNS: [&str; 8] = ["section", "id", "name", "figure", "group", "unit", "assumptions", "value"];
/// The three values of each assumption.
pub(crate) const VALUES: [&str; 3] = ["low", "central", "high"];

struct Lines {
    writer: csv::Writer<Vec<u8>>,
}

impl Lines {
    fn line(
        &mut self,
        place: [&str; 4],
        group: &str,
        unit: [&str; 2],
        value: &str,
    ) -> Result<(), csv::Error> {
        let [section, id, name, figure] = place;
        let [unit, assumptions] = unit;
        self.writer.write_record([section, id, name, figure, group, unit, assumptions, value])
    }

    fn count(&mut self, place: [&str; 4], group: &str, shown: Shown) -> Result<(), csv::Error> {
        let value = shown.number().map_or_else(|| "hidden".to_owned(), |number| number.to_string());
        self.line(place, group, ["records", ""], &value)
    }

    fn split(&mut self, place: [&str; 4], split: &Split) -> Result<(), csv::Error> {
        self.count(place, group_name(None), split.all)?;
        for group in Group::ALL {
            self.count(place, group_name(Some(group)), split.groups[group.place()])?;
        }
        Ok(())
    }

    /// Both numbers: how many, and of how many.
    fn split_of(&mut self, place: [&str; 4], split: &SplitOf) -> Result<(), csv::Error> {
        let [section, id, name, figure] = place;
        let part = |which: fn(&ShownOf) -> Shown| Split {
            all: which(&split.all),
            groups: split.groups.each_ref().map(which),
        };
        self.split(place, &part(|shown| shown.count))?;
        self.split([section, id, name, &format!("{figure}: of")], &part(|shown| shown.of))
    }

    fn hours(
        &mut self,
        [section, id, name]: [&str; 3],
        group: &str,
        shown: Option<&HoursShown>,
    ) -> Result<(), csv::Error> {
        let of = |values: fn(&HoursShown) -> [Hours; 3]| shown.map(values);
        let figures = [
            ("today", of(|shown| shown.today)),
            ("draft", of(|shown| shown.draft)),
            ("difference", of(|shown| shown.difference)),
        ];
        for (figure, values) in figures {
            for (place, value) in VALUES.iter().enumerate() {
                let text = values.map_or_else(|| "hidden".to_owned(), |values| values[place].to_string());
                self.line([section, id, name, figure], group, ["hours", value], &text)?;
            }
        }
        Ok(())
    }
}

pub(super) fn render(report: &Report) -> Result<String, csv::Error> {
    let mut lines = Lines { writer: csv::Writer::from_writer(Vec::new()) };
    lines.writer.write_record(COLUMNS)?;
    let fact =
        |lines: &mut Lines, id: &str, value: &str| lines.line(["report", id, "", ""], "", ["", ""], value);
    fact(&mut lines, "about", &report.about)?;
    fact(&mut lines, "on", &report.on.to_string())?;
    fact(&mut lines, "ahead_until", &report.ahead_until.to_string())?;
    fact(&mut lines, "shown_from", &report.shown_from.to_string())?;
    for (side, rules) in [("today", &report.today), ("draft", &report.draft)] {
        fact(
            &mut lines,
            &format!("{side}.protocol"),
            &format!("{} version {}", rules.protocol, rules.version),
        )?;
        fact(&mut lines, &format!("{side}.edition"), rules.edition.as_deref().unwrap_or("none"))?;
        fact(&mut lines, &format!("{side}.digest"), &rules.digest)?;
    }
    for note in &report.notes {
        fact(&mut lines, "note", note)?;
    }
    for kind in &report.records {
        lines.split(["records", "", &kind.what, "records"], &kind.records)?;
    }
    lines.split_of(["records", "", "", "anything differs"], &report.differ)?;
    lines.split_of(["records", "", "", "something becomes late"], &report.become_late)?;
    routes(&mut lines, report)?;
    clocks(&mut lines, report)?;
    for hours in &report.hours {
        for row in &hours.rows {
            let name = row.capacity.as_deref().unwrap_or("all");
            let place = ["hours", hours.when, name];
            lines.hours(place, group_name(None), row.all.as_ref())?;
            for group in Group::ALL {
                lines.hours(place, group_name(Some(group)), row.groups[group.place()].as_ref())?;
            }
        }
    }
    if let Some(bootstrap) = &report.bootstrap {
        for one in &bootstrap.intervals {
            let (unit, section) = ([one.unit, "central"], "bootstrap");
            for (figure, value) in [("value", one.value), ("from", one.low), ("to", one.high)] {
                lines.line([section, "", one.figure, figure], one.group, unit, &value.to_string())?;
            }
        }
    }
    assumptions(&mut lines, report)?;
    let bytes = lines.writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn routes(lines: &mut Lines, report: &Report) -> Result<(), csv::Error> {
    let routes = &report.routes;
    for says in &routes.says {
        lines.line(["routes", "", "", "says"], "", ["", ""], says)?;
    }
    lines.split_of(["routes", "", "", "another way"], &routes.moving)?;
    for row in &routes.ways {
        lines.split(["routes", row.today.as_str(), row.draft.as_str(), "from, to"], &row.records)?;
    }
    for (figure, steps) in
        [("no longer left out", &routes.no_longer_left_out), ("newly left out", &routes.newly_left_out)]
    {
        for step in steps {
            lines.line(["routes", step, "", figure], "", ["", ""], "")?;
        }
    }
    Ok(())
}

fn clocks(lines: &mut Lines, report: &Report) -> Result<(), csv::Error> {
    for clock in &report.clocks {
        let place = |figure| ["clocks", clock.id.as_str(), clock.name.as_str(), figure];
        for (figure, text) in [
            ("limit today", &clock.limit_today),
            ("limit in the draft", &clock.limit_in_draft),
            ("who answers today", &clock.responsible_today),
            ("who answers in the draft", &clock.responsible_in_draft),
        ] {
            lines.line(place(figure), "", ["", ""], text.as_deref().unwrap_or("none"))?;
        }
        lines.split_of(place("another date"), &clock.another_date)?;
        lines.split_of(place("becomes late"), &clock.becomes_late)?;
        lines.split_of(place("no longer late"), &clock.no_longer_late)?;
        lines.split(place("begins"), &clock.begins)?;
        lines.split(place("ceases"), &clock.ceases)?;
        lines.split_of(place("done in time, would have been late"), &clock.would_have_been_late)?;
        lines.split_of(place("done late, would have been in time"), &clock.would_have_been_in_time)?;
        for band in &clock.moves {
            let figure = format!("moves {}", band.by);
            lines.count(["clocks", &clock.id, &clock.name, &figure], group_name(None), band.records)?;
        }
    }
    Ok(())
}

fn assumptions(lines: &mut Lines, report: &Report) -> Result<(), csv::Error> {
    let assumptions = &report.assumptions;
    for (id, text) in [
        ("name", assumptions.name.as_str()),
        ("version", &assumptions.version),
        ("dated", &assumptions.dated),
        ("source", &assumptions.source),
        ("doubts", assumptions.doubts.as_deref().unwrap_or_default()),
        ("agreed by", &assumptions.agreed_by.join("; ")),
    ] {
        lines.line(["assumptions", id, "", ""], "", ["", ""], text)?;
    }
    for assumed in &assumptions.work {
        let names = assumed.names.join(" ");
        let invented = if assumed.invented { "central value invented" } else { "central value not invented" };
        let figure = format!("{}; {}; {invented}", assumed.source, assumed.verified);
        let capacity = assumed.capacity.as_ref().map_or("", |capacity| capacity.as_str());
        let minutes = [assumed.minutes.low, assumed.minutes.central, assumed.minutes.high];
        for (value, minutes) in VALUES.iter().zip(minutes) {
            let place = ["assumptions", &names, &assumed.says, &figure];
            lines.line(place, capacity, ["minutes", value], &minutes.to_string())?;
        }
    }
    Ok(())
}
