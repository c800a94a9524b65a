import { get } from './api';
import { quadOfCameo, QUADS, type Tone } from './quad';
import { session } from './session.svelte';
import type { List, TypeInfo } from './types';

/** The event types, read once. */
class Ontology {
  types = $state.raw<TypeInfo[]>([]);

  async load(): Promise<void> {
    // Without a key nothing is known yet; the dialog asks for it.
    void session.key;
    const list = await get<List<TypeInfo>>('/v1/types').catch(() => undefined);
    if (list) this.types = list.data;
  }

  /** The types in which participants meet. */
  get met(): string[] {
    return this.types.filter((type) => type.met).map((type) => type.name);
  }

  label(name: string): string {
    const label = this.of(name)?.label ?? name;
    return label.charAt(0).toUpperCase() + label.slice(1);
  }

  /** The tone of a type's class of conduct; none as long as the type is not known. */
  tone(name: string): Tone | undefined {
    const type = this.of(name);
    return type && QUADS[quadOfCameo(type.cameo) - 1]?.tone;
  }

  private of(name: string): TypeInfo | undefined {
    return this.types.find((type) => type.name === name);
  }
}

export const ontology = new Ontology();
