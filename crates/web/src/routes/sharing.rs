//! What other agencies are asked and told, and who agreed.

use crate::pages::family::sharing;
use crate::pages::sharing::{agreement, record, share};

routes! {
    get "/children/{id}/sharing" Practitioner => record::show,
    get "/children/{id}/agreements/new" Practitioner => agreement::show,
    post "/children/{id}/agreements/new" Practitioner => agreement::submit,
    get "/children/{id}/shares/new" Practitioner => share::show,
    post "/children/{id}/shares/new" Practitioner => share::submit,
    get "/family/sharing" Family => sharing::show,
}
