// Whatever people are told follows the parameters in «Настройки»; no text repeats a default.
import { demo } from '../../../src/rules/resellers/demo.js';
import { resellers } from '../../../src/rules/resellers/index.js';
import { tellsParameters } from '../parameters.js';

tellsParameters(resellers, demo(), {
  settings: {
    Валюта: 'USD',
    'Порог закупок': 3_456_789,
    'Ставка до порога, %': 3,
    'Ставка свыше порога, %': 5,
    'Расчёт баллов': 'сверх порога',
    'Срок накопления': 'всё время',
    'Ответ на заявку, рабочих дней': 6,
  },
  never: [/KZT/, /До 3 000 000/, /— [24] %/, /складываются с 1 января/, /5 рабочих/],
  told: ['складываются с первой закупки', 'До 3 456 789 USD включительно — 3 %, свыше — 5 %'],
});
