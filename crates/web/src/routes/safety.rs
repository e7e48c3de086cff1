//! Telling somebody that a person is not safe, and the front door's list.

use crate::routes::RouteInfo;

/// The endpoints of this group.
pub(crate) const ROUTES: &[RouteInfo] = &[];

/// This group's part of the router.
pub(crate) fn pages() -> axum::Router<crate::site::Site> {
    axum::Router::new()
}
