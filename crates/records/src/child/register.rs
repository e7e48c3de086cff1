//! A child's record begins.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The child, as far as asking for support needs it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// What the child likes to be called.
    pub called: String,
    /// The name in full, where known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub full_name: String,
    /// Birth date, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
}

/// Begin a child's record.
#[derive(Debug, Clone, Deserialize)]
pub struct Register(pub Registered);

refusals! {
    /// Why a record cannot begin.
    RegisterRefusal {
        AlreadyRegistered = "the record has begun already", "already-registered", "one record for each child";
        NoName = "say what the child likes to be called", "no-name", "one record for each child";
        BornInTheFuture = "the birth date lies in the future", "born-in-future", "a birth date is a day that has been";
    }
}

impl Command for Register {
    type Stream = Child;
    type Refusal = RegisterRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, RegisterRefusal> {
        if state.registered.is_some() {
            return Err(RegisterRefusal::AlreadyRegistered);
        }
        if self.0.called.trim().is_empty() {
            return Err(RegisterRefusal::NoName);
        }
        if self.0.birth_date.is_some_and(|born| born > context.today()) {
            return Err(RegisterRefusal::BornInTheFuture);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
