//! The statements by which a whole store is copied, table by table, in the order of each table's key.

use crate::session::Statement;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Text,
    Bytes,
    Integer,
}

/// A table, as it is copied.
pub(crate) struct Table {
    /// The next rows after a key.
    pub rows: &'static Statement,
    /// Puts a row in its place, unless it is there.
    pub insert: &'static Statement,
    /// Empties it; for tables whose rows change. Those of the others are the same wherever they are.
    pub clear: Option<&'static Statement>,
    /// How many rows it has.
    pub count: &'static Statement,
    /// How many of the first columns are its key.
    pub keys: usize,
    /// What its columns hold.
    pub columns: &'static [Column],
}

catalogue! {
    #[hot] COPIED_ENTRIES on "entries" = "SELECT partnership, stream_kind, stream, version, header, payload, hash FROM entries \
            WHERE (partnership, stream_kind, stream, version) > ($1, $2, $3, $4) ORDER BY \
            partnership, stream_kind, stream, version LIMIT $5";
    COPY_ENTRIES on "entries" = "INSERT INTO entries (partnership, stream_kind, stream, version, header, payload, hash) \
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    COUNT_OF_ENTRIES on "entries" = "SELECT count(*) FROM entries";
    #[hot] COPIED_LOG_LEAVES on "log_leaves" = "SELECT partnership, position, stream_kind, stream, version, hash FROM log_leaves WHERE \
            (partnership, position) > ($1, $2) ORDER BY partnership, position LIMIT $3";
    COPY_LOG_LEAVES on "log_leaves" = "INSERT INTO log_leaves (partnership, position, stream_kind, stream, version, hash) \
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    COUNT_OF_LOG_LEAVES on "log_leaves" = "SELECT count(*) FROM log_leaves";
    #[hot] COPIED_LOG_CHECKPOINTS on "log_checkpoints" = "SELECT partnership, size, note FROM log_checkpoints WHERE (partnership, size) > ($1, $2) \
            ORDER BY partnership, size LIMIT $3";
    COPY_LOG_CHECKPOINTS on "log_checkpoints" = "INSERT INTO log_checkpoints (partnership, size, note) VALUES ($1, $2, $3) ON CONFLICT DO \
            NOTHING";
    COUNT_OF_LOG_CHECKPOINTS on "log_checkpoints" = "SELECT count(*) FROM log_checkpoints";
    #[hot] COPIED_UNSEQUENCED on "unsequenced" = "SELECT partnership, stream_kind, stream, version, hash FROM unsequenced WHERE \
            (partnership, stream_kind, stream, version) > ($1, $2, $3, $4) ORDER BY partnership, \
            stream_kind, stream, version LIMIT $5";
    COPY_UNSEQUENCED on "unsequenced" = "INSERT INTO unsequenced (partnership, stream_kind, stream, version, hash) VALUES ($1, \
            $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    CLEAR_UNSEQUENCED on "unsequenced" = "DELETE FROM unsequenced";
    COUNT_OF_UNSEQUENCED on "unsequenced" = "SELECT count(*) FROM unsequenced";
    #[hot] COPIED_LOG_FRONTIERS on "log_frontiers" = "SELECT partnership, size, peaks FROM log_frontiers WHERE partnership > $1 ORDER BY \
            partnership LIMIT $2";
    COPY_LOG_FRONTIERS on "log_frontiers" = "INSERT INTO log_frontiers (partnership, size, peaks) VALUES ($1, $2, $3) ON CONFLICT DO \
            NOTHING";
    CLEAR_LOG_FRONTIERS on "log_frontiers" = "DELETE FROM log_frontiers";
    COUNT_OF_LOG_FRONTIERS on "log_frontiers" = "SELECT count(*) FROM log_frontiers";
    #[hot] COPIED_SUMMARIES on "summaries" = "SELECT partnership, stream_kind, stream, state, owner, sort_at, display FROM summaries \
            WHERE (partnership, stream_kind, stream) > ($1, $2, $3) ORDER BY partnership, \
            stream_kind, stream LIMIT $4";
    COPY_SUMMARIES on "summaries" = "INSERT INTO summaries (partnership, stream_kind, stream, state, owner, sort_at, display) \
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    CLEAR_SUMMARIES on "summaries" = "DELETE FROM summaries";
    COUNT_OF_SUMMARIES on "summaries" = "SELECT count(*) FROM summaries";
    #[hot] COPIED_DUTIES on "duties" = "SELECT partnership, stream_kind, stream, duty, duty_key, due, responsible, person, \
            digest, body FROM duties WHERE (partnership, stream_kind, stream, duty, duty_key) > ($1, \
            $2, $3, $4, $5) ORDER BY partnership, stream_kind, stream, duty, duty_key LIMIT $6";
    COPY_DUTIES on "duties" = "INSERT INTO duties (partnership, stream_kind, stream, duty, duty_key, due, responsible, \
            person, digest, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO \
            NOTHING";
    CLEAR_DUTIES on "duties" = "DELETE FROM duties";
    COUNT_OF_DUTIES on "duties" = "SELECT count(*) FROM duties";
    #[hot] COPIED_DUTY_WATCHERS on "duty_watchers" = "SELECT partnership, person, due, stream_kind, stream, duty, duty_key FROM duty_watchers \
            WHERE (partnership, person, due, stream_kind, stream, duty, duty_key) > ($1, $2, $3, $4, \
            $5, $6, $7) ORDER BY partnership, person, due, stream_kind, stream, duty, duty_key LIMIT \
            $8";
    COPY_DUTY_WATCHERS on "duty_watchers" = "INSERT INTO duty_watchers (partnership, person, due, stream_kind, stream, duty, \
            duty_key) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    CLEAR_DUTY_WATCHERS on "duty_watchers" = "DELETE FROM duty_watchers";
    COUNT_OF_DUTY_WATCHERS on "duty_watchers" = "SELECT count(*) FROM duty_watchers";
    #[hot] COPIED_INVOLVEMENTS on "involvements" = "SELECT partnership, stream_kind, stream, person, capacity, from_day, until_day FROM \
            involvements WHERE (partnership, stream_kind, stream, person, capacity, from_day) > ($1, \
            $2, $3, $4, $5, $6) ORDER BY partnership, stream_kind, stream, person, capacity, \
            from_day LIMIT $7";
    COPY_INVOLVEMENTS on "involvements" = "INSERT INTO involvements (partnership, stream_kind, stream, person, capacity, from_day, \
            until_day) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    CLEAR_INVOLVEMENTS on "involvements" = "DELETE FROM involvements";
    COUNT_OF_INVOLVEMENTS on "involvements" = "SELECT count(*) FROM involvements";
    #[hot] COPIED_SEARCH_TOKENS on "search_tokens" = "SELECT partnership, stream_kind, token, stream FROM search_tokens WHERE (partnership, \
            stream_kind, token, stream) > ($1, $2, $3, $4) ORDER BY partnership, stream_kind, token, \
            stream LIMIT $5";
    COPY_SEARCH_TOKENS on "search_tokens" = "INSERT INTO search_tokens (partnership, stream_kind, token, stream) VALUES ($1, $2, $3, \
            $4) ON CONFLICT DO NOTHING";
    CLEAR_SEARCH_TOKENS on "search_tokens" = "DELETE FROM search_tokens";
    COUNT_OF_SEARCH_TOKENS on "search_tokens" = "SELECT count(*) FROM search_tokens";
    #[hot] COPIED_MEASURED on "measured" = "SELECT partnership, stream_kind, stream, facts FROM measured WHERE (partnership, \
            stream_kind, stream) > ($1, $2, $3) ORDER BY partnership, stream_kind, stream LIMIT $4";
    COPY_MEASURED on "measured" = "INSERT INTO measured (partnership, stream_kind, stream, facts) VALUES ($1, $2, $3, $4) \
            ON CONFLICT DO NOTHING";
    CLEAR_MEASURED on "measured" = "DELETE FROM measured";
    COUNT_OF_MEASURED on "measured" = "SELECT count(*) FROM measured";
    #[hot] COPIED_SETTINGS on "settings" = "SELECT partnership, name, value FROM settings WHERE (partnership, name) > ($1, $2) ORDER \
            BY partnership, name LIMIT $3";
    COPY_SETTINGS on "settings" = "INSERT INTO settings (partnership, name, value) VALUES ($1, $2, $3) ON CONFLICT DO \
            NOTHING";
    CLEAR_SETTINGS on "settings" = "DELETE FROM settings";
    COUNT_OF_SETTINGS on "settings" = "SELECT count(*) FROM settings";
    #[hot] COPIED_OUTBOX on "outbox" = "SELECT partnership, id, kind, idempotency_key, body, not_before, attempts, lease_owner, \
            lease_until, state, why, done_at FROM outbox WHERE (partnership, id) > ($1, $2) ORDER BY \
            partnership, id LIMIT $3";
    COPY_OUTBOX on "outbox" = "INSERT INTO outbox (partnership, id, kind, idempotency_key, body, not_before, attempts, \
            lease_owner, lease_until, state, why, done_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, \
            $9, $10, $11, $12) ON CONFLICT DO NOTHING";
    CLEAR_OUTBOX on "outbox" = "DELETE FROM outbox";
    COUNT_OF_OUTBOX on "outbox" = "SELECT count(*) FROM outbox";
    #[hot] COPIED_ONCE_TOKENS on "once_tokens" = "SELECT partnership, token, used_at FROM once_tokens WHERE (partnership, token) > ($1, \
            $2) ORDER BY partnership, token LIMIT $3";
    COPY_ONCE_TOKENS on "once_tokens" = "INSERT INTO once_tokens (partnership, token, used_at) VALUES ($1, $2, $3) ON CONFLICT DO \
            NOTHING";
    CLEAR_ONCE_TOKENS on "once_tokens" = "DELETE FROM once_tokens";
    COUNT_OF_ONCE_TOKENS on "once_tokens" = "SELECT count(*) FROM once_tokens";
    #[hot] COPIED_DRAFTS on "drafts" = "SELECT partnership, draft, revision, body, saved_at FROM drafts WHERE (partnership, \
            draft) > ($1, $2) ORDER BY partnership, draft LIMIT $3";
    COPY_DRAFTS on "drafts" = "INSERT INTO drafts (partnership, draft, revision, body, saved_at) VALUES ($1, $2, $3, \
            $4, $5) ON CONFLICT DO NOTHING";
    CLEAR_DRAFTS on "drafts" = "DELETE FROM drafts";
    COUNT_OF_DRAFTS on "drafts" = "SELECT count(*) FROM drafts";
    #[hot] COPIED_CODES on "codes" = "SELECT partnership, digest, id, person, reach_kind, reach, issued_at, revoked_at FROM \
            codes WHERE (partnership, digest) > ($1, $2) ORDER BY partnership, digest LIMIT $3";
    COPY_CODES on "codes" = "INSERT INTO codes (partnership, digest, id, person, reach_kind, reach, issued_at, \
            revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    CLEAR_CODES on "codes" = "DELETE FROM codes";
    COUNT_OF_CODES on "codes" = "SELECT count(*) FROM codes";
    #[hot] COPIED_ATTEMPTS on "attempts" = "SELECT partnership, what, count, resets_at FROM attempts WHERE (partnership, what) > \
            ($1, $2) ORDER BY partnership, what LIMIT $3";
    COPY_ATTEMPTS on "attempts" = "INSERT INTO attempts (partnership, what, count, resets_at) VALUES ($1, $2, $3, $4) ON \
            CONFLICT DO NOTHING";
    CLEAR_ATTEMPTS on "attempts" = "DELETE FROM attempts";
    COUNT_OF_ATTEMPTS on "attempts" = "SELECT count(*) FROM attempts";
    #[hot] COPIED_ACCOUNTS on "accounts" = "SELECT partnership, person, name, password_hash, totp_secret, totp_last_step, disabled, \
            failed_attempts FROM accounts WHERE (partnership, person) > ($1, $2) ORDER BY \
            partnership, person LIMIT $3";
    COPY_ACCOUNTS on "accounts" = "INSERT INTO accounts (partnership, person, name, password_hash, totp_secret, \
            totp_last_step, disabled, failed_attempts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON \
            CONFLICT DO NOTHING";
    CLEAR_ACCOUNTS on "accounts" = "DELETE FROM accounts";
    COUNT_OF_ACCOUNTS on "accounts" = "SELECT count(*) FROM accounts";
    #[hot] COPIED_SESSIONS on "sessions" = "SELECT partnership, id, data, expires_at FROM sessions WHERE (partnership, id) > ($1, \
            $2) ORDER BY partnership, id LIMIT $3";
    COPY_SESSIONS on "sessions" = "INSERT INTO sessions (partnership, id, data, expires_at) VALUES ($1, $2, $3, $4) ON \
            CONFLICT DO NOTHING";
    CLEAR_SESSIONS on "sessions" = "DELETE FROM sessions";
    COUNT_OF_SESSIONS on "sessions" = "SELECT count(*) FROM sessions";
    #[hot] COPIED_SUBJECT_KEYS on "subject_keys" = "SELECT partnership, key_id, subject, secret, erased_at FROM subject_keys WHERE \
            (partnership, key_id) > ($1, $2) ORDER BY partnership, key_id LIMIT $3";
    COPY_SUBJECT_KEYS on "subject_keys" = "INSERT INTO subject_keys (partnership, key_id, subject, secret, erased_at) VALUES ($1, \
            $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    CLEAR_SUBJECT_KEYS on "subject_keys" = "DELETE FROM subject_keys";
    COUNT_OF_SUBJECT_KEYS on "subject_keys" = "SELECT count(*) FROM subject_keys";
    #[hot] COPIED_PARTNERSHIP_SECRETS on "partnership_secrets" = "SELECT partnership, name, secret FROM partnership_secrets WHERE (partnership, name) > \
            ($1, $2) ORDER BY partnership, name LIMIT $3";
    COPY_PARTNERSHIP_SECRETS on "partnership_secrets" = "INSERT INTO partnership_secrets (partnership, name, secret) VALUES ($1, $2, $3) ON \
            CONFLICT DO NOTHING";
    CLEAR_PARTNERSHIP_SECRETS on "partnership_secrets" = "DELETE FROM partnership_secrets";
    COUNT_OF_PARTNERSHIP_SECRETS on "partnership_secrets" = "SELECT count(*) FROM partnership_secrets";
    #[hot] COPIED_KEY_ERASURES on "key_erasures" = "SELECT partnership, count FROM key_erasures WHERE partnership > $1 ORDER BY partnership \
            LIMIT $2";
    COPY_KEY_ERASURES on "key_erasures" = "INSERT INTO key_erasures (partnership, count) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    CLEAR_KEY_ERASURES on "key_erasures" = "DELETE FROM key_erasures";
    COUNT_OF_KEY_ERASURES on "key_erasures" = "SELECT count(*) FROM key_erasures";
}

