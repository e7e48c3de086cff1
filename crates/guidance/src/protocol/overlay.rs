//! From a file to a protocol: lays it over what it is based on, and refuses whatever loosens.

mod contents;
mod limits;
mod standards;

use std::collections::BTreeMap;

use self::standards::day_of;
use super::raw::RawProtocol;
use super::settings::{Settings, Training};
use super::{Protocol, Timetable, digest, said};
use crate::guidance::Guidance;
use crate::problem::{Problem, ProtocolRefusals};
use crate::source::{Source, embedded_protocol, embedded_protocol_names};
use crate::spanned::Spanned;
use crate::whole;

pub(super) fn parse(source: &Source, guidance: &Guidance) -> Result<Protocol, ProtocolRefusals> {
    let (protocol, unfit) = read(source, guidance)?;
    if unfit.is_empty() {
        return Ok(protocol);
    }
    Err(refused(unfit.into_iter().map(|unfit| unfit.problem).collect()))
}

/// A protocol, and what of it does not fit the guidance: whatever is based on it may put that right.
fn read(source: &Source, guidance: &Guidance) -> Result<(Protocol, Vec<Unfit>), ProtocolRefusals> {
    let raw: RawProtocol = whole::read(source).map_err(ProtocolRefusals)?;
    let base = match &raw.based_on {
        None => None,
        Some(name) => Some(base_of(source, name, guidance)?),
    };
    let mut overlay = Overlay { source, guidance, problems: Vec::new(), unfit: Vec::new() };
    let protocol = overlay.build(raw, base);
    match protocol {
        Some(protocol) if overlay.problems.is_empty() => Ok((protocol, overlay.unfit)),
        _ => {
            let unfit = overlay.unfit.into_iter().map(|unfit| unfit.problem);
            Err(refused(overlay.problems.into_iter().chain(unfit).collect()))
        }
    }
}

fn refused(mut problems: Vec<Problem>) -> ProtocolRefusals {
    problems.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
    ProtocolRefusals(problems)
}

/// A part of a protocol that does not fit the guidance it is read against.
struct Unfit {
    part: Part,
    problem: Problem,
}

/// A part that an overlay may replace.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// The tighter limit of this clock.
    Limit(String),
    /// The timetable of this name.
    Timetable(String),
    /// The standard with this identifier.
    Standard(String),
}

impl Part {
    /// Whether this text says it anew, so that what it says is what counts.
    fn is_said_by(&self, raw: &RawProtocol) -> bool {
        match self {
            Self::Limit(clock) => raw.limits.keys().any(|name| name.get_ref() == clock),
            Self::Timetable(name) => raw.timetable.keys().any(|given| given.get_ref() == name),
            Self::Standard(id) => raw.standard.iter().any(|standard| standard.id.get_ref() == id),
        }
    }
}

fn base_of(
    source: &Source,
    name: &Spanned<String>,
    guidance: &Guidance,
) -> Result<(Source, Protocol, Vec<Unfit>), ProtocolRefusals> {
    let refuse = |problem: Problem| ProtocolRefusals(vec![problem]);
    let Some(base) = embedded_protocol(name.get_ref()) else {
        let names = embedded_protocol_names();
        let known = names.iter().map(String::as_str);
        let span = name.span();
        return Err(refuse(Problem::unknown(source, &span, "based_on", "protocol", name.get_ref(), known)));
    };
    let based_on_another = toml::from_str::<RawProtocol>(&base.text).is_ok_and(|raw| raw.based_on.is_some());
    if based_on_another {
        let message = format!("`{}` is itself based on another protocol", name.get_ref());
        return Err(refuse(
            Problem::at(source, &name.span(), "based_on", message).with_hint("use `default`"),
        ));
    }
    let (protocol, unfit) = read(&base, guidance)?;
    Ok((base, protocol, unfit))
}

struct Overlay<'a> {
    source: &'a Source,
    guidance: &'a Guidance,
    problems: Vec<Problem>,
    /// What does not fit the guidance. It is a problem of the result alone.
    unfit: Vec<Unfit>,
}

