/**
 * The public page of `sansync/crypto`: what takes long of node:crypto, done by Node's threads while other goroutines run. Hashes of what is in memory are quick: take node:crypto.
 * Values and errors are Node's.
 */
import * as nodeCrypto from "node:crypto";
import { overCallback } from "../stream/operation.js";

/** A key derived from a password. As crypto.pbkdf2Sync, without holding up anybody.
 * @suspends */
export const pbkdf2: (password: string | Uint8Array, salt: string | Uint8Array, iterations: number, keyLength: number, digest: string) => Uint8Array = overCallback("pbkdf2", (done, password: string, salt: string, iterations: number, length: number, digest: string) => {
  nodeCrypto.pbkdf2(password, salt, iterations, length, digest, done);
});

/** A key derived from a password. As crypto.scryptSync.
 * @suspends */
export const scrypt: (password: string | Uint8Array, salt: string | Uint8Array, keyLength: number, options?: nodeCrypto.ScryptOptions) => Uint8Array = overCallback("scrypt", (done, password: string, salt: string, length: number, options: nodeCrypto.ScryptOptions = {}) => {
  nodeCrypto.scrypt(password, salt, length, options, done);
});

/** A key derived from another. As crypto.hkdfSync.
 * @suspends */
export const hkdf: (digest: string, key: string | Uint8Array, salt: string | Uint8Array, info: string | Uint8Array, keyLength: number) => Uint8Array = overCallback("hkdf", (done, digest: string, key: string, salt: string, info: string, length: number) => {
  nodeCrypto.hkdf(digest, key, salt, info, length, (error, bytes) => { done(error, error === null ? new Uint8Array(bytes) : undefined); });
});

/** Random bytes, unpredictable ones.
 * @suspends */
export const randomBytes: (size: number) => Uint8Array = overCallback("randomBytes", (done, size: number) => { nodeCrypto.randomBytes(size, done); });

/** A new pair of keys. As crypto.generateKeyPairSync: `type` "rsa", "ec", "ed25519" … with Node's options.
 * @suspends */
export const generateKeyPair: (type: string, options?: object) => { readonly publicKey: nodeCrypto.KeyObject; readonly privateKey: nodeCrypto.KeyObject } = overCallback("generateKeyPair", (done, type: "rsa", options: object = {}) => {
  nodeCrypto.generateKeyPair(type, options as nodeCrypto.RSAKeyPairKeyObjectOptions, (error, publicKey, privateKey) => { done(error, { publicKey, privateKey }); });
});

/** A signature. As crypto.sign.
 * @suspends */
export const sign: (algorithm: string | null, data: Uint8Array, key: nodeCrypto.KeyLike) => Uint8Array = overCallback("sign", (done, algorithm: string | null, data: Uint8Array, key: nodeCrypto.KeyLike) => { nodeCrypto.sign(algorithm, data, key, done); });

/** Is the signature right? As crypto.verify.
 * @suspends */
export const verify: (algorithm: string | null, data: Uint8Array, key: nodeCrypto.KeyLike, signature: Uint8Array) => boolean = overCallback("verify", (done, algorithm: string | null, data: Uint8Array, key: nodeCrypto.KeyLike, signature: Uint8Array) => {
  nodeCrypto.verify(algorithm, data, key, signature, done);
});
