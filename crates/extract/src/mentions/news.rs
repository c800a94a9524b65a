//! Measures on real news that lies in the shared folder next to the checkout; without it the tests say so and pass.

use chancery_language::Language;
use serde_json::Value;
use std::collections::HashSet;

use super::{tests::gazetteer, *};

fn shared(path: &str) -> Option<Vec<Value>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2)?;
    let places = [root.join("../shared").join(path), root.join("../../shared").join(path)];
    let Some(text) = places.iter().find_map(|place| std::fs::read_to_string(place).ok()) else {
        println!("skipped: no ../shared/{path}");
        return None;
    };
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn content(text: &str) -> HashSet<String> {
    let stop = "the a an of in on at to for and or by with from his her its their s mr mrs ms former new";
    crate::gazetteer::words(text).into_iter().map(|word| word.folded).filter(|word| !stop.split(' ').any(|stop| stop == word)).collect()
}

/// The mentions that share a content word with the gold text, as the scorer of sentences matches them.
fn covering<'m>(mentions: &'m Mentions, text: &str, gold: &str) -> Vec<&'m Mention> {
    // Where the gold words stand in the text, mentions have to lie there; else they have to share words.
    let stands = text.find(gold).map(|start| start..start + gold.len());
    let here = |mention: &Mention| stands.as_ref().is_none_or(|place| mention.bytes.start < place.end && place.start < mention.bytes.end);
    let gold = content(gold);
    let shares = |mention: &&Mention| {
        (!mention.actors.is_empty() || mention.place.is_some())
            && here(mention)
            && content(&text[mention.bytes.clone()]).intersection(&gold).next().is_some()
    };
    mentions.list.iter().filter(shares).collect()
}

fn read_news(article: &Value) -> (String, Mentions) {
    let text = article["text"].as_str().unwrap().to_owned();
    let article = Article::new(text.clone(), article["published_on"].as_str().and_then(|day| day.parse().ok()));
    let doc = tokenise(&text);
    let units = units(&text, &doc, gazetteer());
    let doc = Language::english().analyse_with_units(&text, &units);
    let mentions = find_mentions(&doc, &article, gazetteer());
    (text, mentions)
}

/// Four rows of five are read; the fifth is kept for a later measure.
#[test]
fn actors_of_news_are_found() {
    let (Some(articles), Some(gold)) = (shared("eval/sentences/articles.jsonl"), shared("eval/sentences/gold.jsonl")) else { return };
    let (mut found, mut total) = (0, 0);
    for (_, (article, gold)) in articles.iter().zip(&gold).enumerate().filter(|(row, _)| row % 5 != 0) {
        let (text, mentions) = read_news(article);
        for relation in gold["relations"].as_array().unwrap() {
            for side in ["source", "target"] {
                let told = relation[side].as_str().unwrap_or_default();
                let covering = covering(&mentions, &text, told);
                total += 1;
                found += usize::from(!covering.is_empty());
                if std::env::var_os("SHOW").is_some() {
                    let who: Vec<String> = covering
                        .iter()
                        .map(|mention| {
                            format!(
                                "{}={}",
                                &text[mention.bytes.clone()],
                                mention.actors.first().or(mention.alternatives.first()).map_or("place", |actor| actor.id.as_str())
                            )
                        })
                        .collect();
                    println!("{}\t{side}\t{told}\t{}", article["id"], who.join(" ; "));
                }
            }
        }
    }
    println!("actors of news covered: {found} of {total}");

    assert!(found * 100 >= total * 85, "{found} of {total}");
}

/// For sources and targets of the news that name a country, a person in office or a body: the country, or the body, judged by hand.
const JUDGED: &str = include_str!("judged.tsv");

#[test]
fn named_actors_of_news_are_right() {
    let (Some(articles), Some(gold)) = (shared("eval/sentences/articles.jsonl"), shared("eval/sentences/gold.jsonl")) else { return };
    let (mut right, mut wrong) = (0, Vec::new());
    for line in JUDGED.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (article, gold) = articles.iter().zip(&gold).find(|(article, _)| article["id"] == cells[0]).unwrap();
        let (text, mentions) = read_news(article);
        let told = gold["relations"][0][cells[1]].as_str().unwrap_or_default();
        let who = first_named(&mentions, &text, told);
        if who.as_deref() == Some(cells[2]) { right += 1 } else { wrong.push(format!("{line}: {who:?}")) }
    }
    println!("named actors right: {right} of {}\n{}", right + wrong.len(), wrong.join("\n"));
    assert!(right * 100 >= (right + wrong.len()) * 90);
}

