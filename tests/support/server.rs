//! A server of the web on this machine, which answers as badly as a test likes.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A server; it lives as long as the test program.
pub(crate) struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

/// What a server does with a question, one after the other; then it hangs up.
#[derive(Clone)]
pub(crate) enum Step {
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Says nothing for so long.
    Wait(Duration),
    /// Sends these bytes again and again, for as long as they are taken, with such a pause between.
    Forever(Vec<u8>, Duration),
}

/// An answer with this status line, these header lines and this body, and the right length.
pub(crate) fn answer(status: &str, header: &str, body: impl AsRef<[u8]>) -> Vec<Step> {
    let body = body.as_ref();
    let length = format!("Content-Length: {}\n", body.len());
    raw(&format!("HTTP/1.1 {status}\nConnection: close\n{length}{header}\n\n"), body)
}

/// Exactly this head, with the line ends of the web, and this body.
pub(crate) fn raw(head: &str, body: impl AsRef<[u8]>) -> Vec<Step> {
    let head = format!("{}\r\n\r\n", head.trim().replace('\n', "\r\n"));
    vec![Step::Send([head.as_bytes(), body.as_ref()].concat())]
}

/// A page.
pub(crate) fn page(html: &str) -> Vec<Step> {
    answer("200 OK", "Content-Type: text/html; charset=utf-8", html)
}

/// A redirection.
pub(crate) fn moved(status: &str, location: &str) -> Vec<Step> {
    answer(status, &format!("Location: {location}"), "")
}

impl Server {
    /// Starts a server that does what `answers` says to the path of each question.
    pub(crate) fn new(answers: impl Fn(&str) -> Vec<Step> + Send + Sync + 'static) -> Self {
        Self::hearing(move |question| answers(question.split(' ').nth(1).unwrap_or_default()))
    }

    /// The same with the whole question, its header included.
    pub(crate) fn hearing(answers: impl Fn(&str) -> Vec<Step> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answers, heard) = (Arc::new(answers), Arc::clone(&asked));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answers, heard) = (Arc::clone(&answers), Arc::clone(&heard));
                thread::spawn(move || {
                    let mut stream = stream;
                    let question = question(&mut stream);
                    heard.lock().unwrap().push(question.clone());
                    take_steps(&mut stream, answers(&question));
                });
            }
        });
        Self { port, asked }
    }

    /// The address of a path here.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What was asked so far, each with its header.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// The paths that were asked for so far.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.asked()
            .iter()
            .map(|question| question.split(' ').nth(1).unwrap_or_default().to_owned())
            .collect()
    }
}

fn question(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|count| count > 0) {
        bytes.push(byte[0]);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Does what is to be done, until it is done or nobody listens.
pub(crate) fn take_steps(stream: &mut impl Write, steps: Vec<Step>) {
    for step in steps {
        match step {
            Step::Send(bytes) => {
                if stream.write_all(&bytes).is_err() {
                    return;
                }
            }
            Step::Wait(time) => thread::sleep(time),
            Step::Forever(bytes, pause) => {
                while stream.write_all(&bytes).and_then(|()| stream.flush()).is_ok() {
                    thread::sleep(pause);
                }
            }
        }
    }
}
