//! The steps of a child's protection: which section of the form each asks, who may take it and when, and which command it
//! becomes.

use access::Action;
use application::{Act, Application};
use forms::Answers;
use guidance::{Occasion, Rules};
use jiff::civil::Date;
use kernel::{EntryId, Moment, PersonId, london_instant};
use records::protection::{
    AnswerDisagreement, AnswerFamilyMeeting, CallConference, CloseHousehold, ConsiderProceedings, Convene,
    DecideConclusion, DecideProceedings, Disagree, EndOrder, EndPlan, EndProceedings, ExtendOrder,
    FollowDisagreement, FollowSupervision, GiveSeat, GiveView, HoldBack, HoldConference, HoldCoreGroup,
    HoldDiscussion, HoldFamilyMeeting, HoldProceedingsMeeting, Incident, NameChair, NameLead, NotifyPanel,
    OfferFamilyMeeting, OrderKind, Proceedings, ProposeConclusion, Protection, RecordIncident, RecordOrder,
    RecordSeen, RecordTransfer, RecordVisit, SendRapidReview, SettleLeadArea, ShareReport, Supervise,
    TellOfOrder, TellPartners, WriteNetwork, WritePlan,
};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::pages::children::breaks::times;

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Call a strategy discussion together.
    Convene,
    /// The same discussion is about another child.
    Another,
    /// Record what it decided.
    Discussion,
    /// Decide about every child of the household.
    Household,
    /// Name who leads.
    Lead,
    /// Give somebody of another agency a seat.
    Seat,
    /// The child was seen.
    Seen,
    /// Say what the enquiries found.
    Conclude,
    /// Agree to it, or send it back.
    Authorise,
    /// A child with a plan moved here.
    Transfer,
    /// Name who chairs.
    Chair,
    /// Call a conference.
    Call,
    /// A report reached somebody.
    Report,
    /// An agency's view.
    View,
    /// What the conference decided.
    Hold,
    /// Write the plan.
    Plan,
    /// The core group met.
    CoreGroup,
    /// A visit.
    Visit,
    /// End the plan.
    End,
    /// Police protection or an order.
    Order,
    /// It was extended.
    OrderExtend,
    /// Everybody was told of it.
    OrderTold,
    /// It ended.
    OrderEnd,
    /// Tell somebody of the family.
    Tell,
    /// Somebody is not told yet.
    NotYet,
    /// Say that you disagree.
    Disagree,
    /// Answer a disagreement.
    DisagreeAnswer,
    /// Say whether it is settled.
    DisagreeNext,
    /// Write down the family and network.
    Network,
    /// Offer a meeting of the family's own.
    FamilyOffer,
    /// What the family answered.
    FamilyAnswer,
    /// The family met.
    FamilyMet,
    /// Care proceedings are considered.
    Proceedings,
    /// A meeting before them.
    ProceedingsMet,
    /// Whether the court is asked.
    ProceedingsDecide,
    /// The final order.
    ProceedingsEnd,
    /// A child died or was seriously harmed.
    Incident,
    /// The council notified.
    IncidentPanel,
    /// Partners were told.
    IncidentPartners,
    /// The other area leads.
    IncidentArea,
    /// The rapid review was sent.
    IncidentReview,
    /// A supervisor and a worker talked about the child.
    Supervise,
    /// What came of it was done.
    Supervised,
}

/// Whom a step asks to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picks {
    /// A practitioner in one of these capacities.
    Practitioner(&'static [&'static str]),
    /// Somebody of the family; another name may be written instead.
    Family,
    /// Somebody else who works on this record, or nobody.
    Table,
    /// Anybody who works on this record, or nobody.
    Workers,
}

