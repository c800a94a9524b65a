// Who asks first: what is looked at goes before what stands around it, such as counts and the whole time, which would keep service and page busy.

/** How long anything waits for its turn at most, in milliseconds. */
const LONGEST = 300;

let ahead = 0;
const waiting = new Set<() => void>();

/** Says that something looked at is asked for; call what it gives back once the answer is there. */
export function first(): () => void {
  ahead += 1;
  return () => {
    ahead -= 1;
    // The answer is on the screen before the others are asked for.
    if (!ahead) requestAnimationFrame(() => setTimeout(() => ahead || waiting.forEach((go) => go())));
  };
}

/** Until nothing that is looked at is awaited any more. */
export function turn(): Promise<void> {
  return new Promise((done) => {
    const go = (): void => {
      waiting.delete(go);
      done();
    };
    waiting.add(go);
    // What is asked for by the same change has said so by then.
    setTimeout(() => ahead || go());
    setTimeout(go, LONGEST);
  });
}
