//! Every SQL text of the store.
//!
//! One text serves both engines wherever it can; where it cannot, both stand beside each other. Statements marked `hot`
//! answer a page or a command and must find their rows by an index: a test reads their plans, on both engines.

use crate::session::Statement;

macro_rules! catalogue {
    ($($(#[$mark:ident])? $name:ident on $table:literal = $text:tt;)*) => {
        $(pub(crate) static $name: Statement = Statement {
            name: stringify!($name),
            table: $table,
            sqlite: catalogue!(@sqlite $text),
            postgres: catalogue!(@postgres $text),
        };)*

        /// All statements, and whether they are hot.
        #[cfg(test)]
        pub(crate) static ALL: &[(&Statement, bool)] = &[$((&$name, catalogue!(@hot $($mark)?))),*];
    };
    (@sqlite $same:literal) => { $same };
    (@postgres $same:literal) => { $same };
    (@sqlite { sqlite: $sqlite:literal, postgres: $postgres:literal $(,)? }) => { $sqlite };
    (@postgres { sqlite: $sqlite:literal, postgres: $postgres:literal $(,)? }) => { $postgres };
    (@hot) => {
        false
    };
    (@hot hot) => {
        true
    };
}

catalogue! {
    // Transactions.
    // The lock to write is taken at once, so that a second process waits instead of failing.
    BEGIN_WRITE on "" = { sqlite: "BEGIN IMMEDIATE", postgres: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE" };
    // A question is answered from one snapshot.
    BEGIN_READ on "" = { sqlite: "BEGIN", postgres: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" };
    SAVEPOINT on "" = "SAVEPOINT one_request";
    ROLLBACK_TO_SAVEPOINT on "" = "ROLLBACK TO SAVEPOINT one_request";
    RELEASE_SAVEPOINT on "" = "RELEASE SAVEPOINT one_request";
    COMMIT on "" = "COMMIT";
    ROLLBACK on "" = "ROLLBACK";

    // Which database this is.
    IDENTITY on "store_identity" = "SELECT identity FROM store_identity WHERE only_row = 1";
    SAVE_IDENTITY on "store_identity" = "INSERT INTO store_identity (only_row, identity) VALUES (1, $1) \
        ON CONFLICT (only_row) DO NOTHING";

    // Streams.
    #[hot] STREAM_HEAD on "entries" = "SELECT version, hash FROM entries \
        WHERE partnership = $1 AND stream_kind = $2 AND stream = $3 ORDER BY version DESC LIMIT 1";
    // The end of a stream that is about to grow. Where others write too, whoever holds it lets nobody else add to it who
    // knows the same end; the unique key sees to those who do not.
    #[hot] HELD_HEAD on "entries" = {
        sqlite: "SELECT version, hash FROM entries \
            WHERE partnership = $1 AND stream_kind = $2 AND stream = $3 ORDER BY version DESC LIMIT 1",
        postgres: "SELECT version, hash FROM entries \
            WHERE partnership = $1 AND stream_kind = $2 AND stream = $3 ORDER BY version DESC LIMIT 1 \
            FOR NO KEY UPDATE",
    };
    // The end of a stream that must stay as it is while something else is written: it is held, and then read again.
    #[hot] SHARED_HEAD on "entries" = {
        sqlite: "SELECT version FROM entries \
            WHERE partnership = $1 AND stream_kind = $2 AND stream = $3 ORDER BY version DESC LIMIT 1",
        postgres: "SELECT version FROM entries \
            WHERE partnership = $1 AND stream_kind = $2 AND stream = $3 ORDER BY version DESC LIMIT 1 FOR SHARE",
    };
    #[hot] INSERT_ENTRY on "entries" = "INSERT INTO entries \
        (partnership, stream_kind, stream, version, header, payload, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    #[hot] STREAM_ENTRIES on "entries" = "SELECT version, header, payload FROM entries \
        WHERE partnership = $1 AND stream_kind = $2 AND stream = $3 AND version > $4 ORDER BY version LIMIT $5";
    SCAN_ENTRIES on "entries" = "SELECT partnership, stream_kind, stream, version, header, payload, hash \
        FROM entries WHERE partnership = $1 ORDER BY stream_kind, stream, version";
    #[hot] NEXT_PARTNERSHIP on "entries" = "SELECT partnership FROM entries WHERE partnership > $1 \
        ORDER BY partnership LIMIT 1";
    #[hot] NEXT_STREAM on "entries" = "SELECT stream FROM entries \
        WHERE partnership = $1 AND stream_kind = $2 AND stream > $3 ORDER BY stream LIMIT 1";
    ANY_CHECKPOINT on "log_checkpoints" = "SELECT size FROM log_checkpoints LIMIT 1";
    ANY_ENTRY on "entries" = "SELECT version FROM entries LIMIT 1";

    // The log.
    #[hot] INSERT_UNSEQUENCED on "unsequenced" = "INSERT INTO unsequenced \
        (partnership, stream_kind, stream, version, hash) VALUES ($1, $2, $3, $4, $5)";
    #[hot] UNSEQUENCED on "unsequenced" = "SELECT u.stream_kind, u.stream, u.version, u.hash, e.header, e.payload \
        FROM unsequenced u LEFT JOIN entries e ON e.partnership = u.partnership \
            AND e.stream_kind = u.stream_kind AND e.stream = u.stream AND e.version = u.version \
        WHERE u.partnership = $1 ORDER BY u.stream_kind, u.stream, u.version LIMIT $2";
    #[hot] DELETE_UNSEQUENCED on "unsequenced" = "DELETE FROM unsequenced \
        WHERE partnership = $1 AND stream_kind = $2 AND stream = $3 AND version = $4";
    SCAN_UNSEQUENCED on "unsequenced" = "SELECT partnership, stream_kind, stream, version, hash \
        FROM unsequenced WHERE partnership = $1 ORDER BY stream_kind, stream, version";
    COUNT_UNSEQUENCED on "unsequenced" = "SELECT count(*) FROM unsequenced";
    #[hot] INSERT_LEAF on "log_leaves" = "INSERT INTO log_leaves \
        (partnership, position, stream_kind, stream, version, hash) VALUES ($1, $2, $3, $4, $5, $6)";
    SCAN_LEAVES on "log_leaves" = "SELECT partnership, position, stream_kind, stream, version, hash \
        FROM log_leaves WHERE partnership = $1 ORDER BY position";
    #[hot] FRONTIER on "log_frontiers" = "SELECT size, peaks FROM log_frontiers WHERE partnership = $1";
    #[hot] SAVE_FRONTIER on "log_frontiers" = "INSERT INTO log_frontiers (partnership, size, peaks) \
        VALUES ($1, $2, $3) ON CONFLICT (partnership) DO UPDATE SET size = excluded.size, peaks = excluded.peaks";
    #[hot] LATEST_CHECKPOINT on "log_checkpoints" = "SELECT size, note FROM log_checkpoints \
        WHERE partnership = $1 ORDER BY size DESC LIMIT 1";
    #[hot] INSERT_CHECKPOINT on "log_checkpoints" = "INSERT INTO log_checkpoints (partnership, size, note) \
        VALUES ($1, $2, $3)";
    SCAN_CHECKPOINTS on "log_checkpoints" = "SELECT partnership, size, note FROM log_checkpoints \
        WHERE partnership = $1 ORDER BY size";

    // Projections, replaced stream by stream.
    #[hot] DELETE_SUMMARY on "summaries" = "DELETE FROM summaries \
        WHERE partnership = $1 AND stream_kind = $2 AND stream = $3";
    #[hot] INSERT_SUMMARY on "summaries" = "INSERT INTO summaries \
        (partnership, stream_kind, stream, state, owner, sort_at, display) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    #[hot] DELETE_DUTIES on "duties" = "DELETE FROM duties \
        WHERE partnership = $1 AND stream_kind = $2 AND stream = $3";
    #[hot] INSERT_DUTY on "duties" = "INSERT INTO duties \
        (partnership, stream_kind, stream, duty, duty_key, due, responsible, person, digest, body) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    #[hot] DELETE_WATCHERS on "duty_watchers" = "DELETE FROM duty_watchers \
        WHERE partnership = $1 AND stream_kind = $2 AND stream = $3";
    #[hot] INSERT_WATCHER on "duty_watchers" = "INSERT INTO duty_watchers \
        (partnership, person, due, stream_kind, stream, duty, duty_key) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT DO NOTHING";
    #[hot] DELETE_INVOLVEMENTS on "involvements" = "DELETE FROM involvements \
        WHERE partnership = $1 AND stream_kind = $2 AND stream = $3";
    #[hot] INSERT_INVOLVEMENT on "involvements" = "INSERT INTO involvements \
        (partnership, person, stream_kind, stream, capacity, from_day, until_day) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (partnership, stream_kind, stream, person, capacity, from_day) \
        DO UPDATE SET until_day = excluded.until_day";
    #[hot] INSERT_TOKEN on "search_tokens" = "INSERT INTO search_tokens \
        (partnership, stream_kind, token, stream) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    #[hot] TOKENS_OF_STREAM on "search_tokens" = "SELECT token FROM search_tokens \
        WHERE partnership = $1 AND stream_kind = $2 AND stream = $3";
    #[hot] DELETE_TOKEN on "search_tokens" = "DELETE FROM search_tokens \
        WHERE partnership = $1 AND stream_kind = $2 AND token = $3 AND stream = $4";

    #[hot] MEASURED on "measured" = "SELECT facts FROM measured \
        WHERE partnership = $1 AND stream_kind = $2 AND stream = $3";
    #[hot] SAVE_MEASURED on "measured" = "INSERT INTO measured (partnership, stream_kind, stream, facts) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (partnership, stream_kind, stream) DO UPDATE SET facts = excluded.facts";
    #[hot] DELETE_MEASURED on "measured" = "DELETE FROM measured \
        WHERE partnership = $1 AND stream_kind = $2 AND stream = $3";

    // Projections, asked.
    #[hot] DUTIES_WATCHED on "duties" = "SELECT d.stream_kind, d.stream, d.duty, d.duty_key, d.due, \
        d.responsible, d.person, d.digest, d.body, s.state, s.owner, s.sort_at, s.display \
        FROM (SELECT due, stream_kind, stream, duty, duty_key FROM duty_watchers \
            WHERE partnership = $1 AND person = $2 \
            ORDER BY due, stream_kind, stream, duty, duty_key LIMIT $3 OFFSET $4) w \
        JOIN duties d ON d.partnership = $1 AND d.stream_kind = w.stream_kind \
            AND d.stream = w.stream AND d.duty = w.duty AND d.duty_key = w.duty_key \
        LEFT JOIN summaries s ON s.partnership = $1 AND s.stream_kind = w.stream_kind \
            AND s.stream = w.stream \
        ORDER BY w.due, w.stream_kind, w.stream, w.duty, w.duty_key";
    #[hot] COUNT_DUTIES_WATCHED on "duty_watchers" = "SELECT count(*) FROM duty_watchers \
        WHERE partnership = $1 AND person = $2";
    #[hot] DUTIES_OF_CAPACITY on "duties" = "SELECT d.stream_kind, d.stream, d.duty, d.duty_key, d.due, \
        d.responsible, d.person, d.digest, d.body, s.state, s.owner, s.sort_at, s.display \
        FROM duties d LEFT JOIN summaries s ON s.partnership = d.partnership \
            AND s.stream_kind = d.stream_kind AND s.stream = d.stream \
        WHERE d.partnership = $1 AND d.responsible = $2 \
        ORDER BY d.due, d.stream_kind, d.stream, d.duty, d.duty_key LIMIT $3";
    #[hot] DUTIES_PASSED on "duties" = "SELECT stream_kind, stream, duty, duty_key, due FROM duties \
        WHERE partnership = $1 AND responsible = $2 AND due < $3";
    #[hot] COUNT_DUTIES_OF_CAPACITY on "duties" = "SELECT count(*) FROM duties \
        WHERE partnership = $1 AND responsible = $2";
    #[hot] DUTIES_OF_STREAM on "duties" = "SELECT d.stream_kind, d.stream, d.duty, d.duty_key, d.due, \
        d.responsible, d.person, d.digest, d.body, s.state, s.owner, s.sort_at, s.display \
        FROM duties d LEFT JOIN summaries s ON s.partnership = d.partnership \
            AND s.stream_kind = d.stream_kind AND s.stream = d.stream \
        WHERE d.partnership = $1 AND d.stream_kind = $2 AND d.stream = $3 \
        ORDER BY d.due, d.duty, d.duty_key";
    #[hot] SUMMARY on "summaries" = "SELECT stream_kind, stream, state, owner, sort_at, display FROM summaries \
        WHERE partnership = $1 AND stream_kind = $2 AND stream = $3";
    #[hot] SUMMARIES on "summaries" = "SELECT stream_kind, stream, state, owner, sort_at, display FROM summaries \
        WHERE partnership = $1 AND stream_kind = $2 ORDER BY sort_at, stream LIMIT $3 OFFSET $4";
    #[hot] COUNT_SUMMARIES on "summaries" = "SELECT count(*) FROM summaries \
        WHERE partnership = $1 AND stream_kind = $2";
    #[hot] SUMMARIES_BY_STATE on "summaries" = "SELECT stream_kind, stream, state, owner, sort_at, display \
        FROM summaries WHERE partnership = $1 AND stream_kind = $2 AND state = $3 \
        ORDER BY sort_at, stream LIMIT $4 OFFSET $5";
    #[hot] COUNT_SUMMARIES_BY_STATE on "summaries" = "SELECT count(*) FROM summaries \
        WHERE partnership = $1 AND stream_kind = $2 AND state = $3";
    #[hot] SUMMARIES_BY_OWNER on "summaries" = "SELECT stream_kind, stream, state, owner, sort_at, display \
        FROM summaries WHERE partnership = $1 AND stream_kind = $2 AND owner = $3 \
        ORDER BY sort_at, stream LIMIT $4 OFFSET $5";
    #[hot] COUNT_SUMMARIES_BY_OWNER on "summaries" = "SELECT count(*) FROM summaries \
        WHERE partnership = $1 AND stream_kind = $2 AND owner = $3";
    #[hot] SUMMARIES_BY_OWNER_AND_STATE on "summaries" = "SELECT stream_kind, stream, state, owner, sort_at, display \
        FROM summaries WHERE partnership = $1 AND stream_kind = $2 AND owner = $3 AND state = $4 \
        ORDER BY sort_at, stream LIMIT $5 OFFSET $6";
    #[hot] COUNT_SUMMARIES_BY_OWNER_AND_STATE on "summaries" = "SELECT count(*) FROM summaries \
        WHERE partnership = $1 AND stream_kind = $2 AND owner = $3 AND state = $4";
    #[hot] INVOLVEMENTS_OF_PERSON on "involvements" = "SELECT person, stream_kind, stream, capacity, from_day, \
        until_day FROM involvements WHERE partnership = $1 AND person = $2 \
        ORDER BY stream_kind, stream, capacity, from_day";
    #[hot] INVOLVEMENTS_OF_STREAM on "involvements" = "SELECT person, stream_kind, stream, capacity, from_day, \
        until_day FROM involvements WHERE partnership = $1 AND stream_kind = $2 AND stream = $3 \
        ORDER BY person, capacity, from_day";
    #[hot] STREAMS_WITH_TOKEN on "search_tokens" = "SELECT stream FROM search_tokens \
        WHERE partnership = $1 AND stream_kind = $2 AND token = $3 ORDER BY stream LIMIT $4";

    // Projections, whole.
    SCAN_SUMMARIES on "summaries" = "SELECT stream_kind, stream, state, owner, sort_at, display FROM summaries \
        WHERE partnership = $1";
    SCAN_DUTIES on "duties" = "SELECT stream_kind, stream, duty, duty_key, due, responsible, person, digest, body, \
        NULL FROM duties WHERE partnership = $1";
    SCAN_WATCHERS on "duty_watchers" = "SELECT stream_kind, stream, duty, duty_key, due, person \
        FROM duty_watchers WHERE partnership = $1";
    SCAN_INVOLVEMENTS on "involvements" = "SELECT person, stream_kind, stream, capacity, from_day, until_day \
        FROM involvements WHERE partnership = $1";
    SCAN_TOKENS on "search_tokens" = "SELECT stream_kind, stream, token FROM search_tokens WHERE partnership = $1";
    SCAN_MEASURED on "measured" = "SELECT stream_kind, stream, facts FROM measured WHERE partnership = $1 \
        ORDER BY stream_kind, stream";
    #[hot] SETTING on "settings" = "SELECT value FROM settings WHERE partnership = $1 AND name = $2";
    #[hot] SAVE_SETTING on "settings" = "INSERT INTO settings (partnership, name, value) VALUES ($1, $2, $3) \
        ON CONFLICT (partnership, name) DO UPDATE SET value = excluded.value";
    // Counters are added up where they stand, so that none of two at the same time is lost.
    #[hot] COUNT_SETTING on "settings" = "INSERT INTO settings (partnership, name, value) VALUES ($1, $2, '1') \
        ON CONFLICT (partnership, name) \
        DO UPDATE SET value = CAST(CAST(settings.value AS bigint) + 1 AS text)";
    #[hot] COUNTED_SETTINGS on "settings" = "SELECT CAST(coalesce(sum(CAST(value AS bigint)), 0) AS bigint) \
        FROM settings WHERE partnership = $1 AND name >= $2 AND name < $3";

    // Work that one server does for all.
    #[hot] CLAIM_LEASE on "leases" = "INSERT INTO leases (partnership, work, owner, until) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (partnership, work) DO UPDATE SET owner = excluded.owner, until = excluded.until \
        WHERE leases.owner = excluded.owner OR leases.until <= $5";
    #[hot] RELEASE_LEASE on "leases" = "DELETE FROM leases WHERE partnership = $1 AND work = $2 AND owner = $3";

    // The outbox.
    #[hot] INSERT_OUTBOX on "outbox" = "INSERT INTO outbox \
        (partnership, id, kind, idempotency_key, body, not_before, attempts, state) \
        VALUES ($1, $2, $3, $4, $5, $6, 0, 'waiting') ON CONFLICT (partnership, idempotency_key) DO NOTHING";
    // Two that claim at the same time are given different items.
    #[hot] OUTBOX_CLAIMABLE on "outbox" = {
        sqlite: "SELECT id, kind, idempotency_key, body, attempts FROM outbox \
            WHERE partnership = $1 AND state = 'waiting' AND not_before <= $2 \
            AND (lease_until IS NULL OR lease_until <= $2) ORDER BY not_before, id LIMIT $3",
        postgres: "SELECT id, kind, idempotency_key, body, attempts FROM outbox \
            WHERE partnership = $1 AND state = 'waiting' AND not_before <= $2 \
            AND (lease_until IS NULL OR lease_until <= $2) ORDER BY not_before, id LIMIT $3 \
            FOR UPDATE SKIP LOCKED",
    };
    #[hot] CLAIM_OUTBOX on "outbox" = "UPDATE outbox SET lease_owner = $1, lease_until = $2 \
        WHERE partnership = $3 AND id = $4";
    #[hot] OUTBOX_DONE on "outbox" = "UPDATE outbox SET state = 'done', body = $1, done_at = $2, \
        lease_owner = NULL, lease_until = NULL \
        WHERE partnership = $3 AND id = $4 AND state = 'waiting' AND lease_owner = $5";
    #[hot] OUTBOX_ATTEMPTS on "outbox" = "SELECT attempts FROM outbox \
        WHERE partnership = $1 AND id = $2 AND state = 'waiting' AND lease_owner = $3";
    #[hot] OUTBOX_FAILED on "outbox" = "UPDATE outbox SET state = $1, attempts = $2, not_before = $3, why = $4, \
        lease_owner = NULL, lease_until = NULL WHERE partnership = $5 AND id = $6 AND state = 'waiting' AND lease_owner = $7";
    COUNT_OUTBOX on "outbox" = "SELECT count(*) FROM outbox WHERE state <> 'done'";

    // Forms sent once, and drafts.
    #[hot] INSERT_ONCE on "once_tokens" = "INSERT INTO once_tokens (partnership, token, used_at) \
        VALUES ($1, $2, $3) ON CONFLICT (partnership, token) DO NOTHING";
    PURGE_ONCE on "once_tokens" = "DELETE FROM once_tokens WHERE partnership = $1 AND used_at < $2";
    #[hot] DRAFT on "drafts" = "SELECT revision, body, saved_at FROM drafts WHERE partnership = $1 AND draft = $2";
    #[hot] INSERT_DRAFT on "drafts" = "INSERT INTO drafts (partnership, draft, revision, body, saved_at) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (partnership, draft) DO NOTHING";
    #[hot] UPDATE_DRAFT on "drafts" = "UPDATE drafts SET revision = $1, body = $2, saved_at = $3 \
        WHERE partnership = $4 AND draft = $5 AND revision = $6";
    #[hot] DELETE_DRAFT on "drafts" = "DELETE FROM drafts WHERE partnership = $1 AND draft = $2";
    #[hot] PURGE_DRAFTS on "drafts" = "DELETE FROM drafts WHERE partnership = $1 AND saved_at < $2";

    // Codes and attempts.
    #[hot] INSERT_CODE on "codes" = "INSERT INTO codes \
        (partnership, digest, id, person, reach_kind, reach, issued_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    #[hot] REVOKE_CODE on "codes" = "UPDATE codes SET revoked_at = $1 \
        WHERE partnership = $2 AND id = $3 AND revoked_at IS NULL";
    #[hot] CODE on "codes" = "SELECT id, person, reach_kind, reach, issued_at, revoked_at FROM codes \
        WHERE partnership = $1 AND digest = $2";
    #[hot] CODES_OF_STREAM on "codes" = "SELECT id, person, reach_kind, reach, issued_at, revoked_at FROM codes \
        WHERE partnership = $1 AND reach_kind = $2 AND reach = $3 ORDER BY issued_at DESC, id";
    #[hot] COUNT_ATTEMPT on "attempts" = "INSERT INTO attempts (partnership, what, count, resets_at) \
        VALUES ($1, $2, 1, $3) ON CONFLICT (partnership, what) DO UPDATE SET \
        count = CASE WHEN attempts.resets_at > $4 THEN attempts.count + 1 ELSE 1 END, \
        resets_at = CASE WHEN attempts.resets_at > $4 THEN attempts.resets_at ELSE excluded.resets_at END \
        RETURNING count, resets_at";
    #[hot] DELETE_ATTEMPTS on "attempts" = "DELETE FROM attempts WHERE partnership = $1 AND what = $2";
    #[hot] PURGE_ATTEMPTS on "attempts" = "DELETE FROM attempts WHERE partnership = $1 AND resets_at <= $2";

    // What goes with a record that is destroyed. Seldom, and never while somebody waits for a page.
    DELETE_TOKENS_OF_STREAM on "search_tokens" = "DELETE FROM search_tokens \
        WHERE partnership = $1 AND stream_kind = $2 AND stream = $3";
    DELETE_CODES_OF_STREAM on "codes" = "DELETE FROM codes \
        WHERE partnership = $1 AND reach_kind = $2 AND reach = $3";
    COUNT_CODES_OF_PERSON on "codes" = "SELECT count(*) FROM codes WHERE partnership = $1 AND person = $2";
    DELETE_FAMILY_ACCOUNT on "accounts" = "DELETE FROM accounts \
        WHERE partnership = $1 AND person = $2 AND name LIKE 'family/%'";
    DELETE_OUTBOX_OF_KEY on "outbox" = "DELETE FROM outbox WHERE partnership = $1 AND substr(body, 1, 16) = $2";

    // Accounts and sessions.
    #[hot] ACCOUNT_BY_NAME on "accounts" = "SELECT person, name, password_hash, totp_secret, totp_last_step, \
        disabled, failed_attempts FROM accounts WHERE partnership = $1 AND name = $2";
    #[hot] ACCOUNT_OF_PERSON on "accounts" = "SELECT person, name, password_hash, totp_secret, totp_last_step, \
        disabled, failed_attempts FROM accounts WHERE partnership = $1 AND person = $2";
    #[hot] SAVE_ACCOUNT on "accounts" = "INSERT INTO accounts \
        (partnership, person, name, password_hash, totp_secret, totp_last_step, disabled, failed_attempts) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (partnership, person) DO UPDATE SET \
        name = excluded.name, password_hash = excluded.password_hash, totp_secret = excluded.totp_secret, \
        totp_last_step = excluded.totp_last_step, disabled = excluded.disabled, \
        failed_attempts = excluded.failed_attempts";
    #[hot] SPEND_TOTP_STEP on "accounts" = "UPDATE accounts SET totp_last_step = $1 \
        WHERE partnership = $2 AND person = $3 AND (totp_last_step IS NULL OR totp_last_step < $1)";
    #[hot] COUNT_SIGN_IN on "accounts" = "UPDATE accounts SET failed_attempts = \
        CASE WHEN CAST($1 AS bigint) = 1 THEN 0 ELSE failed_attempts + 1 END \
        WHERE partnership = $2 AND person = $3 RETURNING failed_attempts";
    #[hot] SESSION on "sessions" = "SELECT data, expires_at FROM sessions \
        WHERE partnership = $1 AND id = $2 AND expires_at > $3";
    #[hot] CREATE_SESSION on "sessions" = "INSERT INTO sessions (partnership, id, data, expires_at) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (partnership, id) DO NOTHING";
    #[hot] SAVE_SESSION on "sessions" = "INSERT INTO sessions (partnership, id, data, expires_at) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (partnership, id) \
        DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at";
    #[hot] DELETE_SESSION on "sessions" = "DELETE FROM sessions WHERE partnership = $1 AND id = $2";
    #[hot] PURGE_SESSIONS on "sessions" = "DELETE FROM sessions WHERE partnership = $1 AND expires_at <= $2";
}

pub(crate) mod copying;

/// The statements of the keys file.
pub(crate) mod keys {
    use crate::session::Statement;

    catalogue! {
        #[hot] KEY_OF_SUBJECT on "subject_keys" = "SELECT key_id, secret FROM subject_keys \
            WHERE partnership = $1 AND subject = $2";
        #[hot] KEY on "subject_keys" = "SELECT key_id, secret FROM subject_keys WHERE partnership = $1 AND key_id = $2";
        ALL_KEYS on "subject_keys" = "SELECT key_id, secret FROM subject_keys WHERE partnership = $1";
        #[hot] INSERT_KEY on "subject_keys" = "INSERT INTO subject_keys (partnership, key_id, subject, secret) \
            VALUES ($1, $2, $3, $4) ON CONFLICT (partnership, subject) DO NOTHING";
        #[hot] ERASE_KEY on "subject_keys" = "UPDATE subject_keys SET secret = NULL, erased_at = $1 \
            WHERE partnership = $2 AND subject = $3 AND secret IS NOT NULL";
        #[hot] ERASURES on "key_erasures" = "SELECT count FROM key_erasures WHERE partnership = $1";
        #[hot] COUNT_ERASURE on "key_erasures" = "INSERT INTO key_erasures (partnership, count) VALUES ($1, 1) \
            ON CONFLICT (partnership) DO UPDATE SET count = key_erasures.count + 1";
        #[hot] SECRET on "partnership_secrets" = "SELECT secret FROM partnership_secrets \
            WHERE partnership = $1 AND name = $2";
        #[hot] INSERT_SECRET on "partnership_secrets" = "INSERT INTO partnership_secrets (partnership, name, secret) \
            VALUES ($1, $2, $3) ON CONFLICT (partnership, name) DO NOTHING";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::{Path, PathBuf};

    use rusqlite::Connection;

    use crate::cluster::Cluster;

    /// The migrations of a folder, in their order.
    fn files(folder: &str) -> Vec<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(folder);
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort_by_key(|file| {
            let name = file.file_name().unwrap().to_string_lossy();
            name[1..].split_once("__").unwrap().0.parse::<u32>().unwrap()
        });
        files
    }

    /// An empty database after all migrations of a folder.
    fn migrated(folder: &str) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        for file in files(folder) {
            connection.execute_batch(&std::fs::read_to_string(file).unwrap()).unwrap();
        }
        connection
    }

    fn both() -> [(Connection, &'static [(&'static Statement, bool)]); 2] {
        [(migrated("sqlite"), ALL), (migrated("sqlite-keys"), keys::ALL)]
    }

    #[test]
    fn parameters_first_appear_in_order() {
        for statements in [ALL, keys::ALL, copying::ALL] {
            for (statement, _) in statements {
                for text in [statement.sqlite, statement.postgres] {
                    let mut highest = 0;
                    for piece in text.split('$').skip(1) {
                        let digits: String = piece.chars().take_while(char::is_ascii_digit).collect();
                        let number: u32 = digits.parse().unwrap();
                        assert!(number <= highest + 1, "{}: ${number}", statement.name);
                        highest = highest.max(number);
                    }
                }
            }
        }
    }

    #[test]
    fn every_statement_is_understood_and_begins_with_the_partnership() {
        let whole = [
            "IDENTITY",
            "SAVE_IDENTITY",
            "ANY_CHECKPOINT",
            "ANY_ENTRY",
            "NEXT_PARTNERSHIP",
            "COUNT_UNSEQUENCED",
            "COUNT_OUTBOX",
        ];
        for (connection, statements) in both() {
            for (statement, _) in statements.iter().filter(|(statement, _)| !statement.table.is_empty()) {
                connection
                    .prepare(statement.sqlite)
                    .unwrap_or_else(|why| panic!("{}: {why}", statement.name));
                let within = statement.sqlite.contains("partnership = $")
                    || statement.sqlite.contains("(partnership,")
                    || statement.sqlite.contains("(partnership ");
                assert!(within || whole.contains(&statement.name), "{}", statement.name);
            }
        }
    }

    #[test]
    fn hot_statements_find_their_rows_by_an_index() {
        for (connection, statements) in both() {
            for (statement, _) in statements.iter().filter(|(_, hot)| *hot) {
                let mut plan =
                    connection.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sqlite)).unwrap();
                let parameters = vec![rusqlite::types::Value::Null; plan.parameter_count()];
                let steps: Vec<String> = plan
                    .query_map(rusqlite::params_from_iter(parameters), |row| row.get("detail"))
                    .unwrap()
                    .map(Result::unwrap)
                    .collect();
                // What belongs to one stream or one person is found by it, not by walking through everybody's. A lease is one
                // row, found by its work.
                let leases = statement.table == "leases";
                for column in ["stream", "person", "token", "owner"] {
                    let asks = statement.sqlite.contains(&format!("AND {column} = $")) && !steps.is_empty();
                    let finds = steps.iter().any(|step| step.contains(&format!("{column}=?")));
                    assert!(!asks || finds || leases, "{} by {column}: {steps:?}", statement.name);
                }
                for step in steps {
                    let scans = step.starts_with("SCAN") && !step.starts_with("SCAN w");
                    assert!(!scans, "{}: {step}", statement.name);
                    // A page, or the rows of one stream, may be put in order; a whole list may not.
                    let sorts = step.contains("TEMP B-TREE");
                    let small =
                        ["DUTIES_WATCHED", "DUTIES_OF_STREAM", "INVOLVEMENTS_OF_STREAM", "CODES_OF_STREAM"];
                    assert!(!sorts || small.contains(&statement.name), "{}: {step}", statement.name);
                }
            }
        }
    }

    /// What a server makes of every statement: whether it understands it, and the plan of those that are hot.
    #[test]
    fn a_server_understands_every_statement_and_finds_rows_by_an_index() {
        let server = Cluster::shared();
        let name = server.database();
        for (database, folder, statements) in
            [(name.clone(), "postgres", ALL), (format!("{name}_keys"), "postgres-keys", keys::ALL)]
        {
            let mut script = String::new();
            for file in files(folder) {
                script += &std::fs::read_to_string(file).unwrap();
            }
            server.run(&database, &script);
            for (statement, hot) in statements.iter().filter(|(statement, _)| !statement.table.is_empty()) {
                let numbers = statement.postgres.split('$').skip(1).map(|piece| {
                    let digits: String = piece.chars().take_while(char::is_ascii_digit).collect();
                    digits.parse::<usize>().unwrap()
                });
                let nothing = vec!["NULL"; numbers.max().unwrap_or(0)].join(", ");
                let asked = if nothing.is_empty() { "asked".to_owned() } else { format!("asked({nothing})") };
                // A plan by an index is taken wherever there is one, however small the tables are here.
                let plan = server.run(
                    &database,
                    &format!(
                        "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_sort = off; \
                         SET enable_bitmapscan = off; PREPARE asked AS {}; EXPLAIN EXECUTE {asked}",
                        statement.postgres
                    ),
                );
                assert!(!hot || !plan.contains("Seq Scan"), "{}: {plan}", statement.name);
                let small =
                    ["DUTIES_WATCHED", "DUTIES_OF_STREAM", "INVOLVEMENTS_OF_STREAM", "CODES_OF_STREAM"];
                let sorts = plan.contains("Sort") && !small.contains(&statement.name);
                assert!(!hot || !sorts, "{}: {plan}", statement.name);
            }
        }
    }

    /// What engines that keep rows on several machines refuse, or do only slowly: nothing here asks for it.
    #[test]
    fn nothing_asks_for_what_a_distributed_engine_refuses() {
        let refused = [
            "advisory",
            "listen ",
            "notify ",
            "nextval",
            "serial",
            "trigger",
            "references ",
            "foreign key",
            "deferrable",
            "exclude ",
            "temporary ",
            "lock table",
            "truncate",
            "returning *",
            "generated always as identity",
        ];
        let mut texts: Vec<(String, String)> = Vec::new();
        for folder in ["postgres", "postgres-keys"] {
            for file in files(folder) {
                texts.push((file.display().to_string(), std::fs::read_to_string(&file).unwrap()));
            }
        }
        for (statement, _) in [ALL, keys::ALL, copying::ALL].into_iter().flatten() {
            texts.push((statement.name.to_owned(), statement.postgres.to_owned()));
            // Rows are held and changed within one partnership. Which database this is, is one row for all.
            let text = statement.postgres;
            let changes = ["UPDATE ", "DELETE FROM ", "FOR UPDATE", "FOR NO KEY UPDATE", "FOR SHARE"];
            let whole = statement.table == "store_identity" || statement.name.starts_with("CLEAR_");
            if changes.iter().any(|word| text.contains(word)) && !text.starts_with("INSERT") && !whole {
                assert!(text.contains("partnership = $"), "{}", statement.name);
            }
        }
        for (name, text) in texts {
            let is_said = |line: &&str| !line.trim_start().starts_with("--");
            let text = text.lines().filter(is_said).collect::<Vec<_>>().join("\n").to_lowercase();
            for word in refused {
                assert!(!text.contains(word), "{name}: {word}");
            }
        }
    }

    #[test]
    fn every_key_begins_with_the_partnership() {
        for (connection, _) in both() {
            let mut indexes = connection
                .prepare(
                    "SELECT t.name, l.name, i.name FROM sqlite_schema t, pragma_index_list(t.name) l, \
                     pragma_index_info(l.name) i WHERE t.type = 'table' AND i.seqno = 0",
                )
                .unwrap();
            let mut seen = 0;
            let mut rows = indexes.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let (table, first): (String, String) = (row.get(0).unwrap(), row.get(2).unwrap());
                assert_eq!(first, "partnership", "{table}");
                seen += 1;
            }
            assert!(seen >= 3);
            let triggers: i64 = connection
                .query_row(
                    "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' OR name = 'sqlite_sequence'",
                    [],
                    |row| row.get(0),
                )
                .unwrap();
            assert_eq!(triggers, 0);
        }
    }
}
