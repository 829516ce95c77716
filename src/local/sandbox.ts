// A bare V8 context for the bundle: no Node globals, the host's clock instead of Date, services behind a
// membrane. Values that enter it are created in its own realm, so that `instanceof Error` and the like behave
// as in Google.
import vm from 'node:vm';
import { ServiceError, Terminated } from './errors.js';
import type { Gate } from './faults.js';
import { codeOf } from './workbook-file.js';

export type Member = ((...args: never[]) => unknown) | object | string | number;
export type Members = Readonly<Record<string, Member>>;

export interface Sandbox {
  /**
   * Wraps members as a service object: calls pass the gate (unless `free`), unknown members throw an error
   * with their name.
   */
  readonly expose: (service: string, members: Members, options?: ExposeOptions) => object;
  readonly define: (name: string, value: unknown) => void;
  readonly load: (code: string, file: string) => void;
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

const ABSENT = ['SharedArrayBuffer', 'Atomics', 'WebAssembly', 'console'];

const PRELUDE = `(function (now, isService) {
  var Real = Date;
  function Clock() {
    if (!new.target) return new Real(now()).toString();
    return Reflect.construct(Real, arguments.length === 0 ? [now()] : arguments, new.target);
  }
  Clock.now = now;
  Clock.parse = Real.parse;
  Clock.UTC = Real.UTC;
  Clock.prototype = Real.prototype;
  Object.defineProperty(Clock, 'name', { value: 'Date' });
  Object.defineProperty(Clock, 'length', { value: 7 });
  Object.defineProperty(Real.prototype, 'constructor', { value: Clock, writable: true, configurable: true });
  globalThis.Date = Clock;
  function adopt(x) {
    if (typeof x !== 'object' || x === null) return x;
    var i, copy;
    if (Array.isArray(x)) {
      copy = [];
      for (i = 0; i < x.length; i++) copy.push(adopt(x[i]));
      return copy;
    }
    if (isService(x)) return x;
    copy = {};
    for (i in x) copy[i] = adopt(x[i]);
    return copy;
  }
  function fail(name, message, details) {
    var error = new Error(message);
    error.name = name;
    if (details !== null) error.details = adopt(details);
    return error;
  }
  return { adopt: adopt, fail: fail };
})`;

/** Compiled once and shared by all hosts: tests start thousands. */
const scripts = new Map<string, vm.Script>();
function compiled(code: string, file: string): vm.Script {
  const script = scripts.get(code) ?? new vm.Script(code, { filename: file });
  scripts.set(code, script);
  return script;
}

interface Realm {
  readonly adopt: (value: unknown) => unknown;
  readonly fail: (name: string, message: string, details: unknown) => unknown;
}

type Prelude = (now: () => number, isService: (value: object) => boolean) => Realm;

export function createSandbox(now: () => number, gate: Gate): Sandbox {
  const context = vm.createContext({});
  const services = new WeakSet();
  const prelude = vm.runInContext(PRELUDE, context) as Prelude;
  const realm = prelude(now, (value) => services.has(value));
  // V8 adds these to a bare context; Apps Script does not have them.
  vm.runInContext(ABSENT.map((name) => `delete globalThis.${name};`).join(''), context);

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
    const wrap = (name: string, member: Member): unknown => {
      if (typeof member !== 'function')
        return typeof member === 'object' && !services.has(member) ? realm.adopt(member) : member;
      const effect = member as (...args: unknown[]) => unknown;
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
        if (!wrapped.has(name) && member !== undefined) wrapped.set(name, wrap(name, member));
        return wrapped.get(name);
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
      Object.defineProperty(context, name, { value, writable: true, configurable: true, enumerable: false });
    },
    load: (code, file) => {
      compiled(code, file).runInContext(context);
    },
    // The bundle's declarations are enumerable; built-in functions and services are not.
    has: (name) =>
      Object.prototype.propertyIsEnumerable.call(context, name) && typeof context[name] === 'function',
    call: (name, args, limit) => {
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
    },
  };
}
