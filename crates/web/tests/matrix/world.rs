//! Wendale, at a moment that stands still, with the things that endpoints are about.

use std::sync::Arc;

use access::{Actor, Policy};
use application::{Act, Application, Parts, ReadReason};
use forms::{Answer, QuestionId};
use guidance::{Guidance, Protocol, Rules};
use jiff::Timestamp;
use kernel::{FixedClock, Partnership, SeededRandomness, StreamId, StreamKind};
use records::challenge::Challenge;
use records::child::Child;
use records::contact::{ReceiveContact, Way};
use records::help::{
    AddRelative, BeginHelp, NameLead as NameHelpLead, Protected, Share, Shared, SharedWhat, WritePlan,
};
use records::looked_after::{BeginCare, NameInCare, Role};
use records::people::Involved;
use records::place::{LinkChild, NamePartner, OpenPlace};
use records::protection::{Convene, GiveSeat, HoldDiscussion, NameLead, WriteNetwork};
use records::statutory::{Check, Finding, RecordCheck, ReturnKind, RuleFound, Severity, Source, Which};
use store::{DatabaseUrl, OpenOptions, Page, Store};
use synth::{Cast, FamilyPersona, Persona};
use uuid::Uuid;
use web::{Demonstration, DemonstrationFamily, DemonstrationPractitioner, Settings, Site, router};

use crate::visit::Visitor;

/// The child about whom somebody rang the front door.
const CONTACTED: Uuid = Uuid::from_u128(0x54);
/// A Monday morning.
const NOW: &str = "2026-11-23T10:30:00Z";

/// A place where a child may be harmed, and the link.
const PLACE: Uuid = Uuid::from_u128(0x71);
const LINK: Uuid = Uuid::from_u128(0x72);

/// The invented partnership, and what stands in it.
pub struct World {
    pub site: Site,
    pub cast: Cast,
    child: Child,
    concern: Uuid,
    child_concern: Uuid,
    challenge: Uuid,
    contact: Uuid,
    challenged: Challenge,
    trial: Uuid,
    finding: Uuid,
    _folder: tempfile::TempDir,
}

/// Which things an address is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// Things that are there.
    There,
    /// Identifiers of nothing.
    Nowhere,
}

impl World {
    pub async fn new() -> Self {
        // Large: it lives on the heap while it is made.
        Box::pin(Self::made()).await
    }

    async fn made() -> Self {
        let now: Timestamp = NOW.parse().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::sqlite(folder.path().join("alongside.db"));
        let randomness = Arc::new(SeededRandomness::new(7));
        let store = Store::open(&url, OpenOptions::new(randomness.clone())).unwrap();
        let guidance = Arc::new(Guidance::embedded().unwrap());
        let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
        let application = Application::new(Parts {
            store,
            partnership: Partnership::new("wendale").unwrap(),
            rules: Arc::new(Rules::new(guidance, protocol)),
            forms: Arc::new(forms::Library::embedded().unwrap()),
            policy: Arc::new(Policy::embedded().unwrap()),
            clock: Arc::new(FixedClock::new(now)),
            randomness,
        });
        let cast = synth::wendale(&application, now, |_, _| ()).await.unwrap();
        let manager = practitioner(&application, &cast.front_door_manager);
        let concerns = application.list(&manager, StreamKind::Concern, None, Page::whole()).await.unwrap();
        let mut about_a_child = None;
        for row in &concerns.rows {
            let opened =
                application.open_concern(&manager, row.stream.id, ReadReason::work("concern")).await.unwrap();
            let about = opened.state.raised.and_then(|raised| raised.fact.about.child);
            about_a_child = about_a_child.or(about.map(|_| row.stream.id));
        }
        let child = child_of(&application, &cast.parent_with_plan).await;
        protect(&application, &cast).await;
        let contact = contact_of(&application, &cast).await;
        help(&application, &cast).await;
        look_after(&application, &cast).await;
        linked(&application, &cast).await;
        let (challenge, challenged) = challenge_of(&application, &cast.parent_with_plan).await;
        let demonstration = Demonstration {
            practitioners: cast
                .practitioners()
                .into_iter()
                .map(|persona| DemonstrationPractitioner {
                    person: persona.person,
                    name: persona.name.clone(),
                    part: persona.title.clone(),
                })
                .collect(),
            families: cast
                .families()
                .into_iter()
                .map(|family| DemonstrationFamily {
                    name: family.name.clone(),
                    part: family.about.clone(),
                    code: family.code.clone(),
                })
                .collect(),
        };
        let settings = Settings { demonstration: Some(demonstration), ..Settings::default() };
        let site = Site::new(application, press::pdf, settings).unwrap();
        let trial = trial_of(&site, &cast.data_owner).await;
        let finding = finding_of(site.application(), &cast.analyst).await;
        Self {
            site,
            trial,
            finding,
            cast,
            child,
            challenge,
            contact,
            challenged,
            concern: concerns.rows.first().expect("Wendale has concerns").stream.id,
            child_concern: about_a_child.expect("a concern in Wendale is about a child"),
            _folder: folder,
        }
    }

