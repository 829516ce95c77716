// The gate for all service calls: counts and records them, enforces Google's limits and injects a test's
// faults.
import type { Clock } from './clock.js';
import { apiError, Killed, ServiceError, Terminated } from './errors.js';
import type { WorkbookModel } from './staff.js';

interface Call {
  readonly service: string;
  readonly method: string;
  readonly request: unknown;
}

export interface ServiceCall extends Call {
  /** 1 for the first call of the host's life. */
  readonly number: number;
}

export interface CallRecord extends Call {
  readonly ms: number;
}

export interface Failure {
  /** An HTTP status, or 'timeout' for a request without a response. */
  readonly code: 400 | 403 | 409 | 429 | 500 | 503 | 'timeout';
  readonly message?: string;
  /** The call took effect, but its response was lost. */
  readonly tookEffect?: boolean;
}

export interface Faults {
  /** Stops the run at the n-th service call, before or after it takes effect. */
  readonly killAt?: { readonly call: number; readonly when: 'before' | 'after' };
  /**
   * Returns the failure of a call, if it is to fail; the call then takes no effect unless the failure says
   * so.
   */
  readonly fail?: (call: ServiceCall) => Failure | null | undefined;
  /** Duration of every call in milliseconds; the clock then stands still between calls. */
  readonly callMs?: number;
  /** Whether the cache has dropped a text before its time, as Google's may. */
  readonly dropped?: (key: string) => boolean;
  /** Edits of staff just before a call. */
  readonly beforeCall?: (call: ServiceCall, workbook: WorkbookModel) => void;
}

/** How Google runs the function: time limit and permissions. */
export interface RunMode {
  /** `simple`: onOpen and the like, 30 seconds; otherwise 6 minutes. */
  readonly trigger?: 'simple';
  /** `NONE`: the add-on is not authorised yet and may use its UI only. */
  readonly authMode?: 'NONE';
  /**
   * For a visitor of the public page: the address that Google discloses ('' for a stranger). No UI; runs with
   * the owner's rights.
   */
  readonly visitor?: string;
}

const RUN_LIMIT_MS = 6 * 60_000;
const SIMPLE_LIMIT_MS = 30_000;
const CALLS_A_MINUTE = 60;

export interface Gate {
  readonly calls: Record<string, number>;
  /** Starts a run; returns its time limit in milliseconds. */
  readonly begin: (mode: RunMode) => number;
  readonly mode: () => RunMode;
  /** Why the run is over, even if the function has continued. */
  readonly ended: () => Terminated | null;
  readonly pass: <T>(service: string, method: string, request: unknown, effect: () => T) => T;
}

export interface GateOptions {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly workbook: WorkbookModel;
  readonly record?: (call: CallRecord) => void;
}

export function openGate({ clock, faults, workbook, record }: GateOptions): Gate {
  const calls: Record<string, number> = {};
  const minute: Record<'read' | 'write', number[]> = { read: [], write: [] };
  let count = 0;
  let ended: Terminated | null = null;
  let started = clock.start;
  let mode: RunMode = {};

  const end = (reason: Terminated): never => {
    ended = reason;
    throw reason;
  };
  const limits = (service: string): void => {
    if (ended) throw ended;
    if (clock.now() - started > limitOf(mode)) end(new Terminated('Exceeded maximum execution time'));
    if (mode.authMode === 'NONE' && service !== 'SpreadsheetApp') {
      throw new ServiceError(
        `You do not have permission to call ${service}. Required permissions: authorization`,
      );
    }
  };
  const quota = (service: string, method: string): void => {
    if (service !== 'Sheets') return;
    const kind = method.endsWith('batchUpdate') ? 'write' : 'read';
    const now = clock.now();
    const recent = minute[kind].filter((time) => now - time < 60_000);
    minute[kind] = [...recent, now];
    if (recent.length < CALLS_A_MINUTE) return;
    throw apiError(method, 429, quotaExceeded(kind === 'read' ? 'Read requests' : 'Write requests'));
  };

  return {
    calls,
    begin: (next) => {
      mode = next;
      ended = null;
      started = clock.now();
      return limitOf(mode);
    },
    mode: () => mode,
    ended: () => ended,
    pass: (service, method, request, effect) => {
      limits(service);
      count++;
      calls[service] = (calls[service] ?? 0) + 1;
      const call: ServiceCall = { service, method, request, number: count };
      const from = clock.now();
      try {
        const kill = faults.killAt?.call === count ? faults.killAt.when : null;
        if (kill === 'before') end(new Killed(`остановлено перед вызовом ${String(count)}`));
        faults.beforeCall?.(call, workbook);
        clock.sleep(faults.callMs ?? 0);
        limits(service);
        const failure = faults.fail?.(call);
        if (failure && !failure.tookEffect) throw failureOf(call, failure);
        quota(service, method);
        const result = effect();
        if (failure) throw failureOf(call, failure);
        if (kill === 'after') end(new Killed(`остановлено после вызова ${String(count)}`));
        limits(service);
        return result;
      } finally {
        record?.({ service, method, request, ms: clock.now() - from });
      }
    },
  };
}

const limitOf = ({ trigger }: RunMode): number => (trigger === 'simple' ? SIMPLE_LIMIT_MS : RUN_LIMIT_MS);

const quotaExceeded = (metric: 'Read requests' | 'Write requests'): string =>
  `Quota exceeded for quota metric '${metric}' and limit '${metric} per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:0'.`;

const MESSAGES: Readonly<Record<number, string>> = {
  409: 'The operation was aborted.',
  429: quotaExceeded('Write requests'),
  500: 'Internal error encountered.',
  503: 'The service is currently unavailable.',
};

function failureOf({ service, method }: ServiceCall, { code, message }: Failure): ServiceError {
  if (code === 'timeout') return new ServiceError(message ?? 'Service timed out: Spreadsheets');
  if (service === 'Sheets') return apiError(method, code, message ?? MESSAGES[code] ?? 'Error');
  // Apps Script's own services report a message without a status.
  return new ServiceError(message ?? `Service error: ${service}`);
}
