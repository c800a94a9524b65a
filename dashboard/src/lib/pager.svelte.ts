import { get } from './api';
import { Resource } from './resource.svelte';
import type { List } from './types';

/** A list of the interface that grows page by page. */
export class Pager<T> {
  /** The first page, asked for again whenever the path changes. */
  first: Resource<List<T>>;
  private path: () => string | undefined;
  private added = $state.raw<T[]>([]);
  private cursor = $state<string | null>(null);
  private busy = false;

  constructor(path: () => string | undefined) {
    this.path = path;
    this.first = new Resource<List<T>>(path);
    $effect(() => {
      this.cursor = this.first.data?.page.next_cursor ?? null;
      this.added = [];
    });
  }

  get rows(): T[] {
    return [...(this.first.data?.data ?? []), ...this.added];
  }

  get more(): boolean {
    return this.cursor !== null;
  }

  /** Fetches the next page, if there is one. */
  async next(): Promise<void> {
    const [path, cursor] = [this.path(), this.cursor];
    if (!path || cursor === null || this.busy) return;
    this.busy = true;
    try {
      const page = await get<List<T>>(`${path}&cursor=${encodeURIComponent(cursor)}`);
      // The filter may have changed meanwhile.
      if (this.path() === path && this.cursor === cursor) {
        this.added = [...this.added, ...page.data];
        this.cursor = page.page.next_cursor;
      }
    } finally {
      this.busy = false;
    }
  }
}
