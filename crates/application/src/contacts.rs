//! Contacts with the front door: who a child may be, what came before, and what a decision begins elsewhere.

use access::{Action, Actor, FieldKind, RecordKind};
use forms::{Answer, Answers};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{PersonId, StreamId, StreamKind};
use records::FoundBy;
use records::concern::{About, Raise, Raised, Raiser, Way as Raising};
use records::contact::{
    Contact, ContactChild, DecideContact, Outcome, Received as Contacted, Way, Who, about_child,
};
use records::people::SafeContact;
use records::request::{Asker, Channel, ChildDescribed, Enter, Received, WhoAsks};
use uuid::Uuid;

use crate::act::Act;
use crate::application::Application;
use crate::codes::reference;
use crate::failure::Failure;
use crate::kept::fold;
use crate::open::Opened;
use crate::search::{Asked, Why, found_by, plain_tokens, reasons};

/// The most candidates that are shown: more means that too little is known of the child to tell.
const CANDIDATES_MAX: usize = 10;

/// Somebody whom a child of a contact may be.
#[derive(Debug, Clone)]
pub struct MayBe {
    /// What linking to them says.
    pub who: Who,
    /// The name under which they are known.
    pub name: String,
    /// The date of birth, where it is known.
    pub born: Option<Date>,
    /// Why they may be the child, the strongest reason first.
    pub why: Vec<Why>,
    /// Who works with the child now, where somebody does.
    pub owner: Option<PersonId>,
}

/// An earlier or later contact about the same child.
#[derive(Debug, Clone)]
pub struct EarlierContact {
    /// The child of the contact that is looked at.
    pub child: Uuid,
    /// The other contact.
    pub contact: Uuid,
    /// When it was received.
    pub received_at: Timestamp,
    /// What was decided about the child, once it was.
    pub outcome: Option<Outcome>,
    /// What kind of caller it was: a value of the form's code set.
    pub source: Option<String>,
}

/// What was decided, for one child or several at once.
#[derive(Debug, Clone)]
pub struct DecidedTogether {
    /// The children.
    pub children: Vec<Uuid>,
    /// The outcome, why, and the five questions.
    pub answers: Answers,
    /// What the family may read of the help that is asked for.
    pub help: String,
    /// Whether a child needs protecting at once.
    pub immediate: bool,
}

impl Application {
    fn works_contacts(&self, actor: &Actor, opened: &Opened<Contact>) -> bool {
        self.may(actor, opened, Action::WorkContact, RecordKind::Contact, FieldKind::Ordinary)
    }

    /// Who a child of a contact may be: children with a record here, and children of earlier contacts who have none. Each
    /// with the reasons; nothing else of any record.
    pub async fn who_may_be(
        &self,
        actor: &Actor,
        id: Uuid,
        opened: &Opened<Contact>,
        child: Uuid,
    ) -> Result<Vec<MayBe>, Failure> {
        let described = opened.state.child(child).ok_or(Failure::NotThere)?;
        if !self.works_contacts(actor, opened) {
            return Err(Failure::NotThere);
        }
        let asked = asked_of(described);
        let mut found: Vec<MayBe> = Vec::new();
        for asked in &asked {
            for hit in self.candidates(StreamKind::Child, asked).await? {
                let who = Who::Known(hit.line.stream.id);
                match found.iter_mut().find(|known| known.who == who) {
                    Some(known) => known.why.extend(hit.why),
                    None => found.push(MayBe {
                        who,
                        name: crate::lists::name_in(hit.line.clone()),
                        born: self.born_of(hit.line.stream).await?,
                        why: hit.why,
                        owner: hit.line.owner,
                    }),
                }
            }
        }
        for asked in &asked {
            for hit in self.candidates(StreamKind::Contact, asked).await? {
                if hit.line.stream.id != id {
                    self.add_children_of_contact(&mut found, hit.line.stream, asked).await?;
                }
            }
        }
        for known in &mut found {
            known.why.sort_unstable();
            known.why.dedup();
        }
        // Two things that agree come before one.
        found.sort_by_key(|known| (std::cmp::Reverse(known.why.len()), known.why.first().copied()));
        found.truncate(CANDIDATES_MAX);
        Ok(found)
    }

