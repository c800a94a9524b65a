//! The command line of Chancery: articles to a knowledge graph of diplomatic events.
//!
//! Read [`cli`] first: every command and flag is there. Standard output carries results only; progress, logs and errors go to standard error. Exit
//! codes: 0 done, 1 failed, 2 wrong use or input.

mod articles;
mod ask;
mod backup;
mod check;
mod cli;
mod demo;
mod eval;
mod explain;
mod export;
mod extract;
mod failure;
mod fetch;
mod import;
mod ingest;
mod keys;
mod knowledge;
mod known;
mod language;
mod markup;
mod ordered;
mod pairs;
mod rebuild;
mod serve;

use clap::Parser;
use std::{
    io::{IsTerminal, Write},
    process::ExitCode,
};
use tracing_subscriber::EnvFilter;

use cli::{Cli, Command};
use failure::{Outcome, code_of};

/// A request is made of some hundred small pieces of memory, and this gives them out in a third of the time that the C library's takes.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Err(error) = start_logging(&cli) {
        return report(&error);
    }
    match run(cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::BadInput) => ExitCode::from(2),
        Err(error) => report(&error),
    }
}

fn run(cli: Cli) -> anyhow::Result<Outcome> {
    match cli.command.unwrap_or(Command::Serve(cli.serve)) {
        Command::Serve(args) => serve::serve(args),
        Command::Ingest(args) => ingest::ingest(&args),
        Command::Import(args) => import::import(&args),
        Command::Export(args) => export::export(&args),
        Command::Extract(args) => extract::extract_files(&args),
        Command::Ask(args) => ask::ask(&args),
        Command::Explain(args) => explain::explain_files(&args),
        Command::Eval(args) => eval::evaluate(&args),
        Command::Parse(args) => language::parse(&args),
        Command::Dates(args) => language::dates(&args),
        Command::Check(args) => check::check(&args),
        Command::Keys(args) => keys::make(&args),
        Command::Backup(args) => backup::backup(&args),
        Command::Rebuild(args) => rebuild::rebuild(&args),
    }
}

fn start_logging(cli: &Cli) -> anyhow::Result<()> {
    let usual = match cli.command {
        None | Some(Command::Serve(_)) => "info,sqlx=warn",
        // Thousands of rows may take their second.
        Some(Command::Import(_) | Command::Export(_)) => "warn,sqlx=error",
        _ => "warn",
    };
    let filter = cli.log.clone().unwrap_or_else(|| usual.into());
    let filter = EnvFilter::try_new(&filter).map_err(|error| failure::wrong(format!("--log {filter:?}: {error}")))?;
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colourful()).with_writer(std::io::stderr).init();
    Ok(())
}

/// Whether a person reads the log on a terminal and has not asked for plain text.
fn colourful() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Tells the error in one line. A reader that has closed the pipe has what it wanted.
fn report(error: &anyhow::Error) -> ExitCode {
    let Some(code) = code_of(error) else { return ExitCode::SUCCESS };
    // Where even standard error is gone, the exit code is all that is left to say.
    let _ = writeln!(std::io::stderr(), "chancery: {error:#}");
    ExitCode::from(code)
}
