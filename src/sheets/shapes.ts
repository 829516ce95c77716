// A shape that zod has too, but in 3 KB of the bundle.
import * as z from 'zod/mini';

/** Any names, each with a value of this shape. */
export const recordOf = <T>(shape: z.ZodMiniType<T>): z.ZodMiniType<Readonly<Record<string, T>>> =>
  z.custom<Readonly<Record<string, T>>>(
    (value: unknown) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((one) => shape.safeParse(one).success),
  );
