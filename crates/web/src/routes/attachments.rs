//! Files of a record. These are the only pages that take more than a form.

use crate::pages::{children, family};

routes! {
    get "/children/{id}/attachments" Practitioner => children::attachments::show,
    post "/children/{id}/attachments" Practitioner => children::attachments::submit,
    get "/children/{id}/attachments/{attachment}" Practitioner => children::attachments::download,
    get "/family/attachments" Family => family::attachments::show,
    post "/family/attachments" Family => family::attachments::submit,
    get "/family/attachments/{attachment}" Family => family::attachments::download,
}
