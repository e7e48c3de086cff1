//! Rules of each row of the other files.

use super::{EVER, OfRow, whole_year};
use crate::naive::reading::{Child, Row, day};

const OC2: [&str; 8] = [
    "CONVICTED",
    "HEALTH_CHECK",
    "IMMUNISATIONS",
    "TEETH_CHECK",
    "HEALTH_ASSESSMENT",
    "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
];
const HEALTH: [&str; 4] = ["IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE"];
const SDQ: [&str; 2] = ["SDQ_SCORE", "SDQ_REASON"];
const AD1: [&str; 6] = ["DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"];
const OC3: [&str; 3] = ["IN_TOUCH", "ACTIV", "ACCOM"];
const TWO: [&str; 3] = ["MM", "FF", "MF"];
/// From the year in which orders depriving of liberty came, and social workers.
const ORDERS: [i64; 2] = [2027, 2027];
const WORKERS: [i64; 2] = [2024, 2027];

/// The text is there, and none of the codes.
fn strange(row: &Row, column: &str, codes: &str) -> usize {
    let known = codes.split(' ').any(|code| code == row.s(column));
    (row.has(column) && !known).into()
}

fn missing(row: &Row, column: &str, codes: &str) -> usize {
    usize::from(!row.has(column)) + strange(row, column, codes)
}

fn nowhere(_: &Row, child: &Child, _: &super::Facts) -> usize {
    (!child.is_in("Header")).into()
}

/// The day of birth is another than the header's.
fn other_birth(row: &Row, child: &Child, _: &super::Facts) -> usize {
    (row.has("DOB") && child.is_in("Header") && row.s("DOB") != child.header("DOB")).into()
}

/// A row that is not the child's first in its file.
fn again(row: &Row, child: &Child, file: &str) -> usize {
    child.of(file).first().is_some_and(|first| first.line != row.line).into()
}

/// The day lies before the child's birth.
fn unborn(row: &Row, child: &Child, column: &str) -> usize {
    matches!((row.day(column), day(child.born(row))), (Some(on), Some(born)) if on < born).into()
}

fn sex(year: i64) -> &'static str {
    if year < 2025 { "1 2" } else { "M F U" }
}

fn age_at(row: &Row, child: &Child, on: i64) -> Option<i64> {
    child.age(row, Some(on))
}

