// Errors worded as Google words them, where its wording is known.

/** Thrown by a service; the sandbox turns it into an Error of the bundle's own realm. */
export class ServiceError extends Error {
  readonly details: { readonly code: number; readonly message: string } | null;
  constructor(message: string, options: { readonly name?: string; readonly code?: number } = {}) {
    super(message);
    this.name = options.name ?? 'Exception';
    this.details = options.code === undefined ? null : { code: options.code, message };
  }
}

/** The error that the advanced service throws when the API answers with an HTTP error. */
export function apiError(method: string, code: number, message: string): ServiceError {
  const error = new ServiceError(`API call to sheets.${method} failed with error: ${message}`, {
    name: 'GoogleJsonResponseException',
    code,
  });
  Object.assign(error, { details: { code, message } });
  return error;
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
