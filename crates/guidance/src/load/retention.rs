//! The schedule of how long records are kept: each rule once, under a clause that is there, for a time that ends.

use super::{Loader, Placed};
use crate::problem::Problem;
use crate::retention::RetentionRule;
use crate::spanned::Spanned;

impl Loader {
    pub(super) fn retention(&mut self, read: Vec<Placed<'_, Spanned<RetentionRule>>>) {
        for (source, raw) in read {
            let span = raw.span();
            let rule = raw.into_inner();
            let named = |name: &String| Spanned::new(span.clone(), name.clone());
            if self.retention.iter().any(|other| other.id == rule.id) {
                self.twice(source, &named(&rule.id), "id");
            }
            self.known_clauses(source, &[named(&rule.clause)]);
            if rule.until.is_empty() || rule.until.iter().any(|term| term.years == 0) {
                let message = "needs at least one term, each of a year or more";
                self.problems.push(Problem::at(source, &span, "until", message));
            }
            self.retention.push(rule);
        }
        self.retention.sort_by(|one, other| one.id.cmp(&other.id));
    }
}
