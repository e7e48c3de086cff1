//! What whoever got in touch is told. Somebody who works with the family is told what was decided; anybody else is told that
//! it was looked at. Nobody is told more, and nobody that protection is being looked at but by whoever protects.

use records::child::{LetterBlock, LetterText};
use records::contact::{Contact, ContactChild, Outcome, Received};

use super::shown::title;
use crate::pages::safety::parts::services_passed_on_to;
use crate::site::Site;

/// The letter about what was decided.
pub(super) fn told(site: &Site, contact: &Contact, received: &Received, reasons: &str) -> LetterText {
    let words = site.words();
    let settings = site.application().rules().protocol().settings();
    let professional = received.caller.at_work;
    let paragraph = |text: String| LetterBlock::Paragraph(text);
    let mut blocks = Vec::new();
    if professional {
        for child in contact.children() {
            blocks.extend(contact.decision(child.child).map(|decided| {
                paragraph(words.with(
                    &format!("contact-letter-{}", told_as(decided.fact.outcome)),
                    &[("name", &named(site, child))],
                ))
            }));
        }
    } else {
        blocks.push(paragraph(words.say("contact-letter-looked")));
    }
    if !reasons.trim().is_empty() {
        blocks.push(LetterBlock::Heading(words.say("contact-letter-why")));
        blocks.push(paragraph(reasons.trim().to_owned()));
    }
    blocks.push(LetterBlock::Heading(words.say("contact-letter-next")));
    let next = if professional { "contact-letter-keep" } else { "contact-letter-cannot-say" };
    blocks.push(paragraph(words.say(next)));
    let line = &settings.safety_line;
    blocks.push(paragraph(
        words.with("contact-letter-again", &[("number", &line.number), ("emergency", &line.emergency)]),
    ));
    if professional {
        blocks.push(paragraph(
            words.with("contact-letter-disagree", &[("services", &services_passed_on_to(site))]),
        ));
    }
    let caller = &received.caller;
    let names = [&caller.name, &caller.organisation];
    let to = names.into_iter().find(|name| !name.is_empty()).cloned();
    // What the letter is about is named for those who work with the family alone.
    let subject = if professional {
        words.with("contact-letter-subject", &[("names", &title(site, contact.children()))])
    } else {
        words.say("contact-letter-subject-public")
    };
    LetterText {
        to: to.unwrap_or_else(|| words.say("contact-letter-to-you")),
        subject,
        blocks,
        from: format!("{}\n{}", line.answered_by, line.number),
        easy: Vec::new(),
    }
}

fn named(site: &Site, child: &ContactChild) -> String {
    if child.name.is_empty() { site.words().say("contact-unnamed") } else { child.name.clone() }
}

/// How an outcome is told. That a discussion is held is told by those who hold it.
fn told_as(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::SupportRoute => "support-route",
        Outcome::Advice => "advice",
        Outcome::FamilyHelp => "family-help",
        Outcome::Section17 => "section-17",
        Outcome::StrategyDiscussion => "taken-further",
        Outcome::NoFurtherAction => "no-further-action",
    }
}
