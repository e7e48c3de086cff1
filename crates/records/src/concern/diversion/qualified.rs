//! Who may decide: a social-work-qualified manager who does not decide resources. Out of hours a social-work-qualified
//! person may do it alone, and a second confirms afterwards.

use kernel::PersonId;

use crate::partnership::Practitioner;
use crate::stream::Context;

/// Decides how accepted needs are met, and therefore never whether a family is enquired into.
const RESOURCES: &str = "resource-decision-maker";

/// The practitioner who asks.
pub(super) fn practitioner<'a>(context: &Context<'a>) -> Option<&'a Practitioner> {
    context.author.person.and_then(|person| context.partnership.practitioner(person))
}

/// Whether they are a social worker by qualification.
pub(super) fn is_qualified(context: &Context<'_>) -> bool {
    practitioner(context).is_some_and(|known| known.social_work_qualified)
}

/// Whether they are a social-work-qualified manager.
pub(super) fn is_manager(context: &Context<'_>) -> bool {
    context.partnership.is_social_work_manager(context.author.person)
}

/// Whether they decide resources.
pub(super) fn decides_resources(context: &Context<'_>) -> bool {
    practitioner(context).is_some_and(|known| known.may_act_as(RESOURCES))
}

/// Whether the office is closed, so that one qualified person may act alone.
pub(super) fn out_of_hours(context: &Context<'_>) -> bool {
    !context.rules.in_office_hours(context.now)
}

/// Whether the author is one of these people.
pub(super) fn is_one_of(context: &Context<'_>, mut people: impl Iterator<Item = PersonId>) -> bool {
    context.author.person.is_some_and(|author| people.any(|person| person == author))
}
