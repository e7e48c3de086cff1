//! The child's family and network: people, what they are to the child, and where they live, as it changes. Each version stays;
//! within one, a person who moved stands once for each home.

use forms::{Answer, Answers, QuestionId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::ask::{has_rows, leads};
use super::{Protection, ProtectionEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The question whose rows are the people.
const PEOPLE: &str = "network-people";
/// What this child is to themselves.
const THIS_CHILD: &str = "child";

/// The family and network were written down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NetworkWritten {
    /// Who, what they are to the child, where they live.
    pub answers: Answers,
}

/// Write the family and network down.
#[derive(Debug, Clone, Deserialize)]
pub struct WriteNetwork(pub Answers);

refusals! {
    /// Why it cannot be written so.
    WriteNetworkRefusal {
        NotBegun = "there is no such record", "protection-not-begun", "a network is somebody's";
        NotLead = "whoever leads keeps the list", "network-not-lead", "one person answers for the list, so that nobody overwrites another";
        Nobody = "name at least one person", "network-empty", "a network has people";
        TwoChildren = "the list has one row for this child in each home", "network-child-twice", "the child lives in one home on one day";
        UntilBeforeSince = "somebody left a home before they came to it", "network-until-before-since", "what ends began before";
    }
}

/// Somebody of the family or network, in one home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Their name.
    pub name: String,
    /// What they are to the child, as the form lists it.
    pub relation: String,
    /// When they were born, or are expected.
    pub born: Option<Date>,
    /// Whether they have parental responsibility: `yes`, `no`, `not-known`.
    pub responsible: String,
    /// What their home is called; empty where it is not known.
    pub home: String,
    /// Since when they live there.
    pub since: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
    /// How it is between them and the child, as the form lists it; empty where nobody has said.
    pub tie: String,
    /// What they can do, or what to know.
    pub words: String,
}

impl Member {
    fn of(row: &BTreeMap<QuestionId, Answer>) -> Self {
        let answer = |field: &str| row.iter().find(|(id, _)| id.as_str() == field).map(|(_, answer)| answer);
        let text = |field: &str| match answer(field) {
            Some(Answer::Text(text) | Answer::Choice(text)) => text.trim().to_owned(),
            _ => String::new(),
        };
        let date = |field: &str| match answer(field) {
            Some(Answer::Date(date)) => Some(*date),
            _ => None,
        };
        Self {
            name: text("member-name"),
            relation: text("member-relation"),
            born: date("member-born"),
            responsible: text("member-responsible"),
            home: text("member-home"),
            since: date("member-since"),
            until: date("member-until"),
            tie: text("member-tie"),
            words: text("member-words"),
        }
    }

    /// Whether it is the child whom the record is about.
    pub fn is_this_child(&self) -> bool {
        self.relation == THIS_CHILD
    }

    /// Whether they are not born on that day.
    pub fn is_unborn_on(&self, day: Date) -> bool {
        self.born.is_some_and(|born| born > day)
    }

    /// Whether this row is how it was on that day: they had come, and had not left. The last day counts.
    pub fn holds_on(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl Protection {
    /// Everybody of the family and network, in the order in which they were written, as it is known now.
    pub fn network(&self) -> Vec<Member> {
        self.networks.last().map(|written| members(&written.fact.answers)).unwrap_or_default()
    }
}

fn members(answers: &Answers) -> Vec<Member> {
    match answers.get(PEOPLE) {
        Some(Answer::Rows(rows)) => rows.iter().map(Member::of).collect(),
        _ => Vec::new(),
    }
}

/// Whether two rows hold at once for longer than the day on which somebody moves.
fn overlap(one: &Member, other: &Member) -> bool {
    let begins_before = |one: &Member, other: &Member| match (one.since, other.until) {
        (Some(since), Some(until)) => since < until,
        _ => true,
    };
    begins_before(one, other) && begins_before(other, one)
}

impl Command for WriteNetwork {
    type Stream = Protection;
    type Refusal = WriteNetworkRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, WriteNetworkRefusal> {
        if !state.is_begun() {
            return Err(WriteNetworkRefusal::NotBegun);
        }
        if !leads(state, context) {
            return Err(WriteNetworkRefusal::NotLead);
        }
        if !has_rows(&self.0, PEOPLE) {
            return Err(WriteNetworkRefusal::Nobody);
        }
        let members = members(&self.0);
        if members
            .iter()
            .any(|member| member.since.zip(member.until).is_some_and(|(since, until)| until < since))
        {
            return Err(WriteNetworkRefusal::UntilBeforeSince);
        }
        let children: Vec<&Member> = members.iter().filter(|member| member.is_this_child()).collect();
        let twice = children
            .iter()
            .enumerate()
            .any(|(at, one)| children.iter().skip(at + 1).any(|other| overlap(one, other)));
        if twice {
            return Err(WriteNetworkRefusal::TwoChildren);
        }
        Ok(vec![Decided::now(context, NetworkWritten { answers: self.0.clone() })])
    }
}
