//! Law and guidance, as they are held here: anybody may read them; the partnership says what it has checked.

use crate::pages::law::{clause, compare, confirm, duties, duty, edition, index};

routes! {
    get "/guidance" Public => index::show,
    get "/guidance/duties" Public => duties::show,
    get "/guidance/duties/{duty}" Public => duty::show,
    get "/guidance/editions/{edition}" Public => edition::show,
    get "/guidance/compare" Public => compare::show,
    get "/clauses/{clause}" Public => clause::show,
    get "/clauses/{clause}/confirm" Practitioner => confirm::show,
    post "/clauses/{clause}/confirm" Practitioner => confirm::submit,
}
