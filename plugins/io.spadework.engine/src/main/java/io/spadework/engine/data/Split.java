package io.spadework.engine.data;

import java.util.List;

/**
 * The pairs of a folder, each to one end.
 *
 * @param heldOut pairs that are only measured on; may be empty
 * @param source where the held-out pairs come from, or why there are none, for protocols
 */
record Split(List<Pair> training, List<Pair> heldOut, String source) {
}
