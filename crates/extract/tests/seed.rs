//! The article that the product was asked for with, where the shared folder lies next to the checkout.

use chancery_core::Article;
use chancery_extract::{
    Knowledge,
    evaluate::{Gold, score},
    extract,
};
use std::{fs, path::Path};

#[test]
fn the_seed_article_tells_its_events() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seed");
    let (Ok(text), Ok(gold)) = (fs::read_to_string(seed.join("article.txt")), fs::read_to_string(seed.join("gold.json"))) else {
        println!("skipped: there is no shared folder next to the checkout");
        return;
    };
    let gold: Gold = serde_json::from_str(&gold).unwrap();
    let mut article = Article::new(text, gold.published_on);
    article.id = gold.id.parse().unwrap();
    let told: Vec<_> = extract(&article, &Knowledge::builtin()).events.iter().filter_map(chancery_core::Event::told).collect();
    let scores = score(&[gold], &told);
    println!("{scores}");
    assert!(scores.all().figures().2 >= 0.60, "F1 of the seed article");
    let met = told.iter().find(|event| event.event.kind.as_str() == "meeting").expect("two vice premiers met");
    let names: Vec<&str> = met.event.participants.iter().map(|participant| participant.name.as_str()).collect();
    assert_eq!(names, ["Zeng Peiyan", "Ro Tu-chol"]);
    assert_eq!(met.event.date.as_ref().map(|date| date.start.to_string()).as_deref(), Some("2005-12-24"));
}
