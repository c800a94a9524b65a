//! Articles from files and pipes: good ones are taken, bad ones named by file and line.
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use common::{Service, errors, file, run};

const LINES: &str = concat!(
    r#"{"id":"a","published_on":"2004-03-10","text":"Chilean President Ricardo Lagos met Peruvian President Alejandro Toledo in Santiago on Monday."}"#,
    "\n",
    r#"{"id":"b","published_on":"yesterday","text":"x"}"#,
    "\n\nno json\n",
    r#"{"id":"c","published_on":"2004-04-02","text":"Japan and Chile signed a trade agreement in Tokyo on Thursday."}"#,
    "\n",
);

#[test]
fn events_come_out_in_the_order_of_the_articles_and_bad_lines_are_named() {
    let output = run(&["extract", "--jsonl"], LINES);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stdout.clone()).unwrap();
    let articles: Vec<String> =
        told.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["article"].as_str().unwrap().to_owned()).collect();
    assert_eq!((articles.first().map(String::as_str), articles.last().map(String::as_str)), (Some("a"), Some("c")));
    let shown = errors(&output);
    assert!(shown.contains("standard input:2: published_on: is \"yesterday\"; accepted is a day"), "{shown}");
    assert!(shown.contains("standard input:4: body:"), "{shown}");
    assert_eq!(run(&["extract"], LINES).stdout, output.stdout, "JSON Lines are recognised by themselves");
}

#[test]
fn fields_that_are_not_read_are_named_and_refuse_nothing() {
    let line = r#"{"id":"a","text":"Chile and Peru held talks in Lima.","split":"tune","events":[]}"#;
    let output = run(&["extract"], line);
    assert!(output.status.success() && !output.stdout.is_empty());
    assert_eq!(errors(&output).lines().count(), 1, "{}", errors(&output));
    assert!(errors(&output).contains("fields that are not read: events, split"));
    let output = run(&["dates", "--jsonl"], r#"{"id":1,"text":"in May 2005","expected":[]}"#);
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("2005-05-31"));
}

#[test]
fn rules_of_ones_own_are_read_and_faults_in_them_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let text = "The Northern River Compact pulled the plug on the dam in Chad.";
    assert!(run(&["extract", "--rules", path], text).status.code() == Some(2), "an empty directory holds no rules");
    file(folder.path(), "names.tsv", "name\tkind\tcountry\tsector\nNorthern River Compact\torganization\t-\tIGO\n");
    file(
        folder.path(),
        "loans.txt",
        "frame pulled-plug sanction cameo=162\n  target on\n  verb pull obj=plug +on  :: Norway pulled the plug on a dam.\n",
    );
    let output = run(&["extract", "--rules", path, "--reader", "off"], text);
    let event: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&event["rule"], &event["participants"][0]["actor"]), (&"sanction.pulled-plug".into(), &"northern-river-compact".into()));
    file(folder.path(), "names.tsv", "name\tkind\nAda\tlady\n");
    let shown = errors(&run(&["extract", "--rules", path], text));
    assert!(shown.contains("names.tsv:2: no kind of actor: \"lady\"; accepted are person, organization, group"), "{shown}");
    let shown = errors(&run(&["extract", "--reader", "none"], text));
    assert!(shown.contains("--reader: accepted are on, off and a file with weights"), "{shown}");
}

#[test]
fn a_text_has_the_day_that_is_given() {
    let output = run(
        &["extract", "--published", "2004-03-10"],
        "Chilean President Ricardo Lagos met Peruvian President Alejandro Toledo in Santiago on Monday.",
    );
    assert!(output.status.success(), "{}", errors(&output));
    let event: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&event["type"], &event["date"]["start"]), (&"meeting".into(), &"2004-03-08".into()));
    assert_eq!(run(&["extract", "--published", "2004-03"], "").status.code(), Some(2));
}

