import { untrack } from 'svelte';

/**
 * What `of` gives, a frame after it has changed, for what need not be drawn together with the rest; the first value comes at once. Make it while a
 * component is set up.
 */
export function later<T>(of: () => T | undefined): { readonly value: T | undefined } {
  let value = $state.raw<T>();
  $effect(() => {
    const next = of();
    if (untrack(() => value) === undefined) {
      value = next;
      return;
    }
    let wait: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      wait = setTimeout(() => (value = next));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(wait);
    };
  });
  return {
    get value() {
      return value;
    },
  };
}
