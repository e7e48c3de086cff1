//! Letters in easy read: one idea in one sentence, with a picture beside it. Made with the letter, from the same facts.

use documents::Symbol;
use guidance::Settings;
use records::child::EasyIdea;

use crate::wording::Wording;

/// The service that helps a family to say what it thinks.
const ADVOCACY_SERVICE: &str = "advocacy";

/// Ideas, while they are written down.
pub struct Ideas<'a> {
    words: &'a Wording,
    called: &'a str,
    written: Vec<EasyIdea>,
}

impl<'a> Ideas<'a> {
    /// Begins. `called` is what the child likes to be called.
    pub fn new(words: &'a Wording, called: &'a str) -> Self {
        Self { words, called, written: Vec::new() }
    }

    /// One idea.
    #[must_use]
    pub fn idea(self, symbol: Symbol, name: &str) -> Self {
        self.with(symbol, name, &[])
    }

    /// One idea, with what it speaks of filled in.
    #[must_use]
    pub fn with(mut self, symbol: Symbol, name: &str, values: &[(&str, &str)]) -> Self {
        let mut all = vec![("called", self.called)];
        all.extend_from_slice(values);
        let words = self.words.with(name, &all);
        self.written.push(EasyIdea { picture: symbol.name().to_owned(), words });
        self
    }

    /// One idea for each of some things.
    #[must_use]
    pub fn each<T>(self, things: &[T], write: impl Fn(Self, &T) -> Self) -> Self {
        things.iter().fold(self, write)
    }

    /// The ways to disagree, and that none of them changes the help.
    #[must_use]
    pub fn ways(self, settings: &Settings) -> Self {
        let (support, complaints) = (&settings.support, &settings.complaints);
        let all = self
            .idea(Symbol::Choose, "letter-easy-disagree")
            .with(Symbol::Telephone, "letter-easy-second-look", &[("telephone", &support.telephone)])
            .with(Symbol::Telephone, "letter-easy-complain", &[("telephone", &complaints.telephone)])
            .idea(Symbol::Say, "letter-easy-ombudsman")
            .idea(Symbol::Rule, "letter-easy-court");
        let all = match settings.service(ADVOCACY_SERVICE) {
            Some(advocacy) => {
                all.with(Symbol::Help, "letter-easy-advocacy", &[("telephone", &advocacy.telephone)])
            }
            None => all,
        };
        all.idea(Symbol::Yes, "letter-easy-ways-change-nothing")
    }

    /// Whom to ring.
    #[must_use]
    pub fn ring(self, name: &str, telephone: &str) -> Self {
        self.with(Symbol::Telephone, "letter-easy-ring", &[("name", name), ("telephone", telephone)])
    }

    /// All of them.
    pub fn finish(self) -> Vec<EasyIdea> {
        self.written
    }
}
