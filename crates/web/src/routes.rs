//! Every endpoint, once. The router is made from this table, and so is the test that drives each endpoint as anonymous,
//! wrong family, wrong agency, wrong capacity and right capacity: an endpoint that is in no test fails the build.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::from_fn_with_state;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::failure;
use crate::session;
use crate::site::Site;
use crate::submitted::FORM_BYTES_MAX;
use crate::uploaded::{RETURN_UPLOAD_BYTES_MAX, UPLOAD_BYTES_MAX};

/// For whom an endpoint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Anybody.
    Public,
    /// Somebody with a code of their own.
    Family,
    /// A practitioner who is signed in.
    Practitioner,
    /// Another agency's system, with a key of its own.
    System,
}

/// An endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteInfo {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// For whom it is.
    pub reader: Reader,
}

/// Declares a group of endpoints: their table, and their part of the router.
macro_rules! routes {
    ($($method:ident $path:literal $reader:ident => $handler:path),+ $(,)?) => {
        /// The endpoints of this group.
        pub(crate) const ROUTES: &[$crate::routes::RouteInfo] = &[$($crate::routes::RouteInfo {
            method: routes!(@name $method),
            path: $path,
            reader: $crate::routes::Reader::$reader,
        }),+];

        /// This group's part of the router.
        pub(crate) fn pages() -> axum::Router<$crate::site::Site> {
            let router = axum::Router::new();
            $(let router = router.route($path, axum::routing::$method($handler));)+
            router
        }
    };
    (@name get) => { "GET" };
    (@name post) => { "POST" };
}

mod asking;
mod attachments;
mod breaks;
mod challenge;
mod children;
mod contact;
mod decisions;
mod documents;
mod family;
mod general;
mod help;
mod journey;
mod law;
mod looked_after;
mod measures;
mod places;
mod protection;
mod retention;
mod returns;
mod returns_files;
mod safety;
mod sharing;
mod systems;
mod what_if;
mod work;

/// Every endpoint.
pub fn all_routes() -> Vec<RouteInfo> {
    [
        general::ROUTES,
        documents::ROUTES,
        challenge::ROUTES,
        asking::ROUTES,
        family::ROUTES,
        safety::ROUTES,
        work::ROUTES,
        law::ROUTES,
        children::ROUTES,
        sharing::ROUTES,
        systems::ROUTES,
        breaks::ROUTES,
        measures::ROUTES,
        what_if::ROUTES,
        protection::ROUTES,
        contact::ROUTES,
        help::ROUTES,
        looked_after::ROUTES,
        places::ROUTES,
        journey::ROUTES,
        attachments::ROUTES,
        decisions::ROUTES,
        retention::ROUTES,
        returns::ROUTES,
        returns_files::ROUTES,
    ]
    .concat()
}

fn pages() -> Router<Site> {
    general::pages()
        .merge(documents::pages())
        .merge(challenge::pages())
        .merge(asking::pages())
        .merge(family::pages())
        .merge(safety::pages())
        .merge(work::pages())
        .merge(law::pages())
        .merge(children::pages())
        .merge(sharing::pages())
        .merge(systems::pages())
        .merge(breaks::pages())
        .merge(measures::pages())
        .merge(what_if::pages())
        .merge(protection::pages())
        .merge(contact::pages())
        .merge(help::pages())
        .merge(looked_after::pages())
        .merge(places::pages())
        .merge(journey::pages())
        .merge(decisions::pages())
        .merge(retention::pages())
        .merge(returns::pages())
        .layer(RequestBodyLimitLayer::new(FORM_BYTES_MAX))
}

/// The pages that take a file, which may be larger than a form.
fn pages_with_files() -> Router<Site> {
    attachments::pages()
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(UPLOAD_BYTES_MAX))
}

/// The page that takes the files of a return, which may be larger than a file of a record.
fn pages_with_returns() -> Router<Site> {
    returns_files::pages()
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(RETURN_UPLOAD_BYTES_MAX))
}

/// What a browser may load and do: our own style sheet, scripts and pages, nothing else.
const CONTENT_SECURITY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The site as a service.
pub fn router(site: Site) -> Router {
    let header = |name: &'static str, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(HeaderName::from_static(name), HeaderValue::from_static(value))
    };
    let secure = site.settings().secure;
    let strict_transport = tower::util::option_layer(
        secure.then(|| header("strict-transport-security", "max-age=31536000; includeSubDomains")),
    );
    let layers = ServiceBuilder::new()
        .layer(header("content-security-policy", CONTENT_SECURITY))
        .layer(header("x-content-type-options", "nosniff"))
        .layer(header("referrer-policy", "no-referrer"))
        .layer(header("cross-origin-opener-policy", "same-origin"))
        .layer(header("permissions-policy", "camera=(), microphone=(), geolocation=()"))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .layer(strict_transport)
        .layer(from_fn_with_state(site.clone(), failure::explain))
        .layer(CatchPanicLayer::new())
        .layer(session::layer(&site));
    pages().merge(pages_with_files()).merge(pages_with_returns()).layer(layers).with_state(site)
}
