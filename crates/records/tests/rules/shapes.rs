//! What is stored must be readable in ten years: the shape of events stands still.

use expect_test::expect;
use kernel::{EntryId, Moment};
use records::challenge::ChallengeEvent;
use records::child::{ChildEvent, Source, Written};
use records::concern::ConcernEvent;
use records::contact::ContactEvent;
use records::feedback::FeedbackEvent;
use records::help::HelpEvent;
use records::history::HistoryEvent;
use records::looked_after::LookedAfterEvent;
use records::partnership::PartnershipEvent;
use records::place::PlaceEvent;
use records::protection::ProtectionEvent;
use records::reads::ReadEvent;
use records::request::{Read, RequestEvent};
use records::statutory::ReturnEvent;
use records::{Decided, decode, encode};
use uuid::Uuid;

#[test]
#[expect(clippy::too_many_lines, reason = "a list is as long as it is")]
fn every_kind_of_event_keeps_its_name() {
    let kinds = [
        RequestEvent::KINDS,
        ChildEvent::KINDS,
        ConcernEvent::KINDS,
        PartnershipEvent::KINDS,
        ReadEvent::KINDS,
        ChallengeEvent::KINDS,
        FeedbackEvent::KINDS,
        ProtectionEvent::KINDS,
        ContactEvent::KINDS,
        HelpEvent::KINDS,
        LookedAfterEvent::KINDS,
        PlaceEvent::KINDS,
        HistoryEvent::KINDS,
        ReturnEvent::KINDS,
    ]
    .concat();
    expect![[r"
        request.received
        request.read
        request.answered
        request.triaged
        request.asker_confirmed
        request.interim_decided
        request.route_proposed
        request.route_returned
        request.route_confirmed
        request.letter_issued
        request.withdrawn
        request.late_told
        request.background_told
        child.registered
        involvement.began
        involvement.ended
        support.opened
        assessor.allocated
        section.opened
        entry.written
        entry.corrected
        entry.struck_out
        comment.made
        comment.answered
        child.met
        child.not_met
        draft.shared
        ceiling.reason_recorded
        need.recorded
        assessment.signed_off
        plan.made
        plan.shared
        letter.issued
        agreement.recorded
        information.shared
        breaks.arranged
        breaks.regime_changed
        breaks.regime_explained
        breaks.overseen
        breaks.ended
        stay.booked
        stay.changed
        stay.held
        stay.cancelled
        view.recorded
        view.answered
        view.told
        views.not_obtained
        views.copy_given
        wish.recorded
        wish.followed
        family.told
        record.owned
        reading.agreed
        contact.withheld
        request.joined
        questions.sent
        visit.notified
        visit.called_off
        resources.decided
        service.started
        gap.reported
        gap.answered
        change.notified
        review.asked
        review.held
        linked.recorded
        adulthood.recorded
        duty.answered
        support.paused
        support.resumed
        ending.notified
        support.ended
        late.told
        attachment.added
        concern.raised
        concern.seen
        concern.escalated
        concern.answered
        telling.review_set
        telling.made
        talk.held
        diversion.proposed
        proposal.refused
        diversion.decided
        diversion.confirmed
        diversion.part_added
        strategy.opened
        strategy.closed
        enquiry.started
        outcome.recorded
        earlier.opened
        partnership.founded
        agency.added
        practitioner.joined
        training.recorded
        protocol.published
        source.confirmed
        hold.placed
        hold.released
        record.destroyed
        practitioner.placed
        vignette.answered
        requests.read-again
        document.published
        absence.recorded
        absence.ended
        system.let_in
        system.shut_out
        record.read
        urgent.reviewed
        challenge.made
        challenge.acknowledged
        challenge.allocated
        challenge.extended
        challenge.answered
        challenge.stage_asked
        challenge.step_taken
        challenge.action_done
        challenge.withdrawn
        challenge.closed
        feedback.given
        discussion.convened
        discussion.took_place
        discussion.closed
        enquiry.begun
        lead.named
        chair.named
        seat.given
        enquiry.child_seen
        conclusion.proposed
        conclusion.answered
        transfer.recorded
        conference.called
        report.shared
        conference.view_given
        conference.took_place
        protection_plan.written
        core_group.met
        protection_visit.made
        protection_plan.closed
        order.made
        order.extended
        order.told_of
        order.over
        person.told
        person.not_told_yet
        disagreement.raised
        disagreement.answered
        disagreement.taken_further
        disagreement.settled
        chronology.curated
        network.written
        family_meeting.offered
        family_meeting.answered
        family_meeting.took_place
        proceedings.considered
        proceedings.meeting_held
        proceedings.decided
        proceedings.ended
        incident.recorded
        incident.panel_notified
        incident.partners_told
        incident.lead_area_settled
        incident.reviewed
        supervision.held
        supervision.followed
        contact.received
        contact.acknowledged
        contact.child_linked
        contact.looked_at
        contact.agency_asked
        contact.agency_answered
        contact.recommended
        contact.child_decided
        contact.settled
        contact.referrer_told
        contact.family_told
        contact.family_not_told
        contact.help_begun
        help.began
        help.refused
        help.refusal_judged
        help.lead_named
        help.team_joined
        help.team_left
        help.relative_added
        help.assessment_began
        help.part_written
        help.adult_part_written
        help.child_seen
        help.factors_recorded
        help.adult_factor_recorded
        help.assessment_completed
        help.assessment_answered
        help.shared
        help.commented
        help.plan_written
        help.visit_made
        help.review_held
        help.level_changed
        help.plan_yielded
        help.over
        help.supervision_held
        help.supervision_followed
        care.began
        care.episode_began
        care.over
        care.missing_noted
        care.fostering_notified
        care.named
        care.step_recorded
        care.person_told
        place.opened
        place.child_linked
        place.harm_decided
        place.link_over
        place.partner_named
        place.step_recorded
        place.over
        history.imported
        history.care_imported
        history.coded
        return.checked
        return.findings_assigned
        return.findings_explained
        return.explanation_withdrawn"]]
    .assert_eq(&kinds.join("\n"));
}

#[test]
fn a_stored_body_reads_back_and_looks_like_this() {
    let event = ChildEvent::Written(Written {
        entry: EntryId(Uuid::from_u128(1)),
        form: "assessment@1".into(),
        section: "i-leisure".into(),
        question: "likes".into(),
        answer: forms::Answer::Text("Trains".into()),
        source: Source::Child,
        source_note: String::new(),
    });
    let happened = Moment::On(jiff::civil::date(2026, 11, 20));
    let bytes = encode(&Decided { happened, event: event.clone() }).unwrap();
    expect![[r#"{"happened":{"on":"2026-11-20"},"event":{"kind":"entry.written","facts":{"entry":"00000000-0000-0000-0000-000000000001","form":"assessment@1","section":"i-leisure","question":"likes","answer":{"text":"Trains"},"source":"child"}}}"#]]
    .assert_eq(std::str::from_utf8(&bytes).unwrap());
    let body = decode::<ChildEvent>("entry.written", &bytes).unwrap();
    assert_eq!((body.happened, body.event), (happened, event));
}

#[test]
fn a_body_that_cannot_be_read_says_which_and_never_panics() {
    for bytes in [
        &b"{}"[..],
        b"",
        b"\xff",
        br#"{"happened":{"on":"2026-02-30"},"event":{"kind":"request.read","facts":{"care_may_fail":true}}}"#,
    ] {
        let error = decode::<RequestEvent>("request.read", bytes).unwrap_err();
        assert_eq!(error.to_string(), "the stored event `request.read` cannot be read");
    }
    let bytes = encode(&Decided {
        happened: Moment::On(jiff::civil::date(2026, 11, 20)),
        event: RequestEvent::Read(Read { care_may_fail: true }),
    })
    .unwrap();
    assert!(decode::<ChildEvent>("request.read", &bytes).is_err(), "an event of another stream is refused");
}
