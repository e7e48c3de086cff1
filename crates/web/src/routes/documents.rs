//! The partnership's documents.

use crate::pages::documents;

routes! {
    get "/documents" Public => documents::show,
    get "/documents/new" Practitioner => documents::show_new,
    post "/documents/new" Practitioner => documents::submit_new,
}
