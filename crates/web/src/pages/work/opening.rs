//! Confirming a route is one act. On the support route it begins the child's record, or goes on with the one there is:
//! who takes part, what was asked, the family's own words, and the letter that says all this.

use application::Act;
use kernel::{Capacity, Moment, PersonId};
use records::child::{
    CarryOver, Child, Involve, JoinRequest, OpenForYoungPerson, OpenSupport, Register, Registered,
    RequestJoined, SupportOpened,
};
use records::partnership::{Partnership, Practitioner};
use records::people::Involved;
use records::request::{
    ChildLink, ConfirmRoute, IssueLetter, LetterIssued, Request, Route, RouteProposed, WhoAsks, YesNoUnsure,
};
use records::settled_by;
use uuid::Uuid;

use crate::pages::work::carried::carried;
use crate::pages::work::desk::Desk;
use crate::pages::work::route_letter::{RouteLetter, route_letter};

/// The kind of help that asks for advice for an education, health and care plan, whose track is shorter.
const EHC_ADVICE: &str = "ehc-advice";

/// Everything that follows from confirming what is proposed. `existing` is the record that the request joins.
pub(super) fn confirming(desk: &Desk<'_>, existing: Option<&Child>, partnership: &Partnership) -> Act {
    let request = desk.request();
    let mut act = Act::on(desk.id, ConfirmRoute);
    let (Some(proposed), Some(received)) = (&request.proposed, &request.received) else {
        // The command itself says that nothing is proposed.
        return act;
    };
    let application = desk.site.application();
    if let (Route::Support, Some(link)) = (proposed.fact.route, proposed.fact.link) {
        act = open_record(act, desk, (&proposed.fact, link), existing, partnership);
    }
    let talks = request
        .latest_triage()
        .and_then(|triage| triage.author.person)
        .or(proposed.author.person)
        .and_then(|person| partnership.practitioner(person));
    let letter = LetterIssued {
        letter: application.new_identifier(),
        kind: "route".to_owned(),
        to: received.fact.asker.person,
        text: route_letter(
            desk.site.words(),
            application.rules(),
            application.forms(),
            &RouteLetter {
                request: &received.fact,
                triage: request.latest_triage().map(|triage| &triage.fact),
                proposed: &proposed.fact,
                decided_at: application.now(),
                talks: talks
                    .map(|practitioner| (practitioner.name.as_str(), practitioner.telephone.as_str())),
                ehc_advice: asks_for(request, EHC_ADVICE),
                disabled: disabled(request),
                as_verified: &|duty| application.as_verified(duty),
            },
        ),
    };
    act.and(desk.id, IssueLetter(letter))
}

fn open_record(
    mut act: Act,
    desk: &Desk<'_>,
    (proposed, link): (&RouteProposed, ChildLink),
    existing: Option<&Child>,
    partnership: &Partnership,
) -> Act {
    let (application, request) = (desk.site.application(), desk.request());
    let child = link.child();
    let Some(received) = &request.received else { return act };
    if let ChildLink::New(_) = link {
        let described = &received.fact.child;
        act = act.and(
            child,
            Register(Registered {
                called: described.called.clone(),
                full_name: String::new(),
                birth_date: described.birth_date,
            }),
        );
    }
    let opened = support_opened(desk, proposed);
    let words = application.forms().latest("assessment").map(|assessment| {
        let joins = existing.filter(|existing| existing.is_assessing());
        let already = joins.map(Child::open_sections).unwrap_or_default();
        let open: Vec<&str> = opened.sections.iter().map(String::as_str).chain(already).collect();
        carried(application, assessment, &received.fact, &open)
    });
    let asker = &received.fact.asker;
    let is_open = existing.is_some_and(Child::is_assessing);
    let is_theirs = existing.and_then(|existing| existing.owned.as_ref());
    let is_theirs = is_theirs.is_some_and(|owned| owned.person == asker.person);
    act = match asker.who {
        // A young person's request goes into a record of their own, which no parent reads before they agree.
        WhoAsks::YoungPerson if !(is_open && is_theirs) => {
            act.and(child, OpenForYoungPerson { person: asker.person, opened })
        }
        // One assessment at a time: what is asked now joins the one that is open.
        _ if is_open => {
            act.and(child, JoinRequest { joined: joined(desk.id, opened), asked_by: asker.person })
        }
        _ => act.and(child, OpenSupport(opened)),
    };
    for part in parts(desk, partnership) {
        let today = application.today();
        let takes_part = existing.is_some_and(|existing| {
            existing.parts_of(part.person, today).any(|held| held.capacity == part.capacity)
        });
        if !takes_part {
            act = act.and(child, Involve(part));
        }
    }
    let said = Moment::At(received.fact.received_at);
    match words {
        Some(written) if !written.is_empty() => act.and(child, CarryOver { written, said }),
        _ => act,
    }
}

