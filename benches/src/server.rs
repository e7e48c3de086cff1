//! The released executable, started as anybody would start it.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::Arguments;

/// The partnership's name in the benchmark's database.
pub const PARTNERSHIP: &str = "wendale";
/// How long a start may take before the benchmark gives up.
const START_MAX: Duration = Duration::from_secs(30);

/// The time, for measuring only.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub fn instant() -> Instant {
    Instant::now()
}

/// The database of this size, made if it is not there.
pub fn made(arguments: &Arguments) -> Result<PathBuf> {
    std::fs::create_dir_all(&arguments.folder)?;
    let path = arguments.folder.join(format!("children-{}.db", arguments.children));
    if path.exists() {
        return Ok(path);
    }
    let begun = instant();
    let status = Command::new(&arguments.executable)
        .args([
            "synth",
            "--children",
            &arguments.children.to_string(),
            "--seed",
            "1",
            "--partnership",
            PARTNERSHIP,
        ])
        .args(["--database", &format!("sqlite:{}", path.display())])
        .status()
        .with_context(|| format!("{} cannot be run: build it first", arguments.executable.display()))?;
    if !status.success() {
        bail!("synth did not finish: {status}");
    }
    report_made(arguments.children, begun.elapsed());
    Ok(path)
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn report_made(children: usize, took: Duration) {
    println!("made {children} children in {:.1} s", took.as_secs_f64());
}

/// A running server.
pub struct Server {
    /// Where it answers: `http://127.0.0.1:PORT`.
    pub address: String,
    /// From the start of the process to the first healthy answer.
    pub started_in: Duration,
    process: Child,
}

impl Server {
    /// Starts it and waits until it is healthy.
    pub async fn start(executable: &Path, database: &Path) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let listen = format!("127.0.0.1:{port}");
        let begun = instant();
        let process = Command::new(executable)
            .args(["serve", "--listen", &listen, "--partnership", PARTNERSHIP, "--protocol", "wendale"])
            .args(["--database", &format!("sqlite:{}", database.display()), "--without-https"])
            .stdout(Stdio::null())
            .spawn()?;
        let address = format!("http://{listen}");
        let mut server = Self { address, started_in: Duration::ZERO, process };
        let client = reqwest::Client::new();
        while begun.elapsed() < START_MAX {
            let answer = client.get(format!("{}/healthz", server.address)).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                server.started_in = begun.elapsed();
                return Ok(server);
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        bail!("the server was not healthy within {START_MAX:?}")
    }

    /// Resident memory of the process now, in kilobytes, as the kernel counts it.
    pub fn resident_kilobytes(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("no VmRSS line")?;
        let number = line.split_whitespace().nth(1).context("no number")?;
        Ok(number.parse()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A process that has ended already needs nothing more.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
