import type { Texts } from '../texts.ts';

export const login: Texts['login'] = {
  title: 'Anmelden',
  password: 'Passwort',
  enter: 'Anmelden',
  leave: 'Abmelden',
  wrong: 'Das ist nicht das Passwort.',
  limited: (seconds) => `Zu viele falsche Passwörter; in ${seconds} s noch einmal versuchen.`,
};
