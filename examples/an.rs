use sayso::{article::*, attribution::analyze, export::analysis, lexicon::Lexicon, segment::with_blocks};
use std::io::{self, BufRead, Write};
fn main() {
    let mut o = io::BufWriter::new(io::stdout().lock());
    for l in io::stdin().lock().lines() {
        let v: serde_json::Value = serde_json::from_str(&l.unwrap()).unwrap();
        let d = with_blocks(Draft {
            text: SafeText::new(v["text"].as_str().unwrap()),
            ..Default::default()
        });
        let a = Article::new(Origin::Row(v["id"].as_str().unwrap().into()), d);
        let r = analyze(&a, Lexicon::bundled());
        writeln!(o, "{}", analysis::json_line(&a, &r)).unwrap();
    }
}
