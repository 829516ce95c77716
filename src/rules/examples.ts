// Facts of worked examples: the regulation's values in force, nothing sent yet, and no rows but those of the example.
import type { Calendar } from './calendar.js';
import type { Facts, Programme } from './programme.js';
import { type CommonSettings, defaultsOf, type Settings } from './settings.js';
import type { Tabs } from './tabs.js';
import type { Instant } from './zone.js';

export function exampleFacts<T extends Tabs, S extends Settings & CommonSettings>(
  { tabs, settings }: Pick<Programme<T, S>, 'tabs' | 'settings'>,
  rows: Partial<Facts<T, S>['rows']>,
  now: Instant,
  calendar: Calendar,
): Facts<T, S> {
  const none = Object.fromEntries(Object.keys(tabs).map((key) => [key, []])) as unknown as Facts<
    T,
    S
  >['rows'] &
    Facts<T, S>['broken'];
  const zone = settings.zone.default;
  return {
    rows: { ...none, ...rows },
    broken: none,
    settings: defaultsOf(settings),
    badSettings: [],
    calendar,
    zone,
    now,
    today: zone.dayOf(now),
    letterWindow: { from: now, to: now },
    past: { of: () => [] },
    listed: () => [],
    pageUrl: '',
  };
}