/// The tables of a record: what was written first, then what follows from it.
pub(crate) static RECORD: &[Table] = &[
    Table {
        rows: &COPIED_ENTRIES,
        insert: &COPY_ENTRIES,
        clear: None,
        count: &COUNT_OF_ENTRIES,
        keys: 4,
        columns: &[
            Column::Text,
            Column::Text,
            Column::Bytes,
            Column::Integer,
            Column::Bytes,
            Column::Bytes,
            Column::Bytes,
        ],
    },
    Table {
        rows: &COPIED_LOG_LEAVES,
        insert: &COPY_LOG_LEAVES,
        clear: None,
        count: &COUNT_OF_LOG_LEAVES,
        keys: 2,
        columns: &[
            Column::Text,
            Column::Integer,
            Column::Text,
            Column::Bytes,
            Column::Integer,
            Column::Bytes,
        ],
    },
    Table {
        rows: &COPIED_LOG_CHECKPOINTS,
        insert: &COPY_LOG_CHECKPOINTS,
        clear: None,
        count: &COUNT_OF_LOG_CHECKPOINTS,
        keys: 2,
        columns: &[Column::Text, Column::Integer, Column::Text],
    },
    Table {
        rows: &COPIED_UNSEQUENCED,
        insert: &COPY_UNSEQUENCED,
        clear: Some(&CLEAR_UNSEQUENCED),
        count: &COUNT_OF_UNSEQUENCED,
        keys: 4,
        columns: &[Column::Text, Column::Text, Column::Bytes, Column::Integer, Column::Bytes],
    },
    Table {
        rows: &COPIED_LOG_FRONTIERS,
        insert: &COPY_LOG_FRONTIERS,
        clear: Some(&CLEAR_LOG_FRONTIERS),
        count: &COUNT_OF_LOG_FRONTIERS,
        keys: 1,
        columns: &[Column::Text, Column::Integer, Column::Bytes],
    },
    Table {
        rows: &COPIED_SUMMARIES,
        insert: &COPY_SUMMARIES,
        clear: Some(&CLEAR_SUMMARIES),
        count: &COUNT_OF_SUMMARIES,
        keys: 3,
        columns: &[
            Column::Text,
            Column::Text,
            Column::Bytes,
            Column::Text,
            Column::Bytes,
            Column::Integer,
            Column::Bytes,
        ],
    },
    Table {
        rows: &COPIED_DUTIES,
        insert: &COPY_DUTIES,
        clear: Some(&CLEAR_DUTIES),
        count: &COUNT_OF_DUTIES,
        keys: 5,
        columns: &[
            Column::Text,
            Column::Text,
            Column::Bytes,
            Column::Text,
            Column::Text,
            Column::Text,
            Column::Text,
            Column::Bytes,
            Column::Text,
            Column::Bytes,
        ],
    },
    Table {
        rows: &COPIED_DUTY_WATCHERS,
        insert: &COPY_DUTY_WATCHERS,
        clear: Some(&CLEAR_DUTY_WATCHERS),
        count: &COUNT_OF_DUTY_WATCHERS,
        keys: 7,
        columns: &[
            Column::Text,
            Column::Bytes,
            Column::Text,
            Column::Text,
            Column::Bytes,
            Column::Text,
            Column::Text,
        ],
    },
    Table {
        rows: &COPIED_INVOLVEMENTS,
        insert: &COPY_INVOLVEMENTS,
        clear: Some(&CLEAR_INVOLVEMENTS),
        count: &COUNT_OF_INVOLVEMENTS,
        keys: 6,
        columns: &[
            Column::Text,
            Column::Text,
            Column::Bytes,
            Column::Bytes,
            Column::Text,
            Column::Text,
            Column::Text,
        ],
    },
    Table {
        rows: &COPIED_SEARCH_TOKENS,
        insert: &COPY_SEARCH_TOKENS,
        clear: Some(&CLEAR_SEARCH_TOKENS),
        count: &COUNT_OF_SEARCH_TOKENS,
        keys: 4,
        columns: &[Column::Text, Column::Text, Column::Bytes, Column::Bytes],
    },
    Table {
        rows: &COPIED_MEASURED,
        insert: &COPY_MEASURED,
        clear: Some(&CLEAR_MEASURED),
        count: &COUNT_OF_MEASURED,
        keys: 3,
        columns: &[Column::Text, Column::Text, Column::Bytes, Column::Bytes],
    },
    Table {
        rows: &COPIED_SETTINGS,
        insert: &COPY_SETTINGS,
        clear: Some(&CLEAR_SETTINGS),
        count: &COUNT_OF_SETTINGS,
        keys: 2,
        columns: &[Column::Text, Column::Text, Column::Text],
    },
    Table {
        rows: &COPIED_OUTBOX,
        insert: &COPY_OUTBOX,
        clear: Some(&CLEAR_OUTBOX),
        count: &COUNT_OF_OUTBOX,
        keys: 2,
        columns: &[
            Column::Text,
            Column::Bytes,
            Column::Text,
            Column::Text,
            Column::Bytes,
            Column::Integer,
            Column::Integer,
            Column::Bytes,
            Column::Integer,
            Column::Text,
            Column::Text,
            Column::Integer,
        ],
    },
    Table {
        rows: &COPIED_ONCE_TOKENS,
        insert: &COPY_ONCE_TOKENS,
        clear: Some(&CLEAR_ONCE_TOKENS),
        count: &COUNT_OF_ONCE_TOKENS,
        keys: 2,
        columns: &[Column::Text, Column::Bytes, Column::Integer],
    },
    Table {
        rows: &COPIED_DRAFTS,
        insert: &COPY_DRAFTS,
        clear: Some(&CLEAR_DRAFTS),
        count: &COUNT_OF_DRAFTS,
        keys: 2,
        columns: &[Column::Text, Column::Bytes, Column::Integer, Column::Bytes, Column::Integer],
    },
    Table {
        rows: &COPIED_CODES,
        insert: &COPY_CODES,
        clear: Some(&CLEAR_CODES),
        count: &COUNT_OF_CODES,
        keys: 2,
        columns: &[
            Column::Text,
            Column::Bytes,
            Column::Bytes,
            Column::Bytes,
            Column::Text,
            Column::Bytes,
            Column::Integer,
            Column::Integer,
        ],
    },
    Table {
        rows: &COPIED_ATTEMPTS,
        insert: &COPY_ATTEMPTS,
        clear: Some(&CLEAR_ATTEMPTS),
        count: &COUNT_OF_ATTEMPTS,
        keys: 2,
        columns: &[Column::Text, Column::Bytes, Column::Integer, Column::Integer],
    },
    Table {
        rows: &COPIED_ACCOUNTS,
        insert: &COPY_ACCOUNTS,
        clear: Some(&CLEAR_ACCOUNTS),
        count: &COUNT_OF_ACCOUNTS,
        keys: 2,
        columns: &[
            Column::Text,
            Column::Bytes,
            Column::Text,
            Column::Text,
            Column::Bytes,
            Column::Integer,
            Column::Integer,
            Column::Integer,
        ],
    },
    Table {
        rows: &COPIED_SESSIONS,
        insert: &COPY_SESSIONS,
        clear: Some(&CLEAR_SESSIONS),
        count: &COUNT_OF_SESSIONS,
        keys: 2,
        columns: &[Column::Text, Column::Bytes, Column::Bytes, Column::Integer],
    },
];

/// The tables of the keys.
pub(crate) static KEYS: &[Table] = &[
    Table {
        rows: &COPIED_SUBJECT_KEYS,
        insert: &COPY_SUBJECT_KEYS,
        clear: Some(&CLEAR_SUBJECT_KEYS),
        count: &COUNT_OF_SUBJECT_KEYS,
        keys: 2,
        columns: &[Column::Text, Column::Bytes, Column::Bytes, Column::Bytes, Column::Integer],
    },
    Table {
        rows: &COPIED_PARTNERSHIP_SECRETS,
        insert: &COPY_PARTNERSHIP_SECRETS,
        clear: Some(&CLEAR_PARTNERSHIP_SECRETS),
        count: &COUNT_OF_PARTNERSHIP_SECRETS,
        keys: 2,
        columns: &[Column::Text, Column::Text, Column::Bytes],
    },
    Table {
        rows: &COPIED_KEY_ERASURES,
        insert: &COPY_KEY_ERASURES,
        clear: Some(&CLEAR_KEY_ERASURES),
        count: &COUNT_OF_KEY_ERASURES,
        keys: 1,
        columns: &[Column::Text, Column::Integer],
    },
];
