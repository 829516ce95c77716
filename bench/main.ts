// `npm run bench`: one table per section and a summary of the goals. `--size small` only checks that
// everything works. `--only limit,bundle` runs some sections; a tool that is not installed is skipped with a
// message.
import type { Section, Settings } from './section.js';
import { sections } from './sections.js';
import { type Goal, summary } from './print.js';
import { subjects } from './subjects.js';
import { tellMemory } from './memory.js';

const ROUNDS = 7;
/** Relative to the repository's root, where run.mjs starts this. */
const BUNDLE = 'dist/Code.js';

const FULL: Settings = { size: 'full', rounds: ROUNDS, bundle: BUNDLE };
const SMALL: Settings = { size: 'small', rounds: 3, bundle: BUNDLE };

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

function valueOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

async function main(args: readonly string[]): Promise<void> {
  const child = valueOf(args, '--child');
  if (child !== undefined) {
    const one = subjects.find(({ id }) => id === child);
    if (!one) throw new Error(`no subject ${child}`);
    tellMemory(one, Number(args[args.indexOf('--child') + 2]));
    return;
  }
  const settings = valueOf(args, '--size') === 'small' ? SMALL : FULL;
  const only = valueOf(args, '--only')?.split(',');
  const chosen = Object.entries(sections).filter(([name]) => only?.includes(name) ?? true);
  const goals: Goal[] = [];
  for (const [, section] of chosen as readonly [string, Section][]) {
    const { text, goals: own } = await section(settings);
    say(text);
    goals.push(...own);
  }
  say(summary(goals));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
