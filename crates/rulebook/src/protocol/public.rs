//! What a protocol says to families, as a value that a page or a file can show: what happens when they ask, with the days.
//!
//! The words are data (`messages/en/protocol-page.toml`) and the protocol's own. What a family may not see, such as the times
//! in which a worry must be looked at, is not in the value at all.

mod words;

use guidance::{Bound, Clause, Guidance, Limit, Protocol, Rules, Unit, Verified, full_date};
use jiff::civil::Date;
use serde::Serialize;

pub use words::{PageWords, WordsUnread};

use self::words::{StepWords, filled};
use crate::text::listed;

/// The public page of a protocol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublicProtocol {
    /// The title of the page.
    pub title: String,
    /// The protocol's name.
    pub name: String,
    /// What a template or an invented partnership says of itself.
    pub notice: Option<String>,
    /// What the page is.
    pub lead: String,
    /// Its parts, in order.
    pub sections: Vec<Section>,
    /// The words of links that help to find the way.
    pub skip: String,
    /// The heading of the list of parts.
    pub contents: String,
}

/// A part of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its name in an address: `steps`.
    pub id: &'static str,
    /// Its heading.
    pub heading: String,
    /// What it says, one thing after the other.
    pub blocks: Vec<Block>,
}

/// One thing that a part says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its words.
        says: String,
    },
    /// A list of things, in no order.
    Points {
        /// Each of them.
        points: Vec<String>,
    },
    /// What happens, in order.
    Steps {
        /// Each of them.
        steps: Vec<Step>,
    },
    /// Promises that belong to no step.
    Promises {
        /// Each of them.
        promises: Vec<Promise>,
    },
    /// Names, and what belongs to each.
    Facts {
        /// Each of them.
        facts: Vec<Fact>,
    },
}

/// A name, and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The name.
    pub name: String,
    /// What belongs to it.
    pub says: String,
}

/// One step of what happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its name in an address: `ask`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What happens.
    pub says: String,
    /// What is promised, with the days.
    pub promises: Vec<Promise>,
}

/// Something that is done within a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Promise {
    /// The clock (`K01`) or the local standard (`LS-READ`) that it comes from.
    pub of: String,
    /// What is done, and when.
    pub says: String,
    /// Where it comes from: the clause as it is cited, or the partnership.
    pub basis: String,
    /// The badge of what was not verified.
    pub badge: Option<String>,
}

/// What the value is made from.
struct Making<'a> {
    protocol: &'a Protocol,
    guidance: &'a Guidance,
    words: &'a PageWords,
    today: Date,
    /// Whether a partnership checked a clause.
    checked: &'a dyn Fn(&str) -> bool,
    /// The clauses that were cited, in order.
    cited: Vec<(&'a Clause, Verified)>,
}

impl PublicProtocol {
    /// The page of the protocol of these rules, as it is on that day.
    pub fn of(rules: &Rules, words: &PageWords, today: Date) -> Self {
        Self::as_checked(rules, words, today, &|_| false)
    }

    /// The same, where a partnership has checked clauses itself: what rests on one of them alone carries no badge.
    pub fn as_checked(rules: &Rules, words: &PageWords, today: Date, checked: &dyn Fn(&str) -> bool) -> Self {
        let (protocol, guidance) = (rules.protocol(), rules.guidance());
        let partnership = &protocol.settings().partnership;
        let mut making = Making { protocol, guidance, words, today, checked, cited: Vec::new() };
        let sections = making.sections();
        Self {
            title: words.title.clone(),
            name: filled(&words.subtitle, &[("name", protocol.name())]),
            notice: partnership.notice.clone(),
            lead: filled(&words.lead, &[("authority", &partnership.authority)]),
            sections,
            skip: words.skip.clone(),
            contents: words.contents.clone(),
        }
    }

