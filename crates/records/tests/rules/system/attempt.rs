//! The same steps, tried on the records: several children, and one place that all of them may be linked to.

use std::collections::BTreeSet;

use records::child::{
    Allocate, EndSupport, EndingNotified, NotifyEnding, OpenSupport, SupportEnded, SupportOpened,
};
use records::child::{Register, Registered};
use records::concern::{
    CloseDiscussion, Closing, Concern, DecideDiversion, OutcomeRecorded, ProposeDiversion, RecordOutcome,
    StartEnquiries, StrategyClosed,
};
use records::contact::{Contact, LinkChild, Linked, Way, Who};
use records::help::{Level, Protected};
use records::looked_after::Role;
use records::place::{ClosePlace, DecideHarm, EndLink, OpenPlace, Place, PlaceWork, RecordPlaceStep};
use records::protection::{NameChair, NameLead, OrderKind};
use uuid::Uuid;

use crate::helping::{self, With};
use crate::looked_after::{self, Away};
use crate::place::{self, There};
use crate::protecting;
use crate::scene::{
    ASSESSOR, CHAIR, FRONT_DOOR, FRONT_DOOR_MANAGER, Outcome, SCHOOL, SOCIAL_WORKER, SUPERVISOR, Scene,
    person,
};
use crate::{contacts, crossing};

/// A child with every record that may stand.
pub struct OneChild {
    away: Away,
    /// The child, for the place.
    id: Uuid,
    /// The latest link to the place.
    link: Uuid,
}

/// Makes answers of what is given.
type Answering<'a> = &'a dyn Fn(&[(&str, &str)]) -> forms::Answers;

pub struct Records {
    pub children: Vec<OneChild>,
    there: There,
}

/// The person of the scene whom the table names.
fn numbered(who: &str) -> u128 {
    match who {
        "front-door" => FRONT_DOOR,
        "manager" => FRONT_DOOR_MANAGER,
        "supervisor" => SUPERVISOR,
        "social-worker" => SOCIAL_WORKER,
        "school" => SCHOOL,
        "chair" => CHAIR,
        other => panic!("nobody is {other}"),
    }
}

impl Records {
    pub fn of(children: usize) -> Self {
        let one = |number: usize| OneChild {
            away: Away::new(),
            id: Uuid::from_u128(0xC00 + number as u128),
            link: Uuid::nil(),
        };
        Self { children: (0..children).map(one).collect(), there: There::empty() }
    }

    /// Tries a step. Whether it was taken.
    pub fn attempt(&mut self, child: usize, step: &str, who: &str) -> bool {
        let who = numbered(who);
        let outcome = if step.ends_with("place") || matches!(step, "link" | "decide-harm" | "end-link") {
            self.at_the_place(child, step, who)
        } else {
            self.children[child].attempt(step, who)
        };
        protecting::minutes(&mut self.children[child].away.scene, 1);
        protecting::minutes(&mut self.there.scene, 1);
        outcome.is_ok()
    }

    fn at_the_place(&mut self, child: usize, step: &str, who: u128) -> Outcome {
        let (there, one) = (&mut self.there, &mut self.children[child]);
        let link = one.link;
        let worked = |what, given: &'static [(&'static str, &'static str)]| {
            move |answers: Answering<'_>| RecordPlaceStep { what, answers: answers(given) }
        };
        match step {
            "open-place" => {
                if !there.state.is_open() {
                    there.state = Place::default();
                }
                there.by(who, |answers| OpenPlace(answers(place::OPEN)))
            }
            "assess-place" => there.by(who, worked(PlaceWork::Assess, place::ASSESS)),
            "plan-place" => there.by(who, worked(PlaceWork::Plan, place::PLAN)),
            "review-place" => there.by(who, worked(PlaceWork::Review, place::REVIEW)),
            "link" => {
                let next = Uuid::from_u128(one.away.id().as_u128() + one.id.as_u128() * 0x1_0000);
                let outcome = there.link_as(who, next, one.id);
                if outcome.is_ok() {
                    one.link = next;
                }
                outcome
            }
            "decide-harm" => there.by(who, |answers| DecideHarm { link, answers: answers(place::DECIDED) }),
            "end-link" => there.by(who, |answers| EndLink { link, answers: answers(place::UNLINKED) }),
            "close-place" => there.by(who, |answers| ClosePlace(answers(place::CLOSED))),
            other => panic!("no step {other}"),
        }
    }

    /// What stands by the records, of what the table names too.
    pub fn standing(&self, child: usize) -> BTreeSet<String> {
        let mut found = self.children[child].standing();
        let linked =
            self.there.state.standing().any(|link| link.linked.fact.child == self.children[child].id);
        if linked {
            found.insert("linked".to_owned());
        }
        if self.there.state.is_open() {
            found.insert("*place".to_owned());
        }
        found
    }
}

