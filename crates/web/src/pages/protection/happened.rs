//! What happened in a child's protection, the latest first: each step with who took it, when, and what was written.

use forms::Answers;
use govuk::Html;
use guidance::full_date;
use jiff::Timestamp;
use kernel::{Moment, PersonId};
use records::protection::{DiscussionDecision, OrderKind, ProceedingsDecision, Protection, SettledHow};
use records::supervision::SupervisionTask;

use crate::failure::PageFailure;
use crate::pages::safety::parts::name_of;
use crate::pages::timeline;
pub(super) use crate::pages::timeline::write_answers;
use crate::site::Site;

/// One step.
pub(super) struct Line {
    at: Timestamp,
    on: Moment,
    by: Option<PersonId>,
    /// The message that says what it was.
    what: String,
    /// Whom or what it names, where it names something.
    named: String,
    answers: Option<Answers>,
}

/// Every step, the latest first.
pub(super) async fn lines(site: &Site, state: &Protection) -> Result<Vec<Line>, PageFailure> {
    let mut lines = Lines(Vec::new());
    for discussion in &state.discussions {
        lines.add(&discussion.convened, "convene", Some(&discussion.convened.fact.answers));
        if let Some(held) = &discussion.held {
            let what = match held.fact.decided {
                DiscussionDecision::Enquiries => "discussion-enquiries",
                DiscussionDecision::Support => "discussion-support",
                DiscussionDecision::NothingMore => "discussion-nothing-more",
            };
            lines.add(held, what, Some(&held.fact.answers));
        }
        if let Some(closed) = &discussion.closed {
            lines.add(closed, "household", Some(&closed.fact.answers));
        }
    }
    for enquiry in &state.enquiries {
        for seen in &enquiry.seen {
            lines.add(seen, if seen.fact.alone { "seen-alone" } else { "seen" }, Some(&seen.fact.answers));
        }
        if let Some(proposed) = &enquiry.proposed {
            lines.add(proposed, "conclude", Some(&proposed.fact.answers));
        }
        for answered in &enquiry.answered {
            let what = if answered.fact.agreed { "authorise" } else { "send-back" };
            lines.add(answered, what, None);
            lines.named(&answered.fact.words);
        }
    }
    for transfer in &state.transfers {
        lines.add(transfer, "transfer", Some(&transfer.fact.answers));
    }
    add_conferences(&mut lines, state);
    add_plans(&mut lines, state);
    add_orders(&mut lines, state);
    add_family_meetings(&mut lines, state);
    add_proceedings(&mut lines, state);
    for (noted, what, person) in people(state) {
        let name = name_of(site, Some(person)).await?;
        lines.0.push(Line {
            at: noted.0,
            on: noted.1,
            by: noted.2,
            what: what.to_owned(),
            named: name,
            answers: None,
        });
    }
    for told in &state.told {
        lines.add(told, "tell", None);
        lines.named(&told.fact.name);
    }
    for held_back in &state.not_told {
        lines.add(&held_back.decided, "not-yet", None);
        lines.named(&held_back.decided.fact.who);
    }
    add_disagreements(&mut lines, state);
    add_incidents(&mut lines, state);
    for supervision in &state.supervisions {
        lines.add(&supervision.held, "supervise", Some(&supervision.held.fact.answers));
        if let Some(task) = &supervision.held.fact.task {
            lines.named(&supervision_task(site, task).await?);
        }
        if let Some(followed) = &supervision.followed {
            lines.add(followed, "supervised", Some(&followed.fact.answers));
        }
    }
    for written in &state.networks {
        lines.add(written, "network", Some(&written.fact.answers));
    }
    lines.0.sort_by_key(|line| std::cmp::Reverse(line.at));
    Ok(lines.0)
}

type Noted3 = (Timestamp, Moment, Option<PersonId>);

fn people(state: &Protection) -> Vec<(Noted3, &'static str, PersonId)> {
    let leads = state
        .leads
        .iter()
        .map(|lead| ((lead.at, lead.happened, lead.author.person), "lead", lead.fact.person));
    let chairs = state
        .chairs
        .iter()
        .map(|chair| ((chair.at, chair.happened, chair.author.person), "chair", chair.fact.person));
    let seats = state
        .seats
        .iter()
        .map(|seat| ((seat.at, seat.happened, seat.author.person), "seat", seat.fact.person));
    leads.chain(chairs).chain(seats).collect()
}

fn add_conferences(lines: &mut Lines, state: &Protection) {
    for conference in &state.conferences {
        let kind = conference.called.fact.kind.name();
        lines.add(&conference.called, &format!("call-{kind}"), Some(&conference.called.fact.answers));
        lines.named(&full_date(conference.called.fact.on));
        for report in &conference.reports {
            let what = if report.fact.on.is_some() { "report" } else { "report-not" };
            lines.add(report, what, Some(&report.fact.answers));
        }
        for view in &conference.views {
            lines.add(view, "view", Some(&view.fact.answers));
        }
        if let Some(held) = &conference.held {
            let what = if held.fact.plan { "hold-plan" } else { "hold-no-plan" };
            lines.add(held, what, Some(&held.fact.answers));
        }
    }
}

fn add_plans(lines: &mut Lines, state: &Protection) {
    for plan in &state.plans {
        for written in &plan.written {
            lines.add(written, "plan", Some(&written.fact.answers));
        }
        for met in &plan.core_groups {
            lines.add(met, "core-group", Some(&met.fact.answers));
        }
        for visit in &plan.visits {
            let what = if visit.fact.seen { "visit" } else { "visit-not-seen" };
            lines.add(visit, what, Some(&visit.fact.answers));
        }
        if let Some(ended) = &plan.ended {
            lines.add(ended, "end", Some(&ended.fact.answers));
        }
    }
}

