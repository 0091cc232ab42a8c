package io.spadework.engine.metrics;

/**
 * A number and how sure it is.
 *
 * @param interval lower and upper bound, or null where nothing was resampled
 */
record Estimate(double value, double[] interval) {
}
