//! Where in a text an e-mail address stands, so that it can be followed.

use std::ops::Range;

/// The longest address that is made into a link, in bytes: the longest that mail systems take.
const ADDRESS_MAX: usize = 254;

/// What may stand in an address beside letters and digits.
const SIGNS: &[u8] = b".-_+@";

/// The e-mail addresses of a text, as ranges of bytes.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    let within = |byte: u8| byte.is_ascii_alphanumeric() || SIGNS.contains(&byte);
    while start < bytes.len() {
        if !within(bytes[start]) {
            start += 1;
            continue;
        }
        let length = bytes[start..].iter().take_while(|byte| within(**byte)).count();
        let word = &text[start..start + length];
        // What ends a sentence is not part of an address.
        let address = word.trim_end_matches(['.', '-', '_', '+']);
        if is_address(address) {
            found.push(start..start + address.len());
        }
        start += length;
    }
    found
}

fn is_address(word: &str) -> bool {
    let Some((name, place)) = word.split_once('@') else { return false };
    word.len() <= ADDRESS_MAX
        && !name.is_empty()
        && !place.contains('@')
        && place.contains('.')
        && place.split('.').all(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_and_nothing_else() {
        let found = |text: &str| -> Vec<String> {
            addresses(text).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(found("Write to help@wendale.example. Or ring."), ["help@wendale.example"]);
        assert_eq!(found("(a.b+c@x.example), d@y.example"), ["a.b+c@x.example", "d@y.example"]);
        assert_eq!(found("Zoë é@ü.example @home a@b a@@b.c a@b..c"), Vec::<String>::new());
        assert_eq!(found(""), Vec::<String>::new());
    }
}
