declare const brand: unique symbol;

/** A `T` that only its own constructor function hands out, so that two kinds of number cannot be mixed up. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
