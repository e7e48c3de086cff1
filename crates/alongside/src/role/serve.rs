//! Serves a partnership's record until told to stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use application::{Application, PARTNERSHIP_STREAM};
use records::partnership::{PublishProtocol, PublishedProtocol};
use tokio::net::TcpListener;
use tokio::sync::watch;
use web::{Settings, Site};

use crate::arguments::Serve;
use crate::assembly;
use crate::identity_file;
use crate::operations;
use crate::print::say;
use crate::signals::Signals;
use crate::worker;

/// How long requests that are under way may still take once the service is told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves.
pub async fn run(serve: Serve) -> Result<()> {
    let application = assembly::begun(&serve.record).await?;
    bring_up_to_date(&application, serve.publish_protocol).await?;
    if serve.without_https && !serve.listen.ip().is_loopback() {
        tracing::warn!("plain HTTP beyond this machine: whoever listens on the way reads everything");
    }
    if !serve.without_https && serve.listen.ip().is_loopback() && serve.trusted_proxies.is_empty() {
        tracing::warn!(
            "no proxy is trusted: behind one, wrong codes cannot be counted by where they come from; name it with \
             --trusted-proxy"
        );
    }
    let identity = serve.identity.as_deref().map(identity_file::provider).transpose()?;
    let settings = Settings {
        secure: !serve.without_https,
        demonstration: None,
        identity: identity.map(|provider| Arc::new(provider) as _),
        without_passwords: serve.without_passwords,
        trusted_proxies: serve.trusted_proxies,
    };
    let site = site(&application, settings)?;
    let listening = bind(serve.listen).await?;
    let signals = Signals::heard()?;
    say(format_args!("Serving `{}` on http://{}", serve.record.partnership, listening.local_addr()?));
    until_stopped(application, site, listening, serve.operations, signals).await
}

/// Makes sure that the protocol in force is the one at hand, and makes the lists again where the rules behind them
/// changed. A protocol is put in force only when asked for: a forgotten argument must not change the rules.
pub async fn bring_up_to_date(application: &Application, publish: bool) -> Result<()> {
    let protocol = application.rules().protocol();
    let (id, version) = (protocol.id(), protocol.version());
    let state = application.partnership_state().await?;
    let same = |published: &&PublishedProtocol| published.protocol == id && published.version == version;
    let mut published = state.state.protocols.iter().filter(same);
    if published.any(|published| published.digest != protocol.digest()) {
        bail!(
            "the protocol `{id}` version {version} was published with other words; give changed ones a new version"
        );
    }
    match state.state.protocols.last() {
        Some(last) if same(&last) => {}
        Some(last) if !publish => bail!(
            "the protocol in force is `{}` version {}, not `{id}` version {version}; give that one with --protocol, or \
             put this one in force with --publish-protocol",
            last.protocol,
            last.version
        ),
        _ => {
            let published = PublishedProtocol {
                protocol: id.to_owned(),
                version: version.to_owned(),
                digest: protocol.digest().to_owned(),
                from: application.today(),
            };
            application.execute_by_itself(PARTNERSHIP_STREAM.id, &PublishProtocol(published)).await?;
            tracing::info!(protocol = id, version, "the protocol is in force");
        }
    }
    if application.finish_destroying().await? > 0 {
        tracing::info!("finished destroying a record");
    }
    let digest = application.rules().digest();
    let in_use = application.store().digest_in_use(application.partnership()).await?;
    if in_use.as_deref() != Some(digest.as_str()) {
        if in_use.is_some() {
            let made = application.rebuild(|_| ()).await?;
            tracing::info!(streams = made, "the rules changed; made the lists again");
        }
        application.store().set_digest_in_use(application.partnership(), &digest).await?;
    }
    Ok(())
}

/// The pages over a record.
pub fn site(application: &Application, settings: Settings) -> Result<Site> {
    Site::new(application.clone(), press::pdf, settings).context("the pages' words do not read")
}

/// Takes the address, or says what to do.
pub async fn bind(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("{address} cannot be listened on; stop what uses it, or choose another with --listen")
    })
}

/// Serves until a signal comes, then finishes what is under way.
pub async fn until_stopped(
    application: Application,
    site: Site,
    listening: TcpListener,
    operations: Option<SocketAddr>,
    mut signals: Signals,
) -> Result<()> {
    let (stop, mut stopped) = watch::channel(false);
    let operating = match operations {
        None => None,
        Some(address) => {
            let (address, serving) =
                operations::serve(address, application.clone(), stop.subscribe()).await?;
            say(format_args!("Operations on http://{address}: /livez, /readyz, /metrics"));
            Some(tokio::spawn(serving))
        }
    };
    let working = tokio::spawn(worker::work(application.clone(), stop.subscribe()));
    // Wrong codes are counted by the address they come from.
    let mut pages = web::router(site);
    if operating.is_some() {
        pages = pages.layer(axum::middleware::from_fn(operations::counted));
    }
    let pages = pages.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listening, pages).with_graceful_shutdown(async move {
        let _ = stopped.changed().await;
    });
    let mut serving = tokio::spawn(serving.into_future());
    tokio::select! {
        served = &mut serving => {
            served.context("serving stopped by itself")??;
        }
        () = signals.stop() => {
            tracing::info!("stopping; requests under way are finished");
            let _ = stop.send(true);
            if tokio::time::timeout(GRACE, serving).await.is_err() {
                tracing::warn!("some requests took too long and were dropped");
            }
        }
    }
    let _ = stop.send(true);
    working.await.context("the work beside the pages stopped")?;
    if let Some(operating) = operating {
        operating.abort();
    }
    application.store().clone().close().await;
    Ok(())
}
