//! The whole table, as people read it, is committed; a change to who may see what is a change to that page.
//! Write it again with `UPDATE_EXPECT=1 cargo test -p access`.

use access::Policy;
use expect_test::expect_file;

#[test]
fn the_matrix_is_the_committed_one() {
    let policy = Policy::embedded().unwrap_or_else(|errors| panic!("{errors}"));
    expect_file!["../../../../policies/matrix.txt"].assert_eq(&policy.matrix());
}
