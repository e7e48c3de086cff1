//! Whatever may be known of a child, by chance.

use guidance::{Facts, Level};
use proptest::prelude::*;

/// Each fact known or not, and either way.
pub fn any_facts() -> impl Strategy<Value = Facts> {
    let level = proptest::option::of(proptest::sample::select(Level::ALL.to_vec()));
    let known = proptest::option::of(any::<bool>());
    (level, known.clone(), known.clone(), known).prop_map(
        |(assessment_level, ehc, disabled, care_may_fail)| Facts {
            assessment_level,
            ehc,
            disabled,
            care_may_fail,
            ..Facts::default()
        },
    )
}
