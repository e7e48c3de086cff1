//! Puts an application together from what the command line names.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use application::{Application, Parts};
use guidance::{Guidance, Protocol, Rules, Source};
use kernel::{Partnership, Randomness};
use store::{DatabaseUrl, FilesUrl, OpenOptions, Store};

use crate::arguments::{Existing, Record, RulesFrom};
use crate::outside::{SystemClock, SystemRandomness};

/// The deepest folder inside a guidance folder that is read; ours has two.
const FOLDERS_MAX: usize = 8;

/// Everything about a record that has begun.
pub async fn begun(record: &Record) -> Result<Application> {
    must_exist(&record.database).await?;
    let application = application(record)?;
    if application.partnership_state().await?.version == 0 {
        bail!(
            "no partnership called `{}` has begun in this database; make it with `alongside begin`",
            record.partnership
        );
    }
    Ok(application)
}

/// Everything about a record, which may be one that is still to begin: its store, its rules, its forms, its policies.
pub fn application(record: &Record) -> Result<Application> {
    let mut options = options();
    options.keys.clone_from(&record.keys);
    options.signing_key.clone_from(&record.signing_key);
    options.checkpoints.clone_from(&record.checkpoints);
    options.files = with_settings(record.attachments.as_ref());
    options.replica.clone_from(&record.read_from);
    if let Some(folder) = &record.checkpoints {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("the folder {} for checkpoints cannot be made", folder.display()))?;
    }
    let rules = rules(&record.rules)?;
    let store = open(&record.database, options)?;
    assemble(store, record.partnership.clone(), rules)
}

/// An application over a store that is open.
pub fn assemble(store: Store, partnership: Partnership, rules: Rules) -> Result<Application> {
    let forms = forms::Library::embedded().context("the forms that are built in do not read")?;
    let policy = access::Policy::embedded().context("the policies that are built in do not read")?;
    Ok(Application::new(Parts {
        store,
        partnership,
        rules: Arc::new(rules),
        forms: Arc::new(forms),
        policy: Arc::new(policy),
        clock: Arc::new(SystemClock),
        randomness: randomness(),
    }))
}

/// The operating system's randomness.
pub fn randomness() -> Arc<dyn Randomness> {
    Arc::new(SystemRandomness)
}

/// How stores are opened here.
pub fn options() -> OpenOptions {
    OpenOptions::new(randomness())
}

/// Opens a database that must be there.
pub async fn open_existing(existing: &Existing) -> Result<Store> {
    open_with_files(&existing.database, existing.keys.as_ref(), None).await
}

/// Opens a database that must be there, whose keys and files are kept at these places.
pub async fn open_with_files(
    url: &DatabaseUrl,
    keys: Option<&DatabaseUrl>,
    files: Option<&FilesUrl>,
) -> Result<Store> {
    must_exist(url).await?;
    let mut options = options();
    options.keys = keys.cloned();
    options.files = with_settings(files);
    open(url, options)
}

/// A place for files, with what the surroundings say of it: the credentials of a bucket stand in no argument, which anybody
/// on the machine can read.
fn with_settings(files: Option<&FilesUrl>) -> Option<FilesUrl> {
    let settings = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    files.map(|files| files.clone().with_settings(settings))
}

/// Opens a database, and says so where what is kept there goes over a network in clear.
pub fn open(url: &DatabaseUrl, options: OpenOptions) -> Result<Store> {
    let keys = options.keys.clone().unwrap_or_else(|| url.keys_url());
    for url in [url, &keys].into_iter().filter(|url| url.goes_in_clear()) {
        tracing::warn!("nothing here encrypts the way to {url}: use it only through a network that does");
    }
    Ok(Store::open(url, options)?)
}

/// Opening makes a database that is missing, which is right only where a record begins.
async fn must_exist(url: &DatabaseUrl) -> Result<()> {
    let exists = {
        let url = url.clone();
        tokio::task::spawn_blocking(move || Store::exists(&url)).await??
    };
    if exists {
        return Ok(());
    }
    match url {
        DatabaseUrl::Sqlite(path) => bail!(
            "there is no database at {}; check the path, or make one with `alongside begin`",
            path.display()
        ),
        server => {
            bail!("there is no record in {server}; check its name, or make one with `alongside begin`")
        }
    }
}

