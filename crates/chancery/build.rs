//! Puts the sample articles into the binary, so that the demo needs no file beside it.

use std::{env, fmt::Write, fs, io, path::Path};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/articles").canonicalize()?;
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut paths = fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let mut code = String::from("&[\n");
    for path in paths {
        writeln!(code, "    include_str!({path:?}),").map_err(io::Error::other)?;
    }
    code.push_str("]\n");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR for build scripts"))?;
    fs::write(Path::new(&out).join("articles.rs"), code)
}
