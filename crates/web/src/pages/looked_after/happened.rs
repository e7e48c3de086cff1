//! What happened to a child who lives away from home, the latest first: each step with who took it, when, and what was written.

use forms::{Answers, Language};
use govuk::Html;
use guidance::full_date;
use jiff::Timestamp;
use records::looked_after::{FORM, LookedAfter, Role};
use records::request::Noted;

use crate::failure::PageFailure;
use crate::pages::safety::parts::name_of;
use crate::pages::timeline;
use crate::site::Site;

struct Lines<'a> {
    site: &'a Site,
    found: Vec<(Timestamp, String, Option<Answers>)>,
}

impl Lines<'_> {
    async fn add<T>(
        &mut self,
        noted: &Noted<T>,
        what: String,
        named: &str,
        answers: Option<&Answers>,
    ) -> Result<(), PageFailure> {
        let by = name_of(self.site, noted.author.person).await?;
        let date = full_date(noted.happened.date());
        let named = if named.is_empty() { String::new() } else { format!(": {named}") };
        let values = [("what", what.as_str()), ("named", &named), ("date", &date), ("name", &by)];
        self.found.push((noted.at, self.site.words().with("protection-line", &values), answers.cloned()));
        Ok(())
    }

    /// The title of a section of the form.
    fn section(&self, name: &str) -> String {
        let form = self.site.application().forms().latest(FORM);
        let section = form.and_then(|form| form.section(name));
        section.map_or_else(String::new, |section| section.words(&Language::english()).label.clone())
    }
}

/// Everything, the latest first.
pub(super) async fn html(site: &Site, state: &LookedAfter) -> Result<Html, PageFailure> {
    let mut lines = Lines { site, found: Vec::new() };
    for care in &state.cares {
        let what = lines.section("begin");
        lines.add(&care.began, what, "", Some(&care.began.fact.answers)).await?;
        if let Some(ended) = &care.ended {
            let what = lines.section("end");
            lines.add(ended, what, "", Some(&ended.fact.answers)).await?;
        }
    }
    for changed in &state.changes {
        let what = lines.section("change");
        lines.add(changed, what, "", Some(&changed.fact.answers)).await?;
    }
    for missing in &state.missing {
        let what = lines.section("missing");
        lines.add(&missing.noted, what, "", Some(&missing.noted.fact.answers)).await?;
        let after = missing.returned.iter().chain(&missing.offered).chain(&missing.interview);
        for step in after {
            let what = lines.section(step.fact.what.name());
            lines.add(step, what, "", Some(&step.fact.answers)).await?;
        }
    }
    for fostering in &state.fostering {
        let what = lines.section("fostering");
        lines.add(&fostering.notified, what, "", Some(&fostering.notified.fact.answers)).await?;
        for step in &fostering.steps {
            let what = lines.section(step.fact.what.name());
            lines.add(step, what, "", Some(&step.fact.answers)).await?;
        }
    }
    for step in &state.steps {
        let what = lines.section(step.fact.what.name());
        lines.add(step, what, "", Some(&step.fact.answers)).await?;
    }
    for named in &state.named {
        let name = name_of(site, Some(named.fact.person)).await?;
        let what = site.words().say(&format!("looked-after-{}", role_name(named.fact.role)));
        lines.add(named, what, &name, None).await?;
    }
    for told in &state.told {
        let what = site.words().say("looked-after-told");
        lines.add(told, what, &told.fact.name, None).await?;
    }
    lines.found.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    let shown: Vec<_> = lines.found.into_iter().map(|(_, line, answers)| (line, answers)).collect();
    Ok(Html::build(|writer| timeline::write(writer, site, &shown)))
}

/// The name of a part in messages.
pub(super) const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Worker => "worker",
        Role::Reviewer => "reviewer",
        Role::Adviser => "adviser",
    }
}
