//! What a family reads and writes.

use crate::pages::family::{
    background, comment, download, home, letters, plan, reads, record, request, withdraw,
};

routes! {
    get "/family" Family => home::show,
    get "/family/request" Family => request::show,
    get "/family/request/withdraw" Family => withdraw::show,
    post "/family/request/withdraw" Family => withdraw::submit,
    get "/family/background" Family => background::show,
    post "/family/background" Family => background::submit,
    get "/family/record" Family => record::show,
    get "/family/record/comment" Family => comment::show_whole,
    post "/family/record/comment" Family => comment::submit_whole,
    get "/family/plan/{need}/comment" Family => comment::show_need,
    post "/family/plan/{need}/comment" Family => comment::submit_need,
    get "/family/record/{entry}/comment" Family => comment::show,
    post "/family/record/{entry}/comment" Family => comment::submit,
    get "/family/plan" Family => plan::show,
    get "/family/letters" Family => letters::list,
    get "/family/letters/{letter}" Family => letters::show,
    get "/family/letters/{letter}/{edition}" Family => letters::show_edition,
    get "/family/letters/{letter}/{edition}/pdf" Family => letters::pdf,
    get "/family/reads" Family => reads::show,
    get "/family/download" Family => download::show,
}
