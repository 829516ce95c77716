// The colour of each status word, one table for all tabs.

export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'quiet';

const WORDS: Readonly<Record<Tone, readonly string[]>> = {
  good: [
    'участник',
    'принята',
    'принят',
    'принято',
    'одобрено',
    'выполнено',
    'отправлено',
    'закрыт',
    'готов',
    'действует',
    'Закреплён',
    'решено в срок',
    'завершено',
    'активен',
    'единственный лучший',
    'в срок',
  ],
  bad: [
    'отклонён',
    'отклонена',
    'отказ',
    'исключён',
    'просрочено',
    'ошибка',
    'истекло',
    'Отклонён',
    'Отклонён: занят',
    'Откреплён',
    'Подлежит откреплению',
    'решено с опозданием',
    'отклонено',
  ],
  warn: [
    'скоро',
    'сегодня',
    'нужен розыгрыш',
    'Предупреждение',
    'Запрос неполный',
    'Срок истёк',
    'ждём данных',
    'ждём уточнения',
    'Повтор',
    'обнуление',
    'корректировка',
    'программа на согласовании',
    'смета на согласовании',
  ],
  busy: [
    'идёт',
    'в работе',
    'в очереди',
    'отправляется',
    'отчётность',
    'розыгрыш',
    'На рассмотрении',
    'Предварительно закреплён',
    'прогноз',
  ],
  quiet: [
    'черновик',
    'отменено',
    'снят',
    'удалена',
    'без срока',
    'ещё не началось',
    'ещё не начал',
    'нет результатов',
    'позже',
  ],
};

const byWord = new Map<string, Tone>(
  (Object.keys(WORDS) as Tone[]).flatMap((tone) => WORDS[tone].map((word) => [word, tone] as const)),
);

/** The tone of «да» or «нет» in a column that asks a question; elsewhere these words are no status. */
export const answerTone = (word: string): Tone | null =>
  word === 'да' ? 'good' : word === 'нет' ? 'bad' : toneOf(word);

/** The tone of a status word; null for any other word. */
export const toneOf = (word: string): Tone | null => byWord.get(word) ?? null;
