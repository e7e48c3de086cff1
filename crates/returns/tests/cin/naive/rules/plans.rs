//! The rules of plans, of reviews and of module 5.

use super::{
    CATEGORIES, CPP, Child, EVER, FIVE, Facts, PLAN, Rule, S47, before, clashes, in_force, last_of_several,
    one, plans_of, reviews,
};
use crate::naive::reading::{El, day};

/// The rules of plans.
pub const OF_PLANS: &[Rule] = &[
    Rule("1105", 0, EVER, |child, _| {
        child.lines(CPP, "CPPstartDate", |module, plan| {
            before(plan.day("CPPstartDate"), module.day("CINreferralDate"))
        })
    }),
    Rule("2885", 0, EVER, |child, facts| {
        child.lines(CPP, "CPPstartDate", |module, plan| {
            let Some(start) = plan.day("CPPstartDate").filter(|day| facts.holds(*day)) else { return false };
            // An enquiry that was followed by no conference, because none was needed, is none that led to the plan.
            let led = |one: &&El| one.has("DateOfInitialCPC") || !one.yes("ICPCnotRequired");
            let enquiries: Vec<&El> = module.all(S47).iter().filter(led).collect();
            let held = if enquiries.is_empty() { vec![module] } else { enquiries };
            !held.into_iter().any(|one| one.day("DateOfInitialCPC") == Some(start))
        })
    }),
    Rule("4000", 0, EVER, |child, _| {
        child.lines(PLAN, "CINPlanStartDate", |module, _| module.yes("ReferralNFA"))
    }),
    Rule("8832", 0, EVER, |child, _| child.lines(CPP, "CPPstartDate", |module, _| module.yes("ReferralNFA"))),
    Rule("4001", 0, EVER, |child, _| {
        let mut lines = Vec::new();
        for module in child.modules() {
            let open = module.all(PLAN).iter().find(|plan| !plan.has("CINPlanEndDate"));
            let protected = module.all(CPP).iter().any(|plan| !plan.has("CPPendDate"));
            lines.extend(open.filter(|_| protected).map(|plan| plan.at("CINPlanStartDate")));
        }
        lines
    }),
    Rule("4003", 0, EVER, |child, facts| {
        let in_need = plans_of(child, PLAN);
        let mut lines = Vec::new();
        for protection in plans_of(child, CPP) {
            for review in reviews(protection) {
                let held = day(&review.text);
                let during = in_force(held, &in_need, "CINPlanStartDate", "CINPlanEndDate", true, facts);
                if during && held != protection.day("CPPendDate") {
                    lines.push(review.line);
                }
            }
        }
        lines
    }),
    Rule("4004", 0, EVER, |child, _| {
        let open: Vec<&El> =
            plans_of(child, PLAN).into_iter().filter(|one| !one.has("CINPlanEndDate")).collect();
        last_of_several(&open, "CINPlanStartDate")
    }),
    Rule("4008", 0, EVER, |child, _| {
        child.lines(PLAN, "CINPlanStartDate", |_, plan| {
            before(child.own.day("PersonDeathDate"), plan.day("CINPlanStartDate"))
        })
    }),
    Rule("4009Q", 0, EVER, |child, _| {
        child.lines(PLAN, "CINPlanEndDate", |_, plan| {
            before(child.own.day("PersonDeathDate"), plan.day("CINPlanEndDate"))
        })
    }),
    Rule("4010", 0, EVER, |child, facts| {
        child.lines(PLAN, "CINPlanStartDate", |_, plan| {
            plan.day("CINPlanStartDate").is_none_or(|day| day > facts.end)
        })
    }),
    Rule("4011", 0, EVER, |child, _| {
        child.lines(PLAN, "CINPlanEndDate", |_, plan| {
            before(plan.day("CINPlanEndDate"), plan.day("CINPlanStartDate"))
        })
    }),
    Rule("4012Q", 0, EVER, |child, _| {
        child.lines(PLAN, "CINPlanStartDate", |_, plan| {
            plan.day("CINPlanStartDate").is_some()
                && plan.day("CINPlanStartDate") == plan.day("CINPlanEndDate")
        })
    }),
    Rule("4013", 0, EVER, |child, facts| {
        child.lines(PLAN, "CINPlanEndDate", |_, plan| facts.outside(plan.day("CINPlanEndDate")))
    }),
    Rule("4014", 0, EVER, |child, facts| {
        clashes(&plans_of(child, PLAN), "CINPlanStartDate", "CINPlanEndDate", facts)
    }),
    Rule("4015", 0, EVER, |child, _| {
        child.lines(PLAN, "CINPlanStartDate", |module, plan| {
            before(plan.day("CINPlanStartDate"), module.day("CINreferralDate"))
        })
    }),
    Rule("4016", 0, EVER, |child, facts| {
        let protection = plans_of(child, CPP);
        child.lines(PLAN, "CINPlanStartDate", |_, plan| {
            in_force(plan.day("CINPlanStartDate"), &protection, "CPPstartDate", "CPPendDate", false, facts)
        })
    }),
    Rule("4017", 0, EVER, |child, facts| {
        let in_need = plans_of(child, PLAN);
        child.lines(CPP, "CPPstartDate", |_, plan| {
            in_force(plan.day("CPPstartDate"), &in_need, "CINPlanStartDate", "CINPlanEndDate", false, facts)
        })
    }),
    Rule("8720", 0, EVER, |child, facts| {
        child.lines(CPP, "CPPstartDate", |_, plan| plan.day("CPPstartDate").is_none_or(|day| day > facts.end))
    }),
    Rule("8730", 0, EVER, |child, _| {
        child.lines(CPP, "NumberOfPreviousCPP", |_, plan| {
            let text = plan.get("NumberOfPreviousCPP");
            text.is_empty() || text.parse::<i64>().is_ok_and(|number| number < 0)
        })
    }),
    Rule("8840", 0, EVER, |child, _| {
        child.lines(CPP, "CPPstartDate", |_, plan| {
            plan.day("CPPstartDate").is_some() && plan.day("CPPstartDate") == plan.day("CPPendDate")
        })
    }),
    Rule("8841", 0, EVER, |child, _| {
        let mut lines = Vec::new();
        for plan in plans_of(child, CPP) {
            let early = |held: &str| matches!((day(held), plan.day("CPPstartDate")), (Some(one), Some(start)) if one <= start);
            lines.extend(reviews(plan).into_iter().filter(|one| early(&one.text)).map(|one| one.line));
        }
        lines
    }),
    Rule("8842Q", 0, EVER, |child, _| {
        let mut lines = Vec::new();
        for group in plans_of(child, CPP).into_iter().flat_map(|plan| plan.all("Reviews")) {
            let dates = group.all("CPPreviewDate");
            lines.extend(one(dates.is_empty(), group.line));
            lines.extend(dates.iter().filter(|date| day(&date.text).is_none()).map(|date| date.line));
        }
        lines
    }),
    Rule("8905", 0, EVER, |child, _| {
        child.lines(CPP, "InitialCategoryOfAbuse", |_, plan| {
            !CATEGORIES.contains(&plan.get("InitialCategoryOfAbuse"))
        })
    }),
    Rule("8910", 0, EVER, |child, _| {
        child.lines(CPP, "LatestCategoryOfAbuse", |_, plan| {
            !CATEGORIES.contains(&plan.get("LatestCategoryOfAbuse"))
        })
    }),
    Rule("8915", 0, EVER, |child, _| {
        child.lines(CPP, "CPPstartDate", |_, plan| {
            before(child.own.day("PersonDeathDate"), plan.day("CPPstartDate"))
        })
    }),
    Rule("8920", 0, EVER, |child, _| {
        child.lines(CPP, "CPPendDate", |_, plan| {
            before(child.own.day("PersonDeathDate"), plan.day("CPPendDate"))
        })
    }),
    Rule("8925", 0, EVER, |child, _| {
        child.lines(CPP, "CPPendDate", |_, plan| before(plan.day("CPPendDate"), plan.day("CPPstartDate")))
    }),
    Rule("8930", 0, EVER, |child, facts| {
        child.lines(CPP, "CPPendDate", |_, plan| facts.outside(plan.day("CPPendDate")))
    }),
    Rule("8935", 0, EVER, |child, _| {
        let open: Vec<&El> =
            plans_of(child, CPP).into_iter().filter(|plan| !plan.has("CPPendDate")).collect();
        last_of_several(&open, "CPPstartDate")
    }),
    Rule("8940", 0, EVER, |child, facts| clashes(&plans_of(child, CPP), "CPPstartDate", "CPPendDate", facts)),
];

