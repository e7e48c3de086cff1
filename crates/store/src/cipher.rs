//! Locking and opening: AES-256-GCM for texts, HMAC-SHA-256 for what is only ever compared.

use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use hmac::{Hmac, Mac};
use kernel::Randomness;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// The length of a key, in bytes.
pub(crate) const KEY_LENGTH: usize = 32;
/// The length of a nonce, in bytes: what the cipher asks for.
pub(crate) const NONCE_LENGTH: usize = 12;
/// The length of a digest, in bytes.
pub(crate) const HASH_LENGTH: usize = 32;

/// The cipher's name, as entries state it.
pub(crate) const CIPHER: &str = "AES-256-GCM";

/// A secret that is wiped from memory when it goes.
pub(crate) type Key = Zeroizing<[u8; KEY_LENGTH]>;

/// The text does not open: another key, another place, or it was altered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Locked;

/// A new random key.
pub(crate) fn new_key(randomness: &dyn Randomness) -> Key {
    let mut key = Zeroizing::new([0; KEY_LENGTH]);
    randomness.fill(&mut key[..]);
    key
}

/// A new random nonce. With 96 random bits a key may lock some four thousand million texts; no subject has as many.
pub(crate) fn new_nonce(randomness: &dyn Randomness) -> [u8; NONCE_LENGTH] {
    let mut nonce = [0; NONCE_LENGTH];
    randomness.fill(&mut nonce);
    nonce
}

/// Locks a text in place. `place` is bound to it: the same text elsewhere does not open.
pub(crate) fn lock(
    key: &Key,
    nonce: [u8; NONCE_LENGTH],
    place: &[u8],
    text: &mut Vec<u8>,
) -> Result<(), Locked> {
    let cipher = Aes256Gcm::new(&(**key).into());
    cipher.encrypt_in_place(&Nonce::from(nonce), place, text).map_err(|_| Locked)
}

/// Opens a text in place.
pub(crate) fn open(
    key: &Key,
    nonce: [u8; NONCE_LENGTH],
    place: &[u8],
    text: &mut Vec<u8>,
) -> Result<(), Locked> {
    let cipher = Aes256Gcm::new(&(**key).into());
    cipher.decrypt_in_place(&Nonce::from(nonce), place, text).map_err(|_| Locked)
}

/// A keyed digest of some parts; the parts are told apart by their lengths.
pub(crate) fn keyed_digest(key: &Key, parts: &[&[u8]]) -> [u8; HASH_LENGTH] {
    // A key of 32 bytes is always taken; the digest of nothing could never be reached.
    let Ok(mut code) = Hmac::<Sha256>::new_from_slice(&key[..]) else { return [0; HASH_LENGTH] };
    for part in parts {
        code.update(&(part.len() as u64).to_be_bytes());
        code.update(part);
    }
    code.finalize().into_bytes().into()
}

/// A plain digest.
pub(crate) fn digest(bytes: &[u8]) -> [u8; HASH_LENGTH] {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededRandomness;

    #[test]
    fn a_text_opens_only_with_its_key_in_its_place() {
        let randomness = SeededRandomness::new(1);
        let (key, other) = (new_key(&randomness), new_key(&randomness));
        let nonce = new_nonce(&randomness);
        let mut text = b"Sam likes trains".to_vec();
        lock(&key, nonce, b"here", &mut text).unwrap();
        assert!(!text.windows(6).any(|window| window == b"trains"));
        assert_eq!(open(&other, nonce, b"here", &mut text.clone()), Err(Locked));
        assert_eq!(open(&key, nonce, b"there", &mut text.clone()), Err(Locked));
        for place in 0..text.len() {
            let mut altered = text.clone();
            altered[place] ^= 1;
            assert_eq!(open(&key, nonce, b"here", &mut altered), Err(Locked));
        }
        open(&key, nonce, b"here", &mut text).unwrap();
        assert_eq!(text, b"Sam likes trains");
    }

    #[test]
    fn a_keyed_digest_tells_its_parts_apart() {
        let key = new_key(&SeededRandomness::new(2));
        assert_ne!(keyed_digest(&key, &[b"ab", b"c"]), keyed_digest(&key, &[b"a", b"bc"]));
        assert_ne!(keyed_digest(&key, &[b"a"]), keyed_digest(&new_key(&SeededRandomness::new(3)), &[b"a"]));
    }
}
