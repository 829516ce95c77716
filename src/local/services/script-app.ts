// ScriptApp: triggers, stored in the workbook's own state. They never fire: the command line takes their
// place.
import { ServiceError } from '../errors.js';
import type { Members, Sandbox } from '../sandbox.js';
import { isZone } from '../serial.js';
import type { StoredTrigger } from '../workbook/host-state.js';
import { changeHost, type Workbook } from '../workbook/model.js';

const MOST_TRIGGERS = 20;
const AUTH_MODES = { NONE: 'NONE', CUSTOM_FUNCTION: 'CUSTOM_FUNCTION', LIMITED: 'LIMITED', FULL: 'FULL' };
const EVENT_TYPES = {
  CLOCK: 'CLOCK',
  ON_OPEN: 'ON_OPEN',
  ON_EDIT: 'ON_EDIT',
  ON_CHANGE: 'ON_CHANGE',
  ON_FORM_SUBMIT: 'ON_FORM_SUBMIT',
};
const TRIGGER_SOURCES = { CLOCK: 'CLOCK', SPREADSHEETS: 'SPREADSHEETS' };

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
        getEventType: () => EVENT_TYPES.CLOCK,
        getTriggerSource: () => TRIGGER_SOURCES.CLOCK,
        getTriggerSourceId: () => null,
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
        everyHours: put('everyHours', (n) => n >= 1, 'The value you passed to everyHours was invalid.'),
        everyDays: put('everyDays', (n) => n >= 1, 'The value you passed to everyDays was invalid.'),
        everyWeeks: put('everyWeeks', (n) => n >= 1, 'The value you passed to everyWeeks was invalid.'),
        atHour: put(
          'atHour',
          (n) => n >= 0 && n <= 23,
          'The value you passed to atHour was invalid. It must be between 0 and 23.',
        ),
        nearMinute: put(
          'nearMinute',
          (n) => n >= 0 && n <= 59,
          'The value you passed to nearMinute was invalid. It must be between 0 and 59.',
        ),
        inTimezone: (zone: string) => {
          if (!isZone(zone)) throw new ServiceError(`Invalid timezone: ${zone}`);
          schedule['inTimezone'] = zone;
          return self;
        },
        create: () => {
          const kinds = ['everyMinutes', 'everyHours', 'everyDays', 'everyWeeks'].filter(
            (kind) => kind in schedule,
          );
          if (kinds.length !== 1) throw new ServiceError('Clock triggers must have exactly one frequency.');
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
    AuthMode: AUTH_MODES,
    EventType: EVENT_TYPES,
    TriggerSource: TRIGGER_SOURCES,
    getProjectTriggers: () => triggers().map(trigger),
    newTrigger: (handler: string) =>
      expose('TriggerBuilder', { timeBased: () => clockBuilder(handler) }, { free: true }),
    deleteTrigger: (gone: { readonly getUniqueId: () => string }) => {
      const id = gone.getUniqueId();
      if (!triggers().some((one) => one.id === id)) throw new ServiceError('The trigger was not found.');
      replace(triggers().filter((one) => one.id !== id));
    },
    getService: () => expose('Service', { getUrl: () => serviceUrl }, { free: true }),
    getScriptId: () => 'local',
  };
}
