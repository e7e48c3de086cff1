//! Telling somebody that a person is not safe, and the front door's list.

use crate::pages::safety::{
    answer, concern, diversion, earlier, followed, front_door, handover, over_time, raise, step_page, tell,
    tell_family, telling, urgent, urgent_review,
};

routes! {
    get "/over-time/{child}" Practitioner => over_time::show,
    get "/safety" Public => tell::show,
    post "/safety" Public => tell::submit,
    get "/concerns" Practitioner => front_door::show,
    get "/concerns/new" Practitioner => raise::show,
    post "/concerns/new" Practitioner => raise::submit,
    get "/concerns/{concern}" Practitioner => concern::show,
    post "/concerns/{concern}/seen" Practitioner => concern::submit,
    get "/concerns/{concern}/followed" Practitioner => followed::show,
    get "/concerns/{concern}/answer" Practitioner => answer::show,
    post "/concerns/{concern}/answer" Practitioner => answer::submit,
    get "/concerns/{concern}/telling" Practitioner => telling::show,
    post "/concerns/{concern}/telling" Practitioner => telling::submit,
    get "/concerns/handover" Practitioner => handover::show,
    get "/concerns/{concern}/diversion" Practitioner => diversion::show,
    get "/concerns/{concern}/diversion/{part}" Practitioner => step_page::show,
    post "/concerns/{concern}/diversion/{part}" Practitioner => step_page::submit,
    get "/concerns/{concern}/tell" Practitioner => tell_family::show,
    post "/concerns/{concern}/tell" Practitioner => tell_family::submit,
    get "/concerns/{concern}/earlier/{earlier}" Practitioner => earlier::show,
    post "/concerns/{concern}/earlier/{earlier}" Practitioner => earlier::submit,
    get "/urgent" Practitioner => urgent_review::show,
    get "/urgent/{child}" Practitioner => urgent::show,
    post "/urgent/{child}" Practitioner => urgent::submit,
    post "/urgent/{child}/review" Practitioner => urgent_review::submit,
    get "/urgent/requests/{request}" Practitioner => urgent::show_request,
    post "/urgent/requests/{request}" Practitioner => urgent::submit_request,
    post "/urgent/requests/{request}/review" Practitioner => urgent_review::submit_request,
}
