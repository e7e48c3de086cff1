//! What a family reads and writes.

use crate::routes::RouteInfo;

/// The endpoints of this group.
pub(crate) const ROUTES: &[RouteInfo] = &[];

/// This group's part of the router.
pub(crate) fn pages() -> axum::Router<crate::site::Site> {
    axum::Router::new()
}
