// Shared by the tests of the bundle: the real bundle, rebuilt when a source has changed, and sample rows.
import { built, type Sample } from '../../src/local/build.mjs';
import { parseEmail } from '../../src/rules/email.js';
import type { Programme } from '../../src/rules/programme.js';
import { programmes } from '../../src/rules/registry.js';
import { fail } from './failures.js';
import { type Cell, serial } from './tables.js';

const { code, samples } = await built();
/** The code of dist/Code.js. */
export const CODE = code;
/** The sample rows of every programme, as the build collects them. */
export const SAMPLES = samples;

/** The sample of a programme. */
export const sampleOf = ({ id }: { readonly id: string }) => SAMPLES[id] ?? fail(`no sample of ${id}`);

/** Rows of a tab in a short sample. */
const SHORT = 12;

/**
 * A sample with the first rows of each tab, in long tabs preferably those that refer to the rows of tabs before
 * it: the same services are called as with all of them, in a fraction of the time.
 */
function shortened(programme: Programme): Sample {
  const sample = sampleOf(programme);
  const known = new Set<unknown>();
  const rows = Object.entries(sample.rows).map(([key, all]) => {
    const tab = programme.tabs[key] ?? fail(`no tab ${key}`);
    const names = Object.entries(tab.columns).filter(
      ([, { kind, options }]) => options.required && (kind.type === 'text' || kind.type === 'email'),
    );
    const isReferring = (row: (typeof all)[number]): boolean => names.some(([name]) => known.has(row[name]));
    const picked = new Set(all.length <= SHORT ? all : [...all.filter(isReferring), ...all].slice(0, SHORT));
    const kept = all.filter((row) => picked.has(row));
    for (const row of kept) for (const [name] of names) known.add(row[name]);
    return [key, kept] as const;
  });
  return { ...sample, rows: Object.fromEntries(rows) };
}

/** Short samples of all programmes. */
export const SHORT_SAMPLES: typeof SAMPLES = Object.fromEntries(
  programmes.map((programme) => [programme.id, shortened(programme)]),
);
/** The short sample of a programme. */
export const shortSampleOf = ({ id }: { readonly id: string }): Sample =>
  SHORT_SAMPLES[id] ?? fail(`no sample of ${id}`);

/** Arguments with which a menu action has something to do in its programme's sample. */
export const argumentsOf = ({ id }: { readonly id: string }, name: string): readonly string[] =>
  SAMPLES[id]?.actions?.[name] ?? fail(`src/rules/${id}/demo.ts: \`actions\` has no arguments for ${name}`);

/** The address of a person named in the programme's sample; null if it names nobody. */
export const personOf = (programme: Programme): string | null =>
  Object.entries(programme.tabs)
    .flatMap(([key, { columns }]) =>
      Object.entries(columns).flatMap(([name, { options }]) =>
        options.personal === 'email'
          ? (sampleOf(programme).rows[key] ?? []).flatMap((row) => parseEmail(String(row[name] ?? '')) ?? [])
          : [],
      ),
    )
    .at(0) ?? null;

export const marathon: Programme = programmes.find(({ id }) => id === 'marathon') ?? fail('no marathon');
export const MARATHON_TABS = Object.values(marathon.tabs).map(({ title }) => title);

/** Registrations of `count` people, accepted at the first recompute. */
export const people = (count: number): readonly Readonly<Record<string, Cell>>[] =>
  Array.from({ length: count }, (_, index) => ({
    Никнейм: `ник-${index + 1}`,
    ФИО: `Человек Номер-${index + 1}`,
    Компания: `Компания ${index + 1}`,
    Email: `person${index + 1}@example.com`,
    Телефон: `+7 900 000-${String(index + 1).padStart(4, '0')}`,
    'Дата регистрации': serial('2023-09-05 10:00'),
    'На портале': true,
  }));

/** A webinar on 20.10.2023, agreed in time, with one listener: anna@example.com, registered on the 1st. */
export const oneWebinar = (): Readonly<
  Record<'Вебинары' | 'Слушатели', readonly Readonly<Record<string, Cell>>[]>
> => ({
  Вебинары: [
    {
      Вебинар: 'В-1',
      Партнёр: 'Астра',
      'Email партнёра': 'astra@example.com',
      Координатор: 'staff@example.com',
      Тема: 'О продукте',
      Начало: serial('2023-10-20 11:00'),
      Окончание: serial('2023-10-20 12:00'),
      'Программа согласована': serial('2023-09-20'),
    },
  ],
  Слушатели: [
    {
      Вебинар: 'В-1',
      Фамилия: 'Иванова',
      Имя: 'Анна',
      Компания: 'Ромашка',
      Должность: 'Директор',
      Email: 'anna@example.com',
      Телефон: '+7 700 000-00-01',
      Согласие: true,
      'Дата регистрации': serial('2023-10-01 10:00'),
    },
  ],
});