#[test]
fn ingest_takes_the_good_lines_and_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let store = store.to_str().unwrap();
    let news = file(folder.path(), "news.jsonl", LINES);
    let output = run(&["ingest", &news, "--data-dir", store], "");
    let shown = errors(&output);
    assert_eq!(output.status.code(), Some(2), "{shown}");
    assert!(shown.contains(&format!("{news}:2: published_on")) && shown.contains(&format!("{news}:4: body")), "{shown}");
    assert!(shown.contains("2 new articles") && shown.contains("2 refused"), "{shown}");
    let again = run(&["ingest", &news, "--data-dir", store], "");
    assert!(errors(&again).contains("0 new articles with 0 events, 2 known articles"), "{}", errors(&again));
    let asked = run(&["ask", "Whom did Chile meet in March 2004?", "--data-dir", store, "--format", "csv"], "");
    assert!(errors(&asked).contains("read as /v1/meetings?level=country&actor=CHL"), "{}", errors(&asked));
    assert!(asked.stdout.starts_with(b"a,a_name,"));
    assert_eq!(run(&["ask", "How are you?", "--data-dir", store], "").status.code(), Some(2));
    let service = Service::start(store);
    let stats: serde_json::Value = serde_json::from_str(&service.get("/v1/stats").1).unwrap();
    assert_eq!(stats["articles"], 2);
    assert!(service.get("/v1/meetings?actor=Chile&with=Peru&level=country").1.contains("\"count\":1"));
}

#[test]
fn what_is_no_input_is_wrong_use() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().to_str().unwrap();
    let missing = format!("{folder}/missing.jsonl");
    for arguments in [&["ingest", &missing, "--data-dir", folder][..], &["extract", folder], &["ingest"], &["parse", &missing], &["dates", &missing]]
    {
        let output = run(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", errors(&output));
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn trees_come_as_conllu_and_dates_as_json_lines() {
    let output = run(&["parse", "-"], "Chile and Peru met on Monday.");
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(told.lines().filter(|line| line.contains('\t')).count(), 7, "{told}");
    let again = run(&["parse", "-", "--conllu-in"], &told);
    assert_eq!(String::from_utf8(again.stdout).unwrap().lines().filter(|line| line.contains('\t')).count(), 7);
    assert_eq!(run(&["parse", "-", "--conllu-in"], "no table").status.code(), Some(2));
    let output = run(&["dates", "--jsonl"], "{\"id\":1,\"text\":\"on Monday\",\"reference\":\"2004-03-10\"}\n{}\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stdout.clone()).unwrap().contains("\"start\":\"2004-03-08\""));
    assert!(errors(&output).contains("-:2: missing field"), "{}", errors(&output));
}

#[test]
fn a_key_has_its_scope() {
    let one = String::from_utf8(run(&["keys", "--scope", "write"], "").stdout).unwrap();
    let other = String::from_utf8(run(&["keys", "--scope", "write"], "").stdout).unwrap();
    assert!(one.starts_with("write:") && one.trim().len() == 54 && one != other, "{one}");
    assert_eq!(run(&["keys", "--scope", "root"], "").status.code(), Some(2));
}

#[test]
fn the_reading_of_an_article_is_explained() {
    let output =
        run(&["explain", "-", "--published", "2004-03-10"], "Chilean President Ricardo Lagos met Peruvian President Alejandro Toledo on Monday.");
    let shown = String::from_utf8(output.stdout).unwrap();
    for piece in ["VERB", "ricardo-lagos (Ricardo Lagos)", "date  \"Monday\"", "meeting occurred, 2004-03-08", "rule meeting."] {
        assert!(shown.contains(piece), "{piece} is missing: {shown}");
    }
}

#[test]
fn annotated_articles_are_judged() {
    let folder = tempfile::tempdir().unwrap();
    let gold = r#"{"id":"a","published_on":"2004-03-10","text":"Chile and Peru held talks in Santiago on Monday.","events":[
        {"id":"talks","type":["talks"],"status":["occurred"],"participants":[{"country":"CHL","role":"participant"},{"country":"PER","role":"participant"}],
         "date":{"start":["2004-03-08"],"end":["2004-03-08"]},"place":{"name":"Santiago"},"evidence":{"start":0,"end":40}}]}"#;
    let path = file(folder.path(), "a.gold.json", gold);
    let output = run(&["eval", &path], "");
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let all = shown.lines().find(|line| line.starts_with("all")).unwrap_or_default();
    assert_eq!(all.split_whitespace().last(), Some("1.000"), "{shown}{}", errors(&output));
    let bare = file(folder.path(), "b.gold.json", r#"{"id":"b","events":[]}"#);
    assert_eq!(run(&["eval", &bare], "").status.code(), Some(2), "its text is nowhere");
}

