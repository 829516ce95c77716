// PropertiesService, stored in the workbook's own state; enforces Google's limits of 9 KB per value and 500
// KB per store.
import { ServiceError } from '../errors.js';
import type { Members, Sandbox } from '../sandbox.js';
import type { PropertyScope } from '../workbook/host-state.js';
import { changeHost, type Workbook } from '../workbook/model.js';

const LARGEST_VALUE = 9 * 1024;
const LARGEST_STORE = 500 * 1024;

export function propertiesService(workbook: Workbook, expose: Sandbox['expose']): Members {
  const store = (scope: PropertyScope): object => {
    const all = (): Readonly<Record<string, string>> => workbook.state.host.properties[scope];
    const replace = (next: Readonly<Record<string, string>>): void => {
      const size = Object.entries(next).reduce(
        (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
        0,
      );
      if (size > LARGEST_STORE) {
        throw new ServiceError(
          'You have exceeded the property storage quota. Please remove some properties and try again.',
        );
      }
      changeHost(workbook, { properties: { ...workbook.state.host.properties, [scope]: next } });
    };
    const checked = (value: unknown): string => {
      if (typeof value !== 'string')
        throw new ServiceError('значение свойства должно быть строкой: Google молча меняет остальные');
      if (Buffer.byteLength(value) > LARGEST_VALUE) throw new ServiceError('Argument too large: value');
      return value;
    };
    const self: object = expose('PropertiesService', {
      getProperty: (key: string) => (Object.hasOwn(all(), key) ? (all()[key] ?? null) : null),
      getProperties: () => ({ ...all() }),
      getKeys: () => Object.keys(all()),
      setProperty: (key: string, value: unknown) => {
        replace({ ...all(), [key]: checked(value) });
        return self;
      },
      setProperties: (values: Readonly<Record<string, unknown>>, deleteOthers = false) => {
        const given = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, checked(value)]));
        replace(deleteOthers ? given : { ...all(), ...given });
        return self;
      },
      deleteProperty: (key: string) => {
        replace(Object.fromEntries(Object.entries(all()).filter(([name]) => name !== key)));
        return self;
      },
      deleteAllProperties: () => {
        replace({});
        return self;
      },
    });
    return self;
  };
  const stores = { document: store('document'), script: store('script'), user: store('user') };
  return {
    getDocumentProperties: () => stores.document,
    getScriptProperties: () => stores.script,
    getUserProperties: () => stores.user,
  };
}
