//! The schema check against a witness: `xmllint` with an XSD written by hand, over returns with faults of every kind.
//!
//! Where `xmllint` is not installed there is no witness, and this says so; `scripts/test.sh` installs it and asks for it.

use std::path::Path;
use std::process::Command;

use returns::cin::example::census;

use crate::{LATEST, check};

/// What is done to the text of a return: from what, to what. Blanks around a date are left out: XML Schema lets them pass, as
/// we do, and this witness does not.
const FAULTS: &[(&str, &str)] = &[
    ("", ""),
    ("<Sex>F</Sex>", ""),
    ("<Sex>F</Sex>", "<Sex>X</Sex>"),
    ("<Sex>F</Sex>", "<Sex>F</Sex><Sex>F</Sex>"),
    ("<Sex>F</Sex>", "<PersonDeathDate>2026-01-01</PersonDeathDate><Sex>F</Sex>"),
    ("<Sex>F</Sex>", "<Sex>F</Sex><PersonDeathDate>2026-01-01</PersonDeathDate>"),
    ("<Sex>F</Sex>", "<Sex>F</Sex><PersonDeathDate/>"),
    ("<Sex>F</Sex>", "<Sex>F</Sex>text"),
    ("<Sex>F</Sex>", "<Sex a=\"b\">F</Sex>"),
    ("<Sex>F</Sex>", "<!-- F --><Sex><![CDATA[F]]></Sex>"),
    ("<Sex>F</Sex>", "<Sex>&#70;</Sex>"),
    ("<UPN>B801200005001</UPN>", "<UPN>B80120000500</UPN>"),
    ("<UPN>B801200005001</UPN>", "<UPNunknown>UN8</UPNunknown>"),
    ("<UPN>B801200005001</UPN>", "<UPNunknown>UN7</UPNunknown>"),
    ("2025-09-01", "2025-02-29"),
    ("2025-09-01", "2024-02-29"),
    ("2025-09-01", "01/09/2025"),
    ("2025-09-01", "2025-09-01Z"),
    ("2025-09-01", "2025-9-1"),
    ("2025-09-01", ""),
    ("<ReferralSource>1A</ReferralSource>", ""),
    ("<ReferralSource>1A</ReferralSource>", "<ReferralSource>5D</ReferralSource>"),
    ("<ReferralSource>1A</ReferralSource>", "<ReferralSource>5E</ReferralSource>"),
    ("<ReferralSource>1A</ReferralSource>", "<ReferralSource> 1A</ReferralSource>"),
    ("<ReferralNFA>0</ReferralNFA>", "<ReferralNFA>true</ReferralNFA>"),
    ("<ReferralNFA>0</ReferralNFA>", "<ReferralNFA>1</ReferralNFA>"),
    ("<ReferralNFA>0</ReferralNFA>", "<Section47/><ReferralNFA>0</ReferralNFA>"),
    ("<AssessmentFactors>5A</AssessmentFactors>", ""),
    ("<AssessmentFactors>5A</AssessmentFactors>", "<AssessmentFactors>8A</AssessmentFactors>"),
    (
        "<AssessmentFactors>5A</AssessmentFactors>",
        "<AssessmentFactors>24A</AssessmentFactors><AssessmentFactors>18A</AssessmentFactors>",
    ),
    ("<Ethnicity>WBRI</Ethnicity>", "<Ethnicity>WBRX</Ethnicity>"),
    ("<Disability>LD</Disability>", "<Disability>ld</Disability>"),
    ("<LEA>999</LEA>", ""),
    ("<LEA>999</LEA>", "<LEA>9999</LEA>"),
    ("<SerialNo>001</SerialNo>", "<SerialNo>01</SerialNo>"),
    ("<DateTime>2026-05-01T09:00:00</DateTime>", "<DateTime>2026-05-01 09:00</DateTime>"),
    ("<DateTime>2026-05-01T09:00:00</DateTime>", "<DateTime>2026-05-01T09:00:00+01:00</DateTime>"),
    ("<Collection>CIN</Collection>", "<Collection>CLA</Collection>"),
    ("<ChildCharacteristics>", "<Unknown><Sex>F</Sex></Unknown><ChildCharacteristics>"),
];

