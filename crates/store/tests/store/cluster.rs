//! A PostgreSQL server of the tests' own: made from the system's programs in a folder of its own, reached by a socket in it,
//! and gone with the process that asked for it, however that ends.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

/// Keeps the server: makes it, starts and stops it when told, and takes everything away once nobody is there to tell it.
/// PostgreSQL refuses to be run by root, so root runs it as nobody.
const KEEPER: &str = r#"
set -u
folder=$1; bin=$2; follows=$3; as=""
if [ "$(id -u)" = 0 ]; then
    chown nobody "$folder"
    as="setpriv --reuid=nobody --regid=nogroup --clear-groups"
fi
cd "$folder"
make() {
    if [ -n "$follows" ]; then
        $as "$bin/pg_basebackup" -D "$folder/data" -R -X stream --checkpoint=fast --no-sync \
            -d "host=$follows user=alongside application_name=standby"
    else
        $as "$bin/initdb" -D "$folder/data" -U alongside --auth=trust --no-sync --encoding=UTF8 --locale=C
    fi
}
make >"$folder/made" 2>&1 || {
    cat "$folder/made" >&2
    rm -rf "$folder"
    exit 1
}
start() {
    $as "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off -c full_page_writes=off \
        -c max_connections=200 -c shared_buffers=64MB -c wal_retrieve_retry_interval=200ms $(cat "$folder/settings" 2>/dev/null) >>"$folder/log" 2>&1 </dev/null &
    server=$!
    # A shell's background jobs ignore being told to end until they say otherwise, which a server does once it is ready.
    until grep -qs ready "$folder/data/postmaster.pid"; do
        kill -0 "$server" 2>/dev/null || break
        sleep 0.02
    done
}
end() { kill "-$1" "$server" 2>/dev/null; wait "$server" 2>/dev/null; }
start
echo ready
while read -r what; do
    case $what in
        start) start ;;
        stop) end INT ;;
        crash) end QUIT ;;
    esac
    echo "$what"
done
end QUIT
rm -rf "$folder"
"#;

/// How long a server may take to start.
const TRIES: u32 = 600;

/// A server.
pub struct Cluster {
    folder: PathBuf,
    /// Nobody keeps a cluster that was given.
    keeper: Option<Mutex<(ChildStdin, BufReader<ChildStdout>)>>,
    // Waited for by nobody: it ends once its standard input does.
    _process: Option<Child>,
    /// The address of a cluster that was given: its user may make databases.
    given: Option<String>,
    databases: AtomicU32,
}

/// Names the address of a cluster that keeps each partnership's rows where it wants, and a file with what it is told about each new
/// database, if it needs to be told anything.
const GIVEN: &str = "STORE_DISTRIBUTED";
const TOLD: &str = "STORE_DISTRIBUTE";

/// Lays every table out by partnership, as an engine does that keeps them on several machines: each in three parts.
const PARTED: &str = r"
DO $$ DECLARE whole text; BEGIN
    FOR whole IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
        AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'partnership')
    LOOP
        EXECUTE format('ALTER TABLE %I RENAME TO before', whole);
        EXECUTE format('CREATE TABLE %I (LIKE before INCLUDING ALL) PARTITION BY HASH (partnership)', whole);
        FOR part IN 0..2 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 3, REMAINDER %s)',
                whole || '_' || part, whole, part);
        END LOOP;
        EXECUTE format('INSERT INTO %I SELECT * FROM before', whole);
        DROP TABLE before;
    END LOOP;
END $$; DELETE FROM store_identity";

/// Where the system's programs are: the newest, if there are several.
fn programs() -> PathBuf {
    let is_whole =
        |folder: &PathBuf| ["initdb", "postgres", "psql"].iter().all(|name| folder.join(name).exists());
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        versions.map(|version| version.path().join("bin")).filter(is_whole).collect();
    found.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    found
        .pop()
        .or_else(|| std::env::split_paths(&path).find(is_whole))
        .expect("PostgreSQL is needed for the tests, and is not here: apt-get install postgresql")
}

