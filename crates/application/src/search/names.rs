//! Names as they are looked for: plain small letters, and how they sound. The same for the index and for a search.

use rphonetic::DoubleMetaphone;

/// The most words of one name that are taken: four given and family names, and then the first ones are enough.
const WORDS_MAX: usize = 4;
/// The most words of one text that are taken where every word counts.
const PLAIN_WORDS_MAX: usize = 12;
/// The least length of a sound from which one may be left out: shorter ones would be like everybody's.
const SOUND_LENGTH_MIN: usize = 3;

/// Letters of any script in plain small ones, with marks taken off and other scripts written as they sound. An apostrophe
/// joins, because people write `O'Brien`, `O’Brien` and `OBrien` for the same name.
pub fn plain(text: &str) -> String {
    let joined: String =
        text.chars().filter(|character| !matches!(character, '\'' | '’' | '‘' | '`')).collect();
    deunicode::deunicode(&joined).to_lowercase()
}

/// The words of a text, in plain letters.
pub fn words(text: &str) -> Vec<String> {
    plain(text)
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(PLAIN_WORDS_MAX)
        .map(str::to_owned)
        .collect()
}

/// The words of a name that count: the first ones, and the last, by which most people are filed.
pub fn name_words(name: &str) -> Vec<String> {
    let mut words = words(name);
    if words.len() > WORDS_MAX {
        words.drain(WORDS_MAX - 1..words.len() - 1);
    }
    words
}

/// How a word sounds: the likeliest way, and another where there is one. Empty for what is not made of letters.
pub fn sounds(word: &str) -> Vec<String> {
    if !word.chars().all(|character| character.is_ascii_alphabetic()) {
        return Vec::new();
    }
    let sound = DoubleMetaphone::default().double_metaphone(word);
    let mut sounds = vec![sound.primary().clone(), sound.alternate().clone()];
    sounds.retain(|sound| !sound.is_empty());
    sounds.dedup();
    sounds
}

/// A sound, and the same with one of its parts left out. Two sounds that share one of these differ in one place at most.
fn nearly(sound: &str) -> Vec<String> {
    let mut near = vec![sound.to_owned()];
    if sound.len() >= SOUND_LENGTH_MIN {
        near.extend((0..sound.len()).map(|place| format!("{}{}", &sound[..place], &sound[place + 1..])));
    }
    near.sort();
    near.dedup();
    near
}

/// Tokens of two words together, whichever comes first: both sounds as they are, and one of the two nearly so. Two names
/// at once are rare, so these lists stay short among a million.
fn pairs(one: &str, other: &str) -> Vec<String> {
    let token = |left: &str, right: &str| {
        let (first, second) = if left <= right { (left, right) } else { (right, left) };
        format!("two:{first}/{second}")
    };
    let near_one = nearly(one).into_iter().map(|near| token(&near, other));
    let near_other = nearly(other).into_iter().map(|near| token(one, &near));
    near_one.chain(near_other).collect()
}

/// Tokens of a whole name, to be found by any two of its words.
pub fn pair_tokens(words: &[String]) -> Vec<String> {
    let sounds: Vec<String> = words.iter().filter_map(|word| sounds(word).into_iter().next()).collect();
    let mut tokens = Vec::new();
    for (place, one) in sounds.iter().enumerate() {
        for other in &sounds[place + 1..] {
            tokens.extend(pairs(one, other));
        }
    }
    tokens.sort();
    tokens.dedup();
    tokens
}

/// Tokens of single words: as written, as they sound, and nearly so.
pub fn word_tokens(words: &[String]) -> Vec<String> {
    let mut tokens = Vec::new();
    for word in words {
        tokens.push(format!("word:{word}"));
        for (place, sound) in sounds(word).iter().enumerate() {
            tokens.push(format!("sound:{sound}"));
            if place == 0 {
                let near = nearly(sound).into_iter().filter(|near| near.len() >= SOUND_LENGTH_MIN);
                tokens.extend(near.map(|near| format!("near:{near}")));
            }
        }
    }
    tokens.sort();
    tokens.dedup();
    tokens
}

/// The tokens of a text of which every word counts by itself; for what the program links by, such as identifiers.
pub fn plain_tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = words(text).into_iter().map(|word| format!("word:{word}")).collect();
    tokens.sort();
    tokens.dedup();
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(left: &str, right: &str) -> usize {
        let right = pair_tokens(&name_words(right));
        pair_tokens(&name_words(left)).iter().filter(|token| right.contains(token)).count()
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        for (one, other) in [
            ("Stephen Marsh", "Marsh, Steven"),
            ("Zoë Müller", "Zoe Muller"),
            ("Katherine O'Brien", "Catherine OBrien"),
            ("Olivia Thompson", "Tomson Olivia"),
            ("Amina Abdullahi", "Amina Abdulahi"),
            ("Юлия Петрова", "Yulia Petrova"),
            ("Samuel Kofi Mensah", "Samuel Mensah"),
            ("Jonathan Baker", "Jonatan Baker"),
        ] {
            assert!(shared(one, other) > 0, "{one} and {other}");
        }
        assert_eq!(shared("Amir Haddad", "Bethany Clark"), 0);
        assert!(pair_tokens(&name_words("Cher")).is_empty());
        assert!(word_tokens(&words("  -- ")).is_empty());
    }

    #[test]
    fn one_word_is_found_by_its_sound_and_nearly_so() {
        let tokens = |word: &str| word_tokens(&words(word));
        let common = |one: &str, other: &str| tokens(one).iter().any(|token| tokens(other).contains(token));
        assert!(common("Thompson", "Tomson"));
        assert!(common("Abdullahi", "Abdulahi"));
        assert!(!common("Haddad", "Clark"));
    }

    #[test]
    fn a_long_name_keeps_its_last_word() {
        assert_eq!(name_words("Maria da Silva e Costa Santos"), ["maria", "da", "silva", "santos"]);
    }
}
