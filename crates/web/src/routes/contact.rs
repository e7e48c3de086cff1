//! Contacts with the front door: the board, one contact, and each step of it.

use crate::pages::contacts::{board, followed, letter, new, record, step_page, who};

routes! {
    get "/contacts" Practitioner => board::show,
    get "/contacts/new" Practitioner => new::show,
    post "/contacts/new" Practitioner => new::submit,
    get "/contacts/{contact}" Practitioner => record::show,
    get "/contacts/{contact}/followed" Practitioner => followed::show,
    get "/contacts/{contact}/children/{whom}" Practitioner => who::show,
    post "/contacts/{contact}/children/{whom}" Practitioner => who::submit,
    get "/contacts/{contact}/letters/{letter}/{edition}" Practitioner => letter::show,
    get "/contacts/{contact}/letters/{letter}/{edition}/pdf" Practitioner => letter::pdf,
    get "/contacts/{contact}/{stage}" Practitioner => step_page::show,
    post "/contacts/{contact}/{stage}" Practitioner => step_page::submit,
}
