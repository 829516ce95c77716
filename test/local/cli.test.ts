// The command line as a separate process: what `command.test.ts` cannot test.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { built } from '../../src/local/build.mjs';

await built();
const CLI = fileURLToPath(new URL('../../build/cli.mjs', import.meta.url));

test('a closed output pipe is not a failure', () => {
  const { stderr, status } = spawnSync('bash', ['-o', 'pipefail', '-c', 'node "$0" --help | true', CLI], {
    encoding: 'utf8',
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});
