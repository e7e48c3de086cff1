//! One decision in one file.

use crate::pages::{children, family};

routes! {
    get "/children/{id}/decisions/{decision}" Practitioner => children::decision_file::page,
    get "/children/{id}/decisions/{decision}/pdf" Practitioner => children::decision_file::pdf,
    get "/family/decisions/{decision}" Family => family::decision_file::page,
    get "/family/decisions/{decision}/pdf" Family => family::decision_file::pdf,
}
