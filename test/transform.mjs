// Jest's transform: esbuild, which the build uses too, removes the types.
import { transformSync } from 'esbuild';

export default {
  process: (source, filename) =>
    transformSync(source, {
      loader: 'ts',
      format: 'esm',
      target: 'es2022',
      sourcefile: filename,
      sourcemap: 'inline',
    }),
};
