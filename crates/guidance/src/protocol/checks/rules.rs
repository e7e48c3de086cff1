//! How each rule judges: which keys and names are not there, or do not do.

use super::Judging;
use crate::model::{CheckDefinition, CheckRule};
use crate::protocol::said::Said;

impl Judging<'_> {
    /// What is missing for the check to be satisfied. Nothing: it is satisfied.
    pub(super) fn missing(&self, check: &CheckDefinition) -> Vec<String> {
        let route = &self.protocol.settings.route;
        let names_without = |there: &dyn Fn(&str) -> bool| {
            check.names.iter().filter(|name| !there(name)).cloned().collect::<Vec<_>>()
        };
        let listed = |list: &[String], name: &str| list.iter().any(|given| given == name);
        let known_clock = |name: &str| self.guidance.clock_on(name, self.on.editions_of).is_some();
        match check.rule {
            CheckRule::Says => self.unsaid(check),
            CheckRule::Promised => self.unpromised(check),
            CheckRule::NothingIntrusive => names_without(&|name| listed(&route.left_out, name)),
            CheckRule::ReasonedCrossing => {
                let decider = route.crossing_decided_by.as_ref();
                let qualified = decider
                    .is_some_and(|decider| check.capacities.iter().any(|name| name == decider.as_str()));
                let mut missing = self.unpromised(check);
                if !qualified && missing.is_empty() {
                    missing.clone_from(&check.capacities);
                }
                missing
            }
            CheckRule::ConcernAnytime => {
                let standard = |name: &str| self.protocol.standard(name).is_some();
                [self.unpromised(check), names_without(&standard)].concat()
            }
            CheckRule::TrainedAssessor => names_without(&|name| {
                let training = self.protocol.settings.training.iter().find(|training| training.id == name);
                training.is_some_and(|training| {
                    let required =
                        |of: &String| training.required_of.iter().any(|given| given.as_str() == of);
                    check.capacities.iter().all(required)
                })
            }),
            CheckRule::DutiesAnswered => {
                let unknown = route.duties_answered.iter().filter(|duty| self.guidance.duty(duty).is_none());
                let unanswered = names_without(&|name| listed(&route.duties_answered, name));
                unanswered.into_iter().chain(unknown.cloned()).collect()
            }
            // A protocol that loosened one was refused before it came here.
            CheckRule::SameClocks => [self.unsaid(check), names_without(&known_clock)].concat(),
            CheckRule::ShortBreakCounters => {
                names_without(&|name| listed(&route.short_break_counters, name) && known_clock(name))
            }
            CheckRule::CoProduced => self.not_made_together(check),
            CheckRule::ReviewPoints => {
                let points = &self.protocol.settings.contents.review_points;
                let best = points.iter().map(|point| names_without(&|name| listed(&point.with, name)));
                best.min_by_key(Vec::len).unwrap_or_else(|| check.keys.clone())
            }
            CheckRule::LeadPractitioner => {
                let leads = &self.protocol.settings.contents.lead_practitioner.enquiries_led_by;
                let others = leads.iter().flatten().filter(|leader| !check.names.contains(leader));
                let missing = self.unsaid(check);
                missing.into_iter().chain(others.cloned()).collect()
            }
            CheckRule::Published => self.not_published(check),
        }
    }

    /// Keys without words that say something.
    fn unsaid(&self, check: &CheckDefinition) -> Vec<String> {
        let says = |key: &&String| self.protocol.said.get(*key).is_some_and(|said| self.says(said, check));
        check.keys.iter().filter(|key| !says(key)).cloned().collect()
    }

    /// Keys without words that say something, or that say no.
    fn unpromised(&self, check: &CheckDefinition) -> Vec<String> {
        let no = |key: &&String| self.protocol.said.get(*key).is_some_and(|said| said.words == "false");
        let mut missing = self.unsaid(check);
        missing.extend(check.keys.iter().filter(no).cloned());
        missing
    }

    fn says(&self, said: &Said, check: &CheckDefinition) -> bool {
        let plain = said.words.trim().trim_end_matches('.').to_lowercase();
        let words = plain.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        words >= check.least_words && !self.guidance.says_nothing.contains(&plain)
    }

    fn not_made_together(&self, check: &CheckDefinition) -> Vec<String> {
        let agreed = self.protocol.settings.co_production.agreed_on;
        let mut missing = self.unsaid(check);
        if agreed.is_some_and(|day| day > self.on.today) {
            missing.push("co_production.agreed_on".to_owned());
        }
        missing
    }

    fn not_published(&self, check: &CheckDefinition) -> Vec<String> {
        let contents = &self.protocol.settings.contents;
        let mut missing = self.unsaid(check);
        if contents.publication.review_by.is_some_and(|day| day <= self.on.today) {
            missing.push("publication.review_by".to_owned());
        }
        let ahead =
            contents.agreed_by.iter().filter(|agreed| agreed.on.is_some_and(|day| day > self.on.today));
        missing.extend(ahead.map(|agreed| format!("agreed_by.{}.on", agreed.id)));
        missing
    }
}
