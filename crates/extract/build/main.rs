//! Lays out the gazetteer: the tables of `data/gazetteer` one behind the other, and an index of all their names that the program
//! reads where it lies. Loading the names then costs nothing, and the repository holds the tables alone.

#![allow(clippy::print_stdout, reason = "it is how a build script speaks to cargo")]

#[path = "../src/gazetteer/fold.rs"]
#[allow(dead_code, reason = "the program needs more of it")]
mod fold;
mod index;
#[path = "../src/gazetteer/layout.rs"]
#[allow(dead_code, reason = "the program needs more of it")]
mod layout;
mod names;
#[path = "../src/gazetteer/sound.rs"]
mod sound;

use std::{env, fs, path::PathBuf};

/// The files of each table, in the order of [`layout::Table`].
const FILES: [&[&str]; 8] = [
    &["countries.tsv"],
    &["organisations.tsv"],
    &["armed_groups.tsv", "bodies.tsv"],
    &["offices.tsv"],
    &["cities.tsv"],
    &["regions.tsv"],
    &["groups.tsv"],
    &["persons.tsv"],
];

fn main() {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the folder of the crate")).join("data/gazetteer");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the folder for what is made"));
    println!("cargo::rerun-if-changed=data/gazetteer");
    println!("cargo::rerun-if-changed=build");
    for shared in ["fold.rs", "layout.rs", "sound.rs"] {
        println!("cargo::rerun-if-changed=src/gazetteer/{shared}");
    }
    let (mut text, mut lines, mut first) = (String::new(), Vec::new(), Vec::new());
    for files in FILES {
        first.push(lines.len() as u32);
        for file in files {
            let path = here.join(file);
            let table = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            for line in table.lines().skip(1) {
                lines.push(text.len() as u32);
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    first.push(lines.len() as u32);
    lines.push(text.len() as u32);
    let world = names::World { text: &text, lines: &lines, first: &first };
    let index = index::lay_out(&text, names::all(&world));
    let write = |name: &str, bytes: &[u8]| fs::write(out.join(name), bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    write("text.tsv", text.as_bytes());
    write("lines.bin", &bytes(&lines));
    write("first.bin", &bytes(&first));
    write("homes.bin", &bytes(&names::homes(&world)));
    write("entries.bin", &bytes(&index.entries));
    write("buckets.bin", &bytes(&index.buckets));
    write("filter.bin", &index.filter);
}

fn bytes(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}
