import type { Command } from 'commander';
import type { Run } from '../command-line.ts';
import { examples } from './shared-option.ts';

/** The command that stays. */
export function declareService(program: Command, run: Run): void {
  program
    .command('serve')
    .description(
      'Keep everything up to date: materialize at once and on schedule, do what is asked for, and serve the UI.',
    )
    .option('--no-ui', 'without the UI')
    .option('--port <port>', 'port of the UI', '4200')
    .option('--host <host>', 'address that the UI listens on', '127.0.0.1')
    .option('--health-port <port>', 'port of /healthz, /readyz and /metrics; 0 takes any that is free', '4201')
    .option('--health-host <host>', 'address that these listen on', '127.0.0.1')
    .addHelpText('after', examples('serve', 'serve --no-ui', 'serve --port 4300'))
    .action((options: { ui: boolean; port: string; host: string; healthPort: string; healthHost: string }) =>
      run(async (context) => (await import('../commands/serve.ts')).serve(context, options)),
    );
}
