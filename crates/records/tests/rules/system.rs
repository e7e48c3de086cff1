//! Every record of several children against one table of what may follow what, in both directions: no illegal step is taken,
//! and no legal one is refused. The table is data, written from the published state machine and not from the records
//! (`system/table.toml`), and names what that leaves open.

mod attempt;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use self::attempt::{READ, Records};
use self::table::{Line, Standing, TABLE, Table};

const CHILDREN: usize = 3;
/// Long enough for an assessment, enquiries and a plan one after the other, with other steps between.
const STEPS: usize = 220;
/// Walks of the tests that ask whether everything was tried.
const WALKS: usize = 80;

/// What is tried next: any step by anybody, or one that the table says changes something now.
#[derive(Debug, Clone, Copy)]
struct Throw {
    child: usize,
    anything: bool,
    number: u32,
}

fn throws() -> impl Strategy<Value = Vec<Throw>> {
    // Mostly one child, so that some walk goes far; mostly forward, because one that is refused leads nowhere.
    let child = prop_oneof![4 => Just(0_usize), 1 => 1..CHILDREN];
    let throw = (child, prop::bool::weighted(0.35), any::<u32>());
    prop::collection::vec(
        throw.prop_map(|(child, anything, number)| Throw { child, anything, number }),
        STEPS,
    )
}

/// Which step, by whom.
fn choose(standing: &Standing, throw: Throw) -> Option<(&'static str, &'static str)> {
    let people = || TABLE.people().iter().map(String::as_str);
    let all = TABLE.steps().into_iter().flat_map(|step| people().map(move |who| (step, who)));
    let tried = all.filter(|(step, who)| TABLE.is_tried(standing, throw.child, step, who));
    let moves = |step: &str, who: &str| {
        let line = TABLE.legal(standing, throw.child, step, who);
        line.is_some_and(|at| standing.moves(throw.child, &TABLE.steps.all[at]))
    };
    let chosen: Vec<_> = tried.filter(|(step, who)| throw.anything || moves(step, who)).collect();
    let steps: BTreeSet<&str> = chosen.iter().map(|(step, _)| *step).collect();
    // First the step, then the person: otherwise what anybody may do is tried most.
    let step = *steps.iter().nth(throw.number as usize % steps.len().max(1))?;
    let by: Vec<_> = chosen.into_iter().filter(|(each, _)| *each == step).collect();
    by.get((throw.number >> 16) as usize % by.len().max(1)).copied()
}

/// One step that was tried.
struct Tried {
    standing: Standing,
    child: usize,
    step: &'static str,
    who: &'static str,
    /// By which line of the table it was legal.
    line: Option<usize>,
    taken: bool,
}

/// Ways that need so much before them that chance seldom comes so far: what is tried for one child, each step by whom.
const FAR: [&[(&str, &str)]; 4] = [
    // Enquiries, a conference and a plan beside section 17, and its end at a review by the one who chairs.
    &[
        ("begin-section-17", "manager"),
        ("social-worker-leads", "manager"),
        ("convene", "manager"),
        ("discussion-enquire", "manager"),
        ("name-protection-lead", "manager"),
        ("see", "social-worker"),
        ("find-nothing", "social-worker"),
        ("send-back", "manager"),
        ("find-harm", "social-worker"),
        ("agree", "manager"),
        ("call", "social-worker"),
        ("name-chair", "manager"),
        ("hold-plan", "chair"),
        ("write-protection-plan", "social-worker"),
        ("call", "social-worker"),
        ("hold-no-plan", "chair"),
        ("end-by-review", "chair"),
    ],
    // A plan after a move, while nobody leads yet.
    &[
        ("moved-here", "manager"),
        ("call", "social-worker"),
        ("name-chair", "manager"),
        ("hold-plan", "chair"),
        ("name-protection-lead", "manager"),
        ("write-protection-plan", "social-worker"),
    ],
    // An assessment under section 17 to its end, and the end of help after it.
    &[
        ("begin-section-17", "manager"),
        ("social-worker-leads", "manager"),
        ("write-own", "social-worker"),
        ("write-family", "social-worker"),
        ("see-child", "social-worker"),
        ("factors", "social-worker"),
        ("services-needed", "social-worker"),
        ("agree-assessment", "supervisor"),
        ("end-section-17", "manager"),
    ],
    // Family help, in which each part of an assessment is once what is missing, and a family's no.
    &[
        ("begin-family-help", "school"),
        ("social-worker-leads", "school"),
        ("write-own", "social-worker"),
        ("write-family", "social-worker"),
        ("family-says-no", "school"),
        ("no-goes-on", "school"),
        ("end-family-help", "manager"),
        ("begin-family-help", "school"),
        ("social-worker-leads", "school"),
        ("write-own", "social-worker"),
        ("see-child", "school"),
        ("end-family-help", "manager"),
        ("begin-family-help", "school"),
        ("social-worker-leads", "school"),
        ("write-family", "social-worker"),
        ("see-child", "school"),
        ("write-own", "social-worker"),
        ("services-needed", "social-worker"),
    ],
];

