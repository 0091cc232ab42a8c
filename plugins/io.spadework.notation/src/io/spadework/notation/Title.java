package io.spadework.notation;

import java.util.List;

/**
 * What stands above a network.
 *
 * @param name   name of the network, for a discriminator with its number of scales
 * @param totals parameters and multiply-adds of the whole network
 * @param scales what each scale of a discriminator sees, a line each; empty for other networks
 */
public record Title(String name, String totals, List<String> scales) {
}
