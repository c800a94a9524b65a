//! The migrations are embedded in the crate; cargo does not see a new file among them by itself.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