    /// An address without gaps. Every parameter that a page may have in its address is here, so a page with a new one
    /// fails until somebody says what stands in it.
    pub fn fill(&self, path: &str, filling: Filling) -> String {
        let mut filled = Vec::new();
        for part in path.split('/') {
            let name = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
            match name {
                Some(name) => filled.push(self.value(name, path, filling)),
                None => filled.push(part.to_owned()),
            }
        }
        filled.join("/")
    }

    fn value(&self, name: &str, path: &str, filling: Filling) -> String {
        let there = filling == Filling::There;
        let or_nowhere = |id: Option<Uuid>| match id.filter(|_| there) {
            Some(id) => id.to_string(),
            None => Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_dead).to_string(),
        };
        let child = &self.child;
        match name {
            "id" if path.starts_with("/children") => or_nowhere(self.cast.parent_with_plan.child),
            "child" => or_nowhere(self.cast.parent_with_plan.child),
            "request" if path.starts_with("/children") => {
                or_nowhere(Some(self.cast.parent_with_plan.request))
            }
            "request" => or_nowhere(Some(self.cast.young_person.request)),
            "concern" if path.contains("child") => or_nowhere(Some(self.child_concern)),
            "concern" => or_nowhere(Some(self.concern)),
            "entry" => or_nowhere(child.entries.first().map(|entry| entry.entry.0)),
            "comment" => or_nowhere(child.comments.first().map(|comment| comment.made.fact.comment)),
            "need" => or_nowhere(child.assessment.needs.first().map(|need| need.current().fact.need)),
            "arrangement" => {
                or_nowhere(child.breaks.arrangements.first().map(records::child::Arrangement::id))
            }
            "stay" => or_nowhere(child.breaks.next(NOW.parse().unwrap()).map(|(_, stay)| stay.id())),
            "view" => or_nowhere(child.views.said.first().map(records::child::View::id)),
            "wish" => or_nowhere(child.views.wishes.first().map(records::child::Wish::id)),
            "challenge" => or_nowhere(Some(self.challenge)),
            "contact" => or_nowhere(Some(self.contact)),
            "worker" => or_nowhere(Some(self.cast.assessor.person.0)),
            "whom" => or_nowhere(Some(CONTACTED)),
            "stage" => if there { "look" } else { "no-such-step" }.to_owned(),
            "letter" if path.starts_with("/contacts") => or_nowhere(None),
            "action" => or_nowhere(self.challenged.open_actions().next().map(|action| action.action)),
            "letter" if path.starts_with("/challenges") => {
                or_nowhere(self.challenged.letters().first().map(|sent| sent.letter))
            }
            "visit" => or_nowhere(child.assessment.visits.first().map(|visit| visit.notified.fact.visit)),
            "service" => {
                or_nowhere(child.plan().and_then(|plan| plan.fact.services.last()).map(|last| last.service))
            }
            "gap" => or_nowhere(child.journey.gaps.first().map(|gap| gap.reported.fact.gap)),
            "linked" => or_nowhere(child.journey.linked.first().map(|linked| linked.first().fact.linked)),
            "duty" if path.starts_with("/children") => {
                if there { "DC-04" } else { "no-such-duty" }.to_owned()
            }
            "decision" => if there { "needs" } else { "no-such-decision" }.to_owned(),
            "edition" if path.starts_with("/guidance") => {
                if there { "WT-2026" } else { "no-such-edition" }.to_owned()
            }
            "edition" => if there { "easy-read" } else { "no-such-edition" }.to_owned(),
            "begins" if path.starts_with("/looked-after") => {
                if there { "missing" } else { "no-such-step" }.to_owned()
            }
            "doing" if path.starts_with("/looked-after") => {
                if there { "change" } else { "no-such-step" }.to_owned()
            }
            "doing" if path.starts_with("/places/{place}/children") => {
                if there { "decide" } else { "no-such-step" }.to_owned()
            }
            "doing" if path.starts_with("/places") => {
                if there { "assess" } else { "no-such-step" }.to_owned()
            }
            "place" => or_nowhere(Some(PLACE)),
            "link" => or_nowhere(Some(LINK)),
            "begins" => if there { "transfer" } else { "no-such-step" }.to_owned(),
            "doing" => if there { "view" } else { "no-such-step" }.to_owned(),
            "letter" if path.starts_with("/help") => or_nowhere(Some(HELP_LETTER)),
            "taking" => if there { "visit" } else { "no-such-step" }.to_owned(),
            "letter" => or_nowhere(child.letters.first().map(|letter| letter.fact.letter)),
            "person" | "practitioner" => or_nowhere(Some(self.cast.parent_with_plan.person.0)),
            "part" => if there { "propose" } else { "no-such-part" }.to_owned(),
            "read" | "draft" | "code" | "plan" | "attachment" | "earlier" | "absence" | "system" => {
                or_nowhere(None)
            }
            "section" if path.starts_with("/requests") => {
                if there { "help" } else { "no-such-section" }.to_owned()
            }
            "section" => if there { "b-child" } else { "no-such-section" }.to_owned(),
            "question" if path.starts_with("/children") => {
                if there { "names-used" } else { "no-such-question" }.to_owned()
            }
            "question" | "step" | "field" => {
                if there { "what-would-help" } else { "no-such-question" }.to_owned()
            }
            "form" => if there { "assessment" } else { "no-such-form" }.to_owned(),
            "clause" => if there { "WT2018-acknowledge" } else { "no-such-clause" }.to_owned(),
            "duty" => if there { "FD-01" } else { "no-such-duty" }.to_owned(),
            "measure" => if there { "M-16" } else { "M-99" }.to_owned(),
            "number" | "version" | "row" => "1".to_owned(),
            "trial" => or_nowhere(Some(self.trial)),
            "return" => if there { "cin-2026" } else { "cin-1999" }.to_owned(),
            "finding" => or_nowhere(Some(self.finding)),
            "format" => if there { "markdown" } else { "no-such-format" }.to_owned(),
            "name" => if there { "alongside.css" } else { "no-such-file.css" }.to_owned(),
            other => panic!("{path}: say in World::value what stands in an address for {other}"),
        }
    }

    /// Words that would tell who somebody is: every name of the cast, part by part, and every code.
    pub fn telling_words(&self) -> Vec<String> {
        let mut words: Vec<String> = self
            .cast
            .practitioners()
            .iter()
            .map(|persona| &persona.name)
            .chain(
                self.cast
                    .families()
                    .iter()
                    .flat_map(|family| [&family.name, &family.child_called, &family.code]),
            )
            .flat_map(|name| name.split_whitespace())
            .filter(|word| word.len() > 3)
            .map(str::to_lowercase)
            .collect();
        words.sort();
        words.dedup();
        words
    }
}

