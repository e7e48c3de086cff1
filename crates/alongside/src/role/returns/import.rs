//! Takes a children in need census over into a partnership's record.
//!
//! A file is read three times: once for the rules, once for identifiers that stand in it twice, once to take it over. So a
//! file of any size takes little memory, and nothing of it is taken over before it was read to its end.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use application::{Application, Returned, TAKEN_AT_ONCE, TakenOver};
use data_encoding::HEXLOWER;
use records::history::{AsItStood, Import, TEXT_KEPT_BYTES_MAX, Timeliness, Timely, timely};
use returns::cin::{Census, Options, Piece, ReadChild, Values, header};
use returns::{Passed, Report};
use sha2::{Digest as _, Sha256};

use super::{BLOCK, Pieces, Stopped, care, open, streamed, tables, working_days};
use crate::Outcome;
use crate::arguments::returns::{ImportCin, ImportRole};
use crate::assembly;
use crate::bar::bar;
use crate::print::say;

/// Takes over children, some hundreds in one transaction.
pub(super) async fn in_parts<C: Returned>(application: &Application, children: &[C]) -> Result<TakenOver> {
    let (taking, mut all, mut done) = (bar(children.len() as u64, "Taking over"), TakenOver::default(), 0);
    for some in children.chunks(TAKEN_AT_ONCE) {
        all.add(application.take_over(some).await?);
        done += some.len() as u64;
        taking.set_position(done);
    }
    taking.finish_and_clear();
    Ok(all)
}

/// What stands in files that have no place here: the first of them, and how many more.
pub(super) fn passed_over(passed: &[Passed]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let listed = passed.iter().take(FAULTS_SHOWN);
    lines.extend(listed.map(|one| format!("  {}:{}: {}", one.file, one.line, one.message)));
    if passed.len() > FAULTS_SHOWN {
        lines.push(format!("  and {} more", passed.len() - FAULTS_SHOWN));
    }
    lines
}

/// Faults that are listed; all of them are kept with the record.
const FAULTS_SHOWN: usize = 20;

/// Takes over what is asked.
pub async fn run(role: &ImportRole) -> Result<Outcome> {
    let record = match role {
        ImportRole::Cin(asked) => &asked.record,
        ImportRole::Ssda903(asked) => &asked.record,
        ImportRole::Ssd(asked) => &asked.record,
    };
    let application = assembly::begun(record).await?;
    let outcome = match role {
        ImportRole::Cin(asked) => take_over(asked, &application).await,
        ImportRole::Ssda903(asked) => care::import(asked, &application).await,
        ImportRole::Ssd(asked) => tables::import(asked, &application).await,
    };
    application.store().clone().close().await;
    outcome
}

/// What a file is, before anything of it is taken over.
struct Known {
    authority: String,
    digest: String,
    reference: jiff::civil::Date,
    year: i16,
    /// Identifiers that several children have.
    twice: HashSet<String>,
    children: u64,
}

