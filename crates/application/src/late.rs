//! Late letters come by themselves. Which dates were missed is found in the rows of duties; what is owed is decided from the
//! record as it stands, and what a letter says is written by whoever has the words. Concerns are not looked at.

use guidance::Scheduled;
use jiff::SignedDuration;
use kernel::{Capacity, StreamId, StreamKind};
use records::child::{Child, MissedDate};
use records::partnership::Partnership as PartnershipState;
use records::request::Request;
use records::{Author, Command, child, request};
use store::DutyPassed;
use uuid::Uuid;

use crate::application::Application;
use crate::failure::Failure;
use crate::kept::{Folded, fold};
use crate::unit::{Shelved, Unit};

/// A day ends in England up to so much before it ends in the time in which rows are kept.
const DAY_ENDS_EARLIER: SignedDuration = SignedDuration::from_hours(1);

/// What a late letter is written from.
pub struct Owed<'a, S> {
    /// The record.
    pub record: &'a S,
    /// The practitioners.
    pub partnership: &'a PartnershipState,
    /// What was missed and not told of.
    pub missed: Vec<(MissedDate, Scheduled)>,
}

impl Application {
    /// The open duties on the support route whose time may have passed. Whether it has, and whether the family is shown it,
    /// is decided from the record.
    pub async fn duties_passed(&self) -> Result<Vec<DutyPassed>, Failure> {
        let capacities: Vec<Capacity> =
            self.policy().capacities().iter().map(|entry| entry.name.clone()).collect();
        let before = self.now() + DAY_ENDS_EARLIER;
        let mut found = self.store().duties_passed(self.partnership(), &capacities, before).await?;
        found.retain(|duty| matches!(duty.stream.kind, StreamKind::Child | StreamKind::Request));
        Ok(found)
    }

    /// Tells a family what was missed in a child's record, where something was; says whether it did.
    pub async fn tell_late_of_child(
        &self,
        id: Uuid,
        write: impl FnOnce(&Owed<'_, Child>) -> Option<child::TellLate>,
    ) -> Result<bool, Failure> {
        let stream = StreamId::new(StreamKind::Child, id);
        let folded = fold::<Child>(stream, &self.store().load(self.partnership(), stream).await?)?;
        let mut missed = child::missed(&folded.state, self.rules(), self.now());
        // What the asker was told of before the record took the clocks over is not told twice.
        if let Some(support) = &folded.state.assessment.opened {
            let before = StreamId::new(StreamKind::Request, support.fact.request);
            let request = fold::<Request>(before, &self.store().load(self.partnership(), before).await?)?;
            let told = |missed: &MissedDate| {
                request.state.told_late.iter().any(|told| told.fact.missed.contains(missed))
            };
            missed.retain(|(missed, _)| !told(missed));
        }
        self.tell_late(id, folded, missed, write).await
    }

    /// Tells the asker what was missed in a request, where something was; says whether it did.
    pub async fn tell_late_of_request(
        &self,
        id: Uuid,
        write: impl FnOnce(&Owed<'_, Request>) -> Option<request::TellLate>,
    ) -> Result<bool, Failure> {
        let stream = StreamId::new(StreamKind::Request, id);
        let folded = fold::<Request>(stream, &self.store().load(self.partnership(), stream).await?)?;
        let missed = request::missed(&folded.state, self.rules(), self.now());
        self.tell_late(id, folded, missed, write).await
    }

    /// What both kinds of record share: where nothing was missed nothing is told; what is written is decided and kept.
    async fn tell_late<C>(
        &self,
        id: Uuid,
        folded: Folded<C::Stream>,
        missed: Vec<(MissedDate, Scheduled)>,
        write: impl FnOnce(&Owed<'_, C::Stream>) -> Option<C>,
    ) -> Result<bool, Failure>
    where
        C: Command,
        C::Stream: Shelved,
    {
        if missed.is_empty() {
            return Ok(false);
        }
        let partnership = self.partnership_state().await?;
        // What the partnership checked is known once its state is.
        let missed = missed.into_iter().map(|(missed, duty)| (missed, self.as_verified(duty))).collect();
        let owed = Owed { record: &folded.state, partnership: &partnership.state, missed };
        let Some(command) = write(&owed) else { return Ok(false) };
        let mut unit = Unit::begin(self).await?;
        unit.hold(id, folded);
        let now = self.now();
        unit.decide(id, &command, &Author::default(), now)?;
        unit.commit(now).await?;
        Ok(true)
    }
}
