//! The word lists and situations in `data/`.

use std::sync::LazyLock;

use guidance::Level;
use records::child::{CommentKind, CommentOutcome, Decision, Per, Quantity, Source, Unit};
use serde::Deserialize;

use crate::error::SynthError;

const NAMES: &str = include_str!("../data/names.toml");
const SITUATIONS: [(&str, &str); 2] = [
    ("situations-1.toml", include_str!("../data/situations-1.toml")),
    ("situations-2.toml", include_str!("../data/situations-2.toml")),
];

/// Names to put together by chance.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Names {
    pub(crate) boys: Vec<String>,
    pub(crate) girls: Vec<String>,
    pub(crate) grown_ups: Vec<String>,
    pub(crate) surnames: Vec<String>,
    pub(crate) relationships: Vec<String>,
    pub(crate) streets: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    situation: Vec<Situation>,
}

/// What a family asks for, what is written with them, what is decided and planned.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Situation {
    pub(crate) id: String,
    pub(crate) types: Vec<String>,
    /// The parts of life that the disability touches, as the assessment form's codes.
    #[serde(default)]
    pub(crate) areas: Vec<String>,
    pub(crate) level: LevelName,
    #[serde(default)]
    pub(crate) ehc: bool,
    #[serde(default)]
    pub(crate) young_person: bool,
    pub(crate) ages: (i16, i16),
    pub(crate) would_help: String,
    pub(crate) daily_life: String,
    pub(crate) communication: Vec<String>,
    pub(crate) adjustments: String,
    pub(crate) how_soon: String,
    #[serde(default)]
    pub(crate) how_soon_words: String,
    pub(crate) good_times: String,
    pub(crate) why: String,
    #[serde(default)]
    pub(crate) interim: String,
    #[serde(default)]
    pub(crate) answer: String,
    pub(crate) met: MetWords,
    #[serde(default)]
    pub(crate) entry: Vec<EntryWords>,
    #[serde(default)]
    pub(crate) need: Vec<NeedWords>,
    #[serde(default)]
    pub(crate) comment: Vec<CommentWords>,
}

/// How deep the assessment goes, as the triage form names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LevelName {
    #[serde(rename = "self")]
    SelfAssessed,
    Short,
    Full,
}

impl LevelName {
    pub(crate) fn level(self) -> Level {
        match self {
            Self::SelfAssessed => Level::SelfAssessed,
            Self::Short => Level::Short,
            Self::Full => Level::Full,
        }
    }

    /// The value in the triage form.
    pub(crate) fn as_answer(self) -> &'static str {
        match self {
            Self::SelfAssessed => "self",
            Self::Short => "short",
            Self::Full => "full",
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MetWords {
    pub(crate) place: String,
    pub(crate) how: String,
    pub(crate) views: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntryWords {
    pub(crate) section: String,
    pub(crate) question: String,
    pub(crate) source: Source,
    #[serde(default)]
    pub(crate) note: String,
    #[serde(default)]
    pub(crate) text: Option<String>,
    #[serde(default)]
    pub(crate) choice: Option<String>,
    #[serde(default)]
    pub(crate) number: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NeedWords {
    pub(crate) statement: String,
    pub(crate) duty: String,
    pub(crate) decision: Decision,
    pub(crate) why: String,
    pub(crate) met_by: String,
    #[serde(default)]
    pub(crate) what: String,
    #[serde(default)]
    pub(crate) amount: String,
    #[serde(default)]
    pub(crate) provider: String,
    /// Which of the things that the Act lists.
    #[serde(default)]
    pub(crate) item: String,
    /// How much, of what, how often: `4 hours week`.
    #[serde(default)]
    quantity: String,
    #[serde(default)]
    pub(crate) ratio: String,
    #[serde(default)]
    pub(crate) direct_payment: bool,
}

impl NeedWords {
    /// How much, to be counted; nothing where the data says nothing.
    pub(crate) fn quantity(&self) -> Option<Quantity> {
        let mut parts = self.quantity.split(' ');
        let amount = parts.next()?.parse().ok()?;
        let (unit, per) = (parts.next()?, parts.next()?);
        let unit = Unit::ALL.iter().find(|(name, _)| *name == unit).map(|(_, unit)| *unit)?;
        let per = Per::ALL.iter().find(|(name, _)| *name == per).map(|(_, per)| *per)?;
        Some(Quantity { amount, unit, per })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CommentWords {
    pub(crate) kind: CommentKind,
    pub(crate) entry: usize,
    pub(crate) words: String,
    pub(crate) outcome: CommentOutcome,
    pub(crate) answer: String,
    #[serde(default)]
    pub(crate) corrected: Option<String>,
}

/// Everything in `data/`.
pub(crate) struct Data {
    pub(crate) names: Names,
    situations: Vec<Situation>,
}

impl Data {
    /// Reads what is compiled in, once.
    pub(crate) fn get() -> Result<&'static Self, SynthError> {
        static DATA: LazyLock<Result<Data, (&'static str, toml::de::Error)>> = LazyLock::new(read);
        DATA.as_ref().map_err(|(file, source)| SynthError::Data { file, source: Box::new(source.clone()) })
    }

    /// The situation of this name.
    pub(crate) fn situation(&self, id: &str) -> Result<&Situation, SynthError> {
        self.situations
            .iter()
            .find(|situation| situation.id == id)
            .ok_or_else(|| SynthError::Unknown(id.to_owned()))
    }

    /// Those that lead to an assessment and a plan.
    pub(crate) fn journeys(&self) -> impl Iterator<Item = &Situation> {
        self.situations.iter().filter(|situation| !situation.need.is_empty())
    }
}

fn read() -> Result<Data, (&'static str, toml::de::Error)> {
    let names = toml::from_str(NAMES).map_err(|error| ("names.toml", error))?;
    let mut situations = Vec::new();
    for (file, text) in SITUATIONS {
        let read: File = toml::from_str(text).map_err(|error| (file, error))?;
        situations.extend(read.situation);
    }
    Ok(Data { names, situations })
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::Library;

    #[test]
    fn every_situation_fits_the_forms() {
        let forms = Library::embedded().unwrap();
        let assessment = forms.latest("assessment").unwrap();
        for situation in &Data::get().unwrap().situations {
            for entry in &situation.entry {
                let section = assessment.section_of(&entry.question);
                assert_eq!(
                    section.map(|section| section.id.as_str()),
                    Some(entry.section.as_str()),
                    "{}",
                    situation.id
                );
            }
            for comment in &situation.comment {
                let text = situation.entry[comment.entry].text.as_deref();
                assert!(text.is_some(), "{}: a comment on an answer without words", situation.id);
            }
        }
    }

    /// The words that the support route does not use are in none of these texts.
    #[test]
    fn the_words_are_those_of_the_support_route() {
        let forms = Library::embedded().unwrap();
        for (file, text) in SITUATIONS {
            let findings = forms.check_words(text);
            assert!(findings.is_empty(), "{file}: {findings:?}");
        }
    }

    #[test]
    fn each_level_and_the_quicker_track_are_there() {
        let data = Data::get().unwrap();
        for level in [LevelName::SelfAssessed, LevelName::Short, LevelName::Full] {
            assert!(data.journeys().any(|situation| situation.level == level));
        }
        assert!(data.journeys().any(|situation| situation.ehc));
        assert!(data.journeys().any(|situation| situation.young_person));
    }
}
