// Entry point of the command line: arguments, streams and the exit code. `npm run local -- ACTION …`
import { runCommand } from './command.js';
import { readBundle, readSamples } from './samples.js';

// The reader of the output may stop early (`… --json | head`); the work is done all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

process.exitCode = await runCommand(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  bundle: () => readBundle(import.meta.url),
  samples: () => readSamples(import.meta.url),
  debug: (process.env['DEBUG'] ?? '') !== '',
});