/// What can be read from the records, by the names of the table.
pub const READ: [&str; 22] = [
    "contact",
    "support",
    "eh",
    "need",
    "no",
    "plan",
    "cin-plan",
    "waits",
    "led:school",
    "led:social-worker",
    "discussion",
    "s47",
    "cp",
    "police",
    "emergency",
    "in-court",
    "lac",
    "pathway",
    "missing",
    "fostered",
    "linked",
    "*place",
];

impl OneChild {
    fn standing(&self) -> BTreeSet<String> {
        let scene = &self.away.scene;
        let (protection, state) = (&scene.protection, &self.away.state);
        let help = scene.help.open();
        let runs = |kind| protection.running_orders().any(|order| order.made.fact.kind == kind);
        let level = |level| help.is_some_and(|open| open.level() == level);
        let led = |who| help.and_then(records::help::Episode::lead) == Some(person(who));
        let plan = help.and_then(records::help::Episode::plan);
        let waiting = help.and_then(records::help::Episode::open_assessment);
        let facts = [
            ("contact", scene.contact.undecided().next().is_some()),
            ("support", is_on_support_route(scene)),
            ("eh", level(Level::FamilyHelp)),
            ("need", level(Level::ChildInNeed)),
            ("no", help.is_some_and(records::help::Episode::waits_for_judgement)),
            ("plan", plan.is_some()),
            ("cin-plan", plan.is_some_and(|plan| plan.level == Level::ChildInNeed)),
            ("waits", waiting.is_some_and(|assessment| assessment.waits().is_some())),
            ("led:school", led(SCHOOL)),
            ("led:social-worker", led(SOCIAL_WORKER)),
            ("discussion", protection.waiting_discussion().is_some()),
            ("s47", protection.open_enquiry().is_some()),
            ("cp", protection.plan().is_some()),
            ("police", runs(OrderKind::PoliceProtection)),
            ("emergency", runs(OrderKind::EmergencyProtection)),
            (
                "in-court",
                protection.open_proceedings().is_some_and(records::protection::Proceedings::is_in_court),
            ),
            ("lac", state.care().is_some()),
            ("pathway", state.pathway().is_some()),
            ("missing", state.missing_now().is_some()),
            ("fostered", state.fostering_now().is_some()),
        ];
        facts.into_iter().filter(|(_, stands)| *stands).map(|(fact, _)| fact.to_owned()).collect()
    }

    fn attempt(&mut self, step: &str, who: u128) -> Outcome {
        match step {
            "contact" | "contact-disabled" | "who" | "decide-advice" | "decide-family-help"
            | "decide-section-17" | "decide-support" | "decide-discussion" => {
                self.at_the_front_door(step, who)
            }
            "open-support" | "allocate-support" | "end-support" => self.on_the_support_route(step, who),
            "raise" | "propose" | "divert" | "do-not-divert" | "start-at-once" | "household"
            | "close-crossing" | "not-substantiated" => self.at_the_door(step, who),
            "looked-after"
            | "order-changes"
            | "name-reviewer"
            | "care-review"
            | "care-visit"
            | "propose-change"
            | "change-reviewed"
            | "returns-home"
            | "eligible"
            | "pathway-plan"
            | "pathway-review"
            | "adviser-offered"
            | "moves-on"
            | "adviser-visit"
            | "pathway-ends"
            | "missing"
            | "back"
            | "privately-fostered"
            | "private-fostering-ends" => self.away_from_home(step, who),
            other => self.protected(other, who).unwrap_or_else(|| self.helped(other, who)),
        }
    }

