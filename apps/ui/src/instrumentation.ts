/** Looks at how the server was started before it answers anybody. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { refuseUnsafeStart } = await import('./login/refuse-unsafe-start.ts');
  refuseUnsafeStart();
}