/// A way that goes far, and before each step of it, what one guard alone forbids there: each guard is tried once.
fn with_forbidden(
    far: &[(&'static str, &'static str)],
    guards: &mut Vec<(String, Table)>,
) -> Vec<(&'static str, &'static str)> {
    let (mut standing, mut tried) = (Standing::of(CHILDREN), Vec::new());
    let steps = TABLE.steps();
    for (step, who) in far {
        guards.retain(|(name, without)| {
            let guarded = *steps.get(of_guard(name)).unwrap();
            let forbidden = TABLE.people().iter().find(|who| {
                TABLE.is_tried(&standing, 0, guarded, who)
                    && TABLE.legal(&standing, 0, guarded, who).is_none()
                    && without.legal(&standing, 0, guarded, who).is_some()
            });
            tried.extend(forbidden.map(|who| (guarded, who.as_str())));
            forbidden.is_none()
        });
        tried.push((*step, *who));
        let line = TABLE.legal(&standing, 0, step, who).unwrap_or_else(|| panic!("{step} by {who}"));
        standing = standing.after(0, &TABLE.steps.all[line]);
    }
    tried
}

/// Walks as it is thrown, and says what differs between the table and the records, if anything does.
fn walk(throws: &[Throw], tell: impl FnMut(Tried)) -> Result<(), String> {
    let chosen = |throw: &Throw, standing: &Standing| {
        choose(standing, *throw).map(|(step, who)| (throw.child, step, who))
    };
    walk_by(throws, chosen, tell)
}

/// The same, by whatever says what is tried next: for which child, which step, by whom.
fn walk_by<T>(
    nexts: &[T],
    chosen: impl Fn(&T, &Standing) -> Option<(usize, &'static str, &'static str)>,
    mut tell: impl FnMut(Tried),
) -> Result<(), String> {
    let (mut records, mut standing) = (Records::of(CHILDREN), Standing::of(CHILDREN));
    for next in nexts {
        let Some((child, step, who)) = chosen(next, &standing) else { continue };
        let line = TABLE.legal(&standing, child, step, who);
        let taken = records.attempt(child, step, who);
        if taken != line.is_some() {
            let of = &standing.children[child];
            return Err(format!("{step} by {who}: taken {taken}, legal {}, from {of:?}", line.is_some()));
        }
        let before = standing.clone();
        if let Some(at) = line {
            standing = standing.after(child, &TABLE.steps.all[at]);
        }
        tell(Tried { standing: before, child, step, who, line, taken });
        for other in 0..CHILDREN {
            let read = records.standing(other);
            let stands = standing.children[other]
                .union(&standing.shared)
                .filter(|fact| is_read(fact, &standing, other));
            let stands: BTreeSet<String> = stands.cloned().collect();
            if read != stands {
                return Err(format!(
                    "after {step} by {who} of {child}, of {other}: records {read:?}, table {stands:?}"
                ));
            }
        }
    }
    Ok(())
}

/// Whether a fact of the table can be read from the records. Who leads is read while help is open.
fn is_read(fact: &str, standing: &Standing, child: usize) -> bool {
    let help = ["eh", "need"].iter().any(|level| standing.children[child].contains(*level));
    READ.contains(&fact) && (help || !fact.starts_with("led:"))
}

proptest! {
    // A walk that fails is told as it is: shorter ones take long to find, and every step of it stands in the message.
    #![proptest_config(Config { cases: 60, max_shrink_iters: 0, ..Config::default() })]

    #[test]
    fn no_illegal_step_of_any_record_is_taken_and_no_legal_one_refused(throws in throws()) {
        let differs = walk(&throws, |_| ());
        prop_assert!(differs.is_ok(), "{}", differs.unwrap_err());
    }
}

