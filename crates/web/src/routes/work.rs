//! A practitioner's day: what is due, requests, search.

use crate::pages::work::{
    answer, asker, background, code, confirm, exercise, interim, letter, read, receipt, request, requests,
    route, search, sent, step, today, triage,
};

routes! {
    get "/today" Practitioner => today::show,
    get "/exercise" Practitioner => exercise::show,
    post "/exercise" Practitioner => exercise::submit,
    get "/requests" Practitioner => requests::show,
    get "/requests/{request}" Practitioner => request::show,
    get "/requests/{request}/read" Practitioner => read::show,
    post "/requests/{request}/read" Practitioner => read::submit,
    get "/requests/{request}/triage" Practitioner => triage::show,
    post "/requests/{request}/triage" Practitioner => triage::submit,
    get "/requests/{request}/sent/{concern}" Practitioner => sent::show,
    get "/requests/{request}/asker" Practitioner => step::show::<asker::Asker>,
    post "/requests/{request}/asker" Practitioner => step::submit::<asker::Asker>,
    get "/requests/{request}/background" Practitioner => background::show,
    post "/requests/{request}/background" Practitioner => background::submit,
    get "/requests/{request}/interim" Practitioner => step::show::<interim::Interim>,
    post "/requests/{request}/interim" Practitioner => step::submit::<interim::Interim>,
    get "/requests/{request}/route" Practitioner => step::show::<route::Proposal>,
    post "/requests/{request}/route" Practitioner => step::submit::<route::Proposal>,
    get "/requests/{request}/confirm" Practitioner => confirm::show,
    post "/requests/{request}/confirm" Practitioner => confirm::submit,
    post "/requests/{request}/answer" Practitioner => answer::submit,
    post "/requests/{request}/receipt" Practitioner => receipt::submit,
    get "/requests/{request}/code" Practitioner => code::show,
    post "/requests/{request}/code" Practitioner => code::submit,
    get "/requests/{request}/letters/{letter}" Practitioner => letter::show,
    get "/requests/{request}/letters/{letter}/{edition}" Practitioner => letter::show_edition,
    get "/requests/{request}/letters/{letter}/{edition}/pdf" Practitioner => letter::pdf,
    get "/search" Practitioner => search::show,
    post "/search" Practitioner => search::submit,
}
