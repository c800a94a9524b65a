import { session } from './session.svelte';
import type { Problem } from './types';

/** A request that was refused, or that nobody answered. */
export class Failure extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** Asks for JSON; the browser's cache asks only for what has changed since. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request(path, signal ? { signal } : {});
  return (await response.json()) as T;
}

/** Sends JSON and reads JSON. */
export async function post<T>(path: string, body: unknown, method = 'POST'): Promise<T> {
  const response = await request(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return (await response.json()) as T;
}

/** The problem of whatever went wrong. */
export const problemIn = (error: unknown): Problem => (error instanceof Failure ? error.problem : { type: 'about:blank', title: 'Fault', status: 0, detail: String(error) });

/** Any request of the interface; what is not answered well is a `Failure`. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (session.key) headers.set('authorization', `Bearer ${session.key}`);
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Failure({ type: 'about:blank', title: 'No answer', status: 0, detail: 'The service does not answer. Is it still running?' });
  }
  session.writes = ['write', 'admin'].includes(response.headers.get('chancery-scope') ?? 'read');
  if (response.ok) return response;
  if (response.status === 401) session.wanted = true;
  throw new Failure(await problemOf(response));
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return { type: 'about:blank', title: response.statusText, status: response.status, detail: `The service answered ${response.status}.` };
  }
}
