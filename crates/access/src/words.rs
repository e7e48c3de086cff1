//! The words of the table's columns. Each is a closed list: a word that is not here cannot be in the data.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A word of the table is not one of those that exist.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{text}` is not {what}; use one of: {valid}")]
pub struct UnknownWord {
    /// What was written.
    pub text: String,
    /// What it should have been: `an action`, `a kind of record`.
    pub what: &'static str,
    /// Every word that would have done, with commas between.
    pub valid: String,
}

macro_rules! words {
    ($(#[$documentation:meta])* $name:ident, $what:literal {
        $($(#[$variant_documentation:meta])* $variant:ident = $text:literal,)+
    }) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_documentation])* $variant,)+
        }

        impl $name {
            /// Every one, in the order in which they are documented.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word, as the data has it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;
            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                Self::ALL.iter().copied().find(|word| word.as_str() == text).ok_or_else(|| UnknownWord {
                    text: text.to_owned(),
                    what: $what,
                    valid: Self::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

words! {
    /// What somebody wants to do.
    Action, "an action" {
        /// Read one thing.
        See = "see",
        /// Have it in a list.
        List = "list",
        /// Take a copy away.
        Download = "download",
        /// Look for people by name among what one may list.
        Search = "search",
        /// Ask whether a person is known to the partnership: the answer is only "known here, contact …".
        FindKnown = "find-known",
        /// Ask for support.
        Ask = "ask",
        /// Take back a request.
        Withdraw = "withdraw",
        /// Put a request on hold.
        Pause = "pause",
        /// Enter a request that came by telephone or on paper.
        Enter = "enter",
        /// Read a request that was sent, for immediate danger.
        ReadForDanger = "read-for-danger",
        /// Answer the triage questions.
        Triage = "triage",
        /// Confirm who the asker is and how they are related to the child.
        ConfirmAsker = "confirm-asker",
        /// Propose the route.
        ProposeRoute = "propose-route",
        /// Confirm the route.
        ConfirmRoute = "confirm-route",
        /// Name who will assess, advise or contribute.
        Allocate = "allocate",
        /// Write something new.
        Write = "write",
        /// Correct what stands, by an entry that points at it.
        Correct = "correct",
        /// Open a section of an assessment that the request did not open, with a reason.
        OpenSection = "open-section",
        /// Record why a statutory limit was passed.
        RecordLateness = "record-lateness",
        /// Strike out an entry; it stays readable, struck out, with who and why.
        StrikeOut = "strike-out",
        /// Say "this is wrong", "this is missing" or "I disagree".
        Comment = "comment",
        /// Answer such a comment.
        AnswerComment = "answer-comment",
        /// Record that the child was met or observed in person, or why not.
        RecordMeeting = "record-meeting",
        /// Propose the decision on a need.
        ProposeDecision = "propose-decision",
        /// Sign off.
        SignOff = "sign-off",
        /// Decide how an accepted need is met; never whether, or how much less.
        DecideResources = "decide-resources",
        /// Answer a duty for which no day is set, by saying what was done.
        AnswerDuty = "answer-duty",
        /// Write the support plan.
        Plan = "plan",
        /// Share with somebody, or record that sharing was refused.
        Share = "share",
        /// Give a person a code of their own.
        IssueCode = "issue-code",
        /// End a code.
        RevokeCode = "revoke-code",
        /// Raise a concern with the safeguarding front door.
        RaiseConcern = "raise-concern",
        /// Learn whether a concern that one raised was seen, by whom and when, and its answer.
        FollowConcern = "follow-concern",
        /// Record that a concern has been seen.
        MarkSeen = "mark-seen",
        /// Answer a concern in writing.
        AnswerConcern = "answer-concern",
        /// Propose to cross from support to safeguarding.
        ProposeCrossing = "propose-crossing",
        /// Decide such a proposal, confirm it, or say what was found.
        DecideCrossing = "decide-crossing",
        /// Start enquiries; in an emergency without a proposal.
        StartEnquiries = "start-enquiries",
        /// Complete a diversion record, and close the strategy discussion.
        CompleteCrossing = "complete-crossing",
        /// Open what was not borne out again, for a new decision.
        OpenEarlier = "open-earlier",
        /// Learn whether an enquiry or a concern about the child is open; nothing of what it says.
        LookForConcerns = "look-for-concerns",
        /// Look at what was said about one child over time, by whichever agency.
        LookOverTime = "look-over-time",
        /// Decide whether and when a family is told.
        DecideTelling = "decide-telling",
        /// See to a challenge: say that it arrived, name who looks at it, take more time, follow what was agreed, close.
        RunChallenge = "run-challenge",
        /// Answer a challenge.
        AnswerChallenge = "answer-challenge",
        /// Call a strategy discussion together, record what it decided, or that a child with a plan moved here.
        ConveneDiscussion = "convene-discussion",
        /// Name who leads and who chairs, authorise how enquiries end.
        AuthoriseProtection = "authorise-protection",
        /// Lead enquiries and a protection plan: see the child, say what was found, write the plan.
        LeadProtection = "lead-protection",
        /// Chair a conference: record what it decided, end a plan.
        ChairConference = "chair-conference",
        /// See to a contact at the front door: look first, say who the child is, ask partners, recommend, tell whoever got in touch.
        WorkContact = "work-contact",
        /// Decide what follows from a contact.
        DecideContact = "decide-contact",
        /// Take part at the table: give an agency's view, record reports and core groups.
        TakePart = "take-part",
        /// Answer for a child who is looked after: homes, legal footings, plans, visits.
        LeadCare = "lead-care",
        /// Record police protection and orders of a court.
        RecordOrder = "record-order",
        /// See who has what, what is late, and what nobody has acted on.
        Oversee = "oversee",
        /// Open a record at once by giving a reason.
        OpenUrgently = "open-urgently",
        /// Review such an opening.
        ReviewUrgent = "review-urgent",
        /// Open, change and close the accounts of practitioners.
        ManageAccounts = "manage-accounts",
        /// Publish the local protocol.
        PublishProtocol = "publish-protocol",
        /// See how long records are kept, place and release legal holds, and destroy what nothing keeps any longer.
        Retain = "retain",
    }
}

words! {
    /// What a thing is.
    RecordKind, "a kind of record" {
        /// A request for support.
        Request = "request",
        /// A child's record as a whole: its front page and journey.
        ChildRecord = "child-record",
        /// One entry of an assessment.
        AssessmentEntry = "assessment-entry",
        /// A comment on an entry, and its answer.
        Comment = "comment",
        /// The decision on one need.
        NeedDecision = "need-decision",
        /// A support plan.
        Plan = "plan",
        /// A letter to one person.
        Letter = "letter",
        /// A file of a record: a photo, a recording, a report.
        Attachment = "attachment",
        /// Who opened a record, and why.
        ReadLog = "read-log",
        /// A concern at the safeguarding front door.
        Concern = "concern",
        /// The record of how a child is protected: discussions, enquiries, conferences, the protection plan.
        Protection = "protection",
        /// Somebody's contact with the front door about one or more children.
        Contact = "contact",
        /// The record of how a child and the family are helped: family help and section 17.
        Help = "help",
        /// The record of a child who lives away from home: looked after, missing, fostered privately.
        LookedAfter = "looked-after",
        /// Harm outside the home: a place, a group or a space online, and the children who may be harmed there.
        Place = "place",
        /// A family member's access code.
        Code = "code",
        /// A member of a family: name, and how to reach them.
        Person = "person",
        /// A practitioner: name, agency, telephone number, training.
        Practitioner = "practitioner",
        /// The partnership and its published protocol.
        Partnership = "partnership",
        /// What is due, by when, and because of which clause.
        DutyList = "duty-list",
        /// The search page.
        Search = "search",
        /// A clause of guidance or law.
        Clause = "clause",
        /// An account to sign in with.
        Account = "account",
        /// Something begun and not yet sent.
        Draft = "draft",
        /// The partnership's equality measures, with small numbers hidden.
        Measures = "measures",
        /// What a draft of protocol or guidance would change for the partnership's records, as counts with small numbers hidden.
        Reform = "reform",
        /// One person's challenge: a talk, a second look, a complaint, a route challenge.
        Challenge = "challenge",
        /// How somebody found it to be assessed; the figures, never one reply.
        Feedback = "feedback",
        /// How long records are kept, holds on them, and the proof of what was destroyed; never what they say.
        Retention = "retention",
        /// What a family chose to tell of a child's background, for the equality measures alone.
        Background = "background",
        /// An invented request, answered to see how alike people decide.
        Vignette = "vignette",
        /// What a statutory return says of a child, and the codes that are recorded for it.
        StatutoryReturn = "statutory-return",
        /// A statutory return as a whole: what was found in it, who sees to it, what was explained.
        Return = "return",
        /// Requests read again by people who do not know what was decided, as counts.
        ReadAgain = "read-again",
    }
}

words! {
    /// What a part of a thing is.
    FieldKind, "a kind of field" {
        /// Everything that is none of the others.
        Ordinary = "ordinary",
        /// What one member of the family said, in their words.
        OwnWords = "own-words",
        /// Intimate detail: personal care, continence, puberty, relationships.
        Intimate = "intimate",
        /// Address, telephone number, e-mail address, the safe way to reach somebody.
        ContactDetails = "contact-details",
        /// That a protection plan, an enquiry or an order limiting contact is open; not what it says.
        ProtectionStatus = "protection-status",
        /// Anything that belongs to a concern, and each reading by the front door or the police.
        Safeguarding = "safeguarding",
        /// Who raised a concern.
        RaiserIdentity = "raiser-identity",
    }
}

words! {
    /// How the actor stands to a thing.
    ///
    /// The order is that of precedence: where several would allow, the first names the capacity that is logged.
    /// An urgent opening comes first, so that every reading during it is kept from the family's page.
    Relationship, "a relationship" {
        /// Has it open now, by giving a reason.
        Urgent = "urgent",
        /// Raised this concern.
        Raiser = "raiser",
        /// It is the person's own: what they said, their draft, their account, a letter to them, the contact
        /// details of the household they live in.
        Own = "own",
        /// Sent this request.
        Asker = "asker",
        /// Is confirmed as family in this child's record.
        Family = "family",
        /// Whoever it belongs to has agreed to share it with this person.
        Shared = "shared",
        /// Is a practitioner with a current involvement in this child.
        Allocated = "allocated",
        /// Covers, today, for a practitioner with a current involvement in this child, and may act in the same capacity.
        Covering = "covering",
        /// Works the whole support route, and the record is on it.
        Route = "route",
        /// Is a practitioner of the same partnership.
        Partnership = "partnership",
        /// Anybody at all, signed in or not.
        Anyone = "anyone",
    }
}

words! {
    /// A fact that ties one person to one thing. An involvement is told apart by its capacity, so it is not here.
    Tie, "a tie" {
        /// The record is on the support route. A request is from the moment it is sent.
        OnRoute = "on-route",
        /// The person sent this request.
        Asker = "asker",
        /// It is the person's own.
        Own = "own",
        /// It has been shared with the person.
        Shared = "shared",
        /// The person raised this concern.
        Raiser = "raiser",
        /// The person has it open urgently, now.
        Urgent = "urgent",
        /// The person covers, today, for somebody who is involved.
        Covering = "covering",
    }
}
