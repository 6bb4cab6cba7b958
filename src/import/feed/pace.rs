//! How often a feed asks to be asked for: `ttl`, `skipHours` and `skipDays` of RSS 2.0, `updatePeriod` and
//! `updateFrequency` of the syndication module of RSS 1.0.

use super::Element;
use crate::import::found::Pace;

/// The minutes of one period, by its name.
const PERIODS: [(&str, u32); 5] =
    [("hourly", 60), ("daily", 1440), ("weekly", 10_080), ("monthly", 43_200), ("yearly", 525_600)];

/// A feed that wants to be asked for more seldom than this, in minutes, is asked for once a week all the same.
const MOST: u32 = 10_080;

/// The days as RSS has them, from Sunday on.
const DAYS: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/// What a channel asks for.
pub(super) fn read(channel: &Element) -> Pace {
    let number = |name: &str| channel.named(name).find_map(|own| own.text().parse::<u32>().ok());
    let period = channel.named("updatePeriod").find_map(|own| {
        let name = own.text().to_ascii_lowercase();
        PERIODS.iter().find(|(known, _)| *known == name).map(|(_, minutes)| *minutes)
    });
    let frequency = number("updateFrequency").filter(|&times| times > 0).unwrap_or(1);
    let minutes = period.map(|period| period / frequency).max(number("ttl"));
    let words = |list: &str, name: &str| -> Vec<String> {
        let lists = channel.named(list).flat_map(Element::children);
        lists.filter(|own| own.name == name).map(Element::text).take(24).collect()
    };
    let mut hours: Vec<u8> = words("skipHours", "hour").iter().filter_map(|own| hour(own)).collect();
    let mut days: Vec<u8> = words("skipDays", "day").iter().filter_map(|own| day(own)).collect();
    for list in [&mut hours, &mut days] {
        list.sort_unstable();
        list.dedup();
    }
    // One that never wants to be asked for means something else.
    if hours.len() >= 24 {
        hours.clear();
    }
    if days.len() >= DAYS.len() {
        days.clear();
    }
    Pace { minutes: minutes.filter(|&minutes| minutes > 0).map(|minutes| minutes.min(MOST)), hours, days }
}

/// An hour from 0 to 23; some count to 24.
fn hour(text: &str) -> Option<u8> {
    text.parse::<u8>().ok().filter(|&hour| hour <= 24).map(|hour| hour % 24)
}

fn day(text: &str) -> Option<u8> {
    let name = text.to_ascii_lowercase();
    DAYS.iter().position(|known| *known == name).and_then(|at| u8::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::xml;

    #[test]
    fn each_way_to_ask_for_rest_is_read() {
        for (channel, expected) in [
            ("<ttl>60</ttl>", (Some(60), vec![], vec![])),
            ("<ttl>0</ttl>", (None, vec![], vec![])),
            ("<ttl>soon</ttl>", (None, vec![], vec![])),
            ("<ttl>4294967295</ttl>", (Some(10_080), vec![], vec![])),
            ("<sy:updatePeriod>hourly</sy:updatePeriod>", (Some(60), vec![], vec![])),
            (
                "<sy:updatePeriod> Daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency><ttl>30</ttl>",
                (Some(360), vec![], vec![]),
            ),
            ("<sy:updatePeriod>yearly</sy:updatePeriod>", (Some(10_080), vec![], vec![])),
            (
                "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
                (Some(1440), vec![], vec![]),
            ),
            (
                "<skipHours><hour>3</hour><hour>24</hour><hour>3</hour><hour>x</hour><hour>99</hour></skipHours>",
                (None, vec![0, 3], vec![]),
            ),
            (
                "<skipDays><day>Saturday</day><day>sunday</day><day>Holiday</day></skipDays>",
                (None, vec![], vec![0, 6]),
            ),
            ("", (None, vec![], vec![])),
        ] {
            let channel = xml::read(&format!("<channel>{channel}</channel>")).unwrap();
            let (minutes, hours, days) = expected;
            assert_eq!(read(&channel), Pace { minutes, hours, days }, "{channel:?}");
        }
        let all = (0..24).map(|hour| format!("<hour>{hour}</hour>")).collect::<Vec<_>>().concat();
        let always = xml::read(&format!("<channel><skipHours>{all}</skipHours></channel>")).unwrap();
        assert_eq!(read(&always), Pace::default());
    }
}
