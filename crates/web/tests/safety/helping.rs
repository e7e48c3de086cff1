//! Two sisters, over HTTP: family help that a school leads, up to section 17 and down again, and what each of the family reads.

use axum::http::StatusCode;

use crate::harness::{
    ADMINISTRATOR, Answer, CHILD, HEALTH, MANAGER, POLICE, Reader, SCHOOL, SUPERVISOR, Setting,
};

fn day(question: &str, [day, month, year]: [&str; 3]) -> Vec<(String, String)> {
    let parts = [("day", day), ("month", month), ("year", year)];
    parts.map(|(part, value)| (format!("{question}.{part}"), value.to_owned())).into()
}

async fn try_to(reader: &mut Reader, record: &str, name: &str, values: &[(&str, &str)]) -> Answer {
    let path = format!("{record}/{name}");
    let page = reader.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    let mut all: Vec<(String, String)> = Vec::new();
    for (field, value) in values {
        match value.strip_prefix("on ") {
            Some(date) => {
                let parts: Vec<&str> = date.split(' ').collect();
                all.extend(day(field, [parts[0], parts[1], parts[2]]));
            }
            None => all.push(((*field).to_owned(), (*value).to_owned())),
        }
    }
    let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    reader.post(&path, &page, &all).await
}

async fn take(reader: &mut Reader, record: &str, name: &str, values: &[(&str, &str)]) -> Answer {
    let sent = try_to(reader, record, name, values).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{name}: {}", sent.text());
    reader.get(record).await
}

/// The first address on a page that begins so and has an identifier where it ends.
fn address(page: &Answer, label: &str) -> String {
    let at = page.body.find(&format!(">{label}</a>")).unwrap_or_else(|| panic!("{label}: {}", page.text()));
    let link = page.body[..at].rfind("href=\"").unwrap() + "href=\"".len();
    page.body[link..].split('"').next().unwrap().to_owned()
}