fn practitioner(application: &Application, persona: &Persona) -> Actor {
    Actor::Practitioner {
        partnership: application.partnership().clone(),
        person: persona.person,
        agency: persona.agency.clone(),
        capacities: persona.capacities.clone(),
    }
}

/// A census in which something was found.
async fn finding_of(application: &Application, analyst: &Persona) -> Uuid {
    let which = Which { kind: ReturnKind::Cin, year: 2026 };
    let finding = Finding {
        id: application.new_identifier(),
        rule: "8650".to_owned(),
        child: Some("W0001".to_owned()),
        record: None,
        file: 0,
        path: "/Message/Children/Child[1]/CINdetails[1]/PrimaryNeedCode".to_owned(),
        line: 8,
        column: 3,
        values: Vec::new(),
        why: "The primary need code N99 is not in the code set.".to_owned(),
    };
    let id = finding.id;
    let rule = RuleFound {
        code: "8650".to_owned(),
        severity: Severity::Error,
        message: "Primary Need Code invalid".to_owned(),
        draft: false,
        times: 1,
    };
    let check = Check {
        which,
        source: Source::Uploaded,
        files: Vec::new(),
        children: 1,
        asked: 109,
        rules: vec![rule],
        not_asked: Vec::new(),
        not_asked_beyond: 0,
    };
    let command = RecordCheck { check, findings: vec![finding] };
    let actor = practitioner(application, analyst);
    application.execute(&actor, Act::on(which.id(), command)).await.unwrap();
    id
}

