// Shared by the tests of letters: three partners, their clients and two months of charges.
import { charge, client, partner, type Tabs } from './fixtures.js';

export const settings = { Менеджер: 'boss@example.com' };
export const base: Tabs = {
  partners: [partner('Альфа', 'юрлицо'), partner('Бета', 'физлицо'), partner('Гамма', 'юрлицо')],
  clients: [client('К1', 'Альфа'), client('К2', 'Альфа'), client('К3', 'Бета')],
  charges: [
    charge('2023-10-10', 'К1', 10_000),
    charge('2023-11-10', 'К2', 20_000.5),
    charge('2023-11-15', 'К3', 6000),
  ],
};
