//! Children who live away from home.

use crate::pages::family::care;
use crate::pages::identity_for_returns;
use crate::pages::looked_after::{list, record, step_page};

routes! {
    get "/looked-after" Practitioner => list::show,
    get "/looked-after/new/{begins}" Practitioner => step_page::show_new,
    post "/looked-after/new/{begins}" Practitioner => step_page::submit_new,
    get "/looked-after/{child}" Practitioner => record::show,
    get "/looked-after/{child}/return" Practitioner => identity_for_returns::show_care,
    post "/looked-after/{child}/return" Practitioner => identity_for_returns::submit_care,
    get "/looked-after/{child}/{doing}" Practitioner => step_page::show,
    post "/looked-after/{child}/{doing}" Practitioner => step_page::submit,
    get "/family/care" Family => care::show,
}