    fn at_the_front_door(&mut self, step: &str, who: u128) -> Outcome {
        let scene = &mut self.away.scene;
        let outcome = match step {
            "contact" | "contact-disabled" => {
                if scene.contact.undecided().next().is_none() {
                    scene.contact = Contact::default();
                }
                let mut given = vec![("contact-what", contacts::text("She cries at night"))];
                if step == "contact-disabled" {
                    given.extend([
                        ("contact-help", contacts::choice("yes")),
                        ("contact-disabled", contacts::choice("yes")),
                        ("contact-harm", contacts::choice("no")),
                    ]);
                }
                let command = contacts::receive(scene, Way::Phone, &given);
                return scene.contact(who, &command);
            }
            "who" => {
                let linked = Linked { child: contacts::SAM, who: Who::Nobody };
                return scene.contact(who, &LinkChild(linked));
            }
            "decide-advice" => "advice",
            "decide-family-help" => "family-help",
            "decide-section-17" => "section-17",
            "decide-support" => "support-route",
            _ => "strategy-discussion",
        };
        let help = [("decide-help", contacts::text("Somebody on Saturdays"))];
        let command = contacts::decide(scene, contacts::SAM, outcome, &help);
        scene.contact(who, &command)
    }

    fn on_the_support_route(&mut self, step: &str, who: u128) -> Outcome {
        let request = self.away.id();
        let scene = &mut self.away.scene;
        match step {
            "open-support" => {
                if scene.child.registered.is_none() {
                    let registered = Registered { called: "Robin".into(), ..Registered::default() };
                    scene.child(who, &Register(registered))?;
                }
                let opened = SupportOpened {
                    request,
                    reference: "K7M-2QX".into(),
                    received_at: scene.now,
                    level: guidance::Level::Short,
                    request_types: vec!["short-break".into()],
                    sections: vec!["a-request".into()],
                    why: "You asked for a short break.".into(),
                    ehc_advice: false,
                    disabled: Some(true),
                    settled: std::collections::BTreeMap::new(),
                    asked_by: None,
                };
                scene.child(who, &OpenSupport(opened))
            }
            "allocate-support" => scene.child(who, &Allocate { assessor: person(ASSESSOR), condition: None }),
            _ => {
                let agreed = "They say that it goes well now".to_owned();
                let on = scene.today();
                scene.child(who, &NotifyEnding(EndingNotified { on, why: "It goes well".into(), agreed }))?;
                scene.child(who, &EndSupport(SupportEnded { words: String::new() }))
            }
        }
    }

    fn at_the_door(&mut self, step: &str, who: u128) -> Outcome {
        let proposal = self.away.id();
        let scene = &mut self.away.scene;
        let latest =
            scene.concern.diversion.proposals.last().map_or(proposal, |latest| latest.made.fact.proposal);
        let decide = |divert| DecideDiversion { proposal: latest, divert, words: "Because".into() };
        match step {
            "raise" => {
                if scene.concern.diversion.outcome.is_some() {
                    scene.concern = Concern::default();
                }
                crossing::raise(scene, who, "family")
            }
            "propose" => {
                let answers = crossing::answers(scene, &[("opinion", "He is afraid")]);
                scene.concern(who, &ProposeDiversion { proposal, answers })
            }
            "divert" => scene.concern(who, &decide(true)),
            "do-not-divert" => scene.concern(who, &decide(false)),
            "start-at-once" => scene.concern(who, &StartEnquiries::default()),
            "household" => {
                let both = [("Robin", "enquiry", "About him"), ("Wren", "no-enquiry", "Lives elsewhere")];
                let command = crossing::children(scene, &both);
                scene.concern(who, &command)
            }
            "close-crossing" => {
                let closed = StrategyClosed { decided: Closing::Support, why: "Help is needed".into() };
                scene.concern(who, &CloseDiscussion(closed))
            }
            _ => {
                let outcome = OutcomeRecorded { substantiated: false, why: "Explained".into() };
                scene.concern(who, &RecordOutcome(outcome))
            }
        }
    }

