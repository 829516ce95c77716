// Letters that belong to no programme.
import { letterKind } from '../rules/letters.js';

export const commonLetters = {
  erased: letterKind({
    code: 'common.erased',
    priority: 'decision',
    placeholders: ['строк', 'отметка', 'дата'],
    subject: 'Персональные данные удалены по запросу',
    body: `Здравствуйте!

{{дата}} по запросу субъекта персональных данных мы удалили его данные из своей таблицы (строк: {{строк}}). На их месте стоит отметка {{отметка}}.

Пожалуйста, удалите данные этого человека и у себя: о таком запросе стороны сообщают друг другу. Сами данные в письме не приводятся.

«Регламент»`,
  }),
};
