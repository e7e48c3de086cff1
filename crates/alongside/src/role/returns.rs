//! Checks statutory returns and says by which rules.

mod build;
mod care;
pub mod import;
mod serve;
mod tables;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Read as _, Write as _};
use std::num::NonZero;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{channel, sync_channel};
use std::thread;

use anyhow::{Context as _, Result, bail};
use guidance::Guidance;
use returns::cin::{Census, Checked, Collected, NotBegun, Options, Piece, Splitter};
use returns::kind::{BEGINNING, Kind, recognise};
use returns::output::{Format, write};
use returns::report::Verdict;
use returns::{Report, Unreadable, WorkingDays, ssda903};

use crate::Outcome;
use crate::arguments::returns::{ReportFormat, ReturnKind, ReturnRole, Rules, Validate};
use crate::print::say;

/// Answers what is asked.
pub async fn run(role: &ReturnRole) -> Result<Outcome> {
    match role {
        ReturnRole::Validate(asked) => validated(asked),
        ReturnRole::Rules(asked) => listed(asked),
        ReturnRole::Build(asked) => build::run(asked).await,
        ReturnRole::Serve(asked) => serve::run(asked).await.map(|()| Outcome::Done),
    }
}

fn validated(asked: &Validate) -> Result<Outcome> {
    let report = match kind(asked)? {
        Kind::Cin => census(asked)?,
        Kind::Ssda903 => looked_after_files(asked)?,
    };
    let format = match asked.format {
        ReportFormat::Table => Format::Table,
        ReportFormat::Json => Format::Json,
        ReportFormat::Csv => Format::Csv,
        ReportFormat::Sarif => Format::Sarif,
        ReportFormat::Html => Format::Html,
    };
    if let Some(path) = &asked.to {
        let file = File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
        let mut out = BufWriter::new(file);
        write(&report, format, &mut out)
            .and_then(|()| out.flush())
            .with_context(|| format!("{} cannot be written", path.display()))?;
    } else {
        // Nobody being there to read it is no reason to stop.
        let mut out = BufWriter::new(io::stdout().lock());
        let _ = write(&report, format, &mut out).and_then(|()| out.flush());
    }
    Ok(match report.verdict() {
        Verdict::Clean => Outcome::Done,
        Verdict::Findings => Outcome::Wrong,
        Verdict::Unreadable => Outcome::NotDone,
    })
}

fn open(path: &Path) -> Result<File> {
    File::open(path).with_context(|| format!("{} cannot be opened", path.display()))
}

fn kind(asked: &Validate) -> Result<Kind> {
    if let Some(kind) = asked.kind {
        return Ok(match kind {
            ReturnKind::Cin => Kind::Cin,
            ReturnKind::Ssda903 => Kind::Ssda903,
        });
    }
    let Some(first) = asked.files.first() else { bail!("no file is given") };
    let mut beginning = Vec::new();
    let read = open(first)?.take(BEGINNING as u64).read_to_end(&mut beginning);
    read.with_context(|| format!("{} cannot be read", first.display()))?;
    // What is neither is read as a census, whose reader says what it is instead.
    Ok(recognise(&beginning).unwrap_or(Kind::Cin))
}

fn working_days() -> Result<WorkingDays> {
    let guidance = Guidance::embedded().context("the guidance that is built in cannot be read")?;
    let calendar = guidance.calendar();
    let holidays = calendar.holidays().map(|holiday| holiday.date).collect();
    Ok(WorkingDays::new(holidays, calendar.known_from(), calendar.known_until()))
}

fn unreadable(kind: &'static str, stopped: Unreadable) -> Report {
    Report { kind, unreadable: Some(stopped), ..Report::default() }
}

fn names(paths: &[std::path::PathBuf]) -> Vec<String> {
    paths.iter().map(|path| path.display().to_string()).collect()
}

/// How much of a file is read at once.
const BLOCK: usize = 256 * 1024;
/// How many pieces wait for each thread: enough that none is idle, and few enough that memory stays small.
const WAITING: usize = 2;

fn census(asked: &Validate) -> Result<Report> {
    let [path] = asked.files.as_slice() else {
        bail!("a census is one file; {} are given", asked.files.len());
    };
    let options = Options { year: asked.year, working_days: working_days()? };
    let mut file = open(path)?;
    let mut report = match streamed(&mut file, &options) {
        Ok(report) => report,
        Err(Stopped::Read(error)) => {
            return Err(error).with_context(|| format!("{} cannot be read", path.display()));
        }
        Err(Stopped::NotBegun(NotBegun::Flaw(flaw))) => return Err(flaw.into()),
        Err(Stopped::NotBegun(NotBegun::Unreadable(stopped))) => unreadable("cin", stopped),
    };
    report.files = names(&asked.files);
    Ok(report)
}

/// Why a file was not read.
enum Stopped {
    Read(io::Error),
    NotBegun(NotBegun),
}

/// A file's pieces as they are read.
struct Pieces<'f> {
    file: &'f mut dyn io::Read,
    splitter: Splitter,
    block: Vec<u8>,
    ready: std::collections::VecDeque<Piece>,
    ended: bool,
    broken: Option<Unreadable>,
}

