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

/** The first error in `value` as a `type`; null when it is valid. */
export function check(
  schemas: Schemas,
  type: PropertyType,
  value: unknown,
  path: string,
): SchemaProblem | null {
  if (value === undefined || type === 'any') return null;
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return { path, message: 'ожидается список' };
    const inner = type.slice(0, -2);
    for (let i = 0; i < value.length; i++) {
      const problem = check(schemas, inner, value[i] as unknown, `${path}[${String(i)}]`);
      if (problem) return problem;
    }
    return null;
  }
  const properties = schemas[type];
  if (!properties) return checkPrimitive(type, value, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { path, message: 'ожидается объект' };
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key in fields) {
    const inner = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (inner === undefined)
      return { path, message: `Unknown name "${key}" at '${path}': Cannot find field.` };
    const problem = check(schemas, inner, fields[key], path === '' ? key : `${path}.${key}`);
    if (problem) return problem;
  }
  return null;
}

function shown(value: unknown): string {
  return ['number', 'boolean', 'string', 'object'].includes(typeof value)
    ? JSON.stringify(value)
    : typeof value;
}

function checkPrimitive(type: string, value: unknown, path: string): SchemaProblem | null {
  const wrong = (expected: string): SchemaProblem => ({
    path,
    message: `Invalid value at '${path}' (${expected}), ${shown(value)}`,
  });
  if (type === 'str') return typeof value === 'string' ? null : wrong('TYPE_STRING');
  if (type === 'bool') return typeof value === 'boolean' ? null : wrong('TYPE_BOOL');
  if (type === 'num')
    return typeof value === 'number' && Number.isFinite(value) ? null : wrong('TYPE_DOUBLE');
  if (type === 'int') {
    return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31
      ? null
      : wrong('TYPE_INT32');
  }
  if (type.startsWith('enum:')) {
    return typeof value === 'string' && type.slice(5).split('|').includes(value) ? null : wrong('enum');
  }
  return { path, message: `схема ${type} не описана` };
}
