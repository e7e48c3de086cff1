//! Which of the differences that are shown stand when it is allowed for that there are many of them.

use crate::definition::Definitions;
use crate::over_time::ShownOverTime;
use crate::publish::{ShownMeasure, ShownPart, ShownTable};
use crate::statistics::{Comparison, benjamini_hochberg};

/// What is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Between {
    /// Two groups.
    Groups {
        /// The grouping's name.
        grouping: String,
        /// The group.
        group: String,
        /// The one it is compared with.
        reference: String,
    },
    /// After the local protocol was published, and before.
    AfterAndBefore,
}

/// One comparison among all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Tested {
    /// The measure.
    pub measure: String,
    /// The part's place in it.
    pub part: usize,
    /// What is compared.
    pub between: Between,
    /// Whether it was named in advance.
    pub main: bool,
    /// What was found.
    pub found: Comparison,
    /// The adjusted probability.
    pub adjusted: f64,
    /// Whether the difference stands.
    pub stands: bool,
}

/// Every comparison that is shown, in the order of the measures. One that is hidden is not among them: it is not read, and
/// its probability would tell of it.
pub(crate) fn tested(
    definitions: &Definitions,
    measures: &[ShownMeasure],
    over_time: &[ShownOverTime],
) -> Vec<Tested> {
    let mut all = Vec::new();
    for measure in measures {
        let named = definitions.method.main.contains(&measure.id);
        for (place, part) in measure.parts.iter().enumerate() {
            let ShownPart::Proportion { tables, .. } = part else { continue };
            let mut main = named && place == 0;
            for table in tables {
                if let ShownTable::Rows { grouping, compared: Some(compared), .. } = table {
                    let between = Between::Groups {
                        grouping: grouping.clone(),
                        group: compared.group.clone(),
                        reference: compared.reference.clone(),
                    };
                    all.push(of(&measure.id, place, between, main, compared.found));
                }
                // The first comparison that is defined was named, and no other in its stead where it is hidden.
                main = false;
            }
            let sides = over_time.iter().find(|each| each.measure == measure.id && each.part == place);
            if let Some(sides) = sides.and_then(|each| each.sides.as_ref()) {
                all.push(of(&measure.id, place, Between::AfterAndBefore, false, sides.found));
            }
        }
    }
    let probabilities: Vec<f64> = all.iter().map(|each| each.found.probability).collect();
    for (each, adjusted) in all.iter_mut().zip(benjamini_hochberg(&probabilities)) {
        each.adjusted = adjusted;
        each.stands = adjusted <= definitions.method.false_discovery;
    }
    all
}

fn of(measure: &str, part: usize, between: Between, main: bool, found: Comparison) -> Tested {
    Tested { measure: measure.to_owned(), part, between, main, found, adjusted: 1.0, stands: false }
}
