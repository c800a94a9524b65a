//! Every command and flag. Each flag has a `CHANCERY_*` variable.

use chancery_core::DateRange;
use chancery_formats::{export::Form, import::Format};
use chancery_store::Address;
use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

use crate::failure::wrong;

/// Turns news articles into a knowledge graph of diplomatic events: who met whom, when, where, and which words say so.
#[derive(Debug, Parser)]
#[command(name = "chancery", version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// The command; `serve` where none is given.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Flags of `serve`, which may be given without its name.
    #[command(flatten)]
    pub serve: ServeArgs,
    /// What is logged to standard error: error, warn, info, debug, or a filter such as `info,chancery_store=debug`.
    #[arg(long, global = true, env = "CHANCERY_LOG", value_name = "FILTER")]
    pub log: Option<String>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the HTTP interface (the default)
    Serve(ServeArgs),
    /// Read articles into the store
    Ingest(IngestArgs),
    /// Read files of events that others have coded into the store
    Import(ImportArgs),
    /// Write the events of the store to a file that other programs read
    Export(ExportArgs),
    /// Articles in, events out as JSON Lines; no store
    Extract(ExtractArgs),
    /// Answer a question in plain English from the store
    Ask(AskArgs),
    /// How an article was read: trees, names, dates, and which rule made which event
    Explain(ExplainArgs),
    /// How well events are found, against annotated articles
    Eval(EvalArgs),
    /// Sentences, tags, lemmas and trees of a text as CoNLL-U
    Parse(ParseArgs),
    /// The dates that texts tell, as JSON Lines
    Dates(DatesArgs),
    /// Ask a running service whether it is well
    Check(CheckArgs),
    /// Make an API key
    Keys(KeysArgs),
    /// Copy the store to a file, while others may use it
    Backup(BackupArgs),
    /// Read every stored article again, with the rules as they are now
    Rebuild(RebuildArgs),
}

/// Where the store is.
#[derive(Clone, Debug, Args)]
pub struct StoreArgs {
    /// The directory of the embedded store, made where it is missing.
    #[arg(long, env = "CHANCERY_DATA_DIR", default_value = "./chancery-data", value_name = "DIR")]
    pub data_dir: PathBuf,
    /// A Postgres database (postgres://user@host/database), in place of the embedded store. DATABASE_URL is taken too.
    #[arg(long, env = "CHANCERY_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// The usual variable for it; the flag and the variable of our own go before it.
    #[arg(long, env = "DATABASE_URL", hide = true, hide_env_values = true, value_name = "URL")]
    pub usual_database_url: Option<String>,
}

impl StoreArgs {
    /// The address for the store.
    pub fn address(&self) -> String {
        let urls = [&self.database_url, &self.usual_database_url];
        let url = urls.into_iter().flatten().find(|url| !url.is_empty()).cloned();
        url.unwrap_or_else(|| self.data_dir.display().to_string())
    }

    /// The address, for commands that only use what is there: to open an embedded store that is not there would make an empty one, and a
    /// mistyped directory would pass for a store without events.
    ///
    /// # Errors
    /// Where there is no embedded store, or the address is none.
    pub fn existing(&self) -> anyhow::Result<String> {
        let address = self.address();
        match Address::read(&address)? {
            Address::Sqlite(file) if !file.is_file() => {
                Err(wrong(format!("no store in {address}; accepted are --data-dir of a store and --database-url")))
            }
            _ => Ok(address),
        }
    }
}

/// What extraction knows besides what ships.
#[derive(Clone, Debug, Default, Args)]
pub struct KnowledgeArgs {
    /// A directory with rules of your own: frames (*.txt), names (names.tsv), types (types.tsv). See docs/rules.md.
    #[arg(long, env = "CHANCERY_RULES", value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// The learned reader of events: on; off, which leaves frames alone; or a file with weights of its own.
    #[arg(long, env = "CHANCERY_READER", default_value = "on", value_name = "on|off|FILE")]
    pub reader: String,
}

