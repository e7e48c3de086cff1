//! Family help and section 17.

use crate::pages::family;
use crate::pages::help::{begin, letter, list, people, record, step_page};
use crate::pages::identity_for_returns;

routes! {
    get "/help" Practitioner => list::show,
    get "/help/new" Practitioner => begin::show,
    post "/help/new" Practitioner => begin::submit,
    get "/help/{child}" Practitioner => record::show,
    get "/help/{child}/return" Practitioner => identity_for_returns::show_help,
    post "/help/{child}/return" Practitioner => identity_for_returns::submit_help,
    get "/help/{child}/people" Practitioner => people::show,
    post "/help/{child}/people/{person}/code" Practitioner => people::submit,
    get "/help/{child}/letters/{letter}" Practitioner => letter::show,
    get "/help/{child}/letters/{letter}/{edition}" Practitioner => letter::show_edition,
    get "/help/{child}/letters/{letter}/{edition}/pdf" Practitioner => letter::pdf,
    get "/help/{child}/{taking}" Practitioner => step_page::show,
    post "/help/{child}/{taking}" Practitioner => step_page::submit,
    get "/family/help" Family => family::help::show,
    get "/family/help/{child}/say" Family => family::help::show_say,
    post "/family/help/{child}/say" Family => family::help::submit_say,
}
