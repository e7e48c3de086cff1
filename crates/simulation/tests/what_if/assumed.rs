//! Which files of assumptions are taken, and what is said of those that are not.

use expect_test::expect;
use guidance::Source;
use simulation::{Assumptions, lay_over};

#[test]
fn the_file_that_is_built_in_names_what_the_rules_have() {
    let assumptions = Assumptions::embedded().unwrap();
    let rules = crate::invented::today();
    let (guidance, protocol) = (rules.guidance(), rules.protocol());
    let known = |name: &String| {
        guidance.clock(name).is_some()
            || guidance.duty(name).is_some()
            || protocol.standard(name).is_some()
            || protocol.settings().route.left_out.contains(name)
            || ["self-assessed", "short", "full", "general"].contains(&name.as_str())
    };
    let unknown: Vec<&String> =
        assumptions.work.iter().flat_map(|assumed| &assumed.names).filter(|name| !known(name)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    let left_out = &protocol.settings().route.left_out;
    let named = |step: &String| assumptions.work.iter().any(|assumed| assumed.names.contains(step));
    assert!(left_out.iter().all(named), "each step that may be left out has an assumption");
}

#[test]
fn every_mistake_is_said_at_once() {
    let text = r#"
[assumptions]
name = ""
version = "1"
dated = 2026-11-22T10:00:00Z
source = "x"
ahead_months = 0
bands_of_days = [2, 1]
confidence = 1.5
[[work]]
for = "duty"
names = ["K03", "K03"]
minutes = { low = 3, central = 2, high = 9000000 }
says = "Do it"
source = ""
verified = "recalled"
invented = true
[[work]]
for = "step"
minutes = { low = 1, central = 2, high = 3 }
says = "Do it"
source = "x"
verified = "recalled"
invented = true
"#;
    let refused = Assumptions::parse(&Source::new("mine.toml", text)).unwrap_err();
    expect![[r#"
        the assumptions in mine.toml cannot be used:
          assumptions.dated: `2026-11-22T10:00:00Z` is not a day; write it as 2026-11-22
          assumptions.name: say it
          assumptions.ahead_months: write 1 to 60
          assumptions.bands_of_days: begin with 1, each higher than the one before, at most 8 of them
          assumptions.confidence: write at least 0.5 and less than 1
          work 1 ("Do it"): minutes must go up: low 3, central 2, high 9000000
          work 1 ("Do it"): 9000000 minutes are more than 40320; are they meant?
          work 1 ("Do it"): say what is done, and where the values come from
          work 1 ("Do it"): `K03` has an entry already
          work 2 ("Do it"): name what it is for
          work 2 ("Do it"): say in which capacity it is done
          work: an entry for = "other-duties" is missing
          work: an entry for = "missed-date" is missing"#]]
    .assert_eq(&refused.to_string());
}

#[test]
fn a_key_that_is_not_known_is_refused_with_its_place() {
    let text = Assumptions::embedded_source().text.replace("ahead_months", "months_ahead");
    let refused = Assumptions::parse(&Source::new("mine.toml", text)).unwrap_err().to_string();
    assert!(refused.contains("months_ahead") && refused.contains("line"), "{refused}");
}

#[test]
fn guidance_that_is_laid_over_itself_is_the_same_guidance() {
    let sources = guidance::Guidance::embedded_sources();
    let laid = lay_over(&sources, &sources).unwrap();
    let (one, other) = (
        guidance::Guidance::from_sources(&sources).unwrap(),
        guidance::Guidance::from_sources(&laid).unwrap(),
    );
    assert_eq!(one.duties().count(), other.duties().count());
    assert_eq!(one.clock("K03"), other.clock("K03"));
}
