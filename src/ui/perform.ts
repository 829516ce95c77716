// Runs an action for a user: asks for missing arguments, shows the outcome, turns an expected failure into a
// clear message.
import { Refusal } from '../rules/programme.js';
import type { Host, Screen } from '../sheets/ports.js';

/** An outcome and how to show it. */
export interface Shown<T> {
  readonly value: T;
  readonly show: (screen: Screen) => void;
}

export const WIDE = { width: 1080, height: 640 } as const;
export const NARROW = { width: 640, height: 520 } as const;
/** For a single sentence. */
export const SMALL = { width: 420, height: 160 } as const;

/**
 * Does the work and shows its outcome. An expected failure is shown if there is a screen, otherwise thrown.
 */
export function perform<T>(host: Host, work: () => Shown<T>): T | null {
  try {
    const { value, show } = work();
    if (host.screen) show(host.screen);
    return value;
  } catch (error) {
    if (error instanceof Refusal && host.screen) {
      host.screen.toast(error.message);
      return null;
    }
    throw error;
  }
}

/** The user pressed «Отмена» or «Нет», or closed the window. */
const cancelled = (): Refusal => new Refusal('Отменено, ничего не записано.');

/** An argument as passed, or else asked for in a prompt. */
export function argument(host: Host, given: unknown, title: string, prompt: string): string {
  if (typeof given === 'string' || typeof given === 'number') return String(given).trim();
  if (!host.screen) throw new Refusal(`Не хватает значения: ${prompt}`);
  const answer = host.screen.ask(title, prompt);
  if (answer === null) throw cancelled();
  return answer.trim();
}

/** Asks for confirmation before writing, if there is a screen. */
export function confirmed(host: Host, title: string, question: string): void {
  if (host.screen && host.screen.confirm(title, question) !== 'yes') throw cancelled();
}
