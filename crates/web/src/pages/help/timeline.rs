//! What happened, the latest first: each step with who took it, when, and what was written.

use forms::Answers;
use govuk::{Details, Html};
use guidance::full_date;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::PersonId;
use records::help::{Assessment, Episode, Help};

use crate::failure::PageFailure;
use crate::pages::protection::supervision_task;
use crate::pages::safety::parts::name_of;
use crate::pages::timeline::write_answers;
use crate::site::Site;

/// One step.
struct Line<'a> {
    at: Timestamp,
    on: Date,
    by: Option<PersonId>,
    /// The message that says what it was.
    what: &'static str,
    /// Whom or what it names.
    named: String,
    answers: Option<&'a Answers>,
}

/// Collects the lines of a record.
struct Lines<'a>(Vec<Line<'a>>);

impl<'a> Lines<'a> {
    fn add<T>(
        &mut self,
        noted: &'a records::request::Noted<T>,
        what: &'static str,
        named: &str,
        answers: Option<&'a Answers>,
    ) {
        self.0.push(Line {
            at: noted.at,
            on: noted.happened.date(),
            by: noted.author.person,
            what,
            named: named.to_owned(),
            answers,
        });
    }
}

/// Writes them; what was written in each opens below it.
pub(super) async fn html(site: &Site, help: &Help) -> Result<Html, PageFailure> {
    let mut lines = Lines(Vec::new());
    for episode in &help.episodes {
        add_episode(&mut lines, episode);
        for lead in &episode.leads {
            let name = name_of(site, Some(lead.fact.person)).await?;
            lines.add(lead, "lead", &name, Some(&lead.fact.answers));
        }
    }
    for added in &help.relatives {
        lines.add(added, "relative", &added.fact.name, None);
    }
    let called = |person: PersonId| help.relative(person).map_or("", |known| known.name.as_str());
    for shared in &help.shared {
        let what = match shared.fact.what {
            records::help::SharedWhat::Assessment => "shared-assessment",
            records::help::SharedWhat::Plan => "shared-plan",
            records::help::SharedWhat::End => "shared-end",
        };
        lines.add(shared, what, called(shared.fact.to), None);
    }
    for supervision in &help.supervisions {
        let task = match &supervision.held.fact.task {
            Some(task) => supervision_task(site, task).await?,
            None => String::new(),
        };
        lines.add(&supervision.held, "supervise", &task, Some(&supervision.held.fact.answers));
        if let Some(followed) = &supervision.followed {
            lines.add(followed, "supervised", "", Some(&followed.fact.answers));
        }
    }
    for comment in &help.comments {
        lines.add(comment, "said", called(comment.fact.by), None);
    }
    lines.0.sort_by_key(|line| (std::cmp::Reverse(line.on), std::cmp::Reverse(line.at)));
    let words = site.words();
    let mut shown = Vec::new();
    for line in lines.0 {
        let by = match line.by {
            Some(person) if help.relative(person).is_some() => called(person).to_owned(),
            person => name_of(site, person).await?,
        };
        let what = words.say(&format!("help-did-{}", line.what));
        let named = if line.named.is_empty() { String::new() } else { format!(": {}", line.named) };
        let date = full_date(line.on);
        let values = [("what", what.as_str()), ("named", &named), ("date", &date), ("name", &by)];
        shown.push((words.with("protection-line", &values), line.answers));
    }
    Ok(Html::build(|writer| {
        writer.element("ol").class("alongside-timeline").within(|writer| {
            for (line, answers) in &shown {
                writer.element("li").class("alongside-timeline__item").within(|writer| match answers {
                    Some(answers) if !answers.values.is_empty() => writer.add(&Details {
                        summary: line.as_str().into(),
                        content: Html::build(|writer| write_answers(writer, site, answers)).into(),
                        ..Details::default()
                    }),
                    _ => writer.paragraph(line.as_str()),
                });
            }
        });
    }))
}

fn add_episode<'a>(lines: &mut Lines<'a>, episode: &'a Episode) {
    lines.add(&episode.began, "began", "", Some(&episode.began.fact.answers));
    if let Some(refused) = &episode.refused {
        lines.add(refused, "refused", "", Some(&refused.fact.answers));
    }
    for judged in &episode.judged {
        lines.add(judged, "judged", "", Some(&judged.fact.answers));
    }
    for (joined, _) in &episode.team {
        lines.add(joined, "team", &joined.fact.name, Some(&joined.fact.answers));
    }
    for assessment in &episode.assessments {
        add_assessment(lines, assessment);
    }
    for written in &episode.written {
        lines.add(written, "plan", "", Some(&written.fact.answers));
    }
    for visit in &episode.visits {
        let what = if visit.fact.seen { "visit" } else { "visit-not-seen" };
        lines.add(visit, what, "", Some(&visit.fact.answers));
    }
    for review in &episode.reviews {
        lines.add(review, "review", "", Some(&review.fact.answers));
    }
    for changed in &episode.changes {
        let what = match changed.fact.to {
            records::help::Level::ChildInNeed => "up",
            records::help::Level::FamilyHelp => "down",
        };
        lines.add(changed, what, "", Some(&changed.fact.answers));
    }
    for yielded in &episode.yielded {
        lines.add(yielded, "yield", "", None);
    }
    if let Some(ended) = &episode.ended {
        lines.add(ended, "end", "", Some(&ended.fact.answers));
    }
}

/// What an assessment added of its own; what it took over from the one before stands there.
fn add_assessment<'a>(lines: &mut Lines<'a>, assessment: &'a Assessment) {
    lines.add(&assessment.began, "assessment", "", None);
    let own = |at: Timestamp| at >= assessment.began.at;
    for part in assessment.parts.iter().filter(|part| own(part.at)) {
        let what = match part.fact.part.as_str() {
            "parenting" => "parenting",
            "surroundings" => "surroundings",
            _ => "child-needs",
        };
        lines.add(part, what, "", Some(&part.fact.answers));
    }
    for adult in assessment.adults.iter().filter(|adult| own(adult.at)) {
        lines.add(adult, "adult", &adult.fact.name, Some(&adult.fact.answers));
    }
    for seen in &assessment.seen {
        let what = match (seen.fact.seen, seen.fact.alone) {
            (true, true) => "seen-alone",
            (true, false) => "seen",
            (false, _) => "not-seen",
        };
        lines.add(seen, what, "", Some(&seen.fact.answers));
    }
    if let Some(factors) = &assessment.factors {
        lines.add(factors, "factors", "", None);
    }
    for factor in &assessment.adult_factors {
        lines.add(factor, "adult-factor", &factor.fact.name, None);
    }
    if let Some(completed) = &assessment.completed {
        lines.add(completed, "complete", "", Some(&completed.fact.answers));
    }
    for answered in &assessment.answered {
        let what = if answered.fact.agreed { "authorised" } else { "sent-back" };
        lines.add(answered, what, "", Some(&answered.fact.answers));
    }
}
