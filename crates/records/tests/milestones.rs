//! Which milestones records report is said in the data; here it is compared with the code.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its world should stop there")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use guidance::Guidance;

/// Every text between quotation marks below a folder of code.
fn texts(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, found);
        } else {
            let code = fs::read_to_string(&path).unwrap();
            found.extend(code.split('"').skip(1).step_by(2).map(str::to_owned));
            // A lone quotation mark in a remark turns inside and outside round; both are looked at.
            found.extend(code.split('"').step_by(2).map(str::to_owned));
        }
    }
}

#[test]
fn the_data_says_which_milestones_records_report() {
    let guidance = Guidance::embedded().unwrap();
    let mut named = BTreeSet::new();
    texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut named);
    for linked in guidance.linked_kinds() {
        named.extend(linked.asked.clone());
        named.insert(linked.answered.clone());
    }
    let mut reported = 0;
    for milestone in guidance.milestones() {
        let here = named.contains(&milestone.name) || milestone.at_age.is_some();
        assert_eq!(milestone.reported, here, "{}", milestone.name);
        reported += usize::from(here);
    }
    assert!(reported > 100, "{reported}");
}
