// Single-key commands. They rest while something is typed, and can be turned off (WCAG 2.1.4).

const KEY = 'chancery.keys';

/** What keys do anywhere; those that go to a view stand with the tabs. */
export const COMMANDS = [
  { keys: '/', does: 'search an actor, or ask a question' },
  { keys: 'f', does: 'to the filter' },
  { keys: 'j  k', does: 'next and previous event' },
  { keys: 't', does: 'pictures as tables, and back' },
  { keys: 'Esc', does: 'close what is open' },
  { keys: '?', does: 'this help' },
] as const;

class Keys {
  on = $state(localStorage.getItem(KEY) !== 'off');
  /** Whether pictures are shown as tables. */
  tables = $state(false);
  private first = '';
  private handlers = new Map<string, () => void>();

  turn(on: boolean): void {
    this.on = on;
    localStorage.setItem(KEY, on ? 'on' : 'off');
  }

  /** Binds keys ("g o", "j") while the caller is set up. */
  bind(commands: Record<string, () => void>): void {
    $effect(() => {
      for (const [keys, run] of Object.entries(commands)) this.handlers.set(keys, run);
      return () => Object.keys(commands).forEach((keys) => this.handlers.delete(keys));
    });
  }

  press(event: KeyboardEvent): void {
    const typing = event.target instanceof Element && event.target.closest('input:not([type=checkbox], [type=radio]), textarea, select, dialog, [role=slider]');
    if (!this.on || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const keys = this.first ? `${this.first} ${event.key}` : event.key;
    this.first = keys === 'g' ? 'g' : '';
    const run = this.handlers.get(keys);
    if (!run) return;
    event.preventDefault();
    run();
  }
}

export const keys = new Keys();
