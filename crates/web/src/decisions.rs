//! One decision in one file to keep: what was decided and why, by whom, by which rules in which versions, what was said
//! about it and answered, and who had opened the record by then. It tells of the day of the decision, not of today.

use access::Policy;
use documents::{Block, Document};
use guidance::{Rules, Verified, full_date, full_time};
use jiff::Timestamp;
use kernel::{PersonId, london_date};
use records::Author;
use records::child::{Child, Comment, Decision, Need, NeedRecorded};
use records::reads::RecordRead;
use records::request::Noted;
use store::RulesInForce;

use crate::pages::children::letters::citation;
use crate::wording::Wording;

/// A decision that can be kept as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// That the support route was taken.
    Route,
    /// What was decided about each need.
    Needs,
}

impl Which {
    /// The decision of this name in an address.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "route" => Some(Self::Route),
            "needs" => Some(Self::Needs),
            _ => None,
        }
    }

    /// The event by which it was taken.
    pub fn event(self) -> &'static str {
        match self {
            Self::Route => "support.opened",
            Self::Needs => "assessment.signed_off",
        }
    }

    /// When it was taken and by whom, where it was.
    pub fn taken(self, child: &Child) -> Option<(Timestamp, &Author)> {
        match self {
            Self::Route => child.assessment.opened.as_ref().map(|fact| (fact.at, &fact.author)),
            Self::Needs => child.assessment.signed_off.as_ref().map(|fact| (fact.at, &fact.author)),
        }
    }
}

/// What the file is made from. Whoever makes it has left out what its reader may not see.
pub struct DecisionFile<'a> {
    /// The words.
    pub words: &'a Wording,
    /// The rules, for the titles of what was in force.
    pub rules: &'a Rules,
    /// The titles of parts.
    pub policy: &'a Policy,
    /// The record.
    pub child: &'a Child,
    /// Which decision.
    pub which: Which,
    /// What was in force when it was taken.
    pub in_force: Option<RulesInForce>,
    /// What was said about it, as far as this reader may see it.
    pub comments: Vec<&'a Comment>,
    /// Who opened the record, as far as this reader may see it; nothing where they may not see it at all.
    pub reads: Option<Vec<Noted<RecordRead>>>,
    /// Whether it goes to somebody of the family, from whom others' own words are kept.
    pub for_family: bool,
    /// Who somebody is, for this reader.
    pub name_of: &'a (dyn Fn(Option<PersonId>) -> String + Sync),
}

