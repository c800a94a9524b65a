//! The real binary, started and asked as a user would.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses a part; a helper of tests may panic")]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Output, Stdio},
    thread,
};

/// The binary with no variable of the person who runs the tests.
pub fn chancery() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.env_remove("DATABASE_URL");
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CHANCERY_")) {
        command.env_remove(name);
    }
    command
}

/// Runs the binary with `input` on its standard input.
pub fn run(arguments: &[&str], input: &str) -> Output {
    let mut child =
        chancery().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary was built");
    let mut to = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = thread::spawn(move || drop(to.write_all(input.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// Standard error as text.
pub fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A service that runs until it is dropped.
pub struct Service {
    child: Child,
    /// Its host and port.
    pub address: String,
}

impl Service {
    /// Starts the service on a free port over the store at `place`: a directory or a postgres:// URL.
    pub fn start(place: &str) -> Self {
        let store = if place.starts_with("postgres://") { "--database-url" } else { "--data-dir" };
        Self::start_with(&["serve", store, place])
    }

    pub fn start_with(arguments: &[&str]) -> Self {
        let mut command = chancery();
        command.args(arguments).args(["--listen", "127.0.0.1:0"]).stdout(Stdio::null()).stderr(Stdio::piped()).env("NO_COLOR", "1");
        let mut child = command.spawn().expect("the binary was built");
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut address = None;
        let mut line = String::new();
        while address.is_none() && log.read_line(&mut line).unwrap() > 0 {
            address = line.split_whitespace().find_map(|word| word.strip_prefix("address=127.0.0.1:")).map(|port| format!("127.0.0.1:{port}"));
            if address.is_none() {
                line.clear();
            }
        }
        // The log is read on, or the service would wait for its reader.
        thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        Self { child, address: address.expect("the service tells its address") }
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop and says whether it ended well.
    pub fn stop(mut self) -> bool {
        Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        self.child.wait().unwrap().success()
    }

    /// Status and body of a GET.
    pub fn get(&self, path: &str) -> (u16, String) {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    /// Status and body of a POST of JSON.
    pub fn post(&self, path: &str, json: &str) -> (u16, String) {
        self.send("POST", path, json)
    }

    /// Status and body of a request with JSON.
    pub fn send(&self, method: &str, path: &str, json: &str) -> (u16, String) {
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json", self.address);
        self.ask(&format!("{head}\r\nContent-Length: {}\r\n\r\n{json}", json.len()))
    }

    fn ask(&self, request: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {answer:?}"));
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It has ended already where a test has ended it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes a file and tells its path.
pub fn file(folder: &Path, name: &str, content: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}
