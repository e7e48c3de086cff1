//! The equality measures: for the data owner alone.

use crate::pages::measures::{download, list, measure};

routes! {
    get "/measures" Practitioner => list::show,
    get "/measures/download" Practitioner => download::all,
    get "/measures/{measure}" Practitioner => measure::show,
    get "/measures/{measure}/download" Practitioner => download::one,
}
