// Properties use the same samples in every run, so that a failing test fails for everybody.
import fc from 'fast-check';

fc.configureGlobal({ seed: 20_231_103 });
