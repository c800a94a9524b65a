//! Files of events that others have coded, imported and asked for as an analyst would.
#![expect(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use common::{Service, errors, file, run};
use std::{collections::BTreeMap, path::Path, process::Command};

/// Who met whom in June 2014, counted by the labels of ICEWS for consultations (CAMEO 04): a pair and its number of rows a line.
const COUNT: &str = r#"zcat "$1" | awk -F'\t' '
    BEGIN { split("Consult;Discuss by telephone;Make a visit;Host a visit;Mediate;Engage in negotiation", labels, ";")
            for (i in labels) met[labels[i]] = 1; met["Meet at a \047third\047 location"] = 1 }
    $1 >= "2014-06-01" && $1 <= "2014-06-30" && ($3 in met) && $2 != $4 { pairs[$2 < $4 ? $2 FS $4 : $4 FS $2]++ }
    END { for (pair in pairs) print pairs[pair] FS pair }'"#;

type Pairs = BTreeMap<(String, String), u64>;

fn counted(path: &Path) -> Pairs {
    let output = Command::new("sh").args(["-c", COUNT, "count"]).arg(path).output().unwrap();
    assert!(output.status.success(), "{}", errors(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    let pair = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        (sorted(cells[1], cells[2]), cells[0].parse().unwrap())
    };
    text.lines().map(pair).collect()
}

fn sorted(a: &str, b: &str) -> (String, String) {
    if a < b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) }
}

/// Every pair that the service answers, page by page.
fn answered(service: &Service) -> Pairs {
    let mut pairs = Pairs::new();
    let mut cursor = String::new();
    loop {
        let (status, body) = service.get(&format!("/v1/meetings?from=2014-06-01&to=2014-06-30&level=actor&limit=1000{cursor}"));
        assert_eq!(status, 200, "{body}");
        let page: serde_json::Value = serde_json::from_str(&body).unwrap();
        for pair in page["data"].as_array().unwrap() {
            let name = |side: &str| pair[side]["name"].as_str().unwrap();
            pairs.insert(sorted(name("a"), name("b")), pair["count"].as_u64().unwrap());
        }
        match page["page"]["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return pairs,
        }
    }
}

#[test]
fn a_year_of_icews_gives_the_pairs_that_awk_counts() {
    let icews = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/icews14/events.tsv.gz");
    if !icews.is_file() {
        println!("skipped: there is no shared folder next to the checkout");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().to_str().unwrap();
    let output = run(&["import", "icews", icews.to_str().unwrap(), "--data-dir", store], "");
    assert!(output.status.success(), "{}", errors(&output));
    assert!(errors(&output).starts_with("90730 new events, 0 known, 0 rejected"), "{}", errors(&output));
    let expected = counted(&icews);
    let pairs = answered(&Service::start(store));
    assert!(expected.len() > 500, "{}", expected.len());
    let counts = |pairs: &Pairs| {
        let mut counts: Vec<u64> = pairs.values().copied().collect();
        counts.sort_unstable();
        counts
    };
    assert_eq!(counts(&pairs), counts(&expected));
    // Whoever the gazetteer knows goes by its name for him: "Sergey Viktorovich Lavrov" is Sergey Lavrov.
    let same = expected.iter().filter(|(pair, count)| pairs.get(*pair) == Some(*count)).count();
    assert!(same * 10 > expected.len() * 8, "{same} of {}", expected.len());
    let wrong: Vec<_> = pairs.iter().filter(|(pair, count)| expected.get(*pair).is_some_and(|expected| expected != *count)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

const ROWS: &str = "date\tsource\trelation\ttarget
2014-06-02\tChile\tConsult\tPeru
2014-06-03\tForeign Affairs (Chile)\tMake a visit\tPeru
2014-06-31\tChile\tConsult\tPeru
2014-06-04\tChile\tShake hands\tPeru
";

#[test]
fn rows_that_cannot_be_read_are_told_with_line_and_reason() {
    let folder = tempfile::tempdir().unwrap();
    let (rows, store) = (file(folder.path(), "rows.tsv", ROWS), folder.path().join("store"));
    let rejected = folder.path().join("rejected.tsv");
    let import = || run(&["import", "icews", &rows, "--data-dir", store.to_str().unwrap(), "--rejected", rejected.to_str().unwrap()], "");
    let output = import();
    assert_eq!(output.status.code(), Some(2), "{}", errors(&output));
    assert!(errors(&output).starts_with("2 new events, 0 known, 2 rejected"), "{}", errors(&output));
    let told = std::fs::read_to_string(&rejected).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "file\tline\treason\trow");
    assert!(lines[1].starts_with("rows.tsv\t4\tno day: \"2014-06-31\""), "{told}");
    assert_eq!(lines[2], "rows.tsv\t5\tno label of CAMEO: \"Shake hands\"\t2014-06-04\tChile\tShake hands\tPeru");
    assert!(errors(&import()).starts_with("0 new events, 2 known, 2 rejected"), "the same file again brings nothing new");
    assert_eq!(run(&["import", "acled", &rows], "").status.code(), Some(2));
    assert_eq!(run(&["import", "icews", "/nowhere"], "").status.code(), Some(2));
}
