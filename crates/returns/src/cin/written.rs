//! A census written as XML: the same values are the same bytes, with elements in the order that the schema binds.

use std::fmt::Write as _;

use census::{
    Assessment, Child, Details, Enquiry, Header, Identifiers, Plan, PreProceedings, ProtectionPlan, Return,
};
use jiff::civil::Date;

use super::name::Name;
use super::schema::only;

/// Writes a census child by child, so that a return of any size takes the memory of one child.
#[derive(Debug)]
pub struct Writer {
    out: String,
    depth: usize,
}

impl Writer {
    /// Begins a return.
    pub fn begin(header: &Header) -> Self {
        let mut writer =
            Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Message>\n".to_owned(), depth: 1 };
        writer.group(Name::Header, |writer| {
            writer.group(Name::CollectionDetails, |writer| {
                writer.text(Name::Collection, only(Name::Collection).as_deref());
                writer.text(Name::Year, header.year.map(|year| format!("{year:04}")).as_deref());
                writer.day(Name::ReferenceDate, header.reference);
            });
            writer.group(Name::Source, |writer| {
                writer.text(Name::SourceLevel, only(Name::SourceLevel).as_deref());
                writer.text(Name::LEA, header.authority.as_deref());
                writer.text(Name::SoftwareCode, header.software.as_deref());
                writer.text(Name::SerialNo, header.serial.as_deref());
                writer.text(Name::DateTime, header.made_at.map(|made| made.to_string()).as_deref());
            });
        });
        writer.out.push_str("  <Children>\n");
        writer.depth = 2;
        writer
    }

    /// Adds a child.
    pub fn child(&mut self, child: &Child) {
        self.group(Name::Child, |writer| {
            writer.identifiers(&child.identifiers);
            writer.group(Name::ChildCharacteristics, |writer| {
                writer.text(Name::Ethnicity, child.characteristics.ethnicity.as_deref());
                let disabilities = &child.characteristics.disabilities;
                writer.list(Name::Disabilities, Name::Disability, disabilities);
            });
            for details in &child.details {
                writer.details(details);
            }
        });
    }

    /// What was written so far, for whoever keeps it elsewhere meanwhile.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

    /// Ends the return, and gives what is left.
    pub fn end(mut self) -> String {
        self.out.push_str("  </Children>\n</Message>\n");
        self.out
    }