fn add_orders(lines: &mut Lines, state: &Protection) {
    for order in &state.orders {
        let kind = kind_of(order.made.fact.kind);
        lines.add(&order.made, &format!("order-{kind}"), Some(&order.made.fact.answers));
        if let Some(extended) = &order.extended {
            lines.add(extended, "order-extend", Some(&extended.fact.answers));
        }
        if let Some(told) = &order.told {
            lines.add(told, "order-told", Some(&told.fact.answers));
        }
        if let Some(ended) = &order.ended {
            lines.add(ended, "order-end", Some(&ended.fact.answers));
        }
    }
}

fn add_family_meetings(lines: &mut Lines, state: &Protection) {
    for meeting in &state.family_meetings {
        let what = if meeting.offered.fact.offered { "family-offer" } else { "family-not-offered" };
        lines.add(&meeting.offered, what, Some(&meeting.offered.fact.answers));
        if let Some(answered) = &meeting.answered {
            let what = if answered.fact.accepted { "family-accepted" } else { "family-declined" };
            lines.add(answered, what, Some(&answered.fact.answers));
        }
        if let Some(held) = &meeting.held {
            lines.add(held, "family-met", Some(&held.fact.answers));
        }
    }
}

fn add_proceedings(lines: &mut Lines, state: &Protection) {
    for proceedings in &state.proceedings {
        lines.add(&proceedings.considered, "proceedings", Some(&proceedings.considered.fact.answers));
        for met in &proceedings.meetings {
            lines.add(met, "proceedings-met", Some(&met.fact.answers));
        }
        if let Some(decided) = &proceedings.decided {
            let what = match decided.fact.decision {
                ProceedingsDecision::Court => "proceedings-court",
                ProceedingsDecision::NotNeeded => "proceedings-not-needed",
            };
            lines.add(decided, what, Some(&decided.fact.answers));
        }
        if let Some(ended) = &proceedings.ended {
            lines.add(ended, "proceedings-end", Some(&ended.fact.answers));
        }
    }
}

fn add_disagreements(lines: &mut Lines, state: &Protection) {
    for disagreement in &state.disagreements {
        lines.add(&disagreement.raised, "disagree", Some(&disagreement.raised.fact.answers));
        for answered in &disagreement.answered {
            lines.add(answered, "disagree-answer", Some(&answered.fact.answers));
        }
        for further in &disagreement.further {
            lines.add(further, "disagree-further", Some(&further.fact.answers));
        }
        if let Some(settled) = &disagreement.settled {
            let (what, answers) = match settled.fact.how {
                SettledHow::Agreed => ("disagree-agreed", Some(&settled.fact.answers)),
                SettledHow::Differs => ("disagree-differs", Some(&settled.fact.answers)),
                // The answer of the last stage stands above already.
                SettledHow::Decided => ("disagree-decided", None),
            };
            lines.add(settled, what, answers);
        }
    }
}

fn add_incidents(lines: &mut Lines, state: &Protection) {
    for incident in &state.incidents {
        let what = if incident.recorded.fact.died { "incident-died" } else { "incident-harmed" };
        lines.add(&incident.recorded, what, Some(&incident.recorded.fact.answers));
        if let Some(notified) = &incident.notified {
            let dissent = notified.fact.partner_disagrees;
            let what = if dissent { "incident-panel-dissent" } else { "incident-panel" };
            lines.add(notified, what, Some(&notified.fact.answers));
        }
        if let Some(told) = &incident.partners {
            lines.add(told, "incident-partners", Some(&told.fact.answers));
        }
        if let Some(settled) = &incident.area {
            lines.add(settled, "incident-area", Some(&settled.fact.answers));
        }
        if let Some(sent) = &incident.reviewed {
            lines.add(sent, "incident-review", Some(&sent.fact.answers));
        }
    }
}

/// Who does what supervision asked for, and by when.
pub(in crate::pages) async fn supervision_task(
    site: &Site,
    task: &SupervisionTask,
) -> Result<String, PageFailure> {
    let (name, date) = (name_of(site, Some(task.owner)).await?, full_date(task.by));
    Ok(site.words().with("supervision-task", &[("name", &name), ("date", &date)]))
}

/// The name of a kind of order in messages.
pub(super) const fn kind_of(kind: OrderKind) -> &'static str {
    match kind {
        OrderKind::PoliceProtection => "police-protection",
        OrderKind::EmergencyProtection => "emergency-protection",
        OrderKind::Assessment => "assessment",
    }
}

struct Lines(Vec<Line>);

impl Lines {
    fn add<T>(&mut self, noted: &records::request::Noted<T>, what: &str, answers: Option<&Answers>) {
        self.0.push(Line {
            at: noted.at,
            on: noted.happened,
            by: noted.author.person,
            what: what.to_owned(),
            named: String::new(),
            answers: answers.cloned(),
        });
    }

    fn named(&mut self, named: &str) {
        if let Some(line) = self.0.last_mut() {
            named.clone_into(&mut line.named);
        }
    }
}

/// Writes them; what was written in each opens below it.
pub(super) async fn html(site: &Site, state: &Protection) -> Result<Html, PageFailure> {
    let words = site.words();
    let mut shown = Vec::new();
    for line in lines(site, state).await? {
        let by = name_of(site, line.by).await?;
        let what = words.say(&format!("protection-did-{}", line.what));
        let date = full_date(line.on.date());
        let named = if line.named.is_empty() { String::new() } else { format!(": {}", line.named) };
        let values = [("what", what.as_str()), ("named", &named), ("date", &date), ("name", &by)];
        shown.push((words.with("protection-line", &values), line.answers));
    }
    Ok(Html::build(|writer| timeline::write(writer, site, &shown)))
}
