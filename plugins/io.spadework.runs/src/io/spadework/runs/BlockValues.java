package io.spadework.runs;

/**
 * Statistics of one node of a network at one step.
 *
 * @param network  id of the network in the study
 * @param path     ids that lead to the node: its own, behind those of the block uses and stages that it stands in, and behind a block use that repeats the number of the
 *                 repetition, the first being 0: {@code blocks/3/conv0}; a block use by itself has the values of what leaves it and the gradient of all that is inside
 * @param scale    of a discriminator, the first being 1; 1 in other networks
 * @param mean     mean of its activations over the batch
 * @param spread   their standard deviation
 * @param zeros    share of them that is 0
 * @param dead     share of its channels that are 0 everywhere
 * @param gradient Euclidean norm of the gradients of its weights; not a number where it learns nothing
 */
public record BlockValues(String network, String path, int scale, double mean, double spread, double zeros, double dead, double gradient) {
}