async fn add_relative(reader: &mut Reader, record: &str, name: &str, also: &str) -> (String, String) {
    let values = [
        ("relative-name", name),
        ("relative-part", "parent-carer"),
        ("relative-method", "phone"),
        ("relative-contact", "01632 960199"),
        ("also", also),
    ];
    take(reader, record, "relative", &values).await;
    let people = reader.get(&format!("{record}/people")).await;
    let from = people.body.find(&format!(">{name}</h2>")).unwrap();
    let mark = "/people/";
    let at = people.body[from..].find(mark).unwrap() + from + mark.len();
    let person = people.body[at..at + 36].to_owned();
    let code_path = format!("{record}/people/{person}/code");
    let given = reader.post(&code_path, &people, &[("act", "give")]).await;
    let shown = reader.get(&given.location).await;
    let code = shown.body.split("alongside-code\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    (person, code)
}

/// The family, and where its records are.
struct Sisters {
    ada: String,
    sister: String,
    mother: String,
    mothers_code: String,
    father: String,
    fathers_code: String,
}

/// Family help for two sisters, led by a school, with a plan and both parents.
async fn helped(setting: &Setting) -> Sisters {
    let mut school = setting.practitioner(SCHOOL).await;
    let page = school.get("/help/new").await;
    let first = [
        ("begin-called", "Ada"),
        ("begin-level", "family-help"),
        ("begin-on.day", "23"),
        ("begin-on.month", "11"),
        ("begin-on.year", "2026"),
        ("begin-why", "Mornings that work"),
    ];
    let mut asked = first.to_vec();
    asked.extend([("begin-siblings.1.sibling-called", "Bea")]);
    // Family help is asked for first: a page that was sent without an answer keeps what was typed.
    let refused = school.post("/help/new", &page, &asked).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    assert_eq!(refused.field("begin-why"), "Mornings that work");
    asked.push(("begin-agreed", "yes"));
    let sent = school.post("/help/new", &page, &asked).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let ada = sent.location;
    let page = school.get(&ada).await;
    assert_eq!(page.heading(), "Ada");
    let bea = address(&page, "Bea");
    let sister = bea.rsplit('/').next().unwrap().to_owned();

    // One step for both: the lead, and the parts about the family.
    let leads = [
        ("person", SCHOOL.to_string()),
        ("lead-agreed", "yes".into()),
        ("lead-supervisor", "Sunniva Marlow".into()),
        ("also", sister.clone()),
    ];
    let leads = leads.each_ref().map(|(name, value)| (*name, value.as_str()));
    let page = take(&mut school, &ada, "lead", &leads).await;
    assert!(page.says("Sky Teacher leads."), "{}", page.text());
    take(&mut school, &ada, "parenting", &[("parenting-meaning", "Warm, and worn out"), ("also", &sister)])
        .await;
    let page = school.get(&bea).await;
    assert!(page.says("Sky Teacher leads.") && page.says("Warm, and worn out"), "{}", page.text());
    take(&mut school, &ada, "child-needs", &[("child-meaning", "Ada needs rest")]).await;
    let page = school.get(&bea).await;
    assert!(!page.says("Ada needs rest"), "each child has a part of their own");

    // The plan, for both; two parents, each with a page of their own.
    let plan = [
        ("plan-lines.1.line-agency", "school"),
        ("plan-lines.1.line-who", "Sky Teacher"),
        ("plan-lines.1.line-what", "Breakfast club"),
        ("plan-lines.1.line-when", "Monday"),
        ("plan-lines.1.line-change", "The girls eat"),
        ("plan-review", "on 11 1 2027"),
        ("also", &sister),
    ];
    let page = take(&mut school, &ada, "plan", &plan).await;
    assert!(page.says("Monday 11 January 2027"), "{}", page.text());
    let (mother, mothers_code) = add_relative(&mut school, &ada, "Mae", &sister).await;
    let (father, fathers_code) = add_relative(&mut school, &ada, "Finn", &sister).await;
    Sisters { ada, sister, mother, mothers_code, father, fathers_code }
}

/// What was shared with one of them is read by that one.
async fn read_the_plan(setting: &Setting, sisters: &Sisters) {
    let Sisters { ada, sister, mother, mothers_code, fathers_code, .. } = sisters;
    let mut school = setting.practitioner(SCHOOL).await;
    let mut mum = setting.with_code(mothers_code).await;
    let shown = mum.get("/family/help").await;
    assert!(
        shown.says("Ada") && shown.says("Bea") && !shown.says("Breakfast club"),
        "nothing that was not shared"
    );
    let share =
        [("person", mother.as_str()), ("share-what", "plan"), ("share-how", "in-person"), ("also", sister)];
    take(&mut school, ada, "share", &share).await;
    let shown = mum.get("/family/help").await;
    assert!(shown.says("Breakfast club") && shown.says("Monday 11 January 2027"), "{}", shown.text());
    assert!(shown.says("Sky Teacher leads the help"));
    let mut dad = setting.with_code(fathers_code).await;
    assert!(!dad.get("/family/help").await.says("Breakfast club"), "it was shared with her, not with him");

    // She disagrees: it stands beside the text, and he does not read it.
    let say = format!("/family{ada}/say");
    let page = mum.get(&say).await;
    let refused = mum.post(&say, &page, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    mum.post(&say, &page, &[("said-words", "Eight is too early for us")]).await;
    assert!(mum.get("/family/help").await.says("Eight is too early for us"));
    assert!(!dad.get("/family/help").await.says("Eight is too early"));
    assert!(school.get(ada).await.says("Eight is too early for us"));
}

/// Up to section 17.
async fn up(setting: &Setting, sisters: &Sisters) {
    let Sisters { ada, sister, .. } = sisters;
    // Up to section 17: who leads, the plan and the answers stay.
    setting.at("2026-12-01T09:00:00Z");
    let mut school = setting.practitioner(SCHOOL).await;
    assert_eq!(school.get(&format!("{ada}/authorise")).await.status, StatusCode::NOT_FOUND);
    let mut manager = setting.practitioner(MANAGER).await;
    let up = [
        ("level-why", "More is needed"),
        ("level-source", "source-5d"),
        ("level-need", "n4"),
        ("also", sister),
    ];
    let page = take(&mut manager, ada, "level", &up).await;
    assert!(page.says("A child in need under section 17 since Tuesday 1 December 2026."), "{}", page.text());
    assert!(page.says("Sky Teacher leads.") && page.says("Breakfast club"));
    assert!(
        page.says("Friday 5 February 2027"),
        "forty-five working days from the referral: {}",
        page.text()
    );
    let page = school.get(&format!("{ada}/child-needs")).await;
    assert_eq!(page.field("child-meaning"), "Ada needs rest", "nothing is typed twice");
}

/// The assessment, as far as a manager's agreement.
async fn assessed(setting: &Setting, sisters: &Sisters) {
    let Sisters { ada, sister, mother, .. } = sisters;
    let mut school = setting.practitioner(SCHOOL).await;
    take(
        &mut school,
        ada,
        "seen",
        &[("seen-on", "on 1 12 2026"), ("seen-how", "alone"), ("seen-said", "She drew the dog")],
    )
    .await;
    take(&mut school, ada, "surroundings", &[("around-meaning", "A grandmother nearby"), ("also", sister)])
        .await;
    take(&mut school, ada, "adult", &[("person", mother), ("adult-words", "She waits for an operation")])
        .await;
    let codes = [
        ("factors-child.1.factor-code", "factor-7a"),
        ("factors-child.1.factor-fact", "Cooks for her sister"),
        ("factors-harm.1.harm-code", "factor-16a"),
        ("factors-harm.1.harm-fact", "No meals on nine days"),
    ];
    take(&mut school, ada, "factors", &codes).await;
    let adult = [
        ("person", mother.as_str()),
        ("adult-factor-code", "factor-6b"),
        ("adult-factor-fact", "A letter of the hospital"),
    ];
    take(&mut school, ada, "adult-factor", &adult).await;
    setting.at("2026-12-02T09:00:00Z");
    let mut school = setting.practitioner(SCHOOL).await;
    let found =
        [("complete-found", "Ada is tired"), ("complete-follows", "plan"), ("complete-family", "They agree")];
    take(&mut school, ada, "complete", &found).await;
    let mut supervisor = setting.practitioner(SUPERVISOR).await;
    let page = supervisor.get(&format!("{ada}/authorise")).await;
    assert!(
        page.says("Ada needs rest") && page.says("No meals on nine days"),
        "what is decided about stands there"
    );
    let agree = [("authorise", "agree"), ("authorise-told", "At home")];
    let refused = try_to(&mut supervisor, ada, "authorise", &agree).await;
    assert!(refused.says("A code names harm. Say why it is right."), "{}", refused.text());
    let agree =
        [("authorise", "agree"), ("authorise-told", "At home"), ("authorise-harm", "The school record")];
    setting.at("2026-12-02T10:00:00Z");
    let mut supervisor = setting.practitioner(SUPERVISOR).await;
    take(&mut supervisor, ada, "authorise", &agree).await;
}

/// Each parent reads what is theirs.
async fn read_the_assessment(setting: &Setting, sisters: &Sisters) {
    let Sisters { ada, mother, mothers_code, father, fathers_code, .. } = sisters;
    let mut school = setting.practitioner(SCHOOL).await;
    let mut mum = setting.with_code(mothers_code).await;
    let mut dad = setting.with_code(fathers_code).await;
    // The assessment is shared with both: each reads what is theirs, and nobody reads what is the other's.
    for person in [mother, father] {
        take(
            &mut school,
            ada,
            "share",
            &[("person", person), ("share-what", "assessment"), ("share-how", "letter")],
        )
        .await;
    }
    let hers = mum.get("/family/help").await;
    let his = dad.get("/family/help").await;
    for shown in [&hers, &his] {
        assert!(shown.says("Ada is tired") && shown.says("Cooks for her sister"), "{}", shown.text());
        assert!(!shown.says("She drew the dog"), "what a child said is the child's");
        assert!(!shown.says("01632 960199"), "nobody sees how another is reached");
    }
    assert!(hers.says("She waits for an operation") && hers.says("A letter of the hospital"));
    assert!(!his.says("operation") && !his.says("hospital") && !his.says("(6B)"), "{}", his.text());
    let letters = dad.get("/family/letters").await;
    assert!(letters.says("What we found out about what Ada needs"), "{}", letters.text());
}

/// What the census says of it, for the manager who answers for it.
async fn returned(setting: &Setting, sisters: &Sisters) {
    let path = format!("{}/return", sisters.ada);
    let mut supervisor = setting.practitioner(SUPERVISOR).await;
    assert!(supervisor.get(&sisters.ada).await.links_to(&path));
    let page = supervisor.get(&path).await;
    assert_eq!(page.heading(), "What the census says of this help");
    assert!(page.says("PrimaryNeedCode") && page.says("is not recorded"), "{}", page.text());
    let sent = supervisor.post(&path, &page, &[("return-identifier", "W0078")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert!(supervisor.get(&path).await.body.contains("W0078"));
    // Who leads from a school writes the help, and answers for no return.
    let mut school = setting.practitioner(SCHOOL).await;
    assert_eq!(school.get(&path).await.status, StatusCode::NOT_FOUND);
}

/// Down to family help, and the end.
async fn ended(setting: &Setting, sisters: &Sisters) {
    let Sisters { ada, mother, mothers_code, .. } = sisters;
    // Down to family help, and the end.
    setting.at("2027-01-11T09:00:00Z");
    let mut mum = setting.with_code(mothers_code).await;
    let mut supervisor = setting.practitioner(SUPERVISOR).await;
    let down = [("level-why", "It goes well"), ("level-agreed", "yes"), ("level-reason", "rc9")];
    let page = take(&mut supervisor, ada, "level", &down).await;
    assert!(
        page.says("Family help since Monday 11 January 2027") && page.says("Sky Teacher leads."),
        "{}",
        page.text()
    );
    let mut school = setting.practitioner(SCHOOL).await;
    let end = [("end-on", "on 11 1 2027"), ("end-why", "The mornings work"), ("end-family", "We manage")];
    let page = take(&mut school, ada, "end", &end).await;
    assert!(page.says("The help ended on Monday 11 January 2027."));
    take(&mut school, ada, "share", &[("person", mother), ("share-what", "end"), ("share-how", "letter")])
        .await;
    assert!(mum.get("/family/letters").await.says("Our help for Ada has ended"));
}

#[tokio::test]
async fn two_sisters_from_family_help_to_section_17_and_back() {
    let setting = Setting::new().await;
    let sisters = helped(&setting).await;
    read_the_plan(&setting, &sisters).await;
    up(&setting, &sisters).await;
    assessed(&setting, &sisters).await;
    returned(&setting, &sisters).await;
    read_the_assessment(&setting, &sisters).await;
    ended(&setting, &sisters).await;
}

#[tokio::test]
async fn a_child_on_the_support_route_is_sent_there_and_strangers_see_nothing() {
    let setting = Setting::new().await;
    let mut school = setting.practitioner(SCHOOL).await;
    let page = school.get(&format!("/help/new?child={CHILD}")).await;
    assert!(page.says("is on the support route"), "{}", page.text());
    assert!(page.links_to(&format!("/children/{CHILD}")));
    assert!(!page.body.contains("name=\"begin-level\""), "nothing is begun twice");
    // Whoever may not see the child is not told that there is one.
    let mut health = setting.practitioner(HEALTH).await;
    assert_eq!(health.get(&format!("/help/new?child={CHILD}")).await.status, StatusCode::NOT_FOUND);
    for person in [POLICE, ADMINISTRATOR] {
        let mut reader = setting.practitioner(person).await;
        assert_eq!(reader.get("/help/new").await.status, StatusCode::NOT_FOUND);
        assert_eq!(reader.get("/help").await.status, StatusCode::NOT_FOUND);
    }
    let mut parent = setting.parent().await;
    assert_eq!(parent.get("/family/help").await.status, StatusCode::NOT_FOUND);
}
