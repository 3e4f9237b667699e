export const login = {
  title: 'Sign in',
  password: 'Password',
  enter: 'Sign in',
  leave: 'Sign out',
  wrong: 'This is not the password.',
  limited: (seconds: number) => `Too many wrong passwords; try again in ${seconds} s.`,
};
