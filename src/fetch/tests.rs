//! A name that means one machine when it is looked at, and another one when it is gone to.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use super::*;

/// In these tests this machine stands for one that anybody may ask,
const OUTSIDE: Ipv4Addr = Ipv4Addr::LOCALHOST;
/// and this one for one that nobody may lead to.
const INSIDE: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);

/// Two machines with one port, which both count how often they are asked.
struct Machines {
    port: u16,
    outside: Arc<AtomicUsize>,
    inside: Arc<AtomicUsize>,
}

impl Machines {
    /// `None` where this system has only one address for itself, or somebody else has that port.
    fn start() -> Option<Self> {
        let outside = TcpListener::bind((OUTSIDE, 0)).ok()?;
        let port = outside.local_addr().ok()?.port();
        let inside = TcpListener::bind((INSIDE, port)).ok()?;
        Some(Self { port, outside: answer(outside, "Words."), inside: answer(inside, "SECRET") })
    }

    fn asked(&self) -> (usize, usize) {
        (self.outside.load(Ordering::SeqCst), self.inside.load(Ordering::SeqCst))
    }
}

/// Answers all questions with `words`, but `/there` with the way to `/here`.
fn answer(listener: TcpListener, words: &'static str) -> Arc<AtomicUsize> {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            count.fetch_add(1, Ordering::SeqCst);
            let (mut question, mut piece) = (Vec::new(), [0; 512]);
            while !question.ends_with(b"\r\n\r\n") {
                match stream.read(&mut piece) {
                    Ok(read) if read > 0 => question.extend_from_slice(&piece[..read]),
                    _ => break,
                }
            }
            let length = words.len();
            let said = if question.starts_with(b"GET /there ") {
                "HTTP/1.1 302 Found\r\nLocation: /here\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .to_owned()
            } else {
                format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{words}")
            };
            stream.write_all(said.as_bytes()).ok();
        }
    });
    asked
}

/// A directory whose answers change: each time the next, and then always the last. It counts how often it was asked.
fn turning(answers: &'static [Ipv4Addr], port: u16) -> (Directory, Arc<Mutex<usize>>) {
    let asked = Arc::new(Mutex::new(0));
    let count = Arc::clone(&asked);
    let look_up = move |_: &str| {
        let mut count = count.lock().unwrap();
        let machine = answers.get(*count).or(answers.last()).unwrap();
        *count += 1;
        Ok(vec![SocketAddr::new(IpAddr::V4(*machine), port)])
    };
    (Directory { look_up: Arc::new(look_up), is_public: |machine| machine == IpAddr::V4(OUTSIDE) }, asked)
}

/// §6.3, row 10: DNS rebinding.
#[test]
fn what_a_name_meant_when_it_was_checked_is_what_is_connected_to() {
    let Some(machines) = Machines::start() else { return };
    let port = machines.port;
    let get = |path: &str, directory: &Directory| {
        let address = Address::parse(&format!("http://turns.example:{port}{path}")).unwrap();
        match get_by(directory, &Request::named(address))? {
            Answer::Page(page) => Ok(String::from_utf8(page.bytes).unwrap()),
            Answer::NotModified => panic!("nothing is here already"),
        }
    };

    // It is looked up once, and the machine that was found then is asked, whatever the name means afterwards.
    let (directory, looked) = turning(&[OUTSIDE, INSIDE], port);
    assert_eq!(get("/", &directory), Ok("Words.".to_owned()));
    assert_eq!((*looked.lock().unwrap(), machines.asked()), (1, (1, 0)));
    // Asked for once more, it means the other machine, and is not gone to.
    let private = Err(Error::Private { host: "turns.example".to_owned() });
    assert_eq!(get("/", &directory), private);
    assert_eq!((*looked.lock().unwrap(), machines.asked()), (2, (1, 0)));

    // A redirection to the same name is checked like any other address.
    let (directory, looked) = turning(&[OUTSIDE, INSIDE], port);
    assert_eq!(get("/there", &directory), private);
    assert_eq!((*looked.lock().unwrap(), machines.asked()), (2, (2, 0)));
    let (directory, _) = turning(&[OUTSIDE], port);
    assert_eq!(get("/there", &directory), Ok("Words.".to_owned()));
    assert_eq!(machines.asked(), (4, 0));
}

/// Where a name means machines of both kinds, none of them is asked.
#[test]
fn a_name_that_means_a_private_machine_among_others_leads_nowhere() {
    let Some(machines) = Machines::start() else { return };
    let port = machines.port;
    let look_up =
        move |_: &str| Ok([OUTSIDE, INSIDE].map(|ip| SocketAddr::new(IpAddr::V4(ip), port)).to_vec());
    let directory =
        Directory { look_up: Arc::new(look_up), is_public: |machine| machine == IpAddr::V4(OUTSIDE) };
    let address = Address::parse(&format!("http://both.example:{port}/")).unwrap();
    let error = get_by(&directory, &Request::named(address)).unwrap_err();
    assert_eq!((error, machines.asked()), (Error::Private { host: "both.example".to_owned() }, (0, 0)));
}
