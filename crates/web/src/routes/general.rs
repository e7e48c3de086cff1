//! Pages that belong to nobody in particular: the start, signing in and out, what the service says of itself.

use crate::assets;
use crate::pages::{
    about, health, protocol, sign_in, sign_in_code, sign_in_demonstration, sign_in_identity, sign_out, start,
};

routes! {
    get "/healthz" Public => health::show,
    get "/assets/{name}" Public => assets::show,
    get "/" Public => start::show,
    get "/accessibility" Public => about::accessibility,
    get "/privacy" Public => about::privacy,
    get "/protocol" Public => protocol::show,
    get "/sign-in" Public => sign_in::show,
    post "/sign-in" Public => sign_in::submit,
    get "/sign-in/code" Public => sign_in_code::show,
    post "/sign-in/code" Public => sign_in_code::submit,
    post "/sign-in/demonstration" Public => sign_in_demonstration::submit,
    get "/sign-in/identity" Public => sign_in_identity::begin,
    get "/sign-in/identity/answer" Public => sign_in_identity::answer,
    get "/sign-out" Public => sign_out::show,
    post "/sign-out" Public => sign_out::submit,
    get "/sign-out/done" Public => sign_out::done,
    get "/sign-out/identity" Public => sign_out::identity,
}