/// Flags of `serve`.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// The address to listen on. Any but this machine's own needs API keys.
    #[arg(long, env = "CHANCERY_LISTEN", default_value = "127.0.0.1:8080", value_name = "HOST:PORT")]
    pub listen: String,
    /// The store.
    #[command(flatten)]
    pub store: StoreArgs,
    /// scope:key pairs parted by commas; scopes are read, write and admin, each of which includes the one before it.
    #[arg(long, env = "CHANCERY_API_KEYS", hide_env_values = true, value_name = "SCOPE:KEY,...")]
    pub api_keys: Option<String>,
    /// Serve a throwaway store with the bundled sample articles.
    #[arg(long, env = "CHANCERY_DEMO")]
    pub demo: bool,
    /// What extraction knows.
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
}

/// Flags of `ingest`.
#[derive(Debug, Args)]
pub struct IngestArgs {
    /// Files, directories or addresses (https://...) with articles: plain text, HTML, JSON, JSON Lines, RSS or Atom, told apart by their
    /// content; `-` is standard input.
    #[arg(required = true, value_name = "FILE|DIR|URL")]
    pub files: Vec<PathBuf>,
    /// Day of publication of articles that do not tell it themselves.
    #[arg(long, env = "CHANCERY_PUBLISHED", value_name = "DATE")]
    pub published: Option<Date>,
    /// Who published articles that do not tell it themselves.
    #[arg(long, env = "CHANCERY_SOURCE", value_name = "NAME")]
    pub source: Option<String>,
    /// The store.
    #[command(flatten)]
    pub store: StoreArgs,
    /// What extraction knows.
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
}

/// Flags of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The form of the files.
    #[arg(value_parser = Format::ALL.iter().map(|format| format.as_str()).collect::<Vec<_>>(), value_name = "FORMAT")]
    pub format: String,
    /// Files as they are published: plain, gzip or zip.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Where rows that cannot be read are written, with file, line and reason; made when there is one.
    #[arg(long, env = "CHANCERY_REJECTED", default_value = "rejected.tsv", value_name = "FILE")]
    pub rejected: PathBuf,
    /// The store.
    #[command(flatten)]
    pub store: StoreArgs,
}

/// Flags of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The form of the file.
    #[arg(value_parser = Form::ALL.iter().map(|form| form.as_str()).collect::<Vec<_>>(), value_name = "FORMAT")]
    pub format: String,
    /// Where to write; standard output where none is given.
    #[arg(long, short, env = "CHANCERY_OUTPUT", value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Only events that happened on this day, month or year, or later.
    #[arg(long, value_name = "DATE")]
    pub from: Option<DateRange>,
    /// Only events that happened on this day, month or year, or earlier.
    #[arg(long, value_name = "DATE")]
    pub to: Option<DateRange>,
    /// The store.
    #[command(flatten)]
    pub store: StoreArgs,
}

/// Flags of `extract`.
#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// Files, directories or addresses with articles, as of `ingest`; standard input where none is given.
    #[arg(value_name = "FILE|DIR|URL")]
    pub files: Vec<PathBuf>,
    /// Day of publication of articles that do not tell it themselves.
    #[arg(long, env = "CHANCERY_PUBLISHED", value_name = "DATE")]
    pub published: Option<Date>,
    /// Take every input for JSON Lines, which are otherwise recognised by themselves.
    #[arg(long)]
    pub jsonl: bool,
    /// What extraction knows.
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
}

/// Flags of `ask`.
#[derive(Debug, Args)]
pub struct AskArgs {
    /// The question: "who met whom in Beijing in December 2005"
    pub question: String,
    /// The form of the answer: json, csv or jsonl.
    #[arg(long, env = "CHANCERY_FORMAT", default_value = "json", value_parser = ["json", "csv", "jsonl"])]
    pub format: String,
    /// The store.
    #[command(flatten)]
    pub store: StoreArgs,
}

