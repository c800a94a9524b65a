use super::*;

const GOLD: &str = r#"{"id":"a","events":[
 {"id":"talks","type":["talks","meeting"],"status":["occurred"],"participants":[{"country":"CHN","role":"participant"},{"country":"JPN","role":"participant"}],
  "date":{"start":["2005-12-24"],"end":["2005-12-25"]},"place":{"name":"Beijing"},"evidence":{"start":0,"end":40}},
 {"id":"vow","type":["pledge"],"status":["occurred"],"participants":[{"country":"PRK","role":"source"}],"date":null,"place":null,
  "evidence":{"start":50,"end":90}}]}"#;

fn told(kind: &str, countries: &[&str], start: u32) -> ToldEvent {
    let participants: Vec<_> = countries
        .iter()
        .map(|country| {
            serde_json::json!({"actor": country, "kind": "country", "name": country, "office": null, "organization": null, "country": country,
                "sector": null, "role": "participant", "text": null, "start": null, "end": null})
        })
        .collect();
    serde_json::from_value(serde_json::json!({
        "article": "a", "id": "00000000000000aa", "type": kind, "plover": null, "mode": null, "cameo": "046", "status": "occurred",
        "participants": participants, "date": {"start": "2005-12-24", "end": "2005-12-24", "text": null, "span": null}, "place": null,
        "trigger": null, "attribution": null, "score": 1.0, "rule": null, "confidence": 0.95,
        "evidence": {"start": start, "end": start + 30, "text": "words"}}))
    .unwrap()
}

#[test]
fn events_pair_by_type_and_parties() {
    let gold: Gold = serde_json::from_str(GOLD).unwrap();
    let scores = score(&[gold], &[told("meeting", &["CHN", "JPN"], 0), told("talks", &["FRA", "DEU"], 60), told("statement", &["FRA"], 99)]);
    assert_eq!(scores.all(), Counts { found: 1, missed: 1, wrong: 1 });
    assert_eq!(scores.statements, 1);
    // Countries and status are right; the last day and the place are not.
    assert_eq!(scores.fields, [(1, 1), (0, 0), (0, 1), (0, 1), (1, 1), (0, 0)]);
    assert_eq!(scores.confused.len(), 1, "talks were told in the words of the pledge");
}

#[test]
fn half_of_the_parties_is_enough() {
    let gold: Gold = serde_json::from_str(GOLD).unwrap();
    assert_eq!(score(std::slice::from_ref(&gold), &[told("talks", &["CHN"], 0)]).all().found, 1);
    assert_eq!(score(&[gold], &[told("talks", &["CHN", "FRA", "DEU"], 0)]).all().found, 0);
}

#[test]
fn the_calibration_error_is_the_mean_distance() {
    let gold: Gold = serde_json::from_str(GOLD).unwrap();
    let scores = score(&[gold], &[told("talks", &["CHN", "JPN"], 0), told("talks", &["FRA", "DEU"], 60)]);
    assert!((scores.calibration_error() - 0.45).abs() < 1e-6);
}