fn support_opened(desk: &Desk<'_>, proposed: &RouteProposed) -> SupportOpened {
    let (application, request) = (desk.site.application(), desk.request());
    let types = request.latest_triage().map(|triage| triage.fact.request_types.clone()).unwrap_or_default();
    let kinds: Vec<&str> = types.iter().map(String::as_str).collect();
    let sections = application.forms().latest("assessment").map(|form| form.sections_opened_by(&kinds));
    let mut settled = settled_by(request);
    // Both happen in this very act, so neither may seem to come before the other.
    let now = Moment::At(application.now());
    settled.extend(["route.decided", "route.letter_sent"].map(|name| (name.to_owned(), now)));
    SupportOpened {
        request: desk.id,
        reference: request.reference().to_owned(),
        received_at: request.received_at().unwrap_or_else(|| application.now()),
        level: proposed.level,
        sections: sections.unwrap_or_default().iter().map(ToString::to_string).collect(),
        why: proposed.why.clone(),
        ehc_advice: asks_for(request, EHC_ADVICE),
        request_types: types,
        disabled: disabled(request),
        settled,
        asked_by: request.described_asker().map(|asker| asker.person),
    }
}

/// A request that joins an open assessment, from what would have opened one.
fn joined(request: Uuid, opened: SupportOpened) -> RequestJoined {
    RequestJoined {
        request,
        reference: opened.reference,
        received_at: opened.received_at,
        request_types: opened.request_types,
        sections: opened.sections,
        why: opened.why,
        ehc_advice: opened.ehc_advice,
    }
}

fn asks_for(request: &Request, kind: &str) -> bool {
    request.latest_triage().is_some_and(|triage| triage.fact.request_types.iter().any(|each| each == kind))
}

fn disabled(request: &Request) -> Option<bool> {
    match request.latest_triage()?.fact.disabled {
        YesNoUnsure::Yes => Some(true),
        YesNoUnsure::No => Some(false),
        YesNoUnsure::Unsure => None,
    }
}

/// Who takes part from today: the asker as confirmed, the navigator who proposed, the manager who confirms.
fn parts(desk: &Desk<'_>, partnership: &Partnership) -> Vec<Involved> {
    let (today, request) = (desk.site.application().today(), desk.request());
    let mut parts = Vec::new();
    if let (Some(asker), Some(confirmed)) = (request.described_asker(), &request.asker) {
        parts.push(Involved {
            person: asker.person,
            name: asker.name.clone(),
            capacity: confirmed.fact.capacity.clone(),
            relationship: confirmed.fact.relationship.clone(),
            contact: Some(asker.contact.clone()),
            from: today,
            until: None,
        });
    }
    let mut practitioner = |person: Option<PersonId>, capacity: &str| {
        let known = person.and_then(|person| partnership.practitioner(person));
        let known = known.filter(|known: &&Practitioner| known.may_act_as(capacity));
        if let (Some(known), Ok(capacity)) = (known, Capacity::new(capacity)) {
            parts.push(Involved {
                person: known.person,
                name: known.name.clone(),
                capacity,
                relationship: String::new(),
                contact: None,
                from: today,
                until: None,
            });
        }
    };
    practitioner(request.proposer(), "navigator");
    practitioner(Some(desk.reader.person), "practice-supervisor");
    parts
}
