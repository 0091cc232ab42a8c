package io.spadework.engine.weights.torch;

import io.spadework.engine.weights.ElementType;

/**
 * A row of values that tensors look into.
 *
 * @param type   type of the values
 * @param key    its name in the file
 * @param whole  number of values under that name
 * @param first  which of them is its first
 * @param length how many of them are its own
 */
record Storage(ElementType type, String key, long whole, long first, long length) {
}
