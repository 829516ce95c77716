// PropertiesService: the document's properties, stored in the workbook's own state; enforces Google's limits of
// 9 KB per value and 500 KB per store.
import { ServiceError } from '../errors.js';
import type { Members, Sandbox } from '../sandbox.js';
import { changeHost, type Workbook } from '../workbook/model.js';

const LARGEST_VALUE = 9 * 1024;
const LARGEST_STORE = 500 * 1024;

export function propertiesService(workbook: Workbook, expose: Sandbox['expose']): Members {
  const all = (): Readonly<Record<string, string>> => workbook.state.host.properties.document;
  const store: object = expose('PropertiesService', {
    getProperty: (key: string) => (Object.hasOwn(all(), key) ? (all()[key] ?? null) : null),
    setProperty: (key: string, value: unknown) => {
      if (typeof value !== 'string')
        throw new ServiceError('значение свойства должно быть строкой: Google молча меняет остальные');
      if (Buffer.byteLength(value) > LARGEST_VALUE) throw new ServiceError('Argument too large: value');
      const document = { ...all(), [key]: value };
      const size = Object.entries(document).reduce(
        (sum, [name, text]) => sum + Buffer.byteLength(name) + Buffer.byteLength(text),
        0,
      );
      if (size > LARGEST_STORE) {
        throw new ServiceError(
          'You have exceeded the property storage quota. Please remove some properties and try again.',
        );
      }
      changeHost(workbook, { properties: { ...workbook.state.host.properties, document } });
      return store;
    },
  });
  return { getDocumentProperties: () => store };
}
