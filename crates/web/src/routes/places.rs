//! Harm outside the home.

use crate::pages::places::{link_page, list, record, step_page};

routes! {
    get "/places" Practitioner => list::show,
    get "/places/new" Practitioner => step_page::show_new,
    post "/places/new" Practitioner => step_page::submit_new,
    get "/places/{place}" Practitioner => record::show,
    get "/places/{place}/{doing}" Practitioner => step_page::show,
    post "/places/{place}/{doing}" Practitioner => step_page::submit,
    get "/places/{place}/children/{link}/{doing}" Practitioner => link_page::show,
    post "/places/{place}/children/{link}/{doing}" Practitioner => link_page::submit,
}