/// The country of the first mention that covers the gold text, or the id of a body without a country.
fn first_named(mentions: &Mentions, text: &str, told: &str) -> Option<String> {
    let actors = covering(mentions, text, told).into_iter().filter_map(|mention| mention.actors.first().or(mention.alternatives.first()));
    actors.into_iter().find_map(|actor| {
        let body = actor.kind == ActorKind::Organization || actor.organization.is_some();
        actor.country.map(|code| code.to_string()).or_else(|| body.then(|| actor.id.to_string()))
    })
}

/// Prints what the judge of the table above has to look at.
#[test]
fn actors_to_judge_are_shown() {
    if std::env::var_os("JUDGE").is_none() {
        return;
    }
    let (Some(articles), Some(gold)) = (shared("eval/sentences/articles.jsonl"), shared("eval/sentences/gold.jsonl")) else { return };
    for (article, gold) in articles.iter().zip(&gold).enumerate().filter(|(row, _)| row % 5 != 0).map(|(_, pair)| pair) {
        let (text, mentions) = read_news(article);
        for side in ["source", "target"] {
            let told = gold["relations"][0][side].as_str().unwrap_or_default();
            println!(
                "JUDGE\t{}\t{side}\t{}\t{told}",
                article["id"].as_str().unwrap_or_default(),
                first_named(&mentions, &text, told).unwrap_or_default()
            );
        }
    }
}

/// Travellers' counterparts: "Met with President X" in a country gives the person, with an office and the country.
#[test]
fn counterparts_of_travelling_presidents_are_found() {
    let Some(travels) = shared("data/state-visits/presidents-before-1993.jsonl") else { return };
    let (mut right, mut total) = (0, 0);
    for travel in &travels {
        let country = host_name(travel["country"].as_str().unwrap_or_default());
        let text = format!("Visited {country}. {}", travel["remarks"].as_str().unwrap_or_default());
        let remarks = text.as_str();
        let day: Date = travel["start"].as_str().unwrap().parse().unwrap();
        let mentions = find_in_text(remarks, Some(day), gazetteer());
        for title in ["President", "Prime Minister", "King", "Queen", "Chancellor", "Premier", "Pope", "Emperor", "Foreign Minister"] {
            for (at, _) in remarks.match_indices(&format!("{title} ")) {
                let name = remarks[at + title.len() + 1..].split([' ', ',', ';', '.']).next().unwrap_or_default();
                let part = at > 0 && !remarks[..at].ends_with(' ') || remarks[..at].ends_with("Vice ");
                if part || !name.starts_with(char::is_uppercase) || remarks[..at].ends_with("ident and ") {
                    continue;
                }
                total += 1;
                let end = at + title.len() + 1 + name.len();
                let mention =
                    mentions.list.iter().find(|mention| mention.told == Told::Titled && mention.bytes.start <= at && end <= mention.bytes.end);
                let actor = mention.and_then(|mention| mention.actors.first());
                let known = actor.filter(|actor| actor.office.is_some()).and_then(|actor| Some((actor, gazetteer().actor(&actor.id)?)));
                let in_office = known.is_some_and(|(told, actor)| {
                    actor.offices.iter().any(|office| office.country == told.country && office.country.is_some() && around(office, day))
                });
                right += usize::from(in_office);
                if !in_office && std::env::var_os("SHOW").is_some() {
                    println!("{day} {country}: {} -> {:?}", &remarks[at..end], actor.map(|actor| (actor.id.as_str(), actor.country)));
                }
            }
        }
    }
    println!("counterparts found: {right} of {total}");
    assert!(right * 100 >= total * 85, "{right} of {total}");
}

/// Whether an office was held on a day, or ended or began within the year.
fn around(office: &chancery_core::Office, day: Date) -> bool {
    office.held_on(day) || [office.from, office.to].into_iter().flatten().any(|date| date.year() == day.year())
}

/// "Korea, Republic of" is "Republic of Korea".
fn host_name(country: &str) -> String {
    match country.split_once(", ") {
        Some((name, form)) if form.ends_with("of") => format!("{form} {name}"),
        _ => country.to_owned(),
    }
}