    /// What is recorded in protection; nothing where the step is none of it.
    fn protected(&mut self, step: &str, who: u128) -> Option<Outcome> {
        const MOVED: &[(&str, &str)] =
            &[("end-because", "moved"), ("end-told", "police health school"), ("end-offered", "Help there")];
        const COURT: &[(&str, &str)] =
            &[("proceedings-decision", "court"), ("proceedings-decided-why", "No change")];
        const NO_COURT: &[(&str, &str)] =
            &[("proceedings-decision", "not-needed"), ("proceedings-decided-why", "It changed")];
        let scene = &mut self.away.scene;
        let (name, given): (&str, &[(&str, &str)]) = match step {
            "name-protection-lead" => return Some(scene.protection(who, &NameLead(person(SOCIAL_WORKER)))),
            "name-chair" => return Some(scene.protection(who, &NameChair(person(CHAIR)))),
            "convene" => ("convene", &[]),
            "discussion-enquire" => ("discussion", &[]),
            "discussion-support" => {
                ("discussion", &[("discussion-decided", "support"), ("discussion-why", "Help is enough")])
            }
            "see" => ("seen", &[("seen-alone", "yes")]),
            "find-harm" => ("conclude", protecting::CONCLUDE),
            "find-nothing" => ("conclude", protecting::NOTHING),
            "agree" => ("authorise", &[]),
            "send-back" => {
                ("authorise", &[("authorise", "send-back"), ("authorise-words", "Ask his school")])
            }
            "moved-here" => ("transfer", &[("transfer-from", "Eastmere")]),
            "call" => ("call", protecting::CALL),
            "hold-plan" => ("hold", protecting::PLAN),
            "hold-no-plan" => ("hold", protecting::NO_PLAN),
            "write-protection-plan" => ("plan", protecting::LINES),
            "core-group" => ("core-group", protecting::CORE),
            "protection-visit" => ("visit", protecting::VISIT),
            "end-by-review" => ("end", protecting::END),
            "moved-away" => ("end", MOVED),
            "police-protection" => ("order", &[("order-kind", "police-protection")]),
            "emergency-order" => ("order", &[("order-kind", "emergency-protection")]),
            "police-protection-ends" => {
                ("order-end", &[("order-end-kind", "police-protection"), ("order-end-follows", "Home")])
            }
            "emergency-order-ends" => {
                ("order-end", &[("order-end-kind", "emergency-protection"), ("order-end-follows", "Home")])
            }
            "consider-court" => ("proceedings", &[("proceedings-why", "He was hurt again")]),
            "ask-court" => ("proceedings-decide", COURT),
            "no-court" => ("proceedings-decide", NO_COURT),
            "final-order" => ("proceedings-end", &[("proceedings-order", "A care order")]),
            _ => return None,
        };
        Some(protecting::step(scene, who, name, given))
    }

