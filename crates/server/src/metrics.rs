//! What the service has done, for Prometheus.

use axum::http::Method;
use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Upper bounds of the buckets of request times, in seconds.
const BOUNDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1.0, 5.0, 30.0];

/// Counts of requests since the start.
#[derive(Debug, Default)]
pub struct Metrics {
    /// By route: its methods and statuses.
    series: Mutex<BTreeMap<String, Vec<Series>>>,
}

/// The requests of one method, route and status.
#[derive(Clone, Debug)]
struct Series {
    method: Method,
    status: u16,
    /// Requests within each bound and above the one before it.
    buckets: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
}

impl Metrics {
    /// Counts a request. `route` is the pattern of the path, so that ids in paths make no series of their own.
    pub fn count(&self, method: &Method, route: &str, status: u16, time: Duration) {
        let seconds = time.as_secs_f64();
        let mut all = self.series.lock().unwrap_or_else(PoisonError::into_inner);
        // Routes are soon all known, and the name of one that is known is not copied.
        if !all.contains_key(route) {
            all.insert(route.to_owned(), Vec::new());
        }
        let Some(of_route) = all.get_mut(route) else { return };
        let at = of_route.iter().position(|held| held.status == status && held.method == *method).unwrap_or(of_route.len());
        if at == of_route.len() {
            of_route.push(Series { method: method.clone(), status, buckets: [0; BOUNDS.len()], count: 0, seconds: 0.0 });
        }
        let series = &mut of_route[at];
        series.count += 1;
        series.seconds += seconds;
        if let Some(bucket) = BOUNDS.iter().position(|&bound| seconds <= bound) {
            series.buckets[bucket] += 1;
        }
    }

    /// The counts, and gauges of what the graph holds, in Prometheus' text format.
    pub fn text(&self, gauges: &[(&str, &str, i64)]) -> String {
        let all = self.series.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut text =
            String::from("# HELP chancery_http_request_seconds Time to the head of the answer.\n# TYPE chancery_http_request_seconds histogram\n");
        let mut all: Vec<(&String, &Series)> = all.iter().flat_map(|(route, held)| held.iter().map(move |series| (route, series))).collect();
        all.sort_unstable_by_key(|&(route, series)| (series.method.as_str(), route, series.status));
        for (route, Series { method, status, buckets, count, seconds }) in all {
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
            let mut sum = 0;
            for (bound, within) in BOUNDS.iter().zip(buckets) {
                sum += within;
                put(&mut text, format_args!("chancery_http_request_seconds_bucket{{{labels},le=\"{bound}\"}} {sum}\n"));
            }
            put(&mut text, format_args!("chancery_http_request_seconds_bucket{{{labels},le=\"+Inf\"}} {count}\n"));
            put(&mut text, format_args!("chancery_http_request_seconds_sum{{{labels}}} {seconds}\n"));
            put(&mut text, format_args!("chancery_http_request_seconds_count{{{labels}}} {count}\n"));
        }
        for (name, help, value) in gauges {
            put(&mut text, format_args!("# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n"));
        }
        text
    }
}

fn put(text: &mut String, piece: std::fmt::Arguments<'_>) {
    text.write_fmt(piece).expect("a string takes whatever is written to it");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_add_up() {
        let metrics = Metrics::default();
        for ms in [1, 4, 60_000] {
            metrics.count(&Method::GET, "/v1/events/{id}", 200, Duration::from_millis(ms));
        }
        let text = metrics.text(&[("chancery_events", "Events.", 7)]);
        let labels = "method=\"GET\",route=\"/v1/events/{id}\",status=\"200\"";
        for (bound, count) in [("0.001", 1), ("0.005", 2), ("30", 2), ("+Inf", 3)] {
            assert!(text.contains(&format!("_bucket{{{labels},le=\"{bound}\"}} {count}\n")), "{text}");
        }
        assert!(text.ends_with("# TYPE chancery_events gauge\nchancery_events 7\n"));
    }
}
