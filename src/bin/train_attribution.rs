//! Trains the tagger that finds who reports what.
#![allow(clippy::all, clippy::pedantic, clippy::restriction)]

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;

use sayso::article::{Article, Draft, Metadata, Origin, SafeText};
use sayso::attribution::tagger::lattice::{Label, Lattice, SCORES};
use sayso::attribution::tagger::{Cues, Example, Model, examples};
use sayso::lexicon::Lexicon;
use sayso::segment::with_blocks;
use sayso::span::Span;
use serde_json::Value;

const PLACES: usize = 1 << 18;
const PARTS: f32 = 20.0;

struct Gold {
    contents: Vec<Span>,
    source: Option<Span>,
    cue: Option<Span>,
}

struct Told {
    article: Article,
    golds: Vec<Gold>,
}

fn load(path: &str) -> Result<Vec<Told>, Box<dyn Error>> {
    let mut all = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().ok_or("no text")?;
        let draft = Draft {
            text: SafeText::from_string(text.to_owned()),
            blocks: Vec::new(),
            metadata: Metadata::default(),
        };
        let article = Article::new(Origin::Row(String::new()), with_blocks(draft));
        let mut bytes: Vec<usize> = article.text().char_indices().map(|(at, _)| at).collect();
        bytes.push(article.text().len());
        let span = |q: &Value, kind: &str| {
            let place = |end: &str| {
                q[format!("{kind}{end}")].as_u64().map(|at| bytes[(at as usize).min(bytes.len() - 1)])
            };
            Some(Span::new(place("start")?, place("end")?))
        };
        let mut groups: BTreeMap<String, Gold> = BTreeMap::new();
        for q in row["quotes"].as_array().ok_or("no quotes")? {
            let group = q["group"].as_str().unwrap_or_default().to_owned();
            let gold = groups.entry(group).or_insert(Gold {
                contents: Vec::new(),
                source: span(q, "speaker_"),
                cue: span(q, "cue_"),
            });
            gold.contents.extend(span(q, ""));
        }
        all.push(Told { article, golds: groups.into_values().collect() });
    }
    Ok(all)
}

fn words(text: &str, span: Span) -> Vec<(String, usize)> {
    let mut tokens = Vec::new();
    sayso::segment::tokens(text, span, &mut tokens);
    tokens.iter().filter(|t| t.is_word()).map(|t| (t.of(text).to_lowercase(), t.span.start)).collect()
}

/// The list of cue words and each gold relation's head.
fn cues(told: &[Told]) -> (String, Vec<Vec<Option<usize>>>) {
    let mut total: BTreeMap<String, usize> = BTreeMap::new();
    let mut inside: BTreeMap<String, usize> = BTreeMap::new();
    let small = Lexicon::bundled();
    for one in told {
        let text = one.article.text();
        for (word, _) in words(text, Span::new(0, text.len())) {
            *total.entry(word).or_default() += 1;
        }
        for gold in &one.golds {
            for (word, _) in gold.cue.map(|c| words(text, c)).unwrap_or_default() {
                if small.function(&word).is_none() {
                    *inside.entry(word).or_default() += 1;
                }
            }
        }
    }
    let share = |word: &str| {
        inside.get(word).copied().unwrap_or(0) as f64 / total.get(word).copied().unwrap_or(1) as f64
    };
    let mut heads: BTreeMap<String, usize> = BTreeMap::new();
    let mut places = Vec::new();
    for one in told {
        let text = one.article.text();
        places.push(
            one.golds
                .iter()
                .map(|gold| {
                    let words = words(text, gold.cue?);
                    let head = words
                        .into_iter()
                        .max_by(|a, b| share(&a.0).total_cmp(&share(&b.0)).then(b.1.cmp(&a.1)))?;
                    *heads.entry(head.0).or_default() += 1;
                    Some(head.1)
                })
                .collect(),
        );
    }
    let mut list = String::new();
    for (word, count) in heads {
        let all = total.get(&word).copied().unwrap_or(1).max(1);
        let share = 100.0 * count as f64 / all as f64;
        if count >= 2 && share >= 1.0 || count == 1 && share >= 8.0 && all >= 1 && false {
            list.push_str(&format!("{word} {share:.0}\n"));
        }
    }
    (list, places)
}

struct Trained {
    example: Example,
    labels: Vec<Label>,
    weight: f32,
}