const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>Lagos in Lima</title>\
    <meta property=\"article:published_time\" content=\"2004-03-10T09:00:00Z\"></head><body><nav><a href=\"/\">Home</a></nav><article>\
    <p>Chilean President Ricardo Lagos met Peruvian President Alejandro Toledo in Lima on Monday.</p></article></body></html>";

/// Answers one request with a page, and gives the address.
fn site() -> (String, std::thread::JoinHandle<String>) {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/news/lima", listener.local_addr().unwrap());
    let served = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let lines = BufReader::new(stream.try_clone().unwrap()).lines();
        let request: Vec<String> = lines.map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{PAGE}", PAGE.len()).unwrap();
        request[0].clone()
    });
    (address, served)
}

#[test]
fn pages_and_feeds_are_articles() {
    let folder = tempfile::tempdir().unwrap();
    file(folder.path(), "page.html", PAGE);
    let feed = "<rss version=\"2.0\"><channel><title>Wire</title><item><title>Tokyo</title><pubDate>Fri, 02 Apr 2004 08:00:00 GMT</pubDate>\
        <description>&lt;p&gt;Japan and Chile signed a trade agreement in Tokyo on Thursday.&lt;/p&gt;</description></item><item><title>Nothing</title></item></channel></rss>";
    file(folder.path(), "wire.xml", feed);
    let output = run(&["extract", folder.path().to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("wire.xml:2: text: is \"\"; accepted is the article's text"), "{}", errors(&output));
    let told: Vec<serde_json::Value> = output.stdout.split(|&byte| byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    let days = |kind: &str| told.iter().find(|event| event["type"] == kind).map(|event| event["date"]["start"].clone());
    assert_eq!((days("meeting"), days("agreement")), (Some("2004-03-08".into()), Some("2004-04-01".into())));
}

#[test]
fn an_address_is_fetched_and_kept_with_the_article() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().to_str().unwrap();
    let (address, served) = site();
    let output = run(&["ingest", &address, "--data-dir", store], "");
    assert!(output.status.success() && errors(&output).contains("1 new articles"), "{}", errors(&output));
    assert_eq!(served.join().unwrap(), "GET /news/lima HTTP/1.1");
    let service = Service::start(store);
    let articles: serde_json::Value = serde_json::from_str(&service.get("/v1/articles").1).unwrap();
    assert_eq!((&articles["data"][0]["url"], &articles["data"][0]["title"]), (&address.clone().into(), &"Lagos in Lima".into()));
    // Nobody answers there any more.
    let gone = run(&["ingest", &address, "--data-dir", store], "");
    assert!(gone.status.code() == Some(1) && errors(&gone).contains(&format!("cannot fetch {address}")), "{}", errors(&gone));
}

#[test]
fn a_store_is_copied_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (store, copy) = (path("store"), path("copy.db"));
    run(&["ingest", "-", "--data-dir", &store], LINES);
    let output = run(&["backup", &copy, "--data-dir", &store], "");
    assert!(output.status.success(), "{}", errors(&output));
    let again = run(&["backup", &copy, "--data-dir", &store], "");
    assert!(again.status.code() == Some(2) && errors(&again).contains("is there already"), "{}", errors(&again));
    assert_eq!(run(&["backup", &path("other.db"), "--data-dir", &path("nowhere")], "").status.code(), Some(2));
    for command in [&["export", "csv"][..], &["rebuild"], &["ask", "Whom did Chile meet?"]] {
        let output = run(&[command, &["--data-dir", &path("nowhere")]].concat(), "");
        assert!(output.status.code() == Some(2) && errors(&output).contains("no store in"), "{command:?}: {}", errors(&output));
    }
    assert!(!folder.path().join("nowhere").exists() && !folder.path().join("other.db").exists());
    let all = |place: &str| run(&["export", "jsonl", "--data-dir", place], "").stdout;
    assert!(!all(&copy).is_empty() && all(&copy) == all(&store));
    // The same rules tell the same.
    let rebuilt = run(&["rebuild", "--data-dir", &copy], "");
    assert!(rebuilt.status.success() && errors(&rebuilt).contains("2 articles read again"), "{}", errors(&rebuilt));
    assert_eq!(all(&copy), all(&store));
    let folder_of_rules = path("rules");
    std::fs::create_dir(&folder_of_rules).unwrap();
    let rule = "frame inked sanction cameo=163\n  verb sign obj=agreement :: Norway signed an agreement.\n";
    file(folder_of_rules.as_ref(), "inked.txt", rule);
    let other = run(&["rebuild", "--data-dir", &copy, "--rules", &folder_of_rules, "--reader", "off"], "");
    assert!(other.status.success() && all(&copy) != all(&store), "{}", errors(&other));
}

