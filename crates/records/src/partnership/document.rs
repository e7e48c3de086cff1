//! The partnership's documents: the arrangements, the yearly report, agreements on sharing. Each has versions, an owner, those who
//! signed it off, and the days on which it was published and is in force. A version never changes.

use std::collections::BTreeSet;

use forms::{Answer, Answers, QuestionId};
use guidance::{Facts, Milestone, Rules, Scheduled};
use jiff::civil::Date;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Partnership, PartnershipEvent};
use crate::protection::ask::{day, one, words};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The form in which a document is published.
pub const DOCUMENT_FORM: &str = "document";
/// Where a document can be read begins so, or a page would lead somewhere that nobody vouches for.
const SAFE_ADDRESS: &str = "https://";
/// Of the agencies in the form, the one that is no safeguarding partner.
const NOT_A_PARTNER: &str = "another";

/// Which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// The safeguarding arrangements.
    Arrangements,
    /// The yearly report.
    YearlyReport,
    /// An agreement between agencies on sharing information.
    SharingAgreement,
}

impl DocumentKind {
    /// Each with its value in the form, which messages use too.
    pub const ALL: [(&'static str, Self); 3] = [
        ("arrangements", Self::Arrangements),
        ("yearly-report", Self::YearlyReport),
        ("sharing-agreement", Self::SharingAgreement),
    ];

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// Somebody signed it off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedFor {
    /// For which partner, by its value in the form.
    pub agency: String,
    /// Who.
    pub by: String,
    /// On which day.
    pub on: Date,
}

/// A version of a document was published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentPublished {
    /// This version.
    pub document: Uuid,
    /// Which document.
    pub kind: DocumentKind,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Who owns it.
    pub owner: String,
    /// Who signed it off.
    pub signed: Vec<SignedFor>,
    /// The day on which it was published.
    pub on: Date,
    /// The first day on which it is in force.
    pub from: Date,
    /// Where it can be read; empty where it is to be asked for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// What it says, in a few sentences.
    pub summary: String,
}

impl DocumentPublished {
    /// Its title and version.
    pub fn named(&self) -> String {
        format!("{}, {}", self.title, self.version)
    }
}

/// Publish a version of a document.
#[derive(Debug, Clone, Deserialize)]
pub struct PublishDocument {
    /// Its identifier.
    pub document: Uuid,
    /// What it is, by whom, since when.
    pub answers: Answers,
}

refusals! {
    /// Why a document cannot be published so.
    PublishDocumentRefusal {
        KindMissing = "choose which document it is", "document-needs-kind", "each document is owed for a reason of its own";
        NameMissing = "it has no title, no version or no owner", "document-needs-name", "a document has a title, a version and an owner";
        AlreadyPublished = "this version is published already", "document-published", "a published version never changes";
        NotSigned = "not every safeguarding partner has signed it off", "document-not-signed", "MA-01, MA-02: the safeguarding partners sign off arrangements and yearly report";
        SignedLater = "somebody signed it off after it was published, or in the future", "document-signed-later", "what is published was signed off before";
        InTheFuture = "it cannot have been published in the future", "held-in-future", "what happened is not what is planned";
        AddressUnsafe = "where it can be read does not begin with https://", "document-address", "a page leads nowhere that nobody vouches for";
        SummaryMissing = "it is not said what it says", "document-needs-summary", "a yearly report shows what changed for children and families";
    }
}

impl Command for PublishDocument {
    type Stream = Partnership;
    type Refusal = PublishDocumentRefusal;