    fn helped(&mut self, step: &str, who: u128) -> Outcome {
        const FOUND_NOTHING: &[(&str, &str)] = &[
            ("complete-found", "All is well"),
            ("complete-follows", "nothing-more"),
            ("complete-family", "We agree"),
        ];
        const ENDED: &[(&str, &str)] =
            &[("end-why", "It goes well"), ("end-family", "We manage"), ("end-reason", "rc7")];
        const YOUNG_CARER: &[(&str, &str)] = &[("factors-child", "factor-code=factor-7a;factor-fact=Cares")];
        let scene = &mut self.away.scene;
        // As the shell looks it up.
        let protected = Protected {
            enquiries: scene.protection.open_enquiry().is_some(),
            plan_since: scene.protection.plan().map(|plan| plan.made.happened.date()),
        };
        let on_support_route = is_on_support_route(scene);
        let whom = match step {
            "school-leads" => Some(person(SCHOOL)),
            "social-worker-leads" => Some(person(SOCIAL_WORKER)),
            _ => None,
        };
        let (name, given): (&str, &[(&str, &str)]) = match step {
            "begin-family-help" => ("begin", helping::BEGIN),
            "begin-section-17" => ("begin", helping::IN_NEED),
            "family-says-no" => ("refused", &[("refused-words", "Not now")]),
            "no-goes-on" => {
                ("judge", &[("judge-follows", "goes-on"), ("judge-why", "They said yes to some of it")])
            }
            "no-ends" => ("judge", &[("judge-follows", "end"), ("judge-why", "They manage")]),
            "school-leads" | "social-worker-leads" => ("lead", helping::LEAD),
            "write-own" => ("child-needs", &[("child-meaning", "She needs rest")]),
            "write-family" => {
                let with = With { whom, protected, on_support_route };
                let first = [("parenting-meaning", "Warm, and worn out")];
                helping::step_with(scene, who, "parenting", with, &first)?;
                ("surroundings", &[("around-meaning", "A grandmother nearby")])
            }
            "see-child" => ("seen", helping::SEEN),
            "factors" => ("factors", YOUNG_CARER),
            "services-needed" => ("complete", helping::COMPLETE),
            "no-services" => ("complete", FOUND_NOTHING),
            "agree-assessment" => ("authorise", helping::AUTHORISE),
            "send-assessment-back" => {
                ("authorise", &[("authorise", "send-back"), ("authorise-why", "Ask her father")])
            }
            "write-plan" => ("plan", helping::PLAN),
            "visit" => ("visit", &[("visit-seen", "alone")]),
            "review" => ("review", helping::REVIEW),
            "up" => ("level", helping::UP),
            "down" => ("level", helping::DOWN),
            "plan-yields" => ("yield", &[]),
            "end-family-help" | "end-section-17" => ("end", ENDED),
            other => panic!("no step {other}"),
        };
        let is_family_help = scene.help.open().is_some_and(|open| open.level() == Level::FamilyHelp);
        // The words of an end, and of a level, are the same either way; which step it is follows from the level.
        let wanted = match step {
            "up" | "end-family-help" => Some(true),
            "down" | "end-section-17" => Some(false),
            _ => None,
        };
        if wanted.is_some_and(|wanted| wanted != is_family_help) {
            return Err(("not-this-level", ""));
        }
        helping::step_with(scene, who, name, With { whom, protected, on_support_route }, given)
    }

    fn away_from_home(&mut self, step: &str, who: u128) -> Outcome {
        let (name, given): (&str, &[(&str, &str)]) = match step {
            "name-reviewer" => return self.away.name(who, Role::Reviewer, CHAIR),
            "looked-after" => ("begin", looked_after::BEGIN),
            "order-changes" => ("change", &[("change-legal", "c1"), ("change-why", "An interim order")]),
            "care-review" => ("review", looked_after::REVIEW),
            "care-visit" => ("visit", looked_after::SEEN),
            "propose-change" => ("proposed", &[("proposed-what", "Home to their mother")]),
            "change-reviewed" => {
                ("answered", &[("answered-how", "reviewed"), ("answered-why", "Robin wants it")])
            }
            "returns-home" => ("end", looked_after::END),
            "eligible" => ("eligible", &[("eligible-why", "Sixteen, and counted here")]),
            "pathway-plan" => ("pathway-plan", &[("pathway-plan-words", "College, then a flat")]),
            "pathway-review" => ("pathway-review", &[("pathway-review-words", "On the way")]),
            "adviser-offered" => ("adviser-offered", &[("adviser-answer", "yes")]),
            "moves-on" => ("moved", &[("moved-words", "To the flat")]),
            "adviser-visit" => ("adviser-visit", &[("adviser-visit-said", "It is quiet")]),
            "pathway-ends" => ("pathway-end", &[("pathway-end-why", "Twenty-five")]),
            "missing" => ("missing", &[]),
            "back" => ("returned", &[("returned-time", "11:00"), ("returned-words", "Well")]),
            "privately-fostered" => ("fostering", &[("fostering-who", "A friend of the family")]),
            _ => ("fostering-end", &[("fostering-end-why", "Home again")]),
        };
        self.away.step(who, name, given)
    }
}

/// As the shell looks it up.
fn is_on_support_route(scene: &Scene) -> bool {
    scene.child.assessment.opened.is_some() && !scene.child.is_ended()
}
