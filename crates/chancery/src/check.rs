//! Whether a running service is well. The container asks this of itself, so it brings no HTTP client along.

use anyhow::Context;
use std::{
    io::{Read, Write},
    net::{TcpStream, ToSocketAddrs},
    time::Duration,
};

use crate::{
    cli::CheckArgs,
    failure::{Outcome, wrong},
};

/// How long the service may take for each step.
const PATIENCE: Duration = Duration::from_secs(3);

/// Asks the address and says whether it answers 200.
///
/// # Errors
/// When the address is none, nobody answers, or the answer is another.
pub fn check(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let (host, path) = parts(&args.url).ok_or_else(|| wrong(format!("--url {:?}; accepted is http://host:port/path", args.url)))?;
    let status = ask(&host, &path).with_context(|| format!("no answer from {}", args.url))?;
    anyhow::ensure!(status == "200", "{} answers {status}", args.url);
    writeln!(std::io::stdout(), "ok")?;
    Ok(Outcome::Done)
}

/// Host with port, and path.
fn parts(url: &str) -> Option<(String, String)> {
    let rest = url.strip_prefix("http://")?;
    let (host, path) = rest.split_once('/').map_or((rest, String::new()), |(host, path)| (host, path.to_owned()));
    let named = host.rsplit_once(':').is_some_and(|(name, port)| !name.is_empty() && port.parse::<u16>().is_ok());
    let clean = !url.contains(char::is_whitespace) && !host.is_empty();
    clean.then(|| (if named { host.to_owned() } else { format!("{host}:80") }, format!("/{path}")))
}

fn ask(host: &str, path: &str) -> anyhow::Result<String> {
    let address = host.to_socket_addrs()?.next().context("the host has no address")?;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.take(4096).read_to_end(&mut answer)?;
    let line = String::from_utf8_lossy(&answer);
    let status = line.split(' ').nth(1).filter(|_| line.starts_with("HTTP/1.")).context("what answers does not speak HTTP")?;
    Ok(status.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        let pair = |host: &str, path: &str| Some((host.to_owned(), path.to_owned()));
        assert_eq!(parts("http://127.0.0.1:8080/healthz"), pair("127.0.0.1:8080", "/healthz"));
        assert_eq!(parts("http://[::1]:8080"), pair("[::1]:8080", "/"));
        assert_eq!(parts("http://chancery/readyz"), pair("chancery:80", "/readyz"));
        for wrong in ["https://a/", "127.0.0.1:8080", "http://", "http://a b/"] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
    }
}