    /// Everything that it says, one text after the other.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts = vec![self.title.as_str(), &self.name, &self.lead];
        texts.extend(self.notice.as_deref());
        for section in &self.sections {
            texts.push(&section.heading);
            for block in &section.blocks {
                match block {
                    Block::Paragraph { says } => texts.push(says),
                    Block::Points { points } => texts.extend(points.iter().map(String::as_str)),
                    Block::Promises { promises } => {
                        texts.extend(promises.iter().map(|one| one.says.as_str()));
                    }
                    Block::Facts { facts } => {
                        texts.extend(facts.iter().flat_map(|fact| [fact.name.as_str(), &fact.says]));
                    }
                    Block::Steps { steps } => {
                        for step in steps {
                            texts.extend([step.title.as_str(), &step.says]);
                            texts.extend(step.promises.iter().map(|one| one.says.as_str()));
                        }
                    }
                }
            }
        }
        texts
    }
}

impl<'a> Making<'a> {
    fn sections(&mut self) -> Vec<Section> {
        let headings = &self.words.headings;
        let sections = vec![
            Section { id: "who", heading: headings.who.clone(), blocks: self.who() },
            Section { id: "steps", heading: headings.steps.clone(), blocks: self.steps() },
            Section { id: "not-asked", heading: headings.not_asked.clone(), blocks: self.not_asked() },
            Section { id: "part", heading: headings.part.clone(), blocks: self.part() },
            Section { id: "joined", heading: headings.joined.clone(), blocks: self.joined() },
            Section { id: "groups", heading: headings.groups.clone(), blocks: self.groups() },
            Section { id: "challenge", heading: headings.challenge.clone(), blocks: self.challenge() },
            Section { id: "safety", heading: headings.safety.clone(), blocks: self.safety() },
            Section { id: "about", heading: headings.about.clone(), blocks: self.about() },
            // Last, so that every clause that was cited before is known.
            Section { id: "checked", heading: headings.checked.clone(), blocks: self.checked() },
        ];
        sections.into_iter().filter(|section| !section.blocks.is_empty()).collect()
    }

    fn who(&self) -> Vec<Block> {
        let route = &self.protocol.settings().route;
        let mut says: Vec<String> = Vec::new();
        if !route.name.is_empty() {
            says.push(filled(&self.words.who.name, &[("route", &route.name)]));
        }
        says.extend((!route.entry_test.is_empty()).then(|| route.entry_test.clone()));
        if route.support_unless_harm_recorded {
            says.push(self.words.who.by_default.clone());
        }
        says.into_iter().map(|says| Block::Paragraph { says }).collect()
    }

    fn steps(&mut self) -> Vec<Block> {
        let words = self.words;
        let steps: Vec<Step> = words.step.iter().filter_map(|step| self.step(step)).collect();
        if steps.is_empty() { Vec::new() } else { vec![Block::Steps { steps }] }
    }

    fn step(&mut self, words: &'a StepWords) -> Option<Step> {
        let promises: Vec<Promise> =
            words.promise.iter().filter_map(|promise| self.promise(&promise.of, &promise.says)).collect();
        let none_kept = promises.is_empty() && !words.promise.is_empty();
        (!none_kept).then(|| Step {
            id: words.id.clone(),
            title: words.title.clone(),
            says: words.says.clone(),
            promises,
        })
    }

