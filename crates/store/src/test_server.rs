//! A private, throwaway Postgres for tests, made of the binaries that are installed: one server for a test process, a fresh database
//! for each test. Nothing of it is left when the process ends, however it ends.

use std::{
    fs,
    io::Write,
    os::unix::{
        fs::{MetadataExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// The URL of a fresh, empty database, or none where no Postgres is installed, which is said in one line on standard error.
///
/// # Panics
/// When a server is installed but cannot be started, and when none is installed although `CHANCERY_REQUIRE_POSTGRES` is `1`.
pub fn fresh_database() -> Option<String> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    static DATABASES: AtomicU32 = AtomicU32::new(0);
    let server = SERVER.get_or_init(start).as_ref()?;
    let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let made = server.tool("createdb").arg(&name).output().expect("createdb is installed with the server");
    assert!(made.status.success(), "createdb: {}", String::from_utf8_lossy(&made.stderr));
    Some(format!("postgres:///{name}?host={}&user=chancery", server.directory.display()))
}

struct Server {
    binaries: PathBuf,
    directory: PathBuf,
    /// Reads from this process, and ends the server when this process, and so the pipe between them, is no more.
    _keeper: Child,
}

/// Waits for the end of its standard input, then stops the server and removes its directory.
const KEEPER: &str = r#"
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off >"$2/log" 2>&1 &
server=$!
read -r _
kill -QUIT $server
wait $server
rm -rf "$2"
"#;

impl Server {
    fn tool(&self, name: &str) -> Command {
        let mut command = Command::new(self.binaries.join(name));
        command.arg("-h").arg(&self.directory).args(["-U", "chancery"]);
        command
    }
}

fn start() -> Option<Server> {
    let Some(binaries) = installed() else {
        let required = std::env::var("CHANCERY_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
        assert!(!required, "CHANCERY_REQUIRE_POSTGRES is 1, but no Postgres server is installed");
        let notice = "no Postgres server is installed: its tests are skipped\n";
        std::io::stderr().write_all(notice.as_bytes()).expect("standard error is open");
        return None;
    };
    let directory = tempfile::Builder::new().prefix("chancery-pg-").tempdir_in("/tmp").expect("a directory can be made in /tmp").keep();
    let owner = owner(&directory);
    let as_owner = |program: &Path| {
        let mut command = Command::new(program);
        if let Some((user, group)) = owner {
            command.uid(user).gid(group);
        }
        command.current_dir("/");
        command
    };
    let mut initdb = as_owner(&binaries.join("initdb"));
    initdb.arg("-D").arg(directory.join("data")).args(["-U", "chancery", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
    let made = initdb.output().expect("initdb is installed with the server");
    assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    let mut keeper = as_owner(Path::new("/bin/sh"));
    keeper.args(["-c", KEEPER, "keeper"]).arg(&binaries).arg(&directory);
    // A group of its own: an interrupt from the keyboard ends the test process, and the keeper then cleans up.
    let keeper = keeper.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0).spawn().expect("sh is installed");
    let server = Server { binaries, directory, _keeper: keeper };
    let deadline = Instant::now() + Duration::from_secs(30);
    while !server.tool("pg_isready").arg("-q").status().expect("pg_isready is installed with the server").success() {
        let log = || fs::read_to_string(server.directory.join("log")).unwrap_or_default();
        assert!(Instant::now() < deadline, "the test server does not start: {}", log());
        thread::sleep(Duration::from_millis(20));
    }
    Some(server)
}

/// The directory of the newest server installed: what `pg_config` names, or where Debian puts it.
fn installed() -> Option<PathBuf> {
    let named = Command::new("pg_config").arg("--bindir").output().ok().map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let mut versions: Vec<(u32, PathBuf)> = versions.filter_map(|path| Some((path.file_name()?.to_str()?.parse().ok()?, path.join("bin")))).collect();
    versions.sort();
    let candidates = versions.into_iter().rev().map(|(_, path)| path).chain(named);
    candidates.into_iter().find(|path| path.join("initdb").is_file() && path.join("postgres").is_file())
}

/// The user who has to run the server where this process is root's, as which Postgres does not start: `postgres`, else `nobody`. The
/// directory becomes that user's.
fn owner(directory: &Path) -> Option<(u32, u32)> {
    if fs::metadata(directory).expect("the directory was just made").uid() != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").expect("/etc/passwd can be read");
    let find = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut ids = line.split(':').skip(2).map(|id| id.parse().ok());
        Some((ids.next()??, ids.next()??))
    };
    let (user, group) = find("postgres").or_else(|| find("nobody")).expect("the system has a user who is not root");
    chown(directory, Some(user), Some(group)).expect("root may give the directory away");
    Some((user, group))
}
