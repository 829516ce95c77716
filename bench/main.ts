// `npm run bench`: one table per section and a summary of the goals. `--size small` only checks that
// everything works. `--only limit,bundle` runs some sections; a tool that is not installed is skipped with a
// message.
import { spawnSync } from 'node:child_process';
import { type Goal, summary } from './print.js';
import type { Section, Settings } from './section.js';
import { sections } from './sections.js';

const ROUNDS = 7;
/** Relative to the repository's root, where run.mjs starts this. */
const BUNDLE = 'dist/Code.js';

const FULL: Settings = { size: 'full', rounds: ROUNDS, bundle: BUNDLE };
const SMALL: Settings = { size: 'small', rounds: 1, bundle: BUNDLE };

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

function valueOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

/** Measures a part in a process of its own. */
function measured(
  name: string,
  { options = process.execArgv }: Section,
  part: string,
  size: string,
): unknown {
  const [script = ''] = process.argv.slice(1);
  const { status, stdout } = spawnSync(
    process.execPath,
    [...options, script, '--size', size, '--part', `${name}/${part}`],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (status !== 0) throw new Error(`${name}, ${part}: the process failed`);
  return JSON.parse(stdout);
}

async function main(args: readonly string[]): Promise<void> {
  const settings = valueOf(args, '--size') === 'small' ? SMALL : FULL;
  const [child = '', part = ''] = valueOf(args, '--part')?.split('/') ?? [];
  const asked = sections[child];
  if (asked) {
    say(JSON.stringify(await asked.measure(part, settings)));
    return;
  }
  const only = valueOf(args, '--only')?.split(',');
  const goals: Goal[] = [];
  for (const [name, section] of Object.entries(sections)) {
    if (only && !only.includes(name)) continue;
    const results = section.parts(settings).map((one) => measured(name, section, one, settings.size));
    const { text, goals: own } = section.tell(results, settings);
    say(text);
    goals.push(...own);
  }
  say(summary(goals));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