/// Flags of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A file with articles; `-` is standard input.
    #[arg(default_value = "-", value_name = "FILE")]
    pub file: PathBuf,
    /// Day of publication of articles that do not tell it themselves.
    #[arg(long, env = "CHANCERY_PUBLISHED", value_name = "DATE")]
    pub published: Option<Date>,
    /// What extraction knows.
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
}

/// Flags of `eval`.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// Annotated articles: a JSON object a file, or JSON Lines; with --pairs, JSON Lines of pairs.
    #[arg(required = true, value_name = "GOLD")]
    pub gold: Vec<PathBuf>,
    /// JSON Lines with the texts of annotations that do not hold them; articles.jsonl beside them, where it is not given.
    #[arg(long, value_name = "FILE")]
    pub articles: Option<PathBuf>,
    /// Judge these events, as `extract` writes them, in place of extracting.
    #[arg(long, value_name = "FILE")]
    pub events: Option<PathBuf>,
    /// Take the files for pairs of articles, and judge whether it is told which of them tell the same event.
    #[arg(long, conflicts_with_all = ["articles", "events"])]
    pub pairs: bool,
    /// Name each missed and each false event.
    #[arg(long)]
    pub faults: bool,
    /// What extraction knows.
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
}

/// Flags of `parse`.
#[derive(Debug, Args)]
pub struct ParseArgs {
    /// A file with text; `-` is standard input.
    #[arg(default_value = "-", value_name = "FILE")]
    pub file: PathBuf,
    /// Take CoNLL-U, keep its sentences and tokens, and predict the rest.
    #[arg(long)]
    pub conllu_in: bool,
}

/// Flags of `dates`.
#[derive(Debug, Args)]
pub struct DatesArgs {
    /// A file with JSON Lines: {"id","text","reference"}; `-` is standard input.
    #[arg(default_value = "-", value_name = "FILE")]
    pub file: PathBuf,
    /// Input and output are JSON Lines. They always are; the flag says so for scripts that are read by people.
    #[arg(long)]
    pub jsonl: bool,
}

/// Flags of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// What to ask.
    #[arg(long, env = "CHANCERY_CHECK_URL", default_value = "http://127.0.0.1:8080/readyz", value_name = "URL")]
    pub url: String,
}

/// Flags of `keys`.
#[derive(Debug, Args)]
pub struct KeysArgs {
    /// What the key allows: read, write or admin.
    #[arg(long, env = "CHANCERY_KEY_SCOPE", default_value = "read", value_parser = ["read", "write", "admin"])]
    pub scope: String,
}

/// Flags of `backup`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file to write, which must not be there yet: an embedded store, or of Postgres an archive for pg_restore.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The store.
    #[command(flatten)]
    pub store: StoreArgs,
}

/// Flags of `rebuild`.
#[derive(Debug, Args)]
pub struct RebuildArgs {
    /// The store.
    #[command(flatten)]
    pub store: StoreArgs,
    /// What extraction knows.
    #[command(flatten)]
    pub knowledge: KnowledgeArgs,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_flags_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn serve_is_the_default_and_takes_its_flags_without_its_name() {
        let cli = Cli::parse_from(["chancery", "--listen", "127.0.0.1:1"]);
        assert!(cli.command.is_none());
        assert_eq!(cli.serve.listen, "127.0.0.1:1");
        let cli = Cli::parse_from(["chancery", "serve", "--demo"]);
        assert!(matches!(cli.command, Some(Command::Serve(ServeArgs { demo: true, .. }))));
    }

    #[test]
    fn a_database_goes_before_the_directory() {
        let args = |url: Option<&str>, usual: Option<&str>| StoreArgs {
            data_dir: "here".into(),
            database_url: url.map(str::to_owned),
            usual_database_url: usual.map(str::to_owned),
        };
        assert_eq!(args(None, None).address(), "here");
        assert_eq!(args(None, Some("postgres://b")).address(), "postgres://b");
        assert_eq!(args(Some("postgres://a"), Some("postgres://b")).address(), "postgres://a");
    }
}
