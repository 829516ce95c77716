// ScriptApp: triggers, stored in the workbook's own state. They never fire: the command line takes their
// place.
import { ServiceError } from '../errors.js';
import type { Members, Sandbox } from '../sandbox.js';
import { isZone } from '../serial.js';
import type { StoredTrigger } from '../workbook/host-state.js';
import { changeHost, type Workbook } from '../workbook/model.js';

const MOST_TRIGGERS = 20;

export function scriptService(workbook: Workbook, serviceUrl: string, expose: Sandbox['expose']): Members {
  const triggers = (): readonly StoredTrigger[] => workbook.state.host.triggers;
  const replace = (next: readonly StoredTrigger[]): void => {
    changeHost(workbook, { triggers: next });
  };
  const trigger = ({ id, handler }: StoredTrigger): object =>
    expose(
      'Trigger',
      {
        getUniqueId: () => id,
        getHandlerFunction: () => handler,
      },
      { free: true },
    );
  const clockBuilder = (handler: string): object => {
    const schedule: Record<string, string | number> = {};
    const put = (name: string, valid: (value: number) => boolean, message: string) => (value: number) => {
      if (!Number.isInteger(value) || !valid(value)) throw new ServiceError(message);
      schedule[name] = value;
      return self;
    };
    const self: object = expose(
      'ClockTriggerBuilder',
      {
        everyMinutes: put(
          'everyMinutes',
          (n) => [1, 5, 10, 15, 30].includes(n),
          'The value you passed to everyMinutes was invalid. It must be one of 1, 5, 10, 15 or 30.',
        ),
        everyDays: put('everyDays', (n) => n >= 1, 'The value you passed to everyDays was invalid.'),
        atHour: put(
          'atHour',
          (n) => n >= 0 && n <= 23,
          'The value you passed to atHour was invalid. It must be between 0 and 23.',
        ),
        inTimezone: (zone: string) => {
          if (!isZone(zone)) throw new ServiceError(`Invalid timezone: ${zone}`);
          schedule['inTimezone'] = zone;
          return self;
        },
        create: () => {
          if ('everyMinutes' in schedule === 'everyDays' in schedule)
            throw new ServiceError('Clock triggers must have exactly one frequency.');
          if (triggers().length >= MOST_TRIGGERS) {
            throw new ServiceError(
              'This script has too many triggers. Triggers must be deleted from the script before more can be added.',
            );
          }
          const last = triggers().reduce((max, { id }) => Math.max(max, Number(id)), 0);
          const made = { id: String(last + 1), handler, schedule: { ...schedule } };
          replace([...triggers(), made]);
          return trigger(made);
        },
      },
      { free: true },
    );
    return self;
  };
  return {
    getProjectTriggers: () => triggers().map(trigger),
    newTrigger: (handler: string) =>
      expose('TriggerBuilder', { timeBased: () => clockBuilder(handler) }, { free: true }),
    deleteTrigger: (gone: { readonly getUniqueId: () => string }) => {
      const id = gone.getUniqueId();
      if (!triggers().some((one) => one.id === id)) throw new ServiceError('The trigger was not found.');
      replace(triggers().filter((one) => one.id !== id));
    },
    getService: () => expose('Service', { getUrl: () => serviceUrl }, { free: true }),
  };
}
