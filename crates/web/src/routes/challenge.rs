//! Ways to challenge, for families and for those who answer them; and how it was.

use crate::pages::asking::return_phrase;
use crate::pages::challenges::{
    action, allocate, answer, close, enter, extend, figures, letter, list, pass_on, record, stage, step,
};
use crate::pages::family::{
    challenge_new, challenge_one, challenge_stage, challenge_withdraw, challenges, feedback, phrase,
};

routes! {
    get "/family/challenge" Family => challenges::show,
    get "/family/challenge/new" Family => challenge_new::show,
    post "/family/challenge/new" Family => challenge_new::submit,
    get "/family/challenge/{challenge}" Family => challenge_one::show,
    get "/family/challenge/{challenge}/stage" Family => challenge_stage::show,
    post "/family/challenge/{challenge}/stage" Family => challenge_stage::submit,
    get "/family/challenge/{challenge}/withdraw" Family => challenge_withdraw::show,
    post "/family/challenge/{challenge}/withdraw" Family => challenge_withdraw::submit,
    get "/family/feedback" Family => feedback::show,
    post "/family/feedback" Family => feedback::submit,
    get "/family/phrase" Family => phrase::show,
    post "/family/phrase" Family => phrase::submit,
    get "/return/phrase" Public => return_phrase::show,
    post "/return/phrase" Public => return_phrase::submit,
    get "/challenges" Practitioner => list::show,
    get "/challenges/new" Practitioner => enter::show,
    post "/challenges/new" Practitioner => enter::submit,
    get "/challenges/entered" Practitioner => enter::entered,
    get "/challenges/{challenge}" Practitioner => record::show,
    post "/challenges/{challenge}/acknowledge" Practitioner => record::submit,
    get "/challenges/{challenge}/allocate" Practitioner => allocate::show,
    post "/challenges/{challenge}/allocate" Practitioner => allocate::submit,
    get "/challenges/{challenge}/answer" Practitioner => answer::show,
    post "/challenges/{challenge}/answer" Practitioner => answer::submit,
    get "/challenges/{challenge}/extend" Practitioner => extend::show,
    post "/challenges/{challenge}/extend" Practitioner => extend::submit,
    get "/challenges/{challenge}/stage" Practitioner => stage::show,
    post "/challenges/{challenge}/stage" Practitioner => stage::submit,
    get "/challenges/{challenge}/step" Practitioner => step::show,
    post "/challenges/{challenge}/step" Practitioner => step::submit,
    get "/challenges/{challenge}/actions/{action}" Practitioner => action::show,
    post "/challenges/{challenge}/actions/{action}" Practitioner => action::submit,
    get "/challenges/{challenge}/close" Practitioner => close::show,
    post "/challenges/{challenge}/close" Practitioner => close::submit,
    get "/challenges/{challenge}/pass-on" Practitioner => pass_on::show,
    post "/challenges/{challenge}/pass-on" Practitioner => pass_on::submit,
    get "/challenges/{challenge}/letters/{letter}" Practitioner => letter::show,
    get "/feedback" Practitioner => figures::show,
}
