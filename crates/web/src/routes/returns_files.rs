//! The page on which the files of a return are chosen.

use crate::pages::returns::upload;

routes! {
    get "/returns/new" Practitioner => upload::show,
    post "/returns/new" Practitioner => upload::submit,
}
