import { untrack } from 'svelte';
import { Failure, get, problemIn } from './api';
import { session } from './session.svelte';
import { first, turn } from './turn';

/** How often something was written from this page: whatever is shown is then asked for again. */
export const edits = $state({ count: 0 });

/** How many requests are under way, for the line at the top of the page. */
export const pending = $state({ count: 0 });

/**
 * What a path of the interface answers, asked for again whenever the path changes. The last answer stays until the next one is there, so that
 * nothing jumps. Make it while a component is set up.
 */
export class Resource<T> {
  /** The last good answer. */
  data = $state.raw<T>();
  /** Why the last request failed. */
  failure = $state.raw<Failure>();
  /** Whether the answer to the present path is still to come. */
  loading = $state(true);

  /** `late` is what stands around a view: it lets the view ask first. */
  constructor(path: () => string | undefined, read: (path: string, signal: AbortSignal) => Promise<T> = get, { late = false } = {}) {
    // What the path is made of may change without changing it; then nothing is asked again.
    const address = $derived(path());
    // Before the page is brought up to date with the change: the service answers meanwhile.
    $effect.pre(() => {
      const asked = address;
      // Asked again with another key.
      void session.key;
      void edits.count;
      if (asked === undefined) {
        this.data = this.failure = undefined;
        this.loading = false;
        return;
      }
      const stop = new AbortController();
      // What is read on the way to the answer is no reason to ask again: the path alone is.
      untrack(() => void this.ask(() => read(asked, stop.signal), stop.signal, late));
      return () => stop.abort();
    });
  }

  private async ask(read: () => Promise<T>, signal: AbortSignal, late: boolean): Promise<void> {
    this.loading = true;
    pending.count += 1;
    const done = late ? await turn() : first();
    try {
      if (signal.aborted) return;
      const data = await read();
      if (signal.aborted) return;
      this.data = data;
      this.failure = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.failure = error instanceof Failure ? error : new Failure(problemIn(error));
    } finally {
      done?.();
      pending.count -= 1;
      if (!signal.aborted) this.loading = false;
    }
  }
}
