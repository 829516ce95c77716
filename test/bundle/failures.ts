// Failures in tests, and the messages of what was thrown.

export function fail(message: string): never {
  throw new Error(message);
}

/** The message of what was thrown: the bundle's errors belong to another realm. */
export const failureText = (failure: unknown): string =>
  typeof failure === 'object' && failure !== null && 'message' in failure
    ? String(failure.message)
    : String(failure);
/** The message with which a call ends; null if it succeeds. */
export function wordOf(call: () => unknown): string | null {
  try {
    call();
    return null;
  } catch (error) {
    return failureText(error);
  }
}
/** The message of a call that must fail. */
export const messageOf = (call: () => unknown): string => wordOf(call) ?? fail('nothing was thrown');