    fn pad(&mut self) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
    }

    fn group(&mut self, name: Name, inside: impl FnOnce(&mut Self)) {
        self.pad();
        let _ = writeln!(self.out, "<{}>", name.as_str());
        self.depth += 1;
        inside(self);
        self.depth -= 1;
        self.pad();
        let _ = writeln!(self.out, "</{}>", name.as_str());
    }

    fn text(&mut self, name: Name, text: Option<&str>) {
        if let Some(text) = text {
            self.pad();
            // A reader takes a return of the carriage that stands there as it is for the end of a line.
            let text = quick_xml::escape::escape(text).replace('\r', "&#13;");
            let name = name.as_str();
            let _ = writeln!(self.out, "<{name}>{text}</{name}>");
        }
    }

    fn day(&mut self, name: Name, day: Option<Date>) {
        self.text(name, day.map(|day| day.to_string()).as_deref());
    }

    fn yes(&mut self, name: Name, yes: Option<bool>) {
        self.text(name, yes.map(|yes| if yes { "1" } else { "0" }));
    }

    fn count(&mut self, name: Name, count: Option<u32>) {
        self.text(name, count.map(|count| count.to_string()).as_deref());
    }

    /// A group of texts of one name; nothing where there is none.
    fn list(&mut self, group: Name, name: Name, texts: &[String]) {
        if !texts.is_empty() {
            self.group(group, |writer| texts.iter().for_each(|text| writer.text(name, Some(text))));
        }
    }

    fn identifiers(&mut self, own: &Identifiers) {
        self.group(Name::ChildIdentifiers, |writer| {
            writer.text(Name::LAchildID, own.la_child_id.as_deref());
            writer.text(Name::UPN, own.upn.as_deref());
            writer.text(Name::FormerUPN, own.former_upn.as_deref());
            writer.text(Name::UPNunknown, own.upn_unknown.as_deref());
            writer.day(Name::PersonBirthDate, own.born);
            writer.day(Name::ExpectedPersonBirthDate, own.expected);
            writer.text(Name::GenderCurrent, own.gender.as_deref());
            writer.text(Name::Sex, own.sex.as_deref());
            writer.day(Name::PersonDeathDate, own.died);
        });
    }

    fn details(&mut self, details: &Details) {
        self.group(Name::CINdetails, |writer| {
            writer.day(Name::CINreferralDate, details.referred);
            writer.text(Name::ReferralSource, details.source.as_deref());
            writer.text(Name::PrimaryNeedCode, details.need.as_deref());
            writer.day(Name::CINclosureDate, details.closed);
            writer.text(Name::ReasonForClosure, details.closure.as_deref());
            writer.day(Name::DateOfInitialCPC, details.conference);
            details.assessments.iter().for_each(|assessment| writer.assessment(assessment));
            details.plans.iter().for_each(|plan| writer.plan(*plan));
            details.enquiries.iter().for_each(|enquiry| writer.enquiry(*enquiry));
            writer.yes(Name::ReferralNFA, details.no_further_action);
            details.protection_plans.iter().for_each(|plan| writer.protection_plan(plan));
            if let Some(proceedings) = &details.pre_proceedings {
                writer.pre_proceedings(proceedings);
            }
        });
    }

    fn assessment(&mut self, assessment: &Assessment) {
        self.group(Name::Assessments, |writer| {
            writer.day(Name::AssessmentActualStartDate, assessment.started);
            writer.day(Name::AssessmentInternalReviewDate, assessment.reviewed);
            writer.day(Name::AssessmentAuthorisationDate, assessment.authorised);
            writer.list(Name::FactorsIdentifiedAtAssessment, Name::AssessmentFactors, &assessment.factors);
        });
    }

    fn plan(&mut self, plan: Plan) {
        self.group(Name::CINPlanDates, |writer| {
            writer.day(Name::CINPlanStartDate, plan.started);
            writer.day(Name::CINPlanEndDate, plan.ended);
        });
    }

    fn enquiry(&mut self, enquiry: Enquiry) {
        self.group(Name::Section47, |writer| {
            writer.day(Name::S47ActualStartDate, enquiry.started);
            writer.day(Name::InitialCPCtarget, enquiry.target);
            writer.day(Name::DateOfInitialCPC, enquiry.conference);
            writer.yes(Name::ICPCnotRequired, enquiry.conference_not_required);
        });
    }

    fn protection_plan(&mut self, plan: &ProtectionPlan) {
        self.group(Name::ChildProtectionPlans, |writer| {
            writer.day(Name::CPPstartDate, plan.started);
            writer.day(Name::CPPendDate, plan.ended);
            writer.text(Name::InitialCategoryOfAbuse, plan.first_category.as_deref());
            writer.text(Name::LatestCategoryOfAbuse, plan.latest_category.as_deref());
            writer.count(Name::NumberOfPreviousCPP, plan.previous);
            if !plan.reviews.is_empty() {
                writer.group(Name::Reviews, |writer| {
                    plan.reviews.iter().for_each(|review| writer.day(Name::CPPreviewDate, Some(*review)));
                });
            }
        });
    }

    fn pre_proceedings(&mut self, of: &PreProceedings) {
        self.group(Name::PreProceedingsandFGDM, |writer| {
            writer.day(Name::PPStartDate, of.started);
            writer.day(Name::LBPSentDate, of.letter_sent);
            writer.yes(Name::FGDMMeetingOffer, of.meeting_offered);
            writer.yes(Name::FGDMMeetingFac, of.meeting_held);
            writer.day(Name::InitialPPMeetingDate, of.first_meeting);
            writer.count(Name::ReviewMeetingsCount, of.reviews);
            writer.day(Name::StepDecisionDate, of.decided);
            writer.text(Name::PPOutcome, of.outcome.as_deref());
            writer.day(Name::CourtAppDate, of.court);
            writer.day(Name::LetterInitCPDate, of.conference_letter);
        });
    }
}

/// A whole return as a file.
pub fn write(whole: &Return) -> String {
    let mut writer = Writer::begin(&whole.header);
    whole.children.iter().for_each(|child| writer.child(child));
    writer.end()
}
