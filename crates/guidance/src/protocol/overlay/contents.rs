//! What a protocol says of assessment and support, laid over what the one it is based on says.

use std::collections::BTreeMap;

use super::Overlay;
use crate::problem::Problem;
use crate::protocol::Timetable;
use crate::protocol::contents::{Contents, Identified, ReviewPoint};
use crate::protocol::raw::{RawProtocol, RawReviewPoint};
use crate::spanned::Spanned;

/// The timetable whose decision every point of review comes before.
const REVIEWED_TIMETABLE: &str = "full";

impl Overlay<'_> {
    pub(super) fn contents(
        &mut self,
        raw: &RawProtocol,
        base: Contents,
        timetables: &BTreeMap<String, Timetable>,
    ) -> Contents {
        self.review_after_publication(raw);
        let points = self.review_points(&raw.review_point, timetables);
        Contents {
            // Who answers for another text, and who agreed it, is never inherited.
            publication: raw.publication.as_ref().map(|given| given.get_ref().clone()).unwrap_or_default(),
            agreed_by: self.laid_over("agreed_by", Vec::new(), &raw.agreed_by),
            assessment: raw.assessment.clone().or(base.assessment),
            views: raw.views.clone().or(base.views),
            involvement: raw.involvement.clone().or(base.involvement),
            recording: raw.recording.clone().or(base.recording),
            groups: self.laid_over("group", base.groups, &raw.group),
            specialist: raw.specialist.clone().or(base.specialist),
            specialist_assessments: self.laid_over(
                "specialist_assessment",
                base.specialist_assessments,
                &raw.specialist_assessment,
            ),
            review_points: self.laid_over("review_point", base.review_points, &points),
            returned_from_care: raw.returned_from_care.clone().or(base.returned_from_care),
            lead_practitioner: raw.lead_practitioner.clone().or(base.lead_practitioner),
            levels_of_need: raw.levels_of_need.clone().or(base.levels_of_need),
            challenge: raw.challenge.clone().or(base.challenge),
            family_help: raw.family_help.clone().or(base.family_help),
        }
    }

    /// Those of the base, with these in place of the ones that have the same identifier, and then the new ones.
    fn laid_over<T: Identified + Clone>(&mut self, key: &str, base: Vec<T>, given: &[Spanned<T>]) -> Vec<T> {
        let mut all = base;
        for (number, item) in given.iter().enumerate() {
            let id = item.get_ref().id();
            if given.iter().take(number).any(|before| before.get_ref().id() == id) {
                let message = format!("`{id}` is already there");
                let problem = Problem::at(self.source, &item.span(), key, message);
                self.problems.push(problem.with_hint("give it another id, or remove one"));
            }
            match all.iter_mut().find(|former| former.id() == id) {
                Some(former) => *former = item.get_ref().clone(),
                None => all.push(item.get_ref().clone()),
            }
        }
        all
    }

    fn review_after_publication(&mut self, raw: &RawProtocol) {
        let Some(given) = &raw.publication else { return };
        let publication = given.get_ref();
        if let (Some(published), Some(review)) = (publication.published_on, publication.review_by)
            && review <= published
        {
            let message = format!("it is to be reviewed by {review}, but was published on {published}");
            let problem = Problem::at(self.source, &given.span(), "review_by", message);
            self.problems.push(problem.with_hint("write a day after the one on which it was published"));
        }
    }

    fn review_points(
        &mut self,
        raw: &[RawReviewPoint],
        timetables: &BTreeMap<String, Timetable>,
    ) -> Vec<Spanned<ReviewPoint>> {
        let decision = timetables.get(REVIEWED_TIMETABLE).map(|timetable| timetable.decision);
        for (day, decision) in raw.iter().filter_map(|point| point.by_working_day.as_ref().zip(decision)) {
            if *day.get_ref() >= decision {
                let message = format!(
                    "a point of review on working day {} is not before the decision on day {decision}",
                    day.get_ref()
                );
                let problem = Problem::at(self.source, &day.span(), "by_working_day", message);
                self.problems.push(problem.with_hint(format!("write a day before {decision}")));
            }
        }
        let read = |point: &RawReviewPoint| {
            let read = ReviewPoint {
                id: point.id.get_ref().clone(),
                name: point.name.clone(),
                by_working_day: point.by_working_day.as_ref().map(|day| *day.get_ref()),
                with: point.with.clone(),
            };
            Spanned::new(point.id.span(), read)
        };
        raw.iter().map(read).collect()
    }
}
