// A service of the program that was built, and a browser that Debian ships, for as long as a test file runs.

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

const root = resolve(import.meta.dirname, '../../..');

/** The program under test. */
export const program = process.env.CHANCERY_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/chancery');

/** The browser, where this machine has one. */
const browserPath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));

/** A data set that lies beside the repository on machines where it was fetched. */
export const icews = resolve(root, '../shared/data/icews14/events.tsv.gz');

/** Why browser tests are skipped, if they are. */
export const skipped = browserPath ? (existsSync(program) ? '' : `${program} is not built`) : 'no Chromium: set CHROMIUM, or install the Debian package chromium';
if (skipped) console.warn(`Browser tests are skipped: ${skipped}.`);

export class Service {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Starts the program on a free port and waits until it answers. */
  static async start(flags: string[] = ['--demo'], data?: string, env: Record<string, string> = {}): Promise<Service> {
    const folder = data ?? mkdtempSync(join(tmpdir(), 'chancery-dashboard-'));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const arguments_ = ['serve', '--listen', `127.0.0.1:${port}`, '--data-dir', folder, '--log', 'error', ...flags];
    const process_ = spawn(program, arguments_, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env } });
    const service = new Service(url, process_, data ? '' : folder);
    for (let tries = 0; tries < 600; tries += 1) {
      if (process_.exitCode !== null) throw new Error(`the service ended with ${process_.exitCode}`);
      if (await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false)) return service;
      await new Promise((wait) => setTimeout(wait, 200));
    }
    await service.stop();
    throw new Error('the service does not answer');
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const ended = new Promise((done) => this.process.once('exit', done));
      this.process.kill('SIGTERM');
      await ended;
    }
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : failed(new Error('no port'))));
    });
  });
}

export async function launch(drawing = '--enable-unsafe-swiftshader'): Promise<Browser> {
  // The network is drawn by WebGL, in software where there is no screen. A sandbox of its own cannot be made in every container.
  return chromium.launch({ ...(browserPath ? { executablePath: browserPath } : {}), args: ['--no-sandbox', drawing] });
}

/** A page that notes whatever goes wrong on it: faults of scripts, breaches of the policy, and requests to elsewhere. */
export interface Watched {
  page: Page;
  context: BrowserContext;
  faults: string[];
}

export async function open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', baseURL: url, ...options });
  const page = await context.newPage();
  // A small machine that does other things beside is slow, and slowness is no fault.
  page.setDefaultTimeout(100_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|Trusted Type/i.test(message.text())) faults.push(`policy: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('blob:')) faults.push(`elsewhere: ${request.url()}`);
  });
  return { page, context, faults };
}
