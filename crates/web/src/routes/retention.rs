//! Keeping and destroying records.

use crate::pages::retention;

routes! {
    get "/retention" Practitioner => retention::show,
    get "/retention/hold" Practitioner => retention::hold::show,
    post "/retention/hold" Practitioner => retention::hold::submit,
    get "/retention/release" Practitioner => retention::release::show,
    post "/retention/release" Practitioner => retention::release::submit,
}