impl Step {
    /// Every step, in the order in which they come.
    pub(super) const ALL: [Self; 43] = [
        Self::IncidentPanel,
        Self::IncidentPartners,
        Self::IncidentArea,
        Self::IncidentReview,
        Self::Supervised,
        Self::DisagreeAnswer,
        Self::DisagreeNext,
        Self::Discussion,
        Self::Another,
        Self::Household,
        Self::Lead,
        Self::Seen,
        Self::Conclude,
        Self::Authorise,
        Self::Chair,
        Self::Call,
        Self::Report,
        Self::View,
        Self::Hold,
        Self::Plan,
        Self::Visit,
        Self::CoreGroup,
        Self::End,
        Self::Seat,
        Self::FamilyAnswer,
        Self::FamilyMet,
        Self::ProceedingsMet,
        Self::ProceedingsDecide,
        Self::ProceedingsEnd,
        Self::FamilyOffer,
        Self::Network,
        Self::Disagree,
        Self::Tell,
        Self::NotYet,
        Self::OrderTold,
        Self::OrderExtend,
        Self::OrderEnd,
        Self::Convene,
        Self::Transfer,
        Self::Supervise,
        Self::Order,
        Self::Proceedings,
        Self::Incident,
    ];

    /// The step of a name in an address.
    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// The section of the form that it asks.
    pub(super) const fn section(self) -> &'static str {
        match self {
            Self::Another => Self::Convene.name(),
            _ => self.name(),
        }
    }

    /// Its name in addresses and messages.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Convene => "convene",
            Self::Another => "another",
            Self::Discussion => "discussion",
            Self::Household => "household",
            Self::Lead => "lead",
            Self::Seat => "seat",
            Self::Seen => "seen",
            Self::Conclude => "conclude",
            Self::Authorise => "authorise",
            Self::Transfer => "transfer",
            Self::Chair => "chair",
            Self::Call => "call",
            Self::Report => "report",
            Self::View => "view",
            Self::Hold => "hold",
            Self::Plan => "plan",
            Self::CoreGroup => "core-group",
            Self::Visit => "visit",
            Self::End => "end",
            Self::Order => "order",
            Self::OrderExtend => "order-extend",
            Self::OrderTold => "order-told",
            Self::OrderEnd => "order-end",
            Self::Tell => "tell",
            Self::NotYet => "not-yet",
            Self::Disagree => "disagree",
            Self::DisagreeAnswer => "disagree-answer",
            Self::DisagreeNext => "disagree-next",
            Self::Network => "network",
            Self::FamilyOffer => "family-offer",
            Self::FamilyAnswer => "family-answer",
            Self::FamilyMet => "family-met",
            Self::Proceedings => "proceedings",
            Self::ProceedingsMet => "proceedings-met",
            Self::ProceedingsDecide => "proceedings-decide",
            Self::ProceedingsEnd => "proceedings-end",
            Self::Incident => "incident",
            Self::IncidentPanel => "incident-panel",
            Self::IncidentPartners => "incident-partners",
            Self::IncidentArea => "incident-area",
            Self::IncidentReview => "incident-review",
            Self::Supervise => "supervise",
            Self::Supervised => "supervised",
        }
    }

    /// What the table must allow.
    pub(super) const fn action(self) -> Action {
        match self {
            Self::Convene
            | Self::Another
            | Self::Discussion
            | Self::Household
            | Self::Transfer
            | Self::Incident => Action::ConveneDiscussion,
            Self::Lead
            | Self::Chair
            | Self::Authorise
            | Self::Proceedings
            | Self::ProceedingsDecide
            | Self::ProceedingsEnd
            | Self::IncidentPanel
            | Self::IncidentPartners
            | Self::IncidentArea
            | Self::IncidentReview => Action::AuthoriseProtection,
            Self::Supervise => Action::Oversee,
            Self::Seen
            | Self::Conclude
            | Self::Plan
            | Self::Visit
            | Self::Network
            | Self::FamilyOffer
            | Self::FamilyAnswer
            | Self::FamilyMet => Action::LeadProtection,
            Self::ProceedingsMet
            | Self::Seat
            | Self::Call
            | Self::Report
            | Self::View
            | Self::CoreGroup
            | Self::Disagree
            | Self::DisagreeAnswer
            | Self::DisagreeNext
            | Self::Supervised => Action::TakePart,
            Self::Hold | Self::End => Action::ChairConference,
            Self::Order | Self::OrderExtend | Self::OrderTold | Self::OrderEnd => Action::RecordOrder,
            Self::Tell | Self::NotYet => Action::DecideTelling,
        }
    }

    /// Whether it can be taken at any time, and nothing that stands asks for it.
    pub(super) const fn is_for_any_time(self) -> bool {
        matches!(
            self,
            Self::Another
                | Self::Report
                | Self::Seat
                | Self::Network
                | Self::FamilyOffer
                | Self::Proceedings
                | Self::Disagree
                | Self::Tell
                | Self::NotYet
                | Self::Convene
                | Self::Transfer
                | Self::Order
                | Self::Incident
                | Self::Supervise
        )
    }

    /// Before what it is that somebody reads what the principles and standards ask.
    pub(super) const fn occasion(self) -> Option<Occasion> {
        match self {
            Self::Seen | Self::Visit => Some(Occasion::Visit),
            Self::Call | Self::Hold | Self::CoreGroup => Some(Occasion::Meeting),
            Self::Report | Self::Tell => Some(Occasion::Telling),
            _ => None,
        }
    }

    /// Whether a record may begin with it.
    pub(super) const fn begins(self) -> bool {
        matches!(self, Self::Convene | Self::Transfer | Self::Order | Self::Incident)
    }

    /// Whether an answer that is missing sends the page back. It never does where a child could wait for it.
    pub(super) const fn waits_for_answers(self) -> bool {
        !matches!(self, Self::Convene | Self::Another | Self::Discussion | Self::Household)
    }

    /// Whom it asks to choose.
    pub(super) const fn picks(self) -> Option<Picks> {
        match self {
            Self::Lead => Some(Picks::Practitioner(&["social-worker"])),
            Self::Chair => Some(Picks::Practitioner(&["conference-chair"])),
            Self::Seat => {
                Some(Picks::Practitioner(&["police-safeguarding", "health-professional", "school"]))
            }
            Self::Report | Self::Tell => Some(Picks::Family),
            Self::Disagree => Some(Picks::Table),
            Self::Supervise => Some(Picks::Workers),
            _ => None,
        }
    }

    /// Whether there is anything to do in it as things stand.
    pub(super) fn is_open(self, state: &Protection, rules: &Rules, reader: &SignedIn) -> bool {
        let (person, capacities) = (reader.person, reader.actor.capacities());
        let enquiry = state.open_enquiry();
        let next = state.next_conference().is_some();
        let waiting = state.waiting_conference().is_some();
        let leads = state.lead() == Some(person);
        let untold = |order: &records::protection::Order| {
            order.made.fact.kind == OrderKind::PoliceProtection && order.told.is_none()
        };
        let extendable = |order: &records::protection::Order| {
            order.made.fact.kind == OrderKind::EmergencyProtection && order.extended.is_none()
        };
        match self {
            Self::Convene => state.waiting_discussion().is_none(),
            Self::Discussion | Self::Another => state.waiting_discussion().is_some(),
            Self::Household => state.unclosed_discussion().is_some(),
            Self::Lead => enquiry.is_some() || state.plan().is_some() || next || waiting,
            Self::Seen => enquiry.is_some() && leads,
            Self::Conclude => enquiry.is_some_and(|enquiry| enquiry.waits().is_none()) && leads,
            Self::Authorise => enquiry.and_then(records::protection::Enquiry::waits).is_some() && !leads,
            Self::Transfer => state.plan().is_none() && state.transfers.is_empty(),
            Self::Chair => next || waiting || state.plan().is_some(),
            Self::Call => next,
            Self::Report => state.latest_conference().is_some(),
            Self::View => waiting,
            Self::Hold => waiting && state.chair() == Some(person),
            Self::Plan => state.plan().is_some() && leads,
            Self::CoreGroup | Self::Visit | Self::End => state.plan().is_some(),
            Self::Seat | Self::Order | Self::Tell | Self::NotYet | Self::Incident => state.is_begun(),
            Self::OrderExtend => state.running_orders().any(extendable),
            Self::OrderTold => state.orders.iter().any(untold),
            Self::OrderEnd => state.running_orders().next().is_some(),
            Self::Disagree => state.is_begun() && state.disagreement_of(person).is_none(),
            Self::DisagreeAnswer => state.disagreement_to_answer(rules, person, capacities).is_some(),
            Self::DisagreeNext => state.disagreement_of(person).is_some(),
            Self::Network => state.is_begun() && leads,
            Self::FamilyOffer => state.is_begun() && leads && state.open_family_meeting().is_none(),
            Self::FamilyAnswer | Self::FamilyMet => leads && state.open_family_meeting().is_some(),
            Self::Proceedings => state.is_begun() && state.open_proceedings().is_none(),
            Self::ProceedingsMet | Self::ProceedingsDecide => {
                state.open_proceedings().is_some_and(|open| open.decided.is_none())
            }
            Self::ProceedingsEnd => state.open_proceedings().is_some_and(Proceedings::is_in_court),
            Self::IncidentPanel => state.open_incidents().any(Incident::waits_for_notice),
            Self::IncidentPartners => state.open_incidents().any(Incident::waits_for_partners),
            Self::IncidentArea => state.open_incidents().any(Incident::waits_for_area),
            Self::IncidentReview => state.open_incidents().any(Incident::waits_for_review),
            Self::Supervise => state.at_work_since().is_some(),
            Self::Supervised => state.supervisions.iter().any(|held| held.waits_for(person)),
        }
    }

    /// What it becomes, but for telling, which reaches the child's record too.
    pub(super) fn act(self, application: &Application, taken: Taken<'_>) -> Act {
        let Taken { child, state, concern, called, person, also, answers_to, earlier, answers } = taken;
        let id = || application.new_identifier();
        let chosen = person.unwrap_or(PersonId(Uuid::nil()));
        let of = |discussion: Option<&records::protection::Discussion>| {
            discussion.map_or(Uuid::nil(), |found| found.convened.fact.discussion)
        };
        match self {
            Self::Convene => {
                let called = called.to_owned();
                Act::on(child, Convene { discussion: id(), meeting: id(), concern, called, answers })
            }
            Self::Another => {
                // One meeting, and a record for each child.
                let first = state.waiting_discussion().map(|waits| &waits.convened.fact);
                let (meeting, concern) =
                    (first.map_or_else(id, |first| first.meeting), first.and_then(|first| first.concern));
                let called = String::new();
                Act::on(id(), Convene { discussion: id(), meeting, concern, called, answers })
            }
            Self::Discussion => {
                let discussion = of(state.waiting_discussion());
                Act::on(child, HoldDiscussion { discussion, enquiry: id(), answers })
            }
            Self::Household => {
                let discussion = of(state.unclosed_discussion());
                Act::on(child, CloseHousehold { discussion, answers })
            }
            Self::Lead => Act::on(child, NameLead(chosen)),
            Self::Chair => Act::on(child, NameChair(chosen)),
            Self::Seat => Act::on(child, GiveSeat(chosen)),
            Self::Seen => Act::on(child, RecordSeen(answers)),
            Self::Conclude => Act::on(child, ProposeConclusion { conclusion: id(), answers }),
            Self::Authorise => Act::on(child, DecideConclusion(answers)),
            Self::Transfer => {
                Act::on(child, RecordTransfer { transfer: id(), called: called.to_owned(), answers })
            }
            Self::Call => {
                let meeting = id();
                also.into_iter().fold(
                    Act::on(child, CallConference { conference: id(), meeting, answers: answers.clone() }),
                    |act, other| {
                        let answers = answers.clone();
                        act.and(other, CallConference { conference: id(), meeting, answers })
                    },
                )
            }
            Self::Report => Act::on(child, ShareReport { person, answers }),
            Self::View => Act::on(child, GiveView(answers)),
            Self::Hold => Act::on(child, HoldConference(answers)),
            Self::Plan => Act::on(child, WritePlan(answers)),
            Self::CoreGroup => Act::on(child, HoldCoreGroup(answers)),
            Self::Visit => Act::on(child, RecordVisit(answers)),
            Self::End => Act::on(child, EndPlan(answers)),
            Self::Order => {
                let from = moment(&answers, "order-on", "order-time", application.today());
                Act::on(child, RecordOrder { order: id(), from, answers })
            }
            Self::OrderExtend => {
                let from = moment(&answers, "order-extended-on", "", application.today());
                Act::on(child, ExtendOrder { from, answers })
            }
            Self::OrderTold => Act::on(child, TellOfOrder(answers)),
            Self::OrderEnd => {
                let at = moment(&answers, "order-end-on", "order-end-time", application.today());
                Act::on(child, EndOrder { at, answers })
            }
            Self::Tell | Self::NotYet => Act::on(child, HoldBack { again: earlier, answers }),
            Self::Disagree => Act::on(child, Disagree { disagreement: id(), with: person, answers }),
            Self::DisagreeAnswer => {
                let disagreement = answers_to.unwrap_or_default();
                Act::on(child, AnswerDisagreement { disagreement, answers })
            }
            Self::DisagreeNext => Act::on(child, FollowDisagreement(answers)),
            Self::Network => Act::on(child, WriteNetwork(answers)),
            Self::FamilyOffer => Act::on(child, OfferFamilyMeeting { meeting: id(), answers }),
            Self::FamilyAnswer => Act::on(child, AnswerFamilyMeeting(answers)),
            Self::FamilyMet => Act::on(child, HoldFamilyMeeting(answers)),
            Self::Proceedings => Act::on(child, ConsiderProceedings { proceedings: id(), answers }),
            Self::ProceedingsMet => Act::on(child, HoldProceedingsMeeting(answers)),
            Self::ProceedingsDecide => Act::on(child, DecideProceedings(answers)),
            Self::ProceedingsEnd => Act::on(child, EndProceedings(answers)),
            Self::Incident => {
                Act::on(child, RecordIncident { incident: id(), called: called.to_owned(), answers })
            }
            Self::IncidentPanel => Act::on(child, NotifyPanel(answers)),
            Self::IncidentPartners => Act::on(child, TellPartners(answers)),
            Self::IncidentArea => Act::on(child, SettleLeadArea(answers)),
            Self::IncidentReview => Act::on(child, SendRapidReview(answers)),
            Self::Supervise => Act::on(child, Supervise { supervision: id(), owner: person, answers }),
            Self::Supervised => Act::on(child, FollowSupervision(answers)),
        }
    }
}

