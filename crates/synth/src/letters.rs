//! Letters: the decision first, then why, then how to challenge it. Dates come from the guidance.

use guidance::{Due, Facts, Milestone, Rules, full_date};
use jiff::Timestamp;
use kernel::Moment;
use records::child::{LetterBlock, LetterText};

use crate::family::Family;
use crate::founding::Staff;

fn paragraph(text: impl Into<String>) -> LetterBlock {
    LetterBlock::Paragraph(text.into())
}

fn letter(family: &Family, subject: String, blocks: Vec<LetterBlock>, from: &Staff) -> LetterText {
    LetterText {
        to: family.asker_name.clone(),
        subject,
        blocks,
        from: format!("{}, {}, {}", from.name, from.title, from.telephone),
        easy: Vec::new(),
    }
}

fn challenge(rules: &Rules) -> [LetterBlock; 2] {
    let complaints = &rules.protocol().settings().complaints;
    [
        LetterBlock::Heading("If you disagree".to_owned()),
        paragraph(format!(
            "Tell us, in any way that suits you. You can choose to make a statutory complaint: {}, {}, {}. You can \
             also go to the Local Government and Social Care Ombudsman, or take legal advice about judicial review, \
             which must be asked for promptly. None of these holds up help.",
            complaints.name, complaints.telephone, complaints.email
        )),
    ]
}

/// What happens by when, as far as a family is shown it.
fn dates(rules: &Rules, received_at: Timestamp, facts: &Facts) -> LetterBlock {
    let asked = Milestone::new("support.requested", Moment::At(received_at));
    let mut rows: Vec<(jiff::civil::Date, String)> = rules
        .schedule(&[asked], facts)
        .into_iter()
        .filter(|duty| duty.shown_to_family)
        .filter_map(|duty| match duty.due {
            Due::On(day) => Some((day, duty.name)),
            _ => None,
        })
        .collect();
    rows.sort();
    LetterBlock::Table(rows.into_iter().map(|(day, name)| (name, full_date(day))).collect())
}

/// That a request by telephone or on paper arrived.
pub(crate) fn receipt(family: &Family, rules: &Rules, received_at: Timestamp, from: &Staff) -> LetterText {
    let blocks = vec![
        paragraph(format!("Your request arrived. Its reference is {}.", family.reference)),
        paragraph("We wrote down what you told us. Tell us if any of it is not as you said it."),
        dates(rules, received_at, &Facts::default()),
    ];
    letter(family, "Your request for support arrived".to_owned(), blocks, from)
}

/// Which route, and why.
pub(crate) fn route(
    family: &Family,
    rules: &Rules,
    received_at: Timestamp,
    facts: &Facts,
    from: &Staff,
) -> LetterText {
    let subject = format!("A support assessment for {} begins", family.called);
    let mut blocks = vec![
        paragraph(format!("We will look with you at what {} and your family need.", family.called)),
        LetterBlock::Heading("Why".to_owned()),
        paragraph(family.words(&family.situation.why, "")),
        LetterBlock::Heading("What happens by when".to_owned()),
        dates(rules, received_at, facts),
    ];
    blocks.extend(challenge(rules));
    letter(family, subject, blocks, from)
}

/// The information that was asked for.
pub(crate) fn information(family: &Family, rules: &Rules, from: &Staff) -> LetterText {
    let mut blocks = vec![
        paragraph(family.words(&family.situation.answer, "")),
        LetterBlock::Heading("Why information".to_owned()),
        paragraph(family.words(&family.situation.why, "")),
    ];
    blocks.extend(challenge(rules));
    letter(family, "The information you asked for".to_owned(), blocks, from)
}

/// What was decided, need by need.
pub(crate) fn decision(family: &Family, rules: &Rules, from: &Staff) -> LetterText {
    let mut blocks = vec![paragraph(format!(
        "We have decided on each need that was found with you and {}.",
        family.called
    ))];
    for need in &family.situation.need {
        blocks.push(LetterBlock::Heading(family.words(&need.statement, "")));
        blocks.push(paragraph(family.words(&need.why, "")));
        if !need.met_by.is_empty() {
            blocks.push(paragraph(format!("What will meet it: {}.", family.words(&need.met_by, ""))));
        }
    }
    blocks.extend(challenge(rules));
    letter(family, format!("What we decided about help for {}", family.called), blocks, from)
}

/// The plan.
pub(crate) fn plan(family: &Family, rules: &Rules, from: &Staff) -> LetterText {
    let services = family
        .situation
        .need
        .iter()
        .filter(|need| !need.what.is_empty())
        .map(|need| {
            let amount = format!("{}, from {}", need.amount, need.provider);
            (family.words(&need.what, ""), family.words(&amount, ""))
        })
        .collect();
    let mut blocks = vec![
        paragraph("This is the plan that we made with you."),
        LetterBlock::Table(services),
        paragraph("If help does not turn up, ring the number below on the same day."),
    ];
    blocks.extend(challenge(rules));
    letter(family, format!("The support plan for {}", family.called), blocks, from)
}
