//! Asking for support, from the first question to the receipt, and coming back with a code.

use crate::pages::asking::{
    begin, check, come_back, enter, enter_check, enter_section, enter_sent, question, save, sent,
};

routes! {
    get "/ask" Public => begin::show,
    post "/ask" Public => begin::submit,
    get "/ask/save" Public => save::show,
    post "/ask/save" Public => save::submit,
    get "/ask/check" Public => check::show,
    post "/ask/check" Public => check::submit,
    get "/ask/sent" Public => sent::show,
    get "/ask/{question}" Public => question::show,
    post "/ask/{question}" Public => question::submit,
    get "/return" Public => come_back::show,
    post "/return" Public => come_back::submit,
    get "/requests/new" Practitioner => enter::show,
    post "/requests/new" Practitioner => enter::submit,
    get "/requests/new/check" Practitioner => enter_check::show,
    post "/requests/new/check" Practitioner => enter_check::submit,
    get "/requests/new/sent" Practitioner => enter_sent::show,
    get "/requests/new/{section}" Practitioner => enter_section::show,
    post "/requests/new/{section}" Practitioner => enter_section::submit,
}
