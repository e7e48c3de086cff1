//! How hard a text is to read, by a published formula. A number is no reader: it only catches long words and
//! long sentences before a person has to.

/// The Flesch-Kincaid grade of a text: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others,
/// 1975). A child of age 9 to 11 reads grade 4 to 6. Zero for a text without words. Syllables are estimated from
/// the groups of vowels.
pub fn reading_grade(text: &str) -> f64 {
    let mut words = 0.0_f64;
    let mut syllables_in_all = 0.0_f64;
    let mut sentences = 0.0_f64;
    for sentence in text.split(['.', '?', '!', ':', ';', '\n']) {
        let mut any = false;
        for word in
            sentence.split(|character: char| !(character.is_alphabetic() || matches!(character, '\'' | '’')))
        {
            if word.chars().any(char::is_alphabetic) {
                any = true;
                words += 1.0;
                syllables_in_all += f64::from(syllables(word));
            }
        }
        if any {
            sentences += 1.0;
        }
    }
    if words == 0.0 {
        return 0.0;
    }
    0.39 * (words / sentences) + 11.8 * (syllables_in_all / words) - 15.59
}

fn syllables(word: &str) -> u32 {
    let letters: Vec<char> = word.to_lowercase().chars().filter(|letter| letter.is_alphabetic()).collect();
    let vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut count = 0_u32;
    let mut before = false;
    for letter in &letters {
        let now = vowel(*letter);
        if now && !before {
            count += 1;
        }
        before = now;
    }
    let ending: String = letters.iter().rev().take(3).rev().collect();
    let silent = (ending.ends_with('e') && !ending.ends_with("le") && !ending.ends_with("ee"))
        || (ending.ends_with("ed") && !ending.ends_with("ted") && !ending.ends_with("ded"))
        || (ending.ends_with("es") && !["ses", "zes", "xes", "hes", "ces", "ges"].contains(&ending.as_str()));
    if silent && count > 1 {
        count -= 1;
    }
    count.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_everyday_words() {
        for (word, expected) in [
            ("help", 1),
            ("child", 1),
            ("people", 2),
            ("family", 3),
            ("needed", 2),
            ("likes", 1),
            ("asked", 1),
            ("places", 2),
            ("communication", 5),
            ("the", 1),
            ("free", 1),
            ("don't", 1),
        ] {
            assert_eq!(syllables(word), expected, "{word}");
        }
    }

    #[test]
    fn hard_texts_score_higher_than_plain_ones() {
        let plain = reading_grade("We want to help. Tell us what would help you most.");
        let hard =
            reading_grade("Professional intervention necessitates comprehensive multi-agency communication.");
        assert!(plain < 3.0, "{plain}");
        assert!(hard > 16.0, "{hard}");
        assert!(reading_grade(" 123 ?").abs() < f64::EPSILON);
    }
}
