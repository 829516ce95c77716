// Builds the bench like the bundle, in the same language, and runs it with permission to collect
// garbage.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { APPS_SCRIPT, buildAll, bundleTool } from '../src/local/build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const script = join(root, 'build/bench.mjs');
await buildAll();
mkdirSync(join(root, 'build'), { recursive: true });
writeFileSync(script, await bundleTool(join(root, 'bench/main.ts'), APPS_SCRIPT));
const options = [
  '--expose-gc',
  '--no-flush-bytecode',
  '--retain-maps-for-n-gc=10000',
  '--single-threaded-gc',
  '--max-old-space-size=8192',
  script,
  ...process.argv.slice(2),
];
// The library that deadlines are compared with only knows the time zone of the process.
const { status } = spawnSync(process.execPath, options, {
  stdio: 'inherit',
  env: { ...process.env, TZ: 'UTC' },
});
process.exitCode = status ?? 1;
