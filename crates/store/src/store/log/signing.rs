//! The file with the key that signs checkpoints.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use data_encoding::BASE64;
use kernel::Randomness;
use zeroize::Zeroizing;

use crate::cipher;
use crate::error::OpenError;
use crate::ledger::Signer;

/// What stands before the key in its file.
const FILE_WORD: &str = "alongside-signing-key-1 ";

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
            let text = Zeroizing::new(format!("{FILE_WORD}{}\n", BASE64.encode(&secret[..])));
            write_whole(path, text.as_bytes()).map_err(|failure| refused(failure.to_string()))?;
            Ok(Signer::new(&secret))
        }
        Err(failure) => Err(refused(format!("{failure}; restore its copy"))),
    }
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