/// What a step was taken with.
pub(super) struct Taken<'a> {
    /// The child.
    pub(super) child: Uuid,
    /// How it stands.
    pub(super) state: &'a Protection,
    /// The raised concern that it begins with.
    pub(super) concern: Option<Uuid>,
    /// What the child is called, where nothing is written.
    pub(super) called: &'a str,
    /// Who was chosen.
    pub(super) person: Option<PersonId>,
    /// Other children whom the same meeting is about.
    pub(super) also: Vec<Uuid>,
    /// The disagreement that it answers.
    pub(super) answers_to: Option<Uuid>,
    /// The entry that says that somebody is not told yet, which this one takes the place of.
    pub(super) earlier: Option<EntryId>,
    /// What was answered.
    pub(super) answers: Answers,
}

/// The fields of a time of day, where one is asked for.
pub(super) const TIMES: [&str; 2] = ["order-time", "order-end-time"];

/// The day that was given, with its time of day where there is one.
fn moment(answers: &Answers, on: &str, time: &str, today: Date) -> Moment {
    let day = match answers.get(on) {
        Some(forms::Answer::Date(day)) => *day,
        _ => today,
    };
    let time = answers.text(time).and_then(times::time);
    let instant = time.and_then(|time| london_instant(day.to_datetime(time)));
    instant.map_or(Moment::On(day), Moment::At)
}