impl Cluster {
    /// The server that all tests of this process share.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(Self::new)
    }

    /// A server for one test, which may stop it.
    pub fn new() -> Self {
        Self::made(Path::new(""))
    }

    /// A server that follows this one, under the name `standby`, and may be read.
    pub fn standby(&self) -> Self {
        Self::made(&self.folder)
    }

    /// A new server, or one that follows the server in another folder.
    fn made(follows: &Path) -> Self {
        let folder = tempfile::Builder::new().prefix("alongside-postgres-").tempdir().unwrap().keep();
        let mut keeper = Command::new("sh")
            .args(["-c", KEEPER, "sh"])
            .args([&folder, &programs(), &follows.to_owned()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let told = keeper.stdin.take().unwrap();
        let mut said = BufReader::new(keeper.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n", "the server was not made; what it said stands above");
        let cluster = Self {
            folder,
            keeper: Some(Mutex::new((told, said))),
            _process: Some(keeper),
            given: None,
            databases: AtomicU32::new(0),
        };
        cluster.wait();
        cluster
    }

    /// Starts it again with further settings, each as `name=value`. What they name must be readable by the server.
    pub fn restart_with(&self, settings: &[String]) {
        let settings: Vec<String> = settings.iter().map(|setting| format!("-c {setting}")).collect();
        std::fs::write(self.folder.join("settings"), settings.join(" ")).unwrap();
        self.stop();
        self.start();
    }

    /// Puts a file beside the server's, which the server alone may read.
    pub fn give(&self, name: &str, text: &str) -> PathBuf {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
        let path = self.folder.join(name);
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        let server = std::fs::metadata(&self.folder).unwrap();
        chown(&path, Some(server.uid()), Some(server.gid())).unwrap();
        path
    }

    fn tell(&self, what: &str) {
        let mut keeper = self.keeper.as_ref().expect("a cluster that was given is not kept").lock().unwrap();
        writeln!(keeper.0, "{what}").unwrap();
        let mut line = String::new();
        keeper.1.read_line(&mut line).unwrap();
        assert_eq!(line.trim_end(), what);
    }

    /// Stops it, as whoever looks after it would.
    pub fn stop(&self) {
        self.tell("stop");
    }

    /// Ends it at once, as a crash would.
    pub fn crash(&self) {
        self.tell("crash");
    }

    /// Starts it again.
    pub fn start(&self) {
        self.tell("start");
        self.wait();
    }

    fn wait(&self) {
        for _ in 0..TRIES {
            if self.try_run("postgres", "SELECT 1") {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!(
            "the server does not start: {}",
            std::fs::read_to_string(self.folder.join("log")).unwrap_or_default()
        );
    }

    fn psql(&self, database: &str, statement: &str) -> Command {
        let mut command = Command::new(programs().join("psql"));
        let place = match &self.given {
            Some(given) if database == "postgres" => given.clone(),
            _ => self.url(database),
        };
        command.args(["-d", &place, "-X", "-q", "-A", "-t"]);
        command.args(["-v", "ON_ERROR_STOP=1", "-c", statement]).stderr(Stdio::null());
        command
    }

    fn try_run(&self, database: &str, statement: &str) -> bool {
        self.psql(database, statement).stdout(Stdio::null()).status().unwrap().success()
    }

    /// Runs a statement and gives what it answers, a line a row.
    pub fn run(&self, database: &str, statement: &str) -> String {
        let answered = self.psql(database, statement).stderr(Stdio::inherit()).output().unwrap();
        assert!(answered.status.success(), "{statement}");
        String::from_utf8(answered.stdout).unwrap()
    }

    /// A new name, with an empty database for a record and one for its keys.
    pub fn database(&self) -> String {
        let name = self.new_name();
        self.run("postgres", &format!("CREATE DATABASE {name}"));
        self.run("postgres", &format!("CREATE DATABASE {name}_keys"));
        name
    }

    fn new_name(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        match self.given {
            Some(_) => format!("alongside_test_{}_{number}", std::process::id()),
            None => format!("record_{number}"),
        }
    }

    /// The cluster whose rows are kept apart by partnership: one that was given, or the shared one.
    pub fn distributed() -> &'static Self {
        static DISTRIBUTED: OnceLock<Option<Cluster>> = OnceLock::new();
        let given = DISTRIBUTED.get_or_init(|| {
            let given = std::env::var(GIVEN).ok().filter(|given| !given.is_empty());
            given.map(|given| Self {
                folder: PathBuf::new(),
                keeper: None,
                _process: None,
                given: Some(given),
                databases: AtomicU32::new(0),
            })
        });
        given.as_ref().unwrap_or_else(Self::shared)
    }

    /// A database whose tables are kept apart by partnership. `fill` makes its schema.
    pub fn distributed_database(&self, fill: impl Fn(&str)) -> String {
        static PATTERN: OnceLock<String> = OnceLock::new();
        if self.given.is_some() {
            let name = self.database();
            fill(&self.url(&name));
            if let Some(file) = std::env::var(TOLD).ok().filter(|file| !file.is_empty()) {
                let told = std::fs::read_to_string(file).unwrap();
                self.run(&name, &told);
                self.run(&format!("{name}_keys"), &told);
            }
            return name;
        }
        let pattern = PATTERN.get_or_init(|| {
            let name = self.database();
            fill(&self.url(&name));
            self.run(&name, PARTED);
            self.run(&format!("{name}_keys"), PARTED);
            name
        });
        let name = self.new_name();
        for ending in ["", "_keys"] {
            self.run("postgres", &format!("CREATE DATABASE {name}{ending} TEMPLATE {pattern}{ending}"));
        }
        name
    }

    /// The address of a database.
    pub fn url(&self, database: &str) -> String {
        if let Some(given) = &self.given {
            let (place, parameters) = given.split_once('?').unwrap_or((given, ""));
            let (scheme, rest) = place.split_once("://").expect("a URL");
            let host = rest.split('/').next().unwrap_or_default();
            let question = if parameters.is_empty() { "" } else { "?" };
            return format!("{scheme}://{host}/{database}{question}{parameters}");
        }
        format!("postgres:///{database}?host={}&user=alongside", self.folder.display())
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}
