//! Names of requests. Each is told in the answer and in the log.

use axum::http::{HeaderValue, Request};
use std::{
    fmt::Write,
    hash::{BuildHasher, RandomState},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tower_http::request_id::{MakeRequestId, RequestId};

/// Gives each request a UUID (version 4). The operating system is asked for randomness once and not at each request: a name is the keyed hash of
/// the request's number under keys of this process alone.
#[derive(Clone, Debug, Default)]
pub struct RequestIds {
    keys: [RandomState; 2],
    count: Arc<AtomicU64>,
}

impl MakeRequestId for RequestIds {
    fn make_request_id<B>(&mut self, _: &Request<B>) -> Option<RequestId> {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let [high, low] = [&self.keys[0], &self.keys[1]].map(|keys| keys.hash_one(number));
        HeaderValue::try_from(uuid(high, low)).ok().map(RequestId::new)
    }
}

/// The bits of a UUID of version 4 as it is written.
fn uuid(high: u64, low: u64) -> String {
    let (high, low) = (high & !0xf000 | 0x4000, low & !(3 << 62) | 2 << 62);
    let mut text = String::with_capacity(36);
    let parts =
        write!(text, "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32, high >> 16 & 0xffff, high & 0xffff, low >> 48, low & 0xffff_ffff_ffff);
    parts.expect("a string takes whatever is written to it");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_uuids_and_each_is_another() {
        assert_eq!(uuid(u64::MAX, u64::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(uuid(0, 0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid(0x0123_4567_89ab_cdef, 0x0123_4567_89ab_cdef), "01234567-89ab-4def-8123-456789abcdef");
        let (mut ids, request) = (RequestIds::default(), Request::new(()));
        let mut copy = ids.clone();
        let name = |ids: &mut RequestIds| ids.make_request_id(&request).unwrap().into_header_value();
        let names: HashSet<HeaderValue> = (0..500).flat_map(|_| [name(&mut ids), name(&mut copy)]).collect();
        assert_eq!(names.len(), 1000);
        assert_ne!(name(&mut RequestIds::default()), name(&mut RequestIds::default()));
    }
}
