//! Measures how long checking a children in need census or an SSDA903 takes, as a whole process, and how much memory it needs.
//!
//! `cargo run --release -p benches --bin returns -- --alongside target/release/alongside` writes censuses of more and more
//! children with faults from a seed into a folder, has each checked, and prints wall time, the processors' time, the most
//! memory that was resident, and how throughput of the largest compares with that of the smallest. Then the same of an SSDA903
//! with every file and last year's, so that all rules are asked.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::Parser;

/// What is measured.
#[derive(Debug, Parser)]
struct Arguments {
    /// The executable.
    #[arg(long, default_value = "target/release/alongside")]
    alongside: PathBuf,
    /// How many children, from few to many.
    #[arg(long, value_delimiter = ',', default_value = "1000,20000,1000000")]
    children: Vec<u64>,
    /// How many children the SSDA903 has.
    #[arg(long, default_value_t = 4_000)]
    looked_after: u64,
    /// Where chance begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Of a hundred children, how many have a fault.
    #[arg(long, default_value_t = 5)]
    faulty: u64,
    /// How often each is measured; the median is printed.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Where the files are written.
    #[arg(long)]
    folder: PathBuf,
}

/// A generator of numbers that anybody can run again (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }
}

/// Writes one child: two thirds with a plan or an enquiry, about a kilobyte each.
fn child(out: &mut impl Write, number: u64, chance: &mut Chance, faulty: u64) -> std::io::Result<()> {
    let fault = if chance.below(100) < faulty { chance.below(5) + 1 } else { 0 };
    let month = chance.below(8) + 4;
    let need = if fault == 1 { "N99" } else { "N2" };
    let disability = if fault == 2 { "" } else { "<Disability>LD</Disability><Disability>AUT</Disability>" };
    let started =
        if fault == 3 { format!("2025-{:02}-01", month - 1) } else { format!("2025-{month:02}-03") };
    let factor = if fault == 4 { "<AssessmentFactors>21</AssessmentFactors>" } else { "" };
    let born = 2010 + chance.below(12);
    write!(
        out,
        "<Child>\n  <ChildIdentifiers>\n    <LAchildID>W{number:09}</LAchildID>\n    <UPNunknown>UN3</UPNunknown>\n    \
         <PersonBirthDate>{born}-05-10</PersonBirthDate>\n    <Sex>F</Sex>\n  </ChildIdentifiers>\n  \
         <ChildCharacteristics>\n    <Ethnicity>WBRI</Ethnicity>\n    <Disabilities>{disability}</Disabilities>\n  \
         </ChildCharacteristics>\n  <CINdetails>\n    <CINreferralDate>2025-{month:02}-01</CINreferralDate>\n    \
         <ReferralSource>1A</ReferralSource>\n    <PrimaryNeedCode>{need}</PrimaryNeedCode>\n    <Assessments>\n      \
         <AssessmentActualStartDate>{started}</AssessmentActualStartDate>\n      \
         <AssessmentAuthorisationDate>2025-{month:02}-27</AssessmentAuthorisationDate>\n      \
         <FactorsIdentifiedAtAssessment>\n        <AssessmentFactors>5A</AssessmentFactors>\n        {factor}\n      \
         </FactorsIdentifiedAtAssessment>\n    </Assessments>\n"
    )?;
    let kind = chance.below(3);
    if kind == 1 {
        write!(
            out,
            "    <CINPlanDates>\n      <CINPlanStartDate>2025-{month:02}-28</CINPlanStartDate>\n    </CINPlanDates>\n"
        )?;
    }
    if kind == 2 {
        write!(
            out,
            "    <Section47>\n      <S47ActualStartDate>2025-{month:02}-05</S47ActualStartDate>\n      \
             <DateOfInitialCPC>2025-12-15</DateOfInitialCPC>\n      <ICPCnotRequired>0</ICPCnotRequired>\n    </Section47>\n"
        )?;
    }
    let flag = if fault == 5 { "" } else { "    <ReferralNFA>0</ReferralNFA>\n" };
    write!(out, "{flag}")?;
    if kind == 2 {
        write!(
            out,
            "    <ChildProtectionPlans>\n      <CPPstartDate>2025-12-15</CPPstartDate>\n      \
             <InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>\n      \
             <LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>\n      \
             <NumberOfPreviousCPP>0</NumberOfPreviousCPP>\n    </ChildProtectionPlans>\n"
        )?;
    }
    write!(out, "  </CINdetails>\n</Child>\n")
}

fn census(path: &Path, children: u64, seed: u64, faulty: u64) -> Result<u64> {
    let mut out = BufWriter::new(File::create(path).with_context(|| path.display().to_string())?);
    write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Message>\n<Header><CollectionDetails><Collection>CIN</Collection>\
         <Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>\n<Children>\n"
    )?;
    let mut chance = Chance(seed);
    for number in 0..children {
        child(&mut out, number, &mut chance, faulty)?;
    }
    write!(out, "</Children>\n</Message>\n")?;
    out.flush()?;
    Ok(std::fs::metadata(path)?.len())
}

