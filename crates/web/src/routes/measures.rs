//! The equality measures: for the data owner alone.

use crate::pages::measures::{download, list, measure, read_again};

routes! {
    get "/measures" Practitioner => list::show,
    get "/measures/download" Practitioner => download::all,
    get "/measures/read-again" Practitioner => read_again::show,
    post "/measures/read-again" Practitioner => read_again::submit,
    get "/measures/{measure}" Practitioner => measure::show,
    get "/measures/{measure}/download" Practitioner => download::one,
}
