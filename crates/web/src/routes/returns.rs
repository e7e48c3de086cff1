//! Statutory returns: for data analysts alone.

use crate::pages::returns::{build, children, finding, findings, list, summary};

routes! {
    get "/returns" Practitioner => list::show,
    post "/returns/build" Practitioner => build::submit,
    get "/returns/{return}" Practitioner => summary::show,
    get "/returns/{return}/children" Practitioner => children::show,
    post "/returns/{return}/children" Practitioner => children::find,
    get "/returns/{return}/findings" Practitioner => findings::show,
    post "/returns/{return}/findings" Practitioner => findings::submit,
    get "/returns/{return}/findings/{finding}" Practitioner => finding::show,
    post "/returns/{return}/findings/{finding}/assign" Practitioner => finding::assign,
    post "/returns/{return}/findings/{finding}/explain" Practitioner => finding::explain,
    post "/returns/{return}/findings/{finding}/withdraw" Practitioner => finding::withdraw,
}
