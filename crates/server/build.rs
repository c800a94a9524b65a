//! Builds the dashboard and puts its files into the crate. Where npm is missing or fails the service starts all the same, with a page that says
//! so. The page is built anew only when its sources have changed.

use std::{
    env,
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// What the page is made of, in `dashboard/`.
const SOURCES: &[&str] = &["src", "public", "index.html", "package.json", "package-lock.json", "vite.config.ts", "svelte.config.js", "tsconfig.json"];

/// The sum of nothing.
const START: u64 = 0xcbf2_9ce4_8422_2325;

fn main() -> io::Result<()> {
    let dashboard = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dashboard");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR for build scripts"))?);
    println!("cargo:rerun-if-changed=build.rs");
    SOURCES.iter().for_each(|source| println!("cargo:rerun-if-changed={}", dashboard.join(source).display()));
    let failed = build(&dashboard).err();
    // A page that was built elsewhere, as in a container's other stage, is taken as it is.
    let missing = failed.filter(|_| !dashboard.join("dist/index.html").exists());
    if let Some(reason) = &missing {
        println!("cargo:warning=the dashboard is left out: {reason}");
        // There is no such file, so that cargo asks again the next time.
        println!("cargo:rerun-if-changed={}", dashboard.join("dist/.sources").display());
    }
    let built = out.join("dashboard");
    if built.exists() {
        fs::remove_dir_all(&built)?;
    }
    let mut code = format!("/// Why there is no dashboard in this program.\npub const MISSING: Option<&str> = {missing:?};\n");
    code.push_str("/// The dashboard's files: path and content.\npub const FILES: &[(&str, &[u8])] = &[\n");
    if missing.is_none() {
        copy(&dashboard.join("dist"), &built, "", &mut code)?;
    }
    // The page names its scripts by their content, so that its own content tells one build from another.
    let mut sum = START;
    add(&built.join("index.html"), &mut sum)?;
    let tag = format!("\"{}-{sum:016x}\"", env!("CARGO_PKG_VERSION"));
    write!(code, "];\n/// What tells the page from that of another build, as an HTTP header.\npub const TAG: &str = {tag:?};\n")
        .map_err(io::Error::other)?;
    fs::write(out.join("dashboard.rs"), code)
}

/// Brings `dashboard/dist` up to date.
fn build(dashboard: &Path) -> Result<(), String> {
    let (stamp, dist) = (stamp(dashboard).map_err(|error| error.to_string())?, dashboard.join("dist"));
    let stamped = dist.join(".sources");
    if fs::read_to_string(&stamped).is_ok_and(|held| held == stamp) {
        return Ok(());
    }
    // Installed is what `npm ci` last wrote there, and that is no older than the lock.
    let changed = |path: &str| fs::metadata(dashboard.join(path)).and_then(|data| data.modified());
    let installed = changed("node_modules/.package-lock.json").is_ok_and(|held| changed("package-lock.json").is_ok_and(|lock| lock <= held));
    if !installed {
        npm(dashboard, &["ci"])?;
    }
    npm(dashboard, &["run", "build"])?;
    fs::write(stamped, stamp).map_err(|error| error.to_string())
}

fn npm(dashboard: &Path, arguments: &[&str]) -> Result<(), String> {
    let told = format!("`npm {}` in dashboard/", arguments.join(" "));
    let done = Command::new("npm").args(arguments).current_dir(dashboard).output();
    let done = done.map_err(|error| format!("{told} cannot be run ({error}); install Node 20.19 or newer with npm"))?;
    if done.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&done.stderr).into_owned() + &String::from_utf8_lossy(&done.stdout);
    let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).take(12).collect();
    Err(format!("{told} failed: {}", lines.join(" | ")))
}

/// A name for the state of the sources: FNV-1a of their paths and contents.
fn stamp(dashboard: &Path) -> io::Result<String> {
    let mut sum = START;
    for source in SOURCES {
        add(&dashboard.join(source), &mut sum)?;
    }
    Ok(format!("{sum:016x}"))
}

fn add(path: &Path, sum: &mut u64) -> io::Result<()> {
    if path.is_dir() {
        let mut inside = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
        inside.sort();
        return inside.iter().try_for_each(|path| add(path, sum));
    }
    let name = path.file_name().map(|name| name.as_encoded_bytes().to_vec()).unwrap_or_default();
    let content = if path.exists() { fs::read(path)? } else { Vec::new() };
    name.iter().chain(&content).for_each(|&byte| *sum = (*sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    Ok(())
}

/// Copies the files that were built, so that a later build of another state does not change them under the compiler, and lists them.
fn copy(from: &Path, to: &Path, prefix: &str, code: &mut String) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let mut entries = fs::read_dir(from)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let (path, target) = (format!("{prefix}{name}"), to.join(&name));
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target, &format!("{path}/"), code)?;
        } else if !name.starts_with('.') {
            fs::copy(entry.path(), &target)?;
            writeln!(code, "    ({path:?}, include_bytes!({target:?})),").map_err(io::Error::other)?;
        }
    }
    Ok(())
}
