//! How practitioners prove who they are: a password, and a code from a device they hold.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{CustomizedPasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use jiff::Timestamp;
use kernel::Randomness;
use thiserror::Error;
use totp_rs::Builder;

/// Memory of one hashing, in KiB; with [`PASSES`] and [`LANES`] the second recommendation of RFC 9106, for servers.
const MEMORY_KIB: u32 = 64 * 1024;
/// Passes over that memory.
const PASSES: u32 = 3;
/// Lanes.
const LANES: u32 = 4;
/// Random bytes in a salt.
const SALT_BYTES: usize = 16;
/// Random bytes in the secret of the one-time codes: 160 bits, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
/// The least characters of a password. Longer is better than odder.
pub const PASSWORD_CHARACTERS_MIN: usize = 12;
/// The most bytes of a password that are hashed, so that nobody makes the server work on a book.
pub const PASSWORD_BYTES_MAX: usize = 1024;

/// A credential could not be made or checked.
#[derive(Debug, Error)]
pub enum CredentialError {
    /// The password is too short.
    #[error("use at least {PASSWORD_CHARACTERS_MIN} characters; three words that belong to nobody are good")]
    TooShort,
    /// The password is too long.
    #[error("use at most {PASSWORD_BYTES_MAX} bytes")]
    TooLong,
    /// The parameters are refused; a fault of this program.
    #[error("the password cannot be hashed")]
    Hashing,
}

fn hasher() -> Result<Argon2<'static>, CredentialError> {
    let parameters = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| CredentialError::Hashing)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters))
}

/// Hashes a password, with its parameters and salt, as PHC text.
pub fn hash_password(password: &str, randomness: &dyn Randomness) -> Result<String, CredentialError> {
    if password.chars().count() < PASSWORD_CHARACTERS_MIN {
        return Err(CredentialError::TooShort);
    }
    if password.len() > PASSWORD_BYTES_MAX {
        return Err(CredentialError::TooLong);
    }
    let mut salt = [0_u8; SALT_BYTES];
    randomness.fill(&mut salt);
    let parameters = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| CredentialError::Hashing)?;
    let hash = hasher()?
        .hash_password_customized(password.as_bytes(), &salt, None, None, parameters)
        .map_err(|_| CredentialError::Hashing)?;
    Ok(hash.to_string())
}

/// Whether a password is the one that was hashed.
pub fn verify_password(password: &str, hash: &str) -> bool {
    let (Ok(parsed), Ok(hasher)) = (PasswordHash::new(hash), hasher()) else { return false };
    password.len() <= PASSWORD_BYTES_MAX && hasher.verify_password(password.as_bytes(), &parsed).is_ok()
}

/// Does the work of checking a password for an account that does not exist, so that nobody can tell by waiting.
pub fn verify_nothing(password: &str) {
    let _ = hasher().is_ok_and(|hasher| {
        let mut out = [0_u8; 32];
        hasher.hash_password_into(password.as_bytes(), &[0_u8; SALT_BYTES], &mut out).is_ok()
    });
}

/// A new secret for one-time codes.
pub fn new_secret(randomness: &dyn Randomness) -> Vec<u8> {
    let mut secret = vec![0_u8; SECRET_BYTES];
    randomness.fill(&mut secret);
    secret
}

/// A secret as it is typed into an authenticator.
pub fn secret_as_text(secret: &[u8]) -> String {
    data_encoding::BASE32_NOPAD.encode(secret)
}

/// The time step of a right one-time code, one step early or late included. The caller spends the step, so that a code
/// works once.
pub fn verify_one_time_code(secret: &[u8], code: &str, now: Timestamp) -> Option<i64> {
    let totp = Builder::new().with_secret(secret.to_vec()).build().ok()?;
    let digits: String = code.chars().filter(|character| !character.is_whitespace()).collect();
    let step = totp.check(&digits, u64::try_from(now.as_second()).ok()?)?;
    i64::try_from(step).ok()
}

/// The one-time code of a moment; for tests, and for a demonstration that shows its own.
pub fn one_time_code(secret: &[u8], now: Timestamp) -> Option<String> {
    let totp = Builder::new().with_secret(secret.to_vec()).build().ok()?;
    Some(totp.generate(u64::try_from(now.as_second()).ok()?).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededRandomness;

    #[test]
    fn a_password_is_known_again_and_no_other() {
        let randomness = SeededRandomness::new(5);
        let hash = hash_password("correct horse battery", &randomness).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=4$"), "{hash}");
        assert!(verify_password("correct horse battery", &hash));
        assert!(!verify_password("correct horse batterie", &hash));
        assert!(!verify_password("correct horse battery", "not a hash"));
        assert!(matches!(hash_password("short", &randomness), Err(CredentialError::TooShort)));
        let book = "a".repeat(PASSWORD_BYTES_MAX + 1);
        assert!(matches!(hash_password(&book, &randomness), Err(CredentialError::TooLong)));
    }

    #[test]
    fn a_one_time_code_holds_for_its_step_and_the_ones_beside_it() {
        let secret = b"12345678901234567890";
        // RFC 6238 appendix B, SHA-1, at 59 seconds: 94287082, of which six digits are taken.
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        assert_eq!(one_time_code(secret, at(59)).as_deref(), Some("287082"));
        assert_eq!(verify_one_time_code(secret, "287 082", at(59)), Some(1));
        assert_eq!(verify_one_time_code(secret, "287082", at(89)), Some(1));
        assert_eq!(verify_one_time_code(secret, "287082", at(150)), None);
        assert_eq!(verify_one_time_code(secret, "000000", at(59)), None);
    }
}
