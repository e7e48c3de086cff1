//! Files that only whoever has an age identity can open.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};

use age::x25519::Recipient;
use age::{Decryptor, Encryptor, Identity, IdentityFile};
use anyhow::{Context as _, Result, anyhow, bail};
use tempfile::TempDir;

use crate::bar::bar;

/// How a file that was encrypted by age begins.
const SEALED_START: &[u8] = b"age-encryption.org/v1";

/// Those for whom files are encrypted.
pub fn recipients(named: &[String]) -> Result<Vec<Recipient>> {
    let recipient = |text: &String| {
        let read: Result<Recipient, &str> = text.parse();
        read.map_err(|_| {
            // It is not repeated: it could be the private half, given by mistake.
            anyhow!("a recipient is not a public key of age; one begins with age1, and `age-keygen` makes it")
        })
    };
    named.iter().map(recipient).collect()
}

/// A folder for what stands in clear for a while: its owner alone may enter, and it goes with the program, unless that is killed.
pub fn private_folder(inside: &Path) -> Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".alongside-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(inside).with_context(|| format!("no folder can be made in {}", inside.display()))
}

/// Encrypts one file into another, which must not exist, and waits until it is on the disk.
pub fn seal(from: &Path, to: &Path, recipients: &[Recipient]) -> Result<()> {
    let cannot = || format!("{} cannot be written", to.display());
    let encryptor = Encryptor::with_recipients(recipients.iter().map(|recipient| recipient as _))?;
    let (from, progress) = watched(from, "Encrypting")?;
    let mut from = BufReader::new(from);
    let mut sealing = encryptor.wrap_output(BufWriter::new(new_file(to)?)).with_context(cannot)?;
    std::io::copy(&mut from, &mut sealing).with_context(cannot)?;
    let file = sealing.finish().and_then(|mut out| out.flush().map(|()| out)).with_context(cannot)?;
    file.get_ref().sync_all().with_context(cannot)?;
    progress.finish_and_clear();
    Ok(())
}

/// Whether a file was encrypted by age.
pub fn is_sealed(file: &Path) -> Result<bool> {
    let cannot = || format!("{} cannot be read", file.display());
    let mut start = Vec::new();
    File::open(file)
        .and_then(|file| file.take(SEALED_START.len() as u64).read_to_end(&mut start))
        .with_context(cannot)?;
    Ok(start == SEALED_START)
}

/// Those by whom files are opened.
pub fn identities(files: &[PathBuf]) -> Result<Vec<Box<dyn Identity>>> {
    let mut found: Vec<Box<dyn Identity>> = Vec::new();
    for file in files {
        let unread =
            || format!("{} does not hold an age identity, as `age-keygen` writes them", file.display());
        let opened = File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let identities = IdentityFile::from_buffer(BufReader::new(opened)).with_context(unread)?;
        for identity in
            identities.into_identities().map_err(|failure| anyhow!("{failure}")).with_context(unread)?
        {
            found.push(identity);
        }
    }
    Ok(found)
}

/// Opens an encrypted file into another, or copies one that is not encrypted.
pub fn open(from: &Path, to: &Path, identities: &[Box<dyn Identity>]) -> Result<()> {
    let cannot = || format!("{} cannot be read", from.display());
    let sealed = is_sealed(from)?;
    if sealed && identities.is_empty() {
        bail!("{} is encrypted; give the file with the identity by --age-identity", from.display());
    }
    let (source, progress) = watched(from, "Reading")?;
    let mut into = new_file(to)?;
    let mut source = BufReader::new(source);
    if sealed {
        let wrong = |failure: age::DecryptError| anyhow!("{} does not open: {failure}", from.display());
        let decryptor = Decryptor::new_buffered(source).map_err(wrong)?;
        let mut opened =
            decryptor.decrypt(identities.iter().map(|identity| &**identity as _)).map_err(wrong)?;
        std::io::copy(&mut opened, &mut into).with_context(cannot)?;
    } else {
        std::io::copy(&mut source, &mut into).with_context(cannot)?;
    }
    progress.finish_and_clear();
    Ok(())
}

/// A file that is read, and how far it has been.
fn watched(file: &Path, what: &str) -> Result<(indicatif::ProgressBarIter<File>, indicatif::ProgressBar)> {
    let opened = File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let progress = bar(opened.metadata()?.len(), what);
    Ok((progress.wrap_read(opened), progress))
}

/// A file that was not there, which its owner alone may read.
fn new_file(path: &Path) -> Result<File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).with_context(|| format!("{} cannot be made", path.display()))
}
