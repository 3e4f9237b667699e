/**
 * The password of the web pages.
 *
 * - password hash: what is kept instead of a password; costly to try guesses on
 */
export { hashPassword, isPasswordHash, verifyPassword } from './password-hash.ts';
