//! A new edition follows the one before: that one ends, and what the new one does not say anew is carried forward, so that
//! nothing stops being due only because nobody has written it out yet. A new version of a clock or a duty ends the one before.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::parts::Parts;
use crate::problem::Problem;
use crate::raw::RawClause;
use crate::spanned::Spanned;
use crate::vocabulary::Verified;

/// Fills in what follows from one edition, or version, coming after another.
pub(super) fn carry(parts: &mut Parts<'_>, broken: &BTreeSet<String>) -> Vec<Problem> {
    end(parts.clocks.iter_mut().map(|(_, raw)| (&raw.id, raw.in_force_from, &mut raw.in_force_to)));
    end(parts.duties.iter_mut().map(|(_, raw)| (&raw.id, raw.in_force_from, &mut raw.in_force_to)));
    let mut problems = Vec::new();
    let mut order: Vec<usize> =
        (0..parts.editions.len()).filter(|at| parts.editions[*at].1.follows.is_some()).collect();
    // What is carried from one edition to the next may be carried on.
    order.sort_by_key(|at| parts.editions[*at].1.in_force_from);
    for at in order {
        follow(parts, at, broken, &mut problems);
    }
    problems
}

/// Each version without a last day ends on the day before the next one begins.
fn end<'v>(versions: impl Iterator<Item = (&'v Spanned<String>, Option<Date>, &'v mut Option<Date>)>) {
    type FromAndTo<'v> = (Option<Date>, &'v mut Option<Date>);
    let mut by_id: BTreeMap<&str, Vec<FromAndTo<'_>>> = BTreeMap::new();
    for (id, from, to) in versions {
        by_id.entry(id.get_ref()).or_default().push((from, to));
    }
    for mut versions in by_id.into_values() {
        let begins: Vec<Date> = versions.iter().filter_map(|(from, _)| *from).collect();
        for (from, to) in &mut versions {
            let next = begins.iter().filter(|begin| from.is_none_or(|from| **begin > from)).min();
            if let (None, Some(next)) = (&to, next) {
                **to = next.yesterday().ok();
            }
        }
    }
}

fn follow(parts: &mut Parts<'_>, at: usize, broken: &BTreeSet<String>, problems: &mut Vec<Problem>) {
    let (source, new) = &parts.editions[at];
    let source = *source;
    let Some(follows) = new.follows.clone() else { return };
    let (new_id, new_short, from) = (new.id.get_ref().clone(), new.short.clone(), new.in_force_from);
    let drops = new.drops.clone();
    for dropped in &drops {
        let there = parts.clauses.iter().any(|(_, clause)| clause.id.get_ref() == dropped.get_ref());
        if !there && !broken.contains(dropped.get_ref()) {
            let known = parts.clauses.iter().map(|(_, clause)| clause.id.get_ref().as_str());
            let (span, name) = (dropped.span(), dropped.get_ref());
            problems.push(Problem::unknown(source, &span, "drops", "clause", name, known));
        }
    }
    let before = parts.editions.iter_mut().find(|(_, edition)| edition.id.get_ref() == follows.get_ref());
    let Some((_, before)) = before.filter(|(_, before)| before.id.get_ref() != &new_id) else {
        if !broken.contains(follows.get_ref()) {
            let known = parts.editions.iter().map(|(_, edition)| edition.id.get_ref().as_str());
            let (span, name) = (follows.span(), follows.get_ref());
            problems.push(Problem::unknown(source, &span, "follows", "edition", name, known));
        }
        return;
    };
    if before.in_force_to.is_none() && before.in_force_from < from {
        before.in_force_to = from.yesterday().ok();
    }
    let (before_id, before_short) = (before.id.get_ref().clone(), before.short.clone());
    let there: BTreeSet<String> =
        parts.clauses.iter().map(|(_, clause)| clause.id.get_ref().clone()).collect();
    let mut carried = Vec::new();
    let mut next: BTreeMap<String, String> = BTreeMap::new();
    for (_, clause) in parts.clauses.iter().filter(|(_, clause)| *clause.edition.get_ref() == before_id) {
        let id = clause.id.get_ref();
        let about = id.strip_prefix(&stem(&before_id)).and_then(|rest| rest.strip_prefix('-'));
        let ended = clause.in_force_to.is_some_and(|to| to < from);
        let is_dropped = drops.iter().any(|dropped| dropped.get_ref() == id);
        let Some(about) = about.filter(|_| !ended && !is_dropped) else { continue };
        let new_clause = format!("{}-{about}", stem(&new_id));
        next.insert(id.clone(), new_clause.clone());
        if !there.contains(&new_clause) && !broken.contains(&new_clause) {
            let id = Spanned::new(follows.span(), new_clause);
            let edition = Spanned::new(follows.span(), new_id.clone());
            carried.push((source, carried_forward(clause, id, edition, &before_short, &new_short)));
        }
    }
    parts.clauses.extend(carried);
    let clocks = parts.clocks.iter_mut().map(|(_, raw)| (raw.in_force_to, &mut raw.clauses));
    let duties = parts.duties.iter_mut().map(|(_, raw)| (raw.in_force_to, &mut raw.clauses));
    let checks = parts.checks.iter_mut().map(|(_, raw)| (raw.in_force_to, &mut raw.clauses));
    for (to, rests_on) in clocks.chain(duties).chain(checks) {
        if to.is_none_or(|to| to >= from) {
            rest(rests_on, &next);
        }
    }
}

/// Lets something that rests on a clause rest on the one that follows it too.
fn rest(rests_on: &mut Vec<Spanned<String>>, next: &BTreeMap<String, String>) {
    let more: Vec<Spanned<String>> = rests_on
        .iter()
        .filter_map(|clause| Some(Spanned::new(clause.span(), next.get(clause.get_ref())?.clone())))
        .filter(|new| !rests_on.iter().any(|known| known.get_ref() == new.get_ref()))
        .collect();
    rests_on.extend(more);
}

/// The clause as the new edition is taken to say it, until somebody reads it.
fn carried_forward(
    clause: &RawClause,
    id: Spanned<String>,
    edition: Spanned<String>,
    before: &str,
    new: &str,
) -> RawClause {
    RawClause {
        id,
        edition,
        place: clause.place.clone(),
        requires: clause.requires.clone(),
        in_force_from: None,
        in_force_to: None,
        commencement: clause.commencement,
        source: format!("Carried forward from {before}"),
        verified: Verified::Recalled,
        doubts: Some(format!("Whether {new} says the same, and where, was not read.")),
        basis_for_sharing: clause.basis_for_sharing,
        read_before: clause.read_before.clone(),
    }
}

/// How the identifiers of an edition's clauses begin: `WT2027` for `WT-2027`.
fn stem(edition: &str) -> String {
    edition.chars().filter(|letter| *letter != '-').collect()
}
