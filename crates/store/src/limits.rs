//! Every limit of the store, and why it stands where it does.

/// The longest body of one entry, in bytes. A form of a hundred long answers is below 200 kB; what is larger
/// belongs in an attachment, and one entry must never hold up everybody else's writing.
pub const BODY_LENGTH_MAX: usize = 1 << 20;

/// The most entries in one batch: a made-up life of a child is some hundreds, a person's command is a handful.
pub const BATCH_ENTRIES_MAX: usize = 2_000;

/// The longest name of a kind of entry, of a duty, a state or an outbox item, in bytes.
pub const NAME_LENGTH_MAX: usize = 200;

/// The most rows in one page of a list: more than anybody reads, few enough to decrypt in a few milliseconds.
pub const PAGE_ROWS_MAX: u32 = 1_000;

/// The most search tokens in one question, and the most streams considered for each of them. A token that more
/// streams share than this tells nothing apart.
pub const SEARCH_TOKENS_MAX: usize = 64;
/// See [`SEARCH_TOKENS_MAX`].
pub const SEARCH_STREAMS_PER_TOKEN_MAX: u32 = 1_000;

/// The most write requests committed together. More would lengthen the wait of the first without a gain in speed:
/// at this size a commit costs far less than the writing.
pub const GROUP_MAX: usize = 512;

/// The most write requests waiting. Past this, whoever asks waits before asking, and memory stays bounded.
pub const QUEUE_MAX: usize = 4_096;

/// How often a write that another server overtook is tried again before its writer is told: each time one of the others
/// succeeds, so that this many in a row means a record that half the service writes to at once.
pub const OVERTAKEN_MAX: u32 = 12;

/// The longest wait before the first new try, in milliseconds; it doubles. By chance, so that two do not meet again.
pub const OVERTAKEN_WAIT_MS: u64 = 2;

/// Keys held in memory. One takes some 150 bytes, so this is about 10 MB.
pub const KEYS_CACHED_MAX: usize = 65_536;

/// Entries folded into the log in one transaction: some milliseconds, so that nobody notices the sequencer.
pub const SEQUENCE_CHUNK: u32 = 256;

/// Rows read at a time when a whole partnership is verified, exported or rebuilt.
pub const SCAN_ROWS: u32 = 512;

/// The longest line of an export file, in bytes: a row with the longest body, in base64, and room for its header.
pub const EXPORT_LINE_MAX: usize = BODY_LENGTH_MAX * 2;

/// The longest text of a session's data, in bytes.
pub const SESSION_LENGTH_MAX: usize = 64 * 1024;

/// The shortest identifier of a session, in bytes: 128 bits that nobody can guess.
pub const SESSION_ID_LENGTH_MIN: usize = 16;

/// How often an outbox item is tried before it is set aside for a person to look at. With the waits below the last
/// attempt comes about two days after the first.
pub const OUTBOX_ATTEMPTS_MAX: u32 = 16;
/// The wait after the first failed attempt, in seconds; it doubles each time.
pub const OUTBOX_WAIT_FIRST_SECONDS: i64 = 30;
/// The longest wait between two attempts, in seconds.
pub const OUTBOX_WAIT_MAX_SECONDS: i64 = 6 * 60 * 60;