    async fn born_of(&self, stream: StreamId) -> Result<Option<Date>, Failure> {
        let found = self.store().summary(self.partnership(), stream).await?;
        Ok(found.and_then(|found| found_by(&found).born))
    }

    /// Children of another contact who have no record here and fit.
    async fn add_children_of_contact(
        &self,
        found: &mut Vec<MayBe>,
        stream: StreamId,
        asked: &Asked,
    ) -> Result<(), Failure> {
        let loaded = self.store().load(self.partnership(), stream).await?;
        let contact = fold::<Contact>(stream, &loaded)?.state;
        for child in contact.children() {
            if matches!(contact.linked.get(&child.child).map(|linked| linked.fact.who), Some(Who::Known(_))) {
                continue;
            }
            let why = reasons(asked, &known_by(child));
            let who = Who::SameAs(contact.identity(child.child));
            if why.is_empty() {
                continue;
            }
            if let Some(known) = found.iter_mut().find(|known| known.who == who) {
                known.why.extend(why);
            } else {
                let (name, born) = (child.name.clone(), child.born);
                found.push(MayBe { who, name, born, why, owner: None });
            }
        }
        Ok(())
    }

    /// Other contacts about the same children, the newest first: how many, when, and what was decided. They are shown to
    /// whoever sees to this one, and decide nothing.
    pub async fn other_contacts(
        &self,
        actor: &Actor,
        id: Uuid,
        opened: &Opened<Contact>,
    ) -> Result<Vec<EarlierContact>, Failure> {
        let mut others = Vec::new();
        if !self.works_contacts(actor, opened) {
            return Ok(others);
        }
        for child in opened.state.children() {
            let identity = opened.state.identity(child.child);
            let tokens = plain_tokens(&about_child(identity));
            let hits = self.store().search(self.partnership(), StreamKind::Contact, &tokens).await?;
            for hit in hits.iter().filter(|hit| hit.stream.id != id) {
                let loaded = self.store().load(self.partnership(), hit.stream).await?;
                let other = match fold::<Contact>(hit.stream, &loaded) {
                    Ok(folded) => folded.state,
                    Err(Failure::Erased) => continue,
                    Err(failure) => return Err(failure),
                };
                let same = other.children().iter().find(|known| other.identity(known.child) == identity);
                let (Some(received), Some(same)) = (&other.received, same) else { continue };
                others.push(EarlierContact {
                    child: child.child,
                    contact: hit.stream.id,
                    received_at: received.fact.received_at,
                    outcome: other.decision(same.child).map(|decided| decided.fact.outcome),
                    source: received.fact.caller.source.clone(),
                });
            }
        }
        others.sort_by_key(|other| std::cmp::Reverse(other.received_at));
        Ok(others)
    }

    /// Decides about children of a contact, and begins elsewhere what follows, in one go: a request on the support route for
    /// each child, or one raised concern. Answers the concern, where one was raised.
    pub async fn decide_contact(
        &self,
        actor: &Actor,
        id: Uuid,
        opened: &Opened<Contact>,
        decided: DecidedTogether,
        once: Option<Uuid>,
    ) -> Result<Option<Uuid>, Failure> {
        let received = opened.state.received.as_ref().ok_or(Failure::NotThere)?;
        let outcome = decided.answers.get("decide-outcome").map(|answer| answer.chosen().join(""));
        let outcome = outcome.and_then(|name| Outcome::named(&name));
        let concern = self.new_identifier();
        let mut act = once.into_iter().fold(Act::new(), Act::once);
        let children: Vec<&ContactChild> =
            decided.children.iter().filter_map(|child| opened.state.child(*child)).collect();
        for child in &children {
            let request = self.new_identifier();
            let answers = decided.answers.clone();
            act = act.and(id, DecideContact { child: child.child, request, concern, answers });
            if outcome == Some(Outcome::SupportRoute) {
                act = act.and(request, Enter(self.request_of(actor, &received.fact, child, &decided.help)?));
            }
        }
        let discussed = outcome == Some(Outcome::StrategyDiscussion);
        if discussed {
            let raised = self.concern_of(&opened.state, &received.fact, &children, decided.immediate)?;
            let telling_review_at = self.telling_review_at();
            act = act.and(concern, Raise { raised, telling_review_at });
        }
        self.execute(actor, act).await?;
        Ok(discussed.then_some(concern))
    }

