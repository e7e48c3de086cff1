//! What a family chooses to tell of the child's background.

use jiff::Timestamp;
use records::request::{Neighbourhood, TellBackground};

use super::Journey;
use crate::chance::Chance;
use crate::error::SynthError;
use crate::family::Sheet;

/// Ethnic groups, in the codes of the form, some oftener than others.
const GROUPS: [&str; 12] =
    ["wbri", "wbri", "wbri", "wbri", "wbri", "apkn", "aind", "bafr", "bcrb", "mwbc", "ooth", "not-said"];

impl Journey<'_> {
    /// Of ten families five tell the navigator, who adds the neighbourhood; two tell on their own page; three say nothing.
    pub(super) fn background(&mut self, at: Timestamp) -> Result<(), SynthError> {
        // Chance of its own: what a family tells moves nothing else of its journey.
        let (_, own) = self.family.request.as_u64_pair();
        let chance = Chance::part(own, 1);
        let draw = chance.below(10);
        if draw >= 7 {
            return Ok(());
        }
        let mut sheet = Sheet::of(self.application.forms(), "background")?;
        sheet.choice("sex", if self.family.is_boy() { "m" } else { "f" })?;
        if !chance.percent(15) {
            sheet.choice("ethnic-group", chance.pick(&GROUPS).copied().unwrap_or("not-said"))?;
        }
        if !chance.percent(30) {
            sheet.choice("carer-disabled", if chance.percent(20) { "yes" } else { "no" })?;
        }
        let by_navigator = draw < 5;
        let neighbourhood = if by_navigator {
            Neighbourhood::Is(u8::try_from(chance.between(1, 10)).ok())
        } else {
            Neighbourhood::AsItStands
        };
        let author =
            if by_navigator { self.team.navigator.acting("navigator")? } else { self.family_author() };
        let tell = TellBackground { answers: sheet.0, neighbourhood };
        self.on_request("background", &tell, &author, at)
    }
}