/// What is done by path, so that plans and enquiries are there too.
const PATHS: &[&[&str]] = &[
    &[],
    &["CINdetails/ChildProtectionPlans/CPPstartDate = 2025-10-20"],
    &[
        "CINdetails/ChildProtectionPlans/CPPstartDate = 2025-10-20",
        "CINdetails/ChildProtectionPlans/InitialCategoryOfAbuse = NEG",
        "CINdetails/ChildProtectionPlans/LatestCategoryOfAbuse = MUL",
        "CINdetails/ChildProtectionPlans/NumberOfPreviousCPP = 0",
        "CINdetails/ChildProtectionPlans/Reviews/CPPreviewDate[1] = 2026-01-01",
        "CINdetails/ChildProtectionPlans/Reviews/CPPreviewDate[2] = 2026-02-01",
    ],
    &["CINdetails/Section47/S47ActualStartDate = 2025-10-20", "CINdetails/Section47/ICPCnotRequired = 1"],
    &[
        "CINdetails/CINPlanDates/CINPlanStartDate = 2025-10-20",
        "CINdetails/CINPlanDates[2]/CINPlanEndDate = 2025-12-20",
    ],
    &["-Header/Source", "Child[2]/ChildIdentifiers/LAchildID = W2"],
    &["-CINdetails"],
    &["-ChildCharacteristics"],
];

/// Whether the witness takes each text; nothing where there is no witness.
#[expect(clippy::print_stdout, reason = "whoever runs the tests must hear that there was no witness")]
pub fn witnessed(name: &str, texts: &[String]) -> Option<Vec<bool>> {
    let wanted = std::env::var_os("ALONGSIDE_XMLLINT").is_some();
    if !wanted && Command::new("xmllint").arg("--version").output().is_err() {
        println!("xmllint is not installed: there is no witness (apt-get install libxml2-utils)");
        return None;
    }
    let folder = std::env::temp_dir().join(format!("alongside-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cin/census.xsd");
    let paths: Vec<_> = (0..texts.len()).map(|number| folder.join(format!("{number}.xml"))).collect();
    for (path, text) in paths.iter().zip(texts) {
        std::fs::write(path, text).unwrap();
    }
    let mut witness = Command::new("xmllint");
    witness.args(["--noout", "--nonet", "--schema"]).arg(&schema).args(&paths);
    let said = String::from_utf8_lossy(&witness.output().unwrap().stderr).into_owned();
    std::fs::remove_dir_all(&folder).unwrap();
    let taken = |path: &std::path::PathBuf| {
        let takes = said.lines().any(|line| line == format!("{} validates", path.display()));
        assert!(takes || said.contains(&format!("{} fails to validate", path.display())), "{said}");
        takes
    };
    Some(paths.iter().map(taken).collect())
}

#[test]
fn what_the_schema_takes_the_witness_takes() {
    let (mut texts, mut cases) = (Vec::new(), Vec::new());
    for paths in PATHS {
        let whole = census(LATEST, paths).unwrap();
        for (from, to) in FAULTS {
            texts.push(if from.is_empty() { whole.clone() } else { whole.replacen(from, to, 1) });
            cases.push(format!("{paths:?} {from} -> {to}"));
        }
    }
    let Some(taken) = witnessed("witness", &texts) else { return };
    let (mut valid, mut differ) = (0, Vec::new());
    for ((text, what), theirs) in texts.iter().zip(&cases).zip(taken) {
        let report = check(text);
        let ours = report.schema_errors.is_empty() && report.unreadable.is_none();
        valid += usize::from(theirs);
        if ours != theirs {
            differ.push(format!("{what}: ours {ours}, witness {theirs}: {:?}", report.schema_errors.first()));
        }
    }
    assert!(differ.is_empty(), "{differ:#?}");
    assert!(valid > 40 && valid < cases.len() - 40, "{valid} of {} are valid", cases.len());
}
