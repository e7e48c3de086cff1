//! Systems of other agencies: who lets them in, and where they send.

use crate::api;
use crate::pages::systems;

routes! {
    get "/systems" Practitioner => systems::show,
    post "/systems" Practitioner => systems::submit,
    post "/systems/{system}/withdraw" Practitioner => systems::withdraw,
    post "/api/contacts" System => api::contact,
}
