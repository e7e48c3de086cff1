//! How a child is protected.

use crate::pages::family::protection;
use crate::pages::protection::{appointment, begin, chronology, list, network, record, step_page};

routes! {
    get "/protection" Practitioner => list::show,
    get "/protection/new/{begins}" Practitioner => begin::show_new,
    post "/protection/new/{begins}" Practitioner => begin::submit_new,
    get "/concerns/{concern}/protection" Practitioner => begin::show_of_concern,
    post "/concerns/{concern}/protection" Practitioner => begin::submit_of_concern,
    get "/protection/{child}" Practitioner => record::show,
    get "/protection/{child}/chronology" Practitioner => chronology::show,
    post "/protection/{child}/chronology" Practitioner => chronology::submit,
    get "/protection/{child}/family" Practitioner => network::show,
    get "/protection/{child}/calendar" Practitioner => appointment::show,
    get "/protection/{child}/{doing}" Practitioner => step_page::show,
    post "/protection/{child}/{doing}" Practitioner => step_page::submit,
    get "/family/protection" Family => protection::show,
}