    /// The request that goes to the support route. It says what help is asked for, in words that the family may read, and
    /// nothing else of the contact.
    fn request_of(
        &self,
        actor: &Actor,
        contacted: &Contacted,
        child: &ContactChild,
        help: &str,
    ) -> Result<Received, Failure> {
        let mut answers = self.blank("ask")?;
        set(&mut answers, "what-would-help", help);
        set(&mut answers, "child-name", &child.name);
        let caller = &contacted.caller;
        let names = [&caller.name, &caller.organisation];
        let name: Vec<&str> = names.into_iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        Ok(Received {
            reference: reference(self.randomness()),
            channel: match contacted.way {
                Way::Phone => Channel::Phone,
                Way::InPerson => Channel::InPerson,
                Way::Page | Way::Email | Way::Letter | Way::System => Channel::Paper,
            },
            received_at: contacted.received_at,
            asker: Asker {
                person: PersonId(self.new_identifier()),
                name: name.join(", "),
                who: if caller.at_work { WhoAsks::Professional } else { WhoAsks::FamilyOrFriend },
                contact: reached_by(&caller.reach).unwrap_or_default(),
            },
            child: ChildDescribed { called: child.name.clone(), birth_date: child.born, age: String::new() },
            answers,
            care_may_fail: false,
            entered_by: actor.person(),
        })
    }

    fn concern_of(
        &self,
        contact: &Contact,
        contacted: &Contacted,
        children: &[&ContactChild],
        immediate: bool,
    ) -> Result<Raised, Failure> {
        let mut answers = self.blank("concern")?;
        set(&mut answers, "what-was-noticed", &contacted.words);
        let known = children.iter().find_map(|child| match contact.linked.get(&child.child)?.fact.who {
            Who::Known(record) => Some(record),
            Who::SameAs(_) | Who::Nobody => None,
        });
        let names: Vec<&str> = children.iter().map(|child| child.name.as_str()).collect();
        Ok(Raised {
            way: Raising::Practitioner,
            about: About { child: known, request: None, described: names.join(", ") },
            answers,
            noticed: contacted.words.clone(),
            immediate,
            unsure: false,
            raiser: Raiser {
                name: contacted.caller.name.clone(),
                contact: reached_by(&contacted.caller.reach),
            },
        })
    }

    fn blank(&self, form: &str) -> Result<Answers, Failure> {
        Ok(self.forms().latest(form).ok_or(Failure::NotThere)?.no_answers())
    }
}

fn set(answers: &mut Answers, question: &str, words: &str) {
    if let (Ok(question), false) = (forms::QuestionId::new(question), words.trim().is_empty()) {
        answers.set(&question, Some(Answer::Text(words.trim().to_owned())));
    }
}

fn reached_by(reach: &str) -> Option<SafeContact> {
    let value = reach.trim().to_owned();
    (!value.is_empty()).then(|| SafeContact { value, ..SafeContact::default() })
}

/// What a child as described is found by.
fn known_by(child: &ContactChild) -> FoundBy {
    FoundBy {
        names: vec![child.name.clone()],
        born: child.born,
        references: Vec::new(),
        contacts: vec![child.address.clone()],
    }
    .tidied()
}

/// What is looked for: the name with the date of birth, and the address by itself.
fn asked_of(child: &ContactChild) -> Vec<Asked> {
    let born = child.born.map(|born| born.to_string()).unwrap_or_default();
    let typed = [format!("{} {born}", child.name), child.address.clone()];
    typed.iter().map(|typed| Asked::parse(typed)).filter(|asked| !asked.words.is_empty()).collect()
}
