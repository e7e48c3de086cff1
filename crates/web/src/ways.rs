//! Every way to challenge, with the words that fit what it is about. All are open at once: a choice, never a ladder.

use guidance::Clause;
use records::challenge::{Stage, Way};

use crate::site::Site;

/// One way that is open, with the rule that it rests on.
pub struct Open {
    /// What one can do, in a sentence or two.
    pub words: String,
    /// The clause, where the way has a limit in law that nobody should miss.
    pub clause: Option<Clause>,
}

/// What is challenged, and how far that has come.
pub struct Stands<'a> {
    /// What it is about, as the form has it.
    pub what: &'a str,
    /// The way that was chosen.
    pub way: Way,
    /// The stage that was answered.
    pub stage: Option<Stage>,
}

fn clause(site: &Site, id: &str) -> Option<Clause> {
    site.application().rules().guidance().clause(id).cloned()
}

/// The ways that lie outside the council, by what it is about.
pub fn outside(site: &Site, what: &str) -> Vec<Open> {
    let words = site.words();
    let mut open = vec![Open { words: words.say("ways-ombudsman"), clause: clause(site, "LGA-26B") }];
    if matches!(what, "decision" | "plan" | "late") {
        open.push(Open { words: words.say("ways-education"), clause: None });
    }
    if what == "written" {
        open.push(Open { words: words.say("ways-correction"), clause: clause(site, "UKGDPR-15") });
    }
    if matches!(what, "route" | "decision" | "plan" | "late" | "other" | "") {
        open.push(Open { words: words.say("ways-court"), clause: clause(site, "CPR-54-5") });
    }
    open
}

/// What the letter of an answer says of going on.
pub fn after_answer(site: &Site, stands: &Stands<'_>) -> Vec<String> {
    let words = site.words();
    let complaints = &site.application().rules().protocol().settings().complaints;
    let reach = [("name", complaints.name.as_str()), ("telephone", complaints.telephone.as_str())];
    let mut open = Vec::new();
    match (stands.way, stands.stage) {
        (Way::Complaint, Some(Stage::One) | None) => open.push(words.with("ways-stage-2", &reach)),
        (Way::Complaint, Some(Stage::Two)) => {
            open.push(with_rule(site, &words.with("ways-stage-3", &reach), clause(site, "REP-18").as_ref()));
        }
        (Way::Complaint, Some(Stage::Three)) => {}
        (Way::SecondLook, _) => open.push(words.with("ways-complaint", &reach)),
        (Way::Talk | Way::Route, _) => {
            open.push(words.with("ways-second-look", &reach));
            open.push(words.with("ways-complaint", &reach));
        }
    }
    open.extend(
        outside(site, stands.what).iter().map(|way| with_rule(site, &way.words, way.clause.as_ref())),
    );
    open
}

/// A way with its rule, and that the rule was not checked where that is so; for a letter, which has no badges.
fn with_rule(site: &Site, way: &str, clause: Option<&Clause>) -> String {
    let Some(clause) = clause else { return way.to_owned() };
    let words = site.words();
    let rule = [("rule", clause.citation.as_str()), ("says", clause.requires.as_str())];
    let said = words.with("ways-rule", &rule);
    let doubt = if site.application().is_unverified(clause) {
        format!(" {}", words.say("letter-route-unverified"))
    } else {
        String::new()
    };
    format!("{way} {said}{doubt}")
}