/// The same walks each time, and those that go far.
fn same_walks() -> Vec<Tried> {
    let mut runner = TestRunner::deterministic();
    let (mut tried, mut differ) = (Vec::new(), BTreeSet::new());
    for _ in 0..WALKS {
        let throws = throws().new_tree(&mut runner).unwrap().current();
        differ.extend(walk(&throws, |each| tried.push(each)).err());
    }
    let mut guards = weaker();
    for far in FAR {
        let nexts = with_forbidden(far, &mut guards);
        differ
            .extend(walk_by(&nexts, |(step, who), _| Some((0, *step, *who)), |each| tried.push(each)).err());
    }
    assert!(differ.is_empty(), "{}", differ.into_iter().collect::<Vec<_>>().join("\n"));
    tried
}

/// A table in which a guard is left out differs from the records somewhere, and so would records in which it is left out.
#[test]
fn every_way_of_every_step_is_taken_every_step_is_refused_and_no_guard_can_be_left_out() {
    let tried = same_walks();
    let taken: BTreeSet<usize> = tried.iter().filter_map(|each| each.line).collect();
    let lines = TABLE.steps.all.iter().enumerate();
    let untaken: Vec<_> =
        lines.filter(|(at, _)| !taken.contains(at)).map(|(at, line)| (at, &line.step)).collect();
    assert!(untaken.is_empty(), "never taken: {untaken:?}");
    let refused: BTreeSet<&str> = tried.iter().filter(|each| !each.taken).map(|each| each.step).collect();
    let always = TABLE.steps().into_iter().filter(|step| !refused.contains(step));
    assert_eq!(always.collect::<Vec<_>>(), Vec::<&str>::new(), "never refused");
    let mut unseen = Vec::new();
    for (name, without) in weaker() {
        let differs = |each: &Tried| {
            without.legal(&each.standing, each.child, each.step, each.who).is_some() != each.taken
        };
        if !tried.iter().filter(|each| each.step == of_guard(&name)).any(differs) {
            unseen.push(name);
        }
    }
    assert_eq!(unseen, Vec::<String>::new(), "guards that nothing holds");
}

/// The facts of one kind of guard of a line.
type Guard = fn(&mut Line) -> &mut Vec<String>;

/// The step of a guard that is named.
fn of_guard(name: &str) -> &str {
    name.split(':').next().unwrap_or_default()
}

/// The table with one guard left out of every line of a step, each by its name. What is guarded only in some lines is left out
/// in those: where another line is wider, as it reads what the state machine leaves open, nothing is left out.
fn weaker() -> Vec<(String, Table)> {
    let mut found = BTreeMap::new();
    let guards: [(&str, Guard); 3] = [
        ("needs", |line| &mut line.needs),
        ("never", |line| &mut line.never),
        ("no_child", |line| &mut line.no_child),
    ];
    for line in &TABLE.steps.all {
        for (kind, guard) in guards {
            for fact in guard(&mut line.clone()).iter() {
                let step = &line.step;
                let of_step = || TABLE.steps.all.iter().filter(|each| each.step == *step);
                if !of_step().all(|each| guard(&mut each.clone()).contains(fact)) {
                    continue;
                }
                let mut without = TABLE.clone();
                for each in without.steps.all.iter_mut().filter(|each| each.step == *step) {
                    guard(each).retain(|each| each != fact);
                }
                found.insert(format!("{step}: {kind} {fact}"), without);
            }
        }
    }
    found.into_iter().collect()
}

#[test]
fn every_row_of_the_state_machine_is_tried_and_what_it_leaves_open_is_named() {
    let lines = &TABLE.steps.all;
    let rows: BTreeSet<String> =
        lines.iter().filter_map(|line| line.row).map(|row| row.to_string()).collect();
    assert_eq!(rows, TABLE.rows.keys().cloned().collect());
    let open: BTreeSet<String> = lines.iter().filter_map(|line| line.open.clone()).collect();
    assert_eq!(open, TABLE.open.keys().cloned().collect());
    for line in lines {
        assert!(line.row.is_some() || line.open.is_some(), "{}: by which row?", line.step);
        assert_eq!(line.by.is_some(), line.whoever.is_none(), "{}: by whom?", line.step);
    }
    // A slip of the pen would be a fact that never stands.
    let begun: BTreeSet<&String> = lines.iter().flat_map(|line| &line.begins).collect();
    let named = lines.iter().flat_map(|line| {
        [&line.needs, &line.any, &line.never, &line.no_child, &line.ends, &line.untried].into_iter().flatten()
    });
    let unknown: BTreeSet<&String> = named.filter(|fact| !begun.contains(fact)).collect();
    assert!(unknown.is_empty(), "nothing begins {unknown:?}");
}
