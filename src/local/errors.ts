// Errors worded as Google words them, where its wording is known.

/** Thrown by a service; the sandbox turns it into an Error of the bundle's own realm. */
export class ServiceError extends Error {
  readonly details: { readonly code: number; readonly message: string } | null;
  constructor(message: string, name = 'Exception', details: ServiceError['details'] = null) {
    super(message);
    this.name = name;
    this.details = details;
  }
}

/** The error that the advanced service throws when the API answers with an HTTP error. */
export function apiError(method: string, code: number, message: string): ServiceError {
  const text = `API call to sheets.${method} failed with error: ${message}`;
  return new ServiceError(text, 'GoogleJsonResponseException', { code, message });
}

/**
 * Google has stopped the run: every later service call throws this again, so that no `catch` can continue it.
 */
export class Terminated extends Error {}

/** A run stopped by a test (`faults.killAt`). */
export class Killed extends Terminated {}

/** A refused request; the dispatcher adds its index. */
export class BadRequest extends Error {
  readonly code: number;
  constructor(message: string, code = 400) {
    super(message);
    this.code = code;
  }
}

/**
 * The message in one line. Errors of the bundle come from another realm, so `instanceof` does not recognise
 * them.
 */
export function messageLine(error: unknown): string {
  const message =
    typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
  return message.replace(/\s*\n\s*/g, ' ');
}

/** The code of a system error, such as ENOENT; '' if it has none. */
export function codeOf(error: unknown): string {
  const known = typeof error === 'object' && error !== null && 'code' in error;
  return known && typeof error.code === 'string' ? error.code : '';
}
