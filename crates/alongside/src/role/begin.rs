//! Begins a partnership's record, with its first administrator.

use anyhow::{Result, bail};
use application::{Application, PARTNERSHIP_STREAM};
use guidance::{CheckOutcome, JudgedOn};
use kernel::{Capacity, PersonId};
use records::partnership::{AddAgency, Agency, Found, Founded, Join, Joined};

use crate::arguments::Begin;
use crate::assembly;
use crate::print::say;
use crate::role::account::{hand_over, new_credentials};
use crate::role::serve::bring_up_to_date;

/// The short name of the agency that begins a partnership: its local authority.
const AUTHORITY: &str = "local-authority";

/// Begins it.
pub async fn run(begin: Begin) -> Result<()> {
    let application = assembly::application(&begin.record)?;
    if application.partnership_state().await?.version > 0 {
        bail!(
            "the partnership `{}` has begun already; add people with `alongside account add`",
            begin.record.partnership
        );
    }
    let partnership = &application.rules().protocol().settings().partnership;
    let (name, authority) = (partnership.name.clone(), partnership.authority.clone());
    let founded = Founded { name: name.clone(), fictional: partnership.fictional };
    application.execute_by_itself(PARTNERSHIP_STREAM.id, &Found(founded)).await?;
    let agency = Agency { agency: AUTHORITY.to_owned(), name: authority, kind: "local-authority".to_owned() };
    application.execute_by_itself(PARTNERSHIP_STREAM.id, &AddAgency(agency)).await?;
    bring_up_to_date(&application, true).await?;
    let person = administrator(&application, &begin).await?;
    let credentials = new_credentials(&application, person, &begin.account).await?;
    application.store().sequence(application.partnership(), application.now()).await?;
    say(format_args!("`{}` has begun: {name}.\n", begin.record.partnership));
    hand_over(&credentials);
    not_there_yet(&application);
    say(format_args!(
        "\nServe it with: alongside serve --listen 127.0.0.1:8080 --database {} --partnership {} --protocol {}",
        begin.record.database, begin.record.partnership, begin.record.rules.protocol
    ));
    application.store().clone().close().await;
    Ok(())
}

/// What the protocol does not do yet. It may begin all the same, and nobody is left to believe otherwise.
fn not_there_yet(application: &Application) {
    let rules = application.rules();
    let checks = rules.protocol().checks(rules.guidance(), &JudgedOn::today(application.today()));
    let met = |outcome| matches!(outcome, CheckOutcome::Passes | CheckOutcome::NotApplicable);
    let failing: Vec<_> = checks.iter().filter(|check| !met(check.outcome)).collect();
    if failing.is_empty() {
        return;
    }
    say("\nWhat this protocol does not do yet:");
    for check in failing {
        say(format_args!("  {}  {}", check.id, check.why));
    }
}

async fn administrator(application: &Application, begin: &Begin) -> Result<PersonId> {
    let person = PersonId(application.new_identifier());
    let joined = Joined {
        person,
        name: begin.administrator.clone(),
        agency: AUTHORITY.to_owned(),
        capacities: vec![Capacity::new("administrator")?],
        social_work_qualified: false,
        telephone: begin.telephone.clone(),
    };
    application.execute_by_itself(PARTNERSHIP_STREAM.id, &Join(joined)).await?;
    Ok(person)
}
