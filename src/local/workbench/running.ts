// Which programmes the workbook runs, and the zone of its times: as the add-on itself finds them, for whose code the
// build has a second output (build/running.js).
import { createHost, sharedRealms, type WorkbookModel } from '../host.js';
import type { WorkbookState } from '../workbook/model.js';

export interface Running {
  /** The zone of everything that belongs to no programme. */
  readonly zone: string;
  /** Ids of the programmes. */
  readonly programmes: readonly string[];
}

/** Until a programme brings its own. */
const USUAL_ZONE = 'Europe/Moscow';

/** Tells what workbooks run; asks again only when the state of one, or the code, has changed. */
export function openRunning(code: () => string): (workbook: WorkbookModel) => Running {
  const realms = sharedRealms();
  let known: { readonly state: WorkbookState; readonly code: string; readonly running: Running } | null =
    null;
  return (workbook) => {
    const [{ state }, bundle] = [workbook.core, code()];
    if (known?.state !== state || known.code !== bundle) {
      const { zone, programmes } = createHost({ bundle, workbook, realms }).call('running') as Running;
      const running = { zone: programmes.length > 0 ? zone : USUAL_ZONE, programmes };
      known = { state, code: bundle, running };
    }
    return known.running;
  };
}