/// Writes the files of an SSDA903, each with the rows of the example for every child; last year's are the same.
fn looked_after(folder: &Path, children: u64) -> Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    const EXAMPLE: &str = "CHILD";
    let given = returns::ssda903::example::files(returns::Year::ending(2026), &[""; 0])?;
    let mut written = (Vec::new(), Vec::new());
    for (name, bytes) in &given.files {
        let text = String::from_utf8_lossy(bytes);
        let (columns, rows) =
            text.split_once('\n').with_context(|| format!("{name} has no line of columns"))?;
        let place = columns.split(',').position(|column| column == EXAMPLE);
        let place = place.with_context(|| format!("{name} has no column {EXAMPLE}"))?;
        for (prefix, into) in [("", &mut written.0), ("last-", &mut written.1)] {
            let path = folder.join(format!("{prefix}{name}"));
            let mut out = BufWriter::new(File::create(&path).with_context(|| path.display().to_string())?);
            writeln!(out, "{columns}")?;
            for number in 0..children {
                for row in rows.lines() {
                    let own = format!("L{number:07}");
                    let cells = row.split(',').enumerate();
                    let cells = cells.map(|(at, cell)| if at == place { own.as_str() } else { cell });
                    writeln!(out, "{}", cells.collect::<Vec<_>>().join(","))?;
                }
            }
            out.flush()?;
            into.push(path);
        }
    }
    Ok(written)
}

/// What a process took.
struct Took {
    wall: Duration,
    resident: u64,
}

fn validated(executable: &Path, files: &[PathBuf], last: &[PathBuf]) -> Result<Took> {
    let begun = instant();
    let mut process = Command::new(executable)
        .args(["return", "validate", "--format", "json"])
        .args(files)
        .args(last.iter().take(1).map(|_| "--last"))
        .args(last)
        .stdout(Stdio::null())
        .spawn()
        .with_context(|| executable.display().to_string())?;
    let status = PathBuf::from(format!("/proc/{}/status", process.id()));
    let mut resident = 0;
    let ended = loop {
        if let Some(ended) = process.try_wait()? {
            break ended;
        }
        let most = std::fs::read_to_string(&status).ok().and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        });
        resident = resident.max(most.unwrap_or_default());
        std::thread::sleep(Duration::from_millis(1));
    };
    let wall = begun.elapsed();
    ensure!(ended.code() == Some(1), "the return was not checked: {ended}");
    Ok(Took { wall, resident })
}

#[expect(clippy::disallowed_methods, reason = "measuring is what this program is for")]
fn instant() -> Instant {
    Instant::now()
}

#[expect(clippy::print_stdout, reason = "the answer of a program")]
#[expect(clippy::cast_precision_loss, reason = "of figures for reading")]
fn main() -> Result<()> {
    let arguments = Arguments::parse();
    std::fs::create_dir_all(&arguments.folder)?;
    let mut rates = Vec::new();
    println!("children  megabytes  seconds (median)  children a second  resident megabytes");
    for children in &arguments.children {
        let path = arguments.folder.join(format!("census-{children}.xml"));
        let bytes = census(&path, *children, arguments.seed, arguments.faulty)?;
        let mut rounds = (0..arguments.rounds.max(1))
            .map(|_| validated(&arguments.alongside, std::slice::from_ref(&path), &[]))
            .collect::<Result<Vec<_>>>()?;
        std::fs::remove_file(&path)?;
        rounds.sort_by_key(|took| took.wall);
        let resident = rounds.iter().map(|took| took.resident).max().unwrap_or_default();
        let seconds = rounds[rounds.len() / 2].wall.as_secs_f64();
        let rate = *children as f64 / seconds;
        println!(
            "{children:8}  {:9.1}  {seconds:16.3}  {rate:17.0}  {:18.1}",
            bytes as f64 / 1e6,
            resident as f64 / 1e3
        );
        rates.push(rate);
    }
    if let (Some(first), Some(last)) = (rates.first(), rates.last()) {
        println!("throughput of the largest is {:.2} of that of the smallest", last / first);
    }
    let (files, last) = looked_after(&arguments.folder, arguments.looked_after)?;
    let mut rounds = (0..arguments.rounds.max(1))
        .map(|_| validated(&arguments.alongside, &files, &last))
        .collect::<Result<Vec<_>>>()?;
    rounds.sort_by_key(|took| took.wall);
    let seconds = rounds[rounds.len() / 2].wall.as_secs_f64();
    println!(
        "SSDA903 of {} children, with last year's: {seconds:.3} seconds (median)",
        arguments.looked_after
    );
    for path in files.iter().chain(&last) {
        std::fs::remove_file(path)?;
    }
    Ok(())
}