    /// A promise, when the protocol or the law makes it and a family may see it.
    fn promise(&mut self, of: &str, says: &str) -> Option<Promise> {
        let basis = &self.words.basis;
        if let Some(standard) = self.protocol.standard(of) {
            let limit = standard.limit.filter(|_| standard.shown_to_family)?;
            let limit = match &standard.by {
                Some(_) => filled(&self.words.limits.by_day, &[("count", &limit.count.to_string())]),
                None => self.said(limit),
            };
            return Some(Promise {
                of: of.to_owned(),
                says: in_time(says, &limit),
                basis: basis.local.clone(),
                badge: None,
            });
        }
        let clock = self.guidance.clock_on(of, self.today)?;
        let clause = crate::said::cited(self.guidance, &clock.clauses, self.today)?;
        let as_read = clock.verified.min(clause.verified);
        let verified = if (self.checked)(&clause.id) { Verified::Primary } else { as_read };
        self.cited.push((clause, verified));
        let tighter = self.protocol.tightened(of).filter(|count| *count != clock.limit.count);
        let limit = Limit { count: tighter.unwrap_or(clock.limit.count), ..clock.limit };
        let from = if tighter.is_some() { &basis.tighter } else { &basis.law };
        Some(Promise {
            of: of.to_owned(),
            says: in_time(says, &self.said(limit)),
            basis: filled(from, &[("citation", &clause.citation)]),
            badge: verified.needs_badge().then(|| basis.badge.clone()),
        })
    }

    fn said(&self, limit: Limit) -> String {
        let words = &self.words.limits;
        let days = matches!(limit.unit, Unit::CalendarDays | Unit::WorkingDays);
        let template = match (limit.count, limit.bound) {
            (0, _) if days => &words.same_day,
            (_, Bound::Max) => &words.within,
            (_, Bound::Min) => &words.at_least,
        };
        filled(template, &[("limit", &limit.to_string())])
    }

    fn not_asked(&self) -> Vec<Block> {
        let words = &self.words.not_asked;
        let said = |id: &String| {
            let other = || filled(&words.other, &[("id", &id.replace('-', " "))]);
            words.says.get(id).cloned().unwrap_or_else(other)
        };
        let points: Vec<String> = self.protocol.settings().route.left_out.iter().map(said).collect();
        if points.is_empty() {
            return Vec::new();
        }
        vec![Block::Paragraph { says: words.lead.clone() }, Block::Points { points }]
    }

    fn part(&self) -> Vec<Block> {
        let (words, contents) = (&self.words.part, &self.protocol.settings().contents);
        let views = &contents.views;
        facts([
            (&words.child, &views.child),
            (&words.parents, &views.parents),
            (&words.family, &views.family),
            (&words.carers, &views.carers),
            (&words.shown, &views.shown),
            (&words.agreement, &contents.involvement.agreement),
            (&words.understood, &contents.assessment.understood),
            (&words.lead, &contents.lead_practitioner.may_lead),
            (&words.lead_decided, &contents.lead_practitioner.decided_by),
        ])
    }

    fn joined(&self) -> Vec<Block> {
        let (words, contents) = (&self.words.joined, &self.protocol.settings().contents);
        facts([
            (&words.one_process, &contents.specialist.one_process),
            (&words.one_plan, &contents.specialist.one_plan),
            (&words.same_worker, &contents.family_help.same_worker),
            (&words.support, &contents.assessment.support),
        ])
    }

    fn groups(&self) -> Vec<Block> {
        let groups = &self.protocol.settings().contents.groups;
        let facts = groups.iter().map(|group| Fact { name: group.name.clone(), says: group.needs.clone() });
        let facts: Vec<Fact> = facts.collect();
        if facts.is_empty() { Vec::new() } else { vec![Block::Facts { facts }] }
    }

    fn challenge(&mut self) -> Vec<Block> {
        let (all, settings) = (self.words, self.protocol.settings());
        let challenge = &settings.contents.challenge;
        let mut blocks: Vec<Block> =
            challenge.how.iter().map(|says| Block::Paragraph { says: says.clone() }).collect();
        let worded = all.challenge_promise.iter();
        let promises: Vec<Promise> =
            worded.filter_map(|promise| self.promise(&promise.of, &promise.says)).collect();
        if !promises.is_empty() {
            blocks.push(Block::Promises { promises });
        }
        let (words, contact) = (&all.challenge, &settings.complaints);
        let contact = filled(
            &words.contact_says,
            &[
                ("name", &contact.name),
                ("telephone", &contact.telephone),
                ("email", &contact.email),
                ("hours", &contact.hours),
            ],
        );
        blocks.extend(facts([
            (&words.contact, &Some(contact)),
            (&words.procedure, &challenge.procedure),
            (&words.outside, &challenge.outside),
        ]));
        blocks
    }

