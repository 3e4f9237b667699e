import { fileURLToPath } from 'node:url';

/** Where the command's compiled modules are kept between starts; Node keeps them apart by its version and by user. */
export const compileCache = fileURLToPath(new URL('../../../node_modules/.cache/meterworks', import.meta.url));