impl DecisionFile<'_> {
    fn say(&self, name: &str, values: &[(&str, &str)]) -> String {
        let mut all = vec![("called", self.child.called())];
        all.extend_from_slice(values);
        self.words.with(name, &all)
    }

    fn heading(&self, name: &str) -> Block {
        Block::Heading { level: 2, text: self.say(name, &[]) }
    }

    fn paragraph(&self, name: &str, values: &[(&str, &str)]) -> Block {
        Block::Paragraph(self.say(name, values))
    }

    /// What the file is called.
    pub fn title(&self) -> String {
        self.say(
            match self.which {
                Which::Route => "decision-file-title-route",
                Which::Needs => "decision-file-title-needs",
            },
            &[],
        )
    }

    /// The file, part by part; nothing where the decision is not taken yet.
    pub fn blocks(&self) -> Option<Vec<Block>> {
        let (at, author) = self.which.taken(self.child)?;
        let day = full_date(london_date(at));
        let mut blocks = vec![
            Block::Heading { level: 1, text: self.title() },
            self.paragraph("decision-file-lead", &[("date", &day)]),
        ];
        if self.for_family {
            blocks.push(self.paragraph("decision-file-for-family", &[]));
        }
        blocks.push(self.heading("decision-file-what"));
        match self.which {
            Which::Route => self.push_route(&mut blocks),
            Which::Needs => self.push_needs(&mut blocks, at),
        }
        blocks.push(self.heading("decision-file-by"));
        let part = author.capacity.as_ref().map_or_else(String::new, |part| self.part(part));
        blocks.push(Block::Table(vec![
            (self.say("decision-file-when", &[]), full_time(at)),
            (self.say("decision-file-who", &[]), (self.name_of)(author.person)),
            (self.say("decision-file-part", &[]), part),
        ]));
        self.push_rules(&mut blocks, at);
        self.push_comments(&mut blocks, at);
        self.push_reads(&mut blocks, at);
        Some(blocks)
    }

    /// The same on paper.
    pub fn paper(&self, authority: &str) -> Option<Document> {
        let (at, _) = self.which.taken(self.child)?;
        Some(Document {
            title: self.title(),
            language: self.words.language().to_owned(),
            author: authority.to_owned(),
            date: london_date(at),
            blocks: self.blocks()?,
        })
    }

    fn part(&self, part: &kernel::Capacity) -> String {
        self.policy.capacity(part).map_or_else(|| part.to_string(), |entry| entry.title.clone())
    }

    fn push_route(&self, blocks: &mut Vec<Block>) {
        let Some(support) = &self.child.assessment.opened else { return };
        let level = self.words.say(match support.fact.level {
            guidance::Level::SelfAssessed => "level-self-assessed",
            guidance::Level::Short => "level-short",
            guidance::Level::Full => "level-full",
        });
        blocks.push(self.paragraph("decision-file-route", &[("level", &level)]));
        blocks.push(self.paragraph("decision-file-why", &[("why", &support.fact.why)]));
    }

    fn push_needs(&self, blocks: &mut Vec<Block>, at: Timestamp) {
        for need in self.child.assessment.needs.iter().filter_map(|need| as_at(need, at)) {
            let outcome = match need.decision {
                Decision::Meet => "letter-decided-meet",
                Decision::MetAlready => "letter-decided-met-already",
                Decision::NotNecessary => "letter-decided-not-necessary",
                Decision::Unmet => "letter-decided-unmet",
            };
            blocks.push(Block::Heading { level: 3, text: need.statement.clone() });
            blocks.push(self.paragraph(outcome, &[]));
            if !need.met_by.is_empty() {
                blocks.push(self.paragraph("letter-need-met-by", &[("what", &need.met_by)]));
            }
            blocks.push(self.paragraph("letter-need-why", &[("why", &need.why)]));
            let law = citation(self.rules, &need.duty, london_date(at));
            blocks.push(self.paragraph("letter-need-law", &[("citation", &law)]));
        }
        if let Some(signed) = &self.child.assessment.signed_off {
            let said = signed.fact.words.split("\n\n").map(str::trim).filter(|said| !said.is_empty());
            blocks.extend(said.map(|said| Block::Paragraph(said.to_owned())));
        }
    }

    /// The edition, the protocol with the criteria in it, and the forms, each in its version; and the digest over both
    /// texts, by which anybody can tell that they are the same.
    fn push_rules(&self, blocks: &mut Vec<Block>, at: Timestamp) {
        blocks.push(self.heading("decision-file-rules"));
        let mut rows = Vec::new();
        if let Some(in_force) = &self.in_force {
            let edition = self.rules.guidance().edition(&in_force.edition);
            let title = edition.map_or_else(|| in_force.edition.clone(), |edition| edition.title.clone());
            let unverified = edition.is_some_and(|edition| Verified::needs_badge(edition.verified));
            let title = if unverified {
                format!("{title}. {}", self.say("decision-file-unverified", &[]))
            } else {
                title
            };
            rows.push((self.say("decision-file-edition", &[]), title));
            rows.push((self.say("decision-file-protocol", &[]), in_force.protocol.clone()));
            rows.push((self.say("decision-file-digest", &[]), in_force.digest.clone()));
        }
        let mut forms: Vec<String> = self
            .child
            .entries
            .iter()
            .filter(|entry| entry.revisions.first().is_some_and(|first| first.at <= at))
            .map(|entry| entry.form.clone())
            .collect();
        forms.sort();
        forms.dedup();
        if !forms.is_empty() {
            rows.push((self.say("decision-file-forms", &[]), forms.join(", ")));
        }
        blocks.push(Block::Table(rows));
    }

    fn push_comments(&self, blocks: &mut Vec<Block>, at: Timestamp) {
        blocks.push(self.heading("decision-file-said"));
        let made: Vec<String> = self
            .comments
            .iter()
            .filter(|comment| comment.made.at <= at)
            .map(|comment| {
                let date = full_date(london_date(comment.made.at));
                let name = (self.name_of)(comment.made.author.person);
                let said = [("date", date.as_str()), ("name", &name), ("words", &comment.made.fact.words)];
                let answer = match comment.answered.as_ref().filter(|answered| answered.at <= at) {
                    Some(answered) => self.say("decision-file-answer", &[("words", &answered.fact.words)]),
                    None => self.say("decision-file-no-answer", &[]),
                };
                format!("{} {answer}", self.say("decision-file-comment", &said))
            })
            .collect();
        blocks.push(if made.is_empty() {
            self.paragraph("decision-file-nothing-said", &[])
        } else {
            Block::List(made)
        });
    }

    fn push_reads(&self, blocks: &mut Vec<Block>, at: Timestamp) {
        let Some(reads) = &self.reads else { return };
        blocks.push(self.heading("decision-file-reads"));
        let rows: Vec<(String, String)> = reads
            .iter()
            .filter(|read| read.at <= at)
            .map(|read| {
                let page = format!("family-reads-page-{}", read.fact.page);
                let page = if self.words.has(&page) { page } else { "family-reads-page-record".to_owned() };
                let why = format!("family-reads-why-{}", read.fact.reason);
                // Whoever opened a record at once gave a reason of their own.
                let why = if self.words.has(&why) { self.words.say(&why) } else { read.fact.reason.clone() };
                let values = [
                    ("name", (self.name_of)(Some(read.fact.reader))),
                    ("part", self.part(&read.fact.capacity)),
                    ("page", self.words.say(&page)),
                    ("why", why),
                ];
                let values: Vec<(&str, &str)> =
                    values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                (full_time(read.at), self.say("decision-file-read", &values))
            })
            .collect();
        blocks.push(if rows.is_empty() {
            self.paragraph("decision-file-no-reads", &[])
        } else {
            Block::Table(rows)
        });
    }
}

/// What was decided about a need at a moment; what was decided later is another decision.
fn as_at(need: &Need, at: Timestamp) -> Option<&NeedRecorded> {
    need.recorded.iter().rfind(|recorded| recorded.at <= at).map(|recorded| &recorded.fact)
}
