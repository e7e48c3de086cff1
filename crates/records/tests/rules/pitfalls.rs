//! What a naive implementer gets wrong, by the numbers of the list of pitfalls: those that belong to no other file here.

use records::child::{Register, Registered};
use records::protection::ProtectionEvent;

use crate::protecting::{PLAN, called, due, step};
use crate::scene::{CHAIR, NAVIGATOR, Scene};

#[test]
fn pitfall_19_no_record_needs_an_nhs_number_and_none_is_named_by_it() {
    let scene = Scene::new();
    for form in scene.forms.forms() {
        for question in form.questions().filter(|question| question.id.as_str().contains("nhs-number")) {
            assert!(question.optional, "{}", question.id);
        }
    }
    let mut scene = Scene::new();
    let registered = Registered { called: "Robin".into(), ..Registered::default() };
    scene.child(NAVIGATOR, &Register(registered.clone())).unwrap();
    assert!(!serde_json::to_string(&registered).unwrap().contains("number"));
}

#[test]
fn pitfall_25_the_kind_of_harm_decides_nothing_about_what_is_owed() {
    let owed =
        |category: &str| {
            let mut scene = called();
            let with_category: Vec<(&str, &str)> =
                PLAN.iter()
                    .map(|(question, value)| {
                        if *question == "hold-category" { (*question, category) } else { (*question, *value) }
                    })
                    .collect();
            step(&mut scene, CHAIR, "hold", &with_category).unwrap();
            (due(&scene), records::protection::list(&scene.protection, &scene.rules).line.marks)
        };
    let scene = Scene::new();
    let form = scene.forms.latest("protection").unwrap();
    let categories = form.question("hold-category").unwrap().choices();
    assert!(categories.len() > 2);
    for category in categories {
        assert_eq!(owed(&category.value), owed("neglect"), "{}", category.value);
    }
}

#[test]
fn pitfall_24_a_second_enquiry_leaves_the_first_as_it_was() {
    let mut scene = called();
    step(&mut scene, CHAIR, "hold", crate::protecting::NO_PLAN).unwrap();
    let first = format!("{:?}", scene.protection.enquiries[0]);
    step(&mut scene, crate::scene::SOCIAL_WORKER, "convene", &[]).unwrap();
    step(&mut scene, crate::scene::SOCIAL_WORKER, "discussion", &[]).unwrap();
    assert_eq!(scene.protection.enquiries.len(), 2);
    assert_eq!(format!("{:?}", scene.protection.enquiries[0]), first);
    assert!(ProtectionEvent::KINDS.iter().all(|kind| !kind.contains("overwritten")));
}