impl<'f> Pieces<'f> {
    fn of(file: &'f mut dyn io::Read) -> Self {
        Self {
            file,
            splitter: Splitter::new(),
            block: vec![0; BLOCK],
            ready: std::collections::VecDeque::new(),
            ended: false,
            broken: None,
        }
    }

    fn next(&mut self) -> io::Result<Option<Piece>> {
        let mut cut = Vec::new();
        while self.ready.is_empty() && !self.ended {
            let read = self.file.read(&mut self.block)?;
            let result = if read == 0 {
                self.ended = true;
                self.splitter.finish(&mut cut)
            } else {
                self.splitter.push(&self.block[..read], &mut cut)
            };
            if let Err(broken) = result {
                self.broken = Some(broken);
                self.ended = true;
            }
            self.ready.extend(cut.drain(..));
        }
        Ok(self.ready.pop_front())
    }
}

/// Reads a file, has its pieces checked beside each other, and puts what was found in the order of the file.
fn streamed(file: &mut dyn io::Read, options: &Options) -> Result<Report, Stopped> {
    let mut pieces = Pieces::of(file);
    let head = pieces.next().map_err(Stopped::Read)?;
    let Some(head) = head.filter(Piece::is_head) else {
        let broken = pieces.broken.unwrap_or_else(Unreadable::nothing);
        return Err(Stopped::NotBegun(NotBegun::Unreadable(broken)));
    };
    let begun = Census::begin(&head, options);
    let (census, mut collected) = match (begun, pieces.broken.clone()) {
        (Err(NotBegun::Unreadable(_)), Some(broken)) => {
            return Err(Stopped::NotBegun(NotBegun::Unreadable(broken)));
        }
        (begun, _) => begun.map_err(Stopped::NotBegun)?,
    };
    let tail = among_threads(&census, &mut collected, &mut pieces).map_err(Stopped::Read)?;
    Ok(census.finish(collected, tail.as_ref(), pieces.broken))
}

fn among_threads(
    census: &Census,
    collected: &mut Collected,
    pieces: &mut Pieces<'_>,
) -> io::Result<Option<Piece>> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let (send, receive) = sync_channel::<(u64, Piece)>(threads * WAITING);
    let (found, results) = channel::<(u64, Checked)>();
    let receive = Mutex::new(receive);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (receive, found) = (&receive, found.clone());
            scope.spawn(move || {
                loop {
                    let next = receive.lock().map(|receive| receive.recv());
                    let Ok(Ok((number, piece))) = next else { return };
                    if found.send((number, census.check(&piece))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(found);
        let (mut handed, mut taken, mut early) = (0_u64, 0_u64, BTreeMap::new());
        let mut in_order = |(number, checked), collected: &mut Collected| {
            early.insert(number, checked);
            while let Some(checked) = early.remove(&taken) {
                collected.take(checked);
                taken += 1;
            }
        };
        let mut tail = None;
        while let Some(piece) = pieces.next()? {
            if collected.is_unreadable() {
                break;
            }
            if !piece.is_middle() {
                tail = Some(piece);
                continue;
            }
            if send.send((handed, piece)).is_err() {
                break;
            }
            handed += 1;
            while let Ok(result) = results.try_recv() {
                in_order(result, collected);
            }
        }
        drop(send);
        while let Ok(result) = results.recv() {
            in_order(result, collected);
        }
        Ok(tail)
    })
}

fn whole(path: &Path) -> Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    open(path)?
        .take(ssda903::FILE_BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    Ok((path.display().to_string(), bytes))
}

fn looked_after_files(asked: &Validate) -> Result<Report> {
    let read =
        |paths: &[std::path::PathBuf]| paths.iter().map(|path| whole(path)).collect::<Result<Vec<_>>>();
    let list = |path: Option<&Path>| path.map(whole).transpose();
    looked_after(&ssda903::Given {
        files: read(&asked.files)?,
        last: read(&asked.last)?,
        year: asked.year,
        postcodes: list(asked.postcodes.as_deref())?,
        providers: list(asked.providers.as_deref())?,
    })
}

fn looked_after(given: &ssda903::Given) -> Result<Report> {
    match ssda903::validate(given) {
        Ok(report) => Ok(report),
        Err(ssda903::NotBegun::Flaw(flaw)) => Err(flaw.into()),
        Err(ssda903::NotBegun::Unreadable(name, stopped)) => {
            let mut report = unreadable("ssda903", stopped);
            report.files = vec![name];
            Ok(report)
        }
    }
}

fn listed(asked: &Rules) -> Result<Outcome> {
    let kind = match asked.kind {
        ReturnKind::Cin => Kind::Cin,
        ReturnKind::Ssda903 => Kind::Ssda903,
    };
    let listing = returns::catalogue::Listing { kind, year: asked.year, codes: asked.codes.clone() };
    let answer = match &asked.diff {
        Some(years) => returns::catalogue::difference(kind, years[0], years[1])?,
        None if asked.json => listing.json()?,
        None => listing.text()?,
    };
    say(answer);
    Ok(Outcome::Done)
}