/// The partnerships to look at: the one named, or all in the database.
pub async fn partnerships(store: &Store, named: Option<&Partnership>) -> Result<Vec<Partnership>> {
    let known = store.partnerships().await?;
    match named {
        None if known.is_empty() => bail!("no partnership has begun in this database"),
        None => Ok(known),
        Some(name) if known.contains(name) => Ok(vec![name.clone()]),
        Some(name) => bail!("no partnership called `{name}` is in this database; {}", listed(&known)),
    }
}

fn listed(known: &[Partnership]) -> String {
    if known.is_empty() {
        return "it has none".to_owned();
    }
    let names: Vec<&str> = known.iter().map(Partnership::as_str).collect();
    format!("it has: {}", names.join(", "))
}

/// The guidance and the protocol.
pub fn rules(from: &RulesFrom) -> Result<Rules> {
    let guidance = match &from.guidance {
        None => Guidance::embedded().context("the guidance that is built in does not read")?,
        Some(folder) => {
            let mut sources = Vec::new();
            gather(folder, "guidance", FOLDERS_MAX, &mut sources)?;
            Guidance::from_sources(&sources)
                .with_context(|| format!("the guidance in {} does not read", folder.display()))?
        }
    };
    let guidance = Arc::new(guidance);
    let protocol = protocol(&from.protocol, &guidance)?;
    Ok(Rules::new(guidance, Arc::new(protocol)))
}

/// The files of guidance: those of a folder, under the paths that they have there, or those that are built in.
pub fn guidance_sources(folder: Option<&Path>) -> Result<Vec<Source>> {
    let Some(folder) = folder else { return Ok(Guidance::embedded_sources()) };
    let mut sources = Vec::new();
    let name = folder.display().to_string();
    gather(folder, name.trim_end_matches(std::path::MAIN_SEPARATOR), FOLDERS_MAX, &mut sources)?;
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(sources)
}

/// The text of a protocol: one that is built in, by its name, or a file with the parts in the folder of its name.
pub fn protocol_source(named: &str) -> Result<Source> {
    if is_file(named) {
        let path = Path::new(named);
        let text =
            std::fs::read_to_string(path).with_context(|| format!("the protocol {named} cannot be read"))?;
        return Ok(Source::new(named, text).joined_with(parts(path)?));
    }
    match Protocol::embedded_source(named) {
        Some(source) => Ok(source),
        None => bail!("no protocol that is built in is called `{named}`; for a file, write ./{named}"),
    }
}

fn protocol(named: &str, guidance: &Guidance) -> Result<Protocol> {
    if is_file(named) {
        let source = protocol_source(named)?;
        return Protocol::parse(&source, guidance)
            .with_context(|| format!("the protocol {named} cannot be used"));
    }
    Protocol::embedded(named, guidance).with_context(|| format!("the protocol `{named}` cannot be used"))
}

/// Where a protocol stands: the file that was named, or that of the one built in.
pub fn protocol_path(named: &str) -> String {
    if is_file(named) { named.to_owned() } else { format!("protocols/{named}.toml") }
}

fn is_file(named: &str) -> bool {
    Path::new(named).extension().is_some() || named.contains(std::path::MAIN_SEPARATOR)
}

/// The further files of a protocol: those in a folder beside it that has its name.
fn parts(path: &Path) -> Result<Vec<Source>> {
    let folder = path.with_extension("");
    let mut parts = Vec::new();
    if folder != path && folder.is_dir() {
        gather(&folder, &folder.display().to_string(), 0, &mut parts)?;
        parts.sort_by(|one, other| one.path.cmp(&other.path));
    }
    Ok(parts)
}

/// The data files of a folder, each under the path that the built-in ones would have.
fn gather(folder: &Path, prefix: &str, depth: usize, sources: &mut Vec<Source>) -> Result<()> {
    let cannot = || format!("the folder {} cannot be read", folder.display());
    for item in std::fs::read_dir(folder).with_context(cannot)? {
        let path = item.with_context(cannot)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() && depth > 0 {
            gather(&path, &format!("{prefix}/{name}"), depth - 1, sources)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("the file {} cannot be read", path.display()))?;
            sources.push(Source::new(format!("{prefix}/{name}"), text));
        }
    }
    Ok(())
}