impl Overlay<'_> {
    fn build(&mut self, raw: RawProtocol, base: Option<(Source, Protocol, Vec<Unfit>)>) -> Option<Protocol> {
        let mut said = said::of(self.source);
        let (mut limits, mut timetables, mut standards, inherited, mut sources) = match base {
            Some((source, base, unfit)) => {
                self.unfit = unfit.into_iter().filter(|unfit| !unfit.part.is_said_by(&raw)).collect();
                said = said::over(said, &base.said);
                (base.limits, base.timetables, base.standards, Some(base.settings), vec![source])
            }
            None => (BTreeMap::new(), BTreeMap::new(), Vec::new(), None, Vec::new()),
        };
        sources.push(self.source.clone());

        for (clock, limit) in &raw.limits {
            if let Some(tightened) = self.limit(clock, limit, limits.get(clock.get_ref()).copied()) {
                limits.insert(clock.get_ref().clone(), tightened);
            }
        }
        for (name, timetable) in &raw.timetable {
            let timetable = timetable.clone();
            let former = timetables.get(name.get_ref());
            if let Some(read) = self.timetable(name, &timetable, former) {
                timetables.insert(read.name.clone(), read);
            }
        }
        // A standard that counts to a day of a timetable follows the timetable, also an inherited one.
        for standard in &mut standards {
            let day = standard.by.as_ref().and_then(|by| day_of(by, &timetables));
            if let (Some(limit), Some(count)) = (&mut standard.limit, day) {
                limit.count = count;
            }
            self.follows_its_timetable(standard, &raw.timetable);
        }
        for standard in &raw.standard {
            if let Some(read) = self.standard(standard, &timetables) {
                self.replace_or_add(&mut standards, read, standard);
            }
        }
        self.room_for_comments(&raw.timetable, &timetables, &standards);
        self.known_companions(&raw.standard, &standards);
        standards.sort_by(|one, other| one.id.cmp(&other.id));

        let settings = self.settings(&raw, inherited, &timetables)?;
        Some(Protocol {
            id: raw.id.into_inner(),
            version: raw.version,
            name: raw.name,
            settings,
            limits,
            timetables,
            standards,
            said,
            digest: digest(&sources),
            source: self.source.clone(),
        })
    }

    fn settings(
        &mut self,
        raw: &RawProtocol,
        base: Option<Settings>,
        timetables: &BTreeMap<String, Timetable>,
    ) -> Option<Settings> {
        let inherited = base.as_ref().map(|base| base.contents.clone()).unwrap_or_default();
        let contents = self.contents(raw, inherited, timetables);
        let training = self.training(raw, base.as_ref());
        let mut missing: Vec<&str> = Vec::new();
        macro_rules! or_base {
            ($key:ident) => {{
                let given = raw.$key.clone().or_else(|| base.as_ref().map(|base| base.$key.clone()));
                if given.is_none() {
                    missing.push(stringify!($key));
                }
                given
            }};
        }
        let safety_line = or_base!(safety_line);
        let reading = or_base!(reading);
        let complaints = or_base!(complaints);
        let support = or_base!(support);
        let concern = or_base!(concern);
        let figures = or_base!(figures);
        let route = or_base!(route);
        for key in missing {
            let problem = Problem::at(self.source, &raw.id.span(), key, "this table is missing");
            self.problems
                .push(problem.with_hint(format!("add [{key}], or write based_on = \"default\" at the top")));
        }
        let services = if raw.service.is_empty() {
            base.map(|base| base.services).unwrap_or_default()
        } else {
            raw.service.clone()
        };
        Some(Settings {
            partnership: raw.partnership.clone(),
            safety_line: safety_line?,
            reading: reading?,
            complaints: complaints?,
            support: support?,
            services,
            training,
            concern: concern?,
            route: route?,
            // What another text's authors agreed is never inherited.
            co_production: raw.co_production.clone().unwrap_or_default(),
            equality: raw.equality.clone().unwrap_or_default(),
            figures: figures?,
            criteria: raw.criteria.clone().unwrap_or_default(),
            contents,
        })
    }

    fn training(&mut self, raw: &RawProtocol, base: Option<&Settings>) -> Vec<Training> {
        let mut kinds: Vec<Training> = base.map(|base| base.training.clone()).unwrap_or_default();
        for given in &raw.training {
            let training = given.get_ref().clone();
            match kinds.iter_mut().find(|former| former.id == training.id) {
                None => kinds.push(training),
                Some(former) if training.valid_months > former.valid_months => {
                    let message = format!(
                        "`{}` would stay current for {} months, but the protocol it is based on allows {}",
                        training.id, training.valid_months, former.valid_months
                    );
                    let problem = Problem::at(self.source, &given.span(), "valid_months", message);
                    self.problems.push(problem.with_hint(format!("write {} or less", former.valid_months)));
                }
                Some(former)
                    if former.required_of.iter().any(|needed| !training.required_of.contains(needed)) =>
                {
                    let needed: Vec<String> = former.required_of.iter().map(ToString::to_string).collect();
                    let message = format!(
                        "`{}` would no longer be required of everybody of whom it was: {}",
                        training.id,
                        needed.join(", ")
                    );
                    let problem = Problem::at(self.source, &given.span(), "required_of", message);
                    self.problems.push(problem.with_hint("name them all; a protocol may add, never loosen"));
                }
                Some(former) => *former = training,
            }
        }
        kinds
    }
}
