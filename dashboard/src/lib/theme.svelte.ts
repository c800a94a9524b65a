const KEY = 'chancery.theme';
const system = matchMedia('(prefers-color-scheme: dark)');

/** Light or dark: the system's choice until the reader makes one. */
class Theme {
  chosen = $state(localStorage.getItem(KEY));
  private system = $state(system.matches);

  constructor() {
    system.addEventListener('change', (event) => (this.system = event.matches));
    this.apply();
  }

  get dark(): boolean {
    return this.chosen ? this.chosen === 'dark' : this.system;
  }

  toggle(): void {
    this.chosen = this.dark ? 'light' : 'dark';
    localStorage.setItem(KEY, this.chosen);
    this.apply();
  }

  private apply(): void {
    if (this.chosen) document.documentElement.dataset.theme = this.chosen;
  }
}

export const theme = new Theme();
