//! A census as values: what is read is written, what is written is read as the same, and nothing that a file said is lost.

use returns::cin::{example, read, write};

use crate::naive::generate::Generator;
use crate::oracle::witnessed;
use crate::{LATEST, check, options};

/// Returns that are generated, of these years.
const RETURNS: u64 = 120;
const YEARS: [i64; 4] = [2026, 2027, 2025, 2024];

#[test]
fn what_is_written_is_read_as_the_same_and_written_as_the_same_bytes() {
    let (mut children, mut faulty) = (0, 0);
    for seed in 0..RETURNS {
        let year = YEARS[usize::try_from(seed).unwrap() % YEARS.len()];
        let text = Generator::new(seed, year, seed % 4 == 0).census();
        let (whole, rows) = read(text.as_bytes(), options()).unwrap();
        assert_eq!(rows.len(), usize::try_from(check(&text).children).unwrap(), "seed {seed}");
        let written = write(&whole);
        let (again, _) = read(written.as_bytes(), options()).unwrap();
        assert_eq!(again, whole, "seed {seed}");
        assert_eq!(write(&again), written, "seed {seed}");
        children += rows.len();
        for row in &rows {
            faulty += usize::from(!row.faults.is_empty());
            assert!(row.text.starts_with("<Child>") && row.text.ends_with("</Child>"), "{}", row.text);
            assert!(text.contains(&*row.text));
        }
    }
    assert!(children > 800 && faulty > 200, "{children} children, {faulty} with a fault");
}

#[test]
fn a_file_without_a_fault_keeps_every_value_and_what_rules_find() {
    let rules = returns::catalogue::cin().unwrap();
    let (mut same, mut texts) = (0, Vec::new());
    for rule in &rules {
        let year = example::year_of(rule).unwrap();
        let text = example::census(year, &rule.fail).unwrap();
        let (whole, rows) = read(text.as_bytes(), options()).unwrap();
        if rows.iter().any(|row| !row.faults.is_empty()) {
            continue;
        }
        let written = write(&whole);
        let found = |text: &str| {
            let report = check(text);
            report.findings.iter().map(|one| (one.rule.rule.clone(), one.path.clone())).collect::<Vec<_>>()
        };
        assert_eq!(found(&written), found(&text), "{}", rule.code);
        same += 1;
        if year == LATEST {
            texts.push(written);
        }
    }
    assert!(same > 70, "{same} examples are without a fault of the schema");
    if let Some(taken) = witnessed("written", &texts) {
        let refused: Vec<&String> =
            texts.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(text, _)| text).collect();
        assert!(refused.is_empty(), "{refused:#?}");
        assert!(texts.len() > 50, "{} were shown to the witness", texts.len());
    }
}

#[test]
fn a_written_return_looks_like_this() {
    let whole = read(example::census(LATEST, &[""; 0]).unwrap().as_bytes(), options()).unwrap().0;
    assert_eq!(write(&whole), example::census(LATEST, &[""; 0]).unwrap());
}