async fn take_over(asked: &ImportCin, application: &Application) -> Result<Outcome> {
    let options = Options { year: asked.year, working_days: working_days()? };
    let mut report = match streamed(&mut open(&asked.file)?, &options) {
        Ok(report) => report,
        Err(Stopped::Read(error)) => {
            return Err(error).with_context(|| format!("{} cannot be read", asked.file.display()));
        }
        Err(Stopped::NotBegun(error)) => return Err(error.into()),
    };
    report.files = vec![asked.file.display().to_string()];
    if let Some(stopped) = &report.unreadable {
        bail!("{} is not whole, and nothing of it was taken over: {stopped}", asked.file.display());
    }
    let known = look(&asked.file, &options)?;
    let taking = bar(known.children, "Taking over");
    let mut taken = Taken::default();
    let mut waiting: Vec<Import> = Vec::new();
    let mut twins: BTreeMap<String, Import> = BTreeMap::new();
    let mut place = 0;
    let mut found = Vec::new();
    let mut file = open(&asked.file)?;
    let mut pieces = Reading::begin(&mut file, &options)?;
    while let Some(children) = pieces.next()? {
        for child in children {
            place += 1;
            let import = import(&known, child, place, &mut taken);
            match import.child.identifiers.la_child_id.clone().filter(|own| known.twice.contains(own)) {
                Some(own) => taken.twins(&mut twins, own, import),
                None => waiting.push(import),
            }
            if waiting.len() >= TAKEN_AT_ONCE {
                found.push(application.take_over(&waiting).await?);
                waiting.clear();
                taking.set_position(u64::from(place));
            }
        }
    }
    waiting.extend(twins.into_values());
    for some in waiting.chunks(TAKEN_AT_ONCE) {
        found.push(application.take_over(some).await?);
    }
    taking.finish_and_clear();
    let mut all = TakenOver::default();
    for one in found {
        all.add(one);
    }
    say(summary(&report, &known, all, &taken));
    let mut done = Timeliness::default();
    let rules = application.rules();
    application.each_history(|_, history| done.add(timely(&history, rules))).await?;
    say(timeliness(&done));
    Ok(Outcome::Done)
}

/// What was seen while taking over.
#[derive(Default)]
struct Taken {
    faults: Vec<String>,
    more_faults: u64,
    without_identifier: u64,
    same_identifier: u64,
}

impl Taken {
    fn fault(&mut self, line: String) {
        if self.faults.len() < FAULTS_SHOWN {
            self.faults.push(line);
        } else {
            self.more_faults += 1;
        }
    }

    /// Of several children with one identifier the first is taken over, and the others are kept beside as they stood: whose
    /// episodes are whose, nobody can say here.
    fn twins(&mut self, twins: &mut BTreeMap<String, Import>, own: String, import: Import) {
        match twins.get_mut(&own) {
            Some(first) => {
                self.same_identifier += 1;
                first.as_it_stood.extend(import.as_it_stood);
            }
            None => {
                twins.insert(own, import);
            }
        }
    }
}

fn import(known: &Known, read: ReadChild, place: u32, taken: &mut Taken) -> Import {
    let own = read.child.identifiers.la_child_id.clone();
    let called = own.clone().unwrap_or_else(|| format!("number {place} in the file"));
    let mut faults: Vec<String> = Vec::new();
    for fault in &read.faults {
        taken.fault(format!("line {}: child {called}: {}", fault.place.line, fault.message));
        faults.push(format!("line {}: {}: {}", fault.place.line, fault.path, fault.message));
    }
    let twin = own.as_ref().is_some_and(|own| known.twice.contains(own));
    if twin {
        faults.push(format!("line {}: several children have this identifier", read.place.line));
        taken.fault(format!(
            "line {}: child {called}: several children have this identifier",
            read.place.line
        ));
    }
    taken.without_identifier += u64::from(own.is_none());
    let as_it_stood = if faults.is_empty() { Vec::new() } else { vec![as_it_stood(faults, &read.text)] };
    Import {
        year: known.year,
        reference: known.reference,
        authority: known.authority.clone(),
        file: known.digest.clone(),
        place: own.is_none().then_some(place),
        child: read.child,
        as_it_stood,
    }
}

