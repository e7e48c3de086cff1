//! Rules of each episode.

use super::{EVER, OfRow};
use crate::naive::reading::day;

const TEMPORARY: [&str; 5] = ["T0", "T1", "T2", "T3", "T4"];
const OTHER_PLACES: [&str; 5] = ["Z1", "Z11", "Z12", "Z13", "Z14"];
const SHORT: [&str; 2] = ["V3", "V4"];
const FOSTER: [&str; 6] = ["U1", "U2", "U3", "U4", "U5", "U6"];
const LEFT: &str = "E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E8 E9 E14 E15 E16 E17 X1";

fn among(text: &str, codes: &str) -> bool {
    !text.is_empty() && codes.split(' ').any(|code| code == text)
}

/// The placements of a year.
fn is_place(code: &str, year: i64) -> bool {
    let always = "A3 A4 A5 A6 K1 K2 P1 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6";
    let more = match year {
        2023 => "H5 P2 Z1",
        2024 => "H5 P2 Z1 K3",
        2025 => "Z1 K3",
        _ => "K3 Z11 Z12 Z13 Z14",
    };
    among(code, always) || among(code, more)
}

pub const OF_EPISODES: &[OfRow] = &[
    OfRow("141", "Episodes", EVER, |row, _, _| (!row.has("DECOM") || row.no_day("DECOM")).into()),
    OfRow("143", "Episodes", EVER, |row, _, _| (!row.is("RNE", &["S", "L", "P", "T", "B", "U"])).into()),
    OfRow("144", "Episodes", EVER, |row, _, _| {
        (!among(row.s("LS"), "C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3")).into()
    }),
    OfRow("145", "Episodes", EVER, |row, _, _| (!among(row.s("CIN"), "N1 N2 N3 N4 N5 N6 N7 N8")).into()),
    OfRow("146", "Episodes", EVER, |row, _, facts| (!is_place(row.s("PLACE"), facts.year)).into()),
    OfRow("147", "Episodes", EVER, |row, _, _| row.no_day("DEC").into()),
    OfRow("148", "Episodes", EVER, |row, _, _| (row.has("DEC") != row.has("REC")).into()),
    OfRow("149", "Episodes", EVER, |row, _, _| (row.has("REC") && !among(row.s("REC"), LEFT)).into()),
    OfRow("178", "Episodes", EVER, |row, _, _| {
        (row.has("PLACE_PROVIDER") && !among(row.s("PLACE_PROVIDER"), "PR0 PR1 PR2 PR3 PR4 PR5")).into()
    }),
    OfRow("1009", "Episodes", EVER, |row, _, _| {
        let known = "CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER";
        (row.has("REASON_PLACE_CHANGE") && !among(row.s("REASON_PLACE_CHANGE"), known)).into()
    }),
    OfRow("213", "Episodes", EVER, |row, _, _| {
        let place = row.is("PLACE", &TEMPORARY) || row.is("PLACE", &OTHER_PLACES);
        (place && row.has("PLACE_PROVIDER")).into()
    }),
    OfRow("214", "Episodes", EVER, |row, _, _| {
        (row.is("LS", &SHORT) && (row.has("PL_POST") || row.has("URN"))).into()
    }),
    OfRow("217", "Episodes", EVER, |row, _, _| {
        let since = row.day("DECOM") >= day("01/04/2015") && row.has("DECOM");
        (row.is("PLACE", &["A3", "A5"]) && !row.is("RNE", &["S", "T", "U"]) && since).into()
    }),
    OfRow("217t", "Episodes", [2024, 2024], |row, _, _| {
        (row.s("PLACE") == "P2" && row.has("DECOM") && row.day("DECOM") >= day("28/10/2023")).into()
    }),
    OfRow("226", "Episodes", EVER, |row, _, _| {
        (row.is("PLACE", &TEMPORARY) && row.has("REASON_PLACE_CHANGE")).into()
    }),
    OfRow("233", "Episodes", [2026, 2027], |row, _, _| {
        (!row.has("DEC") && row.has("REASON_PLACE_CHANGE")).into()
    }),
    OfRow("234", "Episodes", [2026, 2027], |row, child, _| {
        let young = child.age(row, row.day("DEC")).is_some_and(|age| age < 10);
        (row.s("REASON_PLACE_CHANGE") == "CUSTOD" && young).into()
    }),
    OfRow("242", "Episodes", [2026, 2027], |row, _, _| {
        (row.s("URN") == "XXXXXXX" && !row.is("PLACE", &["A3", "A4", "A5", "A6"])).into()
    }),
    OfRow("352", "Episodes", EVER, |row, child, _| {
        let grown = child.age(row, row.day("DECOM")).is_some_and(|age| age >= 18);
        (row.s("RNE") == "S" && grown).into()
    }),
    OfRow("353", "Episodes", EVER, |row, _, _| {
        row.day("DECOM").is_some_and(|began| Some(began) < day("14/10/1991")).into()
    }),
    OfRow("354", "Episodes", EVER, |row, _, facts| row.day("DECOM").is_some_and(|on| on > facts.end).into()),
    OfRow("355", "Episodes", EVER, |row, _, _| {
        (row.has("DEC") && row.day("DEC").is_some() && row.day("DEC") == row.day("DECOM")).into()
    }),
    OfRow("356", "Episodes", EVER, |row, _, _| row.before("DEC", "DECOM").into()),
    OfRow("358", "Episodes", EVER, |row, child, _| {
        let young = child.age(row, row.day("DECOM")).is_some_and(|age| age < 10);
        (row.is("LS", &["J1", "J2", "J3"]) && young).into()
    }),
    OfRow("366", "Episodes", EVER, |row, _, _| (row.s("LS") == "V3" && row.s("RNE") != "S").into()),
    OfRow("370", "Episodes", [2023, 2024], |row, child, _| {
        (row.s("PLACE") == "P2" && child.age(row, row.day("DECOM")).is_some_and(|age| age < 16)).into()
    }),
    OfRow("371", "Episodes", EVER, |row, child, _| {
        let young = child.age(row, row.day("DECOM")).is_some_and(|age| age < 16);
        (row.is("PLACE", &["H5", "K3"]) && young).into()
    }),
    OfRow("372", "Episodes", EVER, |row, child, _| {
        (row.s("PLACE") == "R5" && child.age(row, row.day("DECOM")).is_some_and(|age| age < 10)).into()
    }),
    OfRow("373", "Episodes", EVER, |row, child, _| {
        (row.s("PLACE") == "S1" && child.age(row, row.day("DECOM")).is_some_and(|age| age < 4)).into()
    }),
    OfRow("374", "Episodes", EVER, |row, child, _| {
        (row.s("PLACE") == "P3" && child.age(row, row.day("DECOM")).is_some_and(|age| age < 14)).into()
    }),
    OfRow("378", "Episodes", EVER, |row, _, _| (row.s("PLACE") == "P1" && row.s("LS") == "V2").into()),
    OfRow("380", "Episodes", EVER, |row, _, _| (row.s("RNE") == "S" && row.is("PLACE", &TEMPORARY)).into()),
    OfRow("381", "Episodes", EVER, |row, _, _| {
        (row.has("REC") && row.s("REC") != "X1" && row.is("PLACE", &TEMPORARY)).into()
    }),
    OfRow("382", "Episodes", EVER, |row, _, _| (row.is("LS", &SHORT) && row.is("PLACE", &TEMPORARY)).into()),
    OfRow("384", "Episodes", EVER, |row, _, _| {
        (row.is("LS", &SHORT) && row.is("PLACE", &["U1", "U4"])).into()
    }),
    OfRow("385", "Episodes", EVER, |row, _, facts| row.day("DEC").is_some_and(|on| on > facts.end).into()),
    OfRow("386", "Episodes", EVER, |row, child, _| {
        let grown = child.age(row, row.day("DEC")).is_some_and(|age| age >= 18);
        (row.is("REC", &["E11", "E12"]) && grown).into()
    }),
    OfRow("387", "Episodes", EVER, |row, child, _| {
        let young = child.age(row, row.day("DEC")).is_some_and(|age| age < 14);
        (row.is("REC", &["E5", "E6"]) && young).into()
    }),
    OfRow("389", "Episodes", EVER, |row, child, _| {
        (row.s("REC") == "E7" && child.age(row, row.day("DEC")).is_some_and(|age| age < 16)).into()
    }),
    OfRow("390", "Episodes", EVER, |row, _, _| {
        (row.is("REC", &["E11", "E12"]) && !row.is("PLACE", &["A3", "A4", "A5", "A6"])).into()
    }),
    OfRow("392b", "Episodes", EVER, |row, child, _| {
        let known = row.has("HOME_POST") && row.has("PL_POST");
        (!row.is("LS", &SHORT) && !known && !child.is_in("UASC")).into()
    }),
    OfRow("392d", "Episodes", EVER, |row, _, _| {
        let plain = |column: &str| row.s(column).split(' ').collect::<String>();
        (row.has("HOME_POST") && plain("HOME_POST") == plain("PL_POST") && row.s("PLACE") != "P1").into()
    }),
    OfRow("398", "Episodes", EVER, |row, _, _| {
        (row.is("LS", &SHORT) && row.any(&["HOME_POST", "PL_POST"])).into()
    }),
    OfRow("407", "Episodes", EVER, |row, child, _| {
        let grown = child.age(row, row.day("DEC")).is_some_and(|age| age >= 18);
        (row.is("REC", &["E45", "E46", "E47", "E48"]) && grown).into()
    }),
    OfRow("408", "Episodes", EVER, |row, _, _| {
        (row.is("PLACE", &["A5", "A6"]) && row.s("LS") != "E1").into()
    }),
    OfRow("446", "Episodes", EVER, |row, _, _| {
        (row.s("LS") == "E1" && row.day("DECOM").is_some_and(|on| Some(on) < day("01/12/2005"))).into()
    }),
    OfRow("460", "Episodes", EVER, |row, child, _| {
        (row.s("REC") == "E17" && child.age(row, row.day("DEC")).is_some_and(|age| age < 18)).into()
    }),
    OfRow("516", "Episodes", EVER, |row, _, _| {
        (row.is("REC", &["E45", "E46"]) && !row.is("PLACE", &FOSTER)).into()
    }),
    OfRow("526", "Episodes", EVER, |row, _, _| {
        let needs = row.has("PLACE") && !row.is("PLACE", &TEMPORARY) && !row.is("PLACE", &OTHER_PLACES);
        (needs && !row.has("PLACE_PROVIDER") && !row.is("LS", &SHORT)).into()
    }),
    OfRow("527", "Episodes", EVER, |row, _, _| {
        (row.s("PLACE_PROVIDER") == "PR1" && row.is("PLACE", &["P1", "R2", "R5"])).into()
    }),
    OfRow("528", "Episodes", EVER, |row, _, _| {
        (row.s("PLACE_PROVIDER") == "PR2" && row.is("PLACE", &["P1", "R2", "R5"])).into()
    }),
    OfRow("529", "Episodes", EVER, |row, _, _| {
        let never = ["P1", "A3", "A4", "A5", "A6", "K1", "K2"];
        (row.s("PLACE_PROVIDER") == "PR3" && (row.is("PLACE", &never) || row.is("PLACE", &FOSTER))).into()
    }),
    OfRow("530", "Episodes", EVER, |row, _, _| {
        (row.s("PLACE_PROVIDER") == "PR4" && row.s("PLACE") == "P1").into()
    }),
    OfRow("531", "Episodes", EVER, |row, _, _| {
        (row.s("PLACE_PROVIDER") == "PR5" && row.s("PLACE") == "P1").into()
    }),
    OfRow("550", "Episodes", EVER, |row, _, _| {
        (row.s("PLACE_PROVIDER") == "PR0" && row.s("PLACE") != "P1").into()
    }),
    OfRow("INT03", "Episodes", EVER, |_, child, _| (!child.is_in("Header")).into()),
];
