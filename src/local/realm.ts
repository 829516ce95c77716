// A bare V8 context with the bundle loaded: no Node globals, and the host's clock instead of Date. Tests that start
// thousands of hosts use contexts again, in which V8 has compiled and optimised the bundle.
import vm from 'node:vm';

/** The service objects of all hosts: they enter a context as they are. */
export const services = new WeakSet();

export interface Realm {
  readonly context: vm.Context;
  /** A copy of data, made of the context's own objects. */
  readonly adopt: (value: unknown) => unknown;
  /** An error of the context's own class. */
  readonly fail: (name: string, message: string, details: unknown) => unknown;
  /** From now on the context has the clock of another host. */
  readonly attach: (now: () => number) => void;
}

/** Where the calls of a host find a context with the bundle loaded. */
export interface Realms {
  readonly take: (bundle: string) => Realm;
  /** After a call that has run to its end. */
  readonly giveBack: (bundle: string, realm: Realm) => void;
}

/** One new context for all calls of a host. */
export function ownRealm(): Realms {
  let realm: Realm | null = null;
  return { take: (bundle) => (realm ??= openRealm(bundle)), giveBack: () => undefined };
}

/** Contexts that any host may use again; new ones while all are in use. */
export function sharedRealms(): Realms {
  const idle = new Map<string, Realm[]>();
  return {
    take: (bundle) => idle.get(bundle)?.pop() ?? openRealm(bundle),
    giveBack: (bundle, realm) => {
      idle.set(bundle, [...(idle.get(bundle) ?? []), realm]);
    },
  };
}

/** V8 adds these to a bare context; Apps Script does not have them. */
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

type Prelude = (now: () => number, isService: (value: object) => boolean) => Pick<Realm, 'adopt' | 'fail'>;

/** Compiled once and shared by all contexts: tests start thousands. */
const scripts = new Map<string, vm.Script>();
function compiled(code: string): vm.Script {
  const script = scripts.get(code) ?? new vm.Script(code, { filename: 'dist/Code.js' });
  scripts.set(code, script);
  return script;
}

function openRealm(bundle: string): Realm {
  const context = vm.createContext({});
  const prelude = vm.runInContext(PRELUDE, context) as Prelude;
  let clock = Date.now;
  const { adopt, fail } = prelude(
    () => clock(),
    (value) => services.has(value),
  );
  vm.runInContext(ABSENT.map((name) => `delete globalThis.${name};`).join(''), context);
  compiled(bundle).runInContext(context);
  return {
    context,
    adopt,
    fail,
    attach: (now) => {
      clock = now;
    },
  };
}
