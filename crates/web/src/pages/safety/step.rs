//! The steps of a diversion record: which sections of the form each asks, who may take it and when, and which command it
//! becomes.

use access::{Action, Actor};
use application::{Act, Application, Failure, Opened};
use forms::Answers;
use records::concern::{
    AddPart, CloseDiscussion, Closing, Concern, ConfirmDiversion, DecideDiversion, DiversionConfirmed,
    Emergency, EnquiryAbout, OutcomeRecorded, Part, ProposeDiversion, RecordOutcome, RecordTalk,
    StartEnquiries, StrategyClosed, TalkHeld,
};
use uuid::Uuid;

/// What stands in for the words that somebody would still write, where it is only asked whether they may write them.
pub(super) const SAID: &str = "-";

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Propose to cross.
    Propose,
    /// Decide the proposal.
    Decide,
    /// Start enquiries at once, with no proposal.
    Emergency,
    /// Start enquiries, as the strategy discussion decides.
    Enquiries,
    /// Look at what one person decided alone.
    Confirm,
    /// Close the strategy discussion.
    Close,
    /// Say what was found.
    Outcome,
    /// Write down the conversation with somebody who is unsure.
    Talk,
    /// Complete a part.
    Part(Part),
}

impl Step {
    /// Every step that is no part, in the order in which they come.
    pub(super) const DOING: [Self; 8] = [
        Self::Talk,
        Self::Propose,
        Self::Decide,
        Self::Emergency,
        Self::Confirm,
        Self::Enquiries,
        Self::Close,
        Self::Outcome,
    ];

    /// The step of a name in an address.
    pub(super) fn of(name: &str) -> Option<Self> {
        let doing = Self::DOING.into_iter().find(|step| step.name() == name);
        doing.or_else(|| Part::of_section(name).map(Self::Part))
    }

