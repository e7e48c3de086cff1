//! What the record of a child who lives away from home needs of more than one record: whom of the family somebody can tell, and
//! telling them where they read.

use access::{Action, Actor, FieldKind, RecordKind};
use kernel::Moment;
use records::child::{FamilyTold, RecordTold};
use records::looked_after::{CareTold, LookedAfter, TellOfCare};
use uuid::Uuid;

use crate::act::Act;
use crate::application::Application;
use crate::crossing::PersonToTell;
use crate::failure::Failure;
use crate::open::Opened;

impl Application {
    /// Who of the child's family takes part in the record of support today, for whoever decides about telling. That the record
    /// was looked at for this is logged, and kept from the family.
    pub async fn family_of_looked_after(
        &self,
        actor: &Actor,
        child: Uuid,
        opened: &Opened<LookedAfter>,
    ) -> Result<Vec<PersonToTell>, Failure> {
        let kind = RecordKind::LookedAfter;
        if !self.may(actor, opened, Action::DecideTelling, kind, FieldKind::Ordinary) {
            return Ok(Vec::new());
        }
        self.family_in_record(actor, child, &opened.decision, "looked-after").await
    }

    /// Somebody of the family was told: it is written here and in the child's record, in one go. Nothing else of this record
    /// reaches the child's.
    pub async fn tell_of_care(
        &self,
        actor: &Actor,
        child: Uuid,
        told: CareTold,
        once: Option<Uuid>,
    ) -> Result<(), Failure> {
        let happened = Moment::At(self.now());
        let written = FamilyTold {
            telling: self.new_identifier(),
            to: vec![told.person],
            how: "in-person".to_owned(),
            words: told.words.clone(),
        };
        let act = Act::on(child, TellOfCare(told)).and(child, RecordTold { told: written, happened });
        self.execute(actor, once.into_iter().fold(act, Act::once)).await.map(drop)
    }
}