/// A draft that was tried: today's rules, which change nothing.
async fn trial_of(site: &Site, data_owner: &Persona) -> Uuid {
    let service = router(site.clone());
    let mut visitor = Visitor::signed_in(&service, "person", &data_owner.person.to_string()).await;
    let form = format!("token={}&shipped=wendale", visitor.token);
    let answer = visitor.post("/what-if", &form).await;
    let page = answer.location().unwrap().to_owned();
    visitor.get(&page).await;
    page.rsplit('/').next().unwrap().parse().unwrap()
}

/// The child with the plan is being protected too: a social worker leads, and the police have a seat at the table. Nobody of
/// the family has been told.
async fn protect(application: &Application, cast: &Cast) {
    let child = cast.parent_with_plan.child.expect("this family has a record");
    let worker = practitioner(application, &cast.social_worker);
    let manager = practitioner(application, &cast.front_door_manager);
    let answers = || application.forms().latest("protection").unwrap().no_answers();
    let (discussion, meeting, enquiry) =
        (Uuid::from_u128(0x51), Uuid::from_u128(0x52), Uuid::from_u128(0x53));
    let called = String::new();
    let convene = Convene { discussion, meeting, concern: None, called, answers: answers() };
    application.execute(&worker, Act::on(child, convene)).await.unwrap();
    let held = HoldDiscussion { discussion, enquiry, answers: answers() };
    let act = Act::on(child, held).and(child, GiveSeat(cast.police.person));
    application.execute(&manager, act).await.unwrap();
    application.execute(&manager, Act::on(child, NameLead(cast.social_worker.person))).await.unwrap();
    let row =
        [("member-name", Answer::Text("Mum".into())), ("member-relation", Answer::Choice("mother".into()))];
    let row = row.map(|(field, answer)| (QuestionId::new(field).unwrap(), answer));
    let mut network = answers();
    let people = QuestionId::new("network-people").unwrap();
    network.set(&people, Some(Answer::Rows(vec![row.into_iter().collect()])));
    application.execute(&worker, Act::on(child, WriteNetwork(network))).await.unwrap();
}

/// Somebody rang the front door about a child. Nobody has looked.
async fn contact_of(application: &Application, cast: &Cast) -> Uuid {
    let actor = practitioner(application, &cast.front_door_practitioner);
    let mut answers = application.forms().latest("contact").unwrap().no_answers();
    let what = QuestionId::new("contact-what").unwrap();
    answers.set(&what, Some(Answer::Text("A child cries at night".into())));
    let contact = application.new_identifier();
    let (received_at, children) = (application.now(), vec![CONTACTED]);
    let receive = ReceiveContact { way: Way::Phone, received_at, by: None, children, answers };
    application.execute(&actor, Act::on(contact, receive)).await.unwrap();
    contact
}

/// The letter of the family's help.
const HELP_LETTER: Uuid = Uuid::from_u128(0x61);

/// The family with the plan is helped too, for a brother's sake: a school leads, and the plan was shared with the parent.
async fn help(application: &Application, cast: &Cast) {
    let child = cast.parent_with_plan.child.expect("this family has a record");
    let school = practitioner(application, &cast.school);
    let form = application.forms().latest("help").unwrap();
    let answers = |given: &[(&str, Answer)]| {
        let mut answers = form.no_answers();
        for (question, answer) in given {
            answers.set(&QuestionId::new(*question).unwrap(), Some(answer.clone()));
        }
        answers
    };
    let choice = |value: &str| Answer::Choice(value.to_owned());
    let begin = BeginHelp {
        episode: Uuid::from_u128(0x62),
        family: Uuid::from_u128(0x63),
        contact: None,
        called: "Robin".to_owned(),
        born: None,
        on_support_route: false,
        answers: answers(&[("begin-level", choice("family-help")), ("begin-agreed", choice("yes"))]),
    };
    let lead = NameHelpLead {
        person: cast.school.person,
        protected: Protected::default(),
        answers: answers(&[
            ("lead-agreed", choice("yes")),
            ("lead-supervisor", Answer::Text("A manager".into())),
        ]),
    };
    application.execute(&school, Act::on(child, begin)).await.unwrap();
    application.execute(&school, Act::on(child, lead)).await.unwrap();
    let line = [("line-what", Answer::Text("Breakfast club".into()))];
    let line = line.map(|(field, answer)| (QuestionId::new(field).unwrap(), answer)).into_iter().collect();
    let review = Answer::Date("2027-01-11".parse().unwrap());
    let plan = answers(&[("plan-lines", Answer::Rows(vec![line])), ("plan-review", review)]);
    let plan = WritePlan { plan: Uuid::from_u128(0x64), protected: Protected::default(), answers: plan };
    let parent = Involved {
        person: cast.parent_with_plan.person,
        name: "Mum".to_owned(),
        capacity: kernel::Capacity::new("parent-carer").unwrap(),
        relationship: String::new(),
        contact: None,
        from: application.today(),
        until: None,
    };
    let shared = Shared {
        what: SharedWhat::Plan,
        to: parent.person,
        how: "letter".to_owned(),
        letter: HELP_LETTER,
        text: records::child::LetterText {
            subject: "The plan".to_owned(),
            ..records::child::LetterText::default()
        },
    };
    let act = Act::on(child, plan).and(child, AddRelative(parent)).and(child, Share(shared));
    application.execute(&school, act).await.unwrap();
}