/// Facts of eight decades: who is meant by an office and a surname on a day.
const OFFICES: &str = include_str!("offices.tsv");

#[test]
fn offices_are_those_of_the_day() {
    let (mut right, mut wrong) = (0, Vec::new());
    for (number, line) in OFFICES.lines().enumerate().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let mentions = find_in_text(cells[1], Some(cells[0].parse().unwrap()), gazetteer());
        let actors: Vec<&ActorRef> =
            mentions.list.iter().filter(|mention| mention.told == Told::Titled).flat_map(|mention| &mention.actors).collect();
        let fits = |actor: &&&ActorRef| {
            let names = gazetteer().actor(&actor.id).map(|actor| [vec![actor.name], actor.names].concat().join(" ")).unwrap_or_default();
            let names = crate::gazetteer::folded(&names);
            let named = cells[2].split(' ').all(|part| names.contains(&crate::gazetteer::folded(part)));
            named && !actor.former && actor.country.map(|code| code.to_string()).unwrap_or_default() == cells[3]
        };
        match actors.iter().find(fits) {
            Some(_) => right += 1,
            None => wrong.push(format!(
                "offices.tsv:{}: {line}: {:?}",
                number + 1,
                actors.iter().map(|actor| (actor.id.as_str(), actor.former)).collect::<Vec<_>>()
            )),
        }
    }
    println!("offices of the day: {right} of {}\n{}", right + wrong.len(), wrong.join("\n"));
    assert!(right * 100 >= (right + wrong.len()) * 95);
}

/// The names of an article must not be the slowest stage, and the tables must be there at once.
#[test]
fn tables_load_and_names_are_found_quickly() {
    let start = std::time::Instant::now();
    let gazetteer = Gazetteer::builtin();
    let loaded = start.elapsed();
    let text =
        "Chinese Foreign Minister Wang Yi met US envoy Stephen Biegun in Beijing on Monday, and the two countries agreed to talk. ".repeat(200);
    let doc = tokenise(&text);
    let article = Article::new(text, Some(jiff::civil::date(2019, 6, 1)));
    let _ = find_mentions(&doc, &article, &gazetteer);
    let start = std::time::Instant::now();
    let mentions = find_mentions(&doc, &article, &gazetteer);
    let rate = doc.tokens.len() as f64 / start.elapsed().as_secs_f64();
    println!("loaded in {loaded:?}; {rate:.0} tokens a second; {} mentions", mentions.list.len());
    assert!(cfg!(debug_assertions) || loaded.as_millis() < 1000, "{loaded:?}");
}

/// Prints the mentions of the text files named in MENTIONS, for whoever works on this.
#[test]
fn mentions_of_files_are_shown() {
    for path in std::env::var("MENTIONS").unwrap_or_default().split_whitespace() {
        let text = std::fs::read_to_string(path).unwrap();
        let (text, mentions) = read_news(&serde_json::json!({"text": text, "published_on": std::env::var("DAY").ok()}));
        for mention in &mentions.list {
            let who: Vec<String> = mention
                .actors
                .iter()
                .map(|actor| {
                    format!(
                        "{}/{}/{}",
                        actor.id,
                        actor.country.map(|code| code.to_string()).unwrap_or_default(),
                        actor.office.as_deref().unwrap_or_default()
                    )
                })
                .collect();
            println!("{:4} {:?}/{:?}\t{}\t{}", mention.sentence, mention.told, mention.reading, &text[mention.bytes.clone()], who.join(" + "));
        }
    }
}

/// Texts that no one writes must not hold up those that are written.
#[test]
fn endless_texts_are_read_in_a_moment() {
    let rounds = [
        "Korea ",
        "he they US ",
        "Baltic Rescue Committee (BRC), ",
        "US minister and the minister, ",
        "President Kim of Portland and ",
        "A B C ",
        "both sides they ",
    ];
    for round in rounds {
        let text = round.repeat(120_000 / round.len());
        let start = std::time::Instant::now();
        let found = find_in_text(&text, Some(jiff::civil::date(2019, 6, 1)), gazetteer()).list.len();
        println!("{round:?}: {found} in {:?}", start.elapsed());
        assert!(start.elapsed().as_secs() < 60, "{round:?} took {:?}", start.elapsed());
    }
}
