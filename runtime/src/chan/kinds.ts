/**
 * What can stand in a case of a select, told apart by the field `kind` on the prototypes and not by `instanceof`: several copies of the runtime may be loaded, and
 * their objects meet.
 */
export const CHANNEL = 1, SENDING = 2, SETTLEMENT = 3;