    fn safety(&self) -> Vec<Block> {
        let (words, line) = (&self.words.safety, &self.protocol.settings().safety_line);
        let number = [("number", line.number.as_str()), ("answered_by", &sentence(&line.answered_by))];
        vec![
            Block::Paragraph { says: filled(&words.emergency, &[("emergency", &line.emergency)]) },
            Block::Paragraph { says: filled(&words.number, &number) },
        ]
    }

    fn about(&self) -> Vec<Block> {
        let (words, settings) = (&self.words.about, self.protocol.settings());
        let publication = &settings.contents.publication;
        let or_not_yet = |said: Option<String>| said.unwrap_or_else(|| words.not_yet.clone());
        let agreed = settings.contents.agreed_by.iter().map(|agreed| {
            let day = agreed.on.map_or_else(|| words.not_yet.clone(), full_date);
            filled(&words.agreed_on, &[("name", &agreed.name), ("day", &day)])
        });
        let agreed: Vec<String> = agreed.collect();
        let groups = &settings.co_production.groups;
        let made_with = if groups.is_empty() { words.nobody_yet.clone() } else { listed(groups) };
        let edition = self.guidance.edition_on(self.today).map(|edition| edition.title.clone());
        let mut facts = vec![
            (&words.version, self.protocol.version().to_owned()),
            (&words.owner, or_not_yet(publication.owner.clone())),
            (&words.published, or_not_yet(publication.published_on.map(full_date))),
            (&words.review, or_not_yet(publication.review_by.map(full_date))),
            (&words.r#where, or_not_yet(publication.r#where.clone())),
            (&words.made_with, made_with),
        ];
        facts.extend(settings.co_production.agreed_on.map(|day| (&words.made_on, full_date(day))));
        facts.push((
            &words.agreed_by,
            if agreed.is_empty() { words.not_yet.clone() } else { agreed.join("; ") },
        ));
        facts.extend(edition.map(|edition| (&words.edition, edition)));
        facts.push((&words.printed, full_date(self.today)));
        let facts = facts.into_iter().map(|(name, says)| Fact { name: name.clone(), says });
        vec![Block::Facts { facts: facts.collect() }]
    }

    fn checked(&self) -> Vec<Block> {
        let words = &self.words.checked;
        let mut points: Vec<String> = Vec::new();
        for (clause, verified) in self.cited.iter().filter(|(_, verified)| verified.needs_badge()) {
            let how = self.words.basis.how(*verified);
            let mut point = filled(&words.item, &[("citation", &clause.citation), ("how", how)]);
            if let Some(doubts) = &clause.doubts {
                point = format!("{point} {}", filled(&words.doubts, &[("doubts", doubts)]));
            }
            if !points.contains(&point) {
                points.push(point);
            }
        }
        if points.is_empty() {
            return vec![Block::Paragraph { says: words.nothing.clone() }];
        }
        vec![Block::Paragraph { says: words.lead.clone() }, Block::Points { points }]
    }
}

/// What the protocol says of these, as names and texts; nothing where it says nothing of any.
fn facts<const COUNT: usize>(pairs: [(&String, &Option<String>); COUNT]) -> Vec<Block> {
    let said = pairs.into_iter().filter_map(|(name, says)| says.as_ref().map(|says| (name, says)));
    let facts: Vec<Fact> = said.map(|(name, says)| Fact { name: name.clone(), says: says.clone() }).collect();
    if facts.is_empty() { Vec::new() } else { vec![Block::Facts { facts }] }
}

/// A promise with its time in it.
fn in_time(says: &str, limit: &str) -> String {
    filled(says, &[("limit", limit), ("when", &sentence(limit))])
}

/// With a capital letter at its start.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
