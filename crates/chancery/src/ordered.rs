//! Work on many things at the same time, with the results in the order of the things.

use std::{
    sync::{Arc, mpsc},
    thread,
};

/// Calls `work` with each thing that `source` hands out, several at the same time, and `each` with the results in their order, as they are
/// ready. The source waits when it is far ahead, so that it may be endless.
///
/// # Errors
/// The first of `each`, after which no more is worked on, or that of the source.
pub fn in_order<T, R>(
    source: impl FnOnce(&mut dyn FnMut(T) -> anyhow::Result<()>) -> anyhow::Result<()> + Send,
    work: impl Fn(T) -> R + Send + Sync + 'static,
    mut each: impl FnMut(R) -> anyhow::Result<()>,
) -> anyhow::Result<()>
where
    T: Send + 'static,
    R: Send + 'static,
{
    let work = Arc::new(work);
    let (queue, results) = mpsc::sync_channel::<mpsc::Receiver<R>>(4 * rayon::current_num_threads());
    thread::scope(|scope| {
        let reader = scope.spawn(move || {
            source(&mut |thing| {
                let (tell, told) = mpsc::channel();
                // The other end is gone when `each` has failed; that error is the one to tell.
                queue.send(told).map_err(|_| anyhow::anyhow!("nobody waits for more"))?;
                let work = work.clone();
                rayon::spawn(move || drop(tell.send(work(thing))));
                Ok(())
            })
        });
        // Taken by value: the reader must find it gone when `each` fails, or it would wait for ever.
        for told in results {
            let result = told.recv().map_err(|_| anyhow::anyhow!("the work on an article broke off"))?;
            each(result)?;
        }
        reader.join().map_err(|_| anyhow::anyhow!("the reading of the input broke off"))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_things() {
        let mut seen = Vec::new();
        let source = |take: &mut dyn FnMut(u64) -> anyhow::Result<()>| (0..100).try_for_each(take);
        let slow_at_first = |number: u64| {
            thread::sleep(std::time::Duration::from_micros(500 - 5 * number));
            number
        };
        in_order(source, slow_at_first, |number| {
            seen.push(number);
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn a_failure_ends_an_endless_source() {
        let source = |take: &mut dyn FnMut(u64) -> anyhow::Result<()>| (0..).try_for_each(take);
        let error = in_order(source, |number| number, |number| if number < 5 { Ok(()) } else { Err(anyhow::anyhow!("enough")) });
        assert_eq!(error.unwrap_err().to_string(), "enough");
    }
}
