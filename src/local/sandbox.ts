// The services behind a membrane, and the calls of the bundle's functions. Values that enter a context are created
// in its own realm, so that `instanceof Error` and the like behave as in Google.
import vm from 'node:vm';
import { codeOf, ServiceError, Terminated } from './errors.js';
import type { Gate } from './faults.js';
import { type Realms, services } from './realm.js';

export type Member = ((...args: never[]) => unknown) | object | string | number;
export type Members = Readonly<Record<string, Member>>;

export interface Sandbox {
  /**
   * Wraps members as a service object: calls pass the gate (unless `free`), unknown members throw an error
   * with their name.
   */
  readonly expose: (service: string, members: Members, options?: ExposeOptions) => object;
  /** A global that every context has while it runs a call of this host. */
  readonly define: (name: string, value: unknown) => void;
  readonly has: (name: string) => boolean;
  /** Calls a global function with JSON arguments; `limit` is in real milliseconds. */
  readonly call: (name: string, args: readonly unknown[], limit: number) => unknown;
}

export interface ExposeOptions {
  /** The name of the method as the gate records it. */
  readonly method?: (name: string) => string;
  /** The request as the gate records it. */
  readonly request?: (name: string, args: readonly unknown[]) => unknown;
  /** Bypasses the gate: builders and enumerations, which are not service calls in Google. */
  readonly free?: boolean;
}

/** Properties that the language itself looks up on any object; services answer undefined. */
const SILENT = new Set([
  'then',
  'toJSON',
  'constructor',
  'toString',
  'valueOf',
  '$$typeof',
  'nodeType',
  'asymmetricMatch',
  'prototype',
]);

export function createSandbox(bundle: string, realms: Realms, now: () => number, gate: Gate): Sandbox {
  const globals = new Map<string, unknown>();
  /** The context of the call that runs or, between calls, of the last one. */
  let realm = realms.take(bundle);
  realms.giveBack(bundle, realm);

  const within = <T>(use: (context: vm.Context) => T): T => {
    const outer = realm;
    const own = realms.take(bundle);
    realm = own;
    own.attach(now);
    for (const [name, value] of globals)
      Object.defineProperty(own.context, name, {
        value,
        writable: true,
        configurable: true,
        enumerable: false,
      });
    let isSound = true;
    try {
      return use(own.context);
    } catch (error) {
      // V8 has stopped the code wherever it was.
      isSound = !(error instanceof Terminated);
      throw error;
    } finally {
      realm = outer;
      if (isSound) realms.giveBack(bundle, own);
    }
  };

  const foreign = (error: unknown): unknown => {
    if (error instanceof ServiceError) return realm.fail(error.name, error.message, error.details);
    if (error instanceof Terminated) return realm.fail('Exception', error.message, null);
    if (error instanceof Error)
      return realm.fail('Error', `Сбой локального запуска: ${error.stack ?? error.message}`, null);
    return error;
  };
  const missing = (service: string, name: string): unknown =>
    realm.fail('Error', `Служба ${service}.${name} не реализована в локальном запуске`, null);

  const expose = (service: string, members: Members, options: ExposeOptions = {}): object => {
    const wrapped = new Map<string, unknown>();
    const wrap = (name: string, effect: (...args: unknown[]) => unknown): unknown => {
      return (...args: unknown[]) => {
        try {
          if (options.free === true) return realm.adopt(effect(...args));
          const request = options.request ? options.request(name, args) : args;
          const result = gate.pass(service, options.method?.(name) ?? name, request, () => effect(...args));
          return realm.adopt(result);
        } catch (error) {
          throw foreign(error);
        }
      };
    };
    const proxy = new Proxy(members, {
      get: (_, name) => {
        if (typeof name === 'symbol') return undefined;
        if (!Object.hasOwn(members, name)) {
          if (SILENT.has(name)) return undefined;
          throw missing(service, name);
        }
        const member = members[name];
        if (typeof member !== 'function')
          return typeof member === 'object' && !services.has(member) ? realm.adopt(member) : member;
        const known = wrapped.get(name) ?? wrap(name, member as (...args: unknown[]) => unknown);
        wrapped.set(name, known);
        return known;
      },
      set: (_, name) => {
        throw missing(service, `${String(name)} =`);
      },
    });
    services.add(proxy);
    return proxy;
  };

  return {
    expose,
    define: (name, value) => {
      globals.set(name, value);
    },
    // The bundle's declarations are enumerable; built-in functions and services are not.
    has: (name) =>
      within(
        (context) =>
          Object.prototype.propertyIsEnumerable.call(context, name) && typeof context[name] === 'function',
      ),
    call: (name, args, limit) =>
      within((context) => {
        const json = JSON.stringify(JSON.stringify(args));
        const script = new vm.Script(`${name}.apply(null, JSON.parse(${json}))`, { filename: 'host' });
        try {
          const result: unknown = script.runInContext(context, { timeout: limit });
          if (typeof result !== 'object' || result === null || services.has(result)) return result;
          return JSON.parse(JSON.stringify(result)) as unknown;
        } catch (error) {
          if (codeOf(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
            throw new Terminated('Exceeded maximum execution time');
          }
          throw error;
        }
      }),
  };
}
