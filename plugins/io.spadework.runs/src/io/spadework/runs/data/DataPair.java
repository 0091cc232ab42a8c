package io.spadework.runs.data;

import java.nio.file.Path;

/**
 * Files that belong together.
 *
 * @param name what they are called in common
 * @param instance the instance map, or null where none is needed
 */
public record DataPair(String name, Path label, Path image, Path instance) {
}