    fn decide(
        &self,
        state: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, PublishDocumentRefusal> {
        let chosen = one(&self.answers, "publish-kind");
        let kind = DocumentKind::ALL.iter().find(|(value, _)| chosen.as_deref() == Some(value));
        let (_, kind) = *kind.ok_or(PublishDocumentRefusal::KindMissing)?;
        let text = |question: &str| words(&self.answers, question);
        let (title, version, owner) = (text("publish-title"), text("publish-version"), text("publish-owner"));
        if [&title, &version, &owner].iter().any(|given| given.is_empty()) {
            return Err(PublishDocumentRefusal::NameMissing);
        }
        let same = |before: &DocumentPublished| {
            before.kind == kind && before.title == title && before.version == version
        };
        if state.documents.iter().any(same) {
            return Err(PublishDocumentRefusal::AlreadyPublished);
        }
        let on = day(&self.answers, "publish-on").filter(|on| *on <= context.today());
        let on = on.ok_or(PublishDocumentRefusal::InTheFuture)?;
        let signed = signed(&self.answers);
        let partners = partners(context);
        let signed_by_all =
            partners.iter().all(|partner| signed.iter().any(|signed| signed.agency == *partner));
        if signed.is_empty() || (kind != DocumentKind::SharingAgreement && !signed_by_all) {
            return Err(PublishDocumentRefusal::NotSigned);
        }
        if signed.iter().any(|signed| signed.on > on) {
            return Err(PublishDocumentRefusal::SignedLater);
        }
        let address = text("publish-address");
        if !address.is_empty() && !address.starts_with(SAFE_ADDRESS) {
            return Err(PublishDocumentRefusal::AddressUnsafe);
        }
        let summary = text("publish-summary");
        if summary.is_empty() {
            return Err(PublishDocumentRefusal::SummaryMissing);
        }
        let from = day(&self.answers, "publish-from").unwrap_or(on);
        let document = self.document;
        Ok(vec![Decided::now(
            context,
            DocumentPublished { document, kind, title, version, owner, signed, on, from, address, summary },
        )])
    }
}

/// The safeguarding partners, as the form names them.
fn partners(context: &Context<'_>) -> BTreeSet<String> {
    let question = context.forms.latest(DOCUMENT_FORM).and_then(|form| form.question("publish-signed"));
    let fields = question.map(forms::Question::fields).unwrap_or_default();
    let field = fields.iter().find(|field| field.id.as_str() == "signed-for");
    let choices = field.map(forms::Question::choices).unwrap_or_default();
    let named = choices.iter().map(|choice| choice.value.clone());
    named.filter(|value| value != NOT_A_PARTNER).collect()
}

/// Who signed it off, row by row; a row in which something is missing does not count.
fn signed(answers: &Answers) -> Vec<SignedFor> {
    let Some(Answer::Rows(rows)) = answers.get("publish-signed") else { return Vec::new() };
    let cell = |row: &std::collections::BTreeMap<QuestionId, Answer>, name: &str| {
        QuestionId::new(name).ok().and_then(|id| row.get(&id).cloned())
    };
    let read = |row| {
        let (agency, by, on) = (cell(row, "signed-for")?, cell(row, "signed-by")?, cell(row, "signed-on")?);
        let (Answer::Choice(agency), Answer::Text(by), Answer::Date(on)) = (agency, by, on) else {
            return None;
        };
        let by = by.trim().to_owned();
        (!by.is_empty()).then_some(SignedFor { agency, by, on })
    };
    rows.iter().filter_map(read).collect()
}

impl Partnership {
    /// Every version of a document, the latest first.
    pub fn versions(&self, kind: DocumentKind) -> impl Iterator<Item = &DocumentPublished> {
        self.documents.iter().rev().filter(move |document| document.kind == kind)
    }

    /// The agreements on sharing that are in force on a day: of each title the version that began last.
    pub fn sharing_agreements(&self, today: Date) -> Vec<&DocumentPublished> {
        let mut found: Vec<&DocumentPublished> = Vec::new();
        let agreements = self
            .documents
            .iter()
            .filter(|document| document.kind == DocumentKind::SharingAgreement && document.from <= today);
        for agreement in agreements {
            let earlier = found.iter().position(|known| known.title == agreement.title);
            match earlier {
                Some(place) if found[place].from <= agreement.from => found[place] = agreement,
                Some(_) => {}
                None => found.push(agreement),
            }
        }
        found
    }

    /// What the partnership owes the public because of its documents.
    pub fn document_duties(&self, rules: &Rules) -> Vec<Scheduled> {
        let mut milestones = Vec::new();
        for document in &self.documents {
            let key = document.document.to_string();
            let on = Moment::On(document.on);
            match document.kind {
                DocumentKind::Arrangements => {
                    // They are agreed when the last partner has signed.
                    let agreed = document.signed.iter().map(|signed| signed.on).max();
                    let agreed = Moment::On(agreed.unwrap_or(document.on));
                    milestones.push(Milestone::keyed("arrangements.changed", key.clone(), agreed));
                    milestones.push(Milestone::keyed("arrangements.published", key, on));
                }
                DocumentKind::YearlyReport => milestones.push(Milestone::new("yearly_report.published", on)),
                DocumentKind::SharingAgreement => {}
            }
        }
        rules.schedule(&milestones, &Facts::default())
    }
}
