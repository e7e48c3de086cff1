//! Legal and illegal steps in any order, against a small table of what may follow what: no illegal one is taken, no legal one
//! refused.

use proptest::prelude::*;
use records::protection::{NameChair, NameLead};

use crate::protecting::{CALL, CONCLUDE, CORE, END, LINES, NO_PLAN, NOTHING, PLAN, VISIT, minutes, step};
use crate::scene::{CHAIR, FRONT_DOOR, FRONT_DOOR_MANAGER, SOCIAL_WORKER, Scene, person};

/// A conference that was called.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Called {
    Initial,
    Review,
    Moved,
}

/// The table: what is open, each apart from the others.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that may be open apart from the others")]
struct Table {
    discussion: bool,
    enquiry: bool,
    led: bool,
    chaired: bool,
    seen: bool,
    /// What waits for a manager: whether it asks for a conference.
    proposed: Option<bool>,
    /// Enquiries found that a conference is needed, and none was held since.
    needed: bool,
    /// A child with a plan moved here, and no conference about that was held.
    moved: bool,
    called: Option<Called>,
    plan: bool,
    /// A review decided that the plan is not needed any more.
    ends: bool,
}

impl Table {
    fn next(&self) -> Option<Called> {
        match (self.called, self.plan) {
            (Some(_), _) => None,
            (None, true) => (!self.ends).then_some(Called::Review),
            (None, false) if self.moved => Some(Called::Moved),
            (None, false) => self.needed.then_some(Called::Initial),
        }
    }

    /// Whether a move is legal; if it is, it is made.
    fn make(&mut self, move_: usize) -> bool {
        match move_ {
            0 => !std::mem::replace(&mut self.discussion, true),
            1 => {
                let legal = std::mem::take(&mut self.discussion);
                if legal && !self.enquiry {
                    (self.enquiry, self.seen, self.proposed) = (true, false, None);
                }
                legal
            }
            2 => std::mem::take(&mut self.discussion),
            3 => {
                let legal = self.enquiry || self.plan || self.next().is_some() || self.called.is_some();
                self.led |= legal;
                legal
            }
            4 => {
                let legal = self.next().is_some() || self.called.is_some() || self.plan;
                self.chaired |= legal;
                legal
            }
            5 => {
                let legal = self.enquiry && self.led;
                self.seen |= legal;
                legal
            }
            6 | 7 => {
                let legal = self.enquiry && self.led && self.seen && self.proposed.is_none();
                if legal {
                    self.proposed = Some(move_ == 6);
                }
                legal
            }
            8 => {
                let Some(conference) = self.proposed.take() else { return false };
                self.enquiry = false;
                self.needed |= conference;
                true
            }
            9 => self.proposed.take().is_some(),
            10 => {
                let legal = !self.plan && !self.moved;
                self.moved |= legal;
                legal
            }
            11 => {
                let next = self.next();
                self.called = self.called.or(next);
                next.is_some()
            }
            12 | 13 => {
                let Some(called) = self.called.filter(|_| self.chaired) else { return false };
                self.called = None;
                self.needed = false;
                if called == Called::Moved {
                    self.moved = false;
                }
                match (called, move_ == 12) {
                    (Called::Review, plan) => self.ends = !plan,
                    (_, plan) => self.plan = plan,
                }
                true
            }
            14 => self.plan && self.led,
            15 | 16 => self.plan,
            17 | 18 => {
                let legal = self.plan && (move_ == 18 || self.ends);
                if legal {
                    (self.plan, self.ends) = (false, false);
                    self.called = self.called.filter(|called| *called != Called::Review);
                }
                legal
            }
            _ => unreachable!("no such move"),
        }
    }
}

const MOVES: usize = 19;

/// Tries the same move on the record.
fn attempt(scene: &mut Scene, move_: usize) -> bool {
    let support = [("discussion-decided", "support"), ("discussion-why", "Help is enough")];
    let back = [("authorise", "send-back"), ("authorise-words", "Ask his school")];
    let mut ended_by_move = END.to_vec();
    ended_by_move[0] = ("end-because", "moved");
    let outcome = match move_ {
        0 => step(scene, FRONT_DOOR, "convene", &[]),
        1 => step(scene, FRONT_DOOR, "discussion", &[]),
        2 => step(scene, FRONT_DOOR, "discussion", &support),
        3 => scene.protection(FRONT_DOOR_MANAGER, &NameLead(person(SOCIAL_WORKER))),
        4 => scene.protection(FRONT_DOOR_MANAGER, &NameChair(person(CHAIR))),
        5 => step(scene, SOCIAL_WORKER, "seen", &[("seen-alone", "yes")]),
        6 => step(scene, SOCIAL_WORKER, "conclude", CONCLUDE),
        7 => step(scene, SOCIAL_WORKER, "conclude", NOTHING),
        8 => step(scene, FRONT_DOOR_MANAGER, "authorise", &[]),
        9 => step(scene, FRONT_DOOR_MANAGER, "authorise", &back),
        10 => step(scene, FRONT_DOOR, "transfer", &[("transfer-from", "Eastmere")]),
        11 => step(scene, FRONT_DOOR, "call", CALL),
        12 => step(scene, CHAIR, "hold", PLAN),
        13 => step(scene, CHAIR, "hold", NO_PLAN),
        14 => step(scene, SOCIAL_WORKER, "plan", LINES),
        15 => step(scene, SOCIAL_WORKER, "core-group", CORE),
        16 => step(scene, SOCIAL_WORKER, "visit", VISIT),
        17 => step(scene, FRONT_DOOR_MANAGER, "end", END),
        18 => step(scene, FRONT_DOOR_MANAGER, "end", &ended_by_move),
        _ => unreachable!("no such move"),
    };
    minutes(scene, 1);
    outcome.is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_illegal_step_is_taken_and_no_legal_one_refused(
        // As they usually follow one another, with steps left out, and others in between.
        usual in proptest::collection::vec((any::<bool>(), proptest::option::of(0..MOVES)), 40),
    ) {
        const USUAL: [usize; 20] = [0, 1, 3, 5, 6, 8, 4, 11, 12, 14, 15, 16, 11, 12, 11, 13, 17, 10, 11, 12];
        let (mut scene, mut table) = (Scene::new(), Table::default());
        for (at, (keep, other)) in usual.into_iter().enumerate() {
            for move_ in keep.then_some(USUAL[at % USUAL.len()]).into_iter().chain(other) {
                let before = table.clone();
                let legal = table.make(move_);
                prop_assert_eq!(attempt(&mut scene, move_), legal, "move {} from {:?}", move_, before);
            }
        }
        prop_assert_eq!(scene.protection.plan().is_some(), table.plan);
        prop_assert_eq!(scene.protection.open_enquiry().is_some(), table.enquiry);
    }
}

/// The walk as it usually goes, whole: the table and the record agree on every step, and each is legal.
#[test]
fn the_usual_way_is_legal_from_beginning_to_end() {
    let (mut scene, mut table) = (Scene::new(), Table::default());
    for move_ in [0, 1, 3, 5, 6, 8, 4, 11, 12, 14, 15, 16, 11, 12, 11, 13, 17] {
        assert!(table.make(move_) && attempt(&mut scene, move_), "{move_}");
    }
    assert!(scene.protection.plan().is_none());
}
