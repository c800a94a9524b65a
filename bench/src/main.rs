//! Data and contestants of the comparison that `bench/run.py` makes.
//!
//! `generate` writes events, `floor` and `graph` load them and answer questions line by line, as the peers in `bench/peers` do. `bare` is what
//! `bench/wrk.py` compares the service with.

mod bare;
mod data;
mod floor;
mod generate;
mod graph;
mod worker;

use clap::{Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Repeat the events on standard input (date, source, relation, target; tabs) with shifted dates.
    Generate {
        /// How many events to write.
        #[arg(long)]
        events: usize,
        /// How many times as many pairs as the original has.
        #[arg(long, default_value_t = 1)]
        pairs: usize,
        /// Where the same seed gives the same events.
        #[arg(long, default_value_t = 2014)]
        seed: u64,
        /// The file to write.
        out: PathBuf,
    },
    /// Answer by plain sorted arrays written for these questions alone.
    Floor { events: PathBuf },
    /// Answer by the graph.
    Graph { events: PathBuf },
    /// Serve the bytes of a file over HTTP by one bare handler.
    Bare {
        /// The answer to every request.
        body: PathBuf,
        #[arg(long)]
        listen: SocketAddr,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Generate { events, pairs, seed, out } => generate::write(events, pairs, seed, &out),
        Command::Floor { events } => worker::run(|| floor::Floor::load(&events)),
        Command::Graph { events } => worker::run(|| graph::Loaded::load(&events)),
        Command::Bare { body, listen } => bare::serve(&body, listen),
    }
}
