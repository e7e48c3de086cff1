//! The legal footing of an arrangement: it is explained where it changed by itself, or changed by a decision.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Html};
use records::child::{Basis, ChangeRegime, ExplainRegime, RegimeExplained};
use uuid::Uuid;

use super::super::child_page::{ChildPage, carry_out, to_record};
use super::super::fields::{Typed, date_typed};
use super::{arrangement, place};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::ledger;
use crate::site::Site;
use crate::submitted::Submitted;

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, of)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "breaks").await?;
    view(&page, of, None, &Problems::default())
}

/// It was explained, or it is changed.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, of)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "breaks").await?;
    page.must(Action::Plan, RecordKind::Plan)?;
    let waits = arrangement(&page, of)?.waits_for_explaining();
    let explained = submitted.value("explained").to_owned();
    let act = if waits {
        Act::on(id, ExplainRegime(RegimeExplained { arrangement: of, words: explained }))
    } else {
        let to =
            Basis::ALL.iter().find(|(name, _)| *name == submitted.value("basis")).map(|(_, basis)| *basis);
        let from = date_typed(&submitted, "from").ok().flatten();
        let (Some(to), Some(from)) = (to, from) else {
            let mut problems = Problems::default();
            if to.is_none() {
                problems.0.push(("basis".to_owned(), site.words().say("children-breaks-basis-missing")));
            }
            if from.is_none() {
                problems.0.push(("from.day".to_owned(), site.words().say("children-not-a-date")));
            }
            return view(&page, of, Some(&submitted), &problems);
        };
        let why = submitted.value("why").to_owned();
        Act::on(id, ChangeRegime { arrangement: of, to, from, why, explained })
    };
    match carry_out(&site, &page.actor, act, &submitted, field_of).await? {
        None => Ok(to_record(id, "/breaks")),
        Some(problems) => view(&page, of, Some(&submitted), &problems),
    }
}

fn field_of(code: &str) -> &'static str {
    match code {
        "regime-not-explained" | "no-words" | "nothing-to-explain" => "explained",
        "why-missing" => "why",
        _ => "basis",
    }
}

fn view(
    page: &ChildPage,
    of: Uuid,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::Plan, RecordKind::Plan)?;
    let found = arrangement(page, of)?;
    let words = page.words();
    let title = words.say("children-breaks-regime");
    let typed = Typed::new(&page.site, submitted, problems);
    let waits = found.waits_for_explaining();
    let choices = Basis::ALL
        .iter()
        .filter(|(_, basis)| *basis != found.basis())
        .map(|(name, basis)| {
            Choice::new(*name, ledger::basis_words(&page.site, *basis))
                .hint(ledger::basis_means(&page.site, *basis))
        })
        .collect();
    let fields = form(&page.site, &page.held, &page.path(&format!("/breaks/{of}/regime")), |writer| {
        if !waits {
            typed.radios(writer, "basis", "children-breaks-form-basis", choices, "");
            typed.date(writer, "from", "children-breaks-form-from", Some(page.site.application().today()));
            typed.area(writer, "why", "children-breaks-form-why", "");
        }
        typed.area(writer, "explained", "children-breaks-change-explained", "");
        writer.add(&Button::submit(words.say("children-breaks-regime-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(place(found));
        let stands = ledger::basis_words(&page.site, found.basis());
        writer.paragraph(words.with("children-breaks-stands-now", &[("basis", &stands)]));
        writer.paragraph(ledger::basis_means(&page.site, found.basis()));
        if let Some(change) = found.regimes.last().filter(|_| waits) {
            writer.html(&ledger::what_changes(&page.site, &change.fact.causes, 2));
        }
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("/breaks"), problems, main))
}
