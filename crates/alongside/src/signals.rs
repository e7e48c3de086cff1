//! Being asked to stop.

use std::io;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Listens for a request to stop. It is made before anybody is told that the service is ready, so that from then on a
/// request to stop ends it well.
pub struct Signals {
    #[cfg(unix)]
    interrupt: Signal,
    #[cfg(unix)]
    terminate: Signal,
}

impl Signals {
    /// Begins to listen.
    #[cfg(unix)]
    pub fn heard() -> io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Ready once somebody pressed Ctrl-C or the system asked to end.
    #[cfg(unix)]
    pub async fn stop(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }

    /// Begins to listen.
    #[cfg(not(unix))]
    pub fn heard() -> io::Result<Self> {
        Ok(Self {})
    }

    /// Ready once somebody pressed Ctrl-C.
    #[cfg(not(unix))]
    pub async fn stop(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
