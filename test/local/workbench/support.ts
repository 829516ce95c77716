// Starts the built workbench as a program of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const START_MS = 20_000;

export interface Workbench {
  readonly url: string;
  /** Its working folder; the sample is in demo/. */
  readonly folder: string;
  /** Ends the program; the folder stays. */
  readonly halt: () => Promise<void>;
  /** Starts it again after `halt`, at the same address. */
  readonly again: () => Promise<void>;
  readonly stop: () => void;
}

/** Starts `build/workbench.mjs` in a folder where no sample exists yet. */
export async function startWorkbench(...args: readonly string[]): Promise<Workbench> {
  const folder = mkdtempSync(join(tmpdir(), 'reglament-workbench-'));
  const run = (port: string): ChildProcess =>
    spawn(process.execPath, [resolve('build/workbench.mjs'), '--port', port, ...args], { cwd: folder });
  let child = run('0');
  const url = await addressOf(child);
  return {
    url,
    folder,
    halt: () =>
      new Promise((ended) => {
        child.once('exit', () => {
          ended();
        });
        child.kill();
      }),
    again: async () => {
      child = run(new URL(url).port);
      await addressOf(child);
    },
    stop: () => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((found, fail) => {
    let said = '';
    const timer = setTimeout(() => {
      fail(new Error(`стенд не запустился: ${said}`));
    }, START_MS);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /http:\/\/[\d.:]+/.exec(said)?.[0];
      if (url === undefined) return;
      clearTimeout(timer);
      found(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => {
      clearTimeout(timer);
      fail(new Error(`стенд не запустился: ${said}`));
    });
  });
}
