//! Rules of a child: what episodes and periods say beside one another.

use super::{EVER, OfChild};
use crate::naive::reading::{Child, Row, day};

const TEMPORARY: [&str; 5] = ["T0", "T1", "T2", "T3", "T4"];
const WORKERS: [i64; 2] = [2024, 2027];

/// Each episode with the one before it, where the two break a rule; the line is that of the later one.
fn after(child: &Child, wrong: fn(&Row, &Row) -> bool) -> Vec<(u16, u32)> {
    let pairs = child.of("Episodes").windows(2).filter(|pair| wrong(&pair[0], &pair[1]));
    pairs.map(|pair| (pair[1].file, pair[1].line)).collect()
}

/// The same; the line is that of the earlier one.
fn before(child: &Child, wrong: fn(&Row, &Row) -> bool) -> Vec<(u16, u32)> {
    let pairs = child.of("Episodes").windows(2).filter(|pair| wrong(&pair[0], &pair[1]));
    pairs.map(|pair| (pair[0].file, pair[0].line)).collect()
}

fn other_status(one: &Row, next: &Row) -> bool {
    one.s("LS") != next.s("LS")
}

fn other_home(one: &Row, next: &Row) -> bool {
    ["PLACE", "PLACE_PROVIDER", "PL_POST", "URN"].iter().any(|column| one.s(column) != next.s(column))
}

fn told(row: Option<&Row>) -> Vec<(u16, u32)> {
    row.map(|row| (row.file, row.line)).into_iter().collect()
}

/// Each period that begins while the one before it is open, in order of their beginning.
fn overlaps(child: &Child, file: &str, start: &str, end: &str) -> Vec<(u16, u32)> {
    let mut dated: Vec<&Row> = child.of(file).iter().filter(|row| row.has(start)).collect();
    dated.sort_by_key(|row| row.day(start));
    let open = dated.windows(2).filter(|pair| !pair[0].has(end) || pair[1].day(start) < pair[0].day(end));
    open.map(|pair| (pair[1].file, pair[1].line)).collect()
}

pub const OF_CHILD: &[OfChild] = &[
    OfChild("142", EVER, |child, _| before(child, |one, _| !one.has("DEC") || !one.has("REC"))),
    OfChild("225", EVER, |child, _| {
        before(child, |one, next| {
            let changed = one.s("REC") == "X1" && next.is("RNE", &["P", "B"]);
            let kept = one.is("PLACE", &TEMPORARY) || next.is("PLACE", &TEMPORARY);
            changed && !kept && !one.has("REASON_PLACE_CHANGE")
        })
    }),
    OfChild("302", EVER, |child, _| {
        let first = child.of("Episodes").first();
        told(first.filter(|row| row.has("DECOM") && row.day("DECOM") < day(child.header("DOB"))))
    }),
    OfChild("336", EVER, |child, _| {
        after(child, |one, next| {
            let adoption = ["A3", "A4", "A5", "A6"];
            let from = ["U1", "U2", "U3", "U4", "U5", "U6", "A2", "A3", "A4", "A5", "A6"];
            next.is("PLACE", &adoption) && !one.is("PLACE", &from)
        })
    }),
    OfChild("388", EVER, |child, _| told(child.of("Episodes").last().filter(|row| row.s("REC") == "X1"))),
    // Nothing but the day of birth is wrong, and it is wrong where it stands: in the header, if the row says none.
    OfChild("391", EVER, |child, facts| {
        let young = |row: &&Row| child.age(row, Some(facts.end)).is_some_and(|age| age < 17);
        let place = |row| if Row::has(row, "DOB") { Some(row) } else { child.of("Header").first() };
        child.of("OC3").iter().filter(young).flat_map(|row| told(place(row))).collect()
    }),
    OfChild("431", EVER, |child, _| {
        after(child, |one, next| {
            next.s("RNE") == "S" && one.has("DEC") && next.day("DECOM") <= one.day("DEC")
        })
    }),
    OfChild("432", EVER, |child, _| {
        after(child, |one, next| one.has("REC") && one.s("REC") != "X1" && next.s("RNE") != "S")
    }),
    OfChild("433", EVER, |child, _| {
        after(child, |one, next| {
            let dated = one.has("DEC") && next.has("DECOM");
            next.has("RNE") && next.s("RNE") != "S" && dated && one.day("DEC") != next.day("DECOM")
        })
    }),
    OfChild("434", EVER, |child, _| {
        after(child, |one, next| next.s("RNE") == "L" && (!other_status(one, next) || other_home(one, next)))
    }),
    OfChild("435", EVER, |child, _| {
        after(child, |one, next| {
            next.is("RNE", &["P", "T"]) && (other_status(one, next) || !other_home(one, next))
        })
    }),
    OfChild("436", EVER, |child, _| {
        after(child, |one, next| {
            next.is("RNE", &["B", "U"]) && !(other_status(one, next) && other_home(one, next))
        })
    }),
    OfChild("437", EVER, |child, _| before(child, |one, _| one.is("REC", &["E2", "E15"]))),
    OfChild("501", EVER, |child, _| {
        after(child, |one, next| one.has("DEC") && next.has("DECOM") && next.day("DECOM") < one.day("DEC"))
    }),
    OfChild("504", EVER, |child, _| {
        after(child, |one, next| next.has("RNE") && next.s("RNE") != "S" && one.s("CIN") != next.s("CIN"))
    }),
    OfChild("574", EVER, |child, _| overlaps(child, "Missing", "MIS_START", "MIS_END")),
    OfChild("705", [2027, 2027], |child, _| overlaps(child, "DoLo", "DOLO_START", "DOLO_END")),
    // One that has no end is another rule's.
    OfChild("SW10STG2", WORKERS, |child, _| {
        let mut dated: Vec<&Row> = child.of("SWEpisodes").iter().filter(|row| row.has("SW_DECOM")).collect();
        dated.sort_by_key(|row| row.day("SW_DECOM"));
        let early = dated
            .windows(2)
            .filter(|pair| pair[0].has("SW_DEC") && pair[1].day("SW_DECOM") < pair[0].day("SW_DEC"));
        early.map(|pair| (pair[1].file, pair[1].line)).collect()
    }),
];
