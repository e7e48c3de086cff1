//! The file with the key that signs checkpoints.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use kernel::Randomness;
use zeroize::Zeroizing;

use crate::cipher::{self, Key};
use crate::error::OpenError;
use crate::keys::Keys;
use crate::ledger::Signer;

/// What stands before the key in its file.
const FILE_WORD: &str = "alongside-signing-key-1 ";

/// What the key is called among the secrets of the store.
pub(in crate::store) const KEPT_NAME: &str = "signing";

/// Reads the signing key, or makes it if the file is missing and nothing was ever signed.
pub(in crate::store) fn signer(
    path: &Path,
    has_signed: bool,
    randomness: &dyn Randomness,
) -> Result<Signer, OpenError> {
    let refused = |why: String| OpenError::SigningKey { path: path.to_owned(), why };
    match fs::read_to_string(path) {
        Ok(text) => {
            let text = Zeroizing::new(text);
            let secret = text
                .trim_end()
                .strip_prefix(FILE_WORD)
                .and_then(|key| BASE64.decode(key.as_bytes()).ok())
                .map(Zeroizing::new)
                .and_then(|key| <[u8; 32]>::try_from(key.as_slice()).ok())
                .map(Zeroizing::new);
            let secret =
                secret.ok_or_else(|| refused("it does not hold a key; restore its copy".to_owned()))?;
            Ok(Signer::new(&secret))
        }
        Err(failure) if failure.kind() == io::ErrorKind::NotFound && !has_signed => {
            let secret = cipher::new_key(randomness);
            write_signing_key(path, &secret).map_err(|failure| refused(failure.to_string()))?;
            Ok(Signer::new(&secret))
        }
        Err(failure) => Err(refused(format!("{failure}; restore its copy"))),
    }
}

/// Writes the file of the signing key.
pub(in crate::store) fn write_signing_key(path: &Path, secret: &Key) -> io::Result<()> {
    let text = Zeroizing::new(format!("{FILE_WORD}{}\n", BASE64.encode(&secret[..])));
    write_whole(path, text.as_bytes())
}

/// The signing key that is kept with the other keys, or a new one if nothing was ever signed.
pub(in crate::store) fn kept_signer(keys: &Keys, has_signed: bool) -> Result<Signer, OpenError> {
    match keys.own_secret(KEPT_NAME, !has_signed)? {
        Some(secret) => Ok(Signer::new(&secret)),
        None => Err(OpenError::SigningKey {
            path: PathBuf::from("among the keys"),
            why: "it is not there; restore the backup of the keys, or give its file".to_owned(),
        }),
    }
}

/// Whether a signing key is kept with the other keys.
pub(in crate::store) fn is_signer_kept(keys: &Keys) -> Result<bool, OpenError> {
    Ok(keys.own_secret(KEPT_NAME, false)?.is_some())
}

/// Writes a small file so that it is there whole and durable, or not at all; readable by its owner only.
pub(super) fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let beside = Path::new(&name);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(beside)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(beside, path)?;
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}
