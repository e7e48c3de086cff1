//! Postcodes, by their shape.

/// Whether a text has the shape of a postcode: outward A9 A99 AA9 AA99 A9A AA9A, and inward 9AA.
pub(crate) fn is_one(text: &str) -> bool {
    const INWARD: usize = "9AA".len();
    const NOT_INWARD: &[u8] = b"CIKMOV";
    let plain: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').collect();
    if plain == b"GIR0AA" {
        return true;
    }
    let Some(cut) = plain.len().checked_sub(INWARD) else { return false };
    let (outward, inward) = plain.split_at(cut);
    let letter = u8::is_ascii_uppercase;
    let digit = u8::is_ascii_digit;
    let ends = digit(&inward[0]) && inward[1..].iter().all(|byte| letter(byte) && !NOT_INWARD.contains(byte));
    let begins = outward.first().is_some_and(|first| letter(first) && !b"QVX".contains(first))
        && (outward.get(1).is_some_and(digit)
            || outward.get(1).is_some_and(|second| letter(second) && !b"IJZ".contains(second)));
    let shape: Vec<u8> = outward
        .iter()
        .map(|byte| {
            if digit(byte) {
                b'9'
            } else if letter(byte) {
                b'A'
            } else {
                b'?'
            }
        })
        .collect();
    ends && begins && [b"A9".as_slice(), b"A99", b"AA9", b"AA99", b"A9A", b"AA9A"].contains(&shape.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shape_is_known() {
        for right in ["A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A9AA", "GIR 0AA"] {
            assert!(is_one(right), "{right}");
        }
        for wrong in ["", "A", "9AA", "Q9 9AA", "A9 9CA", "AI9 9AA", "AAA9 9AA", "a9 9aa", "A9 99A", "é9 9AA"]
        {
            assert!(!is_one(wrong), "{wrong}");
        }
    }
}
