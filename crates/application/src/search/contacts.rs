//! Ways to reach somebody, as they are looked for: a number by its digits, an address by its postcode and by two words that
//! stand side by side.

use super::names::{plain, words};

/// How a number that is written for callers from abroad begins, and what stands in its place at home.
const ABROAD: [(&str, &str); 2] = [("0044", "0"), ("44", "0")];
/// The digits of a number here, with its 0.
const NUMBER_DIGITS: usize = 11;
/// The letters and digits of a postcode: its first half has two to four, its second three.
const POSTCODE_LENGTHS: std::ops::RangeInclusive<usize> = 5..=7;
const POSTCODE_SECOND: usize = 3;

/// The digits of a telephone number, as it is dialled here.
pub fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    for (abroad, here) in ABROAD {
        if let Some(rest) = digits.strip_prefix(abroad).filter(|rest| rest.len() >= NUMBER_DIGITS - 1) {
            return format!("{here}{}", rest.strip_prefix('0').unwrap_or(rest));
        }
    }
    digits
}

/// A postcode in large letters without its space, where a text is one.
pub fn postcode_of(text: &str) -> Option<String> {
    let text = text.to_ascii_uppercase();
    if !POSTCODE_LENGTHS.contains(&text.len()) || !text.is_ascii() {
        return None;
    }
    let (first, second) = text.split_at(text.len() - POSTCODE_SECOND);
    let letter = |character: u8| character.is_ascii_uppercase();
    let digit = |character: u8| character.is_ascii_digit();
    let (first, second) = (first.as_bytes(), second.as_bytes());
    let whole = letter(first[0])
        && first.iter().any(|character| digit(*character))
        && first.iter().all(u8::is_ascii_alphanumeric)
        && digit(second[0])
        && letter(second[1])
        && letter(second[2]);
    whole.then_some(text)
}

/// The tokens by which a way to reach somebody is found.
pub fn tokens(contact: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    if contact.contains('@') {
        tokens.push(format!("reach:{}", plain(contact.trim())));
        return tokens;
    }
    let number = digits(contact);
    if !contact.chars().any(char::is_alphabetic) {
        if !number.is_empty() {
            tokens.push(format!("reach:{number}"));
        }
        return tokens;
    }
    tokens.extend(places(&words(contact)));
    let pieces: Vec<&str> =
        contact.split(|character: char| character.is_whitespace() || character == ',').collect();
    for (place, piece) in pieces.iter().enumerate() {
        let two = pieces.get(place + 1).map(|next| format!("{piece}{next}"));
        let found = postcode_of(piece).or_else(|| two.and_then(|two| postcode_of(&two)));
        tokens.extend(found.map(|postcode| format!("postcode:{postcode}")));
    }
    tokens.sort();
    tokens.dedup();
    tokens
}

/// Words of an address that stand side by side.
pub fn places(words: &[String]) -> Vec<String> {
    words.windows(2).map(|two| format!("place:{} {}", two[0], two[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_are_found_however_they_are_written() {
        for (kept, looked_for) in [
            ("07700 900123", "reach:07700900123"),
            ("+44 7700 900123", "reach:07700900123"),
            ("(0044) 7700-900-123", "reach:07700900123"),
            ("Ruth@example.org", "reach:ruth@example.org"),
            ("4 Mill Lane, Wendale WD1 2AB", "postcode:WD12AB"),
            ("4 Mill Lane, Wendale WD1 2AB", "place:mill lane"),
        ] {
            assert!(tokens(kept).contains(&looked_for.to_owned()), "{kept}: {:?}", tokens(kept));
        }
        assert_eq!(postcode_of("SW1A1AA").as_deref(), Some("SW1A1AA"));
        assert_eq!(postcode_of("THOMAS"), None);
        assert_eq!(postcode_of("ÄÖ12ABC"), None);
        assert!(tokens(" ").is_empty());
    }
}
