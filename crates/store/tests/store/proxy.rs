//! What stands between a program and a server of PostgreSQL, and cuts: at a certain message, or altogether.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::unix;
use tokio::net::{TcpListener, UnixStream};
use tokio::sync::watch;

/// Where a message is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// Before it reaches the server.
    OnTheWay,
    /// The server has it, and its answer is lost.
    OnTheWayBack,
}

/// A proxy. It ends with the process.
pub struct Proxy {
    port: u16,
    state: Arc<State>,
}

struct State {
    socket: PathBuf,
    /// Messages of the program since they are counted.
    messages: AtomicU64,
    cut: Mutex<Option<(u64, Lost)>>,
    /// Whether the network is there.
    network: watch::Sender<bool>,
}

impl Proxy {
    /// A proxy before the server whose socket is in this folder.
    pub fn before(folder: &Path) -> Self {
        let state = Arc::new(State {
            socket: folder.join(".s.PGSQL.5432"),
            messages: AtomicU64::new(0),
            cut: Mutex::new(None),
            network: watch::channel(true).0,
        });
        let listening = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listening.set_nonblocking(true).unwrap();
        let port = listening.local_addr().unwrap().port();
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async { serve(TcpListener::from_std(listening).unwrap(), shared).await });
        });
        Self { port, state }
    }

    /// The address of a database through it.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://alongside@127.0.0.1:{}/{database}", self.port)
    }

    /// Counts messages from here on, and loses the N-th, with the connection that it was sent by.
    pub fn lose(&self, number: u64, lost: Lost) {
        *self.state.cut.lock().unwrap() = Some((number, lost));
        self.state.messages.store(0, Ordering::SeqCst);
    }

    /// How many messages there were since; loses none any more.
    pub fn counted(&self) -> u64 {
        *self.state.cut.lock().unwrap() = None;
        self.state.messages.load(Ordering::SeqCst)
    }

    /// Cuts every connection, and lets none through until the network is back.
    pub fn cut(&self) {
        self.state.network.send_replace(false);
    }

    /// The network is back.
    pub fn mend(&self) {
        self.state.network.send_replace(true);
    }
}

impl State {
    /// Whether this message is lost, and where.
    fn next(&self) -> Option<Lost> {
        let number = self.messages.fetch_add(1, Ordering::SeqCst) + 1;
        self.cut.lock().unwrap().filter(|(at, _)| *at == number).map(|(_, lost)| lost)
    }
}

async fn serve(listening: TcpListener, state: Arc<State>) {
    while let Ok((program, _)) = listening.accept().await {
        let state = Arc::clone(&state);
        tokio::spawn(async move {
            let mut network = state.network.subscribe();
            if !*network.borrow_and_update() {
                return;
            }
            let Ok(server) = UnixStream::connect(&state.socket).await else { return };
            let (from_program, to_program) = program.into_split();
            let (from_server, to_server) = server.into_split();
            let muted = AtomicBool::new(false);
            // Whichever ends first ends the connection on both sides.
            tokio::select! {
                _ = ask(from_program, to_server, &state, &muted) => {}
                _ = answer(from_server, to_program, &muted) => {}
                _ = network.changed() => {}
            }
        });
    }
}

/// Passes on what the program asks, message by message, until one is lost on its way.
async fn ask(
    mut program: OwnedReadHalf,
    mut server: unix::OwnedWriteHalf,
    state: &State,
    muted: &AtomicBool,
) -> std::io::Result<()> {
    // The first message of a connection has no letter before its length.
    let mut letters = 0;
    let mut message = Vec::new();
    loop {
        message.resize(letters + 4, 0);
        if program.read_exact(&mut message).await.is_err() {
            break;
        }
        let length = u32::from_be_bytes(message[letters..].try_into().unwrap()) as usize;
        message.resize(letters + length, 0);
        program.read_exact(&mut message[letters + 4..]).await?;
        letters = 1;
        let lost = state.next();
        if lost == Some(Lost::OnTheWay) {
            return Ok(());
        }
        muted.fetch_or(lost.is_some(), Ordering::SeqCst);
        server.write_all(&message).await?;
        if lost.is_some() {
            break;
        }
    }
    // The server does what it was asked, and hangs up when it is done.
    server.shutdown().await?;
    std::future::pending().await
}

/// Passes on what the server answers, until it hangs up.
async fn answer(
    mut server: unix::OwnedReadHalf,
    mut program: OwnedWriteHalf,
    muted: &AtomicBool,
) -> std::io::Result<()> {
    let mut bytes = vec![0; 64 * 1024];
    loop {
        let length = server.read(&mut bytes).await?;
        if length == 0 {
            return Ok(());
        }
        if !muted.load(Ordering::SeqCst) {
            program.write_all(&bytes[..length]).await?;
        }
    }
}