/// The drafts of module 5.
pub const OF_MODULE_5: &[Rule] = &[
    Rule("9000Q", 2027, EVER, |child, _| {
        child.lines(FIVE, "PPStartDate", |_, five| !five.has("PPStartDate"))
    }),
    Rule("9005", 2027, EVER, |child, facts| {
        child.lines(FIVE, "PPStartDate", |_, five| facts.outside(five.day("PPStartDate")))
    }),
    Rule("9006", 2027, EVER, |child, facts| in_year_and_after(child, "LBPSentDate", "PPStartDate", facts)),
    Rule("9007", 2027, EVER, |child, _| {
        child.lines(FIVE, "LBPSentDate", |_, five| five.has("LBPSentDate") && !five.has("FGDMMeetingOffer"))
    }),
    Rule("9008", 2027, EVER, |child, facts| {
        child.lines(FIVE, "InitialPPMeetingDate", |_, five| facts.outside(five.day("InitialPPMeetingDate")))
    }),
    Rule("9009", 2027, EVER, |child, facts| {
        in_year_and_after(child, "StepDecisionDate", "PPStartDate", facts)
    }),
    Rule("9010Q", 2027, EVER, |child, _| {
        child.lines(FIVE, "FGDMMeetingFac", |_, five| {
            five.yes("FGDMMeetingOffer") && !five.has("FGDMMeetingFac")
        })
    }),
    Rule("9011", 2027, EVER, |child, _| {
        child.lines(FIVE, "PPOutcome", |_, five| {
            five.has("PPOutcome") && !["A", "B", "C"].contains(&five.get("PPOutcome"))
        })
    }),
    Rule("9012", 2027, EVER, |child, facts| {
        in_year_and_after(child, "CourtAppDate", "StepDecisionDate", facts)
    }),
    Rule("9013", 2027, EVER, |child, facts| {
        in_year_and_after(child, "LetterInitCPDate", "CourtAppDate", facts)
    }),
    Rule("9015Q", 2027, EVER, |child, _| {
        child.lines(FIVE, "InitialPPMeetingDate", |_, five| {
            five.has("InitialPPMeetingDate") && !five.has("ReviewMeetingsCount")
        })
    }),
];

fn in_year_and_after(child: &Child, item: &str, first: &str, facts: &Facts) -> Vec<u32> {
    child
        .lines(FIVE, item, |_, five| facts.outside(five.day(item)) || before(five.day(item), five.day(first)))
}
