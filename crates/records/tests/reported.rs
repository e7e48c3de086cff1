//! Which milestones records report, as a list that others can read. It is written from the source:
//! `UPDATE_EXPECT=1 cargo test -p records --test reported`, and read what changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use expect_test::expect_file;
use guidance::Guidance;

/// Every text in quotation marks of every file below a folder.
fn texts(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("the source folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            texts(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("it is text");
            found.extend(text.split('"').map(str::to_owned));
        }
    }
}

#[test]
fn the_list_is_what_the_source_names() {
    let mut found = BTreeSet::new();
    texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let guidance = Guidance::embedded().expect("the shipped guidance reads");
    let known = guidance.milestones().map(|known| known.name.as_str());
    let reported: Vec<&str> = known.filter(|name| found.contains(*name)).collect();
    assert!(reported.len() > 100 && reported.is_sorted(), "{}", reported.len());
    expect_file!["../src/milestones/reported.txt"].assert_eq(&format!("{}\n", reported.join("\n")));
    assert_eq!(records::reported_milestones().collect::<Vec<_>>(), reported);
}
