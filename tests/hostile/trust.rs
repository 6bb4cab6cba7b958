//! Row 11: servers that are not who they say they are. Only on Linux the system's own list of whom to trust can be another
//! one for a test.

use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::server::{page, take_steps};
use crate::support::{Home, Said};

const COLUMN: &str = "<title>The Ferry</title><p>The council met on Monday to talk about the ferry that nobody takes any more.</p>";

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tls").join(name)
}

/// A server that enciphers, with this certificate; gives its port.
fn enciphered(name: &str) -> u16 {
    let certificate = CertificateDer::from_pem_slice(&fs::read(file(name)).unwrap()).unwrap();
    let key = PrivateKeyDer::from_pem_slice(&fs::read(file("key.pem")).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, stream);
            take_steps(&mut stream, page(COLUMN));
            stream.conn.send_close_notify();
            stream.flush().ok();
        }
    });
    port
}

/// A server that answers whatever is said to it with these bytes.
fn fixed(bytes: &'static [u8]) -> u16 {
    use std::io::Read as _;
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            // The hello of who asks has more bytes than these.
            stream.read_exact(&mut [0; 64]).ok();
            stream.write_all(bytes).ok();
        }
    });
    port
}

fn said(port: u16) -> Said {
    let home = Home::new();
    let mut command = home.sayso(["print", &format!("https://localhost:{port}/")]);
    Said::of(command.env("SSL_CERT_FILE", file("authority.pem")).env_remove("SSL_CERT_DIR"))
}

#[test]
fn row_11_who_is_not_who_they_say_they_are_is_not_read() {
    assert!(said(enciphered("right.pem")).done().contains("The council met on Monday"));
    // The alert of a server that knows only TLS 1.0, and its hello.
    let alert = b"\x15\x03\x01\x00\x02\x02\x46".as_slice();
    let hello =
        b"\x16\x03\x01\x00\x2a\x02\x00\x00\x26\x03\x010123456789abcdef0123456789abcdef\x00\x00\x2f\x00"
            .as_slice();
    for (port, why) in [
        (enciphered("expired.pem"), "its certificate has expired"),
        (enciphered("other.pem"), "its certificate is for another site"),
        (enciphered("alone.pem"), "nobody that this machine trusts vouches for its certificate"),
        (fixed(alert), "its enciphering is too old (before TLS 1.2)"),
        (fixed(hello), "its enciphering is too old (before TLS 1.2)"),
        (fixed(b"HTTP/1.1 200 OK\r\n\r\nWords."), "it does not encipher, though its address says so"),
    ] {
        let said = said(port);
        assert_eq!((said.status, said.out.as_str()), (1, ""), "{why}");
        let expected = format!("localhost cannot be trusted: {why} (somebody may be listening");
        assert!(said.err.contains(&expected), "{why}: {}", said.err);
    }
}