pub const OF_OTHERS: &[OfRow] = &[
    OfRow("101", "Header", EVER, |row, _, facts| missing(row, "SEX", sex(facts.year))),
    OfRow("102", "Header", EVER, |row, _, _| row.day("DOB").is_none().into()),
    OfRow("103", "Header", EVER, |row, _, _| {
        missing(
            row,
            "ETHNIC",
            "WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH REFU NOBT",
        )
    }),
    OfRow("165", "Header", EVER, |row, _, _| strange(row, "MOTHER", "0 1")),
    OfRow("171", "Header", EVER, |row, _, _| row.no_day("MC_DOB").into()),
    OfRow("174", "Header", EVER, |row, _, _| (row.has("MC_DOB") && row.is("SEX", &["1", "M"])).into()),
    OfRow("187", "Header", EVER, |_, child, facts| (child.is_in("OC3") && whole_year(child, facts)).into()),
    OfRow("209", "Header", EVER, |row, child, facts| {
        (row.s("UPN") == "UN1" && age_at(row, child, facts.start).is_some_and(|age| age >= 5)).into()
    }),
    OfRow("232", "Header", [2025, 2027], |row, _, _| (row.s("SEX") == "U").into()),
    OfRow("301", "Header", EVER, |row, _, facts| row.day("DOB").is_some_and(|born| born > facts.end).into()),
    OfRow("351", "Header", EVER, |row, child, facts| {
        age_at(row, child, facts.start).is_some_and(|age| age > 25).into()
    }),
    OfRow("393", "Header", EVER, |row, child, _| {
        (row.is("SEX", &["2", "F"]) && !row.has("MOTHER") && child.is_in("Episodes")).into()
    }),
    OfRow("442", "Header", EVER, |row, child, _| (!row.has("UPN") && child.is_in("Episodes")).into()),
    OfRow("611", "Header", EVER, |row, _, _| (row.s("MOTHER") == "1" && !row.has("MC_DOB")).into()),
    OfRow("612", "Header", EVER, |row, _, _| (row.has("MC_DOB") && row.s("MOTHER") != "1").into()),
    OfRow("620", "Header", EVER, |row, child, facts| {
        (row.s("MOTHER") == "1" && age_at(row, child, facts.end).is_some_and(|age| age < 11)).into()
    }),
    OfRow("621", "Header", EVER, |row, _, _| row.before("MC_DOB", "DOB").into()),
    OfRow("625", "Header", EVER, |row, _, facts| row.day("MC_DOB").is_some_and(|on| on > facts.end).into()),
    OfRow("628", "Header", EVER, |row, child, _| {
        (row.has("MOTHER") && child.is_in("OC3") && !child.is_in("Episodes")).into()
    }),
    OfRow("INT32", "Header", EVER, |row, child, _| again(row, child, "Header")),
    OfRow("166", "Reviews", EVER, |row, _, _| row.day("REVIEW").is_none().into()),
    OfRow("167", "Reviews", EVER, |row, _, _| missing(row, "REVIEW_CODE", "PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7")),
    OfRow("440", "Reviews", EVER, |row, child, _| {
        let older = child.age(row, row.day("REVIEW")).is_some_and(|age| age >= 4);
        (row.s("REVIEW_CODE") == "PN0" && older).into()
    }),
    OfRow("441", "Reviews", EVER, |row, child, _| {
        let spoke = row.is("REVIEW_CODE", &["PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"]);
        (spoke && child.age(row, row.day("REVIEW")).is_some_and(|age| age < 4)).into()
    }),
    OfRow("INT08", "Reviews", EVER, nowhere),
    OfRow("INT17", "Reviews", EVER, other_birth),
    OfRow("104", "UASC", EVER, |row, _, _| row.no_day("DUC").into()),
    OfRow("304", "UASC", EVER, |row, child, _| {
        // On the day after the eighteenth birthday the child was eighteen on the day before.
        child.age(row, row.day("DUC").map(|on| on - 1)).is_some_and(|age| age >= 18).into()
    }),
    OfRow("INT09", "UASC", EVER, nowhere),
    OfRow("INT18", "UASC", EVER, other_birth),
    OfRow("INT21", "UASC", EVER, |row, child, _| {
        (row.has("SEX") && child.is_in("Header") && row.s("SEX") != child.header("SEX")).into()
    }),
    OfRow("INT36", "UASC", EVER, |row, child, _| again(row, child, "UASC")),
    OfRow("157", "OC2", EVER, |row, child, facts| {
        let from = age_at(row, child, facts.start).is_some_and(|age| age >= 4);
        let until = age_at(row, child, facts.end).is_some_and(|age| age <= 16);
        (row.s("SDQ_REASON") == "SDQ1" && from && until).into()
    }),
    OfRow("158", "OC2", EVER, |row, _, _| {
        (row.s("INTERVENTION_RECEIVED") == "1" && row.has("INTERVENTION_OFFERED")).into()
    }),
    OfRow("159", "OC2", EVER, |row, _, _| {
        let refused = row.s("SUBSTANCE_MISUSE") == "1" && row.s("INTERVENTION_RECEIVED") == "0";
        (refused && !row.has("INTERVENTION_OFFERED")).into()
    }),
    OfRow("180", "OC2", EVER, |row, _, _| {
        let score = row.s("SDQ_SCORE").parse::<u32>();
        (row.has("SDQ_SCORE") && score.is_ok_and(|score| score > 40)
            || row.has("SDQ_SCORE") && row.s("SDQ_SCORE").parse::<u32>().is_err())
        .into()
    }),
    OfRow("181", "OC2", EVER, |row, _, _| OC2.iter().map(|column| strange(row, column, "0 1")).sum()),
    OfRow("182", "OC2", EVER, |row, _, _| (row.any(&OC2) && !row.all(&HEALTH)).into()),
    OfRow("185", "OC2", EVER, |row, child, facts| (row.has("SDQ_SCORE") && !whole_year(child, facts)).into()),
    OfRow("186", "OC2", EVER, |row, child, facts| {
        let from = age_at(row, child, facts.start).is_some_and(|age| age >= 4);
        let until = age_at(row, child, facts.end).is_some_and(|age| age < 17);
        (!row.has("SDQ_SCORE") && from && until && whole_year(child, facts)).into()
    }),
    OfRow("188", "OC2", EVER, |row, child, facts| {
        (row.any(&SDQ) && age_at(row, child, facts.end).is_some_and(|age| age < 4)).into()
    }),
    OfRow("189", "OC2", EVER, |row, child, facts| {
        (row.any(&SDQ) && age_at(row, child, facts.start).is_some_and(|age| age >= 17)).into()
    }),
    OfRow("190", "OC2", EVER, |row, child, facts| (row.any(&OC2) && !whole_year(child, facts)).into()),
    OfRow("191", "OC2", EVER, |row, child, facts| (!row.all(&HEALTH) && whole_year(child, facts)).into()),
    OfRow("192", "OC2", EVER, |row, _, _| {
        (row.s("SUBSTANCE_MISUSE") == "1" && !row.has("INTERVENTION_RECEIVED")).into()
    }),
    OfRow("193", "OC2", EVER, |row, _, _| {
        let told = row.any(&["INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"]);
        (row.s("SUBSTANCE_MISUSE") != "1" && told).into()
    }),
    OfRow("196", "OC2", EVER, |row, _, _| strange(row, "SDQ_REASON", "SDQ1 SDQ2 SDQ3 SDQ4 SDQ5")),
    OfRow("197B", "OC2", EVER, |row, child, facts| {
        let of_age = matches!(age_at(row, child, facts.end), Some(4 | 17));
        (!row.any(&SDQ) && of_age && whole_year(child, facts)).into()
    }),
    OfRow("197a", "OC2", EVER, |row, _, _| row.all(&SDQ).into()),
    OfRow("198", "OC2", EVER, |row, child, facts| {
        (row.has("SDQ_REASON") && !whole_year(child, facts)).into()
    }),
    OfRow("215", "OC2", EVER, |row, child, _| (row.any(&OC2) && child.is_in("OC3")).into()),
    OfRow("542", "OC2", EVER, |row, child, facts| {
        (row.has("CONVICTED") && age_at(row, child, facts.end).is_some_and(|age| age < 10)).into()
    }),
    OfRow("543", "OC2", EVER, |row, child, facts| {
        let of_age = age_at(row, child, facts.end).is_some_and(|age| age >= 10);
        (!row.has("CONVICTED") && of_age && whole_year(child, facts)).into()
    }),
    OfRow("544", "OC2", EVER, |row, _, _| (row.has("CONVICTED") && !row.all(&HEALTH)).into()),
    OfRow("545", "OC2", EVER, |row, child, facts| {
        let of_age = age_at(row, child, facts.end).is_some_and(|age| age < 5);
        (!row.has("HEALTH_CHECK") && of_age && whole_year(child, facts)).into()
    }),
    OfRow("546", "OC2", EVER, |row, child, facts| {
        (row.has("HEALTH_CHECK") && age_at(row, child, facts.end).is_some_and(|age| age >= 5)).into()
    }),
    OfRow("547", "OC2", EVER, |row, _, _| (row.has("HEALTH_CHECK") && !row.all(&HEALTH)).into()),
    OfRow("INT05", "OC2", EVER, nowhere),
    OfRow("INT14", "OC2", EVER, other_birth),
    OfRow("INT33", "OC2", EVER, |row, child, _| again(row, child, "OC2")),
    OfRow("131", "OC3", EVER, |row, _, _| strange(row, "IN_TOUCH", "YES NO DIED REFU NREQ RHOM")),
    OfRow("132", "OC3", EVER, |row, _, _| strange(row, "ACTIV", "F1 P1 F2 P2 F4 P4 F5 P5 G4 G5 G6 0")),
    OfRow("133", "OC3", EVER, |row, _, _| {
        let home = row.s("ACCOM");
        let letter = home.len() == 2 && "BCDEGHKRSTUVWXYZ".contains(&home[..1]) && "12".contains(&home[1..]);
        (!home.is_empty() && home != "0" && !letter).into()
    }),
    OfRow("134", "OC3", EVER, |row, child, _| (row.any(&OC3) && child.is_in("AD1")).into()),
    OfRow("153", "OC3", EVER, |row, _, _| (row.any(&OC3) && !row.all(&OC3)).into()),
    OfRow("344", "OC3", EVER, |row, _, _| {
        (row.is("IN_TOUCH", &["DIED", "RHOM"]) && row.any(&["ACTIV", "ACCOM"])).into()
    }),
    OfRow("345", "OC3", EVER, |row, _, _| (row.s("IN_TOUCH") == "YES" && row.s("ACTIV") == "0").into()),
    OfRow("1014", "OC3", EVER, |_, child, _| (child.is_in("UASC") && !child.is_in("Episodes")).into()),
    OfRow("3001", "OC3", EVER, |row, child, facts| {
        (row.is("ACCOM", &["Z1", "Z2"]) && age_at(row, child, facts.end) == Some(17)).into()
    }),
    OfRow("INT06", "OC3", EVER, nowhere),
    OfRow("INT15", "OC3", EVER, other_birth),
    OfRow("INT34", "OC3", EVER, |row, child, _| again(row, child, "OC3")),
    OfRow("112", "AD1", EVER, |row, _, _| row.no_day("DATE_INT").into()),
    OfRow("113", "AD1", EVER, |row, _, _| row.no_day("DATE_MATCH").into()),
    OfRow("114", "AD1", EVER, |row, _, _| strange(row, "FOSTER_CARE", "0 1")),
    OfRow("151", "AD1", EVER, |row, _, _| (row.any(&AD1) && !row.all(&AD1)).into()),
    OfRow("175", "AD1", EVER, |row, _, _| strange(row, "NB_ADOPTR", "1 2")),
    OfRow("176", "AD1", EVER, |row, _, _| strange(row, "SEX_ADOPTR", "M1 F1 MM FF MF")),
    OfRow("177", "AD1", EVER, |row, _, _| strange(row, "LS_ADOPTR", "L0 L11 L12 L2 L3 L4")),
    OfRow("333", "AD1", EVER, |row, _, _| row.before("DATE_MATCH", "DATE_INT").into()),
    OfRow("511", "AD1", EVER, |row, _, _| (row.s("NB_ADOPTR") == "2" && !row.is("SEX_ADOPTR", &TWO)).into()),
    OfRow("514", "AD1", EVER, |row, _, _| (row.s("LS_ADOPTR") == "L0" && row.is("SEX_ADOPTR", &TWO)).into()),
    OfRow("517", "AD1", EVER, |row, _, _| (row.s("LS_ADOPTR") == "L3" && row.s("SEX_ADOPTR") != "MF").into()),
    OfRow("518", "AD1", EVER, |row, _, _| {
        (row.s("LS_ADOPTR") == "L4" && !row.is("SEX_ADOPTR", &["MM", "FF"])).into()
    }),
    OfRow("519", "AD1", EVER, |row, _, _| (row.s("LS_ADOPTR") == "L2" && !row.is("SEX_ADOPTR", &TWO)).into()),
    OfRow("520", "AD1", EVER, |row, _, _| {
        (row.s("LS_ADOPTR") == "L11" && row.s("SEX_ADOPTR") != "MF").into()
    }),
    OfRow("524", "AD1", EVER, |row, _, _| {
        (row.s("LS_ADOPTR") == "L12" && !row.is("SEX_ADOPTR", &["MM", "FF"])).into()
    }),
    OfRow("INT01", "AD1", EVER, nowhere),
    OfRow("INT11", "AD1", EVER, other_birth),
    OfRow("INT31", "AD1", EVER, |row, child, _| again(row, child, "AD1")),
    OfRow("115", "PlacedAdoption", EVER, |row, _, _| row.no_day("DATE_PLACED").into()),
    OfRow("116", "PlacedAdoption", EVER, |row, _, _| row.no_day("DATE_PLACED_CEASED").into()),
    OfRow("119", "PlacedAdoption", EVER, |row, _, _| {
        (row.has("DATE_PLACED_CEASED") != row.has("REASON_PLACED_CEASED")).into()
    }),
    OfRow("120", "PlacedAdoption", EVER, |row, _, _| strange(row, "REASON_PLACED_CEASED", "RD1 RD2 RD3 RD4")),
    OfRow("184", "PlacedAdoption", EVER, |row, child, _| unborn(row, child, "DATE_PLACED")),
    OfRow("522", "PlacedAdoption", EVER, |row, _, _| row.before("DATE_PLACED_CEASED", "DATE_PLACED").into()),
    OfRow("525", "PlacedAdoption", EVER, |row, child, _| {
        (row.has("DATE_PLACED_CEASED") && child.is_in("AD1")).into()
    }),
    OfRow("563", "PlacedAdoption", EVER, |row, _, _| {
        (row.any(&["DATE_PLACED_CEASED", "REASON_PLACED_CEASED"]) && !row.has("DATE_PLACED")).into()
    }),
    OfRow("INT02", "PlacedAdoption", EVER, nowhere),
    OfRow("INT12", "PlacedAdoption", EVER, other_birth),
    OfRow("631", "PrevPerm", EVER, |row, _, _| strange(row, "PREV_PERM", "P1 P2 P3 P4 Z1")),
    OfRow("635", "PrevPerm", EVER, |row, _, _| {
        (row.s("PREV_PERM") == "Z1" && row.any(&["LA_PERM", "DATE_PERM"])).into()
    }),
    OfRow("INT07", "PrevPerm", EVER, nowhere),
    OfRow("INT16", "PrevPerm", EVER, other_birth),
    OfRow("INT35", "PrevPerm", EVER, |row, child, _| again(row, child, "PrevPerm")),
    OfRow("1004", "Missing", EVER, |row, _, _| row.no_day("MIS_START").into()),
    OfRow("1005", "Missing", EVER, |row, _, _| row.no_day("MIS_END").into()),
    OfRow("1006", "Missing", EVER, |row, _, _| strange(row, "MISSING", "M A")),
    OfRow("564", "Missing", EVER, |row, _, _| {
        (row.is("MISSING", &["M", "A"]) && !row.has("MIS_START")).into()
    }),
    OfRow("565", "Missing", EVER, |row, _, _| (row.has("MIS_START") && !row.has("MISSING")).into()),
    OfRow("566", "Missing", EVER, |row, _, _| (row.has("MIS_END") && !row.has("MISSING")).into()),
    OfRow("567", "Missing", EVER, |row, _, _| row.before("MIS_END", "MIS_START").into()),
    OfRow("570", "Missing", EVER, |row, _, facts| {
        row.day("MIS_START").is_some_and(|on| on > facts.end).into()
    }),
    OfRow("571", "Missing", EVER, |row, _, facts| {
        row.day("MIS_END").is_some_and(|on| on < facts.start || on > facts.end).into()
    }),
    OfRow("586", "Missing", EVER, |row, child, _| unborn(row, child, "MIS_START")),
    OfRow("INT04", "Missing", EVER, nowhere),
    OfRow("INT13", "Missing", EVER, other_birth),
    OfRow("700", "DoLo", ORDERS, |row, _, _| row.no_day("DOLO_START").into()),
    OfRow("701", "DoLo", ORDERS, |row, _, _| row.no_day("DOLO_END").into()),
    OfRow("702", "DoLo", ORDERS, |row, _, _| row.before("DOLO_END", "DOLO_START").into()),
    OfRow("703", "DoLo", ORDERS, |row, _, facts| {
        row.day("DOLO_START").is_some_and(|on| on > facts.end).into()
    }),
    OfRow("704", "DoLo", ORDERS, |row, _, facts| {
        row.day("DOLO_END").is_some_and(|on| on < facts.start || on > facts.end).into()
    }),
    OfRow("708", "DoLo", ORDERS, |row, child, _| unborn(row, child, "DOLO_START")),
    OfRow("SW02STG1", "SWEpisodes", WORKERS, |row, _, _| {
        let known = row.s("SW_ID").starts_with("SW") || row.s("SW_ID").starts_with("XX");
        (row.has("SW_ID") && !known).into()
    }),
    OfRow("SW04STG1", "SWEpisodes", WORKERS, |row, _, _| row.no_day("SW_DECOM").into()),
    OfRow("SW05STG1", "SWEpisodes", WORKERS, |row, _, _| row.no_day("SW_DEC").into()),
    OfRow("SW09STG2", "SWEpisodes", WORKERS, |row, _, _| {
        (row.day("SW_DEC").is_some() && row.day("SW_DEC") == row.day("SW_DECOM")).into()
    }),
    OfRow("SW13STG1", "SWEpisodes", WORKERS, |row, _, _| {
        strange(row, "SW_REASON", "MANAGE FCONTA LEFTRL ORGRST TSPROC ABSENC CHCHAN PCCHAN SWDIED OTHERS")
    }),
    OfRow("SW18STG2", "SWEpisodes", [2026, 2027], |row, _, _| row.before("SW_DEC", "SW_DECOM").into()),
];