pub(super) fn as_it_stood(faults: Vec<String>, text: &str) -> AsItStood {
    let mut end = text.len().min(TEXT_KEPT_BYTES_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    AsItStood { faults, text: text[..end].to_owned(), left_out: (text.len() - end) as u64 }
}

/// Reads through a file for what must be known before.
fn look(path: &Path, options: &Options) -> Result<Known> {
    let mut file = open(path)?;
    let mut reading = Reading::begin(&mut file, options)?;
    let said = header(&reading.head);
    let (Some(authority), Some(reference)) = (said.authority, said.reference) else {
        bail!("the header must name the authority (LEA) and the reference date; nothing was taken over");
    };
    let year = options.year.map_or(said.year, |year| Some(year.ends())).unwrap_or_else(|| reference.year());
    let (mut once, mut twice, mut children) = (HashSet::new(), HashSet::new(), 0);
    while let Some(read) = reading.next()? {
        for child in read {
            children += 1;
            if let Some(own) = child.child.identifiers.la_child_id
                && !once.insert(own.clone())
            {
                twice.insert(own);
            }
        }
    }
    Ok(Known { authority, digest: digest(path)?, reference, year, twice, children })
}

fn digest(path: &Path) -> Result<String> {
    let (mut file, mut hasher, mut block) = (open(path)?, Sha256::new(), vec![0; BLOCK]);
    loop {
        let read = file.read(&mut block).with_context(|| format!("{} cannot be read", path.display()))?;
        if read == 0 {
            return Ok(HEXLOWER.encode(&hasher.finalize()));
        }
        hasher.update(&block[..read]);
    }
}

/// A file's children, piece by piece.
struct Reading<'f> {
    pieces: Pieces<'f>,
    census: Census,
    head: Piece,
}

impl<'f> Reading<'f> {
    fn begin(file: &'f mut File, options: &Options) -> Result<Self> {
        let mut pieces = Pieces::of(file);
        let head = pieces.next()?.filter(Piece::is_head).context("the file is empty")?;
        let (census, _) = Census::begin(&head, options)?;
        Ok(Self { pieces, census, head })
    }

    fn next(&mut self) -> Result<Option<Vec<ReadChild>>> {
        while let Some(piece) = self.pieces.next()? {
            if piece.is_middle() {
                return Ok(Some(Values::of(&self.census).children(&piece)));
            }
        }
        if let Some(broken) = self.pieces.broken.take() {
            bail!("the file changed while it was read: {broken}");
        }
        Ok(None)
    }
}

fn summary(report: &Report, known: &Known, all: TakenOver, taken: &Taken) -> String {
    let year = returns::Year::ending(known.year);
    let mut lines = vec![
        format!(
            "Census of {year}, authority {}: {} children. {} new, {} with more than before, {} as they were.",
            known.authority, known.children, all.new, all.added, all.unchanged
        ),
        "No name is in a census: children are shown by the authority's identifier.".to_owned(),
    ];
    let found = report.by_rule();
    if found.is_empty() {
        lines.push("No rule of the year found anything.".to_owned());
    } else {
        let times: u64 = found.values().map(|(_, times)| times).sum();
        let rules: Vec<String> = found.iter().map(|(code, (_, times))| format!("{code} ({times})")).collect();
        lines.push(format!("{times} findings of {} rules: {}", found.len(), rules.join(", ")));
    }
    if !taken.faults.is_empty() {
        lines.push("Not as the schema has it; kept with each child as it stood in the file:".to_owned());
        lines.extend(taken.faults.iter().map(|fault| format!("  {fault}")));
        if taken.more_faults > 0 {
            lines.push(format!("  and {} more", taken.more_faults));
        }
    }
    if taken.same_identifier > 0 {
        lines.push(format!(
            "{} with the identifier of another child, kept as text beside the first and not counted: whose \
             episodes are whose cannot be told.",
            taken.same_identifier
        ));
    }
    if taken.without_identifier > 0 {
        lines.push(format!(
            "{} without an identifier: a later file cannot find them again.",
            taken.without_identifier
        ));
    }
    lines.join("\n")
}

pub(super) fn timeliness(done: &Timeliness) -> String {
    let share = |timely: Timely| match timely.done() {
        0 => "none was done".to_owned(),
        all => {
            let percent = timely.in_time * 100 / all;
            format!("{} of {all} in time ({percent} %), {} not done yet", timely.in_time, timely.open)
        }
    };
    format!(
        "Assessments, from the referral: {}.\nInitial child protection conferences, from the beginning of enquiries: {}.",
        share(done.assessments),
        share(done.conferences)
    )
}
