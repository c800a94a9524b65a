import { get } from '../lib/api';
import type { Profile } from '../lib/types';

/** What actors and countries are called, by id; asked for where nothing shown has told it yet. */
class Names {
  private known = $state<Record<string, string>>({});
  private asked = new Set<string>();

  learn(entries: readonly { value: string; name: string | null }[]): void {
    for (const { value, name } of entries) if (name && this.known[value] !== name) this.known[value] = name;
  }

  of(id: string): string {
    return this.known[id] ?? id;
  }

  /** Asks for names that are not known. */
  want(ids: readonly string[]): void {
    for (const id of ids) {
      if (this.known[id] || this.asked.has(id)) continue;
      this.asked.add(id);
      get<Profile>(`/v1/actors/${encodeURIComponent(id)}`)
        .then((profile) => (this.known[id] = profile.actor.name))
        .catch(() => undefined);
    }
  }
}

export const names = new Names();
