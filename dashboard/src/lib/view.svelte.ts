// What the shown view tells the frame around it.

export interface View {
  /** The page's title. */
  title: string;
  /** The request that the view shows, for "copy as curl". */
  request?: string;
  /** The whole query as CSV. */
  csv?: string;
}

class Shown {
  view = $state.raw<View>({ title: '' });
}

export const shown = new Shown();

/** Tells the frame what is shown; call it while a view is set up. */
export function show(view: () => View): void {
  $effect(() => {
    const told = view();
    shown.view = told;
    document.title = told.title ? `${told.title} · Chancery` : 'Chancery';
  });
}
