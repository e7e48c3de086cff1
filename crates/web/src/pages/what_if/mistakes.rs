//! Why a draft is none: every mistake by its line, beside the text in which it is.

use guidance::{Problem, Source};
use simulation::{AssumptionsError, DraftRefused};

use super::form::{ASSUMPTIONS, GUIDANCE, PROTOCOL};
use crate::layout::Problems;
use crate::site::Site;

/// The most mistakes that a summary lists. All of them stand in their lines below the text.
const LISTED_MAX: usize = 20;

/// What to put right, and each mistake in its line, where the text is at hand.
pub(super) fn of_draft(site: &Site, refused: &DraftRefused) -> (Problems, Option<String>) {
    match refused {
        DraftRefused::NoData(error) => (Problems::one(GUIDANCE, error.message.clone()), None),
        DraftRefused::Guidance { errors, sources } => listed(site, GUIDANCE, &errors.0, sources),
        DraftRefused::Protocol { refusals, source_text } => {
            listed(site, PROTOCOL, &refusals.0, &source_text.files())
        }
        DraftRefused::InForce { refusals, source_text } => {
            let (mut problems, report) = listed(site, GUIDANCE, &refusals.0, &source_text.files());
            problems.0.insert(0, (PROTOCOL.to_owned(), site.words().say("what-if-does-not-fit")));
            (problems, report)
        }
    }
}

/// What to put right in the assumptions.
pub(super) fn of_assumptions(refused: &AssumptionsError) -> Problems {
    Problems(refused.mistakes.iter().map(|mistake| (ASSUMPTIONS.to_owned(), mistake.clone())).collect())
}

fn listed(site: &Site, field: &str, problems: &[Problem], sources: &[Source]) -> (Problems, Option<String>) {
    let line = |problem: &Problem| {
        let values = [("file", problem.path.as_str()), ("line", &problem.line.to_string())];
        let place = site.words().with("what-if-line", &values);
        let said = [Some(&problem.message), problem.hint.as_ref()];
        let said: Vec<&str> = said.into_iter().flatten().map(String::as_str).collect();
        (field.to_owned(), format!("{place} {}", said.join("; ")))
    };
    let mut summary: Vec<_> = problems.iter().take(LISTED_MAX).map(line).collect();
    let more = problems.len().saturating_sub(LISTED_MAX);
    if more > 0 {
        summary.push((field.to_owned(), site.words().count("what-if-more-mistakes", more as u64)));
    }
    (Problems(summary), Some(rulebook::report(problems, sources)))
}