fn labelled(example: &Example, gold: Option<&Gold>) -> Option<Vec<Label>> {
    let mut labels = vec![Label::Outside; example.units.len()];
    let Some(gold) = gold else { return Some(labels) };
    let covers = |span: Span, unit: Span| 2 * span.intersection(unit).len() > unit.len();
    let mut any = false;
    for &content in &gold.contents {
        let mut first = true;
        for (at, &unit) in example.units.iter().enumerate() {
            if at != example.cue && covers(content, unit) && labels[at] == Label::Outside {
                let goes_on = at > 0 && matches!(labels[at - 1], Label::Content | Label::ContentBegin);
                labels[at] = if first && !goes_on {
                    Label::ContentBegin
                } else if goes_on {
                    Label::Content
                } else {
                    break;
                };
                first = false;
                any = true;
            }
        }
    }
    if let Some(source) = gold.source {
        let mut first = true;
        for (at, &unit) in example.units.iter().enumerate() {
            if at != example.cue && covers(source, unit) && labels[at] == Label::Outside {
                if !first && labels[at - 1] != Label::Source && labels[at - 1] != Label::SourceBegin {
                    break;
                }
                labels[at] = if first { Label::SourceBegin } else { Label::Source };
                first = false;
            }
        }
    }
    any.then_some(labels)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rounds: usize = std::env::var("ROUNDS").ok().and_then(|r| r.parse().ok()).unwrap_or(5);
    let step: f32 = std::env::var("STEP").ok().and_then(|r| r.parse().ok()).unwrap_or(0.03);
    let prior: f32 = std::env::var("PRIOR").ok().and_then(|r| r.parse().ok()).unwrap_or(0.5);
    let told = load(&arguments[0])?;
    let (list, heads) = cues(&told);
    std::fs::write(format!("{}/cues.txt", arguments[1]), &list)?;
    let cues = Cues::read(&list);
    eprintln!("{} cues", list.lines().count());
    let mut all: Vec<Trained> = Vec::new();
    let (mut with, mut without, mut lost) = (0, 0, 0);
    let mut reached = 0;
    let mut masked = 0;
    for (one, heads) in told.iter().zip(&heads) {
        for example in examples(&one.article, Lexicon::bundled(), &cues) {
            let cue = example.units[example.cue];
            let gold = heads.iter().position(|head| *head == Some(cue.start)).map(|at| &one.golds[at]);
            if gold.is_none()
                && std::env::var("MASK").is_ok()
                && one.golds.iter().any(|g| g.contents.iter().any(|c| c.covers(cue)))
            {
                masked += 1;
                continue;
            }
            if gold.is_none() && one.golds.iter().any(|g| g.cue.is_some_and(|c| c.covers(cue))) {
                masked += 1;
                continue;
            }
            match labelled(&example, gold) {
                Some(labels) => {
                    if gold.is_some() {
                        with += 1;
                        reached += 1
                    } else {
                        without += 1
                    }
                    all.push(Trained { example, labels, weight: 1.0 });
                }
                None => lost += 1,
            }
        }
    }
    let golds: usize = told.iter().map(|t| t.golds.len()).sum();
    eprintln!(
        "{with} reports, {without} none, {lost} lost, {masked} masked; of {golds} relations {reached} reached"
    );
    // inverse text order is fine; shuffle by a fixed generator
    let mut weights = vec![0f32; PLACES * SCORES];
    let mut squares = vec![1e-6f32; PLACES * SCORES];
    let mut sum = vec![0f32; PLACES * SCORES];
    // count of feature use, to leave out rare ones
    let mut uses = vec![0u32; PLACES];
    for one in &all {
        if one.labels.iter().all(|l| *l == Label::Outside) {
            continue;
        }
        for f in one.example.features.iter().flatten().chain(&one.example.of_cue) {
            uses[Model::place(*f)] += 1;
        }
    }
    let cut: u32 = std::env::var("CUT").ok().and_then(|r| r.parse().ok()).unwrap_or(0);
    if cut > 0 {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for one in &all {
            let mut seen: Vec<u32> =
                one.example.features.iter().flatten().chain(&one.example.of_cue).copied().collect();
            seen.sort_unstable();
            seen.dedup();
            for f in seen {
                *counts.entry(f).or_default() += 1;
            }
        }
        eprintln!("{} features, {} kept", counts.len(), counts.values().filter(|c| **c >= cut).count());
        for one in &mut all {
            for f in one.example.features.iter_mut().chain(std::iter::once(&mut one.example.of_cue)) {
                f.retain(|f| counts[f] >= cut);
            }
        }
    }
    let used = uses.iter().filter(|u| **u > 0).count();
    eprintln!("{used} places used");
    let mut order: Vec<usize> = (0..all.len()).collect();
    let mut random = 0x2545_f491_4f6c_dd1du64;
    let kept = rounds / 2;
    let drop: u64 = std::env::var("DROP").ok().and_then(|r| r.parse().ok()).unwrap_or(0);
    let scale = (100 - drop) as f32 / 100.0;
    for round in 0..rounds {
        for at in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            order.swap(at, (random % (at as u64 + 1)) as usize);
        }
        let mut loss = 0f64;
        for &at in &order {
            let one = &all[at];
            let mut dropped;
            let one = if drop > 0 {
                dropped = Trained { example: one.example.clone(), labels: one.labels.clone(), weight: 1.0 };
                let mut keep = |_: &u32| {
                    random ^= random << 13;
                    random ^= random >> 7;
                    random ^= random << 17;
                    (random >> 11) % 100 >= drop
                };
                for f in dropped.example.features.iter_mut() {
                    f.retain(&mut keep);
                }
                dropped.example.of_cue.retain(&mut keep);
                &dropped
            } else {
                one
            };
            let lattice = weigh(&one.example, &weights);
            let mut gradient: Vec<[f32; SCORES]> = vec![[0.0; SCORES]; one.labels.len()];
            let (z, expected) = lattice.expect(|unit, score, share| gradient[unit][score] -= share);
            let mut gold_score = 0.0;
            let counted = Lattice::count(&one.labels, |unit, score| {
                gradient[unit][score] += 1.0;
                gold_score += lattice.units[unit][score];
            });
            gold_score += counted[0] * lattice.of_cue[0] + counted[1] * lattice.of_cue[1];
            loss += f64::from(z - gold_score);
            let mut learn = |feature: u32, gradient: &[f32; SCORES]| {
                let start = Model::place(feature) * SCORES;
                for (k, g) in gradient.iter().enumerate() {
                    if g.abs() < 1e-4 {
                        continue;
                    }
                    let g = g * one.weight - prior * weights[start + k] * 0.05;
                    squares[start + k] += g * g;
                    weights[start + k] += step * g / squares[start + k].sqrt();
                }
            };
            for (features, gradient) in one.example.features.iter().zip(&gradient) {
                if gradient.iter().all(|g| g.abs() < 1e-4) {
                    continue;
                }
                for &feature in features {
                    learn(feature, gradient);
                }
            }
            let of_cue = [counted[0] - expected[0], counted[1] - expected[1], 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
            for &feature in &one.example.of_cue {
                learn(feature, &of_cue);
            }
        }
        eprintln!("round {round}: {:.4}", loss / all.len() as f64);
        if round + kept >= rounds {
            sum.iter_mut().zip(&weights).for_each(|(s, w)| *s += w);
        }
    }
    let bytes: Vec<u8> = sum
        .iter()
        .map(|s| ((s / kept as f32) * scale * PARTS).round().clamp(-127.0, 127.0) as i8 as u8)
        .collect();
    eprintln!(
        "{} of {} weights are not 0, {} at the limit",
        bytes.iter().filter(|b| **b != 0).count(),
        bytes.len(),
        bytes.iter().filter(|b| (**b as i8).abs() == 127).count()
    );
    std::fs::File::create(format!("{}/attribution.bin", arguments[1]))?.write_all(&bytes)?;
    if let Some(judge) = arguments.get(2) {
        let model = Model::new(Box::leak(bytes.into_boxed_slice()));
        let least: f32 = std::env::var("LEAST").ok().and_then(|r| r.parse().ok()).unwrap_or(0.3);
        for line in std::fs::read_to_string(judge)?.lines() {
            let row: Value = serde_json::from_str(line)?;
            let text = row["text"].as_str().ok_or("no text")?;
            let draft = Draft {
                text: SafeText::from_string(text.to_owned()),
                blocks: Vec::new(),
                metadata: Metadata::default(),
            };
            let article = Article::new(Origin::Row(String::new()), with_blocks(draft));
            let text = article.text();
            let mut found = sayso::attribution::tagger::read(&article, Lexicon::bundled(), &cues, model);
            found.retain(|r| r.probability >= least);
            found.sort_by(|a, b| b.probability.total_cmp(&a.probability));
            let mut taken: Vec<Span> = Vec::new();
            let mut rows = Vec::new();
            let point = |at: usize| text[..at].chars().count();
            for r in found {
                if r.contents.iter().any(|c| taken.iter().any(|t| t.overlaps(*c))) {
                    continue;
                }
                taken.extend(r.contents.iter().copied());
                for c in &r.contents {
                    let inside = c.of(text);
                    let quoted = inside.contains(['"', '“', '”']);
                    let edges = inside.trim_matches(['.', ',', ' ']);
                    let direct = quoted
                        && edges.starts_with(['"', '“'])
                        && edges.ends_with(['"', '”'])
                        && inside.matches(['"', '“', '”']).count() == 2;
                    let kind = if direct {
                        "direct"
                    } else if quoted {
                        "mixed"
                    } else {
                        "indirect"
                    };
                    rows.push(serde_json::json!({"kind": kind, "cue": r.cue.of(text), "p": r.probability,
                        "spans": [{"start": point(c.start), "end": point(c.end)}],
                        "mention": r.source.map(|s| serde_json::json!({"start": point(s.start), "end": point(s.end)}))}));
                }
            }
            println!("{}", serde_json::json!({"id": row["id"], "text": text, "quotations": rows}));
        }
    }
    Ok(())
}

fn weigh(example: &Example, weights: &[f32]) -> Lattice {
    let sum = |features: &[u32]| {
        let mut sums = [0f32; SCORES];
        for &feature in features {
            let start = Model::place(feature) * SCORES;
            for (s, w) in sums.iter_mut().zip(&weights[start..start + SCORES]) {
                *s += w;
            }
        }
        sums
    };
    let of_cue = sum(&example.of_cue);
    Lattice {
        units: example.features.iter().map(|f| sum(f)).collect(),
        cue: example.cue,
        of_cue: [of_cue[0], of_cue[1]],
    }
}
