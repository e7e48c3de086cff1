//! A census as values: what a file says of each child, beside how it stood there.

use census::{
    Assessment, Characteristics, Child, Details, Enquiry, Header, Identifiers, Plan, PreProceedings,
    ProtectionPlan, Return,
};
use jiff::civil::Date;

use super::census::{Census, NotBegun, Options, header_texts};
use super::name::Name;
use super::schema::day;
use super::split::{Part, Piece, Splitter};
use super::tree::{GroupId, Tree};
use super::walk::{Hear, Mark, Open, Walk};
use crate::Place;
use crate::report::{SchemaError, Unreadable};

/// One child of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadChild {
    /// What the file says of it.
    pub child: Child,
    /// Where it begins.
    pub place: Place,
    /// What the schema does not have so: what could not be taken over is among it.
    pub faults: Vec<SchemaError>,
    /// The child as it stood in the file.
    pub text: Box<str>,
}

/// Reads pieces of a census as values, beside checking them.
#[derive(Debug)]
pub struct Values<'c> {
    census: &'c Census,
}

/// What the head of a file says of the return.
pub fn header(head: &Piece) -> Header {
    let mut texts = header_texts(&head.text);
    let mut text = |name| texts.remove(&name).filter(|text| !text.is_empty());
    Header {
        year: text(Name::Year).and_then(|text| text.parse().ok()),
        reference: text(Name::ReferenceDate).as_deref().and_then(day),
        authority: text(Name::LEA),
        software: text(Name::SoftwareCode),
        serial: text(Name::SerialNo),
        made_at: text(Name::DateTime).and_then(|text| text.parse().ok()),
    }
}

impl<'c> Values<'c> {
    /// By the schema of a census that has begun.
    pub fn of(census: &'c Census) -> Self {
        Self { census }
    }

    /// The children of a piece. After what cannot be read there is nothing; that is for [`Census::check`] to say.
    pub fn children(&self, piece: &Piece) -> Vec<ReadChild> {
        let mut listener = Listener { text: &piece.text, children: Vec::new(), faults: Vec::new() };
        let stack = Open::among_children();
        let schema = &self.census.shared.schema;
        let walk = Walk::new(schema, &piece.text, piece.place, stack, piece.children, &mut listener);
        // Where a piece breaks off, the children before are read all the same.
        let _ = walk.run();
        listener.children
    }
}

/// Reads a whole file that is in memory.
pub fn read(bytes: &[u8], options: &Options) -> Result<(Return, Vec<ReadChild>), NotBegun> {
    let (mut splitter, mut pieces) = (Splitter::new(), Vec::new());
    splitter.push(bytes, &mut pieces)?;
    splitter.finish(&mut pieces)?;
    let Some(head) = pieces.first().filter(|piece| piece.part == Part::Head) else {
        return Err(Unreadable::nothing().into());
    };
    let (census, _) = Census::begin(head, options)?;
    let values = Values::of(&census);
    let read: Vec<ReadChild> =
        pieces.iter().filter(|piece| piece.is_middle()).flat_map(|piece| values.children(piece)).collect();
    let children = read.iter().map(|read| read.child.clone()).collect();
    Ok((Return { header: header(head), children }, read))
}

struct Listener<'t> {
    text: &'t str,
    children: Vec<ReadChild>,
    faults: Vec<SchemaError>,
}

impl<'t> Hear<'t> for Listener<'t> {
    fn child(&mut self, tree: &mut Tree<'t>, _: &str, from: Mark, until: usize) {
        let faults = std::mem::take(&mut self.faults);
        let closes = self.text.get(until..).and_then(|rest| rest.find('>')).map_or(0, |at| at + 1);
        let text = self.text.get(from.offset..until + closes).unwrap_or_default().into();
        self.children.push(ReadChild { child: child(tree), place: from.place, faults, text });
    }

    fn wrong(&mut self, error: SchemaError) {
        self.faults.push(error);
    }
}

/// A group of the tree, asked for its items; a missing group has none.
#[derive(Clone, Copy)]
struct Of<'a, 't> {
    tree: &'a Tree<'t>,
    group: Option<GroupId>,
}

impl<'a, 't> Of<'a, 't> {
    fn text(self, name: Name) -> Option<String> {
        self.texts(name).next()
    }

