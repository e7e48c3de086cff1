//! Names to find people by: each word as it is written, without marks, and as it sounds.

use rphonetic::DoubleMetaphone;

/// The most words of one name that are taken.
const WORDS_MAX: usize = 12;

/// The tokens of a name, for the index and for a search alike.
pub(crate) fn tokens_of(name: &str) -> Vec<String> {
    let plain = deunicode::deunicode(name).to_lowercase();
    let metaphone = DoubleMetaphone::default();
    let mut tokens = Vec::new();
    for word in plain
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(WORDS_MAX)
    {
        tokens.push(format!("word:{word}"));
        if word.chars().all(|character| character.is_ascii_alphabetic()) {
            let sound = metaphone.double_metaphone(word);
            tokens.push(format!("sound:{}", sound.primary()));
        }
    }
    tokens.sort();
    tokens.dedup();
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let shared = |left: &str, right: &str| {
            let right = tokens_of(right);
            tokens_of(left).iter().filter(|token| right.contains(token)).count()
        };
        assert_eq!(shared("Zoë", "zoe"), 2);
        assert_eq!(shared("Stephen Marsh", "Marsh, Steven"), 3);
        assert_eq!(shared("Katherine", "Catherine"), 1);
        assert_eq!(shared("Amir", "Bethany"), 0);
        assert!(tokens_of("  -- ").is_empty());
    }
}
