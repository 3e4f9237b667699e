import { type BinaryLike, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** Costs of scrypt (RFC 7914): about 64 MB and a tenth of a second. */
const costs = { N: 2 ** 16, r: 8, p: 1 } as const;
const keyLength = 32;
/** More than this a hash may not ask for: who writes it could otherwise take all memory. */
const most = { N: 2 ** 18, r: 16, p: 4 } as const;

const pattern = /^scrypt:(\d{1,7}):(\d{1,3}):(\d{1,3}):([\w-]{16,128}):([\w-]{16,128})$/;

/** `scrypt:N:r:p:salt:key`, salt and key in base64url: nothing in it means anything to a shell or an env file. */
export async function hashPassword(password: string, salt: Uint8Array = randomBytes(16)): Promise<string> {
  const key = await derive(password, salt, keyLength, costs);
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  return `scrypt:${costs.N}:${costs.r}:${costs.p}:${text(salt)}:${text(key)}`;
}

/** Whether a text is a hash that `verifyPassword` can work with. */
export function isPasswordHash(text: string): boolean {
  return parse(text) !== undefined;
}

/** Whether the hash is of this password; false for a text that is no hash. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const parsed = parse(hash);
  if (parsed === undefined) return false;
  const { key, salt, ...options } = parsed;
  return timingSafeEqual(await derive(password, salt, key.length, options), key);
}

function parse(text: string) {
  const [, N, r, p, salt = '', key = ''] = pattern.exec(text) ?? [];
  const given = { N: Number(N), r: Number(r), p: Number(p) };
  const isPowerOfTwo = given.N > 1 && Number.isInteger(Math.log2(given.N));
  if (!isPowerOfTwo || given.N > most.N || !(given.r >= 1 && given.r <= most.r) || !(given.p >= 1 && given.p <= most.p))
    return undefined;
  return { ...given, salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') };
}

function derive(password: string, salt: BinaryLike, length: number, options: ScryptOptions): Promise<Buffer> {
  // The same password may reach us composed or decomposed, as keyboards differ.
  const text = password.normalize('NFC');
  return new Promise((resolve, reject) => {
    scrypt(text, salt, length, { ...options, maxmem: 512 * 1024 * 1024 }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
