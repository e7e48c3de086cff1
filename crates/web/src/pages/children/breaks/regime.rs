//! The legal footing of an arrangement: it is explained where it changed by itself, or changed by a decision.

use access::{Action, RecordKind};
use application::Act;
use govuk::{Choice, Writer};
use records::child::{Arrangement, Basis, ChangeRegime, ExplainRegime, RegimeExplained};
use uuid::Uuid;

use super::super::child_page::ChildPage;
use super::super::fields::Typed;
use super::super::step::{Step, both, chosen, day};
use super::{arrangement, write_place};
use crate::layout::Problems;
use crate::ledger;
use crate::submitted::Submitted;

/// The footing is explained, or changed.
pub struct Regime;

/// Whether the footing changed by itself, and nobody has explained it yet.
fn waits(page: &ChildPage, about: Uuid) -> bool {
    arrangement(page, about).is_ok_and(Arrangement::waits_for_explaining)
}

impl Step for Regime {
    const NAME: &'static str = "breaks-regime";
    const READ: &'static str = "breaks";
    const MAY: (Action, RecordKind) = (Action::Plan, RecordKind::Plan);
    const BACK: &'static str = "/breaks";

    fn address(about: Uuid) -> String {
        format!("/breaks/{about}/regime")
    }

    fn stands(page: &ChildPage, about: Uuid) -> bool {
        arrangement(page, about).is_ok()
    }

    fn lead(page: &ChildPage, about: Uuid, writer: &mut Writer) {
        write_place(page, about, writer);
    }

    fn before(page: &ChildPage, about: Uuid, writer: &mut Writer) {
        let Ok(found) = arrangement(page, about) else { return };
        let stands = ledger::basis_words(&page.site, found.basis());
        writer.paragraph(page.words().with("children-breaks-stands-now", &[("basis", &stands)]));
        writer.paragraph(ledger::basis_means(&page.site, found.basis()));
        if let Some(change) = found.regimes.last().filter(|_| found.waits_for_explaining()) {
            writer.html(&ledger::what_changes(&page.site, &change.fact.causes, 2));
        }
    }

    fn fields(page: &ChildPage, about: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        if !waits(page, about) {
            let now = arrangement(page, about).ok().map(Arrangement::basis);
            let others = Basis::ALL.iter().filter(|(_, basis)| Some(*basis) != now);
            let choices = others.map(|(name, basis)| {
                let choice = Choice::new(*name, ledger::basis_words(&page.site, *basis));
                choice.hint(ledger::basis_means(&page.site, *basis))
            });
            typed.radios(writer, "basis", "children-breaks-form-basis", choices.collect(), "");
            typed.date(writer, "from", "children-breaks-form-from", Some(page.site.application().today()));
            typed.area(writer, "why", "children-breaks-form-why", "");
        }
        typed.area(writer, "explained", "children-breaks-change-explained", "");
    }

    fn act(page: &ChildPage, about: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let explained = submitted.value("explained").to_owned();
        if waits(page, about) {
            let words = RegimeExplained { arrangement: about, words: explained };
            return Ok(Act::on(page.id, ExplainRegime(words)));
        }
        let to = chosen(page, submitted, "basis", &Basis::ALL, "children-breaks-basis-missing");
        let (to, from) = both(to, day(page, submitted, "from"))?;
        let why = submitted.value("why").to_owned();
        Ok(Act::on(page.id, ChangeRegime { arrangement: about, to, from, why, explained }))
    }

    fn field_of(code: &str) -> &'static str {
        match code {
            "regime-not-explained" | "no-words" | "nothing-to-explain" => "explained",
            "why-missing" => "why",
            _ => "basis",
        }
    }
}
