//! What happened in a diversion record, in lines that whoever takes over can read out.

use guidance::full_time;
use jiff::Timestamp;
use kernel::PersonId;
use records::concern::{Closing, Concern, EnquiryAbout, Part, RefusedBecause};

use super::parts::name_of;
use crate::failure::PageFailure;
use crate::site::Site;

/// Each line with its time.
pub(super) async fn happened(site: &Site, state: &Concern) -> Result<Vec<(Timestamp, String)>, PageFailure> {
    let mut lines = Lines { site, lines: Vec::new() };
    let diversion = &state.diversion;
    for talk in &diversion.talks {
        let (with, words) = (&talk.fact.with, &talk.fact.words);
        let said = [("with", with.as_str()), ("words", words)];
        lines.add(talk.at, "handover-talked", talk.author.person, &said).await?;
    }
    for proposal in &diversion.proposals {
        lines.add(proposal.made.at, "handover-proposed", proposal.made.author.person, &[]).await?;
        if let Some(refused) = &proposal.refused {
            let name = match refused.fact.because {
                RefusedBecause::NeverSufficientAlone => "handover-refused-by-rule",
                RefusedBecause::DecidedOtherwise => "handover-decided-otherwise",
            };
            lines.add(refused.at, name, refused.author.person, &[]).await?;
        }
    }
    if let Some(decided) = &diversion.decided {
        let name = if decided.fact.alone { "handover-decided-alone" } else { "handover-decided" };
        lines.add(decided.at, name, decided.author.person, &[("words", &decided.fact.words)]).await?;
    }
    if let Some(enquiry) = &diversion.enquiry {
        let name = match (enquiry.fact.emergency, enquiry.fact.about) {
            (true, EnquiryAbout::Parenting) => "handover-enquiries-emergency",
            (true, EnquiryAbout::HarmOutside) => "handover-enquiries-emergency-outside",
            (false, EnquiryAbout::Parenting) => "handover-enquiries",
            (false, EnquiryAbout::HarmOutside) => "handover-enquiries-outside",
        };
        lines.add(enquiry.at, name, enquiry.author.person, &[("words", &enquiry.fact.words)]).await?;
    }
    if let Some(confirmed) = &diversion.confirmed {
        let name = if confirmed.fact.agrees { "handover-confirmed" } else { "handover-disagreed" };
        lines.add(confirmed.at, name, confirmed.author.person, &[("words", &confirmed.fact.words)]).await?;
    }
    for part in Part::ALL {
        for added in diversion.parts.get(part).into_iter().flatten() {
            let what = site.words().say(&format!("crossing-{}-title", part.section()));
            lines.add(added.at, "handover-added", added.author.person, &[("what", &what)]).await?;
        }
    }
    if let Some(closed) = &diversion.closed {
        let name = match closed.fact.decided {
            Closing::Enquiries => "handover-closed-enquiries",
            Closing::Support => "handover-closed-support",
            Closing::NothingMore => "handover-closed-nothing-more",
        };
        lines.add(closed.at, name, closed.author.person, &[("words", &closed.fact.why)]).await?;
    }
    if let Some(outcome) = &diversion.outcome {
        let name =
            if outcome.fact.substantiated { "handover-substantiated" } else { "handover-not-substantiated" };
        lines.add(outcome.at, name, outcome.author.person, &[("words", &outcome.fact.why)]).await?;
    }
    for told in &diversion.told {
        let names: Vec<&str> = told.fact.to.iter().map(|told| told.name.as_str()).collect();
        let said = [("who", names.join(", ")), ("words", told.fact.words.clone())];
        let said = said.each_ref().map(|(name, value)| (*name, value.as_str()));
        lines.add(told.at, "handover-told", told.author.person, &said).await?;
    }
    for again in &diversion.opened_again {
        lines
            .add(again.at, "handover-opened-again", again.author.person, &[("words", &again.fact.why)])
            .await?;
    }
    Ok(lines.lines)
}

struct Lines<'a> {
    site: &'a Site,
    lines: Vec<(Timestamp, String)>,
}

impl Lines<'_> {
    async fn add(
        &mut self,
        at: Timestamp,
        message: &'static str,
        by: Option<PersonId>,
        said: &[(&str, &str)],
    ) -> Result<(), PageFailure> {
        let (time, name) = (full_time(at), name_of(self.site, by).await?);
        let mut values = vec![("time", time.as_str()), ("name", name.as_str())];
        values.extend_from_slice(said);
        self.lines.push((at, self.site.words().with(message, &values).trim_end().to_owned()));
        Ok(())
    }
}
