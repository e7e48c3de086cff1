//! A practitioner works in a team from a day on. Teams are counted beside each other, so who was where on which day is kept.

use jiff::civil::Date;
use kernel::PersonId;
use serde::{Deserialize, Serialize};

use super::{Partnership, PartnershipEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// As many letters as a name on a chart and in a column can have.
const TEAM_LETTERS_MAX: usize = 60;

/// A practitioner is in a team from this day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Who.
    pub person: PersonId,
    /// The team's name; empty when they leave theirs.
    pub team: String,
    /// The first day.
    pub from: Date,
}

/// Place a practitioner in a team.
#[derive(Debug, Clone, Deserialize)]
pub struct Place(pub Placed);

refusals! {
    /// Why a practitioner cannot be placed.
    PlaceRefusal {
        Unknown = "the partnership knows no such practitioner", "unknown-practitioner", "a team is one of practitioners";
        TeamTooLong = "the team's name is too long", "team-too-long", "a team's name fits beside its figures";
    }
}

impl Command for Place {
    type Stream = Partnership;
    type Refusal = PlaceRefusal;

    fn decide(
        &self,
        state: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, PlaceRefusal> {
        if state.practitioner(self.0.person).is_none() {
            return Err(PlaceRefusal::Unknown);
        }
        let team = self.0.team.trim().to_owned();
        if team.chars().count() > TEAM_LETTERS_MAX {
            return Err(PlaceRefusal::TeamTooLong);
        }
        Ok(vec![Decided::now(context, Placed { team, ..self.0.clone() })])
    }
}
