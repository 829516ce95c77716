// Shared by the tests of the bundle: the real bundle, rebuilt when a source has changed, and sample rows.
import { built } from '../../src/local/build.mjs';
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