    fn texts(self, name: Name) -> impl Iterator<Item = String> + 'a {
        let items = self.group.into_iter().flat_map(move |group| self.tree.items_of(group, name));
        items.map(|item| item.text.to_string()).filter(|text| !text.is_empty())
    }

    fn days(self, name: Name) -> impl Iterator<Item = Date> + 'a {
        let items = self.group.into_iter().flat_map(move |group| self.tree.items_of(group, name));
        items.filter_map(|item| item.day)
    }

    fn day(self, name: Name) -> Option<Date> {
        let first = self.group.and_then(|group| self.tree.items_of(group, name).next());
        first.and_then(|item| item.day)
    }

    fn yes(self, name: Name) -> Option<bool> {
        match self.text(name)?.as_str() {
            "1" | "true" => Some(true),
            "0" | "false" => Some(false),
            _ => None,
        }
    }

    fn count(self, name: Name) -> Option<u32> {
        // Digits alone: `+1` is a number to Rust and none to the schema.
        self.text(name).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
    }

    fn under(self, name: Name) -> impl Iterator<Item = Of<'a, 't>> {
        let groups = self.group.into_iter().flat_map(move |group| self.tree.under(group, name));
        groups.map(move |group| Of { tree: self.tree, group: Some(group) })
    }

    fn first(self, name: Name) -> Of<'a, 't> {
        self.under(name).next().unwrap_or(Of { tree: self.tree, group: None })
    }
}

fn child(tree: &Tree<'_>) -> Child {
    let whole = Of { tree, group: tree.all(Name::Child).first().copied() };
    let own = whole.first(Name::ChildIdentifiers);
    let about = whole.first(Name::ChildCharacteristics);
    Child {
        identifiers: Identifiers {
            la_child_id: own.text(Name::LAchildID),
            upn: own.text(Name::UPN),
            former_upn: own.text(Name::FormerUPN),
            upn_unknown: own.text(Name::UPNunknown),
            born: own.day(Name::PersonBirthDate),
            expected: own.day(Name::ExpectedPersonBirthDate),
            gender: own.text(Name::GenderCurrent),
            sex: own.text(Name::Sex),
            died: own.day(Name::PersonDeathDate),
        },
        characteristics: Characteristics {
            ethnicity: about.text(Name::Ethnicity),
            disabilities: about
                .under(Name::Disabilities)
                .flat_map(|group| group.texts(Name::Disability).collect::<Vec<_>>())
                .collect(),
        },
        details: whole.under(Name::CINdetails).map(details).collect(),
    }
}

fn details(of: Of<'_, '_>) -> Details {
    Details {
        referred: of.day(Name::CINreferralDate),
        source: of.text(Name::ReferralSource),
        need: of.text(Name::PrimaryNeedCode),
        closed: of.day(Name::CINclosureDate),
        closure: of.text(Name::ReasonForClosure),
        conference: of.day(Name::DateOfInitialCPC),
        assessments: of.under(Name::Assessments).map(assessment).collect(),
        plans: of
            .under(Name::CINPlanDates)
            .map(|plan| Plan {
                started: plan.day(Name::CINPlanStartDate),
                ended: plan.day(Name::CINPlanEndDate),
            })
            .collect(),
        enquiries: of
            .under(Name::Section47)
            .map(|enquiry| Enquiry {
                started: enquiry.day(Name::S47ActualStartDate),
                target: enquiry.day(Name::InitialCPCtarget),
                conference: enquiry.day(Name::DateOfInitialCPC),
                conference_not_required: enquiry.yes(Name::ICPCnotRequired),
            })
            .collect(),
        no_further_action: of.yes(Name::ReferralNFA),
        protection_plans: of.under(Name::ChildProtectionPlans).map(protection_plan).collect(),
        pre_proceedings: of.under(Name::PreProceedingsandFGDM).next().map(pre_proceedings),
    }
}

fn assessment(of: Of<'_, '_>) -> Assessment {
    Assessment {
        started: of.day(Name::AssessmentActualStartDate),
        reviewed: of.day(Name::AssessmentInternalReviewDate),
        authorised: of.day(Name::AssessmentAuthorisationDate),
        factors: of
            .under(Name::FactorsIdentifiedAtAssessment)
            .flat_map(|group| group.texts(Name::AssessmentFactors).collect::<Vec<_>>())
            .collect(),
    }
}

fn protection_plan(of: Of<'_, '_>) -> ProtectionPlan {
    ProtectionPlan {
        started: of.day(Name::CPPstartDate),
        ended: of.day(Name::CPPendDate),
        first_category: of.text(Name::InitialCategoryOfAbuse),
        latest_category: of.text(Name::LatestCategoryOfAbuse),
        previous: of.count(Name::NumberOfPreviousCPP),
        reviews: of
            .under(Name::Reviews)
            .flat_map(|group| group.days(Name::CPPreviewDate).collect::<Vec<_>>())
            .collect(),
    }
}

fn pre_proceedings(of: Of<'_, '_>) -> PreProceedings {
    PreProceedings {
        started: of.day(Name::PPStartDate),
        letter_sent: of.day(Name::LBPSentDate),
        meeting_offered: of.yes(Name::FGDMMeetingOffer),
        meeting_held: of.yes(Name::FGDMMeetingFac),
        first_meeting: of.day(Name::InitialPPMeetingDate),
        reviews: of.count(Name::ReviewMeetingsCount),
        decided: of.day(Name::StepDecisionDate),
        outcome: of.text(Name::PPOutcome),
        court: of.day(Name::CourtAppDate),
        conference_letter: of.day(Name::LetterInitCPDate),
    }
}