/// The child with the plan lives away from home: a social worker answers for it, and a reviewing officer was named. Nobody of the
/// family has been told.
async fn look_after(application: &Application, cast: &Cast) {
    let child = cast.parent_with_plan.child.expect("this family has a record");
    let worker = practitioner(application, &cast.social_worker);
    let manager = practitioner(application, &cast.front_door_manager);
    let form = application.forms().latest("looked-after").unwrap();
    let mut answers = form.no_answers();
    for (question, value) in [
        ("begin-legal", "v2"),
        ("begin-need", "n3"),
        ("begin-place", "u6"),
        ("begin-provider", "pr1"),
        ("begin-rule", "other"),
    ] {
        answers.set(&QuestionId::new(question).unwrap(), Some(Answer::Choice(value.into())));
    }
    let (care, placement) = (Uuid::from_u128(0x61), Uuid::from_u128(0x62));
    let begin = BeginCare { care, placement, called: String::new(), answers };
    application.execute(&worker, Act::on(child, begin)).await.unwrap();
    for (role, person) in
        [(Role::Worker, cast.social_worker.person), (Role::Reviewer, cast.conference_chair.person)]
    {
        application.execute(&manager, Act::on(child, NameInCare { role, person })).await.unwrap();
    }
}

/// The child may be harmed somewhere outside the home: a social worker opened the record, the police and the school take part, and
/// the link is for social care, the front door and the police alone.
async fn linked(application: &Application, cast: &Cast) {
    let child = cast.parent_with_plan.child.expect("this family has a record");
    let worker = practitioner(application, &cast.social_worker);
    let form = application.forms().latest("place").unwrap();
    let answers = |given: [(&str, Answer); 3]| {
        let mut answers = form.no_answers();
        for (question, answer) in given {
            answers.set(&QuestionId::new(question).unwrap(), Some(answer));
        }
        answers
    };
    let text = |words: &str| Answer::Text(words.into());
    let choice = |value: &str| Answer::Choice(value.into());
    let open = OpenPlace(answers([
        ("open-kind", choice("place")),
        ("open-name", text("The underpass")),
        ("open-why", text("Parcels are handed over there")),
    ]));
    application.execute(&worker, Act::on(PLACE, open)).await.unwrap();
    let link = LinkChild {
        link: LINK,
        child,
        called: String::new(),
        answers: answers([
            ("link-why", text("Seen there at night")),
            ("link-said", text("Nothing yet")),
            ("link-seen-by", choice("core")),
        ]),
    };
    let act = Act::on(PLACE, link)
        .and(PLACE, NamePartner(cast.police.person))
        .and(PLACE, NamePartner(cast.school.person));
    application.execute(&worker, act).await.unwrap();
}

/// The challenge of this family: answered, with an action that is still owed.
async fn challenge_of(application: &Application, family: &FamilyPersona) -> (Uuid, Challenge) {
    let actor = Actor::Family { partnership: application.partnership().clone(), person: family.person };
    let own = application.own_challenges(&actor).await.unwrap();
    let id = *own.first().expect("this family has challenged something");
    (id, application.open_challenge(&actor, id, ReadReason::work("challenge")).await.unwrap().state)
}

async fn child_of(application: &Application, family: &FamilyPersona) -> Child {
    let actor = Actor::Family { partnership: application.partnership().clone(), person: family.person };
    let child = family.child.expect("this family has a record");
    assert_eq!(family.reach, StreamId::new(StreamKind::Child, child));
    application.open_child(&actor, child, ReadReason::work("record")).await.unwrap().state
}
