//! The store, from outside.
#![expect(clippy::unwrap_used, reason = "what the tests share may fail as a test does")]

/// Makes each case a test for each engine. A case takes a store that is open and empty.
macro_rules! on_both_engines {
    ($($case:ident),+ $(,)?) => {
        on_engines_apart!($($case),+);
        mod memory {
            $(#[tokio::test]
            async fn $case() {
                super::$case(crate::setting::Setting::new(crate::setting::Engine::Memory)).await;
            })+
        }
    };
}

/// The same for a case with processes of its own, which rows in memory would not be shared by: one for SQLite, one for
/// PostgreSQL, and one for PostgreSQL that keeps each partnership apart.
macro_rules! on_engines_apart {
    ($($case:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $case() {
                super::$case(crate::setting::Setting::new(crate::setting::Engine::Sqlite)).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $case() {
                super::$case(crate::setting::Setting::new(crate::setting::Engine::Postgres)).await;
            })+
        }
        mod distributed {
            $(#[tokio::test]
            async fn $case() {
                super::$case(crate::setting::Setting::distributed()).await;
            })+
        }
    };
}

#[path = "store/appending.rs"]
mod appending;
#[path = "store/clocks.rs"]
mod clocks;
#[path = "store/cluster.rs"]
mod cluster;
#[path = "store/copying.rs"]
mod copying;
#[path = "store/cutting.rs"]
mod cutting;
#[path = "store/encrypted.rs"]
mod encrypted;
#[path = "store/erasing.rs"]
mod erasing;
#[path = "store/failing.rs"]
mod failing;
#[path = "store/flushing.rs"]
mod flushing;
#[path = "store/histories.rs"]
mod histories;
#[path = "store/holding.rs"]
mod holding;
#[path = "store/journey.rs"]
mod journey;
#[path = "store/killing.rs"]
mod killing;
#[path = "store/lists.rs"]
mod lists;
#[path = "store/measuring.rs"]
mod measuring;
#[path = "store/opening.rs"]
mod opening;
#[path = "store/proving.rs"]
mod proving;
#[path = "store/proxy.rs"]
mod proxy;
#[path = "store/replica.rs"]
mod replica;
#[path = "store/schema.rs"]
mod schema;
#[path = "store/servers.rs"]
mod servers;
#[path = "store/setting.rs"]
mod setting;
#[path = "store/standby.rs"]
mod standby;
