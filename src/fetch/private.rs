//! Machines that no page may lead to: this one, those beside it, and what clouds keep their keys on.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::Host;

use super::address::Address;

/// Whether anybody on the internet could ask this machine, by the registries of special addresses (IANA, RFC 6890).
pub(super) fn is_public(machine: IpAddr) -> bool {
    match machine {
        IpAddr::V4(machine) => is_public_v4(machine),
        IpAddr::V6(machine) => is_public_v6(machine),
    }
}

/// Whether the host of this address is private by its very name: whoever typed it knows.
pub(super) fn is_named(address: &Address) -> bool {
    match address.parsed_host() {
        Some(Host::Ipv4(machine)) => !is_public_v4(machine),
        Some(Host::Ipv6(machine)) => !is_public_v6(machine),
        Some(Host::Domain(name)) => is_local_name(name),
        None => false,
    }
}

/// Names that mean nothing on the internet: `localhost`, those of one word, those that RFC 6761, 6762 and 8375 and ICANN
/// keep for private networks.
fn is_local_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let last = name.rsplit('.').next().unwrap_or_default();
    !name.contains('.')
        || matches!(last, "localhost" | "local" | "lan" | "home" | "internal" | "intranet" | "corp")
        || name.ends_with(".home.arpa")
}

fn is_public_v4(machine: Ipv4Addr) -> bool {
    let [a, b, c, d] = machine.octets();
    let is_special = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224..=255, _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18..=19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    // The machine that tells those in one cloud who they are has a public address.
    !is_special && [a, b, c, d] != [168, 63, 129, 16]
}

fn is_public_v6(machine: Ipv6Addr) -> bool {
    let embedded = |high: u16, low: u16| {
        let [[a, b], [c, d]] = [high.to_be_bytes(), low.to_be_bytes()];
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match machine.segments() {
        // An address of IPv4 in another coat: compatible, mapped, behind NAT64, 6to4.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => embedded(high, low),
        // For protocols, and for examples.
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        [first, ..] => (0x2000..=0x3fff).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_that_nobody_outside_can_ask_are_private() {
        for private in "0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 \
            127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.168.1.1 \
            198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 \
            168.63.129.16 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:10.0.0.1 \
            64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 2002:7f00:1:: 2002:a00:1:: fe80::1 fec0::1 \
            fc00::1 fd00:ec2::254 ff02::1 100::1 2001::1 2001:db8::1 3fff::1 5f00::1"
            .split_whitespace()
        {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in
            "1.1.1.1 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.0.0.1 128.0.0.1 169.253.0.1 \
            172.15.0.1 172.32.0.1 192.0.1.1 192.167.0.1 198.17.0.1 198.20.0.1 223.255.255.255 \
            168.63.129.17 ::ffff:1.1.1.1 64:ff9b::101:101 2002:101:101:: 2606:4700::1111 \
            2001:4860:4860::8888 2a00:1450::1"
                .split_whitespace()
        {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn some_names_say_that_they_are_private() {
        for (address, expected) in [
            ("http://localhost:8000/", true),
            ("http://a.localhost/", true),
            ("http://LOCALHOST./", true),
            ("http://intranet/", true),
            ("http://printer.local/", true),
            ("http://nas.home.arpa/", true),
            ("http://127.0.0.1/", true),
            ("http://0x7f.1/", true),
            ("http://[::1]/", true),
            ("http://[::ffff:127.0.0.1]/", true),
            ("https://example.org/", false),
            ("https://localhost.example.org/", false),
            ("https://1.1.1.1/", false),
        ] {
            assert_eq!(is_named(&Address::parse(address).unwrap()), expected, "{address}");
        }
    }
}
