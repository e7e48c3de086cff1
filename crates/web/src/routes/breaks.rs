//! Short breaks, and the child's own views: a practitioner's pages and the family's.

use crate::pages::children::breaks::{arrange, book, end, ledger, oversee, regime, settle};
use crate::pages::children::step;
use crate::pages::children::views::{answer, list, not_obtained, record, told, wish, wish_new};
use crate::pages::family::{breaks, views, views_new};

routes! {
    get "/children/{id}/breaks" Practitioner => ledger::show,
    get "/children/{id}/breaks/new" Practitioner => arrange::show,
    post "/children/{id}/breaks/new" Practitioner => arrange::submit,
    get "/children/{id}/breaks/{arrangement}/stay" Practitioner => book::show,
    post "/children/{id}/breaks/{arrangement}/stay" Practitioner => book::submit,
    get "/children/{id}/breaks/{arrangement}/oversee" Practitioner => step::show_about::<oversee::Oversee>,
    post "/children/{id}/breaks/{arrangement}/oversee" Practitioner => step::submit_about::<oversee::Oversee>,
    get "/children/{id}/breaks/{arrangement}/regime" Practitioner => step::show_about::<regime::Regime>,
    post "/children/{id}/breaks/{arrangement}/regime" Practitioner => step::submit_about::<regime::Regime>,
    get "/children/{id}/breaks/{arrangement}/end" Practitioner => step::show_about::<end::End>,
    post "/children/{id}/breaks/{arrangement}/end" Practitioner => step::submit_about::<end::End>,
    get "/children/{id}/stays/{stay}" Practitioner => settle::show,
    post "/children/{id}/stays/{stay}" Practitioner => settle::submit,
    get "/children/{id}/views" Practitioner => list::show,
    get "/children/{id}/views/new" Practitioner => record::show,
    post "/children/{id}/views/new" Practitioner => record::submit,
    get "/children/{id}/views/not-obtained" Practitioner => not_obtained::show,
    post "/children/{id}/views/not-obtained" Practitioner => not_obtained::submit,
    get "/children/{id}/views/copy" Practitioner => told::show_copy,
    post "/children/{id}/views/copy" Practitioner => told::submit_copy,
    get "/children/{id}/views/{view}/answer" Practitioner => answer::show,
    post "/children/{id}/views/{view}/answer" Practitioner => answer::submit,
    get "/children/{id}/views/{view}/told" Practitioner => told::show,
    post "/children/{id}/views/{view}/told" Practitioner => told::submit,
    get "/children/{id}/wishes/new" Practitioner => wish_new::show,
    post "/children/{id}/wishes/new" Practitioner => wish_new::submit,
    get "/children/{id}/wishes/{wish}" Practitioner => wish::show,
    post "/children/{id}/wishes/{wish}" Practitioner => wish::submit,
    get "/family/breaks" Family => breaks::show,
    get "/family/views" Family => views::show,
    get "/family/views/new" Family => views_new::show,
    post "/family/views/new" Family => views_new::submit,
}
