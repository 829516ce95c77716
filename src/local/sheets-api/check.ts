// Checks a JSON value against schemas of the Sheets API: all of Google's, or this host's subset. Like the
// API, reports an unknown property by name.

/** `int`, `num`, `str`, `bool`, `any`, `enum:A|B` or the name of a schema, each with `[]` for a list. */
export type PropertyType = string;
export type Schemas = Readonly<Record<string, Readonly<Record<string, PropertyType>>>>;

export interface SchemaProblem {
  /** Such as `requests[0].updateCells.fields`. */
  readonly path: string;
  readonly message: string;
}

/** An error, and how to get to it from the value that was checked; nearly every value has none. */
interface Fault {
  readonly steps: readonly string[];
  readonly message: (path: string) => string;
}
type Check = (value: unknown) => Fault | null;

/** The first error in `value` as a `type`; null when it is valid. */
export function check(
  schemas: Schemas,
  type: PropertyType,
  value: unknown,
  path: string,
): SchemaProblem | null {
  const found = value === undefined ? null : checkOf(schemas, type)(value);
  if (!found) return null;
  const inner = found.steps.join('');
  const whole = path === '' && inner.startsWith('.') ? inner.slice(1) : path + inner;
  return { path: whole, message: found.message(whole) };
}

const at = (step: string, { steps, message }: Fault): Fault => ({ steps: [step, ...steps], message });
const fault = (message: Fault['message']): Fault => ({ steps: [], message });

/** Checks by schemas and type, made once: a first run writes hundreds of thousands of cells. */
const checks = new WeakMap<Schemas, Map<PropertyType, Check>>();

function checkOf(schemas: Schemas, type: PropertyType): Check {
  const known = checks.get(schemas) ?? new Map<PropertyType, Check>();
  checks.set(schemas, known);
  const before = known.get(type);
  if (before) return before;
  const made = makeCheck(schemas, type);
  known.set(type, made);
  return made;
}

function makeCheck(schemas: Schemas, type: PropertyType): Check {
  if (type === 'any') return () => null;
  if (type.endsWith('[]')) return checkList(() => checkOf(schemas, type.slice(0, -2)));
  const properties = schemas[type];
  return properties
    ? checkObject(new Map(Object.entries(properties)), (inner) => checkOf(schemas, inner))
    : checkPrimitive(type);
}

/** `itemCheck` is asked for when it is needed: schemas refer to each other. */
function checkList(itemCheck: () => Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return fault(() => 'ожидается список');
    const checkItem = itemCheck();
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      const found = item === undefined ? null : checkItem(item);
      if (found) return at(`[${String(i)}]`, found);
    }
    return null;
  };
}

function checkObject(
  types: ReadonlyMap<string, PropertyType>,
  checkFor: (type: PropertyType) => Check,
): Check {
  const known = new Map<string, Check>();
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return fault(() => 'ожидается объект');
    const fields = value as Readonly<Record<string, unknown>>;
    for (const key in fields) {
      let checkField = known.get(key);
      if (!checkField) {
        const type = types.get(key);
        if (type === undefined)
          return fault((path) => `Unknown name "${key}" at '${path}': Cannot find field.`);
        checkField = checkFor(type);
        known.set(key, checkField);
      }
      const field = fields[key];
      const found = field === undefined ? null : checkField(field);
      if (found) return at(`.${key}`, found);
    }
    return null;
  };
}

/** The primitive types: what Google calls them, and their values. */
const PRIMITIVES: Readonly<Record<string, readonly [string, (value: unknown) => boolean]>> = {
  str: ['TYPE_STRING', (value) => typeof value === 'string'],
  bool: ['TYPE_BOOL', (value) => typeof value === 'boolean'],
  num: ['TYPE_DOUBLE', (value) => typeof value === 'number' && Number.isFinite(value)],
  int: [
    'TYPE_INT32',
    (value) => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31,
  ],
};

function checkPrimitive(type: PropertyType): Check {
  const words = type.startsWith('enum:') ? new Set<unknown>(type.slice(5).split('|')) : null;
  const primitive = words ? (['enum', (value: unknown) => words.has(value)] as const) : PRIMITIVES[type];
  if (!primitive) return () => fault(() => `схема ${type} не описана`);
  const [expected, isValid] = primitive;
  return (value) =>
    isValid(value) ? null : fault((path) => `Invalid value at '${path}' (${expected}), ${shown(value)}`);
}

function shown(value: unknown): string {
  return ['number', 'boolean', 'string', 'object'].includes(typeof value)
    ? JSON.stringify(value)
    : typeof value;
}
