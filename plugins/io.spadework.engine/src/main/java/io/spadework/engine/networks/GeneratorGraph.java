package io.spadework.engine.networks;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * A generator: the semantic input (N x S x H x W) in, an image (N x 3 x H x W, values in [-1, 1]) out.
 *
 * @param configuration the graph as DL4J configures it
 * @param labelMap      name of its input
 * @param image         name of its output
 */
public record GeneratorGraph(ComputationGraphConfiguration configuration, String labelMap, String image) {
}
