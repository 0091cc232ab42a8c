package io.spadework.engine.data;

import java.nio.file.Path;

/**
 * Files that belong together.
 *
 * @param name what they are called in common
 * @param instance the instance map, or null where none is needed
 */
record Pair(String name, Path label, Path image, Path instance) {
}
