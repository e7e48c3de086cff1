//! Trying a draft on the partnership's own records: for the data owner alone.

use crate::pages::what_if::{download, form, trial};

routes! {
    get "/what-if" Practitioner => form::show,
    post "/what-if" Practitioner => form::submit,
    get "/what-if/trials/{trial}" Practitioner => trial::show,
    get "/what-if/trials/{trial}/{format}" Practitioner => download::send,
}