    /// Its name in addresses and messages.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Propose => "propose",
            Self::Decide => "decide",
            Self::Emergency => "emergency",
            Self::Enquiries => "enquiries",
            Self::Confirm => "confirm",
            Self::Close => "close",
            Self::Outcome => "outcome",
            Self::Talk => "talk",
            Self::Part(part) => part.section(),
        }
    }

    /// The sections of the form that stand on its page.
    pub(super) const fn sections(self) -> &'static [&'static str] {
        match self {
            Self::Propose => &["facts", "significance", "grounds", "source"],
            Self::Decide => &["deciding"],
            Self::Emergency => &["emergency", "enquiry"],
            Self::Enquiries => &["enquiry"],
            Self::Confirm => &["confirming"],
            Self::Close => &["closing"],
            Self::Outcome => &["outcome"],
            Self::Talk => &["talk"],
            Self::Part(Part::Significance) => &["significance"],
            Self::Part(Part::Source) => &["source"],
            Self::Part(Part::Agencies) => &["agencies"],
            Self::Part(Part::Children) => &["children"],
            Self::Part(Part::Alternatives) => &["alternatives"],
            Self::Part(Part::Adviser) => &["adviser"],
            Self::Part(Part::Agreement) => &["agreement"],
            Self::Part(Part::Officer) => &["officer"],
            Self::Part(Part::Setting) => &["setting"],
        }
    }

    /// What the table must allow.
    pub(super) const fn action(self) -> Action {
        match self {
            Self::Propose => Action::ProposeCrossing,
            Self::Decide | Self::Confirm | Self::Outcome => Action::DecideCrossing,
            Self::Emergency | Self::Enquiries => Action::StartEnquiries,
            Self::Talk => Action::AnswerConcern,
            Self::Close | Self::Part(_) => Action::CompleteCrossing,
        }
    }

    /// Whether an answer that is missing sends the page back. It never does where a child could wait for it: what is
    /// missing there is asked for afterwards.
    pub(super) const fn waits_for_answers(self) -> bool {
        matches!(self, Self::Decide | Self::Confirm | Self::Close | Self::Outcome | Self::Talk)
    }

    /// Whether there is anything to do in it as things stand.
    pub(super) fn is_open(self, concern: &Concern) -> bool {
        let diversion = &concern.diversion;
        let (opened, begun) = (diversion.opened.is_some(), diversion.enquiry.is_some());
        let unsure = concern.raised.as_ref().is_some_and(|raised| raised.fact.unsure);
        match self {
            Self::Propose => !opened && diversion.waiting().is_none(),
            Self::Decide => diversion.waiting().is_some(),
            Self::Emergency => !opened,
            Self::Enquiries => opened && !begun && diversion.outcome.is_none(),
            Self::Confirm => diversion.alone_since().is_some() && diversion.confirmed.is_none(),
            Self::Close => diversion.is_open(),
            Self::Outcome => diversion.closed.is_some() && diversion.outcome.is_none(),
            Self::Talk => unsure && diversion.talks.is_empty(),
            Self::Part(part) => part == Part::Source || concern.parts_asked().any(|asked| asked == part),
        }
    }

    /// Whether it would be taken from this reader, as far as that hangs on who they are and what time it is: asked before
    /// the way to it is shown.
    pub(super) async fn is_theirs(
        self,
        application: &Application,
        actor: &Actor,
        opened: &Opened<Concern>,
    ) -> Result<bool, Failure> {
        let words = || SAID.to_owned();
        match self {
            Self::Decide => {
                let waiting = opened.state.diversion.waiting();
                let proposal = waiting.map_or(Uuid::nil(), |waiting| waiting.made.fact.proposal);
                let decide = DecideDiversion { proposal, divert: true, words: words() };
                application.would_take(actor, opened, &decide).await
            }
            Self::Confirm => {
                let confirm = ConfirmDiversion(DiversionConfirmed { agrees: true, words: words() });
                application.would_take(actor, opened, &confirm).await
            }
            Self::Outcome => {
                let outcome = RecordOutcome(OutcomeRecorded { substantiated: true, why: words() });
                application.would_take(actor, opened, &outcome).await
            }
            _ => Ok(true),
        }
    }

    /// What it becomes. Nothing else in the service makes these commands.
    pub(super) fn act(self, application: &Application, id: Uuid, concern: &Concern, answers: Answers) -> Act {
        let words = |question: &str| answers.text(question).unwrap_or_default().to_owned();
        let chosen =
            |question: &str| answers.get(question).and_then(|answer| answer.chosen().first().copied());
        let about = || {
            EnquiryAbout::ALL
                .iter()
                .find(|(value, _)| chosen("enquiry-about") == Some(value))
                .map(|(_, about)| *about)
        };
        match self {
            Self::Propose => {
                let proposal = application.new_identifier();
                Act::on(id, ProposeDiversion { proposal, answers })
            }
            Self::Decide => {
                let waiting = concern.diversion.waiting();
                let proposal = waiting.map_or(Uuid::nil(), |waiting| waiting.made.fact.proposal);
                let divert = answers.is("decision", "divert");
                Act::on(id, DecideDiversion { proposal, divert, words: words("decision-why") })
            }
            Self::Emergency | Self::Enquiries => {
                let ground =
                    Emergency::ALL.iter().find(|(value, _)| chosen("emergency-ground") == Some(value));
                let ground = ground.map(|(_, ground)| *ground);
                Act::on(id, StartEnquiries { ground, about: about(), words: words("enquiry-words") })
            }
            Self::Confirm => {
                let agrees = answers.is("confirmation", "agree");
                let words = words("confirmation-why");
                Act::on(id, ConfirmDiversion(DiversionConfirmed { agrees, words }))
            }
            Self::Close => {
                let decided = Closing::ALL.iter().find(|(value, _)| chosen("closing") == Some(value));
                let decided = decided.map_or(Closing::Enquiries, |(_, decided)| *decided);
                Act::on(id, CloseDiscussion(StrategyClosed { decided, why: words("closing-why") }))
            }
            Self::Outcome => {
                let substantiated = answers.is("outcome", "substantiated");
                let why = words("outcome-why");
                Act::on(id, RecordOutcome(OutcomeRecorded { substantiated, why }))
            }
            Self::Talk => {
                let (with, words) = (words("talk-with"), words("talk-words"));
                Act::on(id, RecordTalk(TalkHeld { with, words }))
            }
            Self::Part(part) => Act::on(id, AddPart { part, answers }),
        }
    }
}