#[test]
fn a_postgres_database_is_backed_up_by_its_own_tool_and_read_again() {
    let Some(url) = chancery_store::test_server::fresh_database() else { return };
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("news.dump");
    run(&["ingest", "-", "--database-url", &url], LINES);
    let output = run(&["rebuild", "--database-url", &url], "");
    assert!(errors(&output).contains("2 articles read again"), "{}", errors(&output));
    let output = run(&["backup", archive.to_str().unwrap(), "--database-url", &url], "");
    assert!(output.status.success(), "{}", errors(&output));
    assert!(std::fs::read(&archive).unwrap().starts_with(b"PGDMP"));
}

/// Corrects one event and rejects another; the store, read again as a whole, answers alike.
fn keeps_corrections(place: &str, flag: &str) {
    run(&["ingest", "-", flag, place], LINES);
    let service = Service::start(place);
    let events: serde_json::Value = serde_json::from_str(&service.get("/v1/events").1).unwrap();
    let ids: Vec<&str> = events["data"].as_array().unwrap().iter().map(|event| event["id"].as_str().unwrap()).collect();
    assert!(ids.len() > 1);
    for (id, body) in [(ids[0], r#"{"status":"planned","place":"Lima","reason":"so it is"}"#), (ids[1], r#"{"rejected":true}"#)] {
        let (status, answer) = service.send("PATCH", &format!("/v1/events/{id}"), body);
        assert_eq!(status, 200, "{answer}");
    }
    let answers = |service: &Service| {
        let asked =
            ["/v1/events?include=reports".to_owned(), format!("/v1/events/{}/corrections", ids[0]), format!("/v1/events/{}/corrections", ids[1])];
        asked.map(|path| {
            let mut json: serde_json::Value = serde_json::from_str(&service.get(&path).1).unwrap();
            json.as_object_mut().unwrap().remove("revision");
            json
        })
    };
    let before = answers(&service);
    assert_eq!((&before[0]["data"][0]["corrected"], &before[2]["rejected"]), (&serde_json::json!(["status", "place"]), &true.into()));
    assert!(service.stop());
    let rebuilt = run(&["rebuild", flag, place], "");
    assert!(errors(&rebuilt).contains("2 articles read again"), "{}", errors(&rebuilt));
    assert_eq!(answers(&Service::start(place)), before);
}

#[test]
fn corrections_are_kept_when_all_is_read_again_and_copied() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (store, copy) = (path("store"), path("copy.db"));
    keeps_corrections(&store, "--data-dir");
    assert!(run(&["backup", &copy, "--data-dir", &store], "").status.success());
    let all = |place: &str| Service::start(place).get("/v1/events?include=reports").1;
    assert_eq!(all(&copy), all(&store));
}

#[test]
fn corrections_are_kept_on_postgres_too() {
    let Some(url) = chancery_store::test_server::fresh_database() else { return };
    keeps_corrections(&url, "--database-url");
}
