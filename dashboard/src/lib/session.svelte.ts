// The key of a service that asks for one. It lasts as long as the tab.

const KEY = 'chancery.key';

class Session {
  /** The key given, if any. */
  key = $state(sessionStorage.getItem(KEY) ?? '');
  /** Whether the service refused the last request for want of a key. */
  wanted = $state(false);
  /** Whether the service lets whoever asks write: it says so with each answer. */
  writes = $state(false);

  give(key: string): void {
    sessionStorage.setItem(KEY, key);
    this.key = key;
    this.wanted = false;
  }
}

export const session = new Session();
